//! Styles and what paragraphs and runs inherit from them.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use crate::reader::ink::Paint;
use crate::reader::office::story::{Role, role_of_name};
use crate::reader::office::symbols::is_symbol_font;
use crate::reader::office::xml::{attribute, child, elements, name, parse};

/// How many styles a style is based on, at most.
const LONGEST_CHAIN: usize = 12;

/// The size of letters where no style names one, in half points (ECMA-376 part 1, 17.3.2.38).
const DEFAULT_SIZE: u16 = 20;

/// How letters look; what is not said is inherited.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// The font draws signs, not letters.
    pub(super) signs: Option<bool>,
    /// In half points.
    pub(super) size: Option<u16>,
    pub(super) color: Option<Paint>,
    /// What the letters themselves are drawn on.
    pub(super) ground: Option<Paint>,
}

impl Look {
    /// What an `rPr` says.
    pub(super) fn read(properties: Option<Node>) -> Self {
        let mut look = Self::default();
        for property in properties.into_iter().flat_map(elements) {
            match name(property) {
                "b" => look.bold = Some(is_on(property)),
                "i" => look.italic = Some(is_on(property)),
                "u" => look.underline = Some(value(property).is_some_and(|kind| kind != "none")),
                "caps" => look.capitals = Some(is_on(property)),
                "vanish" => look.hidden = Some(is_on(property)),
                "sz" => look.size = value(property).and_then(|size| size.parse().ok()),
                "color" => look.color = value(property).map(Paint::of),
                "shd" => look.ground = look.ground.or(shading(property)),
                "highlight" if value(property) != Some("none") => look.ground = Some(Paint::Unknown),
                "rFonts" => {
                    let font = attribute(property, "ascii").or_else(|| attribute(property, "hAnsi"));
                    look.signs = font.map(is_symbol_font);
                }
                _ => {}
            }
        }
        look
    }

    /// This look, with what it does not say taken from another.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            underline: self.underline.or(other.underline),
            capitals: self.capitals.or(other.capitals),
            hidden: self.hidden.or(other.hidden),
            signs: self.signs.or(other.signs),
            size: self.size.or(other.size),
            color: self.color.or(other.color),
            ground: self.ground.or(other.ground),
        }
    }
}

/// A paragraph's list: number of the numbering and level, as far as they are said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct List {
    pub(super) number: Option<String>,
    pub(super) level: Option<u8>,
}

impl List {
    /// What the `numPr` of a `pPr` says.
    pub(super) fn read(properties: Option<Node>) -> Self {
        let list = properties.and_then(|properties| child(properties, "numPr"));
        let part = |local| list.and_then(|list| child(list, local)).and_then(value);
        Self { number: part("numId").map(str::to_owned), level: part("ilvl").and_then(|level| level.parse().ok()) }
    }

    fn or(self, other: &Self) -> Self {
        Self { number: self.number.or_else(|| other.number.clone()), level: self.level.or(other.level) }
    }
}

/// A style, with all that it inherits.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) look: Look,
    pub(super) list: List,
    /// 0 is the highest level, 9 is text.
    pub(super) outline: Option<u8>,
    /// A rule stands below its paragraphs.
    pub(super) ruled: Option<bool>,
    /// The ground of its paragraphs, as [`Look::ground`].
    pub(super) ground: Option<Paint>,
    /// What its name says, or that of a style that it is based on.
    pub(super) named: Option<Named>,
    id: String,
    based_on: Option<String>,
}

/// What the name of a built-in style says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Role(Role),
    /// An item of a list at this level, from 0.
    Item {
        ordered: bool,
        level: u8,
    },
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    paragraph: Style,
    defaults: Look,
    /// Styles of tables whose cells have grounds.
    shaded: BTreeSet<String>,
}

impl Styles {
    pub(super) fn read(text: &str) -> Self {
        let mut styles = Self::default();
        let Ok(document) = parse(text) else { return styles };
        let mut default = None;
        let mut said: BTreeMap<String, Style> = BTreeMap::new();
        for node in elements(document.root_element()) {
            match name(node) {
                "docDefaults" => {
                    let properties = child(node, "rPrDefault").and_then(|run| child(run, "rPr"));
                    styles.defaults = Look::read(properties);
                }
                "style" => {
                    let style = Style::read(node);
                    if attribute(node, "type") == Some("table")
                        && node.descendants().any(|node| name(node) == "shd" && shading(node).is_some())
                    {
                        styles.shaded.insert(style.id.clone());
                    }
                    let is_default = attribute(node, "default").is_some_and(|on| matches!(on, "1" | "true" | "on"));
                    if is_default && attribute(node, "type") == Some("paragraph") {
                        default = Some(style.id.clone());
                    }
                    said.insert(style.id.clone(), style);
                }
                _ => {}
            }
        }
        for (id, style) in &said {
            styles.by_id.insert(id.clone(), style.clone().inherit(&said));
        }
        styles.paragraph = default.and_then(|id| styles.by_id.get(&id).cloned()).unwrap_or_default();
        styles
    }

