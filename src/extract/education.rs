//! Degrees and schools: `education`.

use super::Part as SectionPart;
use super::head::{self, Head, Part};
use super::list;
use super::position::{cut, without_at};
use super::text_at;
use crate::document::Document;
use crate::entity::{degree, organization, place, score};
use crate::entry::{self, Entry, FIELD_LABELS};
use crate::locale::{self, fold};
use crate::resume::{Certificate, Education, Resume, Text};
use crate::section::SectionKind;
use crate::signs::{any_of, blank_or};
use crate::span::Span;
use crate::word_map::is_one_of;

/// One education per entry of the section.
pub(super) fn extract(part: &SectionPart, resume: &mut Resume) {
    let document = part.document;
    let columns = head::Columns::of(part.rows);
    // The entry before, of this section.
    let mut before: Option<usize> = None;
    for entry in entry::split(document, part.rows, SectionKind::Education) {
        let mut head = head::take_apart(document, &entry.head);
        columns.label(document, &entry.head, &mut head.parts);
        let mut education = fields(document, &head);
        education.span = entry.span();
        body(document, &entry, &mut education);
        if is_certificate(&education) {
            let name = education.institution.or(education.area);
            let issuer = education.study_type.or(education.highlights.into_iter().next()).or(education.location);
            resume.certificates.push(Certificate {
                span: education.span,
                name,
                issuer,
                date: education.dates,
                url: None,
            });
            continue;
        }
        if education.institution.is_none()
            && let Some(before) = before.filter(|_| education.study_type.is_some() && education.dates.is_some())
            && let Some(above) = resume.education.get(before).filter(|above| is_above(above))
        {
            education.institution.clone_from(&above.institution);
            education.location = education.location.take().or_else(|| above.location.clone());
        }
        if education.institution.is_some() || education.study_type.is_some() || education.area.is_some() {
            before = Some(resume.education.len());
            resume.education.push(education);
        }
    }
}

/// Whether a school stands before its degree, so that a degree without one below is another of that school.
fn is_above(education: &Education) -> bool {
    let (Some(institution), Some(degree)) = (&education.institution, &education.study_type) else { return false };
    institution.span.start() < degree.span.start()
}

fn fields(document: &Document, head: &Head) -> Education {
    let mut education = Education { dates: head.dates.clone(), ..Education::default() };
    let mut open: Vec<Part> = Vec::new();
    let mut parts = head.parts.iter().peekable();
    while let Some(part) = parts.next() {
        let mut part = part.clone();
        // "Branch - Computer Engineering": the label stands before a dash.
        let bare = bare_label(part.as_str());
        if let (None, Some(label), Some(next)) = (part.label, bare, parts.peek())
            && next.line == part.line
        {
            part = (*next).clone();
            part.label = Some(label);
            parts.next();
        }
        match part.label {
            // "School", and then "Board": where it was, and who examined.
            Some("label.organization") if education.institution.is_some() => {}
            Some("label.organization") => education.institution = Some(part.text.clone()),
            // "Pursuing": the date has been taken.
            Some("label.dates") => {}
            // The place of a degree may be the school.
            Some("label.location") if organization::is_institution(part.as_str()) => open.push(part),
            Some("label.location") => education.location = Some(part.text.clone()),
            Some("label.degree") if education.study_type.is_none() && degree::level(part.as_str()).is_none() => {
                education.study_type = Some(part.text.clone());
            }
            Some("label.area") => education.area = Some(part.text.clone()),
            Some("label.score") => education.score = education.score.or(Some(part.text.clone())),
            Some("label.courses") => courses_of(document, part.text.span, &mut education),
            _ => open.push(part),
        }
    }
    let mut parts = Vec::with_capacity(open.len());
    for mut part in open {
        let behind = take_score(document, &mut part, &mut education);
        let behind = behind.map(|text| Part { text, ..part.clone() });
        parts.push(part);
        parts.extend(behind);
    }
    let mut open = parts;
    open.retain(|part| !part.text.value.is_empty());
    for part in &mut open {
        if let Some(rest) = without_at(part.as_str())
            && let Some(text) = cut(document, &part.text, part.as_str().len() - rest.len()..part.as_str().len())
        {
            part.text = text;
        }
        take_stay(document, part, &mut education);
        take_degree(document, part, &mut education);
    }
    open.retain(|part| !part.text.value.is_empty());
    take_institution(document, &mut open, &mut education);
    take_location(document, &mut open, &mut education);
    if education.institution.is_none() && !open.is_empty() {
        education.institution = Some(open.remove(0).text);
        split_place(document, &mut education);
    }
    // "CBSE - XII": the class belongs to the certificate.
    if let Some(at) = open.iter().position(|part| part.dashed && is_class(part.as_str()))
        && let Some(degree) = &education.study_type
        && degree.span.end() <= open[at].text.span.start()
    {
        education.study_type = Some(document.value(degree.span.to(open.remove(at).text.span)));
    }
    if education.area.is_none() && education.study_type.is_some() {
        let short = |part: &Part| {
            let text = part.as_str();
            text.split_whitespace().count() <= 8 && !text.ends_with('.') && !text.contains(": ")
        };
        let after = open.iter().position(|part| short(part) || open_field(part.as_str()));
        if let Some(at) = after {
            education.area = Some(open.remove(at).text);
        }
    } else if education.study_type.is_none()
        && let Some(at) = open.iter().position(|part| part.as_str().split_whitespace().count() <= 8)
    {
        let name = open.remove(at).text;
        let (degree, area) = split_course(document, &name);
        education.area = education.area.take().or(area);
        education.study_type = Some(degree.unwrap_or(name));
    }
    education.highlights = open.into_iter().map(|part| part.text).collect();
    education
}

