//! What a line is by itself: dated, a label, short enough for a head.

use crate::document::{Document, Row};
use crate::entity::{date, degree, organization, place};
use crate::line::FIELD_LABELS;
use crate::locale::{self, fold};
use crate::signs::{any_of, blank_or};
use crate::span::Span;

/// Words of a line that can be in a head, at most.
pub(super) const HEAD_WORDS: usize = 14;

/// The field that the name of a column is about: "Company / project" is about the company.
pub(crate) fn named_field(cell: &str) -> Option<&'static str> {
    let first = cell.split('/').next().unwrap_or_default();
    let word = fold(first);
    FIELD_LABELS.into_iter().find(|key| locale::is(key, word.trim()))
}

/// The bold start of a line before plain text, or the words before a colon: head and rest.
pub(crate) fn lead(document: &Document, row: &Row) -> Option<(Span, Span)> {
    let bold = row.runs().take_while(|run| run.style.bold || document.slice(run.span).trim().is_empty());
    let head = bold.map(|run| run.span).reduce(Span::to)?;
    let rest =
        Span::sub(row.span(), head.end().saturating_sub(row.span().start()).min(row.span().len())..row.span().len());
    let words = |span: Span| document.slice(span).split_whitespace().count();
    let plain = document.slice(rest);
    let bold = document.slice(head).trim_end();
    let closed = bold.ends_with(any_of(":.")) || plain.trim_start().starts_with(any_of(":–—"));
    // "**Engineer** – Acme Widgets, Fort Hill, OH": behind a dash may be the rest of the head.
    let dashed = !bold.ends_with(any_of(":.")) && plain.trim_start().starts_with(any_of("–—"));
    let told = !dashed || words(rest) > HEAD_WORDS || plain.trim_end().ends_with('.') || is_running(plain);
    let prose = words(rest) >= 6 && told && date::find(plain).is_empty();
    (words(head) > 0 && words(head) <= 20 && prose && (closed || words(rest) >= 12))
        .then(|| (document.trim(head), document.trim_matches(rest, blank_or(":–—"))))
}

/// Whether a line says when: it has a date, and is not a sentence that mentions one.
pub fn is_dated(text: &str) -> bool {
    use date::DateRange;
    let found = date::find(text);
    let Some(first) = found.first() else { return false };
    let words = text.split_whitespace().count();
    // "(reference of 10.02.2026 at hand)"
    if text.trim().starts_with('(') && text.trim().ends_with(')') && first.at.len() * 2 < text.trim().len() {
        return false;
    }
    // What has a cell of its own is no part of a sentence.
    let apart = text.contains('\t')
        && text.get(first.at.start..).is_some_and(|rest| {
            let cell = rest.split('\t').next().unwrap_or(rest).trim_end();
            cell.len() <= first.at.len()
                && text.get(..first.at.start).is_none_or(|left| left.trim().is_empty() || left.ends_with('\t'))
        });
    let sentence = !apart && text.trim_end().ends_with('.') && words > 8 && !ends_in_abbreviation(text);
    let left: usize = words.saturating_sub(text.get(first.at.clone()).map_or(0, |at| at.split_whitespace().count()));
    match first.range {
        DateRange::Range(..) => left <= 24 && (!sentence || left <= 8),
        DateRange::Single(when) => {
            let exact = !matches!(when.precision, date::Precision::Year);
            let edge = text
                .get(first.at.end..)
                .is_some_and(|rest| rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty())
                || text
                    .get(..first.at.start)
                    .is_some_and(|rest| rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty())
                || text.contains(any_of("\t|"));
            !sentence && left <= if exact { 16 } else { 12 } && (edge || exact || left <= 4)
        }
    }
}

/// Whether the first date of `text` is no range.
pub(super) fn is_single(text: &str) -> bool {
    date::find(text).first().is_some_and(|found| matches!(found.range, date::DateRange::Single(_)))
}

/// Running text rather than a name, title or place: most of its words are in lower case.
pub(super) fn is_running(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    // Small words stand in names and titles, too: "Institut des Arts et Métiers".
    let is_small = |word: &&&str| word.starts_with(char::is_lowercase) && word.chars().count() <= 3;
    let small = words.iter().filter(is_small).count();
    let lower = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count() - small;
    // "B.S. in Business Administration" has one full stop behind a letter, and says nothing.
    let ends_sentence =
        |word: &&str| word.strip_suffix('.').is_some_and(|stem| stem.chars().count() > 3 && !stem.contains('.'));
    let ends = || words.iter().rev().skip(1).any(ends_sentence);
    words.len() >= 5 && (lower * 2 >= words.len() - small || ends())
}

/// A line of an education that says more about what stands above it: a thesis, who supervised it.
pub(super) fn is_remark(text: &str) -> bool {
    let pieces = text.split(any_of("\t:–—|")).filter(|piece| piece.contains(char::is_alphabetic));
    pieces.take(1).any(|piece| {
        let mut words = piece.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        piece.split_whitespace().count() <= 4
            && piece.len() < text.len()
            && words.any(|word| locale::is("education.remark", &fold(word)))
    })
}

/// A line that only says what kind of thing follows, or when the CV was written.
pub(crate) fn is_label(text: &str) -> bool {
    let folded = fold(text.trim_end_matches(any_of(": .")));
    if text.split_once(':').is_some_and(|(before, _)| locale::is("label.updated", &fold(before))) {
        return true;
    }
    if folded.len() <= 80 && locale::terms("label.request").iter().any(|end| folded.ends_with(end)) {
        return true;
    }
    locale::is_label_of_list(&folded, text.ends_with(':'))
}

fn ends_in_abbreviation(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let stem = last.trim_end_matches('.');
    last.ends_with('.')
        && (stem.contains('.') || stem.chars().count() <= 4)
        && (degree::level(last).is_some() || organization::score(last) >= 0.5 || stem.len() <= 3)
}

/// Whether a line is short enough for a head, and no sentence.
pub(super) fn is_short(row: &Row) -> bool {
    let text = row.text.trim_end();
    let ends = text.ends_with(any_of(".!?;")) && !ends_in_abbreviation(text);
    !ends && text.split_whitespace().count() <= HEAD_WORDS && text.chars().count() <= 110
}

/// A list item that is nothing but a date, or a place in a list that has such a date.
pub(super) fn is_place_or_date(rows: &[Row], at: usize) -> bool {
    let only_date = |row: &Row| {
        let found = date::find(row.text);
        found.first().is_some_and(|found| found.at.len() + 4 >= row.text.trim().len())
    };
    let list = rows[at..].iter().take(4).take_while(|row| row.starts_item());
    only_date(&rows[at])
        || (place::is_place(rows[at].text) && list.skip(1).any(&only_date)
            || place::is_place(rows[at].text) && at > 0 && only_date(&rows[at - 1]))
}
