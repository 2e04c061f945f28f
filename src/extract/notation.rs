//! Dates that can be read in two ways, read as the rest of the document writes its dates.

use std::cell::OnceCell;

use crate::document::Document;
use crate::entity::date::{Hints, find_with};
use crate::locale;
use crate::resume::{Dates, Resume};

/// Reads every date of `resume` again with what the whole of `document` tells: whether `04/05/2019` is in April or in May,
/// and whether `2011-12` is a month or two years.
pub(super) fn settle(document: &Document, resume: &mut Resume) {
    let hints = Hints::of(document.text());
    let academic = hints.academic();
    let day_first = OnceCell::new();
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
            if dates.value.is_ambiguous() && *day_first.get_or_init(|| is_day_first(document)) {
                read_again(document, dates, hints.or_day_first());
            }
        }
    }
}

/// Whether the day stands first where the CV was written: of the languages read, only English is one of a country that
/// writes the month first, and that country's telephone numbers start with +1.
fn is_day_first(document: &Document) -> bool {
    let text = document.text();
    let abroad = |(at, _): (usize, &str)| {
        let number = text.get(at + 1..).unwrap_or_default();
        let digits = number.chars().take(8).filter(char::is_ascii_digit).count();
        digits >= 5 && number.starts_with(|c: char| ('2'..='9').contains(&c))
    };
    locale::detect(text) != "en" || text.match_indices('+').any(abroad)
}

fn read_again(document: &Document, dates: &mut Dates, hints: Hints) {
    let text = document.slice(dates.span);
    if let [found] = find_with(text, &hints).as_slice()
        && found.at == (0..text.len())
    {
        *dates = Dates::new(found, dates.span);
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
        let (sections, parts) = section::split(&document, "en");
        extract::resume(&document, &sections, &parts)
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
    fn a_language_or_a_telephone_number_tells_that_the_day_stands_first() {
        let ambiguous = |text: &str| read(text).work[0].dates.as_ref().expect("dates").value.is_ambiguous();
        let text = "# Ada Example\n\nada@example.com\n\n## Experience\n\n### Engineer, Example Ltd\n\n04/05/2018 – 06/07/2019\n\n- Built the things that were needed and looked after them\n";
        assert!(ambiguous(text));
        assert!(!ambiguous(&text.replace("ada@", "+44 20 5550 1234, ada@")));
        assert!(ambiguous(&text.replace("ada@", "+1 5550 1234, ada@")));
        let french = text.replace("Experience", "Expérience professionnelle");
        let french = french.replace(
            "Built the things that were needed and looked after them",
            "Conception et suivi de la mise en œuvre des projets dans le respect de la qualité et des délais",
        );
        assert!(!ambiguous(&french));
    }

    #[test]
    fn two_years_in_a_row_are_an_academic_year_in_education() {
        let text = "# Ada Example\n\n## Education\n\n### MSc Physics, Example University\n\n2011-12\n";
        assert_eq!(iso(read(text).education[0].dates.as_ref()), "2011 2012");
    }
}
