//! What stands where in the heads of a section's entries, decided for all of them together.
//!
//! Each head is cut into pieces ([`piece`]), each piece says what speaks for what it could be ([`evidence`]), learned
//! weights ([`weights`]) add it up, and the best labelling of the whole head is found ([`lattice`]). Then the entries of
//! the document tell each other what stands in which slot ([`votes`]), and each is labelled once more: a title that
//! nobody knows is one where the other entries have titles.

use super::head::Head;
use crate::document::Document;
use crate::entry::Entry;
use crate::span::Span;

pub mod evidence;
pub mod lattice;
pub mod piece;
pub mod votes;
pub mod weights;

use lattice::Lattice;
use piece::{Piece, Sign};
use votes::Votes;
use weights::Weights;

/// What the heads of a kind of section have in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// Work and volunteering.
    Position,
    Education,
}

/// What pieces of a head can be together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Title,
    Employer,
    Place,
    Degree,
    School,
    Area,
    Grade,
}

impl Schema {
    /// The fields of a head; the first three stand in it once at most.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Position => &[Field::Title, Field::Employer, Field::Place],
            Self::Education => &[Field::Degree, Field::School, Field::Area, Field::Place, Field::Grade],
        }
    }

    /// Whether the entries tell each other what stands where. Degrees are too unlike: a school without a field of study stands
    /// beside a university, and measured on unseen documents they mislead each other.
    pub fn has_votes(self) -> bool {
        self == Self::Position
    }

    /// Whether a head with this set of the first three fields says nothing of what the entry is.
    pub fn is_bare(self, set: usize) -> bool {
        match self {
            Self::Position => set.is_multiple_of(4),
            Self::Education => set == 0,
        }
    }

    /// How many labels a piece can have: none of the fields, a date, and for each field that it begins or goes on.
    pub fn labels(self) -> usize {
        2 + 2 * self.fields().len()
    }

    /// The name of a label in the file of weights: "O", "D", "T", "T+".
    pub fn label_name(self, label: usize) -> &'static str {
        let names: &[&str] = match self {
            Self::Position => &["O", "D", "T", "T+", "E", "E+", "P", "P+"],
            Self::Education => &["O", "D", "G", "G+", "S", "S+", "A", "A+", "P", "P+", "R", "R+"],
        };
        names.get(label).copied().unwrap_or("+")
    }
}

/// The label of a piece that is in no field.
pub const NONE: usize = 0;
/// The label of a date.
pub const DATE: usize = 1;

/// The field of a label, as a number among [`Schema::fields`], and whether the label goes on with it.
pub fn field_of(label: usize) -> Option<(usize, bool)> {
    let at = label.checked_sub(2)?;
    Some((at / 2, at % 2 == 1))
}

/// How much it says for a field that a label before the piece names it.
pub const NAMED: i32 = 8 * weights::UNIT;
/// How much it says that a piece is in no field: nothing outweighs it.
pub const BARRED: i32 = 64 * weights::UNIT;

/// How much it says against a labelling that it leaves an entry bare.
pub const BARE: i32 = 4 * weights::UNIT;

/// What is added to the score of a label of a piece that [`named`] gives.
pub fn named_score(label: usize) -> i32 {
    if label == NONE { BARRED } else { NAMED }
}

/// Words of the shortest remark in a head.
const LEAST: usize = 2;
/// Words of the shortest sentence in brackets.
const SENTENCE: usize = 4;

/// The label with which a piece begins the field that a label before it names, or [`NONE`] for the kind of employment in
/// brackets, for a sentence in brackets, and for a second employer in its column.
pub fn named(schema: Schema, piece: &Piece) -> Option<usize> {
    if piece.again || piece.aside || piece.seen.employment && piece.sign == Sign::Bracket {
        return Some(NONE);
    }
    let field = match piece.label? {
        "label.organization" if schema == Schema::Position => Field::Employer,
        "label.organization" => Field::School,
        "label.position" => Field::Title,
        "label.location" => Field::Place,
        "label.degree" => Field::Degree,
        "label.area" => Field::Area,
        "label.score" => Field::Grade,
        _ => return None,
    };
    let at = schema.fields().iter().position(|other| *other == field)?;
    (piece.at == 0).then_some(2 + 2 * at)
}

/// The head of an entry in pieces.
#[derive(Debug, Clone, Default)]
pub struct Pieces {
    pub pieces: Vec<Piece>,
    /// An entry before it stands less deep.
    pub child: bool,
}

/// A field that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    pub field: Field,
    pub span: Span,
    /// How much worse the best labelling is in which its first piece is something else.
    pub margin: i32,
}

/// What the head of an entry says.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub fields: Vec<Read>,
    /// The lines of the head of which nothing is in a field.
    pub rest: Vec<Span>,
    /// What else of its lines is in no field, and has words enough to say something.
    pub left: Vec<Span>,
    /// Sentences in brackets behind a field.
    pub asides: Vec<Span>,
}

impl Reading {
    /// The surest value of `field`.
    pub fn get(&self, field: Field) -> Option<Span> {
        let mut found: Option<&Read> = None;
        for read in self.fields.iter().filter(|read| read.field == field) {
            if found.is_none_or(|had| read.margin > had.margin) {
                found = Some(read);
            }
        }
        found.map(|read| read.span)
    }
}

