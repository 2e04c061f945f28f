//! Which part of an entry each row of a section is, once the kind of the section is known: decoded for all its rows at once, from
//! what the rules say of them, from how the rows are set beside each other, and from the evidence of the lines.
//!
//! A linear-chain model as [`super::Model`]; `examples/train.rs` learns its weights and writes them to `parts.txt`.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::Part;
use super::beside;
pub use super::beside::{Rule, features_of};
use crate::line::features::{self, KINDS, kind_index};
use crate::locale::SectionKind;

/// What a row is: it begins an entry, is another line of its head, or is anything else.
pub const LABELS: [Part; COUNT] = [Part::Start, Part::Head, Part::Prose];
const COUNT: usize = 3;
/// How far a row sees.
const WINDOW: usize = 2;

/// Where the rows of weights begin.
pub struct Rows;

impl Rows {
    /// Where feature `index` of the row that stands `offset` below has its weights; nothing where it has none: of its neighbours a
    /// row sees only what they are within the section.
    fn feature(index: usize, offset: isize) -> Option<usize> {
        match index.checked_sub(features::count()) {
            None => (offset == 0).then_some(index),
            Some(index) => Some(features::count() + (offset + WINDOW as isize) as usize * beside::COUNT + index),
        }
    }

    /// What follows the label `before`, as many as there are at the start, in a section of `kind`.
    pub fn step(kind: usize, before: usize) -> usize {
        features::count() + (2 * WINDOW + 1) * beside::COUNT + kind * (COUNT + 1) + before
    }

    /// How many rows there are.
    pub fn count() -> usize {
        Self::step(KINDS.len(), 0)
    }

    /// What a row of weights is called in their file.
    pub fn name(row: usize) -> String {
        let Some(of_section) = row.checked_sub(features::count()) else { return features::name(row) };
        if let Some(step) = row.checked_sub(Self::step(0, 0)) {
            let before = LABELS.get(step % (COUNT + 1)).map_or("edge", |part| part.name());
            return format!("{} {before}", KINDS[step / (COUNT + 1)]);
        }
        let (offset, name) =
            ((of_section / beside::COUNT) as isize - WINDOW as isize, beside::name(of_section % beside::COUNT));
        if offset == 0 { name } else { format!("{name}@{offset:+}") }
    }
}

/// Integer weights, a row for each of [`Rows`], a column for each of [`LABELS`].
#[derive(Debug, Clone)]
pub struct Parts {
    weights: Arc<[i8]>,
}

static TRAINED: LazyLock<Parts> = LazyLock::new(|| {
    let packed: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/parts.bin"));
    Parts::of(packed.iter().map(|byte| byte.cast_signed()).collect())
});

/// The model that comes with the program.
pub fn trained() -> &'static Parts {
    &TRAINED
}

impl Parts {
    /// With these weights; missing ones are 0.
    pub fn of(mut weights: Vec<i8>) -> Self {
        weights.resize(Rows::count() * COUNT, 0);
        Self { weights: weights.into() }
    }

    /// Without weights: what the rules say decides.
    pub fn none() -> Self {
        Self { weights: Arc::new([]) }
    }

    fn row(&self, row: usize) -> [i32; COUNT] {
        std::array::from_fn(|at| self.weights.get(row * COUNT + at).copied().map_or(0, i32::from))
    }
}

/// The rows of weights that the features of row `at` of a section and its neighbours choose.
pub fn rows_of(features: &[Vec<u16>], at: usize) -> impl Iterator<Item = usize> {
    let window = WINDOW as isize;
    (-window..=window).flat_map(move |offset| {
        let row = at.checked_add_signed(offset).and_then(|at| features.get(at));
        row.into_iter().flatten().filter_map(move |feature| Rows::feature(usize::from(*feature), offset))
    })
}

/// The evidence of the lines of a document, and the model that reads it.
#[derive(Debug, Clone)]
pub struct PartEvidence {
    features: Vec<Vec<u16>>,
    model: Parts,
}

impl Default for PartEvidence {
    fn default() -> Self {
        Self { features: Vec::new(), model: Parts::none() }
    }
}

/// The evidence of the rows of one section.
#[derive(Debug, Clone, Copy)]
pub struct Within<'a> {
    lines: &'a [Vec<u16>],
    model: &'a Parts,
}

