//! References.

use super::{Part, head, list, text_at};
use crate::document::{Document, Row};
use crate::entity::person;
use crate::entry::{Entry, Line};
use crate::locale::{self, fold};
use crate::resume::{Reference, Resume};
use crate::signs::{any_of, blank_or};
use crate::span::Span;

/// One reference per entry: who, and what they say.
pub(super) fn extract(part: &Part, resume: &mut Resume) {
    let document = part.document;
    if quotes(part, resume) {
        return;
    }
    for entry in named(part).unwrap_or_else(|| list::entries(part)) {
        let Some(first) = entry.head.first() else { continue };
        // "Available on request".
        let words = fold(document.slice(first.span));
        if words.split(|c: char| !c.is_alphanumeric()).any(|word| locale::is("on-request", word)) {
            continue;
        }
        let mut reference = Reference { span: entry.span(), ..Reference::default() };
        let text = document.slice(first.span);
        // `Name, university: "What they say."`
        let quote = text.find(any_of("\"“«„")).filter(|&at| at > 0);
        let head = quote.map_or(first.span, |at| first.span.sub(0..at));
        let said = quote.map(|at| first.span.sub(at..text.len()));
        let mut rest = None;
        if let Some(said) = said.filter(|_| document.slice(head).trim_end().ends_with(':')) {
            let name = document.trim_matches(head, blank_or(":,-–—"));
            reference.name = text_at(document, name);
            rest = Some(said);
        } else if let Some(part) = head::take_apart(document, &[Line { span: head, ..*first }]).parts.first() {
            let name = list::split(document, part.text.span, |c| matches!(c, ',' | ':')).into_iter().next();
            reference.name = name.and_then(|name| text_at(document, name));
            let end = reference.name.as_ref().map_or(0, |name| name.span.end().saturating_sub(first.span.start()));
            let behind = document.trim_matches(first.span.sub(end..text.len()), blank_or(",:;-–—|•·"));
            rest = Some(behind).filter(|span| document.slice(*span).contains(char::is_alphanumeric));
        }
        let body = entry.body.iter().map(|line| line.span).chain(entry.head.iter().skip(1).map(|line| line.span));
        // Who somebody is stands before what they say, and is no part of it.
        let prose = |span: Span| {
            let text = document.slice(span).trim_end();
            text.ends_with(any_of(".!?\"”“»")) && text.split_whitespace().count() >= 8
        };
        if said.is_none() && entry.body.iter().chain(entry.head.iter().skip(1)).any(|line| prose(line.span)) {
            rest = None;
        }
        let body = rest.into_iter().chain(body).reduce(Span::to);
        reference.reference = body.map(|span| unquoted(document, span)).and_then(|span| text_at(document, span));
        if reference.name.is_some() || reference.reference.is_some() {
            resume.references.push(reference);
        }
    }
}

/// `span` without quotation marks and dashes at its ends.
fn unquoted(document: &Document, span: Span) -> Span {
    document.trim_matches(span, blank_or("\"“”«»„–—-"))
}

/// What somebody says, and below it who: a dash or emphasis before the name, in every entry.
fn quotes(part: &Part, resume: &mut Resume) -> bool {
    let document = part.document;
    let rows: Vec<&Row> = part.rows.iter().collect();
    let signs = |row: &Row| {
        let text = row.text.trim_start();
        let dashed = text.starts_with(any_of("–—―")) || text.starts_with("- ");
        let short = text.split_whitespace().count() <= 12 && !text.trim_end().ends_with('.');
        let named = || person::score(text.split(any_of(",|(\t")).next().unwrap_or_default()) >= 0.6;
        short && !says(row) && (dashed || row.is_all(document, |style| style.bold || style.italic) || named())
    };
    let Some(last) = rows.last().filter(|_| rows.len() >= 2) else { return false };
    if !says(rows[0]) || !signs(last) {
        return false;
    }
    let mut said: Option<Span> = None;
    for row in rows {
        if let Some(words) = said.filter(|_| signs(row)) {
            let name = text_at(document, unquoted(document, row.span()));
            let reference = text_at(document, unquoted(document, words));
            resume.references.push(Reference { span: words.to(row.span()), name, reference });
            said = None;
        } else {
            said = Some(said.map_or(row.span(), |said| said.to(row.span())));
        }
    }
    true
}

/// Whether a line is something said: a sentence, or in quotation marks.
fn says(row: &Row) -> bool {
    let text = row.text.trim();
    let sentence = text.ends_with(any_of(".!?")) && text.split_whitespace().count() >= 6;
    sentence || text.starts_with(any_of("\"“«„")) && text.split_whitespace().count() >= 4
}

/// Entries that each begin with a line that names a person, where nothing else tells them apart.
fn named(part: &Part) -> Option<Vec<Entry>> {
    let rows = part.rows;
    if rows.len() < 3 || rows.iter().any(|row| row.heading_level().is_some() || row.starts_item()) {
        return None;
    }
    let begins = |row: &Row| {
        let name = row.text.split(any_of("\t|,–—-(")).next().unwrap_or_default();
        person::score(name) >= 0.6
    };
    let count = rows.iter().filter(|row| begins(row)).count();
    if !begins(&rows[0]) || count < 2 || count == rows.len() {
        return None;
    }
    let mut entries: Vec<Entry> = Vec::new();
    for row in rows {
        let line = Line { span: row.span(), kind: row.kind, indent: row.indent, item: false, label: false };
        match entries.last_mut() {
            Some(last) if !begins(row) => last.body.push(line),
            _ => entries.push(Entry { head: vec![line], ..Entry::default() }),
        }
    }
    Some(entries)
}
