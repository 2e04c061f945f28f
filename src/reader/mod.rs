//! Bytes -> blocks as the file has them; one file per format.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::{BlockKind, Origin, PageSize, Setting, Style};
use crate::encoding;
use crate::field::Field;
use crate::format::Format;

mod icons;
pub(crate) mod wrap;
mod clean;
mod glyphs;
mod row;
mod furniture;
mod flow;
mod text;
mod visible;
mod style_sheet;
mod element;
mod links;
mod ink;
mod markup;
mod html_tokens;
mod html;
mod mask;
mod markdown;
mod prose;
mod form;
mod json;
mod json_resume;
pub mod pdf;
mod office;
mod europass;
mod docx;
mod odt;
mod csv;
mod linkedin_archive;
mod rtf;
mod latex;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 20 << 20;

/// The longest text that is read, in bytes: a thousand times a long CV.
const MAX_TEXT_BYTES: usize = 6 << 20;

/// A file as its reader has it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RawDocument {
    /// In reading order as far as the file's geometry tells it.
    pub blocks: Vec<RawBlock>,
    /// The pages that [`Origin::Area`] counts, from 0; empty where a format has none.
    pub pages: Vec<PageSize>,
    /// The text in the order in which the file holds it, where that may differ from the reading order: what a reader sees
    /// that knows nothing of layout.
    pub stream: Option<String>,
    /// The name of the file within this one that the blocks were read from: a résumé as data that lies in a PDF.
    pub attachment: Option<String>,
    /// What the file itself says of its texts, for formats that are data: the runs that each value covers, counted from 0 over
    /// all blocks.
    pub fields: Vec<Field<Range<u32>>>,
}

impl From<Vec<RawBlock>> for RawDocument {
    fn from(blocks: Vec<RawBlock>) -> Self {
        Self { blocks, ..Self::default() }
    }
}

/// A block as the file has it, before the reading order is settled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RawBlock {
    pub kind: BlockKind,
    /// See [`crate::document::Block::indent`].
    pub indent: u8,
    pub lines: Vec<RawLine>,
}

/// A logical line (see [`crate::document::Line`]): readers undo wrapping, and set cells apart with a tab.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RawLine {
    pub runs: Vec<RawRun>,
    pub setting: Setting,
}

/// Text in one style, from one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RawRun {
    pub text: String,
    pub style: Style,
    pub link: Option<String>,
    pub origin: Origin,
}

/// A run of this text stands where the end of a line cuts a word in two: what it was is decided when the whole document is
/// there. Where nobody decides, it is nothing.
pub const CUT: &str = "\u{AD}";

impl RawRun {
    /// Text in no style, from nowhere.
    #[cfg(test)]
    pub(crate) fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), style: Style::default(), link: None, origin: Origin::Bytes(0..0) }
    }
}

impl RawLine {
    /// The line's text.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// Why a file cannot be read. Each says in words what the person can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// It was read, and holds pictures of text only.
    PicturesOnly { format: Format },
    /// It opens with a password only; `wrong` if one was given.
    PasswordNeeded { wrong: bool },
    /// It is encrypted in a way that is not read, whatever the password.
    Encrypted { format: Format },
    /// Its fonts do not say which letters they draw.
    NoLetters { format: Format },
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
            Self::PicturesOnly { .. } => "pictures-only",
            Self::PasswordNeeded { .. } => "password-needed",
            Self::Encrypted { .. } => "encrypted",
            Self::NoLetters { .. } => "no-letters",
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
            Self::PicturesOnly { format } => format!(
                "This {} file holds pictures only; no machine finds text in it. Save it again from the program that it \
                 was written in, or paste its text.",
                format.title()
            ),
            Self::PasswordNeeded { wrong: false } => {
                "This file opens with a password only. Enter it, or save the file without one.".to_owned()
            }
            Self::PasswordNeeded { wrong: true } => "This password does not open the file. Try another one.".to_owned(),
            Self::Encrypted { format } => format!(
                "This {} file is encrypted with a password. Open it in the program that it was written in and save it \
                 without one, or save it as PDF.",
                format.title()
            ),
            Self::NoLetters { format } => format!(
                "The fonts of this {} file do not say which letters they draw, so that a machine reads only signs without \
                 meaning. Save it again with another program or another font, or paste its text.",
                format.title()
            ),
        }
    }
}

