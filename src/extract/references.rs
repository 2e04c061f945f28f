//! References.

use super::{Part, head, list, text_at};
use crate::locale::fold;
use crate::resume::{Reference, Resume};
use crate::signs::{any_of, blank_or};

/// One reference per entry: who, and what they say.
pub(super) fn extract(part: &Part, resume: &mut Resume) {
    let document = part.document;
    for entry in list::entries(part) {
        let Some(first) = entry.head.first() else { continue };
        if fold(document.slice(first.span)).contains("request") {
            continue;
        }
        let mut reference = Reference { span: entry.span(), ..Reference::default() };
        let text = document.slice(first.span);
        // `Name, position: "What they say."`
        let quote = text.find(any_of("\"“«„")).filter(|&at| at > 0);
        let head = quote.map_or(first.span, |at| first.span.sub(0..at));
        let said = quote.map(|at| first.span.sub(at..text.len()));
        let parts = head::take_apart(document, &[crate::entry::Line { span: head, ..*first }]).parts;
        if let Some(part) = parts.first() {
            let name = list::split(document, part.text.span, |c| matches!(c, ',' | ':')).into_iter().next();
            reference.name = name.and_then(|name| text_at(document, name));
        }
        let body = entry.body.iter().map(|line| line.span).chain(entry.head.iter().skip(1).map(|line| line.span));
        let body = said.into_iter().chain(body).reduce(crate::span::Span::to);
        reference.reference =
            body.map(|span| document.trim_matches(span, blank_or("\"“”«»„"))).and_then(|span| text_at(document, span));
        if reference.name.is_some() || reference.reference.is_some() {
            resume.references.push(reference);
        }
    }
}
