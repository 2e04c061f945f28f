//! What of a document was understood, and what no field took.

use crate::document::Document;
use crate::line::FIELD_LABELS;
use crate::locale::{self, fold};
use crate::resume::Resume;
use crate::section::Section;
use crate::sort;
use crate::span::Span;

/// What of a document was understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coverage {
    /// The stretches of lines that no field, heading or label took, in reading order.
    pub unread: Vec<Span>,
    /// Share of the words that one took, 0 to 1.
    pub share: f32,
}

/// Measures what of `document` the headings of `sections` and the values of `resume` took; what is `known` is understood
/// besides.
pub fn measure(document: &Document, sections: &[Section], resume: &Resume, known: &[Span]) -> Coverage {
    let mut taken = resume.spans();
    taken.extend(known);
    taken.extend(sections.iter().filter_map(|section| section.heading.as_ref()).map(|heading| heading.span));
    sort::by_key(&mut taken, |span| *span);
    let mut unread = Vec::new();
    let (mut all, mut left) = (0_usize, 0_usize);
    let count = |span: Span| {
        let words = document.slice(span).split_whitespace();
        words.filter(|word| word.contains(char::is_alphanumeric)).count()
    };
    let mut next = 0;
    for row in document.rows() {
        all += count(row.span());
        let mut from = row.span().start();
        let end = row.span().end();
        while taken.get(next).is_some_and(|span| span.end() <= from) {
            next += 1;
        }
        let mut holes = Vec::new();
        for span in taken.iter().skip(next).take_while(|span| span.start() < end) {
            if span.start() > from {
                holes.push((from, span.start()));
            }
            from = from.max(span.end());
        }
        if from < end {
            holes.push((from, end));
        }
        for (from, to) in holes {
            let hole = document.trim_matches(document.span().sub(from..to), |c: char| !c.is_alphanumeric());
            let text = document.slice(hole);
            let behind = document.slice(row.span().sub(to - row.span().start()..row.span().len()));
            let mark = document.slice(row.span()).get(hole.end() - row.span().start()..).unwrap_or_default();
            let last = !behind.contains(char::is_alphanumeric);
            if text.chars().filter(|c| c.is_alphanumeric()).count() >= 2 && !is_label(text, mark, last) {
                left += count(hole);
                unread.push(hole);
            }
        }
    }
    let share = if all == 0 { 1.0 } else { 1.0 - left as f32 / all as f32 };
    Coverage { unread, share }
}

/// Whether `text` only says what kind of value stands beside it: a label that the languages know, one to three words before
/// a colon, a small word between two values. `behind` is what follows it in its line, `last` says that no value does.
fn is_label(text: &str, behind: &str, last: bool) -> bool {
    let words = text.split_whitespace().count();
    if words > LABEL {
        return false;
    }
    let folded = fold(text);
    let known = FIELD_LABELS.iter().chain(&OTHER_LABELS).any(|key| locale::is(key, &folded));
    let small = || !last && words == 1 && text.chars().count() <= 3 && text.chars().all(char::is_lowercase);
    known || (!last && behind.trim_start().starts_with(':')) || small()
}

/// Words of a label, at most.
const LABEL: usize = 3;

/// Groups of labels that are understood and name no field of an entry.
const OTHER_LABELS: [&str; 2] = ["label.body", "label.updated"];
