//! Learning of weights: a conditional random field over the lattices of heads, by FTRL-proximal, which leaves most weights at 0.

use std::collections::BTreeMap;

use cv_readback::extract::form::lattice::{Lattice, SETS};
use cv_readback::extract::form::piece::Sign;
use cv_readback::extract::form::weights::{END, JOIN, UNIT};
use cv_readback::extract::form::{Schema, evidence, field_of, named_score};

/// The head of an entry, as learning sees it.
pub struct Example {
    pub own: Vec<Vec<u32>>,
    pub signs: Vec<Sign>,
    pub dates: Vec<bool>,
    pub child: bool,
    /// For each piece, the label that is named before it.
    pub named: Vec<Option<usize>>,
    /// What the entry by itself says, where `own` is only what the others say.
    pub alone: Option<Lattice>,
    pub labels: Vec<usize>,
    pub weight: f32,
}

/// Names of features and their numbers.
pub struct Features {
    pub schema: Schema,
    ids: BTreeMap<String, u32>,
    names: Vec<String>,
    /// For each sign and label before, the features of the step.
    steps: Vec<Vec<[u32; 2]>>,
    sets: Vec<u32>,
    ends: [Vec<[u32; 2]>; 2],
}

impl Features {
    pub fn of(schema: Schema) -> Self {
        let mut features = Self {
            schema,
            ids: BTreeMap::new(),
            names: Vec::new(),
            steps: Vec::new(),
            sets: Vec::new(),
            ends: [Vec::new(), Vec::new()],
        };
        for sign in Sign::ALL {
            let of = |before: usize| {
                let name = if before == schema.labels() { "^" } else { schema.label_name(before) };
                let mut ids = Vec::new();
                evidence::step(name, sign, &mut |feature| ids.push(features.id(feature)));
                [ids[0], ids[1]]
            };
            let row = (0..=schema.labels()).map(of).collect();
            features.steps.push(row);
        }
        for set in 0..SETS {
            let mut ids = Vec::new();
            evidence::seen_before(set, &mut |feature| ids.push(features.id(feature)));
            features.sets.push(ids[0]);
        }
        for child in [false, true] {
            for set in 0..SETS {
                let mut ids = Vec::new();
                evidence::at_end(set, child, &mut |feature| ids.push(features.id(feature)));
                features.ends[usize::from(child)].push([ids[0], ids[1]]);
            }
        }
        features
    }

    pub fn id(&mut self, feature: &[&str]) -> u32 {
        let name = feature.concat();
        if let Some(id) = self.ids.get(&name) {
            return *id;
        }
        let id = self.names.len() as u32;
        self.names.push(name.clone());
        self.ids.insert(name, id);
        id
    }
}

/// How fast weights move, how much it costs that one is not 0, and how much that it is large.
const RATE: f64 = 0.15;
const SPARSE: f64 = 0.8;
const SMALL: f64 = 4.0;
/// Pieces that must have a feature.
const FEWEST: u32 = 4;
/// Orders of the examples in which weights are learned.
const ORDERS: u32 = 6;

pub struct Model {
    schema: Schema,
    wide: usize,
    weights: Vec<f32>,
}

/// What FTRL-proximal remembers of each weight.
struct Ftrl {
    z: Vec<f64>,
    n: Vec<f64>,
}

/// How likely labels, steps and sets are by the weights, piece by piece.
struct Expected {
    own: Vec<Vec<f64>>,
    steps: Vec<Vec<f64>>,
    sets: Vec<Vec<f64>>,
    ends: Vec<f64>,
}

