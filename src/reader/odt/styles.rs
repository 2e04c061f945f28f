//! Styles and what they inherit, and which lists are numbered.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use crate::reader::ink::Paint;
use crate::reader::office::story::{Role, role_of_name};
use crate::reader::office::symbols::is_symbol_font;
use crate::reader::office::xml::{attribute, child, elements, name};

/// How many styles a style may descend from.
const LONGEST_CHAIN: usize = 12;

/// The size of letters where no style names one, in half points.
const DEFAULT_SIZE: f32 = 24.0;

/// What a style says, or inherits.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// The font draws signs, not letters.
    pub(super) signs: Option<bool>,
    size: Option<Size>,
    pub(super) color: Option<Paint>,
    /// What its text is written on.
    pub(super) ground: Option<Paint>,
    /// The level of the heading that its paragraphs are; 0 is none.
    pub(super) outline: Option<u8>,
    /// What its name says, or that of a style that it descends from.
    pub(super) role: Option<Role>,
    /// The list style of its paragraphs.
    pub(super) list: Option<String>,
    /// A rule stands below its paragraphs.
    pub(super) ruled: bool,
    parent: Option<String>,
}

/// The size of letters.
#[derive(Debug, Clone, Copy)]
enum Size {
    HalfPoints(f32),
    /// Part of the size that is inherited.
    Share(f32),
}

impl Style {
    fn read(node: Node) -> Self {
        let mut style = Self {
            outline: attribute(node, "default-outline-level").map(|level| level.parse().unwrap_or(0)),
            role: attribute(node, "display-name").or_else(|| attribute(node, "name")).and_then(role_of_name),
            list: attribute(node, "list-style-name").filter(|list| !list.is_empty()).map(str::to_owned),
            parent: attribute(node, "parent-style-name").map(str::to_owned),
            ..Self::default()
        };
        let below = child(node, "paragraph-properties").and_then(|properties| attribute(properties, "border-bottom"));
        style.ruled = below.is_some_and(|border| !border.starts_with("none"));
        let grounds = ["text-properties", "paragraph-properties", "table-cell-properties", "table-properties"];
        let mut grounds = grounds.iter().filter_map(|part| attribute(child(node, part)?, "background-color"));
        style.ground = grounds.find(|color| *color != "transparent").map(Paint::of);
        for property in child(node, "text-properties").into_iter().flat_map(|properties| properties.attributes()) {
            let value = property.value();
            match property.name() {
                "font-weight" => {
                    let bold = value == "bold" || value.parse::<u16>().is_ok_and(|weight| weight >= 600);
                    style.bold = Some(bold);
                }
                "font-style" => style.italic = Some(matches!(value, "italic" | "oblique")),
                "text-underline-style" => style.underline = Some(value != "none"),
                "text-transform" => style.capitals = Some(value == "uppercase"),
                "color" => style.color = Some(Paint::of(value)),
                "use-window-font-color" if value == "true" => style.color = Some(Paint::Unknown),
                "display" => style.hidden = Some(value == "none"),
                "font-name" | "font-family" => style.signs = Some(is_symbol_font(value.trim_matches('\''))),
                "font-size" => style.size = size(value),
                _ => {}
            }
        }
        style
    }

    /// This style, with what it does not say taken from another.
    pub(super) fn or(mut self, other: &Self) -> Self {
        self.bold = self.bold.or(other.bold);
        self.italic = self.italic.or(other.italic);
        self.underline = self.underline.or(other.underline);
        self.capitals = self.capitals.or(other.capitals);
        self.hidden = self.hidden.or(other.hidden);
        self.signs = self.signs.or(other.signs);
        self.color = self.color.or(other.color);
        self.ground = self.ground.or(other.ground);
        self.outline = self.outline.or(other.outline);
        self.role = self.role.or(other.role);
        self.ruled |= other.ruled;
        self.list = self.list.take().or_else(|| other.list.clone());
        self.size = match (self.size, other.size) {
            (Some(Size::Share(share)), Some(Size::HalfPoints(size))) => Some(Size::HalfPoints(share * size)),
            (Some(Size::Share(share)), Some(Size::Share(other))) => Some(Size::Share(share * other)),
            (own, other) => own.or(other),
        };
        self
    }

