//! Document, résumé, timeline -> tags: each skill, where it is mentioned, for how long, when last.

use serde::{Deserialize, Serialize};

use crate::document::{BlockKind, Document};
use crate::entity::date::Month;
pub use crate::entity::skill::Category;
use crate::entity::skill::{Search, Skill, Surroundings, Terms, find_among, lookup};
use crate::resume::{Resume, Text};
use crate::sort;
use crate::span::Span;
use crate::timeline::{Lane, Months, Period, Timeline};
use crate::word_map::{WordMap, lower};

/// Where a skill is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// In a list of skills.
    Listed,
    /// In `resume.work[i]`.
    Work(usize),
    Volunteer(usize),
    Education(usize),
    Project(usize),
    /// Anywhere else: summary, certificates …
    Elsewhere,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    pub span: Span,
    pub place: Place,
}

/// One skill and its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillTag {
    /// The canonical name; as written where the dictionary has none.
    pub name: String,
    /// As written at its first mention.
    pub as_written: String,
    pub category: Category,
    /// In the document's order.
    pub mentions: Vec<Mention>,
    /// Months of the work entries that mention it (of the projects, if no work entry does), each counted once; `None` if
    /// none of them is dated.
    pub months: Option<Months>,
    /// The last month of such an entry, and whether that entry is still open.
    pub last_used: Option<(Month, bool)>,
}

impl SkillTag {
    /// Whether a list of skills has it.
    pub fn listed(&self) -> bool {
        self.mentions.iter().any(|mention| mention.place == Place::Listed)
    }

    /// Whether an entry shows it.
    pub fn shown(&self) -> bool {
        self.mentions.iter().any(|mention| !matches!(mention.place, Place::Listed | Place::Elsewhere))
    }
}

/// A listed item of more words is a sentence.
const LONGEST_ITEM: usize = 6;

/// The skills of a CV, most mentioned first.
pub fn tag(document: &Document, resume: &Resume, timeline: &Timeline) -> Vec<SkillTag> {
    let places = Places::new(resume);
    let mut mentions = Vec::new();
    let mut taken = silent(resume);
    for (keyword, place) in keywords(resume) {
        listed(document, keyword, place, &mut mentions);
        taken.push(keyword.span);
    }
    let mut own = Terms::default();
    for found in mentions.iter().filter(|found| found.skill.is_none()) {
        own.add(document.slice(found.span));
    }
    let segments = segments(document, &places, &merged(taken), &Contact::new(resume));
    written(document, &segments, &own, &mut mentions);
    gather(document, mentions, timeline)
}

/// A mention before it is known whose tag it belongs to.
struct Found {
    span: Span,
    place: Place,
    /// `None`: listed, and not in the dictionary.
    skill: Option<&'static Skill>,
}

/// The listed items of a résumé and where they stand.
fn keywords(resume: &Resume) -> impl Iterator<Item = (&Text, Place)> {
    let skills = resume.skills.iter().flat_map(|group| &group.keywords).map(|keyword| (keyword, Place::Listed));
    let projects = resume.projects.iter().enumerate();
    skills.chain(projects.flat_map(|(i, project)| project.keywords.iter().map(move |text| (text, Place::Project(i)))))
}

/// A listed item: one skill, several ("Python Flask", "HTML/CSS"), or one that the dictionary does not have.
fn listed(document: &Document, keyword: &Text, place: Place, mentions: &mut Vec<Found>) {
    let text = document.slice(keyword.span);
    let found = find_among(text, &Surroundings::new(true));
    let several = text.contains('(') && found.len() > 1;
    if let Some(skill) = lookup(&keyword.value).filter(|_| !several) {
        mentions.push(Found { span: keyword.span, place, skill: Some(skill) });
        return;
    }
    let short = keyword.value.split_whitespace().count() <= LONGEST_ITEM;
    if found.is_empty() && short && text.contains(char::is_alphabetic) {
        mentions.push(Found { span: keyword.span, place, skill: None });
    }
    mentions.extend(found.into_iter().map(|one| Found {
        span: keyword.span.sub(one.at),
        place,
        skill: Some(one.skill),
    }));
}

