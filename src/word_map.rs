//! Lists and maps of words. There is one map for all vocabularies: those of the standard library are compiled anew for
//! every type of value. A short list is one string: an array of strings is larger, and a `match` larger still.

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

/// `text` in lower case, letter by letter. (That of the standard library knows the sigma at the end of a Greek word, and with
/// its tables weighs six kilobytes.)
#[inline(never)]
pub(crate) fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Whether `word` stands in `list`, a list of words with blanks between them.
#[inline(never)]
pub(crate) fn is_one_of(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|listed| listed == word)
}
