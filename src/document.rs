//! A CV as text in reading order, with the layout that text had.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::span::{Span, Spanned};

/// Text in reading order, cut into blocks, lines and runs, each piece knowing where in the file it came from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    text: String,
    blocks: Vec<Block>,
    pieces: Vec<Piece>,
    pages: Vec<PageSize>,
    stream: Option<String>,
    attachment: Option<String>,
}

/// A page's size as it is shown, in points (1/72 inch).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PageSize {
    pub width: f32,
    pub height: f32,
}

/// A paragraph, heading, list item …: the smallest unit of layout.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    pub kind: BlockKind,
    /// How many lists, definitions or quotations this block stands in, itself included: 0 is the top level.
    pub indent: u8,
    pub span: Span,
    pub lines: Vec<Line>,
}

/// What a block is, as far as the file says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// 1 is the highest level, 6 the lowest.
    Heading {
        level: u8,
    },
    Paragraph,
    ListItem {
        ordered: bool,
    },
    /// The term of a definition list.
    Term,
    /// What a definition list says of the term before it.
    Description,
    /// One line; its cells are separated by tabs.
    TableRow,
    /// A separating rule; it has no text.
    Rule,
    /// One `key: value` of the file's front matter.
    Metadata,
}

/// A logical line: a line that the file wraps only because it is full is one line here. Parts that the layout sets
/// apart within a line (table cells, a date at the right margin) are separated by a tab.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub span: Span,
    pub runs: Vec<Run>,
    pub setting: Setting,
}

/// How a line is set, as far as its file says so. Lengths are in points (1/72 inch); 0 is "not known" for all of them, and what
/// a plain text has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// Size of most of its letters.
    pub size: f32,
    /// From the baseline of the line above it in its column to its own; where it wraps, to that of its first part.
    pub above: f32,
    /// How far in from the left end of its column it begins.
    pub left: f32,
    /// How far from the right end of its column it ends; where it wraps, its first part.
    pub right: f32,
    /// The colour of its first letter, 0xRRGGBB; black is not told apart from unknown.
    pub color: u32,
    /// A rule is drawn below it, longer than an underline of its words.
    pub ruled: bool,
}

/// A stretch of a line in one style.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Run {
    pub span: Span,
    pub style: Style,
    /// The link's target, as the file has it.
    pub link: Option<String>,
}

/// A line together with what its block says of it.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Index into [`Document::blocks`].
    pub block: usize,
    pub kind: BlockKind,
    /// See [`Block::indent`].
    pub indent: u8,
    /// It is the first line of its block.
    pub first: bool,
    pub line: &'a Line,
    pub text: &'a str,
    /// Of `text`.
    span: Span,
}

impl<'a> Row<'a> {
    pub fn span(&self) -> Span {
        self.span
    }

    /// The line without its first `bytes`, and the blanks behind them.
    #[must_use]
    pub fn without_first(self, document: &'a Document, bytes: usize) -> Row<'a> {
        let span = document.trim(self.span.sub(bytes.min(self.span.len())..self.span.len()));
        Row { text: document.slice(span), span, ..self }
    }

    /// The runs that `text` is made of, whole.
    pub fn runs(&self) -> impl Iterator<Item = &'a Run> {
        let span = self.span;
        self.line.runs.iter().filter(move |run| run.span.overlaps(span))
    }

    /// The level of the heading that this line is, or is part of.
    pub fn heading_level(&self) -> Option<u8> {
        if let BlockKind::Heading { level } = self.kind { Some(level) } else { None }
    }

    /// Whether it starts a list item.
    pub fn starts_item(&self) -> bool {
        self.first && matches!(self.kind, BlockKind::ListItem { .. })
    }

    /// Whether all its text has the property; blanks and punctuation do not count.
    pub fn is_all(&self, document: &Document, has: impl Fn(Style) -> bool) -> bool {
        let mut worded = self.runs().filter(|run| document.slice(run.span).contains(char::is_alphanumeric)).peekable();
        worded.peek().is_some() && worded.all(|run| has(run.style))
    }
}

/// How a run looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "independent properties of a font, as every format has them")]
pub struct Style {
    pub bold: bool,
    pub italic: bool,
    pub underline: bool,
    /// Monospaced, as inline code is.
    pub code: bool,
    /// Text that stands for an image.
    pub alt: bool,
}

/// A place in the file that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Origin {
    /// Bytes of a text file, after decoding to UTF-8.
    Bytes(Range<u32>),
    /// A paragraph of a word processor's file, counted from 0 in the order in which it is read.
    Paragraph(u32),
    /// An area of a page, in points from its top left corner; pages count from 0.
    Area { page: u16, left: f32, top: f32, width: f32, height: f32 },
}

/// A stretch of text that came, unbroken, from one origin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Piece {
    span: Span,
    origin: Origin,
}

