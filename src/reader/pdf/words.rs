//! Glyphs -> words: where a word ends, when nothing but room says so.

use kurbo::{Point, Rect, Vec2};

use super::accent;
use super::annotation::{Link, target_at};
use super::bidi;
use super::glyph::{Glyph, Sign};
use super::page::{Cut, Direction, Icon, Word};
use super::shape::area_of;
use super::visual;
use crate::document::PageSize;

/// Room between letters that makes a new word, in ems, on top of the room that this text has between all its letters.
/// Justified text squeezes its blanks down to this.
const GAP: f64 = 0.11;

/// The same where the text has blanks of its own, so that room is seldom the only sign.
const GAP_BESIDE_BLANKS: f64 = 0.14;

/// Text is letter-spaced, if there is more than this room between most of its letters.
const LETTER_SPACED: f64 = 0.04;

/// A text with fewer letters is not taken for one whose letters are set apart by blanks: it may be a list of them.
const LEAST_SPACED: usize = 5;

/// Letters of the longest word that is set letter-spaced.
const LONGEST_WORD: usize = 24;

/// Glyphs stand on one line, if their baselines differ by less than this (superscripts do), in ems.
const SAME_LINE: f64 = 0.45;

/// How far a picture may stand before the word that it belongs to, in ems.
const AFTER_ICON: f64 = 3.0;

/// The room that ends a run of text for good, forwards and backwards.
const FAR: f64 = 1.2;
const BACK: f64 = -0.6;

/// How far the ascenders and the descenders of a font reach, in ems, when nothing better is known.
const ASCENT: f64 = 0.8;
const DESCENT: f64 = 0.2;

/// The words of a page in the order in which it draws them.
pub(super) fn words(glyphs: Vec<Glyph>, links: &[Link], size: PageSize) -> Vec<Word> {
    let mut glyphs = without_doubles(glyphs);
    accent::place(&mut glyphs);
    visual::to_visual(&mut glyphs);
    let mut words = Vec::new();
    let mut start = 0;
    for at in 1..=glyphs.len() {
        let ends = glyphs.get(at).is_none_or(|next| !continues(&glyphs[at - 1], next));
        if ends {
            let after_blank = start > 0 && glyphs[start - 1].sign == Sign::Blank;
            let before = &glyphs[start.saturating_sub(4)..start];
            let spaced = without_spacing(&glyphs[start..at]);
            let own = spaced.as_deref().unwrap_or(&glyphs[start..at]);
            let spacing = letter_spacing(own);
            Run { glyphs: own, spacing, before, links, size }.words_into(&mut words, after_blank);
            start = at;
        }
    }
    words
}

/// Whether a glyph goes on where the one before it ends, or a little further, on the same line.
fn continues(last: &Glyph, next: &Glyph) -> bool {
    let em = last.size.max(next.size);
    let ((start, end), (from, _)) = (last.extent(), next.extent());
    let room = from - end;
    last.along.dot(next.along) > 0.99
        && (last.across() - next.across()).abs() < SAME_LINE * em
        && from > start - 0.1 * em
        && room > BACK * em
        && room < FAR * em
        && last.hidden == next.hidden
        && em < 2.2 * last.size.min(next.size)
}

/// Glyphs that are drawn twice at the same place, or nearly so, are drawn to look bold or to throw a shadow. The first one
/// stays, and looks as the last one does, which lies on top.
fn without_doubles(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut places = Places::new(glyphs.len());
    for glyph in glyphs {
        if glyph.text().is_none_or(str::is_empty) {
            kept.push(glyph);
            continue;
        }
        let width = (glyph.end - glyph.start).hypot();
        let near = (0.12 * glyph.size).min(0.5 * width).max(0.05);
        let is_double = |index: &usize| {
            let other = &kept[*index];
            other.sign == glyph.sign
                && other.start.distance(glyph.start) < near
                && (other.size - glyph.size).abs() < 0.1 * glyph.size
        };
        let double = places.near(glyph.start, near).filter(is_double).min();
        if let Some(double) = double {
            let first = &mut kept[double];
            let moved = first.start.distance(glyph.start) > 0.01 * glyph.size;
            first.style.bold |= glyph.style.bold || (moved && first.color == glyph.color);
            if !glyph.hidden {
                (first.color, first.hidden, first.inkless) = (glyph.color, false, false);
            }
            continue;
        }
        places.put(glyph.start, kept.len());
        kept.push(glyph);
    }
    kept
}

