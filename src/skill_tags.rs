//! Document, résumé, timeline -> tags: each skill, where it is mentioned, for how long, when last.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::entity::date::Month;
pub use crate::entity::skill::Category;
use crate::entity::skill::Terms;
use crate::resume::Resume;
use crate::span::Span;
use crate::timeline::{Months, Timeline};

mod evidence;
mod mentions;
mod places;
mod segments;

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

impl Place {
    /// Whether it is an entry: a position, a degree, a project.
    pub fn is_entry(self) -> bool {
        !matches!(self, Self::Listed | Self::Elsewhere)
    }
}

/// A skill's name in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    pub span: Span,
    pub place: Place,
    /// How its makers spell what is written otherwise here: "JavaScript" for "Javascript".
    pub usual: Option<String>,
}

/// A mention, in an entry, of a skill that is a part of another: who used EC2 used AWS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartMention {
    /// Canonical name of the part.
    pub part: String,
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
    /// Canonical name of the skill that it is a part of: `AWS` for `EC2`.
    pub parent: Option<String>,
    /// Canonical names of skills that stand beside it or in its stead, sorted; whether or not the CV has them.
    pub related: Vec<String>,
    /// Versions as written, in the document's order: "8", "17".
    pub versions: Vec<String>,
    /// In the document's order.
    pub mentions: Vec<Mention>,
    /// Mentions of its parts in entries, in the document's order: they prove it too.
    pub parts: Vec<PartMention>,
    /// Months of the work, volunteer and project entries that mention it or a part of it, each counted once; `None` if none
    /// of them is dated.
    pub months: Option<Months>,
    /// The last month of such an entry, and whether that entry is still open.
    pub last_used: Option<(Month, bool)>,
}

impl SkillTag {
    /// Whether a list of skills has it.
    pub fn listed(&self) -> bool {
        self.mentions.iter().any(|mention| mention.place == Place::Listed)
    }

    /// Whether an entry shows it, or a part of it.
    pub fn shown(&self) -> bool {
        self.mentions.iter().any(|mention| mention.place.is_entry()) || !self.parts.is_empty()
    }

    /// Its mentions that are not spelled as its makers spell it.
    pub fn spelled_otherwise(&self) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(|mention| mention.usual.is_some())
    }
}

/// The skills of a CV, most mentioned first.
pub fn tag(document: &Document, resume: &Resume, timeline: &Timeline) -> Vec<SkillTag> {
    let places = places::Places::new(resume);
    let mut mentions = Vec::new();
    let mut taken = segments::silent(resume);
    for (keyword, place) in mentions::keywords(resume) {
        mentions::listed(document, keyword, place, &mut mentions);
        taken.push(keyword.span);
    }
    let mut own = Terms::default();
    for found in mentions.iter().filter(|found| found.skill.is_none()) {
        own.add(document.slice(found.span));
    }
    let contact = segments::Contact::new(resume);
    let segments = segments::segments(document, &places, &segments::merged(taken), &contact);
    mentions::written(document, &segments, &own, &mut mentions);
    evidence::gather(document, mentions, timeline)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use crate::document::{Builder, Origin, Style};
    use crate::resume::{Project, SkillGroup, Text, Work};
    use crate::timeline::{Lane, Period};

    /// A document of one paragraph a line.
    fn document(lines: &[&str]) -> Document {
        let mut builder = Builder::default();
        let mut at = 0;
        for line in lines {
            builder.block(BlockKind::Paragraph, 0);
            builder.line(crate::document::Setting::default());
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
            stated: None,
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
            "Shop | Rust, zorm",
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
                span: part("Shop | Rust, zorm").span,
                name: Some(part("Shop")),
                keywords: vec![part("Rust"), part("zorm")],
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
                ..SkillGroup::default()
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
        assert_eq!(names, ["PostgreSQL", "Go", "AWS", "Rust", "zorm", "Frobnicator"]);
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
    fn what_shows_a_part_shows_the_whole() {
        let document = document(&["Moved the shop to EC2 and Javascript", "AWS, React 18, Java 8/17, Docker"]);
        let part = |text: &str| part(&document, text);
        let highlight = part("Moved the shop to EC2 and Javascript");
        let work = Work { span: highlight.span, highlights: vec![highlight], ..Work::default() };
        let keywords = ["AWS", "React 18", "Java 8/17", "Docker"].map(part).to_vec();
        let span = part("AWS, React 18, Java 8/17, Docker").span;
        let resume = Resume {
            work: vec![work],
            skills: vec![SkillGroup { span, keywords, ..SkillGroup::default() }],
            ..Resume::default()
        };
        let tags = tag(&document, &resume, &timeline(vec![period(Lane::Work, 0, (2019, 1), (2019, 12))]));
        let of = |name: &str| tags.iter().find(|tag| tag.name == name).unwrap();
        let aws = of("AWS");
        assert_eq!(aws.parts.iter().map(|shown| shown.part.as_str()).collect::<Vec<_>>(), ["EC2"]);
        assert!(aws.shown() && aws.months == Some(Months { min: 12, max: 12 }));
        assert_eq!((of("EC2").parent.as_deref(), of("EC2").listed()), (Some("AWS"), false));
        // Listed beside it, React proves nothing.
        assert!(of("JavaScript").parts.is_empty());
        assert!(!of("Docker").shown());
        assert_eq!((of("React").versions.join(" "), of("Java").versions.join(" ")), ("18".into(), "8 17".into()));
        let usual =
            |name: &str| of(name).spelled_otherwise().filter_map(|mention| mention.usual.clone()).collect::<Vec<_>>();
        assert_eq!((usual("JavaScript"), usual("React")), (vec!["JavaScript".to_owned()], Vec::new()));
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
}
