//! Document -> sections: which blocks are headings, which kind of section they open.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::span::Spanned;

/// What a section is about: the keys of JSON Resume, and what CVs have besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// What stands before the first heading: name, contact, perhaps a summary.
    Header,
    Contact,
    Personal,
    Summary,
    Work,
    Volunteer,
    Education,
    Training,
    Projects,
    Skills,
    Languages,
    Certificates,
    Awards,
    Publications,
    Interests,
    References,
    Other,
}

/// A heading and the blocks up to the next one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    pub kind: SectionKind,
    /// As written; `None` for the header.
    pub heading: Option<Spanned<String>>,
    /// Indices into [`Document::blocks`](crate::document::Document::blocks), heading excluded.
    pub blocks: Range<usize>,
}
