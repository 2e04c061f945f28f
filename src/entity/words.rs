//! Words of a text, for the finders that know words.

use std::borrow::Cow;
use std::ops::Range;

use crate::locale::fold;
use crate::word_map::WordMap;
pub(super) use crate::word_map::is_one_of;

/// A run of letters and digits, apostrophes within it included.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    pub at: Range<usize>,
    pub text: &'a str,
    /// Folded, as vocabularies have it.
    pub key: Cow<'a, str>,
}

impl Word<'_> {
    /// Whether it begins with a capital letter, or with a letter of a script that has none.
    pub fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
    }

    /// Whether it has capital letters only.
    pub fn is_capitals(&self) -> bool {
        self.text.chars().all(|c| !c.is_lowercase()) && self.text.chars().any(char::is_uppercase)
    }

    /// Whether it has digits only.
    pub fn is_number(&self) -> bool {
        self.text.chars().all(|c| c.is_ascii_digit())
    }

    pub fn len(&self) -> usize {
        self.text.chars().count()
    }
}

/// The words of `text`, left to right.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let joins = matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}' | '\u{ad}');
            if !c.is_alphanumeric() && !joins {
                break;
            }
            chars.next();
            if !matches!(c, '\'' | '’') || text.get(at + c.len_utf8()..).is_some_and(starts_with_letter) {
                end = at + c.len_utf8();
            } else {
                break;
            }
        }
        let word = text.get(start..end).unwrap_or_default();
        // Most words of a text are folded as they stand there.
        let is_folded = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let key = if is_folded { Cow::Borrowed(word) } else { Cow::Owned(fold(word)) };
        words.push(Word { at: start..end, text: word, key });
    }
    words
}

fn starts_with_letter(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_alphanumeric)
}

/// Terms of one word or several, by their folded words joined with blanks.
#[derive(Debug)]
pub(super) struct Gazetteer<T> {
    terms: WordMap,
    /// What is known of each term.
    values: Vec<T>,
    /// How many words the longest term has that begins with a word; most words begin none.
    longest: WordMap,
    lengths: Vec<usize>,
}

impl<T> Default for Gazetteer<T> {
    fn default() -> Self {
        Self { terms: WordMap::default(), values: Vec::new(), longest: WordMap::default(), lengths: Vec::new() }
    }
}

impl<T> Gazetteer<T> {
    /// Adds `term`; what was there first stays.
    pub fn insert(&mut self, term: &str, value: T) {
        let words = words(term);
        let Some(first) = words.first() else { return };
        let at = self.longest.insert(&first.key, self.lengths.len());
        match self.lengths.get_mut(at) {
            Some(longest) => *longest = words.len().max(*longest),
            None => self.lengths.push(words.len()),
        }
        if self.terms.insert(&join(&words).concat(), self.values.len()) == self.values.len() {
            self.values.push(value);
        }
    }

    /// How many words the longest term has that begins as `words` do; 0 if there is none.
    fn longest(&self, words: &[Word]) -> usize {
        let length = words.first().and_then(|first| self.lengths.get(self.longest.get(&first.key)?));
        length.copied().unwrap_or_default()
    }

    /// What is known of the whole of `words`.
    pub fn get(&self, words: &[Word]) -> Option<&T> {
        match words {
            [word] => self.word(&word.key),
            words if words.len() > self.longest(words) => None,
            words => self.values.get(self.terms.get_joined(&join(words))?),
        }
    }

    pub fn has(&self, words: &[Word]) -> bool {
        self.get(words).is_some()
    }

    /// What is known of one folded word.
    pub fn word(&self, key: &str) -> Option<&T> {
        self.values.get(self.terms.get(key)?)
    }

    /// What is known of one folded word, given in pieces.
    pub fn joined(&self, pieces: &[&str]) -> Option<&T> {
        self.values.get(self.terms.get_joined(pieces)?)
    }

    /// The longest term at the start of `words`: how many words it has, and what is known of it.
    pub fn prefix(&self, words: &[Word]) -> Option<(usize, &T)> {
        let longest = self.longest(words).min(words.len());
        let keys = join(words.get(..longest)?);
        (1..=longest).rev().find_map(|len| {
            let at = self.terms.get_joined(keys.get(..2 * len - 1)?)?;
            self.values.get(at).map(|value| (len, value))
        })
    }
}

impl Gazetteer<()> {
    pub fn of(terms: &[&str]) -> Self {
        let mut gazetteer = Self::default();
        for term in terms {
            gazetteer.insert(term, ());
        }
        gazetteer
    }
}

/// The folded words, with blanks between them.
fn join<'a>(words: &'a [Word]) -> Vec<&'a str> {
    let mut keys = Vec::with_capacity(2 * words.len());
    for word in words {
        if !keys.is_empty() {
            keys.push(" ");
        }
        keys.push(&word.key);
    }
    keys
}

/// The hull of some words.
pub(super) fn hull(words: &[Word]) -> Range<usize> {
    match words {
        [] => 0..0,
        [first, .., last] => first.at.start..last.at.end,
        [word] => word.at.clone(),
    }
}

/// `text` between two places, nothing where they are none.
pub(super) fn between(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// `range` of `text` without blanks at both ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    trimmed_of(text, range, char::is_whitespace)
}

/// `range` of `text` without characters at both ends that `drop` names.
pub(super) fn trimmed_of(text: &str, range: Range<usize>, drop: impl Fn(char) -> bool) -> Range<usize> {
    let part = between(text, range.start, range.end);
    let start = range.start + (part.len() - part.trim_start_matches(&drop).len());
    let end = start + between(text, start, range.end).trim_end_matches(&drop).len();
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_apostrophes_within_and_lose_them_outside() {
        let texts = |text| words(text).into_iter().map(|word| word.text.to_owned()).collect::<Vec<_>>();
        assert_eq!(texts("Moth\u{e8}s' d’été, B.Tech (IT)"), ["Moth\u{e8}s", "d’été", "B", "Tech", "IT"]);
        assert_eq!(texts(""), Vec::<String>::new());
    }

    #[test]
    fn the_longest_term_is_found() {
        let gazetteer = Gazetteer::of(&["New York", "New York City", "York"]);
        assert_eq!(gazetteer.prefix(&words("New York City, NY")).map(|(len, ())| len), Some(3));
        assert_eq!(gazetteer.prefix(&words("New Yorkshire")).map(|(len, ())| len), None);
    }
}
