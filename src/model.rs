//! Which kind of section each line of a document belongs to, and which part of it a line is: decided for all lines at once.
//!
//! A linear-chain model: a score for each line and label, from the line's evidence and its neighbours', and one for each pair of
//! neighbouring labels; the labelling whose sum is highest is found by the Viterbi algorithm. The weights are integers that
//! `examples/train.rs` learns and writes to `weights.txt`; build.rs packs them.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::line::features::{self, ALL_KINDS, KINDS, kind_index};
use crate::locale::SectionKind;

pub mod beside;
pub mod parts;
use parts::Parts;

/// What part of its section a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// It heads the section.
    Heading,
    /// The first line of an entry.
    Start,
    /// Another line that says who, where or when.
    Head,
    /// A list item.
    Item,
    /// Running text, and all else.
    Prose,
}

impl Part {
    /// All, in the order of their columns.
    pub const ALL: [Self; PARTS] = [Self::Heading, Self::Start, Self::Head, Self::Item, Self::Prose];

    /// As weights call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Start => "start",
            Self::Head => "head",
            Self::Item => "item",
            Self::Prose => "prose",
        }
    }
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    pub kind: SectionKind,
    pub part: Part,
}

const PARTS: usize = 5;
const KIND_COUNT: usize = KINDS.len();
/// How many labels there are; see [`Label::index`].
pub const LABELS: usize = KIND_COUNT * PARTS;
/// Columns of a row of weights: kinds where the line is a heading, kinds where it is none, parts.
pub const COLUMNS: usize = 2 * KIND_COUNT + PARTS;
/// How far a line sees: its neighbours up to so many lines away are its evidence, too.
const WINDOW: usize = 2;
/// What it costs that below a heading something else begins: it does not happen.
pub const NEVER: i32 = -1_000;
/// What it costs that a kind follows itself as if it were another: what follows within it counts.
const OWN: i32 = -1_000_000;
/// What stands before the first line, among the rows of kinds and parts.
const EDGE_KIND: usize = KIND_COUNT;
const EDGE_PART: usize = PARTS;

impl Label {
    /// A number below [`LABELS`].
    pub fn index(self) -> usize {
        kind_index(self.kind) * PARTS + self.part as usize
    }

    /// The label that has this number.
    pub fn of(index: usize) -> Self {
        Self { kind: ALL_KINDS[(index / PARTS).min(KIND_COUNT - 1)], part: Part::ALL[index % PARTS] }
    }

    /// The two columns that a line with this label takes its weights from.
    pub fn columns(index: usize) -> [usize; 2] {
        let (kind, part) = (index / PARTS, index % PARTS);
        [if part == 0 { kind } else { KIND_COUNT + kind }, 2 * KIND_COUNT + part]
    }
}

/// Where the rows of weights of each sort begin.
pub struct Rows;

impl Rows {
    /// The row of feature `index` of the line that stands `offset` lines below, -2 to 2.
    pub fn feature(index: usize, offset: isize) -> usize {
        (offset + WINDOW as isize) as usize * features::count() + index
    }

    /// The row for each kind: its own weight for each part.
    pub fn bias(kind: usize) -> usize {
        (2 * WINDOW + 1) * features::count() + kind
    }

    /// What follows a part within a section of this kind.
    pub fn within(kind: usize, part: usize) -> usize {
        Self::bias(KIND_COUNT) + kind * PARTS + part
    }

    /// Which kind follows a kind.
    pub fn from(kind: usize) -> usize {
        Self::within(KIND_COUNT, 0) + kind
    }

    /// With which part a section begins behind this part of another.
    pub fn change(part: usize) -> usize {
        Self::from(KIND_COUNT + 1) + part
    }

    /// How many rows there are.
    pub fn count() -> usize {
        Self::change(PARTS + 1)
    }

    /// What a row is called in the file of weights.
    pub fn name(row: usize) -> String {
        let kind = |kind: usize| KINDS.get(kind).copied().unwrap_or("edge");
        let part = |part: usize| Part::ALL.get(part).map_or("edge", |part| part.name());
        let features = (2 * WINDOW + 1) * features::count();
        match () {
            () if row < features => {
                let offset = (row / features::count()) as isize - WINDOW as isize;
                let name = features::name(row % features::count());
                if offset == 0 { name } else { format!("{name}@{offset:+}") }
            }
            () if row < Self::within(0, 0) => format!("bias {}", kind(row - features)),
            () if row < Self::from(0) => {
                let at = row - Self::within(0, 0);
                format!("within {} {}", kind(at / PARTS), part(at % PARTS))
            }
            () if row < Self::change(0) => format!("from {}", kind(row - Self::from(0))),
            () => format!("change {}", part(row - Self::change(0))),
        }
    }
}

