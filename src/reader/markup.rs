//! Elements -> blocks: what HTML and Markdown have in common. Readers report elements as they open and close, and the
//! text between them; no tree is built, and nothing here recurses.

use std::ops::Range;

use super::RawBlock;
use super::element::{Attributes, Element, Role, declared, is_floated, is_picture, word_list_level};
use super::flow::{Flow, Gap};
use super::links::Links;
use super::row::Line;
use super::style_sheet::StyleSheet;
use super::visible::Seen;

mod content;

/// How far up the stack the element that an end tag closes is looked for.
const REACH: usize = 64;

/// White space between an inline element that has just closed and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    No,
    /// Whether that element belongs to a layout.
    Closed(bool),
    Spaced,
}

/// The open elements, and the blocks made so far.
#[derive(Debug)]
pub(super) struct Markup {
    flow: Flow,
    stack: Vec<Element>,
    links: Links,
    between: Between,
    /// Lines of the open preformatted element.
    pre: Option<Vec<Line<'static>>>,
    /// For each open row: number of its first block, and of the first block of each cell.
    rows: Vec<(usize, Vec<usize>)>,
    sheet: StyleSheet,
    /// How text outside any element is seen.
    page: Seen,
    /// Letters that are read, and those that are not because a style sheet does not display them.
    letters: (usize, usize),
    /// How many elements style sheets do not display.
    folded: usize,
}

impl Markup {
    pub(super) fn new() -> Self {
        Self::with_styles(StyleSheet::default(), true)
    }

    /// For a page with this style sheet; `knows_styles` if there is no other.
    pub(super) fn with_styles(sheet: StyleSheet, knows_styles: bool) -> Self {
        Self {
            sheet,
            page: Seen::on_page(knows_styles),
            letters: (0, 0),
            folded: 0,
            flow: Flow::new(),
            stack: Vec::new(),
            links: Links::default(),
            between: Between::No,
            pre: None,
            rows: Vec::new(),
        }
    }

    pub(super) fn flow(&mut self) -> &mut Flow {
        &mut self.flow
    }

    /// Number of open elements.
    pub(super) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Whether style sheets keep back several elements, and with them more than they show: what one script after another
    /// brings up.
    pub(super) fn is_folded(&self) -> bool {
        self.folded > 1 && self.letters.1 > self.letters.0
    }

    fn hidden(&self) -> bool {
        self.stack.last().is_some_and(|top| top.hidden)
    }

    /// An element opens.
    pub(super) fn start(&mut self, name: &str, role: Role, attributes: &Attributes, at: Range<usize>) {
        match name {
            "br" => return self.line_break(at),
            "hr" => return self.rule(),
            "img" => return self.image(attributes),
            "wbr" | "input" | "meta" | "link" | "base" | "col" | "source" | "track" | "embed" | "area" | "param" => {
                return;
            }
            _ => {}
        }
        self.imply_ends(role);
        let declared = declared(name, attributes, &self.sheet, &self.stack);
        let mut element = Element::within(self.stack.last(), self.page, name, role, attributes, &declared);
        let hidden = element.hidden;
        if !role.is_inline() && !hidden {
            self.boundary();
        }
        if hidden && is_picture(attributes) && !self.hidden() && self.pre.is_none() {
            // What stands on both sides of it is set apart.
            self.flow.gap(Gap::Tab, at.clone());
        }
        self.folded += usize::from(element.folded && self.stack.last().is_none_or(|around| !around.folded));
        if declared.is_tab && !hidden {
            self.flow.gap(Gap::Tab, at.clone());
        }
        if name == "a"
            && let Some(target) = &attributes.href
        {
            element.link = self.links.open(target, &attributes.href_at);
        }
        let here = self.stack.len();
        match role {
            Role::Heading(_) | Role::Term | Role::Description | Role::Cell => element.anchor = Some(here),
            Role::Item => {
                element.anchor = Some(here);
                let list = self.enclosing(|role| matches!(role, Role::List { .. }));
                element.ordered = list.is_some_and(|list| list.role == Role::List { ordered: true });
                if list.is_none() {
                    element.indent = element.indent.saturating_add(1);
                }
            }
            Role::Quote => {
                element.anchor = None;
                element.indent = element.indent.saturating_add(1);
            }
            Role::List { .. } | Role::Definitions => element.indent = element.indent.saturating_add(1),
            Role::Paragraph => {
                if let Some(level) = word_list_level(attributes) {
                    element.role = Role::Item;
                    element.anchor = Some(here);
                    element.indent = element.indent.saturating_add(level);
                } else if attributes.class.split_whitespace().any(|class| class == "MsoTitle") {
                    element.role = Role::Heading(1);
                    element.anchor = Some(here);
                }
            }
            Role::Inline | Role::Aside | Role::Block | Role::Table | Role::Row | Role::Preformatted | Role::Skipped => {
            }
        }
        self.note_start(&element, attributes, at);
        match role {
            _ if element.hidden => {}
            Role::Preformatted if self.pre.is_none() => self.pre = Some(vec![Line::default()]),
            Role::Row => self.rows.push((self.flow.len(), Vec::new())),
            Role::Cell => {
                let here = self.flow.len();
                if let Some((_, cells)) = self.rows.last_mut() {
                    cells.push(here);
                }
            }
            _ => {}
        }
        self.stack.push(element);
    }