/// What a person can do with a file of a kind that is not read.
fn unsupported(format: Format) -> &'static str {
    match format {
        Format::Doc => {
            "This is a file of Word's old format. Open it in Word or LibreOffice and save it as DOCX or PDF, or select \
             everything, copy it and paste it here."
        }
        Format::Pages => {
            "Files of Pages are not read. Open it in Pages and export it as PDF or Word (DOCX), or select everything, copy \
             it and paste it here."
        }
        Format::Pdf | Format::Docx | Format::Odt | Format::Rtf | Format::LinkedinArchive | Format::Europass => {
            "This kind of file is not read here. Open it, select everything, copy it and paste it here (the formatting \
             helps); or save it as HTML or plain text."
        }
        Format::Latex => {
            "This LaTeX file cannot be read. Paste the text of the finished document here, or convert the source to Markdown \
             or HTML, for example with pandoc."
        }
        Format::Image => {
            "This is an image. Readback reads text, not pictures of it: save the CV from the program that made it as PDF \
             or Word, or paste its text."
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

/// Reads `bytes` as `format`. `password` opens an encrypted file; it is empty where none is known. The origins of text
/// formats are bytes of the text that [`encoding::decode_any`] gives.
///
/// # Errors
/// [`ReadError`] says why the bytes cannot be read, and what the person can do.
pub fn read(bytes: &[u8], format: Format, password: &str) -> Result<RawDocument, ReadError> {
    match format {
        Format::Pdf => read_pdf(bytes, password, &|_, _| {}),
        _ if format.has_layout() || (format.is_plain() && !encoding::is_plain(bytes)) => read_document(bytes, format),
        _ => read_plain(bytes, format),
    }
}

/// Reads a PDF. [`read_document`] and [`read_plain`] read the rest: three functions, so that a program which needs one of them
/// need not carry the others. `on_page` is told how far it is.
///
/// # Errors
/// As those of [`read`].
pub fn read_pdf(bytes: &[u8], password: &str, on_page: pdf::OnPage) -> Result<RawDocument, ReadError> {
    check_size(bytes)?;
    with_text(pdf::read(bytes, password, on_page)?, Format::Pdf)
}

/// Reads a word processor's file, LaTeX, Europass's XML or an archive of one's own data, and text in any encoding; any other
/// format is refused.
///
/// # Errors
/// As those of [`read`].
pub fn read_document(bytes: &[u8], format: Format) -> Result<RawDocument, ReadError> {
    check_size(bytes)?;
    let raw: RawDocument = match format {
        Format::Docx => docx::read(bytes)?.into(),
        Format::Odt => odt::read(bytes)?.into(),
        Format::Rtf => rtf::read(bytes)?.into(),
        Format::Latex => latex::read(bytes)?.into(),
        Format::LinkedinArchive => linkedin_archive::read(bytes)?,
        Format::Europass => {
            let damaged = || ReadError::Damaged { format, detail: "it holds no CV, or is cut off".to_owned() };
            europass::read(&encoding::decode_any(bytes)).ok_or_else(damaged)?
        }
        Format::Markdown | Format::Text | Format::Html | Format::JsonResume => {
            return read_text(&encoding::decode_any(bytes), format);
        }
        Format::Pdf | Format::Doc | Format::Pages | Format::Image | Format::Archive | Format::Binary => {
            return Err(refusal(bytes, format));
        }
    };
    with_text(raw, format)
}

/// The document with its text in the usual form, if it has any. The values that a file names stay as they are.
fn with_text(mut raw: RawDocument, format: Format) -> Result<RawDocument, ReadError> {
    if raw.fields.is_empty() {
        clean::clean(&mut raw.blocks);
    }
    if raw.blocks.iter().all(|block| block.lines.is_empty()) { Err(ReadError::NoText { format }) } else { Ok(raw) }
}

/// Reads a format that is text and needs no layout ([`Format::is_plain`]) in an encoding that is plain
/// ([`encoding::is_plain`]); anything else is refused. This is all that the light worker can, so that it need not carry the
/// other readers, nor the tables of the encodings.
///
/// # Errors
/// As those of [`read`].
pub fn read_plain(bytes: &[u8], format: Format) -> Result<RawDocument, ReadError> {
    check_size(bytes)?;
    if !format.is_plain() || !encoding::is_plain(bytes) {
        return Err(refusal(bytes, format));
    }
    read_text(&encoding::decode(bytes), format)
}

/// Reads the text of a format that needs no layout.
fn read_text(text: &str, format: Format) -> Result<RawDocument, ReadError> {
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    if format != Format::Html && text.len() > MAX_TEXT_BYTES {
        return Err(ReadError::TooLarge { bytes: text.len() as u64 });
    }
    let raw = match format {
        Format::Markdown => markdown::read(text).into(),
        Format::Html => html::read(text).into(),
        Format::JsonResume => json_resume::read(text)?,
        _ => text::read(text).into(),
    };
    with_text(raw, format)
}

/// Why a file of a kind that is not read is not. Word puts an encrypted document into a file of its old kind.
fn refusal(bytes: &[u8], format: Format) -> ReadError {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if format == Format::Doc && bytes.windows(name.len()).any(|window| window == name) {
        return ReadError::Encrypted { format: Format::Docx };
    }
    ReadError::Unsupported { format }
}

fn check_size(bytes: &[u8]) -> Result<(), ReadError> {
    match bytes.len() {
        0 => Err(ReadError::Empty),
        len if len > MAX_BYTES => Err(ReadError::TooLarge { bytes: len as u64 }),
        _ => Ok(()),
    }
}
