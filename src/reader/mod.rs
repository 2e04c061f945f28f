//! Bytes -> blocks as the file has them; one file per format.

use serde::{Deserialize, Serialize};

use crate::document::{BlockKind, Origin, Style};
use crate::format::Format;

mod text;
mod markdown;
mod html;
mod json_resume;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 20 << 20;

/// A block as the file has it, before the reading order is settled.
#[derive(Debug, Clone, PartialEq)]
pub struct RawBlock {
    pub kind: BlockKind,
    /// See [`crate::document::Block::indent`].
    pub indent: u8,
    pub lines: Vec<RawLine>,
}

/// A logical line (see [`crate::document::Line`]): readers undo wrapping, and set cells apart with a tab.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawLine {
    pub runs: Vec<RawRun>,
}

/// Text in one style, from one place.
#[derive(Debug, Clone, PartialEq)]
pub struct RawRun {
    pub text: String,
    pub style: Style,
    pub link: Option<String>,
    pub origin: Origin,
}

impl RawLine {
    /// The line's text.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// Why a file cannot be read. Each says in words what the person can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ReadError {
    /// Nothing in it.
    Empty,
    /// More than [`MAX_BYTES`].
    TooLarge { bytes: u64 },
    /// A kind of file that is not read.
    Unsupported { format: Format },
    /// It says it is of this kind, and is not.
    Damaged { format: Format, detail: String },
    /// It was read, and holds no text.
    NoText { format: Format },
}

impl ReadError {
    /// What kind of error this is, in kebab case.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::Unsupported { .. } => "unsupported",
            Self::Damaged { .. } => "damaged",
            Self::NoText { .. } => "no-text",
        }
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.kind())
    }
}

impl std::error::Error for ReadError {}

/// Reads `bytes` as `format`.
pub fn read(bytes: &[u8], format: Format) -> Result<Vec<RawBlock>, ReadError> {
    let _ = bytes;
    Err(ReadError::Unsupported { format })
}
