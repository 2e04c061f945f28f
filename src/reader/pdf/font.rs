//! A font as text needs it: codes in, signs and widths out.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use hayro_cmap::BfString;
use hayro_font::{Font, FontGlyph, OutlineFontData, UNITS_PER_EM};
use hayro_syntax::object::{Array, Dict, Name};
use kurbo::Vec2;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

use super::bare_font::BareFont;
use super::glyph::{Script, Sign, sign_of};
use super::typeface::{Typeface, Weight};
use crate::document::Style;

/// A font. What a code shows is worked out once.
pub(super) struct Face<'a> {
    program: Program<'a>,
    typeface: Typeface,
    /// The font's height in units of its size; 1 but for Type 3 fonts, which are free to choose.
    em: f64,
    letters: RefCell<HashMap<(u32, usize), Letter>>,
    by_glyph: OnceCell<HashMap<u32, String>>,
}

enum Program<'a> {
    Loaded(Font<'a>),
    Bare(Box<BareFont>),
}

/// What a code shows, and how far it moves on, in ems.
#[derive(Clone)]
pub(super) struct Letter {
    pub(super) sign: Sign,
    pub(super) advance: Vec2,
}

impl<'a> Face<'a> {
    /// `font` is the loaded font, where it can be loaded.
    pub(super) fn new(dict: &Dict<'a>, font: Option<Font<'a>>) -> Self {
        let em = font.as_ref().map_or(1.0, |font| em_of(dict, font));
        let program = font.map_or_else(|| Program::Bare(Box::new(BareFont::new(dict))), Program::Loaded);
        let (letters, by_glyph) = (RefCell::default(), OnceCell::new());
        Self { program, typeface: Typeface::of(dict), em, letters, by_glyph }
    }

    pub(super) fn style(&self) -> Style {
        self.typeface.style
    }

    pub(super) fn weight(&self) -> Weight {
        self.typeface.weight
    }

    pub(super) fn em(&self) -> f64 {
        self.em
    }

    pub(super) fn is_horizontal(&self) -> bool {
        if let Program::Loaded(font) = &self.program { font.is_horizontal() } else { true }
    }

    /// The code at `at` and its length in bytes, at least 1.
    pub(super) fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, length) = match &self.program {
            Program::Loaded(font) => font.read_code(bytes, at),
            Program::Bare(font) => font.code(bytes, at),
        };
        (code, length.max(1))
    }

    pub(super) fn letter(&self, code: u32, length: usize) -> Letter {
        if let Some(letter) = self.letters.borrow().get(&(code, length)) {
            return letter.clone();
        }
        let advance = match &self.program {
            Program::Loaded(font) => font.code_advance(code) / f64::from(UNITS_PER_EM),
            Program::Bare(font) => Vec2::new(font.width(code), 0.0),
        };
        let letter = Letter { sign: self.sign(code, length), advance };
        self.letters.borrow_mut().insert((code, length), letter.clone());
        letter
    }

    /// First what the file says (its `ToUnicode` map, then the glyph's name), then what the embedded font says, then the
    /// code itself, where it may be that of a letter.
    fn sign(&self, code: u32, length: usize) -> Sign {
        let script = self.typeface.script;
        let (said, within, drawn) = match &self.program {
            Program::Bare(font) => (font.unicode(code), None, false),
            Program::Loaded(font) => match font.glyph(font.map_code(code), code) {
                FontGlyph::Type3(glyph) => (glyph.as_unicode(), None, true),
                FontGlyph::Outline(glyph) => (glyph.as_unicode(), Some(glyph), false),
            },
        };
        let said = said.map(|said| match said {
            BfString::Char(c) => c.to_string(),
            BfString::String(text) => text,
        });
        let readable = said.filter(|text| !text.is_empty() && !text.contains(is_no_letter));
        let text = readable.or_else(|| {
            let glyph = within?;
            let names = || glyph.font_data().map(|data| names_of(&data)).unwrap_or_default();
            self.by_glyph.get_or_init(names).get(&glyph.glyph_id().to_u32()).cloned()
        });
        let text = text.or_else(|| {
            let plain = length == 1 && (drawn || !self.typeface.symbolic) && (0x20..0x7F).contains(&code);
            (plain && script == Script::Letters).then(|| char::from(code as u8).to_string())
        });
        match text {
            Some(text) => sign_of(&text, script),
            None if script == Script::Letters => Sign::Unknown,
            None => Sign::Picture(code),
        }
    }
}

