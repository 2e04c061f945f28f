//! What two sides of a gutter are to each other.

use std::collections::BTreeMap;

use super::columns::Node;
use super::lines::{Line, Start};
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
    /// Parts of the same lines: a title and its date, the cells of a table.
    Rows,
}

/// A side of a gutter, line by line.
struct Side<'s, 'a> {
    lines: Vec<SideLine<'s, 'a>>,
    left: f32,
    right: f32,
}

struct SideLine<'s, 'a> {
    cells: Vec<&'s Segment<'a>>,
    baseline: f32,
    /// It is the rest of the line before.
    goes_on: bool,
}

impl<'s, 'a> Side<'s, 'a> {
    /// `end` is where its text may reach.
    fn new(segments: &[&'s Segment<'a>], end: f32, body: f32) -> Self {
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

    fn letters(&self) -> usize {
        self.lines.iter().flat_map(|line| &line.cells).map(|segment| segment.letters()).sum()
    }

    /// For each line, the line of the other side on the same baseline.
    fn beside(&self, other: &Self, body: f32) -> Vec<Option<usize>> {
        let near = |line: &SideLine<'_, '_>| {
            let at = other.lines.partition_point(|candidate| candidate.baseline < line.baseline - 0.35 * body);
            other.lines.get(at).filter(|found| found.baseline < line.baseline + 0.35 * body).map(|_| at)
        };
        self.lines.iter().map(near).collect()
    }

    /// Share of short lines that hold a year, or a month in digits.
    fn dated(&self) -> f32 {
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

fn is_loud(segment: &Segment<'_>) -> bool {
    let text = segment.text();
    let capitals = text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
    capitals || segment.words.first().is_some_and(|word| word.word.style.bold)
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
    if is_label_column(&left, &right, separators, body) {
        return (Relation::Labels, 0.0);
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
    if (right.dated() >= 0.6 && right_shared >= 0.6) || (left.dated() >= 0.6 && left_shared >= 0.8) {
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

fn look(line: &SideLine<'_, '_>) -> Option<(Style, i32, u32)> {
    let word = line.cells.first().and_then(|cell| cell.words.first());
    word.map(|word| (word.word.style, (word.word.size * 2.0).round() as i32, word.word.color))
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

/// Whether the left side labels what stands on the right.
fn is_label_column(left: &Side<'_, '_>, right: &Side<'_, '_>, separators: &[f32], body: f32) -> bool {
    let width = left.right - left.left;
    let whole = right.right - left.left;
    if width > 0.4 * whole || left.letters() * 2 > right.letters() || left.lines.len() > right.lines.len() + 1 {
        return false;
    }
    let beside = left.beside(right, body);
    let blocks = blocks_of(left, &beside, right, separators, body);
    let cell =
        |block: &std::ops::Range<usize>| separators.partition_point(|rule| *rule < left.lines[block.start].baseline);
    let mut in_cell: BTreeMap<usize, usize> = BTreeMap::new();
    for block in &blocks {
        *in_cell.entry(cell(block)).or_insert(0) += 1;
    }
    let aligned = |block: &&std::ops::Range<usize>| {
        let begins = beside[block.start].is_some_and(|other| !right.lines[other].goes_on);
        let alone = !separators.is_empty() && in_cell.get(&cell(block)) == Some(&1);
        (begins || alone) && block.len() <= 4
    };
    let good = blocks.iter().filter(aligned).count();
    let least = if blocks.len() >= 4 { 65 } else { 80 };
    good * 100 >= blocks.len() * least && good >= 1 && (blocks.len() > 1 || left.lines.len() <= 2)
}

/// Whether the labels are those of sections: few, and none of them a date.
fn names_sections(left: &Side<'_, '_>, right: &Side<'_, '_>) -> bool {
    let lines = left.lines.len();
    lines >= 3 && lines * 2 <= right.lines.len() && left.dated() == 0.0
}

/// Cuts a column of labels into labels: a line that stands beside the beginning of something begins one, unless it
/// visibly belongs to the line before.
fn blocks_of(
    left: &Side<'_, '_>,
    beside: &[Option<usize>],
    right: &Side<'_, '_>,
    separators: &[f32],
    body: f32,
) -> Vec<std::ops::Range<usize>> {
    let mut blocks: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, line) in left.lines.iter().enumerate() {
        let near = at > 0 && line.baseline - left.lines[at - 1].baseline < 1.5 * line.cells[0].size.max(body);
        let begins = beside[at].is_some_and(|other| !right.lines[other].goes_on);
        let parted = beside[at].is_some_and(|other| {
            other > 0 && right.lines[other].baseline - right.lines[other - 1].baseline > 1.5 * body
        });
        let ruled_off =
            at > 0 && separators.iter().any(|rule| *rule < line.baseline && *rule > left.lines[at - 1].baseline);
        let same_style = at > 0 && {
            let style =
                |line: &SideLine<'_, '_>| line.cells[0].words.first().map(|word| (word.word.style, word.word.color));
            style(line) == style(&left.lines[at - 1])
        };
        let dense =
            left.lines.len() * 3 >= right.lines.len() * 2 || !(is_loud(line.cells[0]) || names_sections(left, right));
        match blocks.last_mut() {
            Some(last)
                if near
                    && same_style
                    && !parted
                    && !ruled_off
                    && !(begins && dense)
                    && !(begins && has_year(line.cells[0])) =>
            {
                last.end = at + 1;
            }
            _ => blocks.push(at..at + 1),
        }
    }
    blocks
}

/// The labels, each with all of its lines, and whether it stands beside the beginning of a line; and whether they are those
/// of sections.
pub(super) fn label_blocks<'a>(
    labels: Vec<Segment<'a>>,
    content: &[Segment<'a>],
    separators: &[f32],
) -> (Vec<(Vec<Segment<'a>>, bool)>, bool) {
    let body = content.first().map_or(10.0, |segment| segment.size);
    let (starts, sections): (Vec<(f32, bool)>, bool) = {
        let (left_refs, right_refs): (Vec<&Segment<'a>>, Vec<&Segment<'a>>) =
            (labels.iter().collect(), content.iter().collect());
        let (left, right) = (Side::new(&left_refs, f32::MIN, body), Side::new(&right_refs, f32::MIN, body));
        let beside = left.beside(&right, body);
        let blocks = blocks_of(&left, &beside, &right, separators, body);
        let start = |block: &std::ops::Range<usize>| (left.lines[block.start].baseline, beside[block.start].is_some());
        (blocks.iter().map(start).collect(), names_sections(&left, &right))
    };
    let mut sorted = labels;
    sorted.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    let mut groups: Vec<(Vec<Segment<'a>>, bool)> = starts.iter().map(|(_, aligned)| (Vec::new(), *aligned)).collect();
    for segment in sorted {
        let at = starts.partition_point(|(start, _)| *start <= segment.baseline + 0.3 * body).saturating_sub(1);
        if let Some(group) = groups.get_mut(at) {
            group.0.push(segment);
        }
    }
    groups.retain(|group| !group.0.is_empty());
    (groups, sections)
}

/// Puts a label before what it labels: as a block of its own where it heads it (as labels of `sections` do), else as a cell of its first line.
pub(super) fn head_with<'a>(
    label: Vec<Segment<'a>>,
    node: Option<Node<'a>>,
    sections: bool,
    column: (f32, f32),
    parts: &mut Vec<Node<'a>>,
) {
    let Some(first) = label.first() else { return };
    let mut node = node;
    let first_line = node.as_mut().and_then(first_line);
    let lines = first_line.as_ref().map_or(0, |(_, count)| *count);
    let is_dated = label.iter().any(has_year);
    let heads = !is_dated && {
        let word = first.words.first().map(|word| word.word);
        let beside = first_line.as_ref().and_then(|(line, _)| line.first().words.first()).map(|word| word.word);
        let differs = word.zip(beside).is_some_and(|(label, text)| {
            (label.style.bold && !text.style.bold) || label.size > text.size + 0.9 || label.color != text.color
        });
        let text = first.text();
        let capitals = text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
        differs || capitals || lines >= 3 || sections
    };
    let beside =
        first_line.filter(|(line, _)| !heads && (line.first().baseline - first.baseline).abs() < 0.5 * first.size);
    if let Some((line, _)) = beside {
        let mut words: Vec<_> = Vec::new();
        let mut cell = first.clone();
        for segment in label {
            words.extend(segment.words);
        }
        cell.right = words.iter().map(|word| word.right).fold(cell.right, f32::max);
        cell.words = words;
        line.cells.insert(0, cell);
        line.begin(Start::Apart);
    } else {
        let mut lines = super::lines::rows(label, column);
        if let [first, ..] = lines.as_mut_slice() {
            first.start = Start::Label;
        }
        for line in lines.iter_mut().skip(1) {
            line.start = Start::Rest;
        }
        parts.push(Node::Lines(lines));
        if let Some((line, _)) = node.as_mut().and_then(self::first_line) {
            line.begin(Start::Apart);
        }
    }
    parts.extend(node);
}

/// The first line of a part, and how many lines stand close together there.
pub(super) fn first_line<'n, 'a>(node: &'n mut Node<'a>) -> Option<(&'n mut Line<'a>, usize)> {
    match node {
        Node::Lines(lines) => {
            let close = |pair: &&[Line<'_>]| {
                let (before, next) = (pair[0].first(), pair[1].first());
                next.baseline - before.baseline < 1.7 * next.size && before.size + 1.0 > next.size
            };
            let count = 1 + lines.windows(2).take_while(close).count();
            lines.first_mut().map(|line| (line, count))
        }
        Node::Stack(parts) => parts.first_mut().and_then(first_line),
        Node::Columns(columns) => first_line(&mut columns[0].node).map(|(line, count)| (line, count + 2)),
    }
}
