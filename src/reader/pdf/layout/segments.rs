//! Words -> segments: words on one baseline without a wide gap.

use std::collections::BTreeMap;

use super::super::page::{Area, Direction, Page, Word};
use super::bullets::{self, AFTER_BULLET, Bullet, Icons, is_marker};
use super::justified;
use crate::reader::glyphs::is_bullet;

/// Words on baselines that lie closer than this share of the smaller size are on one line.
pub(super) const SAME_LINE: f32 = 0.42;

/// Words of one stretch of text have baselines that lie closer than this.
pub(super) const SAME_BASELINE: f32 = 0.12;

/// A gap wider than this share of the size sets two segments apart.
const WIDE: f32 = 0.6;

/// A page with fewer letters has no text: a page number, a stamp.
const FEW_LETTERS: usize = 20;

/// The blank of most fonts, as a share of the size.
const USUAL_BLANK: f32 = 0.25;

/// The widest blank of a font whose letters have widths of their own, as a share of the size.
const WIDEST_BLANK: f32 = 0.45;

/// A word in the frame of its text: turned text is laid out as if it stood upright.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) word: &'a Word,
    pub(super) page: u16,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) baseline: f32,
}

impl<'a> Placed<'a> {
    fn new(word: &'a Word, page: u16) -> Self {
        let Area { left, top, .. } = word.area;
        let (right, bottom, baseline) = (word.area.right(), word.area.bottom(), word.baseline);
        let (left, right, baseline) = match word.direction {
            Direction::Right => (left, right, baseline),
            Direction::Left => (-right, -left, -baseline),
            Direction::Down => (top, bottom, -baseline),
            Direction::Up => (-bottom, -top, baseline),
        };
        Self { word, page, left, right, baseline }
    }
}

/// Words on one baseline without a wide gap between them; a list item's bullet belongs to its first segment.
#[derive(Debug, Clone)]
pub(super) struct Segment<'a> {
    pub(super) words: Vec<Placed<'a>>,
    pub(super) bullet: Option<Bullet>,
    /// Of its text, the bullet excluded.
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) baseline: f32,
    /// That of most of its letters.
    pub(super) size: f32,
    pub(super) page: u16,
}

impl<'a> Segment<'a> {
    pub(super) fn new(words: Vec<Placed<'a>>) -> Option<Self> {
        let first = words.first()?;
        let mut letters: BTreeMap<u32, (usize, f32, f32)> = BTreeMap::new();
        for placed in &words {
            let entry =
                letters.entry((placed.word.size * 4.0) as u32).or_insert((0, placed.word.size, placed.baseline));
            entry.0 += placed.word.text.chars().count();
        }
        let (_, size, baseline) = letters.values().rev().copied().max_by_key(|(count, ..)| *count)?;
        let (page, left) = (first.page, first.left);
        let right = words.iter().map(|placed| placed.right).fold(left, f32::max);
        Some(Self { words, bullet: None, left, right, baseline, size, page })
    }

    /// Above its letters.
    pub(super) fn top(&self) -> f32 {
        self.baseline - 0.8 * self.size
    }

    /// Below its letters.
    pub(super) fn bottom(&self) -> f32 {
        self.baseline + 0.2 * self.size
    }

    /// Where it begins, its bullet included.
    pub(super) fn start(&self) -> f32 {
        self.bullet.map_or(self.left, |bullet| bullet.left.min(self.left))
    }

    /// Its words, blanks between them.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (at, placed) in self.words.iter().enumerate() {
            if at > 0 && is_apart(&self.words[at - 1], placed) {
                text.push(' ');
            }
            text.push_str(&placed.word.text);
        }
        text
    }

    /// Which way its text runs.
    pub(super) fn direction(&self) -> Direction {
        self.words.first().map_or(Direction::Right, |placed| placed.word.direction)
    }

    fn is_punctuation(&self) -> bool {
        self.words.iter().all(|placed| placed.word.text.chars().all(|c| "„“”‚‘’\"',".contains(c)))
    }

    pub(super) fn letters(&self) -> usize {
        self.words.iter().map(|placed| placed.word.text.chars().count()).sum()
    }
}

/// Whether a blank stands between two words that follow each other on a line.
pub(super) fn is_apart(before: &Placed<'_>, after: &Placed<'_>) -> bool {
    let size = before.word.size.max(after.word.size);
    if (after.baseline - before.baseline).abs() > 0.7 * size {
        return true;
    }
    !after.word.glued && (after.word.after_blank || after.left - before.right > 0.1 * size)
}

/// The white between two words that follow each other on a line, as a share of the size; spaced letters have their room on
/// both sides of the blank, too.
pub(super) fn gap(before: &Placed<'_>, after: &Placed<'_>) -> f32 {
    let spacing = 2.0 * before.word.spacing.min(after.word.spacing);
    (after.left - before.right - spacing) / before.word.size.max(after.word.size)
}

