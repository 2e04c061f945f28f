//! Reads every CV of the corpus and compares what was read with the gold annotation: no document may be read worse than
//! `tests/corpus/scores.md` says. `UPDATE_SCORES=1 cargo test --test corpus` writes the figures anew, `causes.md` and `calibration.md` beside them.

#[path = "corpus/calibration.rs"]
mod calibration;
#[path = "corpus/cases.rs"]
mod cases;
#[path = "corpus/causes.rs"]
#[allow(dead_code, reason = "an example uses the rest")]
mod causes;
#[path = "corpus/score.rs"]
mod score;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use calibration::Calibration;
use cases::{Case, Reading, file_name, files, measure, read};
use causes::{CAUSES, errors};
use cv_readback::confidence::Confidence;
use score::{Miss, normal, score};
use serde_json::Value;

/// How far a score may fall below the committed figure.
const TOLERANCE: f64 = 0.005;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The cases of both folders: documents lie beside their gold, or, the samples, in a folder that the page is built from.
fn cases() -> Vec<Case> {
    let folders = [("tests/corpus", "tests/corpus"), ("tests/corpus/samples", "samples")];
    folders.iter().flat_map(|(golds, documents)| cases::cases(&root().join(golds), &root().join(documents))).collect()
}

fn table(readings: &BTreeMap<String, Reading>) -> String {
    let mean = readings.values().map(|reading| reading.score.mean).sum::<f64>() / readings.len() as f64;
    let mut text = String::from(
        "# How much of each CV is read\n\n\
         Mean F1 over the groups of fields, as `tests/corpus/score.rs` counts them; written by\n\
         `UPDATE_SCORES=1 cargo test --test corpus`.\n\n",
    );
    let _ =
        writeln!(text, "All {} documents: {mean:.3}\n\n| document | score | below 1 |\n|---|---|---|", readings.len());
    for (id, Reading { score, .. }) in readings {
        let groups: Vec<String> =
            score.groups.iter().filter(|(_, f1)| **f1 < 0.9995).map(|(group, f1)| format!("{group} {f1:.2}")).collect();
        let _ = writeln!(text, "| {id} | {:.3} | {} |", score.mean, groups.join(", "));
    }
    text
}

/// How many values of all documents went wrong for which cause.
fn table_of_causes(readings: &BTreeMap<String, Reading>) -> String {
    let mut counts = BTreeMap::new();
    let (mut found, mut wrong) = (0, 0);
    for (id, reading) in readings {
        let text = reading.analysis.as_ref().map_or("", |analysis| analysis.document.text());
        found += reading.score.found;
        for error in errors(&reading.score.misses, &reading.gold, &reading.resume, text) {
            wrong += 1;
            let (values, documents) = counts.entry(error.cause).or_insert((0, BTreeMap::new()));
            *values += 1;
            *documents.entry(id).or_insert(0) += 1;
        }
    }
    let mut text = format!(
        "# Why values are missed or false\n\n\
         Written with `scores.md`; `tests/corpus/causes.rs` tells the causes, `cargo run --example errors` lists the values.\n\n\
         {found} values are found, {wrong} are missed or false.\n\n\
         | cause | what it means | values | documents | most |\n|---|---|---|---|---|\n",
    );
    for (cause, name, meaning) in CAUSES {
        let Some((values, documents)) = counts.get(cause) else { continue };
        let most = documents.iter().max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id)));
        let (worst, count) = most.expect("a counted cause has a document");
        let _ = writeln!(text, "| {name} | {meaning} | {values} | {} | {worst} ({count}) |", documents.len());
    }
    text
}

fn calibrate(readings: &BTreeMap<String, Reading>) -> Calibration {
    let mut calibration = Calibration::default();
    for (id, reading) in readings {
        calibration.add(id, reading);
    }
    calibration
}

fn table_of_confidence(calibration: &Calibration) -> String {
    format!(
        "# Whether what is marked sure is right\n\n\
         Written with `scores.md`; `cargo run --example calibration` measures other folders of CVs with golds.\n\n\
         {:.1} % of the values are marked sure; of these, {:.2} % are right.\n\n{}",
        calibration.share_sure() * 100.0,
        calibration.of(Confidence::Sure).of_right() * 100.0,
        calibration.table()
    )
}

/// The figures of a table that [`table`] wrote.
fn committed(text: &str) -> BTreeMap<String, f64> {
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.split('|').map(str::trim).skip(1);
        Some((cells.next()?.to_owned(), cells.next()?.parse().ok()?))
    });
    rows.collect()
}

fn listed(misses: &[Miss]) -> String {
    misses.iter().map(Miss::to_string).collect::<Vec<_>>().join("\n  ")
}

#[test]
fn no_document_is_read_worse_than_the_table_says() {
    let path = root().join("tests/corpus/scores.md");
    let readings: BTreeMap<String, Reading> = cases().iter().map(|case| (case.id.clone(), measure(case))).collect();
    assert!(readings.len() >= 66, "the corpus has shrunk to {} documents", readings.len());
    let new = table(&readings);
    println!("{new}");
    if std::env::var_os("UPDATE_SCORES").is_some() {
        for (id, reading) in &readings {
            println!("== {id}\n{}", listed(&reading.score.misses));
        }
        fs::write(&path, new).expect("the table can be written");
        fs::write(path.with_file_name("causes.md"), table_of_causes(&readings)).expect("the table can be written");
        let table = table_of_confidence(&calibrate(&readings));
        fs::write(path.with_file_name("calibration.md"), table).expect("the table can be written");
        return;
    }
    let before = committed(&fs::read_to_string(&path).expect("the table is there"));
    let mut fallen = String::new();
    for (id, Reading { score, .. }) in &readings {
        match before.get(id) {
            None => {
                let _ = writeln!(fallen, "{id} is not in the table");
            }
            Some(figure) if score.mean < figure - TOLERANCE => {
                let _ =
                    writeln!(fallen, "{id} fell from {figure:.3} to {:.3}:\n  {}", score.mean, listed(&score.misses));
            }
            Some(_) => {}
        }
    }
    for id in before.keys().filter(|id| !readings.contains_key(*id)) {
        let _ = writeln!(fallen, "{id} is in the table and not in the corpus");
    }
    assert!(fallen.is_empty(), "{fallen}\nIf this is meant: UPDATE_SCORES=1 cargo test --test corpus");
}

