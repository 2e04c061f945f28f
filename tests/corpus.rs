//! Reads every CV of the corpus and compares what was read with the gold annotation: no document may be read worse than
//! `tests/corpus/scores.md` says. `UPDATE_SCORES=1 cargo test --test corpus` writes the figures anew.

#[path = "corpus/score.rs"]
mod score;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use cv_readback::analysis::{Analysis, analyze};
use cv_readback::entity::date::Month;
use cv_readback::export::json_resume;
use cv_readback::reader::ReadError;
use score::{Score, normal, score};
use serde_json::Value;

/// How far a score may fall below the committed figure.
const TOLERANCE: f64 = 0.005;

/// A CV, its gold annotations (any of which will do) and the facts that follow from them.
struct Case {
    id: String,
    document: PathBuf,
    golds: Vec<Value>,
    facts: Value,
}

/// The month that the facts were computed for.
fn as_of() -> Month {
    Month::new(2026, 11)
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.sort();
    paths
}

fn file_name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).expect("names are UTF-8")
}

fn json(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The cases of both folders: documents lie beside their gold, or, the samples, in a folder that the page is built from.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (golds, documents) in [("tests/corpus", "tests/corpus"), ("tests/corpus/samples", "samples")] {
        let around = files(documents);
        for gold in files(golds) {
            let Some(id) = file_name(&gold).strip_suffix(".gold.json") else { continue };
            let ours = |path: &&PathBuf| {
                let rest = file_name(path).strip_prefix(id).and_then(|rest| rest.strip_prefix('.'));
                rest.is_some_and(|extension| !extension.contains('.'))
            };
            let mut documents = around.iter().filter(ours);
            let document = documents.next().unwrap_or_else(|| panic!("{id} has a gold and no document")).clone();
            assert!(documents.next().is_none(), "{id} has more than one document");
            let mut readings = vec![json(&gold)];
            let alternative = gold.with_file_name(format!("{id}.alt.json"));
            readings.extend(alternative.exists().then(|| json(&alternative)));
            let facts = json(&gold.with_file_name(format!("{id}.facts.json")));
            cases.push(Case { id: id.to_owned(), document, golds: readings, facts });
        }
    }
    cases
}

fn read(case: &Case) -> Result<Analysis, ReadError> {
    let bytes = fs::read(&case.document).expect("the document is there");
    analyze(&bytes, file_name(&case.document), "", as_of())
}

/// The case's score against the gold that fits better; a document that cannot be read scores nothing.
fn measure(case: &Case) -> Score {
    let analysis = match read(case) {
        Ok(analysis) => analysis,
        Err(error) => return Score { misses: vec![format!("could not be read: {error}")], ..Score::default() },
    };
    let resume = serde_json::to_value(json_resume::export(&analysis.resume)).expect("a résumé is JSON");
    let gaps: Vec<String> = analysis.timeline.gaps.iter().map(|gap| format!("{}–{}", gap.start, gap.end)).collect();
    let text = |gap: &Value, key: &str| gap[key].as_str().expect("a gap has two ends").to_owned();
    let facts = case.facts["gaps"].as_array().expect("facts have gaps");
    let gold_gaps: Vec<String> =
        facts.iter().map(|gap| format!("{}–{}", text(gap, "start"), text(gap, "end"))).collect();
    let scores = case.golds.iter().map(|gold| score(gold, &gold_gaps, &resume, &gaps));
    scores.max_by(|a, b| a.mean.total_cmp(&b.mean)).expect("a case has a gold")
}

fn table(scores: &BTreeMap<String, Score>) -> String {
    let mean = scores.values().map(|score| score.mean).sum::<f64>() / scores.len() as f64;
    let mut text = String::from(
        "# How much of each CV is read\n\n\
         Mean F1 over the groups of fields, as `tests/corpus/score.rs` counts them; written by\n\
         `UPDATE_SCORES=1 cargo test --test corpus`.\n\n",
    );
    let _ =
        writeln!(text, "All {} documents: {mean:.3}\n\n| document | score | below 1 |\n|---|---|---|", scores.len());
    for (id, score) in scores {
        let groups: Vec<String> =
            score.groups.iter().filter(|(_, f1)| **f1 < 0.9995).map(|(group, f1)| format!("{group} {f1:.2}")).collect();
        let _ = writeln!(text, "| {id} | {:.3} | {} |", score.mean, groups.join(", "));
    }
    text
}

/// The figures of a table that [`table`] wrote.
fn committed(text: &str) -> BTreeMap<String, f64> {
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.split('|').map(str::trim).skip(1);
        Some((cells.next()?.to_owned(), cells.next()?.parse().ok()?))
    });
    rows.collect()
}

