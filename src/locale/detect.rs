//! In which language a text is written.

use super::heading::known_in;
use super::{all, fold};

/// Function words that a language must have more of than English has, before it is believed.
const LEAST: usize = 2;

/// What a heading counts for in each language that knows it.
const HEADING: usize = 4;

/// Lines that are enough to tell.
const ENOUGH: usize = 1000;

/// ISO 639-1 code of the language that `text` is written in, by its function words and headings; English if nothing
/// tells.
pub fn detect(text: &str) -> &'static str {
    let folded: Vec<(&str, Vec<String>)> = all()
        .iter()
        .map(|locale| (locale.code, locale.list("detect").iter().map(|word| fold(word)).collect()))
        .collect();
    let mut counts = vec![0_usize; folded.len()];
    for line in text.lines().take(ENOUGH) {
        for word in fold(line).split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty() && word.len() <= 8) {
            for (count, (_, words)) in counts.iter_mut().zip(&folded) {
                if words.iter().any(|known| known == word) {
                    *count += 1;
                }
            }
        }
        for (count, _) in counts.iter_mut().zip(known_in(line)).filter(|(_, known)| *known) {
            *count += HEADING;
        }
    }
    let english = counts.first().copied().unwrap_or_default();
    let best = counts.iter().zip(all()).skip(1).rev().max_by_key(|(count, _)| **count);
    match best {
        Some((&count, locale)) if count >= english + LEAST => locale.code,
        _ => "en",
    }
}
