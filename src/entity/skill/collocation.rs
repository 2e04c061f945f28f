//! The words beside a name, or anywhere in its text, that speak for the skill or against it: `skill_contexts.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::candidate::Candidate;
use super::passage::Passage;

const FOR: i32 = 3;
const AGAINST: i32 = -4;

/// `skill_contexts.tsv`: form -> patterns, and whether they speak for it.
static PATTERNS: LazyLock<HashMap<&'static str, Vec<(Pattern, bool)>>> =
    LazyLock::new(|| read_patterns(include_str!("../skill_contexts.tsv")));

/// A context of a form.
#[derive(Debug)]
enum Pattern {
    /// The words right before it and right after it.
    Beside { before: Vec<&'static str>, after: Vec<&'static str> },
    /// A word anywhere in the text.
    Anywhere(&'static str),
}

fn read_patterns(table: &'static str) -> HashMap<&'static str, Vec<(Pattern, bool)>> {
    let mut patterns = HashMap::<_, Vec<_>>::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let forms = columns.next().unwrap_or_default();
        for (column, speaks_for) in columns.zip([true, false]) {
            for pattern in column.split('|').filter(|pattern| !pattern.is_empty()) {
                for form in forms.split(',') {
                    patterns.entry(form).or_default().push((Pattern::read(pattern), speaks_for));
                }
            }
        }
    }
    patterns
}

impl Pattern {
    fn read(pattern: &'static str) -> Self {
        if let Some((before, after)) = pattern.split_once('_') {
            let words = |side: &'static str| side.split_whitespace().collect();
            return Self::Beside { before: words(before), after: words(after) };
        }
        Self::Anywhere(pattern.trim_start_matches('*'))
    }

    fn fits(&self, text: &Passage, found: &Candidate) -> bool {
        match self {
            Self::Anywhere(word) => text.has(word),
            Self::Beside { before, after } => {
                let words = &text.words;
                let (mut first, mut last) = (found.first, found.last);
                let mut left = before.iter().rev();
                let mut right = after.iter();
                left.all(|pattern| {
                    first > 0 && words.joined(first - 1) && {
                        first -= 1;
                        word_fits(pattern, words.key(first, first))
                    }
                }) && right.all(|pattern| {
                    words.joined(last) && {
                        last += 1;
                        word_fits(pattern, words.key(last, last))
                    }
                })
            }
        }
    }
}

/// `####` is a year, `#` a number, `word*` a beginning.
fn word_fits(pattern: &str, word: &str) -> bool {
    let digits = word.chars().all(|c| c.is_ascii_digit());
    match pattern {
        "####" => digits && word.len() == 4,
        "#" => digits,
        _ => pattern.strip_suffix('*').map_or(word == pattern, |start| word.starts_with(start)),
    }
}

/// What the table of contexts says, summed up: for, against, or nothing.
pub(super) fn collocations(text: &Passage, found: &Candidate) -> i32 {
    let Some(patterns) = PATTERNS.get(found.form.text) else { return 0 };
    let fits = |wanted: bool| patterns.iter().any(|(pattern, speaks)| *speaks == wanted && pattern.fits(text, found));
    (if fits(true) { FOR } else { 0 }) + if fits(false) { AGAINST } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::DICTIONARY;

    #[test]
    fn every_context_belongs_to_a_form() {
        for line in include_str!("../skill_contexts.tsv").lines().filter(|line| !line.starts_with('#')) {
            for form in line.split('\t').next().unwrap().split(',') {
                assert!(DICTIONARY.forms.iter().any(|known| known.text == form), "{form:?} is no form of skills.tsv");
            }
        }
    }
}
