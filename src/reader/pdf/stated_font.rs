//! What a font's dictionary says of its codes by itself: the text that they stand for, and their widths. Most fonts are read by
//! that, and their programs, which take the longest to unpack, are left alone.

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Stream};

use super::inflation::Budget;

/// How far a code of which nothing is known moves on, in thousandths of an em.
const UNKNOWN_WIDTH: f32 = 500.0;

/// Codes of a font, at most.
const CODES: usize = 1 << 16;

/// Widths that are written down for the codes of one font, at most.
const MAX_WIDTHS: usize = 4 * CODES;

/// Codes, widths and the map to Unicode of a font dictionary.
pub(super) struct StatedFont {
    map: Option<CMap>,
    /// In thousandths of an em, by code; NaN where none is stated.
    widths: Vec<f32>,
    /// The width of the other codes.
    other_width: f32,
    /// Codes of two bytes.
    is_wide: bool,
    /// It says how codes are read and how wide each is.
    is_complete: bool,
}

impl StatedFont {
    /// `None`, if its map is too large.
    pub(super) fn new(dict: &Dict<'_>, budget: &Budget) -> Option<Self> {
        let map = match dict.get::<Stream<'_>>("ToUnicode") {
            Some(stream) => CMap::parse(&budget.inflate(&stream)?, |_| None),
            None => None,
        };
        Some(match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Type0") => Self::composite(dict, map),
            kind => Self::simple(dict, map, matches!(kind, Some(b"Type1" | b"MMType1" | b"TrueType" | b"OpenType"))),
        })
    }

    fn simple(dict: &Dict<'_>, map: Option<CMap>, is_outlines: bool) -> Self {
        let (first, last) = (dict.get::<u32>("FirstChar"), dict.get::<u32>("LastChar"));
        let stated = dict.get::<Array<'_>>("Widths");
        let mut widths = vec![f32::NAN; first.unwrap_or(0).min(256) as usize];
        let count = first.zip(last).map_or(256, |(first, last)| last.saturating_sub(first).saturating_add(1));
        widths.extend(stated.iter().flat_map(Array::iter::<f32>).take(count.min(256) as usize));
        let is_complete = is_outlines && stated.is_some() && first.zip(last).is_some_and(|(first, last)| first <= last);
        let missing = dict.get::<Dict<'_>>("FontDescriptor").and_then(|font| font.get::<f32>("MissingWidth"));
        let other_width = if is_complete { missing.unwrap_or(0.0) } else { UNKNOWN_WIDTH };
        Self { map, widths, other_width, is_wide: false, is_complete }
    }

    fn composite(dict: &Dict<'_>, map: Option<CMap>) -> Self {
        let font = dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        // Its codes are the numbers by which the widths are stated, and nothing else can be meant.
        let is_plain = dict.get::<Name<'_>>("Encoding").is_some_and(|encoding| encoding.as_ref() == b"Identity-H");
        let widths = font.as_ref().filter(|_| is_plain).and_then(|font| font.get::<Array<'_>>("W"));
        let other_width = match &font {
            Some(font) if is_plain => font.get::<f32>("DW").unwrap_or(1000.0),
            _ => UNKNOWN_WIDTH,
        };
        let widths = widths.map(|widths| composite_widths(&widths)).unwrap_or_default();
        Self { map, widths, other_width, is_wide: true, is_complete: is_plain && font.is_some() }
    }

    /// Whether nothing but text can be missing: how codes are read and how wide they are is stated.
    pub(super) fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// The code at `at` and its length in bytes.
    pub(super) fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let byte = |at: usize| bytes.get(at).copied().map(u32::from);
        match (byte(at), byte(at + 1)) {
            (Some(high), Some(low)) if self.is_wide => (high << 8 | low, 2),
            (Some(code), _) if !self.is_wide => (code, 1),
            _ => (0, 1),
        }
    }

    /// How far a code moves on, in thousandths of an em.
    pub(super) fn width(&self, code: u32) -> f32 {
        let stated = usize::try_from(code).ok().and_then(|code| self.widths.get(code));
        stated.copied().filter(|width| !width.is_nan()).unwrap_or(self.other_width)
    }

    pub(super) fn unicode(&self, code: u32) -> Option<BfString> {
        self.map.as_ref()?.lookup_bf_string(code)
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