/// Spans in which nothing is a skill: contact data, names of organisations and people, places, dates, labels of groups,
/// languages, interests.
fn silent(resume: &Resume) -> Vec<Span> {
    let Resume { basics, work, volunteer, education, projects, .. } = resume;
    let mut spans: Vec<Span> = Vec::new();
    let mut texts: Vec<&Option<Text>> = vec![&basics.name, &basics.email, &basics.phone, &basics.url, &basics.location];
    spans.extend(basics.profiles.iter().map(|profile| profile.span));
    texts.extend(work.iter().flat_map(|entry| [&entry.name, &entry.location, &entry.url]));
    texts.extend(volunteer.iter().flat_map(|entry| [&entry.organization, &entry.location, &entry.url]));
    texts.extend(
        education
            .iter()
            .flat_map(|entry| [&entry.institution, &entry.location, &entry.url, &entry.study_type, &entry.score]),
    );
    texts.extend(projects.iter().map(|entry| &entry.url));
    texts.extend(resume.skills.iter().map(|group| &group.name));
    texts.extend(resume.certificates.iter().flat_map(|entry| [&entry.issuer, &entry.url]));
    texts.extend(resume.awards.iter().map(|entry| &entry.awarder));
    texts.extend(resume.publications.iter().flat_map(|entry| [&entry.publisher, &entry.url]));
    texts.extend(resume.references.iter().map(|entry| &entry.name));
    spans.extend(texts.into_iter().flatten().map(|text| text.span));
    spans.extend(resume.languages.iter().map(|entry| entry.span));
    spans.extend(resume.interests.iter().map(|text| text.span));
    let work = work.iter().map(|entry| &entry.dates).chain(volunteer.iter().map(|entry| &entry.dates));
    let learnt = education.iter().map(|entry| &entry.dates).chain(projects.iter().map(|entry| &entry.dates));
    spans.extend(work.chain(learnt).flatten().map(|dates| dates.span));
    spans
}

/// Spans in order, overlapping ones made one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    sort::by_key(&mut spans, |span| *span);
    spans.dedup_by(|next, last| {
        let overlap = next.overlaps(*last);
        if overlap {
            *last = last.to(*next);
        }
        overlap
    });
    spans
}

/// Which entry a span stands in.
struct Places(Vec<(Span, Place)>);

impl Places {
    fn new(resume: &Resume) -> Self {
        fn numbered(spans: impl Iterator<Item = Span>, place: impl Fn(usize) -> Place) -> Vec<(Span, Place)> {
            spans.enumerate().map(|(i, span)| (span, place(i))).collect()
        }
        let mut places = numbered(resume.work.iter().map(|entry| entry.span), Place::Work);
        places.extend(numbered(resume.volunteer.iter().map(|entry| entry.span), Place::Volunteer));
        places.extend(numbered(resume.education.iter().map(|entry| entry.span), Place::Education));
        places.extend(numbered(resume.projects.iter().map(|entry| entry.span), Place::Project));
        places.extend(numbered(resume.skills.iter().map(|group| group.span), |_| Place::Listed));
        places.retain(|(span, _)| !span.is_empty());
        sort::by_key(&mut places, |(span, _)| *span);
        Self(places)
    }

    /// The innermost entry around `span`.
    fn of(&self, span: Span) -> Place {
        let before = self.0.partition_point(|(entry, _)| entry.start() <= span.start());
        // Entries hold few entries, so the innermost is among the last that began.
        let last = self.0.iter().take(before).rev().take(32);
        let around = last.filter(|(entry, _)| entry.contains(span));
        around.min_by_key(|(entry, _)| entry.len()).map_or(Place::Elsewhere, |(_, place)| *place)
    }
}

/// Where contact data stands, and what may stand on the same line: headline and summary.
struct Contact {
    data: Vec<Span>,
    said: Vec<Span>,
}

impl Contact {
    fn new(resume: &Resume) -> Self {
        let basics = &resume.basics;
        let data = [&basics.email, &basics.phone, &basics.url].into_iter().flatten().map(|text| text.span);
        let mut data: Vec<Span> = data.chain(basics.profiles.iter().map(|profile| profile.span)).collect();
        sort::by_key(&mut data, |span| *span);
        let said = [&basics.label, &basics.summary].into_iter().flatten().map(|text| text.span);
        Self { data, said: said.collect() }
    }

    /// Whether contact data begins on this line.
    fn is_on(&self, line: Span) -> bool {
        let before = self.data.partition_point(|span| span.start() < line.start());
        self.data.get(before).is_some_and(|span| span.start() < line.end())
    }
}

