//! What was understood, in the form of a CV. Every value is a link to its place in the document.

use std::sync::Arc;

use cv_readback::locale::SectionKind;
use cv_readback::resume::{Dates, Resume, Text};
use cv_readback::span::Span;
use cv_readback::timeline::Lane;
use leptos::prelude::*;

use crate::app::Shown;
use crate::values::Kind;
use crate::{link, words};

/// The structure.
pub fn view(shown: &Arc<Shown>) -> AnyView {
    let draw = Draw { shown };
    let resume = &shown.analysis.resume;
    let groups = [
        (SectionKind::Summary, draw.one(resume.basics.summary.as_ref(), "prose")),
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
    let missing: Vec<_> =
        groups.iter().filter(|(_, entries)| entries.is_empty()).map(|&(kind, _)| words::section(kind)).collect();
    let groups = groups.into_iter().filter(|(_, entries)| !entries.is_empty()).map(|(kind, entries)| {
        let number = entries.len();
        let counted = !matches!(kind, SectionKind::Summary | SectionKind::Skills | SectionKind::Interests);
        view! {
            <section class=format!("group {}", kind.name())>
                <h2>
                    {words::section(kind)}
                    {(counted && number > 1).then(|| view! { <small>{number}</small> })}
                    {draw.headings(kind)}
                </h2>
                {entries}
            </section>
        }
    });
    let not_found = (!missing.is_empty()).then(|| {
        view! { <p class="not-found">{words::NOT_FOUND}" "{missing.join(", ")}"."</p> }
    });
    view! { {draw.header(resume)}{groups.collect_view()}{not_found}{draw.unread()} }.into_any()
}

struct Draw<'a> {
    shown: &'a Shown,
}

