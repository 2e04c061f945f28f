//! Pages whose text runs from right to left are laid out as in a mirror: what is read first stands on the left then, and lines
//! begin there, as the layout expects it. What runs the other way within them (a Latin name, a number) is put into its order.

use super::bidi::is_rtl;
use super::page::{Area, Direction, Page, Word};
use crate::document::Origin;
use crate::reader::RawBlock;

/// Words of one stretch are no further apart than this, as a share of their size.
const WIDE: f32 = 1.0;

/// Words on one line have baselines that lie closer than this share of their size.
const SAME_LINE: f32 = 0.2;

/// Where a word is laid out, and where it stands.
#[derive(Debug)]
struct Place {
    page: u16,
    laid_out: Area,
    real: Area,
}

/// Where the words of mirrored pages stand.
#[derive(Debug)]
pub(super) struct Places {
    /// By page, and from top to bottom.
    places: Vec<Place>,
}

/// Puts the words of pages where they are read from left to right. `None`, if they are.
pub(super) fn reflect(pages: &mut [Page]) -> Option<Places> {
    let (mut rtl, mut ltr) = (0, 0);
    for c in pages.iter().flat_map(|page| &page.words).flat_map(|word| word.text.chars()) {
        rtl += usize::from(is_rtl(c));
        ltr += usize::from(c.is_alphabetic() && !is_rtl(c));
    }
    if rtl == 0 {
        return None;
    }
    // Names, addresses and skills are Latin in such a CV, too.
    let is_mirrored = rtl * 3 > ltr;
    let mut places = Vec::new();
    for (page, number) in pages.iter_mut().zip(0..) {
        let real: Vec<Area> = page.words.iter().map(|word| word.area).collect();
        let strays = strays(&page.words, is_mirrored);
        if is_mirrored {
            mirror(page);
        }
        for stray in strays {
            turn(&mut page.words, &stray, &real, is_mirrored);
        }
        let words = page.words.iter().zip(real);
        places.extend(words.map(|(word, real)| Place { page: number, laid_out: word.area, real }));
    }
    places.sort_by(|a, b| a.page.cmp(&b.page).then(a.laid_out.top.total_cmp(&b.laid_out.top)));
    Some(Places { places })
}

/// The stretches of a page's words that run against its direction: the numbers of their words, from left to right.
fn strays(words: &[Word], is_mirrored: bool) -> Vec<Vec<usize>> {
    let has_rtl = |word: &Word| word.text.contains(is_rtl);
    let is_latin = |word: &Word| word.text.contains(char::is_alphabetic) && !has_rtl(word);
    let mut order: Vec<usize> = (0..words.len()).filter(|at| words[*at].direction == Direction::Right).collect();
    order.sort_by(|a, b| words[*a].area.left.total_cmp(&words[*b].area.left));
    order.sort_by_key(|at| (words[*at].baseline * 2.0).round() as i32);
    let mut strays = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for at in order {
        let word = &words[at];
        // What is neither may stand within a stretch.
        let goes_on = if is_mirrored { !has_rtl(word) } else { !is_latin(word) };
        let begins = if is_mirrored { is_latin(word) } else { has_rtl(word) };
        let is_near = open.last().map(|last| &words[*last]).is_some_and(|last| {
            (last.baseline - word.baseline).abs() < SAME_LINE * word.size
                && (-WIDE * word.size..WIDE * word.size).contains(&(word.area.left - last.area.right()))
        });
        if !(is_near && goes_on) {
            strays.push(std::mem::take(&mut open));
        }
        if begins || (is_near && goes_on && !open.is_empty()) {
            open.push(at);
        }
    }
    strays.push(open);
    for stray in &mut strays {
        let is_end = |at: &usize| words[*at].text.contains(char::is_alphanumeric);
        let end = stray.iter().rposition(is_end).map_or(0, |last| last + 1);
        stray.truncate(end);
    }
    strays.retain(|stray| stray.len() > 1);
    strays
}

fn mirror(page: &mut Page) {
    let width = page.size.width;
    for shape in &mut page.shapes {
        shape.area.left = width - shape.area.right();
    }
    for at in 0..page.words.len() {
        let glued = page.words[at].glued;
        let word = &mut page.words[at];
        word.area.left = width - word.area.right();
        word.after_blank = false;
        word.glued = false;
        if let Some(icon) = &mut word.icon {
            icon.left = width - icon.left;
        }
        let left = word.area.left;
        word.cuts.iter_mut().for_each(|cut| cut.left += left - (width - left - word.area.width));
        if years_backwards(&word.text) {
            word.text = turned_years(&word.text);
        }
        // What goes on from the word before it stands before that one in the mirror.
        if glued && let Some(before) = at.checked_sub(1).and_then(|before| page.words.get_mut(before)) {
            before.glued = true;
        }
    }
}

/// Whether a range of years is written from right to left, as a dash between numbers makes it in such text.
fn years_backwards(text: &str) -> bool {
    let year = |part: &str| part.parse::<u16>().ok().filter(|year| (1900..2100).contains(year));
    let years = text.split_once('–').and_then(|(one, two)| Some((year(one)?, year(two)?)));
    years.is_some_and(|(one, two)| one > two)
}

fn turned_years(text: &str) -> String {
    text.split_once('–').map_or_else(|| text.to_owned(), |(one, two)| format!("{two}–{one}"))
}

/// Puts the words of a stretch into the opposite order, within the room that it takes.
fn turn(words: &mut [Word], stray: &[usize], real: &[Area], is_mirrored: bool) {
    let (Some(first), Some(last)) = (stray.first(), stray.last()) else { return };
    let (from, to) = (real[*first].left, real[*last].right());
    let start = stray.iter().map(|at| words[*at].area.left).fold(f32::MAX, f32::min);
    for at in stray {
        let left = if is_mirrored { real[*at].left - from } else { to - real[*at].right() };
        let word = &mut words[*at];
        let by = start + left - word.area.left;
        word.area.left += by;
        word.cuts.iter_mut().for_each(|cut| cut.left += by);
        word.after_blank = false;
    }
}

impl Places {
    /// Says where the text of the blocks stands.
    pub(super) fn restore(&self, blocks: &mut [RawBlock]) {
        for run in blocks.iter_mut().flat_map(|block| &mut block.lines).flat_map(|line| &mut line.runs) {
            let Origin::Area { page, left, top, width, .. } = &mut run.origin else { continue };
            let from = self.places.partition_point(|place| (place.page, place.laid_out.top) < (*page, *top - 0.01));
            let near = self.places.iter().skip(from).take_while(|place| place.laid_out.top < *top + 0.01);
            let middle = *left + *width / 2.0;
            let distance = |place: &&Place| {
                let area = place.laid_out;
                (area.left - middle).max(middle - area.right()).max(0.0)
            };
            let found = near.filter(|place| place.page == *page).min_by(|a, b| distance(a).total_cmp(&distance(b)));
            if let Some(place) = found {
                *left = place.real.left + (*left - place.laid_out.left).min(place.real.width);
            }
        }
    }
}
