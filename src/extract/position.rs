//! Positions, paid and unpaid: `work` and `volunteer`.

use super::Part as SectionPart;
use super::form;
use super::head::{self, Head};
use super::text_at;
use crate::document::{BlockKind, Document};
use crate::entity::date::{self, DateEnd, DateRange};
use crate::entity::job_title;
use crate::entry::{self, Line};
use crate::locale::{self, fold};
use crate::resume::{Dates, Project, Resume, Text, Volunteer, Work};
use crate::section::SectionKind;
use crate::signs::blank_or;
use crate::span::{Span, Spanned};

mod fields;
use fields::fields;

/// One position per entry of a section of work.
pub(super) fn work(part: &SectionPart, entries: &form::Entries, resume: &mut Resume) {
    let positions = positions(part, entries, &mut resume.projects);
    resume.work.extend(positions);
}

/// The same, unpaid.
pub(super) fn volunteer(part: &SectionPart, entries: &form::Entries, resume: &mut Resume) {
    for position in positions(part, entries, &mut resume.projects) {
        let Work { span, name, position, location, dates, description, summary, highlights, url } = position;
        resume.volunteer.push(Volunteer {
            span,
            organization: name,
            position,
            location,
            dates,
            summary: summary.or(description),
            highlights,
            url,
        });
    }
}

/// Headings within a position, each with what stands below it: what was done there.
fn nested_projects(document: &Document, lines: &[Line], projects: &mut Vec<Project>) {
    let is_heading = |line: &Line| matches!(line.kind, BlockKind::Heading { .. }) && !line.label;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_heading(line)) {
        let below = lines.get(at + 1..).unwrap_or_default();
        let below = below.get(..below.iter().take_while(|line| !is_heading(line)).count()).unwrap_or_default();
        let (prose, highlights) = prose_and_items(document, below);
        let span = below.iter().fold(line.span, |span, line| span.to(line.span));
        let description = prose.and_then(|span| text_at(document, span));
        projects.push(Project {
            span,
            name: text_at(document, line.span),
            description,
            highlights,
            ..Project::default()
        });
    }
}

/// The company that a sentence links to: "Worked as an intern for [Acme](https://acme.example)".
fn named_in_prose(document: &Document, line: Option<&Line>) -> Option<Text> {
    let line = line.filter(|line| !line.item)?;
    let mut before = "";
    for run in document.runs_within(line.span) {
        let text = document.slice(run.span);
        let named = run.link.is_some() && text.starts_with(char::is_uppercase) && text.split_whitespace().count() <= 4;
        let word = fold(before.split_whitespace().next_back().unwrap_or_default());
        if named && locale::is("employer.at", &word) {
            return text_at(document, run.span);
        }
        before = text;
    }
    None
}

/// Below a date that stands alone, the first item says who and where: "Mar 2021 - Present", "- Mason, Hill & Weir Ltd".
fn named_in_item(document: &Document, entry: &mut entry::Entry) {
    let dates_alone = !entry.head.is_empty() && entry.head.iter().all(|line| head::is_only_dates(document, line.span));
    let Some(first) = entry.body.first().filter(|line| dates_alone && line.item) else { return };
    let text = document.slice(first.span).trim_end();
    let titled = text.split(['|', ',', '–', '—', '\t']).any(|part| job_title::score(part.trim()) >= 0.6);
    if titled && !text.ends_with('.') && text.split_whitespace().count() <= 10 {
        entry.head.push(entry.body.remove(0));
    }
}

/// The entries of a section, and the head of each taken apart.
pub(super) fn apart(part: &SectionPart, kind: SectionKind) -> (Vec<entry::Entry>, Vec<Head>) {
    let document = part.document;
    let mut entries = entry::split(document, part.rows, kind, part.lines);
    let columns = head::Columns::of(part.rows);
    for entry in &mut entries {
        named_in_item(document, entry);
    }
    let apart = |entry: &entry::Entry| {
        let mut head = head::take_apart(document, &entry.head);
        columns.label(document, &entry.head, &mut head.parts);
        head
    };
    let heads = entries.iter().map(apart).collect();
    (entries, heads)
}

fn positions(part: &SectionPart, entries: &form::Entries, projects: &mut Vec<Project>) -> Vec<Work> {
    let document = part.document;
    let mut positions: Vec<(Work, u8)> = Vec::new();
    for (entry, head, reading) in entries.iter() {
        let mut work = fields(document, head, reading);
        work.span = entry.span();
        let own =
            entry.body.iter().take_while(|line| line.label || !matches!(line.kind, BlockKind::Heading { .. })).count();
        body(document, entry.body.get(..own).unwrap_or_default(), &mut work);
        if work.name.is_none() && work.position.is_some() {
            work.name = named_in_prose(document, entry.body.first());
        }
        nested_projects(document, entry.body.get(own..).unwrap_or_default(), projects);
        let stays =
            if work.name.is_some() && work.position.is_some() { stays(document, &entry.head) } else { Vec::new() };
        let again = stays.into_iter().skip(1).map(|dates| Work {
            dates: Some(dates),
            summary: None,
            highlights: Vec::new(),
            ..work.clone()
        });
        let again: Vec<Work> = again.collect();
        positions.push((work, entry.depth));
        positions.extend(again.into_iter().map(|work| (work, entry.depth)));
    }
    joined(positions)
}

