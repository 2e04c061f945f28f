//! Sections and entries -> [`Resume`]; one file per key of JSON Resume.

use crate::document::{Document, Row};
use crate::model::parts::{PartEvidence, Within};
use crate::resume::{Resume, Text};
use crate::section::{Section, SectionKind};
use crate::span::Span;

mod head;
mod list;
mod basics;
pub mod form;
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
pub fn resume(document: &Document, sections: &[Section], lines: &PartEvidence) -> Resume {
    let mut rows = document.rows();
    for section in sections {
        // "Skills: masonry, carpentry": the heading is no part of what it heads.
        if let (Some(heading), Some(row)) = (&section.heading, rows.get_mut(section.rows.start))
            && row.span().contains(heading.span)
        {
            *row = row.without_first(document, heading.span.len() + 1);
        }
    }
    let parts = parts(document, &rows, sections, lines);
    let mut resume = Resume::default();
    for ((kind, part), entries) in parts.iter().zip(of_parts(document, &parts)) {
        of_kind(*kind, part, entries, &mut resume);
    }
    basics::extract(document, &rows, sections, &mut resume);
    employer_page::settle(document, &rows, sections, &mut resume);
    notation::settle(document, &mut resume);
    resume
}

/// The heads of the entries of a document, cut into pieces: what [`form`] labels.
pub fn heads(
    document: &Document,
    sections: &[Section],
    lines: &PartEvidence,
    schema: form::Schema,
) -> Vec<form::Pieces> {
    let rows = document.rows();
    heads_of(document, &parts(document, &rows, sections, lines), schema)
}

/// The parts of all sections, each with the kind of its entries.
fn parts<'a>(
    document: &'a Document,
    rows: &'a [Row<'a>],
    sections: &'a [Section],
    lines: &'a PartEvidence,
) -> Vec<(SectionKind, Part<'a>)> {
    let mut parts = Vec::new();
    for section in sections {
        for (kind, within) in composite::parts(rows, section) {
            let lines = lines.within(within.clone());
            parts.push((kind, Part { document, rows: rows.get(within).unwrap_or_default(), lines, section }));
        }
    }
    parts
}

/// The entries of a part of a document whose heads are labelled, if its kind has such.
fn entries_of(kind: SectionKind, part: &Part) -> Option<(form::Schema, form::Entries)> {
    let (schema, (entries, heads)) = match kind {
        SectionKind::Work | SectionKind::Volunteer => (form::Schema::Position, position::apart(part, kind)),
        SectionKind::Education => (form::Schema::Education, education::apart(part)),
        _ => return None,
    };
    Some((schema, form::Entries { all: entries, heads, readings: Vec::new() }))
}

/// For each part of a document, its entries, if their heads are labelled: those of one schema together.
fn of_parts(document: &Document, parts: &[(SectionKind, Part)]) -> Vec<Option<form::Entries>> {
    let mut all: Vec<_> = parts.iter().map(|(kind, part)| entries_of(*kind, part)).collect();
    for schema in [form::Schema::Position, form::Schema::Education] {
        let mut own: Vec<&mut form::Entries> =
            all.iter_mut().flatten().filter(|(other, _)| *other == schema).map(|(_, entries)| entries).collect();
        let pieces: Vec<form::Pieces> =
            own.iter().flat_map(|entries| form::pieces(document, schema, entries)).collect();
        let mut readings = form::read(document, schema, &pieces).into_iter();
        for entries in &mut own {
            entries.readings = readings.by_ref().take(entries.all.len()).collect();
        }
    }
    all.into_iter().map(|entries| entries.map(|(_, entries)| entries)).collect()
}

/// The entries of a part that turns out to be about degrees.
fn of_degrees(part: &Part) -> form::Entries {
    let (entries, heads) = education::apart(part);
    let entries = form::Entries { all: entries, heads, readings: Vec::new() };
    let pieces = form::pieces(part.document, form::Schema::Education, &entries);
    form::Entries { readings: form::read(part.document, form::Schema::Education, &pieces), ..entries }
}

/// The heads of a document in pieces.
fn heads_of(document: &Document, parts: &[(SectionKind, Part)], schema: form::Schema) -> Vec<form::Pieces> {
    let all = parts.iter().filter_map(|(kind, part)| entries_of(*kind, part));
    all.filter(|(other, _)| *other == schema)
        .flat_map(|(_, entries)| form::pieces(document, schema, &entries))
        .collect()
}

/// What was understood of the entries of one kind.
fn of_kind(kind: SectionKind, part: &Part, entries: Option<form::Entries>, resume: &mut Resume) {
    let entries = entries.unwrap_or_default();
    match kind {
        SectionKind::Work => position::work(part, &entries, resume),
        SectionKind::Volunteer => position::volunteer(part, &entries, resume),
        SectionKind::Education => education::extract(part, &entries, resume),
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
    /// What says which part of an entry each row is.
    lines: Within<'a>,
    section: &'a Section,
}

/// `span` as a text, if it has any letters or digits.
fn text_at(document: &Document, span: Span) -> Option<Text> {
    let text = document.value(span);
    text.value.contains(char::is_alphanumeric).then_some(text)
}
