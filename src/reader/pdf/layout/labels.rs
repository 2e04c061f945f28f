//! Labels in a margin: which of their lines belong together, and how they stand before what they label.

use std::collections::BTreeMap;

use super::columns::{Node, first_line};
use super::lines::Start;
use super::relation::{Side, SideLine, has_year};
use super::segments::Segment;
use crate::reader::wrap;

fn is_loud(segment: &Segment<'_>) -> bool {
    let text = segment.text();
    let capitals = text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
    capitals || segment.words.first().is_some_and(|word| word.word.style.bold)
}

/// Whether the left side labels what stands on the right.
pub(super) fn is_column(left: &Side<'_, '_>, right: &Side<'_, '_>, separators: &[f32], body: f32) -> bool {
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
    let listed = listed(left, beside, right, body);
    let mut blocks: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, line) in left.lines.iter().enumerate() {
        let near = at > 0 && line.baseline - left.lines[at - 1].baseline < 1.5 * line.cells[0].size.max(body);
        let begins = beside[at].is_some_and(|other| !right.lines[other].goes_on);
        let parted = listed[at]
            || beside[at].is_some_and(|other| {
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

/// Which lines of labels are rows of a list in which each has one line beside it: three or more that follow each other as
/// closely on both sides, and end together.
fn listed(left: &Side<'_, '_>, beside: &[Option<usize>], right: &Side<'_, '_>, body: f32) -> Vec<bool> {
    let mut listed = vec![false; left.lines.len()];
    let is_close = |before: &SideLine<'_, '_>, line: &SideLine<'_, '_>| {
        line.baseline - before.baseline < 1.5 * line.cells[0].size.max(body)
    };
    let is_row = |at: usize| {
        let Some(other) = beside[at].and_then(|other| right.lines.get(other)) else { return false };
        let text = left.lines[at].cells[0].text();
        text.starts_with(char::is_uppercase)
            && !text.ends_with('-')
            && !crate::reader::row::is_capitals(&text)
            && !wrap::starts_lower(&other.cells[0].text())
            && other.cells.iter().all(|cell| cell.bullet.is_none())
    };
    let mut from = 0;
    while from < left.lines.len() {
        let mut to = from + 1;
        while to < left.lines.len()
            && is_row(from)
            && is_row(to)
            && is_close(&left.lines[to - 1], &left.lines[to])
            && beside[to] == beside[to - 1].map(|other| other + 1)
        {
            to += 1;
        }
        let next = beside[to - 1].map(|other| other + 1);
        let ends =
            next.is_none_or(|next| right.lines.get(next).is_none_or(|line| !is_close(&right.lines[next - 1], line)));
        if to - from >= 3 && ends {
            listed[from..to].fill(true);
        }
        from = to;
    }
    listed
}

/// The labels, each with all of its lines, and whether it stands beside the beginning of a line; and whether they are those
/// of sections.
pub(super) fn blocks<'a>(
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
        if let Some((line, _)) = node.as_mut().and_then(super::columns::first_line) {
            line.begin(Start::Apart);
        }
    }
    parts.extend(node);
}
