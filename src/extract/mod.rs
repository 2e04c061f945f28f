//! Sections and entries -> [`Resume`]; one file per key of JSON Resume.

use crate::document::{Document, Row};
use crate::resume::{Resume, Text};
use crate::section::{Section, SectionKind};
use crate::span::Span;

mod head;
mod list;
mod basics;
mod position;
mod education;
mod projects;
mod skills;
mod languages;
mod certificates;
mod awards;
mod reference;
mod publications;
mod interests;
mod references;
mod employer_page;
mod notation;

/// What was understood of a document cut into sections.
pub fn resume(document: &Document, sections: &[Section]) -> Resume {
    let rows = document.rows();
    let mut resume = Resume::default();
    for (at, section) in sections.iter().enumerate() {
        let part = Part { document, rows: rows.get(section.rows.clone()).unwrap_or_default(), section };
        match section.kind {
            SectionKind::Work => position::work(&part, &mut resume),
            SectionKind::Volunteer => position::volunteer(&part, &mut resume),
            SectionKind::Education => education::extract(&part, &mut resume),
            SectionKind::Projects => projects::extract(&part, &mut resume),
            SectionKind::Skills => skills::extract(&part, &mut resume),
            SectionKind::Languages => languages::extract(&part, &mut resume),
            SectionKind::Certificates | SectionKind::Training => certificates::extract(&part, &mut resume),
            SectionKind::Awards => awards::extract(&part, &mut resume),
            SectionKind::Publications => publications::extract(&part, &mut resume),
            SectionKind::Interests => interests::extract(&part, &mut resume),
            SectionKind::References => references::extract(&part, &mut resume),
            SectionKind::Summary => basics::summary(&part, &mut resume),
            SectionKind::Header | SectionKind::Contact | SectionKind::Personal | SectionKind::Other => {}
        }
        if at + 1 == sections.len() {
            basics::extract(document, &rows, sections, &mut resume);
        }
    }
    employer_page::settle(document, &rows, sections, &mut resume);
    notation::settle(document, &mut resume);
    resume
}

/// A section with its rows.
struct Part<'a> {
    document: &'a Document,
    rows: &'a [Row<'a>],
    section: &'a Section,
}

/// `span` as a text, if it has any letters or digits.
fn text_at(document: &Document, span: Span) -> Option<Text> {
    let text = document.value(span);
    text.value.contains(char::is_alphanumeric).then_some(text)
}
