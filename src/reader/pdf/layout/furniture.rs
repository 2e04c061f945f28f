//! Running headers, footers and page numbers: what every page has at the same place.

use std::collections::BTreeMap;

use super::lines::{Line, Start, rows};
use super::segments::Segment;
use crate::document::PageSize;
use crate::reader::furniture::is_page_number;

/// The part of a page, from its upper and its lower edge, in which furniture stands.
const MARGIN: f32 = 0.12;

/// Takes the furniture out of the pages. Of what says more than the page's number, the first copy of a header stays
/// where it is; that of a footer is given back, to stand at the end.
pub(super) fn remove<'a>(pages: &mut [Vec<Segment<'a>>], sizes: &[PageSize]) -> Vec<Line<'a>> {
    let mut places: BTreeMap<Key, Place> = BTreeMap::new();
    for (number, (segments, size)) in pages.iter().zip(sizes).enumerate() {
        for segment in segments.iter().filter(|segment| is_in_margin(segment, *size)) {
            let text = segment.text();
            let place = places.entry(key(segment, &text)).or_insert_with(|| Place::new(number, &text));
            place.pages += usize::from(place.last != number);
            place.last = number;
            place.differs |= place.text != text;
            place.counts &= tells_page(&text, number + 1);
        }
    }
    let mut footers = Vec::new();
    for (number, (segments, size)) in pages.iter_mut().zip(sizes).enumerate() {
        let (kept, margin): (Vec<_>, Vec<_>) =
            std::mem::take(segments).into_iter().partition(|segment| !is_in_margin(segment, *size));
        *segments = kept;
        for segment in margin {
            let text = segment.text();
            let Some(place) = places.get(&key(&segment, &text)) else { continue };
            let often = place.pages >= 2 && place.pages * 2 >= sizes.len();
            let repeats = often && (!place.differs || place.counts);
            let in_footer = segment.baseline > size.height / 2.0;
            match () {
                () if is_number(&text) && (in_footer || repeats) => {}
                () if !repeats => segments.push(segment),
                () if place.differs || place.first != number => {}
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

/// What stands at one place of the pages.
struct Place {
    text: String,
    first: usize,
    last: usize,
    /// On how many pages.
    pages: usize,
    /// Not always with the same digits.
    differs: bool,
    /// Always with the page's number.
    counts: bool,
}

impl Place {
    fn new(page: usize, text: &str) -> Self {
        Self { text: text.to_owned(), first: page, last: page, pages: 1, differs: false, counts: true }
    }
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
