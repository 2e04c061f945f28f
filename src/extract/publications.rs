//! Publications and talks.

use super::certificates::Titled;
use super::{Part, list, reference, text_at};
use crate::document::Row;
use crate::entry::{Entry, Line};
use crate::locale::{self, fold};
use crate::resume::{Publication, Resume};

/// One publication per entry of the list.
pub(super) fn extract(part: &Part, resume: &mut Resume) {
    let document = part.document;
    let heading = part.section.heading.as_ref().map(|heading| fold(&heading.value)).unwrap_or_default();
    let talk = heading.split(|c: char| !c.is_alphanumeric()).any(|word| locale::is("talk", word));
    for entry in references(part).unwrap_or_else(|| list::entries(part)) {
        let Titled { mut title, mut by, dates, link, rest } = Titled::of(document, &entry);
        let whole = entry.span();
        if let Some((name, publisher)) = reference::read(document.slice(whole)) {
            title = text_at(document, whole.sub(name));
            by = publisher.and_then(|range| text_at(document, whole.sub(range)));
        }
        if title.is_some() {
            let summary = rest.and_then(|span| text_at(document, span));
            let (span, url) = (entry.span(), link);
            resume.publications.push(Publication { span, name: title, publisher: by, date: dates, url, summary, talk });
        }
    }
}

/// The lines of a bibliography, where most lines are references: what else stands there ("Journals") sorts them.
fn references(part: &Part) -> Option<Vec<Entry>> {
    let is_reference = |row: &&Row| reference::read(row.text).is_some();
    let rows: Vec<&Row> = part.rows.iter().filter(is_reference).collect();
    let line = |row: &Row| Line {
        span: row.span(),
        kind: row.kind,
        indent: row.indent,
        item: row.starts_item(),
        label: false,
    };
    let entries = rows.iter().map(|row| Entry { head: vec![line(row)], ..Entry::default() });
    (rows.len() >= 2 && rows.len() * 2 >= part.rows.len()).then(|| entries.collect())
}