/// The column's name in the file of weights.
pub fn column_name(column: usize) -> String {
    match column.checked_sub(2 * KIND_COUNT) {
        Some(part) => Part::ALL[part].name().to_owned(),
        None if column < KIND_COUNT => ["h:", KINDS[column]].concat(),
        None => KINDS[column - KIND_COUNT].to_owned(),
    }
}

/// Integer weights, row by row ([`Rows`]), [`COLUMNS`] to a row.
#[derive(Debug, Clone)]
pub struct Model {
    weights: Vec<i8>,
    pub rates: Rates,
    /// What tells the parts of entries.
    pub parts: Parts,
}

/// What is weighed by hand beside the learned weights, in their unit (a twelfth of a natural logarithm's); chosen by the headline
/// out of fold.
#[derive(Debug, Clone, Copy)]
pub struct Rates {
    /// A vote of the rules for the kind of a line whose section a known heading opens, another heading or guess, or none (the header).
    pub line: i32,
    pub guessed: i32,
    pub header: i32,
    /// A vote of the rules for a heading and its kind.
    pub heading: i32,
    /// What it costs that something else begins without a heading.
    pub switch: i32,
    /// The most that the evidence of one line can say against a label.
    pub cap: i32,
}

impl Rates {
    /// The rules' votes decide all.
    pub const RULES: Self =
        Self { line: 9_999, guessed: 9_999, header: 9_999, heading: 9_999, switch: 150, cap: 10_000 };
}

impl Default for Rates {
    fn default() -> Self {
        Self { line: 100, guessed: 80, header: 60, heading: 240, switch: 150, cap: 200 }
    }
}

static TRAINED: LazyLock<Model> = LazyLock::new(|| {
    let packed: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/weights.bin"));
    Model::of(packed.iter().map(|byte| byte.cast_signed()).collect())
});

/// The model that comes with the program.
pub fn trained() -> &'static Model {
    &TRAINED
}

/// A labelling, and how sure each line of it is.
#[derive(Debug, Clone, Default)]
pub struct Decoded {
    pub labels: Vec<usize>,
    /// By how much the best labelling is better than the best one that gives the line another kind; per line.
    pub margins: Vec<i32>,
}

impl Model {
    /// With these weights; missing ones are 0.
    pub fn of(mut weights: Vec<i8>) -> Self {
        weights.resize(Rows::count() * COLUMNS, 0);
        Self { weights, rates: Rates::default(), parts: parts::trained().clone() }
    }

    pub fn row(&self, row: usize) -> &[i8] {
        self.weights.get(row * COLUMNS..(row + 1) * COLUMNS).unwrap_or_default()
    }

    /// What the evidence of line `at` says for each label.
    pub fn unary(&self, features: &[Vec<u16>], at: usize) -> [i32; LABELS] {
        let mut columns = [0_i32; COLUMNS];
        for row in rows_of(features, at) {
            for (sum, weight) in columns.iter_mut().zip(self.row(row)) {
                *sum += i32::from(*weight);
            }
        }
        let mut scores = [0; LABELS];
        for (label, score) in scores.iter_mut().enumerate() {
            let [kind, part] = Label::columns(label);
            let bias = self.row(Rows::bias(label / PARTS)).get(part).copied().unwrap_or_default();
            *score = columns[kind] + columns[part] + i32::from(bias);
        }
        let least = scores.iter().max().copied().unwrap_or_default() - self.rates.cap;
        scores.map(|score| score.max(least))
    }

    /// The features of line `at` that say something for or against a label, by name, with their weights.
    pub fn evidence(&self, features: &[Vec<u16>], at: usize, label: usize) -> Vec<(String, i32)> {
        let weight = |row: usize| -> i32 {
            let columns = Label::columns(label).into_iter();
            columns.filter_map(|column| self.row(row).get(column)).map(|weight| i32::from(*weight)).sum()
        };
        rows_of(features, at).map(|row| (Rows::name(row), weight(row))).filter(|(_, weight)| *weight != 0).collect()
    }

    /// What it says for label `to` that it follows `from`, which is nothing for the first line.
    pub fn step(&self, from: Option<usize>, to: usize) -> i32 {
        let weight = |row: usize, column: usize| i32::from(self.row(row).get(column).copied().unwrap_or_default());
        let learned: i32 = transition(from, to).into_iter().map(|(row, column)| weight(row, column)).sum();
        let switches =
            from.is_some_and(|from| from / PARTS != to / PARTS && from / PARTS != 0) && !to.is_multiple_of(PARTS);
        let back = from.is_some_and(|from| from / PARTS != 0) && to / PARTS == 0;
        learned - self.rates.switch * (i32::from(switches) + i32::from(back))
            + if is_possible(from, to) { 0 } else { NEVER }
    }

