//! JSON Resume 1.0.0.

use serde::Serialize;

use crate::entity::date::DateEnd;
use crate::resume::{self, Dates, Resume, Text};

/// A résumé in the shape of JSON Resume 1.0.0. Beside the standard's fields it has `basics.location.text`, the place as
/// written; an entry that goes on has no `endDate`, as the standard wants it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct JsonResume {
    pub basics: Basics,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub work: Vec<Work>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub volunteer: Vec<Volunteer>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub education: Vec<Education>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub awards: Vec<Award>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<Certificate>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publications: Vec<Publication>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<Skill>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub interests: Vec<Interest>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub projects: Vec<Project>,
}

/// Declares one of the standard's objects: each field left out where it is empty.
macro_rules! object {
    ($(#[$about:meta])* $name:ident { $($field:ident: $kind:ty),* $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name {
            $(#[serde(skip_serializing_if = "is_empty")] pub $field: $kind,)*
        }
    };
}

object!(
    /// `basics`.
    Basics { name: String, label: String, email: String, phone: String, url: String, summary: String, location: Option<Location>, profiles: Vec<Profile> }
);
object!(
    /// `basics.location`: the place as written.
    Location { text: String }
);
object!(
    /// `basics.profiles[]`.
    Profile { network: String, username: String, url: String }
);
object!(
    /// `work[]`.
    Work { name: String, position: String, location: String, url: String, start_date: String, end_date: String, description: String, summary: String, highlights: Vec<String> }
);
object!(
    /// `volunteer[]`.
    Volunteer { organization: String, position: String, url: String, start_date: String, end_date: String, summary: String, highlights: Vec<String> }
);
object!(
    /// `education[]`.
    Education { institution: String, url: String, area: String, study_type: String, start_date: String, end_date: String, score: String, courses: Vec<String> }
);
object!(
    /// `awards[]`.
    Award { title: String, date: String, awarder: String, summary: String }
);
object!(
    /// `certificates[]`.
    Certificate { name: String, date: String, issuer: String, url: String }
);
object!(
    /// `publications[]`.
    Publication { name: String, publisher: String, release_date: String, url: String, summary: String }
);
object!(
    /// `skills[]`: the groups as the CV has them.
    Skill { name: String, level: String, keywords: Vec<String> }
);
object!(
    /// `languages[]`.
    Language { language: String, fluency: String }
);
object!(
    /// `interests[]`.
    Interest { name: String }
);
object!(
    /// `references[]`.
    Reference { name: String, reference: String }
);
object!(
    /// `projects[]`.
    Project { name: String, description: String, highlights: Vec<String>, keywords: Vec<String>, start_date: String, end_date: String, url: String }
);

/// Whether a field says nothing.
trait Blank {
    fn is_blank(&self) -> bool;
}

impl Blank for String {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Blank for Vec<T> {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Blank for Option<T> {
    fn is_blank(&self) -> bool {
        self.is_none()
    }
}

fn is_empty(value: &impl Blank) -> bool {
    value.is_blank()
}

fn text(text: Option<&Text>) -> String {
    text.map(|text| text.value.clone()).unwrap_or_default()
}

fn texts(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}

fn dates(dates: Option<&Dates>, single_is_end: bool) -> (String, String) {
    let Some(dates) = dates else { return Default::default() };
    let (start, end) = resume::start_and_end(dates, single_is_end);
    let end = match end {
        Some(DateEnd::Date(date)) => date.iso(),
        Some(DateEnd::Present) | None => String::new(),
    };
    (start.map(super::super::entity::date::PartialDate::iso).unwrap_or_default(), end)
}

/// The one date of a certificate, award or publication: the last one that is written.
fn date(written: Option<&Dates>) -> String {
    let (start, end) = dates(written, true);
    if end.is_empty() { start } else { end }
}

/// `resume` as JSON Resume.
pub fn export(resume: &Resume) -> JsonResume {
    let basics = &resume.basics;
    JsonResume {
        basics: Basics {
            name: text(basics.name.as_ref()),
            label: text(basics.label.as_ref()),
            email: text(basics.email.as_ref()),
            phone: text(basics.phone.as_ref()),
            url: text(basics.url.as_ref()),
            summary: text(basics.summary.as_ref()),
            location: basics.location.as_ref().map(|place| Location { text: place.value.clone() }),
            profiles: (basics.profiles.iter())
                .map(|p| Profile {
                    network: text(p.network.as_ref()),
                    username: text(p.username.as_ref()),
                    url: text(p.url.as_ref()),
                })
                .collect(),
        },
        work: resume.work.iter().map(work).collect(),
        volunteer: resume.volunteer.iter().map(volunteer).collect(),
        education: resume.education.iter().map(education).collect(),
        awards: (resume.awards.iter())
            .map(|a| Award {
                title: text(a.title.as_ref()),
                date: date(a.date.as_ref()),
                awarder: text(a.awarder.as_ref()),
                summary: text(a.summary.as_ref()),
            })
            .collect(),
        certificates: (resume.certificates.iter())
            .map(|c| Certificate {
                name: text(c.name.as_ref()),
                date: date(c.date.as_ref()),
                issuer: text(c.issuer.as_ref()),
                url: text(c.url.as_ref()),
            })
            .collect(),
        publications: resume.publications.iter().map(publication).collect(),
        skills: (resume.skills.iter())
            .map(|group| Skill {
                name: text(group.name.as_ref()),
                level: text(group.level.as_ref()),
                keywords: texts(&group.keywords),
            })
            .collect(),
        languages: (resume.languages.iter())
            .map(|l| Language { language: text(l.language.as_ref()), fluency: text(l.fluency.as_ref()) })
            .collect(),
        interests: resume.interests.iter().map(|interest| Interest { name: interest.value.clone() }).collect(),
        references: (resume.references.iter())
            .map(|r| Reference { name: text(r.name.as_ref()), reference: text(r.reference.as_ref()) })
            .collect(),
        projects: resume.projects.iter().map(project).collect(),
    }
}

fn work(entry: &resume::Work) -> Work {
    let (start_date, end_date) = dates(entry.dates.as_ref(), false);
    Work {
        name: text(entry.name.as_ref()),
        position: text(entry.position.as_ref()),
        location: text(entry.location.as_ref()),
        url: text(entry.url.as_ref()),
        start_date,
        end_date,
        description: text(entry.description.as_ref()),
        summary: text(entry.summary.as_ref()),
        highlights: texts(&entry.highlights),
    }
}

fn volunteer(entry: &resume::Volunteer) -> Volunteer {
    let (start_date, end_date) = dates(entry.dates.as_ref(), false);
    Volunteer {
        organization: text(entry.organization.as_ref()),
        position: text(entry.position.as_ref()),
        url: text(entry.url.as_ref()),
        start_date,
        end_date,
        summary: text(entry.summary.as_ref()),
        highlights: texts(&entry.highlights),
    }
}

/// The standard has no remarks on a degree; they go where it keeps texts about one.
fn education(entry: &resume::Education) -> Education {
    let (start_date, end_date) = dates(entry.dates.as_ref(), true);
    Education {
        institution: text(entry.institution.as_ref()),
        url: text(entry.url.as_ref()),
        area: text(entry.area.as_ref()),
        study_type: text(entry.study_type.as_ref()),
        start_date,
        end_date,
        score: text(entry.score.as_ref()),
        courses: entry.courses.iter().chain(&entry.highlights).map(|text| text.value.clone()).collect(),
    }
}

fn publication(entry: &resume::Publication) -> Publication {
    Publication {
        name: text(entry.name.as_ref()),
        publisher: text(entry.publisher.as_ref()),
        release_date: date(entry.date.as_ref()),
        url: text(entry.url.as_ref()),
        summary: text(entry.summary.as_ref()),
    }
}

fn project(entry: &resume::Project) -> Project {
    let (start_date, end_date) = dates(entry.dates.as_ref(), false);
    Project {
        name: text(entry.name.as_ref()),
        description: text(entry.description.as_ref()),
        highlights: texts(&entry.highlights),
        keywords: texts(&entry.keywords),
        start_date,
        end_date,
        url: text(entry.url.as_ref()),
    }
}
