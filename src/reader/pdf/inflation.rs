//! How much a file may grow when its streams are unpacked. A few kilobytes can hold gigabytes of blanks.

use std::borrow::Cow;
use std::io::Read;

use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Stream};
use hayro_syntax::page::Page;

/// Bytes of one stream, and of all that are read. The content of a page is some ten kilobytes, a font up to some megabytes.
const MAX_STREAM: u64 = 24 << 20;
const MAX_TOTAL: u64 = 96 << 20;

/// A stream that is packed in a way whose size cannot be foreseen is unpacked up to this size only.
const MAX_PACKED: usize = 256 << 10;

/// The dictionary of a stream with the file's tables is not longer than this.
const MAX_HEAD: usize = 1 << 10;

/// What is left of the file's allowance.
#[derive(Debug)]
pub(super) struct Budget {
    left: u64,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { left: MAX_TOTAL }
    }

    /// The stream's content; `None`, if it is broken, or too much.
    pub(super) fn inflate<'a>(&mut self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        if !self.allows(stream) {
            return None;
        }
        let data = stream.decoded_data().ok()?;
        self.left = self.left.checked_sub(data.len() as u64)?;
        Some(data)
    }

    /// Whether the content of a page stays within the limits.
    pub(super) fn allows_page(&mut self, page: &Page<'_>) -> bool {
        let contents = page.raw().get::<Stream<'_>>("Contents").into_iter();
        let parts = page.raw().get::<Array<'_>>("Contents");
        let parts = parts.iter().flat_map(Array::iter::<Stream<'_>>);
        contents.chain(parts).all(|stream| self.allows(&stream))
    }

    /// Whether a stream stays within the limits when it is unpacked.
    pub(super) fn allows(&self, stream: &Stream<'_>) -> bool {
        let limit = MAX_STREAM.min(self.left);
        let filters = stream.filters();
        let packed = stream.raw_data();
        match filters.as_slice() {
            [Filter::FlateDecode] => inflated_size(&packed, limit) <= limit,
            [] | [Filter::AsciiHexDecode | Filter::Ascii85Decode] => packed.len() as u64 <= limit,
            [_] | [_, _] => packed.len() <= MAX_PACKED,
            _ => false,
        }
    }

    /// Whether the streams that a font is made of stay within the limits.
    pub(super) fn allows_font(&self, font: &Dict<'_>) -> bool {
        let descendant = font.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        [Some(font.clone()), descendant].into_iter().flatten().all(|dict| {
            let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
            let programs = ["FontFile", "FontFile2", "FontFile3"].map(|key| descriptor.get::<Stream<'_>>(key));
            let maps = ["ToUnicode", "Encoding", "CIDToGIDMap"].map(|key| dict.get::<Stream<'_>>(key));
            programs.iter().chain(&maps).flatten().all(|stream| self.allows(stream))
        })
    }
}

/// Whether the streams that hold the file's own tables stay within the limits: they are unpacked when the file is opened,
/// before anything can be asked about them. Those of an encrypted file cannot be looked into, and are let pass.
pub(super) fn allows_structure(file: &[u8]) -> bool {
    let mut left = MAX_TOTAL;
    let mut from = 0;
    while let Some(at) = find(file, b"stream", from) {
        from = at + b"stream".len();
        let head = file.get(at.saturating_sub(MAX_HEAD)..at).unwrap_or_default();
        // The dictionary before the word, as far as it belongs to this stream.
        let head =
            head.windows(4).rposition(|word| word == b" obj").and_then(|start| head.get(start..)).unwrap_or(head);
        let is_table = [&b"/ObjStm"[..], b"/XRef"].iter().any(|kind| find(head, kind, 0).is_some());
        if is_table && find(head, b"endobj", 0).is_none() {
            let body = file.get(from..).unwrap_or_default();
            let start = body.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
            let size = inflated_size(body.get(start..).unwrap_or_default(), MAX_STREAM.min(left));
            match left.checked_sub(size) {
                Some(rest) if size <= MAX_STREAM => left = rest,
                _ => return false,
            }
        }
    }
    true
}

/// Where `needle` starts in `file`, from a place on.
fn find(file: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let (first, rest) = needle.split_first()?;
    let mut at = from;
    loop {
        at += file.get(at..)?.iter().position(|byte| byte == first)?;
        if file.get(at + 1..)?.starts_with(rest) {
            return Some(at);
        }
        at += 1;
    }
}

/// The size of zlib data once unpacked, counted up to just above `limit`.
fn inflated_size(packed: &[u8], limit: u64) -> u64 {
    let mut unpacked = flate2::read::ZlibDecoder::new(packed).take(limit + 1);
    let mut buffer = [0; 16 << 10];
    let mut size = 0;
    while let Ok(count @ 1..) = unpacked.read(&mut buffer) {
        size += count as u64;
    }
    size
}
