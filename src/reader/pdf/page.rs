//! A page as its content stream draws it, before anything is known of columns and paragraphs. Lengths are in points, places
//! are measured from the top left corner of the page as it is shown (its rotation applied), downwards.

use crate::document::{PageSize, Style};

/// A page's words and the drawings that carry meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub size: PageSize,
    /// In the order in which the file draws them.
    pub words: Vec<Word>,
    pub shapes: Vec<Shape>,
}

/// Letters that are drawn without a gap, in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    pub text: String,
    pub area: Area,
    /// Where letters, digits and other signs meet in it.
    pub cuts: Vec<Cut>,
    /// Where the letters stand, from the top; of turned text, from the left.
    pub baseline: f32,
    /// The font's size as it is shown.
    pub size: f32,
    pub style: Style,
    /// 0xRRGGBB.
    pub color: u32,
    /// The target of a link that lies over it.
    pub link: Option<String>,
    /// It cannot be seen: drawn without ink, in the colour of its ground, or outside the page.
    pub hidden: bool,
    pub direction: Direction,
    /// A blank of the file's own stands before it.
    pub after_blank: bool,
    /// The room between its letters, in points, where they are spaced; else 0.
    pub spacing: f32,
    /// It goes on from the word before it without a break: one word in two styles, colours or sizes. Nothing stands between.
    pub glued: bool,
    /// The picture of an icon font (a telephone, an arrow) that is drawn right before it.
    pub icon: Option<Icon>,
    /// The element of the tagged structure (marked-content identifier) that it belongs to.
    pub tag: Option<i32>,
}

/// A place within a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cut {
    /// Bytes of the text before it.
    pub at: usize,
    /// From the left edge of the page, in points.
    pub left: f32,
}

/// A glyph that is a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Icon {
    /// Tells the pictures of a file apart; what it means is the font's own affair.
    pub code: u32,
    /// Where it begins, along the direction of its text.
    pub left: f32,
}

/// Which way a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Right,
    Down,
    Left,
    Up,
}

/// A drawing that a reader of CVs can use.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    pub area: Area,
    pub kind: ShapeKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShapeKind {
    /// A thin line, or a box as thin as one.
    Rule,
    /// A small filled disc, square or triangle: a bullet, if it stands before a line.
    Dot,
    /// A filled area of this colour (0xRRGGBB), larger than a line: the ground of a sidebar or a band.
    Fill(u32),
    Image,
}

/// A rectangle, in points from the top left corner of the page.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Area {
    pub left: f32,
    pub top: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    pub fn right(self) -> f32 {
        self.left + self.width
    }

    pub fn bottom(self) -> f32 {
        self.top + self.height
    }
}
