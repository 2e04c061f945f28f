//! What the text of every format goes through before it is understood: letters are written one way, blanks of all kinds are
//! blanks, what takes no room is left out, pictures are no text, and words in spaced letters are words.

use std::ops::Range;

use super::icons::{Named, named};
use super::{CUT, RawBlock, RawLine, RawRun, wrap};
use crate::characters::{
    composed, is_invisible, is_joined, is_joiner, is_label, is_mark, is_picture, is_private, narrow_sign, plain_form,
};
use crate::document::{BlockKind, Origin};
use crate::signs::any_of;

/// Longest line in which pictures set apart what stands between them, in words: prose is not cut.
const LONGEST: usize = 40;

/// Letters of the longest word that is set in spaced letters by itself.
const LONGEST_WORD: usize = 17;

/// Cleans all lines; those that nothing is left of are dropped.
pub(crate) fn clean(blocks: &mut Vec<RawBlock>) {
    for block in blocks.iter_mut().filter(|block| !block.lines.is_empty()) {
        for line in block.lines.iter_mut().filter(|line| is_unclean(line)) {
            clean_line(line);
        }
        block.lines.retain(|line| !line.runs.is_empty());
    }
    blocks.retain(|block| !block.lines.is_empty() || block.kind == BlockKind::Rule);
}

/// Whether anything in a line may have to be changed; hardly any line has such a thing.
fn is_unclean(line: &RawLine) -> bool {
    let is_unclean = |run: &RawRun| {
        let text = run.text.as_str();
        !text.is_ascii() && text.chars().any(|c| c >= '\u{A0}' && is_odd(c))
            || text.bytes().any(|byte| byte < b' ' && byte != b'\t' || byte == 0x7F)
            || text.contains(any_of("-:\\")) && text.split_whitespace().any(|word| named(word) == Named::Picture)
    };
    line.runs.iter().any(is_unclean) || is_spaced(line)
}

/// Whether a character is written otherwise or left out.
fn is_odd(c: char) -> bool {
    is_invisible(c)
        || is_joiner(c)
        || c.is_whitespace()
        || is_mark(c)
        || is_private(c)
        || is_label(c)
        || is_picture(c)
        || plain_form(c).is_some()
        || narrow_sign(c).is_some()
}

/// Whether a line begins with two single letters: all of them may be spaced.
fn is_spaced(line: &RawLine) -> bool {
    let mut chars = line.runs.iter().flat_map(|run| run.text.chars()).skip_while(|c| c.is_whitespace());
    [false, true, false, true]
        .into_iter()
        .all(|is_blank| chars.next().is_some_and(|c| if is_blank { c.is_whitespace() } else { c.is_alphabetic() }))
}

/// A character of a line, with the marks that are put on it.
#[derive(Debug)]
struct Cell {
    /// What is read.
    text: String,
    run: usize,
    /// Where in the run it was read.
    at: Range<usize>,
}

impl Cell {
    fn is_blank(&self) -> bool {
        !self.text.is_empty() && self.text.chars().all(char::is_whitespace)
    }

    fn first(&self) -> char {
        self.text.chars().next().unwrap_or(' ')
    }
}

fn clean_line(line: &mut RawLine) {
    let mut cells = Vec::new();
    for (number, run) in line.runs.iter().enumerate() {
        cells_of(&run.text, number, &mut cells);
    }
    narrow(&mut cells);
    leave_out_pictures(&mut cells);
    join_letters(&mut cells);
    trim(&mut cells);
    line.runs = runs_of(&cells, &line.runs);
}

/// The characters of a run, each in its usual form.
fn cells_of(text: &str, run: usize, cells: &mut Vec<Cell>) {
    if text == CUT {
        // What it is decides the whole document.
        return cells.push(Cell { text: text.to_owned(), run, at: 0..text.len() });
    }
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((from, c)) = chars.next() {
        let mut to = from + c.len_utf8();
        let mut marks = String::new();
        while let Some((at, mark)) = chars.next_if(|(_, next)| is_mark(*next) || matches!(next, 'ﾞ' | 'ﾟ')) {
            marks.push_str(plain_form(mark).unwrap_or(text.get(at..at + mark.len_utf8()).unwrap_or_default()));
            to = at + mark.len_utf8();
        }
        let mut meant = String::new();
        if is_joiner(c) && is_joined(before) {
            meant.push(c);
        } else if c.is_whitespace() {
            meant.push(if c == '\t' { c } else { ' ' });
        } else if !is_invisible(c) && !is_joiner(c) {
            let plain = plain_form(c).map_or_else(|| c.to_string(), str::to_owned);
            let last = plain.chars().next_back().unwrap_or(c);
            meant.push_str(plain.strip_suffix(last).unwrap_or_default());
            if marks.is_empty() { meant.push(last) } else { meant.push_str(&composed(last, &marks)) }
        }
        before = c;
        if !meant.is_empty() {
            cells.push(Cell { text: meant, run, at: from..to });
        }
    }
}

