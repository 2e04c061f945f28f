//! The learned weights of features.

use std::sync::LazyLock;

use super::evidence;
use super::lattice::{Lattice, SETS};
use super::piece::Sign;
use super::votes::Votes;
use super::{BARE, Pieces, Schema, field_of, named, named_score};
use crate::word_map::WordMap;

/// How many units make a weight of one.
pub const UNIT: i32 = 256;
/// How many steps of the weights in the files make one.
pub const GRAIN: i32 = 16;
/// The name of the weight that all labels share that go on with a field.
pub const JOIN: &str = "+";
/// The name of the weight of a set of fields at the end.
pub const END: &str = "#";

/// What a feature says of each label.
pub trait Rows {
    /// The weights of a feature, one for each label, then [`JOIN`] and [`END`].
    fn row(&self, feature: &[&str]) -> Option<&[i32]>;
}

/// The weights of a kind of section.
pub struct Weights {
    schema: Schema,
    rows: Table,
    steps: Steps,
}

/// Rows of weights by feature.
struct Table {
    wide: usize,
    names: WordMap,
    weights: Vec<i32>,
}

impl Rows for Table {
    fn row(&self, feature: &[&str]) -> Option<&[i32]> {
        let at = self.names.get_joined(feature)?;
        self.weights.get(at * self.wide..(at + 1) * self.wide)
    }
}

/// The scores that no head changes.
#[derive(Debug, Clone)]
pub struct Steps {
    /// For each sign, the label before (the last of all where there is none) and the label.
    signs: Vec<Vec<i32>>,
    sets: Vec<i32>,
    ends: [Vec<i32>; 2],
}

impl Steps {
    pub fn of(schema: Schema, rows: &dyn Rows) -> Self {
        let labels = schema.labels();
        let mut signs = Vec::new();
        for sign in Sign::ALL {
            let mut cells = Vec::with_capacity((labels + 1) * labels);
            for before in 0..=labels {
                let name = if before == labels { "^" } else { schema.label_name(before) };
                let mut own = vec![0; labels];
                evidence::step(name, sign, &mut |feature| add(&mut own, rows.row(feature)));
                cells.extend(own);
            }
            signs.push(cells);
        }
        let mut sets = Vec::with_capacity(SETS * labels);
        for set in 0..SETS {
            let mut own = vec![0; labels];
            evidence::seen_before(set, &mut |feature| add(&mut own, rows.row(feature)));
            sets.extend(own);
        }
        let ends = [false, true].map(|child| {
            let end = |set| {
                let mut score = if schema.is_bare(set) { -BARE } else { 0 };
                evidence::at_end(set, child, &mut |feature| {
                    score += rows.row(feature).map_or(0, |row| row[labels + 1]);
                });
                score
            };
            (0..SETS).map(end).collect()
        });
        Self { signs, sets, ends }
    }

    /// A lattice for a head, without its pieces.
    pub fn lattice(&self, schema: Schema, child: bool) -> Lattice {
        Lattice::new(schema, self.sets.clone(), self.ends[usize::from(child)].clone())
    }

    /// The scores of the steps over `sign`.
    pub fn over(&self, sign: Sign) -> &[i32] {
        let at = Sign::ALL.iter().position(|other| *other == sign).unwrap_or_default();
        &self.signs[at]
    }
}

/// Adds the weights of a feature to the scores of the labels.
pub fn add(scores: &mut [i32], row: Option<&[i32]>) {
    let Some(row) = row else { return };
    let join = row[scores.len()];
    for (label, (score, weight)) in scores.iter_mut().zip(row).enumerate() {
        *score += weight;
        if field_of(label).is_some_and(|(_, on)| on) {
            *score += join;
        }
    }
}

static POSITION: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(Schema::Position, vocabulary!("form_position.tsv")));
static EDUCATION: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(Schema::Education, vocabulary!("form_education.tsv")));

impl Weights {
    pub fn of(schema: Schema) -> &'static Self {
        match schema {
            Schema::Position => &POSITION,
            Schema::Education => &EDUCATION,
        }
    }

    /// Reads lines of a feature and its weights: `t4<TAB>T31 E-12`, as build.rs packs them.
    fn parse(schema: Schema, file: &str) -> Self {
        let labels = schema.labels();
        let wide = labels + 2;
        let mut rows = Table { wide, names: WordMap::default(), weights: Vec::new() };
        for line in file.lines() {
            let Some((feature, weights)) = line.split_once('\t') else { continue };
            let at = rows.names.insert(feature, rows.weights.len() / wide);
            rows.weights.resize((at + 1) * wide, 0);
            for cell in weights.split(' ') {
                let number = cell.find(|c: char| c == '-' || c.is_ascii_digit()).unwrap_or(cell.len());
                let (label, weight) = cell.split_at(number);
                let column = match label {
                    JOIN => labels,
                    END => labels + 1,
                    _ => (0..labels).find(|at| schema.label_name(*at) == label).unwrap_or(labels + 1),
                };
                rows.weights[at * wide + column] = weight.parse::<i32>().unwrap_or_default() * (UNIT / GRAIN);
            }
        }
        let steps = Steps::of(schema, &rows);
        Self { schema, rows, steps }
    }

    /// All labellings of a head by itself.
    pub fn lattice(&self, head: &Pieces) -> Lattice {
        let mut lattice = self.steps.lattice(self.schema, head.child);
        for (at, piece) in head.pieces.iter().enumerate() {
            let mut own = vec![0; self.schema.labels()];
            if !piece.date {
                evidence::own(self.schema, head, at, &mut |feature| add(&mut own, self.rows.row(feature)));
            }
            if let Some(label) = named(self.schema, piece) {
                own[label] += named_score(label);
            }
            lattice.push(&own, self.steps.over(piece.sign), piece.date);
        }
        lattice
    }

    /// Adds what the other entries say of a head to its labellings.
    pub fn vote(&self, lattice: &mut Lattice, head: &Pieces, votes: &Votes, entry: usize) {
        for at in (0..head.pieces.len()).filter(|at| !head.pieces[*at].date) {
            let mut own = vec![0; self.schema.labels()];
            let mut sink = |feature: &[&str]| add(&mut own, self.rows.row(feature));
            evidence::voted(self.schema, head, at, votes, entry, &mut sink);
            for (label, score) in own.into_iter().enumerate() {
                lattice.add(at, label, score);
            }
        }
    }
}
