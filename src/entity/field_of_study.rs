//! The field of study beside a degree.

use std::ops::Range;

use super::words::{Word, between, is_one_of, trimmed_of, words};
use super::{organization, place, score};
use crate::signs::{any_of, blank_or};

/// Nouns that may stand in the name of a degree: "Bachelor of Science".
pub(super) const FACULTIES: &str = "science sciences arts art engineering technology commerce business administration laws law education architecture computer computers applications \
    application applied design music nursing pharmacy social work medicine surgery information systems fine public health policy philosophy research finance management \
    economics divinity theology accounting accountancy professional advanced studies liberal general psychology mathematics dental veterinary journalism communication mass \
    hotel physiotherapy physical international affairs library humanities agriculture environmental physics chemistry biology statistics planning urban letters juridical medical letters \
    electrical mechanical civil electronics hospitality tourism construction surveying midwifery politics human resources financial";

/// The field behind a degree: "in Computer Science", ", Physics", "(Maschinenbau)", ": History".
pub(super) fn area_behind(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = between(text, from, text.len());
    let lead = rest.len() - rest.trim_start_matches(any_of(" .)’'")).len();
    let at = from + lead;
    let rest = between(text, at, text.len());
    let sign = rest.chars().next().filter(|c| matches!(c, ',' | ':' | '-' | '–' | '—' | '(' | '|' | '/' | '·' | '\t'));
    let mut start = at + sign.map_or(0, char::len_utf8);
    start = trimmed_of(text, start..text.len(), char::is_whitespace).start;
    let mut told = false;
    while let Some(skip) = introduction(between(text, start, text.len())) {
        told = true;
        start = trimmed_of(text, start + skip..text.len(), blank_or(":")).start;
    }
    let bracket = sign == Some('(');
    let mut end = start + area_len(between(text, start, text.len()), bracket);
    // "Economics and Business (with distinction)", "Physics GPA 3.9".
    if let Some((grade, _)) = score::find_labelled(between(text, start, end)) {
        end = start + grade.start;
    }
    let area = trimmed_of(text, start..end, blank_or(",-–—:.(|*_"));
    let value = between(text, area.start, area.end);
    let words = words(value);
    if words.is_empty() || words.len() > 14 || words.iter().any(|word| word.is_number() && word.len() == 4) {
        return None;
    }
    // Behind a sign alone it might be anything: not a school, a place or a date.
    if !told {
        let first = words.first()?;
        let other = !first.is_capitalised() && !is_one_of("physique informatique", &first.key)
            || organization::is_institution(value)
            || organization::score(value) >= 0.9
            || place::score(value) >= 0.6
            || words.iter().all(Word::is_number)
            || is_one_of("class board state cbse icse note with cum expected first second honours thesis", &first.key);
        let plain = sign.is_none() && !matches!(words.len(), 1..=6);
        if other || plain || find_short(&words) {
            return None;
        }
    }
    Some(area)
}

/// Words that no field consists of: months, "Present".
fn find_short(words: &[Word]) -> bool {
    matches!(words, [word] | [word, _] if is_one_of("present current expected jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september october november december summer winter spring autumn fall graduated completed", &word.key))
}

/// Length of what introduces a field at the start of `text`: "in ", "of ", "degree in ", "Fachrichtung ".
fn introduction(text: &str) -> Option<usize> {
    let leads = [
        "degree in ",
        "degree, ",
        "in the field of ",
        "in ",
        "of ",
        "with a major in ",
        "with major in ",
        "major in ",
        "majoring in ",
        "major: ",
        "major ",
        "with specialization in ",
        "specialization in ",
        "specialisation in ",
        "specialized in ",
        "with a focus on ",
        "im fach ",
        "im bereich ",
        "fachrichtung ",
        "studiengang ",
        "der ",
        "en ",
        "spécialité ",
        "option ",
        "em ",
        "di ",
        "in: ",
        "zum ",
        "zur ",
        "als ",
        "für ",
        "branch: ",
        "field of study: ",
        "honours in ",
        "with honours in ",
        "with honors in ",
        "with distinction in ",
        "honors in ",
        "(hons) ",
        "de ",
    ];
    let lower: String = text.chars().take(40).flat_map(char::to_lowercase).collect();
    leads.iter().find(|lead| lower.starts_with(**lead)).map(|lead| lead.len())
}

/// How far a field goes: to the next comma, bracket, bar, dash or "from", "at".
fn area_len(text: &str, bracket: bool) -> usize {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        let rest = between(text, at, text.len());
        match c {
            '(' if bracket || depth > 0 => depth += 1,
            ')' if bracket || depth > 0 => {
                depth -= 1;
                if depth < 0 {
                    return at;
                }
            }
            ')' | '(' | ';' | '|' | '\t' | '\n' | '[' | '•' | '·' | '—' => return at,
            ',' => {
                // "Accounting, Auditing and Control" is one field.
                let next = between(rest, 1, rest.len()).trim_start();
                let list = next.split(any_of(",(|–")).next().unwrap_or_default();
                let goes_on = (list.contains(" and ") || list.contains(" & ") || list.contains(" und "))
                    && list.split_whitespace().count() <= 5
                    && !organization::is_institution(list)
                    && place::score(list) < 0.5;
                // "Business Administration, Supply Chain": two words of a field end the text.
                let ends = list.len() == next.len()
                    && matches!(list.split_whitespace().count(), 1..=3)
                    && list.split_whitespace().all(|word| word.chars().next().is_some_and(char::is_uppercase))
                    && list.chars().all(|c| c.is_alphabetic() || c == ' ')
                    && list.chars().filter(|c| c.is_lowercase()).count() >= 4
                    && organization::score(list) <= 0.4
                    && !organization::is_institution(list)
                    && place::score(list) <= 0.3
                    && between(text, 0, at).split_whitespace().count() <= 3
                    && !words(list).iter().any(|word| {
                        is_one_of(
                            "minor honours honors thesis dean distinction class first expected present",
                            &word.key,
                        )
                    });
                if !goes_on && !ends {
                    return at;
                }
            }
            ' ' if [
                " – ", " - ", " from ", " at ", " @ ", " by ", " with ", " GPA", " CGPA", " bei ", " an der ", " à ",
                " minor ", " chez ",
            ]
            .iter()
            .any(|stop| rest.starts_with(stop)) =>
            {
                return at;
            }
            _ => {}
        }
    }
    text.len()
}

/// The field before a degree: "Computer Science, B.S.", "Physics, M.Sc."
pub(super) fn area_before(text: &str, to: usize) -> Option<Range<usize>> {
    let before = between(text, 0, to);
    let trimmed = before.trim_end_matches(any_of(" ,(-–|:"));
    let start = trimmed.rfind(any_of(",|;\t(•·")).map_or(0, |at| at + 1);
    let area = trimmed_of(text, start..trimmed.len(), char::is_whitespace);
    let value = between(text, area.start, area.end);
    let words = words(value);
    let fields = words.iter().any(|word| {
        is_one_of(FACULTIES, &word.key) || word.key.ends_with("informatik") || word.key.ends_with("wissenschaften")
    });
    let other = organization::is_institution(value) || place::score(value) >= 0.6 || words.iter().any(Word::is_number);
    (fields && !other && words.len() <= 6 && words.iter().all(|word| word.is_capitalised() || word.len() <= 3))
        .then_some(area)
}
