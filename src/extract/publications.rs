//! Publications and talks.

use super::certificates::Titled;
use super::{Part, list, reference, text_at};
use crate::locale::{self, fold};
use crate::resume::{Publication, Resume};

/// One publication per entry of the list.
pub(super) fn extract(part: &Part, resume: &mut Resume) {
    let document = part.document;
    let heading = part.section.heading.as_ref().map(|heading| fold(&heading.value)).unwrap_or_default();
    let talk = heading.split(|c: char| !c.is_alphanumeric()).any(|word| locale::is("talk", word));
    for entry in list::entries(part) {
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
