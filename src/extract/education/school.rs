//! The place behind the name of a school.

use super::super::position::cut;
use crate::document::Document;
use crate::entity::place;
use crate::locale::fold;
use crate::resume::Education;

/// "University of Leeds, Leeds": the place at the end goes to the location, unless it tells campuses apart.
pub(super) fn split_place(document: &Document, education: &mut Education) {
    let Some(institution) = &education.institution else { return };
    let text = institution.value.as_str();
    if let Some(inner) =
        text.find('(').and_then(|open| text.get(open + 1..)?.strip_suffix(')').map(|inner| (open, inner)))
        && education.location.is_none()
        && inner.1.split_whitespace().count() <= 3
        && !inner.1.contains(|c: char| c.is_ascii_digit())
        && inner.1.chars().filter(|c| c.is_lowercase()).count() > 2
    {
        let location = cut(document, institution, inner.0 + 1..text.len() - 1);
        let name = cut(document, institution, 0..inner.0);
        if name.is_some() {
            education.location = location;
            education.institution = name;
            return;
        }
    }
    let Some((until, at)) = place::split_tail(text) else { return };
    let head = text.get(..until).unwrap_or_default();
    let campus = head.split(" of ").nth(1).is_some_and(|of| place::score(of) >= 0.9 && !head.contains(','))
        && text.get(at.clone()).is_some_and(|tail| !tail.contains(','))
        && fold(head).starts_with("university of ");
    let same_city = text.get(at.clone()).is_some_and(|tail| head.ends_with(tail.trim()));
    if campus && !same_city {
        return;
    }
    let (name, location) = (cut(document, institution, 0..until), cut(document, institution, at));
    if name.is_some() && education.location.is_none() {
        education.location = location;
        education.institution = name;
    }
}