/// The segments of a page, from top to bottom, those of each direction of text by themselves; upright text first.
pub(super) fn segments<'a>(page: &'a Page, number: u16, icons: &Icons) -> Vec<Vec<Segment<'a>>> {
    // Text that nobody sees is read where there is hardly any other: someone else's recognition of a scan.
    let seen: usize = page.words.iter().filter(|word| !word.hidden).map(|word| word.text.chars().count()).sum();
    let all = seen < FEW_LETTERS && page.words.iter().any(|word| word.hidden);
    let is_finite = |word: &&Word| {
        let Area { left, top, width, height } = word.area;
        [left, top, width, height, word.baseline, word.size].iter().all(|number| number.is_finite()) && word.size > 0.0
    };
    let seen = page.words.iter().filter(|word| (all || !word.hidden) && !word.text.trim().is_empty()).filter(is_finite);
    let mut by_direction: [Vec<Placed<'a>>; 4] = Default::default();
    for word in seen {
        by_direction[word.direction as usize].push(Placed::new(word, number));
    }
    let mut groups = Vec::new();
    for (direction, placed) in by_direction.into_iter().enumerate() {
        let mut group = of_words(placed, icons);
        if direction == Direction::Right as usize {
            bullets::dotted(&mut group, &page.shapes);
        }
        if !group.is_empty() {
            groups.push(group);
        }
    }
    groups
}

fn of_words<'a>(mut words: Vec<Placed<'a>>, icons: &Icons) -> Vec<Segment<'a>> {
    let edge = words.iter().map(|placed| placed.right).fold(f32::MIN, f32::max);
    words.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut rows: Vec<Vec<Placed<'a>>> = Vec::new();
    for placed in words {
        let on = |row: &&mut Vec<Placed<'a>>| {
            row.first().is_some_and(|first| {
                (placed.baseline - first.baseline).abs() < SAME_BASELINE * placed.word.size.min(first.word.size)
            })
        };
        match rows.iter_mut().rev().take(6).find(on) {
            Some(row) => row.push(placed),
            None => rows.push(vec![placed]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        // The same word twice in one place: a shadow, or bold by double strike.
        row.dedup_by(|b, a| a.word.text == b.word.text && (a.left - b.left).abs() < 0.12 * a.word.size);
        drop_leaders(row);
    }
    let blank = usual_blank(&rows);
    let mut segments = Vec::new();
    for row in rows {
        split_row(row, edge, blank, &mut segments);
    }
    stitch(&mut segments, SAME_BASELINE);
    raise(&mut segments);
    stitch(&mut segments, -1.0);
    justified::join(&mut segments);
    for segment in &mut segments {
        bullets::find(segment, icons);
    }
    segments.retain(|segment| !segment.words.is_empty());
    segments.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    bullets::separators(&mut segments);
    segments
}

/// Drops the rows of dots that lead the eye from one part of a line to the next, where each dot is a word, and the dashes
/// that do so as one.
fn drop_leaders(row: &mut Vec<Placed<'_>>) {
    if row.len() >= 3 {
        let is_dashes = |text: &str| text.len() >= 5 && text.bytes().all(|byte| matches!(byte, b'-' | b'_' | b'.'));
        let last = row.len() - 1;
        let mut at = 0;
        row.retain(|placed| {
            at += 1;
            !((2..=last).contains(&at) && is_dashes(&placed.word.text))
        });
    }
    let is_dots = |placed: &Placed<'_>| placed.word.text.chars().all(|c| c == '.');
    let mut kept = Vec::with_capacity(row.len());
    for words in std::mem::take(row).chunk_by(|a, b| is_dots(a) == is_dots(b)) {
        if words.len() < 5 || !words.first().is_some_and(is_dots) {
            kept.extend_from_slice(words);
        }
    }
    *row = kept;
}