impl Draw<'_> {
    fn link(&self, text: String, span: Span, title: Option<String>) -> AnyView {
        link::to_place(self.shown, text, span, title)
    }

    fn text(&self, text: Option<&Text>) -> Option<AnyView> {
        text.map(|text| self.link(text.value.clone(), text.span, None))
    }

    fn dates(&self, dates: Option<&Dates>) -> Option<AnyView> {
        dates.map(|dates| {
            let written = words::as_written(self.shown.analysis.document.slice(dates.span));
            self.link(words::dates(dates.value), dates.span, Some(written))
        })
    }

    /// Those of `parts` that are there, with commas between them.
    fn joined(&self, parts: &[Option<&Text>]) -> Option<AnyView> {
        let parts: Vec<_> = parts.iter().filter_map(|part| self.text(*part)).collect();
        (!parts.is_empty()).then(|| {
            let parts = parts.into_iter().enumerate();
            parts.map(|(at, part)| view! { {(at > 0).then_some(", ")}{part} }).collect_view().into_any()
        })
    }

    fn bullets(&self, bullets: &[Text]) -> Option<AnyView> {
        (!bullets.is_empty()).then(|| {
            let bullets = bullets.iter().map(|bullet| view! { <li>{self.text(Some(bullet))}</li> });
            view! { <ul class="bullets">{bullets.collect_view()}</ul> }.into_any()
        })
    }

    fn prose(&self, text: Option<&Text>) -> Option<AnyView> {
        text.map(|text| view! { <p class="prose-text">{self.text(Some(text))}</p> }.into_any())
    }

    fn one(&self, text: Option<&Text>, class: &'static str) -> Vec<AnyView> {
        text.map(|text| view! { <p class=class>{self.text(Some(text))}</p> }.into_any()).into_iter().collect()
    }

    fn duration(&self, lane: Lane, entry: usize) -> Option<String> {
        let periods = &self.shown.analysis.timeline.periods;
        let period = periods.iter().find(|period| period.lane == lane && period.entry == entry)?;
        if period.inverted {
            return Some(words::INVERTED.to_owned());
        }
        (!period.planned).then(|| words::duration(period.duration))
    }

    fn header(&self, resume: &Resume) -> AnyView {
        let basics = &resume.basics;
        let name = self.text(basics.name.as_ref());
        let label = basics.label.as_ref().map(|label| view! { <p class="headline">{self.text(Some(label))}</p> });
        let fields = [
            (words::EMAIL, &basics.email),
            (words::PHONE, &basics.phone),
            (words::PLACE, &basics.location),
            (words::SITE, &basics.url),
        ];
        let fields = fields.into_iter().filter_map(|(what, text)| Some((what.to_owned(), self.text(text.as_ref())?)));
        let profiles = basics.profiles.iter().filter_map(|profile| {
            let text = profile.url.as_ref().or(profile.username.as_ref()).or(profile.network.as_ref())?;
            let network = profile.network.as_ref().map_or(words::PROFILE, |network| network.value.as_str());
            Some((network.to_owned(), self.text(Some(text))?))
        });
        let rows = fields.chain(profiles).map(|(what, value)| view! { <div><dt>{what}</dt><dd>{value}</dd></div> });
        view! {
            <header class="person personal">
                <h2>{name.unwrap_or_else(|| view! { <span class="none">{words::NO_NAME}</span> }.into_any())}</h2>
                {label}
                <dl>{rows.collect_view()}</dl>
            </header>
        }
        .into_any()
    }

    fn work(&self, resume: &Resume) -> Vec<AnyView> {
        let entries = resume.work.iter().enumerate().map(|(at, work)| {
            let (title, employer) = match &work.position {
                Some(position) => {
                    (self.text(Some(position)), self.joined(&[work.name.as_ref(), work.location.as_ref()]))
                }
                None => (self.text(work.name.as_ref()), self.text(work.location.as_ref())),
            };
            let rest = vec![
                self.prose(work.description.as_ref()),
                self.prose(work.summary.as_ref()),
                self.bullets(&work.highlights),
                self.prose(work.url.as_ref()),
            ];
            entry(self.dates(work.dates.as_ref()), self.duration(Lane::Work, at), title, employer, rest)
        });
        entries.collect()
    }

    fn volunteer(&self, resume: &Resume) -> Vec<AnyView> {
        let entries = resume.volunteer.iter().enumerate().map(|(at, work)| {
            let (title, place) = match &work.position {
                Some(position) => {
                    (self.text(Some(position)), self.joined(&[work.organization.as_ref(), work.location.as_ref()]))
                }
                None => (self.text(work.organization.as_ref()), self.text(work.location.as_ref())),
            };
            let rest =
                vec![self.prose(work.summary.as_ref()), self.bullets(&work.highlights), self.prose(work.url.as_ref())];
            entry(self.dates(work.dates.as_ref()), self.duration(Lane::Volunteer, at), title, place, rest)
        });
        entries.collect()
    }

    fn education(&self, resume: &Resume) -> Vec<AnyView> {
        let entries = resume.education.iter().map(|education| {
            let degree = self.joined(&[education.study_type.as_ref(), education.area.as_ref()]);
            let (title, place) = match degree {
                Some(degree) => {
                    (Some(degree), self.joined(&[education.institution.as_ref(), education.location.as_ref()]))
                }
                None => (self.text(education.institution.as_ref()), self.text(education.location.as_ref())),
            };
            let score = education
                .score
                .as_ref()
                .map(|score| view! { <p class="detail">{words::GRADE}": "{self.text(Some(score))}</p> }.into_any());
            let courses: Vec<_> = education.courses.iter().map(Some).collect();
            let courses = self
                .joined(&courses)
                .map(|courses| view! { <p class="detail">{words::COURSES}": "{courses}</p> }.into_any());
            let rest = vec![score, courses, self.bullets(&education.highlights)];
            entry(self.dates(education.dates.as_ref()), None, title, place, rest)
        });
        entries.collect()
    }

    fn projects(&self, resume: &Resume) -> Vec<AnyView> {
        let entries = resume.projects.iter().map(|project| {
            let keywords: Vec<_> = project.keywords.iter().map(Some).collect();
            let keywords = self.joined(&keywords).map(|keywords| view! { <p class="detail">{keywords}</p> }.into_any());
            let rest = vec![self.prose(project.description.as_ref()), self.bullets(&project.highlights), keywords];
            let url = self.text(project.url.as_ref());
            self.undated_entry(project.dates.as_ref(), self.text(project.name.as_ref()), url, rest)
        });
        entries.collect()
    }

    /// An entry of a kind that often has no date: then none is missed.
    fn undated_entry(
        &self,
        dates: Option<&Dates>,
        title: Option<AnyView>,
        at: Option<AnyView>,
        rest: Vec<Option<AnyView>>,
    ) -> AnyView {
        let when = self.dates(dates).unwrap_or_else(|| ().into_any());
        entry(Some(when), None, title, at, rest)
    }

    fn skills(&self, resume: &Resume) -> Vec<AnyView> {
        let groups = resume.skills.iter().map(|group| {
            let keywords: Vec<_> = group.keywords.iter().map(Some).collect();
            let name = self.text(group.name.as_ref());
            view! {
                <div class="listed">{name.map(|name| view! { <h3>{name}</h3> })}<p>{self.joined(&keywords)}</p></div>
            }
            .into_any()
        });
        groups.collect()
    }

    fn languages(&self, resume: &Resume) -> Vec<AnyView> {
        let rows = resume.languages.iter().map(|language| {
            let fluency = language.fluency.as_ref().map(|fluency| view! { ": "{self.text(Some(fluency))} });
            view! { <p class="row">{self.text(language.language.as_ref())}{fluency}</p> }.into_any()
        });
        rows.collect()
    }

    fn certificates(&self, resume: &Resume) -> Vec<AnyView> {
        let rows = resume.certificates.iter().map(|certificate| {
            let at = self.joined(&[certificate.issuer.as_ref(), certificate.url.as_ref()]);
            self.undated_entry(certificate.date.as_ref(), self.text(certificate.name.as_ref()), at, Vec::new())
        });
        rows.collect()
    }

    fn awards(&self, resume: &Resume) -> Vec<AnyView> {
        let rows = resume.awards.iter().map(|award| {
            let rest = vec![self.prose(award.summary.as_ref())];
            let awarder = self.text(award.awarder.as_ref());
            self.undated_entry(award.date.as_ref(), self.text(award.title.as_ref()), awarder, rest)
        });
        rows.collect()
    }

    fn publications(&self, resume: &Resume) -> Vec<AnyView> {
        let rows = resume.publications.iter().map(|publication| {
            let at = self.joined(&[publication.publisher.as_ref(), publication.url.as_ref()]);
            let rest = vec![self.prose(publication.summary.as_ref())];
            self.undated_entry(publication.date.as_ref(), self.text(publication.name.as_ref()), at, rest)
        });
        rows.collect()
    }

    fn interests(&self, resume: &Resume) -> Vec<AnyView> {
        let interests: Vec<_> = resume.interests.iter().map(Some).collect();
        self.joined(&interests).map(|interests| view! { <p>{interests}</p> }.into_any()).into_iter().collect()
    }

    fn references(&self, resume: &Resume) -> Vec<AnyView> {
        let rows = resume.references.iter().map(|reference| {
            let rest = vec![self.prose(reference.reference.as_ref())];
            self.undated_entry(None, self.text(reference.name.as_ref()), None, rest)
        });
        rows.collect()
    }

    /// The headings under which a group was found, as written.
    fn headings(&self, kind: SectionKind) -> AnyView {
        let sections = self.shown.analysis.sections.iter().filter(|section| section.kind == kind);
        let headings = sections.filter_map(|section| section.heading.as_ref());
        let headings = headings.map(|heading| {
            let written = words::quoted(heading.value.trim());
            view! { <small class="as-written">{self.link(written, heading.span, None)}</small> }
        });
        headings.collect_view().into_any()
    }

    /// What no field took.
    fn unread(&self) -> Option<AnyView> {
        let analysis = &self.shown.analysis;
        (!analysis.unread.is_empty()).then(|| {
            let rows = analysis.unread.iter().map(|&span| {
                let text = analysis.document.slice(span).replace(['\t', '\n'], " ");
                view! { <li>{self.link(text, span, None)}</li> }
            });
            view! {
                <section class="group not-understood">
                    <h2>{words::kind(Kind::Unread)}<small>{analysis.unread.len()}</small></h2>
                    <p class="about">{words::ABOUT_UNREAD}</p>
                    <ul>{rows.collect_view()}</ul>
                </section>
            }
            .into_any()
        })
    }
}

/// An entry: when on the left; what, where and the rest beside it.
fn entry(
    when: Option<AnyView>,
    long: Option<String>,
    title: Option<AnyView>,
    at: Option<AnyView>,
    rest: Vec<Option<AnyView>>,
) -> AnyView {
    let when = when.unwrap_or_else(|| view! { <span class="none">{words::NO_DATES}</span> }.into_any());
    view! {
        <div class="entry">
            <p class="when">{when}{long.map(|long| view! { <span class="long">{long}</span> })}</p>
            <div class="what">
                {title.map(|title| view! { <h3>{title}</h3> })}
                {at.map(|at| view! { <p class="at">{at}</p> })}
                {rest}
            </div>
        </div>
    }
    .into_any()
}
