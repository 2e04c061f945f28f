//! Dates that can be read in two ways, read as the rest of the document writes its dates.

use crate::document::Document;
use crate::entity::date::{Hints, find_with};
use crate::resume::{Dates, Resume};

/// Reads every date of `resume` again with what the whole of `document` tells: whether `04/05/2019` is in April or in May,
/// and whether `2011-12` is a month or two years.
pub(super) fn settle(document: &Document, resume: &mut Resume) {
    let hints = Hints::of(document.text());
    let academic = hints.academic();
    let studies = resume.education.iter_mut().map(|entry| (&mut entry.dates, academic));
    let work = resume.work.iter_mut().map(|entry| &mut entry.dates);
    let volunteer = resume.volunteer.iter_mut().map(|entry| &mut entry.dates);
    let projects = resume.projects.iter_mut().map(|entry| &mut entry.dates);
    let certificates = resume.certificates.iter_mut().map(|entry| &mut entry.date);
    let awards = resume.awards.iter_mut().map(|entry| &mut entry.date);
    let publications = resume.publications.iter_mut().map(|entry| &mut entry.date);
    let others = work.chain(volunteer).chain(projects).chain(certificates).chain(awards).chain(publications);
    for (dates, hints) in others.map(|dates| (dates, hints)).chain(studies) {
        if let Some(dates) = dates {
            read_again(document, dates, hints);
        }
    }
}

fn read_again(document: &Document, dates: &mut Dates, hints: Hints) {
    let text = document.slice(dates.span);
    if let [found] = find_with(text, &hints).as_slice()
        && found.at == (0..text.len())
    {
        dates.value = found.range;
    }
}

#[cfg(test)]
mod tests {
    use crate::entity::date::{DateEnd, DateRange};
    use crate::format::Format;
    use crate::resume::{Dates, Resume};
    use crate::{extract, reader, reading_order, section};

    fn read(text: &str) -> Resume {
        let document = reading_order::arrange(reader::read_plain(text.as_bytes(), Format::Markdown).expect("a text"));
        extract::resume(&document, &section::split(&document, "en"))
    }

    fn iso(dates: Option<&Dates>) -> String {
        match dates.expect("dates").value {
            DateRange::Range(start, DateEnd::Date(end)) => format!("{} {}", start.iso(), end.iso()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_day_above_twelve_tells_which_number_is_the_month() {
        let text =
            "# Ada Example\n\n## Experience\n\n### Engineer, Example Ltd\n\n04/05/2018 – 09/23/2019\n\n- Built it\n";
        assert_eq!(iso(read(text).work[0].dates.as_ref()), "2018-04 2019-09");
        assert_eq!(iso(read(&text.replace("09/23", "23/09")).work[0].dates.as_ref()), "2018-05 2019-09");
    }

    #[test]
    fn two_years_in_a_row_are_an_academic_year_in_education() {
        let text = "# Ada Example\n\n## Education\n\n### MSc Physics, Example University\n\n2011-12\n";
        assert_eq!(iso(read(text).education[0].dates.as_ref()), "2011 2012");
    }
}
