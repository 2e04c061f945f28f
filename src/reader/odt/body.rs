//! The text of a document: headings, paragraphs, lists, tables, what stands in frames.

use roxmltree::Node;

use super::styles::{Style, Styles};
use crate::characters::is_private;
use crate::document;
use crate::reader::ink::{Paint, TINY};
use crate::reader::links::{Links, address, is_picture};
use crate::reader::office::story::{Item, Paragraph, Piece, Role};
use crate::reader::office::symbols::drawn;
use crate::reader::office::xml::{attribute, child, elements, name};

/// Most blanks that one element stands for.
const MOST_BLANKS: usize = 100;

/// Reads text into paragraphs.
pub(super) struct Body<'s> {
    styles: &'s Styles,
    pub(super) links: Links,
    /// There is a picture in it.
    pub(super) has_picture: bool,
    /// What stands in the notes.
    pub(super) notes: Vec<Item>,
    items: Vec<Item>,
    /// What is written on.
    ground: Paint,
}

/// The list that a paragraph stands in.
#[derive(Debug, Clone, Copy, Default)]
struct List<'a> {
    /// How many lists stand in one another; 0 outside any.
    level: u8,
    style: Option<&'a str>,
    /// The paragraph is the first of its item.
    is_first: bool,
}

impl<'s> Body<'s> {
    /// `ground` is that of the pages.
    pub(super) fn new(styles: &'s Styles, ground: Paint) -> Self {
        Self { styles, links: Links::default(), has_picture: false, notes: Vec::new(), items: Vec::new(), ground }
    }

    /// What stands in an element.
    pub(super) fn story(&mut self, parent: Node) -> Vec<Item> {
        self.blocks(parent, List::default());
        std::mem::take(&mut self.items)
    }

    fn blocks<'a>(&mut self, parent: Node<'a, '_>, mut list: List<'a>) {
        for node in elements(parent) {
            match name(node) {
                "p" | "h" => {
                    self.paragraph(node, list);
                    list.is_first = false;
                }
                "list" => {
                    let style = attribute(node, "style-name").or(list.style);
                    self.blocks(node, List { level: list.level.saturating_add(1), style, is_first: false });
                    list.is_first = false;
                }
                "list-item" => self.blocks(node, List { is_first: true, ..list }),
                "list-header" => self.blocks(node, List { is_first: false, ..list }),
                "table-row" => {
                    self.items.push(Item::Row);
                    self.blocks(node, List::default());
                    self.items.push(Item::RowEnd);
                }
                "table-cell" => {
                    self.items.push(Item::Cell);
                    let ground = self.styles.ground("table-cell", attribute(node, "style-name"));
                    self.on(ground, node, List::default());
                }
                "table" => {
                    let ground = self.styles.ground("table", attribute(node, "style-name"));
                    self.on(ground, node, list);
                }
                "section" if attribute(node, "display") == Some("none") => {}
                "table-header-rows" | "table-rows" | "table-row-group" | "section" | "table-of-content"
                | "index-body" | "index-title" | "numbered-paragraph" | "text-box" => self.blocks(node, list),
                "frame" | "custom-shape" | "rect" | "g" | "a" => self.frame(node),
                _ => {}
            }
        }
    }

    /// Reads what stands in an element that has this ground, if it has one of its own.
    fn on<'a>(&mut self, ground: Option<Paint>, node: Node<'a, '_>, list: List<'a>) {
        let outer = self.ground;
        self.ground = ground.unwrap_or(outer);
        self.blocks(node, list);
        self.ground = outer;
    }

    fn paragraph<'a>(&mut self, node: Node<'a, '_>, list: List<'a>) {
        let style = self.styles.paragraph(attribute(node, "style-name"));
        let (role, indent) = self.role(node, &style, list);
        let mut inline = Inline {
            body: self,
            keeps_case: matches!(role, Role::Title | Role::Heading(_)),
            pieces: Vec::new(),
            has_text: false,
            frames: Vec::new(),
            ends_blank: true,
        };
        inline.read(node, &style, None);
        let Inline { pieces, frames, .. } = inline;
        self.items.push(Item::Paragraph(Paragraph { role, indent, is_ruled: style.ruled, pieces }));
        for frame in frames {
            self.frame(frame);
        }
    }

    /// What a paragraph is, and how many lists it stands in.
    fn role(&self, node: Node, style: &Style, list: List) -> (Role, u8) {
        let level = attribute(node, "outline-level").and_then(|level| level.parse().ok());
        if name(node) == "h" {
            // Title styles may have a level too; their name says more.
            let role = style.role.filter(|role| *role == Role::Title);
            return (role.unwrap_or(Role::Heading(level.unwrap_or(1).max(1))), 0);
        }
        match (style.role, style.outline) {
            (Some(role @ (Role::Title | Role::Heading(_))), _) => return (role, 0),
            (_, Some(level @ 1..)) => return (Role::Heading(level), 0),
            (Some(role @ (Role::Term | Role::Description)), _) => return (role, 1),
            _ => {}
        }
        let list_style = list.style.or(style.list.as_deref()).unwrap_or_default();
        let is_blank = self.styles.is_blank(list_style, list.level.max(1));
        let role = match style.role {
            _ if list.is_first && !is_blank => {
                Role::Item { ordered: self.styles.is_numbered(list_style, list.level.max(1)) }
            }
            Some(Role::Subtitle) => Role::Subtitle,
            _ => Role::Body,
        };
        (role, if is_blank { 0 } else { list.level })
    }

    /// What stands in a frame or a drawing.
    fn frame(&mut self, frame: Node) {
        for node in elements(frame) {
            match name(node) {
                // What a box is filled with, and what lies under it, is not worked out.
                "text-box" => self.on(Some(Paint::Unknown), node, List::default()),
                "image" => self.has_picture = true,
                "p" | "h" => self.paragraph(node, List::default()),
                "list" => self.blocks(frame, List::default()),
                "frame" | "custom-shape" | "rect" | "g" | "a" => self.frame(node),
                _ => {}
            }
            if name(node) == "list" {
                break;
            }
        }
    }
}

