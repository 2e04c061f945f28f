//! How sure a value is: it is looked at again, beside what else was read, and doubted for reasons that a person can follow.
//!
//! A value that nothing speaks against is sure. Each [`Reason`] is evidence against one: no word that we know says what it
//! is, the other reading of its entry is nearly as good, words beside it were not understood, its entry lacks what the
//! others of its kind have, its section was found by guess. The reasons are weighed by how often they are right:
//! `examples/calibration.rs` measures it on CVs with golds, and `tests/corpus/calibration.md` has the figures.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::{Document, Row};
use crate::entity::{degree, fluency, job_title, organization, person, place, skill};
use crate::locale;
use crate::resume::{Leaf, Resume};
use crate::section::Section;
use crate::signs::any_of;
use crate::sort;
use crate::span::Span;

/// How sure a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Confidence {
    /// Right about three times in four.
    Unsure,
    /// Right about nine times in ten.
    Likely,
    /// Right at least 98 times in 100.
    Sure,
}

/// What speaks against a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// Nothing but the look of a line says that its section begins there, or what it is about.
    Heading,
    /// Another field, or another entry, has the same words.
    Shared,
    /// Words of its lines were not understood.
    Beside,
    /// No word that we know says what it is: only where it stands does.
    Place,
    /// Another reading is nearly as good.
    Close,
    /// It begins or ends as pieces of sentences do.
    Fragment,
    /// Longer or shorter than such values are.
    Length,
    /// Its entry lacks what most others of its section have.
    Odd,
    /// Its entry has nothing else that says what it is.
    Bare,
    /// Much of the document was not understood.
    Patchy,
}

impl Reason {
    /// All, the weightiest first.
    pub const ALL: [Self; 10] = [
        Self::Close,
        Self::Fragment,
        Self::Length,
        Self::Shared,
        Self::Place,
        Self::Beside,
        Self::Odd,
        Self::Bare,
        Self::Heading,
        Self::Patchy,
    ];

    /// Whether it speaks against an entry as a whole.
    pub fn is_of_entry(self) -> bool {
        matches!(self, Self::Odd | Self::Bare | Self::Heading)
    }
}

/// A value or an entry that is not sure, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    pub span: Span,
    /// What the whole entry was read from.
    pub whole: Span,
    /// It is about the entry as a whole; `span` is `whole`.
    pub entry: bool,
    pub confidence: Confidence,
    /// What speaks against it.
    pub reasons: Vec<Reason>,
}

/// The values and entries of `resume` that are not sure, by their spans. `unread` are the spans that no field took, in reading order,
/// `coverage` the share of the document that one did.
pub fn doubts(
    document: &Document,
    sections: &[Section],
    resume: &Resume,
    unread: &[Span],
    coverage: f32,
) -> Vec<Doubt> {
    let rows = document.rows();
    let leaves = resume.leaves();
    let entries = entries(&leaves);
    let usual = usual(&leaves, &entries);
    let shared = shared(&leaves);
    let guessed = sections.iter().map(is_guessed).collect();
    let unknown: Vec<bool> = leaves.iter().map(unknown).collect();
    let unknown = &unknown;
    let look =
        Look { document, rows: &rows, sections, leaves: &leaves, unread, entries, shared, usual, guessed, unknown };
    let mut reasons: Vec<Vec<Reason>> = (0..leaves.len()).map(|at| look.reasons(at)).collect();
    let doubted = reasons.iter().filter(|reasons| !reasons.is_empty()).count();
    if coverage < PATCHY || doubted * 3 > leaves.len() {
        for ((leaf, unknown), reasons) in leaves.iter().zip(unknown).zip(&mut reasons) {
            if !is_evident(leaf, *unknown) && !is_steady(leaf.field) {
                reasons.push(Reason::Patchy);
            }
        }
    }
    let mut doubts = Vec::new();
    for (at, (leaf, reasons)) in leaves.iter().zip(reasons).enumerate() {
        let whole = leaf.whole;
        // What speaks against all of an entry is said of the entry, before its values.
        let shared: Vec<Reason> = reasons.iter().copied().filter(|reason| reason.is_of_entry()).collect();
        if look.entries.get(at).is_some_and(|entry| entry.start == at) && !shared.is_empty() {
            doubts.push(Doubt { span: whole, whole, entry: true, confidence: weigh(&shared), reasons: shared });
        }
        if !reasons.is_empty() {
            doubts.push(Doubt { span: leaf.span, whole, entry: false, confidence: weigh(&reasons), reasons });
        }
    }
    sort::by_key(&mut doubts, |doubt: &Doubt| (doubt.span, doubt.entry, doubt.confidence));
    doubts
}

