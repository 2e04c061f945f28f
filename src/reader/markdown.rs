//! Markdown in the dialects that CVs are written in -> blocks: `CommonMark`, GitHub's, kramdown, pandoc, and what
//! converters from PDF make. Every element is reported to [`Markup`], as HTML's are.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::element::{Attributes, Role};
use super::flow::Gap;
use super::markup::Markup;
use super::{RawBlock, html, mask, wrap};
use crate::document::{BlockKind, Style};
use crate::signs::any_of;

/// Reads Markdown.
pub(super) fn read(text: &str) -> Vec<RawBlock> {
    let masked = mask::mask(text);
    let source = masked.text.as_ref();
    let mut reader = Reader {
        source,
        markup: Markup::new(),
        depths: Vec::new(),
        html: None,
        image: None,
        metadata: None,
        width: wrap::width(&breaks(source)),
        is_debris: masked.is_debris,
        paragraph: 0..0,
        paragraph_width: None,
    };
    for (number, line) in masked.title.into_iter().enumerate() {
        let kind = if number == 0 { BlockKind::Heading { level: 1 } } else { BlockKind::Paragraph };
        let flow = reader.markup.flow();
        flow.block(kind, 0);
        flow.text(text.get(line.clone()).unwrap_or_default(), line.start, Style::default(), None);
        flow.end();
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let from = reader.matter(options);
    for (event, at) in Parser::new_ext(source.get(from..).unwrap_or_default(), options).into_offset_iter() {
        reader.event(event, at.start + from..at.end + from);
    }
    reader.markup.finish()
}

struct Reader<'a> {
    source: &'a str,
    markup: Markup,
    /// For each open element, how many elements were open once it was.
    depths: Vec<usize>,
    /// The HTML block that is open: where it stands, and its pieces.
    html: Option<(Range<usize>, Vec<Range<usize>>)>,
    /// The image that is open: its text, and where that stands.
    image: Option<(String, Range<usize>)>,
    /// The front matter that is open.
    metadata: Option<Range<usize>>,
    /// The width at which the source wraps.
    width: Option<usize>,
    /// The text comes from a converter.
    is_debris: bool,
    paragraph: Range<usize>,
    paragraph_width: Option<usize>,
}