/// Reads what stands in one paragraph.
struct Inline<'b, 's, 'a, 'input> {
    body: &'b mut Body<'s>,
    /// Its words stay as they were typed, whatever a style makes of their case.
    keeps_case: bool,
    pieces: Vec<Piece>,
    /// One of the pieces says something.
    has_text: bool,
    frames: Vec<Node<'a, 'input>>,
    /// The text so far ends with a blank, or there is none: a further blank of the file says nothing.
    ends_blank: bool,
}

impl<'a, 'input> Inline<'_, '_, 'a, 'input> {
    fn read(&mut self, parent: Node<'a, 'input>, style: &Style, link: Option<usize>) {
        for node in parent.children() {
            if node.is_text() {
                let text = self.collapsed(node.text().unwrap_or_default());
                self.text(&text, style, link);
                continue;
            }
            match name(node) {
                "span" => {
                    let own = attribute(node, "style-name").map(|name| self.body.styles.span(name));
                    let style = own.map_or_else(|| style.clone(), |own| own.or(style));
                    self.read(node, &style, link);
                }
                "a" => {
                    let target = attribute(node, "href").unwrap_or_default();
                    let link = self.body.links.open(target, &(0..0)).or(link);
                    let before = (self.pieces.len(), self.frames.len());
                    self.read(node, style, link);
                    self.picture_link(before, target, link);
                }
                "s" => {
                    let count = attribute(node, "c").and_then(|count| count.parse().ok()).unwrap_or(1);
                    self.text(&" ".repeat(count.min(MOST_BLANKS)), style, link);
                }
                "tab" => self.text("\t", style, link),
                "line-break" => self.text("\n", style, link),
                "page-number" | "page-count" => {
                    let before = self.pieces.len();
                    self.read(node, style, link);
                    self.pieces.iter_mut().skip(before).for_each(|piece| piece.is_page_number = true);
                }
                "note" => {
                    if let Some(note) = child(node, "note-body") {
                        let items = std::mem::take(&mut self.body.items);
                        let story = self.body.story(note);
                        self.body.notes.extend(story);
                        self.body.items = items;
                    }
                }
                "frame" | "custom-shape" | "rect" | "g" => self.frames.push(node),
                "" | "annotation" | "annotation-end" | "hidden-text" | "hidden-paragraph" | "ruby-text"
                | "tracked-changes" | "change" | "bookmark" | "script" => {}
                _ => self.read(node, style, link),
            }
        }
    }

    /// A link that shows nothing but an icon still leads somewhere: its target stands for it. `before` is how many pieces and
    /// frames there were before it.
    fn picture_link(&mut self, before: (usize, usize), target: &str, link: Option<usize>) {
        let (pieces, frames) = before;
        let is_picture = if self.pieces.len() == pieces {
            self.frames.len() > frames
        } else {
            is_picture(self.pieces.iter().skip(pieces).map(|piece| piece.text.as_str()))
        };
        if let Some(shown) = address(target).filter(|_| is_picture && link.is_some()) {
            let style = document::Style { alt: true, ..document::Style::default() };
            self.pieces.push(Piece { text: format!(" {shown} "), style, link, ..Piece::default() });
            self.ends_blank = true;
        }
    }

    /// The text with its white space as it counts: any number of blanks and line ends of the file are one.
    fn collapsed(&mut self, text: &str) -> String {
        let mut collapsed = String::with_capacity(text.len());
        for c in text.chars() {
            let is_blank = matches!(c, ' ' | '\t' | '\r' | '\n');
            if !(is_blank && self.ends_blank) {
                collapsed.push(if is_blank { ' ' } else { c });
            }
            self.ends_blank = is_blank;
        }
        collapsed
    }

    fn text(&mut self, text: &str, style: &Style, link: Option<usize>) {
        let ground = style.ground.unwrap_or(self.body.ground);
        let is_swallowed = style.color.is_some_and(|color| color.is_swallowed(ground));
        if style.hidden == Some(true) || text.is_empty() || is_swallowed || style.half_points() <= TINY {
            return;
        }
        self.ends_blank = text.ends_with(char::is_whitespace);
        let signs = style.signs == Some(true);
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_whitespace() || !(signs || is_private(c)) {
                shown.push(c);
            } else {
                shown.push(drawn(!self.has_text && shown.trim().is_empty()));
            }
        }
        if style.capitals == Some(true) && !self.keeps_case {
            shown = shown.to_uppercase();
        }
        let look = document::Style {
            bold: style.bold == Some(true),
            italic: style.italic == Some(true),
            underline: style.underline == Some(true) && link.is_none(),
            ..document::Style::default()
        };
        self.has_text |= !shown.trim().is_empty();
        self.pieces.push(Piece { text: shown, style: look, link, size: style.half_points(), is_page_number: false });
    }
}