impl Document {
    /// The text of the whole document. Lines end with a line feed, blocks with an empty line; consecutive list items
    /// with a line feed only.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The pages that [`Origin::Area`] counts; empty where the format has none.
    pub fn pages(&self) -> &[PageSize] {
        &self.pages
    }

    /// The text in the order in which the file holds it: what a reader sees that knows nothing of layout.
    pub fn stream(&self) -> &str {
        self.stream.as_deref().unwrap_or(&self.text)
    }

    /// The name of the file within the file that all of this was read from, if it was: a résumé as data that lies in a PDF.
    pub fn attachment(&self) -> Option<&str> {
        self.attachment.as_deref()
    }

    /// Every line that has text, in reading order.
    pub fn rows(&self) -> Vec<Row<'_>> {
        let mut rows = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            for (at, line) in block.lines.iter().enumerate() {
                let (kind, indent) = (block.kind, block.indent);
                let (span, text) = (line.span, self.slice(line.span));
                rows.push(Row { block: index, kind, indent, first: at == 0, line, text, span });
            }
        }
        rows
    }

    /// The span of the whole text.
    pub fn span(&self) -> Span {
        Span::new(0..self.text.len())
    }

    /// The text under `span`: the only place where a string is cut by numbers.
    #[allow(
        clippy::string_slice,
        reason = "spans lie on character boundaries; a span of another document gives nothing"
    )]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// `span` without blanks at its ends.
    pub fn trim(&self, span: Span) -> Span {
        self.trim_matches(span, char::is_whitespace)
    }

    /// `span` without the characters at its ends that `unwanted` names.
    pub fn trim_matches(&self, span: Span, unwanted: impl Fn(char) -> bool) -> Span {
        let text = self.slice(span);
        let from = text.len() - text.trim_start_matches(&unwanted).len();
        let to = text.trim_end_matches(&unwanted).len().max(from);
        span.sub(from..to)
    }

    /// The text under `span`, blanks at its ends dropped and runs of blanks collapsed to one.
    pub fn value(&self, span: Span) -> Spanned<String> {
        let span = self.trim(span);
        let words: Vec<&str> = self.slice(span).split_whitespace().collect();
        Spanned::new(words.join(" "), span)
    }

    /// The first link target within `span`.
    pub fn link(&self, span: Span) -> Option<(&str, Span)> {
        let runs = self.blocks_within(span).flat_map(|block| &block.lines).flat_map(|line| &line.runs);
        let mut linked = runs.filter(|run| run.span.overlaps(span));
        linked.find_map(|run| Some((run.link.as_deref()?, run.span)))
    }

    /// Every run that overlaps `span`.
    pub fn runs_within(&self, span: Span) -> impl Iterator<Item = &Run> {
        let lines = self.blocks_within(span).flat_map(|block| &block.lines);
        lines.flat_map(|line| &line.runs).filter(move |run| run.span.overlaps(span))
    }

    fn blocks_within(&self, span: Span) -> impl Iterator<Item = &Block> {
        let first = self.blocks.partition_point(|block| block.span.end() <= span.start());
        self.blocks.iter().skip(first).take_while(move |block| block.span.start() < span.end())
    }

    /// Every place in the file that `span` was read from, in reading order. A sentence that the file keeps in two places
    /// (a column break, a page break) has two origins. Where a piece is longer than `span` and was copied byte for byte,
    /// its origin is cut to what `span` covers; an area is cut in proportion to the letters. Areas that touch are one.
    pub fn origins(&self, span: Span) -> Vec<Origin> {
        let first = self.pieces.partition_point(|piece| piece.span.end() <= span.start());
        let within = self.pieces.iter().skip(first).take_while(|piece| piece.span.start() < span.end());
        let mut origins: Vec<Origin> = Vec::new();
        for piece in within {
            let origin = piece.cut(span, self.slice(piece.span));
            match origins.last_mut() {
                Some(last) if last.touches(&origin) => last.extend(&origin),
                _ => origins.push(origin),
            }
        }
        origins
    }
}

impl Origin {
    /// Whether another area begins where this one ends, on the same line.
    fn touches(&self, next: &Self) -> bool {
        let (
            Self::Area { page, left, top, width, height },
            Self::Area { page: next_page, left: next_left, top: next_top, height: next_height, .. },
        ) = (self, next)
        else {
            return false;
        };
        let is_level = (top - next_top).abs() < 0.01 && (height - next_height).abs() < 0.01;
        page == next_page && is_level && (left + width - next_left).abs() < TOUCHING * height
    }

    /// Adds an area that this one touches.
    fn extend(&mut self, next: &Self) {
        if let (Self::Area { left, width, .. }, Self::Area { left: next_left, width: next_width, .. }) = (self, next) {
            *width = width.max(next_left + next_width - *left);
        }
    }
}

/// Areas touch, if less than this share of their height is between them: less than a blank.
const TOUCHING: f32 = 0.08;

