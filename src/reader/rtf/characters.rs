//! Characters, and which destination they go to.

use std::ops::Range;

use super::super::ink::{Paint, TINY};
use super::code_page;
use super::paragraph::Piece;
use super::parser::{LONGEST_NAME, ParagraphStyle, Parser};
use super::state::{Destination, State};

/// Colours of a file, at most.
const MOST_COLORS: usize = 1000;

impl Parser<'_> {
    pub(super) fn byte(&mut self, byte: u8, at: &Range<usize>) {
        let charset = self.fonts.get(&self.state.font).map_or(0, |font| font.charset);
        if charset == code_page::SYMBOL {
            // Fonts of signs: what CVs have of them are bullets.
            return self.put('•', at.clone(), false);
        }
        let page = if charset == 0 { self.code_page } else { code_page::of_charset(charset, self.code_page) };
        if let Some(encoding) = code_page::of_two_bytes(page).filter(|_| !byte.is_ascii() || self.lead.is_some()) {
            if self.to_skip > 0 {
                self.to_skip -= 1;
                return;
            }
            let (bytes, from) = match self.lead.take() {
                Some((lead, from)) => (vec![lead, byte], from),
                None => (vec![byte], at.start),
            };
            match code_page::wide_character(&bytes, encoding) {
                Some(c) => self.put(c, from..at.end, false),
                None if bytes.len() == 1 => self.lead = Some((byte, from)),
                None => {}
            }
            return;
        }
        match code_page::character(byte, page) {
            Some(c) => self.put(c, at.clone(), false),
            None => self.to_skip = self.to_skip.saturating_sub(1),
        }
    }

    /// `\u`: a character by its number, modulo 65,536, in two halves if it is beyond U+FFFF.
    pub(super) fn unicode(&mut self, number: i32, at: &Range<usize>) {
        self.to_skip = 0;
        let unit = (number & 0xFFFF) as u16;
        let decoded = match self.surrogate.take() {
            Some(high) => char::decode_utf16([high, unit]).next().and_then(Result::ok),
            None => char::from_u32(u32::from(unit)),
        };
        match decoded {
            // Private characters of sign fonts, as Word writes bullets.
            Some('\u{F000}'..='\u{F0FF}') => self.put('•', at.clone(), false),
            Some(c) => self.put(c, at.clone(), false),
            None if (0xD800..0xDC00).contains(&unit) => self.surrogate = Some(unit),
            None => {}
        }
        self.to_skip = self.state.fallback;
    }

    pub(super) fn text(&mut self, text: &str, start: usize) {
        let mut at = start;
        for c in text.chars() {
            let range = at..at + c.len_utf8();
            at = range.end;
            if let Some(byte) = self.lead.and_then(|_| code_page::byte_of(c)) {
                self.byte(byte, &range);
            } else if c.is_ascii() || self.is_utf8 {
                self.put(c, range, true);
            } else if let Some(byte) = code_page::byte_of(c) {
                self.byte(byte, &range);
            }
        }
    }

    /// A character for the destination that is open.
    pub(super) fn put(&mut self, c: char, at: Range<usize>, exact: bool) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
            return;
        }
        match self.state.destination {
            Destination::Body | Destination::Footer => self.put_text(c, at, exact),
            Destination::Colors if c == ';' && self.colors.len() < MOST_COLORS => {
                let color = self.color.take();
                self.colors.push(color);
            }
            Destination::Styles if c == ';' => {
                let name = std::mem::take(&mut self.name);
                let known = self.styles.get(&self.defined).and_then(|style| style.heading);
                self.styles.insert(self.defined, ParagraphStyle { heading: heading_of(&name).or(known) });
                self.defined = 0;
            }
            Destination::Instruction | Destination::Mark | Destination::Styles if self.name.len() < LONGEST_NAME => {
                self.name.push(c);
            }
            Destination::Instruction
            | Destination::Mark
            | Destination::Styles
            | Destination::Skipped
            | Destination::Colors
            | Destination::Fonts => {}
        }
    }

    /// Whether text has the colour of its ground here, or is too small to be seen.
    fn is_unseen(&self) -> bool {
        let State { color, letter_ground, paragraph_ground, on_unknown, in_table, size, .. } = self.state;
        let named = |number: usize| self.colors.get(number).copied().flatten().map_or(Paint::Unknown, Paint::Known);
        let ground = match (letter_ground, paragraph_ground) {
            (0, 0) if on_unknown || (in_table && self.has_shaded_cells) => Paint::Unknown,
            (0, 0) => Paint::PAPER,
            (0, number) | (number, _) => named(number),
        };
        size <= i32::from(TINY) || named(color).is_swallowed(ground)
    }

    fn put_text(&mut self, c: char, place: Range<usize>, exact: bool) {
        if self.state.hidden || self.is_unseen() {
            return;
        }
        let State { style: look, link: target, size: height, capitals, .. } = self.state;
        let is_shouted = capitals && c.is_lowercase();
        if let Some(Piece::Text { text, at, style, link, size }) = self.open.pieces.last_mut()
            && exact
            && !is_shouted
            && at.end == place.start
            && at.len() == text.len()
            && (*style, *link, *size) == (look, target, height)
        {
            at.end = place.end;
            text.push(c);
            return;
        }
        let text = if is_shouted { c.to_uppercase().collect() } else { c.to_string() };
        // A shouted letter that has as many bytes as the letter in the file still stands there.
        self.open.pieces.push(Piece::Text { text, at: place, style: look, link: target, size: height });
    }
}

/// The level of a heading by its style's name, in the languages that Word names it in.
fn heading_of(name: &str) -> Option<u8> {
    let name = name.trim().to_lowercase();
    if matches!(name.as_str(), "title" | "titel" | "titre" | "título" | "titolo") {
        return Some(1);
    }
    let words = ["heading ", "überschrift ", "titre ", "título ", "titolo ", "kop ", "rubrik ", "ttulo "];
    let number = words.iter().find_map(|word| name.strip_prefix(word))?;
    number.trim().parse::<u8>().ok().filter(|level| (1..=9).contains(level)).map(|level| level.min(6))
}

/// Characters that have a name.
pub(super) fn named_character(word: &str) -> Option<char> {
    Some(match word {
        "emdash" => '—',
        "endash" => '–',
        "bullet" => '•',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "emspace" | "enspace" | "qmspace" => ' ',
        _ => return None,
    })
}