/// What speaks against the value, or the entry, that was read from `span`; `doubts` are those of one reading.
pub fn about(doubts: &[Doubt], span: Span, entry: bool) -> Option<&Doubt> {
    let first = doubts.partition_point(|doubt| (doubt.span, doubt.entry) < (span, entry));
    doubts.get(first).filter(|doubt| (doubt.span, doubt.entry) == (span, entry))
}

/// Below this share of a document that was understood, what rests on the order of its lines alone is doubted.
const PATCHY: f32 = 0.9;

/// Reasons that are right about half of the time make a value unsure, and so do two others together.
fn weigh(reasons: &[Reason]) -> Confidence {
    use Reason::{Bare, Close, Fragment, Length, Odd};
    let strong = reasons.iter().any(|reason| matches!(reason, Close | Fragment | Length | Odd | Bare));
    if strong || reasons.len() > 1 { Confidence::Unsure } else { Confidence::Likely }
}

struct Look<'a> {
    document: &'a Document,
    rows: &'a [Row<'a>],
    sections: &'a [Section],
    leaves: &'a [Leaf<'a>],
    unread: &'a [Span],
    /// For each leaf, the leaves of its entry, which stand together.
    entries: Vec<Range<usize>>,
    /// For each leaf, another has some of its words.
    shared: Vec<bool>,
    /// The fields that most entries of their key have.
    usual: Vec<&'static str>,
    /// For each section, nothing but its look says what it is about.
    guessed: Vec<bool>,
    /// For each leaf, no word that we know says what it is.
    unknown: &'a [bool],
}

fn key(field: &str) -> &str {
    field.split_once('.').map_or(field, |(key, _)| key)
}

