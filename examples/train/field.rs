//! The conditional random field whose weights are learned: its likelihood and its gradient.

use cv_readback::model::{COLUMNS, LABELS, Label, Rows, is_possible, rows_of, transition};

/// A document: the features of its lines, and their labels.
pub struct Sample {
    pub features: Vec<Vec<u16>>,
    pub labels: Vec<usize>,
}

/// How much of a weight one step of the integers is.
const STEP: f32 = 1.0 / 12.0;
/// How far one step of learning goes.
const RATE: f32 = 0.12;

pub struct Field {
    weights: Vec<f32>,
    squares: Vec<f32>,
    /// Sums of the weights after each epoch of the second half.
    sums: Vec<f32>,
    decay: f32,
}

impl Field {
    pub fn train(samples: &[Sample], epochs: usize, decay: f32) -> Self {
        let size = Rows::count() * COLUMNS;
        let mut field = Self { weights: vec![0.0; size], squares: vec![1e-3; size], sums: vec![0.0; size], decay };
        let mut order: Vec<usize> = (0..samples.len()).collect();
        let mut state = 12_345_u64;
        for epoch in 0..epochs {
            for at in (1..order.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                order.swap(at, (state >> 33) as usize % (at + 1));
            }
            for &at in &order {
                field.learn(&samples[at]);
            }
            if epoch * 2 >= epochs {
                for (sum, weight) in field.sums.iter_mut().zip(&field.weights) {
                    *sum += weight;
                }
            }
        }
        let count = epochs - epochs.div_ceil(2);
        field.weights = field.sums.iter().map(|sum| sum / count.max(1) as f32).collect();
        field
    }

    /// The weights as integers.
    pub fn quantised(&self) -> Vec<i8> {
        let whole = |weight: &f32| (weight / STEP).round().clamp(-127.0, 127.0) as i8;
        self.weights.iter().map(whole).map(|weight| if weight.abs() <= 1 { 0 } else { weight }).collect()
    }

    fn step(&mut self, at: usize, gradient: f32) {
        let weight = self.weights[at];
        let gradient = gradient - self.decay * weight;
        self.squares[at] += gradient * gradient;
        self.weights[at] += RATE * gradient / self.squares[at].sqrt();
    }

