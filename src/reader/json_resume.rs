//! JSON Resume -> blocks.

use super::{RawBlock, ReadError};
use crate::format::Format;

pub(super) fn read(text: &str) -> Result<Vec<RawBlock>, ReadError> {
    let _ = text;
    Err(ReadError::Unsupported { format: Format::JsonResume })
}
