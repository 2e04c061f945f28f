//! What word processors' files have in common: a ZIP package of XML parts, and paragraphs with styles.

pub(super) mod package;
pub(super) mod story;
pub(super) mod symbols;
pub(super) mod xml;
mod layout;

pub(super) use layout::lay_out;