impl Expected {
    fn of(model: &Model, features: &Features, example: &Example) -> Self {
        let labels = model.schema.labels();
        let states = labels * SETS;
        let count = example.dates.len();
        let lattice = model.lattice(features, example);
        let likely = |score: i32| f64::from(score) / f64::from(UNIT);
        // The weight of each allowed step: from state to state.
        let mut ways: Vec<Vec<(usize, usize, usize, f64)>> = Vec::with_capacity(count);
        for piece in 0..count {
            let mut own = Vec::new();
            let befores = if piece == 0 { labels..labels + 1 } else { 0..labels };
            for before in befores {
                for set in 0..if piece == 0 { 1 } else { SETS } {
                    for label in 0..labels {
                        if let Some((next, score)) = lattice.step(piece, before, label, set) {
                            own.push((before * SETS + set, label, label * SETS + next, likely(score).exp()));
                        }
                    }
                }
            }
            ways.push(own);
        }
        let mut ahead = vec![vec![0.0; states]; count];
        for piece in 0..count {
            for (from, _, to, way) in &ways[piece] {
                let had = if piece == 0 { 1.0 } else { ahead[piece - 1][*from] };
                ahead[piece][*to] += had * way;
            }
            let sum: f64 = ahead[piece].iter().sum();
            ahead[piece].iter_mut().for_each(|cell| *cell /= sum.max(1e-300));
        }
        let mut behind = vec![vec![0.0; states]; count];
        for (state, cell) in behind[count - 1].iter_mut().enumerate() {
            *cell = likely(lattice.end(state % SETS)).exp();
        }
        for piece in (1..count).rev() {
            let (before, after) = behind.split_at_mut(piece);
            for (from, _, to, way) in &ways[piece] {
                before[piece - 1][*from] += way * after[0][*to];
            }
            let sum: f64 = before[piece - 1].iter().sum();
            before[piece - 1].iter_mut().for_each(|cell| *cell /= sum.max(1e-300));
        }
        let mut expected = Self { own: Vec::new(), steps: Vec::new(), sets: Vec::new(), ends: vec![0.0; SETS] };
        for piece in 0..count {
            let mut own = vec![0.0; labels];
            let mut steps = vec![0.0; (labels + 1) * labels];
            let mut sets = vec![0.0; SETS * labels];
            let mut sum = 0.0;
            for (from, label, to, way) in &ways[piece] {
                let had = if piece == 0 { 1.0 } else { ahead[piece - 1][*from] };
                let share = had * way * behind[piece][*to];
                sum += share;
                own[*label] += share;
                steps[from / SETS * labels + label] += share;
                sets[from % SETS * labels + label] += share;
            }
            for cell in own.iter_mut().chain(&mut steps).chain(&mut sets) {
                *cell /= sum.max(1e-300);
            }
            expected.own.push(own);
            expected.steps.push(steps);
            expected.sets.push(sets);
        }
        let mut sum = 0.0;
        for (state, (ahead, behind)) in ahead[count - 1].iter().zip(&behind[count - 1]).enumerate() {
            expected.ends[state % SETS] += ahead * behind;
            sum += ahead * behind;
        }
        expected.ends.iter_mut().for_each(|cell| *cell /= sum.max(1e-300));
        expected
    }
}

impl Model {
    fn row(&self, id: u32) -> &[f32] {
        let from = id as usize * self.wide;
        self.weights.get(from..from + self.wide).unwrap_or_default()
    }

    fn add(&self, own: &mut [f32], id: u32) {
        let row = self.row(id);
        for (label, (own, weight)) in own.iter_mut().zip(row).enumerate() {
            *own += weight;
            if field_of(label).is_some_and(|(_, on)| on) {
                *own += row[self.wide - 2];
            }
        }
    }

    /// All labellings of a head.
    pub fn lattice(&self, features: &Features, example: &Example) -> Lattice {
        let labels = self.schema.labels();
        if let Some(alone) = &example.alone {
            let mut lattice = alone.clone();
            for (piece, ids) in example.own.iter().enumerate().filter(|(piece, _)| !example.dates[*piece]) {
                let mut own = vec![0.0; labels];
                for id in ids {
                    self.add(&mut own, *id);
                }
                for (label, score) in own.iter().enumerate() {
                    lattice.add(piece, label, (score * UNIT as f32) as i32);
                }
            }
            return lattice;
        }
        let unit = |scores: &[f32]| scores.iter().map(|score| (score * UNIT as f32) as i32).collect::<Vec<_>>();
        let mut sets = Vec::new();
        for id in &features.sets {
            let mut own = vec![0.0; labels];
            self.add(&mut own, *id);
            sets.extend(unit(&own));
        }
        let ends: Vec<f32> = features.ends[usize::from(example.child)]
            .iter()
            .map(|ids| ids.iter().map(|id| self.row(*id).last().copied().unwrap_or_default()).sum())
            .collect();
        let mut lattice = Lattice::new(self.schema, sets, unit(&ends));
        for (piece, (ids, sign)) in example.own.iter().zip(&example.signs).enumerate() {
            let date = example.dates[piece];
            let mut own = vec![0.0; labels];
            if !date {
                for id in ids {
                    self.add(&mut own, *id);
                }
            }
            let at = Sign::ALL.iter().position(|other| other == sign).expect("all are there");
            let mut steps = Vec::with_capacity((labels + 1) * labels);
            for ids in &features.steps[at] {
                let mut own = vec![0.0; labels];
                for id in ids {
                    self.add(&mut own, *id);
                }
                steps.extend(unit(&own));
            }
            lattice.push(&unit(&own), &steps, date);
            if let Some(label) = example.named[piece] {
                lattice.add(piece, label, named_score(label));
            }
        }
        lattice
    }

    /// Weights that are the mean of what several orders of the examples teach: what one order teaches by chance falls away.
    pub fn train(features: &Features, examples: &[Example], epochs: usize) -> Self {
        let mut mean: Option<Self> = None;
        for order in 0..ORDERS {
            let model = Self::train_in_order(features, examples, epochs, 12_345 + order);
            match &mut mean {
                None => mean = Some(model),
                Some(mean) => mean.weights.iter_mut().zip(&model.weights).for_each(|(sum, own)| *sum += own),
            }
        }
        let mut mean = mean.expect("there is one order at least");
        mean.weights.iter_mut().for_each(|weight| *weight /= ORDERS as f32);
        mean
    }

