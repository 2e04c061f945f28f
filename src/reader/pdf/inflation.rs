//! How much a file may grow when its streams are unpacked. A few kilobytes can hold gigabytes of blanks.

use std::borrow::Cow;
use std::cell::Cell;

use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Stream};
use hayro_syntax::page::Page;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

/// Bytes of one stream, and of all that are read. The content of a page is some ten kilobytes, a font up to some megabytes.
const MAX_STREAM: usize = 24 << 20;
const MAX_TOTAL: usize = 96 << 20;

/// A stream that is packed in a way whose size is not counted is unpacked up to this size only; one packed by LZW, which may grow
/// to 2,700 times its size, up to the second.
const MAX_PACKED: usize = 256 << 10;
const MAX_PACKED_LZW: usize = 64 << 10;

/// The dictionary of a stream with the file's tables is not longer than this.
const MAX_HEAD: usize = 1 << 10;

/// Deflated data refers back this far at most.
const WINDOW: usize = 32 << 10;

/// Deflated data grows to this many times its size at most: two bits for a repetition of 258 bytes.
const MAX_GROWTH: usize = 1032;

/// What is left of the file's allowance.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes that may still be unpacked.
    left: Cell<usize>,
    /// Bytes that may still be unpacked by others without their being counted first.
    uncounted: Cell<usize>,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { left: Cell::new(MAX_TOTAL), uncounted: Cell::new(MAX_TOTAL) }
    }

    /// The stream's content; `None`, if it is broken, or too much.
    pub(super) fn inflate<'a>(&self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        let dict = stream.dict();
        let is_plain = !["DecodeParms", "DP", "F"].iter().any(|key| dict.contains_key(key));
        let data = if is_plain && stream.filters().as_slice() == [Filter::FlateDecode] {
            Cow::Owned(inflated(&stream.raw_data(), self.limit())?)
        } else if self.allows(stream) {
            stream.decoded_data().ok()?
        } else {
            return None;
        };
        self.spend(data.len()).then_some(data)
    }

    /// The content of a page: that of its streams, one after the other.
    pub(super) fn inflate_page(&self, page: &Page<'_>) -> Option<Vec<u8>> {
        if let Some(stream) = page.raw().get::<Stream<'_>>("Contents") {
            return self.inflate(&stream).map(Cow::into_owned);
        }
        let mut content = Vec::new();
        for stream in page.raw().get::<Array<'_>>("Contents")?.iter::<Stream<'_>>() {
            if let Some(data) = self.inflate(&stream) {
                content.extend_from_slice(&data);
                // A word does not go on in the next stream.
                content.push(b' ');
            }
        }
        Some(content)
    }

    fn limit(&self) -> usize {
        MAX_STREAM.min(self.left.get())
    }

    fn spend(&self, bytes: usize) -> bool {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Whether a stream stays within the limits when others unpack it.
    fn allows(&self, stream: &Stream<'_>) -> bool {
        let packed = stream.raw_data();
        match stream.filters().as_slice() {
            [Filter::FlateDecode] => {
                let most = packed.len().saturating_mul(MAX_GROWTH);
                if let Some(uncounted) = self.uncounted.get().checked_sub(most).filter(|_| most <= MAX_STREAM) {
                    self.uncounted.set(uncounted);
                    return true;
                }
                let size = inflated_size(&packed, self.limit());
                size <= self.limit() && self.spend(size)
            }
            [] | [Filter::AsciiHexDecode | Filter::Ascii85Decode] => packed.len() <= self.limit(),
            [Filter::LzwDecode] | [Filter::AsciiHexDecode | Filter::Ascii85Decode, Filter::LzwDecode] => {
                packed.len() <= MAX_PACKED_LZW
            }
            // What is packed twice grows twice.
            [_] | [Filter::AsciiHexDecode | Filter::Ascii85Decode, _] => packed.len() <= MAX_PACKED,
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
    // Most tables are so short that they cannot grow too far, whatever they hold.
    tables_fit(file, largest_size) || tables_fit(file, |_, body| inflated_size(body, MAX_STREAM))
}

/// Whether the tables fit that lie in streams, whose sizes `size_of` tells from the end of a dictionary and what follows it.
fn tables_fit(file: &[u8], size_of: impl Fn(&[u8], &[u8]) -> usize) -> bool {
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
            let is_packed_twice =
                find(head, b"FlateDecode", 0).is_some_and(|first| find(head, b"FlateDecode", first + 1).is_some());
            if is_packed_twice || find(head, b"LZWDecode", 0).is_some() {
                return false;
            }
            let size = size_of(head, body.get(start..).unwrap_or_default());
            match left.checked_sub(size) {
                Some(rest) if size <= MAX_STREAM => left = rest,
                _ => return false,
            }
        }
    }
    true
}

