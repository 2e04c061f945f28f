//! Strings and what they stand for, as numbers: the one map of all vocabularies. (A map of the standard library is
//! compiled anew for every type of value.)

use std::collections::BTreeMap;

/// Numbers by strings.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordMap {
    numbers: BTreeMap<Box<str>, u32>,
}

impl WordMap {
    /// Gives `word` the number `number` if it has none yet; the number that it has.
    #[inline(never)]
    pub fn insert(&mut self, word: &str, number: usize) -> usize {
        *self.numbers.entry(word.into()).or_insert(number as u32) as usize
    }

    /// The number of `word`.
    #[inline(never)]
    pub fn get(&self, word: &str) -> Option<usize> {
        self.numbers.get(word).map(|number| *number as usize)
    }

    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Every word, sorted.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.numbers.keys().map(AsRef::as_ref)
    }
}
