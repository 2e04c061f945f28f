//! How far the reading falls when CVs are changed in ways at which no person stumbles: headings, titles, employers made
//! up, bold or blank lines gone, sections in another order. What falls hung on a word or a look.
//!
//! `mutations [--only TEXT] [--show CHANGE] [FOLDER…]`; a folder has CVs, `<id>.<ext>`, and beside each `<id>.gold.json`
//! (`tests/corpus/README.md`); Markdown, text, HTML and LaTeX are changed. Without a folder, the project's own. `--only`
//! takes the documents whose name contains a text, `--show` prints them as one change leaves them.

#![allow(clippy::print_stdout, reason = "a command-line program")]

#[path = "../tests/corpus/cases.rs"]
#[allow(dead_code, reason = "the tests of the corpus use the rest")]
mod cases;
#[path = "../tests/corpus/mutations.rs"]
#[allow(dead_code, reason = "the tests of the corpus use the rest")]
mod mutations;
#[path = "../tests/corpus/score.rs"]
#[allow(dead_code, reason = "the tests of the corpus use the rest")]
mod score;

use std::path::Path;
use std::process::ExitCode;

use mutations::{Change, Cv, measure_all, table};

fn main() -> ExitCode {
    let (mut only, mut show) = (String::new(), None);
    let mut folders = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--only" => only = args.next().unwrap_or_default(),
            "--show" => show = args.next(),
            _ => folders.push((arg.clone(), arg)),
        }
    }
    if folders.is_empty() {
        folders = [("tests/corpus", "tests/corpus"), ("tests/corpus/samples", "samples")]
            .map(|(golds, documents)| (golds.to_owned(), documents.to_owned()))
            .into();
    }
    let cases = folders.iter().flat_map(|(golds, documents)| cases::cases(Path::new(golds), Path::new(documents)));
    let cvs: Vec<Cv> = cases.filter_map(|case| Cv::of(&case)).filter(|cv| cv.id.contains(&only)).collect();
    if let Some(name) = show {
        for change in Change::all().into_iter().filter(|change| change.name() == name) {
            for new in cvs.iter().filter_map(|cv| change.apply(cv)) {
                println!("== {}\n{}", new.id, new.text());
            }
        }
        return ExitCode::SUCCESS;
    }
    let rows = measure_all(&cvs);
    println!("{}", table(&rows));
    for row in rows.iter().filter(|row| !row.lost.is_empty()) {
        println!("{} loses values of the gold:\n  {}", row.change.name(), row.lost.join("\n  "));
    }
    if rows.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
