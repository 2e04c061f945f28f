//! The headings that a gold names, where they stand in the CV, and what of the gold stands below them.

use std::ops::Range;

use super::Cv;
use super::words::{capitalised, made_up};
use crate::score::{items, strings};
use serde_json::Value;

/// What a heading may open: the keys of a gold, and two for its `basics`.
pub const OPENED: [&str; 13] = [
    "contact",
    "summary",
    "work",
    "volunteer",
    "education",
    "projects",
    "skills",
    "certificates",
    "awards",
    "publications",
    "languages",
    "references",
    "interests",
];

/// A heading of the gold.
pub struct Heading {
    /// As the gold has it.
    pub text: String,
    /// Where it stands alone in the CV: mostly once, twice if a menu has it too.
    pub at: Vec<Range<usize>>,
    /// The key most of whose values stand below it; none below a heading of what has no key.
    pub opens: Option<&'static str>,
}

/// All headings of the gold; nothing if one of them does not stand alone in the CV as the gold writes it.
pub fn headings(cv: &Cv) -> Option<Vec<Heading>> {
    let mut texts = strings(&cv.golds[0]["sections"]);
    texts.sort();
    texts.dedup();
    let mut headings = Vec::new();
    for text in texts {
        let at = alone(&cv.text, &cv.kind.written(&text));
        if at.is_empty() {
            return None;
        }
        headings.push(Heading { text, at, opens: None });
    }
    let mut starts: Vec<usize> = headings.iter().flat_map(|heading| &heading.at).map(|at| at.start).collect();
    starts.sort_unstable();
    for heading in &mut headings {
        let below: Vec<&str> = heading
            .at
            .iter()
            .map(|at| {
                let next = starts.iter().find(|start| **start > at.start).copied().unwrap_or(cv.text.len());
                cv.text.get(at.end..next).unwrap_or_default()
            })
            .collect();
        heading.opens = opened(&cv.golds[0], &squeezed(&below.join(" ")));
    }
    (!headings.is_empty()).then_some(headings)
}

/// The letters and digits of a text, small.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The key whose values make up most of a section.
fn opened(gold: &Value, section: &str) -> Option<&'static str> {
    let weight = |key: &str| -> usize {
        let mut values = Vec::new();
        match key {
            "contact" => ["email", "phone", "url", "location", "profiles"]
                .iter()
                .for_each(|field| leaves(&gold["basics"][*field], &mut values)),
            "summary" => leaves(&gold["basics"]["summary"], &mut values),
            key => leaves(&gold[key], &mut values),
        }
        let values = values.iter().map(|value| squeezed(value));
        values.filter(|value| value.len() > 1 && section.contains(value.as_str())).map(|value| value.len()).sum()
    };
    let (weight, key) = OPENED.iter().map(|key| (weight(key), *key)).max_by_key(|(weight, _)| *weight)?;
    (weight > 0).then_some(key)
}

/// All texts of a value, line by line.
pub fn leaves(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.values().for_each(|value| leaves(value, out)),
        Value::Array(_) => items(value).iter().for_each(|value| leaves(value, out)),
        Value::String(text) => out.extend(text.lines().map(str::to_owned)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Where `heading` stands with no other word in its line, tag or group; a colon may part it from what follows.
fn alone(text: &str, heading: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices(heading) {
        let end = start + heading.len();
        let before = text[..start].rsplit(['\n', '>', '{', '}']).next().unwrap_or_default();
        let after = text[end..].split(['\n', '<', '{', '}', ':', '：']).next().unwrap_or_default();
        let numbered = before.trim().trim_end_matches(['.', ')']).chars().count() < 3;
        let wordless = |part: &str| !part.chars().any(char::is_alphabetic);
        if wordless(before) && (numbered || !before.contains(char::is_numeric)) && wordless(after.trim_end()) {
            found.push(start..end);
        }
    }
    found
}

/// The CV with other headings: `change` gives what stands in the place of one, or nothing where it stays.
pub fn changed(cv: &Cv, headings: &[Heading], change: &dyn Fn(&str) -> String) -> Cv {
    let mut edits = Vec::new();
    for heading in headings {
        let new = change(&heading.text);
        for at in &heading.at {
            edits.push((at.clone(), cv.kind.written(&new)));
            edits.extend(underline(&cv.text, at, &new));
        }
    }
    let text = super::phrases::edited(&cv.text, edits);
    let mut golds = cv.golds.clone();
    let renamed = |text: &str| headings.iter().any(|heading| heading.text == text).then(|| change(text));
    for gold in &mut golds {
        rename(gold, &renamed);
    }
    cv.with(text, golds)
}

/// Renames every text that is a heading's: of the gold's sections, and of the groups of skills that have headings.
fn rename(value: &mut Value, renamed: &dyn Fn(&str) -> Option<String>) {
    match value {
        Value::Object(fields) => fields.values_mut().for_each(|value| rename(value, renamed)),
        Value::Array(items) => items.iter_mut().for_each(|value| rename(value, renamed)),
        Value::String(text) => *text = renamed(text).unwrap_or_else(|| std::mem::take(text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A line of signs as long as the heading above it becomes as long as the new one.
fn underline(text: &str, heading: &Range<usize>, new: &str) -> Option<(Range<usize>, String)> {
    let start = heading.end + text[heading.end..].find('\n')? + 1;
    let line = text[start..].lines().next()?.trim_end();
    let sign = line.chars().next().filter(|c| "=-~_".contains(*c))?;
    let long = text[heading.clone()].chars().count();
    (line.len() == long && line.chars().all(|c| c == sign))
        .then(|| (start..start + line.len(), sign.to_string().repeat(new.chars().count().max(3))))
}

/// A heading of made-up words.
pub fn in_made_up_words(heading: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for c in heading.chars().map(Some).chain([None]) {
        match c {
            Some(c) if c.is_alphabetic() || c == '\u{94d}' => word.push(c),
            c => {
                if word.chars().count() > 1 {
                    out.push_str(&made_up(&word));
                } else {
                    out.push_str(&word);
                }
                word.clear();
                out.extend(c);
            }
        }
    }
    out
}

/// A heading in capitals if it is not, else with a capital first; `i` is the Turks' own where `turkish`.
pub fn in_other_case(heading: &str, turkish: bool) -> String {
    let large = |text: &str| if turkish { text.replace('i', "İ").to_uppercase() } else { text.to_uppercase() };
    if large(heading) == heading {
        let lower = if turkish { heading.replace('I', "ı").replace('İ', "i") } else { heading.to_owned() };
        let lower = lower.to_lowercase();
        if turkish && lower.starts_with('i') { lower.replacen('i', "İ", 1) } else { capitalised(&lower) }
    } else {
        large(heading)
    }
}
