//! Showing text: where each glyph of a string stands (ISO 32000-1, 9.4.4).

use kurbo::{Affine, Point, Vec2};

use super::content::Interpreter;
use super::font::Face;
use super::glyph::{Glyph, Sign};

/// A font that leans by more than this much of its height is italic, whatever its name says.
const SLANT: f64 = 0.12;

/// Lines drawn around letters in their own colour make them bold from this share of the font's size on.
const BOLD_OUTLINE: f64 = 0.015;

/// Text whose opacity is below this one is not seen.
const FAINT: f64 = 0.04;

/// Rendering modes that draw nothing themselves; through the letters of the second, what comes next is seen.
const NO_INK: i64 = 3;
const CLIPS: i64 = 7;

impl Interpreter<'_, '_> {
    /// Draws the codes of a string in the current font.
    pub(super) fn show(&mut self, codes: &[u8]) {
        let Some(face) = self.state.text.face.clone() else { return };
        let text = self.state.text.clone();
        let scale = Affine::new([text.size * text.stretch, 0.0, 0.0, text.size, 0.0, text.rise]);
        let horizontal = face.is_horizontal();
        let mut at = 0;
        while at < codes.len() {
            let (code, length) = face.code(codes, at);
            at += length;
            let letter = face.letter(code, length);
            let em_to_page = self.state.to_page * self.text_matrix * scale;
            if self.workshop.spend_glyph() {
                let advance =
                    if horizontal { Vec2::new(letter.advance.x, 0.0) } else { Vec2::new(0.0, letter.advance.y) };
                self.place(letter.sign, em_to_page, advance, &face);
            }
            // Word spacing is for the blank of one-byte codes only.
            let word = if code == 32 && length == 1 { text.word_spacing } else { 0.0 };
            let advance = if horizontal { letter.advance.x } else { letter.advance.y };
            self.advance(advance * text.size + text.character_spacing + word, horizontal);
        }
    }

    /// Moves back by thousandths of the font's size, as the numbers between strings ask.
    pub(super) fn kern(&mut self, thousandths: f64) {
        let text = &self.state.text;
        let horizontal = text.face.as_ref().is_none_or(|face| face.is_horizontal());
        self.advance(-thousandths / 1000.0 * text.size, horizontal);
    }

    fn advance(&mut self, by: f64, horizontal: bool) {
        let by = if horizontal { Vec2::new(by * self.state.text.stretch, 0.0) } else { Vec2::new(0.0, by) };
        self.text_matrix *= Affine::translate(by);
    }

    fn place(&mut self, sign: Sign, em_to_page: Affine, advance: Vec2, face: &Face<'_>) {
        let start = em_to_page * Point::ZERO;
        let end = em_to_page * advance.to_point();
        let direction = if advance.x == 0.0 && advance.y != 0.0 { advance } else { Vec2::new(1.0, 0.0) };
        let along = em_to_page * direction.to_point() - start;
        let up = em_to_page * Point::new(0.0, 1.0) - start;
        let size = up.hypot() * face.em();
        if !(along.hypot() > 0.0 && size > 0.0 && start.is_finite() && end.is_finite()) {
            return;
        }
        let along = along / along.hypot();
        let state = &self.state;
        let color = if state.text.mode == 1 { state.stroke } else { state.fill };
        let center = start.midpoint(end) + up * 0.3;
        let outlines = state.opacity < FAINT && self.drawings.has_outlines_at(center, size);
        let inkless = matches!(state.text.mode, NO_INK | CLIPS) || (state.opacity < FAINT && !outlines);
        let swallowed = |color: Option<u32>| color.is_some_and(|color| self.drawings.swallows(color, center));
        let hidden = inkless
            || self.marks.hide()
            || !state.clip.inflate(0.5, 0.5).contains(center)
            || (!outlines && swallowed(color) && (state.text.mode != 2 || swallowed(state.stroke)));
        let mut style = face.style();
        style.italic |= up.dot(along).abs() > SLANT * size && advance.y == 0.0;
        let drawn_twice = state.text.mode == 2 && state.stroke == state.fill;
        style.bold |= outlines || drawn_twice && state.pen().width >= BOLD_OUTLINE * size;
        let color = color.unwrap_or(super::color::BLACK);
        let tag = self.marks.tag();
        if self.state.text.mode == CLIPS {
            self.state.stencil.get_or_insert(self.glyphs.len());
        }
        self.glyphs.push(Glyph {
            sign,
            start,
            end,
            along,
            size,
            style,
            weight: face.weight(),
            color,
            hidden,
            inkless,
            tag,
        });
    }
}
