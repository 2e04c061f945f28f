//! Drawings that carry meaning: rules, bullets that are drawn, coloured grounds, images.

use kurbo::{Affine, BezPath, Point, Rect, Shape as _};

use super::color::{WHITE, alike, mix};
use super::page::{Area, Shape, ShapeKind};

/// A line of this thickness or less, in points, is a rule; thicker ones are bars.
const RULE: f64 = 2.5;

/// A rule is at least this long, and this many times as long as thick.
const RULE_LENGTH: f64 = 5.0;
const RULE_RATIO: f64 = 4.0;

/// How large a bullet is, in points.
const DOT: std::ops::RangeInclusive<f64> = 0.7..=9.0;

/// A filled area at least this large is a ground.
const GROUND: f64 = 6.0;

/// What fills this share of its bounding box is a box, more or less (a disc fills 0.79).
const BOXY: f64 = 0.7;

/// Longer paths are drawings in their own right (maps, outlined text); what stands behind the limit is not looked at.
const MAX_ELEMENTS: usize = 4_000;
const MAX_PARTS: usize = 64;
const MAX_SHAPES: usize = 4_000;
const MAX_GROUNDS: usize = 400;

/// The outlines of a word have more operators than this.
const OUTLINES: usize = 16;

/// The outlines of a line of text are not higher than this many times its size.
const MOST_OUTLINED: f64 = 1.5;

/// The path under construction, in points from the top left corner of the page.
#[derive(Debug, Default)]
pub(super) struct Path {
    parts: Vec<BezPath>,
    elements: usize,
    /// From the leftmost and uppermost to the rightmost and lowest point that it goes to.
    hull: Option<Rect>,
}

impl Path {
    pub(super) fn move_to(&mut self, to: Point) {
        if self.parts.len() < MAX_PARTS {
            let mut part = BezPath::new();
            part.move_to(to);
            self.parts.push(part);
        }
        self.elements += 1;
        self.reach(to);
    }

    pub(super) fn line_to(&mut self, to: Point) {
        self.reach(to);
        self.extend(|part| part.line_to(to));
    }

    pub(super) fn curve_to(&mut self, one: Point, two: Point, to: Point) {
        self.reach(to);
        self.extend(|part| part.curve_to(one, two, to));
    }

    pub(super) fn close(&mut self) {
        self.extend(BezPath::close_path);
    }

    pub(super) fn rectangle(&mut self, area: Rect, to_page: Affine) {
        let corners = [(area.x0, area.y0), (area.x1, area.y0), (area.x1, area.y1), (area.x0, area.y1)];
        let [first, rest @ ..] = corners.map(|corner| to_page * Point::from(corner));
        self.move_to(first);
        for corner in rest {
            self.line_to(corner);
        }
        self.close();
    }

    /// Where the last segment ended.
    pub(super) fn end(&self) -> Option<Point> {
        self.parts.last()?.elements().iter().rev().find_map(kurbo::PathEl::end_point)
    }

    pub(super) fn bounds(&self) -> Rect {
        let mut bounds = self.parts.iter().map(BezPath::bounding_box);
        let first = bounds.next().unwrap_or_default();
        bounds.fold(first, |all, part| all.union(part))
    }

    /// Whether it is one part that fills its box.
    pub(super) fn is_box(&self) -> bool {
        matches!(self.parts.as_slice(), [part] if part.area().abs() >= WHOLE * part.bounding_box().area())
    }

    /// How many operators it took.
    pub(super) fn elements(&self) -> usize {
        self.elements
    }

    pub(super) fn clear(&mut self) {
        self.parts.clear();
        self.elements = 0;
        self.hull = None;
    }

    fn reach(&mut self, to: Point) {
        self.hull = Some(self.hull.map_or(Rect::from_points(to, to), |hull| hull.union_pt(to)));
    }

