//! A ZIP package, read with limits: what it declares about itself is not trusted.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::encoding;
use crate::format::Format;
use crate::reader::ReadError;

/// Most parts that a package may have; a CV has twenty.
const MAX_ENTRIES: usize = 4096;

/// The largest part that is read, unpacked, in bytes.
const MAX_PART: u64 = 32 << 20;

/// How much is read of all parts together, unpacked, in bytes.
const MAX_TOTAL: u64 = 64 << 20;

/// An open package.
pub(in crate::reader) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Names as [`canonical`] has them, with their entries' numbers; sorted.
    names: Vec<(String, usize)>,
    /// How many bytes may still be unpacked.
    left: u64,
    format: Format,
}

impl<'a> Package<'a> {
    /// Opens `bytes` as a package of the format.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] if it is none, or one with too many parts.
    pub(in crate::reader) fn open(bytes: &'a [u8], format: Format) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| damaged(format, "its table of contents is missing or broken"))?;
        if archive.len() > MAX_ENTRIES {
            return Err(damaged(format, "it has far more parts than a document"));
        }
        let entry = |number| Some((canonical(&archive.name_for_index(number)?.ok()?), number));
        let mut names: Vec<_> = (0..archive.len()).filter_map(entry).collect();
        names.sort_unstable();
        Ok(Self { archive, names, left: MAX_TOTAL, format })
    }

    /// The names of all parts, in lower case.
    pub(in crate::reader) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|(name, _)| name.as_str())
    }

    /// The text of the part with this name (upper and lower case are one), if there is one.
    ///
    /// # Errors
    /// [`ReadError::TooLarge`] if it unpacks to more than a document has, [`ReadError::Encrypted`] if it is
    /// encrypted, [`ReadError::Damaged`] if it cannot be unpacked.
    pub(in crate::reader) fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(number) = self.number(&canonical(name)) else { return Ok(None) };
        let entry = match self.archive.by_index(number) {
            Ok(entry) => entry,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(ReadError::Encrypted { format: self.format });
            }
            Err(_) => return Err(damaged(self.format, &format!("{name} cannot be unpacked"))),
        };
        let cap = MAX_PART.min(self.left);
        let mut bytes = Vec::new();
        let read = entry.take(cap + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > cap {
            return Err(ReadError::TooLarge { bytes: bytes.len() as u64 });
        }
        read.map_err(|_| damaged(self.format, &format!("{name} cannot be unpacked")))?;
        self.left -= bytes.len() as u64;
        Ok(Some(encoding::decode(&bytes).into()))
    }

    /// As [`Self::part`], for a part that the document can be read without: a damaged one counts as missing.
    ///
    /// # Errors
    /// [`ReadError::TooLarge`].
    pub(in crate::reader) fn optional(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        match self.part(name) {
            Err(ReadError::Damaged { .. }) => Ok(None),
            read => read,
        }
    }

    /// The last entry with this name: of two, a later one replaced an earlier one.
    fn number(&self, name: &str) -> Option<usize> {
        let after = self.names.partition_point(|(other, _)| other.as_str() <= name);
        let (found, number) = self.names.get(after.checked_sub(1)?)?;
        (found == name).then_some(*number)
    }
}

/// A part's name without what producers write in different ways.
fn canonical(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// The path to which `target` leads from the part `from`.
pub(in crate::reader) fn resolve(from: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = match from.rsplit_once('/') {
        Some((folder, _)) if !target.starts_with('/') => folder.split('/').collect(),
        _ => Vec::new(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

pub(in crate::reader) fn damaged(format: Format, detail: &str) -> ReadError {
    ReadError::Damaged { format, detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_paths_from_the_part_that_names_them() {
        assert_eq!(resolve("word/document.xml", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word/document.xml", "/word/header1.xml"), "word/header1.xml");
        assert_eq!(resolve("word/document.xml", "../docs/./a.xml"), "docs/a.xml");
        assert_eq!(resolve("", "word/document.xml"), "word/document.xml");
    }
}
