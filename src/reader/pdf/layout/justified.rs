//! Lines of a narrow justified column, whose blanks are as wide as the white between cells.

use super::bullets::is_marker;
use super::segments::{SAME_BASELINE, Segment};

/// The widest blank that is looked at, as a multiple of the size.
const WIDEST: f32 = 3.2;

/// How much wider one blank of a line may be than another: there is more behind a comma.
const EVEN: f32 = 1.6;

/// Joins the words of each line that is stretched to the edges of its column: the blanks between them are alike, other
/// lines begin and end where it does, and words of the lines around it stand where its blanks are.
pub(super) fn join(segments: &mut Vec<Segment<'_>>) {
    segments.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    let sorted = |edge: fn(&Segment<'_>) -> f32| {
        let mut edges: Vec<f32> = segments.iter().map(edge).collect();
        edges.sort_by(f32::total_cmp);
        edges
    };
    let (lefts, rights) = (sorted(|segment| segment.left), sorted(|segment| segment.right));
    let count = |edges: &[f32], at: f32| {
        edges.partition_point(|edge| *edge < at + 0.9) - edges.partition_point(|edge| *edge < at - 0.9)
    };
    // A line beside another full one needs less to show that it is full than the first of two.
    let is_edge = |left: f32, right: f32, least: usize| count(&lefts, left) >= 3 && count(&rights, right) >= least;
    // Which segments are the rest of which one's line.
    let mut first_of: Vec<usize> = (0..segments.len()).collect();
    let mut from = 0;
    while from < segments.len() {
        let mut to = from + 1;
        while segments.get(to).is_some_and(|next| {
            let last = &segments[to - 1];
            (next.baseline - last.baseline).abs() < SAME_BASELINE * next.size
                && (next.size - last.size).abs() < 0.1 * next.size
                && (0.0..WIDEST * next.size).contains(&(next.left - last.right))
        }) {
            to += 1;
        }
        let line = &segments[from..to];
        let (left, right) = (text_left(&line[0]), line[line.len() - 1].right);
        if to > from + 1
            && is_even(line)
            && (is_edge(left, right, 5)
                || (is_edge(left, right, 3) && is_beside_full(segments, from, to))
                || (is_edge(left, right, 2) && has_rest(segments, from, to)))
            && is_covered(segments, from, to)
        {
            first_of[from..to].fill(from);
        }
        from = to;
    }
    for at in (0..segments.len()).rev() {
        let first = first_of[at];
        if first != at {
            let rest = std::mem::take(&mut segments[at].words);
            let right = segments[at].right;
            segments[first].right = segments[first].right.max(right);
            segments[first].words.extend(rest);
        }
    }
    segments.retain(|segment| !segment.words.is_empty());
    for segment in segments {
        segment.words.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
}

/// Where the text behind a bullet begins.
fn text_left(segment: &Segment<'_>) -> f32 {
    match segment.words.as_slice() {
        [first, second, ..] if is_marker(&first.word.text) => second.left,
        _ => segment.left,
    }
}

/// Whether the blanks of a line are alike.
fn is_even(line: &[Segment<'_>]) -> bool {
    let mut words = line.iter().flat_map(|segment| &segment.words);
    let Some(mut last) = words.next() else { return false };
    let (mut narrowest, mut widest, mut count) = (f32::MAX, 0.0_f32, 0);
    for word in words {
        let blank = word.left - last.right;
        if !is_marker(&last.word.text) && !word.word.glued {
            (narrowest, widest, count) = (narrowest.min(blank), widest.max(blank), count + 1);
        }
        last = word;
    }
    count >= 2 && widest < EVEN * narrowest
}

/// The segments on the line above or below a line.
fn beside<'s, 'a>(segments: &'s [Segment<'a>], from: usize, to: usize, above: bool) -> Vec<&'s Segment<'a>> {
    let own = &segments[from];
    let around = if above { from.saturating_sub(12)..from } else { to..(to + 12).min(segments.len()) };
    let near = |other: &&Segment<'_>| {
        let apart = (own.baseline - other.baseline).abs();
        apart > 0.5 * own.size && apart < 1.9 * own.size && (other.size - own.size).abs() < 0.1 * own.size
    };
    segments[around].iter().filter(near).collect()
}

/// Whether the line above or below ends where this one does.
fn is_beside_full(segments: &[Segment<'_>], from: usize, to: usize) -> bool {
    let right = segments[to - 1].right;
    let ends = |above: bool| beside(segments, from, to, above).iter().any(|other| (other.right - right).abs() < 0.9);
    ends(true) || ends(false)
}

/// Whether a single line below begins where this one does and reaches beyond its first blank: the rest of its text.
fn has_rest(segments: &[Segment<'_>], from: usize, to: usize) -> bool {
    let own = &segments[from];
    let is_rest = |other: &&Segment<'_>| {
        (other.left - text_left(own)).abs() < 0.9 && other.right > segments[from + 1].left && other.words.len() > 1
    };
    beside(segments, from, to, false).iter().any(is_rest)
}

/// Whether words of the line above or of the line below stand where most of a line's blanks are.
fn is_covered(segments: &[Segment<'_>], from: usize, to: usize) -> bool {
    let blanks: Vec<f32> =
        segments[from..to].windows(2).map(|pair| f32::midpoint(pair[0].right, pair[1].left)).collect();
    let covers = |above: bool| {
        let near = beside(segments, from, to, above);
        let is_covered = |blank: &&f32| {
            near.iter().flat_map(|other| &other.words).any(|word| word.left < **blank && **blank < word.right)
        };
        blanks.iter().filter(is_covered).count() * 2 > blanks.len()
    };
    covers(true) || covers(false)
}
