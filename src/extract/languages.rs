//! Human languages.

use super::{Part, list, text_at};
use crate::document::{BlockKind, Document, Row};
use crate::entity::fluency;
use crate::resume::{Language, Resume, SkillGroup, Text};
use crate::span::Span;

/// One language per item; the level stands beside it, in the next cell, or in the definition.
pub(super) fn extract(part: &Part, resume: &mut Resume) {
    let document = part.document;
    let table = of_table(part, resume);
    let first = resume.languages.len();
    let mut term: Option<Span> = None;
    for (_, row) in part.rows.iter().enumerate().filter(|(at, _)| !table.contains(at)) {
        match row.kind {
            BlockKind::Term | BlockKind::Heading { .. } => {
                push_term(document, term.replace(row.span()), resume);
                continue;
            }
            BlockKind::Description | BlockKind::Paragraph => {
                if let Some(term) = term.take() {
                    let language = text_at(document, term);
                    let fluency = text_at(document, row.span());
                    resume.languages.push(Language { span: term.to(row.span()), language, fluency });
                    continue;
                }
            }
            _ => {}
        }
        // The level on a line of its own, below the language.
        if fluency::is_level(row.text)
            && let Some(last) = resume.languages.get_mut(first..).and_then(<[Language]>::last_mut)
            && last.fluency.is_none()
        {
            last.fluency = text_at(document, row.span());
            last.span = last.span.to(row.span());
            continue;
        }
        line(document, row.span(), resume);
    }
    push_term(document, term, resume);
}

/// The languages of a table as the Europass CV has it: mother tongues beside their label, then a row for each other
/// language with its levels in listening, reading and so on. Gives the rows that belong to it, those that name its
/// columns too.
pub(super) fn of_table(part: &Part, resume: &mut Resume) -> Vec<usize> {
    let document = part.document;
    let cells = |row: &Row| list::split(document, row.span(), |c| c == '\t');
    let mut taken: Vec<usize> = Vec::new();
    for (at, row) in part.rows.iter().enumerate().filter(|(_, row)| row.text.contains('\t')) {
        let cells = cells(row);
        let [first, rest @ ..] = cells.as_slice() else { continue };
        let label = document.slice(*first);
        let names = rest.first().map(|names| list::items(document, *names)).unwrap_or_default();
        let is_language = |span: &Span| fluency::is_language(document.slice(*span));
        if is_language(first) && rest.len() >= 2 && rest.iter().all(|level| fluency::is_level(document.slice(*level))) {
            let fluency = rest.first().and_then(|level| text_at(document, *level));
            resume.languages.push(Language { span: row.span(), language: text_at(document, *first), fluency });
            let names_columns = |above: &usize| {
                let row = part.rows.get(*above);
                row.is_some_and(|row| row.text.contains('\t') && !row.text.contains(|c: char| c.is_ascii_digit()))
            };
            let above =
                (at.saturating_sub(2)..at).rev().take_while(|above| !taken.contains(above) && names_columns(above));
            taken.extend(above.collect::<Vec<_>>());
            taken.push(at);
        } else if rest.len() == 1 && fluency::is_level(&label.replace("(s)", "")) && names.iter().all(is_language) {
            for name in names {
                let (language, fluency) = (text_at(document, name), text_at(document, *first));
                resume.languages.push(Language { span: row.span(), language, fluency });
            }
            taken.push(at);
        }
    }
    taken
}

fn push_term(document: &Document, term: Option<Span>, resume: &mut Resume) {
    if let Some(term) = term {
        line(document, term, resume);
    }
}

/// The languages of a group in the skills section.
pub(super) fn of_group(document: &Document, group: &SkillGroup, resume: &mut Resume) {
    for keyword in &group.keywords {
        line(document, keyword.span, resume);
    }
}

/// Whether most of `items` are human languages.
pub(super) fn are_languages(items: &[Text]) -> bool {
    let human = items.iter().filter(|item| fluency::split(&item.value).is_some()).count();
    human > 0 && human * 2 >= items.len()
}

fn line(document: &Document, span: Span, resume: &mut Resume) {
    let mut items: Vec<Span> = Vec::new();
    for item in list::split(document, span, |c| matches!(c, ';' | '|' | '•' | '·' | '\n')) {
        // "Latin: good (reading); basic (speaking)": more about the same language.
        let goes_on = |before: &&mut Span| {
            let between = before.to(item).sub(before.len()..item.start().saturating_sub(before.start()));
            document.slice(between).contains(';')
                && fluency::split(document.slice(**before)).is_some_and(|(_, level)| level.is_some())
                && fluency::is_level(document.slice(item).split('(').next().unwrap_or_default())
        };
        match items.last_mut().filter(goes_on) {
            Some(before) => *before = before.to(item),
            None => items.push(item),
        }
    }
    for item in items {
        // A comma separates languages, or a language from its level: the words tell.
        let parts = list::split(document, item, |c| c == ',');
        let languages = parts.iter().filter(|part| fluency::split(document.slice(**part)).is_some()).count();
        if languages >= 2 {
            let mut open: Option<Span> = None;
            for part in parts {
                if fluency::split(document.slice(part)).is_some() {
                    push(document, open.take(), resume);
                    open = Some(part);
                } else {
                    open = open.map(|open| open.to(part)).or(Some(part));
                }
            }
            push(document, open, resume);
        } else {
            push(document, Some(item), resume);
        }
    }
}

fn push(document: &Document, span: Option<Span>, resume: &mut Resume) {
    let Some(span) = span else { return };
    let text = document.slice(span);
    // "Deutsch Muttersprache Englisch fließend": the next language begins another.
    if let Some(at) = fluency::next_language(text) {
        push(document, Some(document.trim(span.sub(0..at))), resume);
        push(document, Some(document.trim(span.sub(at..text.len()))), resume);
        return;
    }
    let Some((language, level)) = fluency::split(text) else { return };
    let language = text_at(document, span.sub(language));
    let fluency = level.and_then(|level| text_at(document, span.sub(level)));
    resume.languages.push(Language { span, language, fluency });
}
