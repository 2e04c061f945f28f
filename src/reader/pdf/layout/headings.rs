//! Which lines are headings, and of which level, by how they are set next to the rest of the text.

use std::collections::BTreeMap;

use super::lines::{Line, Start};
use super::relation::has_year;
use crate::document::Style;
use crate::reader::pdf::page::{Area, Page, ShapeKind};

/// Lines with more words are no headings.
const MOST_WORDS: usize = 12;

/// Which lines belong to several in a row that are set alike and say too much for a heading.
fn prose(lines: &[Line<'_>], looks: &[Look], leading: f32) -> Vec<bool> {
    let mut prose = vec![false; lines.len()];
    let mut from = 0;
    for at in 1..=lines.len() {
        let same = |a: &Look, b: &Look| (a.size, a.bold, a.italic, a.label) == (b.size, b.bold, b.italic, b.label);
        let goes_on = at < lines.len()
            && same(&looks[at], &looks[from])
            && lines[at].first().bullet.is_none()
            && !is_apart(lines, at, leading);
        if goes_on {
            continue;
        }
        let words: usize = lines[from..at].iter().map(|line| line.first().words.len()).sum();
        let longest = lines[from..at].iter().map(|line| line.first().words.len()).max().unwrap_or(0);
        if at - from >= 2 && words > 14 && longest >= 7 {
            prose[from..at].fill(true);
        }
        from = at;
    }
    prose
}

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(clippy::struct_excessive_bools, reason = "independent properties")]
pub(super) struct Look {
    /// In half points.
    size: i32,
    bold: bool,
    italic: bool,
    capitals: bool,
    label: bool,
    color: u32,
}

impl Look {
    fn of(line: &Line<'_>) -> Self {
        let first = line.first();
        let words = || first.words.iter().map(|placed| placed.word);
        let worded = || words().filter(|word| word.text.contains(char::is_alphanumeric));
        let is_all = |has: fn(Style) -> bool| worded().next().is_some() && worded().all(|word| has(word.style));
        let letters = || words().flat_map(|word| word.text.chars()).filter(|c| c.is_alphabetic());
        let size = words().map(|word| word.size).fold(0.0, f32::max);
        Self {
            size: (size * 2.0).round() as i32,
            bold: is_all(|style| style.bold),
            italic: is_all(|style| style.italic),
            capitals: letters().nth(1).is_some() && !letters().any(char::is_lowercase),
            label: line.start == Start::Label,
            color: words().next().map_or(0, |word| word.color),
        }
    }
}

/// What the lines of one look have in common.
#[derive(Debug, Default)]
struct Stats {
    lines: usize,
    words: usize,
    /// Lines that something else follows.
    followed: usize,
    /// Lines with more white above them than between lines of a paragraph.
    apart: usize,
    /// Lines above a rule.
    ruled: usize,
    /// Lines with several cells.
    tabs: usize,
    dated: usize,
    items: usize,
    /// Lines that end as a sentence does.
    sentences: usize,
    linked: usize,
}

/// For each line, the level of the heading that it is; `ruled` is what [`ruled`] says of them.
pub(super) fn levels(lines: &[Line<'_>], ruled: &[bool], body: f32, leading: f32) -> Vec<Option<u8>> {
    let looks: Vec<Look> = lines.iter().map(Look::of).collect();
    let mut classes: BTreeMap<Look, Stats> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let stats = classes.entry(looks[at]).or_default();
        let count = line.first().words.len();
        stats.lines += 1;
        stats.words += count;
        stats.followed += usize::from(looks.get(at + 1).is_none_or(|next| *next != looks[at]));
        stats.apart += usize::from(is_apart(lines, at, leading));
        stats.ruled += usize::from(ruled[at]);
        stats.tabs += usize::from(line.cells.len() > 1);
        stats.dated += usize::from(line.cells.iter().any(has_year));
        stats.items += usize::from(line.first().bullet.is_some());
        stats.sentences += usize::from(is_sentence(line));
        stats.linked += usize::from(line.first().words.iter().all(|word| word.word.link.is_some()));
    }
    let usual = classes.iter().max_by_key(|(_, stats)| stats.words).map(|(look, _)| *look);
    let Some(usual) = usual else { return Vec::new() };
    let body = (body * 2.0).round() as i32;
    let is_heading = |look: &Look| classes.get(look).is_some_and(|stats| is_heading_class(*look, stats, usual, body));
    let ranks = ranks(&classes, lines, &looks, body, &is_heading);
    let prose = prose(lines, &looks, leading);
    let level = |(at, line): (usize, &Line<'_>)| {
        let words = line.first().words.len();
        let fits = words <= MOST_WORDS && line.first().bullet.is_none() && !is_sentence(line) && !is_value(line);
        let fits = fits && !prose[at] || ranks.get(&looks[at]) == Some(&1);
        ranks.get(&looks[at]).copied().filter(|_| fits)
    };
    let mut levels: Vec<Option<u8>> = lines.iter().enumerate().map(level).collect();
    demote_labels(lines, &looks, &mut levels);
    levels
}

