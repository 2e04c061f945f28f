//! What a font's dictionary says of its codes by itself: the text that they stand for, and their widths. Most fonts are read by
//! that, and their programs, which take the longest to unpack, are left alone.

use hayro_syntax::object::{Array, Dict, Name, Stream, String as Bytes};

use super::inflation::Budget;
use super::to_unicode::ToUnicode;

/// How far a code of which nothing is known moves on, in thousandths of an em.
const UNKNOWN_WIDTH: f32 = 500.0;

/// Codes of a font, at most.
const CODES: usize = 1 << 16;

/// Widths that are written down for the codes of one font, at most.
const MAX_WIDTHS: usize = 4 * CODES;

/// The width of a Latin letter in a font that states none.
const LATIN_WIDTH: f32 = 500.0;

/// The character collections whose first signs, from 1 on, are those of ASCII from the blank on (Adobe's technical notes 5078,
/// 5079, 5080, 5093 and 5094).
const LATIN_FIRST: [&[u8]; 5] = [b"Japan1", b"GB1", b"CNS1", b"Korea1", b"KR"];

/// What the codes of a font are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Codes {
    Bytes,
    /// Of two bytes.
    Pairs,
    /// UTF-16, as the predefined encodings of CJK fonts have it (`UniJIS-UTF16-H`, `UniGB-UCS2-H`).
    Unicode,
}

/// Codes, widths and the map to Unicode of a font dictionary.
pub(super) struct StatedFont {
    map: Option<ToUnicode>,
    /// In thousandths of an em, by code; NaN where none is stated.
    widths: Vec<f32>,
    /// The width of the other codes.
    other_width: f32,
    codes: Codes,
    /// Its signs are those of a collection that begins with the letters of ASCII.
    is_latin_first: bool,
    /// It says how codes are read and how wide each is.
    is_complete: bool,
}