#[test]
fn no_document_is_read_worse_than_the_table_says() {
    let path = root().join("tests/corpus/scores.md");
    let scores: BTreeMap<String, Score> = cases().iter().map(|case| (case.id.clone(), measure(case))).collect();
    assert!(scores.len() >= 18, "the corpus has shrunk to {} documents", scores.len());
    let new = table(&scores);
    println!("{new}");
    if std::env::var_os("UPDATE_SCORES").is_some() {
        for (id, score) in &scores {
            println!("== {id}\n{}", score.misses.join("\n"));
        }
        fs::write(&path, new).expect("the table can be written");
        return;
    }
    let before = committed(&fs::read_to_string(&path).expect("the table is there"));
    let mut fallen = String::new();
    for (id, score) in &scores {
        match before.get(id) {
            None => {
                let _ = writeln!(fallen, "{id} is not in the table");
            }
            Some(figure) if score.mean < figure - TOLERANCE => {
                let _ = writeln!(
                    fallen,
                    "{id} fell from {figure:.3} to {:.3}:\n  {}",
                    score.mean,
                    score.misses.join("\n  ")
                );
            }
            Some(_) => {}
        }
    }
    for id in before.keys().filter(|id| !scores.contains_key(*id)) {
        let _ = writeln!(fallen, "{id} is in the table and not in the corpus");
    }
    assert!(fallen.is_empty(), "{fallen}\nIf this is meant: UPDATE_SCORES=1 cargo test --test corpus");
}

#[test]
fn every_document_has_a_gold() {
    let known: Vec<PathBuf> = cases().into_iter().map(|case| case.document).collect();
    let documents = files("tests/corpus").into_iter().chain(files("samples")).filter(|path| {
        let name = file_name(path);
        let annotation = [".gold.json", ".alt.json", ".facts.json", ".rs"].iter().any(|end| name.ends_with(end));
        path.is_file() && !annotation && !["README.md", "scores.md"].contains(&name)
    });
    let strays: Vec<PathBuf> = documents.filter(|path| !known.contains(path)).collect();
    assert!(strays.is_empty(), "no gold for {strays:?}");
}

/// The values that a person copied out of the CV: not dates and addresses, which the gold normalises or takes from a link.
fn written(value: &Value, key: &str, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| written(value, key, out)),
        Value::Array(items) => items.iter().for_each(|value| written(value, key, out)),
        Value::String(text) => {
            let normalised = ["startDate", "endDate", "date", "releaseDate", "type", "url", "username", "network"];
            if !normalised.contains(&key) {
                out.extend(text.lines().map(str::to_owned));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn what_the_gold_says_stands_in_the_reading_text() {
    let mut absent = String::new();
    for case in cases() {
        let Ok(analysis) = read(&case) else {
            let _ = writeln!(absent, "{} could not be read", case.id);
            continue;
        };
        let text = normal(analysis.document.text());
        let mut values = Vec::new();
        case.golds.iter().for_each(|gold| written(gold, "", &mut values));
        for value in values.iter().filter(|value| !text.contains(&normal(value))) {
            let _ = writeln!(absent, "{}: {value}", case.id);
        }
    }
    assert!(absent.is_empty(), "not in the reading text, because of a typing error or of the reader:\n{absent}");
}

#[test]
fn a_perfect_reading_scores_one_and_an_empty_one_nothing() {
    for case in cases() {
        let gold = &case.golds[0];
        let perfect = score(gold, &[], gold, &[]);
        assert!((perfect.mean - 1.0).abs() < 1e-9, "{}: {:?}", case.id, perfect.misses);
        let empty = score(gold, &["2020-01–2020-05".to_owned()], &Value::Null, &[]);
        assert!(empty.mean.abs() < 1e-9, "{}: {:?}", case.id, empty.groups);
    }
}

#[test]
fn a_wrong_value_is_both_missed_and_false() {
    let gold =
        serde_json::json!({"basics": {"name": "Ada Byron", "email": "ada@example.org"}, "interests": ["Poetry"]});
    let got = serde_json::json!({"basics": {"name": "Ada  BYRON.", "email": "other@example.org"}, "interests": ["Poetry", "Looms"]});
    let score = score(&gold, &[], &got, &["2020-01–2020-02".to_owned()]);
    let expected = [("contact", 0.5), ("gaps", 0.0), ("interests", 2.0 / 3.0)];
    assert_eq!(score.groups.iter().map(|(group, f1)| (group.as_str(), *f1)).collect::<Vec<_>>(), expected);
    assert_eq!(score.misses.len(), 3, "{:?}", score.misses);
}