impl Reader<'_> {
    /// Reads the front matter and returns where it ends. Between two rules further down stands text.
    fn matter(&mut self, options: Options) -> usize {
        if !self.source.trim_start().starts_with(['-', '+']) {
            return 0;
        }
        let options =
            options | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
        for (event, at) in Parser::new_ext(self.source, options).into_offset_iter() {
            let end = matches!(event, Event::End(TagEnd::MetadataBlock(_))).then_some(at.end);
            if self.metadata.is_none() && !matches!(event, Event::Start(Tag::MetadataBlock(_))) {
                return 0;
            }
            self.event(event, at);
            if let Some(end) = end {
                return end;
            }
        }
        0
    }

    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag, at),
            Event::Text(text) => self.text(&text, at),
            Event::Code(code) => self.code(&code, at),
            Event::Html(_) => {
                if let Some((_, pieces)) = &mut self.html {
                    pieces.push(at);
                }
            }
            Event::InlineHtml(_) => {
                let raw = self.source.get(at.clone()).unwrap_or_default();
                if self.image.is_none() {
                    html::feed(&mut self.markup, raw, at.start);
                }
            }
            Event::SoftBreak => {
                if let Some((text, _)) = &mut self.image {
                    text.push(' ');
                } else {
                    let gap = self.soft_break(&at);
                    self.markup.flow().gap(gap, at);
                }
            }
            Event::HardBreak => self.markup.flow().gap(Gap::Line, at),
            Event::Rule => self.markup.start("hr", Role::Block, &Attributes::default(), at),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn open(&mut self, name: &str, role: Role, at: Range<usize>) {
        self.open_with(name, role, Attributes::default(), at);
    }

    fn open_with(&mut self, name: &str, role: Role, attributes: Attributes, at: Range<usize>) {
        self.markup.start(name, role, &Attributes { mark: true, ..attributes }, at);
        self.depths.push(self.markup.depth());
    }

    fn start(&mut self, tag: Tag<'_>, at: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.paragraph = at.clone();
                self.paragraph_width = None;
                self.open("p", Role::Paragraph, at);
            }
            Tag::Heading { level, .. } => self.open("h", Role::Heading(level as u8), at),
            Tag::BlockQuote(_) => self.open("blockquote", Role::Quote, at),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.open("pre", Role::Preformatted, at);
            }
            Tag::HtmlBlock => self.html = Some((at, Vec::new())),
            Tag::List(start) => self.open("list", Role::List { ordered: start.is_some() }, at),
            Tag::Item => {
                self.paragraph = at.clone();
                self.paragraph_width = None;
                self.open("li", Role::Item, at);
            }
            Tag::DefinitionList => self.open("dl", Role::Definitions, at),
            Tag::DefinitionListTitle => self.open("dt", Role::Term, at),
            Tag::DefinitionListDefinition => self.open("dd", Role::Description, at),
            Tag::Table(_) => self.open("table", Role::Table, at),
            Tag::TableHead | Tag::TableRow => self.open("tr", Role::Row, at),
            Tag::TableCell => self.open("td", Role::Cell, at),
            Tag::Emphasis => self.open("em", Role::Inline, at),
            Tag::Strong => self.open("strong", Role::Inline, at),
            Tag::Link { link_type, dest_url, .. } => {
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                let href_at = self.find(&target, &at);
                self.open_with(
                    "a",
                    Role::Inline,
                    Attributes { href: Some(target), href_at, ..Attributes::default() },
                    at,
                );
            }
            Tag::Image { .. } => self.image = Some((String::new(), at.start..at.start)),
            Tag::MetadataBlock(_) => self.metadata = Some(at.start..at.start),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.open("s", Role::Inline, at),
            Tag::FootnoteDefinition(_) => self.open("div", Role::Block, at),
        }
    }

    fn end(&mut self, tag: TagEnd, at: Range<usize>) {
        match tag {
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::Image => {
                if let Some((alt, alt_at)) = self.image.take() {
                    let attributes = Attributes { alt: Some(alt), alt_at, ..Attributes::default() };
                    self.markup.start("img", Role::Inline, &attributes, at);
                }
            }
            TagEnd::MetadataBlock(_) => self.front_matter(),
            _ => {
                if let Some(depth) = self.depths.pop() {
                    self.markup.close_to(depth - 1);
                }
            }
        }
    }

    fn text(&mut self, text: &str, at: Range<usize>) {
        if let Some(metadata) = &mut self.metadata {
            if metadata.start >= metadata.end {
                metadata.start = at.start;
            }
            metadata.end = at.end;
        } else if let Some((alt, alt_at)) = &mut self.image {
            if alt.is_empty() {
                alt_at.start = at.start;
            }
            alt_at.end = at.end;
            alt.push_str(text);
        } else if self.source.get(at.clone()) == Some(text) {
            self.markup.text(text, at.start);
        } else {
            self.markup.replaced(text, at);
        }
    }

    fn code(&mut self, code: &CowStr<'_>, at: Range<usize>) {
        let inner = self.find(code, &at);
        self.open("code", Role::Inline, at);
        self.text(code, inner);
        if let Some(depth) = self.depths.pop() {
            self.markup.close_to(depth - 1);
        }
    }

    /// Where in `at` the text stands; `at` itself if it is not there byte for byte.
    fn find(&self, text: &str, at: &Range<usize>) -> Range<usize> {
        let place = self.source.get(at.clone()).and_then(|raw| raw.find(text));
        place.map_or(at.clone(), |offset| at.start + offset..at.start + offset + text.len())
    }

    /// An HTML block, given to the HTML reader in one piece where it stands in one.
    fn html_block(&mut self) {
        let Some((at, pieces)) = self.html.take() else { return };
        let depth = self.markup.depth();
        let is_whole = pieces.windows(2).all(|pair| match pair {
            [one, two] => self.source.get(one.end..two.start).is_some_and(|between| between.trim().is_empty()),
            _ => true,
        });
        if is_whole {
            let from = pieces.first().map_or(at.start, |piece| piece.start);
            let to = pieces.last().map_or(at.end, |piece| piece.end);
            html::feed(&mut self.markup, self.source.get(from..to).unwrap_or_default(), from);
        } else {
            for piece in pieces {
                html::feed(&mut self.markup, self.source.get(piece.clone()).unwrap_or_default(), piece.start);
            }
        }
        self.markup.close_loose(depth);
        self.markup.flow().end();
    }

    /// One block for each line `key: value` of the front matter.
    fn front_matter(&mut self) {
        let Some(at) = self.metadata.take() else { return };
        let flow = self.markup.flow();
        let mut from = at.start;
        for part in self.source.get(at).unwrap_or_default().split_inclusive('\n') {
            let line = part.trim();
            let start = from + part.len() - part.trim_start().len();
            from += part.len();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            flow.block(BlockKind::Metadata, 0);
            let (key, value) = line.split_once(':').map_or((line, ""), |(key, value)| (key, value));
            let colon = usize::from(key.len() < line.len());
            flow.text(line.get(..key.len() + colon).unwrap_or(line), start, Style::default(), None);
            let bare = value.trim().trim_matches(any_of("\"'"));
            if let Some(offset) = value.find(bare).filter(|_| !bare.is_empty()) {
                let value_at = start + key.len() + 1 + offset;
                flow.gap(Gap::Blank, start + key.len() + 1..value_at);
                flow.text(bare, value_at, Style::default(), None);
            }
        }
        flow.end();
    }

    /// What a line end within a paragraph means.
    fn soft_break(&mut self, at: &Range<usize>) -> Gap {
        let source = self.source;
        let before = source.get(..at.start).map_or("", |head| head.rsplit('\n').next().unwrap_or_default());
        let after = source.get(at.end..).map_or("", |tail| tail.split('\n').next().unwrap_or_default());
        let after = after.trim_start_matches(any_of("> \t"));
        if wrap::is_wrap(before, after, self.width) || is_running_prose(before, after) {
            return Gap::Wrap;
        }
        // Converters keep the narrow columns of a page.
        if self.is_debris && before.trim().chars().take(12).count() == 12 {
            let width = *self.paragraph_width.get_or_insert_with(|| {
                let lines = source.get(self.paragraph.clone()).unwrap_or_default().lines();
                lines.map(|line| line.trim().chars().count()).max().unwrap_or(0)
            });
            if wrap::is_full(before.trim(), after, width) {
                return Gap::Wrap;
            }
        }
        Gap::Line
    }
}

/// Whether both are lines of a paragraph of sentences.
fn is_running_prose(before: &str, after: &str) -> bool {
    let is_styled = after.starts_with(any_of("*_`<[!("));
    !is_styled
        && !wrap::starts_anew(after)
        && !wrap::starts_with_date(after)
        && (wrap::is_open_prose(before)
            || (before.chars().take(60).count() == 60
                && after.chars().take(60).count() == 60
                && !wrap::ends_with_year(before)
                && !before.contains(": ")))
}

/// The line ends of the source that may be wraps; see [`wrap::width`].
fn breaks(source: &str) -> Vec<wrap::Break> {
    let mut breaks = Vec::new();
    let mut before = "";
    for line in source.lines() {
        let text = line.trim_start();
        let starts_block = text.starts_with(any_of("#-*+>|:<`=~"))
            || text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(". ");
        let is_text = !before.trim().is_empty() && !before.starts_with(any_of("#|=<-"));
        if is_text && !text.is_empty() && !starts_block && !before.ends_with("  ") && !before.ends_with('\\') {
            breaks.push(wrap::Break::new(before, text));
        }
        before = line;
    }
    breaks
}