impl StatedFont {
    /// `None`, if its map is too large.
    pub(super) fn new(dict: &Dict<'_>, budget: &Budget) -> Option<Self> {
        let map = match dict.get::<Stream<'_>>("ToUnicode") {
            Some(stream) => Some(ToUnicode::read(&budget.inflate(&stream)?)),
            None => None,
        };
        Some(match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Type0") => Self::composite(dict, map),
            kind => Self::simple(dict, map, matches!(kind, Some(b"Type1" | b"MMType1" | b"TrueType" | b"OpenType"))),
        })
    }

    fn simple(dict: &Dict<'_>, map: Option<ToUnicode>, is_outlines: bool) -> Self {
        let (first, last) = (dict.get::<u32>("FirstChar"), dict.get::<u32>("LastChar"));
        let stated = dict.get::<Array<'_>>("Widths");
        let mut widths = vec![f32::NAN; first.unwrap_or(0).min(256) as usize];
        let count = first.zip(last).map_or(256, |(first, last)| last.saturating_sub(first).saturating_add(1));
        widths.extend(stated.iter().flat_map(Array::iter::<f32>).take(count.min(256) as usize));
        let is_complete = is_outlines && stated.is_some() && first.zip(last).is_some_and(|(first, last)| first <= last);
        let missing = dict.get::<Dict<'_>>("FontDescriptor").and_then(|font| font.get::<f32>("MissingWidth"));
        let other_width = if is_complete { missing.unwrap_or(0.0) } else { UNKNOWN_WIDTH };
        Self { map, widths, other_width, codes: Codes::Bytes, is_latin_first: false, is_complete }
    }

    fn composite(dict: &Dict<'_>, map: Option<ToUnicode>) -> Self {
        let font = dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let encoding = dict.get::<Name<'_>>("Encoding");
        let encoding = encoding.as_deref().unwrap_or_default();
        // Its codes are the numbers by which the widths are stated, and nothing else can be meant.
        let is_plain = encoding == b"Identity-H";
        let is_unicode =
            encoding.starts_with(b"Uni") && [&b"-UCS2-H"[..], b"-UTF16-H"].iter().any(|end| encoding.ends_with(end));
        let widths = font.as_ref().filter(|_| is_plain).and_then(|font| font.get::<Array<'_>>("W"));
        let other_width = match &font {
            Some(font) if is_plain || is_unicode => font.get::<f32>("DW").unwrap_or(1000.0),
            _ => UNKNOWN_WIDTH,
        };
        let widths = widths.map(|widths| composite_widths(&widths)).unwrap_or_default();
        let collection = font.as_ref().and_then(|font| font.get::<Dict<'_>>("CIDSystemInfo"));
        let collection = collection.and_then(|collection| collection.get::<Bytes<'_>>("Ordering"));
        let is_latin_first = is_plain && collection.is_some_and(|name| LATIN_FIRST.contains(&name.as_bytes()));
        let codes = if is_unicode { Codes::Unicode } else { Codes::Pairs };
        let is_complete = is_unicode || (is_plain && font.is_some());
        Self { map, widths, other_width, codes, is_latin_first, is_complete }
    }

    /// Whether nothing but text can be missing: how codes are read and how wide they are is stated.
    pub(super) fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// The code at `at` and its length in bytes.
    pub(super) fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let byte = |at: usize| bytes.get(at).copied().map(u32::from);
        let pair = |at: usize| Some(byte(at)? << 8 | byte(at + 1)?);
        match (self.codes, pair(at), pair(at + 2)) {
            (Codes::Bytes, ..) => (byte(at).unwrap_or(0), 1),
            (Codes::Unicode, Some(high @ 0xD800..0xDC00), Some(low @ 0xDC00..0xE000)) => {
                (0x1_0000 + ((high - 0xD800) << 10 | (low - 0xDC00)), 4)
            }
            (_, Some(code), _) => (code, 2),
            (_, None, _) => (0, 1),
        }
    }

    /// How far a code moves on, in thousandths of an em.
    pub(super) fn width(&self, code: u32) -> f32 {
        if self.codes == Codes::Unicode && code < 0x250 {
            return LATIN_WIDTH;
        }
        let stated = usize::try_from(code).ok().and_then(|code| self.widths.get(code));
        stated.copied().filter(|width| !width.is_nan()).unwrap_or(self.other_width)
    }

    /// The text of a code, as far as the table of letters or the encoding says it.
    pub(super) fn unicode(&self, code: u32) -> Option<String> {
        let own = || char::from_u32(code).filter(|_| self.codes == Codes::Unicode).map(String::from);
        self.map.as_ref().and_then(|map| map.text(code)).or_else(own)
    }

    /// The letter of ASCII that a code stands for in a font of one of the CJK collections, where nothing else tells. The other
    /// signs would take tables of some hundred kilobytes.
    pub(super) fn latin(&self, code: u32) -> Option<char> {
        char::from_u32(code + 0x1F).filter(|_| self.is_latin_first && (1..=95).contains(&code))
    }
}

/// The widths of a CID font (ISO 32000-1, 9.7.4.3): a code and the widths from it on, or two codes and one width for all between.
fn composite_widths(stated: &Array<'_>) -> Vec<f32> {
    let mut widths = Vec::new();
    let mut left = MAX_WIDTHS;
    let mut put = |code: usize, width: f32| {
        if code < CODES && left > 0 {
            if widths.len() <= code {
                widths.resize(code + 1, f32::NAN);
            }
            widths[code] = width;
            left -= 1;
        }
        code < CODES && left > 0
    };
    let mut parts = stated.flex_iter();
    loop {
        if let Some((first, list)) = parts.next::<(u32, Array<'_>)>() {
            for (code, width) in (first as usize..).zip(list.iter::<f32>()) {
                put(code, width);
            }
        } else if let Some((first, last, width)) = parts.next::<(u32, u32, f32)>() {
            let mut codes = first as usize..=last as usize;
            while codes.next().is_some_and(|code| put(code, width)) {}
        } else {
            return widths;
        }
    }
}
