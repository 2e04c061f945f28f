//! Whether what is marked sure is right: measures it on the CVs of folders with golds.
//!
//! `calibration [--wrong] FOLDER…`; a folder has CVs, `<id>.<ext>`, and beside each `<id>.gold.json`
//! (`tests/corpus/README.md`). Each folder is measured by itself, so that reasons weighed on one are checked on another;
//! then all together. `--wrong` lists the sure values that are wrong. The exit status tells whether, of all values marked
//! sure, at least 98 in 100 are right.

#![allow(clippy::print_stdout, reason = "a command-line program")]

#[path = "../tests/corpus/calibration.rs"]
mod calibration;
#[path = "../tests/corpus/cases.rs"]
#[allow(dead_code, reason = "the tests of the corpus use the rest")]
mod cases;
#[path = "../tests/corpus/score.rs"]
#[allow(dead_code, reason = "the tests of the corpus use the rest")]
mod score;

use std::path::Path;
use std::process::ExitCode;

use calibration::Calibration;
use cv_readback::confidence::Confidence;

fn main() -> ExitCode {
    let (options, folders): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let mut total = Calibration::default();
    for folder in &folders {
        let mut own = Calibration::default();
        for case in cases::cases(Path::new(folder), Path::new(folder)) {
            let reading = cases::measure(&case);
            own.add(&case.id, &reading);
            total.add(&case.id, &reading);
        }
        println!("{folder}: {}", line(&own));
    }
    println!("\n{}\nall: {}", total.table(), line(&total));
    if options.iter().any(|option| option == "--wrong") {
        println!("{}", total.wrong.join("\n"));
    }
    let sure = total.of(Confidence::Sure);
    if sure.values > 0 && sure.of_right() >= 0.98 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn line(calibration: &Calibration) -> String {
    let sure = calibration.of(Confidence::Sure);
    format!(
        "{} values, {:.1} % right; {:.1} % marked sure, {:.2} % of these right",
        calibration.all.values,
        calibration.all.of_right() * 100.0,
        calibration.share_sure() * 100.0,
        sure.of_right() * 100.0
    )
}
