//! Cells that wrap: what a title goes on with below, beside a date that stands on its first line alone; the lines of the
//! cells of a table.

use super::lines::{Line, Start};
use super::segments::Segment;
use crate::reader::wrap;

/// Rows of more cells and cells of more words are not looked at.
const MOST_CELLS: usize = 32;
const MOST_WORDS: usize = 600;

/// The widest distance of two lines of one cell, as a multiple of the size.
const LEADING: f32 = 1.65;

/// How much closer the lines of a cell are than its row is to the next one, where all cells of a row go on.
const CLOSER: f32 = 1.12;

/// A cell with as many words is prose, and no entry of a table.
const PROSE: usize = 8;

/// Rows above and below that tell where the cells of a row may end.
const AROUND: usize = 24;

/// The white between two cells, as a multiple of the size.
const BETWEEN: f32 = 0.8;

/// What ends this far before the next cell ends on purpose, as a multiple of the size.
const SHORT: f32 = 4.0;

/// How exactly what belongs together is aligned, as a multiple of the size.
const ALIGNED: f32 = 0.35;

/// How far a cell may reach.
#[derive(Debug, Clone, Copy)]
struct Room {
    /// From the cell before it in rows of this kind.
    from: f32,
    /// To the cell after it in rows of this kind.
    to: f32,
    /// To the cell after it in its own row.
    own: f32,
}

/// The last printed line of a cell.
#[derive(Debug, Clone, Copy)]
struct Piece {
    left: f32,
    right: f32,
    baseline: f32,
    room: Room,
}

/// Joins the lines of cells: the rest of a cell goes into the line that its row is.
pub(super) fn join_wrapped(lines: &mut Vec<Line<'_>>) {
    let rooms: Vec<Vec<Room>> = (0..lines.len()).map(|at| rooms(lines, at)).collect();
    let followed = followed(lines, &rooms);
    let nexts: Vec<Option<f32>> = (0..lines.len()).map(|at| next_baseline(lines, at)).collect();
    let mut kept: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    let mut open: Vec<Piece> = Vec::new();
    for ((line, rooms), next) in std::mem::take(lines).into_iter().zip(rooms).zip(nexts) {
        let cells = kept.last().and_then(|row| continued(row, &open, &line, next, &followed));
        let (Some(row), Some(cells)) = (kept.last_mut(), cells) else {
            open = line.cells.iter().zip(rooms).map(|(cell, room)| Piece::new(cell, room)).collect();
            kept.push(line);
            continue;
        };
        for (rest, at) in line.cells.into_iter().zip(cells) {
            let (Some(cell), Some(piece)) = (row.cells.get_mut(at), open.get_mut(at)) else { continue };
            let mut room = piece.room;
            // What flows around a date goes on below it, as wide as its column.
            if rest.right > room.own + rest.size {
                (room.to, room.own) = (row.column.1, row.column.1);
            }
            *piece = Piece::new(&rest, room);
            cell.right = cell.right.max(rest.right);
            cell.words.extend(rest.words);
        }
    }
    *lines = kept;
}

impl Piece {
    fn new(cell: &Segment<'_>, room: Room) -> Self {
        Self { left: cell.left, right: cell.right, baseline: cell.baseline, room }
    }
}

