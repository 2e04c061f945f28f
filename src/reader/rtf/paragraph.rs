//! Paragraphs as the file has them -> blocks.

use std::ops::Range;

use super::super::RawBlock;
use super::super::flow::{Flow, Gap};
use super::super::links::{address, is_picture};
use crate::document::{BlockKind, Style};

/// Text in one look, or what stands between two texts.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Text {
        text: String,
        at: Range<usize>,
        style: Style,
        /// Index into the file's links.
        link: Option<usize>,
        /// In half points.
        size: i32,
    },
    Tab(Range<usize>),
    Line(Range<usize>),
}

/// A list item's depth, from 0, and whether it is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) level: u8,
    pub(super) ordered: bool,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    pub(super) pieces: Vec<Piece>,
    /// What its style or its outline level says.
    pub(super) heading: Option<u8>,
    pub(super) item: Option<Item>,
    pub(super) in_table: bool,
}

/// What a file consists of.
#[derive(Debug, Clone)]
pub(super) enum Element {
    Paragraph(Paragraph),
    /// A table's cell ends, a row ends.
    Cell,
    Row,
}

impl Paragraph {
    fn texts(&self) -> impl Iterator<Item = (&str, i32)> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text { text, size, .. } if !text.trim().is_empty() => Some((text.as_str(), *size)),
            _ => None,
        })
    }

    /// The size in which all of it is set.
    fn size(&self) -> Option<i32> {
        let mut sizes = self.texts().map(|(_, size)| size);
        let first = sizes.next()?;
        sizes.all(|size| size == first).then_some(first)
    }

    fn len(&self) -> usize {
        self.texts().map(|(text, _)| text.chars().count()).sum()
    }
}

/// Longest heading that its size alone makes one, in characters.
const LONGEST_HEADING: usize = 70;

/// Makes blocks of everything. Text set clearly larger than most is a heading: the larger, the higher.
pub(super) fn blocks(elements: &[Element], links: &[String]) -> Vec<RawBlock> {
    let sizes = Sizes::of(elements);
    let mut flow = Flow::new();
    // The blocks with which the cells of the open row begin.
    let mut cells: Vec<usize> = Vec::new();
    for element in elements {
        let in_cell = match element {
            Element::Paragraph(paragraph) => paragraph.in_table,
            Element::Cell => true,
            Element::Row => false,
        };
        if in_cell && cells.is_empty() {
            flow.end();
            cells.push(flow.len());
        }
        match element {
            Element::Paragraph(paragraph) => put(&mut flow, paragraph, sizes.heading(paragraph), links),
            Element::Cell => {
                flow.end();
                cells.push(flow.len());
            }
            Element::Row => {
                flow.end();
                // The last cell is followed by none.
                cells.pop();
                if let Some(&from) = cells.first() {
                    flow.row(from, &cells);
                }
                cells.clear();
            }
        }
    }
    flow.finish()
}

fn put(flow: &mut Flow, paragraph: &Paragraph, heading: Option<u8>, links: &[String]) {
    let (kind, indent) = match (heading, paragraph.item) {
        (Some(level), _) => (BlockKind::Heading { level }, 0),
        (None, Some(Item { level, ordered })) => (BlockKind::ListItem { ordered }, level.saturating_add(1)),
        (None, None) => (BlockKind::Paragraph, 0),
    };
    flow.block(kind, indent);
    for (number, piece) in paragraph.pieces.iter().enumerate() {
        match piece {
            Piece::Text { text, at, style, link, .. } => {
                let target = link.and_then(|link| links.get(link)).map(String::as_str);
                let target = target.filter(|_| !text.trim().is_empty());
                if at.len() == text.len() {
                    flow.text(text, at.start, *style, target);
                } else {
                    flow.replaced(text, at.clone(), *style, target);
                }
                if let Some(target) = link.and_then(|link| links.get(link))
                    && let Some(shown) = picture_address(&paragraph.pieces, number, target)
                {
                    flow.gap(Gap::Blank, at.clone());
                    flow.replaced(shown, at.clone(), Style { alt: true, ..Style::default() }, Some(target));
                    flow.gap(Gap::Blank, at.clone());
                }
            }
            Piece::Tab(at) => flow.gap(Gap::Tab, at.clone()),
            Piece::Line(at) => flow.gap(Gap::Break, at.clone()),
        }
    }
    flow.end();
}

/// What stands for a link that shows nothing but an icon, behind the last of its pieces.
fn picture_address<'l>(pieces: &[Piece], number: usize, target: &'l str) -> Option<&'l str> {
    let link_of = |piece: &Piece| if let Piece::Text { link, .. } = piece { *link } else { None };
    let own = link_of(pieces.get(number)?);
    if pieces.get(number + 1).map(link_of) == Some(own) {
        return None;
    }
    let shown = pieces.iter().take(number + 1).rev().take_while(|piece| link_of(piece) == own);
    let texts = shown.filter_map(|piece| if let Piece::Text { text, .. } = piece { Some(text.as_str()) } else { None });
    address(target).filter(|_| is_picture(texts))
}

/// The sizes of a file's text.
struct Sizes {
    /// Sizes of headings, the largest first.
    headings: Vec<i32>,
}

impl Sizes {
    fn of(elements: &[Element]) -> Self {
        let paragraphs = || {
            elements.iter().filter_map(|element| match element {
                Element::Paragraph(paragraph) => Some(paragraph),
                Element::Cell | Element::Row => None,
            })
        };
        let mut counts: Vec<(i32, usize)> = Vec::new();
        for (text, size) in paragraphs().flat_map(Paragraph::texts) {
            let len = text.chars().count();
            if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == size) {
                *count += len;
            } else if counts.len() < 200 {
                counts.push((size, len));
            }
        }
        let body = counts.iter().max_by_key(|(size, count)| (*count, -*size)).map_or(24, |(size, _)| *size);
        let is_large = |size: i32| size * 100 >= body * 115 && size >= body + 3;
        let mut headings: Vec<i32> = Vec::new();
        for paragraph in paragraphs().filter(|paragraph| paragraph.heading.is_none()) {
            if let Some(size) = paragraph.size().filter(|&size| is_large(size) && !headings.contains(&size))
                && headings.len() < 50
            {
                headings.push(size);
            }
        }
        headings.sort_unstable_by(|one, other| other.cmp(one));
        Self { headings }
    }

    /// The heading level of a paragraph.
    fn heading(&self, paragraph: &Paragraph) -> Option<u8> {
        if paragraph.heading.is_some() {
            return paragraph.heading;
        }
        let size = paragraph.size().filter(|_| paragraph.item.is_none() && paragraph.len() <= LONGEST_HEADING)?;
        let rank = self.headings.iter().position(|&heading| heading == size)?;
        let has_letters = paragraph.texts().any(|(text, _)| text.chars().any(char::is_alphabetic));
        has_letters.then(|| u8::try_from(rank + 1).unwrap_or(6).min(6))
    }
}
