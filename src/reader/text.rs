//! Plain text -> blocks: ruled headings, padded columns, bullets, hanging indents. Preformatted text of HTML and
//! Markdown is read by the same rules.

use std::borrow::Cow;
use std::ops::Range;

use super::RawBlock;
use super::flow::{Flow, Gap};
use super::furniture::drop_furniture;
use super::row::{Line, Piece, Row, Shape, cells, is_capitals, is_letter_spaced};
use super::wrap;
use crate::document::{BlockKind, Style};
use crate::signs::any_of;

/// Reads plain text.
pub(super) fn read(text: &str) -> Vec<RawBlock> {
    let mut lines = Vec::new();
    let mut at = 0;
    let mut blank = false;
    for part in text.split_inclusive(['\n', '\r']) {
        let ink = part.trim_end_matches(any_of("\n\r"));
        let is_blank = ink.trim().is_empty() && !ink.contains('\u{C}');
        // The line feed after a carriage return is no line, and one empty line says as much as many.
        let is_second_half = part == "\n" && at > 0 && text.as_bytes().get(at - 1) == Some(&b'\r');
        if !(is_second_half || is_blank && blank) {
            let mut line = Line::default();
            if !ink.is_empty() {
                line.push(Piece {
                    text: Cow::Borrowed(ink),
                    at: at..at + ink.len(),
                    style: Style::default(),
                    link: None,
                });
            }
            lines.push(line);
            blank = is_blank;
        }
        at += part.len();
    }
    let mut flow = Flow::new();
    lay_out(&lines, &mut flow, 0);
    flow.finish()
}

/// Puts the lines into blocks; `indent` is that of what they stand in.
pub(super) fn lay_out(lines: &[Line<'_>], flow: &mut Flow, indent: u8) {
    let mut rows: Vec<Row<'_>> = lines.iter().map(Row::new).collect();
    drop_furniture(&mut rows);
    let mut layout =
        Layout { width: measure(&rows), rows: &rows, flow, indent, levels: Vec::new(), open: Open::Nothing };
    let mut at = 0;
    while at < rows.len() {
        at += layout.step(at);
    }
    layout.flow.end();
}

fn measure(rows: &[Row<'_>]) -> Option<usize> {
    let mut breaks = Vec::new();
    for pair in rows.windows(2) {
        let [before, after] = pair else { continue };
        let text = matches!(before.shape, Shape::Plain | Shape::Item { .. });
        if text && after.shape == Shape::Plain && !after.line.soft && !before.is_padded && !after.is_padded {
            breaks.push(wrap::Break::new(&before.text, &after.text));
        }
    }
    wrap::width(&breaks)
}

/// What precedes the line that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Paragraph,
    /// An item whose marker stands at this column.
    Item(usize),
    /// The same, after an empty line.
    ItemEnded(usize),
}

struct Layout<'r, 'f> {
    rows: &'r [Row<'r>],
    flow: &'f mut Flow,
    width: Option<usize>,
    indent: u8,
    /// Columns of the markers of the lists that are open.
    levels: Vec<usize>,
    open: Open,
}

impl Layout<'_, '_> {
    /// Reads what begins at row `at`; gives the number of rows that it took.
    fn step(&mut self, at: usize) -> usize {
        let rows = self.rows;
        let row = &rows[at];
        if row.page {
            self.flow.end();
            self.open = Open::Nothing;
        }
        if let Some(taken) = self.heading(at) {
            self.open = Open::Nothing;
            self.levels.clear();
            return taken;
        }
        match row.shape {
            Shape::Blank => {
                self.flow.end();
                self.open = match self.open {
                    Open::Item(column) | Open::ItemEnded(column) => Open::ItemEnded(column),
                    Open::Nothing | Open::Paragraph => Open::Nothing,
                };
            }
            Shape::Rule(_) => {
                self.flow.rule(self.indent);
                self.open = Open::Nothing;
                self.levels.clear();
            }
            Shape::Item { content, ordered, hollow } => self.item(row, content, ordered, hollow),
            Shape::Plain => self.plain(at),
        }
        1
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        self.rows.get(at).map(|row| row.shape)
    }

    /// A heading that rules or ornaments make of the lines from `at` on.
    fn heading(&mut self, at: usize) -> Option<usize> {
        let rows = self.rows;
        let row = &rows[at];
        if let Some(name) = row.ornamented() {
            self.flow.block(BlockKind::Heading { level: 2 }, self.indent);
            self.emit(row, name);
            self.flow.end();
            return Some(1);
        }
        if let Some((level, name)) = row.marked() {
            self.flow.block(BlockKind::Heading { level }, self.indent);
            self.emit(row, name);
            self.flow.end();
            return Some(1);
        }
        let is_rule = |shape: Option<Shape>| matches!(shape, Some(Shape::Rule(_)));
        if let Shape::Rule(mark) = row.shape {
            let above = at.checked_sub(1).map(|above| rows[above].shape);
            if !matches!(above, None | Some(Shape::Blank)) {
                return None;
            }
            let inside = rows[at + 1..].iter().take(3).take_while(|row| row.is_short()).count();
            if inside == 0 {
                return None;
            }
            let closed = is_rule(self.shape(at + 1 + inside));
            let one = &rows[at + 1];
            let alone = inside == 1 && matches!(self.shape(at + 2), None | Some(Shape::Blank)) && mark != '.';
            if closed || alone || is_capitals(one.text.trim()) {
                let lines = if closed { inside } else { 1 };
                self.flow.block(BlockKind::Heading { level: level(mark) }, self.indent);
                for line in &rows[at + 1..=at + lines] {
                    self.flow.gap(Gap::Line, 0..0);
                    self.emit(line, line.content()..line.text.len());
                }
                self.flow.end();
                return Some(1 + lines + usize::from(closed));
            }
            return None;
        }
        if !row.is_short() {
            return None;
        }
        let (mark, note) = match (rows.get(at + 1), rows.get(at + 2)) {
            (Some(Row { shape: Shape::Rule(mark), .. }), _) => (*mark, None),
            // A remark in brackets between a heading and its rule.
            (Some(note), Some(Row { shape: Shape::Rule(mark), .. }))
                if note.text.trim_start().starts_with('(') && note.text.trim_end().ends_with(')') =>
            {
                (*mark, Some(note))
            }
            _ => return None,
        };
        self.flow.block(BlockKind::Heading { level: level(mark) }, self.indent);
        self.emit(row, row.content()..row.text.len());
        self.flow.end();
        if let Some(note) = note {
            self.flow.block(BlockKind::Paragraph, self.indent);
            self.emit(note, note.content()..note.text.len());
            self.flow.end();
        }
        Some(if note.is_some() { 3 } else { 2 })
    }

