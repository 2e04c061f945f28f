//! Turned headings: `EXPERIENCE` upwards along the side of its section.

use std::ops::Range;

use super::lines::{Line, Start};
use super::segments::Segment;
use crate::reader::pdf::page::{Area, Direction};

/// A heading has no more letters.
const MOST_LETTERS: usize = 40;

/// A page has no more sections.
const MOST_HEADINGS: usize = 16;

/// Puts turned segments that head the lines beside them before those, as if they stood upright there; gives back the
/// others. `lines` are in reading order, `body` is the body size.
pub(super) fn put_headings<'a>(turned: Vec<Segment<'a>>, lines: &mut Vec<Line<'a>>, body: f32) -> Vec<Segment<'a>> {
    if turned.iter().filter(|segment| is_heading(segment, body)).count() > MOST_HEADINGS {
        return turned;
    }
    let mut others = Vec::new();
    for mut segment in turned {
        let at = if is_heading(&segment, body) { first_beside(&segment, lines, body) } else { None };
        let Some((at, first)) = at.and_then(|at| Some((at, lines.get_mut(at)?))) else {
            others.push(segment);
            continue;
        };
        first.begin(Start::Flow);
        let column = first.column;
        let away = first.first().baseline - 1.5 * segment.size - segment.baseline;
        let aside = first.first().left - segment.left;
        for placed in &mut segment.words {
            placed.left += aside;
            placed.right += aside;
            placed.baseline += away;
        }
        segment.left += aside;
        segment.right += aside;
        segment.baseline += away;
        lines.insert(at, Line { cells: vec![segment], column, start: Start::Flow });
    }
    others
}

/// Whether a turned segment may be a heading: larger than the text, short, and no date or number of a document.
fn is_heading(segment: &Segment<'_>, body: f32) -> bool {
    matches!(segment.direction(), Direction::Up | Direction::Down)
        && segment.size > 1.07 * body
        && segment.words.len() <= 4
        && (4..=MOST_LETTERS).contains(&segment.letters())
        && segment.words.iter().all(|placed| placed.word.text.chars().all(|c| !c.is_numeric()))
}

/// The first of the lines that stand beside a turned heading, and of those above them that follow each other as closely:
/// a heading in the middle of its section's height. None, where those beside it are not read one after the other.
fn first_beside(segment: &Segment<'_>, lines: &[Line<'_>], body: f32) -> Option<usize> {
    let areas = || segment.words.iter().map(|placed| placed.word.area);
    let top = areas().map(|area| area.top).fold(f32::MAX, f32::min);
    let bottom = areas().map(Area::bottom).fold(f32::MIN, f32::max);
    let is_beside = |line: &Line<'_>| line.page() == segment.page && (top..bottom).contains(&line.first().baseline);
    let from = lines.iter().position(is_beside)?;
    let to = lines.iter().rposition(is_beside)? + 1;
    let beside: Range<usize> = from..to;
    let gaps = || lines[beside.clone()].windows(2).map(|pair| pair[1].first().baseline - pair[0].first().baseline);
    let follow = lines[beside.clone()].iter().all(is_beside) && gaps().all(|gap| gap > -0.5 * body);
    if beside.len() < 2 || !follow {
        return None;
    }
    let widest = 1.1 * gaps().fold(1.2 * body, f32::max);
    let mut first = from;
    while let Some((before, own)) = first.checked_sub(1).and_then(|at| lines.get(at)).zip(lines.get(first)) {
        let gap = own.first().baseline - before.first().baseline;
        let goes_on = before.page() == segment.page
            && before.first().size < segment.size
            && (-0.5 * body..widest).contains(&gap)
            && before.last().right > own.first().left
            && before.first().left < own.last().right;
        if !goes_on {
            break;
        }
        first -= 1;
    }
    Some(first)
}