#[test]
fn what_is_marked_sure_is_right() {
    let readings: BTreeMap<String, Reading> = cases().iter().map(|case| (case.id.clone(), measure(case))).collect();
    let calibration = calibrate(&readings);
    let sure = calibration.of(Confidence::Sure);
    let wrong = calibration.wrong.join("\n");
    assert!(sure.of_right() >= 0.98, "of {} sure values, these are wrong:\n{wrong}", sure.values);
    assert!(calibration.share_sure() >= 0.6, "{:.2} of the values are marked sure", calibration.share_sure());
    let unsure = calibration.of(Confidence::Unsure);
    assert!(unsure.of_right() < sure.of_right(), "what is marked unsure is right as often as what is sure");
}

#[test]
fn most_words_of_a_cv_are_understood() {
    let shares: Vec<(f32, String)> =
        cases().iter().filter_map(|case| Some((read(case).ok()?.coverage, case.id.clone()))).collect();
    let mean = shares.iter().map(|(share, _)| share).sum::<f32>() / shares.len() as f32;
    assert!(mean >= 0.93, "{mean:.3} of the words, {shares:?}");
    for (share, id) in shares {
        assert!((0.7..=1.0).contains(&share), "{id}: {share:.3} of the words");
    }
}

#[test]
fn every_document_has_a_gold() {
    let known: Vec<PathBuf> = cases().into_iter().map(|case| case.document).collect();
    let documents =
        files(&root().join("tests/corpus")).into_iter().chain(files(&root().join("samples"))).filter(|path| {
            let name = file_name(path);
            let annotation = [".gold.json", ".alt.json", ".facts.json", ".rs"].iter().any(|end| name.ends_with(end));
            path.is_file()
                && !annotation
                && !["README.md", "scores.md", "causes.md", "calibration.md", "mutations.md"].contains(&name)
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

/// The causes of what differs between two résumés, with the field.
fn causes_of(gold: &Value, got: &Value, text: &str) -> Vec<String> {
    let score = score(gold, &[], got, &[]);
    let errors = errors(&score.misses, gold, got, text);
    errors.iter().map(|error| format!("{} {}", error.miss.field, causes::name(error.cause))).collect()
}

#[test]
fn each_missed_and_each_false_value_has_a_cause() {
    let gold = serde_json::json!({"work": [
        {"name": "Acme Ltd", "position": "Baker", "startDate": "2020-01", "highlights": ["Baked bread every day", "Sold it"]},
        {"name": "Borough Mill", "position": "Miller", "startDate": "2018-01", "highlights": ["Ground the flour"]},
    ], "projects": [{"name": "Oven of clay"}]});
    let text = "Acme Ltd Baker 2020-01 Baked bread every day Sold it Borough Mill Miller Ground the flour Oven of clay";
    let with = |change: &dyn Fn(&mut Value)| {
        let mut got = gold.clone();
        change(&mut got);
        causes_of(&gold, &got, text)
    };
    let swap = |got: &mut Value| {
        got["work"][0]["name"] = "Baker".into();
        got["work"][0]["position"] = "Acme Ltd".into();
    };
    let swapped = ["name", "name", "position", "position"].map(|field| format!("{field} title-and-company"));
    assert_eq!(with(&swap), swapped);
    assert_eq!(with(&|got| got["work"][0]["startDate"] = "".into()), ["startDate date-not-bound"]);
    assert_eq!(with(&|got| got["work"][0]["startDate"] = "2021-01".into()), ["startDate date-misread"; 2]);
    assert_eq!(with(&|got| got["work"][0]["name"] = "Acme".into()), ["name cut-short"; 2]);
    assert_eq!(with(&|got| got["work"][0]["name"] = "Acme Ltd of Hull".into()), ["name cut-long"; 2]);
    let broken =
        |got: &mut Value| got["work"][0]["highlights"] = serde_json::json!(["Baked bread", "every day", "Sold it"]);
    assert_eq!(with(&broken), ["text item-broken"; 3]);
    let merged = |got: &mut Value| {
        got["work"][0]["highlights"] =
            serde_json::json!(["Baked bread every day", "Sold it", "Borough Mill Miller", "Ground the flour"]);
        got["work"].as_array_mut().expect("a list").truncate(1);
    };
    let causes = with(&merged);
    let is_merged = |cause: &String| cause.ends_with("entry-merged") || cause.ends_with("entry-split");
    assert!(causes.len() > 4 && causes.iter().all(is_merged), "{causes:?}");
    let kind = |got: &mut Value| {
        got["projects"] = serde_json::json!([]);
        got["awards"] = serde_json::json!([{"title": "Oven of clay"}]);
    };
    assert_eq!(with(&kind), ["name wrong-kind", "title wrong-kind"]);
    assert_eq!(with(&|got| got["projects"] = serde_json::json!([])), ["name section-missed"]);
    let nothing = serde_json::json!({});
    let causes = causes_of(&gold, &nothing, text);
    assert!(causes.len() > 9 && causes.iter().all(|cause| cause.ends_with("section-missed")), "{causes:?}");
    assert!(causes_of(&gold, &nothing, "").iter().any(|cause| cause == "name words-lost"));
}