    /// The best labelling of the lines with these features; `votes` are added to the scores of each line.
    pub fn decode(&self, features: &[Vec<u16>], votes: &dyn Fn(usize, usize) -> i32) -> Decoded {
        let steps = Steps::of(self);
        let count = features.len();
        let unary: Vec<[i32; LABELS]> = (0..count)
            .map(|at| {
                let mut scores = self.unary(features, at);
                for (label, score) in scores.iter_mut().enumerate() {
                    *score += votes(at, label);
                }
                scores
            })
            .collect();
        let Some(first) = unary.first() else { return Decoded::default() };
        let mut forward = vec![[0_i32; LABELS]; count];
        let mut back = vec![[0_u8; LABELS]; count];
        for (label, score) in forward[0].iter_mut().enumerate() {
            *score = first[label] + self.step(None, label);
        }
        for at in 1..count {
            let (scores, from) = steps.best_before(&forward[at - 1]);
            back[at] = from;
            for label in 0..LABELS {
                forward[at][label] = scores[label] + unary[at][label];
            }
        }
        let mut backward = vec![[0_i32; LABELS]; count];
        for at in (0..count - 1).rev() {
            let mut next = backward[at + 1];
            for (score, unary) in next.iter_mut().zip(&unary[at + 1]) {
                *score += unary;
            }
            backward[at] = steps.best_after(&next);
        }
        let mut labels = vec![0; count];
        labels[count - 1] = best(&forward[count - 1]);
        for at in (1..count).rev() {
            labels[at - 1] = usize::from(back[at][labels[at]]);
        }
        let margin = |at: usize| {
            let whole = forward[at][labels[at]] + backward[at][labels[at]];
            let others = (0..LABELS).filter(|label| label / PARTS != labels[at] / PARTS);
            whole - others.map(|label| forward[at][label] + backward[at][label]).max().unwrap_or(whole)
        };
        let margins = (0..count).map(margin).collect();
        Decoded { labels, margins }
    }
}

/// The rows of weights that the features of line `at` and its neighbours choose.
pub fn rows_of(features: &[Vec<u16>], at: usize) -> impl Iterator<Item = usize> {
    let window = WINDOW as isize;
    (-window..=window).flat_map(move |offset| {
        let line = at.checked_add_signed(offset).and_then(|at| features.get(at));
        line.into_iter().flatten().map(move |feature| Rows::feature(usize::from(*feature), offset))
    })
}

/// Whether label `to` can follow `from`: below a heading stands what it heads, or another heading.
pub fn is_possible(from: Option<usize>, to: usize) -> bool {
    from.is_none_or(|from| from / PARTS == to / PARTS || !from.is_multiple_of(PARTS) || to.is_multiple_of(PARTS))
}

/// The weights, as row and column, that say how good it is that label `to` follows `from`.
pub fn transition(from: Option<usize>, to: usize) -> [(usize, usize); 2] {
    let (kind, part) = (to / PARTS, to % PARTS);
    let part = 2 * KIND_COUNT + part;
    match from {
        // The second is no weight: what is never learned stays 0.
        Some(from) if from / PARTS == kind => [(Rows::within(kind, from % PARTS), part), (Rows::change(EDGE_PART), 0)],
        Some(from) => [(Rows::from(from / PARTS), KIND_COUNT + kind), (Rows::change(from % PARTS), part)],
        None => [(Rows::from(EDGE_KIND), KIND_COUNT + kind), (Rows::change(EDGE_PART), part)],
    }
}

fn best(scores: &[i32; LABELS]) -> usize {
    let mut best = 0;
    for (label, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = label;
        }
    }
    best
}

/// The weights of neighbouring labels, so that most of the pairs need not be looked at: across kinds, what follows depends on
/// the kinds and on the parts, not on all four together.
struct Steps {
    within: [[[i32; PARTS]; PARTS]; KIND_COUNT],
    kinds: [[i32; KIND_COUNT]; KIND_COUNT],
    parts: [[i32; PARTS]; PARTS],
    switch: i32,
}

impl Steps {
    fn of(model: &Model) -> Self {
        let weight = |row: usize, column: usize| i32::from(model.row(row).get(column).copied().unwrap_or_default());
        let part = 2 * KIND_COUNT;
        // The header is what stands before everything else.
        let back = model.rates.switch;
        Self {
            within: std::array::from_fn(|kind| {
                std::array::from_fn(|a| std::array::from_fn(|b| weight(Rows::within(kind, a), part + b)))
            }),
            kinds: std::array::from_fn(|a| {
                std::array::from_fn(|b| {
                    if a == b { OWN } else { weight(Rows::from(a), KIND_COUNT + b) - if b == 0 { back } else { 0 } }
                })
            }),
            switch: model.rates.switch,
            parts: std::array::from_fn(|a| {
                std::array::from_fn(|b| weight(Rows::change(a), part + b) + if a == 0 && b != 0 { NEVER } else { 0 })
            }),
        }
    }

