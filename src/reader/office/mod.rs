//! What word processors' files have in common: a ZIP package of XML parts, and paragraphs with styles.

pub(super) mod package;
pub(super) mod story;
pub(super) mod symbols;
pub(super) mod xml;
mod layout;

use self::story::{Item, Parts, Story};
use super::links::Links;
use super::{RawBlock, ReadError};
use crate::format::Format;

/// The blocks of a document that consists of these parts.
///
/// # Errors
///
/// [`ReadError::PicturesOnly`], if it shows a picture and no text.
pub(super) fn compose(
    format: Format,
    parts: Parts,
    links: Links,
    has_picture: bool,
) -> Result<Vec<RawBlock>, ReadError> {
    let items = parts.into_items();
    if has_picture && items.iter().all(Item::is_blank) {
        return Err(ReadError::PicturesOnly { format });
    }
    Ok(layout::lay_out(Story { items, links }))
}
