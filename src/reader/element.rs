//! What an element is to the layout, by its name and its attributes.

use std::ops::Range;

use super::icons;
use super::style_sheet::{StyleSheet, Subject};
use super::visible::{Said, Seen};
use crate::document::Style;
use crate::word_map::{is_one_of, lower};

/// What an element is to the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Flows within a line.
    Inline,
    /// Flows within a line and is set apart from the text before it.
    Aside,
    /// Stands on lines of its own.
    Block,
    Paragraph,
    Heading(u8),
    List {
        ordered: bool,
    },
    Item,
    Definitions,
    Term,
    Description,
    Quote,
    Table,
    Row,
    Cell,
    Preformatted,
    /// Neither it nor what is in it is read.
    Skipped,
}

impl Role {
    /// The role of an HTML element.
    pub(super) fn of(name: &str) -> Self {
        match name {
            "p" => Self::Paragraph,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "ul" | "menu" | "dir" => Self::List { ordered: false },
            "ol" => Self::List { ordered: true },
            "li" => Self::Item,
            "dl" => Self::Definitions,
            "dt" => Self::Term,
            "dd" => Self::Description,
            "blockquote" => Self::Quote,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "pre" | "listing" | "xmp" => Self::Preformatted,
            "time" | "small" => Self::Aside,
            "html" | "head" | "body" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside"
            | "address" | "center" | "figure" | "figcaption" | "fieldset" | "form" | "hgroup" | "legend"
            | "details" | "summary" | "dialog" | "search" | "caption" | "thead" | "tbody" | "tfoot" | "colgroup" => {
                Self::Block
            }
            "script" | "style" | "title" | "svg" | "math" | "template" | "noscript" | "noframes" | "nav" | "button"
            | "select" | "textarea" | "datalist" | "iframe" | "object" | "audio" | "video" | "canvas" | "xml" => {
                Self::Skipped
            }
            _ => Self::Inline,
        }
    }

    pub(super) fn is_inline(self) -> bool {
        matches!(self, Self::Inline | Self::Aside)
    }
}

/// What a reader knows of an element besides its name.
#[derive(Debug, Clone, Default)]
pub(super) struct Attributes {
    pub(super) href: Option<String>,
    /// Where `href` stands in the file.
    pub(super) href_at: Range<usize>,
    pub(super) alt: Option<String>,
    pub(super) alt_at: Range<usize>,
    pub(super) class: String,
    pub(super) id: String,
    pub(super) style: String,
    /// `color` and `bgcolor`, as declarations of a style.
    pub(super) colors: String,
    pub(super) hidden: bool,
    /// The element comes from Markdown, whose inline marks do not set text apart.
    pub(super) mark: bool,
}

/// An open element, with what it passes on to those within.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "independent properties of an element")]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) style: Style,
    /// Index of the link that the element stands in.
    pub(super) link: Option<usize>,
    pub(super) indent: u8,
    /// Its text is not read.
    pub(super) hidden: bool,
    /// It is not read whatever is in it.
    skipped: bool,
    /// A style sheet does not display it.
    pub(super) folded: bool,
    seen: Seen,
    id: String,
    class: String,
    /// Index of the element that decides what kind of block its text is.
    pub(super) anchor: Option<usize>,
    /// The first block of the element has begun.
    pub(super) started: bool,
    /// An inline element that sets text apart.
    pub(super) sets_apart: bool,
    /// Item of an ordered list.
    pub(super) ordered: bool,
    /// White space is kept, so that a tab is one.
    pub(super) keeps_tabs: bool,
    /// An inline element of the page's layout.
    pub(super) is_layout: bool,
    /// Its class says that it holds a name.
    pub(super) is_name: bool,
}

impl Element {
    /// How rules of style sheets see it.
    pub(super) fn subject(&self) -> Subject<'_> {
        Subject { name: &self.name, id: &self.id, class: &self.class }
    }

    /// An element that opens within `parent`, or else on a `page`.
    pub(super) fn within(
        parent: Option<&Self>,
        page: Seen,
        name: &str,
        role: Role,
        attributes: &Attributes,
        declared: &Declared,
    ) -> Self {
        let seen = parent.map_or(page, |parent| parent.seen).within(&declared.said, name == "a");
        let skipped = parent.is_some_and(|parent| parent.skipped)
            || role == Role::Skipped
            || attributes.hidden
            || declared.skipped
            || is_picture(attributes);
        let mut style = parent.map_or_else(Style::default, |parent| parent.style);
        match name {
            "b" | "strong" | "th" => style.bold = true,
            "i" | "em" | "cite" | "dfn" | "var" => style.italic = true,
            "u" | "ins" => style.underline = true,
            "code" | "kbd" | "samp" | "tt" => style.code = true,
            _ => {}
        }
        style.bold = declared.bold.unwrap_or(style.bold);
        style.italic = declared.italic.unwrap_or(style.italic);
        style.underline |= declared.underline;
        Self {
            name: name.to_owned(),
            role,
            style,
            link: parent.and_then(|parent| parent.link),
            indent: parent.map_or(0, |parent| parent.indent),
            hidden: skipped || seen.is_hidden(),
            skipped,
            folded: declared.folded || parent.is_some_and(|parent| parent.folded),
            seen,
            id: attributes.id.clone(),
            class: attributes.class.clone(),
            anchor: parent.and_then(|parent| parent.anchor),
            started: false,
            sets_apart: role.is_inline() && !attributes.mark,
            ordered: false,
            keeps_tabs: declared.keeps_tabs.unwrap_or_else(|| parent.is_some_and(|parent| parent.keeps_tabs)),
            is_layout: is_layout(name, attributes),
            is_name: attributes.class.split_whitespace().any(is_name_class),
        }
    }
}

