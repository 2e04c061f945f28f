//! Content streams, read for their text: which glyphs are drawn, where, how large, in which colour, and what is drawn
//! around them. ISO 32000-1, chapters 8 and 9; nothing is painted.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::{TypedIter, ops::TypedInstruction as Op};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};
use kurbo::{Affine, Point, Rect};

use super::annotation::{Appearance, appearances};
use super::color::Space;
use super::font::Face;
use super::glyph::Glyph;
use super::marked::Marks;
use super::shape::{Drawings, Path};
use super::state::State;
use super::workshop::Workshop;

/// Forms within forms.
const MAX_DEPTH: u32 = 12;

/// Saved graphics states.
const MAX_STATES: usize = 256;

/// What a form costs besides its own operators.
const FORM_COST: u32 = 50;

/// A content stream's names, and what they stand for.
struct Scope<'a> {
    resources: Resources<'a>,
    faces: HashMap<Vec<u8>, Option<Rc<Face<'a>>>>,
    spaces: HashMap<Vec<u8>, Rc<Space>>,
}

/// Follows the content streams of one page.
pub(super) struct Interpreter<'a, 'w> {
    pub(super) workshop: &'w mut Workshop<'a>,
    pub(super) state: State<'a>,
    saved: Vec<State<'a>>,
    /// The text matrix, and that of the line's start.
    pub(super) text_matrix: Affine,
    line_matrix: Affine,
    path: Path,
    /// The path under construction will clip, once it is painted.
    clips: bool,
    pub(super) marks: Marks,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) drawings: Drawings,
}

impl<'a, 'w> Interpreter<'a, 'w> {
    /// `to_page` leads from the page's own coordinates to points from its top left corner, `bounds` is what is shown.
    pub(super) fn new(workshop: &'w mut Workshop<'a>, to_page: Affine, bounds: Rect) -> Self {
        Self {
            workshop,
            state: State::new(to_page, bounds),
            saved: Vec::new(),
            text_matrix: Affine::IDENTITY,
            line_matrix: Affine::IDENTITY,
            path: Path::default(),
            clips: false,
            marks: Marks::default(),
            glyphs: Vec::new(),
            drawings: Drawings::default(),
        }
    }

    /// Follows the content of a page, and what its form fields and notes show.
    pub(super) fn run_page(&mut self, page: &'a Page<'a>) {
        if let Some(data) = self.workshop.inflation().inflate_page(page) {
            self.run(&data, page.resources().clone(), 0);
        }
        for Appearance { form, place } in appearances(page) {
            let outer = self.state.clone();
            self.state = State::new(outer.to_page * place, outer.clip);
            self.form(page.resources(), &form, 0);
            self.state = outer;
        }
    }

    /// Follows a stream to its end, or until the file's limits are reached.
    pub(super) fn run(&mut self, data: &[u8], resources: Resources<'a>, depth: u32) {
        let mut scope = Scope { resources, faces: HashMap::new(), spaces: HashMap::new() };
        let (states, marks) = (self.saved.len(), self.marks.depth());
        let mut operators = TypedIter::new(data);
        while let Some(operator) = operators.next() {
            if !self.workshop.spend(1) {
                break;
            }
            match operator {
                Op::SaveState(_) if self.saved.len() < MAX_STATES => self.saved.push(self.state.clone()),
                Op::RestoreState(_) if self.saved.len() > states => {
                    if let Some(state) = self.saved.pop() {
                        self.state = state;
                    }
                }
                Op::XObject(name) => self.external(&scope, name.0, depth),
                operator => {
                    self.follow_text(&mut scope, &operator);
                    self.follow_color(&mut scope, &operator);
                    self.follow_path(&operator);
                    self.follow_rest(&scope, &operator);
                }
            }
        }
        self.marks.end_down_to(marks, &mut self.glyphs);
        if self.saved.len() > states {
            self.saved.truncate(states + 1);
            if let Some(state) = self.saved.pop() {
                self.state = state;
            }
        }
    }

