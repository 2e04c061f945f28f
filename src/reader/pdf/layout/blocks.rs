//! Lines in reading order -> blocks: wrapped lines joined, items, headings, rows of tables.

use super::super::page::Cut;
use super::lines::{Line, Start};
use super::narrow;
use super::segments::{Placed, Segment, is_apart};
use crate::document::{BlockKind, Origin, Setting, Style};
use crate::reader::glyphs::{drop_ratings, is_bullet};
use crate::reader::wrap;
use crate::reader::{CUT, RawBlock, RawLine, RawRun};

/// The most levels of lists within lists.
const DEEPEST: usize = 4;

/// Puts lines together; `levels` are the levels of those that are headings, `ruled` tells which have a rule below them,
/// `leading` is the usual distance of baselines as a multiple of the size.
pub(super) fn compose(lines: &[Line<'_>], levels: &[Option<u8>], ruled: &[bool], leading: f32) -> Vec<RawBlock> {
    let measures = measures(lines, leading);
    let mut composer = Composer { leading, blocks: Vec::new(), lists: Vec::new() };
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| Before {
            line: &lines[before],
            level: levels[before],
            measure: measures[before],
            has_tail: narrow::is_tail(lines, at),
        });
        let setting = setting(line, before.as_ref().map(|before| before.line), ruled[at]);
        composer.line(line, levels[at], setting, before.as_ref(), is_table_row(lines, at));
    }
    for block in &mut composer.blocks {
        block.lines.iter_mut().for_each(drop_ratings);
        block.lines.retain(|line| !line.runs.is_empty());
    }
    composer.blocks.retain(|block| !block.lines.is_empty());
    composer.blocks
}

/// The line before, and what is known of it.
pub(super) struct Before<'l, 'a> {
    pub(super) line: &'l Line<'a>,
    level: Option<u8>,
    measure: Measure,
    /// The line after it is a single word, and closer to it than what comes next.
    pub(super) has_tail: bool,
}

struct Composer {
    leading: f32,
    blocks: Vec<RawBlock>,
    /// Where the bullets of the open lists stand, and where their text begins.
    lists: Vec<(f32, f32)>,
}

/// How a line follows the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// It is the rest of it.
    Wrapped,
    /// It is the next line of the same block.
    Below,
    Apart,
}

