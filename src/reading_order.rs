//! Blocks as the file has them -> a [`Document`] in reading order: columns undone, broken sentences joined.
//!
//! A converter that reads a page in two columns writes the one column into the middle of the other, at times into the
//! middle of a sentence. The sentence then ends without a full stop right before a heading, and goes on in lower case
//! after a stretch of short lines under headings of their own. That stretch is moved to the end of the section that it
//! interrupts, and the sentence is joined.

use std::ops::Range;

use crate::document::{BlockKind, Builder, Document, Origin, Style};
use crate::field::Field;
use crate::reader::wrap;
use crate::reader::{CUT, RawBlock, RawDocument, RawLine, RawRun};
use crate::span::Span;

/// How many blocks a stretch of another column may have.
const LONGEST_STRETCH: usize = 120;

/// How many side columns are undone.
const MOST_COLUMNS: usize = 64;

/// Longest line of a side column, in characters; three in four are to be shorter than half of it.
const LONGEST_SHORT_LINE: usize = 120;

/// Puts the blocks into the order in which a person reads them.
pub fn arrange(raw: impl Into<RawDocument>) -> Document {
    arrange_with_fields(raw.into()).0
}

/// [`arrange`], and where the values are that the file names. Such a file's order is the right one.
pub fn arrange_with_fields(raw: RawDocument) -> (Document, Vec<Field<Span>>) {
    let RawDocument { mut blocks, pages, stream, attachment, fields } = raw;
    if fields.is_empty() {
        undo_columns(&mut blocks);
        join_sentences(&mut blocks);
    }
    let mut runs = Vec::new();
    let mut builder = Builder::new(pages, stream, attachment);
    for block in blocks {
        builder.block(block.kind, block.indent);
        for line in block.lines {
            builder.line(line.setting);
            for run in line.runs {
                let text = if run.text == CUT { "" } else { &run.text };
                let span = builder.run(text, run.style, run.link, run.origin);
                if !fields.is_empty() {
                    runs.push(span);
                }
            }
        }
    }
    let whole = |at: &Range<u32>| {
        let first = runs.get(at.start as usize)?;
        Some(first.to(*runs.get((at.end as usize).checked_sub(1)?)?))
    };
    let fields = fields.into_iter().filter_map(|field| whole(&field.at).map(|at| field.with(at))).collect();
    (builder.finish(), fields)
}

/// Moves each side column out of the sentence that it interrupts.
fn undo_columns(blocks: &mut Vec<RawBlock>) {
    let (mut at, mut undone) = (0, 0);
    while at + 2 < blocks.len() && undone < MOST_COLUMNS {
        if let Some(resumed) = interruption(blocks, at) {
            undone += 1;
            let stretch = at + 1..resumed;
            let to = section_end(blocks, &stretch);
            let rest = blocks.remove(resumed);
            append(blocks, at, rest);
            // `to` counted the block that is gone now.
            if let Some(moved) = blocks.get_mut(stretch.start..to - 1) {
                moved.rotate_left(stretch.len());
            }
        }
        at += 1;
    }
}

/// The block in which the sentence of block `at` goes on, if a side column interrupts it there.
fn interruption(blocks: &[RawBlock], at: usize) -> Option<usize> {
    let broken = blocks.get(at)?;
    let is_text = matches!(broken.kind, BlockKind::ListItem { .. } | BlockKind::Paragraph);
    if !is_text || !is_heading(blocks.get(at + 1)?) || !is_open(broken) {
        return None;
    }
    // Where items begin in lower case as a habit, one that does says nothing.
    let habit = at.checked_sub(1).and_then(|before| blocks.get(before)).into_iter().chain([broken]);
    if habit.filter(|block| block.kind == broken.kind).any(starts_lower) {
        return None;
    }
    let window = blocks.get(at + 1..)?.iter().take(LONGEST_STRETCH);
    let (offset, resumed) = window.enumerate().find(|(offset, block)| {
        let same = block.kind == broken.kind && block.indent == broken.indent;
        same && *offset > 1 && goes_on(block)
    })?;
    let resumed_at = at + 1 + offset;
    let stretch = blocks.get(at + 1..resumed_at)?;
    // A list of the stretch's own that goes on.
    if stretch.last().is_some_and(|last| last.kind == resumed.kind && matches!(last.kind, BlockKind::ListItem { .. })) {
        return None;
    }
    let next_starts_lower = blocks
        .get(resumed_at + 1)
        .is_some_and(|next| next.kind == resumed.kind && next.indent == resumed.indent && starts_lower(next));
    (is_side_column(stretch) && !next_starts_lower).then_some(resumed_at)
}

/// Whether the blocks are sections of short lines.
fn is_side_column(stretch: &[RawBlock]) -> bool {
    let lines = || stretch.iter().filter(|block| !is_heading(block)).flat_map(|block| &block.lines);
    let len = |line: &RawLine| line.runs.iter().map(|run| run.text.chars().count()).sum::<usize>();
    let count = lines().count();
    let short = lines().filter(|line| len(line) * 2 <= LONGEST_SHORT_LINE).count();
    count > 0 && short * 4 >= count * 3 && lines().all(|line| len(line) <= LONGEST_SHORT_LINE)
}

