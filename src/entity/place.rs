//! Places: cities, regions, countries, street addresses, and words that stand for a place ("Remote").

use std::ops::Range;

use super::address::{Kind, Part, VOCABULARY, is_code, part, postcode};
use super::words::{between, hull, trimmed_of, words};
use super::{Found, job_title};
use crate::memo::Memo;
use crate::signs::{any_of, blank_or};
use crate::word_map::is_one_of;

/// Codes that stand behind persons' names as well, as degrees.
const DEGREES: &str = "MD MA MS PA BA ME PE BE";

/// Parts of the longest address.
const MOST_PARTS: usize = 10;

/// Whether all of `text` is a place.
pub fn is_place(text: &str) -> bool {
    score(text) >= 0.5
}

/// How much `text` as a whole looks like a place: 0 to 1. One capitalised word that nobody knows is 0.3, a city 0.85, a
/// city with its country 0.95, "Somewhere, Country" 0.75.
pub fn score(text: &str) -> f32 {
    SCORES.with(|memo| memo.get(text.trim().trim_end_matches(any_of(".,;")), score_of))
}

thread_local! {
    static SCORES: Memo<f32> = Memo::default();
}

fn score_of(text: &str) -> f32 {
    if text.is_empty() || text.len() > 160 || text.contains(any_of("@:\n")) {
        return 0.0;
    }
    if VOCABULARY.names.has(&words(text)) {
        return group_score(&[part(text)]);
    }
    let groups = split(text, &[";", " & ", " and ", " / ", " or ", " und ", " et ", " y "]);
    if groups.len() > 1 {
        let mut lowest: f32 = 1.0;
        for group in groups {
            if lowest > 0.0 {
                lowest = lowest.min(parts_score(between(text, group.start, group.end)));
            }
        }
        return lowest;
    }
    parts_score(text)
}

fn parts_score(text: &str) -> f32 {
    let ranges = parts(text);
    if ranges.len() > MOST_PARTS {
        return 0.0;
    }
    let mut found = Vec::new();
    for at in &ranges {
        let part = part(between(text, at.start, at.end));
        if part == Part::No {
            return 0.0;
        }
        found.push(part);
    }
    let score = group_score(&found);
    // "Jane Example, MD" is a physician rather than a place in Maryland.
    match (found.as_slice(), ranges.last()) {
        ([Part::Unknown(2..), Part::Code], Some(code)) if is_one_of(DEGREES, between(text, code.start, code.end)) => {
            score.min(0.45)
        }
        _ => score,
    }
}

/// Ranges of the parts of an address.
fn parts(text: &str) -> Vec<Range<usize>> {
    split(text, &[",", "(", ")", " - ", " – ", " — ", " | ", " · ", "\t", " • ", "/ "])
}

/// Ranges between any of `separators`, trimmed, empty ones dropped.
fn split(text: &str, separators: &[&str]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        if is_letter_at(text, at) {
            at += 1;
            continue;
        }
        let rest = between(text, at, text.len());
        if let Some(separator) = separators.iter().find(|separator| rest.starts_with(**separator)) {
            ranges.push(start..at);
            at += separator.len();
            start = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    ranges.push(start..text.len());
    ranges
        .into_iter()
        .map(|range| trimmed_of(text, range, char::is_whitespace))
        .filter(|range| !range.is_empty())
        .collect()
}

/// Whether an ASCII letter or digit stands at `at`, with which no separator begins.
fn is_letter_at(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric)
}

