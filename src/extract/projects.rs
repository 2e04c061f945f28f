//! Projects.

use super::Part as SectionPart;
use super::head::{self, Part};
use super::list;
use super::position::cut;
use super::text_at;
use crate::document::{BlockKind, Document};
use crate::entity::{skill, url};
use crate::entry::{self, Entry, Line};
use crate::locale::{self, fold};
use crate::resume::{Project, Resume, Text};
use crate::section::SectionKind;
use crate::signs::{any_of, blank_or};
use crate::span::Span;

/// One project per entry of the section.
pub(super) fn extract(part: &SectionPart, resume: &mut Resume) {
    let document = part.document;
    for entry in entry::split(document, part.rows, SectionKind::Projects, part.lines) {
        let mut project = Project { span: entry.span(), ..Project::default() };
        let mut entry = entry;
        name_before_colon(document, &mut entry);
        let head = head::take_apart(document, &entry.head);
        project.dates = head.dates.or_else(|| entry.under.and_then(|under| head::dates_in(document, under)));
        take_head(document, &head.parts, &mut project);
        let rest = take_body(document, &entry, &mut project);
        let (prose, items) = super::position::prose_and_items(document, &rest);
        project.description = project.description.or_else(|| prose.and_then(|span| text_at(document, span)));
        project.highlights.extend(items);
        if project.name.is_none()
            && project.description.is_some()
            && project.highlights.is_empty()
            && !entry.body.is_empty()
        {
            split_at_colon(document, &mut project);
        }
        if project.name.is_some() || project.description.is_some() || !project.highlights.is_empty() {
            resume.projects.push(project);
        }
    }
}

/// "Prize winner: first place in …" in one line: a name, and what is said of it.
fn name_before_colon(document: &Document, entry: &mut Entry) {
    let [line] = entry.head.as_slice() else { return };
    let text = document.slice(line.span);
    if let Some((left, right)) = text.split_once(": ")
        && left.split_whitespace().count() <= 6
        && right.split_whitespace().count() >= 4
        && !right.contains("://")
        && head::label(document, line.span).0.is_none()
    {
        let line = *line;
        entry.head = vec![Line { span: line.span.sub(0..left.len()), ..line }];
        let rest = line.span.sub(left.len() + 1..text.len());
        entry.body.insert(0, Line { span: document.trim(rest), item: false, kind: BlockKind::Paragraph, ..line });
    }
}

fn take_head(document: &Document, parts: &[Part], project: &mut Project) {
    for part in parts {
        let text = part.as_str();
        let technologies = part.label == Some("label.technologies");
        if let Some(address) = address(document, part.text.span)
            && (part.label == Some("label.url")
                || url::find(text).first().is_some_and(|found| found.at.len() + 2 >= text.len()))
        {
            project.url = project.url.take().or(Some(address));
        } else if technologies || (project.name.is_some() && is_list_of_skills(document, part.text.span)) {
            project.keywords.extend(terms(document, part.text.span));
        } else if project.name.is_none() {
            if project.url.is_none() && part.slot.heading {
                project.url = document.link(part.text.span).map(|(target, span)| Text::new(target.to_owned(), span));
            }
            project.name = Some(part.text.clone());
        } else if part.line == 0
            && !part.slot.italic
            && project.dates.is_none()
            && !set_apart(document, project.name.as_ref(), part)
        {
            // "Graylog - Centralised logging": a dash within the name separates nothing.
            let joined = project.name.as_ref().map(|name| document.value(name.span.to(part.text.span)));
            project.name = joined.or_else(|| project.name.take());
        } else if part.line == 0 && joined_by_dash(document, project.name.as_ref(), part) {
            let joined = project.name.as_ref().map(|name| document.value(name.span.to(part.text.span)));
            project.name = joined.or_else(|| project.name.take());
        } else if project.description.is_none() {
            project.description = Some(part.text.clone());
        }
    }
    if project.name.as_ref().is_some_and(|name| name.value.split_whitespace().count() > 6) {
        split_name_at_colon(document, project);
    }
}

/// Whether `part` stands at the other end of the name's line: "Rain gauge   Summer research".
fn set_apart(document: &Document, name: Option<&Text>, part: &Part) -> bool {
    name.is_some_and(|name| {
        let until = part.text.span.start().saturating_sub(name.span.start());
        document.slice(name.span.to(part.text.span).sub(name.span.len().min(until)..until)).contains('\t')
    })
}

fn joined_by_dash(document: &Document, name: Option<&Text>, part: &Part) -> bool {
    name.is_some_and(|name| {
        let between = name.span.to(part.text.span).sub(name.span.len()..part.text.span.start() - name.span.start());
        let between = document.slice(between);
        between.trim().chars().all(|c| matches!(c, '-' | '–' | '—')) && !between.contains('\t')
    })
}