/// Where the section that a stretch interrupts ends: at the next heading that looks like the stretch's first, or that
/// ranks with it.
fn section_end(blocks: &[RawBlock], stretch: &Range<usize>) -> usize {
    let Some(first) = blocks.get(stretch.start) else { return blocks.len() };
    let after = || blocks.iter().enumerate().skip(stretch.end + 1).filter(|(_, block)| is_heading(block));
    let find = |is: &dyn Fn(&RawBlock) -> bool| after().find(|(_, block)| is(block)).map(|(at, _)| at);
    find(&|block| look(block) == look(first))
        .or_else(|| if is_capitals(first) { find(&is_capitals) } else { None })
        .or_else(|| find(&|block| level(block) <= level(first)))
        .unwrap_or(blocks.len())
}

/// Level, weight and case of a heading.
fn look(heading: &RawBlock) -> (u8, bool, bool) {
    let mut runs = heading.lines.iter().flat_map(|line| &line.runs).filter(|run| !run.text.trim().is_empty());
    (level(heading), runs.all(|run| run.style.bold), is_capitals(heading))
}

fn level(block: &RawBlock) -> u8 {
    match block.kind {
        BlockKind::Heading { level } => level,
        _ => u8::MAX,
    }
}

fn is_heading(block: &RawBlock) -> bool {
    matches!(block.kind, BlockKind::Heading { .. })
}

fn is_capitals(block: &RawBlock) -> bool {
    let letters = || block.lines.iter().flat_map(|line| &line.runs).flat_map(|run| run.text.chars());
    letters().any(char::is_uppercase) && !letters().any(char::is_lowercase)
}

/// Whether a block's sentence visibly has not ended.
fn is_open(block: &RawBlock) -> bool {
    let Some(text) = block.lines.last().map(ending) else { return false };
    let text = text.trim_end();
    let goes_on = text.ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | '-' | '–' | '&' | '/'));
    let least = if block.kind == BlockKind::Paragraph { 60 } else { 30 };
    goes_on && text.split_whitespace().nth(4).is_some() && text.chars().count() >= least
}

/// Whether a block reads like the rest of a sentence.
fn goes_on(block: &RawBlock) -> bool {
    starts_lower(block)
        && block.lines.first().is_some_and(|line| {
            let start: String = line.runs.iter().flat_map(|run| run.text.chars()).take(60).collect();
            start.split_whitespace().nth(3).is_some() && !wrap::starts_with_date(&start)
        })
}

/// The last characters of a line.
fn ending(line: &RawLine) -> String {
    let mut chars: Vec<char> = line.runs.iter().rev().flat_map(|run| run.text.chars().rev()).take(100).collect();
    chars.reverse();
    chars.into_iter().collect()
}

fn starts_lower(block: &RawBlock) -> bool {
    block.lines.first().is_some_and(|line| {
        let start: String = line.runs.iter().flat_map(|run| run.text.chars()).take(40).collect();
        wrap::starts_lower(&start)
    })
}

/// Joins sentences that a page break cut in two: the next block goes on in lower case, or the last word calls for
/// another.
fn join_sentences(blocks: &mut Vec<RawBlock>) {
    let mut kept: Vec<RawBlock> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        match kept.last() {
            Some(last) if is_continued(last, &block) => {
                let at = kept.len() - 1;
                append(&mut kept, at, block);
            }
            _ => kept.push(block),
        }
    }
    *blocks = kept;
}

fn is_continued(last: &RawBlock, next: &RawBlock) -> bool {
    let is_text = |block: &RawBlock| matches!(block.kind, BlockKind::ListItem { .. } | BlockKind::Paragraph);
    if !is_text(last) || !is_text(next) || last.lines.len() > 1 || !is_open(last) {
        return false;
    }
    let text = last.lines.last().map(ending).unwrap_or_default();
    if text.chars().take(50).count() < 50 {
        return false;
    }
    if next.kind == BlockKind::Paragraph {
        goes_on(next) && !starts_lower(last)
    } else {
        last.kind == next.kind && last.indent == next.indent && wrap::ends_open(&text) && !starts_lower(last)
    }
}

/// Appends a block's text to the sentence with which block `at` ends.
fn append(blocks: &mut [RawBlock], at: usize, rest: RawBlock) {
    let Some(broken) = blocks.get_mut(at) else { return };
    let mut lines = rest.lines.into_iter();
    if let (Some(last), Some(first)) = (broken.lines.last_mut(), lines.next()) {
        let before = last.runs.last().map(|run| (run.style, run.link.clone(), run.origin.clone()));
        let same = first
            .runs
            .first()
            .zip(before.as_ref())
            .is_some_and(|(run, (style, link, _))| run.style == *style && run.link == *link);
        if let Some((style, link, origin)) = before {
            let style = if same { style } else { Style::default() };
            let link = if same { link } else { None };
            last.runs.push(RawRun { text: " ".to_owned(), style, link, origin: end(&origin) });
        }
        last.runs.extend(first.runs);
    }
    broken.lines.extend(lines);
}

/// The place right behind another.
fn end(origin: &Origin) -> Origin {
    match origin {
        Origin::Bytes(bytes) => Origin::Bytes(bytes.end..bytes.end),
        Origin::Paragraph(_) => origin.clone(),
        Origin::Area { page, left, top, width, height } => {
            Origin::Area { page: *page, left: left + width, top: *top, width: 0.0, height: *height }
        }
    }
}