    /// The size of its letters, in half points.
    pub(super) fn half_points(&self) -> u16 {
        let size = match self.size {
            Some(Size::HalfPoints(size)) => size,
            Some(Size::Share(share)) => share * DEFAULT_SIZE,
            None => DEFAULT_SIZE,
        };
        size.round() as u16
    }
}

/// A length in points or inches, or a share.
fn size(value: &str) -> Option<Size> {
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let number: f32 = digits.parse().ok().filter(|number| (0.0..10_000.0).contains(number))?;
    match value.get(digits.len()..)? {
        "pt" => Some(Size::HalfPoints(number * 2.0)),
        "in" => Some(Size::HalfPoints(number * 144.0)),
        "cm" => Some(Size::HalfPoints(number * 144.0 / 2.54)),
        "%" => Some(Size::Share(number / 100.0)),
        _ => None,
    }
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name.
    by_name: BTreeMap<(String, String), Style>,
    /// What paragraphs say that name no style.
    default: Style,
    /// Levels of list styles, from 1, that draw a number.
    numbered: BTreeSet<(String, u8)>,
    /// Those that draw nothing.
    blank: BTreeSet<(String, u8)>,
}

impl Styles {
    /// Adds the styles of a part; a later part's replace an earlier one's.
    pub(super) fn read(&mut self, root: Node) {
        let groups = elements(root).filter(|node| matches!(name(*node), "styles" | "automatic-styles"));
        for node in groups.flat_map(elements) {
            let family = attribute(node, "family").unwrap_or_default();
            let named = attribute(node, "name").unwrap_or_default();
            match name(node) {
                "style" => {
                    self.by_name.insert((family.to_owned(), named.to_owned()), Style::read(node));
                }
                "default-style" if family == "paragraph" => self.default = Style::read(node),
                "list-style" => self.list(named, node),
                _ => {}
            }
        }
    }

    fn list(&mut self, list: &str, node: Node) {
        for level in elements(node) {
            let at: u8 = attribute(level, "level").and_then(|at| at.parse().ok()).unwrap_or(1);
            if name(level) == "list-level-style-number" {
                let draws = attribute(level, "num-format").is_some_and(|format| !format.is_empty());
                if draws { &mut self.numbered } else { &mut self.blank }.insert((list.to_owned(), at));
            }
        }
    }

    /// Lets the styles inherit, once all are read.
    pub(super) fn settle(&mut self) {
        let said = self.by_name.clone();
        for ((family, _), style) in &mut self.by_name {
            let mut parent = style.parent.clone();
            for _ in 0..LONGEST_CHAIN {
                let Some(above) = parent.take().and_then(|name| said.get(&(family.clone(), name))) else { break };
                *style = std::mem::take(style).or(above);
                parent.clone_from(&above.parent);
            }
        }
    }

    /// The ground of the cells or tables (`family`) of a style.
    pub(super) fn ground(&self, family: &str, style: Option<&str>) -> Option<Paint> {
        self.by_name.get(&(family.to_owned(), style?.to_owned()))?.ground
    }

    /// The style of paragraphs that name this one.
    pub(super) fn paragraph(&self, style: Option<&str>) -> Style {
        let named = style.and_then(|style| self.by_name.get(&("paragraph".to_owned(), style.to_owned())));
        // A built-in style that the file does not describe is what its name says.
        let by_name = || Style { role: style.and_then(role_of_name), ..Style::default() };
        named.cloned().unwrap_or_else(by_name).or(&self.default)
    }

    /// What a span says that names this style.
    pub(super) fn span(&self, style: &str) -> Style {
        self.by_name.get(&("text".to_owned(), style.to_owned())).cloned().unwrap_or_default()
    }

    /// Whether items of this list style draw a number at this level, from 1.
    pub(super) fn is_numbered(&self, list: &str, level: u8) -> bool {
        self.numbered.contains(&(list.to_owned(), level))
    }

    /// Whether items of this list style draw nothing at this level.
    pub(super) fn is_blank(&self, list: &str, level: u8) -> bool {
        self.blank.contains(&(list.to_owned(), level))
    }
}
