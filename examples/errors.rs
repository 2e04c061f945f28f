//! Why values are missed or false: compares what is read of the CVs of a corpus with what a careful person reads in them,
//! and counts the causes over all of them, so that the most frequent one is worked on.
//!
//! `errors [--only TEXT] [--cause NAME] [--worst N] FOLDER…`; a folder has CVs, `<id>.<ext>`, and beside each
//! `<id>.gold.json` (`tests/corpus/README.md`). `--only` takes the documents whose name contains a text, `--cause` lists
//! every value of one cause ("all": of all), `--worst` sets how many of the worst documents are named.

#![allow(clippy::print_stdout, reason = "a command-line program")]

#[path = "../tests/corpus/cases.rs"]
#[allow(dead_code, reason = "the tests of the corpus use the rest")]
mod cases;
#[path = "../tests/corpus/causes.rs"]
mod causes;
#[path = "../tests/corpus/score.rs"]
#[allow(dead_code, reason = "the tests of the corpus use the rest")]
mod score;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use cases::measure;
use causes::{CAUSES, Cause, errors};

fn main() -> ExitCode {
    let (mut only, mut cause, mut worst) = (String::new(), None, 10);
    let mut folders = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--only" => only = args.next().unwrap_or_default(),
            "--cause" => cause = args.next(),
            "--worst" => worst = args.next().and_then(|count| count.parse().ok()).unwrap_or(worst),
            _ => folders.push(arg),
        }
    }
    let mut total: BTreeMap<Cause, BTreeMap<String, usize>> = BTreeMap::new();
    let mut documents = Vec::new();
    let (mut found, mut wrong) = (0, 0);
    let (mut headings, mut headings_missed, mut headings_invented) = (0, 0, 0);
    for case in folders.iter().flat_map(|folder| cases::cases(Path::new(folder), Path::new(folder))) {
        if !case.id.contains(&only) {
            continue;
        }
        let reading = measure(&case);
        let text = reading.analysis.as_ref().map_or("", |analysis| analysis.document.text());
        let errors = errors(&reading.score.misses, &reading.gold, &reading.resume, text);
        for error in &errors {
            *total.entry(error.cause).or_default().entry(case.id.clone()).or_insert(0) += 1;
            let name = causes::name(error.cause);
            if cause.as_deref().is_some_and(|wanted| wanted == name || wanted == "all") {
                println!("{name:18} {:28} {} {}", case.id, if error.missed { "-" } else { "+" }, error.miss);
            }
        }
        let golds = score::strings(&reading.gold["sections"]);
        let gots: Vec<String> = reading
            .analysis
            .iter()
            .flat_map(|analysis| &analysis.sections)
            .filter_map(|section| section.heading.as_ref())
            .map(|heading| heading.value.clone())
            .collect();
        let absent = |some: &[String], others: &[String]| {
            let others: Vec<String> = others.iter().map(|text| score::normal(text)).collect();
            some.iter().filter(|text| !others.contains(&score::normal(text))).count()
        };
        if !golds.is_empty() {
            headings += golds.len();
            headings_missed += absent(&golds, &gots);
            headings_invented += absent(&gots, &golds);
        }
        found += reading.score.found;
        wrong += errors.len();
        documents.push((errors.len(), reading.score.mean, case.id));
    }
    println!("{:18} {:>7} {:>10}  {:44} most in", "cause", "values", "documents", "");
    let mut rows: Vec<_> =
        CAUSES.iter().filter_map(|(cause, name, about)| Some((total.get(cause)?, name, about))).collect();
    rows.sort_by_key(|(documents, ..)| std::cmp::Reverse(documents.values().sum::<usize>()));
    for (documents, name, about) in rows {
        let mut most: Vec<_> = documents.iter().collect();
        most.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let most: Vec<String> = most.iter().take(4).map(|(id, count)| format!("{id} {count}")).collect();
        println!("{name:18} {:7} {:10}  {}", documents.values().sum::<usize>(), documents.len(), most.join(", "));
        println!("{:18} {about}", "");
    }
    documents.sort_by_key(|(errors, ..)| std::cmp::Reverse(*errors));
    println!(
        "-- most errors: {}",
        documents
            .iter()
            .take(worst)
            .map(|(errors, mean, id)| format!("{id} {errors} ({mean:.3})"))
            .collect::<Vec<_>>()
            .join("  ")
    );
    println!("-- headings: {headings} in the golds, {headings_missed} missed, {headings_invented} read that are none");
    println!("-- values: {found} found, {wrong} missed or false, in {} documents", documents.len());
    if documents.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
