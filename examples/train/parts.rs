//! Learns which part of an entry each row of a section is: a conditional random field over the rows of a section.

use cv_readback::document::{Document, Row};
use cv_readback::entry;
use cv_readback::line::features::kind_index;
use cv_readback::locale::SectionKind;
pub use cv_readback::model::parts::LABELS;
use cv_readback::model::parts::{Rows, Rule, features_of, rows_of};
use cv_readback::model::{Label, Part};

const COUNT: usize = LABELS.len();
/// How much of a weight one step of the integers is.
const STEP: f32 = 1.0 / 12.0;
/// How often each section is learned from, and how much large weights cost.
const EPOCHS: usize = 20;
const DECAY: f32 = 2e-3;
/// What a section counts whose contents are put together from few pools.
const FORGED: f32 = 0.5;
/// How far one step of learning goes.
const RATE: f32 = 0.12;

/// A section whose entries the gold knows.
pub struct Section {
    kind: usize,
    features: Vec<Vec<u16>>,
    labels: Vec<usize>,
}

/// The sections of a document, cut as its gold says.
pub fn sections(document: &Document, rows: &[Row], lines: &[Vec<u16>], labels: &[Label]) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut from = 0;
    while from < rows.len() {
        let kind = labels[from].kind;
        let is_own = |label: &Label| label.kind == kind && label.part != Part::Heading;
        let to = from + labels[from..].iter().take_while(|label| is_own(label)).count();
        let own = &labels[from..to];
        if has_entries(kind) && own.iter().any(|label| label.part == Part::Start) {
            let rules = entry::ruled(document, &rows[from..to], kind);
            let label = |label: &Label| LABELS.iter().position(|part| *part == label.part).unwrap_or(COUNT - 1);
            let mut labels: Vec<usize> = own.iter().map(label).collect();
            // What only says what follows begins nothing: what follows does.
            for at in 0..rules.len() {
                if rules[at] == Rule::Label && labels[at] < COUNT - 1 {
                    if let Some(next) = labels.get_mut(at + 1).filter(|next| **next == 1) {
                        *next = 0;
                    }
                    labels[at] = COUNT - 1;
                }
            }
            sections.push(Section {
                kind: kind_index(kind),
                features: features_of(&lines[from..to], kind, &rules),
                labels,
            });
        }
        from = to.max(from + 1);
    }
    sections
}

fn has_entries(kind: SectionKind) -> bool {
    use SectionKind::{Awards, Certificates, Education, Projects, Publications, References, Training, Volunteer, Work};
    matches!(
        kind,
        Work | Volunteer | Education | Training | Projects | Certificates | Awards | Publications | References
    )
}

/// Weights that are learned.
pub struct Field {
    weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Field {
    /// Learns from sections, those of each document with the name of its folder.
    pub fn train<'a>(documents: impl Iterator<Item = (&'a str, &'a [Section])>) -> Self {
        let weight = |set: &str| if set == "forged" { FORGED } else { 1.0 };
        let samples: Vec<(&Section, f32)> =
            documents.flat_map(|(set, sections)| sections.iter().map(move |section| (section, weight(set)))).collect();
        let size = Rows::count() * COUNT;
        let mut field = Self { weights: vec![0.0; size], squares: vec![1e-3; size] };
        let mut sums = vec![0.0; size];
        let mut order: Vec<usize> = (0..samples.len()).collect();
        let mut state = 12_345_u64;
        for epoch in 0..EPOCHS {
            for at in (1..order.len()).rev() {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                order.swap(at, (state >> 33) as usize % (at + 1));
            }
            for at in &order {
                let (section, weight) = samples[*at];
                field.learn(section, weight);
            }
            if epoch * 2 >= EPOCHS {
                sums.iter_mut().zip(&field.weights).for_each(|(sum, weight)| *sum += weight);
            }
        }
        let count = (EPOCHS - EPOCHS.div_ceil(2)) as f32;
        field.weights = sums.into_iter().map(|sum| sum / count).collect();
        field
    }