/// What the `style` attribute says, and style sheets say of whether text is seen.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "independent declarations")]
pub(super) struct Declared {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) underline: bool,
    /// What Word has for other programs than browsers.
    skipped: bool,
    /// A style sheet does not display it.
    folded: bool,
    said: Said,
    /// White space is kept, so that a tab is one.
    pub(super) keeps_tabs: Option<bool>,
    /// Word's way to write a tab.
    pub(super) is_tab: bool,
}

/// What is declared of an element that opens within `around`.
pub(super) fn declared(name: &str, attributes: &Attributes, sheet: &StyleSheet, around: &[Element]) -> Declared {
    let mut declared = Declared::default();
    let subject = Subject { name, id: &attributes.id, class: &attributes.class };
    let rules = sheet.declarations(subject, &around.iter().rev().map(Element::subject));
    for (name, value) in properties(&attributes.colors).chain(rules.iter().copied().flat_map(properties)) {
        declared.said.add(&name, &value);
    }
    declared.folded = declared.said.is_not_displayed();
    declared.add(&attributes.style);
    for (name, value) in rules.iter().copied().flat_map(properties).filter(|(_, value)| value.contains("!important")) {
        declared.said.add(&name, &value);
    }
    declared
}

/// Names and values of declarations, in lower case.
fn properties(declarations: &str) -> impl Iterator<Item = (String, String)> {
    let parts = declarations.split(';').filter_map(|property| property.split_once(':'));
    parts.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase()))
}

impl Declared {
    /// Notes what the `style` attribute says.
    fn add(&mut self, declarations: &str) {
        for (name, value) in properties(declarations) {
            match name.as_str() {
                "font-weight" => {
                    let bold = value.starts_with("bold") || value.parse::<u16>().is_ok_and(|weight| weight >= 600);
                    self.bold = Some(bold);
                }
                "font-style" => self.italic = Some(value.starts_with("italic") || value.starts_with("oblique")),
                "text-decoration" | "text-decoration-line" if value.contains("underline") => self.underline = true,
                "mso-list" if value == "ignore" => self.skipped = true,
                "mso-tab-count" => self.is_tab = true,
                "white-space" => self.keeps_tabs = Some(value.starts_with("pre") || value == "break-spaces"),
                name => self.said.add(name, &value),
            }
        }
    }
}

/// Whether the text of an element is the name of a picture.
pub(super) fn is_picture(attributes: &Attributes) -> bool {
    attributes.class.split_whitespace().any(icons::is_class)
}

pub(super) fn is_floated(attributes: &Attributes) -> bool {
    let classes = ["pull-right", "float-right", "float-end", "alignright"];
    attributes.class.split_whitespace().any(|class| classes.contains(&class))
        || attributes.style.split(';').any(|property| {
            property.split_once(':').is_some_and(|(name, value)| name.trim() == "float" && value.trim() == "right")
        })
}

/// The level of a paragraph that Word means as a list item.
pub(super) fn word_list_level(attributes: &Attributes) -> Option<u8> {
    let list = attributes.style.split(';').find_map(|property| {
        let (name, value) = property.split_once(':')?;
        (name.trim() == "mso-list").then_some(value)
    });
    match list {
        Some(list) if !list.contains("none") => {
            let level = list.split_whitespace().find_map(|word| word.strip_prefix("level")?.parse().ok());
            Some(level.unwrap_or(1).clamp(1, 9))
        }
        _ => attributes.class.contains("MsoListBullet").then_some(1),
    }
}

/// Whether an image's text says no more than that there is an image.
pub(super) fn is_decoration(alt: &str) -> bool {
    const WORDS: &[&str] =
        &["avatar", "foto", "headshot", "icon", "image", "logo", "photo", "picture", "portrait", "profile"];
    let alt = lower(alt.trim());
    let words = || alt.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words().next().is_none()
        || words().all(|word| WORDS.contains(&word) || is_one_of("my me of the a", word))
        || alt.starts_with("photo of")
        || alt.starts_with("picture of")
}

/// Whether a class says that the element holds a person's name.
fn is_name_class(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    is_one_of("name fullname full-name resume-name person-name p-name fn", &class)
}

/// Whether an inline element belongs to the layout of a page. In text pasted from a word processor, whose elements have
/// styles of their own, an element may end within a word.
fn is_layout(name: &str, attributes: &Attributes) -> bool {
    is_one_of("span time small strong b em i a label", name)
        && attributes.style.is_empty()
        && !attributes.class.starts_with("Mso")
        && !attributes.mark
}