/// A look that one text alone has, again and again, is that of a label within entries: `Highlights`.
fn demote_labels(lines: &[Line<'_>], looks: &[Look], levels: &mut [Option<u8>]) {
    let mut texts: BTreeMap<Look, (usize, Option<String>)> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(at, _)| levels[*at].is_some()) {
        let text = line.first().text();
        let entry = texts.entry(looks[at]).or_insert_with(|| (0, Some(text.clone())));
        entry.0 += 1;
        if entry.1.as_ref() != Some(&text) {
            entry.1 = None;
        }
    }
    for (at, level) in levels.iter_mut().enumerate().filter(|(_, level)| level.is_some_and(|level| level > 1)) {
        if texts.get(&looks[at]).is_some_and(|(count, text)| *count >= 2 && text.is_some()) {
            *level = None;
        }
    }
}

fn is_heading_class(look: Look, stats: &Stats, usual: Look, body: i32) -> bool {
    let share = |count: usize| count as f32 / stats.lines.max(1) as f32;
    let words = share(stats.words);
    if share(stats.items) > 0.3 || share(stats.sentences) > 0.3 || share(stats.linked) > 0.6 {
        return false;
    }
    let differs = look.bold != usual.bold || look.capitals || look.color != usual.color;
    let large = f32::from(look.size as i16) / f32::from(body.max(1) as i16);
    if look.label {
        return words <= 5.0;
    }
    let is_larger = large >= 1.15 || (large >= 1.07 && differs && look.bold);
    let alternates = share(stats.followed) >= 0.55;
    (is_larger && words <= 8.0 && alternates)
        || (large >= 0.95 && share(stats.ruled) >= 0.6 && words <= 5.0 && (differs || large > 1.0))
        || (look.capitals
            && large >= 0.8
            && words <= 4.0
            && share(stats.followed) >= 0.7
            && share(stats.dated) < 0.3
            && share(stats.tabs) < 0.5
            && (look.bold || share(stats.apart) >= 0.6))
}

