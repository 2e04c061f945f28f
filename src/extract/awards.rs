//! Awards and honours.

use super::certificates::Titled;
use super::{Part, list, text_at};
use crate::resume::{Award, Resume};

/// One award per entry of the list.
pub(super) fn extract(part: &Part, resume: &mut Resume) {
    let document = part.document;
    for entry in list::entries(part) {
        let Titled { title, by, dates, rest, .. } = Titled::of(document, &entry);
        if title.is_some() {
            let summary = rest.and_then(|span| text_at(document, span));
            resume.awards.push(Award { span: entry.span(), title, awarder: by, date: dates, summary });
        }
    }
}