/// The gaps between the words of a line, as shares of the size, the narrowest first.
fn gaps(row: &[Placed<'_>]) -> Vec<f32> {
    let mut gaps: Vec<f32> = row.windows(2).map(|pair| gap(&pair[0], &pair[1])).collect();
    gaps.retain(|gap| *gap > 0.05);
    gaps.sort_by(f32::total_cmp);
    gaps
}

/// How wide the blank of a page's running text is, as a share of the size: wide where every letter is as wide as every
/// other, or where a browser's fonts have lost their widths.
fn usual_blank(rows: &[Vec<Placed<'_>>]) -> f32 {
    let of_row = |row: &Vec<Placed<'_>>| {
        let gaps = gaps(row);
        let usual = gaps.get(gaps.len() / 2).copied().filter(|_| gaps.len() >= 6)?;
        (usual < 0.75 && gaps.last().is_some_and(|most| *most < 3.0 * usual)).then_some(usual)
    };
    let mut usual: Vec<f32> = rows.iter().filter_map(of_row).collect();
    usual.sort_by(f32::total_cmp);
    let of_lines = usual.get(usual.len() / 2).copied().filter(|blank| usual.len() >= 5 && *blank > WIDEST_BLANK);
    of_lines.or_else(|| even_blank(rows)).unwrap_or(USUAL_BLANK)
}

/// How wide the blanks of a page are, if they are wide and nearly all alike, however short its lines are.
fn even_blank(rows: &[Vec<Placed<'_>>]) -> Option<f32> {
    let mut all: Vec<f32> = rows.iter().flat_map(|row| gaps(row)).collect();
    all.sort_by(f32::total_cmp);
    let usual = all.get(all.len() / 2).copied().filter(|usual| (WIDEST_BLANK..0.75).contains(usual))?;
    let alike = all.iter().filter(|gap| (**gap - usual).abs() < 0.04).count();
    (all.len() >= 30 && alike * 10 >= all.len() * 6).then_some(usual)
}

/// `edge` is where the text of the page ends, `blank` how wide the blank of its running text is.
fn split_row<'a>(row: Vec<Placed<'a>>, edge: f32, blank: f32, segments: &mut Vec<Segment<'a>>) {
    let gaps = gaps(&row);
    // Justified text has wide blanks; where most are wide, the line is no running text, unless it fills the page.
    let fills = gaps.len() >= 4 && row.last().is_some_and(|last| (last.right - edge).abs() < 1.5);
    let most = if fills { 1.3 } else { 0.75 };
    let usual = gaps.get(gaps.len() / 2).copied().filter(|usual| gaps.len() >= 4 && *usual < most).unwrap_or(blank);
    let wide = (2.2 * usual).clamp(WIDE, 2.0);
    let mut open: Vec<Placed<'a>> = Vec::new();
    for placed in row {
        if let Some(last) = open.last() {
            let gap = gap(last, &placed);
            let after_marker = open.len() == 1 && is_marker(&last.word.text) && gap < AFTER_BULLET;
            // In a line of items each bullet starts one.
            let listed = open.first().is_some_and(|first| is_marker(&first.word.text));
            let before_bullet = gap > 0.6 && listed && placed.word.text.chars().all(|c| is_bullet(c) && c != '·');
            if (gap > wide || before_bullet) && !after_marker {
                segments.extend(Segment::new(std::mem::take(&mut open)));
            }
        }
        open.push(placed);
    }
    segments.extend(Segment::new(open));
}

/// Joins stretches that go on from each other on slightly different baselines: another font, a bullet of its own.
/// Those that lie closer than `least` are no case of it.
fn stitch(segments: &mut Vec<Segment<'_>>, least: f32) {
    segments.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut order: Vec<usize> = (0..segments.len()).collect();
    order.sort_by(|a, b| segments[*a].left.total_cmp(&segments[*b].left));
    let before = |at: usize| {
        let own = &segments[at];
        let near = at.saturating_sub(24)..(at + 25).min(segments.len());
        let fits = |other: &usize| {
            let earlier = &segments[*other];
            let size = earlier.size.min(own.size);
            let gap = (own.left - earlier.right) / size;
            let is_marker = || earlier.words.len() == 1 && is_marker(&earlier.words[0].word.text);
            *other != at
                && earlier.left < own.left
                && (earlier.baseline - own.baseline).abs() < SAME_LINE * size
                && (earlier.baseline - own.baseline).abs() >= least * size
                && gap >= -0.2
                && (gap < 0.45 || (gap < AFTER_BULLET && is_marker()))
        };
        near.filter(fits).max_by(|a, b| segments[*a].right.total_cmp(&segments[*b].right))
    };
    let links: Vec<(usize, Option<usize>)> = order.iter().map(|&at| (at, before(at))).collect();
    let mut root: Vec<usize> = (0..segments.len()).collect();
    for (at, before) in links {
        let Some(before) = before else { continue };
        let to = root[before];
        root[at] = to;
        let words = std::mem::take(&mut segments[at].words);
        let right = segments[at].right;
        segments[to].words.extend(words);
        segments[to].right = segments[to].right.max(right);
    }
    let joined = std::mem::take(segments).into_iter().filter(|segment| !segment.words.is_empty());
    segments.extend(joined.filter_map(|segment| Segment::new(segment.words)));
}

/// Puts raised and lowered letters (10th, H2O) into the words that they belong to.
fn raise(segments: &mut Vec<Segment<'_>>) {
    segments.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut moved: Vec<(usize, usize)> = Vec::new();
    for at in 0..segments.len() {
        let small = &segments[at];
        if small.letters() > 4 {
            continue;
        }
        let hosts = |host: &Segment<'_>| {
            (host.size * 0.85 > small.size || small.is_punctuation())
                && (host.baseline - small.baseline).abs() < 0.6 * host.size
                && {
                    let before = host.words.partition_point(|word| word.left <= small.left);
                    let word = before.checked_sub(1).and_then(|before| host.words.get(before));
                    word.is_some_and(|word| (small.left - word.right).abs() < 0.2 * host.size)
                }
        };
        let near = at.saturating_sub(12)..(at + 13).min(segments.len());
        if let Some(host) = near.into_iter().find(|&other| other != at && hosts(&segments[other])) {
            moved.push((at, host));
        }
    }
    for (from, to) in moved {
        let words = std::mem::take(&mut segments[from].words);
        let host = &mut segments[to];
        host.words.extend(words);
        host.words.sort_by(|a, b| a.left.total_cmp(&b.left));
        host.right = host.words.iter().map(|word| word.right).fold(host.right, f32::max);
    }
    segments.retain(|segment| !segment.words.is_empty());
}
