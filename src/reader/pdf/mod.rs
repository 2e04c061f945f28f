//! PDF: what its pages show ([`page`]), and the blocks that make up their text.

pub mod page;

use crate::format::Format;
use crate::reader::{RawDocument, ReadError};

/// Reads the file's text with its layout. `password` opens an encrypted file; empty where none is known.
pub(super) fn read(_bytes: &[u8], _password: &str) -> Result<RawDocument, ReadError> {
    Err(ReadError::Unsupported { format: Format::Pdf })
}