/// A short line with an address or a network in it: "GitHub: www.example.org/ada", "`GitHub` `LinkedIn` Blog".
fn is_address_line(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let short = words.clone().nth(8).is_none();
    let signs = ["@", "://", "www.", "linkedin"];
    short && words.any(|word| signs.iter().any(|sign| lower(word).contains(sign)))
}

/// The document's lines without what is taken or silent, each piece with its place. Headings outside of entries are
/// labels, "GitHub" beside an e-mail address is an account: neither is among them.
fn segments(document: &Document, places: &Places, taken: &[Span], contact: &Contact) -> Vec<(Span, Place)> {
    let mut segments = Vec::new();
    let mut next = 0;
    for block in document.blocks() {
        let label = matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Metadata);
        for line in &block.lines {
            let start = line.span.start();
            let reachable = contact.is_on(line.span) || is_address_line(document.slice(line.span));
            let mut push = |from: usize, to: usize| {
                let piece = line.span.sub(from - start..to.max(from) - start);
                let place = places.of(piece);
                let empty = document.slice(piece).trim().is_empty();
                let account = reachable && !contact.said.iter().any(|said| said.overlaps(piece));
                if !(empty || (label || account) && place == Place::Elsewhere) {
                    segments.push((piece, place));
                }
            };
            while taken.get(next).is_some_and(|span| span.end() <= start) {
                next += 1;
            }
            let mut from = start;
            for span in taken.iter().skip(next).take_while(|span| span.start() < line.span.end()) {
                push(from, span.start());
                from = span.end().clamp(from, line.span.end());
            }
            push(from, line.span.end());
        }
    }
    segments
}

/// Finds the skills of running text, those of the dictionary and those that this CV lists as its `own`; what an entry
/// mentions for certain helps to judge the rest of it.
fn written(document: &Document, segments: &[(Span, Place)], own: &Terms, mentions: &mut Vec<Found>) {
    let mut rest = segments;
    while let Some((_, place)) = rest.first() {
        let length = rest.iter().take_while(|(_, other)| other == place).count();
        let (entry, after) = rest.split_at(length);
        rest = after;
        let listed = *place == Place::Listed;
        let mut near = Surroundings::new(listed);
        let texts: Vec<(Span, &str)> = entry.iter().map(|(span, _)| (*span, document.slice(*span))).collect();
        let searches: Vec<Search> = texts.iter().map(|(_, text)| Search::new(text)).collect();
        if *place != Place::Elsewhere {
            searches.iter().flat_map(Search::certain).for_each(|skill| near.add(skill));
        }
        for ((span, text), search) in texts.into_iter().zip(&searches) {
            let known = search.judge(&near);
            for at in own.find(text) {
                let next = known.partition_point(|one| one.at.end <= at.start);
                if known.get(next).is_none_or(|one| at.end <= one.at.start) {
                    mentions.push(Found { span: span.sub(at), place: *place, skill: None });
                }
            }
            mentions.extend(known.into_iter().map(|one| Found {
                span: span.sub(one.at),
                place: *place,
                skill: Some(one.skill),
            }));
        }
    }
}

/// Mentions -> tags, most mentioned first, then longest, then by name.
fn gather(document: &Document, mut mentions: Vec<Found>, timeline: &Timeline) -> Vec<SkillTag> {
    sort::by_key(&mut mentions, |found| found.span);
    mentions.dedup_by_key(|found| (found.span, found.skill.map(|skill| skill.name)));
    let mut index = WordMap::default();
    let mut tags: Vec<SkillTag> = Vec::new();
    for Found { span, place, skill } in mentions {
        let as_written = document.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let key = skill.map_or_else(|| format!(" {}", Terms::key(&as_written)), |skill| skill.name.to_owned());
        let at = index.insert(&key, tags.len());
        if at == tags.len() {
            tags.push(SkillTag {
                name: skill.map_or_else(|| as_written.clone(), |skill| skill.name.to_owned()),
                as_written: as_written.clone(),
                category: skill.map_or(Category::Unlisted, |skill| skill.category),
                mentions: Vec::new(),
                months: None,
                last_used: None,
            });
        }
        tags[at].mentions.push(Mention { span, place });
    }
    for tag in &mut tags {
        let periods = evidence(tag, timeline);
        tag.months = (!periods.is_empty()).then(|| Months {
            min: covered(periods.iter().map(|period| (period.start.1, period.end.0))),
            max: covered(periods.iter().map(|period| (period.start.0, period.end.1))),
        });
        tag.last_used = periods.iter().map(|period| (period.end.1, period.open)).max();
    }
    sort::by(&mut tags, |a, b| {
        let months = |tag: &SkillTag| tag.months.map(|months| (months.max, months.min));
        (b.mentions.len(), months(b)).cmp(&(a.mentions.len(), months(a))).then_with(|| a.name.cmp(&b.name))
    });
    tags
}

