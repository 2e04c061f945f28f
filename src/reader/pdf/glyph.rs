//! A letter as it stands on the page, and what its code points mean to a reader.

use std::rc::Rc;

use kurbo::{Point, Vec2};

use super::accent::compose;
use super::bidi;
use super::typeface::Weight;
use crate::document::Style;

/// What one code of a font shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sign {
    /// Text; empty where another glyph carries the text of this one too.
    Text(Rc<str>),
    /// Nothing but room.
    Blank,
    /// A picture (an icon font's telephone, a logo) and its code in the font: it separates words.
    Picture(u32),
    /// A letter that the file does not name.
    Unknown,
}

/// A sign at its place, in points from the top left corner of the page.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) sign: Sign,
    /// Where it starts and ends on its baseline.
    pub(super) start: Point,
    pub(super) end: Point,
    /// The direction of its baseline; its length is 1.
    pub(super) along: Vec2,
    /// The font's size as it is shown.
    pub(super) size: f64,
    pub(super) style: Style,
    pub(super) weight: Weight,
    pub(super) color: u32,
    /// It cannot be seen.
    pub(super) hidden: bool,
    /// It is hidden because it is drawn without ink, as the text layer of a scan is.
    pub(super) inkless: bool,
    pub(super) tag: Option<i32>,
}

impl Glyph {
    pub(super) fn text(&self) -> Option<&str> {
        if let Sign::Text(text) = &self.sign { Some(text) } else { None }
    }

    /// Where it starts and ends along its baseline.
    pub(super) fn extent(&self) -> (f64, f64) {
        let (start, end) = (self.start.to_vec2().dot(self.along), self.end.to_vec2().dot(self.along));
        (start.min(end), start.max(end))
    }

    /// The middle of its letter, more or less.
    pub(super) fn middle(&self) -> Point {
        let up = Vec2::new(self.along.y, -self.along.x) * self.size;
        self.start.midpoint(self.end) + up * 0.3
    }

    /// How far its baseline is from the corner: downwards, if the text runs to the right.
    pub(super) fn across(&self) -> f64 {
        self.start.to_vec2().dot(Vec2::new(-self.along.y, self.along.x))
    }
}

/// What the signs of a font are, where they are not letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Letters,
    /// Bullets, ticks and arrows at the places of letters: Wingdings, Symbol.
    Dingbats,
    /// Small pictures at any place: Font Awesome, `MarVoSym` and the like.
    Icons,
}

/// What a font's code points mean: ligatures are letters, blanks of every width are blanks, hyphens are hyphens.
pub(super) fn sign_of(text: &str, script: Script) -> Sign {
    let mut clean = String::new();
    let mut picture = None;
    for c in text.chars() {
        match c {
            '\u{FB00}' => clean.push_str("ff"),
            '\u{FB01}' => clean.push_str("fi"),
            '\u{FB02}' => clean.push_str("fl"),
            '\u{FB03}' => clean.push_str("ffi"),
            '\u{FB04}' => clean.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => clean.push_str("st"),
            '\u{A0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200A}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202F}'
            | '\u{205F}'
            | '\u{3000}'
            | '\t'
            | '\r'
            | '\n' => clean.push(' '),
            '\u{AD}' | '\u{2010}' | '\u{2011}' => clean.push('-'),
            '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' => {}
            '\u{FE80}'..='\u{FEFC}' => clean.push_str(bidi::plain(c).unwrap_or_default()),
            '\u{FFFD}' => return Sign::Unknown,
            c if c.is_control() => {}
            c if is_private(c) || (script != Script::Letters && c.is_alphanumeric()) => match bullet_of(c, script) {
                Some(bullet) => clean.push(bullet),
                None => picture = Some(u32::from(c)),
            },
            c => clean.push(c),
        }
    }
    if clean.is_empty() && !text.is_empty() {
        return picture.map_or_else(|| Sign::Text("".into()), Sign::Picture);
    }
    if clean.chars().all(|c| c == ' ') { Sign::Blank } else { Sign::Text(compose(&clean).into()) }
}

/// Whether its meaning is the font's own affair (the private use areas of Unicode).
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// The bullets of Symbol and Wingdings. Word processors put them into the private use area, at U+F000 and on; icon fonts
/// have their pictures there too, and are told apart by their names.
fn bullet_of(c: char, script: Script) -> Option<char> {
    let code = if is_private(c) { u32::from(c).checked_sub(0xF000)? } else { u32::from(c) };
    match (script, code) {
        (Script::Letters | Script::Dingbats, 0xB7 | 0xA7 | 0xD8 | 0x76 | 0xFC)
        | (Script::Dingbats, 0x6C | 0x6E | 0x71 | 0x75 | 0x77 | 0x9F | 0xE0 | 0xE8 | 0xF0) => Some('•'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(given: &str) -> Sign {
        sign_of(given, Script::Letters)
    }

    #[test]
    fn ligatures_blanks_and_hyphens_are_what_they_mean() {
        assert_eq!(text("\u{FB01}"), Sign::Text("fi".into()));
        assert_eq!(text("o\u{FB03}ce"), Sign::Text("office".into()));
        assert_eq!(text("\u{A0}"), Sign::Blank);
        assert_eq!(text("\u{2011}"), Sign::Text("-".into()));
        assert_eq!(text("\u{200B}"), Sign::Text("".into()));
    }

    #[test]
    fn icons_are_no_letters_and_bullets_are_bullets() {
        assert_eq!(text("\u{F0B7}"), Sign::Text("•".into()));
        assert_eq!(text("\u{F0E0}"), Sign::Picture(0xF0E0));
        assert_eq!(text("\u{F095}"), Sign::Picture(0xF095));
        assert_eq!(text("\u{E800}"), Sign::Picture(0xE800));
        assert_eq!(sign_of("l", Script::Dingbats), Sign::Text("•".into()));
        assert_eq!(sign_of("H", Script::Icons), Sign::Picture(0x48));
        assert_eq!(text("\u{FFFD}"), Sign::Unknown);
    }
}
