//! What of a document is searched for skills in running text: its lines, without what is read as something else.

use super::Place;
use super::places::Places;
use crate::document::{BlockKind, Document};
use crate::resume::{Resume, Text};
use crate::sort;
use crate::span::Span;
use crate::word_map::lower;

/// Spans in which nothing is a skill: contact data, names of organisations and people, places, dates, labels of groups,
/// languages, interests.
pub(super) fn silent(resume: &Resume) -> Vec<Span> {
    let Resume { basics, work, volunteer, education, projects, .. } = resume;
    let mut spans: Vec<Span> = Vec::new();
    let mut texts: Vec<&Option<Text>> = vec![&basics.name, &basics.email, &basics.phone, &basics.url, &basics.location];
    spans.extend(basics.profiles.iter().map(|profile| profile.span));
    texts.extend(work.iter().flat_map(|entry| [&entry.name, &entry.location, &entry.url]));
    texts.extend(volunteer.iter().flat_map(|entry| [&entry.organization, &entry.location, &entry.url]));
    texts.extend(
        education
            .iter()
            .flat_map(|entry| [&entry.institution, &entry.location, &entry.url, &entry.study_type, &entry.score]),
    );
    texts.extend(projects.iter().map(|entry| &entry.url));
    texts.extend(resume.skills.iter().filter(|group| !group.keywords.is_empty()).map(|group| &group.name));
    texts.extend(resume.skills.iter().map(|group| &group.level));
    texts.extend(resume.certificates.iter().flat_map(|entry| [&entry.issuer, &entry.url]));
    texts.extend(resume.awards.iter().map(|entry| &entry.awarder));
    texts.extend(resume.publications.iter().flat_map(|entry| [&entry.publisher, &entry.url]));
    texts.extend(resume.references.iter().map(|entry| &entry.name));
    spans.extend(texts.into_iter().flatten().map(|text| text.span));
    spans.extend(resume.languages.iter().map(|entry| entry.span));
    spans.extend(resume.interests.iter().map(|text| text.span));
    let work = work.iter().map(|entry| &entry.dates).chain(volunteer.iter().map(|entry| &entry.dates));
    let learnt = education.iter().map(|entry| &entry.dates).chain(projects.iter().map(|entry| &entry.dates));
    spans.extend(work.chain(learnt).flatten().map(|dates| dates.span));
    spans
}

/// Spans in order, overlapping ones made one.
pub(super) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    sort::by_key(&mut spans, |span| *span);
    spans.dedup_by(|next, last| {
        let overlap = next.overlaps(*last);
        if overlap {
            *last = last.to(*next);
        }
        overlap
    });
    spans
}

/// Where contact data stands, and what may stand on the same line: headline and summary.
pub(super) struct Contact {
    data: Vec<Span>,
    said: Vec<Span>,
}

impl Contact {
    pub fn new(resume: &Resume) -> Self {
        let basics = &resume.basics;
        let data = [&basics.email, &basics.phone, &basics.url].into_iter().flatten().map(|text| text.span);
        let mut data: Vec<Span> = data.chain(basics.profiles.iter().map(|profile| profile.span)).collect();
        sort::by_key(&mut data, |span| *span);
        let said = [&basics.label, &basics.summary].into_iter().flatten().map(|text| text.span);
        Self { data, said: said.collect() }
    }

    /// Whether contact data begins on this line.
    fn is_on(&self, line: Span) -> bool {
        let before = self.data.partition_point(|span| span.start() < line.start());
        self.data.get(before).is_some_and(|span| span.start() < line.end())
    }
}

/// A short line with an address or a network in it: "GitHub: www.example.org/ada", "`GitHub` `LinkedIn` Blog".
fn is_address_line(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let short = words.clone().nth(8).is_none();
    let signs = ["@", "://", "www.", "linkedin"];
    let has_sign = |word: &str| signs.iter().any(|sign| word.contains(sign));
    short && words.any(|word| has_sign(&lower(word)))
}

/// The document's lines without what is taken or silent, each piece with its place. Headings outside of entries are
/// labels, "GitHub" beside an e-mail address is an account: neither is among them.
pub(super) fn segments(document: &Document, places: &Places, taken: &[Span], contact: &Contact) -> Vec<(Span, Place)> {
    let mut segments = Vec::new();
    let mut next = 0;
    for block in document.blocks() {
        let label = matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Metadata);
        for line in &block.lines {
            let start = line.span.start();
            let reachable = contact.is_on(line.span) || is_address_line(document.slice(line.span));
            let mut push = |from: usize, to: usize| {
                let piece = line.span.sub(from - start..to.max(from) - start);
                let place = places.of(piece);
                let empty = document.slice(piece).trim().is_empty();
                let account = reachable && !contact.said.iter().any(|said| said.overlaps(piece));
                if !(empty || (label || account) && place == Place::Elsewhere) {
                    segments.push((piece, place));
                }
            };
            while taken.get(next).is_some_and(|span| span.end() <= start) {
                next += 1;
            }
            let mut from = start;
            for span in taken.iter().skip(next).take_while(|span| span.start() < line.span.end()) {
                push(from, span.start());
                from = span.end().clamp(from, line.span.end());
            }
            push(from, line.span.end());
        }
    }
    segments
}
