//! Lines that wrap in a narrow column, where three or four words fill a line and its length tells nothing.

use super::blocks::Before;
use super::lines::{Line, Start};
use crate::reader::wrap;

/// The widest of the narrow columns, as a multiple of the size of its text: some thirty letters.
const NARROW: f32 = 17.0;

/// Lines above and below in which others that are full are looked for.
const AROUND: usize = 12;

/// Whether a full line goes on in the next one, which begins where it does: after a comma, and with a word in lower case, a
/// remark in brackets, the rest of a compound or a last word that stands close, nothing new begins. `same` if both look alike.
pub(super) fn goes_on(before: &Before<'_, '_>, line: &Line<'_>, same: bool) -> bool {
    let (last, width) = (before.line.last(), before.line.column.1 - before.line.column.0);
    if width >= NARROW * last.size || last.words.len() < 2 {
        return false;
    }
    let (text, next) = (last.text(), line.first().text());
    let begins_open = wrap::starts_lower(&next) || next.starts_with('(') || (same && ends_compound(&text));
    let is_open = begins_open && !wrap::ends_sentence(&text) && !wrap::starts_with_date(&next);
    is_open || (same && (text.ends_with(',') || (before.has_tail && last.words.len() > 2)))
}

/// Whether a line ends with the first half of a compound or of a word: `Critical-`.
fn ends_compound(text: &str) -> bool {
    text.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphabetic))
}

/// Whether a line is one word that stands closer to the line before it than the next line does to it, where the line before is
/// about as long as another one around it: the last word of something that did not fit.
pub(super) fn is_tail(lines: &[Line<'_>], at: usize) -> bool {
    let Some([before, tail, next]) = at.checked_sub(1).and_then(|from| lines.get(from..from + 3)) else { return false };
    let (word, size) = (tail.first(), tail.first().size);
    let above = word.baseline - before.first().baseline;
    let below = next.first().baseline - word.baseline;
    let is_plain = |line: &Line<'_>| line.cells.len() == 1 && line.first().bullet.is_none();
    let around = lines.iter().enumerate().skip(at.saturating_sub(AROUND)).take(2 * AROUND);
    is_plain(before)
        && is_plain(tail)
        && word.words.len() == 1
        && word.words[0].word.text.chars().all(char::is_alphabetic)
        && next.start == Start::Below
        && below > above + 0.1 * size
        && below < 2.0 * size
        && around
            .filter(|(other, line)| other + 1 != at && line.column == before.column)
            .any(|(_, line)| line.last().right > before.last().right - 1.5 * size)
}