/// Whether `key` is that of `field`.
fn is_key(key: &str, field: &str) -> bool {
    field.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a value says by itself what it is: an address, a number to call, a date, a degree that we know.
fn is_evident(leaf: &Leaf, unknown: bool) -> bool {
    match leaf.field {
        "basics.email"
        | "basics.phone"
        | "basics.url"
        | "projects.url"
        | "work.dates"
        | "projects.dates"
        | "publications.releaseDate"
        | "certificates.date" => true,
        "education.studyType" | "education.score" | "languages.language" | "basics.name" | "work.location" => !unknown,
        field => is_key("profiles", field),
    }
}

/// Whether a value leans little on what surrounds it: an item of a list that is set apart, a level beside its language, an
/// employer.
fn is_steady(field: &str) -> bool {
    matches!(field, "skills.keywords" | "projects.keywords" | "work.highlights" | "languages.fluency" | "work.name")
}

impl Look<'_> {
    fn reasons(&self, at: usize) -> Vec<Reason> {
        let leaf = &self.leaves[at];
        let unknown = self.unknown[at];
        let evident = is_evident(leaf, unknown);
        let own = |reason: &Reason| match reason {
            Reason::Heading => !evident && self.heading_guessed(leaf),
            Reason::Shared => self.shared.get(at) == Some(&true),
            Reason::Beside => !evident && self.beside(leaf),
            Reason::Place => unknown,
            Reason::Close => self.close(at, leaf),
            Reason::Fragment => self.fragment(leaf),
            Reason::Length => length(leaf),
            Reason::Odd => self.odd(at, leaf),
            Reason::Bare => self.bare(at, leaf),
            Reason::Patchy => false,
        };
        Reason::ALL.into_iter().filter(|reason| own(reason)).collect()
    }

    /// The index of the row that holds the first character of `span`.
    fn row_of(&self, span: Span) -> usize {
        self.rows.partition_point(|row| row.span().end() <= span.start())
    }

    fn heading_guessed(&self, leaf: &Leaf) -> bool {
        if key(leaf.field) == "basics" {
            return false;
        }
        let row = self.row_of(leaf.span);
        let section = self.sections.partition_point(|section| section.rows.end <= row);
        self.guessed.get(section).copied().unwrap_or(true)
    }

    fn beside(&self, leaf: &Leaf) -> bool {
        let first = self.row_of(leaf.span);
        let rows = self.rows.iter().skip(first).take_while(|row| row.span().start() < leaf.span.end());
        let Some(line) = rows.map(Row::span).reduce(Span::to) else { return false };
        let from = self.unread.partition_point(|span| span.end() <= line.start());
        self.unread.get(from).is_some_and(|span| span.overlaps(line))
    }

    /// The leaves of the same entry.
    fn siblings(&self, at: usize) -> &[Leaf<'_>] {
        self.entries.get(at).and_then(|entry| self.leaves.get(entry.clone())).unwrap_or_default()
    }

    fn sibling(&self, at: usize, field: &str) -> Option<&str> {
        self.siblings(at).iter().find(|other| other.field == field).map(|other| other.text)
    }

    /// Whether an item stands in brackets, or before some.
    fn beside_brackets(&self, leaf: &Leaf) -> bool {
        let Some(row) = self.rows.get(self.row_of(leaf.span)) else { return false };
        let start = row.span().start();
        let behind = row.text.get(leaf.span.end().saturating_sub(start)..).unwrap_or_default().trim_start();
        let before = row.text.get(..leaf.span.start().saturating_sub(start)).unwrap_or_default();
        let bracket = before.chars().rev().take(NEAR).find(|c| matches!(c, '(' | ')'));
        bracket == Some('(') || before.ends_with('/') || behind.starts_with(any_of("(/"))
    }

    fn close(&self, at: usize, leaf: &Leaf) -> bool {
        let text = leaf.text;
        match leaf.field {
            "work.name" => {
                let position = self.sibling(at, "work.position");
                text.contains(',')
                    || title(text) > 0.0 && position.is_none_or(|position| title(position) < title(text) + 0.3)
            }
            "work.position" => {
                let name = self.sibling(at, "work.name");
                title(text) < 0.3 && name.is_none_or(|name| title(text) < title(name) + 0.3)
            }
            "volunteer.organization" => title(text) > 0.0,
            "volunteer.position" => title(text) < 0.3,
            "education.institution" => degree::level(text).is_some() || text.contains(','),
            "education.area" => organization::is_institution(text) || place::is_place(text) || !self.names_area(leaf),
            "education.studyType" => organization::is_institution(text),
            "certificates.name" => match self.sibling(at, "certificates.issuer") {
                Some(issuer) => organization::score(issuer) < 0.5,
                None => text.contains(any_of(",.")),
            },
            "certificates.issuer" => organization::score(text) < 0.5,
            "awards.title" | "publications.name" => organization::score(text) >= 0.7,
            "work.location" | "education.location" | "volunteer.location" => organization::score(text) >= 0.5,
            "basics.location" => text.matches(',').count() > 2 || text.contains(|c: char| c.is_ascii_digit()),
            // What stands in brackets behind an item is an item itself, or explains it.
            "skills.keywords" => self.beside_brackets(leaf),
            _ => false,
        }
    }

    /// Whether the words of a degree lead to this field of study: `BSc in Physics`.
    fn names_area(&self, leaf: &Leaf) -> bool {
        let Some(row) = self.rows.get(self.row_of(leaf.span)) else { return false };
        let area = degree::find(row.text).and_then(|found| found.area);
        area.is_some_and(|area| row.span().sub(area).overlaps(leaf.span))
    }

    fn fragment(&self, leaf: &Leaf) -> bool {
        let text = leaf.text;
        let lower = text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
        let (key, field) = leaf.field.split_once('.').unwrap_or_default();
        match (key, field) {
            (_, "highlights" | "courses") => {
                let row = self.rows.get(self.row_of(leaf.span));
                let whole =
                    |row: &&Row| row.starts_item() && self.document.trim(row.span()).start() == leaf.span.start();
                lower || !row.as_ref().is_some_and(whole)
            }
            (_, "summary" | "description") => lower || !text.ends_with(any_of(".!?:)")),
            ("skills" | "interests", _) => {
                let open = text.contains('(') != text.contains(')');
                open || text.ends_with('.') || text.starts_with("and ") || text.contains(':')
            }
            ("basics" | "profiles" | "languages", _) | ("projects", "url" | "keywords") => false,
            _ => lower,
        }
    }

    /// Whether the entry lacks what most others of its key have.
    fn odd(&self, at: usize, leaf: &Leaf) -> bool {
        let own = key(leaf.field);
        let of_key = self.usual.iter().filter(|field| is_key(own, field));
        of_key.into_iter().any(|field| self.sibling(at, field).is_none())
    }

    /// Whether nothing else of the entry says what it is.
    fn bare(&self, at: usize, leaf: &Leaf) -> bool {
        let has = |field: &str| self.sibling(at, field).is_some();
        match key(leaf.field) {
            "work" => !(has("work.dates") && has("work.name") && has("work.position")),
            "volunteer" => !(has("volunteer.organization") && has("volunteer.position")),
            "education" => !(has("education.institution") && has("education.studyType")),
            "projects" => !has("projects.description") && !has("projects.highlights") && !has("projects.dates"),
            "certificates" => !has("certificates.date") && !has("certificates.issuer"),
            "publications" => !has("publications.releaseDate"),
            _ => false,
        }
    }
}