/// Entries, the head of each in parts, and what it says.
#[derive(Debug, Default)]
pub(in crate::extract) struct Entries {
    pub all: Vec<Entry>,
    pub heads: Vec<Head>,
    pub readings: Vec<Reading>,
}

impl Entries {
    pub fn iter(&self) -> impl Iterator<Item = (&Entry, &Head, &Reading)> {
        self.all.iter().zip(&self.heads).zip(&self.readings).map(|((entry, head), reading)| (entry, head, reading))
    }
}

/// The heads of entries in pieces.
pub(in crate::extract) fn pieces(document: &Document, schema: Schema, entries: &Entries) -> Vec<Pieces> {
    let mut above = u8::MAX;
    let each = entries.all.iter().zip(&entries.heads).map(|(entry, head)| {
        let child = schema == Schema::Position && above < entry.depth;
        above = above.min(entry.depth);
        Pieces { pieces: piece::cut(document, schema, head, &entry.head), child }
    });
    each.collect()
}

/// What heads say, that are all of one document.
pub(in crate::extract) fn read(document: &Document, schema: Schema, heads: &[Pieces]) -> Vec<Reading> {
    let weights = Weights::of(schema);
    let mut lattices: Vec<Lattice> = heads.iter().map(|head| weights.lattice(head)).collect();
    if schema.has_votes() {
        let votes = Votes::of(schema, heads, &lattices);
        for (at, (head, lattice)) in heads.iter().zip(&mut lattices).enumerate() {
            weights.vote(lattice, head, &votes, at);
        }
    }
    heads.iter().zip(&lattices).map(|(head, lattice)| assemble(document, schema, head, lattice)).collect()
}

/// The fields that a labelling makes.
fn assemble(document: &Document, schema: Schema, head: &Pieces, lattice: &Lattice) -> Reading {
    let mut reading = Reading::default();
    let labels = lattice.best();
    let margins = lattice.margins(&labels);
    for ((piece, label), margin) in head.pieces.iter().zip(&labels).zip(&margins) {
        match field_of(*label) {
            Some((_, true)) => {
                if let Some(last) = reading.fields.last_mut() {
                    last.span = last.span.to(piece.span);
                }
            }
            Some((field, false)) => {
                let field = schema.fields()[field];
                reading.fields.push(Read { field, span: piece.span, margin: *margin });
            }
            None => {}
        }
    }
    let mut lines = head.pieces.iter().zip(&labels).peekable();
    while let Some((first, label)) = lines.next() {
        let (mut span, mut nothing) = (first.span, *label == NONE);
        while let Some((piece, label)) = lines.next_if(|(piece, _)| piece.line == first.line) {
            (span, nothing) = (span.to(piece.span), nothing && *label == NONE);
        }
        if nothing {
            reading.rest.push(closed(document, span));
        }
    }
    reading.asides = asides(document, head, &labels);
    reading.left = left(document, head, &labels);
    for read in &mut reading.fields {
        read.span = closed(document, read.span);
    }
    reading
}

/// Pieces side by side that are in no field, in lines of which something is in one; cells of their own are columns of a table.
fn left(document: &Document, head: &Pieces, labels: &[usize]) -> Vec<Span> {
    let mut left = Vec::new();
    for line in head.pieces.chunk_by(|a, b| a.line == b.line) {
        let from = line.first().map_or(0, |first| head.pieces.partition_point(|piece| piece.line < first.line));
        let own = labels.get(from..from + line.len()).unwrap_or_default();
        if own.iter().all(|label| *label == NONE) {
            continue;
        }
        let pieces: Vec<(&Piece, &usize)> = line.iter().zip(own).collect();
        for run in pieces.chunk_by(|(_, a), (_, b)| **a == NONE && **b == NONE) {
            let words: usize = run.iter().map(|(piece, _)| piece.count).sum();
            if let (Some((first, label)), Some((last, _))) = (run.first(), run.last())
                && **label == NONE
                && first.sign != Sign::Tab
                && words >= LEAST
            {
                left.push(closed(document, first.span.to(last.span)));
            }
        }
    }
    left
}

/// What stands in brackets, is in no field and has the words of a sentence.
fn asides(document: &Document, head: &Pieces, labels: &[usize]) -> Vec<Span> {
    let mut asides: Vec<Span> = Vec::new();
    let mut open = false;
    for (piece, label) in head.pieces.iter().zip(labels) {
        let opens = piece.sign == Sign::Bracket;
        open = *label == NONE && (opens || open && piece.sign != Sign::Line);
        match asides.last_mut() {
            Some(last) if open && !opens => *last = last.to(piece.span),
            _ if open => asides.push(piece.span),
            _ => {}
        }
    }
    asides.retain(|span| document.slice(*span).split_whitespace().count() >= SENTENCE);
    asides
}

/// `span` with the bracket behind it, if one is open in it.
fn closed(document: &Document, span: Span) -> Span {
    let text = document.slice(span);
    let open = text.matches(['(', '（']).count() > text.matches([')', '）']).count();
    let all = document.span();
    let behind = document.slice(all.sub(span.end()..all.len()));
    let sign = behind.chars().next().filter(|c| matches!(c, ')' | '）'));
    match sign {
        Some(sign) if open => all.sub(span.start()..span.end() + sign.len_utf8()),
        _ => span,
    }
}
