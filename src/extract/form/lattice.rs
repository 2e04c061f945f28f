//! All labellings of a head with their scores, and the best of them: a Viterbi search over labels and the set of the fields
//! that were seen.

use super::{DATE, NONE, Schema, field_of};

/// How many of the first fields of a schema stand in a head once at most.
pub const ONCE: usize = 3;
/// Sets of these.
pub const SETS: usize = 1 << ONCE;
/// A score that nothing has.
const NEVER: i32 = -1_000_000;

/// Scores of labels and of steps between them.
#[derive(Debug, Clone)]
pub struct Lattice {
    labels: usize,
    /// For each piece and label.
    own: Vec<i32>,
    /// For each piece, the label before (the last of all where there is none) and the label.
    steps: Vec<i32>,
    /// For each set of fields seen before, and the label.
    sets: Vec<i32>,
    /// For each set of fields at the end.
    ends: Vec<i32>,
    dates: Vec<bool>,
}

impl Lattice {
    pub fn new(schema: Schema, sets: Vec<i32>, ends: Vec<i32>) -> Self {
        Self { labels: schema.labels(), own: Vec::new(), steps: Vec::new(), sets, ends, dates: Vec::new() }
    }

    /// Adds a piece: the scores of its labels, and of the steps to them.
    pub fn push(&mut self, own: &[i32], steps: &[i32], date: bool) {
        self.own.extend_from_slice(own);
        self.steps.extend_from_slice(steps);
        self.dates.push(date);
    }

    /// The same labellings, all scores divided by `by`: as if one were less sure of them.
    #[must_use]
    pub fn tempered(mut self, by: i32) -> Self {
        let all = self.own.iter_mut().chain(&mut self.steps).chain(&mut self.sets).chain(&mut self.ends);
        all.for_each(|score| *score /= by);
        self
    }

    pub fn len(&self) -> usize {
        self.dates.len()
    }

    pub fn is_empty(&self) -> bool {
        self.dates.is_empty()
    }

    /// Adds to the score of a label of a piece.
    pub fn add(&mut self, piece: usize, label: usize, score: i32) {
        self.own[piece * self.labels + label] += score;
    }

    /// The set of fields seen with `label`, after `set`; nothing where it must not follow.
    fn after(set: usize, label: usize) -> Option<usize> {
        match field_of(label) {
            Some((field, false)) if field < ONCE => (set & (1 << field) == 0).then_some(set | 1 << field),
            _ => Some(set),
        }
    }

    /// The score of a step to a piece's label from the label before (as many as there are labels at the start), where a set of
    /// fields was seen; and the set then. Nothing where it is not allowed.
    pub fn step(&self, piece: usize, before: usize, label: usize, set: usize) -> Option<(usize, i32)> {
        if (label == DATE) != self.dates[piece] {
            return None;
        }
        if let Some((field, true)) = field_of(label)
            && field_of(before).is_none_or(|(last, _)| last != field)
        {
            return None;
        }
        let next = Self::after(set, label)?;
        let wide = (self.labels + 1) * self.labels;
        let score = self.own[piece * self.labels + label]
            + self.steps[piece * wide + before * self.labels + label]
            + self.sets[set * self.labels + label];
        Some((next, score))
    }

    /// The score of a set of fields at the end.
    pub fn end(&self, set: usize) -> i32 {
        self.ends[set]
    }

    /// For each piece, label and set, the score of the best way to there.
    fn forward(&self) -> (Vec<i32>, Vec<u16>) {
        let states = self.labels * SETS;
        let mut best = vec![NEVER; self.len() * states];
        let mut from = vec![0_u16; self.len() * states];
        for piece in 0..self.len() {
            for label in 0..self.labels {
                if (label == DATE) != self.dates[piece] {
                    continue;
                }
                if piece == 0 {
                    if let Some((next, score)) = self.step(0, self.labels, label, 0) {
                        best[label * SETS + next] = score;
                    }
                    continue;
                }
                for before in 0..self.labels {
                    for set in 0..SETS {
                        let had = best[(piece - 1) * states + before * SETS + set];
                        if had == NEVER {
                            continue;
                        }
                        let Some((next, score)) = self.step(piece, before, label, set) else { continue };
                        let at = piece * states + label * SETS + next;
                        if had + score > best[at] {
                            best[at] = had + score;
                            from[at] = (before * SETS + set) as u16;
                        }
                    }
                }
            }
        }
        (best, from)
    }

    /// For each piece, label and set, the score of the best way from there to the end.
    fn backward(&self) -> Vec<i32> {
        let states = self.labels * SETS;
        let mut best = vec![NEVER; self.len() * states];
        for piece in (0..self.len()).rev() {
            for label in 0..self.labels {
                if (label == DATE) != self.dates[piece] {
                    continue;
                }
                for set in 0..SETS {
                    let at = piece * states + label * SETS + set;
                    if piece + 1 == self.len() {
                        best[at] = self.ends[set];
                        continue;
                    }
                    for behind in 0..self.labels {
                        let Some((next, score)) = self.step(piece + 1, label, behind, set) else { continue };
                        let rest = best[(piece + 1) * states + behind * SETS + next];
                        if rest > NEVER {
                            best[at] = best[at].max(score + rest);
                        }
                    }
                }
            }
        }
        best
    }

    /// The best labelling.
    pub fn best(&self) -> Vec<usize> {
        if self.is_empty() {
            return Vec::new();
        }
        let states = self.labels * SETS;
        let (best, from) = self.forward();
        let last = &best[(self.len() - 1) * states..];
        let mut state = 0;
        let mut top = NEVER;
        for (at, score) in last.iter().enumerate().filter(|(_, score)| **score > NEVER) {
            let score = score + self.ends[at % SETS];
            if score > top {
                (state, top) = (at, score);
            }
        }
        let mut labels = vec![NONE; self.len()];
        for piece in (0..self.len()).rev() {
            labels[piece] = state / SETS;
            state = usize::from(from[piece * states + state]);
        }
        labels
    }

    /// For each piece and label, the score of the best labelling in which it has it; very low where it cannot.
    pub fn marginals(&self) -> Vec<i32> {
        let (forward, _) = self.forward();
        let backward = self.backward();
        let mut marginals = vec![NEVER; self.len() * self.labels];
        for (at, (ahead, behind)) in forward.iter().zip(&backward).enumerate() {
            if *ahead > NEVER && *behind > NEVER {
                let cell = &mut marginals[at / SETS];
                *cell = (*cell).max(ahead + behind);
            }
        }
        marginals
    }

    /// For each piece of the labelling, how much worse the best labelling is that has another label there.
    pub fn margins(&self, labels: &[usize]) -> Vec<i32> {
        let marginals = self.marginals();
        let margin = |(piece, label): (usize, &usize)| {
            let own = &marginals[piece * self.labels..(piece + 1) * self.labels];
            let others = own.iter().enumerate().filter(|(at, _)| at != label).map(|(_, score)| *score);
            own[*label] - others.max().unwrap_or(NEVER)
        };
        labels.iter().enumerate().map(margin).collect()
    }

    /// The score of a labelling, and the sets of fields before each piece and at the end.
    pub fn sets_of(labels: &[usize]) -> Vec<usize> {
        let mut set = 0;
        let mut sets = vec![0];
        for label in labels {
            set = Self::after(set, *label).unwrap_or(set);
            sets.push(set);
        }
        sets
    }
}
