//! What two sides of a gutter are to each other.

use super::labels;
use super::rail;
use super::segments::Segment;
use crate::document::Style;
use crate::reader::wrap;

/// What stands on both sides of a gutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// Two columns; the one is read before the other.
    Columns,
    /// Short entries side by side, in rows.
    Cards,
    /// Labels in a margin, and what they label.
    Labels,
    /// Entries, and a margin on the right with the place and the time of each.
    Rail,
    /// Parts of the same lines: a title and its date, the cells of a table.
    Rows,
}

/// A side of a gutter, line by line.
pub(super) struct Side<'s, 'a> {
    pub(super) lines: Vec<SideLine<'s, 'a>>,
    pub(super) left: f32,
    pub(super) right: f32,
}

/// A line of a side.
pub(super) struct SideLine<'s, 'a> {
    pub(super) cells: Vec<&'s Segment<'a>>,
    pub(super) baseline: f32,
    /// It is the rest of the line before.
    pub(super) goes_on: bool,
}

impl<'s, 'a> Side<'s, 'a> {
    /// `end` is where its text may reach.
    pub(super) fn new(segments: &[&'s Segment<'a>], end: f32, body: f32) -> Self {
        let mut sorted: Vec<&'s Segment<'a>> = segments.to_vec();
        sorted.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
        let mut lines: Vec<SideLine<'s, 'a>> = Vec::new();
        for segment in sorted {
            match lines.last_mut() {
                Some(last) if (segment.baseline - last.baseline).abs() < 0.3 * body => last.cells.push(segment),
                _ => lines.push(SideLine { baseline: segment.baseline, cells: vec![segment], goes_on: false }),
            }
        }
        let left = segments.iter().map(|segment| segment.start()).fold(f32::MAX, f32::min);
        let right = segments.iter().map(|segment| segment.right).fold(f32::MIN, f32::max);
        for at in 1..lines.len() {
            lines[at].goes_on = goes_on(&lines[at - 1], &lines[at], end.max(right));
        }
        Self { lines, left, right }
    }

    /// How many letters it has.
    pub(super) fn letters(&self) -> usize {
        self.lines.iter().flat_map(|line| &line.cells).map(|segment| segment.letters()).sum()
    }

    /// For each line, the line of the other side on the same baseline.
    pub(super) fn beside(&self, other: &Self, body: f32) -> Vec<Option<usize>> {
        let near = |line: &SideLine<'_, '_>| {
            let at = other.lines.partition_point(|candidate| candidate.baseline < line.baseline - 0.35 * body);
            other.lines.get(at).filter(|found| found.baseline < line.baseline + 0.35 * body).map(|_| at)
        };
        self.lines.iter().map(near).collect()
    }

    /// Share of short lines that hold a year, or a month in digits.
    pub(super) fn dated(&self) -> f32 {
        let is_dated = |line: &&SideLine<'_, '_>| match line.cells.as_slice() {
            [cell] => cell.words.len() <= 7 && is_date(cell),
            _ => false,
        };
        let dated = self.lines.iter().filter(is_dated).count();
        dated as f32 / self.lines.len().max(1) as f32
    }

    /// Whether most lines begin at the left end, items a little to its right.
    fn is_flush(&self) -> bool {
        let at_left = |line: &&SideLine<'_, '_>| {
            let first = line.cells[0];
            let items = if first.bullet.is_some() { 3.0 * first.size } else { 2.0 };
            first.start() < self.left + items
        };
        self.lines.iter().filter(at_left).count() * 4 >= self.lines.len() * 3
    }

    /// Whether its lines end together, though hardly any two begin at one place: places and dates at the right margin.
    fn is_ragged(&self) -> bool {
        let at_right = |line: &&SideLine<'_, '_>| line.cells.last().is_some_and(|last| last.right > self.right - 2.0);
        let at_left = |line: &&SideLine<'_, '_>| line.cells[0].start() < self.left + 2.0;
        self.lines.iter().all(|line| at_right(&line))
            && self.lines.iter().filter(at_left).count() * 2 <= self.lines.len()
    }

    fn items(&self) -> usize {
        self.lines.iter().filter(|line| line.cells.iter().any(|cell| cell.bullet.is_some())).count()
    }

    fn largest(&self) -> f32 {
        self.lines.iter().flat_map(|line| &line.cells).map(|cell| cell.size).fold(0.0, f32::max)
    }
}

fn goes_on(before: &SideLine<'_, '_>, line: &SideLine<'_, '_>, right: f32) -> bool {
    let (Some(last), Some(first)) = (before.cells.last(), line.cells.first()) else { return false };
    if first.bullet.is_some()
        || (last.size - first.size).abs() > 0.6
        || line.baseline - before.baseline > 1.9 * first.size
    {
        return false;
    }
    let text = first.text();
    let word = first.words.first().map_or(0.0, |word| word.right - word.left);
    let is_full = last.right + word + 0.25 * first.size > right;
    let same = last.words.last().zip(first.words.first()).is_some_and(|(a, b)| a.word.style == b.word.style);
    (is_full && same && last.letters() >= 12) || (wrap::starts_lower(&text) && last.letters() >= 12)
}

