//! Whether marks sit on the words that they mark: compares where the titles of positions are said to stand on the pages with
//! where `pdftotext -bbox` (poppler) places their words.
//!
//! `marks FILE.pdf…` prints each title one of whose words is marked elsewhere, and the shares of the words and of the titles that
//! are marked where they stand. A word that poppler reads otherwise (in two pieces, without its accent) is not counted.

#![allow(clippy::print_stdout, reason = "a command-line program")]

use std::process::{Command, ExitCode};

use cv_readback::analysis::analyze;
use cv_readback::document::Origin;
use cv_readback::entity::date::Month;
use cv_readback::locale::fold;

/// Of a word and of a mark, this share of the smaller one lies over the other, both ways.
const OVERLAP: f32 = 0.3;

fn main() -> ExitCode {
    let (mut right, mut words, mut whole, mut titles) = (0, 0, 0, 0);
    for file in std::env::args().skip(1) {
        match compare(&file) {
            Ok(rows) => {
                for row in rows {
                    if row.right < row.words {
                        println!("{} of {} words: {} in {file}", row.right, row.words, row.title);
                    }
                    (right, words) = (right + row.right, words + row.words);
                    (whole, titles) =
                        (whole + usize::from(row.right == row.words), titles + usize::from(row.words > 0));
                }
            }
            Err(reason) => println!("{file}: {reason}"),
        }
    }
    let share = |part: usize, all: usize| part as f64 / all.max(1) as f64 * 100.0;
    println!(
        "{right} of {words} words ({:.1} %), {whole} of {titles} titles ({:.1} %)",
        share(right, words),
        share(whole, titles)
    );
    if titles == 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// A title, and how many of its words are marked where they stand.
struct Row {
    title: String,
    words: usize,
    right: usize,
}

/// A rectangle on a page, which counts from 0; in points from its top left corner.
#[derive(Clone, Copy)]
struct Place {
    page: u16,
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Place {
    fn lies_over(&self, other: &Self) -> bool {
        let common = |from: f32, to: f32, start: f32, end: f32| {
            (to.min(end) - from.max(start)) / (to - from).min(end - start).max(0.1) >= OVERLAP
        };
        self.page == other.page
            && common(self.left, self.right, other.left, other.right)
            && common(self.top, self.bottom, other.top, other.bottom)
    }
}

fn compare(file: &str) -> Result<Vec<Row>, String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let theirs = places(file)?;
    // The month that "present" means has no part in where things stand.
    let analysis = analyze(&bytes, file, "", Month::new(2026, 1)).map_err(|error| error.kind().to_owned())?;
    let titles = analysis.resume.work.iter().filter_map(|work| work.position.as_ref());
    let row = |title: &cv_readback::resume::Text| {
        let origins = analysis.document.origins(title.span);
        let marks: Vec<Place> = origins.iter().filter_map(place).collect();
        let text = analysis.document.slice(title.span);
        let known: Vec<String> =
            text.split_whitespace().map(plain).filter(|word| theirs.iter().any(|(other, _)| other == word)).collect();
        let is_marked = |word: &&String| {
            theirs.iter().any(|(other, place)| other == *word && marks.iter().any(|mark| place.lies_over(mark)))
        };
        let right = known.iter().filter(is_marked).count();
        Row { title: text.to_owned(), words: known.len(), right }
    };
    Ok(titles.map(row).collect())
}

fn place(origin: &Origin) -> Option<Place> {
    match origin {
        Origin::Area { page, left, top, width, height } => {
            Some(Place { page: *page, left: *left, top: *top, right: left + width, bottom: top + height })
        }
        Origin::Bytes(_) | Origin::Paragraph(_) => None,
    }
}

/// The words of a file as poppler places them.
fn places(file: &str) -> Result<Vec<(String, Place)>, String> {
    let output =
        Command::new("pdftotext").args(["-bbox", file, "-"]).output().map_err(|error| format!("pdftotext: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut page: u16 = 0;
    let mut words = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("<page ") {
            page += 1;
        } else if let Some((number, word)) = line.strip_prefix("<word ").and_then(|line| line.split_once('>')) {
            let side = |name: &str| number.split_once(name)?.1.split('"').nth(1)?.parse::<f32>().ok();
            let word = word.strip_suffix("</word>").unwrap_or(word);
            let (Some(left), Some(top), Some(right), Some(bottom)) =
                (side("xMin"), side("yMin"), side("xMax"), side("yMax"))
            else {
                continue;
            };
            let word = word.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            words.push((plain(&word), Place { page: page.saturating_sub(1), left, top, right, bottom }));
        }
    }
    Ok(words)
}

/// A word without its case, its accents and the signs around it.
fn plain(word: &str) -> String {
    fold(word).trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}