/// "Leadership Course in Logistics", "Leadership Course, Logistics": what it is, and what about.
fn split_course(document: &Document, name: &Text) -> (Option<Text>, Option<Text>) {
    let value = name.value.as_str();
    let named = |text: &str| text.trim_start().starts_with(char::is_uppercase) && !text.contains(',');
    let cut_at = [" in ", ", "].into_iter().find_map(|sign| {
        let (left, right) = value.split_once(sign)?;
        (named(left) && named(right)).then_some((left.len(), left.len() + sign.len()))
    });
    let Some((until, from)) = cut_at else { return (None, None) };
    (cut(document, name, 0..until), cut(document, name, from..value.len()))
}

/// "Study abroad: Example University": the kind of stay before the school.
fn take_stay(document: &Document, part: &mut Part, education: &mut Education) {
    let text = part.as_str();
    if education.study_type.is_none()
        && let Some((left, right)) = text.split_once(": ")
        && left.split_whitespace().count() <= 3
        && organization::is_institution(right)
        && !organization::is_institution(left)
        && degree::level(left).is_none()
        && let Some(school) = cut(document, &part.text, left.len() + 1..text.len())
    {
        education.study_type = cut(document, &part.text, 0..left.len());
        part.text = school;
    }
}

/// The courses that a line lists: between commas or, where they are sentences, between those.
fn courses_of(document: &Document, span: Span, education: &mut Education) {
    let text = document.slice(span);
    if !text.contains("., ") {
        let items = list::items(document, span).into_iter().filter_map(|course| text_at(document, course));
        education.courses.extend(items);
        return;
    }
    let mut from = 0;
    let ends = text.match_indices("., ").map(|(at, _)| at + 1).chain([text.len()]);
    for end in ends {
        let course = document.trim_matches(span.sub(from..end), blank_or(","));
        education.courses.extend(text_at(document, course));
        from = end;
    }
}

/// A professional certificate among the schools: "Certified Scrum Developer".
fn is_certificate(education: &Education) -> bool {
    if education.study_type.as_ref().is_some_and(|degree| degree::level(&degree.value).is_some()) {
        return false;
    }
    let named = education.institution.as_ref().or(education.area.as_ref());
    named.is_some_and(|name| fold(&name.value).split(' ').any(|word| locale::is("certified", word)))
}

