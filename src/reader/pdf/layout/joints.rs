//! Segments that make up one line however much white lies between them: a title and the date at its right, a label and
//! what stands behind its colon.

use super::relation::is_date;
use super::segments::Segment;

/// How many lines of one kind make it a habit of the page.
const HABIT: usize = 2;

/// The same for labels, which may end in a colon by chance.
const LABELS: usize = 3;

/// Joints beyond this number are not looked for.
const MOST: usize = 400;

/// For each segment, from where to where the line reaches that it is a part of: its own ends, or those of what it is
/// joined with. The segments are sorted from top to bottom.
pub(super) fn reach(segments: &[Segment<'_>], body: f32) -> Vec<(f32, f32)> {
    let mut reach: Vec<(f32, f32)> = segments.iter().map(|segment| (segment.start(), segment.right)).collect();
    let mut dates: Vec<(usize, usize)> = Vec::new();
    let mut labels: Vec<(usize, usize)> = Vec::new();
    let mut bottom = f32::MIN;
    for (at, own) in segments.iter().enumerate() {
        let row = at.saturating_sub(8)..(at + 9).min(segments.len());
        let beside = |other: &&usize| (segments[**other].baseline - own.baseline).abs() < 0.3 * own.size;
        let row: Vec<usize> = row.collect();
        let mut right: Vec<usize> =
            row.iter().filter(beside).copied().filter(|&other| segments[other].left > own.right).collect();
        right.sort_by(|a, b| segments[*a].left.total_cmp(&segments[*b].left));
        // More white above both than between the lines of a paragraph.
        let is_apart = own.top() - bottom > 0.5 * body;
        match right.as_slice() {
            [last] if is_apart && is_title(own) && is_date_only(&segments[*last]) => dates.push((at, *last)),
            [next, ..] if is_label(own) => labels.push((at, *next)),
            _ => {}
        }
        let level = segments.get(at + 1).is_some_and(|next| (next.baseline - own.baseline).abs() < 0.3 * own.size);
        if !level {
            bottom =
                row.iter().filter(|&&other| other <= at).map(|&other| segments[other].bottom()).fold(bottom, f32::max);
        }
    }
    dates.truncate(MOST);
    labels.truncate(MOST);
    let mut join = |from: usize, to: usize| {
        let whole = (segments[from].start(), segments[to].right);
        for at in [from, to] {
            if let Some(reach) = reach.get_mut(at) {
                *reach = whole;
            }
        }
    };
    let near = |a: f32, b: f32| (a - b).abs() < 2.0;
    // Dates at the right margin.
    let margin = segments.iter().map(|segment| segment.right).fold(f32::MIN, f32::max);
    dates.retain(|(_, date)| segments[*date].right > margin - body);
    for (at, date) in &dates {
        let alike = dates.iter().filter(|(other, _)| near(segments[*other].left, segments[*at].left));
        if alike.count() >= HABIT {
            join(*at, *date);
        }
    }
    for (at, value) in &labels {
        let alike = labels.iter().filter(|(other, text)| {
            let (other, text) = (&segments[*other], &segments[*text]);
            let apart = (other.baseline - segments[*at].baseline).abs();
            near(other.left, segments[*at].left) && near(text.left, segments[*value].left) && apart < 4.5 * other.size
        });
        if alike.count() >= LABELS {
            join(*at, *value);
        }
    }
    reach
}

fn is_title(segment: &Segment<'_>) -> bool {
    segment.bullet.is_none() && !is_date(segment) && segment.words.iter().any(|word| starts_upper(&word.word.text))
}

fn starts_upper(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

/// Whether a segment says when, and nothing else.
fn is_date_only(segment: &Segment<'_>) -> bool {
    segment.bullet.is_none() && segment.words.len() <= 7 && segment.letters() <= 30 && is_date(segment)
}

/// `Date of birth:`, `Nationality :`.
fn is_label(segment: &Segment<'_>) -> bool {
    let ends = segment.words.last().is_some_and(|word| word.word.text.ends_with(':'));
    ends && segment.bullet.is_none() && segment.words.len() <= 5
}
