//! What a CV says: the keys of JSON Resume 1.0.0, every leaf with its place.

use serde::{Deserialize, Serialize};

use crate::entity::date::{DateEnd, DateMatch, DateRange, PartialDate, StatedDuration};
use crate::span::{Span, Spanned};

/// A text as written, markup dropped, blanks collapsed.
pub type Text = Spanned<String>;

/// What was understood of a CV.
///
/// ```
/// use cv_readback::analysis::analyze;
/// use cv_readback::entity::date::Month;
///
/// let cv = b"# Ada Doe\n\n## Experience\n\n### Baker, The Mill Ltd\n\nMay 2018 - June 2020\n\n- Baked bread\n";
/// let analysis = analyze(cv, "cv.md", "", Month::new(2026, 11))?;
/// let [baker] = analysis.resume.work.as_slice() else { panic!("one position") };
/// let value = |text: &Option<cv_readback::resume::Text>| text.clone().map(|text| text.value);
/// assert_eq!(value(&baker.position).as_deref(), Some("Baker"));
/// assert_eq!(value(&baker.name).as_deref(), Some("The Mill Ltd"));
/// assert_eq!(baker.highlights[0].value, "Baked bread");
/// // A value lies within its entry.
/// assert!(baker.span.contains(baker.highlights[0].span));
/// # Ok::<(), cv_readback::reader::ReadError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Resume {
    pub basics: Basics,
    pub work: Vec<Work>,
    pub volunteer: Vec<Volunteer>,
    pub education: Vec<Education>,
    pub projects: Vec<Project>,
    pub skills: Vec<SkillGroup>,
    pub languages: Vec<Language>,
    pub certificates: Vec<Certificate>,
    pub awards: Vec<Award>,
    pub publications: Vec<Publication>,
    pub interests: Vec<Text>,
    pub references: Vec<Reference>,
}

/// Who it is, and how to reach them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Basics {
    pub name: Option<Text>,
    /// The headline under the name.
    pub label: Option<Text>,
    pub email: Option<Text>,
    pub phone: Option<Text>,
    /// A site of their own. Where only a link has it, the value is the link's target and the span the link's text.
    pub url: Option<Text>,
    /// The place of residence, as written.
    pub location: Option<Text>,
    pub summary: Option<Text>,
    pub profiles: Vec<Profile>,
}

/// An account in a social or professional network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    pub span: Span,
    pub network: Option<Text>,
    pub username: Option<Text>,
    /// As written, or the link's target.
    pub url: Option<Text>,
}

/// When: the range as understood, the span as written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dates {
    pub value: DateRange,
    pub span: Span,
    /// How long it was, if that is written beside the dates.
    pub stated: Option<StatedDuration>,
}

impl Dates {
    /// What was found in a text, at `span`.
    pub fn new(found: &DateMatch, span: Span) -> Self {
        Self { value: found.range, span, stated: found.stated }
    }
}

impl From<DateRange> for Dates {
    /// Dates that stand nowhere.
    fn from(value: DateRange) -> Self {
        Self { value, span: Span::default(), stated: None }
    }
}