/// "Contributor: wrote packages" in one line.
fn split_name_at_colon(document: &Document, project: &mut Project) {
    let Some(name) = project.name.clone() else { return };
    if let Some((left, right)) = name.value.split_once(": ")
        && left.split_whitespace().count() <= 6
        && right.split_whitespace().count() >= 3
    {
        project.name = cut(document, &name, 0..left.len());
        project.description = cut(document, &name, left.len() + 1..name.value.len());
    }
}

fn split_at_colon(document: &Document, project: &mut Project) {
    let Some(text) = project.description.take() else { return };
    match text.value.split_once(": ") {
        Some((left, _)) if left.split_whitespace().count() <= 6 => {
            project.name = cut(document, &text, 0..left.len());
            project.description = cut(document, &text, left.len() + 1..text.value.len());
        }
        _ => project.description = Some(text),
    }
}

/// Takes links, technologies and keywords out of the body; what is left is prose and bullets.
fn take_body(document: &Document, entry: &Entry, project: &mut Project) -> Vec<Line> {
    let mut rest: Vec<Line> = Vec::new();
    let mut keywords = false;
    for line in &entry.body {
        let text = document.slice(line.span);
        let folded = fold(text.trim_end_matches(any_of(": ")));
        if line.label {
            keywords = locale::is("label.technologies", &folded);
            continue;
        }
        if keywords {
            project.keywords.extend(terms(document, line.span));
            continue;
        }
        let (label, value) = head::label(document, line.span);
        if label == Some("label.technologies") {
            project.keywords.extend(terms(document, value));
            continue;
        }
        if (label == Some("label.url") || is_only_link(document, line.span))
            && let Some(address) = address(document, line.span)
        {
            project.url = project.url.take().or(Some(address));
            continue;
        }
        let mut line = *line;
        if let Some((link, before)) = link_at_end(document, line.span) {
            project.url = project.url.take().or(Some(link));
            line.span = before;
        }
        rest.push(line);
    }
    // Tags: short paragraphs in a row after the prose.
    let tags =
        rest.iter().rev().take_while(|line| !line.item && document.slice(line.span).split_whitespace().count() <= 3);
    let tags = tags.count();
    if tags >= 3 {
        for line in rest.split_off(rest.len() - tags) {
            project.keywords.extend(text_at(document, line.span));
        }
    }
    rest
}

/// The items of a list of technologies.
pub(super) fn terms(document: &Document, span: Span) -> Vec<Text> {
    let mut terms = Vec::new();
    for item in list::items(document, span) {
        let text = document.slice(item);
        let item = match text.strip_prefix("and ") {
            Some(rest) => item.sub(text.len() - rest.len()..text.len()),
            None => item,
        };
        terms.extend(text_at(document, document.trim_matches(item, blank_or("."))));
    }
    terms
}

/// Whether most items of a short list are known skills.
fn is_list_of_skills(document: &Document, span: Span) -> bool {
    let items = terms(document, span);
    let known = items.iter().filter(|item| skill::lookup(&item.value).is_some()).count();
    !items.is_empty() && known * 2 >= items.len() && items.iter().all(|item| item.value.split_whitespace().count() <= 4)
}

/// The address that `span` shows or links to.
fn address(document: &Document, span: Span) -> Option<Text> {
    if let Some((target, at)) = document.link(span).filter(|(target, _)| target.starts_with("http")) {
        return Some(Text::new(target.to_owned(), at));
    }
    let found = url::find(document.slice(span)).into_iter().next()?;
    text_at(document, span.sub(found.at))
}

/// A line of a few words that is nothing but a link.
fn is_only_link(document: &Document, span: Span) -> bool {
    let text = document.slice(span);
    let words = text.split_whitespace().count();
    let linked: usize = document.runs_within(span).filter(|run| run.link.is_some()).map(|run| run.span.len()).sum();
    let shown = url::find(text).first().map_or(0, |found| found.at.len());
    // "Talk: https://…": a few words and a colon before the address.
    if let Some((label, rest)) = text.split_once(": ")
        && label.split_whitespace().count() <= 5
        && url::find(rest).first().is_some_and(|found| found.at.len() + 2 >= rest.trim().len())
    {
        return true;
    }
    words <= 6 && linked.max(shown) * 10 >= text.trim().len() * 8
}

/// A link of a few words after the last sentence ("Project Link"), and what stands before it.
fn link_at_end(document: &Document, span: Span) -> Option<(Text, Span)> {
    let last = document.runs_within(span).last()?;
    let target = last.link.clone().filter(|target| target.starts_with("http"))?;
    let label = document.slice(last.span);
    let before = document.trim(span.sub(0..last.span.start().saturating_sub(span.start())));
    let ended = document.slice(before).ends_with(any_of(".!?)(["));
    let named = fold(label).split(' ').any(|word| locale::is("link.label", word));
    (ended && named && label.split_whitespace().count() <= 4).then(|| (Text::new(target, last.span), before))
}