    /// For each label, the best score of what stands before it with the step to it, and the label that it comes from.
    fn best_before(&self, before: &[i32; LABELS]) -> ([i32; LABELS], [u8; LABELS]) {
        let (mut scores, mut from) = ([i32::MIN; LABELS], [0_u8; LABELS]);
        for part in 0..PARTS {
            // From each kind, the best way to leave it towards this part; for each kind, the best of these.
            let (mut best, mut came) = ([i32::MIN; KIND_COUNT], [0_u32; KIND_COUNT]);
            for (other, kinds) in self.kinds.iter().enumerate() {
                let (mut leaving, mut label) = (i32::MIN, 0);
                let own = before.iter().enumerate().skip(other * PARTS).take(PARTS);
                for ((at, score), steps) in own.zip(&self.parts) {
                    let score = score + steps[part];
                    if score > leaving {
                        (leaving, label) = (score, at as u32);
                    }
                }
                leaving -= if part != 0 && other != 0 { self.switch } else { 0 };
                for ((best, came), step) in best.iter_mut().zip(&mut came).zip(kinds) {
                    let is_better = leaving + step > *best;
                    *best = if is_better { leaving + step } else { *best };
                    *came = if is_better { label } else { *came };
                }
            }
            for (kind, within) in self.within.iter().enumerate() {
                let (mut best, mut came) = (best[kind], came[kind]);
                // Where both are as good, nothing changes.
                for other in (0..PARTS).rev() {
                    let score = before[kind * PARTS + other] + within[other][part];
                    if score >= best {
                        (best, came) = (score, (kind * PARTS + other) as u32);
                    }
                }
                (scores[kind * PARTS + part], from[kind * PARTS + part]) = (best, came as u8);
            }
        }
        (scores, from)
    }

    /// For each label, the best score of what stands behind it with the step to that.
    fn best_after(&self, after: &[i32; LABELS]) -> [i32; LABELS] {
        let mut scores = [i32::MIN; LABELS];
        for part in 0..PARTS {
            // For each kind that follows, the best of its parts; the header is left without a switch.
            let (mut entering, mut from_header) = ([i32::MIN; KIND_COUNT], [i32::MIN; KIND_COUNT]);
            for (label, score) in after.iter().enumerate() {
                let score = score + self.parts[part][label % PARTS];
                let switch = if label % PARTS != 0 { self.switch } else { 0 };
                let kind = label / PARTS;
                entering[kind] = entering[kind].max(score - switch);
                from_header[kind] = from_header[kind].max(score);
            }
            for (kind, (kinds, within)) in self.kinds.iter().zip(&self.within).enumerate() {
                let entering = if kind == 0 { &from_header } else { &entering };
                let mut best = i32::MIN;
                for (step, entering) in kinds.iter().zip(entering) {
                    best = best.max(step + entering);
                }
                for other in 0..PARTS {
                    best = best.max(after[kind * PARTS + other] + within[part][other]);
                }
                scores[kind * PARTS + part] = best;
            }
        }
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weights without a pattern, the same each time.
    fn some() -> Model {
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((state >> 24) as u8).cast_signed()
        };
        Model::of((0..Rows::count() * COLUMNS).map(|_| next()).collect())
    }

    #[test]
    fn the_best_labelling_is_no_worse_than_any_other() {
        let model = some();
        let features: Vec<Vec<u16>> = (0..4).map(|at| vec![at, 10 + at, 40]).collect();
        let found = model.decode(&features, &|_, _| 0);
        let score = |labels: &[usize]| -> i32 {
            let mut before = None;
            let mut sum = 0;
            for (at, label) in labels.iter().enumerate() {
                sum += model.unary(&features, at)[*label] + model.step(before, *label);
                before = Some(*label);
            }
            sum
        };
        let best = score(&found.labels);
        for at in 0..4 {
            let mut runner_up = i32::MIN;
            for label in 0..LABELS {
                let mut other = found.labels.clone();
                other[at] = label;
                assert!(score(&other) <= best);
                if label / PARTS != found.labels[at] / PARTS {
                    runner_up = runner_up.max(score(&other));
                }
            }
            assert!(found.margins[at] <= best - runner_up);
            assert!(found.margins[at] >= 0);
        }
    }

    #[test]
    fn rows_have_names_of_their_own() {
        let mut names: Vec<String> = (0..Rows::count()).map(Rows::name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), Rows::count());
    }

    #[test]
    fn labels_and_their_numbers() {
        for index in 0..LABELS {
            assert_eq!(Label::of(index).index(), index);
        }
        for (at, kind) in ALL_KINDS.into_iter().enumerate() {
            assert_eq!((kind_index(kind), kind.name()), (at, KINDS[at]));
        }
    }
}
