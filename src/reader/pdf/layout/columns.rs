//! Segments -> a tree of columns, by recursive cuts along gutters.
//!
//! A gutter is a strip that no text crosses. The segments that cross it cut the page into bands; in each band the strip
//! either separates two columns, or labels from what they label, or it is only the white between a title and its date.

use super::bands::{self, Band, bands_along, candidates, has_headings, is_capitals};
use super::joints;
use super::labels;
use super::lines::{Line, Start, rows};
use super::rail;
use super::relation::{self, Relation};
use super::segments::Segment;
use crate::reader::pdf::page::Area;

/// How deep columns may lie within columns.
const DEEPEST: u8 = 9;

/// Narrowest gutter, as a multiple of the body size.
const GUTTER: f32 = 0.7;

/// A part of a page.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// Lines below each other.
    Lines(Vec<Line<'a>>),
    /// Parts below each other.
    Stack(Vec<Node<'a>>),
    /// Two columns that are read one after the other.
    Columns(Box<[Column<'a>; 2]>),
}

#[derive(Debug)]
pub(super) struct Column<'a> {
    pub(super) left: f32,
    /// Size of its largest text.
    pub(super) largest: f32,
    pub(super) node: Node<'a>,
}

/// What is the same for all of a page.
pub(super) struct Ground<'a> {
    /// The body size, in points.
    pub(super) body: f32,
    /// Filled areas that may be the ground of a column.
    pub(super) fills: &'a [Area],
    /// Horizontal rules, from top to bottom.
    pub(super) rules: &'a [Area],
}

impl Ground<'_> {
    /// Cuts the segments of a page or a part of it; `column` is where its text begins and ends.
    pub(super) fn cut<'a>(&self, mut segments: Vec<Segment<'a>>, column: (f32, f32), depth: u8) -> Node<'a> {
        if segments.len() < 3 || depth >= DEEPEST {
            return Node::Lines(rows(segments, column));
        }
        segments.sort_by(|a, b| middle(a).total_cmp(&middle(b)).then(a.left.total_cmp(&b.left)));
        let Some(band) = self.best_band(&segments, column.1) else {
            return Node::Lines(rows(segments, column));
        };
        let below = segments.split_off(band.to);
        let within = segments.split_off(band.from);
        let mut parts = Vec::new();
        if !segments.is_empty() {
            parts.push(self.cut(segments, column, depth + 1));
        }
        let (left, right): (Vec<_>, Vec<_>) = within.into_iter().partition(|segment| segment.left < band.at);
        match band.relation {
            Relation::Labels => self.labelled(left, right, column, depth, &mut parts),
            Relation::Rail => self.railed(left, right, column, depth, &mut parts),
            Relation::Columns | Relation::Cards | Relation::Rows => {
                let gutter_left = left.iter().map(|segment| segment.right).fold(column.0, f32::max);
                let gutter_right = right.iter().map(Segment::start).fold(column.1, f32::min);
                // Short columns need not be full.
                let end = if left.len() < 8 { gutter_left.max(gutter_right - self.body) } else { gutter_left };
                let goes_on = relation::goes_on_beside(&left, &right);
                let cells = [(left, (column.0, end)), (right, (gutter_right, column.1))];
                let mut columns = cells.map(|(segments, bounds)| Column {
                    left: segments.iter().map(Segment::start).fold(bounds.1, f32::min),
                    largest: segments.iter().map(|segment| segment.size).fold(0.0, f32::max),
                    node: self.cut(segments, bounds, depth + 1),
                });
                if let Some((line, _)) = first_line(&mut columns[1].node).filter(|_| goes_on) {
                    line.begin(Start::Rest);
                }
                parts.push(Node::Columns(Box::new(columns)));
            }
        }
        if !below.is_empty() {
            parts.push(self.cut(below, column, depth + 1));
        }
        if parts.len() == 1 { parts.remove(0) } else { Node::Stack(parts) }
    }

    /// The tallest band along a gutter that separates more than the parts of a line.
    fn best_band(&self, segments: &[Segment<'_>], end: f32) -> Option<Band> {
        let mut bands: Vec<Band> = Vec::new();
        let capitals: Vec<bool> = segments.iter().map(is_capitals).collect();
        let alone = self.headings(segments, &capitals);
        let reach = joints::reach(segments, self.body);
        for at in candidates(segments, self.body) {
            bands_along(segments, &alone, &reach, at, GUTTER * self.body, &mut bands);
        }
        // Where the ground of a column ends, text may come close to it from both sides.
        for edge in self.fills.iter().flat_map(|fill| [fill.left, fill.right()]) {
            bands_along(segments, &alone, &reach, edge, 0.0, &mut bands);
        }
        bands.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.at.total_cmp(&b.at)));
        bands.dedup_by(|b, a| a.from == b.from && a.to == b.to && a.lefts == b.lefts);
        bands.truncate(24);
        for band in &mut bands {
            let within = &segments[band.from..band.to];
            let (left, right): (Vec<&Segment<'_>>, Vec<&Segment<'_>>) =
                within.iter().partition(|segment| segment.left < band.at);
            if self.has_ground(&left, &right) {
                band.relation = Relation::Columns;
                band.score *= 4.0;
            } else {
                let (relation, shared) = if has_headings(&alone, &capitals, band, segments) {
                    // The headings of the one side head both.
                    (Relation::Rows, 1.0)
                } else {
                    relation::of(&left, &right, &self.separators(within, band.at), end, self.body)
                };
                band.relation = relation;
                // Columns have lines of their own.
                band.score *= 1.0 - 0.5 * shared;
            }
        }
        bands.retain(|band| band.relation != Relation::Rows);
        let order = |a: &Band, b: &Band| a.score.total_cmp(&b.score).then(b.at.total_cmp(&a.at));
        bands.sort_by(order);
        while let Some(best) = bands.last() {
            // Columns that go on above and below others are those of the page; labels left of their gutter are within one.
            let around = |band: &&Band| {
                let is_within = match best.relation {
                    Relation::Columns => true,
                    Relation::Labels => band.at > best.at && band.to - band.from > best.to - best.from,
                    Relation::Cards | Relation::Rail | Relation::Rows => false,
                };
                is_within
                    && band.relation == Relation::Columns
                    && band.from <= best.from
                    && band.to >= best.to
                    && band.score > 0.75 * best.score
            };
            let widest = bands.iter().filter(around).max_by_key(|band| band.to - band.from).unwrap_or(best);
            let at = bands.iter().position(|band| std::ptr::eq(band, widest))?;
            let band = bands.remove(at);
            if band.relation != Relation::Cards {
                return Some(band);
            }
            if let Some(band) = self.trim(&band, segments, end) {
                return Some(band);
            }
        }
        None
    }

    /// The first part of a band, up to a gap that goes across it, in which entries stand side by side.
    fn trim(&self, band: &Band, segments: &[Segment<'_>], end: f32) -> Option<Band> {
        let mut from = band.from;
        let mut bottom = f32::MIN;
        for at in band.from..=band.to {
            let parts = at == band.to || (at > from && segments[at].top() - bottom > 0.9 * self.body);
            if parts {
                let mut part = bands::band(segments, from, at, band.at, GUTTER * self.body);
                if let Some(part) = &mut part {
                    let (left, right) = Self::sides(segments, part);
                    part.relation = relation::of(&left, &right, &[], end, self.body).0;
                }
                if let Some(part) =
                    part.filter(|part| part.relation == Relation::Cards || part.relation == Relation::Columns)
                {
                    return Some(part);
                }
                from = at;
                bottom = f32::MIN;
            }
            if let Some(segment) = segments.get(at) {
                bottom = bottom.max(segment.bottom());
            }
        }
        None
    }

    /// What stands on the two sides of a band.
    fn sides<'s, 'a>(segments: &'s [Segment<'a>], band: &Band) -> (Vec<&'s Segment<'a>>, Vec<&'s Segment<'a>>) {
        segments[band.from..band.to].iter().partition(|segment| segment.left < band.at)
    }

    /// Which segments are headings by their size, and alone on their line.
    fn headings(&self, segments: &[Segment<'_>], capitals: &[bool]) -> Vec<bool> {
        let is_heading = |at: usize| {
            let own = &segments[at];
            let near = |other: &Segment<'_>| {
                other.bottom() > own.top() + 0.3 * own.size && other.top() < own.bottom() - 0.3 * own.size
            };
            let around = at.saturating_sub(3)..(at + 4).min(segments.len());
            (own.size > 1.07 * self.body || capitals[at])
                && own.letters() <= 40
                && !around.into_iter().any(|other| other != at && near(&segments[other]))
        };
        (0..segments.len()).map(is_heading).collect()
    }

    /// Where rules go across a gutter from the one side's text to the other's.
    fn separators(&self, within: &[Segment<'_>], at: f32) -> Vec<f32> {
        let left = within.iter().map(Segment::start).fold(f32::MAX, f32::min);
        let right = within.iter().map(|segment| segment.right).fold(f32::MIN, f32::max);
        let crosses = |rule: &&Area| {
            rule.left < left + self.body && rule.left < at && rule.right() > right.min(at + 10.0 * self.body)
        };
        self.rules.iter().filter(crosses).map(|rule| rule.top).collect()
    }

    /// Whether a filled area lies behind the one side only: a sidebar.
    fn has_ground(&self, left: &[&Segment<'_>], right: &[&Segment<'_>]) -> bool {
        let hull = |side: &[&Segment<'_>]| {
            let top = side.iter().map(|segment| segment.top()).fold(f32::MAX, f32::min);
            let bottom = side.iter().map(|segment| segment.bottom()).fold(f32::MIN, f32::max);
            let start = side.iter().map(|segment| segment.start()).fold(f32::MAX, f32::min);
            let end = side.iter().map(|segment| segment.right).fold(f32::MIN, f32::max);
            (start, end, top, bottom)
        };
        let (left, right) = (hull(left), hull(right));
        let behind = |fill: &Area, side: (f32, f32, f32, f32), other: (f32, f32, f32, f32)| {
            let inside = fill.left < side.0 + 1.0 && fill.right() > side.1 - 1.0;
            let beside = fill.right() < other.0 + 1.0 || fill.left > other.1 - 1.0;
            let tall = fill.top < side.2 + 2.0 * self.body && fill.bottom() > side.3 - 2.0 * self.body;
            inside && beside && tall && side.3 - side.2 > 8.0 * self.body
        };
        self.fills.iter().any(|fill| behind(fill, left, right) || behind(fill, right, left))
    }

    /// Places and times in a margin on the right: each follows the line that it begins beside.
    fn railed<'a>(
        &self,
        content: Vec<Segment<'a>>,
        margin: Vec<Segment<'a>>,
        column: (f32, f32),
        depth: u8,
        parts: &mut Vec<Node<'a>>,
    ) {
        // Wider than it is: none of its lines is full.
        let bounds = (margin.iter().map(Segment::start).fold(column.1, f32::min), column.1 + 20.0 * self.body);
        let mut content = content.into_iter().peekable();
        for mut block in rail::blocks(margin) {
            let first = block.remove(0);
            let mut chunk = Vec::new();
            while let Some(segment) = content.next_if(|segment| segment.baseline < first.baseline + 0.35 * self.body) {
                chunk.push(segment);
            }
            chunk.push(first);
            parts.push(self.cut(chunk, column, depth + 1));
            if !block.is_empty() {
                parts.push(Node::Lines(rows(block, bounds)));
            }
        }
        let rest: Vec<Segment<'a>> = content.collect();
        if !rest.is_empty() {
            parts.push(self.cut(rest, column, depth + 1));
        }
    }

    /// Labels in a margin: each stands before what begins beside it.
    fn labelled<'a>(
        &self,
        labels: Vec<Segment<'a>>,
        content: Vec<Segment<'a>>,
        column: (f32, f32),
        depth: u8,
        parts: &mut Vec<Node<'a>>,
    ) {
        let bounds = (content.iter().map(Segment::start).fold(column.1, f32::min), column.1);
        let separators = {
            let all: Vec<Segment<'a>> = labels.iter().chain(&content).cloned().collect();
            self.separators(&all, bounds.0)
        };
        let (groups, sections) = labels::blocks(labels, &content, &separators);
        let mut content = content.into_iter().peekable();
        let mut until = |limit: f32| {
            let mut chunk = Vec::new();
            while let Some(segment) = content.next_if(|segment| segment.baseline < limit) {
                chunk.push(segment);
            }
            chunk
        };
        // What a label labels begins beside it, or below the rule above it.
        let mut last = f32::MIN;
        let mut tops: Vec<f32> = Vec::new();
        for (group, aligned) in &groups {
            let baseline = group.first().map_or(f32::MAX, |first| first.baseline);
            let above = separators.iter().rev().find(|rule| **rule < baseline).copied();
            tops.push(above.filter(|rule| *rule > last && !aligned).unwrap_or(baseline - 0.45 * self.body));
            last = group.last().map_or(baseline, |last| last.baseline);
        }
        let before = until(tops.first().copied().unwrap_or(f32::MAX));
        if !before.is_empty() {
            parts.push(self.cut(before, bounds, depth + 1));
        }
        for (at, (group, _)) in groups.into_iter().enumerate() {
            let chunk = until(tops.get(at + 1).copied().unwrap_or(f32::MAX));
            let node = if chunk.is_empty() { None } else { Some(self.cut(chunk, bounds, depth + 1)) };
            labels::head_with(group, node, sections, column, parts);
        }
    }
}

fn middle(segment: &Segment<'_>) -> f32 {
    segment.baseline - 0.3 * segment.size
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
