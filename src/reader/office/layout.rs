//! Paragraphs -> blocks: which paragraphs are headings by their size, bullets typed by hand, rows of tables, blanks that
//! stand for tabs.

use std::collections::BTreeMap;

use super::story::{Item, Paragraph, Piece, Role, Story};
use crate::document::{BlockKind, Origin};
use crate::reader::flow::{Flow, Gap};
use crate::reader::furniture::is_page_number;
use crate::reader::links::Links;
use crate::reader::row::{Shape, is_letter_spaced, shape};
use crate::reader::{RawBlock, RawLine, RawRun};

/// Longest paragraph that its size makes a heading, in characters.
const LONGEST_HEADING: usize = 80;

/// Longest paragraph that its style makes a heading: some write whole texts in a heading's style.
const LONGEST_STYLED: usize = 200;

/// How many blanks in a row stand for a tab.
const WIDE: usize = 3;

/// Puts the paragraphs into blocks. Their origins are paragraphs, counted in the order of `story`.
pub(in crate::reader) fn lay_out(story: Story) -> Vec<RawBlock> {
    let Story { mut items, links, .. } = story;
    rank_headings(&mut items);
    let is_numbered = typed_numbers(&items);
    let mut layout = Layout { flow: Flow::new(), links, number: 0 };
    // For each open row, its first block, and the first block of each cell.
    let mut rows: Vec<(usize, Vec<usize>)> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        match item {
            Item::Paragraph(paragraph) => {
                layout.paragraph(paragraph, is_numbered.get(at).copied().unwrap_or(false));
                layout.number += 1;
            }
            Item::Row => {
                layout.flow.end();
                rows.push((layout.flow.len(), Vec::new()));
            }
            Item::Cell => {
                layout.flow.end();
                if let Some((_, cells)) = rows.last_mut() {
                    cells.push(layout.flow.len());
                }
            }
            Item::RowEnd => {
                if let Some((from, cells)) = rows.pop()
                    && !layout.flow.join_dates(from, &cells)
                {
                    layout.flow.row(from, &cells);
                }
            }
        }
    }
    let mut blocks = layout.flow.finish();
    for line in blocks.iter_mut().flat_map(|block| &mut block.lines) {
        settle(line);
    }
    blocks
}

/// Names the paragraphs that a line's runs came from, and joins runs of one style: the flow knows ranges of bytes, and
/// is given empty ones whose place is the paragraph's number.
fn settle(line: &mut RawLine) {
    let mut runs: Vec<RawRun> = Vec::with_capacity(line.runs.len());
    for mut run in std::mem::take(&mut line.runs) {
        if let Origin::Bytes(at) = &run.origin {
            run.origin = Origin::Paragraph(at.start);
        }
        match runs.last_mut() {
            Some(last) if last.style == run.style && last.link == run.link && last.origin == run.origin => {
                last.text.push_str(&run.text);
            }
            _ => runs.push(run),
        }
    }
    line.runs = runs;
}

struct Layout {
    flow: Flow,
    links: Links,
    /// Of the paragraph that is laid out.
    number: usize,
}

impl Layout {
    fn paragraph(&mut self, paragraph: &Paragraph, is_numbered: bool) {
        let kind = match paragraph.role {
            Role::Title => BlockKind::Heading { level: 1 },
            Role::Heading(level) => BlockKind::Heading { level: level.clamp(1, 6) },
            Role::Item { ordered } => BlockKind::ListItem { ordered },
            Role::Term => BlockKind::Term,
            Role::Description => BlockKind::Description,
            Role::Body | Role::Subtitle => BlockKind::Paragraph,
        };
        let mut kind = Some((kind, paragraph.indent));
        let mut lines = split_lines(&paragraph.pieces);
        for (at, line) in lines.iter_mut().enumerate() {
            let text: String = line.iter().map(|piece| piece.text.as_str()).collect();
            if paragraph.role == Role::Body && !is_page_number(&text) {
                match shape(&text) {
                    Shape::Rule(_) => {
                        self.flow.rule(paragraph.indent);
                        kind = Some((BlockKind::Paragraph, paragraph.indent));
                        continue;
                    }
                    Shape::Item { content, ordered, hollow } if !ordered || is_numbered => {
                        drop_front(line, content);
                        let indent = paragraph.indent.saturating_add(1 + u8::from(hollow));
                        kind = Some((BlockKind::ListItem { ordered }, indent));
                    }
                    Shape::Item { .. } | Shape::Blank | Shape::Plain => {}
                }
            }
            if let Some((kind, indent)) = kind.take() {
                self.flow.block(kind, indent);
            } else if at > 0 {
                self.flow.gap(Gap::Break, self.number..self.number);
            }
            self.line(line, is_letter_spaced(&text));
        }
        self.flow.end();
    }

