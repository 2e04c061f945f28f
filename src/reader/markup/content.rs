//! What stands in elements: text, line breaks, rules, images.

use std::ops::Range;

use super::super::element::{Attributes, Element, Role, is_decoration};
use super::super::flow::Gap;
use super::super::row::{self, Line};
use super::super::text;
use super::{Between, Markup};
use crate::document::{BlockKind, Style};

impl Markup {
    /// Text that stands in the file at `at` byte for byte.
    pub(in crate::reader) fn text(&mut self, text: &str, at: usize) {
        if self.counts_as_hidden(text) {
            return;
        }
        if self.pre.is_some() {
            return self.preformatted(text, at..at + text.len(), true);
        }
        if text.contains('\t') && self.stack.last().is_some_and(|top| top.keeps_tabs) {
            let mut from = at;
            for part in text.split_inclusive('\t') {
                self.inked(part, from);
                from += part.len();
                if part.ends_with('\t') {
                    self.flow.gap(Gap::Tab, from - 1..from);
                }
            }
        } else {
            self.inked(text, at);
        }
    }

    /// Whether text is not read; counts it.
    fn counts_as_hidden(&mut self, text: &str) -> bool {
        let is_hidden = self.hidden();
        let letters = || text.chars().filter(|c| !c.is_whitespace()).count();
        if !is_hidden {
            self.letters.0 += letters();
        } else if self.stack.last().is_some_and(|top| top.folded && top.role != Role::Skipped) {
            self.letters.1 += letters();
        }
        is_hidden
    }

    fn inked(&mut self, text: &str, at: usize) {
        if text.trim().is_empty() {
            self.note_blank();
            return self.flow.text(text, at, Style::default(), None);
        }
        let (style, link) = self.begin_text(text);
        let target = self.links.target(link);
        self.flow.text(text, at, style, target);
    }

    /// Text that the file writes differently at `at`.
    pub(in crate::reader) fn replaced(&mut self, text: &str, at: Range<usize>) {
        if self.hidden() {
            return;
        }
        if self.pre.is_some() {
            return self.preformatted(text, at, false);
        }
        if text.trim().is_empty() {
            self.note_blank();
            return self.flow.replaced(text, at, Style::default(), None);
        }
        let (style, link) = self.begin_text(text);
        let target = self.links.target(link);
        self.flow.replaced(text, at, style, target);
    }

    pub(super) fn note_blank(&mut self) {
        if matches!(self.between, Between::Closed(_)) {
            self.between = Between::Spaced;
        }
    }

    /// Opens a block if none is open; gives the style and the link of the text that follows.
    fn begin_text(&mut self, text: &str) -> (Style, Option<usize>) {
        self.between = Between::No;
        let Some(top) = self.stack.last() else {
            if !self.flow.is_open() {
                self.flow.block(BlockKind::Paragraph, 0);
            }
            self.flow.count_direct(text);
            return (Style::default(), None);
        };
        let (style, link, indent, anchor, is_direct) =
            (top.style, top.link, top.indent, top.anchor, !top.role.is_inline());
        if !self.flow.is_open() {
            let kind = self.kind(anchor);
            self.flow.block(kind, indent);
        }
        if is_direct {
            self.flow.count_direct(text);
        }
        (style, self.links.mark(link))
    }

    /// The kind of block that text is in the element with index `anchor`.
    fn kind(&mut self, anchor: Option<usize>) -> BlockKind {
        let Some(element) = anchor.and_then(|anchor| self.stack.get_mut(anchor)) else { return BlockKind::Paragraph };
        let first = !std::mem::replace(&mut element.started, true);
        match element.role {
            Role::Heading(level) => BlockKind::Heading { level },
            Role::Item if first => BlockKind::ListItem { ordered: element.ordered },
            Role::Term => BlockKind::Term,
            Role::Description if first => BlockKind::Description,
            _ => BlockKind::Paragraph,
        }
    }

    /// `<br>`: see [`Gap::Break`].
    pub(super) fn line_break(&mut self, at: Range<usize>) {
        if self.hidden() {
            return;
        }
        self.between = Between::No;
        match &mut self.pre {
            Some(pre) => pre.push(Line { soft: true, ..Line::default() }),
            None => self.flow.gap(Gap::Break, at),
        }
    }

    pub(super) fn rule(&mut self) {
        if !self.hidden() {
            self.imply_ends(Role::Block);
            self.boundary();
            let indent = self.stack.last().map_or(0, |top| top.indent);
            self.flow.rule(indent);
        }
    }

    pub(super) fn image(&mut self, attributes: &Attributes) {
        let Some(alt) = attributes.alt.as_deref().filter(|alt| !attributes.hidden && !is_decoration(alt)) else {
            return;
        };
        let at = attributes.alt_at.clone();
        self.named(alt, at);
    }

    /// A link that shows nothing but an icon still leads somewhere: its target stands for it.
    pub(super) fn name_empty_link(&mut self, element: &Element) {
        if let Some((target, at)) = self.links.name(element.link) {
            self.stack.push(element.clone());
            self.named(&target, at);
            self.stack.pop();
        }
    }

    /// Text that stands for an image.
    fn named(&mut self, text: &str, at: Range<usize>) {
        if self.hidden() || self.pre.is_some() || text.trim().is_empty() {
            return;
        }
        let (style, link) = self.begin_text(text);
        let style = Style { alt: true, ..style };
        let target = self.links.target(link);
        if at.len() == text.len() {
            self.flow.text(text, at.start, style, target);
        } else {
            self.flow.replaced(text, at, style, target);
        }
    }

    fn preformatted(&mut self, text: &str, at: Range<usize>, exact: bool) {
        let (style, link) = self.stack.last().map_or((Style::default(), None), |top| (top.style, top.link));
        let link = self.links.mark(link);
        if let Some(lines) = &mut self.pre {
            row::push(lines, text, &at, exact, style, self.links.target(link));
        }
    }

    pub(super) fn flush_preformatted(&mut self) {
        if let Some(lines) = self.pre.take() {
            let indent = self.stack.last().map_or(0, |top| top.indent);
            text::lay_out(&lines, &mut self.flow, indent);
        }
    }
}
