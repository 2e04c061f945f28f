//! Names of the dictionary in a text, before it is judged which of them are skills.

use std::ops::Range;

use super::collocation::collocations;
use super::passage::Passage;
use super::words::Gap;
use super::{DICTIONARY, Form, Skill};

/// Makers whose name makes a capitalised word a product.
const MAKERS: [&str; 5] = ["adobe", "apache", "hashicorp", "microsoft", "ms"];

/// A name of the dictionary in a text.
#[allow(clippy::struct_excessive_bools, reason = "independent observations of one occurrence")]
pub(super) struct Candidate {
    /// First and last word.
    pub first: usize,
    pub last: usize,
    /// First word of the name itself, behind its maker.
    pub named: usize,
    pub at: Range<usize>,
    pub form: &'static Form,
    pub skill: &'static Skill,
    /// Written as the dictionary has it, capitals included.
    pub exact: bool,
    /// Its maker stands before it.
    pub made_by: bool,
    /// Taken as the skill, whatever stands around it.
    pub certain: bool,
    /// Number of the list it stands in.
    pub list: usize,
    /// Only a blank stands between it and the candidate before it.
    pub beside_previous: bool,
}

/// Every name of the dictionary, left to right, the longest first.
pub(super) fn candidates(text: &Passage) -> Vec<Candidate> {
    let words = &text.words;
    let mut found: Vec<Candidate> = Vec::new();
    let mut first = 0;
    while first < words.list.len() {
        if words.list[first].address {
            first += 1;
            continue;
        }
        // A name may be written apart, "Java Script", where no form begins with its first word.
        let longest = DICTIONARY.longest(words.key(first, first)).map_or(2, |longest| longest.max(2));
        let mut reach = first;
        while reach + 1 - first < longest && words.joined(reach) {
            reach += 1;
        }
        let named = (first..=reach).rev().find_map(|last| candidate(text, first, last));
        let Some(mut candidate) = named else {
            first += 1;
            continue;
        };
        first = candidate.last + 1;
        if let Some(maker) = candidate.first.checked_sub(1).filter(|&i| words.list[i].gap == Gap::Blank)
            && makes(words.key(maker, maker), &candidate, text)
            && found.last().is_none_or(|last| last.last < maker || last.first == maker)
        {
            // "AWS Athena": one skill, not two.
            found.pop_if(|last| last.first == maker);
            candidate.made_by = true;
            candidate.first = maker;
            candidate.at.start = words.list[maker].at.start;
        }
        found.push(candidate);
    }
    found
}

/// Whether the word before a candidate names its maker: "Apache Hive", "Amazon Aurora".
fn makes(maker: &str, candidate: &Candidate, text: &Passage) -> bool {
    match maker {
        "aws" | "amazon" => candidate.skill.parent == Some("AWS"),
        "azure" => candidate.skill.parent == Some("Azure"),
        "google" => matches!(candidate.skill.parent, Some("GCP" | "Google Workspace")),
        _ => MAKERS.contains(&maker) && !text.slice(candidate.at.clone()).starts_with(char::is_lowercase),
    }
}

/// The words `first..=last` as a name of the dictionary.
fn candidate(text: &Passage, first: usize, last: usize) -> Option<Candidate> {
    let words = &text.words;
    let key = words.key(first, last);
    let at = words.list[first].at.start..words.list[last].at.end;
    let written = text.slice(at.clone());
    // "LLMs", "VPCs": a plural of capitals.
    let plural =
        key.len() > 2 && written.ends_with('s') && !written.trim_end_matches('s').ends_with(char::is_lowercase);
    let form = DICTIONARY
        .form(key)
        .or_else(|| plural.then(|| DICTIONARY.form(key.strip_suffix('s')?)).flatten())
        .or_else(|| {
            (first == last)
                .then(|| DICTIONARY.form(super::without_version(key)?))
                .flatten()
                .filter(|form| !form.reading.word)
        })?;
    // Words may be written together, a word never apart: "PowerBI" and "Nest.js", not "in design".
    let apart = |at| {
        form.breaks.contains(&at)
            || is_camel_break(written, form.text, at)
            || key.get(at..).is_some_and(|end| end == "js")
    };
    if words.breaks(first, last).any(|at| !apart(at)) {
        return None;
    }
    // Inside a longer token it is something else: "react.example", "foo_go", "x.js".
    let before = first.checked_sub(1).map(|i| words.list[i].gap);
    let after = words.list[last].gap;
    let small =
        |i: usize| words.list.get(i).is_some_and(|word| text.slice(word.at.clone()).starts_with(char::is_lowercase));
    if matches!(before, Some(Gap::Mark('_')))
        || matches!(after, Gap::Mark('_'))
        || (matches!(before, Some(Gap::Mark('.'))) && small(first))
        || (matches!(after, Gap::Mark('.')) && small(last + 1))
    {
        return None;
    }
    let letters =
        |s: &str| s.chars().filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#' | '&')).collect::<String>();
    let (spelled, wanted) = (letters(written), letters(form.text));
    let exact = spelled.starts_with(&wanted);
    Some(Candidate {
        first,
        last,
        named: first,
        at,
        form,
        skill: DICTIONARY.skill(form),
        exact,
        made_by: false,
        certain: false,
        list: 0,
        beside_previous: false,
    })
}

/// Whether a name that has a capital behind a small letter, `JavaScript`, is written apart there: "Java Script", not "to ML"
/// for `TOML`. `at` counts letters.
fn is_camel_break(written: &str, name: &str, at: usize) -> bool {
    let letter = |text: &str, at| text.chars().filter(|c| c.is_alphanumeric()).nth(at);
    let capital = |text: &str| letter(text, at).is_some_and(char::is_uppercase);
    let behind_small = at.checked_sub(1).and_then(|at| letter(name, at)).is_some_and(char::is_lowercase);
    name.is_ascii() && behind_small && capital(name) && capital(written) && !written.starts_with("In ")
}

/// Whether a candidate is the skill without looking at its company.
pub(super) fn is_certain(text: &Passage, found: &Candidate) -> bool {
    let reading = found.form.reading;
    if found.made_by {
        return true;
    }
    // "LaTeX" can't be the word, "latex" can.
    let name = found.form.text;
    let unmistakable = found.exact && name.contains(char::is_lowercase) && name.chars().skip(1).any(char::is_uppercase);
    let ambiguous = reading.word && (name.contains(' ') || !unmistakable);
    if ambiguous || reading.list || (reading.upper && (!found.exact || text.shouted)) {
        return false;
    }
    let short = found.at.len() <= 3 && reading.upper;
    let before = text.before(found.at.start).trim_end();
    if short && before.ends_with(|c: char| c.is_ascii_digit() || c == '%' || c == '°') {
        return false;
    }
    1 + collocations(text, found) >= 1
}
