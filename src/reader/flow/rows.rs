//! Blocks -> the rows of a table.

use std::ops::Range;

use super::Flow;
use crate::document::{BlockKind, Origin, Style};
use crate::reader::{RawBlock, RawLine, RawRun};

/// How many lines a cell of a row may have.
const PACKED_LINES: usize = 3;

/// How long each of them may be, in characters.
const PACKED_LENGTH: usize = 60;

impl Flow {
    /// Makes one row of the blocks from `from` on, if each cell holds one line at most; `cells` are the numbers of the
    /// blocks with which the cells begin. Otherwise the cells stay as they are: the table is there for the layout.
    pub(in crate::reader) fn row(&mut self, from: usize, cells: &[usize]) {
        self.end();
        let blocks = self.blocks.get(from..).unwrap_or_default();
        if blocks.len() < 2 {
            return;
        }
        let plain = blocks.iter().all(|block| block.kind == BlockKind::Paragraph && block.lines.len() == 1);
        let single = cells.iter().zip(cells.iter().skip(1).chain([&self.blocks.len()])).all(|(a, b)| b - a <= 1);
        if !plain || !single {
            self.packed_row(from, cells);
            return;
        }
        let indent = blocks.first().map_or(0, |block| block.indent);
        let mut line = RawLine::default();
        for block in self.blocks.drain(from..) {
            for cell in block.lines {
                if let (Some(Origin::Bytes(last)), Some(Origin::Bytes(next))) =
                    (line.runs.last().map(|run| &run.origin), cell.runs.first().map(|run| &run.origin))
                {
                    let origin = Origin::Bytes(last.end..next.start.max(last.end));
                    line.runs.push(RawRun { text: "\t".to_owned(), style: Style::default(), link: None, origin });
                }
                line.runs.extend(cell.runs);
            }
        }
        self.blocks.push(RawBlock { kind: BlockKind::TableRow, indent, lines: vec![line] });
    }

    /// Makes one row of cells of which some hold a few lines, as a column that is narrow makes people write them: most
    /// cells hold one line, and it stands below another row, or one of those lines has a number.
    fn packed_row(&mut self, from: usize, cells: &[usize]) {
        let end = self.blocks.len();
        let ends = cells.iter().skip(1).chain([&end]);
        let filled: Vec<Range<usize>> =
            cells.iter().zip(ends).map(|(from, to)| *from..*to).filter(|cell| !cell.is_empty()).collect();
        let lines = |cell: &Range<usize>| {
            // A table in a table is asked for once, not line by line at every depth.
            let blocks = self.blocks.get(cell.clone()).filter(|blocks| blocks.len() <= PACKED_LINES)?;
            let is_text = blocks.iter().all(|block| block.kind == BlockKind::Paragraph);
            let lines: Vec<String> = blocks.iter().flat_map(|block| &block.lines).map(RawLine::text).collect();
            let is_short =
                lines.len() <= PACKED_LINES && lines.iter().all(|line| line.chars().count() <= PACKED_LENGTH);
            (is_text && is_short).then_some(lines)
        };
        let Some(texts) = filled.iter().map(lines).collect::<Option<Vec<_>>>() else { return };
        let single = || texts.iter().filter(|lines| lines.len() == 1);
        let is_number = |lines: &&Vec<String>| lines.iter().any(|line| line.contains(|c: char| c.is_ascii_digit()));
        let above = from.checked_sub(1).and_then(|before| self.blocks.get(before));
        let is_below_row = above.is_some_and(|block| block.kind == BlockKind::TableRow);
        let is_row = is_below_row || single().any(|lines| is_number(&lines));
        if filled.len() < 3 || single().count() * 2 < filled.len() || !is_row {
            return;
        }
        if filled.first().is_none_or(|first| first.start != from) {
            return;
        }
        let indent = self.blocks.get(from).map_or(0, |block| block.indent);
        let mut row = RawLine::default();
        let starts: Vec<usize> = filled.iter().map(|cell| cell.start).collect();
        for (at, block) in self.blocks.drain(from..).enumerate() {
            for (number, line) in block.lines.into_iter().enumerate() {
                let between = if number == 0 && starts.binary_search(&(from + at)).is_ok() { "\t" } else { " " };
                if let (Some(last), Some(next)) = (row.runs.last(), line.runs.first()) {
                    let origin = match (&last.origin, &next.origin) {
                        (Origin::Bytes(last), Origin::Bytes(next)) => Origin::Bytes(last.end..next.start.max(last.end)),
                        (last, _) => last.clone(),
                    };
                    row.runs.push(RawRun { text: between.to_owned(), style: Style::default(), link: None, origin });
                }
                row.runs.extend(line.runs);
            }
        }
        self.blocks.push(RawBlock { kind: BlockKind::TableRow, indent, lines: vec![row] });
    }

    /// Joins a cell that holds nothing but a date with the first line of the cell beside it, which holds more: a column of
    /// dates beside the entries. `from` and `cells` as in [`Self::row`].
    pub(in crate::reader) fn join_dates(&mut self, from: usize, cells: &[usize]) -> bool {
        self.end();
        let end = self.blocks.len();
        let ends = cells.iter().skip(1).chain([&end]);
        let filled = cells.iter().zip(ends).map(|(from, to)| *from..*to).filter(|cell| !cell.is_empty());
        let filled: Vec<Range<usize>> = filled.collect();
        let [first, second] = filled.as_slice() else { return false };
        let (date, entry) = match (self.is_date_cell(first), self.is_date_cell(second)) {
            (true, false) => (first.start, second.clone()),
            (false, true) => (second.start, first.clone()),
            _ => return false,
        };
        let is_text = |block: &RawBlock| matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading { .. });
        let holds_more =
            entry.len() > 1 || self.blocks.get(entry.start).is_some_and(|block| block.kind != BlockKind::Paragraph);
        if from != first.start || !holds_more || !self.blocks.get(entry.start).is_some_and(is_text) {
            return false;
        }
        let lines = self.blocks.remove(date).lines;
        let Some(mut date_line) = lines.into_iter().next() else { return false };
        let at = if date < entry.start { entry.start - 1 } else { entry.start };
        let Some(block) = self.blocks.get_mut(at) else { return false };
        let Some(line) = block.lines.first_mut() else { return false };
        let origin = date_line.runs.first().map_or(Origin::Bytes(0..0), |run| run.origin.clone());
        let tab = RawRun { text: "\t".to_owned(), style: Style::default(), link: None, origin };
        if date < entry.start {
            date_line.runs.push(tab);
            date_line.runs.append(&mut line.runs);
            line.runs = date_line.runs;
        } else {
            line.runs.push(tab);
            line.runs.append(&mut date_line.runs);
        }
        if block.kind == BlockKind::Paragraph && block.lines.len() == 1 {
            block.kind = BlockKind::TableRow;
        }
        true
    }

    /// Whether a cell holds one short line with a year in it.
    fn is_date_cell(&self, cell: &Range<usize>) -> bool {
        let Some([block]) = self.blocks.get(cell.clone()) else { return false };
        let [line] = block.lines.as_slice() else { return false };
        let text = line.text();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let is_year = |part: &str| part.len() == 4 && part.starts_with(['1', '2']);
        block.kind == BlockKind::Paragraph
            && text.chars().count() <= 40
            && digits <= 16
            && text.split(|c: char| !c.is_ascii_digit()).any(is_year)
    }
}
