//! Lists within a line: what separators set apart, brackets kept whole.

use super::{Part, head};
use crate::document::{BlockKind, Document, Row};
use crate::entity::date;
use crate::entry::{self, Entry, Line};
use crate::signs::any_of;
use crate::span::Span;

/// The items of `span` between commas, semicolons, bars, bullets and tabs that stand in no bracket.
pub(super) fn items(document: &Document, span: Span) -> Vec<Span> {
    split(document, span, |c| {
        matches!(c, ',' | ';' | '|' | '•' | '·' | '\t' | '、' | '，' | '▪' | '●' | '∙' | '◦' | '‣' | '⁃' | '■')
    })
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
        return entry::split(part.document, part.rows, part.section.kind, part.lines);
    }
    if let Some(entries) = titled(part) {
        return entries;
    }
    let sorted = sorting_items(part);
    let outside = |row: &&Row| !sorted.contains(&row.span());
    let top = part.rows.iter().filter(|row| row.starts_item()).filter(outside).map(|row| row.indent).min();
    // Many names in one line, and no more than names.
    let is_run_on = |row: &&Row| row.text.matches('|').count() >= 3 && date::find(row.text).is_empty();
    let runs_on = part.rows.iter().any(|row| is_run_on(&row));
    let mut entries: Vec<Entry> = Vec::new();
    for row in part.rows.iter().filter(outside).filter(|row| !entry::is_label(row.text)) {
        let line = Line { span: row.span(), kind: row.kind, indent: row.indent, item: row.starts_item(), label: false };
        if runs_on && row.text.contains('|') && date::find(row.text).is_empty() {
            let names = split(part.document, row.span(), |c| c == '|').into_iter();
            entries.extend(names.map(|span| Entry { head: vec![Line { span, ..line }], ..Entry::default() }));
            continue;
        }
        if let Some(names) = dated_each(part.document, row) {
            let line = |span| Line { span, ..line };
            entries.extend(names.into_iter().map(|span| Entry { head: vec![line(span)], ..Entry::default() }));
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

/// "Wall Prize (2017) | River Medal (2015)": several things in one line, each with its date.
fn dated_each(document: &Document, row: &Row) -> Option<Vec<Span>> {
    if !row.text.contains('|') {
        return None;
    }
    let parts = split(document, row.span(), |c| c == '|');
    let dated = |part: &Span| {
        let text = document.slice(*part);
        date::find(text).first().is_some_and(|found| {
            text.get(..found.at.start).is_some_and(|before| before.chars().filter(|c| c.is_alphabetic()).count() >= 4)
        })
    };
    (parts.len() >= 2 && parts.iter().all(dated)).then_some(parts)
}

/// The list items that only sort others ("Data analysis:"): short and undated, in bold or with a colon, each with at
/// least one item below it, and most with more.
fn sorting_items(part: &Part) -> Vec<Span> {
    let items: Vec<&Row> = part.rows.iter().filter(|row| row.starts_item()).collect();
    let Some(top) = items.iter().map(|row| row.indent).min() else { return Vec::new() };
    let sorts = |row: &Row| {
        (row.text.trim_end().ends_with(':') || row.is_all(part.document, |style| style.bold))
            && row.text.split_whitespace().count() <= 6
            && date::find(row.text).is_empty()
    };
    let tops: Vec<usize> = (0..items.len()).filter(|&at| items[at].indent == top).collect();
    let ends = tops.iter().skip(1).copied().chain([items.len()]);
    let below: Vec<usize> = tops.iter().zip(ends).map(|(at, end)| end - at - 1).collect();
    let named_below = || items.iter().filter(|row| row.indent > top).any(|row| !row.text.trim_end().ends_with('.'));
    let sort = tops.len() >= 2
        && tops.iter().all(|&at| sorts(items[at]))
        && below.iter().all(|&count| count > 0)
        && below.iter().sum::<usize>() >= 2 * tops.len()
        && (named_below()
            || tops.iter().filter(|&&at| items[at].text.trim_end().ends_with(':')).count() * 2 >= tops.len());
    if sort { tops.into_iter().map(|at| items[at].span()).collect() } else { Vec::new() }
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

/// Entries of a title and lines below it: where the titles alone are bold, where every second line has a date and no
/// other has, or where every paragraph begins with a dated line and has no other. Sentences belong to what stands above
/// them and count for none of this.
fn titled(part: &Part) -> Option<Vec<Entry>> {
    let rows: Vec<&Row> = part.rows.iter().filter(|row| !entry::is_label(row.text)).collect();
    if rows.iter().any(|row| row.starts_item()) {
        return None;
    }
    let says = |row: &Row| {
        row.text.trim_end().ends_with('.')
            && row.text.split_whitespace().count() >= 4
            && date::find(row.text).is_empty()
    };
    let named: Vec<&Row> =
        rows.iter().enumerate().filter(|(at, row)| *at == 0 || !says(row)).map(|(_, row)| *row).collect();
    let alternate = |marks: &[bool]| marks.first() == Some(&true) && marks.last() == Some(&false);
    let bold: Vec<bool> = named.iter().map(|row| row.is_all(part.document, |style| style.bold)).collect();
    let dated: Vec<bool> = named.iter().map(|row| entry::is_dated(row.text)).collect();
    let undated: Vec<bool> = named.iter().map(|row| date::find(row.text).is_empty()).collect();
    let together = || named.len() == 2 && rows.len() > 2 && named.iter().all(|row| row.block == rows[0].block);
    let in_pairs = (undated.len() >= 4 || together()) && undated.chunks(2).all(|pair| pair == [true, false]);
    let titles = match () {
        () if alternate(&bold) && !bold.windows(2).any(|two| two == [true, true]) => bold,
        () if in_pairs => undated,
        () if begin_dated(&named, &dated) => dated,
        () => return None,
    };
    let mut titles = titles.into_iter();
    let mut entries: Vec<Entry> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let is_title = (at == 0 || !says(row)) && titles.next().unwrap_or_default();
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

/// Whether the dated lines open the entries: each paragraph begins with one, or each has as many lines below it. Where
/// no line has another below it there is nothing to tell.
fn begin_dated(rows: &[&Row], dated: &[bool]) -> bool {
    if dated.first() != Some(&true) || dated.iter().all(|dated| *dated) {
        return false;
    }
    let of_paragraphs = rows.iter().zip(dated).all(|(row, dated)| *dated || !row.first);
    let mut below = dated.split(|dated| *dated).skip(1).map(<[bool]>::len);
    let first = below.next().unwrap_or_default();
    let entries = dated.iter().filter(|dated| **dated).count();
    of_paragraphs && rows.iter().filter(|row| row.first).count() == entries
        || entries >= 2 && below.all(|len| len == first)
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
