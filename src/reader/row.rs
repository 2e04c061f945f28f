//! A line of plain text by itself: a rule, an item, a heading's ornaments, columns.

use std::borrow::Cow;
use std::ops::Range;

use super::glyphs::is_bullet;
use crate::document::Style;
use crate::signs::any_of;

/// A stretch of a line in one style.
#[derive(Debug, Clone)]
pub(super) struct Piece<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) at: Range<usize>,
    pub(super) style: Style,
    pub(super) link: Option<String>,
}

/// A line as the file has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Line<'a> {
    pub(super) pieces: Vec<Piece<'a>>,
    /// The line before was ended by a `<br>`, not by a line feed.
    pub(super) soft: bool,
}

impl<'a> Line<'a> {
    pub(super) fn push(&mut self, piece: Piece<'a>) {
        self.pieces.push(piece);
    }

    pub(super) fn plain(&self) -> Cow<'_, str> {
        match self.pieces.as_slice() {
            [] => Cow::Borrowed(""),
            [one] => Cow::Borrowed(one.text.as_ref()),
            several => Cow::Owned(several.iter().map(|piece| piece.text.as_ref()).collect()),
        }
    }
}

/// Adds text to the last of the lines, and starts another at each line feed. The text stands at `at`, byte for byte if
/// it `is_exact`.
pub(super) fn push(
    lines: &mut Vec<Line<'_>>,
    text: &str,
    at: &Range<usize>,
    is_exact: bool,
    style: Style,
    link: Option<&str>,
) {
    let mut offset = 0;
    for part in text.split_inclusive('\n') {
        let words = part.trim_end_matches(any_of("\n\r"));
        let from = at.start + offset;
        offset += part.len();
        if let Some(line) = lines.last_mut().filter(|_| !words.is_empty()) {
            let at = if is_exact { from..from + words.len() } else { at.clone() };
            line.push(Piece { text: words.to_owned().into(), at, style, link: link.map(str::to_owned) });
        }
        if part.ends_with('\n') {
            lines.push(Line::default());
        }
    }
}

/// What a line is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Blank,
    /// Nothing but one drawing character, repeated.
    Rule(char),
    /// A list item; its text begins at this byte.
    Item {
        content: usize,
        ordered: bool,
        hollow: bool,
    },
    Plain,
}

/// A line with what the rules ask of it.
pub(super) struct Row<'a> {
    pub(super) line: &'a Line<'a>,
    pub(super) text: Cow<'a, str>,
    pub(super) shape: Shape,
    /// Leading blanks, a tab counted as four.
    pub(super) column: usize,
    /// Parts of the line are set apart by blanks or dots.
    pub(super) is_padded: bool,
    /// A form feed starts the line.
    pub(super) page: bool,
}

impl<'a> Row<'a> {
    pub(super) fn new(line: &'a Line<'a>) -> Self {
        let text = line.plain();
        let trimmed = text.trim_start();
        let column = text.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let shape = shape(&text);
        let content = match shape {
            Shape::Item { content, .. } => content,
            Shape::Blank | Shape::Rule(_) | Shape::Plain => text.len() - trimmed.len(),
        };
        let is_padded = shape != Shape::Blank && cells(&text, content).len() > 1;
        let page = text.starts_with('\u{C}');
        Self { line, text, shape, column, is_padded, page }
    }

    /// First byte of the line's text.
    pub(super) fn content(&self) -> usize {
        match self.shape {
            Shape::Item { content, .. } => content,
            Shape::Blank | Shape::Rule(_) | Shape::Plain => self.text.len() - self.text.trim_start().len(),
        }
    }

    /// Whether the line can be a heading if a rule says so.
    pub(super) fn is_short(&self) -> bool {
        let text = self.text.trim();
        self.shape == Shape::Plain && text.chars().take(81).count() <= 80 && !text.ends_with(any_of(".,;"))
    }

    /// Whether the line is never a part of a paragraph: all capitals, or a label alone.
    pub(super) fn stands_alone(&self) -> bool {
        let text = self.text.trim();
        if self.shape != Shape::Plain || text.chars().take(51).count() > 50 {
            return false;
        }
        is_capitals(text) || (text.ends_with(':') && text.split_whitespace().count() <= 5)
    }

    /// Level and name of a heading that another light markup marks: `## Skills`, `== Skills`.
    pub(super) fn marked(&self) -> Option<(u8, Range<usize>)> {
        let text = self.text.trim_end();
        let mark = text.chars().next().filter(|c| matches!(c, '#' | '='))?;
        let marks = text.len() - text.trim_start_matches(mark).len();
        let name = text.get(marks..)?.strip_prefix(' ')?.trim_matches([' ', mark]);
        let from = text.find(name).filter(|_| name.chars().any(char::is_alphabetic))?;
        let least = if mark == '=' { 2 } else { 1 };
        let is_heading = (least..=6).contains(&marks) && name.chars().take(81).count() <= 80;
        is_heading.then(|| (u8::try_from(marks).unwrap_or(6), from..from + name.len()))
    }