/// How large the stream at the start of `body` is at most once unpacked, by its length.
fn largest_size(head: &[u8], body: &[u8]) -> usize {
    let near = body.get(..MAX_STREAM / MAX_GROWTH).unwrap_or(body);
    let packed = stated_length(head).zip(find(near, b"endstream", 0));
    packed.map_or(usize::MAX, |(stated, found)| stated.max(found).saturating_mul(MAX_GROWTH))
}

/// The length that a stream's dictionary states, if it is not stated elsewhere.
fn stated_length(head: &[u8]) -> Option<usize> {
    let key = b"/Length";
    let value = head.get(find(head, key, 0)? + key.len()..)?.trim_ascii_start();
    let digits = value.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, after) = value.split_at_checked(digits)?;
    // "12 0 R" is the place where the length is.
    let is_direct = matches!(after.trim_ascii_start().first(), Some(b'/' | b'>'));
    std::str::from_utf8(number).ok().filter(|_| is_direct)?.parse().ok()
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

/// The data of a zlib stream, as far as it can be unpacked: a checksum that is wrong and an end that is missing make no
/// difference to what stands before. `None`, if it is more than `limit`.
fn inflated(packed: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut rest = deflated(packed);
    let mut unpacked = vec![0; rest.len().saturating_mul(4).max(64).min(limit)];
    let (mut state, mut size) = (Box::<DecompressorOxide>::default(), 0);
    loop {
        let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, read, written) = decompress(&mut state, rest, &mut unpacked, size, flags);
        size += written;
        rest = rest.get(read..).unwrap_or_default();
        if status != TINFLStatus::HasMoreOutput {
            unpacked.truncate(size);
            return Some(unpacked);
        }
        if size >= limit {
            return None;
        }
        unpacked.resize(unpacked.len().saturating_mul(2).min(limit), 0);
    }
}

/// The size of a zlib stream once unpacked, counted up to just above `limit`.
fn inflated_size(packed: &[u8], limit: usize) -> usize {
    let mut rest = deflated(packed);
    let mut window = vec![0; WINDOW];
    let (mut state, mut size) = (Box::<DecompressorOxide>::default(), 0);
    loop {
        let (status, read, written) = decompress(&mut state, rest, &mut window, size % WINDOW, 0);
        size += written;
        rest = rest.get(read..).unwrap_or_default();
        if status != TINFLStatus::HasMoreOutput || size > limit {
            return size;
        }
    }
}

/// What follows the two bytes that begin a zlib stream. Some files have none.
fn deflated(packed: &[u8]) -> &[u8] {
    match packed {
        [method, flags, rest @ ..]
            if method & 0x0F == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31) && flags & 0x20 == 0 =>
        {
            rest
        }
        _ => packed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hundred blanks, packed by zlib.
    const BLANKS: &[u8] = &[0x78, 0x9C, 0x53, 0x50, 0xA0, 0x3D, 0x00, 0x00, 0x77, 0xC2, 0x0C, 0x81];

    #[test]
    fn a_stream_is_unpacked_up_to_the_limit() {
        assert_eq!(inflated(BLANKS, 100), Some(vec![b' '; 100]));
        assert_eq!(inflated(BLANKS, 99), None);
        assert_eq!(inflated_size(BLANKS, 1000), 100);
    }

    #[test]
    fn a_stream_without_its_ends_is_unpacked_as_well() {
        let (_, deflated) = BLANKS.split_at(2);
        assert_eq!(inflated(deflated, 100), Some(vec![b' '; 100]));
        let (cut, _) = BLANKS.split_at(4);
        assert!(inflated(cut, 100).is_some_and(|data| data.iter().all(|byte| *byte == b' ')));
    }
}
