//! Writes what a data format says: blocks for a person to read, and beside them which text is which value.

use std::ops::Range;

use super::prose::{self, Line};
use super::{RawBlock, RawDocument, RawLine, RawRun};
use crate::document::{BlockKind, Origin, Style};
use crate::field::{Field, Key, Part};

/// What heads an entry.
pub(super) const ENTRY: BlockKind = BlockKind::Heading { level: 3 };

/// An item of a list.
pub(super) const ITEM: BlockKind = BlockKind::ListItem { ordered: false };

/// Text, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    pub origin: Origin,
}

/// A value as the file has it: its lines, and where each stands. Without a line it says nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Said(Vec<(Line, Origin)>);

impl Said {
    pub(super) fn says(&self) -> bool {
        !self.0.is_empty()
    }

    /// A value without lists, all from one place.
    pub(super) fn plain(text: &str, origin: &Origin) -> Self {
        Self::of(prose::plain(text), origin)
    }

    /// A value whose lists are told apart, all from one place.
    pub(super) fn listed(text: &str, origin: &Origin) -> Self {
        Self::of(prose::listed(text), origin)
    }

    pub(super) fn of(lines: Vec<Line>, origin: &Origin) -> Self {
        Self(lines.into_iter().map(|line| (line, origin.clone())).collect())
    }

    pub(super) fn push(&mut self, line: Line, origin: Origin) {
        self.0.push((line, origin));
    }

    /// The value in one line.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|(line, _)| line.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Its first line, without the others.
    pub(super) fn origin(&self) -> Origin {
        self.0.first().map_or(Origin::Paragraph(0), |(_, origin)| origin.clone())
    }

    /// The values that each of its lines is.
    pub(super) fn lines(&self) -> Vec<Self> {
        self.0.iter().map(|line| Self(vec![line.clone()])).collect()
    }
}

/// A document that is being written.
#[derive(Debug, Default)]
pub(super) struct Form {
    blocks: Vec<RawBlock>,
    fields: Vec<Field<Range<u32>>>,
    /// The block that comes with the next run.
    next: Option<RawBlock>,
    /// How many runs there are.
    runs: u32,
    key: Option<Key>,
    entry: u32,
    /// Where the last run stands.
    last: Option<Origin>,
}

impl Form {
    pub(super) fn finish(self) -> RawDocument {
        RawDocument { blocks: self.blocks, fields: self.fields, ..RawDocument::default() }
    }

    /// Begins the section of `key` under a heading that the file does not have; `origin` is where its first value stands.
    pub(super) fn section(&mut self, key: Key, heading: &str, origin: &Origin) {
        self.entry(key);
        self.block(BlockKind::Heading { level: 2 });
        let from = self.runs;
        self.run(heading, before(origin));
        self.field(Part::Heading, from);
    }

    /// The heading that was written last, once more as a value of the entry.
    pub(super) fn heading_is(&mut self, part: Part) {
        let heading = self.fields.iter().rev().find(|field| field.part == Part::Heading);
        if let Some(at) = heading.map(|heading| heading.at.clone()) {
            self.again(part, at);
        }
    }

    /// Begins the next entry.
    pub(super) fn entry(&mut self, key: Key) {
        self.key = Some(key);
        self.entry += 1;
    }

    /// What the entry that was begun last belongs to.
    pub(super) fn key(&self) -> Option<Key> {
        self.key
    }

    /// Begins a block, which exists as soon as it has text.
    pub(super) fn block(&mut self, kind: BlockKind) {
        let indent = u8::from(matches!(kind, BlockKind::ListItem { .. }));
        self.next = Some(RawBlock { kind, indent, lines: Vec::new() });
    }

    /// Text that the file does not have.
    pub(super) fn note(&mut self, text: &str) {
        if let Some(last) = &self.last {
            self.run(text, after(last));
        }
    }

    /// Text without a meaning of its own.
    pub(super) fn text(&mut self, said: &Said) {
        for (number, (line, origin)) in said.0.iter().enumerate() {
            if number > 0 {
                self.note(" ");
            }
            self.run(&line.text, origin.clone());
        }
    }

    /// A value within the block.
    pub(super) fn value(&mut self, part: Part, said: &Said) {
        let from = self.runs;
        self.text(said);
        self.field(part, from);
    }