/// "July 2013, November 2013": the months of a position that was held again, if commas and nothing else part them.
fn stays(document: &Document, head: &[Line]) -> Vec<Dates> {
    let is_month = |found: &date::DateMatch| matches!(found.range, DateRange::Single(when) if matches!(when.precision, date::Precision::Month { .. }));
    for line in head {
        let text = document.slice(line.span);
        let found = date::find(text);
        let between = |pair: &[date::DateMatch]| text.get(pair[0].at.end..pair[1].at.start).map(str::trim);
        let listed = found.windows(2).all(|pair| matches!(between(pair), Some("," | ";" | "&")));
        if found.len() > 1 && listed && found.iter().all(is_month) {
            return found.into_iter().map(|found| Dates::new(&found, line.span.sub(found.at.clone()))).collect();
        }
    }
    Vec::new()
}

/// The part of `text` at `range`, where `text` stands in the document as it is; the whole where blanks were collapsed.
pub(super) fn cut(document: &Document, text: &Text, range: std::ops::Range<usize>) -> Option<Text> {
    let stray = blank_or(",:;|-–—·");
    if document.slice(text.span) == text.value {
        let span = document.trim_matches(text.span.sub(range), stray);
        return text_at(document, head::balanced(document, span));
    }
    let value = text.value.get(range)?.trim_matches(stray).to_owned();
    (!value.is_empty()).then(|| Spanned::new(value, text.span))
}

/// Prose before the first bullet is the summary; each bullet is a highlight.
fn body(document: &Document, lines: &[Line], work: &mut Work) {
    let (prose, items) = prose_and_items(document, lines);
    work.summary = prose.and_then(|span| text_at(document, span)).or_else(|| work.summary.take());
    work.highlights = items;
}

/// The prose of a body as one span, and each of its list items as a text, continuation paragraphs included.
pub(super) fn prose_and_items(document: &Document, lines: &[Line]) -> (Option<Span>, Vec<Text>) {
    let mut prose: Option<Span> = None;
    let mut items: Vec<Text> = Vec::new();
    let mut item: Option<Span> = None;
    for line in lines.iter().filter(|line| !line.label) {
        let listed = matches!(line.kind, BlockKind::ListItem { .. });
        if line.item {
            items.extend(item.take().and_then(|span| text_at(document, span)));
            item = Some(line.span);
        } else if listed && item.is_some() {
            item = item.map(|span| span.to(line.span));
        } else if items.is_empty() && item.is_none() {
            prose = Some(prose.map_or(line.span, |span| span.to(line.span)));
        } else {
            items.extend(item.take().and_then(|span| text_at(document, span)));
            items.extend(text_at(document, line.span));
        }
    }
    items.extend(item.and_then(|span| text_at(document, span)));
    (prose, items)
}

/// Whether the time of a position is a part of the whole time at an employer.
fn lies_within(position: &Work, employer: &Work) -> bool {
    let (Some(inner), Some(outer)) = (&position.dates, &employer.dates) else { return false };
    let (DateRange::Range(from, to), DateRange::Range(begin, end)) = (inner.value, outer.value) else { return false };
    from.year >= begin.year
        && match (to, end) {
            (_, DateEnd::Present) => true,
            (DateEnd::Date(to), DateEnd::Date(end)) => to.year <= end.year,
            (DateEnd::Present, DateEnd::Date(_)) => false,
        }
}

/// The deepest level of a heading. Entries under headings of one level are alike: none is a part of the other.
const MOST_LEVEL: u8 = 6;

/// A company whose positions stand below it, each with its dates, is no position itself; positions that name no
/// company have that of the entry before them.
fn joined(positions: Vec<(Work, u8)>) -> Vec<Work> {
    let mut out: Vec<(Work, u8)> = Vec::new();
    let mut positions = positions.into_iter().peekable();
    let mut employer: Option<(Work, u8)> = None;
    while let Some((mut work, depth)) = positions.next() {
        let is_parent = work.name.is_some()
            && work.position.is_none()
            && work.highlights.is_empty()
            && positions.peek().is_some_and(|(next, below)| {
                next.name.is_none()
                    && next.dates.is_some()
                    && (*below > depth || *below == depth && lies_within(next, &work))
            });
        if is_parent {
            work.description = work.summary.take();
            employer = Some((work, depth));
            continue;
        }
        if work.name.is_none() && work.position.is_some() {
            if let Some((parent, above)) = &mut employer
                && (depth > *above || depth == *above && lies_within(&work, parent))
            {
                work.name.clone_from(&parent.name);
                work.location = work.location.or_else(|| parent.location.clone());
                work.url = work.url.or_else(|| parent.url.clone());
                work.description = parent.description.take();
                if work.dates.is_none() {
                    work.dates.clone_from(&parent.dates);
                }
            } else if let Some((before, above)) = out.last()
                && before.position.is_some()
                && work.dates.is_some()
                && (depth > *above || depth == *above && depth > MOST_LEVEL)
            {
                work.name.clone_from(&before.name);
                work.location = work.location.or_else(|| before.location.clone());
            }
        }
        if employer.as_ref().is_some_and(|(parent, above)| {
            depth < *above || depth == *above && !(work.name == parent.name && lies_within(&work, parent))
        }) {
            employer = None;
        }
        out.push((work, depth));
    }
    out.into_iter()
        .map(|(work, _)| work)
        .filter(|work| {
            work.name.is_some() || work.position.is_some() || work.summary.is_some() || !work.highlights.is_empty()
        })
        .collect()
}
