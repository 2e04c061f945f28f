//! Learns the weights of the models of lines and of entries from CVs with golds, and tells how well they read CVs that they have
//! not learned from.
//!
//! `train [--folds N] [--epochs N] [--decay X] [--write] FOLDER[:train|:blind]…`: a folder has CVs, `<id>.<ext>`, and beside each
//! `<id>.gold.json` (`tests/corpus/README.md`). With `--folds` the documents are parted by person (the first four letters of
//! the id), and each part is labelled by what was learned from the rest; those of a folder `:train` are always learned from
//! and never asked about. Of a folder `:blind`, documents whose id ends in 5 or 8 are left alone. `--write` learns from all and
//! writes the weights.
//!
//! A conditional random field, trained by stochastic gradient descent (`AdaGrad`) in a fixed order: the same CVs give the same
//! weights. Each document is learned from twice, the second time as if nobody knew the words of its headings.

#![allow(clippy::print_stdout, reason = "a command-line program")]

#[path = "../tests/corpus/cases.rs"]
#[allow(dead_code, reason = "the tests of the corpus use the rest")]
mod cases;
#[path = "train/field.rs"]
mod field;
#[path = "../tests/corpus/labels.rs"]
mod labels;
#[path = "train/parts.rs"]
mod parts;
#[path = "../tests/corpus/score.rs"]
#[allow(dead_code, reason = "the tests of the corpus use the rest")]
mod score;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use cases::{Case, file_name};
use cv_readback::analysis::understand_by;
use cv_readback::line::{self, features};
use cv_readback::locale;
use cv_readback::model::parts::{Parts, Rows as PartRows};
use cv_readback::model::{COLUMNS, Label, Model, Part, Rates, Rows, column_name};
use cv_readback::timeline::AsOf;
use cv_readback::{format, hyphens, reader, reading_order};
use field::{Field, Sample};

/// A document that is learned from.
struct Learned {
    case: Case,
    /// Name of its folder.
    set: String,
    /// Which fold it is asked about in; none if it is only learned from.
    fold: Option<usize>,
    sample: Sample,
    sections: Vec<parts::Section>,
}

fn main() {
    let (mut folds, mut epochs, mut decay, mut write) = (0_usize, 6_usize, 2e-3_f32, false);
    let mut folders = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--folds" => folds = args.next().and_then(|text| text.parse().ok()).unwrap_or(3),
            "--epochs" => epochs = args.next().and_then(|text| text.parse().ok()).unwrap_or(epochs),
            "--decay" => decay = args.next().and_then(|text| text.parse().ok()).unwrap_or(decay),
            "--write" => write = true,
            _ => folders.push(arg),
        }
    }
    let all: Vec<Learned> = folders.iter().flat_map(|folder| documents(folder, folds)).collect();
    println!("{} documents, {} lines", all.len(), all.iter().map(|own| own.sample.labels.len()).sum::<usize>());
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut changes: Vec<(&str, f64, f64)> = Vec::new();
    let mut of_lines = 0.0;
    for fold in 0..folds {
        let is_asked = |learned: &&Learned| learned.fold == Some(fold);
        let field = Field::train(&samples(all.iter().filter(|learned| !is_asked(learned))), epochs, decay);
        let rest = all.iter().filter(|learned| !is_asked(learned));
        let mut model = Model::of(field.quantised());
        model.parts = Parts::of(parts::Field::train(rest.map(Learned::of_entries)).quantised());
        let mut rules = model.clone();
        (rules.rates, rules.parts) = (Rates::RULES, Parts::none());
        let mut lines = model.clone();
        lines.parts = Parts::none();
        for learned in all.iter().filter(is_asked) {
            let found = model.decode(&learned.sample.features, &|_, _| 0);
            tallies.entry(&learned.set).or_default().add(&learned.sample.labels, &found.labels);
            of_lines += headline(&learned.case, &lines);
            changes.push((&learned.case.id, headline(&learned.case, &rules), headline(&learned.case, &model)));
        }
    }
    for (set, tally) in &tallies {
        println!("{set}: {tally}");
    }
    if folds > 0 {
        println!(
            "headline {:.4} with the model of lines and no model of entries",
            of_lines / changes.len().max(1) as f64
        );
        report(changes);
    }
    if write {
        let lines = Field::train(&samples(all.iter()), epochs, decay).quantised();
        let entries = parts::Field::train(all.iter().map(Learned::of_entries)).quantised();
        let columns: Vec<String> = (0..COLUMNS).map(column_name).collect();
        let parts: Vec<String> = parts::LABELS.iter().map(|part| part.name().to_owned()).collect();
        for (file, rows, columns, weights) in [
            ("weights", (0..Rows::count()).map(Rows::name).collect(), columns, lines),
            ("parts", (0..PartRows::count()).map(PartRows::name).collect::<Vec<_>>(), parts, entries),
        ] {
            fs::write(format!("src/model/{file}.txt"), text(file, &rows, &columns, &weights))
                .expect("it can be written");
        }
    }
}

/// The documents of a folder that the gold tells the labels of.
fn documents(folder: &str, folds: usize) -> Vec<Learned> {
    let (path, how) = folder.split_once(':').unwrap_or((folder, ""));
    let set = Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path).to_owned();
    let mut all = Vec::new();
    for case in cases::cases(Path::new(path), Path::new(path)) {
        let is_blind = how == "blind" && case.id.ends_with(['5', '8']);
        let Some((sample, sections)) = Some(&case).filter(|_| !is_blind).and_then(sample) else { continue };
        let add = |hash: usize, byte: u8| hash.wrapping_mul(31).wrapping_add(usize::from(byte));
        let person = case.id.bytes().take(4).fold(7, add);
        let fold = (how != "train" && folds > 0).then(|| person % folds);
        all.push(Learned { case, set: set.clone(), fold, sample, sections });
    }
    all
}

