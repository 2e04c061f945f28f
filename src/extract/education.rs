//! Degrees and schools: `education`.

use super::Part as SectionPart;
use super::head::{self, Head, Part};
use super::position::{cut, without_at};
use crate::document::Document;
use crate::entity::{degree, organization, score};
use crate::entry::{self, FIELD_LABELS};
use crate::locale::{self, fold};
use crate::resume::{Certificate, Education, Resume, Text};
use crate::section::SectionKind;
use crate::signs::any_of;

mod body;
mod school;
use body::{body, courses_of};
use school::{split_place, take_institution, take_location};

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
            // "**Diploma**, Hill Academy" is a degree, and no label of it.
            && (next.dashed || degree::level(part.as_str()).is_none())
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
        && degree::level(&before.value).is_some()
        && organization::is_institution(&after.value)
    {
        part.text = before.clone();
        // Again: the bracket behind the grade hid a comma.
        return cut(document, after, 0..after.value.len());
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

#[cfg(test)]
mod tests {
    use crate::format::Format;
    use crate::{extract, reader, reading_order, section};

    /// Degree, field and school of the one education in a Markdown text.
    fn read(line: &str) -> [String; 3] {
        let text = ["# Ada Doe\n\n## Education\n\n", line, "\n"].concat();
        let document = reading_order::arrange(reader::read_plain(text.as_bytes(), Format::Markdown).expect("a text"));
        let resume = extract::resume(&document, &section::split(&document, "en"));
        assert_eq!(resume.education.len(), 1, "{line}");
        let education = &resume.education[0];
        [&education.study_type, &education.area, &education.institution]
            .map(|text| text.as_ref().map(|text| text.value.clone()).unwrap_or_default())
    }

    #[test]
    fn a_degree_is_no_label_and_a_grade_takes_none_away() {
        assert_eq!(read("**Diploma**, Hill Academy, 2011"), ["Diploma", "", "Hill Academy"]);
        assert_eq!(read("BSc Biology (First Class), Hill University, 2013"), ["BSc", "Biology", "Hill University"]);
        assert_eq!(read("NVQ Level 3 Cookery, Hill College, 2010"), ["NVQ Level 3", "Cookery", "Hill College"]);
    }
}
