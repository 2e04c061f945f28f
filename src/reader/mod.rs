//! Bytes -> blocks as the file has them; one file per format.

use serde::{Deserialize, Serialize};

use crate::document::{BlockKind, Origin, Style};
use crate::encoding;
use crate::format::Format;

pub(crate) mod wrap;
mod glyphs;
mod flow;
mod row;
mod text;
mod element;
mod links;
mod markup;
mod html_tokens;
mod html;
mod mask;
mod markdown;
mod json;
pub mod json_resume;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 20 << 20;

/// The longest text that is read, in bytes: a thousand times a long CV.
const MAX_TEXT_BYTES: usize = 6 << 20;

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

    /// What happened, and what the person can do about it: one or two sentences.
    pub fn message(&self) -> String {
        match self {
            Self::Empty => "There is nothing in this file. Choose another one, or paste the text of the CV.".to_owned(),
            Self::TooLarge { bytes } => {
                let megabytes = bytes.div_ceil(1 << 20);
                format!(
                    "This file is too large for a CV ({megabytes} MB; {} MB are read, {} MB of plain text). Save it \
                     without pictures, or paste its text.",
                    MAX_BYTES >> 20,
                    MAX_TEXT_BYTES >> 20
                )
            }
            Self::Unsupported { format } => unsupported(*format).to_owned(),
            Self::Damaged { format, detail } => {
                format!("This {} file is damaged: {detail}. Save it again, or paste its text.", format.title())
            }
            Self::NoText { format } => format!(
                "This {} file was read, but it holds no text. If the CV is a picture, save the original as text, \
                 Markdown or HTML, or paste its text.",
                format.title()
            ),
        }
    }
}

/// What a person can do with a file of a kind that is not read.
fn unsupported(format: Format) -> &'static str {
    match format {
        Format::Pdf => {
            "PDF files are not read yet. Open the file, select all of its text, copy it and paste it here; or save the CV \
             as text, Markdown or HTML."
        }
        Format::Docx | Format::Odt | Format::Rtf | Format::Doc | Format::Pages => {
            "This kind of word processor file is not read yet. Open it, select everything, copy it and paste it here (the \
             formatting helps); or save it as HTML or plain text."
        }
        Format::Latex => {
            "LaTeX files are not read yet. Paste the text of the finished document here, or convert the source to Markdown \
             or HTML, for example with pandoc."
        }
        Format::Image => {
            "This is an image. Readback reads text, not pictures of it: save the CV from the program that made it as \
             text, Markdown or HTML, or paste its text."
        }
        Format::Archive => "This is an archive. Unpack it and choose the CV in it.",
        Format::Binary => "This is a program or another file without text. Choose the CV itself, or paste its text.",
        Format::JsonResume => {
            "This JSON file is no résumé: it has none of the keys of JSON Resume (basics, work, education, skills …). Choose \
             another file, or paste the text of the CV."
        }
        Format::Markdown | Format::Text | Format::Html => "This file cannot be read. Paste the text of the CV instead.",
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for ReadError {}

/// Reads `bytes` as `format`. The origins are bytes of the text that [`encoding::decode`] gives.
///
/// # Errors
/// [`ReadError`] says why the bytes cannot be read, and what the person can do.
pub fn read(bytes: &[u8], format: Format) -> Result<Vec<RawBlock>, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() as u64 });
    }
    let read: fn(&str) -> Result<Vec<RawBlock>, ReadError> = match format {
        Format::Markdown => |text| Ok(markdown::read(text)),
        Format::Text => |text| Ok(text::read(text)),
        Format::Html => |text| Ok(html::read(text)),
        Format::JsonResume => json_resume::read,
        Format::Pdf
        | Format::Docx
        | Format::Odt
        | Format::Rtf
        | Format::Latex
        | Format::Doc
        | Format::Pages
        | Format::Image
        | Format::Archive
        | Format::Binary => return Err(ReadError::Unsupported { format }),
    };
    let text = encoding::decode(bytes);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    if format != Format::Html && text.len() > MAX_TEXT_BYTES {
        return Err(ReadError::TooLarge { bytes: text.len() as u64 });
    }
    let blocks = read(&text)?;
    if blocks.iter().all(|block| block.lines.is_empty()) {
        return Err(ReadError::NoText { format });
    }
    Ok(blocks)
}