fn is_no_letter(c: char) -> bool {
    c == '\u{FFFD}' || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// The text of each glyph, from the tables of the font program: its character map read backwards, then glyph names. A file
/// whose CID font has no `ToUnicode` map is read by this.
fn names_of(data: &OutlineFontData) -> HashMap<u32, String> {
    let mut names = HashMap::new();
    let Ok(font) = FontRef::new((*data.data).as_ref()) else { return names };
    for (code, glyph) in font.charmap().mappings() {
        // Symbol fonts keep their codes at U+F000 and on.
        let code = if matches!(code, 0xF020..=0xF07E) { code - 0xF000 } else { code };
        if let Some(c) = char::from_u32(code).filter(|c| !c.is_control()) {
            names.entry(glyph.to_u32()).or_insert_with(|| c.to_string());
        }
    }
    let glyphs = font.maxp().map_or(0, |maxp| maxp.num_glyphs());
    let glyph_names = font.glyph_names();
    for glyph in 0..u32::from(glyphs) {
        if let Some(name) = glyph_names.get(skrifa::GlyphId::new(glyph))
            && let Some(text) = text_of_name(name.as_str())
        {
            names.entry(glyph).or_insert(text);
        }
    }
    names
}

/// The text that a glyph's name stands for, by the rules of the Adobe Glyph List as far as fonts without a character map
/// use them: "A", `f_i`, `uni00E9`.
fn text_of_name(name: &str) -> Option<String> {
    let stem = name.split('.').next().unwrap_or_default();
    let part = |part: &str| {
        let mut letters = part.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            return letter.is_ascii_alphabetic().then_some(letter);
        }
        let hex = part.strip_prefix("uni").filter(|hex| hex.len() == 4)?;
        u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).filter(|c| !c.is_control())
    };
    let text: Option<String> = stem.split('_').map(part).collect();
    text.filter(|text| !text.is_empty())
}

/// The height of a Type 3 font's letters against its size. Its glyph space is arbitrary: a bitmap font of TeX may have the
/// size 1 and letters ten units high.
fn em_of(dict: &Dict<'_>, font: &Font<'_>) -> f64 {
    if dict.get::<Name<'_>>("Subtype").is_none_or(|subtype| subtype.as_ref() != b"Type3") {
        return 1.0;
    }
    let matrix = dict.get::<[f64; 6]>("FontMatrix").unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
    let bounds = dict.get::<[f64; 4]>("FontBBox").unwrap_or_default();
    let height = ((bounds[3] - bounds[1]) * matrix[3]).abs();
    if (0.5..2.5).contains(&height) {
        return 1.0;
    }
    let first = dict.get::<u32>("FirstChar").unwrap_or(0);
    let count = dict.get::<Array<'_>>("Widths").map_or(0, |widths| widths.raw_iter().take(256).count() as u32);
    let widths: Vec<f64> = (first..first.saturating_add(count))
        .filter(|code| *code < 256)
        .map(|code| font.code_advance(code).x / f64::from(UNITS_PER_EM))
        .filter(|width| *width > 0.0)
        .collect();
    // Letters are half as wide as the font is high, more or less.
    let mean = widths.iter().sum::<f64>() / widths.len().max(1) as f64;
    match (mean > 0.0, height > 0.0) {
        (true, _) if !(0.2..1.2).contains(&mean) => 2.0 * mean,
        (false, true) => height,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyph_names_spell_ligatures() {
        assert_eq!(text_of_name("f_f_i").as_deref(), Some("ffi"));
        assert_eq!(text_of_name("A.sc").as_deref(), Some("A"));
        assert_eq!(text_of_name("uni00E9").as_deref(), Some("é"));
        assert_eq!(text_of_name("g23"), None);
        assert_eq!(text_of_name(".notdef"), None);
    }
}
