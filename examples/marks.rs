//! Whether marks sit on the words that they mark: compares where the values of a CV are said to stand on the pages with where
//! `pdftotext -bbox` (poppler) places their words.
//!
//! `marks [--show] FILE.pdf…` tells which share of the marked words begin and end where they stand, to within [`NEAR`] points.
//! Of a word that is marked in part (`Leeds,` without its comma) the end that is marked is compared. A word that poppler reads
//! otherwise (in two pieces, without its accent) is not counted.

#![allow(clippy::print_stdout, reason = "a command-line program")]

use std::collections::BTreeMap;
use std::process::{Command, ExitCode};

use cv_readback::analysis::analyze;
use cv_readback::document::{Document, Origin};
use cv_readback::entity::date::Month;
use cv_readback::span::Span;

/// How far an edge of a mark may be from that of the word, in points.
const NEAR: f32 = 0.7;

/// A word of the same text whose middle is further away than this, in points, is another one.
const FAR: f32 = 12.0;

fn main() -> ExitCode {
    let (mut near, mut counted, mut unknown, mut shows) = (0_u32, 0_u32, 0_u32, false);
    for file in std::env::args().skip(1) {
        if file == "--show" {
            shows = true;
            continue;
        }
        match compare(&file) {
            Ok(words) => {
                for word in &words {
                    match &word.off {
                        Some((left, right)) if left.abs() > NEAR || right.abs() > NEAR => {
                            counted += 1;
                            if shows {
                                println!("{left:+.1} {right:+.1}: {} in {file}", word.text);
                            }
                        }
                        Some(_) => (near, counted) = (near + 1, counted + 1),
                        None => unknown += 1,
                    }
                }
            }
            Err(reason) => println!("{file}: {reason}"),
        }
    }
    let share = f64::from(near) / f64::from(counted.max(1)) * 100.0;
    println!(
        "{near} of {counted} marked words ({share:.1} %) begin and end within {NEAR} pt of the words of poppler, which reads {unknown} otherwise"
    );
    if counted == 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// A marked word, and how far the ends of its mark are from its own, in points; `None` where poppler has no such word.
struct Marked {
    text: String,
    off: Option<(f32, f32)>,
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

fn compare(file: &str) -> Result<Vec<Marked>, String> {
    let bytes = std::fs::read(file).map_err(|error| error.to_string())?;
    let theirs = places(file)?;
    // The month that "present" means has no part in where things stand.
    let analysis = analyze(&bytes, file, "", Month::new(2026, 1)).map_err(|error| error.kind().to_owned())?;
    let document = &analysis.document;
    let mut spans = analysis.resume.spans();
    spans.sort_by_key(|span| (span.start(), span.end()));
    spans.dedup();
    Ok(spans.into_iter().flat_map(|span| words(document, span)).map(|word| marked(document, &word, &theirs)).collect())
}

/// A word of the text, and the part of it that is marked.
struct Word {
    whole: Span,
    part: Span,
}

/// The words that `span` marks, or parts of.
fn words(document: &Document, span: Span) -> Vec<Word> {
    let all = document.span();
    let is_blank = |c: char| c.is_whitespace();
    let before = document.slice(all.sub(0..span.start()));
    let behind = document.slice(all.sub(span.end()..all.end()));
    let from = span.start() - before.chars().rev().take_while(|c| !is_blank(*c)).map(char::len_utf8).sum::<usize>();
    let to = span.end() + behind.chars().take_while(|c| !is_blank(*c)).map(char::len_utf8).sum::<usize>();
    let mut words = Vec::new();
    let mut at = from;
    for word in document.slice(all.sub(from..to)).split(is_blank) {
        let whole = all.sub(at..at + word.len());
        let part = all.sub(whole.start().max(span.start())..whole.end().min(span.end()).max(whole.start()));
        if word.contains(char::is_alphanumeric) && document.slice(part).contains(char::is_alphanumeric) {
            words.push(Word { whole, part });
        }
        // A blank may be longer than a byte.
        at += word.len()
            + document.slice(all.sub((at + word.len()).min(to)..to)).chars().next().map_or(0, char::len_utf8);
    }
    words
}

fn marked(document: &Document, word: &Word, theirs: &BTreeMap<String, Vec<Place>>) -> Marked {
    let text = document.slice(word.whole);
    // A word that the end of a line cuts is two of poppler's.
    let mark = hull(&document.origins(word.part)).filter(|mark| is_level(&document.origins(word.part), mark));
    let off = mark.zip(theirs.get(&plain(text))).and_then(|(mark, places)| {
        let distance = |place: &&Place| {
            let middle = |place: &Place| (place.left.midpoint(place.right), place.top.midpoint(place.bottom));
            let ((x, y), (other_x, other_y)) = (middle(&mark), middle(place));
            (x - other_x).abs().max((y - other_y).abs())
        };
        let same_page = places.iter().filter(|place| place.page == mark.page);
        let place = same_page.min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        let is_there = (mark.top + mark.bottom - place.top - place.bottom).abs() < FAR
            && mark.left < place.right + FAR
            && place.left < mark.right + FAR;
        let left = if word.part.start() == word.whole.start() { mark.left - place.left } else { 0.0 };
        let right = if word.part.end() == word.whole.end() { mark.right - place.right } else { 0.0 };
        // Where no word is near, the mark stands elsewhere.
        Some(if is_there { (left, right) } else { (f32::INFINITY, f32::INFINITY) })
    });
    Marked { text: text.to_owned(), off }
}

/// Whether areas stand on one line, which their hull covers.
fn is_level(origins: &[Origin], hull: &Place) -> bool {
    let height = |origin: &Origin| if let Origin::Area { height, .. } = origin { *height } else { 0.0 };
    hull.bottom - hull.top < 1.7 * origins.iter().map(height).fold(0.0, f32::max)
}

/// What several areas cover together; `None`, if they are on several pages.
fn hull(origins: &[Origin]) -> Option<Place> {
    let places = origins.iter().map(|origin| match origin {
        Origin::Area { page, left, top, width, height } => {
            Some(Place { page: *page, left: *left, top: *top, right: left + width, bottom: top + height })
        }
        Origin::Bytes(_) | Origin::Paragraph(_) => None,
    });
    let places: Option<Vec<Place>> = places.collect();
    let mut places = places?.into_iter();
    let first = places.next()?;
    places.try_fold(first, |all, place| {
        (all.page == place.page).then(|| Place {
            page: all.page,
            left: all.left.min(place.left),
            top: all.top.min(place.top),
            right: all.right.max(place.right),
            bottom: all.bottom.max(place.bottom),
        })
    })
}

/// The words of a file as poppler places them, by their text.
fn places(file: &str) -> Result<BTreeMap<String, Vec<Place>>, String> {
    let output =
        Command::new("pdftotext").args(["-bbox", file, "-"]).output().map_err(|error| format!("pdftotext: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut page: u16 = 0;
    let mut words: BTreeMap<String, Vec<Place>> = BTreeMap::new();
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
            let word = word.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            let place = Place { page: page.saturating_sub(1), left, top, right, bottom };
            words.entry(plain(&word)).or_default().push(place);
        }
    }
    Ok(words)
}

/// A word with one kind of hyphen, and its ligatures as letters.
fn plain(word: &str) -> String {
    let letters =
        [('\u{FB00}', "ff"), ('\u{FB01}', "fi"), ('\u{FB02}', "fl"), ('\u{FB03}', "ffi"), ('\u{FB04}', "ffl")];
    let hyphens = word.replace(['\u{AD}', '\u{2010}', '\u{2011}'], "-");
    letters.iter().fold(hyphens, |word, (ligature, plain)| word.replace(*ligature, plain))
}
