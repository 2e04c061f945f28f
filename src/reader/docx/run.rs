//! What stands in a paragraph: runs, links, fields, boxes.

use roxmltree::Node;

use super::body::{Body, chosen};
use super::relations::Relations;
use super::styles::{Look, Style, value};
use crate::characters::is_private;
use crate::document;
use crate::reader::ink::{Paint, TINY};
use crate::reader::links::{address, is_picture};
use crate::reader::office::story::{Piece, Role};
use crate::reader::office::symbols::drawn;
use crate::reader::office::xml::{attribute, child, elements, name};

/// How many fields may stand in one another; a CV has one in one.
const MOST_FIELDS: usize = 16;

/// Longest instruction of a field that is kept, in bytes.
const LONGEST_INSTRUCTION: usize = 2000;

/// The fields that are open: they may begin in one run, or paragraph, and end in another.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many more are open than are kept.
    beyond: usize,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// What follows is what the field shows.
    shows: bool,
    /// The number of pieces before what it shows.
    from: usize,
    link: Option<usize>,
    is_page_number: bool,
}

impl Fields {
    fn begin(&mut self) {
        if self.open.len() < MOST_FIELDS {
            self.open.push(Field::default());
        } else {
            self.beyond += 1;
        }
    }

    fn end(&mut self) -> Option<Field> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        self.open.pop()
    }

    fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut()
            && field.instruction.len() + text.len() <= LONGEST_INSTRUCTION
        {
            field.instruction.push_str(text);
        }
    }

    /// Whether text is shown here: it is in the result of every open field.
    fn shows(&self) -> bool {
        self.open.iter().all(|field| field.shows)
    }
}

/// Reads what stands in one paragraph.
pub(super) struct Inline<'b, 's, 'a, 'input> {
    body: &'b mut Body<'s>,
    relations: &'b Relations,
    style: &'b Style,
    role: Role,
    pieces: Vec<Piece>,
    /// One of the pieces says something.
    has_text: bool,
    /// The contents of boxes that are anchored in the paragraph, and where they stand.
    boxes: Vec<(Option<Place>, Node<'a, 'input>)>,
    /// Where the drawing stands that is read.
    place: Option<Place>,
    /// The ground of the paragraph, if it has one of its own.
    ground: Option<Paint>,
}

/// Where a drawing stands, in 914,400ths of an inch from what its file measures from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    left: i64,
    top: i64,
}

/// How far apart the left edges of two columns are at least: an inch.
const COLUMN: i64 = 914_400;

impl<'b, 's, 'a, 'input> Inline<'b, 's, 'a, 'input> {
    /// `ground` is that of the paragraph, if it has one of its own.
    pub(super) fn new(
        body: &'b mut Body<'s>,
        relations: &'b Relations,
        style: &'b Style,
        role: Role,
        ground: Option<Paint>,
    ) -> Self {
        let (pieces, boxes) = (Vec::new(), Vec::new());
        Self { body, relations, style, role, pieces, has_text: false, boxes, place: None, ground }
    }

    /// The text of the paragraph, and the contents of its boxes: columns from left to right, each from top to bottom.
    /// Where one does not say where it stands, they come as the file has them.
    pub(super) fn finish(mut self) -> (Vec<Piece>, Vec<Node<'a, 'input>>) {
        if self.boxes.iter().all(|(place, _)| place.is_some()) {
            let mut lefts: Vec<i64> =
                self.boxes.iter().filter_map(|(place, _)| place.map(|place| place.left)).collect();
            lefts.sort_unstable();
            // The first left edge of each column.
            let mut columns: Vec<i64> = Vec::new();
            for left in lefts {
                if columns.last().is_none_or(|last| left.saturating_sub(*last) >= COLUMN) {
                    columns.push(left);
                }
            }
            self.boxes.sort_by_key(|(place, _)| {
                let place = place.unwrap_or(Place { left: 0, top: 0 });
                (columns.partition_point(|column| *column <= place.left), place.top)
            });
        }
        (self.pieces, self.boxes.into_iter().map(|(_, content)| content).collect())
    }