    /// The weights as integers.
    pub fn quantised(&self) -> Vec<i8> {
        let whole = |weight: &f32| (weight / STEP).round().clamp(-127.0, 127.0) as i8;
        self.weights.iter().map(whole).map(|weight| if weight.abs() <= 1 { 0 } else { weight }).collect()
    }

    fn row(&self, row: usize) -> [f32; COUNT] {
        std::array::from_fn(|at| self.weights[row * COUNT + at])
    }

    fn step(&mut self, row: usize, gradient: [f32; COUNT]) {
        for (at, gradient) in gradient.into_iter().enumerate().filter(|(_, gradient)| gradient.abs() > 1e-4) {
            let at = row * COUNT + at;
            let gradient = gradient - DECAY * self.weights[at];
            self.squares[at] += gradient * gradient;
            self.weights[at] += RATE * gradient / self.squares[at].sqrt();
        }
    }

    fn learn(&mut self, section: &Section, weight: f32) {
        let count = section.labels.len();
        let rows: Vec<Vec<usize>> = (0..count).map(|at| rows_of(&section.features, at).collect()).collect();
        let scaled = |scores: [f32; COUNT]| {
            let sum: f32 = scores.iter().sum::<f32>().max(1e-30);
            scores.map(|score| score / sum)
        };
        let exps: Vec<[f32; COUNT]> = rows
            .iter()
            .map(|rows| {
                let mut sum = [0.0_f32; COUNT];
                for row in rows {
                    sum.iter_mut().zip(self.row(*row)).for_each(|(sum, weight)| *sum += weight);
                }
                let most = sum.iter().copied().fold(f32::MIN, f32::max);
                sum.map(|score| (score - most).exp())
            })
            .collect();
        let steps: [[f32; COUNT]; COUNT + 1] =
            std::array::from_fn(|before| self.row(Rows::step(section.kind, before)).map(f32::exp));
        let mut forward = vec![scaled(std::array::from_fn(|label| steps[COUNT][label] * exps[0][label]))];
        for at in 1..count {
            let before = forward[at - 1];
            forward.push(scaled(std::array::from_fn(|label| {
                exps[at][label] * (0..COUNT).map(|from| before[from] * steps[from][label]).sum::<f32>()
            })));
        }
        let mut backward = vec![[1.0_f32; COUNT]; count];
        for at in (0..count - 1).rev() {
            let next: [f32; COUNT] = std::array::from_fn(|label| backward[at + 1][label] * exps[at + 1][label]);
            backward[at] =
                scaled(std::array::from_fn(|from| (0..COUNT).map(|label| steps[from][label] * next[label]).sum()));
        }
        // What the gold has less what is expected.
        let mut of_steps = [[0.0_f32; COUNT]; COUNT + 1];
        for at in 1..count {
            let next: [f32; COUNT] = std::array::from_fn(|label| backward[at][label] * exps[at][label]);
            let pair = |from: usize, label: usize| forward[at - 1][from] * steps[from][label] * next[label];
            let whole: f32 = (0..COUNT * COUNT).map(|both| pair(both / COUNT, both % COUNT)).sum::<f32>().max(1e-30);
            for (from, row) in of_steps.iter_mut().enumerate().take(COUNT) {
                for (label, cell) in row.iter_mut().enumerate() {
                    *cell -= pair(from, label) / whole;
                }
            }
            of_steps[section.labels[at - 1]][section.labels[at]] += 1.0;
        }
        for (at, rows) in rows.iter().enumerate() {
            let expected = scaled(std::array::from_fn(|label| forward[at][label] * backward[at][label]));
            let mut gradient = expected.map(|share| -share * weight);
            gradient[section.labels[at]] += weight;
            if at == 0 {
                of_steps[COUNT] = gradient;
            }
            for row in rows {
                self.step(*row, gradient);
            }
        }
        for (before, gradient) in of_steps.into_iter().enumerate() {
            self.step(
                Rows::step(section.kind, before),
                gradient.map(|own| own * if before < COUNT { weight } else { 1.0 }),
            );
        }
    }
}