/// Where glyphs stand: the page in cells, each of which is in one of the buckets of a table.
struct Places {
    /// For each bucket its last entry, counted from 1; 0, where there is none.
    last: Vec<u32>,
    /// The entry before, and the glyph.
    entries: Vec<(u32, u32)>,
}

/// Width and height of a cell, in points: a double is in the same one or beside it.
const CELL: f64 = 4.0;

/// Entries of a bucket that are looked at. More are no letters that lie over each other, but a trap.
const CROWD: usize = 64;

impl Places {
    fn new(glyphs: usize) -> Self {
        Self { last: vec![0; glyphs.next_power_of_two()], entries: Vec::with_capacity(glyphs) }
    }

    /// The bucket of the cell that is the `x`th from the left and the `y`th from the top.
    fn bucket(&self, x: i32, y: i32) -> usize {
        let mixed = (x as u32).wrapping_mul(0x9E37_79B1) ^ (y as u32).wrapping_mul(0x85EB_CA77);
        (mixed ^ mixed >> 15) as usize & (self.last.len() - 1)
    }

    fn put(&mut self, place: Point, glyph: usize) {
        let bucket = self.bucket(cell(place.x), cell(place.y));
        self.entries.push((self.last[bucket], glyph as u32));
        self.last[bucket] = self.entries.len() as u32;
    }

    /// The glyphs around a place, up to `reach` points away or a little further.
    fn near(&self, place: Point, reach: f64) -> impl Iterator<Item = usize> {
        let reach = reach.min(CELL);
        let columns = cell(place.x - reach)..=cell(place.x + reach);
        let rows = cell(place.y - reach)..=cell(place.y + reach);
        let buckets = columns.flat_map(move |x| rows.clone().map(move |y| self.bucket(x, y)));
        buckets.flat_map(|bucket| {
            let entry = |at: u32| self.entries.get((at as usize).checked_sub(1)?).copied();
            let entries = std::iter::successors(entry(self.last[bucket]), move |(before, _)| entry(*before));
            entries.take(CROWD).map(|(_, glyph)| glyph as usize)
        })
    }
}

fn cell(place: f64) -> i32 {
    (place / CELL).floor() as i32
}

/// Glyphs that follow each other on one line.
struct Run<'a> {
    glyphs: &'a [Glyph],
    /// As [`letter_spacing`] gives it.
    spacing: f64,
    /// The last of those that are drawn before them.
    before: &'a [Glyph],
    links: &'a [Link],
    size: PageSize,
}

/// A word under construction.
struct Growing {
    text: String,
    first: Glyph,
    bounds: Rect,
    cuts: Vec<Cut>,
    after_blank: bool,
    glued: bool,
    icon: Option<Icon>,
}

impl Growing {
    /// Adds what a glyph says. Letters that one glyph draws together stay in their order where the others are turned round.
    fn push(&mut self, part: &str, glyph: &Glyph) {
        if let (Some(last), Some(next)) = (self.text.chars().next_back(), part.chars().next())
            && class(last) != class(next)
        {
            self.cuts.push(Cut { at: self.text.len(), left: bounds(glyph).x0 as f32 });
        }
        if part.contains(bidi::is_rtl) {
            self.text.extend(part.chars().rev());
        } else {
            self.text.push_str(part);
        }
    }
}

/// What a character is, as far as a value may end before or behind it: a letter, a digit, anything else.
fn class(c: char) -> u8 {
    if c.is_alphabetic() {
        0
    } else if c.is_numeric() {
        1
    } else {
        2
    }
}

/// What stands between a glyph and the one before it.
#[derive(Clone, Copy, PartialEq)]
enum Between {
    Nothing,
    Room,
    Blank,
}

