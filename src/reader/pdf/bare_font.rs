//! A font that cannot be loaded: its program is broken, or its encoding is one of those that are not carried. What the file
//! says of its codes and widths is enough to read it by, if there is a map to Unicode.

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Stream};

/// How far a code of which nothing is known moves on, in ems.
const USUAL_WIDTH: f64 = 0.5;

/// Codes, widths and the map to Unicode of a font dictionary.
pub(super) struct BareFont {
    map: Option<CMap>,
    first: u32,
    /// In thousandths of an em, from the first code on; empty for fonts with codes of two bytes.
    widths: Vec<f64>,
    composite: bool,
}

impl BareFont {
    pub(super) fn new(dict: &Dict<'_>) -> Self {
        let data = dict.get::<Stream<'_>>("ToUnicode").and_then(|stream| stream.decoded_data().ok());
        let map = data.and_then(|data| CMap::parse(&data, |_| None));
        let composite = dict.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_ref() == b"Type0");
        let widths = dict.get::<Array<'_>>("Widths").map(|widths| widths.iter::<f64>().take(256).collect());
        let first = dict.get::<u32>("FirstChar").unwrap_or(0);
        Self { map, first, widths: widths.unwrap_or_default(), composite }
    }

    /// The code at `at` and its length in bytes.
    pub(super) fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let byte = |at: usize| bytes.get(at).copied().map_or(0, u32::from);
        if self.composite { (byte(at) << 8 | byte(at + 1), 2) } else { (byte(at), 1) }
    }

    /// How far a code moves on, in ems.
    pub(super) fn width(&self, code: u32) -> f64 {
        let index = code.checked_sub(self.first).and_then(|index| usize::try_from(index).ok());
        index.and_then(|index| self.widths.get(index)).map_or(USUAL_WIDTH, |width| width / 1000.0)
    }

    pub(super) fn unicode(&self, code: u32) -> Option<BfString> {
        self.map.as_ref()?.lookup_bf_string(code)
    }
}