/// The number of a school class: "XII", "10th".
fn is_class(text: &str) -> bool {
    text.chars().all(|c| "XVI".contains(c))
        || text.strip_suffix("th").unwrap_or(text).chars().all(|c| c.is_ascii_digit())
}

/// A field of study that stands alone, with a full stop behind it.
fn open_field(text: &str) -> bool {
    text.split_whitespace().count() <= 6 && text.ends_with('.')
}

/// The label that all of `text` is.
fn bare_label(text: &str) -> Option<&'static str> {
    let word = fold(text);
    FIELD_LABELS.into_iter().find(|key| locale::is(key, &word))
}

/// Takes the grade out of `part`, and gives what stands behind it where both sides of it say something.
fn take_score(document: &Document, part: &mut Part, education: &mut Education) -> Option<Text> {
    let text = part.as_str().to_owned();
    let has_number =
        |score: &Option<Text>| score.as_ref().is_some_and(|score| score.value.contains(|c: char| c.is_ascii_digit()));
    if has_number(&education.score) {
        // Honours beside an average are said by it; a second average says something else.
        if score::find(&text).is_some_and(|at| at == (0..text.len())) && !text.contains(|c: char| c.is_ascii_digit()) {
            part.text = Text::new(String::new(), part.text.span);
        }
        return None;
    }
    // A part that is nothing but a number, perhaps with a class of honours, is a grade.
    let number = text.split(any_of(", ")).next().unwrap_or_default();
    let digits = number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || ".,/%".contains(c));
    let rest = text.get(number.len()..).unwrap_or_default().trim_matches(any_of(", "));
    let class = || score::find(rest).is_some_and(|at| at.len() == rest.len());
    if education.score.is_none() && digits && number.len() <= 5 && (rest.is_empty() || class()) {
        education.score = Some(part.text.clone());
        part.text = Text::new(String::new(), part.text.span);
        return None;
    }
    let labelled = score::find_labelled(&text);
    let found = labelled.or_else(|| {
        let value = score::find(&text)?;
        Some((value.clone(), value))
    });
    let (whole, value) = found?;
    if education.score.is_none()
        || text.get(value.clone()).is_some_and(|value| value.contains(|c: char| c.is_ascii_digit()))
    {
        education.score = cut(document, &part.text, value);
    }
    let before = cut(document, &part.text, 0..whole.start);
    let after = cut(document, &part.text, whole.end..text.len());
    // "BSc Biology (First Class), Hill University": the degree before it, and the school behind it.
    if let (Some(before), Some(after)) = (&before, &after)
        && degree::find(&before.value).is_some()
        && organization::is_institution(&after.value)
    {
        part.text = before.clone();
        return Some(after.clone());
    }
    part.text = match (before, after) {
        (Some(before), Some(after)) if before.value.len() < after.value.len() => after,
        (Some(before), _) => before,
        (None, Some(after)) => after,
        (None, None) => Text::new(String::new(), part.text.span),
    };
    None
}

fn take_degree(document: &Document, part: &mut Part, education: &mut Education) {
    if education.study_type.is_some() {
        return;
    }
    let text = part.as_str().to_owned();
    let Some(found) = degree::find(&text) else { return };
    let end = found.area.as_ref().map_or(found.at.end, |area| area.end.max(found.at.end));
    let before = cut(document, &part.text, 0..found.at.start);
    let after = cut(document, &part.text, end..text.len());
    // "Diploma" within an institution's name is none.
    if organization::is_institution(&text)
        && found.area.is_none()
        && before.is_some()
        && after.is_none()
        && found.level < 3
    {
        return;
    }
    // Where the field of study has a label of its own, "Bachelor in Engineering" is the degree; "CBSE XII" always is.
    let whole = education.area.is_some()
        || found.area.as_ref().is_some_and(|area| text.get(area.clone()).is_some_and(is_class));
    education.study_type = cut(document, &part.text, if whole { found.at.start..end } else { found.at });
    if education.area.is_none() && !whole {
        education.area = found.area.and_then(|area| cut(document, &part.text, area));
    }
    let rest = match (before, after) {
        (Some(before), Some(after)) => {
            if organization::is_institution(&after.value) || !organization::is_institution(&before.value) {
                after
            } else {
                before
            }
        }
        (Some(rest), None) | (None, Some(rest)) => rest,
        (None, None) => Text::new(String::new(), part.text.span),
    };
    part.text = rest;
}