impl Piece {
    /// The part of its origin that `span` covers; `text` is its own.
    fn cut(&self, span: Span, text: &str) -> Origin {
        match &self.origin {
            Origin::Bytes(bytes) if bytes.len() == self.span.len() => {
                let from = bytes.start + span.start().saturating_sub(self.span.start()) as u32;
                let to = bytes.end - self.span.end().saturating_sub(span.end()) as u32;
                Origin::Bytes(from..to)
            }
            // As if all its letters were equally wide, and the blank behind it nothing; what is cut is a word.
            Origin::Area { page, left, top, width, height } if !self.span.is_empty() => {
                let word = text.trim_end();
                let letters = word.chars().count().max(1);
                let part = |at: usize| {
                    let before = word.char_indices().take_while(|(index, _)| self.span.start() + index < at).count();
                    width * before as f32 / letters as f32
                };
                let (from, to) = (part(span.start()), part(span.end()));
                Origin::Area { page: *page, left: left + from, top: *top, width: to - from, height: *height }
            }
            Origin::Bytes(_) | Origin::Paragraph(_) | Origin::Area { .. } => self.origin.clone(),
        }
    }
}

/// Puts a [`Document`] together, block by block, in reading order. Nothing else makes spans out of nothing.
#[derive(Debug, Default)]
pub struct Builder {
    document: Document,
}

impl Builder {
    /// For a file with these pages and, where it differs from the reading order, this order of its text; `attachment` as in
    /// [`Document::attachment`].
    pub fn new(pages: Vec<PageSize>, stream: Option<String>, attachment: Option<String>) -> Self {
        Self { document: Document { pages, stream, attachment, ..Document::default() } }
    }

    /// Starts a block; the lines that follow belong to it. Returns nothing: a block's span is known when it is full.
    pub fn block(&mut self, kind: BlockKind, indent: u8) {
        let document = &mut self.document;
        let is_item = |kind: BlockKind| matches!(kind, BlockKind::ListItem { .. });
        if let Some(last) = document.blocks.last()
            && !document.text.is_empty()
            && kind != BlockKind::Rule
        {
            document.text.push_str(if is_item(last.kind) && is_item(kind) { "\n" } else { "\n\n" });
        }
        let at = document.text.len();
        document.blocks.push(Block { kind, indent, span: Span::new(at..at), lines: Vec::new() });
    }

    /// Starts a line of the block that was started last.
    pub fn line(&mut self, setting: Setting) {
        let Document { text, blocks, .. } = &mut self.document;
        if let Some(block) = blocks.last_mut() {
            if !block.lines.is_empty() {
                text.push('\n');
            }
            block.lines.push(Line { span: Span::new(text.len()..text.len()), runs: Vec::new(), setting });
        }
    }

    /// Adds text to the line that was started last, and tells where it stands now. Line feeds in it become blanks, so that a
    /// line stays one.
    pub fn run(&mut self, text: &str, style: Style, link: Option<String>, origin: Origin) -> Span {
        let document = &mut self.document;
        let from = document.text.len();
        let nowhere = Span::new(from..from);
        let Some(block) = document.blocks.last_mut() else { return nowhere };
        let Some(last_line) = block.lines.last_mut() else { return nowhere };
        if text.is_empty() {
            return nowhere;
        }
        document.text.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
        let span = Span::new(from..document.text.len());
        document.pieces.push(Piece { span, origin });
        last_line.span = last_line.span.to(span);
        block.span = block.span.to(span);
        match last_line.runs.last_mut() {
            Some(last) if last.style == style && last.link == link => last.span = last.span.to(span),
            _ => last_line.runs.push(Run { span, style, link }),
        }
        span
    }

    pub fn finish(self) -> Document {
        self.document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(builder: &mut Builder, text: &str, at: u32) {
        builder.run(text, Style::default(), None, Origin::Bytes(at..at + text.len() as u32));
    }

    #[test]
    fn a_sentence_broken_by_a_column_has_two_origins() {
        let mut builder = Builder::default();
        builder.block(BlockKind::Heading { level: 2 }, 0);
        builder.line(Setting::default());
        plain(&mut builder, "Lakehouse Ltd", 0);
        builder.block(BlockKind::ListItem { ordered: false }, 1);
        builder.line(Setting::default());
        plain(&mut builder, "cheap table storage ", 20);
        plain(&mut builder, "over S3", 400);
        let document = builder.finish();
        let item = document.blocks()[1].span;
        assert_eq!(document.slice(item), "cheap table storage over S3");
        assert_eq!(document.origins(item).len(), 2);
        let s3 = item.sub(25..27);
        assert_eq!(document.slice(s3), "S3");
        assert_eq!(document.origins(s3), [Origin::Bytes(405..407)]);
        assert_eq!(document.text(), "Lakehouse Ltd\n\ncheap table storage over S3");
    }
}
