//! The analyser on the command line: one JSON object a line for each file. It takes the same road as the page's worker,
//! so that what is measured here is what the page shows.
//!
//! `analyze [--as-of YYYY-MM] [--text | --stream | --why] FILE…`; `--text` prints the reading text instead, `--stream` the
//! text in the order in which the file holds it, `--why` for each line what it was taken for and what spoke for that and
//! against it. It goes on after a file that
//! cannot be read, and its exit status tells whether there was one.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a command-line program")]

use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::Instant;

use cv_readback::alternative::Choice;
use cv_readback::analysis::{Analysis, analyze, warm_up};
use cv_readback::confidence::Doubt;
use cv_readback::document::Document;
use cv_readback::entity::date::Month;
use cv_readback::export::json_resume;
use cv_readback::section;
use cv_readback::timeline::{AsOf, Lane};
use serde_json::{Value, json};

fn main() -> ExitCode {
    let mut as_of = None;
    let (mut text, mut stream, mut why) = (false, false, false);
    let mut files = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--as-of" => as_of = args.next().as_deref().and_then(month),
            "--text" => text = true,
            "--stream" => stream = true,
            "--why" => why = true,
            _ => files.push(arg),
        }
    }
    // The page's worker has done this, too, when a file comes.
    warm_up();
    let as_of = as_of.map_or_else(|| AsOf::Today(this_month()), AsOf::Chosen);
    let mut failed = false;
    for file in files {
        let row = match std::fs::read(&file) {
            Ok(bytes) => {
                let name = file.rsplit('/').next().unwrap_or(&file);
                let start = Instant::now();
                let outcome = analyze(&bytes, name, "", as_of);
                let millis = start.elapsed().as_secs_f64() * 1000.0;
                match outcome {
                    Ok(analysis) if why => reasons(&analysis),
                    Ok(analysis) if stream => analysis.document.stream().to_owned(),
                    Ok(analysis) if text => analysis.document.text().to_owned(),
                    Ok(analysis) => report(&file, &analysis, millis).to_string(),
                    Err(error) => {
                        failed = true;
                        json!({"file": file, "error": {"kind": error.kind(), "message": error.to_string()}}).to_string()
                    }
                }
            }
            Err(error) => {
                failed = true;
                json!({"file": file, "error": {"kind": "not-found", "message": error.to_string()}}).to_string()
            }
        };
        println!("{row}");
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// A line for each line of the document: kind, part and margin, then the text, and below it what spoke for that and against it.
fn reasons(analysis: &Analysis) -> String {
    let mut out = String::new();
    for why in section::why(&analysis.document, &analysis.language) {
        let (kind, part) = (why.label.kind.name(), why.label.part.name());
        let _ = writeln!(out, "{kind}/{part} by {}\t{}", why.margin, why.text.replace('\t', " | "));
        let evidence = why.evidence.iter().map(|(name, weight)| format!("{weight:+} {name}"));
        let all: Vec<String> = [format!("{:+} rules", why.vote)].into_iter().chain(evidence).collect();
        let _ = writeln!(out, "\t{}", all.join(", "));
    }
    out
}

fn month(text: &str) -> Option<Month> {
    let (year, month) = text.split_once('-')?;
    Some(Month::new(year.parse().ok()?, month.parse().ok().filter(|month| (1..=12).contains(month))?))
}

/// The current month, from days since 1970 (a year is 365.2425 days).
fn this_month() -> Month {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let months = since as f64 / 86_400.0 / 365.2425 * 12.0;
    Month(1970 * 12 + months as i32)
}

fn report(file: &str, analysis: &Analysis, millis: f64) -> Value {
    let document = &analysis.document;
    let sections: Vec<Value> = (analysis.sections.iter())
        .filter_map(|section| Some(json!({"heading": section.heading.as_ref()?.value, "kind": section.kind})))
        .collect();
    let timeline = &analysis.timeline;
    let gaps: Vec<Value> = (timeline.gaps.iter().filter(|gap| gap.is_exact()))
        .map(|gap| {
            json!({"start": gap.start.to_string(), "end": gap.end.to_string(), "months": gap.months.max,
                   "covered_by": gap.covered_by.iter().copied().map(lane).collect::<Vec<_>>()})
        })
        .collect();
    let possible: Vec<Value> = (timeline.gaps.iter().filter(|gap| !gap.is_exact()))
        .map(|gap| {
            json!({"start": gap.start.to_string(), "end": gap.end.to_string(),
                   "min_months": gap.months.min, "max_months": gap.months.max})
        })
        .collect();
    let overlaps: Vec<Value> = (timeline.overlaps.iter())
        .map(|overlap| {
            json!({"start": overlap.start.to_string(), "end": overlap.end.to_string(), "months": overlap.months,
                   "entries": [overlap.entries.0, overlap.entries.1]})
        })
        .collect();
    let skills: Vec<Value> = (analysis.skills.iter())
        .map(|tag| {
            json!({"name": tag.name, "as_written": tag.as_written, "category": tag.category, "mentions": tag.mentions.len(),
                   "listed": tag.listed(), "months": tag.months.map(|months| json!({"min": months.min, "max": months.max})),
                   "last_used": tag.last_used.map(|(month, _)| month.to_string()), "shown": tag.shown(), "versions": tag.versions,
                   "parent": tag.parent, "parts": tag.parts.len(),
                   "spelled_otherwise": tag.spelled_otherwise().map(|mention| document.slice(mention.span)).collect::<Vec<_>>()})
        })
        .collect();
    json!({
        "file": file,
        "format": analysis.format.name(),
        "language": analysis.language,
        "resume": json_resume::export(&analysis.resume),
        "sections": sections,
        "timeline": {
            "as_of": timeline.as_of.to_string(),
            "total_months": {"min": timeline.total.min, "max": timeline.total.max},
            "gaps": gaps,
            "possible_gaps": possible,
            "overlaps": overlaps,
        },
        "skills": skills,
        "findings": [],
        "doubts": analysis.doubts.iter().map(|doubt| doubted(document, doubt)).collect::<Vec<_>>(),
        "alternatives": analysis.alternatives.iter().map(|choice| alternative(document, choice)).collect::<Vec<_>>(),
        "unread": analysis.unread.iter().map(|span| document.slice(*span)).collect::<Vec<_>>(),
        "coverage": (f64::from(analysis.coverage) * 1000.0).round() / 1000.0,
        "millis": (millis * 100.0).round() / 100.0,
    })
}

fn doubted(document: &Document, doubt: &Doubt) -> Value {
    json!({"text": document.value(doubt.span).value, "entry": doubt.entry, "confidence": doubt.confidence,
           "reasons": doubt.reasons})
}

fn alternative(document: &Document, choice: &Choice) -> Value {
    let text = |span| document.value(span).value;
    match *choice {
        Choice::Swap(span) => json!({"swap": text(span)}),
        Choice::Join(span) => json!({"join": text(span)}),
        Choice::NoHeading(span) => json!({"no_heading": text(span)}),
        Choice::Kind(span, kind) => json!({"heading": text(span), "kind": kind}),
    }
}

/// The key of JSON Resume that a lane's entries have.
fn lane(lane: Lane) -> &'static str {
    match lane {
        Lane::Work | Lane::Break => "work",
        Lane::Volunteer => "volunteer",
        Lane::Education => "education",
        Lane::Project => "projects",
    }
}
