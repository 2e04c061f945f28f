//! The head of a position -> title, company, place.

use super::super::form::{Field, Reading};
use super::super::head::{Head, balanced};
use super::super::text_at;
use crate::document::Document;
use crate::resume::Work;

/// What the head of a position says.
pub(super) fn fields(document: &Document, head: &Head, reading: &Reading) -> Work {
    let text = |field| reading.get(field).and_then(|span| text_at(document, balanced(document, span)));
    let url = head.parts.iter().find(|part| part.label == Some("label.url") || is_url(part.as_str()));
    Work {
        dates: head.dates.clone(),
        name: text(Field::Employer),
        position: text(Field::Title),
        location: text(Field::Place),
        summary: reading.asides.first().and_then(|span| text_at(document, *span)),
        url: url.map(|part| part.text.clone()),
        ..Work::default()
    }
}

fn is_url(text: &str) -> bool {
    let found = crate::entity::url::find(text);
    found.first().is_some_and(|found| found.at.len() + 4 >= text.len() && text.contains('.'))
        && (text.contains("://") || text.starts_with("www.") || text.contains('/'))
}