    fn line(&mut self, pieces: &[Piece], is_letter_spaced: bool) {
        let wide = if is_letter_spaced { Gap::Wide } else { Gap::Tab };
        let mut blanks = 0;
        let here = self.number..self.number;
        for piece in pieces {
            let link = self.links.mark(piece.link.filter(|_| !piece.text.trim().is_empty()));
            let target = self.links.target(link).map(str::to_owned);
            let mut rest = piece.text.as_str();
            while let Some(c) = rest.chars().next() {
                if c.is_whitespace() {
                    blanks += 1;
                    let gap = match c {
                        '\t' => Gap::Tab,
                        '\u{C}' => Gap::Blocks,
                        _ if blanks >= WIDE => wide,
                        _ => Gap::Blank,
                    };
                    self.flow.gap(gap, here.clone());
                    rest = rest.get(c.len_utf8()..).unwrap_or_default();
                    continue;
                }
                blanks = 0;
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
                if word.len() >= 5 && word.chars().all(|c| matches!(c, '.' | '…')) {
                    // A row of dots leads the eye from one part of a line to the next.
                    self.flow.gap(Gap::Tab, here.clone());
                } else {
                    self.flow.replaced(word, here.clone(), piece.style, target.as_deref());
                }
                rest = after;
            }
        }
    }
}

/// The lines of a paragraph.
fn split_lines(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut lines = vec![Vec::new()];
    for piece in pieces {
        for (at, part) in piece.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                line.push(Piece { text: part.to_owned(), ..piece.clone() });
            }
        }
    }
    lines
}

/// Drops the first `bytes` bytes of a line.
fn drop_front(line: &mut Vec<Piece>, bytes: usize) {
    let mut left = bytes;
    for piece in line.iter_mut() {
        let cut = left.min(piece.text.len());
        left -= cut;
        piece.text = piece.text.get(cut..).unwrap_or_default().to_owned();
    }
    line.retain(|piece| !piece.text.is_empty());
}

/// For each item, whether it is a paragraph that begins with a number typed by hand, beside another one: a number alone
/// may begin a date.
fn typed_numbers(items: &[Item]) -> Vec<bool> {
    let is_typed = |item: &Item| match item {
        Item::Paragraph(paragraph) if paragraph.role == Role::Body => {
            let start: String = paragraph.pieces.iter().flat_map(|piece| piece.text.chars()).take(12).collect();
            matches!(shape(&start), Shape::Item { ordered: true, .. })
        }
        _ => false,
    };
    let typed: Vec<bool> = items.iter().map(is_typed).collect();
    let at = |index: Option<usize>| index.and_then(|index| typed.get(index)).copied().unwrap_or(false);
    (0..typed.len()).map(|index| at(Some(index)) && (at(index.checked_sub(1)) || at(Some(index + 1)))).collect()
}