    /// Text of several pieces within the block.
    pub(super) fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            self.run(&piece.text, piece.origin.clone());
        }
    }

    /// A value of several pieces within the block.
    pub(super) fn said(&mut self, part: Part, pieces: &[Piece]) {
        let from = self.runs;
        self.pieces(pieces);
        self.field(part, from);
    }

    /// The runs `at` once more, as a value of this entry too.
    pub(super) fn again(&mut self, part: Part, at: Range<u32>) {
        if let Some(key) = self.key.filter(|_| !at.is_empty()) {
            self.fields.push(Field { key, entry: self.entry, part, at });
        }
    }

    /// What the runs from `from` on are.
    pub(super) fn field(&mut self, part: Part, from: u32) {
        if let Some(key) = self.key.filter(|_| self.runs > from) {
            self.fields.push(Field { key, entry: self.entry, part, at: from..self.runs });
        }
    }

    /// How many runs there are: where the next one begins.
    pub(super) fn at(&self) -> u32 {
        self.runs
    }

    /// A block with the values that say something; `joiner` is between them.
    pub(super) fn line(&mut self, kind: BlockKind, values: &[(Part, Said)], joiner: &str) {
        self.block(kind);
        for (number, (part, said)) in values.iter().filter(|(_, said)| said.says()).enumerate() {
            if number > 0 {
                self.note(joiner);
            }
            self.value(*part, said);
        }
    }

    /// A value with a block for each of its lines.
    pub(super) fn prose(&mut self, part: Part, said: &Said) {
        let from = self.runs;
        self.paragraphs(said);
        self.field(part, from);
    }

    /// Text without a meaning of its own, with a block for each of its lines.
    pub(super) fn paragraphs(&mut self, said: &Said) {
        for (line, origin) in &said.0 {
            self.block(if line.item { ITEM } else { BlockKind::Paragraph });
            self.run(&line.text, origin.clone());
        }
    }

    /// A text whose lines are values of their own.
    pub(super) fn each(&mut self, part: Part, said: &Said) {
        said.lines().iter().for_each(|line| self.prose(part, line));
    }

    /// A text about an entry: what comes before its list is `part`, the items are highlights, and so is what follows them.
    pub(super) fn about(&mut self, part: Part, said: &Said) {
        let first = said.0.iter().position(|(line, _)| line.item).unwrap_or(said.0.len());
        let (before, items) = said.0.split_at(first);
        self.prose(part, &Said(before.to_vec()));
        self.each(Part::Highlight, &Said(items.to_vec()));
    }

    /// `2019-05 – 2021-03`, and the place behind a tab. An entry that has begun and goes on says so.
    pub(super) fn period(&mut self, start: &Said, end: &Said, ongoing: bool, place: &[Said]) {
        self.block(BlockKind::Paragraph);
        self.value(Part::Start, start);
        if end.says() || ongoing {
            if start.says() {
                self.note(" – ");
            }
            if end.says() {
                self.value(Part::End, end);
            } else if start.says() {
                let from = self.runs;
                self.note("Present");
                self.field(Part::Ongoing, from);
            }
        }
        if place.iter().any(Said::says) && (start.says() || end.says()) {
            self.note("\t");
        }
        self.words(Part::Place, place, ", ");
    }

    /// Several texts as one value; `joiner` is between them.
    pub(super) fn words(&mut self, part: Part, texts: &[Said], joiner: &str) {
        let from = self.runs;
        for text in texts.iter().filter(|text| text.says()) {
            if self.runs > from {
                self.note(joiner);
            }
            self.text(text);
        }
        self.field(part, from);
    }

    fn run(&mut self, text: &str, origin: Origin) {
        if text.is_empty() {
            return;
        }
        if let Some(block) = self.next.take() {
            self.blocks.push(RawBlock { lines: vec![RawLine::default()], ..block });
        }
        if let Some(line) = self.blocks.last_mut().and_then(|block| block.lines.last_mut()) {
            self.runs += 1;
            self.last = Some(origin.clone());
            line.runs.push(RawRun { text: text.to_owned(), style: Style::default(), link: None, origin });
        }
    }
}

/// The place right before another.
fn before(origin: &Origin) -> Origin {
    match origin {
        Origin::Bytes(bytes) => Origin::Bytes(bytes.start..bytes.start),
        Origin::Paragraph(_) | Origin::Area { .. } => origin.clone(),
    }
}

/// The place right behind another.
fn after(origin: &Origin) -> Origin {
    match origin {
        Origin::Bytes(bytes) => Origin::Bytes(bytes.end..bytes.end),
        Origin::Paragraph(_) => origin.clone(),
        Origin::Area { page, left, top, width, height } => {
            Origin::Area { page: *page, left: left + width, top: *top, width: 0.0, height: *height }
        }
    }
}