    /// Reads what stands in an element, under a link.
    pub(super) fn read(&mut self, parent: Node<'a, 'input>, link: Option<usize>) {
        for node in elements(parent) {
            match name(node) {
                "r" => self.run(node, link),
                "hyperlink" => self.hyperlink(node, link),
                "fldSimple" => self.simple_field(node, link),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.read(chosen, link);
                    }
                }
                "drawing" | "pict" | "object" => self.drawing(node),
                "del" | "moveFrom" | "pPr" | "rPr" | "sdtPr" | "rt" | "smartTagPr" | "customXmlPr" => {}
                _ => self.read(node, link),
            }
        }
    }

    fn hyperlink(&mut self, node: Node<'a, 'input>, link: Option<usize>) {
        let target = attribute(node, "id").and_then(|id| self.relations.target(id));
        let own = target.and_then(|target| self.body.links.open(target, &(0..0)));
        let before = self.pieces.len();
        self.read(node, own.or(link));
        if let Some(target) = target {
            self.picture_link(before, target, own);
        }
    }

    /// A link that shows nothing but an icon in the pieces from `before` on still leads somewhere: its target stands for it.
    fn picture_link(&mut self, before: usize, target: &str, link: Option<usize>) {
        let is_picture =
            self.pieces.len() == before || is_picture(self.pieces.iter().skip(before).map(|piece| piece.text.as_str()));
        if let Some(shown) = address(target).filter(|_| is_picture && link.is_some()) {
            let style = document::Style { alt: true, ..document::Style::default() };
            self.pieces.push(Piece { text: format!(" {shown} "), style, link, ..Piece::default() });
        }
    }

    fn simple_field(&mut self, node: Node<'a, 'input>, link: Option<usize>) {
        let instruction = attribute(node, "instr").unwrap_or_default();
        let own = hyperlink_target(instruction).and_then(|target| self.body.links.open(target, &(0..0)));
        let before = self.pieces.len();
        self.read(node, own.or(link));
        if let Some(target) = hyperlink_target(instruction) {
            self.picture_link(before, target, own);
        }
        if is_page_number(instruction) {
            self.pieces.iter_mut().skip(before).for_each(|piece| piece.is_page_number = true);
        }
    }

    fn run(&mut self, node: Node<'a, 'input>, link: Option<usize>) {
        let properties = child(node, "rPr");
        let named = properties.and_then(|properties| child(properties, "rStyle")).and_then(value);
        let look = Look::read(properties)
            .or(self.body.styles.character(named))
            .or(self.style.look)
            .or(self.body.styles.defaults());
        self.content(node, link, look);
    }

    /// Reads what stands in a run.
    fn content(&mut self, run: Node<'a, 'input>, link: Option<usize>, look: Look) {
        for node in elements(run) {
            match name(node) {
                "t" => {
                    for text in node.children().filter_map(|child| child.text()) {
                        self.text(text, link, look);
                    }
                }
                "tab" | "ptab" => self.text("\t", link, look),
                "br" => self.text(line_break(node), link, look),
                "cr" => self.text("\n", link, look),
                "noBreakHyphen" => self.text("-", link, look),
                "sym" => self.text("\u{F0B7}", link, look),
                "fldChar" => self.field(node),
                "instrText" => self.body.fields.instruct(node.text().unwrap_or_default()),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.content(chosen, link, look);
                    }
                }
                "drawing" | "pict" | "object" => self.drawing(node),
                "ruby" => self.read(node, link),
                _ => {}
            }
        }
    }

    fn field(&mut self, node: Node) {
        match attribute(node, "fldCharType") {
            Some("begin") => self.body.fields.begin(),
            Some("separate") => {
                let Body { fields, links, .. } = &mut *self.body;
                if let Some(field) = fields.open.last_mut() {
                    field.shows = true;
                    field.from = self.pieces.len();
                    field.link = hyperlink_target(&field.instruction).and_then(|target| links.open(target, &(0..0)));
                    field.is_page_number = is_page_number(&field.instruction);
                }
            }
            Some("end") => {
                if let Some(field) = self.body.fields.end()
                    && let Some(target) = hyperlink_target(&field.instruction)
                {
                    self.picture_link(field.from.min(self.pieces.len()), target, field.link);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, link: Option<usize>, look: Look) {
        let fields = &self.body.fields;
        if !fields.shows() || look.hidden == Some(true) || self.is_unseen(look) {
            return;
        }
        let link = fields.open.iter().rev().find_map(|field| field.link).or(link);
        let is_page_number = fields.open.iter().any(|field| field.is_page_number);
        let signs = look.signs == Some(true);
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_whitespace() || !(signs || is_private(c)) {
                shown.push(c);
            } else {
                shown.push(drawn(!self.has_text && shown.trim().is_empty()));
            }
        }
        let is_heading = matches!(self.role, Role::Title | Role::Heading(_));
        if look.capitals == Some(true) && !is_heading {
            // A heading's style says more than its capitals, and its words are as they were typed.
            shown = shown.to_uppercase();
        }
        let style = document::Style {
            bold: look.bold == Some(true),
            italic: look.italic == Some(true),
            underline: look.underline == Some(true) && link.is_none(),
            ..document::Style::default()
        };
        self.has_text |= !shown.trim().is_empty();
        self.pieces.push(Piece { text: shown, style, link, size: look.size.unwrap_or(0), is_page_number });
    }

    /// Whether text of this look has the colour of its ground, or is too small to be seen.
    fn is_unseen(&self, look: Look) -> bool {
        let ground = look.ground.or(self.ground).unwrap_or(self.body.ground);
        look.size.is_some_and(|size| size <= TINY) || look.color.is_some_and(|color| color.is_swallowed(ground))
    }

    /// Finds the boxes and pictures of a drawing, and where a picture leads.
    fn drawing(&mut self, drawing: Node<'a, 'input>) {
        for node in elements(drawing) {
            match name(node) {
                "txbxContent" => self.boxes.push((self.place, node)),
                "anchor" => {
                    self.place = place(node);
                    self.drawing(node);
                    self.place = None;
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.drawing(chosen);
                    }
                }
                "blip" | "imagedata" => self.body.has_picture = true,
                "docPr" => {
                    let link = child(node, "hlinkClick").and_then(|link| attribute(link, "id"));
                    if let Some(target) = link.and_then(|id| self.relations.target(id)) {
                        let link = self.body.links.open(target, &(0..0));
                        self.picture_link(self.pieces.len(), target, link);
                    }
                }
                "textpath" => {
                    let text = attribute(node, "string").unwrap_or_default();
                    let size = self.style.look.size.or(self.body.styles.defaults().size).unwrap_or(0);
                    self.pieces.push(Piece { text: text.to_owned(), size, ..Piece::default() });
                }
                _ => self.drawing(node),
            }
        }
    }
}

/// Where an anchored drawing stands, if it is measured from the page or its margins.
fn place(anchor: Node) -> Option<Place> {
    let offset = |local| {
        let position = child(anchor, local)?;
        let is_fixed = !matches!(attribute(position, "relativeFrom"), Some("character" | "line"));
        child(position, "posOffset").filter(|_| is_fixed)?.text()?.trim().parse().ok()
    };
    Some(Place { left: offset("positionH")?, top: offset("positionV")? })
}

/// What a break ends: a line, or a column or page and with it the paragraph.
fn line_break(node: Node) -> &'static str {
    match attribute(node, "type") {
        Some("page" | "column") => "\u{C}",
        _ => "\n",
    }
}

/// Where a field's instruction leads: `HYPERLINK "https://example.org"`.
fn hyperlink_target(instruction: &str) -> Option<&str> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split_whitespace().next().filter(|word| !word.starts_with('\\')),
    }
}

/// Whether a field counts pages.
fn is_page_number(instruction: &str) -> bool {
    matches!(instruction.split_whitespace().next(), Some("PAGE" | "NUMPAGES" | "SECTIONPAGES"))
}