impl Composer {
    fn line(
        &mut self,
        line: &Line<'_>,
        level: Option<u8>,
        setting: Setting,
        before: Option<&Before<'_, '_>>,
        is_row: bool,
    ) {
        let follows = before.map_or(Follows::Apart, |before| self.follows(before, line, level));
        if follows == Follows::Wrapped
            && let Some(last) = self.blocks.last_mut().and_then(|block| block.lines.last_mut())
        {
            let glue = before.is_some_and(|before| is_one_word(before.line, line));
            join(last, line, glue);
            return;
        }
        // Each item within a line is one of its own.
        let mut parts: Vec<&[Segment<'_>]> = Vec::new();
        let mut rest = line.cells.as_slice();
        while let Some(next) = rest.iter().skip(1).position(|cell| cell.bullet.is_some_and(|bullet| !bullet.ordered)) {
            let (part, others) = rest.split_at(next + 1);
            parts.push(part);
            rest = others;
        }
        parts.push(rest);
        for (number, part) in parts.into_iter().enumerate() {
            let mut raw = raw(part);
            raw.setting = setting;
            if level == Some(1) && is_one_name(part) {
                // The parts of a name in widely spaced letters are no cells.
                for run in raw.runs.iter_mut().filter(|run| run.text == "\t") {
                    " ".clone_into(&mut run.text);
                }
            }
            if raw.runs.is_empty() {
                continue;
            }
            self.part(part, raw, if number == 0 { follows } else { Follows::Apart }, level, is_row);
        }
    }

    fn part(&mut self, cells: &[Segment<'_>], raw: RawLine, follows: Follows, level: Option<u8>, is_row: bool) {
        let Some(first) = cells.first() else { return };
        // A bullet before a title with a date at the right margin marks an entry, not an item.
        let is_head = cells.len() >= 2 && first.bullet.is_some_and(|bullet| !bullet.ordered) && !is_row;
        let (kind, indent) = if let Some(level) = level {
            self.lists.clear();
            (BlockKind::Heading { level }, 0)
        } else if let Some(bullet) = first.bullet.filter(|_| !is_head) {
            let indent = self.depth(bullet.left, first.left, first.size);
            (BlockKind::ListItem { ordered: bullet.ordered }, indent)
        } else if is_row {
            (BlockKind::TableRow, 0)
        } else {
            (BlockKind::Paragraph, 0)
        };
        let open = self.blocks.last_mut().filter(|open| {
            let same = open.kind == kind || matches!(open.kind, BlockKind::ListItem { .. });
            follows == Follows::Below && same && first.bullet.is_none() && level.is_none() && !is_row
        });
        if let Some(open) = open {
            open.lines.push(raw);
            return;
        }
        if kind == BlockKind::Paragraph {
            self.lists.clear();
        }
        self.blocks.push(RawBlock { kind, indent, lines: vec![raw] });
    }

    /// How deep the list lies whose bullet stands at `left`.
    fn depth(&mut self, left: f32, text: f32, size: f32) -> u8 {
        if self.lists.first().is_some_and(|(open, _)| left > *open + 10.0 * size) {
            // It stands in another column.
            self.lists.clear();
        }
        while self.lists.last().is_some_and(|(open, _)| *open > left + 0.4 * size) {
            self.lists.pop();
        }
        let depth = self.lists.len();
        match self.lists.last_mut() {
            Some(last) if (last.0 - left).abs() <= 0.4 * size => last.1 = text,
            _ if depth < DEEPEST => self.lists.push((left, text)),
            _ => {}
        }
        u8::try_from(self.lists.len()).unwrap_or(1)
    }

    fn follows(&self, before: &Before<'_, '_>, line: &Line<'_>, level: Option<u8>) -> Follows {
        let (last, first) = (before.line.last(), line.first());
        if line.start == Start::Rest {
            return Follows::Wrapped;
        }
        if line.start != Start::Below || first.bullet.is_some() || self.blocks.is_empty() {
            return Follows::Apart;
        }
        let size = first.size.max(before.line.first().size);
        let gap = first.baseline - before.line.last_baseline();
        let turns_page = before.line.page() != line.page() || line.start == Start::Flow || gap < 0.0;
        let is_close = turns_page || gap < 1.3 * self.leading * size;
        if level != before.level {
            return Follows::Apart;
        }
        if level.is_some() {
            let text = last.text();
            let open = text.ends_with([',', '-', '–', '—', '&']) || wrap::ends_open(&text);
            let full = is_full(before, line) || level == Some(1) || open || is_cut(before.line, line);
            let same = last.words.last().zip(first.words.first()).is_some_and(|(a, b)| same_look(a, b));
            return if is_close && full && same && before.line.cells.len() == 1 {
                Follows::Wrapped
            } else {
                Follows::Apart
            };
        }
        if is_close && (is_one_word(before.line, line) || is_cut(before.line, line) || self.is_wrapped(before, line)) {
            return Follows::Wrapped;
        }
        let in_item = matches!(self.blocks.last().map(|block| block.kind), Some(BlockKind::ListItem { .. }));
        if in_item && !self.lists.last().is_some_and(|(_, text)| (first.left - text).abs() < 0.7 * size) {
            return Follows::Apart;
        }
        if is_close && !turns_page { Follows::Below } else { Follows::Apart }
    }

    /// Whether the line before ends only because it is full.
    fn is_wrapped(&self, before: &Before<'_, '_>, line: &Line<'_>) -> bool {
        let (last, first) = (before.line.last(), line.first());
        if (last.size - first.size).abs() > 0.08 * last.size.max(first.size) {
            return false;
        }
        let (Some(end), Some(start)) = (last.words.last(), first.words.first()) else { return false };
        let size = first.size;
        // The next line begins where the text of this one does; a first line may be indented.
        let aligned = (first.left - last.left).abs() < 0.7 * size;
        let hangs = before.line.cells.len() == 1 && first.left > last.left && first.left - last.left < 3.5 * size;
        let returns = before.line.cells.len() == 1 && first.left < last.left && last.left - first.left < 2.5 * size;
        let centred = before.line.cells.len() == 1
            && ((first.left + first.right) - (last.left + last.right)).abs() < 2.0 * size
            && !aligned;
        if !(aligned || hangs || returns || centred) {
            return false;
        }
        let (text, next) = (last.text(), first.text());
        let same = same_look(end, start);
        let in_item = matches!(self.blocks.last().map(|block| block.kind), Some(BlockKind::ListItem { .. }));
        let item = in_item && aligned;
        let louder = start.word.style.bold && !end.word.style.bold;
        if in_item && !aligned && (louder || !wrap::starts_lower(&next)) {
            return false;
        }
        if is_full(before, line)
            && !centred
            && before.measure.prose
            && (same || wrap::starts_lower(&next))
            && last.words.len() > 1
        {
            return !wrap::starts_anew(&next) || item || !same_start(last, first);
        }
        if aligned && is_full(before, line) && narrow::goes_on(before, line, same) {
            return true;
        }
        let is_open = item && last.letters() >= 30 && !wrap::ends_sentence(&text) && near_full(before);
        (same || wrap::starts_lower(&next)) && (wrap::continues(&text, &next) || is_open)
    }
}

/// How a line is set whose neighbour above is `before`.
fn setting(line: &Line<'_>, before: Option<&Line<'_>>, ruled: bool) -> Setting {
    let (first, last) = (line.first(), line.last());
    let above = before.filter(|before| before.page() == line.page() && line.start != Start::Flow);
    let above = above.map_or(0.0, |before| (first.baseline - before.last_baseline()).max(0.0));
    let color = first.words.first().map_or(0, |placed| placed.word.color);
    let (left, right) = (first.left - line.column.0, line.column.1 - last.right);
    Setting { size: first.size, above, left: left.max(0.0), right: right.max(0.0), color, ruled }
}

/// Whether a word of a cell goes on in the next printed line of the cell: `Ba-`, `co-` and `2015-` do.
fn goes_on_below(before: &Placed<'_>, placed: &Placed<'_>) -> bool {
    let (text, next) = (&before.word.text, &placed.word.text);
    placed.baseline - before.baseline > 0.7 * before.word.size
        && text.chars().nth(1).is_some()
        && text.ends_with(['-', '/'])
        && next.starts_with(|c: char| c.is_alphanumeric())
}

/// Whether the segments of a title are set alike and close to each other.
fn is_one_name(cells: &[Segment<'_>]) -> bool {
    let close = |pair: &[Segment<'_>]| {
        let gap = pair[1].left - pair[0].right;
        gap < 2.0 * pair[0].size && (pair[0].size - pair[1].size).abs() < 0.1 && same_start(&pair[0], &pair[1])
    };
    cells.windows(2).all(close)
}

/// Whether an address that the file wraps goes on in the next line.
fn is_one_word(before: &Line<'_>, line: &Line<'_>) -> bool {
    let (Some(end), Some(start)) = (before.last().words.last(), line.first().words.first()) else { return false };
    let (end, start) = (end.word, start.word);
    let whole = format!("{}{}", end.text, start.text);
    let is_link = end.link.is_some()
        && end.link == start.link
        && end.link.as_ref().is_some_and(|link| link.contains(whole.trim_matches(['(', ')', ',', '.', ';'])));
    // A domain without a dot is cut.
    let is_cut = end.text.split_once('@').is_some_and(|(_, domain)| !domain.contains('.'));
    let is_address = before.last().words.len() == 1
        && line.first().words.len() == 1
        && (end.text.ends_with(['-', '.', '_', '@']) || start.text.starts_with('@') || is_cut)
        && (end.text.contains('@') || start.text.contains('@'));
    is_link || is_address
}

/// Whether a line ends within a word, and the next one goes on with it.
fn is_cut(before: &Line<'_>, line: &Line<'_>) -> bool {
    let (last, first) = (before.last(), line.first());
    let (Some(end), Some(start)) = (last.words.last(), first.words.first()) else { return false };
    let size = first.size;
    let hangs = (first.left - last.left).abs() < 3.5 * size || first.left < last.left;
    wrap::is_hyphenated(&end.word.text, &start.word.text)
        && same_look(end, start)
        && (last.size - size).abs() < 0.08 * size
        && hangs
}

/// Whether both begin in the same style: what starts with a label starts anew.
fn same_start(a: &Segment<'_>, b: &Segment<'_>) -> bool {
    a.words.first().zip(b.words.first()).is_some_and(|(a, b)| same_look(a, b))
}

fn same_look(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let (a, b) = (a.word, b.word);
    a.style.bold == b.style.bold && a.style.italic == b.style.italic && (a.color == b.color || a.link != b.link)
}

/// Whether the first word of the next line did not fit.
fn is_full(before: &Before<'_, '_>, line: &Line<'_>) -> bool {
    let last = before.line.last();
    let Some(word) = line.first().words.first() else { return false };
    last.right + 0.22 * last.size + (word.right - word.left) > before.measure.margin - 0.1 * last.size
}

/// Whether a line reaches far enough to be a full one in a ragged text.
fn near_full(before: &Before<'_, '_>) -> bool {
    let last = before.line.last();
    last.right - last.left > 0.6 * (before.measure.margin - last.left)
}

/// What the lines around a line tell of how its text wraps.
#[derive(Debug, Clone, Copy)]
struct Measure {
    /// Where lines are full.
    margin: f32,
    /// Most of the lines are: what ends short of it ends on purpose.
    prose: bool,
}

/// For each line, where the text around it wraps: where its column ends, or, where several lines in a row end together
/// before that, where those do.
fn measures(lines: &[Line<'_>], leading: f32) -> Vec<Measure> {
    let mut measures: Vec<Measure> = lines.iter().map(|line| Measure { margin: line.column.1, prose: true }).collect();
    let mut from = 0;
    for at in 1..=lines.len() {
        let goes_on = lines.get(at).is_some_and(|line| {
            let (before, next) = (lines[at - 1].first(), line.first());
            let gap = next.baseline - before.baseline;
            line.cells.len() == 1
                && lines[at - 1].cells.len() == 1
                && next.bullet.is_none()
                && (next.left - before.left).abs() < 0.7 * next.size
                && (next.size - before.size).abs() < 0.6
                && gap > 0.0
                && gap < 1.3 * leading * next.size
        });
        if goes_on {
            continue;
        }
        let group = &lines[from..at];
        let widest = group.iter().map(|line| line.last().right).fold(f32::MIN, f32::max);
        let inner = group.get(..group.len() - 1).unwrap_or_default();
        let reach = inner.iter().filter(|line| line.last().right > widest - 0.12 * (widest - line.last().left)).count();
        let words: usize = inner.iter().map(|line| line.first().words.len()).sum();
        let together = group.len() >= 3 && reach * 3 >= inner.len() * 2 && words >= 6 * inner.len();
        let margin = if together { widest } else { f32::MAX };
        let full = inner.iter().zip(group.iter().skip(1)).filter(|(line, next)| {
            let word = next.first().words.first().map_or(0.0, |word| word.right - word.left);
            line.last().right + 0.22 * line.last().size + word > margin.min(line.column.1)
        });
        let prose = if group.len() < 4 { words >= 4 * inner.len() } else { full.count() * 5 >= inner.len() * 3 };
        for measure in &mut measures[from..at] {
            *measure = Measure { margin: measure.margin.min(margin), prose };
        }
        from = at;
    }
    measures
}

/// Whether a line has three cells or more, below or above one with cells at the same places.
fn is_table_row(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    let matches = |other: &Line<'_>| {
        other.cells.len() == line.cells.len()
            && other.cells.iter().zip(&line.cells).all(|(a, b)| (a.left - b.left).abs() < 3.0)
    };
    let neighbours = [at.checked_sub(1), Some(at + 1)];
    line.cells.len() >= 3
        && line.cells.iter().all(|cell| cell.bullet.is_none())
        && neighbours.into_iter().flatten().filter_map(|other| lines.get(other)).any(matches)
}

/// Appends a printed line to the logical line that it goes on with; `glue` if nothing stands between the two.
fn join(open: &mut RawLine, line: &Line<'_>, glue: bool) {
    let next = raw(&line.cells);
    let Some(first) = next.runs.first() else { return };
    let before: String = open.runs.iter().rev().take(8).map(|run| run.text.as_str()).rev().collect();
    if glue {
        // An address goes on as it is.
    } else if wrap::is_hyphenated(&before, &next.text()) {
        cut(open);
    } else if !before.ends_with(['/', '-', '–']) || first.text.starts_with(char::is_whitespace) {
        blank(open, " ", first.style, first.link.as_deref());
    }
    open.runs.extend(next.runs);
}

/// Marks the hyphen with which a line ends as one that the end of the line may have made.
fn cut(open: &mut RawLine) {
    let Some(mut hyphen) = open.runs.pop() else { return };
    let word = hyphen.text.trim_end_matches(wrap::HYPHENS);
    if !word.is_empty() {
        let origin = hyphen.origin.clone();
        open.runs.push(RawRun { text: word.to_owned(), ..hyphen.clone() });
        if let Origin::Area { page, left, top, width, height } = origin {
            hyphen.origin = Origin::Area { page, left: left + width, top, width: 0.0, height };
        }
    }
    open.runs.push(RawRun { text: CUT.to_owned(), ..hyphen });
}

/// Adds white space to a line, in the style of what stands on both sides of it.
fn blank(open: &mut RawLine, text: &str, style: Style, link: Option<&str>) {
    let Some(last) = open.runs.last_mut() else { return };
    let same = last.style == style && last.link.as_deref() == link;
    if same && text == " " {
        last.text.push(' ');
        return;
    }
    let (style, link) = if same { (style, link.map(str::to_owned)) } else { (Style::default(), None) };
    let origin = match &last.origin {
        Origin::Area { page, left, top, width, height } => {
            Origin::Area { page: *page, left: left + width, top: *top, width: 0.0, height: *height }
        }
        other => other.clone(),
    };
    open.runs.push(RawRun { text: text.to_owned(), style, link, origin });
}

/// The end of a word's text: a run for each stretch of letters, of digits and of other signs, so that each has its own place.
fn parts(placed: &Placed<'_>, text: &str, runs: &mut Vec<RawRun>) {
    let word = placed.word;
    let from = word.text.len() - text.len();
    let left = |cut: &Cut| cut.left.clamp(word.area.left, word.area.right());
    let start = word.cuts.iter().find(|cut| cut.at == from).map_or(word.area.left, left);
    let inner = word.cuts.iter().filter(|cut| cut.at > from);
    let ends = inner.map(|cut| (cut.at, left(cut))).chain([(word.text.len(), word.area.right())]);
    let (mut at, mut place) = (from, start);
    for (end, right) in ends {
        let Some(text) = word.text.get(at..end) else { return };
        let (page, top, height) = (placed.page, word.area.top, word.area.height);
        let origin = Origin::Area { page, left: place, top, width: (right - place).max(0.0), height };
        runs.push(RawRun { text: text.to_owned(), style: word.style, link: word.link.clone(), origin });
        (at, place) = (end, right);
    }
}

/// The text of segments side by side: a run for each word, tabs between the segments and where icons stand.
fn raw(cells: &[Segment<'_>]) -> RawLine {
    let mut whole = RawLine::default();
    for cell in cells {
        let mut apart = "\t";
        let mut before: Option<&Placed<'_>> = None;
        let first_glyph = cell.bullet.is_some();
        for (at, placed) in cell.words.iter().enumerate() {
            let mut text = placed.word.text.clone();
            if placed.word.icon.is_some() {
                apart = "\t";
            }
            if at == 0 && first_glyph {
                let glyphs = text.len() - text.trim_start_matches(|c| is_bullet(c) && c != '·').len();
                text.drain(..glyphs);
            }
            if text.is_empty() {
                continue;
            }
            let (style, link) = (placed.word.style, placed.word.link.as_deref());
            if apart == "\t" {
                blank(&mut whole, "\t", style, link);
            } else if before.is_some_and(|before| is_apart(before, placed) && !goes_on_below(before, placed)) {
                blank(&mut whole, " ", style, link);
            }
            apart = "";
            before = Some(placed);
            parts(placed, &text, &mut whole.runs);
        }
    }
    whole
}