/// The baseline of the line after the one at `at`, where it stands below it.
fn next_baseline(lines: &[Line<'_>], at: usize) -> Option<f32> {
    let (line, next) = (lines.get(at)?, lines.get(at + 1)?);
    (next.page() == line.page() && next.start != Start::Flow).then(|| next.first().baseline)
}

/// How far each cell of a line may reach.
fn rooms(lines: &[Line<'_>], at: usize) -> Vec<Room> {
    let line = &lines[at];
    if !(2..=MOST_CELLS).contains(&line.cells.len()) {
        return Vec::new();
    }
    let around = &lines[at.saturating_sub(AROUND)..(at + AROUND + 1).min(lines.len())];
    let alike = |other: &&Line<'_>| {
        other.page() == line.page() && other.column == line.column && other.cells.len() == line.cells.len()
    };
    let room = |cell: usize| {
        let own = &line.cells[cell];
        let next = line.cells.get(cell + 1).map_or(line.column.1, Segment::start);
        let mut room = Room { from: line.column.0, to: next, own: next };
        for pair in around.iter().filter(alike).flat_map(|other| other.cells.windows(2)) {
            if (pair[0].left - own.left).abs() < ALIGNED * own.size {
                room.to = room.to.min(pair[1].start());
            }
            if (pair[1].right - own.right).abs() < ALIGNED * own.size {
                room.from = room.from.max(pair[0].right);
            }
        }
        room
    };
    (0..line.cells.len()).map(room).collect()
}

/// Where cells begin that are followed by a line of their own look though they end on purpose: whether such a line goes on
/// with them or not, its look does not tell.
fn followed(lines: &[Line<'_>], rooms: &[Vec<Room>]) -> Vec<f32> {
    let mut lefts: Vec<f32> = Vec::new();
    for (pair, rooms) in lines.windows(2).zip(rooms) {
        let [rest] = pair[1].cells.as_slice() else { continue };
        let close = rest.baseline - pair[0].first().baseline;
        if pair[1].start != Start::Below || !(0.5 * rest.size..LEADING * rest.size).contains(&close) {
            continue;
        }
        let below =
            pair[0].cells.iter().zip(rooms).find(|(cell, _)| (cell.left - rest.left).abs() < ALIGNED * rest.size);
        if let Some((cell, room)) = below
            && looks_alike(cell, rest)
            && cell.right + first_word(rest) < room.to - SHORT * rest.size
            && !wrap::continues(&cell.text(), &rest.text())
        {
            lefts.push(rest.left);
        }
    }
    lefts.sort_by(f32::total_cmp);
    lefts
}

/// For each cell of a line, which cell of the row above it goes on there; none, if the line is one of its own. `next` is
/// the baseline of the line after it, `followed` tells where the look of a line says nothing.
fn continued(
    row: &Line<'_>,
    open: &[Piece],
    line: &Line<'_>,
    next: Option<f32>,
    followed: &[f32],
) -> Option<Vec<usize>> {
    let first = line.first();
    let apart = line.start != Start::Below || line.page() != row.page() || row.cells.len() != open.len();
    if apart || open.len() < 2 || line.cells.iter().any(|cell| cell.bullet.is_some()) {
        return None;
    }
    // What begins with a comma is the rest of a sentence, however much white is in it.
    if row.cells.iter().skip(1).any(|cell| cell.text().starts_with([',', ';', '.'])) {
        return None;
    }
    let last = open.iter().map(|piece| piece.baseline).fold(f32::MIN, f32::max);
    let gap = first.baseline - last;
    if !(0.5 * first.size..LEADING * first.size).contains(&gap) {
        return None;
    }
    let mut cells: Vec<usize> = Vec::with_capacity(line.cells.len());
    for cell in &line.cells {
        let from = cells.last().map_or(0, |last| last + 1);
        cells.push((from..open.len()).find(|&at| goes_on(&row.cells[at], &open[at], cell, followed))?);
    }
    let says = || {
        let mut pairs = cells.iter().zip(&line.cells);
        pairs.any(|(at, cell)| wrap::continues(&row.cells[*at].text(), &cell.text()))
    };
    let is_closer = || next.is_some_and(|next| next - first.baseline > CLOSER * gap);
    let is_prose = || cells.iter().any(|at| row.cells[*at].words.len() >= PROSE);
    (cells.len() < open.len() || is_closer() || is_prose() || says()).then_some(cells)
}

/// Whether `rest` is what a cell goes on with in its next line: it stands below it, looks the same, and its first word did
/// not fit.
fn goes_on(cell: &Segment<'_>, piece: &Piece, rest: &Segment<'_>, followed: &[f32]) -> bool {
    let size = rest.size;
    if !looks_alike(cell, rest) || cell.words.len() > MOST_WORDS {
        return false;
    }
    let (word, room) = (first_word(rest), piece.room);
    let at_left = (rest.left - piece.left).abs() < ALIGNED * size;
    let at_right = (rest.right - piece.right).abs() < ALIGNED * size;
    // What reaches below the next cell is no part of this one, unless it flows right up to that.
    let flows = piece.right > room.own - 0.3 * size;
    if at_left && !flows && rest.right > room.own + 0.1 * size {
        return false;
    }
    let at = followed.partition_point(|left| *left < rest.left - ALIGNED * size);
    let says_nothing = followed.get(at).is_some_and(|left| *left < rest.left + ALIGNED * size);
    // Where rows of this kind end is told by others of them, if the look of what goes on is not that of any line.
    let stands_out = cell.words.last().is_some_and(|last| last.word.style.bold);
    let full = if at_left {
        piece.right + word > if stands_out && !says_nothing { room.to } else { room.own } - BETWEEN * size
    } else {
        at_right && piece.left - word < room.from + BETWEEN * size
    };
    let text = rest.text();
    (full && !wrap::starts_anew(&text)) || (at_left && wrap::continues(&cell.text(), &text))
}

/// The room that the first word of a segment takes, with a blank before it.
fn first_word(segment: &Segment<'_>) -> f32 {
    segment.words.first().map_or(0.0, |word| word.right - word.left) + 0.25 * segment.size
}

/// Whether a segment begins as another ends.
fn looks_alike(before: &Segment<'_>, rest: &Segment<'_>) -> bool {
    let (Some(end), Some(start)) = (before.words.last(), rest.words.first()) else { return false };
    let (end, start) = (end.word, start.word);
    end.style.bold == start.style.bold
        && end.style.italic == start.style.italic
        && end.color == start.color
        && (before.size - rest.size).abs() < 0.08 * rest.size
}