    /// The name between the ornaments of `=== Skills ===`.
    pub(super) fn ornamented(&self) -> Option<Range<usize>> {
        if self.shape != Shape::Plain {
            return None;
        }
        let text = self.text.trim();
        let mark = text.chars().next().filter(|c| "=-*#~_".contains(*c))?;
        let inner = text.trim_matches(mark);
        let front = text.len() - text.trim_start_matches(mark).len();
        let back = text.len() - text.trim_end_matches(mark).len();
        let name = inner.trim();
        let is_name = name.chars().any(char::is_alphabetic) && name.chars().take(61).count() <= 60;
        if front < 2 || back < 2 || !is_name || !inner.starts_with(' ') {
            return None;
        }
        let from = self.text.len() - self.text.trim_start().len() + front + (inner.len() - inner.trim_start().len());
        Some(from..from + name.len())
    }
}

/// Whether a name is written in capitals only.
pub(super) fn is_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().take(4).count() == 4
        && !letters().any(char::is_lowercase)
        && !text.contains('@')
        && !text.chars().any(|c| c.is_ascii_digit())
}

/// Whether a line's letters are set apart by blanks.
pub(super) fn is_letter_spaced(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.clone().nth(3).is_some() && words.all(|word| word.chars().nth(1).is_none())
}

/// What a line with this text is by itself.
pub(super) fn shape(text: &str) -> Shape {
    let trimmed = text.trim();
    let Some(first) = trimmed.chars().next() else { return Shape::Blank };
    if let Some(mark) = rule(trimmed) {
        return Shape::Rule(mark);
    }
    let front = text.len() - text.trim_start().len();
    let item = |len: usize, ordered: bool, hollow: bool| {
        let rest = text.get(front + len..).unwrap_or_default();
        Shape::Item { content: front + len + rest.len() - rest.trim_start().len(), ordered, hollow }
    };
    let mut chars = trimmed.chars();
    chars.next();
    let second = chars.next();
    let spaced = second.is_none_or(char::is_whitespace);
    if is_bullet(first) && second.is_none_or(|second| !is_bullet(second)) {
        return item(first.len_utf8(), false, matches!(first, '◦' | '○'));
    }
    if matches!(first, '-' | '*' | '+' | '–' | '—' | '>' | '»') && spaced && second.is_some() {
        return item(first.len_utf8(), false, false);
    }
    if first == 'o' && second == Some(' ') && chars.next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()) {
        return item(1, false, true);
    }
    let number = trimmed.trim_start_matches('(');
    let digits = number.chars().take_while(char::is_ascii_digit).count();
    let after = number.get(digits..).unwrap_or_default();
    if (1..=2).contains(&digits)
        && after.starts_with(any_of(".)"))
        && after.chars().nth(1).is_some_and(char::is_whitespace)
    {
        return item(trimmed.len() - number.len() + digits + 1, true, false);
    }
    Shape::Plain
}

/// The drawing character that a line repeats, if it holds nothing else.
fn rule(trimmed: &str) -> Option<char> {
    const MARKS: &str = "-=_.*~#+·–—─━═▬■•";
    let first = trimmed.chars().next().filter(|&c| MARKS.contains(c))?;
    let least = if matches!(first, '.' | '•' | '·' | '+' | '#') { 5 } else { 3 };
    let mut marks = 0;
    for c in trimmed.chars() {
        if c == first {
            marks += 1;
        } else if c != ' ' {
            return None;
        }
    }
    (marks >= least).then_some(first)
}

/// The parts of a line that three or more blanks, a tab or a row of dots set apart, from byte `from` on. Where there is
/// no such place, two blanks do, if they stand between words, and in one place only.
pub(super) fn cells(text: &str, from: usize) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let end = text.trim_end().len();
    let mut cells = Vec::new();
    let mut start = from;
    let mut pairs = Vec::new();
    let mut index = from;
    while index < end {
        match separator(bytes, index, end) {
            Some(len) if index > start => {
                cells.push(start..index);
                index += len;
                start = index;
            }
            Some(len) => {
                // A separator in front sets nothing apart.
                index += len;
                start = index;
            }
            None => {
                if bytes.get(index..index + 2) == Some(b"  ") {
                    pairs.push(index);
                    index += 1;
                }
                index += 1;
            }
        }
    }
    cells.push(start..end.max(start));
    if let ([whole], [pair]) = (cells.as_slice(), pairs.as_slice()) {
        let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
        let behind = pair.checked_sub(1).and_then(|before| bytes.get(before));
        if (is_word(behind) || behind == Some(&b')')) && is_word(bytes.get(pair + 2)) && whole.len() < 120 {
            return vec![whole.start..*pair, pair + 2..whole.end];
        }
    }
    cells
}

/// Length of the separator that begins at `index`.
fn separator(bytes: &[u8], index: usize, end: usize) -> Option<usize> {
    let rest = bytes.get(index..end)?;
    if !matches!(rest.first(), Some(b' ' | b'\t' | b'.')) {
        return None;
    }
    let blanks = |rest: &[u8]| rest.iter().take_while(|&&byte| matches!(byte, b' ' | b'\t')).count();
    let before = blanks(rest);
    let dots = rest.get(before..)?.iter().take_while(|&&byte| byte == b'.').count();
    if dots >= 5 {
        return Some(before + dots + blanks(rest.get(before + dots..)?));
    }
    let is_wide = before >= 3 || rest.iter().take(before).any(|&byte| byte == b'\t');
    is_wide.then_some(before)
}
