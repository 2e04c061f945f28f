//! The words beside a name, or anywhere in its text, that speak for the skill or against it: `skill_contexts.tsv`.

use std::sync::LazyLock;

use super::candidate::Candidate;
use super::passage::Passage;
use crate::word_map::WordMap;

const FOR: i32 = 3;
const AGAINST: i32 = -4;

/// `skill_contexts.tsv`: form -> row.
static ROWS: LazyLock<(WordMap, Vec<Row>)> = LazyLock::new(|| read_rows(vocabulary!("skill_contexts.tsv")));

/// What speaks for some forms, and what speaks against them: patterns separated by `|`.
struct Row {
    speaks_for: &'static str,
    speaks_against: &'static str,
}

fn read_rows(table: &'static str) -> (WordMap, Vec<Row>) {
    let (mut forms, mut rows) = (WordMap::default(), Vec::new());
    for line in table.lines() {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        for form in column().split(',') {
            forms.insert(form, rows.len());
        }
        rows.push(Row { speaks_for: column(), speaks_against: column() });
    }
    (forms, rows)
}

/// Whether `found` stands in a context: the words right before it and right after it (`_` is its place), or a word
/// anywhere in the text.
fn fits(pattern: &str, text: &Passage, found: &Candidate) -> bool {
    let Some((before, after)) = pattern.split_once('_') else { return text.has(pattern.trim_start_matches('*')) };
    let words = &text.words;
    let (mut first, mut last) = (found.first, found.last);
    before.split_whitespace().rev().all(|pattern| {
        first > 0 && words.joined(first - 1) && {
            first -= 1;
            word_fits(pattern, words.key(first, first))
        }
    }) && after.split_whitespace().all(|pattern| {
        words.joined(last) && {
            last += 1;
            word_fits(pattern, words.key(last, last))
        }
    })
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
    let (forms, rows) = &*ROWS;
    let Some(row) = forms.get(found.form.text).and_then(|row| rows.get(row)) else { return 0 };
    let any = |patterns: &str| {
        patterns.split('|').filter(|pattern| !pattern.is_empty()).any(|pattern| fits(pattern, text, found))
    };
    (if any(row.speaks_for) { FOR } else { 0 }) + if any(row.speaks_against) { AGAINST } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::DICTIONARY;

    #[test]
    fn every_context_belongs_to_a_form() {
        for line in include_str!("../skill_contexts.tsv").lines().filter(|line| !line.starts_with('#')) {
            for form in line.split('\t').next().unwrap().split(',') {
                assert!(
                    DICTIONARY.forms.iter().any(|known| known.text == form),
                    "{form:?} is no form of the dictionary"
                );
            }
        }
    }
}