impl Run<'_> {
    fn words_into(&self, words: &mut Vec<Word>, after_blank: bool) {
        let spacing = self.spacing;
        let gap = if self.glyphs.iter().any(|glyph| glyph.sign == Sign::Blank) { GAP_BESIDE_BLANKS } else { GAP };
        let mut growing: Option<Growing> = None;
        let mut between = if after_blank { Between::Blank } else { Between::Room };
        for (index, glyph) in self.glyphs.iter().enumerate() {
            let text = match &glyph.sign {
                Sign::Text(text) => text.as_ref(),
                Sign::Unknown if self.is_within_word(index) => "\u{FFFD}",
                Sign::Blank | Sign::Picture(_) | Sign::Unknown => {
                    between = Between::Blank;
                    continue;
                }
            };
            if text.is_empty() {
                if let Some(word) = &mut growing {
                    word.bounds = word.bounds.union(bounds(glyph));
                }
                continue;
            }
            if between == Between::Nothing && index > 0 {
                let last = &self.glyphs[index - 1];
                // Dots that lead the eye are no word.
                let usual = if is_letter(last) || is_letter(glyph) { spacing } else { 0.0 };
                if room(last, glyph) > usual + gap {
                    between = Between::Room;
                }
            }
            // The visible sign for a blank is one: fonts of bullets have it after them.
            for (part_index, part) in text.split([' ', '\u{2423}']).enumerate() {
                if part_index > 0 {
                    between = Between::Blank;
                }
                if part.is_empty() {
                    continue;
                }
                match &mut growing {
                    Some(word) if between == Between::Nothing && looks_alike(&word.first, glyph) => {
                        word.push(part, glyph);
                        word.bounds = word.bounds.union(bounds(glyph));
                    }
                    _ => {
                        let glued = between == Between::Nothing && growing.is_some();
                        words.extend(growing.take().map(|word| self.finish(word)));
                        let after_blank = between == Between::Blank;
                        let icon = if glued { None } else { self.icon(index) };
                        let (text, first, cuts) = (String::new(), glyph.clone(), Vec::new());
                        let mut word = Growing { text, first, bounds: bounds(glyph), cuts, after_blank, glued, icon };
                        word.push(part, glyph);
                        growing = Some(word);
                    }
                }
                between = Between::Nothing;
            }
        }
        words.extend(growing.map(|word| self.finish(word)));
    }
}

/// The room that a text has between all its letters, in ems: 0, if it is not letter-spaced.
fn letter_spacing(glyphs: &[Glyph]) -> f64 {
    let pairs = glyphs.windows(2).filter(|pair| is_letter(&pair[0]) && is_letter(&pair[1]));
    let mut rooms: Vec<f64> = pairs.map(|pair| room(&pair[0], &pair[1])).collect();
    rooms.sort_by(f64::total_cmp);
    let usual = match rooms.as_slice() {
        [first, .., last] if rooms.len() < 4 && last - first < 0.06 => *first,
        // Nearly all: a line of single letters and words is not letter-spaced, though most of its letters are apart.
        [_, _, _, _, ..] => rooms[(rooms.len() - 1) / 10],
        _ => 0.0,
    };
    // Nobody writes words as long as this: it is a list of single letters.
    let goes_on = |pair: &[Glyph]| is_letter(&pair[0]) && is_letter(&pair[1]) && room(&pair[0], &pair[1]) < usual + GAP;
    let (mut longest, mut length) = (0, 0);
    for pair in glyphs.windows(2) {
        length = if goes_on(pair) { length + 1 } else { 0 };
        longest = longest.max(length);
    }
    if usual > LETTER_SPACED && longest <= LONGEST_WORD { usual } else { 0.0 }
}

/// The glyphs of a text whose letters are set apart by blanks (`W O R K   H I S T O R Y`), without those blanks.
fn without_spacing(glyphs: &[Glyph]) -> Option<Vec<Glyph>> {
    let letters: Vec<usize> = (0..glyphs.len()).filter(|at| glyphs[*at].sign != Sign::Blank).collect();
    if letters.len() < LEAST_SPACED || !letters.iter().all(|at| is_letter(&glyphs[*at])) {
        return None;
    }
    let pairs = || letters.windows(2).map(|pair| (pair[0], pair[1]));
    let is_single = |(from, to): &(usize, usize)| to - from == 2;
    let mut rooms: Vec<f64> = pairs().filter(is_single).map(|(from, to)| room(&glyphs[from], &glyphs[to])).collect();
    if pairs().any(|(from, to)| to == from + 1) || rooms.len() * 3 < letters.len() * 2 {
        return None;
    }
    rooms.sort_by(f64::total_cmp);
    let usual = rooms[rooms.len() / 2];
    let spaces: Vec<usize> = pairs()
        .filter(|pair| is_single(pair) && room(&glyphs[pair.0], &glyphs[pair.1]) < usual + GAP)
        .map(|(from, _)| from + 1)
        .collect();
    let kept = glyphs.iter().enumerate().filter(|(at, _)| spaces.binary_search(at).is_err());
    Some(kept.map(|(_, glyph)| glyph.clone()).collect())
}

