//! Lists within a line: what separators set apart, brackets kept whole.

use super::{Part, head};
use crate::document::{BlockKind, Document, Row};
use crate::entity::date;
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
    if part.rows.iter().any(headed) || stacked() || has_dated_heads(part) {
        return entry::split(part.document, part.rows, part.section.kind);
    }
    if let Some(entries) = titled(part) {
        return entries;
    }
    let top = part.rows.iter().filter(|row| row.starts_item()).map(|row| row.indent).min();
    // Many names in one line, and no more than names.
    let is_run_on = |row: &&Row| row.text.matches('|').count() >= 3 && date::find(row.text).is_empty();
    let runs_on = part.rows.iter().any(|row| is_run_on(&row));
    let mut entries: Vec<Entry> = Vec::new();
    for row in part.rows.iter().filter(|row| !entry::is_label(row.text)) {
        let line = Line { span: row.span(), kind: row.kind, indent: row.indent, item: row.starts_item(), label: false };
        if runs_on && row.text.contains('|') && date::find(row.text).is_empty() {
            let names = split(part.document, row.span(), |c| c == '|').into_iter();
            entries.extend(names.map(|span| Entry { head: vec![Line { span, ..line }], ..Entry::default() }));
            continue;
        }
        let below = top.is_some_and(|top| row.indent > top || (row.indent == top && !row.first));
        let below = below || (top.is_some_and(|top| row.indent == top) && !row.starts_item());
        match entries.last_mut() {
            Some(last) if below => last.body.push(line),
            _ => entries.push(split_lead(part, line)),
        }
    }
    entries
}

/// Whether dated lines stand above list items that have no dates of their own.
fn has_dated_heads(part: &Part) -> bool {
    let rows = || part.rows.iter().filter(|row| !entry::is_label(row.text));
    let is_item = |row: &Row| matches!(row.kind, BlockKind::ListItem { .. });
    let is_dated = |row: &&Row| entry::is_dated(row.text);
    rows().next().is_some_and(|first| !is_item(first) && is_dated(&first))
        && rows().any(is_item)
        && !rows().filter(|row| is_item(row)).any(|row| is_dated(&row))
}

/// Longest line below a title that still says who and when, in words.
const LONGEST_DETAIL: usize = 10;

/// Entries of a title and lines below it: where the titles alone are bold, or where every second line has a date and
/// no other has.
fn titled(part: &Part) -> Option<Vec<Entry>> {
    let rows = || part.rows.iter().filter(|row| !entry::is_label(row.text));
    let is_bold = |row: &Row| row.is_all(part.document, |style| style.bold);
    let bold: Vec<bool> = rows().map(is_bold).collect();
    let alternate = |marks: &[bool]| marks.first() == Some(&true) && marks.last() == Some(&false);
    let is_undated = |row: &Row| date::find(row.text).is_empty();
    let undated: Vec<bool> = rows().map(is_undated).collect();
    let in_pairs = undated.len() >= 4 && undated.chunks(2).all(|pair| pair == [true, false]);
    let titles = match () {
        () if rows().any(Row::starts_item) => return None,
        () if alternate(&bold) && !bold.windows(2).any(|two| two == [true, true]) => bold,
        () if in_pairs => undated,
        () => return None,
    };
    let mut entries: Vec<Entry> = Vec::new();
    for (row, is_title) in rows().zip(titles) {
        let line = Line { span: row.span(), kind: row.kind, indent: row.indent, item: false, label: false };
        let is_detail = row.text.split_whitespace().count() <= LONGEST_DETAIL && !row.text.trim_end().ends_with('.');
        match entries.last_mut() {
            Some(last) if !is_title && is_detail && last.body.is_empty() => last.head.push(line),
            Some(last) if !is_title => last.body.push(line),
            _ => entries.push(Entry { head: vec![line], depth: line.indent, ..Entry::default() }),
        }
    }
    Some(entries)
}

/// A bold lead before prose is the head, the prose the body.
fn split_lead(part: &Part, line: Line) -> Entry {
    let lead = part.rows.iter().find(|row| row.span() == line.span).and_then(|row| entry::lead(part.document, row));
    match lead {
        // A date before the title is no title.
        Some((head, rest))
            if !head::is_only_dates(part.document, part.document.trim_matches(head, |c| matches!(c, ':' | ' '))) =>
        {
            Entry {
                head: vec![Line { span: head, ..line }],
                body: vec![Line { span: rest, item: false, ..line }],
                depth: line.indent,
                under: None,
            }
        }
        _ => Entry { head: vec![line], body: Vec::new(), depth: line.indent, under: None },
    }
}