    /// Sets an inline element apart from what precedes it.
    fn note_start(&mut self, element: &Element, attributes: &Attributes, at: Range<usize>) {
        if element.hidden || self.pre.is_some() {
            return;
        }
        if !element.role.is_inline() {
            self.between = Between::No;
            return;
        }
        if !element.sets_apart {
            return;
        }
        match self.between {
            // The parts of a name belong together.
            Between::Spaced if !self.is_in_name() => self.flow.gap(Gap::Loose, at.clone()),
            Between::Closed(true) if element.is_layout && !self.is_in_name() => self.flow.gap(Gap::Seam, at.clone()),
            _ => {}
        }
        self.between = Between::No;
        if element.role == Role::Aside && self.flow.pending() >= Gap::Blank {
            self.flow.gap(Gap::Aside, at.clone());
        }
        if is_floated(attributes) {
            self.flow.gap(Gap::Tab, at);
        }
    }

    /// Whether the text here is a person's name, as far as the markup says.
    fn is_in_name(&self) -> bool {
        let block = self.stack.iter().rev().take(REACH).find(|element| !element.role.is_inline());
        block.is_some_and(|block| block.role == Role::Heading(1) || block.is_name)
    }

    /// An element closes; without an open element of that name nothing happens.
    pub(super) fn end(&mut self, name: &str, at: Range<usize>) {
        if name == "br" {
            return self.line_break(at);
        }
        let found = self.stack.iter().rev().take(REACH).position(|element| element.name == name);
        if let Some(above) = found {
            self.close_to(self.stack.len() - above - 1);
        }
    }

    /// Closes elements until `depth` are open.
    pub(super) fn close_to(&mut self, depth: usize) {
        while self.stack.len() > depth {
            self.close();
        }
    }

    /// Closes inline elements, paragraphs and preformatted text until `depth` elements are open or another kind is met:
    /// what a piece of HTML within Markdown may not leave open.
    pub(super) fn close_loose(&mut self, depth: usize) {
        while self.stack.len() > depth
            && self.stack.last().is_some_and(|top| {
                top.role.is_inline() || matches!(top.role, Role::Paragraph | Role::Preformatted | Role::Skipped)
            })
        {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(element) = self.stack.pop() else { return };
        if element.hidden {
            return;
        }
        match element.role {
            Role::Inline | Role::Aside => {
                if element.name == "a" {
                    self.name_empty_link(&element);
                }
                if element.sets_apart && self.between == Between::No {
                    self.between = Between::Closed(element.is_layout);
                }
                return;
            }
            Role::Preformatted => self.flush_preformatted(),
            Role::Row => {
                if let Some((from, cells)) = self.rows.pop() {
                    self.flow.row(from, &cells);
                }
            }
            _ => {}
        }
        self.boundary();
    }

    /// A block begins or ends here.
    fn boundary(&mut self) {
        self.between = Between::No;
        if self.pre.is_some() {
            if let Some(pre) = &mut self.pre {
                pre.push(Line::default());
            }
        } else {
            self.flow.end();
        }
    }

    /// Closes what the start of an element of this role closes in HTML without an end tag.
    fn imply_ends(&mut self, role: Role) {
        let closes: fn(Role) -> bool = match role {
            Role::Inline | Role::Aside | Role::Skipped => return,
            Role::Item => |role| matches!(role, Role::Item | Role::Paragraph),
            Role::Term | Role::Description => |role| matches!(role, Role::Term | Role::Description | Role::Paragraph),
            Role::Cell => |role| matches!(role, Role::Cell | Role::Paragraph),
            Role::Row => |role| matches!(role, Role::Cell | Role::Row | Role::Paragraph),
            Role::Heading(_) => |role| matches!(role, Role::Paragraph | Role::Heading(_)),
            _ => |role| role == Role::Paragraph,
        };
        let stops = |role: Role| {
            matches!(role, Role::List { .. } | Role::Definitions | Role::Table | Role::Quote | Role::Preformatted)
        };
        let mut depth = None;
        for (above, element) in self.stack.iter().rev().take(REACH).enumerate() {
            if stops(element.role) || (element.role == Role::Block && !matches!(role, Role::Row | Role::Cell)) {
                break;
            }
            if closes(element.role) && !(element.role == Role::Item && element.name == "p" && role != Role::Item) {
                depth = Some(self.stack.len() - above - 1);
            }
        }
        if let Some(depth) = depth {
            self.close_to(depth);
        }
    }

    fn enclosing(&self, is: fn(Role) -> bool) -> Option<&Element> {
        self.stack.iter().rev().take(REACH).find(|element| is(element.role))
    }

    pub(super) fn finish(mut self) -> Vec<RawBlock> {
        self.close_to(0);
        self.flush_preformatted();
        self.flow.finish()
    }
}