    fn item(&mut self, row: &Row<'_>, content: usize, ordered: bool, hollow: bool) {
        while self.levels.len() > 1 && self.levels.last().is_some_and(|&column| column > row.column) {
            self.levels.pop();
        }
        match self.levels.last_mut() {
            Some(column) if row.column <= *column + 1 => *column = (*column).min(row.column),
            _ => self.levels.push(row.column),
        }
        let deeper = u8::try_from(self.levels.len() + usize::from(hollow)).unwrap_or(u8::MAX);
        self.flow.block(BlockKind::ListItem { ordered }, self.indent.saturating_add(deeper));
        self.emit(row, content..row.text.len());
        self.open = Open::Item(row.column);
    }

    fn plain(&mut self, at: usize) {
        let rows = self.rows;
        let row = &rows[at];
        let content = row.content();
        let before = at.checked_sub(1).map(|before| &rows[before]);
        let gap = match (self.open, before) {
            (Open::Paragraph | Open::Item(_), Some(before)) if row.line.soft => {
                let goes_on = wrap::continues(&before.text, &row.text)
                    || wrap::is_open_prose(&before.text) && !wrap::starts_anew(&row.text);
                if goes_on { Gap::Wrap } else { Gap::Line }
            }
            (Open::Item(_), Some(before)) if before.content() >= before.text.trim_end().len() => Gap::Wrap,
            (Open::Item(column), Some(before)) if row.column > column => {
                let roomy = self.width.is_none() && before.text.trim_end().chars().take(40).count() == 40;
                let wraps = !row.is_padded && !before.is_padded;
                if wraps
                    && (roomy && !wrap::starts_anew(&row.text) || wrap::is_wrap(&before.text, &row.text, self.width))
                {
                    Gap::Wrap
                } else {
                    Gap::Line
                }
            }
            (Open::Item(_), Some(before)) => {
                let goes_on = !row.is_padded
                    && !row.stands_alone()
                    && wrap::is_wrap(&before.text, &row.text, self.width)
                    && (wrap::starts_lower(&row.text) || wrap::ends_open(&before.text) || self.width.is_some());
                if goes_on { Gap::Wrap } else { Gap::Blocks }
            }
            (Open::Paragraph, Some(before)) => {
                if row.stands_alone() || before.stands_alone() {
                    Gap::Blocks
                } else if !row.is_padded && !before.is_padded && wrap::is_wrap(&before.text, &row.text, self.width) {
                    Gap::Wrap
                } else {
                    Gap::Line
                }
            }
            (Open::Nothing | Open::ItemEnded(_), _) | (_, None) => Gap::Blocks,
        };
        if gap == Gap::Blocks {
            let level = match self.open {
                Open::ItemEnded(column) if row.column > column && self.flow.len() > 0 => self.levels.len(),
                _ => {
                    self.levels.clear();
                    0
                }
            };
            if level == 0 {
                self.open = Open::Paragraph;
            }
            self.flow.block(BlockKind::Paragraph, self.indent.saturating_add(u8::try_from(level).unwrap_or(u8::MAX)));
        } else {
            let here = row.line.pieces.first().map_or(0, |piece| piece.at.start);
            self.flow.gap(gap, here.saturating_sub(1)..here);
        }
        self.emit(row, content..row.text.len());
    }

    /// Adds the part of a line, its cells set apart.
    fn emit(&mut self, row: &Row<'_>, range: Range<usize>) {
        let spaced = is_letter_spaced(row.text.get(range.clone()).unwrap_or_default());
        let mut before: Option<usize> = None;
        for cell in cells(&row.text, range.start) {
            let cell = cell.start..cell.end.min(range.end);
            if cell.start >= cell.end {
                break;
            }
            if let Some(end) = before {
                let at = row.line.pieces.first().map_or(0, |piece| piece.at.start);
                self.flow.gap(if spaced { Gap::Wide } else { Gap::Tab }, at + end..at + cell.start);
            }
            before = Some(cell.end);
            self.emit_cell(row.line, cell);
        }
    }

    fn emit_cell(&mut self, line: &Line<'_>, range: Range<usize>) {
        let mut offset = 0;
        for piece in &line.pieces {
            let from = range.start.max(offset);
            let to = range.end.min(offset + piece.text.len());
            if from < to
                && let Some(part) = piece.text.get(from - offset..to - offset)
            {
                let target = piece.link.as_deref();
                if piece.at.len() == piece.text.len() {
                    self.flow.text(part, piece.at.start + from - offset, piece.style, target);
                } else {
                    self.flow.replaced(part, piece.at.clone(), piece.style, target);
                }
            }
            offset += piece.text.len();
        }
    }
}

fn level(mark: char) -> u8 {
    if matches!(mark, '=' | '#' | '═') { 1 } else { 2 }
}