/// The level of each look that headings have.
fn ranks(
    classes: &BTreeMap<Look, Stats>,
    lines: &[Line<'_>],
    looks: &[Look],
    body: i32,
    is_heading: &dyn Fn(&Look) -> bool,
) -> BTreeMap<Look, u8> {
    // The name: what is set larger than all else, once, before the rest.
    let largest = classes.iter().filter(|(_, stats)| stats.items == 0 && stats.words <= 14);
    let largest = largest.max_by_key(|(look, _)| look.size).map(|(look, _)| *look);
    let title = largest.filter(|largest| {
        let first = looks.iter().position(|look| look == largest);
        let others = classes.keys().filter(|look| look.capitals == largest.capitals && *look != largest);
        let larger = others.into_iter().all(|look| look.size < largest.size);
        let count = classes.get(largest).map_or(0, |stats| stats.lines);
        count <= 4 && larger && largest.size * 10 >= body * 12 && first.is_some_and(|at| lines[at].page() == 0)
    });
    let headings = || classes.iter().filter(|(look, _)| is_heading(look) || title == Some(**look));
    let others = || headings().filter(|(look, _)| Some(**look) != title);
    let several = others().filter(|(look, stats)| !look.label && stats.lines >= 2);
    let top = several.map(|(look, _)| look.size).max().unwrap_or(0);
    let mut keys: Vec<Rank> = others().map(|(look, stats)| rank(*look, stats, top)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.reverse();
    let level = |look: &Look, stats: &Stats| {
        let rank = rank(*look, stats, top);
        let at = keys.iter().take(5).position(|key| *key == rank).unwrap_or(4);
        if title == Some(*look) { 1 } else { u8::try_from(at + 2).unwrap_or(6).min(6) }
    };
    let mut levels: BTreeMap<Look, u8> = headings().map(|(look, stats)| (*look, level(look, stats))).collect();
    // The name in lines of which one happens to be in capitals.
    if let Some(title) = title {
        let same = classes.keys().filter(|look| look.size == title.size && look.bold == title.bold);
        levels.extend(same.map(|look| (*look, 1)));
    }
    levels
}

/// What one look of headings ranks above another by, the weightiest first.
type Rank = (bool, i32, bool, bool, bool);

fn rank(look: Look, stats: &Stats, top: i32) -> Rank {
    let ruled = stats.ruled * 2 >= stats.lines;
    let in_margin = look.label && look.size * 100 >= top * 85;
    (in_margin, look.size, ruled, look.capitals, look.bold)
}

/// Whether more white stands above a line than between the lines of a paragraph.
fn is_apart(lines: &[Line<'_>], at: usize, leading: f32) -> bool {
    let line = &lines[at];
    let Some(before) = at.checked_sub(1).map(|before| &lines[before]) else { return true };
    let gap = line.first().baseline - before.last_baseline();
    line.start == Start::Flow
        || before.page() != line.page()
        || gap > 1.3 * leading * line.first().size.max(before.first().size)
}

/// Whether a line is only a date, or says what something is: `Grade: 1.3`.
fn is_value(line: &Line<'_>) -> bool {
    let first = line.first();
    let words = first.words.iter().map(|placed| placed.word.text.as_str());
    let labelled =
        words.clone().take(3).position(|word| word.ends_with(':')).is_some_and(|at| at + 1 < first.words.len());
    let dates = words
        .clone()
        .filter(|word| word.contains(|c: char| c.is_ascii_digit()) || !word.contains(char::is_alphanumeric));
    labelled || (has_year(first) && first.words.len() <= 7 && dates.count() * 2 >= first.words.len())
}

fn is_sentence(line: &Line<'_>) -> bool {
    let last = line.last().words.last().map(|placed| placed.word.text.as_str()).unwrap_or_default();
    let words: usize = line.cells.iter().map(|cell| cell.words.len()).sum();
    last.ends_with([',', ';']) || (words > 4 && last.ends_with('.') && last.chars().count() > 4)
}

/// Whether a rule is drawn below each line, longer than an underline of its words.
pub(super) fn ruled(lines: &[Line<'_>], pages: &[Page]) -> Vec<bool> {
    let mut rules: Vec<Vec<Area>> = Vec::new();
    for page in pages {
        let is_rule =
            |area: &Area| area.width > 20.0 && area.height < 4.0 && area.top.is_finite() && area.left.is_finite();
        let shapes = page.shapes.iter().filter(|shape| shape.kind == ShapeKind::Rule).map(|shape| shape.area);
        let mut own: Vec<Area> = shapes.filter(is_rule).collect();
        own.sort_by(|a, b| a.top.total_cmp(&b.top));
        rules.push(own);
    }
    let is_ruled = |line: &Line<'_>| {
        let first = line.first();
        let Some(own) = rules.get(usize::from(line.page())) else { return false };
        let from = own.partition_point(|rule| rule.top < first.baseline);
        let near = own[from..].iter().take_while(|rule| rule.top < first.baseline + 1.1 * first.size).take(64);
        let mut below =
            near.filter(|rule| rule.left < first.left + 2.0 * first.size && rule.right() > first.left + first.size);
        below.any(|rule| {
            rule.width > 1.3 * (line.last().right - first.left) || rule.top > first.baseline + 0.45 * first.size
        })
    };
    lines.iter().map(is_ruled).collect()
}