/// The dated periods that show a skill: of work, else of projects.
fn evidence<'a>(tag: &SkillTag, timeline: &'a Timeline) -> Vec<&'a Period> {
    let work = tag.mentions.iter().filter_map(|mention| match mention.place {
        Place::Work(entry) => Some(entry),
        _ => None,
    });
    let projects = tag.mentions.iter().filter_map(|mention| match mention.place {
        Place::Project(entry) => Some(entry),
        _ => None,
    });
    let mut entries: Vec<usize> = work.collect();
    let lane = if entries.is_empty() { Lane::Project } else { Lane::Work };
    if entries.is_empty() {
        entries.extend(projects);
    }
    sort::by_key(&mut entries, |entry| *entry);
    let counts = |period: &&Period| period.lane == lane && !period.inverted && !period.planned;
    timeline.periods.iter().filter(counts).filter(|period| entries.binary_search(&period.entry).is_ok()).collect()
}

/// How many months the ranges cover, both ends included, each month once.
fn covered(ranges: impl Iterator<Item = (Month, Month)>) -> u16 {
    let mut ranges: Vec<(Month, Month)> = ranges.filter(|(start, end)| start <= end).collect();
    sort::by_key(&mut ranges, |range| *range);
    let (mut months, mut next) = (0, i32::MIN);
    for (start, end) in ranges {
        months += (end.0 + 1 - start.0.max(next)).max(0);
        next = next.max(end.0 + 1);
    }
    u16::try_from(months).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Builder, Origin, Style};
    use crate::resume::{Project, SkillGroup, Work};

    /// A document of one paragraph a line.
    fn document(lines: &[&str]) -> Document {
        let mut builder = Builder::default();
        let mut at = 0;
        for line in lines {
            builder.block(BlockKind::Paragraph, 0);
            builder.line();
            builder.run(line, Style::default(), None, Origin::Bytes(at..at + line.len() as u32));
            at += line.len() as u32 + 2;
        }
        builder.finish()
    }

    /// Where `text` stands first.
    fn part(document: &Document, text: &str) -> Text {
        let at = document.text().find(text).expect(text);
        Text::new(text.to_owned(), document.span().sub(at..at + text.len()))
    }

    fn period(lane: Lane, entry: usize, start: (i32, u8), end: (i32, u8)) -> Period {
        let (start, end) = (Month::new(start.0, start.1), Month::new(end.0, end.1));
        let months = (end.0 + 1 - start.0) as u16;
        Period {
            lane,
            entry,
            start: (start, start),
            end: (end, end),
            open: false,
            planned: false,
            inverted: false,
            duration: Months { min: months, max: months },
        }
    }

    fn timeline(periods: Vec<Period>) -> Timeline {
        let mut timeline =
            crate::timeline::build(&Resume::default(), Month::new(2026, 11), &crate::timeline::Thresholds::default());
        timeline.periods = periods;
        timeline
    }

    /// An engineer of two employers, with a list of skills and a project.
    fn engineer() -> (Document, Resume) {
        let document = document(&[
            "Ada Kafka",
            "Kafka Foods GmbH, Berlin",
            "Go Developer",
            "Wrote Go services on AWS and PostgreSQL",
            "Wrote reports with Postgres",
            "Oracle",
            "Moved Postgres to the cloud",
            "Shop | Rust, gorm",
            "Languages: Golang, PostgreSQL 14, Frobnicator, long lists of things nobody would call one skill",
        ]);
        let part = |text: &str| part(&document, text);
        let hull = |first: &str, last: &str| part(first).span.to(part(last).span);
        let work = |name: &str, position: Option<&str>, last: &str, highlights: &[&str]| Work {
            span: hull(name, last),
            name: Some(part(name)),
            position: position.map(part),
            highlights: highlights.iter().map(|text| part(text)).collect(),
            ..Work::default()
        };
        let mut resume = Resume {
            work: vec![
                work(
                    "Kafka Foods GmbH",
                    Some("Go Developer"),
                    "Wrote reports with Postgres",
                    &["Wrote Go services on AWS and PostgreSQL", "Wrote reports with Postgres"],
                ),
                work("Oracle", None, "Moved Postgres to the cloud", &["Moved Postgres to the cloud"]),
            ],
            projects: vec![Project {
                span: part("Shop | Rust, gorm").span,
                name: Some(part("Shop")),
                keywords: vec![part("Rust"), part("gorm")],
                ..Project::default()
            }],
            skills: vec![SkillGroup {
                span: hull("Languages:", "one skill"),
                name: Some(part("Languages")),
                keywords: [
                    "Golang",
                    "PostgreSQL 14",
                    "Frobnicator",
                    "long lists of things nobody would call one skill",
                ]
                .map(part)
                .to_vec(),
            }],
            ..Resume::default()
        };
        resume.basics.name = Some(part("Ada Kafka"));
        (document, resume)
    }

    #[test]
    fn a_tag_gathers_the_ways_to_write_a_skill_and_its_evidence() {
        let (document, resume) = engineer();
        let periods = vec![
            period(Lane::Work, 0, (2019, 1), (2019, 12)),
            period(Lane::Work, 1, (2019, 7), (2020, 6)),
            period(Lane::Project, 0, (2021, 1), (2021, 3)),
        ];
        let tags = tag(&document, &resume, &timeline(periods));
        let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["PostgreSQL", "Go", "AWS", "Rust", "gorm", "Frobnicator"]);
        let postgres = &tags[0];
        let places: Vec<Place> = postgres.mentions.iter().map(|mention| mention.place).collect();
        assert_eq!(places, [Place::Work(0), Place::Work(0), Place::Work(1), Place::Listed]);
        assert_eq!(postgres.as_written, "PostgreSQL");
        assert_eq!(postgres.months, Some(Months { min: 18, max: 18 }));
        assert_eq!(postgres.last_used, Some((Month::new(2020, 6), false)));
        assert!(postgres.listed() && postgres.shown());
        let rust = &tags[3];
        assert_eq!((rust.category, rust.months), (Category::Language, Some(Months { min: 3, max: 3 })));
        assert_eq!(tags[4].category, Category::Unlisted);
        assert_eq!(tags[5].months, None);
        assert!(tags[5].listed() && !tags[5].shown());
    }

    #[test]
    fn a_year_alone_makes_a_range_of_months() {
        let (document, resume) = engineer();
        let mut uncertain = period(Lane::Work, 0, (2019, 1), (2020, 12));
        uncertain.start.1 = Month::new(2019, 12);
        uncertain.end.0 = Month::new(2020, 1);
        uncertain.open = true;
        let tags = tag(&document, &resume, &timeline(vec![uncertain]));
        let go = tags.iter().find(|tag| tag.name == "Go").unwrap();
        assert_eq!(go.months, Some(Months { min: 2, max: 24 }));
        assert_eq!(go.last_used, Some((Month::new(2020, 12), true)));
    }

    #[test]
    fn without_a_resume_the_text_still_speaks() {
        let document = document(&["Backend engineer: Python, Django", "me@react.example.com"]);
        let tags = tag(&document, &Resume::default(), &timeline(Vec::new()));
        let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["Django", "Python"]);
        assert!(tags.iter().all(|tag| !tag.listed() && !tag.shown()));
    }

    #[test]
    fn accounts_are_no_skills() {
        let document =
            document(&["GitHub LinkedIn Blog", "GitHub: https://code.example/ada", "Python and GitHub Actions daily"]);
        let tags = tag(&document, &Resume::default(), &timeline(Vec::new()));
        let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(names, ["GitHub Actions", "Python"]);
    }

    #[test]
    fn months_are_counted_once() {
        let month = |year| Month::new(year, 1);
        assert_eq!(covered([(month(2020), month(2021)), (month(2019), month(2020))].into_iter()), 25);
        assert_eq!(covered([(month(2021), month(2020))].into_iter()), 0);
    }
}
