//! A font as text needs it: codes in, signs and widths out.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::BfString;
use hayro_font::{Font, FontGlyph, OutlineFontData, UNITS_PER_EM};
use hayro_syntax::object::{Array, Dict, Name};
use kurbo::Vec2;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

use super::glyph::{Script, Sign, sign_of};
use super::stated_font::StatedFont;
use super::typeface::{Typeface, Weight};
use super::workshop::Foundry;
use crate::document::Style;

/// A font. What a code shows is worked out once, and its program is loaded when the dictionary does not tell.
pub(super) struct Face<'a> {
    dict: Dict<'a>,
    stated: StatedFont,
    foundry: Rc<Foundry<'a>>,
    loaded: OnceCell<Option<Font<'a>>>,
    typeface: Typeface,
    /// The font's height in units of its size; 1 but for Type 3 fonts, which are free to choose.
    em: f64,
    letters: RefCell<Letters>,
    by_glyph: OnceCell<HashMap<u32, String>>,
}

/// What a code shows, and how far it moves on, in ems.
#[derive(Clone)]
pub(super) struct Letter {
    pub(super) sign: Sign,
    pub(super) advance: Vec2,
}

impl<'a> Face<'a> {
    /// `None`, if it is more than may be unpacked.
    pub(super) fn new(dict: &Dict<'a>, foundry: &Rc<Foundry<'a>>) -> Option<Self> {
        let stated = StatedFont::new(dict, &foundry.inflation)?;
        let (dict, foundry) = (dict.clone(), Rc::clone(foundry));
        let typeface = Typeface::of(&dict);
        let (loaded, letters, by_glyph) = (OnceCell::new(), RefCell::default(), OnceCell::new());
        let mut face = Self { dict, stated, foundry, loaded, typeface, em: 1.0, letters, by_glyph };
        if face.dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type3") {
            face.em = face.font().map_or(1.0, |font| em_of(&face.dict, font));
        }
        Some(face)
    }

    /// The loaded font; `None`, if its program is broken, or its encoding is one of those that are not carried.
    fn font(&self) -> Option<&Font<'a>> {
        self.loaded.get_or_init(|| self.foundry.font(&self.dict)).as_ref()
    }

    /// The font that says how codes are read: the loaded one, unless the dictionary says so.
    fn reading_font(&self) -> Option<&Font<'a>> {
        if self.stated.is_complete() { None } else { self.font() }
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
        self.reading_font().is_none_or(Font::is_horizontal)
    }

    /// The code at `at` and its length in bytes, at least 1.
    pub(super) fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, length) =
            self.reading_font().map_or_else(|| self.stated.code(bytes, at), |font| font.read_code(bytes, at));
        (code, length.max(1))
    }

    pub(super) fn letter(&self, code: u32, length: usize) -> Letter {
        if let Some(letter) = self.letters.borrow().get(code, length) {
            return letter.clone();
        }
        let letter = self.stated_letter(code).unwrap_or_else(|| self.drawn_letter(code, length));
        self.letters.borrow_mut().put(code, length, letter.clone());
        letter
    }

    /// What the dictionary says of a code, if it says all.
    fn stated_letter(&self, code: u32) -> Option<Letter> {
        let text = self.stated.unicode(code).filter(|_| self.stated.is_complete()).filter(|text| is_readable(text))?;
        let advance = Vec2::new(f64::from(self.stated.width(code)) / f64::from(UNITS_PER_EM), 0.0);
        Some(Letter { sign: sign_of(&text, self.typeface.script), advance })
    }

    fn drawn_letter(&self, code: u32, length: usize) -> Letter {
        let advance = match self.font() {
            Some(font) => font.code_advance(code),
            None => Vec2::new(self.stated.width(code).into(), 0.0),
        };
        Letter { sign: self.sign(code, length), advance: advance / f64::from(UNITS_PER_EM) }
    }

    /// First what the file says (its `ToUnicode` map, then the glyph's name), then what the embedded font says, then the
    /// code itself, where it may be that of a letter.
    fn sign(&self, code: u32, length: usize) -> Sign {
        let script = self.typeface.script;
        let (own, within, drawn) = match self.font() {
            None => (None, None, false),
            Some(font) => match font.glyph(font.map_code(code), code) {
                FontGlyph::Type3(glyph) => (glyph.as_unicode(), None, true),
                FontGlyph::Outline(glyph) => (glyph.as_unicode(), Some(glyph), false),
            },
        };
        let stated = self.stated.unicode(code).filter(|text| is_readable(text));
        let text = stated.or_else(|| own.map(text_of).filter(|text| is_readable(text))).or_else(|| {
            let glyph = within?;
            let names = || glyph.font_data().map(|data| names_of(&data)).unwrap_or_default();
            self.by_glyph.get_or_init(names).get(&glyph.glyph_id().to_u32()).cloned()
        });
        let text = text.or_else(|| {
            let plain = length == 1 && (drawn || !self.typeface.symbolic) && (0x20..0x7F).contains(&code);
            (plain && script == Script::Letters).then(|| char::from(code as u8).to_string())
        });
        let text = text.or_else(|| self.stated.latin(code).map(String::from));
        match text {
            Some(text) => sign_of(&text, script),
            None if script == Script::Letters => Sign::Unknown,
            None => Sign::Picture(code),
        }
    }
}

/// The letters of a font that are known, by code: the first of them each in its place, the others as they came.
#[derive(Default)]
struct Letters {
    low: Vec<Option<(usize, Letter)>>,
    high: HashMap<(u32, usize), Letter>,
}

/// Codes that have a place of their own.
const LOW: u32 = 4096;

impl Letters {
    fn get(&self, code: u32, length: usize) -> Option<&Letter> {
        if code < LOW {
            let (known, letter) = self.low.get(code as usize)?.as_ref()?;
            (*known == length).then_some(letter)
        } else {
            self.high.get(&(code, length))
        }
    }

    fn put(&mut self, code: u32, length: usize, letter: Letter) {
        if code < LOW {
            let code = code as usize;
            if self.low.len() <= code {
                self.low.resize(code + 1, None);
            }
            self.low[code] = Some((length, letter));
        } else {
            self.high.insert((code, length), letter);
        }
    }
}

fn text_of(said: BfString) -> String {
    match said {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    }
}

fn is_readable(text: &str) -> bool {
    !text.is_empty() && !text.contains(is_no_letter)
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
