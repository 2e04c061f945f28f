//! Human languages, and how well somebody speaks them.

use std::ops::Range;

/// The language that `text` is about and how well it is spoken, as written, without brackets around it.
pub fn split(text: &str) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let _ = text;
    None
}

/// Whether `word` is the name of a human language.
pub fn is_language(word: &str) -> bool {
    let _ = word;
    false
}

/// Whether all of `text` says how well a language is spoken.
pub fn is_level(text: &str) -> bool {
    let _ = text;
    false
}
