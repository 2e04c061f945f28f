//! Learns what stands where in the heads of entries (`src/extract/form`) from CVs with golds, and writes the weights.
//!
//! `train_form [--write] [--show] [--epochs N] FOLDER[!ENDINGS]…`; a folder has CVs, `<id>.<ext>`, and beside each `<id>.gold.json`
//! (`tests/corpus/README.md`). Documents whose id ends in one of ENDINGS are left out. It prints how much is read right of
//! documents that a model has not seen (five folds, by person), by an entry alone and with the votes of the others.
//! `--show` lists the heads that are labelled wrong. Without `--write` nothing is written. The same documents give the same weights.

#![allow(clippy::print_stdout, reason = "a command-line program")]

#[path = "../../tests/corpus/cases.rs"]
#[allow(dead_code, reason = "the tests of the corpus use the rest")]
mod cases;
#[path = "../../tests/corpus/score.rs"]
#[allow(dead_code, reason = "the tests of the corpus use the rest")]
mod score;

mod gold;
mod learn;
mod report;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use cv_readback::extract;
use cv_readback::extract::form::lattice::Lattice;
use cv_readback::extract::form::piece::Seen;
use cv_readback::extract::form::votes::Votes;
use cv_readback::extract::form::weights::GRAIN;
use cv_readback::extract::form::{self, Pieces, Schema, evidence, field_of};
use cv_readback::section;

use learn::{Example, Features, Model};

const FOLDS: u32 = 5;
/// How much less sure an entry is of itself while the votes of the others are learned.
const TEMPER: i32 = 2;
/// Persons that must use a word.
const PERSONS: usize = 5;

/// The entries of a section, with the labels of those that a gold has.
pub struct Section {
    schema: Schema,
    fold: u32,
    /// Its contents are put together from few pools.
    forged: bool,
    /// A copy in which titles and employers are made up.
    mutated: bool,
    heads: Vec<Pieces>,
    /// The document, and the texts of the pieces.
    id: String,
    texts: Vec<Vec<String>>,
    labels: Vec<Option<Vec<usize>>>,
    /// For each entry and piece, its features.
    own: Vec<Vec<Vec<u32>>>,
    voted: Vec<Vec<Vec<u32>>>,
}

fn main() {
    let (mut write, mut show, mut epochs, mut folders) = (false, false, 10, Vec::new());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--write" => write = true,
            "--show" => show = true,
            "--epochs" => epochs = args.next().and_then(|count| count.parse().ok()).unwrap_or(epochs),
            _ => folders.push(arg),
        }
    }
    let mut sections = Vec::new();
    let mut words = Words::default();
    for folder in &folders {
        let (folder, endings) = folder.split_once('!').unwrap_or((folder, ""));
        for case in cases::cases(Path::new(folder), Path::new(folder)) {
            if case.id.ends_with(|c| endings.contains(c)) {
                continue;
            }
            let Ok(analysis) = cases::read(&case) else { continue };
            let person = case.id.split("--").next().unwrap_or(&case.id).to_owned();
            let fold = hash(&person) % FOLDS;
            let forged = folder.contains("forged");
            let document = &analysis.document;
            let (own_sections, lines) = section::split(document, &analysis.language);
            for schema in [Schema::Position, Schema::Education] {
                let heads = extract::heads(document, &own_sections, &lines, schema);
                let mut labels = gold::labels(document, schema, &heads, &case.golds[0]);
                leave_out_doubtful(schema, &heads, &mut labels);
                if !forged {
                    words.count(&person, document, &heads);
                }
                let count = heads.len();
                let text = |head: &Pieces| {
                    head.pieces.iter().map(|piece| document.slice(piece.span).to_owned()).collect::<Vec<_>>()
                };
                sections.push(Section {
                    schema,
                    fold,
                    forged,
                    mutated: false,
                    id: case.id.clone(),
                    texts: heads.iter().map(text).collect(),
                    heads,
                    labels,
                    own: Vec::new(),
                    voted: vec![Vec::new(); count],
                });
            }
        }
    }
    for schema in [Schema::Position, Schema::Education] {
        let own: Vec<Section> = extracted(&mut sections, schema);
        train(schema, own, &words, epochs, write, show);
    }
}

