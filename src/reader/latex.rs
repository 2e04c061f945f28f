//! LaTeX source.

use crate::format::Format;
use crate::reader::{RawBlock, ReadError};

/// Reads the file's blocks.
pub(super) fn read(_bytes: &[u8]) -> Result<Vec<RawBlock>, ReadError> {
    Err(ReadError::Unsupported { format: Format::Latex })
}
