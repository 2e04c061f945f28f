//! Places in a contest: "1st of 120", "top 5 %", "Second place", "Finalist".

use super::words::{Word, is_one_of, words};
use crate::locale;

/// Whether all of `text` says how somebody came off, and nothing says in what.
pub fn is_rank(text: &str) -> bool {
    let words = words(text);
    let ranks = words.iter().filter(|word| is_rank_word(word)).count();
    (1..=6).contains(&words.len())
        && ranks > 0
        && words.iter().all(|word| is_rank_word(word) || locale::is("rank.within", &word.key))
        // A year or a bare number is none.
        && words.iter().any(|word| !word.is_number() || text.contains(['/', '%', '#']))
}

/// Whether all of `text` is a rank that needs what it was reached in to mean anything: "1st of 120", "National". "First
/// place" and "Finalist" are titles by themselves.
pub fn is_measure(text: &str) -> bool {
    is_rank(text)
        && (text.contains(|c: char| c.is_ascii_digit())
            || words(text).iter().all(|word| locale::is("rank.scope", &word.key)))
}

fn is_rank_word(word: &Word) -> bool {
    let digits = word.key.trim_end_matches(|c: char| c.is_alphabetic());
    let ordinal = !digits.is_empty()
        && digits.chars().all(|c| c.is_ascii_digit())
        && digits.len() <= 5
        && is_one_of("st nd rd th er e eme o a", word.key.get(digits.len()..).unwrap_or_default());
    word.is_number() && word.len() <= 6
        || ordinal
        || locale::is("rank", &word.key)
        || locale::is("rank.scope", &word.key)
}

#[cfg(test)]
mod tests {
    use super::{is_measure, is_rank};

    #[test]
    fn ranks_and_what_has_them() {
        for text in
            ["1st/50", "top 52/2500", "Second place", "National", "2nd of 300", "Finalist", "Zweiter Platz", "Top 5%"]
        {
            assert!(is_rank(text), "{text}");
        }
        assert!(is_measure("top 52/2500") && is_measure("National") && !is_measure("First place"));
        for text in ["National Chess Open", "2014", "First Aid", "Example Prize for Walls", "", "12"] {
            assert!(!is_rank(text), "{text}");
        }
    }
}