static NONE: LazyLock<Parts> = LazyLock::new(Parts::none);

impl Default for Within<'_> {
    /// No evidence.
    fn default() -> Self {
        Self { lines: &[], model: &NONE }
    }
}

impl PartEvidence {
    /// `features` are those of all lines.
    pub fn of(model: &Parts, features: Vec<Vec<u16>>) -> Self {
        Self { features, model: model.clone() }
    }

    /// The evidence of some lines; none of it where there is none.
    pub fn within(&self, lines: Range<usize>) -> Within<'_> {
        Within { lines: self.features.get(lines).unwrap_or_default(), model: &self.model }
    }
}

impl Within<'_> {
    /// The part of each row of a section of `kind`: the best sequence by its evidence and by what the rules say. Without evidence,
    /// what the rules say.
    pub fn decode(&self, kind: SectionKind, rules: &[Rule]) -> Vec<Part> {
        let by_rules: Vec<Part> = rules.iter().map(|rule| rule.part()).collect();
        if self.lines.len() != rules.len() || rules.is_empty() || self.model.weights.is_empty() {
            return by_rules;
        }
        let features = features_of(self.lines, kind, rules);
        let kind = kind_index(kind);
        let scores = |at: usize| {
            let mut sum = [0; COUNT];
            for row in rows_of(&features, at) {
                for (sum, weight) in sum.iter_mut().zip(self.model.row(row)) {
                    *sum += weight;
                }
            }
            sum
        };
        let steps: [[i32; COUNT]; COUNT + 1] = std::array::from_fn(|before| self.model.row(Rows::step(kind, before)));
        let add = |a: [i32; COUNT], b: [i32; COUNT]| std::array::from_fn(|at| a[at] + b[at]);
        let mut best: [i32; COUNT] = add(scores(0), steps[COUNT]);
        let mut back = Vec::with_capacity(rules.len());
        for at in 1..rules.len() {
            let from: [usize; COUNT] = std::array::from_fn(|label| {
                (0..COUNT).max_by_key(|before| best[*before] + steps[*before][label]).unwrap_or_default()
            });
            let next = std::array::from_fn(|label| best[from[label]] + steps[from[label]][label]);
            best = add(next, scores(at));
            back.push(from);
        }
        let mut label = (0..COUNT).max_by_key(|label| best[*label]).unwrap_or_default();
        let mut decoded = vec![LABELS[label]];
        for from in back.into_iter().rev() {
            label = from[label];
            decoded.push(LABELS[label]);
        }
        decoded.reverse();
        // A section has an entry, and nothing stands before its first.
        let first = decoded.iter().position(|part| *part == Part::Start).unwrap_or(decoded.len());
        decoded[..first].copy_from_slice(&by_rules[..first]);
        decoded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_weights_have_names_of_their_own() {
        let mut names: Vec<String> = (0..Rows::count()).map(Rows::name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), Rows::count());
    }

    #[test]
    fn the_rules_decide_where_there_is_no_evidence_and_before_the_first_entry() {
        let rules = [Rule::Label, Rule::Start, Rule::Head, Rule::Body];
        let by_rules = [Part::Prose, Part::Start, Part::Head, Part::Prose];
        assert_eq!(PartEvidence::default().within(0..4).decode(SectionKind::Work, &rules), by_rules);
        // Weights of which nothing begins an entry.
        let mut weights = vec![0; Rows::count() * COUNT];
        for row in 0..Rows::count() {
            weights[row * COUNT + 2] = 1;
        }
        let lines = vec![vec![features::family("block").start as u16]; 4];
        let evidence = PartEvidence::of(&Parts::of(weights), lines);
        assert_eq!(evidence.within(0..4).decode(SectionKind::Work, &rules), by_rules);
    }

    #[test]
    fn evidence_outweighs_the_rules() {
        let item = features::family("block").start as u16 + 5;
        let mut weights = vec![0; Rows::count() * COUNT];
        weights[usize::from(item) * COUNT] = 100;
        let evidence = PartEvidence::of(&Parts::of(weights), vec![vec![item], vec![item]]);
        assert_eq!(
            evidence.within(0..2).decode(SectionKind::Projects, &[Rule::Start, Rule::Head]),
            [Part::Start, Part::Start]
        );
    }
}
