//! The lines of a column, and the pieces of text that they are made of.

use std::ops::Range;

use crate::document::Origin;
use crate::reader::form::Piece;
use crate::reader::pdf::page::Word;

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub size: f32,
    pub bold: bool,
    pub color: u32,
}

impl Style {
    /// Whether the two differ in nothing but colour.
    pub fn is(self, other: Self) -> bool {
        (self.size - other.size).abs() < super::SAME_SIZE && self.bold == other.bold
    }
}

/// A line as it is set.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    pub words: Vec<&'a Word>,
    pub page: u16,
    pub baseline: f32,
    pub left: f32,
    pub right: f32,
    pub bottom: f32,
    /// Of its first word.
    pub style: Style,
}

/// The lines that the words of a column make, from top to bottom.
pub(super) fn lines<'a>(words: impl Iterator<Item = &'a Word>, page: u16) -> Vec<Line<'a>> {
    let mut words: Vec<&Word> = words.collect();
    words.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut lines: Vec<Vec<&Word>> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(|first| word.baseline - first.baseline < 0.35 * word.size) => {
                line.push(word);
            }
            _ => lines.push(vec![word]),
        }
    }
    let line = |mut words: Vec<&'a Word>| {
        words.sort_by(|a, b| a.area.left.total_cmp(&b.area.left));
        let first = *words.first()?;
        Some(Line {
            page,
            baseline: first.baseline,
            left: first.area.left,
            right: words.iter().map(|word| word.area.right()).fold(f32::MIN, f32::max),
            bottom: words.iter().map(|word| word.area.bottom()).fold(f32::MIN, f32::max),
            style: Style { size: first.size, bold: first.style.bold, color: first.color },
            words,
        })
    };
    lines.into_iter().filter_map(line).collect()
}

/// The text of lines, `joiner` between them.
pub(super) fn joined(lines: &[&Line], joiner: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        for (at, word) in line.words.iter().enumerate() {
            let area = word.area;
            let origin = |left: f32, width: f32| Origin::Area {
                page: line.page,
                left,
                top: area.top,
                width,
                height: area.height,
            };
            let before = if at > 0 {
                if word.glued { "" } else { " " }
            } else if number > 0 {
                joiner
            } else {
                ""
            };
            if !before.is_empty() {
                pieces.push(Piece { text: before.to_owned(), origin: origin(area.left, 0.0) });
            }
            let text = word.text.split_whitespace().collect::<Vec<_>>().join(" ");
            pieces.push(Piece { text, origin: origin(area.left, area.width) });
        }
    }
    pieces
}

/// The text of all pieces.
pub(super) fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// The pieces of the text at `range`, without blanks at its ends. Letters are taken to be equally wide.
pub(super) fn cut(pieces: &[Piece], range: Range<usize>) -> Vec<Piece> {
    let whole = text(pieces);
    let wanted = whole.get(range.clone()).unwrap_or_default();
    let start = range.start + wanted.len() - wanted.trim_start().len();
    let range = start..start + wanted.trim().len();
    let mut kept = Vec::new();
    let mut at = 0;
    for piece in pieces {
        let own = at..at + piece.text.len();
        at = own.end;
        let part = range.start.max(own.start)..range.end.min(own.end);
        if part.is_empty() {
            continue;
        }
        let part = part.start - own.start..part.end - own.start;
        let Some(text) = piece.text.get(part.clone()) else { continue };
        let origin = match &piece.origin {
            Origin::Area { page, left, top, width, height } => {
                let share = |at: usize| width * at as f32 / piece.text.len() as f32;
                let (from, to) = (share(part.start), share(part.end));
                Origin::Area { page: *page, left: left + from, top: *top, width: to - from, height: *height }
            }
            other @ (Origin::Bytes(_) | Origin::Paragraph(_)) => other.clone(),
        };
        kept.push(Piece { text: text.to_owned(), origin });
    }
    kept
}