fn group_score(parts: &[Part]) -> f32 {
    if parts.is_empty() || parts.len() > MOST_PARTS || parts.contains(&Part::No) {
        return 0.0;
    }
    if let [part] = parts {
        return match part {
            Part::Known(Kind::Country) => 0.95,
            Part::Known(Kind::Anywhere) => 0.9,
            Part::Known(_) | Part::Postal => 0.85,
            Part::Street => 0.6,
            Part::Doubtful(_) => 0.5,
            Part::Quarter => 0.35,
            Part::Postcode | Part::Unknown(1) => 0.3,
            Part::Code | Part::Unknown(_) | Part::No => 0.2,
        };
    }
    let unknown = parts.iter().filter(|part| matches!(part, Part::Unknown(_))).count();
    let has = |part: &dyn Fn(&Part) -> bool| parts.iter().any(part);
    let street = has(&|part| matches!(part, Part::Street | Part::Postal | Part::Postcode));
    let city = has(&|part| matches!(part, Part::Known(Kind::City) | Part::Doubtful(Kind::City) | Part::Postal));
    let anywhere = has(&|part| *part == Part::Known(Kind::Anywhere));
    let tail = parts.iter().rev().find(|part| !matches!(part, Part::Postcode | Part::Known(Kind::Anywhere)));
    let closed = matches!(
        tail,
        Some(
            Part::Known(Kind::Country | Kind::Region | Kind::Area)
                | Part::Doubtful(Kind::Country | Kind::Region | Kind::Area)
                | Part::Code
        )
    );
    let wider = has(&|part| {
        matches!(
            part,
            Part::Known(Kind::Country | Kind::Region | Kind::Area)
                | Part::Doubtful(Kind::Country | Kind::Region | Kind::Area)
        )
    });
    if unknown == 0 {
        return match (closed || wider, city || anywhere, street) {
            (true, ..) => 0.95,
            (false, true, _) => 0.85,
            (false, false, true) => 0.6,
            (false, false, false) => 0.35,
        };
    }
    if street && (closed || city) {
        return if unknown <= 2 { 0.9 } else { 0.7 };
    }
    if closed {
        // "Northwind, Leeds, UK" is a firm in a place, or a quarter of one.
        let leads_to_city = matches!(parts, [Part::Unknown(_), Part::Known(Kind::City), ..]);
        return match (unknown, tail, parts.first()) {
            (1, ..) if leads_to_city => 0.45,
            (1, Some(Part::Code), _) if city => 0.9,
            (1, Some(Part::Code), _) => 0.7,
            (1, ..) if city => 0.85,
            (1, _, Some(Part::Unknown(..=3))) => 0.75,
            (1, ..) => 0.6,
            (2, ..) => 0.55,
            _ => 0.3,
        };
    }
    if city {
        // "Northwind, Leeds" is a firm in a place; "Leeds, Headingley" a place.
        let leads = matches!(parts.first(), Some(Part::Known(Kind::City) | Part::Postal));
        return if leads && unknown == 1 { 0.55 } else { 0.4 };
    }
    match (street, anywhere) {
        (true, _) => 0.6,
        (false, true) => 0.5,
        (false, false) => 0.2,
    }
}

/// Places within `text`, left to right: "City, Country", "City (Country)", "City, ST 12345" and well known names alone.
pub fn find(text: &str) -> Vec<Found> {
    let words = words(text);
    let mut found = Vec::new();
    let mut index = 0;
    let mut floor = 0;
    while let Some(word) = words.get(index) {
        let rest = words.get(index..).unwrap_or_default();
        let known = VOCABULARY.names.prefix(rest).filter(|_| word.is_capitalised());
        let Some((len, kind)) = known else {
            index += 1;
            continue;
        };
        let mut end = index + len;
        // On to country, region, code, postcode behind a comma, a bracket or a blank.
        while let (Some(last), Some(next)) = (words.get(end - 1), words.get(end)) {
            let gap = between(text, last.at.end, next.at.start);
            if !matches!(gap.trim(), "" | "," | "(" | "-" | "–") || gap.contains('\n') {
                break;
            }
            let rest = words.get(end..).unwrap_or_default();
            let step = match VOCABULARY.names.prefix(rest) {
                Some((len, kind)) if next.is_capitalised() && *kind != Kind::Anywhere => len,
                _ if is_code(next.text) => 1,
                _ if next.len() >= 4 => postcode(rest),
                _ => 0,
            };
            if step == 0 {
                break;
            }
            end += step;
        }
        // Back to a city that nobody knows: "Elk Meadow, Oregon".
        let mut start = index;
        if matches!(kind, Kind::Country | Kind::Region)
            && let Some(comma) = index.checked_sub(1).and_then(|before| words.get(before))
            && matches!(between(text, comma.at.end, word.at.start), ", " | " (" | ",")
        {
            while let Some(before) =
                start.checked_sub(1).filter(|before| *before >= floor).and_then(|before| words.get(before))
            {
                let gap = words.get(start).map_or("", |word| between(text, before.at.end, word.at.start));
                let joins = start == index || gap == " " || gap == "-";
                let acronym = before.is_capitals() && before.len() <= 5;
                let other = acronym || before.is_number() || job_title::is_title_word(before);
                let fits = before.is_capitalised() && !other && index - start < 3;
                if !joins || !fits {
                    break;
                }
                start -= 1;
            }
            // All of what stands between commas, or nothing of it.
            let first = words.get(start).zip(start.checked_sub(1).and_then(|before| words.get(before)));
            if first.is_some_and(|(word, before)| {
                !between(text, before.at.end, word.at.start).contains(any_of(",|(–—·:;\t\n"))
            }) {
                start = index;
            }
        }
        if start == index
            && index.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|before| before.key == "of")
        {
            index += len;
            continue;
        }
        let part = words.get(start..end).unwrap_or_default();
        let at = hull(part);
        let closing = usize::from(
            between(text, at.start, at.end).contains('(') && between(text, at.end, text.len()).starts_with(')'),
        );
        let at = at.start..at.end + closing;
        let alone = part.len() == len;
        let named = alone
            && words.get(end).is_some_and(|next| next.is_capitalised() && between(text, at.end, next.at.start) == " ");
        let doubtful = alone && (score(between(text, at.start, at.end)) <= 0.5 || (named && *kind == Kind::City));
        if !doubtful {
            found.push(Found { at });
        }
        floor = end;
        index = end;
    }
    found
}

