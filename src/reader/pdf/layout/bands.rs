//! Stretches of a page along places where a gutter may be.

use super::relation::Relation;
use super::segments::Segment;

/// A stretch of a page along a gutter.
#[derive(Debug)]
pub(super) struct Band {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Segments that begin left of it are on its left side.
    pub(super) at: f32,
    pub(super) lefts: usize,
    pub(super) score: f32,
    pub(super) relation: Relation,
}

/// Whether headings stand on the one side of a band only, above parts of what stands on the other side.
pub(super) fn has_headings(alone: &[bool], capitals: &[bool], band: &Band, segments: &[Segment<'_>]) -> bool {
    let side = |segment: &Segment<'_>| usize::from(segment.left >= band.at);
    let (mut top, mut bottom) = ([f32::MAX; 2], [f32::MIN; 2]);
    for segment in &segments[band.from..band.to] {
        top[side(segment)] = top[side(segment)].min(segment.top());
        bottom[side(segment)] = bottom[side(segment)].max(segment.bottom());
    }
    let mut sides = [0, 0];
    let mut large = [0, 0];
    for at in band.from..band.to {
        let segment = &segments[at];
        let (own, other) = (side(segment), 1 - side(segment));
        let within = segment.top() > top[other] + 0.5 * segment.size && segment.bottom() < bottom[other];
        sides[own] += usize::from(alone[at] && within);
        large[own] += usize::from(alone[at] || capitals[at]);
    }
    (sides[0] > 0 && large[1] == 0) || (sides[1] > 0 && large[0] == 0)
}

/// Whether a segment is a name in capitals.
pub(super) fn is_capitals(segment: &Segment<'_>) -> bool {
    segment.bullet.is_none() && crate::reader::row::is_capitals(&segment.text())
}

/// Places where a gutter may end: the left edges that several segments share, and where few segments cross.
pub(super) fn candidates(segments: &[Segment<'_>], body: f32) -> Vec<f32> {
    let mut edges: Vec<f32> = segments.iter().map(Segment::start).collect();
    edges.sort_by(f32::total_cmp);
    let mut shared: Vec<(usize, f32)> = Vec::new();
    for edge in edges {
        match shared.last_mut() {
            Some(last) if edge - last.1 < 1.5 => last.0 += 1,
            _ => shared.push((1, edge)),
        }
    }
    let leftmost = shared.first().map_or(0.0, |first| first.1);
    shared.retain(|(_, edge)| *edge > leftmost + body);
    shared.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.total_cmp(&b.1)));
    shared.truncate(16);
    let mut candidates: Vec<f32> = shared.into_iter().map(|(_, edge)| edge - 0.1).collect();
    candidates.extend(valleys(segments, leftmost));
    candidates
}

/// The places that fewer segments cover than those beside them.
fn valleys(segments: &[Segment<'_>], leftmost: f32) -> Vec<f32> {
    const BIN: f32 = 3.0;
    const BINS: usize = 600;
    let bin = |x: f32| (((x - leftmost) / BIN).max(0.0) as usize).min(BINS);
    let mut changes = vec![0_i32; BINS + 2];
    for segment in segments {
        changes[bin(segment.start())] += 1;
        changes[bin(segment.right) + 1] -= 1;
    }
    let mut cover = Vec::with_capacity(BINS);
    let mut sum = 0;
    for change in changes.iter().take(BINS) {
        sum += change;
        cover.push(sum);
    }
    let end = cover.iter().rposition(|&count| count > 0).unwrap_or(0);
    let mut found: Vec<(i32, f32)> = Vec::new();
    let mut at = 1;
    while at < end {
        let level = cover[at];
        let to = (at..end).find(|&next| cover[next] != level).unwrap_or(end);
        if cover[at - 1] > level && cover[to] > level {
            found.push((level, leftmost + (at + to) as f32 / 2.0 * BIN));
        }
        at = to.max(at + 1);
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    found.truncate(12);
    found.into_iter().map(|(_, x)| x).collect()
}

/// The bands between the segments that cross `at`; `reach` is where the line of each begins and
/// ends.
pub(super) fn bands_along(
    segments: &[Segment<'_>],
    alone: &[bool],
    reach: &[(f32, f32)],
    at: f32,
    least: f32,
    bands: &mut Vec<Band>,
) {
    let (mut from, mut below_heading) = (0, 0);
    let mut has_heading = false;
    for to in 0..=segments.len() {
        let crosses = reach.get(to).is_none_or(|(start, end)| *start < at && *end > at);
        let is_heading = alone.get(to).is_some_and(|alone| *alone);
        if !crosses && !is_heading {
            continue;
        }
        // What stands between two headings of one column may be set in columns of its own.
        if has_heading || !crosses {
            bands.extend(band(segments, below_heading, to, at, least));
        }
        below_heading = to + 1;
        has_heading = !crosses;
        if crosses {
            let from_top = heads_both(segments, alone, from, to, at);
            bands.extend(band(segments, from_top, to, at, least));
            from = to + 1;
        }
    }
}

/// Where the band from `from` begins without a heading at its top that heads both of its sides: they begin on one line.
fn heads_both(segments: &[Segment<'_>], alone: &[bool], from: usize, to: usize, at: f32) -> usize {
    let within = segments.get(from + 1..to).unwrap_or_default();
    let first = |right: bool| within.iter().find(|segment| (segment.start() >= at) == right);
    let level = first(false)
        .zip(first(true))
        .is_some_and(|(left, right)| (left.baseline - right.baseline).abs() < 0.3 * left.size.min(right.size));
    if level && alone.get(from) == Some(&true) { from + 1 } else { from }
}

pub(super) fn band(segments: &[Segment<'_>], from: usize, to: usize, at: f32, least: f32) -> Option<Band> {
    let within = segments.get(from..to).filter(|within| within.len() >= 3)?;
    let (mut left_end, mut right_start, mut lefts) = (f32::MIN, f32::MAX, 0);
    let (mut top, mut bottom) = ([f32::MAX; 2], [f32::MIN; 2]);
    for segment in within {
        let side = usize::from(segment.start() >= at);
        if side == 0 {
            left_end = left_end.max(segment.right);
            lefts += 1;
        } else {
            right_start = right_start.min(segment.start());
        }
        top[side] = top[side].min(segment.top());
        bottom[side] = bottom[side].max(segment.bottom());
    }
    if lefts == 0 || lefts == within.len() || right_start - left_end < least {
        return None;
    }
    // What counts is how far both sides go on beside each other.
    let common = bottom[0].min(bottom[1]) - top[0].max(top[1]);
    let score = common.max(0.0) + 0.5 * (right_start - left_end).min(40.0);
    (common > 0.0).then_some(Band { from, to, at: right_start - 0.05, lefts, score, relation: Relation::Rows })
}
