//! The whole pipeline on one page.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::entity::date::Month;
use crate::format::{self, Format};
use crate::reader::{self, ReadError};
use crate::reading_order;
use crate::resume::Resume;
use crate::section::Section;
use crate::skill_tags::{self, SkillTag};
use crate::span::Span;
use crate::timeline::{self, Timeline};

/// Everything that was read in a CV.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    pub format: Format,
    /// ISO 639-1 code of the language that the CV is written in.
    pub language: String,
    pub document: Document,
    pub sections: Vec<Section>,
    pub resume: Resume,
    pub timeline: Timeline,
    pub skills: Vec<SkillTag>,
    /// Spans that no field took, in reading order: "not understood".
    pub unread: Vec<Span>,
    /// Share of the document's letters and digits that a heading or a field took, 0 to 1.
    pub coverage: f32,
}

/// Reads a CV. `name` is the file's name (empty for pasted text), `today` the month that "present" means.
pub fn analyze(bytes: &[u8], name: &str, today: Month) -> Result<Analysis, ReadError> {
    let format = format::detect(bytes, name);
    let document = reading_order::arrange(reader::read(bytes, format)?);
    let sections = Vec::new();
    let resume = Resume::default();
    let timeline = timeline::build(&resume, today);
    let skills = skill_tags::tag(&document, &resume, &timeline);
    Ok(Analysis {
        format,
        language: "en".to_owned(),
        document,
        sections,
        resume,
        timeline,
        skills,
        unread: Vec::new(),
        coverage: 0.0,
    })
}