pub(super) fn has_year(segment: &Segment<'_>) -> bool {
    segment.words.iter().any(|word| {
        let mut digits = 0;
        word.word.text.chars().any(|c| {
            digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
            digits == 4
        })
    })
}

/// Whether digits make up a year or `06/15`.
pub(super) fn is_date(segment: &Segment<'_>) -> bool {
    has_year(segment)
        || segment.words.iter().any(|word| {
            let text = word.word.text.trim_matches(|c: char| !c.is_ascii_digit());
            let mut parts = text.split(['/', '.', '-']);
            let is_number = |part: Option<&str>| {
                part.is_some_and(|part| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()) && !part.is_empty())
            };
            is_number(parts.next()) && is_number(parts.next()) && parts.next().is_none()
        })
}

/// A name in large letters with lines beside it that are not its own: the address.
fn beside_name(left: &Side<'_, '_>, right: &Side<'_, '_>, body: f32) -> Option<Relation> {
    let (large, small) = if left.largest() > right.largest() { (left, right) } else { (right, left) };
    let aligned = small.beside(large, 0.5 * body).iter().filter(|other| other.is_some()).count();
    let is_name = large.largest() > 1.5 * small.largest() && large.lines.len() <= 3 && large.letters() <= 80;
    (is_name && small.lines.len() >= 2 && small.lines.len() <= 8 && aligned * 3 <= small.lines.len())
        .then_some(Relation::Cards)
}