    fn learn(&mut self, sample: &Sample) {
        let count = sample.labels.len();
        if count == 0 {
            return;
        }
        let weight = |row: usize, column: usize| self.weights[row * COLUMNS + column];
        let mut unary = vec![[0.0_f32; LABELS]; count];
        let rows: Vec<Vec<usize>> = (0..count).map(|at| rows_of(&sample.features, at).collect()).collect();
        for (scores, rows) in unary.iter_mut().zip(&rows) {
            let mut columns = [0.0_f32; COLUMNS];
            for row in rows {
                for (sum, weight) in columns.iter_mut().zip(&self.weights[row * COLUMNS..(row + 1) * COLUMNS]) {
                    *sum += weight;
                }
            }
            for (label, score) in scores.iter_mut().enumerate() {
                let [kind, part] = Label::columns(label);
                *score = columns[kind] + columns[part] + weight(Rows::bias(label / 5), part);
            }
        }
        let step = |from: Option<usize>, to: usize| -> f32 {
            transition(from, to).into_iter().map(|(row, column)| weight(row, column)).sum()
        };
        // Probabilities: each line's scores are scaled so that they sum to one.
        let mut matrix = vec![[0.0_f32; LABELS]; LABELS];
        for (from, row) in matrix.iter_mut().enumerate() {
            for (to, cell) in row.iter_mut().enumerate() {
                *cell = if is_possible(Some(from), to) { step(Some(from), to).exp() } else { 0.0 };
            }
        }
        let exps: Vec<[f32; LABELS]> = unary
            .iter()
            .map(|scores| {
                let most = scores.iter().copied().fold(f32::MIN, f32::max);
                std::array::from_fn(|label| (scores[label] - most).exp())
            })
            .collect();
        let scaled = |scores: [f32; LABELS]| {
            let sum: f32 = scores.iter().sum::<f32>().max(1e-30);
            scores.map(|score| score / sum)
        };
        let mut forward = vec![[0.0_f32; LABELS]; count];
        forward[0] = scaled(std::array::from_fn(|label| exps[0][label] * step(None, label).exp()));
        for at in 1..count {
            let mut sums = [0.0_f32; LABELS];
            for (from, row) in matrix.iter().enumerate() {
                let score = forward[at - 1][from];
                if score > 1e-12 {
                    for (sum, cell) in sums.iter_mut().zip(row) {
                        *sum += score * cell;
                    }
                }
            }
            forward[at] = scaled(std::array::from_fn(|label| sums[label] * exps[at][label]));
        }
        let mut backward = vec![[1.0_f32; LABELS]; count];
        for at in (0..count - 1).rev() {
            let next: [f32; LABELS] = std::array::from_fn(|label| backward[at + 1][label] * exps[at + 1][label]);
            backward[at] = scaled(std::array::from_fn(|from| {
                matrix[from].iter().zip(&next).map(|(cell, next)| cell * next).sum::<f32>()
            }));
        }
        // How often each pair of labels is expected beside each other.
        let mut pairs = vec![[0.0_f32; LABELS]; LABELS];
        for at in 1..count {
            let next: [f32; LABELS] = std::array::from_fn(|label| backward[at][label] * exps[at][label]);
            let mut whole = 0.0;
            for (from, row) in matrix.iter().enumerate() {
                let score = forward[at - 1][from];
                if score > 1e-9 {
                    whole += score * row.iter().zip(&next).map(|(cell, next)| cell * next).sum::<f32>();
                }
            }
            if whole <= 0.0 {
                continue;
            }
            for (from, (row, pair)) in matrix.iter().zip(&mut pairs).enumerate() {
                let score = forward[at - 1][from] / whole;
                if score > 1e-9 {
                    for ((sum, cell), next) in pair.iter_mut().zip(row).zip(&next) {
                        *sum += score * cell * next;
                    }
                }
            }
        }
        let expected: Vec<[f32; LABELS]> = (0..count)
            .map(|at| scaled(std::array::from_fn(|label| forward[at][label] * backward[at][label])))
            .collect();
        // The gradient: what the gold has less what is expected.
        let mut of_rows: Vec<[f32; COLUMNS]> = Vec::with_capacity(count);
        let mut biases = vec![[0.0_f32; LABELS]; 1];
        for (at, expected) in expected.iter().enumerate() {
            let mut columns = [0.0_f32; COLUMNS];
            for (label, expected) in expected.iter().enumerate() {
                let gradient = f32::from(u8::from(sample.labels[at] == label)) - expected;
                for column in Label::columns(label) {
                    columns[column] += gradient;
                }
                biases[0][label] += gradient;
            }
            of_rows.push(columns);
        }
        let first: [f32; LABELS] =
            std::array::from_fn(|label| f32::from(u8::from(sample.labels[0] == label)) - expected[0][label]);
        for (rows, columns) in rows.iter().zip(&of_rows) {
            for row in rows {
                for (column, gradient) in columns.iter().enumerate() {
                    if gradient.abs() > 1e-4 {
                        self.step(row * COLUMNS + column, *gradient);
                    }
                }
            }
        }
        for (label, gradient) in biases[0].iter().enumerate() {
            let [_, part] = Label::columns(label);
            self.step(Rows::bias(label / 5) * COLUMNS + part, *gradient);
        }
        for window in sample.labels.windows(2) {
            pairs[window[0]][window[1]] -= 1.0;
        }
        let mut steps: Vec<f32> = vec![0.0; (Rows::count() - Rows::within(0, 0)) * COLUMNS];
        let base = Rows::within(0, 0);
        let mut add = |from: Option<usize>, to: usize, gradient: f32| {
            for (at, (row, column)) in transition(from, to).into_iter().enumerate() {
                let is_none = at == 1 && from.is_some_and(|from| from / 5 == to / 5);
                if !is_none {
                    steps[(row - base) * COLUMNS + column] += gradient;
                }
            }
        };
        for (from, row) in pairs.iter().enumerate() {
            for (to, surplus) in row.iter().enumerate().filter(|(_, surplus)| surplus.abs() > 1e-6) {
                add(Some(from), to, -surplus);
            }
        }
        for (label, gradient) in first.iter().enumerate() {
            add(None, label, *gradient);
        }
        for (at, gradient) in steps.iter().enumerate().filter(|(_, gradient)| gradient.abs() > 1e-6) {
            self.step(base * COLUMNS + at, *gradient);
        }
    }
}
