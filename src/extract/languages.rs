//! Human languages.

use super::{Part, list, text_at};
use crate::document::{BlockKind, Document};
use crate::entity::fluency;
use crate::resume::{Language, Resume, SkillGroup, Text};
use crate::span::Span;

/// One language per item; the level stands beside it, in the next cell, or in the definition.
pub(super) fn extract(part: &Part, resume: &mut Resume) {
    let document = part.document;
    let mut term: Option<Span> = None;
    for row in part.rows {
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
        line(document, row.span(), resume);
    }
    push_term(document, term, resume);
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
    let items = list::split(document, span, |c| matches!(c, ';' | '|' | '•' | '·' | '\n'));
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
    let Some((language, level)) = fluency::split(document.slice(span)) else { return };
    let language = text_at(document, span.sub(language));
    let fluency = level.and_then(|level| text_at(document, span.sub(level)));
    resume.languages.push(Language { span, language, fluency });
}
