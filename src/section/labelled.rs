//! Sections by the labels that the model gives the lines, with the rules' verdict as a vote beside it.

use super::{Section, SectionKind, by_rules};
use crate::document::{Document, Row};
use crate::line::{self, features};
use crate::locale;
use crate::model::parts::PartEvidence;
use crate::model::{self, Decoded, Label, Model, Part, Rates};
use crate::sort;

/// [`split`] by a model of one's own: what it says of each line, and the rules' vote beside it.
pub fn split_by(model: &Model, document: &Document, language: &str) -> (Vec<Section>, PartEvidence) {
    let rows = document.rows();
    let rules = by_rules(document, &rows, language);
    let ballot = Ballot::of(model, document, &rows, &rules, language);
    let labels: Vec<Label> = ballot.decoded.labels.into_iter().map(Label::of).collect();
    (joined(document, &rows, &labels, &rules), PartEvidence::of(&model.parts, ballot.features))
}

/// What the lines of a document are by their evidence and the rules' votes.
struct Ballot {
    features: Vec<Vec<u16>>,
    votes: Vec<Vote>,
    decoded: Decoded,
}

impl Ballot {
    fn of(model: &Model, document: &Document, rows: &[Row], rules: &[Section], language: &str) -> Self {
        let votes = votes(rows, rules, model.rates);
        let features = features::of(&line::seen(document, rows, language), rows);
        let decoded = model.decode(&features, &|at, label| votes.get(at).map_or(0, |vote| vote.counts(label)));
        Self { features, votes, decoded }
    }
}

/// What a line was taken for, and what spoke for it and against it.
#[derive(Debug, Clone)]
pub struct Why {
    pub text: String,
    pub label: Label,
    /// By how much the best reading of the whole document is better than the best one that gives the line another kind.
    pub margin: i32,
    /// What the rules' vote for this label counts.
    pub vote: i32,
    /// The features that say most for the label, and most against it, by name; those of neighbours end in `@` and their
    /// distance in lines.
    pub evidence: Vec<(String, i32)>,
}

/// Why each line of a document is what it is: what [`split`](super::split) decides by.
pub fn why(document: &Document, language: &str) -> Vec<Why> {
    let model = model::trained();
    let rows = document.rows();
    let rules = by_rules(document, &rows, language);
    let Ballot { features, votes, decoded } = Ballot::of(model, document, &rows, &rules, language);
    let lines = rows.iter().zip(&votes).zip(decoded.labels.iter().zip(&decoded.margins)).enumerate();
    lines
        .map(|(at, ((row, vote), (label, margin)))| {
            let mut evidence = model.evidence(&features, at, *label);
            sort::by_key(&mut evidence, |(_, weight)| -weight);
            let against = evidence.len().saturating_sub(SHOWN).max(SHOWN);
            let least = evidence.split_off(against.min(evidence.len()));
            evidence.truncate(SHOWN);
            evidence.extend(least.into_iter().filter(|(_, weight)| *weight < 0));
            Why {
                text: row.text.to_owned(),
                label: Label::of(*label),
                margin: *margin,
                vote: vote.counts(*label),
                evidence,
            }
        })
        .collect()
}

/// How many features are named that say most for a label, and most against it.
const SHOWN: usize = 5;

/// What the rules say of a line.
#[derive(Clone, Copy)]
struct Vote {
    kind: SectionKind,
    heading: bool,
    weight: i32,
}

impl Vote {
    /// What it adds to the score of a label.
    fn counts(self, label: usize) -> i32 {
        let label = Label::of(label);
        if self.kind == label.kind && self.heading == (label.part == Part::Heading) { self.weight } else { 0 }
    }
}

/// The vote of the rules for each row: surer where known words head the section.
fn votes(rows: &[Row], rules: &[Section], rates: Rates) -> Vec<Vote> {
    let mut votes = vec![Vote { kind: SectionKind::Header, heading: false, weight: rates.header }; rows.len()];
    for section in rules {
        let words = section.heading.as_ref().and_then(|heading| locale::headings(&heading.value));
        let known = words.is_some_and(|words| words.kinds.contains(&section.kind));
        let weight = if known {
            rates.line
        } else if section.kind == SectionKind::Header {
            rates.header
        } else {
            rates.guessed
        };
        if let Some(before) = section.rows.start.checked_sub(1).filter(|before| {
            section.heading.as_ref().is_some_and(|heading| rows[*before].span().contains(heading.span))
        }) {
            votes[before] =
                Vote { kind: section.kind, heading: true, weight: if known { rates.heading } else { rates.guessed } };
        }
        for vote in votes.get_mut(section.rows.clone()).into_iter().flatten() {
            *vote = Vote { kind: section.kind, heading: false, weight };
        }
        // A heading that is the beginning of a line: no line is one, this one and the one before it not either.
        let start = section.rows.start;
        let is_inline = |row: &Row| section.heading.as_ref().is_some_and(|heading| row.span().contains(heading.span));
        if section.heading.is_none() && start > 0 {
            // Without a heading, too, something else begins here.
            votes.get_mut(start).into_iter().for_each(|vote| vote.weight = rates.heading + rates.switch);
        }
        if rows.get(start).is_some_and(is_inline) {
            votes[start].weight = rates.heading + rates.switch;
            if let Some(before) = start.checked_sub(1) {
                votes[before].weight += rates.switch;
            }
        }
    }
    votes
}

/// Lines of one kind in a row, each stretch below a heading of its own a section of its own. What the rules know of a section
/// that begins at the same line (a second kind, a heading that is the beginning of its first line) is kept.
fn joined(document: &Document, rows: &[Row], labels: &[Label], rules: &[Section]) -> Vec<Section> {
    let mut sections = vec![Section { kind: SectionKind::Header, second: None, heading: None, rows: 0..0 }];
    for (at, label) in labels.iter().enumerate() {
        let Some(current) = sections.last_mut() else { break };
        current.rows.end = at;
        let known = |from: usize| {
            let same = |section: &&Section| section.rows.start == from && section.kind == label.kind;
            rules.iter().rev().find(same)
        };
        if label.part == Part::Heading {
            let second = known(at + 1).and_then(|section| section.second);
            let heading = Some(document.value(rows[at].span()));
            sections.push(Section { kind: label.kind, second, heading, rows: at + 1..at + 1 });
        } else if label.kind != current.kind
            || current.rows.start < at && known(at).is_some_and(|section| section.heading.is_some())
        {
            let known = known(at);
            let second = known.and_then(|section| section.second);
            let heading = known
                .and_then(|section| section.heading.clone())
                .filter(|heading| rows[at].span().contains(heading.span));
            sections.push(Section { kind: label.kind, second, heading, rows: at..at });
        }
    }
    if let Some(last) = sections.last_mut() {
        last.rows.end = rows.len();
    }
    sections
}