/// Whether the words of its heading do not say what a section is about.
fn is_guessed(section: &Section) -> bool {
    let known = section.heading.as_ref().and_then(|heading| locale::headings(&heading.value));
    !known.is_some_and(|heading| heading.kinds.contains(&section.kind))
}

/// How far before an item a bracket is looked for, in characters.
const NEAR: usize = 120;

/// For each leaf, the leaves of its entry.
fn entries(leaves: &[Leaf]) -> Vec<Range<usize>> {
    let mut entries = Vec::new();
    let mut start = 0;
    for (at, leaf) in leaves.iter().enumerate() {
        let next = leaves.get(at + 1);
        if next.is_none_or(|next| next.entry != leaf.entry || key(next.field) != key(leaf.field)) {
            entries.resize(at + 1, start..at + 1);
            start = at + 1;
        }
    }
    entries
}

/// The fields of [`expected`] that more than half of the entries of their key have.
fn usual(leaves: &[Leaf], entries: &[Range<usize>]) -> Vec<&'static str> {
    let mut usual = Vec::new();
    for key in ["work", "volunteer", "education", "projects", "certificates", "publications", "languages"] {
        let of_key = || leaves.iter().zip(entries).enumerate().filter(|(_, (leaf, _))| is_key(key, leaf.field));
        let count = of_key().filter(|(at, (_, entry))| *at == entry.start).count();
        let having = |field: &&&str| of_key().filter(|(_, (leaf, _))| leaf.field == **field).count() * 2 > count;
        usual.extend(expected(key).iter().filter(having));
    }
    usual
}

/// For each leaf, whether another has some of its words; the same field with the same words, as an employer that stands
/// above several positions, is none.
fn shared(leaves: &[Leaf]) -> Vec<bool> {
    let mut shared = vec![false; leaves.len()];
    let mut order: Vec<usize> = (0..leaves.len()).filter(|&at| !is_key("profiles", leaves[at].field)).collect();
    sort::by_key(&mut order, |&at| leaves[at].span);
    let mut furthest: Option<usize> = None;
    for at in order {
        if let Some(before) = furthest {
            let (one, other) = (&leaves[before], &leaves[at]);
            if one.span.overlaps(other.span) && (one.field, one.span) != (other.field, other.span) {
                (shared[before], shared[at]) = (true, true);
            }
        }
        if furthest.is_none_or(|before| leaves[before].span.end() < leaves[at].span.end()) {
            furthest = Some(at);
        }
    }
    shared
}

/// How much a text is a job title rather than an organisation's name.
fn title(text: &str) -> f32 {
    organization::title_before_name(text)
}

/// The fields that entries of a key have.
fn expected(key: &str) -> &'static [&'static str] {
    match key {
        "work" => &["work.name", "work.position", "work.dates"],
        "volunteer" => &["volunteer.organization", "volunteer.position", "volunteer.dates"],
        "education" => &["education.institution", "education.studyType", "education.dates"],
        "projects" => &["projects.name", "projects.dates"],
        "certificates" => &["certificates.name", "certificates.issuer", "certificates.date"],
        "publications" => &["publications.name", "publications.publisher", "publications.releaseDate"],
        "languages" => &["languages.language", "languages.fluency"],
        _ => &[],
    }
}

