//! What was understood, in the form of a CV. Every value is a link to its place in the document.

use cv_readback::locale::SectionKind;
use cv_readback::resume::{Dates, Resume, Text};
use cv_readback::span::Span;
use cv_readback::timeline::Lane;

use crate::app::Shown;
use crate::element::{El, el};
use crate::values::Kind;
use crate::{link, second_reading, words};

/// The structure.
pub fn draw(shown: &Shown) -> Vec<El> {
    let draw = Draw { shown };
    let resume = &shown.analysis.resume;
    let groups = [
        (SectionKind::Summary, draw.summary(resume)),
        (SectionKind::Work, draw.work(resume)),
        (SectionKind::Education, draw.education(resume)),
        (SectionKind::Projects, draw.projects(resume)),
        (SectionKind::Skills, draw.skills(resume)),
        (SectionKind::Volunteer, draw.volunteer(resume)),
        (SectionKind::Languages, draw.languages(resume)),
        (SectionKind::Certificates, draw.certificates(resume)),
        (SectionKind::Awards, draw.awards(resume)),
        (SectionKind::Publications, draw.publications(resume)),
        (SectionKind::Interests, draw.interests(resume)),
        (SectionKind::References, draw.references(resume)),
    ];
    let mut drawn: Vec<El> = second_reading::chosen(shown).into_iter().collect();
    drawn.push(draw.header(resume));
    let mut missing = Vec::new();
    for (kind, entries) in groups {
        if entries.is_empty() {
            missing.push(words::section(kind));
            continue;
        }
        let counted = !matches!(kind, SectionKind::Summary | SectionKind::Skills | SectionKind::Interests);
        let number = (counted && entries.len() > 1).then(|| el("small").text(&entries.len().to_string()));
        let heading = el("h2").text(words::section(kind)).add_if(number).add_all(draw.headings(kind));
        let section = el("section").class(&format!("group {}", kind.name())).add(heading);
        drawn.push(section.add_all(draw.other_kinds(kind)).add_all(entries));
    }
    if !missing.is_empty() {
        let missing = format!("{} {}.", words::NOT_FOUND, missing.join(", "));
        drawn.push(el("p").class("not-found").text(&missing));
    }
    // Sections of no kind have no group of their own.
    drawn.extend(draw.other_kinds(SectionKind::Other));
    drawn.extend(draw.unread());
    drawn
}

struct Draw<'a> {
    shown: &'a Shown,
}

/// The parts of an entry: when on the left; what, where and the rest beside it.
#[derive(Default)]
struct Entry {
    when: Option<El>,
    long: Option<String>,
    title: Option<El>,
    at: Option<El>,
    rest: Vec<El>,
    /// What it could be instead.
    note: Option<El>,
}

impl Entry {
    fn draw(self) -> El {
        let long = self.long.map(|long| el("span").class("long").text(&long));
        let title = self.title.map(|title| el("h3").add(title));
        let at = self.at.map(|at| el("p").class("at").add(at));
        let what = el("div").class("what").add_if(title).add_if(at).add_all(self.rest).add_if(self.note);
        el("div").class("entry").add(el("p").class("when").add_if(self.when).add_if(long)).add(what)
    }
}