impl Run<'_> {
    /// Whether letters stand on both sides, without a gap.
    fn is_within_word(&self, index: usize) -> bool {
        let beside = |other: Option<&Glyph>| other.is_some_and(is_letter);
        let before = index.checked_sub(1).and_then(|index| self.glyphs.get(index));
        let after = self.glyphs.get(index + 1);
        let close =
            |one: Option<&Glyph>, two: Option<&Glyph>| one.zip(two).is_some_and(|(one, two)| room(one, two) < GAP);
        let own = self.glyphs.get(index);
        beside(before) && beside(after) && close(before, own) && close(own, after)
    }

    /// The picture right before a glyph.
    fn icon(&self, index: usize) -> Option<Icon> {
        let own = self.glyphs.get(index)?;
        let drawn = || self.before.iter().chain(self.glyphs.get(..index).unwrap_or_default());
        let last = drawn().rev().take(4).find(|glyph| glyph.sign != Sign::Blank)?;
        let Sign::Picture(code) = last.sign else { return None };
        let near = last.along.dot(own.along) > 0.99
            && (last.across() - own.across()).abs() < SAME_LINE * own.size
            && (BACK..AFTER_ICON).contains(&room(last, own))
            && !last.hidden;
        near.then(|| Icon { code, left: last.extent().0 as f32 })
    }

    fn finish(&self, word: Growing) -> Word {
        let Growing { mut text, first, bounds, mut cuts, after_blank, glued, icon } = word;
        let link = target_at(self.links, bounds.center()).map(str::to_owned);
        let (width, height) = (f64::from(self.size.width), f64::from(self.size.height));
        let direction = direction(first.along);
        let level = matches!(direction, Direction::Right | Direction::Left);
        let is_rtl = text.contains(bidi::is_rtl);
        if is_rtl {
            text = bidi::logical(&text);
        }
        if is_rtl || direction != Direction::Right {
            cuts.clear();
        }
        Word {
            text,
            area: area_of(bounds),
            cuts,
            baseline: if level { first.start.y } else { first.start.x } as f32,
            size: first.size as f32,
            style: first.style,
            color: first.color,
            link,
            hidden: first.hidden || !Rect::new(0.0, 0.0, width, height).contains(bounds.center()),
            direction,
            after_blank,
            spacing: (self.spacing * first.size) as f32,
            glued,
            icon,
            tag: first.tag,
        }
    }
}

/// The room between two glyphs, in ems.
fn room(last: &Glyph, next: &Glyph) -> f64 {
    (next.extent().0 - last.extent().1) / next.size
}

fn is_letter(glyph: &Glyph) -> bool {
    glyph.text().is_some_and(|text| text.chars().all(char::is_alphanumeric) && !text.is_empty())
}

/// Whether two glyphs of a word look the same. Letters of one word do in every size and height: small capitals, the logo of
/// LaTeX; an exponent or the mark of a footnote does not.
fn looks_alike(one: &Glyph, other: &Glyph) -> bool {
    let alphabetic = |glyph: &Glyph| glyph.text().is_some_and(|text| text.chars().all(char::is_alphabetic));
    let level =
        (one.size - other.size).abs() < 0.06 * one.size && (one.across() - other.across()).abs() < 0.1 * one.size;
    one.style == other.style
        && one.color == other.color
        && one.hidden == other.hidden
        && (level || (alphabetic(one) && alphabetic(other)))
}

/// The area of a glyph's letter: as wide as its advance, as high as its font.
fn bounds(glyph: &Glyph) -> Rect {
    let up = Vec2::new(glyph.along.y, -glyph.along.x) * glyph.size;
    let corners =
        [glyph.start + up * ASCENT, glyph.end + up * ASCENT, glyph.start - up * DESCENT, glyph.end - up * DESCENT];
    let first = Rect::from_points(corners[0], corners[3]);
    first.union_pt(corners[1]).union_pt(corners[2])
}

fn direction(along: Vec2) -> Direction {
    match (along.x.abs() >= along.y.abs(), along.x >= 0.0, along.y >= 0.0) {
        (true, true, _) => Direction::Right,
        (true, false, _) => Direction::Left,
        (false, _, true) => Direction::Down,
        (false, _, false) => Direction::Up,
    }
}