/// Whether no word that we know says what a value is.
fn unknown(leaf: &Leaf) -> bool {
    let text = leaf.text;
    match leaf.field {
        "work.position" | "volunteer.position" | "basics.label" => job_title::score(text) < 0.5,
        "work.name" | "volunteer.organization" => organization::score(text) < 0.3,
        "work.location" | "basics.location" | "education.location" | "volunteer.location" => !place::is_place(text),
        "education.institution" => !organization::is_institution(text),
        "education.studyType" => degree::find(text).is_none_or(|found| found.at.len() + 2 < text.len()),
        "education.score" => !text.contains(|c: char| c.is_ascii_digit()),
        "education.highlights" | "awards.title" | "awards.awarder" | "awards.date" => true,
        "skills.keywords" => skill::lookup(text).is_none(),
        "languages.language" => !fluency::is_language(text),
        "languages.fluency" => !fluency::is_level(text),
        "basics.name" | "references.name" => !person::is_name(text),
        _ => false,
    }
}

/// Whether a value is longer or shorter than such values are.
fn length(leaf: &Leaf) -> bool {
    let words = leaf.text.split_whitespace().count();
    match leaf.field {
        "work.position" | "work.name" | "volunteer.position" | "education.studyType" | "education.area" => {
            words > 6 || leaf.text.contains(any_of("|;•"))
        }
        "skills.keywords" | "projects.name" | "references.name" => words > 4,
        "languages.fluency" => words > 3,
        "interests.name" => words > 5,
        "work.highlights" | "volunteer.highlights" | "projects.highlights" | "education.highlights" => words < 3,
        "certificates.name" | "awards.title" => !(2..=12).contains(&words),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analysis, analyze};
    use crate::entity::date::Month;

    fn read(cv: &str) -> Analysis {
        analyze(cv.as_bytes(), "cv.md", "", Month::new(2026, 11)).expect("it reads")
    }

    fn doubt<'a>(analysis: &'a Analysis, text: &str) -> Option<&'a Doubt> {
        let is_it = |doubt: &&Doubt| !doubt.entry && analysis.document.slice(doubt.span) == text;
        analysis.doubts.iter().find(is_it)
    }

    const CV: &str = "# Ada Doe\n\nada@example.org\n\n## Experience\n\n### Software Engineer, Acme Ltd\n\n*May 2018 - June 2020*\n\n\
        - Built things in Go\n\n### Software Developer, Borough Labs\n\n*July 2020 - present*\n\n- Built more of them\n\n";

    #[test]
    fn what_nothing_speaks_against_is_sure() {
        let analysis = read(CV);
        for text in ["ada@example.org", "Software Engineer", "Acme Ltd", "May 2018 - June 2020", "Built things in Go"] {
            assert_eq!(doubt(&analysis, text), None);
        }
        assert!(analysis.alternatives.is_empty(), "{:?}", analysis.alternatives);
    }

    #[test]
    fn an_entry_without_what_the_others_have_is_doubted_as_a_whole() {
        let analysis = read(&format!("{CV}### Lead Engineer, Cooper Ltd\n\n- Led\n"));
        let entry = analysis.resume.work.last().expect("three positions").span;
        let odd = analysis.doubts.iter().find(|doubt| doubt.entry && doubt.span == entry).expect("it has no dates");
        assert!(odd.reasons.contains(&Reason::Odd));
        assert_eq!(doubt(&analysis, "Cooper Ltd").map(|doubt| doubt.confidence), Some(Confidence::Unsure));
        assert_eq!(doubt(&analysis, "Acme Ltd"), None);
    }

    #[test]
    fn a_skill_that_only_its_place_makes_one_is_likely() {
        let analysis = read(&format!("{CV}## Skills\n\nRust, Python, Zymurgy, SQL\n"));
        assert_eq!(doubt(&analysis, "Rust"), None);
        let doubt = doubt(&analysis, "Zymurgy").expect("no vocabulary has it");
        assert_eq!((doubt.confidence, doubt.reasons.as_slice()), (Confidence::Likely, &[Reason::Place][..]));
    }
}