/// Where the tail of `text` is a place: the end of what stands before it (separator excluded), and the place. Nothing
/// where all of `text` is surely a place; ask [`score`] first where "Somewhere, Country" would be one.
pub fn split_tail(text: &str) -> Option<(usize, Range<usize>)> {
    let text = text.trim_end();
    if text.len() > 300 {
        return None;
    }
    // Most texts have no such tail: only of one that has is it asked what it is as a whole.
    tail(text).filter(|_| score(text) < 0.85)
}

/// Where the tail of `text` is a place, whatever the whole is.
fn tail(text: &str) -> Option<(usize, Range<usize>)> {
    let separators = [", ", ",", " - ", " – ", " — ", " | ", "|", "\t", " · ", " • ", " (", " in ", " @ ", " / "];
    let mut at = 0;
    while at < text.len() {
        if is_letter_at(text, at) {
            at += 1;
            continue;
        }
        let rest = between(text, at, text.len());
        let Some(separator) = separators.iter().find(|separator| rest.starts_with(**separator)) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let mut place = trimmed_of(text, at + separator.len()..text.len(), blank_or(",;.|"));
        if *separator == " (" {
            match between(text, place.start, place.end).strip_suffix(')') {
                Some(inner) if !inner.contains(any_of("()")) => place.end = place.start + inner.len(),
                _ => {
                    at += separator.len();
                    continue;
                }
            }
        }
        let head = between(text, 0, at).trim_end_matches(blank_or(",-–—|·("));
        if !head.trim().is_empty() && is_tail(head, between(text, place.start, place.end)) {
            return Some((head.len(), place));
        }
        at += separator.len();
    }
    glued_tail(text)
}

/// Whether `tail` behind `head` and a separator is a place.
fn is_tail(head: &str, tail: &str) -> bool {
    let parts = parts(tail);
    let Some(first) = parts.first() else { return false };
    if tail.contains(any_of("|\t·•")) {
        return false;
    }
    let least = match part(between(tail, first.start, first.end)) {
        Part::Known(Kind::Anywhere) => return score(tail) >= 0.85,
        Part::Known(_) | Part::Postal => 0.55,
        Part::Doubtful(_) => 0.5,
        Part::Street => 0.85,
        Part::Unknown(1..=3) if parts.len() <= 3 => 0.7,
        _ => return false,
    };
    let known = score(tail) >= least;
    // "University of California, Berkeley" is one name.
    let campus = head.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("university of "))
        && parts.len() == 1
        && matches!(head.get(14..).map(part), Some(Part::Known(Kind::Region) | Part::Doubtful(_)));
    known && !campus
}

/// "Northwind Mountain View, CA": a known city before its region, with nothing before it but a blank.
fn glued_tail(text: &str) -> Option<(usize, Range<usize>)> {
    let at = text.match_indices(", ").fold(None, |_, (at, _)| Some(at))?;
    let (before, region) = (between(text, 0, at), between(text, at + 2, text.len()));
    let words = words(before);
    if !matches!(part(region), Part::Code | Part::Known(Kind::Country | Kind::Region) | Part::Postal) {
        return None;
    }
    let cut = (words.len().saturating_sub(4).max(1)..words.len())
        .find(|cut| words.get(*cut..).is_some_and(|city| VOCABULARY.names.get(city) == Some(&Kind::City)))?;
    let (last, city) = (words.get(cut - 1)?, words.get(cut)?);
    (between(text, last.at.end, city.at.start).trim().is_empty() && city.is_capitalised())
        .then_some((last.at.end, city.at.start..text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_order_and_once() {
        let names: Vec<&str> = include_str!("places.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split('\t').next())
            .collect();
        assert!(names.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn long_texts_take_no_long_time() {
        let text = "Leeds, ".repeat(20_000);
        assert!(split_tail(&text).is_none());
        assert!(find(&text).len() <= 20_000);
    }
}