/// Leaves out the heads of which a gold says what teaches nothing: that a place beyond doubt is none (one person's golds, in
/// many designs, would teach that a place behind the dates is none), or that what is in no field by rule is in one.
fn leave_out_doubtful(schema: Schema, heads: &[Pieces], labels: &mut [Option<Vec<usize>>]) {
    for (head, labels) in heads.iter().zip(labels) {
        let is_doubtful = |(piece, label): (&form::piece::Piece, &usize)| {
            let is_place = schema == Schema::Position && piece.at == 0 && piece.whole[2] >= 9;
            is_place && *label == form::NONE || *label != form::NONE && form::named(schema, piece) == Some(form::NONE)
        };
        if labels.as_ref().is_some_and(|labels| head.pieces.iter().zip(labels).any(is_doubtful)) {
            *labels = None;
        }
    }
}

fn extracted(sections: &mut Vec<Section>, schema: Schema) -> Vec<Section> {
    let (own, others) = std::mem::take(sections).into_iter().partition(|section| section.schema == schema);
    *sections = others;
    own
}

pub fn hash(text: &str) -> u32 {
    text.bytes().fold(2_166_136_261, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619))
}

/// Who uses a word, and in how many different pieces.
#[derive(Default)]
struct Words {
    users: BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)>,
}

impl Words {
    fn count(&mut self, person: &str, document: &cv_readback::document::Document, heads: &[Pieces]) {
        for piece in heads.iter().flat_map(|head| &head.pieces) {
            let text = gold::key(document.slice(piece.span));
            for word in &piece.seen.words {
                let (persons, texts) = self.users.entry(word.clone()).or_default();
                persons.insert(person.to_owned());
                texts.insert(text.clone());
            }
        }
    }

    fn is_common(&self, word: &str) -> bool {
        let used = self.users.get(word);
        used.is_some_and(|(persons, texts)| persons.len() >= PERSONS && texts.len() >= PERSONS)
            && !word.chars().all(|c| c.is_ascii_digit())
    }

    fn tails(&self) -> BTreeSet<String> {
        let mut persons: BTreeMap<String, (BTreeSet<&String>, usize)> = BTreeMap::new();
        for (word, (users, _)) in &self.users {
            let tail: String = word.chars().skip(word.chars().count().saturating_sub(3)).collect();
            let (all, words) = persons.entry(tail).or_default();
            all.extend(users);
            *words += 1;
        }
        let common = |(tail, (persons, words)): (String, (BTreeSet<&String>, usize))| {
            (persons.len() >= 2 * PERSONS && words >= PERSONS).then_some(tail)
        };
        persons.into_iter().filter_map(common).collect()
    }
}

/// A copy of the heads with titles and employers, or schools and fields, that no finder knows.
fn made_up(schema: Schema, heads: &[Pieces], labels: &[Option<Vec<usize>>]) -> Vec<Pieces> {
    let mut heads = heads.to_vec();
    for (head, labels) in heads.iter_mut().zip(labels) {
        let Some(labels) = labels else { continue };
        for (piece, label) in head.pieces.iter_mut().zip(labels) {
            let Some((field, _)) = field_of(*label) else { continue };
            let wanted = if schema == Schema::Position { field < 2 } else { field == 1 || field == 2 };
            if wanted {
                piece.seen = Seen { organization: 3, words: Vec::new(), ..Seen::default() };
                piece.whole = [0, 3, 0];
            }
        }
    }
    heads
}

