//! Glyphs that are layout: bullets, and the stars that rate a skill.

use super::{RawLine, RawRun};
use crate::document::Origin;

/// Glyphs that mark a list item and mean nothing else at the start of a line.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '·'
            | '・'
            | '‣'
            | '⁃'
            | '∙'
            | '●'
            | '■'
            | '▪'
            | '▫'
            | '▸'
            | '▹'
            | '►'
            | '▶'
            | '◆'
            | '◇'
            | '❖'
            | '➢'
            | '➤'
            | '➔'
            | '✓'
            | '✔'
            | '✦'
            | '⁌'
            | '⦁'
            | '\u{F0B7}'
            | '\u{F0A7}'
            | '\u{F0D8}'
            | '\u{F0FC}'
            | '\u{F076}'
    ) || (is_hollow(c) && c != 'o')
}

/// Bullets of the second level.
pub(super) fn is_hollow(c: char) -> bool {
    matches!(c, 'o' | '◦' | '○' | '⚬' | '⦾' | '⚪')
}

/// The bullet with which a line starts, if text follows it.
pub(super) fn bullet(line: &RawLine) -> Option<char> {
    let first = line.runs.first()?;
    let mut chars = first.text.chars();
    let mark = chars.next().filter(|&c| is_bullet(c))?;
    match chars.next() {
        Some(next) => (!is_bullet(next)).then_some(mark),
        None => (line.runs.len() > 1).then_some(mark),
    }
}

/// The letter `o` where Word's second-level bullet was read as one.
pub(super) fn letter_bullet(line: &RawLine) -> Option<char> {
    let mut chars = line.runs.iter().flat_map(|run| run.text.chars());
    let is_marker = chars.next() == Some('o') && chars.next().is_some_and(char::is_whitespace);
    let next = chars.find(|c| !c.is_whitespace())?;
    (is_marker && (next.is_uppercase() || next.is_ascii_digit())).then_some('o')
}

/// Drops the first `bytes` bytes of a line, and the blanks after them.
pub(super) fn drop_front(line: &mut RawLine, bytes: usize) {
    let mut left = bytes;
    while let Some(run) = line.runs.first_mut() {
        let cut = if left > 0 { left.min(run.text.len()) } else { run.text.len() - run.text.trim_start().len() };
        left = left.saturating_sub(cut);
        if cut >= run.text.len() {
            line.runs.remove(0);
            continue;
        }
        cut_run(run, cut);
        if left == 0 && !run.text.starts_with(char::is_whitespace) {
            break;
        }
    }
}

fn cut_run(run: &mut RawRun, cut: usize) {
    if let Origin::Bytes(origin) = &mut run.origin
        && origin.len() == run.text.len()
    {
        origin.start += cut as u32;
    }
    run.text = run.text.get(cut..).unwrap_or_default().to_owned();
}

/// Stars and dots that rate a skill.
fn is_rating(c: char) -> bool {
    matches!(
        c,
        '★' | '☆'
            | '⭐'
            | '✩'
            | '✭'
            | '●'
            | '○'
            | '◉'
            | '◯'
            | '⬤'
            | '◐'
            | '■'
            | '□'
            | '▰'
            | '▱'
            | '⚫'
            | '⚪'
    )
}

/// Drops three or more rating glyphs in a row, blanks between them allowed.
pub(super) fn drop_ratings(line: &mut RawLine) {
    let glyphs = line.runs.iter().flat_map(|run| run.text.chars()).filter(|&c| is_rating(c)).count();
    if glyphs < 3 {
        return;
    }
    // Position of each glyph that stands in a row of three or more, counted in characters of the line.
    let chars: Vec<char> = line.runs.iter().flat_map(|run| run.text.chars()).collect();
    let mut drop = vec![false; chars.len()];
    let mut from = 0;
    while from < chars.len() {
        if !is_rating(chars[from]) {
            from += 1;
            continue;
        }
        let row = chars[from..].iter().take_while(|&&c| is_rating(c) || c.is_whitespace()).count();
        if chars[from..from + row].iter().filter(|&&c| is_rating(c)).count() >= 3 {
            drop[from..from + row].fill(true);
        }
        from += row;
    }
    let mut index = 0;
    let mut runs = Vec::with_capacity(line.runs.len());
    for run in std::mem::take(&mut line.runs) {
        let mut at = match &run.origin {
            Origin::Bytes(origin) if origin.len() == run.text.len() => Some(origin.start),
            Origin::Bytes(_) | Origin::Paragraph(_) | Origin::Area { .. } => None,
        };
        let mut kept = RawRun { text: String::new(), origin: run.origin.clone(), ..run.clone() };
        for c in run.text.chars() {
            if drop[index] {
                if !kept.text.is_empty() {
                    runs.push(std::mem::replace(&mut kept, RawRun { text: String::new(), ..run.clone() }));
                }
            } else {
                if let (true, Some(at)) = (kept.text.is_empty(), at) {
                    kept.origin = Origin::Bytes(at..at);
                }
                kept.text.push(c);
                if let (Some(at), Origin::Bytes(origin)) = (at, &mut kept.origin) {
                    origin.end = at + c.len_utf8() as u32;
                }
            }
            at = at.map(|at| at + c.len_utf8() as u32);
            index += 1;
        }
        if !kept.text.is_empty() {
            runs.push(kept);
        }
    }
    while let Some(last) = runs.last_mut() {
        let kept = last.text.trim_end().len();
        if let Origin::Bytes(origin) = &mut last.origin
            && origin.len() == last.text.len()
        {
            origin.end = origin.start + kept as u32;
        }
        last.text.truncate(kept);
        if kept > 0 {
            break;
        }
        runs.pop();
    }
    line.runs = runs;
}