fn take_institution(document: &Document, open: &mut Vec<Part>, education: &mut Education) {
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

/// A part of a university.
fn is_faculty(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    words.any(|word| is_one_of("facultad faculty department fakultat faculte facolta faculdade faculteit escuela fachbereich departamento dipartimento departement", word))
        || ["school of ", "college of ", "institute of "].iter().any(|lead| folded.starts_with(lead))
}

/// "University of Leeds, Leeds": the place at the end goes to the location, unless it tells campuses apart.
fn split_place(document: &Document, education: &mut Education) {
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

fn take_location(document: &Document, open: &mut Vec<Part>, education: &mut Education) {
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

/// A line that is nothing but a mark: "1.7", "8.4/10", "82%".
fn is_bare_mark(text: &str) -> bool {
    let text = text.trim();
    (1..=9).contains(&text.len())
        && text.contains(any_of(".,/%"))
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || ".,/% ".contains(c))
}

fn body(document: &Document, entry: &Entry, education: &mut Education) {
    let mut courses = false;
    for line in &entry.body {
        let text = document.slice(line.span);
        if line.label {
            let folded = fold(text.trim_end_matches(any_of(": ")));
            courses = locale::is("label.courses", &folded);
            continue;
        }
        let words = text.split_whitespace().count();
        if education.score.is_none()
            && words <= 8
            && let Some((_, value)) = score::find_labelled(text)
        {
            education.score = text_at(document, line.span.sub(value));
            continue;
        }
        // "Abitur: 1,6" says both.
        if education.score.is_none()
            && let Some((left, right)) = text.split_once(": ")
            && degree::find(left).is_some_and(|found| found.level == 1 && found.at == (0..left.len()))
            && (is_bare_mark(right) || score::find(right).is_some())
        {
            let named = education.study_type.as_ref().is_some_and(|degree| degree::level(&degree.value).is_some());
            if !named {
                education.study_type = text_at(document, line.span.sub(0..left.len()));
            }
            education.score = text_at(document, line.span.sub(left.len() + 2..text.len()));
            continue;
        }
        if education.score.is_none() && is_bare_mark(text) {
            education.score = text_at(document, line.span);
            continue;
        }
        if education.dates.is_none() && entry::is_dated(text) {
            education.dates = head::dates_in(document, line.span);
        }
        let (label, span) = head::label(document, line.span);
        match label {
            Some("label.organization") if education.institution.is_none() => {
                education.institution = text_at(document, span);
                split_place(document, education);
                continue;
            }
            Some("label.location") if education.location.is_none() => {
                education.location = text_at(document, span);
                continue;
            }
            Some("label.area") if education.area.is_none() => {
                education.area = text_at(document, span);
                continue;
            }
            // Sentences are no list, whatever commas they have.
            Some("label.courses")
                if !document.slice(span).contains(['.', ';']) || document.slice(span).contains("., ") =>
            {
                courses_of(document, span, education);
                continue;
            }
            _ => {}
        }
        // Below a degree that names no school, a line that is one.
        let is_school = !line.item && !courses && words <= 12 && organization::is_institution(text);
        if education.institution.is_none() && education.study_type.is_some() && is_school {
            education.institution = text_at(document, line.span);
            split_place(document, education);
            continue;
        }
        if let Some(text) = text_at(document, line.span) {
            if courses { education.courses.push(text) } else { education.highlights.push(text) }
        }
    }
}
