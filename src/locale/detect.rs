//! In which language a text is written.

use std::sync::LazyLock;

use super::heading::known_in;
use super::{all, fold};
use crate::word_map::WordMap;

/// What a language must have more than English, before it is believed.
const LEAST: usize = 2;

/// What a heading counts for in each language that knows it.
const HEADING: usize = 4;

/// Function words that are enough to tell a language without its headings: people write those in English, too.
const CLEAR: usize = 12;

/// Letters of a script without blanks, or of one that a single language has, that count as much as a function word.
const LETTERS: usize = 6;

/// Lines that are enough to tell.
const ENOUGH: usize = 1000;

/// The function words of all languages.
struct FunctionWords {
    /// Each with its place in `languages`.
    words: WordMap,
    /// Which of the languages have the word, a bit each.
    languages: Vec<u32>,
}

static FUNCTION_WORDS: LazyLock<FunctionWords> = LazyLock::new(|| {
    let (mut words, mut languages) = (WordMap::default(), Vec::new());
    for (language, locale) in all().iter().enumerate() {
        for word in locale.list("detect") {
            let at = words.insert(&fold(word), languages.len());
            if at == languages.len() {
                languages.push(0);
            }
            languages[at] |= 1 << language;
        }
    }
    FunctionWords { words, languages }
});

/// ISO 639-1 code of the language that `text` is written in, by its script, function words and headings; English if
/// nothing tells. Where the words between the headings tell, they decide: "Work experience" may head German text.
pub fn detect(text: &str) -> &'static str {
    let known = &*FUNCTION_WORDS;
    let mut words = vec![0_usize; all().len()];
    let mut headings = words.clone();
    let mut letters = Letters::default();
    for line in text.lines().take(ENOUGH) {
        letters.count(line);
        for word in fold(line).split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty() && word.len() <= 9) {
            let mut languages = known.words.get(word).map_or(0, |at| known.languages[at]);
            while languages != 0 {
                words[languages.trailing_zeros() as usize] += 1;
                languages &= languages - 1;
            }
        }
        for at in known_in(line) {
            headings[at] += HEADING;
        }
    }
    for (count, locale) in words.iter_mut().zip(all()) {
        *count += letters.of(locale.code) / LETTERS;
    }
    let (first, second, best) = highest(&words);
    if first >= CLEAR && first >= 2 * second {
        return best;
    }
    for (count, headings) in words.iter_mut().zip(headings) {
        *count += headings;
    }
    let (first, _, best) = highest(&words);
    let english = words.first().copied().unwrap_or_default();
    if first >= english + LEAST { best } else { "en" }
}

/// The highest count, the next, and the language of the highest; the first of equals.
fn highest(counts: &[usize]) -> (usize, usize, &'static str) {
    let mut found = (0, 0, "en");
    for (&count, locale) in counts.iter().zip(all()) {
        if count > found.0 {
            found = (count, found.0, locale.code);
        } else {
            found.1 = found.1.max(count);
        }
    }
    found
}

/// Letters of scripts that tell a language by themselves.
#[derive(Debug, Default)]
struct Letters {
    devanagari: usize,
    han: usize,
    kana: usize,
    hangul: usize,
    hebrew: usize,
    arabic: usize,
}

impl Letters {
    fn count(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\u{900}'..='\u{97f}' => self.devanagari += 1,
                '\u{5d0}'..='\u{5ea}' => self.hebrew += 1,
                '\u{620}'..='\u{64a}' => self.arabic += 1,
                '\u{3041}'..='\u{30ff}' => self.kana += 1,
                '\u{3400}'..='\u{9fff}' => self.han += 1,
                '\u{ac00}'..='\u{d7a3}' => self.hangul += 1,
                _ => {}
            }
        }
    }

    /// The letters that speak for a language. Japanese has kana among its Han letters, Chinese has none.
    fn of(&self, code: &str) -> usize {
        let japanese = self.kana * 10 > self.han;
        match code {
            "hi" => self.devanagari,
            "ko" => self.hangul,
            "he" => self.hebrew,
            "ar" => self.arabic,
            "zh" if !japanese => self.han,
            "ja" if japanese => self.han + self.kana,
            _ => 0,
        }
    }
}