/// How the two sides of a gutter relate, and which share of the lines of the lesser one stands beside lines of the other;
/// `separators` are the places of the rules that go across the gutter.
pub(super) fn of(
    left: &[&Segment<'_>],
    right: &[&Segment<'_>],
    separators: &[f32],
    end: f32,
    body: f32,
) -> (Relation, f32) {
    let start = right.iter().map(|segment| segment.start()).fold(f32::MAX, f32::min);
    let (left, right) = (Side::new(left, start - 1.2 * body, body), Side::new(right, end, body));
    let (lefts, rights) = (left.lines.len(), right.lines.len());
    if lefts.min(rights) == 0 || lefts.max(rights) < 2 {
        return (Relation::Rows, 1.0);
    }
    if let Some(relation) = beside_name(&left, &right, body) {
        return (relation, 0.0);
    }
    if left.items() > 0 && right.items() > 0 && (left.items() + right.items()) * 2 >= lefts + rights {
        return (Relation::Cards, 0.0);
    }
    if lefts.max(rights) < 3 {
        return (Relation::Rows, 1.0);
    }
    if have_own_headings(&left, &right, body) {
        return (Relation::Columns, 0.0);
    }
    if labels::is_column(&left, &right, separators, body) {
        return (Relation::Labels, 0.0);
    }
    if rail::is_rail(&left, &right, body) {
        // Columns beside all of it come first.
        return (Relation::Rail, 1.0);
    }
    let of_right = right.beside(&left, body);
    let shared = |beside: &[Option<usize>]| {
        beside.iter().filter(|other| other.is_some()).count() as f32 / beside.len().max(1) as f32
    };
    let (right_shared, left_shared) = (shared(&of_right), shared(&left.beside(&right, body)));
    // Text of the one side begins beside the middle of a sentence of the other.
    let beside_prose = of_right
        .iter()
        .zip(&right.lines)
        .filter(|(other, line)| other.is_some_and(|other| left.lines[other].goes_on != line.goes_on));
    let beside_prose = beside_prose.count() as f32 / rights as f32;
    let words = |side: &Side<'_, '_>| {
        let words: usize = side.lines.iter().flat_map(|line| &line.cells).map(|cell| cell.words.len()).sum();
        words as f32 / side.lines.len() as f32
    };
    let is_margin = right_shared > 0.5 && right.dated() > 0.3 && right.is_ragged();
    if is_margin || (right.dated() >= 0.6 && right_shared >= 0.6) || (left.dated() >= 0.6 && left_shared >= 0.8) {
        return (Relation::Rows, 1.0);
    }
    let narrow_right = if lefts == rights { right.letters() < left.letters() } else { rights < lefts };
    let (narrow, narrow_shared) = if narrow_right { (&right, right_shared) } else { (&left, left_shared) };
    if beside_prose > 0.2 && lefts.min(rights) >= 3 {
        return (Relation::Columns, narrow_shared);
    }
    if narrow_shared > 0.8 {
        let is_rail = words(narrow) < 5.0;
        // Entries side by side: each side begins at its left end, and neither is a column of dates.
        let cards = left.is_flush()
            && right.is_flush()
            && lefts.min(rights) >= 3
            && narrow.dated() < 0.6
            && has_changes(&left)
            && are_alike(&left, &right, &left.beside(&right, body));
        let relation = match () {
            () if cards => Relation::Cards,
            () if is_rail || lefts.min(rights) < 3 => Relation::Rows,
            () if lefts.min(rights) < 6 => Relation::Cards,
            () => Relation::Columns,
        };
        return (relation, narrow_shared);
    }
    let lines = lefts.min(rights);
    let is_set = lines >= 6 || left.is_flush() || right.is_flush();
    let relation = match () {
        () if lines < 3 || !is_set => Relation::Rows,
        // Few lines side by side are a part of a section.
        () if lines < 6 && narrow_shared > 0.5 => Relation::Cards,
        () => Relation::Columns,
    };
    (relation, narrow_shared)
}

/// Whether the right side begins with the rest of the item with which the left side ends, as it does where a list is set in
/// columns.
pub(super) fn goes_on_beside(left: &[Segment<'_>], right: &[Segment<'_>]) -> bool {
    let by_place = |a: &&Segment<'_>, b: &&Segment<'_>| a.baseline.total_cmp(&b.baseline);
    let items = |side: &[Segment<'_>]| side.iter().filter(|segment| segment.bullet.is_some()).count();
    let (Some(last), Some(first)) = (left.iter().max_by(by_place), right.iter().min_by(by_place)) else { return false };
    let text = last.text();
    let is_open = wrap::starts_lower(&first.text()) || !text.ends_with(['.', '!', '?', ':']);
    items(left) > 0
        && items(right) > 0
        && first.bullet.is_none()
        && is_open
        && last.letters() >= 12
        && !crate::reader::row::is_capitals(&first.text())
        && (last.size - first.size).abs() < 0.1
        && last.words.last().zip(first.words.first()).is_some_and(|(a, b)| a.word.style == b.word.style)
}

/// Style, size in half points, and colour.
type Look = (Style, i32, u32);

fn look(line: &SideLine<'_, '_>) -> Option<Look> {
    let word = line.cells.first().and_then(|cell| cell.words.first());
    word.map(|word| (word.word.style, (word.word.size * 2.0).round() as i32, word.word.color))
}

/// Whether both sides have headings that are set alike and stand where they have to on their own side, not beside each
/// other: those of columns that know nothing of each other.
fn have_own_headings(left: &Side<'_, '_>, right: &Side<'_, '_>, body: f32) -> bool {
    // The left headings are those of the column that ends at the gutter, not of another one left of it.
    let cells = || left.lines.iter().filter_map(|line| line.cells.last());
    let longest = cells().filter(|cell| cell.right > left.right - body);
    let column = longest.map(|cell| cell.start()).fold(f32::MAX, f32::min);
    let (lefts, rights) = (headings(left, column, body), headings(right, f32::MIN, body));
    lefts.iter().any(|(own, places)| {
        let Some((_, others)) = rights.iter().find(|(other, _)| own == other) else { return false };
        let is_level = |place: &&f32| {
            let at = others.partition_point(|other| *other < **place - 0.2 * body);
            others.get(at).is_some_and(|other| *other < **place + 0.2 * body)
        };
        let level = places.iter().filter(is_level).count();
        places.len() + others.len() >= 3 && level * 2 <= places.len().min(others.len())
    })
}

/// The looks of the lines of a side that may be headings by their look, and their baselines; of those that reach beyond
/// `from`.
fn headings(side: &Side<'_, '_>, from: f32, body: f32) -> Vec<(Look, Vec<f32>)> {
    let mut found: Vec<(Look, Vec<f32>)> = Vec::new();
    for (at, line) in side.lines.iter().enumerate() {
        let ([cell], Some(own)) = (line.cells.as_slice(), look(line)) else { continue };
        let text = cell.text();
        let is_capitals = crate::reader::row::is_capitals(&text);
        let is_short = cell.words.len() <= 4 && cell.letters() <= 30 && cell.bullet.is_none() && cell.right > from;
        let stands_out = cell.size > 1.07 * body || is_capitals;
        let is_followed = side.lines.get(at + 1).is_some_and(|next| look(next) != Some(own) || is_capitals);
        if !(is_short && stands_out && is_followed)
            || text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | ',' | '.' | '@'))
            || !text.starts_with(char::is_uppercase)
        {
            continue;
        }
        match found.iter().position(|(look, _)| *look == own) {
            Some(at) => found[at].1.push(line.baseline),
            None if found.len() < 16 => found.push((own, vec![line.baseline])),
            None => {}
        }
    }
    found
}

/// Whether most lines that stand beside each other are set alike.
fn are_alike(left: &Side<'_, '_>, right: &Side<'_, '_>, beside: &[Option<usize>]) -> bool {
    let pairs = || left.lines.iter().zip(beside).filter_map(|(line, other)| Some((line, &right.lines[(*other)?])));
    let alike = pairs().filter(|(a, b)| look(a) == look(b)).count();
    alike * 4 >= pairs().count() * 3
}

/// Whether lines of different looks follow each other, as in the head of an entry.
fn has_changes(side: &Side<'_, '_>) -> bool {
    let changes = side.lines.windows(2).filter(|pair| look(&pair[0]) != look(&pair[1])).count();
    changes * 3 >= side.lines.len()
}
