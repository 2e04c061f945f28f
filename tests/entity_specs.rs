//! Runs the tables of `specs/headings.md`, of `specs/entities.md` and of the languages, `specs/german.md` and so on: a text,
//! and what is read in it.

use std::ops::Range;

use cv_readback::entity::date::{self, DateEnd, DateMatch, DateRange, PartialDate, Precision};
use cv_readback::entity::{
    Found, degree, email, fluency, job_title, organization, person, phone, place, profile, score, url,
};
use cv_readback::locale;

/// The rows under each `## heading`: line number, heading, text, expectation.
fn cases(spec: &'static str) -> Vec<(usize, &'static str, String, &'static str)> {
    let mut heading = "";
    let mut cases = Vec::new();
    for (number, line) in (1..).zip(spec.lines()) {
        heading = line.strip_prefix("## ").unwrap_or(heading);
        let row =
            line.strip_prefix("| `").and_then(|row| row.strip_suffix(" |")).and_then(|row| row.rsplit_once("` | "));
        if let Some((text, expected)) = row {
            cases.push((number, heading, text.replace('¦', "|").replace('⇥', "\t"), expected));
        }
    }
    cases
}

fn check(spec: &'static str, least: usize, read: impl Fn(&str, &str) -> String) {
    let cases = cases(spec);
    assert!(cases.len() >= least, "only {} cases were found", cases.len());
    let wrong: Vec<String> = cases
        .iter()
        .map(|(number, heading, text, expected)| (number, text, expected, read(heading, text)))
        .filter(|(_, _, expected, found)| *expected != found)
        .map(|(number, text, expected, found)| format!("line {number}: {text:?} should be {expected}, is {found}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn headings() {
    check(include_str!("specs/headings.md"), 85, |_, text| heading_kinds(text, "en"));
}

fn heading_kinds(text: &str, language: &str) -> String {
    match locale::headings_in(text, language) {
        Some(heading) => heading.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" + "),
        None => "none".to_owned(),
    }
}

#[test]
fn english() {
    check_language(include_str!("specs/english.md"), "en");
}

#[test]
fn german() {
    check_language(include_str!("specs/german.md"), "de");
}

#[test]
fn french() {
    check_language(include_str!("specs/french.md"), "fr");
}

#[test]
fn spanish() {
    check_language(include_str!("specs/spanish.md"), "es");
}

#[test]
fn portuguese() {
    check_language(include_str!("specs/portuguese.md"), "pt");
}

#[test]
fn italian() {
    check_language(include_str!("specs/italian.md"), "it");
}

#[test]
fn dutch() {
    check_language(include_str!("specs/dutch.md"), "nl");
}

#[test]
fn other_languages() {
    check_language(include_str!("specs/other-languages.md"), "en");
}

/// Headings are asked of `language` first, as in a document of that language.
fn check_language(spec: &'static str, language: &str) {
    check(spec, 80, |heading, text| match heading {
        "Headings" => heading_kinds(text, language),
        "Dates" => {
            let dates: Vec<String> = date::find(text).iter().map(described).collect();
            if dates.is_empty() { "none".to_owned() } else { dates.join(" + ") }
        }
        heading => read(heading, text),
    });
}

/// A date as the tables write it; `a~b` is anything between two months.
fn described(found: &DateMatch) -> String {
    let range = match found.range {
        DateRange::Single(date) => iso(date),
        DateRange::Range(start, DateEnd::Present) => format!("{}..present", iso(start)),
        DateRange::Range(start, DateEnd::Date(end)) => format!("{}..{}", iso(start), iso(end)),
    };
    if found.expected { format!("{range} expected") } else { range }
}

fn iso(date: PartialDate) -> String {
    match date.precision {
        Precision::Part { .. } => {
            let (first, last) = date.bounds();
            format!("{first}~{last}")
        }
        Precision::Day { day, .. } => format!("{}-{day:02}", date.iso()),
        Precision::AmbiguousDay { .. } => format!("{}?", date.iso()),
        Precision::Month { .. } | Precision::Year => date.iso(),
    }
}

#[test]
fn entities() {
    check(include_str!("specs/entities.md"), 220, read);
}

fn read(heading: &str, text: &str) -> String {
    let cut = |at: &Range<usize>| text.get(at.clone()).expect("between characters").replace('|', "¦");
    let list = |found: Vec<Found>| {
        let found: Vec<String> = found.iter().map(|found| cut(&found.at)).collect();
        if found.is_empty() { "none".to_owned() } else { found.join(" + ") }
    };
    let none = || "none".to_owned();
    match heading {
        "E-mail addresses" => list(email::find(text)),
        "Telephone numbers" => list(phone::find(text)),
        "Web addresses" => list(url::find(text)),
        "Accounts" => profile::of_url(text).map_or_else(none, |found| match found.username {
            Some(name) => format!("{}, {name}", found.network),
            None => found.network.to_owned(),
        }),
        "Places" => judged(place::score(text)),
        "Places in a line" => list(place::find(text)),
        "Places at the end" => {
            place::split_tail(text).map_or_else(none, |(end, at)| format!("{} + {}", cut(&(0..end)), cut(&at)))
        }
        "Persons" => judged(person::score(text)),
        "Organisations" => judged(organization::score(text)),
        "Places of education" => (if organization::is_institution(text) { "yes" } else { "no" }).to_owned(),
        "Job titles" => judged(job_title::score(text)),
        "Degrees" => degree::find(text).map_or_else(none, |found| {
            let area = found.area.as_ref().map_or_else(String::new, |area| format!(" in {}", cut(area)));
            format!("{}{area} ({})", cut(&found.at), found.level)
        }),
        "Grades" => score::find(text).map_or_else(none, |at| cut(&at)),
        "Languages" => fluency::split(text).map_or_else(none, |(language, level)| match level {
            Some(level) => format!("{}: {}", cut(&language), cut(&level)),
            None => cut(&language),
        }),
        other => panic!("nothing reads {other:?}"),
    }
}

/// A score in words: the borders that its readers use.
fn judged(score: f32) -> String {
    assert!((0.0..=1.0).contains(&score), "{score}");
    (if score >= 0.5 {
        "yes"
    } else if score >= 0.3 {
        "perhaps"
    } else {
        "no"
    })
    .to_owned()
}