/// Settles the levels of headings: those that styles name, and, where no style does, those that their size makes.
fn rank_headings(items: &mut [Item]) {
    for paragraph in paragraphs(items) {
        if matches!(paragraph.role, Role::Heading(_)) && paragraph.words().chars().count() > LONGEST_STYLED {
            paragraph.role = Role::Body;
        }
    }
    let body = body_size(items);
    let styled: Vec<u8> = paragraphs(items)
        .filter(|paragraph| !paragraph.words().is_empty())
        .filter_map(|paragraph| if let Role::Heading(level) = paragraph.role { Some(level) } else { None })
        .collect();
    if styled.len() < 2 {
        rank_by_size(items, body);
    } else {
        promote_title(items, body);
    }
    let has_title = paragraphs(items).any(|paragraph| paragraph.role == Role::Title);
    if has_title && styled.contains(&1) {
        for paragraph in paragraphs(items) {
            if let Role::Heading(level) = &mut paragraph.role {
                *level = level.saturating_add(1);
            }
        }
    }
}

fn paragraphs(items: &mut [Item]) -> impl Iterator<Item = &mut Paragraph> {
    items.iter_mut().filter_map(|item| if let Item::Paragraph(paragraph) = item { Some(paragraph) } else { None })
}

/// The size in which most of the text is set, in half points.
fn body_size(items: &mut [Item]) -> u16 {
    let mut letters: BTreeMap<u16, usize> = BTreeMap::new();
    for paragraph in paragraphs(items).filter(|paragraph| matches!(paragraph.role, Role::Body | Role::Item { .. })) {
        for piece in &paragraph.pieces {
            *letters.entry(piece.size).or_default() += piece.text.chars().filter(|c| c.is_alphanumeric()).count();
        }
    }
    letters.into_iter().max_by_key(|&(_, count)| count).map_or(0, |(size, _)| size)
}

/// The size of a paragraph that is short enough for a heading, if all its words have one that is clearly above the
/// text's, or are bold and underscored by a rule.
fn heading_size(paragraph: &Paragraph, body: u16) -> Option<u16> {
    let worded = || paragraph.pieces.iter().filter(|piece| piece.text.contains(char::is_alphanumeric));
    let size = worded().map(|piece| piece.size).min()?;
    let words = paragraph.words();
    let is_capitals = words.contains(char::is_uppercase) && !words.contains(char::is_lowercase);
    let is_ruled = paragraph.is_ruled && (is_capitals || worded().all(|piece| piece.style.bold));
    let is_heading = paragraph.role == Role::Body
        && (u32::from(size) * 100 >= u32::from(body) * 115 || is_ruled)
        && words.chars().count() <= LONGEST_HEADING
        && words.contains(char::is_alphabetic)
        && !words.ends_with(['.', ',', ';'])
        && !words.contains('@')
        && !paragraph.pieces.iter().any(|piece| piece.text.contains('\n'));
    (is_heading && body > 0).then_some(size)
}

/// Makes headings of the paragraphs that are set clearly larger than the text; the larger, the higher.
fn rank_by_size(items: &mut [Item], body: u16) {
    let mut sizes: Vec<u16> = paragraphs(items).filter_map(|paragraph| heading_size(paragraph, body)).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup();
    for paragraph in paragraphs(items) {
        if let Some(rank) = heading_size(paragraph, body).and_then(|size| sizes.iter().position(|&other| other == size))
        {
            paragraph.role = Role::Heading(u8::try_from(rank + 1).unwrap_or(6).min(6));
        }
    }
}

/// Where styles name the headings, the first paragraph that is set larger than all of them is the title.
fn promote_title(items: &mut [Item], body: u16) {
    let size = |paragraph: &Paragraph| paragraph.pieces.iter().map(|piece| piece.size).max().unwrap_or(0);
    let is_heading = |paragraph: &Paragraph| matches!(paragraph.role, Role::Heading(_) | Role::Title);
    let largest = paragraphs(items).filter(|paragraph| is_heading(paragraph)).map(|paragraph| size(paragraph)).max();
    let mut above = paragraphs(items).take_while(|paragraph| !is_heading(paragraph));
    if let Some(title) = above.find(|paragraph| heading_size(paragraph, body) > largest) {
        title.role = Role::Title;
    }
}