    fn train_in_order(features: &Features, examples: &[Example], epochs: usize, mut random: u32) -> Self {
        let wide = features.schema.labels() + 2;
        let size = features.names.len();
        let mut model = Self { schema: features.schema, wide, weights: vec![0.0; size * wide] };
        let mut counts = vec![0_u32; size];
        for id in examples.iter().flat_map(|example| &example.own).flatten() {
            counts[*id as usize] += 1;
        }
        let mut state = Ftrl { z: vec![0.0; size * wide], n: vec![0.0; size * wide] };
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for _ in 0..epochs {
            for at in (1..order.len()).rev() {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                order.swap(at, (random >> 8) as usize % (at + 1));
            }
            for at in &order {
                let example = &examples[*at];
                let expected = Expected::of(&model, features, example);
                model.learn(features, example, &expected, &counts, &mut state);
            }
        }
        model
    }

    fn learn(&mut self, features: &Features, example: &Example, expected: &Expected, counts: &[u32], state: &mut Ftrl) {
        let labels = self.schema.labels();
        let sets = Lattice::sets_of(&example.labels);
        let mut before = labels;
        for (at, gold) in example.labels.iter().enumerate() {
            let mut error = expected.own[at].clone();
            error[*gold] -= 1.0;
            if !example.dates[at] {
                for id in example.own[at].iter().filter(|id| counts[**id as usize] >= FEWEST) {
                    self.update(*id, &error, example.weight, state);
                }
            }
            if example.alone.is_some() {
                continue;
            }
            let of = Sign::ALL.iter().position(|other| *other == example.signs[at]).expect("all are there");
            for (from, ids) in features.steps[of].iter().enumerate() {
                let mut error = expected.steps[at][from * labels..(from + 1) * labels].to_vec();
                if from == before {
                    error[*gold] -= 1.0;
                }
                for id in ids {
                    self.update(*id, &error, example.weight, state);
                }
            }
            for (set, id) in features.sets.iter().enumerate() {
                let mut error = expected.sets[at][set * labels..(set + 1) * labels].to_vec();
                if set == sets[at] {
                    error[*gold] -= 1.0;
                }
                self.update(*id, &error, example.weight, state);
            }
            before = *gold;
        }
        if example.alone.is_some() {
            return;
        }
        let end = *sets.last().unwrap_or(&0);
        for (set, ids) in features.ends[usize::from(example.child)].iter().enumerate() {
            let error = expected.ends[set] - if set == end { 1.0 } else { 0.0 };
            for id in ids {
                let cell = *id as usize * self.wide + self.wide - 1;
                self.step(cell, error * f64::from(example.weight), state);
            }
        }
    }

    /// Moves the weights of a feature against the errors of the labels.
    fn update(&mut self, id: u32, error: &[f64], weight: f32, state: &mut Ftrl) {
        let from = id as usize * self.wide;
        let mut join = 0.0;
        for (label, error) in error.iter().enumerate().filter(|(_, error)| error.abs() > 1e-4) {
            self.step(from + label, error * f64::from(weight), state);
            if field_of(label).is_some_and(|(_, on)| on) {
                join += error;
            }
        }
        if join.abs() > 1e-4 {
            self.step(from + self.wide - 2, join * f64::from(weight), state);
        }
    }

    fn step(&mut self, cell: usize, slope: f64, state: &mut Ftrl) {
        let had = state.n[cell];
        let now = had + slope * slope;
        let rate = (now.sqrt() - had.sqrt()) / RATE;
        state.z[cell] += slope - rate * f64::from(self.weights[cell]);
        state.n[cell] = now;
        let z = state.z[cell];
        self.weights[cell] = if z.abs() <= SPARSE {
            0.0
        } else {
            (-(z - z.signum() * SPARSE) / ((1.0 + now.sqrt()) / RATE + SMALL)) as f32
        };
    }

    /// Feature, label and weight in parts of one, of all that say something.
    pub fn weights(&self, features: &Features, grain: f32) -> Vec<(String, &'static str, i32)> {
        let mut all = Vec::new();
        for (id, name) in features.names.iter().enumerate() {
            for (label, weight) in self.row(id as u32).iter().enumerate() {
                let weight = (weight * grain).round() as i32;
                if weight != 0 {
                    let label = if label < self.schema.labels() {
                        self.schema.label_name(label)
                    } else if label == self.wide - 2 {
                        JOIN
                    } else {
                        END
                    };
                    all.push((name.clone(), label, weight));
                }
            }
        }
        all
    }
}
