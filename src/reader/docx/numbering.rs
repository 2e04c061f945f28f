//! Lists: which levels of which numbering draw a number, which a bullet, which nothing.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::styles::value;
use crate::reader::office::xml::{attribute, child, elements, name, parse};

/// What a level draws before its paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    Number,
    Nothing,
}

/// The levels of one list.
#[derive(Debug, Clone, Default)]
struct Levels {
    marks: BTreeMap<u8, Mark>,
    /// The level of the paragraphs of a style.
    by_style: BTreeMap<String, u8>,
    /// Style whose numbering is meant in its stead.
    link: Option<String>,
}

/// All lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    by_number: BTreeMap<String, Levels>,
}

impl Numbering {
    pub(super) fn read(text: &str) -> Self {
        let mut numbering = Self::default();
        let Ok(document) = parse(text) else { return numbering };
        let mut kinds: BTreeMap<&str, Levels> = BTreeMap::new();
        let mut by_style: BTreeMap<&str, &str> = BTreeMap::new();
        for node in elements(document.root_element()).filter(|node| name(*node) == "abstractNum") {
            let id = attribute(node, "abstractNumId").unwrap_or_default();
            kinds.insert(id, Levels::read(node));
            if let Some(style) = child(node, "styleLink").and_then(value) {
                by_style.insert(style, id);
            }
        }
        for node in elements(document.root_element()).filter(|node| name(*node) == "num") {
            let Some(number) = attribute(node, "numId") else { continue };
            let Some(kind) = child(node, "abstractNumId").and_then(value) else { continue };
            let mut levels = kinds.get(kind).cloned().unwrap_or_default();
            if let Some(linked) = levels.link.as_deref().and_then(|style| kinds.get(by_style.get(style)?)) {
                levels = linked.clone();
            }
            for changed in elements(node).filter(|node| name(*node) == "lvlOverride") {
                levels.add(changed);
            }
            numbering.by_number.insert(number.to_owned(), levels);
        }
        numbering
    }

    /// What stands before a paragraph at this level of a list; a list that nothing describes has bullets.
    pub(super) fn mark(&self, number: &str, level: u8) -> Mark {
        let levels = self.by_number.get(number);
        levels.and_then(|levels| levels.marks.get(&level)).copied().unwrap_or(Mark::Bullet)
    }

    /// The level at which a list has the paragraphs of a style.
    pub(super) fn level_of_style(&self, number: &str, style: &str) -> Option<u8> {
        self.by_number.get(number)?.by_style.get(style).copied()
    }
}

impl Levels {
    fn read(node: Node) -> Self {
        let mut levels =
            Self { link: child(node, "numStyleLink").and_then(value).map(str::to_owned), ..Self::default() };
        levels.add(node);
        levels
    }

    /// Adds the levels that stand in an element.
    fn add(&mut self, node: Node) {
        for level in elements(node).filter(|node| name(*node) == "lvl") {
            let at: u8 = attribute(level, "ilvl").and_then(|at| at.parse().ok()).unwrap_or(0);
            let text = child(level, "lvlText").and_then(value);
            let is_blank = text.is_some_and(|text| text.trim().is_empty()) && child(level, "lvlPicBulletId").is_none();
            let mark = match child(level, "numFmt").and_then(value) {
                _ if is_blank => Mark::Nothing,
                Some("bullet") => Mark::Bullet,
                Some("none") => Mark::Nothing,
                _ => Mark::Number,
            };
            self.marks.insert(at, mark);
            if let Some(style) = child(level, "pStyle").and_then(value) {
                self.by_style.insert(style.to_owned(), at);
            }
        }
    }
}
