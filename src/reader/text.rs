//! Plain text -> blocks: ruled headings, padded columns, bullets, hanging indents. Preformatted text of HTML and
//! Markdown is read by the same rules.

use std::borrow::Cow;
use std::ops::Range;

use super::RawBlock;
use super::flow::{Flow, Gap, is_bullet};
use super::wrap;
use crate::document::{BlockKind, Style};

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

    fn plain(&self) -> Cow<'_, str> {
        match self.pieces.as_slice() {
            [] => Cow::Borrowed(""),
            [one] => Cow::Borrowed(one.text.as_ref()),
            several => Cow::Owned(several.iter().map(|piece| piece.text.as_ref()).collect()),
        }
    }
}

/// What a line is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
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
struct Row<'a> {
    line: &'a Line<'a>,
    text: Cow<'a, str>,
    shape: Shape,
    /// Leading blanks, a tab counted as four.
    column: usize,
    /// Parts of the line are set apart by blanks or dots.
    is_padded: bool,
    /// A form feed starts the line.
    page: bool,
}

/// Reads plain text.
pub(super) fn read(text: &str) -> Vec<RawBlock> {
    let mut lines = Vec::new();
    let mut at = 0;
    let mut blank = false;
    for part in text.split_inclusive(['\n', '\r']) {
        let ink = part.trim_end_matches(['\n', '\r']);
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
    let rows: Vec<Row<'_>> = lines.iter().map(Row::new).collect();
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

impl<'a> Row<'a> {
    fn new(line: &'a Line<'a>) -> Self {
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
    fn content(&self) -> usize {
        match self.shape {
            Shape::Item { content, .. } => content,
            Shape::Blank | Shape::Rule(_) | Shape::Plain => self.text.len() - self.text.trim_start().len(),
        }
    }

    /// Whether the line can be a heading if a rule says so.
    fn is_short(&self) -> bool {
        let text = self.text.trim();
        self.shape == Shape::Plain && text.chars().take(81).count() <= 80 && !text.ends_with(['.', ',', ';'])
    }

    /// Whether the line is never a part of a paragraph: all capitals, or a label alone.
    fn stands_alone(&self) -> bool {
        let text = self.text.trim();
        if self.shape != Shape::Plain || text.chars().take(51).count() > 50 {
            return false;
        }
        is_capitals(text) || (text.ends_with(':') && text.split_whitespace().count() <= 5)
    }

    /// The name between the ornaments of `=== Skills ===`.
    fn ornamented(&self) -> Option<Range<usize>> {
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
                let goes_on = wrap::continues(&before.text, &row.text) || wrap::is_open_prose(&before.text);
                if goes_on { Gap::Blank } else { Gap::Line }
            }
            (Open::Item(_), Some(before)) if before.content() >= before.text.trim_end().len() => Gap::Blank,
            (Open::Item(column), Some(before)) if row.column > column => {
                let roomy = self.width.is_none() && before.text.trim_end().chars().take(40).count() == 40;
                let wraps = !row.is_padded && !before.is_padded;
                if wraps && (roomy || wrap::is_wrap(&before.text, &row.text, self.width)) {
                    Gap::Blank
                } else {
                    Gap::Line
                }
            }
            (Open::Item(_), Some(before)) => {
                let goes_on = !row.is_padded
                    && !row.stands_alone()
                    && wrap::is_wrap(&before.text, &row.text, self.width)
                    && (wrap::starts_lower(&row.text) || wrap::ends_open(&before.text) || self.width.is_some());
                if goes_on { Gap::Blank } else { Gap::Blocks }
            }
            (Open::Paragraph, Some(before)) => {
                if row.stands_alone() || before.stands_alone() {
                    Gap::Blocks
                } else if !row.is_padded && !before.is_padded && wrap::is_wrap(&before.text, &row.text, self.width) {
                    Gap::Blank
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

/// Whether a name is written in capitals only.
fn is_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().take(4).count() == 4
        && !letters().any(char::is_lowercase)
        && !text.contains('@')
        && !text.chars().any(|c| c.is_ascii_digit())
}

/// Whether a line's letters are set apart by blanks.
fn is_letter_spaced(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.clone().nth(3).is_some() && words.all(|word| word.chars().nth(1).is_none())
}

fn shape(text: &str) -> Shape {
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
        && after.starts_with(['.', ')'])
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
fn cells(text: &str, from: usize) -> Vec<Range<usize>> {
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
