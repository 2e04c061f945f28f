//! Tokens: numbers, words and marks of a text, each with its place.

use super::lexicon::{Lexicon, WordId};

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    Nothing,
    Blank,
    /// A line break, or the start of the text.
    Line,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of decimal digits; `value` saturates.
    Number { value: u32, digits: u8 },
    /// A run of letters (of one ideograph), as the lexicon knows it.
    Word(WordId),
    /// Anything else: one character, look-alikes unified (see [`unify`]).
    Mark(char),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    pub before: Before,
    /// Part of an address, a telephone number or the like: no date starts here.
    pub barred: bool,
}

/// A dash longer than a hyphen, or two hyphens.
pub(super) const LONG_DASH: char = '–';
/// An arrow of any kind.
pub(super) const ARROW: char = '→';

impl Token {
    pub fn tight(&self) -> bool {
        self.before == Before::Nothing
    }

    pub fn mark(&self) -> Option<char> {
        match self.kind {
            Kind::Mark(c) => Some(c),
            Kind::Number { .. } | Kind::Word(_) => None,
        }
    }

    pub fn is_mark(&self, c: char) -> bool {
        self.kind == Kind::Mark(c)
    }

    pub fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Mark('-' | LONG_DASH))
    }

    pub fn is_apostrophe(&self) -> bool {
        matches!(self.kind, Kind::Mark('\'' | '`'))
    }

    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word(_))
    }

    /// Value and number of digits.
    pub fn number(&self) -> Option<(u32, u8)> {
        match self.kind {
            Kind::Number { value, digits } => Some((value, digits)),
            Kind::Word(_) | Kind::Mark(_) => None,
        }
    }
}

/// The tokens of `text` in order.
pub(super) fn tokens(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens = Vec::<Token>::new();
    let mut before = Before::Line;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if is_line_break(c) {
            before = Before::Line;
            continue;
        }
        if c.is_whitespace() {
            if before == Before::Nothing {
                before = Before::Blank;
            }
            continue;
        }
        if is_ignorable(c) {
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = if let Some(first) = digit(c) {
            let (mut value, mut digits) = (first, 1_u8);
            while let Some((at, c, d)) = chars.peek().and_then(|&(at, c)| Some((at, c, digit(c)?))) {
                value = value.saturating_mul(10).saturating_add(d);
                digits = digits.saturating_add(1);
                end = at + c.len_utf8();
                chars.next();
            }
            Kind::Number { value, digits }
        } else if is_ideograph(c) || is_unit_ideograph(c) {
            if is_unit_ideograph(c) { Kind::Mark(c) } else { Kind::Word(lexicon.word(text.get(start..end))) }
        } else if is_letter(c) {
            while let Some(&(at, c)) = chars.peek() {
                if !is_letter(c) {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            Kind::Word(lexicon.word(text.get(start..end)))
        } else {
            Kind::Mark(unify(c))
        };
        if before == Before::Nothing
            && let Some(last) = tokens.last_mut()
            && let Some(joined) = join(last.kind, kind)
        {
            last.kind = joined;
            last.end = end;
            continue;
        }
        tokens.push(Token { kind, start, end, before, barred: false });
        before = Before::Nothing;
    }
    tokens
}

/// `--`, `->` and the like are one mark.
fn join(left: Kind, right: Kind) -> Option<Kind> {
    match (left, right) {
        (Kind::Mark('-' | LONG_DASH), Kind::Mark('-' | LONG_DASH)) => Some(Kind::Mark(LONG_DASH)),
        (Kind::Mark('-' | LONG_DASH | '='), Kind::Mark(ARROW)) => Some(Kind::Mark(ARROW)),
        _ => None,
    }
}

/// Whether `text` has a digit, or the sign behind a year in Chinese figures: without one it has no date and no duration.
pub(super) fn has_digits(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        || !text.is_ascii() && text.chars().any(|c| digit(c).is_some() || matches!(c, '〇' | '年'))
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        '०'..='९' => Some(c as u32 - '०' as u32),
        _ => None,
    }
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Zero width; no part of anything.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Combining marks and what a text layer leaves inside words; signs of Indic scripts.
fn joins_a_word(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{93c}' | '\u{94d}' | '\u{970}' | '\u{ad}' | '\u{200b}'..='\u{200d}')
}

/// A letter of a script that writes words apart.
fn is_letter(c: char) -> bool {
    joins_a_word(c) || c.is_alphabetic() && !is_ideograph(c) && !is_unit_ideograph(c)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Year, month, day in Chinese, Japanese and Korean dates.
fn is_unit_ideograph(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '년' | '월' | '일')
}

/// One character for all that look alike: apostrophes, hyphens, longer dashes, arrows, tildes, full-width forms.
fn unify(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '´' | '′' | '‛' => '\'',
        '‐' | '‑' | '﹣' | '－' | '\u{ad}' => '-',
        '‒'..='―' | '−' | '⁃' | '─' | '━' | '⸺' | '⸻' | '﹘' => LONG_DASH,
        '→' | '➔' | '⟶' | '➝' | '➜' | '⇒' | '>' | '›' | '»' | '▸' | '►' => ARROW,
        '～' | '〜' | '∼' | '˜' => '~',
        '（' => '(',
        '）' => ')',
        '［' | '【' => '[',
        '］' | '】' => ']',
        '．' => '.',
        '／' | '⁄' | '∕' => '/',
        '：' => ':',
        '，' | '、' => ',',
        // A dash that an encoding lost.
        '\u{e000}'..='\u{f8ff}' => '\u{fffd}',
        c => c,
    }
}