    fn extend(&mut self, with: impl FnOnce(&mut BezPath)) {
        self.elements += 1;
        if self.elements < MAX_ELEMENTS
            && let Some(part) = self.parts.last_mut()
        {
            with(part);
        }
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    /// In points, as it is shown.
    pub(super) width: f64,
    pub(super) round: bool,
}

/// An area that text may stand on; `None` is a picture, a pattern or another colour that is not known.
#[derive(Debug, Clone, Copy)]
struct Ground {
    area: Rect,
    color: Option<u32>,
}

/// An area that hides what was drawn before it.
#[derive(Debug, Clone, Copy)]
struct Cover {
    area: Rect,
    /// How many glyphs there were before it.
    glyphs: usize,
}

/// How much of its box a path fills that hides what is under the box.
const WHOLE: f64 = 0.97;

/// The drawings of a page so far.
#[derive(Debug, Default)]
pub(super) struct Drawings {
    pub(super) shapes: Vec<Shape>,
    grounds: Vec<Ground>,
    covers: Vec<Cover>,
    /// The areas of its images, in square points.
    pub(super) image_area: f64,
    /// Operators of paths: text that was turned into outlines has many.
    pub(super) segments: usize,
    /// Where the path that was filled last may be the outlines of letters.
    outlines: Option<Rect>,
}

impl Drawings {
    /// A path is filled: with `color`, if that is known, of which `opacity` hides what is under it. `over`: what of it falls into
    /// the clip is drawn over this many glyphs.
    pub(super) fn fill(&mut self, path: &Path, clip: Rect, color: Option<u32>, opacity: f64, over: Option<usize>) {
        self.segments += path.elements;
        self.outlines = path.hull.filter(|_| path.elements > OUTLINES && opacity > 0.05);
        let mut parts: Vec<(&BezPath, Rect)> = path.parts.iter().map(|part| (part, part.bounding_box())).collect();
        parts.retain(|(_, whole)| clip.overlaps(*whole));
        parts.sort_by(|a, b| b.1.area().total_cmp(&a.1.area()));
        for (index, (part, whole)) in parts.iter().enumerate() {
            let area = whole.intersect(clip);
            if is_rule(area) {
                self.push(area, ShapeKind::Rule);
            } else if is_dot(area) && path.parts.len() <= 3 {
                self.push(area, ShapeKind::Dot);
            }
            if area.width() < GROUND || area.height() < GROUND || opacity < 0.05 {
                continue;
            }
            // A part within another one may be a hole in it.
            let within = parts[..index].iter().any(|(_, outer)| outer.contains_rect(*whole));
            let boxy = part.area().abs() >= BOXY * whole.area();
            let seen = color.filter(|_| boxy && !within).and_then(|color| {
                if opacity > 0.95 { Some(color) } else { Some(mix(self.ground_at(area.center())?, color, opacity)) }
            });
            self.ground(area, seen);
            let is_whole = || part.area().abs() >= WHOLE * whole.area() && !has_within(&parts, index);
            if let Some(glyphs) = over.filter(|_| color.is_some() && opacity > 0.95 && !within && is_whole()) {
                self.cover(area, Some(glyphs));
            }
            if let Some(seen) = seen.filter(|_| !is_dot(area)) {
                self.push(area, ShapeKind::Fill(seen));
            }
        }
    }

    /// A path is drawn as lines, in `color`, if that is known.
    pub(super) fn stroke(&mut self, path: &Path, clip: Rect, pen: Pen, color: Option<u32>) {
        self.segments += path.elements;
        for part in &path.parts {
            let bounds = part.bounding_box();
            if pen.round && bounds.width() < 0.01 && bounds.height() < 0.01 {
                let dot = bounds.inflate(pen.width / 2.0, pen.width / 2.0).intersect(clip);
                if is_dot(dot) {
                    self.push(dot, ShapeKind::Dot);
                }
                continue;
            }
            if part.elements().len() > 3 && is_dot(bounds.intersect(clip)) && path.parts.len() <= 3 {
                self.push(bounds.intersect(clip), ShapeKind::Dot);
                continue;
            }
            for segment in part.segments() {
                if let kurbo::PathSeg::Line(line) = segment {
                    self.line(line, clip, pen, color);
                }
            }
        }
    }

