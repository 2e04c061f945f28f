//! The school of an education: which part is it, and its place.

use super::super::head::Part;
use super::super::position::cut;
use crate::document::Document;
use crate::entity::{organization, place};
use crate::locale::{self, fold};
use crate::resume::Education;

/// Takes the part that is the school out of `open`.
pub(super) fn take_institution(document: &Document, open: &mut Vec<Part>, education: &mut Education) {
    if education.institution.is_some() {
        return;
    }
    let is_school = |part: &Part| organization::is_institution(part.as_str());
    // "Gymnasium" above "Evangelisches Gymnasium Oberdorf" is the kind of school.
    let named = |part: &Part| {
        part.as_str().split_whitespace().count() > 1 || open.iter().filter(|part| is_school(part)).count() < 2
    };
    let whole = |part: &Part| is_school(part) && !is_faculty(part.as_str()) && named(part);
    if let Some(at) = open.iter().position(whole).or_else(|| open.iter().position(is_school)) {
        let mut school = open.remove(at);
        // "Example University – School of Design": one name.
        if let Some(next) =
            open.get(at).filter(|next| next.dashed && next.line == school.line && is_faculty(next.as_str()))
        {
            school.text = document.value(school.text.span.to(next.text.span));
            open.remove(at);
        }
        // "Social Work, Example College": the field stands before the school.
        if let (Some(_), None, Some((left, right))) =
            (&education.study_type, &education.area, school.as_str().split_once(", "))
            && organization::is_institution(right)
            && !organization::is_institution(left)
            && left.split_whitespace().count() <= 5
            && let (Some(field), Some(name)) = (
                cut(document, &school.text, 0..left.len()),
                cut(document, &school.text, left.len() + 2..school.as_str().len()),
            )
        {
            education.area = Some(field);
            school.text = name;
        }
        education.institution = Some(school.text);
        split_place(document, education);
    }
}

/// A part of a university: its words say so, or how it begins.
fn is_faculty(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    let begins = folded.split_once(" of ").is_some_and(|(first, _)| locale::is("faculty.of", first));
    begins || words.any(|word| locale::is("faculty", word))
}

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

/// Takes the part that is the place out of `open`, or the place behind one.
pub(super) fn take_location(document: &Document, open: &mut Vec<Part>, education: &mut Education) {
    if education.location.is_some() {
        return;
    }
    let wanted = usize::from(education.institution.is_none());
    if open.len() > wanted
        && let Some(at) = open.iter().rposition(|part| place::is_place(part.as_str()))
    {
        education.location = Some(open.remove(at).text);
        return;
    }
    for part in open.iter_mut() {
        if let Some((until, at)) = place::split_tail(part.as_str())
            && let (Some(text), Some(place)) = (cut(document, &part.text, 0..until), cut(document, &part.text, at))
        {
            part.text = text;
            education.location = Some(place);
            return;
        }
    }
}