    fn follow_text(&mut self, scope: &mut Scope<'a>, operator: &Op<'_, '_>) {
        let text = &mut self.state.text;
        match operator {
            Op::BeginText(_) => self.set_text_matrix(Affine::IDENTITY),
            Op::SetTextMatrix(m) => self.set_text_matrix(matrix([m.0, m.1, m.2, m.3, m.4, m.5])),
            Op::TextFont(font) => {
                text.size = font.1.as_f64();
                self.state.text.face = self.face_named(scope, font.0);
            }
            Op::CharacterSpacing(spacing) => text.character_spacing = spacing.0.as_f64(),
            Op::WordSpacing(spacing) => text.word_spacing = spacing.0.as_f64(),
            Op::HorizontalScaling(percent) => text.stretch = percent.0.as_f64() / 100.0,
            Op::TextLeading(leading) => text.leading = leading.0.as_f64(),
            Op::TextRise(rise) => text.rise = rise.0.as_f64(),
            Op::TextRenderingMode(mode) => text.mode = mode.0.as_i64(),
            Op::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                text.leading = -by.1.as_f64();
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.next_leading(),
            Op::ShowText(shown) => self.show(shown.0.as_bytes()),
            Op::NextLineAndShowText(shown) => {
                self.next_leading();
                self.show(shown.0.as_bytes());
            }
            Op::ShowTextWithParameters(shown) => {
                text.word_spacing = shown.0.as_f64();
                text.character_spacing = shown.1.as_f64();
                self.next_leading();
                self.show(shown.2.as_bytes());
            }
            Op::ShowTexts(pieces) => self.show_pieces(pieces.0),
            _ => {}
        }
    }