    fn line(&mut self, line: kurbo::Line, clip: Rect, pen: Pen, color: Option<u32>) {
        let upright = (line.p0.x - line.p1.x).abs() < 0.1;
        let level = (line.p0.y - line.p1.y).abs() < 0.1;
        let thick = |width: f64| {
            let (area, half) = (Rect::from_points(line.p0, line.p1), width / 2.0);
            if level { area.inflate(0.0, half) } else { area.inflate(half, 0.0) }.intersect(clip)
        };
        if !upright && !level {
            return;
        }
        if pen.width >= GROUND {
            // A band that text may stand on.
            self.ground(thick(pen.width), color);
            self.push(thick(pen.width), color.map_or(ShapeKind::Rule, ShapeKind::Fill));
        } else if is_rule(thick(pen.width.clamp(0.1, RULE))) {
            self.push(thick(pen.width.clamp(0.1, RULE)), ShapeKind::Rule);
        }
    }

    /// An image is drawn, over this many glyphs if none of them is seen through it.
    pub(super) fn image(&mut self, area: Rect, over: Option<usize>) {
        if area.width() > 0.0 && area.height() > 0.0 {
            self.image_area += area.area();
            self.push(area, ShapeKind::Image);
            self.ground(area, None);
            self.cover(area, over);
        }
    }

    /// An area is filled with something whose colour is not worked out.
    pub(super) fn shade(&mut self, area: Rect, over: Option<usize>) {
        self.ground(area, None);
        self.cover(area, over);
    }

    /// Notes that what was drawn so far is not seen within an area.
    fn cover(&mut self, area: Rect, over: Option<usize>) {
        let is_large = area.width() >= GROUND && area.height() >= GROUND;
        let glyphs = over.unwrap_or(0);
        if glyphs > 0 && is_large && self.covers.len() < MAX_GROUNDS {
            self.covers.push(Cover { area, glyphs });
        }
    }

    /// The numbers of the glyphs that something lies over. They are given by what stands in the middle of their letters.
    pub(super) fn covered(&self, middles: &[Point]) -> Vec<usize> {
        let mut covered = Vec::new();
        for cover in &self.covers {
            let before = middles.iter().take(cover.glyphs).enumerate();
            covered.extend(before.filter(|(_, middle)| cover.area.contains(**middle)).map(|(at, _)| at));
        }
        covered.sort_unstable();
        covered.dedup();
        covered
    }

    /// The colour under a place; white, where nothing was drawn, `None`, where it cannot be told.
    pub(super) fn ground_at(&self, place: Point) -> Option<u32> {
        if self.grounds.len() >= MAX_GROUNDS {
            return None;
        }
        self.grounds.iter().rev().find(|ground| ground.area.contains(place)).map_or(Some(WHITE), |ground| ground.color)
    }

    /// Whether text of this size at a place, itself without ink, was drawn as the outlines of its letters right before: so
    /// browsers draw a bold that the font does not have.
    pub(super) fn has_outlines_at(&self, place: Point, size: f64) -> bool {
        self.outlines.is_some_and(|outlines| outlines.contains(place) && outlines.height() < MOST_OUTLINED * size)
    }

    /// Whether a text of this colour cannot be told from what is under it.
    pub(super) fn swallows(&self, color: u32, place: Point) -> bool {
        let possible = alike(color, WHITE)
            || self.grounds.iter().any(|ground| ground.color.is_some_and(|under| alike(color, under)));
        possible && self.ground_at(place).is_some_and(|under| alike(color, under))
    }

    fn ground(&mut self, area: Rect, color: Option<u32>) {
        if self.grounds.len() < MAX_GROUNDS && area.width() >= GROUND && area.height() >= GROUND {
            self.grounds.push(Ground { area, color });
        }
    }

