//! Links: areas of the page that lead somewhere.

use hayro_syntax::object::{Array, Dict, Name, Rect as PdfRect, String as Bytes};
use hayro_syntax::page::Page;
use kurbo::{Affine, Point, Rect};

/// More links than this on a page are a trap.
const MAX_LINKS: usize = 2_000;

/// A link's area, in points from the top left corner of the page, and where it leads.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    area: Rect,
    target: String,
}

/// The links of a page that lead out of the file.
pub(super) fn links(page: &Page<'_>) -> Vec<Link> {
    let to_page = Affine::new(page.initial_transform(true).as_coeffs());
    let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return Vec::new() };
    annotations.iter::<Dict<'_>>().take(MAX_LINKS).filter_map(|annotation| link(&annotation, to_page)).collect()
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
