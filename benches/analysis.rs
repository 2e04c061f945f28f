//! How long the analyser takes for CVs that are text, natively: for each file, and how time grows with length.
//!
//! ```sh
//! cargo bench --bench analysis                 # the CVs of tests/corpus and samples
//! cargo bench --bench analysis -- FILE…        # any others
//! ```
//!
//! It prints the slowest files with their median of the rounds, the median over all files, and then what a CV of 10 kB takes
//! as it is and 2, 4 … 64 times as long: time grows linearly if the last column stays where it is. Nothing is asserted.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a command-line program")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cv_readback::analysis::analyze;
use cv_readback::entity::date::Month;

/// How often each file is read.
const ROUNDS: usize = 9;

/// Bytes of the CV whose growth is measured.
const TEN_KILOBYTES: usize = 10_000;

/// Endings of the files that are text.
const TEXT: [&str; 5] = ["md", "txt", "html", "tex", "json"];

fn main() {
    let given: Vec<PathBuf> =
        std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).map(PathBuf::from).collect();
    let files = if given.is_empty() { own_files() } else { given };
    let mut rows: Vec<(Duration, usize, &PathBuf)> = Vec::new();
    for file in &files {
        let Ok(bytes) = fs::read(file) else { continue };
        if let Some(time) = median_time(&bytes, file) {
            rows.push((time, bytes.len(), file));
        }
    }
    rows.sort();
    println!("{:>9} {:>8}  slowest files", "ms", "bytes");
    for (time, bytes, file) in rows.iter().rev().take(5) {
        println!("{:>9.2} {bytes:>8}  {}", millis(*time), file.display());
    }
    let Some((time, ..)) = rows.get(rows.len() / 2) else { return };
    println!("{:>9.2} {:>8}  median of {} files\n", millis(*time), "", rows.len());

    println!("{:>9} {:>8} {:>8}  a CV of 10 kB, and as often again", "ms", "bytes", "ms/10 kB");
    let cv = ten_kilobytes();
    for times in [1, 2, 4, 8, 16, 32, 64] {
        let text = cv.repeat(times);
        let Some(time) = median_time(text.as_bytes(), Path::new("cv.md")) else { return };
        println!("{:>9.2} {:>8} {:>8.2}  × {times}", millis(time), text.len(), millis(time) / times as f64);
    }
}

/// The median of the times of all rounds; none if the file cannot be read.
fn median_time(bytes: &[u8], file: &Path) -> Option<Duration> {
    let name = file.file_name()?.to_str()?;
    let mut times = Vec::new();
    for _ in 0..=ROUNDS {
        let start = Instant::now();
        analyze(bytes, name, "", Month::new(2026, 11)).ok()?;
        times.push(start.elapsed());
    }
    // The first round fills the vocabularies.
    times.remove(0);
    times.sort();
    times.get(ROUNDS / 2).copied()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The CVs of the project that are text.
fn own_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = ["tests/corpus", "samples"]
        .iter()
        .filter_map(|folder| fs::read_dir(root.join(folder)).ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.path()))
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            TEXT.iter().any(|ending| name.ends_with(&format!(".{ending}")))
                && !name.ends_with(".gold.json")
                && !name.ends_with(".facts.json")
                && !["README.md", "scores.md"].contains(&name)
        })
        .collect();
    files.sort();
    files
}

/// A CV of 10 kB: one of the corpus, whose entries come again until it is as long.
fn ten_kilobytes() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/jekyll-pre-bullets.md");
    let text = fs::read_to_string(file).unwrap_or_default();
    let mut cv = String::new();
    for line in text.lines().cycle() {
        if cv.len() + line.len() >= TEN_KILOBYTES {
            break;
        }
        cv.push_str(line);
        cv.push('\n');
    }
    cv
}
