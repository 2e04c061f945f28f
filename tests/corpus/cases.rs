//! The documents of a corpus: each CV with what a careful person reads in it, and what the analyser reads.

use std::fs;
use std::path::{Path, PathBuf};

use cv_readback::analysis::{Analysis, analyze};
use cv_readback::entity::date::Month;
use cv_readback::export::json_resume;
use cv_readback::reader::ReadError;
use cv_readback::timeline::AsOf;
use serde_json::Value;

use super::score::{Miss, Score, score};

/// A CV, its gold annotations (any of which will do) and the facts that follow from them.
pub struct Case {
    pub id: String,
    pub document: PathBuf,
    pub golds: Vec<Value>,
    /// Gaps, possible gaps and overlaps; null where nobody worked them out.
    pub facts: Value,
}

/// What was read of a case, beside the gold that fits it best.
pub struct Reading {
    /// Nothing where the document could not be read.
    pub analysis: Option<Analysis>,
    /// As JSON Resume.
    pub resume: Value,
    pub gold: Value,
    pub score: Score,
}

/// The month that the facts were computed for.
pub fn as_of() -> Month {
    Month::new(2026, 11)
}

/// The cases of a folder of golds whose documents lie in `documents`, by name.
///
/// # Panics
/// If a gold has no document or more than one, or a file is no JSON.
pub fn cases(golds: &Path, documents: &Path) -> Vec<Case> {
    let around = files(documents);
    let all = files(golds);
    let mut cases = Vec::new();
    for gold in &all {
        let Some(id) = file_name(gold).strip_suffix(".gold.json") else { continue };
        let ours = |path: &&PathBuf| {
            let rest = file_name(path).strip_prefix(id).and_then(|rest| rest.strip_prefix('.'));
            rest.is_some_and(|extension| !extension.contains('.'))
        };
        let mut documents = around.iter().filter(ours);
        let document = documents.next().unwrap_or_else(|| panic!("{id} has a gold and no document")).clone();
        assert!(documents.next().is_none(), "{id} has more than one document");
        let alternative = |path: &&PathBuf| {
            let rest = file_name(path).strip_prefix(id);
            rest.is_some_and(|rest| rest.starts_with(".alt") && rest.strip_suffix(".json").is_some())
        };
        let mut readings = vec![json(gold)];
        readings.extend(all.iter().filter(alternative).map(|path| json(path)));
        let facts = gold.with_file_name(format!("{id}.facts.json"));
        let facts = if facts.exists() { json(&facts) } else { Value::Null };
        cases.push(Case { id: id.to_owned(), document, golds: readings, facts });
    }
    cases
}

/// The files of a folder, by name.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.sort();
    paths
}

pub fn file_name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).expect("names are UTF-8")
}

fn json(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn read(case: &Case) -> Result<Analysis, ReadError> {
    let bytes = fs::read(&case.document).expect("the document is there");
    analyze(&bytes, file_name(&case.document), "", AsOf::Chosen(as_of()))
}

/// Reads a case and compares it with the gold that fits better; a document that cannot be read scores nothing.
pub fn measure(case: &Case) -> Reading {
    let bytes = fs::read(&case.document).expect("the document is there");
    measure_bytes(&bytes, file_name(&case.document), &case.golds, &case.facts)
}

/// The same for a document that is no file, with its golds and its facts.
pub fn measure_bytes(bytes: &[u8], name: &str, golds: &[Value], facts: &Value) -> Reading {
    compare(analyze(bytes, name, "", AsOf::Chosen(as_of())), golds, facts)
}

/// What was read, beside the one of `golds` that fits it better.
pub fn compare(read: Result<Analysis, ReadError>, golds: &[Value], facts: &Value) -> Reading {
    let analysis = match read {
        Ok(analysis) => analysis,
        Err(error) => {
            let (group, got) = ("could not be read".to_owned(), error.to_string());
            let score = Score { misses: vec![Miss { group, got, ..Miss::default() }], ..Score::default() };
            return Reading { analysis: None, resume: Value::Null, gold: golds[0].clone(), score };
        }
    };
    let resume = serde_json::to_value(json_resume::export(&analysis.resume)).expect("a résumé is JSON");
    let exact = analysis.timeline.gaps.iter().filter(|gap| gap.is_exact());
    let gaps: Vec<String> = exact.map(|gap| format!("{}–{}", gap.start, gap.end)).collect();
    let text = |gap: &Value, key: &str| gap[key].as_str().expect("a gap has two ends").to_owned();
    // Where nobody worked the gaps out, none are compared.
    let known = facts["gaps"].as_array();
    let gold_gaps: Vec<String> = known.map_or_else(Vec::new, |gaps| {
        gaps.iter().map(|gap| format!("{}–{}", text(gap, "start"), text(gap, "end"))).collect()
    });
    let gaps = if known.is_some() { gaps } else { Vec::new() };
    let scores = golds.iter().map(|gold| (gold, score(gold, &gold_gaps, &resume, &gaps)));
    let best = scores.max_by(|a, b| a.1.mean.total_cmp(&b.1.mean));
    let (gold, score) = best.expect("a case has a gold");
    Reading { analysis: Some(analysis), resume, gold: gold.clone(), score }
}