    fn push(&mut self, area: Rect, kind: ShapeKind) {
        if self.shapes.len() < MAX_SHAPES {
            self.shapes.push(Shape { area: area_of(area), kind });
        }
    }
}

/// Whether a part of a path, the larger first, has another one in it: a hole, perhaps.
fn has_within(parts: &[(&BezPath, Rect)], index: usize) -> bool {
    parts[index + 1..].iter().any(|(_, inner)| parts[index].1.contains_rect(*inner))
}

fn is_rule(area: Rect) -> bool {
    let (long, thick) = (area.width().max(area.height()), area.width().min(area.height()));
    thick <= RULE && long >= RULE_LENGTH && long >= RULE_RATIO * thick
}

fn is_dot(area: Rect) -> bool {
    let (width, height) = (area.width(), area.height());
    DOT.contains(&width) && DOT.contains(&height) && width < 2.0 * height && height < 2.0 * width
}

pub(super) fn area_of(area: Rect) -> Area {
    Area { left: area.x0 as f32, top: area.y0 as f32, width: area.width() as f32, height: area.height() as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Rect = Rect::new(0.0, 0.0, 600.0, 800.0);

    fn filled(area: Rect) -> Drawings {
        let (mut drawings, mut path) = (Drawings::default(), Path::default());
        path.rectangle(area, Affine::IDENTITY);
        drawings.fill(&path, PAGE, Some(0x11_22_33), 1.0, None);
        drawings
    }

    fn kinds(drawings: &Drawings) -> Vec<ShapeKind> {
        drawings.shapes.iter().map(|shape| shape.kind).collect()
    }

    #[test]
    fn a_filled_box_is_a_rule_a_dot_or_a_ground() {
        assert_eq!(kinds(&filled(Rect::new(50.0, 100.0, 550.0, 100.5))), [ShapeKind::Rule]);
        assert_eq!(kinds(&filled(Rect::new(50.0, 100.0, 53.0, 103.0))), [ShapeKind::Dot]);
        assert_eq!(kinds(&filled(Rect::new(0.0, 0.0, 200.0, 900.0))), [ShapeKind::Fill(0x11_22_33)]);
        assert!(kinds(&filled(Rect::new(700.0, 0.0, 800.0, 10.0))).is_empty());
    }

    #[test]
    fn a_box_that_is_drawn_is_four_rules() {
        let (mut drawings, mut path) = (Drawings::default(), Path::default());
        path.rectangle(Rect::new(50.0, 50.0, 300.0, 200.0), Affine::IDENTITY);
        drawings.stroke(&path, PAGE, Pen { width: 1.0, round: false }, None);
        assert_eq!(kinds(&drawings), [ShapeKind::Rule; 4]);
    }

    #[test]
    fn text_in_the_colour_of_its_ground_is_swallowed() {
        let drawings = filled(Rect::new(0.0, 0.0, 200.0, 800.0));
        assert!(drawings.swallows(0x11_22_33, Point::new(100.0, 100.0)));
        assert!(!drawings.swallows(0x11_22_33, Point::new(400.0, 100.0)));
        assert!(drawings.swallows(WHITE, Point::new(400.0, 100.0)));
        assert!(!drawings.swallows(WHITE, Point::new(100.0, 100.0)));
    }

    #[test]
    fn text_without_ink_over_the_outlines_of_its_letters_is_seen() {
        let outlined = |height: f64| {
            let (mut drawings, mut path) = (Drawings::default(), Path::default());
            for letter in 0..8 {
                let left = 50.0 + 6.0 * f64::from(letter);
                path.rectangle(Rect::new(left, 100.0, left + 5.0, 100.0 + height), Affine::IDENTITY);
            }
            drawings.fill(&path, PAGE, Some(0), 1.0, None);
            drawings
        };
        assert!(outlined(9.0).has_outlines_at(Point::new(70.0, 104.0), 12.0));
        assert!(!outlined(9.0).has_outlines_at(Point::new(200.0, 104.0), 12.0), "beside them");
        assert!(!outlined(90.0).has_outlines_at(Point::new(70.0, 104.0), 12.0), "a picture");
        assert!(!filled(Rect::new(50.0, 100.0, 90.0, 109.0)).has_outlines_at(Point::new(70.0, 104.0), 12.0), "a box");
    }
}
