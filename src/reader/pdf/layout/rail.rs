//! A margin on the right with the place and the time of each entry: its lines belong to the head of the entry that they
//! begin beside, though they may go on beside what is said about it.

use super::lines::Line;
use super::relation::{Side, SideLine, is_date};
use super::segments::Segment;

/// Most lines that a margin has for one entry.
const LINES: usize = 4;

/// Whether the right side is such a margin.
pub(super) fn is_rail(left: &Side<'_, '_>, right: &Side<'_, '_>, body: f32) -> bool {
    let narrow = right.right - right.left < 0.35 * (right.right - left.left) && right.letters() * 3 <= left.letters();
    let short = |line: &SideLine<'_, '_>| matches!(line.cells.as_slice(), [cell] if cell.bullet.is_none() && cell.words.len() <= 7);
    if !narrow || !right.lines.iter().all(short) {
        return false;
    }
    let beside = right.beside(left, body);
    // What goes on: the rest of a line, or an item.
    let is_inner = |at: usize| {
        beside[at].is_some_and(|other| {
            let line = &left.lines[other];
            line.goes_on || line.cells.iter().any(|cell| cell.bullet.is_some())
        })
    };
    let (mut blocks, mut dated, mut inner, mut from) = (0, 0, 0, 0);
    while from < right.lines.len() {
        let close = |at: usize| follows(right.lines[at - 1].cells[0], right.lines[at].cells[0]);
        let to = (from + 1..right.lines.len()).find(|at| !close(*at)).unwrap_or(right.lines.len());
        if to - from > LINES || beside[from].is_none() || is_inner(from) {
            return false;
        }
        blocks += 1;
        dated += usize::from((from..to).any(|at| is_date(right.lines[at].cells[0])));
        inner += usize::from((from + 1..to).any(is_inner));
        from = to;
    }
    blocks >= 2 && dated * 5 >= blocks * 4 && inner * 2 >= blocks
}

/// Whether a line stands right below another.
fn follows(before: &Segment<'_>, line: &Segment<'_>) -> bool {
    line.baseline - before.baseline < 1.5 * line.size.max(before.size)
}

/// The lines of a margin, those of each entry by themselves.
pub(super) fn blocks(mut lines: Vec<Segment<'_>>) -> Vec<Vec<Segment<'_>>> {
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut blocks: Vec<Vec<Segment<'_>>> = Vec::new();
    for line in lines {
        match blocks.last_mut() {
            Some(block) if block.last().is_some_and(|before| follows(before, &line)) => block.push(line),
            _ => blocks.push(vec![line]),
        }
    }
    blocks
}

/// Joins a period that goes on below in its cell: "May 2017 –", and under it "May 2019".
pub(super) fn join_periods(lines: &mut Vec<Line<'_>>) {
    for at in 1..lines.len() {
        let (before, after) = lines.split_at_mut(at);
        let (Some(before), Some(line)) = (before.last_mut(), after.first_mut()) else { continue };
        if goes_on_below(before, line)
            && let Some(rest) = line.cells.pop()
            && let Some(period) = before.cells.last_mut()
        {
            period.right = period.right.max(rest.right);
            period.words.extend(rest.words);
        }
    }
    lines.retain(|line| !line.cells.is_empty());
}

/// Whether the last cell of `before` is an open period, and that of `line` stands below it as its end.
fn goes_on_below(before: &Line<'_>, line: &Line<'_>) -> bool {
    let [_, .., period] = before.cells.as_slice() else { return false };
    let Some(end) = line.cells.last() else { return false };
    let aligned =
        (end.left - period.left).abs() < 0.3 * period.size || (end.right - period.right).abs() < 0.3 * period.size;
    aligned
        && period.page == end.page
        && is_date(period)
        && period.text().ends_with(['-', '–', '—'])
        && end.bullet.is_none()
        && follows(period, end)
        && end.words.len() <= 3
        && (is_date(end) || end.words.len() == 1 && end.text().starts_with(char::is_uppercase))
}
