//! The gaps, possible gaps and overlaps of the corpus' CVs, from the dates as a person reads them: `<id>.gold.json` has the
//! dates, `<id>.facts.json` what follows from them as of November 2026.

use std::fs;
use std::path::Path;

use cv_readback::entity::date::{DateEnd, DateRange, Month, PartialDate, Precision};
use cv_readback::resume::{Dates, Education, Resume, Volunteer, Work};
use cv_readback::span::{Span, Spanned};
use cv_readback::timeline::{Gap, Thresholds, build};
use serde_json::Value;

#[test]
fn gaps_are_those_of_the_facts() {
    let folders = ["tests/corpus", "tests/corpus/samples"].map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join(name));
    let (mut checked, mut wrong) = (0, Vec::new());
    for folder in &folders {
        let mut facts: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        facts.retain(|path| path.to_string_lossy().ends_with(".facts.json"));
        facts.sort();
        for path in facts {
            let gold = path.to_string_lossy().replace(".facts.json", ".gold.json");
            let facts: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            let gold: Value = serde_json::from_slice(&fs::read(gold).unwrap()).unwrap();
            let timeline = build(&resume(&gold), Month::new(2026, 11), &Thresholds::default());
            let (exact, coarse): (Vec<&Gap>, Vec<&Gap>) = timeline.gaps.iter().partition(|gap| gap.is_exact());
            let gaps: Vec<_> = exact.iter().map(|gap| (gap.start.to_string(), gap.end.to_string(), gap.open)).collect();
            if gaps != stated(&facts["gaps"]) {
                wrong.push(format!("{}: {gaps:?} instead of {:?}", path.display(), stated(&facts["gaps"])));
            }
            let possible: Vec<_> = coarse.iter().map(|gap| (gap.start.to_string(), gap.end.to_string())).collect();
            let stated: Vec<_> = stated(&facts["possible"]).into_iter().map(|(start, end, _)| (start, end)).collect();
            if possible != stated {
                wrong.push(format!("{}: possible {possible:?} instead of {stated:?}", path.display()));
            }
            let overlaps: Vec<_> =
                timeline.overlaps.iter().map(|overlap| (overlap.start.to_string(), overlap.end.to_string())).collect();
            let stated = stated_overlaps(&facts["overlaps"]);
            if overlaps != stated {
                wrong.push(format!("{}: overlaps {overlaps:?} instead of {stated:?}", path.display()));
            }
            checked += 1;
        }
    }
    assert!(checked >= 58, "the corpus has shrunk to {checked} documents");
    assert!(wrong.is_empty(), "{} of {checked} documents have others:\n{}", wrong.len(), wrong.join("\n"));
}

fn stated(gaps: &Value) -> Vec<(String, String, bool)> {
    let month = |gap: &Value, key: &str| gap[key].as_str().expect("a text").to_owned();
    let gaps = gaps.as_array().into_iter().flatten();
    gaps.map(|gap| (month(gap, "start"), month(gap, "end"), gap["open"] == true)).collect()
}

/// Those of work alone: the timeline names no others.
fn stated_overlaps(overlaps: &Value) -> Vec<(String, String)> {
    let text = |overlap: &Value, key: &str| overlap[key].as_str().expect("a text").to_owned();
    let overlaps = overlaps.as_array().into_iter().flatten();
    let mut list: Vec<_> = overlaps
        .filter(|overlap| overlap["kind"] == "work" && overlap["handover"] != true)
        .map(|overlap| (text(overlap, "start"), text(overlap, "end")))
        .collect();
    list.sort();
    list
}

fn resume(gold: &Value) -> Resume {
    let entries = |key: &str| gold[key].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| Some(Spanned::new(value.as_str()?.to_owned(), Span::default()));
    Resume {
        work: entries("work")
            .iter()
            .map(|work| Work { name: text(&work["name"]), dates: dates(work, false), ..Work::default() })
            .collect(),
        volunteer: entries("volunteer")
            .iter()
            .map(|work| Volunteer { dates: dates(work, false), ..Volunteer::default() })
            .collect(),
        education: entries("education")
            .iter()
            .map(|study| Education { dates: dates(study, true), ..Education::default() })
            .collect(),
        ..Resume::default()
    }
}

fn dates(entry: &Value, single_is_end: bool) -> Option<Dates> {
    let start = entry["startDate"].as_str().map(date);
    let end =
        entry["endDate"].as_str().map(|end| if end == "present" { DateEnd::Present } else { DateEnd::Date(date(end)) });
    let range = match (start, end) {
        (Some(start), Some(end)) => DateRange::Range(start, end),
        (Some(start), None) => DateRange::Single(start),
        (None, Some(DateEnd::Date(end))) if single_is_end => DateRange::Single(end),
        (None, _) => return None,
    };
    Some(Dates::from(range))
}

fn date(iso: &str) -> PartialDate {
    let mut parts = iso.split('-');
    let year = parts.next().expect("a year").parse().expect("a year");
    let precision =
        parts.next().map_or(Precision::Year, |month| Precision::Month { month: month.parse().expect("a month") });
    PartialDate { year, precision, approximate: false }
}
