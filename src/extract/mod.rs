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
mod composite;
mod interests;
mod references;
mod employer_page;
mod notation;

/// What was understood of a document cut into sections.
pub fn resume(document: &Document, sections: &[Section]) -> Resume {
    let mut rows = document.rows();
    for section in sections {
        // "Skills: masonry, carpentry": the heading is no part of what it heads.
        if let (Some(heading), Some(row)) = (&section.heading, rows.get_mut(section.rows.start))
            && row.span().contains(heading.span)
        {
            *row = row.without_first(document, heading.span.len() + 1);
        }
    }
    let mut resume = Resume::default();
    for (at, section) in sections.iter().enumerate() {
        for (kind, within) in composite::parts(&rows, section) {
            let part = Part { document, rows: rows.get(within).unwrap_or_default(), section };
            of_kind(kind, &part, &mut resume);
        }
        if at + 1 == sections.len() {
            basics::extract(document, &rows, sections, &mut resume);
        }
    }
    employer_page::settle(document, &rows, sections, &mut resume);
    notation::settle(document, &mut resume);
    resume
}

/// What was understood of the entries of one kind.
fn of_kind(kind: SectionKind, part: &Part, resume: &mut Resume) {
    match kind {
        SectionKind::Work => position::work(part, resume),
        SectionKind::Volunteer => position::volunteer(part, resume),
        SectionKind::Education => education::extract(part, resume),
        SectionKind::Projects => projects::extract(part, resume),
        SectionKind::Skills => skills::extract(part, resume),
        SectionKind::Languages => languages::extract(part, resume),
        SectionKind::Certificates | SectionKind::Training => certificates::extract(part, resume),
        SectionKind::Awards => awards::extract(part, resume),
        SectionKind::Publications => publications::extract(part, resume),
        SectionKind::Interests => interests::extract(part, resume),
        SectionKind::References => references::extract(part, resume),
        SectionKind::Summary => basics::summary(part, resume),
        SectionKind::Header | SectionKind::Contact | SectionKind::Personal | SectionKind::Other => {}
    }
}

/// A section, or the part of one whose entries are of one kind, with its rows.
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