/// The score of a document as a model reads it.
fn headline(case: &Case, model: &Model) -> f64 {
    let bytes = fs::read(&case.document).expect("it was read");
    let format = format::detect(&bytes, file_name(&case.document));
    let raw = reader::read(&bytes, format, "").expect("it was read");
    let analysis = understand_by(model, format, raw, AsOf::Chosen(cases::as_of()), &[]);
    cases::compare(Ok(analysis), &case.golds, &case.facts).score.mean
}

/// Names of documents with their scores by the rules alone and with the model.
fn report(mut changes: Vec<(&str, f64, f64)>) {
    let count = changes.len().max(1) as f64;
    let (before, after) = changes.iter().fold((0.0, 0.0), |sum, change| (sum.0 + change.1, sum.1 + change.2));
    let count_of = |sign: f64| changes.iter().filter(|change| (change.2 - change.1) * sign > 0.02).count();
    println!(
        "headline {:.4} by rules alone, {:.4} out of fold; more than 0.02 better {}, worse {}",
        before / count,
        after / count,
        count_of(1.0),
        count_of(-1.0)
    );
    changes.sort_by(|a, b| (a.2 - a.1).total_cmp(&(b.2 - b.1)));
    for (id, before, after) in changes.iter().take(10).chain(changes.iter().rev().take(10)) {
        println!("  {id} {before:.3} -> {after:.3}");
    }
}

/// What is learned from: each document as it is, and once more as if nobody knew the words of its headings, or of some.
fn samples<'a>(documents: impl Iterator<Item = &'a Learned>) -> Vec<Sample> {
    let words = |family: &str| {
        ["known=", "known-second=", "known-label=", "resembles=", "last-known=", "since-known=", "looks-known="]
            .iter()
            .any(|start| family.starts_with(start))
    };
    let of_words: Vec<bool> = (0..features::count()).map(|feature| words(&features::name(feature))).collect();
    let mut samples = Vec::new();
    for (number, learned) in documents.enumerate() {
        let Sample { features, labels } = &learned.sample;
        samples.push(Sample { features: features.clone(), labels: labels.clone() });
        // All headings in one document, those of one half of the kinds in the next.
        let hidden = |kind: usize| number % 2 == 0 || (kind + number) % 4 < 2;
        let without = |(line, label): (&Vec<u16>, &usize)| -> Vec<u16> {
            let keep = |feature: &&u16| !(hidden(label / 5) && of_words[usize::from(**feature)]);
            line.iter().filter(keep).copied().collect()
        };
        let features = features.iter().zip(labels).map(without).collect();
        samples.push(Sample { features, labels: labels.clone() });
    }
    samples
}

fn sample(case: &Case) -> Option<(Sample, Vec<parts::Section>)> {
    let bytes = fs::read(&case.document).ok()?;
    let mut raw = reader::read(&bytes, format::detect(&bytes, file_name(&case.document)), "").ok()?;
    hyphens::settle(&mut raw);
    let document = reading_order::arrange(raw);
    let rows = document.rows();
    let labels = labels::labels(&rows, &case.golds[0])?;
    let features = features::of(&line::seen(&document, &rows, locale::detect(document.text())), &rows);
    let sections = parts::sections(&document, &rows, &features, &labels);
    Some((Sample { features, labels: labels.into_iter().map(Label::index).collect() }, sections))
}

/// How many lines were labelled as the gold does.
#[derive(Default)]
struct Tally {
    lines: usize,
    kinds: usize,
    both: usize,
    headings: [usize; 3],
    starts: [usize; 3],
}

impl Tally {
    fn add(&mut self, gold: &[usize], found: &[usize]) {
        for (gold, found) in gold.iter().zip(found) {
            let (gold, found) = (Label::of(*gold), Label::of(*found));
            self.lines += 1;
            self.kinds += usize::from(gold.kind == found.kind);
            self.both += usize::from(gold == found);
            for (part, counts) in [(Part::Heading, &mut self.headings), (Part::Start, &mut self.starts)] {
                counts[0] += usize::from(gold.part == part && found.part == part);
                counts[1] += usize::from(gold.part == part);
                counts[2] += usize::from(found.part == part);
            }
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |count: usize| count as f64 / self.lines.max(1) as f64;
        let f1 = |[hits, gold, found]: [usize; 3]| 2.0 * hits as f64 / (gold + found).max(1) as f64;
        write!(
            f,
            "{} lines, right kind {:.3}, kind and part {:.3}, F1 of headings {:.3}, of starts {:.3}",
            self.lines,
            share(self.kinds),
            share(self.both),
            f1(self.headings),
            f1(self.starts)
        )
    }
}

/// A file of weights: a row each line, its name and the columns that are not 0.
fn text(file: &str, rows: &[String], columns: &[String], weights: &[i8]) -> String {
    let source = if file == "weights" { "src/model.rs" } else { "src/model/parts.rs" };
    let mut out =
        format!("# Weights of the model in {source}; written by examples/train.rs.\nrow\t{}", columns.join("\t"));
    for (row, weights) in rows.iter().zip(weights.chunks(columns.len())) {
        out.push('\n');
        out.push_str(row);
        for (column, weight) in columns.iter().zip(weights).filter(|(_, weight)| **weight != 0) {
            let _ = write!(out, "\t{column}={weight}");
        }
    }
    out.push('\n');
    out
}

impl Learned {
    /// Its sections with entries, and the name of its folder.
    fn of_entries(&self) -> (&str, &[parts::Section]) {
        (&self.set, &self.sections)
    }
}