    fn show_pieces(&mut self, pieces: &Array<'_>) {
        for piece in pieces.iter::<Object<'_>>() {
            match piece {
                Object::String(shown) => self.show(shown.as_bytes()),
                Object::Number(back) => self.kern(back.as_f64()),
                _ => {}
            }
        }
    }

    fn face_named(&mut self, scope: &mut Scope<'a>, name: &Name<'_>) -> Option<Rc<Face<'a>>> {
        if let Some(face) = scope.faces.get(name.as_ref()) {
            return face.clone();
        }
        let face = scope.resources.get_font(name).and_then(|dict| self.workshop.face(&dict));
        scope.faces.insert(name.as_ref().to_vec(), face.clone());
        face
    }

    fn set_text_matrix(&mut self, matrix: Affine) {
        self.text_matrix = matrix;
        self.line_matrix = matrix;
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.set_text_matrix(self.line_matrix * Affine::translate((x, y)));
    }

    fn next_leading(&mut self) {
        self.next_line(0.0, -self.state.text.leading);
    }

    fn follow_color(&mut self, scope: &mut Scope<'a>, operator: &Op<'_, '_>) {
        let state = &mut self.state;
        let numbers = |components: &[Number]| components.iter().map(Number::as_f64).collect::<Vec<_>>();
        match operator {
            Op::NonStrokeColorDeviceGray(c) => state.set_fill(Space::Gray, &[c.0.as_f64()]),
            Op::NonStrokeColorDeviceRgb(c) => state.set_fill(Space::Rgb, &numbers(&[c.0, c.1, c.2])),
            Op::NonStrokeColorCmyk(c) => state.set_fill(Space::Cmyk, &numbers(&[c.0, c.1, c.2, c.3])),
            Op::ColorSpaceNonStroke(name) => {
                state.fill_space = scope.space(name.0);
                state.fill = state.fill_space.initial();
            }
            Op::NonStrokeColor(c) => state.fill = state.fill_space.color(&numbers(&c.0)),
            Op::NonStrokeColorNamed(c) => state.fill = state.fill_space.color(&numbers(&c.0)),
            Op::StrokeColorDeviceGray(c) => state.set_stroke(Space::Gray, &[c.0.as_f64()]),
            Op::StrokeColorDeviceRgb(c) => state.set_stroke(Space::Rgb, &numbers(&[c.0, c.1, c.2])),
            Op::StrokeColorCmyk(c) => state.set_stroke(Space::Cmyk, &numbers(&[c.0, c.1, c.2, c.3])),
            Op::ColorSpaceStroke(name) => {
                state.stroke_space = scope.space(name.0);
                state.stroke = state.stroke_space.initial();
            }
            Op::StrokeColor(c) => state.stroke = state.stroke_space.color(&numbers(&c.0)),
            Op::StrokeColorNamed(c) => state.stroke = state.stroke_space.color(&numbers(&c.0)),
            _ => {}
        }
    }

    fn follow_path(&mut self, operator: &Op<'_, '_>) {
        let to_page = self.state.to_page;
        let at = |x: Number, y: Number| to_page * Point::new(x.as_f64(), y.as_f64());
        let path = &mut self.path;
        match operator {
            Op::MoveTo(to) => path.move_to(at(to.0, to.1)),
            Op::LineTo(to) => path.line_to(at(to.0, to.1)),
            Op::CubicTo(c) => path.curve_to(at(c.0, c.1), at(c.2, c.3), at(c.4, c.5)),
            Op::CubicStartTo(c) => {
                let start = path.end().unwrap_or_default();
                path.curve_to(start, at(c.0, c.1), at(c.2, c.3));
            }
            Op::CubicEndTo(c) => path.curve_to(at(c.0, c.1), at(c.2, c.3), at(c.2, c.3)),
            Op::ClosePath(_) => path.close(),
            Op::RectPath(r) => {
                let (x, y) = (r.0.as_f64(), r.1.as_f64());
                path.rectangle(Rect::new(x, y, x + r.2.as_f64(), y + r.3.as_f64()), to_page);
            }
            Op::ClipNonZero(_) | Op::ClipEvenOdd(_) => self.clips = true,
            Op::EndPath(_) => self.paint(false, false),
            Op::StrokePath(_) | Op::CloseAndStrokePath(_) => self.paint(false, true),
            Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) | Op::FillPathEvenOdd(_) => {
                self.paint(true, false);
            }
            Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => self.paint(true, true),
            _ => {}
        }
    }

    fn paint(&mut self, fills: bool, strokes: bool) {
        let is_seen = !self.marks.hide();
        let over = Some(self.glyphs.len()).filter(|_| self.state.covers());
        let state = &mut self.state;
        if fills && is_seen {
            self.drawings.fill(&self.path, state.clip, state.fill, state.opacity, over);
        }
        if strokes && is_seen {
            self.drawings.stroke(&self.path, state.clip, state.pen(), state.stroke);
        }
        if fills || strokes {
            state.ink(&mut self.glyphs);
        }
        if std::mem::take(&mut self.clips) && self.path.elements() > 0 {
            state.clip = state.clip.intersect(self.path.bounds());
            state.clips_boxes &= self.path.is_box();
        }
        self.path.clear();
    }

    fn follow_rest(&mut self, scope: &Scope<'a>, operator: &Op<'_, '_>) {
        let state = &mut self.state;
        match operator {
            Op::Transform(m) => state.to_page *= matrix([m.0, m.1, m.2, m.3, m.4, m.5]),
            Op::LineWidth(width) => state.line_width = width.0.as_f64(),
            Op::LineCap(cap) => state.round_cap = cap.0.as_i64() == 1,
            Op::SetGraphicsState(name) => {
                if let Some(parameters) = scope.resources.get_ext_g_state(name.0) {
                    self.set_parameters(&parameters);
                }
            }
            Op::Shading(_) => {
                let over = Some(self.glyphs.len()).filter(|_| state.covers());
                self.drawings.shade(state.clip, over);
                state.ink(&mut self.glyphs);
            }
            Op::InlineImage(_) => self.image(false),
            Op::BeginMarkedContent(_) => self.marks.begin(None, self.glyphs.len(), false),
            Op::BeginMarkedContentWithProperties(mark) => {
                let named = || scope.resources.properties.get::<Dict<'_>>(mark.1.clone().into_name()?);
                let properties = mark.1.clone().into_dict().or_else(named);
                let is_layer = mark.0.as_ref() == b"OC";
                let hides = is_layer && properties.as_ref().is_some_and(|layer| self.workshop.layers.hide(layer));
                self.marks.begin(properties.as_ref(), self.glyphs.len(), hides);
            }
            Op::EndMarkedContent(_) => self.marks.end(&mut self.glyphs),
            _ => {}
        }
    }

    fn set_parameters(&mut self, parameters: &Dict<'a>) {
        if let Some(opacity) = parameters.get::<f64>("ca") {
            self.state.opacity = opacity;
        }
        if let Some(mode) = parameters.get::<Name<'_>>("BM") {
            self.state.is_solid = matches!(mode.as_ref(), b"Normal" | b"Compatible");
        }
        if parameters.get::<Dict<'_>>("SMask").is_some() {
            self.state.is_solid = false;
        }
        if let Some(width) = parameters.get::<f64>("LW") {
            self.state.line_width = width;
        }
        if let Some(font) = parameters.get::<Array<'_>>("Font") {
            let mut parts = font.flex_iter();
            if let (Some(dict), Some(size)) = (parts.next::<Dict<'_>>(), parts.next::<f64>()) {
                self.state.text.size = size;
                self.state.text.face = self.workshop.face(&dict);
            }
        }
    }

    /// An image is drawn; `is_whole` if nothing is seen through it.
    fn image(&mut self, is_whole: bool) {
        let unit = Rect::new(0.0, 0.0, 1.0, 1.0);
        let [a, b, c, d, ..] = self.state.to_page.as_coeffs();
        let is_upright = (a == 0.0 && d == 0.0) || (b == 0.0 && c == 0.0);
        let over = Some(self.glyphs.len()).filter(|_| is_whole && is_upright && self.state.covers());
        self.drawings.image(self.state.to_page.transform_rect_bbox(unit).intersect(self.state.clip), over);
        self.state.ink(&mut self.glyphs);
    }

    fn external(&mut self, scope: &Scope<'a>, name: &Name<'_>, depth: u32) {
        let Some(stream) = scope.resources.get_x_object(name) else { return };
        let dict = stream.dict();
        if dict.get::<Dict<'_>>("OC").is_some_and(|layer| self.workshop.layers.hide(&layer)) {
            return;
        }
        match dict.get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => {
                let is_mask = dict.get::<bool>("ImageMask") == Some(true);
                let is_masked = dict.contains_key("SMask") || dict.contains_key("Mask");
                self.image(!is_mask && !is_masked);
            }
            Some(b"Form") if depth < MAX_DEPTH && self.workshop.spend(FORM_COST) => {
                self.form(&scope.resources, &stream, depth);
            }
            _ => {}
        }
    }

    fn form(&mut self, resources: &Resources<'a>, stream: &Stream<'a>, depth: u32) {
        let Some(data) = self.workshop.inflation().inflate(stream) else { return };
        let dict = stream.dict();
        let outer = self.state.clone();
        let matrices = (self.text_matrix, self.line_matrix);
        if let Some(form_matrix) = dict.get::<[f64; 6]>("Matrix") {
            self.state.to_page *= Affine::new(form_matrix);
        }
        if let Some([x0, y0, x1, y1]) = dict.get::<[f64; 4]>("BBox") {
            let shown = self.state.to_page.transform_rect_bbox(Rect::new(x0, y0, x1, y1));
            self.state.clip = self.state.clip.intersect(shown);
        }
        let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
        self.run(&data, own.unwrap_or_else(|| resources.clone()), depth + 1);
        self.state = outer;
        (self.text_matrix, self.line_matrix) = matrices;
    }
}

impl Scope<'_> {
    fn space(&mut self, name: &Name<'_>) -> Rc<Space> {
        if let Some(space) = self.spaces.get(name.as_ref()) {
            return Rc::clone(space);
        }
        let space = Rc::new(Space::of(&Object::Name(name.clone()), &self.resources));
        self.spaces.insert(name.as_ref().to_vec(), Rc::clone(&space));
        space
    }
}

fn matrix(coefficients: [Number; 6]) -> Affine {
    Affine::new(coefficients.map(|coefficient| coefficient.as_f64()))
}
