//! The text of a part: paragraphs, tables, what stands in boxes.

use roxmltree::Node;

use super::numbering::{Mark, Numbering};
use super::relations::Relations;
use super::run::{Fields, Inline};
use super::styles::{List, Named, Style, Styles, ground, is_ruled, outline, value};
use crate::reader::ReadError;
use crate::reader::ink::Paint;
use crate::reader::links::Links;
use crate::reader::office::package::Package;
use crate::reader::office::story::{Item, Paragraph, Role};
use crate::reader::office::xml::{attribute, child, elements, name, parse};

/// Reads parts into paragraphs.
pub(super) struct Body<'s> {
    pub(super) styles: &'s Styles,
    numbering: &'s Numbering,
    pub(super) links: Links,
    pub(super) fields: Fields,
    /// There is a picture in one of the parts.
    pub(super) has_picture: bool,
    items: Vec<Item>,
    /// How many lists the paragraph before stands in.
    list_level: u8,
    /// What is written on.
    pub(super) ground: Paint,
}

impl<'s> Body<'s> {
    /// `ground` is that of the pages.
    pub(super) fn new(styles: &'s Styles, numbering: &'s Numbering, ground: Paint) -> Self {
        Self {
            styles,
            numbering,
            links: Links::default(),
            fields: Fields::default(),
            has_picture: false,
            items: Vec::new(),
            list_level: 0,
            ground,
        }
    }

    /// What stands in the parts with these names; one that cannot be read is left out.
    ///
    /// # Errors
    /// As those of [`Package::optional`].
    pub(super) fn parts(&mut self, package: &mut Package, names: &[String]) -> Result<Vec<Item>, ReadError> {
        let mut items = Vec::new();
        for part in names {
            let Some(text) = package.optional(part)? else { continue };
            let relations = Relations::of(package, part)?;
            if let Ok(document) = parse(&text) {
                items.extend(self.story(document.root_element(), &relations));
            }
        }
        Ok(items)
    }

    /// What stands in a part with this root.
    pub(super) fn story(&mut self, root: Node, relations: &Relations) -> Vec<Item> {
        self.fields = Fields::default();
        self.blocks(root, relations);
        std::mem::take(&mut self.items)
    }

    fn blocks(&mut self, parent: Node, relations: &Relations) {
        for node in elements(parent) {
            match name(node) {
                "p" => self.paragraph(node, relations),
                "tr" if child(node, "trPr").is_some_and(|properties| child(properties, "del").is_some()) => {}
                "tr" => {
                    self.items.push(Item::Row);
                    self.blocks(node, relations);
                    self.items.push(Item::RowEnd);
                }
                "tc" => {
                    self.items.push(Item::Cell);
                    self.on(ground(child(node, "tcPr")), node, relations);
                }
                "tbl" => {
                    let properties = child(node, "tblPr");
                    let style = properties.and_then(|properties| child(properties, "tblStyle")).and_then(value);
                    let is_shaded = style.is_some_and(|style| self.styles.is_shaded(style));
                    let ground = if is_shaded { Some(Paint::Unknown) } else { ground(properties) };
                    self.on(ground, node, relations);
                }
                // The lines that part the notes from the text.
                "footnote" if attribute(node, "type").is_some_and(|kind| kind != "normal") => {}
                "body" | "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag" | "footnote" => {
                    self.blocks(node, relations);
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.blocks(chosen, relations);
                    }
                }
                _ => {}
            }
        }
    }

    /// Reads what stands in an element that has this ground, if it has one of its own.
    fn on(&mut self, ground: Option<Paint>, node: Node, relations: &Relations) {
        let outer = self.ground;
        self.ground = ground.unwrap_or(outer);
        self.blocks(node, relations);
        self.ground = outer;
    }

    fn paragraph(&mut self, node: Node, relations: &Relations) {
        let properties = child(node, "pPr");
        let style_id = properties.and_then(|properties| child(properties, "pStyle")).and_then(value);
        let style = self.styles.paragraph(style_id);
        let (role, indent) = self.role(properties, style_id, &style);
        self.list_level = indent;
        let ground = ground(properties).or(style.ground);
        let mut inline = Inline::new(self, relations, &style, role, ground);
        inline.read(node, None);
        let (pieces, boxes) = inline.finish();
        let is_ruled = is_ruled(properties).unwrap_or(style.ruled.unwrap_or(false));
        self.items.push(Item::Paragraph(Paragraph { role, indent, is_ruled, pieces }));
        for content in boxes {
            // What a box is filled with, and what lies under it, is not worked out.
            self.on(Some(Paint::Unknown), content, relations);
        }
    }

    /// What a paragraph is, and how many lists it stands in.
    fn role(&self, properties: Option<Node>, style_id: Option<&str>, style: &Style) -> (Role, u8) {
        if let Some(role) = heading(properties, style) {
            return (role, 0);
        }
        let own = List::read(properties);
        let by_style = own.number.is_none();
        let number = own.number.or_else(|| style.list.number.clone());
        if let Some(number) = number {
            let of_style = || style_id.and_then(|style| self.numbering.level_of_style(&number, style));
            let level =
                own.level.or_else(|| if by_style { of_style() } else { None }).or(style.list.level).unwrap_or(0);
            // The number 0 takes a paragraph out of the list that its style puts it in.
            return match self.numbering.mark(&number, level) {
                _ if number == "0" => (Role::Body, 0),
                // A further paragraph of an item, if there is one.
                Mark::Nothing => (Role::Body, self.list_level.min(level.saturating_add(1))),
                mark => (Role::Item { ordered: mark == Mark::Number }, level.saturating_add(1)),
            };
        }
        match style.named {
            Some(Named::Item { ordered, level }) => (Role::Item { ordered }, level.saturating_add(1)),
            Some(Named::Role(role @ (Role::Term | Role::Description))) => (role, 1),
            Some(Named::Role(Role::Subtitle)) => (Role::Subtitle, 0),
            _ => (Role::Body, 0),
        }
    }
}

/// The heading that a paragraph is by its outline level or its style's name.
fn heading(properties: Option<Node>, style: &Style) -> Option<Role> {
    match outline(properties) {
        Some(level @ 0..=8) => return Some(Role::Heading(level + 1)),
        Some(_) => return None,
        None => {}
    }
    match style.named {
        Some(Named::Role(role @ (Role::Title | Role::Heading(_)))) => return Some(role),
        Some(Named::Role(Role::Subtitle)) => return None,
        _ => {}
    }
    style.outline.filter(|level| *level < 9).map(|level| Role::Heading(level + 1))
}

/// The one of several versions of some content that is read: the first, unless the text stands in the other only.
pub(super) fn chosen<'a, 'input>(alternatives: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
    let says = |node: &Node| node.descendants().any(|node| matches!(name(node), "t" | "txbxContent"));
    let mut branches = elements(alternatives).filter(|node| matches!(name(*node), "Choice" | "Fallback"));
    let first = branches.next()?;
    if says(&first) {
        return Some(first);
    }
    branches.find(says).or(Some(first))
}