    /// The style of a paragraph that names this one.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Style {
        let Some(id) = id else { return self.paragraph.clone() };
        match self.by_id.get(id) {
            Some(style) => style.clone(),
            // The file lacks the style; its identifier is the name without blanks.
            None => Style { named: named(id), ..self.paragraph.clone() },
        }
    }

    /// The look of a run that names this character style.
    pub(super) fn character(&self, id: Option<&str>) -> Look {
        id.and_then(|id| self.by_id.get(id)).map(|style| style.look).unwrap_or_default()
    }

    /// Whether tables of this style have cells with grounds of their own, or may inherit them.
    pub(super) fn is_shaded(&self, id: &str) -> bool {
        let based = self.by_id.get(id).and_then(|style| style.based_on.as_deref());
        self.shaded.contains(id) || based.is_some_and(|base| self.shaded.contains(base))
    }

    /// What is said of letters where no style says anything.
    pub(super) fn defaults(&self) -> Look {
        self.defaults.or(Look { size: Some(DEFAULT_SIZE), ..Look::default() })
    }
}

impl Style {
    /// What a `style` says by itself.
    fn read(node: Node) -> Self {
        let properties = child(node, "pPr");
        let id = attribute(node, "styleId").unwrap_or_default();
        let named_by = child(node, "name").and_then(value).unwrap_or(id);
        Self {
            look: Look::read(child(node, "rPr")),
            list: List::read(properties),
            outline: outline(properties),
            ruled: is_ruled(properties),
            ground: ground(properties),
            named: named(named_by),
            id: id.to_owned(),
            based_on: child(node, "basedOn").and_then(value).map(str::to_owned),
        }
    }

    fn inherit(mut self, said: &BTreeMap<String, Self>) -> Self {
        let mut base = self.based_on.clone();
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = base.as_deref().and_then(|id| said.get(id)) else { break };
            self.look = self.look.or(style.look);
            self.list = self.list.or(&style.list);
            self.outline = self.outline.or(style.outline);
            self.ruled = self.ruled.or(style.ruled);
            self.ground = self.ground.or(style.ground);
            self.named = self.named.or(style.named);
            base.clone_from(&style.based_on);
        }
        self
    }
}

/// The outline level that a `pPr` names.
pub(super) fn outline(properties: Option<Node>) -> Option<u8> {
    properties.and_then(|properties| child(properties, "outlineLvl")).and_then(value)?.parse().ok()
}

/// The ground that the properties of a paragraph, a cell or a table name.
pub(super) fn ground(properties: Option<Node>) -> Option<Paint> {
    child(properties?, "shd").and_then(shading)
}

/// The colour of a shading; `None`, if it is none.
fn shading(node: Node) -> Option<Paint> {
    let fill = attribute(node, "fill").filter(|fill| *fill != "auto");
    match value(node) {
        Some("clear" | "nil") | None => fill.map(Paint::of),
        // A pattern, in which a colour that is not worked out has a share.
        Some(_) => Some(Paint::Unknown),
    }
}

/// Whether the borders that a `pPr` names have a line below the paragraph.
pub(super) fn is_ruled(properties: Option<Node>) -> Option<bool> {
    let below = child(child(properties?, "pBdr")?, "bottom")?;
    Some(value(below).is_some_and(|kind| !matches!(kind, "none" | "nil")))
}

/// The value of the attribute `val`.
pub(super) fn value<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    attribute(node, "val")
}

/// Whether a property that is on or off is on: it is where it says nothing else.
pub(super) fn is_on(node: Node) -> bool {
    !matches!(value(node), Some("0" | "false" | "off" | "none"))
}

/// What the name of a built-in style says.
fn named(name: &str) -> Option<Named> {
    if let Some(role) = role_of_name(name) {
        return Some(Named::Role(role));
    }
    let name = name.to_lowercase().replace(' ', "");
    let words = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = name.get(words.len()..).and_then(|digits| digits.parse::<u8>().ok());
    let ordered = match words {
        "listbullet" => false,
        "listnumber" => true,
        _ => return None,
    };
    Some(Named::Item { ordered, level: number.unwrap_or(1).saturating_sub(1) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_list_styles_say_their_level() {
        let cases = [
            ("List Bullet 2", Some(Named::Item { ordered: false, level: 1 })),
            ("ListNumber", Some(Named::Item { ordered: true, level: 0 })),
            ("heading 1", Some(Named::Role(Role::Heading(1)))),
            ("List Paragraph", None),
        ];
        for (name, expected) in cases {
            assert_eq!(named(name), expected, "{name}");
        }
    }
}