/// Signs of full width become those of a Latin text beside its letters and digits.
fn narrow(cells: &mut [Cell]) {
    for at in 0..cells.len() {
        let Some(sign) = narrow_sign(cells[at].first()) else { continue };
        let is_latin = |cell: Option<&Cell>| cell.is_some_and(|cell| cell.first().is_ascii_alphanumeric());
        if is_latin(at.checked_sub(1).and_then(|before| cells.get(before))) || is_latin(cells.get(at + 1)) {
            sign.clone_into(&mut cells[at].text);
        }
    }
}

/// Takes out pictures and their names. What stood on both sides of one is set apart.
fn leave_out_pictures(cells: &mut Vec<Cell>) {
    let words = words(cells);
    let texts: Vec<String> = words.iter().map(|word| text_of(cells.get(word.clone()).unwrap_or_default())).collect();
    let mut is_out = vec![false; cells.len()];
    for (at, word) in words.iter().enumerate() {
        let follows = || texts.get(at + 1).is_some_and(|next| named(next) != Named::Nothing);
        match named(&texts[at]) {
            Named::Picture => is_out[word.clone()].fill(true),
            Named::Family if follows() => is_out[word.clone()].fill(true),
            Named::Family | Named::Nothing => {}
        }
    }
    let is_short = words.len() <= LONGEST;
    let mut is_front = true;
    for (at, cell) in cells.iter().enumerate() {
        let c = cell.first();
        is_out[at] |= is_private(c) || is_label(c) && is_short || is_picture(c) && is_front;
        is_front &= is_out[at] || cell.is_blank();
    }
    if !is_out.contains(&true) {
        return;
    }
    let mut kept: Vec<Cell> = Vec::with_capacity(cells.len());
    // The place of what was left out since the last character that was kept, and whether blanks stood beside it.
    let mut gap: Option<(usize, Range<usize>, bool)> = None;
    let mut blanks: Vec<Cell> = Vec::new();
    for (cell, is_out) in std::mem::take(cells).into_iter().zip(is_out) {
        if is_out {
            let at = match gap.take() {
                Some((run, at, _)) if run == cell.run => at.start..cell.at.end,
                _ => cell.at,
            };
            gap = Some((cell.run, at, true));
        } else if cell.is_blank() {
            blanks.push(cell);
        } else {
            match gap.take() {
                Some(_) if kept.is_empty() => blanks.clear(),
                Some((run, at, _)) if !blanks.is_empty() => {
                    let before = text_of(kept.get(kept.len().saturating_sub(20)..).unwrap_or_default());
                    let is_joint =
                        !is_short || wrap::is_joint(&before, &cell.text) || wrap::is_separated(&before, &cell.text);
                    let text = if is_joint { " " } else { "\t" };
                    blanks.clear();
                    kept.push(Cell { text: text.to_owned(), run, at });
                }
                _ => kept.append(&mut blanks),
            }
            kept.push(cell);
        }
    }
    *cells = kept;
}

/// The stretches between blanks.
fn words(cells: &[Cell]) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut from = None;
    for (at, cell) in cells.iter().enumerate() {
        match (cell.is_blank(), from) {
            (true, Some(start)) => {
                words.push(start..at);
                from = None;
            }
            (false, None) => from = Some(at),
            _ => {}
        }
    }
    words.extend(from.map(|start| start..cells.len()));
    words
}

fn text_of(cells: &[Cell]) -> String {
    cells.iter().map(|cell| cell.text.as_str()).collect()
}

