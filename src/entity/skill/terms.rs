//! Names that only one CV lists, searched in its own text.

use std::ops::Range;

use super::context::Search;
use super::words::Words;
use crate::word_map::WordMap;

/// Listed names that the dictionary does not have.
#[derive(Debug, Default)]
pub struct Terms {
    /// The names as listed.
    names: Vec<String>,
    /// Key -> place in `names`.
    keys: WordMap,
    /// Words in the longest.
    longest: usize,
}

impl Terms {
    /// Case, blanks and hyphens aside: the same for all ways to write a name.
    pub fn key(name: &str) -> String {
        let words = Words::of_name(name);
        words.key(0, words.list.len().saturating_sub(1)).to_owned()
    }

    /// Adds a name of up to four words; a single letter is too little to be found.
    pub fn add(&mut self, name: &str) {
        let count = Words::of_name(name).list.len();
        let key = Self::key(name);
        if (1..=4).contains(&count) && key.chars().count() > 1 {
            self.longest = self.longest.max(count);
            if self.keys.insert(&key, self.names.len()) == self.names.len() {
                self.names.push(name.to_owned());
            }
        }
    }

    /// Where a text has one of the names in the capitals of the list ("gorm", not "Gorm"; "Mobile", not "mobile"), left
    /// to right, not overlapping.
    pub fn find(&self, search: &Search) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        if self.names.is_empty() {
            return found;
        }
        let (words, text) = (&search.text.words, search.text.after(0));
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let mut first = 0;
        while let Some(word) = words.list.get(first) {
            let mut last = first;
            while last + 1 - first < self.longest && words.joined(last) {
                last += 1;
            }
            let start = word.at.start;
            let named = (first..=last).rev().filter(|_| !word.address).find_map(|last| {
                let name = self.names.get(self.keys.get(words.key(first, last))?)?;
                let at = start..words.list.get(last)?.at.end;
                (letters(text.get(at.clone())?) == letters(name)).then_some((last, at))
            });
            first += 1;
            if let Some((last, at)) = named {
                found.push(at);
                first = last + 1;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_name_is_found_as_it_is_listed() {
        let mut terms = Terms::default();
        for name in ["go-mux", "Frobnicator", "Ordering", "Q"] {
            terms.add(name);
        }
        let text = "Ordering with go mux; ordering, Q and Frobnicator at go-mux.dev";
        let found: Vec<&str> = terms.find(&Search::new(text)).into_iter().map(|at| text.get(at).unwrap()).collect();
        assert_eq!(found, ["Ordering", "go mux", "Frobnicator"]);
    }
}
