//! Words of a language: section headings, months, "present", degrees' words. One text file per language.
//!
//! A file is a list of `[key]` groups with one term a line, sorted and unique within the group (`months` stands in
//! calendar order, the forms of one month on one line). `#` starts a comment. A language is its file and its line in
//! [`FILES`]; a word is a line in a file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

mod fold;
pub use fold::fold;

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

impl SectionKind {
    /// The key of the headings of this kind in a language's file is `heading.` and this name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Contact => "contact",
            Self::Personal => "personal",
            Self::Summary => "summary",
            Self::Work => "work",
            Self::Volunteer => "volunteer",
            Self::Education => "education",
            Self::Training => "training",
            Self::Projects => "projects",
            Self::Skills => "skills",
            Self::Languages => "languages",
            Self::Certificates => "certificates",
            Self::Awards => "awards",
            Self::Publications => "publications",
            Self::Interests => "interests",
            Self::References => "references",
            Self::Other => "other",
        }
    }

    /// Every kind that a heading can open.
    pub const OPENED_BY_A_HEADING: [Self; 16] = [
        Self::Contact,
        Self::Personal,
        Self::Summary,
        Self::Work,
        Self::Volunteer,
        Self::Education,
        Self::Training,
        Self::Projects,
        Self::Skills,
        Self::Languages,
        Self::Certificates,
        Self::Awards,
        Self::Publications,
        Self::Interests,
        Self::References,
        Self::Other,
    ];
}

/// ISO 639-1 code and file of every language.
const FILES: &[(&str, &str)] = &[("en", include_str!("en.txt"))];

/// The words of one language, by key.
#[derive(Debug)]
pub struct Locale {
    /// ISO 639-1.
    pub code: &'static str,
    lists: BTreeMap<&'static str, Vec<&'static str>>,
}

static LOCALES: LazyLock<Vec<Locale>> =
    LazyLock::new(|| FILES.iter().map(|&(code, file)| Locale { code, lists: parse(file) }).collect());

/// Every language, English first.
pub fn all() -> &'static [Locale] {
    &LOCALES
}

impl Locale {
    /// The terms of `key` as the file has them; none if the file lacks the key.
    pub fn list(&self, key: &str) -> &[&'static str] {
        self.lists.get(key).map_or(&[], Vec::as_slice)
    }
}

fn parse(file: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut lists = BTreeMap::<_, Vec<_>>::new();
    let mut key = "";
    for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            key = name;
        } else {
            lists.entry(key).or_default().push(line);
        }
    }
    lists
}

/// What a heading opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// One kind, or two for a composite such as "Education & Certifications", in the order written.
    pub kinds: Vec<SectionKind>,
    /// ISO 639-1 code of the language that knows the heading.
    pub locale: &'static str,
}

/// The heading that the whole line `text` is, if a language knows it.
pub fn headings(text: &str) -> Option<Heading> {
    let _ = text;
    None
}

/// ISO 639-1 code of the language that `text` is written in; English if nothing tells.
pub fn detect(text: &str) -> &'static str {
    let _ = text;
    "en"
}