impl Draw<'_> {
    fn link(&self, text: &str, span: Span, title: Option<&str>) -> El {
        link::to_place(self.shown, text, span, title)
    }

    fn text(&self, text: Option<&Text>) -> Option<El> {
        text.map(|text| self.link(&text.value, text.span, None))
    }

    fn dates(&self, dates: Option<&Dates>) -> Option<El> {
        dates.map(|dates| {
            let written = words::as_written(self.shown.analysis.document.slice(dates.span));
            self.link(&words::dates(dates.value), dates.span, Some(&written))
        })
    }

    /// The dates of an entry that should have some.
    fn expected_dates(&self, dates: Option<&Dates>) -> Option<El> {
        self.dates(dates).or_else(|| Some(el("span").class("none").text(words::NO_DATES)))
    }

    /// Those of `parts` that are there, with commas between them.
    fn joined(&self, parts: &[Option<&Text>]) -> Option<El> {
        let mut parts = parts.iter().filter_map(|part| self.text(*part));
        let first = el("span").add(parts.next()?);
        Some(parts.fold(first, |all, part| all.text(", ").add(part)))
    }

    fn listed(&self, texts: &[Text]) -> Option<El> {
        self.joined(&texts.iter().map(Some).collect::<Vec<_>>())
    }

    /// A title and what stands under it: where the first is missing, the second takes its place.
    fn title_and_place(
        &self,
        title: Option<&Text>,
        name: Option<&Text>,
        place: Option<&Text>,
    ) -> (Option<El>, Option<El>) {
        match title {
            Some(_) => (self.text(title), self.joined(&[name, place])),
            None => (self.text(name), self.text(place)),
        }
    }

    fn bullets(&self, bullets: &[Text]) -> Option<El> {
        (!bullets.is_empty()).then(|| {
            let bullets = bullets.iter().map(|bullet| el("li").add_if(self.text(Some(bullet))));
            el("ul").class("bullets").add_all(bullets.collect())
        })
    }

    fn prose(&self, text: Option<&Text>) -> Option<El> {
        self.text(text).map(|text| el("p").class("prose-text").add(text))
    }

    fn summary(&self, resume: &Resume) -> Vec<El> {
        self.text(resume.basics.summary.as_ref()).map(|text| el("p").add(text)).into_iter().collect()
    }

    fn duration(&self, lane: Lane, entry: usize) -> Option<String> {
        let periods = &self.shown.analysis.timeline.periods;
        let period = periods.iter().find(|period| period.lane == lane && period.entry == entry)?;
        if period.inverted {
            return Some(words::INVERTED.to_owned());
        }
        (!period.planned).then(|| words::duration(period.duration))
    }

    fn header(&self, resume: &Resume) -> El {
        let basics = &resume.basics;
        let name = self.text(basics.name.as_ref());
        let name = name.unwrap_or_else(|| el("span").class("none").text(words::NO_NAME));
        let label = self.text(basics.label.as_ref()).map(|label| el("p").class("headline").add(label));
        let row = |what: &str, text: Option<&Text>| {
            let value = self.text(text)?;
            Some(el("div").add(el("dt").text(what)).add(el("dd").add(value)))
        };
        let mut rows: Vec<El> = [
            (words::EMAIL, &basics.email),
            (words::PHONE, &basics.phone),
            (words::PLACE, &basics.location),
            (words::SITE, &basics.url),
        ]
        .into_iter()
        .filter_map(|(what, text)| row(what, text.as_ref()))
        .collect();
        rows.extend(basics.profiles.iter().filter_map(|profile| {
            let text = profile.url.as_ref().or(profile.username.as_ref()).or(profile.network.as_ref());
            row(profile.network.as_ref().map_or(words::PROFILE, |network| network.value.as_str()), text)
        }));
        el("header")
            .class("person")
            .set("data-hidden", words::DETAILS_HIDDEN)
            .add(el("h2").add(name))
            .add_if(label)
            .add(el("dl").add_all(rows))
    }

    fn work(&self, resume: &Resume) -> Vec<El> {
        let mut entries = Vec::new();
        for (at, work) in resume.work.iter().enumerate() {
            let (title, place) =
                self.title_and_place(work.position.as_ref(), work.name.as_ref(), work.location.as_ref());
            let mut rest: Vec<El> = self.prose(work.description.as_ref()).into_iter().collect();
            rest.extend(self.prose(work.summary.as_ref()));
            rest.extend(self.bullets(&work.highlights));
            rest.extend(self.prose(work.url.as_ref()));
            let (when, long) = (self.expected_dates(work.dates.as_ref()), self.duration(Lane::Work, at));
            let note = second_reading::note(self.shown, work.span, words::SWAP_EMPLOYER);
            entries.push(Entry { when, long, title, at: place, rest, note }.draw());
        }
        entries
    }

    fn volunteer(&self, resume: &Resume) -> Vec<El> {
        let mut entries = Vec::new();
        for (at, work) in resume.volunteer.iter().enumerate() {
            let (title, place) =
                self.title_and_place(work.position.as_ref(), work.organization.as_ref(), work.location.as_ref());
            let mut rest: Vec<El> = self.prose(work.summary.as_ref()).into_iter().collect();
            rest.extend(self.bullets(&work.highlights));
            rest.extend(self.prose(work.url.as_ref()));
            let (when, long) = (self.expected_dates(work.dates.as_ref()), self.duration(Lane::Volunteer, at));
            let note = second_reading::note(self.shown, work.span, words::SWAP_ORGANISATION);
            entries.push(Entry { when, long, title, at: place, rest, note }.draw());
        }
        entries
    }

    fn education(&self, resume: &Resume) -> Vec<El> {
        let mut entries = Vec::new();
        for education in &resume.education {
            let places = [education.institution.as_ref(), education.location.as_ref()];
            let (title, at) = match self.joined(&[education.study_type.as_ref(), education.area.as_ref()]) {
                Some(degree) => (Some(degree), self.joined(&places)),
                None => (self.text(education.institution.as_ref()), self.text(education.location.as_ref())),
            };
            let detail = |what: &str, value: El| el("p").class("detail").text(what).text(": ").add(value);
            let mut rest: Vec<El> =
                self.text(education.score.as_ref()).map(|score| detail(words::GRADE, score)).into_iter().collect();
            rest.extend(self.listed(&education.courses).map(|courses| detail(words::COURSES, courses)));
            rest.extend(self.bullets(&education.highlights));
            let when = self.expected_dates(education.dates.as_ref());
            let note = second_reading::note(self.shown, education.span, words::SWAP_INSTITUTION);
            entries.push(Entry { when, title, at, rest, note, ..Entry::default() }.draw());
        }
        entries
    }

    fn projects(&self, resume: &Resume) -> Vec<El> {
        let mut entries = Vec::new();
        for project in &resume.projects {
            let mut rest: Vec<El> = self.prose(project.description.as_ref()).into_iter().collect();
            rest.extend(self.bullets(&project.highlights));
            rest.extend(self.listed(&project.keywords).map(|keywords| el("p").class("detail").add(keywords)));
            let note = second_reading::note(self.shown, project.span, "");
            let at = [project.url.as_ref()];
            entries.push(self.entry(project.dates.as_ref(), project.name.as_ref(), &at, rest, note));
        }
        entries
    }

    /// An entry of a kind that often has no dates: then none are missed.
    fn entry(
        &self,
        dates: Option<&Dates>,
        title: Option<&Text>,
        at: &[Option<&Text>],
        rest: Vec<El>,
        note: Option<El>,
    ) -> El {
        let (when, title, at) = (self.dates(dates), self.text(title), self.joined(at));
        Entry { when, title, at, rest, note, long: None }.draw()
    }

    fn skills(&self, resume: &Resume) -> Vec<El> {
        let groups = resume.skills.iter().map(|group| {
            let name = self.text(group.name.as_ref()).map(|name| el("h3").add(name));
            el("div").class("listed").add_if(name).add(el("p").add_if(self.listed(&group.keywords)))
        });
        groups.collect()
    }

    fn languages(&self, resume: &Resume) -> Vec<El> {
        let rows = resume.languages.iter().map(|language| {
            let row = el("p").class("row").add_if(self.text(language.language.as_ref()));
            match self.text(language.fluency.as_ref()) {
                Some(fluency) => row.text(": ").add(fluency),
                None => row,
            }
        });
        rows.collect()
    }

    fn certificates(&self, resume: &Resume) -> Vec<El> {
        let rows = resume.certificates.iter().map(|it| {
            let note = second_reading::note(self.shown, it.span, words::SWAP_ISSUER);
            self.entry(it.date.as_ref(), it.name.as_ref(), &[it.issuer.as_ref(), it.url.as_ref()], Vec::new(), note)
        });
        rows.collect()
    }

    fn awards(&self, resume: &Resume) -> Vec<El> {
        let rows = resume.awards.iter().map(|it| {
            let rest = self.prose(it.summary.as_ref()).into_iter().collect();
            let note = second_reading::note(self.shown, it.span, words::SWAP_AWARDER);
            self.entry(it.date.as_ref(), it.title.as_ref(), &[it.awarder.as_ref()], rest, note)
        });
        rows.collect()
    }

    fn publications(&self, resume: &Resume) -> Vec<El> {
        let rows = resume.publications.iter().map(|it| {
            let rest = self.prose(it.summary.as_ref()).into_iter().collect();
            let note = second_reading::note(self.shown, it.span, words::SWAP_PUBLISHER);
            self.entry(it.date.as_ref(), it.name.as_ref(), &[it.publisher.as_ref(), it.url.as_ref()], rest, note)
        });
        rows.collect()
    }

    fn interests(&self, resume: &Resume) -> Vec<El> {
        self.listed(&resume.interests).map(|interests| el("p").add(interests)).into_iter().collect()
    }

    fn references(&self, resume: &Resume) -> Vec<El> {
        let rows = resume.references.iter().map(|it| {
            let rest = self.prose(it.reference.as_ref()).into_iter().collect();
            self.entry(None, it.name.as_ref(), &[], rest, None)
        });
        rows.collect()
    }

    /// The headings under which a group was found, as written.
    fn headings(&self, kind: SectionKind) -> Vec<El> {
        let sections = self.shown.analysis.sections.iter().filter(|section| section.kind == kind);
        let headings = sections.filter_map(|section| section.heading.as_ref());
        let mut drawn = Vec::new();
        for heading in headings {
            let written = words::quoted(heading.value.trim());
            drawn.push(el("small").class("as-written").add(self.link(&written, heading.span, None)));
        }
        drawn
    }

    /// What the headings of a group could be instead.
    fn other_kinds(&self, kind: SectionKind) -> Vec<El> {
        let sections = self.shown.analysis.sections.iter().filter(|section| section.kind == kind);
        let headings = sections.filter_map(|section| section.heading.as_ref());
        let notes = headings.filter_map(|heading| {
            let buttons = second_reading::of_heading(self.shown, heading.span);
            let why = el("span").class("why").text(&words::heading_in_doubt(heading.value.trim()));
            (!buttons.is_empty()).then(|| el("p").class("second").add(why).add_all(buttons))
        });
        notes.collect()
    }

    /// What no field took.
    fn unread(&self) -> Option<El> {
        let analysis = &self.shown.analysis;
        (!analysis.unread.is_empty()).then(|| {
            let rows = analysis.unread.iter().map(|&span| {
                let text = analysis.document.slice(span).replace(['\t', '\n'], " ");
                el("li").add(self.link(&text, span, None))
            });
            let number = el("small").text(&analysis.unread.len().to_string());
            el("section")
                .class("group not-understood")
                .add(el("h2").text(words::kind(Kind::Unread)).add(number))
                .add(el("p").class("about").text(words::ABOUT_UNREAD))
                .add(el("ul").add_all(rows.collect()))
        })
    }
}
