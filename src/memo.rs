//! Answers of the finders, kept while a document is read: many places ask the same of the same text, and the answer depends on
//! nothing else.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Answers that are kept at most by one finder.
const MOST: usize = 4096;
/// Bytes of the longest text whose answer is kept.
const LONGEST: usize = 400;

thread_local! {
    /// Counts the documents; answers about another one are forgotten.
    static DOCUMENT: Cell<u32> = const { Cell::new(0) };
}

/// The answers of one finder.
pub(crate) struct Memo<T> {
    kept: RefCell<HashMap<Box<str>, T, BuildHasherDefault<Mix>>>,
    document: Cell<u32>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { kept: RefCell::default(), document: Cell::new(0) }
    }
}

impl<T: Clone> Memo<T> {
    /// What `ask` answers to `text`, by itself or as it did before.
    pub fn get(&self, text: &str, ask: impl FnOnce(&str) -> T) -> T {
        if text.len() > LONGEST {
            return ask(text);
        }
        let document = DOCUMENT.get();
        if self.document.replace(document) != document {
            self.kept.borrow_mut().clear();
        }
        if let Some(known) = self.kept.borrow().get(text) {
            return known.clone();
        }
        let answer = ask(text);
        let mut kept = self.kept.borrow_mut();
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(text.into(), answer.clone());
        answer
    }
}

/// Another document is read: what was asked of the last one need not be known any more.
pub(crate) fn forget() {
    DOCUMENT.set(DOCUMENT.get().wrapping_add(1));
}

/// A quick hash of texts; nobody gains by making them collide but in their own browser.
#[derive(Default)]
pub(crate) struct Mix(u64);

impl Mix {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(chunk.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
        self.add(chunks.remainder().iter().fold(1, |word, byte| word << 8 | u64::from(*byte)));
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_is_asked_about_once_in_a_document() {
        let (memo, asked) = (Memo::default(), Cell::new(0));
        let ask = |text: &str| {
            asked.set(asked.get() + 1);
            text.len()
        };
        for text in ["a", "bb", "a", "bb", ""] {
            assert_eq!(memo.get(text, ask), text.len());
        }
        assert_eq!(asked.get(), 3);
        forget();
        assert_eq!(memo.get("a", ask), 1);
        assert_eq!(asked.get(), 4);
    }
}
