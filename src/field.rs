//! What a file says itself about its texts: which of them is which value of a résumé, by the keys of JSON Resume.
//!
//! Formats that are data (JSON Resume, Europass's XML, `LinkedIn`'s archive) name each value, and nothing has to be guessed:
//! their readers give the texts and, beside them, a [`Field`] for each value.

use serde::{Deserialize, Serialize};

/// The part of a résumé that a value belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Key {
    Basics,
    Profiles,
    Work,
    Volunteer,
    Education,
    Projects,
    Skills,
    Languages,
    Certificates,
    /// Courses without a school: entries of the certificates.
    Training,
    Awards,
    Publications,
    Interests,
    References,
    /// A list under a heading of the file's own, whose words say what it is of.
    Listed,
    /// No part of a résumé has a place for it.
    Other,
}

/// What a value is to its entry. One name serves all keys that have the like: an employer, a school, a project have a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// What heads the section of the key; it belongs to no entry.
    Heading,
    /// Person, employer, organisation, institution, project, group of skills, language, certificate, award, publication,
    /// interest, who gives a reference, network of a profile.
    Name,
    /// The headline of a person.
    Label,
    Position,
    StudyType,
    Area,
    Score,
    Course,
    /// Issuer, awarder, publisher.
    Issuer,
    Place,
    Start,
    End,
    /// What says that it goes on.
    Ongoing,
    /// The one date of what has no start and end.
    Date,
    /// Start and end, as written in one line.
    Dates,
    Description,
    Summary,
    Highlight,
    Keyword,
    /// How well a language is spoken, a skill is mastered.
    Level,
    Url,
    Email,
    Phone,
    Username,
    /// What an item of [`Key::Listed`] says without the brackets behind it, which are its level.
    Bare,
    /// It is understood and no value: how long somebody was with an employer altogether, "(Mobile)".
    Known,
}

/// A value that the file names. `P` says where it is: in a document as it was read, the runs that it covers, counted from 0
/// over the whole document; in one that is in order, its [`Span`](crate::span::Span).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field<P> {
    pub key: Key,
    /// The same for all values of one entry; it counts up from entry to entry.
    pub entry: u32,
    pub part: Part,
    pub at: P,
}

impl<P> Field<P> {
    /// The same value at another place.
    pub fn with<Q>(self, at: Q) -> Field<Q> {
        let Self { key, entry, part, .. } = self;
        Field { key, entry, part, at }
    }
}
