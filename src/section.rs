//! Document -> sections: which lines are headings, which kind of section they open.
//!
//! A heading is known by its words ([`crate::locale::headings`]) or, where the known ones agree on how headings look here, by
//! looking like them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::{BlockKind, Document, Row};
use crate::entity::{date, degree, fluency, job_title, organization, person, skill};
pub use crate::locale::SectionKind;
use crate::model;
use crate::model::parts::PartEvidence;
use crate::signs::any_of;
use crate::span::Spanned;
use look::{Look, is_list};

mod labelled;
mod look;
pub use labelled::{Why, split_by, why};

/// A heading and the lines up to the next one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    pub kind: SectionKind,
    /// The second kind of a composite heading ("Education & Certifications").
    pub second: Option<SectionKind>,
    /// As written; `None` for the header, and for a section that nothing heads.
    pub heading: Option<Spanned<String>>,
    /// Indices into [`Document::rows`], heading excluded, unless it is the beginning of the first ("Skills: masonry").
    pub rows: Range<usize>,
}

/// Cuts a document into sections. They cover every line but the headings, in reading order; the first is the header. Words
/// that are headings in several languages are read in the document's, whose ISO 639-1 code is `language`.
/// Beside them, what says which part of an entry each line is.
pub fn split(document: &Document, language: &str) -> (Vec<Section>, PartEvidence) {
    split_by(model::trained(), document, language)
}

/// What the rules make of a document.
fn by_rules(document: &Document, rows: &[Row], language: &str) -> Vec<Section> {
    let look = Look::of(document, rows, language);
    let mut sections = vec![Section { kind: SectionKind::Header, second: None, heading: None, rows: 0..0 }];
    let mut shallowest_entry = u8::MAX;
    let mut opened_at = None;
    let titled = rows.first().is_some_and(|row| person::is_document_title(row.text))
        && rows.get(1).is_some_and(|row| person::is_name(row.text));
    // The kind to go on with behind an inline heading, and its row.
    let mut interrupted: Option<(SectionKind, usize)> = None;
    for (at, row) in rows.iter().enumerate() {
        let Some(current) = sections.last_mut() else { break };
        current.rows.end = at;
        let within = current.kind;
        let in_skills = within == SectionKind::Skills && row.heading_level() > opened_at && opened_at.is_some();
        // "Resume" above a name is the title of the document, and no summary.
        let is_title = titled && at <= 1;
        let opened = look.opens(rows, at, within, shallowest_entry).filter(|_| !is_title);
        let opened = opened.filter(|(kinds, _)| {
            // A heading within the skills names a group of them, unless human languages stand below it.
            let kind = by_content(kinds.first().copied().unwrap_or(SectionKind::Other), within, rows, at);
            !in_skills || kind == SectionKind::Languages
        });
        if opened.is_none()
            && let Some((kind, lead)) = look.inline(rows, at, within)
        {
            let before = interrupted.map_or(within, |(before, _)| before);
            interrupted = is_list(kind).then_some((before, at));
            let heading = lead.map(|bytes| document.value(document.trim(row.span().sub(0..bytes))));
            sections.push(Section { kind, second: None, heading, rows: at..at });
            continue;
        }
        if opened.is_none()
            && let Some((kind, from)) = interrupted
            && (row.block != rows[from].block || row.text.contains(':'))
        {
            interrupted = None;
            sections.push(Section { kind, second: None, heading: None, rows: at..at });
        }
        if let Some((kinds, headed)) = opened {
            interrupted = None;
            let kind = kinds.first().copied().unwrap_or(SectionKind::Other);
            let kind = by_content(kind, within, rows, at);
            let heading = headed.then(|| document.value(row.span()));
            let start = if headed { at + 1 } else { at };
            sections.push(Section { kind, second: kinds.get(1).copied(), heading, rows: start..start });
            shallowest_entry = u8::MAX;
            opened_at = row.heading_level().filter(|_| headed);
        } else if let Some(level) = row.heading_level() {
            shallowest_entry = shallowest_entry.min(level);
        }
    }
    if let Some(last) = sections.last_mut() {
        last.rows.end = rows.len();
    }
    for section in &mut sections {
        let within = rows.get(section.rows.clone()).unwrap_or_default();
        match section.kind {
            // "Curriculum vitae" says of nothing what it is about.
            SectionKind::Other
                if section.heading.as_ref().is_some_and(|heading| person::is_document_title(&heading.value)) => {}
            SectionKind::Other => section.kind = of_unnamed(within),
            // "Technical experience" as a list of definitions without a date: things made, not places worked at.
            SectionKind::Work
                if within.iter().any(|row| row.kind == BlockKind::Term)
                    && within.iter().all(|row| date::find(row.text).is_empty()) =>
            {
                section.kind = SectionKind::Projects;
            }
            _ => {}
        }
    }
    sections
}

/// What a section is about whose heading says nothing that we know: skills, if most of its items are.
fn of_unnamed(rows: &[Row]) -> SectionKind {
    let (mut known, mut all) = (0, 0);
    for row in rows {
        let text = row.text.split_once(": ").map_or(row.text, |(_, rest)| rest);
        let running = text.split_whitespace().count() > 4 * (1 + text.matches(any_of(",;|•")).count());
        for item in text.split(any_of(",;|•\t+")).map(str::trim).filter(|item| !item.is_empty()) {
            all += 1;
            known += usize::from(!running && skill::lookup(item).is_some());
        }
    }
    if known >= 3 && known * 5 >= all * 2 {
        return SectionKind::Skills;
    }
    // Headed entries with dates: places worked at, schools, or else things made.
    let heads = rows.iter().enumerate().filter(|(_, row)| row.heading_level().is_some());
    let (mut dated, mut titled, mut schooled) = (0, 0, 0);
    for (at, row) in heads {
        let near = rows.iter().skip(at).take(3);
        dated += usize::from(near.clone().any(|row| !date::find(row.text).is_empty()));
        let parts = || near.clone().flat_map(|row| row.text.split(any_of(",|\t—–")));
        titled += usize::from(parts().any(|part| job_title::score(part.trim()) >= 0.5));
        schooled +=
            usize::from(parts().any(|part| organization::is_institution(part) && degree::level(row.text).is_some()));
    }
    match () {
        () if dated == 0 => SectionKind::Other,
        () if schooled * 2 > dated => SectionKind::Education,
        () if titled * 2 >= dated => SectionKind::Work,
        () => SectionKind::Projects,
    }
}

/// "Languages" heads human languages only if that is what stands under it; within skills it is a group of them.
fn by_content(kind: SectionKind, within: SectionKind, rows: &[Row], heading: usize) -> SectionKind {
    if kind != SectionKind::Languages {
        return kind;
    }
    let own = rows.get(heading).and_then(Row::heading_level);
    let deeper = |row: &&Row| row.heading_level().is_none_or(|level| own.is_some_and(|own| level > own));
    let below = rows.iter().skip(heading + 1).take_while(deeper).take(8);
    let words = below.flat_map(|row| row.text.split(any_of(" ,\t:();|–-—/")));
    let human = words.filter(|word| fluency::is_language(word.trim())).count();
    match (human, within) {
        (0, SectionKind::Skills) => SectionKind::Skills,
        (0, _) if rows.get(heading + 1).is_some_and(|row| row.heading_level().is_none()) => SectionKind::Skills,
        _ => SectionKind::Languages,
    }
}