fn train(schema: Schema, mut sections: Vec<Section>, words: &Words, epochs: usize, write: bool, show: bool) {
    let copies: Vec<Section> = sections
        .iter()
        .filter(|section| !section.forged && section.labels.iter().flatten().count() > 1)
        .map(|section| Section {
            schema,
            fold: section.fold,
            forged: section.forged,
            mutated: true,
            id: section.id.clone(),
            texts: section.texts.clone(),
            heads: made_up(schema, &section.heads, &section.labels),
            labels: section.labels.clone(),
            own: Vec::new(),
            voted: vec![Vec::new(); section.heads.len()],
        })
        .collect();
    sections.extend(copies);
    let tails = words.tails();
    let is_wanted = |feature: &[&str]| match feature {
        ["w=" | "f=" | "l=", word] => words.is_common(word),
        ["x=", tail] => tails.contains(*tail),
        _ => true,
    };
    let mut features = Features::of(schema);
    for section in &mut sections {
        section.own = section
            .heads
            .iter()
            .map(|head| {
                let own = |at| {
                    let mut ids = Vec::new();
                    let mut sink = |feature: &[&str]| {
                        if is_wanted(feature) {
                            ids.push(features.id(feature));
                        }
                    };
                    evidence::own(schema, head, at, &mut sink);
                    ids
                };
                (0..head.pieces.len()).map(own).collect()
            })
            .collect();
    }
    let labelled = |sections: &[Section]| {
        sections.iter().filter(|section| !section.mutated).flat_map(|section| &section.labels).flatten().count()
    };
    println!("{schema:?}: {} sections, {} entries with labels", sections.len(), labelled(&sections));
    // Each fold is read by weights that have not seen it.
    let mut firsts = Vec::new();
    for fold in 0..FOLDS {
        let model = Model::train(&features, &examples(&sections, None, |of| of != fold, &features), epochs);
        for section in sections.iter_mut().filter(|section| section.fold == fold) {
            vote(section, &model, &mut features);
        }
        firsts.push(model);
    }
    let firsts = firsts;
    let folds = if schema.has_votes() { FOLDS } else { 0 };
    let seconds: Vec<Model> = (0..folds)
        .map(|fold| Model::train(&features, &examples(&sections, Some(&firsts), |of| of != fold, &features), epochs))
        .collect();
    let labels = |models: &[Model], voted: bool, section: &Section, entry: usize| {
        let example = example(section, entry, voted.then_some(firsts.as_slice()), &features);
        models[section.fold as usize].lattice(&features, &example).best()
    };
    report::print(schema, "alone", &sections, |section, entry| labels(&firsts, false, section, entry));
    if schema.has_votes() {
        report::print(schema, "with votes", &sections, |section, entry| labels(&seconds, true, section, entry));
    }
    if show {
        let (models, voted) = if schema.has_votes() { (&seconds, true) } else { (&firsts, false) };
        report::show(schema, &sections, |section, entry| labels(models, voted, section, entry));
    }
    if write {
        let mut text = String::new();
        let votes = schema.has_votes().then_some(Some(firsts.as_slice()));
        for models in std::iter::once(None).chain(votes) {
            let model = Model::train(&features, &examples(&sections, models, |_| true, &features), epochs);
            for (feature, label, weight) in
                model.weights(&features, (GRAIN * if models.is_some() { TEMPER } else { 1 }) as f32)
            {
                writeln!(text, "{feature}\t{label}\t{weight}").expect("a string takes it");
            }
        }
        let mut lines: Vec<&str> = text.lines().collect();
        lines.sort_unstable();
        let name = if schema == Schema::Position { "form_position" } else { "form_education" };
        let path = format!("src/extract/form/{name}.tsv");
        std::fs::write(&path, lines.join("\n") + "\n").expect("the folder is there");
        println!("{path}: {} weights, {} bytes", lines.len(), text.len());
    }
}

/// The labelled entries of the sections of some folds; what the others say of each, where the models of the folds are given
/// that read an entry by itself.
fn examples(
    sections: &[Section],
    alone: Option<&[Model]>,
    wanted: impl Fn(u32) -> bool,
    features: &Features,
) -> Vec<Example> {
    let mut examples = Vec::new();
    for section in sections.iter().filter(|section| wanted(section.fold)) {
        for entry in (0..section.heads.len()).filter(|entry| section.labels[*entry].is_some()) {
            examples.push(example(section, entry, alone, features));
        }
    }
    examples
}

fn example(section: &Section, entry: usize, alone: Option<&[Model]>, features: &Features) -> Example {
    let head = &section.heads[entry];
    if let Some(models) = alone {
        let first = example(section, entry, None, features);
        let lattice = models[section.fold as usize].lattice(features, &first).tempered(TEMPER);
        return Example { own: section.voted[entry].clone(), alone: Some(lattice), ..first };
    }
    Example {
        own: section.own[entry].clone(),
        alone: None,
        signs: head.pieces.iter().map(|piece| piece.sign).collect(),
        dates: head.pieces.iter().map(|piece| piece.date).collect(),
        named: head.pieces.iter().map(|piece| form::named(section.schema, piece)).collect(),
        child: head.child,
        labels: section.labels[entry].clone().unwrap_or_default(),
        weight: match (section.forged, section.mutated) {
            (true, _) => 0.3,
            (_, true) => 0.5,
            _ => 1.0,
        },
    }
}

/// Asks what the entries of a section say of each other.
fn vote(section: &mut Section, model: &Model, features: &mut Features) {
    let lattices: Vec<Lattice> = (0..section.heads.len())
        .map(|entry| model.lattice(features, &example(section, entry, None, features)))
        .collect();
    let votes = Votes::of(section.schema, &section.heads, &lattices);
    for (entry, head) in section.heads.iter().enumerate() {
        let told = |at| {
            let mut ids = Vec::new();
            evidence::voted(section.schema, head, at, &votes, entry, &mut |feature| ids.push(features.id(feature)));
            ids
        };
        section.voted[entry] = (0..head.pieces.len()).map(told).collect();
    }
}
