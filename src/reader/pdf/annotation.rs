//! What lies on a page besides its content: links, the text of form fields and notes.

use hayro_syntax::object::{Array, Dict, Name, Rect as PdfRect, Stream, String as Bytes};
use hayro_syntax::page::Page;
use kurbo::{Affine, Point, Rect};

/// More annotations than this on a page are a trap.
const MAX_ANNOTATIONS: usize = 2_000;

/// Flags of annotations that are not shown (ISO 32000-1, table 165): hidden, no view.
const UNSEEN: u32 = 1 << 1 | 1 << 5;

/// A link's area, in points from the top left corner of the page, and where it leads.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    area: Rect,
    target: String,
}

/// The links of a page that lead out of the file.
pub(super) fn links(page: &Page<'_>) -> Vec<Link> {
    let to_page = Affine::new(page.initial_transform(true).as_coeffs());
    annotations(page).filter_map(|annotation| link(&annotation, to_page)).collect()
}

fn annotations<'a>(page: &Page<'a>) -> impl Iterator<Item = Dict<'a>> + use<'a> {
    let annotations = page.raw().get::<Array<'a>>("Annots").unwrap_or_default();
    annotations.iter::<Dict<'a>>().take(MAX_ANNOTATIONS)
}

/// What form fields and notes look like: a form, and where on the page it is drawn, in the page's own coordinates.
pub(super) struct Appearance<'a> {
    pub(super) form: Stream<'a>,
    pub(super) place: Affine,
}

/// The annotations of a page that show text.
pub(super) fn appearances<'a>(page: &Page<'a>) -> Vec<Appearance<'a>> {
    annotations(page).filter_map(|annotation| appearance(&annotation)).collect()
}

fn appearance<'a>(annotation: &Dict<'a>) -> Option<Appearance<'a>> {
    let kind = annotation.get::<Name<'_>>("Subtype")?;
    let seen = annotation.get::<u32>("F").unwrap_or(0) & UNSEEN == 0;
    if !seen || !matches!(kind.as_ref(), b"Widget" | b"FreeText" | b"Stamp") {
        return None;
    }
    let form = annotation.get::<Dict<'_>>("AP")?.get::<Stream<'a>>("N")?;
    let area = annotation.get::<[f64; 4]>("Rect").map(rect)?;
    let bounds = form.dict().get::<[f64; 4]>("BBox").map(rect)?;
    let matrix = form.dict().get::<[f64; 6]>("Matrix").map_or(Affine::IDENTITY, Affine::new);
    // The form's box, as its matrix turns it, is fitted into the annotation's (ISO 32000-1, algorithm 8.1).
    let drawn = matrix.transform_rect_bbox(bounds);
    if drawn.width() <= 0.0 || drawn.height() <= 0.0 {
        return None;
    }
    let (x, y) = (area.width() / drawn.width(), area.height() / drawn.height());
    let place = Affine::new([x, 0.0, 0.0, y, area.x0 - drawn.x0 * x, area.y0 - drawn.y0 * y]);
    Some(Appearance { form, place })
}

fn rect([x0, y0, x1, y1]: [f64; 4]) -> Rect {
    Rect::from_points((x0, y0), (x1, y1))
}

fn link(annotation: &Dict<'_>, to_page: Affine) -> Option<Link> {
    if annotation.get::<Name<'_>>("Subtype")?.as_ref() != b"Link" {
        return None;
    }
    let target = annotation.get::<Dict<'_>>("A")?.get::<Bytes<'_>>("URI")?;
    let target = text_string(target.as_bytes()).trim().to_owned();
    let area = annotation.get::<PdfRect>("Rect")?;
    let area = to_page.transform_rect_bbox(Rect::new(area.x0, area.y0, area.x1, area.y1));
    (!target.is_empty()).then_some(Link { area, target })
}

/// The target of the link that lies over `place`. A point's breadth beside its edge is still over it; of two, the smaller
/// one is meant.
pub(super) fn target_at(links: &[Link], place: Point) -> Option<&str> {
    let over = links.iter().filter(|link| link.area.inflate(0.5, 1.0).contains(place));
    over.min_by(|a, b| a.area.area().total_cmp(&b.area.area())).map(|link| link.target.as_str())
}

/// A text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 with a mark, or else one byte a letter.
pub(super) fn text_string(bytes: &[u8]) -> String {
    if let Some(units) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        let units: Vec<u16> = units.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(units) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        let units: Vec<u16> = units.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    match std::str::from_utf8(bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes)) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_have_three_encodings() {
        assert_eq!(text_string(b"\xFE\xFF\x00A\x00\xE9"), "Aé");
        assert_eq!(text_string(b"\xEF\xBB\xBFA\xC3\xA9"), "Aé");
        assert_eq!(text_string(b"A\xE9"), "Aé");
    }
}
