//! Lists within a line: what separators set apart, brackets kept whole.

use super::{Part, head};
use crate::document::{BlockKind, Document, Row};
use crate::entry::{self, Entry, Line};
use crate::signs::any_of;
use crate::span::Span;

/// The items of `span` between commas, semicolons, bars, bullets and tabs that stand in no bracket.
pub(super) fn items(document: &Document, span: Span) -> Vec<Span> {
    split(document, span, |c| matches!(c, ',' | ';' | '|' | '•' | '·' | '\t' | '、' | '，' | '▪' | '●' | '∙'))
}

/// The stretches of `span` between separators that stand in no bracket, trimmed, none empty.
pub(super) fn split(document: &Document, span: Span, separates: impl Fn(char) -> bool) -> Vec<Span> {
    let text = document.slice(span);
    let mut items = Vec::new();
    let mut depth = 0_usize;
    let mut from = 0;
    // A bracket that nothing closes must not swallow the rest.
    let balanced = text.matches(any_of("([{")).count() == text.matches(any_of(")]}")).count();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' if balanced => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            c if depth == 0 && separates(c) && !is_decimal(text, at, c) => {
                items.push(span.sub(from..at));
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    items.push(span.sub(from..span.len()));
    items.iter().map(|item| document.trim(*item)).filter(|item| !item.is_empty()).collect()
}

/// A comma between two digits separates nothing.
fn is_decimal(text: &str, at: usize, c: char) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    c == ','
        && digit(text.get(..at).and_then(|t| t.chars().next_back()))
        && digit(text.get(at + 1..).and_then(|t| t.chars().next()))
}

/// The entries of a section that is a list: headed ones where there are headings, list items, or else lines.
pub(super) fn entries(part: &Part) -> Vec<Entry> {
    let headed = |row: &Row| row.heading_level().is_some() || row.kind == BlockKind::Term;
    // Title, publisher and date each on a line of its own.
    let stacked = || {
        let dates = part.rows.iter().filter(|row| head::is_only_dates(part.document, row.span())).count();
        dates > 0 && dates * 2 <= part.rows.len() && !part.rows.iter().any(Row::starts_item)
    };
    if part.rows.iter().any(headed) || stacked() {
        return entry::split(part.document, part.rows, part.section.kind);
    }
    let top = part.rows.iter().filter(|row| row.starts_item()).map(|row| row.indent).min();
    let mut entries: Vec<Entry> = Vec::new();
    for row in part.rows.iter().filter(|row| !entry::is_label(row.text)) {
        let line = Line { span: row.span(), kind: row.kind, indent: row.indent, item: row.starts_item(), label: false };
        let below = top.is_some_and(|top| row.indent > top || (row.indent == top && !row.first));
        let below = below || (top.is_some_and(|top| row.indent == top) && !row.starts_item());
        match entries.last_mut() {
            Some(last) if below => last.body.push(line),
            _ => entries.push(split_lead(part, line)),
        }
    }
    entries
}

/// A bold lead before prose is the head, the prose the body.
fn split_lead(part: &Part, line: Line) -> Entry {
    let lead = part.rows.iter().find(|row| row.span() == line.span).and_then(|row| entry::lead(part.document, row));
    match lead {
        Some((head, rest)) => Entry {
            head: vec![Line { span: head, ..line }],
            body: vec![Line { span: rest, item: false, ..line }],
            depth: line.indent,
            under: None,
        },
        None => Entry { head: vec![line], body: Vec::new(), depth: line.indent, under: None },
    }
}