/// One position.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Work {
    pub span: Span,
    /// The employer.
    pub name: Option<Text>,
    pub position: Option<Text>,
    pub location: Option<Text>,
    pub dates: Option<Dates>,
    /// What the employer does.
    pub description: Option<Text>,
    pub summary: Option<Text>,
    pub highlights: Vec<Text>,
    pub url: Option<Text>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Volunteer {
    pub span: Span,
    pub organization: Option<Text>,
    pub position: Option<Text>,
    pub location: Option<Text>,
    pub dates: Option<Dates>,
    pub summary: Option<Text>,
    pub highlights: Vec<Text>,
    pub url: Option<Text>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Education {
    pub span: Span,
    pub institution: Option<Text>,
    /// The degree as written.
    pub study_type: Option<Text>,
    /// The field of study.
    pub area: Option<Text>,
    pub location: Option<Text>,
    pub dates: Option<Dates>,
    /// The grade as written, its label dropped.
    pub score: Option<Text>,
    pub courses: Vec<Text>,
    pub highlights: Vec<Text>,
    pub url: Option<Text>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Project {
    pub span: Span,
    pub name: Option<Text>,
    pub dates: Option<Dates>,
    pub description: Option<Text>,
    pub highlights: Vec<Text>,
    pub keywords: Vec<Text>,
    pub url: Option<Text>,
}

/// Skills that the CV lists under one label.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SkillGroup {
    pub span: Span,
    pub name: Option<Text>,
    /// How well they are mastered, if one word is said of all.
    pub level: Option<Text>,
    pub keywords: Vec<Text>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Language {
    pub span: Span,
    pub language: Option<Text>,
    pub fluency: Option<Text>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Certificate {
    pub span: Span,
    pub name: Option<Text>,
    pub issuer: Option<Text>,
    pub date: Option<Dates>,
    pub url: Option<Text>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Award {
    pub span: Span,
    pub title: Option<Text>,
    pub awarder: Option<Text>,
    pub date: Option<Dates>,
    pub summary: Option<Text>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Publication {
    pub span: Span,
    pub name: Option<Text>,
    pub publisher: Option<Text>,
    pub date: Option<Dates>,
    pub url: Option<Text>,
    pub summary: Option<Text>,
    /// A talk, not a text.
    pub talk: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    pub span: Span,
    pub name: Option<Text>,
    pub reference: Option<Text>,
}

/// Start and end of `dates`; a single date is the end where `single_is_end` (education), the start otherwise.
pub fn start_and_end(dates: &Dates, single_is_end: bool) -> (Option<PartialDate>, Option<DateEnd>) {
    match dates.value {
        DateRange::Range(start, end) => (Some(start), Some(end)),
        DateRange::Single(date) if single_is_end => (None, Some(DateEnd::Date(date))),
        DateRange::Single(date) => (Some(date), None),
    }
}

/// A value of a résumé: where in it, and where in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leaf<'a> {
    /// The key and the field, by the names of JSON Resume: "work.position". Start and end are one leaf, "work.dates".
    pub field: &'static str,
    /// The place in the list of that key.
    pub entry: usize,
    /// What the whole entry was read from; of what is no entry, the value's own span.
    pub whole: Span,
    pub span: Span,
    /// As written; empty for dates.
    pub text: &'a str,
}

/// Gathers the leaves of one entry after another.
struct Leaves<'a> {
    all: Vec<Leaf<'a>>,
    entry: usize,
    whole: Option<Span>,
}

impl<'a> Leaves<'a> {
    fn begin(&mut self, entry: usize, whole: Span) {
        (self.entry, self.whole) = (entry, Some(whole));
    }

    fn push(&mut self, field: &'static str, span: Span, text: &'a str) {
        self.all.push(Leaf { field, entry: self.entry, whole: self.whole.unwrap_or(span), span, text });
    }

    fn text(&mut self, field: &'static str, text: Option<&'a Text>) {
        if let Some(text) = text {
            self.push(field, text.span, &text.value);
        }
    }

    fn texts(&mut self, field: &'static str, texts: &'a [Text]) {
        for text in texts {
            self.push(field, text.span, &text.value);
        }
    }

    fn dates(&mut self, field: &'static str, dates: Option<&Dates>) {
        if let Some(dates) = dates {
            self.push(field, dates.span, "");
        }
    }
}

impl Resume {
    /// All leaves, key by key, entry by entry.
    pub fn leaves(&self) -> Vec<Leaf<'_>> {
        let mut leaves = Leaves { all: Vec::new(), entry: 0, whole: None };
        let b = &self.basics;
        leaves.text("basics.name", b.name.as_ref());
        leaves.text("basics.label", b.label.as_ref());
        leaves.text("basics.email", b.email.as_ref());
        leaves.text("basics.phone", b.phone.as_ref());
        leaves.text("basics.url", b.url.as_ref());
        leaves.text("basics.location", b.location.as_ref());
        leaves.text("basics.summary", b.summary.as_ref());
        for (at, p) in b.profiles.iter().enumerate() {
            leaves.begin(at, p.span);
            leaves.text("profiles.network", p.network.as_ref());
            leaves.text("profiles.username", p.username.as_ref());
            leaves.text("profiles.url", p.url.as_ref());
        }
        for (at, w) in self.work.iter().enumerate() {
            leaves.begin(at, w.span);
            leaves.text("work.name", w.name.as_ref());
            leaves.text("work.position", w.position.as_ref());
            leaves.text("work.location", w.location.as_ref());
            leaves.dates("work.dates", w.dates.as_ref());
            leaves.text("work.description", w.description.as_ref());
            leaves.text("work.summary", w.summary.as_ref());
            leaves.texts("work.highlights", &w.highlights);
            leaves.text("work.url", w.url.as_ref());
        }
        for (at, v) in self.volunteer.iter().enumerate() {
            leaves.begin(at, v.span);
            leaves.text("volunteer.organization", v.organization.as_ref());
            leaves.text("volunteer.position", v.position.as_ref());
            leaves.text("volunteer.location", v.location.as_ref());
            leaves.dates("volunteer.dates", v.dates.as_ref());
            leaves.text("volunteer.summary", v.summary.as_ref());
            leaves.texts("volunteer.highlights", &v.highlights);
            leaves.text("volunteer.url", v.url.as_ref());
        }
        for (at, e) in self.education.iter().enumerate() {
            leaves.begin(at, e.span);
            leaves.text("education.institution", e.institution.as_ref());
            leaves.text("education.studyType", e.study_type.as_ref());
            leaves.text("education.area", e.area.as_ref());
            leaves.text("education.location", e.location.as_ref());
            leaves.dates("education.dates", e.dates.as_ref());
            leaves.text("education.score", e.score.as_ref());
            leaves.texts("education.courses", &e.courses);
            leaves.texts("education.highlights", &e.highlights);
            leaves.text("education.url", e.url.as_ref());
        }
        for (at, p) in self.projects.iter().enumerate() {
            leaves.begin(at, p.span);
            leaves.text("projects.name", p.name.as_ref());
            leaves.dates("projects.dates", p.dates.as_ref());
            leaves.text("projects.description", p.description.as_ref());
            leaves.texts("projects.highlights", &p.highlights);
            leaves.texts("projects.keywords", &p.keywords);
            leaves.text("projects.url", p.url.as_ref());
        }
        for (at, group) in self.skills.iter().enumerate() {
            leaves.begin(at, group.span);
            leaves.text("skills.name", group.name.as_ref());
            leaves.text("skills.level", group.level.as_ref());
            leaves.texts("skills.keywords", &group.keywords);
        }
        for (at, l) in self.languages.iter().enumerate() {
            leaves.begin(at, l.span);
            leaves.text("languages.language", l.language.as_ref());
            leaves.text("languages.fluency", l.fluency.as_ref());
        }
        for (at, c) in self.certificates.iter().enumerate() {
            leaves.begin(at, c.span);
            leaves.text("certificates.name", c.name.as_ref());
            leaves.text("certificates.issuer", c.issuer.as_ref());
            leaves.dates("certificates.date", c.date.as_ref());
            leaves.text("certificates.url", c.url.as_ref());
        }
        for (at, a) in self.awards.iter().enumerate() {
            leaves.begin(at, a.span);
            leaves.text("awards.title", a.title.as_ref());
            leaves.text("awards.awarder", a.awarder.as_ref());
            leaves.dates("awards.date", a.date.as_ref());
            leaves.text("awards.summary", a.summary.as_ref());
        }
        for (at, p) in self.publications.iter().enumerate() {
            leaves.begin(at, p.span);
            leaves.text("publications.name", p.name.as_ref());
            leaves.text("publications.publisher", p.publisher.as_ref());
            leaves.dates("publications.releaseDate", p.date.as_ref());
            leaves.text("publications.url", p.url.as_ref());
            leaves.text("publications.summary", p.summary.as_ref());
        }
        for (at, interest) in self.interests.iter().enumerate() {
            leaves.begin(at, interest.span);
            leaves.text("interests.name", Some(interest));
        }
        for (at, r) in self.references.iter().enumerate() {
            leaves.begin(at, r.span);
            leaves.text("references.name", r.name.as_ref());
            leaves.text("references.reference", r.reference.as_ref());
        }
        leaves.all
    }

    /// The spans of all leaves, in no particular order.
    pub fn spans(&self) -> Vec<Span> {
        self.leaves().iter().map(|leaf| leaf.span).collect()
    }
}
