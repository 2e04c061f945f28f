//! Degrees and schools: `education`.

use super::Part as SectionPart;
use super::form::{self, Field, Reading};
use super::head::{self, Head};
use super::text_at;
use crate::document::Document;
use crate::entity::degree;
use crate::entry;
use crate::locale::{self, fold};
use crate::resume::{Certificate, Education, Resume, Text};
use crate::section::SectionKind;
use crate::sort;

mod body;
mod school;
use body::{body, courses_of};

/// One education per entry of the section.
pub(super) fn extract(part: &SectionPart, entries: &form::Entries, resume: &mut Resume) {
    let document = part.document;
    // The entry before, of this section.
    let mut before: Option<usize> = None;
    for (entry, head, reading) in entries.iter() {
        let mut education = fields(document, head, reading);
        education.span = entry.span();
        body(document, entry, &mut education);
        if let Some(name) = certificate(&education) {
            let others = [education.institution, education.study_type, education.highlights.into_iter().next()];
            let others = others.into_iter().chain([education.location]).flatten();
            let issuer = others.into_iter().find(|other| *other != name);
            let name = Some(name);
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

/// The entries of a section, and the head of each taken apart.
pub(super) fn apart(part: &SectionPart) -> (Vec<entry::Entry>, Vec<Head>) {
    let document = part.document;
    let columns = head::Columns::of(part.rows);
    let entries = entry::split(document, part.rows, SectionKind::Education, part.lines);
    let apart = |entry: &entry::Entry| {
        let mut head = head::take_apart(document, &entry.head);
        columns.label(document, &entry.head, &mut head.parts);
        head
    };
    let heads = entries.iter().map(apart).collect();
    (entries, heads)
}

/// What the head of an education says.
fn fields(document: &Document, head: &Head, reading: &Reading) -> Education {
    let text = |field| reading.get(field).and_then(|span| text_at(document, head::balanced(document, span)));
    let mut education = Education {
        dates: head.dates.clone(),
        institution: text(Field::School),
        study_type: text(Field::Degree),
        area: text(Field::Area),
        location: text(Field::Place),
        score: text(Field::Grade),
        ..Education::default()
    };
    for part in head.parts.iter().filter(|part| part.label == Some("label.courses")) {
        courses_of(document, part.text.span, &mut education);
    }
    let mut said = [reading.rest.as_slice(), &reading.left].concat();
    sort::by_key(&mut said, |span| span.start());
    education.highlights = said.iter().filter_map(|span| text_at(document, *span)).collect();
    education
}

/// The name of a professional certificate among the schools: "Certified Scrum Developer".
fn certificate(education: &Education) -> Option<Text> {
    if education.study_type.as_ref().is_some_and(|degree| degree::level(&degree.value).is_some()) {
        return None;
    }
    let certified = |name: &&Text| fold(&name.value).split(' ').any(|word| locale::is("certified", word));
    [&education.institution, &education.area, &education.study_type].into_iter().flatten().find(certified).cloned()
}

#[cfg(test)]
mod tests {
    use crate::format::Format;
    use crate::{extract, reader, reading_order, section};

    /// Degree, field and school of the one education in a Markdown text.
    fn read(line: &str) -> [String; 3] {
        let text = ["# Ada Doe\n\n## Education\n\n", line, "\n"].concat();
        let document = reading_order::arrange(reader::read_plain(text.as_bytes(), Format::Markdown).expect("a text"));
        let (sections, parts) = section::split(&document, "en");
        let resume = extract::resume(&document, &sections, &parts);
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