/// Makes words of spaced letters, where all of a line is set so. Wider blanks part the words.
fn join_letters(cells: &mut Vec<Cell>) {
    let parts: Vec<Range<usize>> = {
        let mut from = 0;
        let tabs =
            cells.iter().enumerate().filter(|(_, cell)| cell.text == "\t").map(|(at, _)| at).chain([cells.len()]);
        tabs.map(|tab| std::mem::replace(&mut from, tab + 1)..tab).collect()
    };
    let spaced: Vec<bool> =
        parts.iter().map(|part| is_letter_spaced(cells.get(part.clone()).unwrap_or_default())).collect();
    if spaced.contains(&false) {
        return;
    }
    let is_blank = |at: Option<usize>| at.and_then(|at| cells.get(at)).is_some_and(|cell| cell.text == " ");
    let is_wide = |at: usize| is_blank(at.checked_sub(1)) || is_blank(Some(at + 1));
    let letters = cells.iter().filter(|cell| !cell.is_blank()).count();
    let has_wide = parts.len() > 1 || (0..cells.len()).any(|at| is_blank(Some(at)) && is_wide(at));
    if !has_wide && letters > LONGEST_WORD {
        // Where its words end cannot be told.
        return;
    }
    // The first of several blanks stays.
    let is_out: Vec<bool> = (0..cells.len())
        .map(|at| is_blank(Some(at)) && (is_blank(at.checked_sub(1)) || !is_blank(Some(at + 1))))
        .collect();
    for cell in cells.iter_mut().filter(|cell| cell.text == "\t") {
        " ".clone_into(&mut cell.text);
    }
    let mut outs = is_out.into_iter();
    cells.retain(|_| !outs.next().unwrap_or_default());
}

/// Whether text is set with blanks between its letters: four and more, or three of a script that has a sign for a syllable
/// or word.
fn is_letter_spaced(cells: &[Cell]) -> bool {
    let words = words(cells);
    let letters = || words.iter().filter_map(|word| cells.get(word.start)).map(Cell::first);
    let is_ideograph = |c: char| matches!(c, '\u{3041}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}');
    let least = if letters().all(is_ideograph) { 3 } else { 4 };
    words.iter().all(|word| word.len() == 1)
        && letters().filter(|c| c.is_alphabetic()).count() >= least
        && letters().all(|c| c.is_alphabetic() || matches!(c, '&' | '-' | '.' | '\'' | '’' | '/'))
}

/// Drops blanks at the ends.
fn trim(cells: &mut Vec<Cell>) {
    let from = cells.iter().take_while(|cell| cell.is_blank()).count();
    cells.drain(..from);
    let behind = cells.iter().rev().take_while(|cell| cell.is_blank()).count();
    cells.truncate(cells.len() - behind);
}

/// The runs that are left of `runs`. What is as it was keeps its exact place.
fn runs_of(cells: &[Cell], runs: &[RawRun]) -> Vec<RawRun> {
    let mut made: Vec<RawRun> = Vec::new();
    // The run that the last of `made` goes on, and the byte of it up to which that is exact.
    let mut open: Option<(usize, usize)> = None;
    for cell in cells {
        let Some(run) = runs.get(cell.run) else { continue };
        let bytes = match &run.origin {
            Origin::Bytes(bytes) if bytes.len() == run.text.len() => Some(bytes.start),
            Origin::Bytes(_) | Origin::Paragraph(_) | Origin::Area { .. } => None,
        };
        let is_same = run.text.get(cell.at.clone()) == Some(cell.text.as_str());
        let goes_on = match (open, bytes) {
            (Some((number, _)), None) => number == cell.run,
            (Some((number, end)), Some(_)) => number == cell.run && end == cell.at.start && is_same,
            (None, _) => false,
        };
        if let Some(last) = made.last_mut().filter(|_| goes_on) {
            last.text.push_str(&cell.text);
            if let (Some(start), Origin::Bytes(origin)) = (bytes, &mut last.origin) {
                origin.end = start + cell.at.end as u32;
            }
        } else {
            let origin = match bytes {
                Some(start) => Origin::Bytes(start + cell.at.start as u32..start + cell.at.end as u32),
                None => run.origin.clone(),
            };
            made.push(RawRun { text: cell.text.clone(), origin, ..run.clone() });
        }
        open = (bytes.is_none() || is_same).then_some((cell.run, cell.at.end));
    }
    made
}
