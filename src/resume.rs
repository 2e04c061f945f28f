//! What a CV says: the keys of JSON Resume 1.0.0, every leaf with its place.

use serde::{Deserialize, Serialize};

use crate::entity::date::{DateEnd, DateRange, PartialDate};
use crate::span::{Span, Spanned};

/// A text as written, markup dropped, blanks collapsed.
pub type Text = Spanned<String>;

/// What was understood of a CV.
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
pub type Dates = Spanned<DateRange>;

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

impl Resume {
    /// The spans of all leaves, in no particular order.
    pub fn spans(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut text = |text: &Option<Text>| spans.extend(text.as_ref().map(|text| text.span));
        let b = &self.basics;
        [&b.name, &b.label, &b.email, &b.phone, &b.url, &b.location, &b.summary].into_iter().for_each(&mut text);
        for p in &b.profiles {
            [&p.network, &p.username, &p.url].into_iter().for_each(&mut text);
        }
        for w in &self.work {
            [&w.name, &w.position, &w.location, &w.description, &w.summary, &w.url].into_iter().for_each(&mut text);
        }
        for v in &self.volunteer {
            [&v.organization, &v.position, &v.location, &v.summary, &v.url].into_iter().for_each(&mut text);
        }
        for e in &self.education {
            [&e.institution, &e.study_type, &e.area, &e.location, &e.score, &e.url].into_iter().for_each(&mut text);
        }
        for p in &self.projects {
            [&p.name, &p.description, &p.url].into_iter().for_each(&mut text);
        }
        self.skills.iter().for_each(|group| text(&group.name));
        for l in &self.languages {
            [&l.language, &l.fluency].into_iter().for_each(&mut text);
        }
        for c in &self.certificates {
            [&c.name, &c.issuer, &c.url].into_iter().for_each(&mut text);
        }
        for a in &self.awards {
            [&a.title, &a.awarder, &a.summary].into_iter().for_each(&mut text);
        }
        for p in &self.publications {
            [&p.name, &p.publisher, &p.url, &p.summary].into_iter().for_each(&mut text);
        }
        for r in &self.references {
            [&r.name, &r.reference].into_iter().for_each(&mut text);
        }
        let mut list = |texts: &[Text]| spans.extend(texts.iter().map(|text| text.span));
        self.work.iter().for_each(|w| list(&w.highlights));
        self.volunteer.iter().for_each(|v| list(&v.highlights));
        self.education.iter().for_each(|e| list(&e.highlights));
        self.education.iter().for_each(|e| list(&e.courses));
        self.projects.iter().for_each(|p| list(&p.highlights));
        self.projects.iter().for_each(|p| list(&p.keywords));
        self.skills.iter().for_each(|group| list(&group.keywords));
        list(&self.interests);
        let dates = (self.work.iter().map(|w| &w.dates))
            .chain(self.volunteer.iter().map(|v| &v.dates))
            .chain(self.education.iter().map(|e| &e.dates))
            .chain(self.projects.iter().map(|p| &p.dates))
            .chain(self.certificates.iter().map(|c| &c.date))
            .chain(self.awards.iter().map(|a| &a.date))
            .chain(self.publications.iter().map(|p| &p.date));
        spans.extend(dates.flatten().map(|dates| dates.span));
        spans
    }
}
