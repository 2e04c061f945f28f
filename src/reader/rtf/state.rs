//! What a group has set: a brace opens a copy of it, and the closing brace brings the old one back.

use crate::document::Style;

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    Body,
    /// Nowhere.
    Skipped,
    Fonts,
    /// The colours, by number.
    Colors,
    Styles,
    /// What a field does: `HYPERLINK "…"`.
    Instruction,
    /// The mark that stands before a list item.
    Mark,
    /// The header or footer of a page.
    Footer,
}

#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "independent properties, as the format has them")]
pub(super) struct State {
    pub(super) destination: Destination,
    pub(super) style: Style,
    pub(super) hidden: bool,
    pub(super) capitals: bool,
    /// In half points.
    pub(super) size: i32,
    pub(super) font: i32,
    /// The number of the text's colour; 0 is what the program chooses.
    pub(super) color: usize,
    /// The numbers of the colours that letters and paragraph are written on; 0 is none.
    pub(super) letter_ground: usize,
    pub(super) paragraph_ground: usize,
    /// What lies under the text is not known: it stands in a box, or in a cell with a ground.
    pub(super) on_unknown: bool,
    /// How many characters stand for a `\u` in readers that do not know it.
    pub(super) fallback: usize,
    pub(super) link: Option<usize>,
    /// The number of the paragraph's style.
    pub(super) paragraph_style: i32,
    pub(super) outline: Option<u8>,
    /// The list of the paragraph; 0 is none.
    pub(super) list: i32,
    pub(super) list_level: u8,
    /// The paragraph stands in a table's cell.
    pub(super) in_table: bool,
}

impl State {
    pub(super) fn new() -> Self {
        Self {
            destination: Destination::Body,
            style: Style::default(),
            hidden: false,
            capitals: false,
            size: 24,
            font: 0,
            color: 0,
            letter_ground: 0,
            paragraph_ground: 0,
            on_unknown: false,
            fallback: 1,
            link: None,
            paragraph_style: 0,
            outline: None,
            list: 0,
            list_level: 0,
            in_table: false,
        }
    }

    /// `\pard`: the paragraph is like any other.
    pub(super) fn reset_paragraph(&mut self) {
        self.paragraph_style = 0;
        self.outline = None;
        self.list = 0;
        self.list_level = 0;
        self.in_table = false;
        self.paragraph_ground = 0;
    }

    /// `\plain`: text is like any other.
    pub(super) fn reset_text(&mut self) {
        self.style = Style::default();
        self.hidden = false;
        self.capitals = false;
        self.size = 24;
        self.color = 0;
        self.letter_ground = 0;
    }
}
