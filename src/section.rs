//! Document -> sections: which blocks are headings, which kind of section they open.

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use crate::locale::SectionKind;
use crate::span::Spanned;

/// A heading and the blocks up to the next one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    pub kind: SectionKind,
    /// As written; `None` for the header.
    pub heading: Option<Spanned<String>>,
    /// Indices into [`Document::blocks`](crate::document::Document::blocks), heading excluded.
    pub blocks: Range<usize>,
}
