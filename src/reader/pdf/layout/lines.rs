//! Segments -> lines: what stands side by side.

use super::segments::{SAME_LINE, Segment};

/// What is known of how a line follows the one before it, whatever it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// Nothing: it stands below it.
    Below,
    /// Something ends before it.
    Apart,
    /// It is the first of a column, or of what follows columns.
    Flow,
    /// It is a label in a margin.
    Label,
    /// It is the rest of it.
    Rest,
}

/// What stands side by side.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// From left to right; at least one.
    pub(super) cells: Vec<Segment<'a>>,
    /// Left and right end of the column that it stands in.
    pub(super) column: (f32, f32),
    pub(super) start: Start,
}

impl<'a> Line<'a> {
    pub(super) fn first(&self) -> &Segment<'a> {
        &self.cells[0]
    }

    pub(super) fn last(&self) -> &Segment<'a> {
        &self.cells[self.cells.len() - 1]
    }

    /// Ends what stands before it.
    pub(super) fn begin(&mut self, start: Start) {
        if !matches!(self.start, Start::Label | Start::Rest) {
            self.start = start;
        }
    }

    pub(super) fn page(&self) -> u16 {
        self.first().page
    }

    /// The baseline of its lowest words: cells may have several printed lines.
    pub(super) fn last_baseline(&self) -> f32 {
        let own = |cell: &Segment<'a>| cell.words.iter().map(|word| word.baseline).fold(cell.baseline, f32::max);
        self.cells.iter().map(own).fold(f32::MIN, f32::max)
    }
}

/// Segments -> lines. `column` is where the text around them begins and ends.
pub(super) fn rows<'a>(mut segments: Vec<Segment<'a>>, column: (f32, f32)) -> Vec<Line<'a>> {
    segments.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut lines: Vec<Line<'a>> = Vec::new();
    for segment in segments {
        let beside = |line: &&mut Line<'a>| {
            line.cells.len() < 200
                && line.cells.iter().all(|cell| {
                    let apart = (cell.baseline - segment.baseline).abs();
                    let (small, large) = (cell.size.min(segment.size), cell.size.max(segment.size));
                    let near = apart < SAME_LINE * small || (apart < 0.25 * large && large < 2.0 * small);
                    near && (cell.right < segment.start() + 1.0 || segment.right < cell.start() + 1.0)
                })
        };
        match lines.iter_mut().rev().take(4).find(beside) {
            Some(line) => line.cells.push(segment),
            None => lines.push(Line { cells: vec![segment], column, start: Start::Below }),
        }
    }
    for line in &mut lines {
        line.cells.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    lines
}
