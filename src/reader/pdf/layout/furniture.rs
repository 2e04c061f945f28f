//! Running headers, footers and page numbers: what every page has at the same place.

use std::collections::BTreeMap;

use super::lines::{Line, Segment, Start, rows};
use crate::document::PageSize;
use crate::reader::row::is_page_number;

/// The part of a page, from its upper and its lower edge, in which furniture stands.
const MARGIN: f32 = 0.12;

/// Takes the furniture out of the pages. Of what says more than the page's number, the first copy of a header stays
/// where it is; that of a footer is given back, to stand at the end.
pub(super) fn remove<'a>(pages: &mut [Vec<Segment<'a>>], sizes: &[PageSize]) -> Vec<Line<'a>> {
    let mut places: BTreeMap<Key, Vec<(usize, String)>> = BTreeMap::new();
    for (number, (segments, size)) in pages.iter().zip(sizes).enumerate() {
        for segment in segments.iter().filter(|segment| is_in_margin(segment, *size)) {
            let text = segment.text();
            places.entry(key(segment, &text)).or_default().push((number, text));
        }
    }
    let mut footers = Vec::new();
    for (number, (segments, size)) in pages.iter_mut().zip(sizes).enumerate() {
        let (kept, margin): (Vec<_>, Vec<_>) =
            std::mem::take(segments).into_iter().partition(|segment| !is_in_margin(segment, *size));
        *segments = kept;
        for segment in margin {
            let text = segment.text();
            let copies = places.get(&key(&segment, &text)).map_or(&[][..], Vec::as_slice);
            let pages_with = copies.iter().map(|(page, _)| page).collect::<std::collections::BTreeSet<_>>().len();
            let repeats = pages_with >= 2 && pages_with * 2 >= sizes.len();
            let is_first = copies.first().is_none_or(|(page, _)| *page == number);
            let differ = copies.iter().any(|(_, other)| *other != text);
            let counts = copies.iter().all(|(page, text)| tells_page(text, page + 1));
            let repeats = repeats && (!differ || counts);
            let in_footer = segment.baseline > size.height / 2.0;
            match () {
                () if is_number(&text) && (in_footer || repeats) => {}
                () if !repeats => segments.push(segment),
                () if differ || !is_first => {}
                () if in_footer => footers.push(segment),
                () => segments.push(segment),
            }
        }
    }
    let right = footers.iter().map(|segment| segment.right).fold(0.0, f32::max);
    let mut footers = rows(footers, (0.0, right));
    if let Some(first) = footers.first_mut() {
        first.begin(Start::Apart);
    }
    footers
}

/// Text with its digits made equal, and where it stands, in points.
type Key = (String, i32, i32);

fn key(segment: &Segment<'_>, text: &str) -> Key {
    let same: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    // A number that gets longer moves the rest of a centred line: the place from left counts roughly.
    (same, segment.baseline.round() as i32, (segment.left / 12.0).round() as i32)
}

fn is_in_margin(segment: &Segment<'_>, size: PageSize) -> bool {
    segment.baseline < size.height * MARGIN || segment.baseline > size.height * (1.0 - MARGIN)
}

/// Whether the page's number is among those in a text.
fn tells_page(text: &str, page: usize) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|number| number.parse() == Ok(page))
}

/// `Page 1 of 3`, `1/3`, `2`.
fn is_number(text: &str) -> bool {
    let mut parts = text.split('/').map(str::trim);
    let short = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    is_page_number(text) || (parts.clone().count() <= 2 && parts.all(short))
}
