//! The graphics state, as far as text and the drawings around it need it.

use std::rc::Rc;

use kurbo::{Affine, Rect};

use super::color::{self, Space};
use super::font::Face;
use super::glyph::Glyph;
use super::shape::Pen;

/// The parameters that `q` saves and `Q` restores.
#[derive(Clone)]
pub(super) struct State<'a> {
    pub(super) to_page: Affine,
    /// What lies outside is not drawn. A box around the true path, so that nothing is taken for hidden that is not.
    pub(super) clip: Rect,
    /// The true path is that box.
    pub(super) clips_boxes: bool,
    /// What is painted hides what is under it: it is neither mixed with it nor masked.
    pub(super) is_solid: bool,
    pub(super) fill: Option<u32>,
    pub(super) stroke: Option<u32>,
    pub(super) fill_space: Rc<Space>,
    pub(super) stroke_space: Rc<Space>,
    pub(super) opacity: f64,
    pub(super) line_width: f64,
    pub(super) round_cap: bool,
    /// The first of the glyphs that what is painted now is seen through.
    pub(super) stencil: Option<usize>,
    pub(super) text: TextState<'a>,
}

#[derive(Clone)]
pub(super) struct TextState<'a> {
    pub(super) face: Option<Rc<Face<'a>>>,
    pub(super) size: f64,
    pub(super) character_spacing: f64,
    pub(super) word_spacing: f64,
    /// Horizontal scaling; 1 is as designed.
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    /// How glyphs are drawn: 3 and 7 leave no ink.
    pub(super) mode: i64,
}

impl State<'_> {
    pub(super) fn new(to_page: Affine, clip: Rect) -> Self {
        let gray = Rc::new(Space::Gray);
        Self {
            to_page,
            clip,
            clips_boxes: true,
            is_solid: true,
            fill: Some(color::BLACK),
            stroke: Some(color::BLACK),
            fill_space: Rc::clone(&gray),
            stroke_space: gray,
            opacity: 1.0,
            line_width: 1.0,
            round_cap: false,
            stencil: None,
            text: TextState {
                face: None,
                size: 1.0,
                character_spacing: 0.0,
                word_spacing: 0.0,
                stretch: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0,
            },
        }
    }

    /// Whether what is painted now is seen whole, and nothing through it.
    pub(super) fn covers(&self) -> bool {
        self.clips_boxes && self.is_solid && self.opacity > 0.95
    }

    pub(super) fn pen(&self) -> Pen {
        let scale = self.to_page.determinant().abs().sqrt();
        Pen { width: self.line_width * scale, round: self.round_cap }
    }

    /// Something is painted: letters that clip it (text in a gradient) are seen.
    pub(super) fn ink(&mut self, glyphs: &mut [Glyph]) {
        let letters = self.stencil.take().and_then(|from| glyphs.get_mut(from..));
        for glyph in letters.into_iter().flatten().filter(|glyph| glyph.inkless) {
            (glyph.hidden, glyph.inkless) = (false, false);
        }
    }

    pub(super) fn set_fill(&mut self, space: Space, components: &[f64]) {
        self.fill = space.color(components);
        self.fill_space = Rc::new(space);
    }

    pub(super) fn set_stroke(&mut self, space: Space, components: &[f64]) {
        self.stroke = space.color(components);
        self.stroke_space = Rc::new(space);
    }
}
