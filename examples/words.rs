//! How many words of a file are read: compares the reading text with what other programs make of the same file.
//!
//! `words [--stream] FILE…` prints, for each file, the share of the other program's words that are found, the share of the
//! words found that the other program has too, and some of those that differ; the worst file comes first, the means last. PDF files are compared
//! with `pdftotext` (poppler), word processor files with `pandoc`, or with `LibreOffice` where that is all there is. Words
//! are counted, not their order; case, accents, hyphens, bullets and punctuation beside a word make no difference.

#![allow(clippy::print_stdout, reason = "a command-line program")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, ExitCode};

use cv_readback::analysis::analyze;
use cv_readback::entity::date::Month;
use cv_readback::locale::fold;

/// Words that are printed of those that differ.
const SHOWN: usize = 12;

fn main() -> ExitCode {
    let (options, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let stream = options.iter().any(|option| option == "--stream");
    let mut rows = Vec::new();
    for file in files {
        match compare(&file, stream) {
            Ok(row) => rows.push(row),
            Err(reason) => println!("  -      -   {file}: {reason}"),
        }
    }
    rows.sort_by(|a, b| a.worse().total_cmp(&b.worse()));
    for row in &rows {
        println!("{:5.1}  {:5.1}  {}", row.found * 100.0, row.right * 100.0, row.file);
        for (sign, words) in [("-", &row.missing), ("+", &row.more)] {
            if !words.is_empty() {
                println!("              {sign} {}", words.join(" "));
            }
        }
    }
    let mean = |of: fn(&Row) -> f64| rows.iter().map(of).sum::<f64>() / rows.len().max(1) as f64 * 100.0;
    println!(
        "{:5.1}  {:5.1}  the mean of {} files (found, right)",
        mean(|row| row.found),
        mean(|row| row.right),
        rows.len()
    );
    if rows.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// A file and how much of it is read.
struct Row {
    file: String,
    /// The share of the other program's words that we have.
    found: f64,
    /// The share of our words that the other program has.
    right: f64,
    missing: Vec<String>,
    more: Vec<String>,
}

impl Row {
    fn worse(&self) -> f64 {
        self.found.min(self.right)
    }
}

fn compare(file: &str, stream: bool) -> Result<Row, String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let theirs = words(&reference(file)?);
    let name = file.rsplit('/').next().unwrap_or(file);
    // The month that "present" means has no part in the text.
    let analysis = analyze(&bytes, name, "", Month::new(2026, 1)).map_err(|error| error.kind().to_owned())?;
    let document = &analysis.document;
    let ours = words(if stream { document.stream() } else { document.text() });
    let missing = without(&theirs, &ours);
    let more = without(&ours, &theirs);
    let share = |all: &Words, odd: &Words| 1.0 - count(odd) as f64 / count(all).max(1) as f64;
    let some = |words: &Words| words.keys().take(SHOWN).cloned().collect();
    Ok(Row {
        file: file.to_owned(),
        found: share(&theirs, &missing),
        right: share(&ours, &more),
        missing: some(&missing),
        more: some(&more),
    })
}

/// What the other program reads.
fn reference(file: &str) -> Result<String, String> {
    let kind = Path::new(file).extension().and_then(|kind| kind.to_str()).unwrap_or_default().to_ascii_lowercase();
    match kind.as_str() {
        "pdf" => run("pdftotext", &[file, "-"]),
        "docx" | "odt" | "rtf" | "tex" => {
            run("pandoc", &["-t", "plain", "--wrap=none", file]).or_else(|_| office(file))
        }
        _ => Err("nothing to compare it with".to_owned()),
    }
}

fn office(file: &str) -> Result<String, String> {
    let folder = std::env::temp_dir().join("readback-words");
    let out = folder.to_string_lossy().into_owned();
    run("soffice", &["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", &out, file])?;
    let stem = Path::new(file).file_stem().unwrap_or_default();
    std::fs::read_to_string(folder.join(stem).with_extension("txt")).map_err(|error| error.to_string())
}

fn run(program: &str, args: &[&str]) -> Result<String, String> {
    let output = Command::new(program).args(args).output().map_err(|error| format!("{program}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{program} refuses it"));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Words and how often they stand there.
type Words = BTreeMap<String, usize>;

fn words(text: &str) -> Words {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{FB00}' => plain.push_str("ff"),
            '\u{FB01}' => plain.push_str("fi"),
            '\u{FB02}' => plain.push_str("fl"),
            '\u{FB03}' => plain.push_str("ffi"),
            '\u{FB04}' => plain.push_str("ffl"),
            // The private use area: icons.
            '\u{E000}'..='\u{F8FF}' | '\u{FFFD}' => plain.push(' '),
            '\u{200B}'..='\u{200F}' | '\u{FEFF}' => {}
            '\u{AD}' | '\u{2010}' | '\u{2011}' => plain.push('-'),
            c => plain.push(c),
        }
    }
    let mut words = Words::new();
    for word in without_hyphens(&plain).split_whitespace() {
        let word = fold(word);
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        if !word.is_empty() {
            *words.entry(word).or_default() += 1;
        }
    }
    words
}

/// A hyphen within a word, at the end of a line or not: programs disagree on whether it belongs to the word.
fn without_hyphens(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let within = c == '-' && plain.ends_with(char::is_alphanumeric);
        if !within {
            plain.push(c);
            continue;
        }
        while rest.peek() == Some(&'\n') {
            rest.next();
        }
    }
    plain
}

/// What `words` has more of than `others`.
fn without(words: &Words, others: &Words) -> Words {
    let more = |(word, count): (&String, &usize)| {
        let more = count.saturating_sub(others.get(word).copied().unwrap_or(0));
        (more > 0).then(|| (word.clone(), more))
    };
    words.iter().filter_map(more).collect()
}

fn count(words: &Words) -> usize {
    words.values().sum()
}
