//! Sections under a heading of two kinds ("Honors & Activities", "Skills and Certifications"): which entries are what.

use std::ops::Range;

use crate::document::{BlockKind, Row};
use crate::entity::{date, degree, fluency, organization, rank};
use crate::entry;
use crate::locale::{self, fold};
use crate::section::{Section, SectionKind};
use crate::signs::any_of;

/// The rows of `section`, cut where the kind of its entries changes; all of them as one where its heading names one kind.
pub(super) fn parts(rows: &[Row], section: &Section) -> Vec<(SectionKind, Range<usize>)> {
    let all = section.rows.clone();
    let (first, second) = match section.second {
        Some(second) if has_signs(section.kind) || has_signs(second) => (section.kind, second),
        _ => return vec![(section.kind, all)],
    };
    let within = rows.get(all.clone()).unwrap_or_default();
    let starts = starts(within);
    let mut parts: Vec<(SectionKind, Range<usize>)> = Vec::new();
    for (number, &start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(within.len());
        let unit = within.get(start..end).unwrap_or_default();
        let shows = |kind| unit.iter().take(2).any(|row| is_of(kind, row));
        let kind = if shows(second) && !shows(first) {
            second
        } else if shows(first) || has_signs(second) {
            first
        } else {
            // Nothing shows the kind that has signs: it is the other.
            second
        };
        let range = all.start + start..all.start + end;
        match parts.last_mut() {
            Some((last, rows)) if *last == kind => rows.end = range.end,
            _ => parts.push((kind, range)),
        }
    }
    if parts.is_empty() { vec![(first, all)] } else { parts }
}

/// Where entries begin: headings, list items, dated lines, paragraphs.
fn starts(rows: &[Row]) -> Vec<usize> {
    let top = rows.iter().filter(|row| row.starts_item()).map(|row| row.indent).min();
    let mut starts: Vec<usize> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let listed = matches!(row.kind, BlockKind::ListItem { .. });
        let begins = match row.kind {
            BlockKind::Heading { .. } | BlockKind::Term => row.first,
            BlockKind::ListItem { .. } => {
                // Below a dated line, items are what is said about it.
                let below = starts.last().is_some_and(|&start| {
                    !matches!(rows[start].kind, BlockKind::ListItem { .. })
                        && (entry::is_dated(rows[start].text) || rows[start].heading_level().is_some())
                });
                row.starts_item() && Some(row.indent) == top && !below
            }
            _ => row.first || entry::is_dated(row.text),
        };
        // A date, or an undated line under its heading, belongs to what stands above it.
        let goes_on = !listed
            && starts.last().is_some_and(|&start| {
                start + 1 == at && rows[start].heading_level().is_some() && row.heading_level().is_none()
            });
        if at == 0 || begins && !goes_on {
            starts.push(at);
        }
    }
    starts
}

/// Whether entries of `kind` show by their words that they are.
fn has_signs(kind: SectionKind) -> bool {
    use SectionKind::{Awards, Certificates, Education, Languages, Training};
    matches!(kind, Awards | Certificates | Training | Education | Languages)
}

/// Whether a line shows that it is the head of an entry of `kind`.
fn is_of(kind: SectionKind, row: &Row) -> bool {
    let text = row.text;
    let named = |key: &str| {
        let folded = fold(text);
        folded.split(|c: char| !c.is_alphanumeric()).any(|word| locale::is(key, word))
    };
    match kind {
        SectionKind::Education => {
            degree::level(text).is_some_and(|level| level <= 5) && organization::is_institution(text)
                || degree::level(text).is_some_and(|level| (3..=5).contains(&level))
        }
        SectionKind::Certificates | SectionKind::Training => named("certificate"),
        SectionKind::Awards => named("award") || text.split(any_of(",\t|–—-")).any(|part| rank::is_rank(part.trim())),
        SectionKind::Languages => {
            let parts = text.split(any_of(",;|\t•"));
            let spoken = parts.filter(|part| fluency::split(part.trim()).is_some()).count();
            spoken > 0 && date::find(text).is_empty() && text.split_whitespace().count() <= 8 * spoken
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::format::Format;
    use crate::resume::Resume;
    use crate::{extract, reader, reading_order, section};

    fn read(text: &str) -> Resume {
        let document = reading_order::arrange(reader::read_plain(text.as_bytes(), Format::Markdown).expect("a text"));
        let (sections, parts) = section::split(&document, "en");
        extract::resume(&document, &sections, &parts)
    }

    #[test]
    fn entries_under_a_heading_of_two_kinds_are_told_apart_one_by_one() {
        let resume = read(
            "# Ada Doe\n\n## Honors & Activities\n\nChess Club\tAug 2018 - Present\n\n- Takes notes\n\n\
             Westmark Perfect Attendance Award\tMay 2018\n\nVolleyball Team\tSep 2017 - Nov 2017\n",
        );
        assert_eq!(resume.awards.len(), 1);
        assert_eq!(resume.volunteer.len(), 2);
        let resume = read(
            "# Ada Doe\n\n## Skills & Certifications\n\n- Masonry, Carpentry, Surveying\n- Certified Wall Builder (2019)\n",
        );
        assert_eq!(resume.certificates.len(), 1);
        assert_eq!(resume.skills.len(), 1);
    }
}
