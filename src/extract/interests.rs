//! Interests.

use super::{Part, list, text_at};
use crate::resume::Resume;
use crate::signs::blank_or;

/// Each item of each line.
pub(super) fn extract(part: &Part, resume: &mut Resume) {
    let document = part.document;
    for row in part.rows {
        let prose = row.text.split_whitespace().count() > 12 && row.text.trim_end().ends_with('.');
        let items = if prose { vec![row.span()] } else { list::items(document, row.span()) };
        for item in items {
            let item = document.trim_matches(item, blank_or(".:-–"));
            resume.interests.extend(text_at(document, item));
        }
    }
}
