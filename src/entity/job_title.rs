//! Job titles.

use std::sync::LazyLock;

use super::organization;
use super::words::{Gazetteer, Word, between, words};
use crate::locale::parse;
use crate::memo::Memo;
use crate::signs::any_of;
use crate::sort;
use crate::word_map::{ends_with_one_of, is_one_of};

/// The words of `job_titles.txt`.
struct Vocabulary {
    heads: Gazetteer<()>,
    weak: Gazetteer<()>,
    phrases: Gazetteer<()>,
    first: Gazetteer<()>,
    seniority: Gazetteer<()>,
    /// By [`tail`].
    suffixes: Vec<String>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let file = parse(vocabulary!("job_titles.txt"));
    let list = |key| Gazetteer::of(file.get(key));
    let mut suffixes: Vec<String> = file.get("suffix").iter().map(|suffix| crate::locale::fold(suffix)).collect();
    sort::by_key(&mut suffixes, |suffix| tail(suffix));
    Vocabulary {
        heads: list("head"),
        weak: list("weak"),
        phrases: list("phrase"),
        first: list("first"),
        seniority: list("seniority"),
        suffixes,
    }
});

/// How much `text` as a whole looks like a job title: 0 to 1. A noun that makes titles at the end of a part gives 0.9,
/// one that makes other things too 0.6, a rank alone 0.5.
pub fn score(text: &str) -> f32 {
    SCORES.with(|memo| memo.get(text.trim(), |text| score_of(text, &words(text))))
}

thread_local! {
    static SCORES: Memo<f32> = Memo::default();
}

/// [`score`] of a text without blanks at its ends, whose words are known.
pub(super) fn score_of(text: &str, words: &[Word]) -> f32 {
    if words.is_empty() || words.len() > 16 || text.len() > 140 || text.contains("://") {
        return 0.0;
    }
    if !words.iter().any(|word| word.text.chars().any(char::is_alphabetic)) {
        return 0.0;
    }
    let mut best: f32 = 0.0;
    for (index, part) in parts(text, words).into_iter().enumerate() {
        let found = part_score(part);
        // What stands behind a comma is less sure to be the title.
        best = best.max(if index == 0 { found } else { found - 0.15 });
    }
    if best > 0.2 {
        if organization::has_legal_form(words) {
            best = 0.2;
        } else if organization::is_institution_of(words) {
            best = best.min(0.3);
        }
    }
    if best > 0.0 { best * sentence_factor(text, words) } else { best }
}

/// Whether `word` is a noun or rank of titles.
pub(super) fn is_title_word(word: &Word) -> bool {
    let key = &*word.key;
    is_head(key) || VOCABULARY.seniority.word(key).is_some()
}

/// Whether `key` is a noun that makes a title, in its feminine form too, or ends with one.
fn is_head(key: &str) -> bool {
    VOCABULARY.heads.word(key).is_some() || has_suffix(key) || is_feminine(key)
}

/// Whether `key` is the feminine form of a noun that makes a title: "Beraterin", "Pädagogin", "serveuse", "directrice",
/// "caissière", "ingénieure", "supervisora", "operaia", "cassiera", "professoressa".
fn is_feminine(key: &str) -> bool {
    const ENDINGS: [(&str, &str); 14] = [
        ("in", ""),
        ("in", "e"),
        ("euse", "eur"),
        ("trice", "teur"),
        ("trice", "tore"),
        ("trice", "tor"),
        ("iere", "ier"),
        ("enne", "en"),
        ("e", ""),
        ("a", "o"),
        ("a", ""),
        ("a", "e"),
        ("essa", "e"),
        ("essa", ""),
    ];
    if !key.ends_with(any_of("nea")) {
        return false;
    }
    let of = |(feminine, masculine): (&str, &str)| {
        let stem = key.strip_suffix(feminine).filter(|stem| stem.len() >= 4)?;
        VOCABULARY.heads.joined(&[stem, masculine])
    };
    ENDINGS.into_iter().find_map(of).is_some()
}

/// The words between commas, slashes, brackets, dashes with blanks, "and", "at".
fn parts<'a, 'b>(text: &str, words: &'a [Word<'b>]) -> Vec<&'a [Word<'b>]> {
    let mut parts = Vec::new();
    let mut start = 0;
    for index in 1..=words.len() {
        let cut = match (words.get(index - 1), words.get(index)) {
            (Some(before), Some(word)) => {
                let gap = between(text, before.at.end, word.at.start);
                gap != " " && (gap.contains(any_of(",|()/;&+·•:@\t–—")) || gap.contains(" - "))
                    || word.key.len() <= 6 && is_one_of("and und at bei chez presso bij y et", &word.key)
            }
            _ => true,
        };
        if cut {
            parts.extend(words.get(start..index).filter(|part| !part.is_empty()));
            start = index;
        }
    }
    parts
}

fn part_score(part: &[Word]) -> f32 {
    let vocabulary = &*VOCABULARY;
    // "and" and its like stay at the front of their part; genders and levels at the end say nothing.
    let part = match part {
        [first, rest @ ..] if matches!(&*first.key, "and" | "und" | "y" | "et") => rest,
        [first, ..] if is_one_of("at bei chez presso bij", &first.key) => return 0.0,
        part => part,
    };
    let end = part.iter().rposition(|word| !is_level(word)).map_or(0, |last| last + 1);
    let part = part.get(..end).unwrap_or_default();
    let Some(last) = part.last() else { return 0.0 };
    if (0..part.len()).any(|index| part.get(index..).and_then(|rest| vocabulary.phrases.prefix(rest)).is_some()) {
        return 0.85;
    }
    let strong = |word: &Word| is_head(&word.key);
    if strong(last) {
        return 0.9;
    }
    // "Head of Operations", "Chef de partie", "Lecturer in Law".
    let before_of = part.windows(2).any(|pair| {
        let [head, of] = pair else { return false };
        is_preposition(&of.key) && (strong(head) || vocabulary.weak.word(&head.key).is_some())
    });
    if before_of {
        return 0.85;
    }
    let ranked = part.iter().any(|word| vocabulary.seniority.word(&word.key).is_some());
    // "Senior PM": what a rank stands before is a noun, even where it is abbreviated.
    if ranked && part.len() > 1 && last.is_capitals() && (2..=4).contains(&last.len()) {
        return 0.7;
    }
    if vocabulary.weak.word(&last.key).is_some() || is_agent(&last.key) {
        return if ranked && part.len() > 1 { 0.75 } else { 0.6 };
    }
    if let Some(first) = part.first()
        && vocabulary.first.word(&first.key).is_some()
    {
        return if part.len() <= 6 { 0.8 } else { 0.5 };
    }
    // "Engineer Platform Team", "Praktikum und …": the noun stands within.
    if part.iter().any(strong) {
        return if part.len() <= 5 { 0.6 } else { 0.4 };
    }
    if last.key.strip_suffix('s').is_some_and(|one| vocabulary.heads.word(one).is_some()) {
        return 0.35;
    }
    match part.first() {
        Some(first) if part.len() > 1 && vocabulary.seniority.word(&first.key).is_some() => 0.5,
        _ => 0.0,
    }
}

/// "Entwicklerin" in "Softwareentwicklerin".
fn has_suffix(key: &str) -> bool {
    let (suffixes, own) = (&VOCABULARY.suffixes, tail(key));
    let from = suffixes.partition_point(|suffix| tail(suffix) < own);
    suffixes
        .iter()
        .skip(from)
        .take_while(|suffix| tail(suffix) == own)
        .any(|suffix| key.strip_suffix(suffix.as_str()).is_some_and(|rest| rest.is_empty() || rest.len() >= 3))
}

/// The last two bytes of a word, of which every suffix has more.
fn tail(word: &str) -> u16 {
    word.as_bytes().last_chunk().map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

/// "-ologist", "-ician", "-ographer" make persons of things.
fn is_agent(key: &str) -> bool {
    let ends = [
        "ologist", "ologe", "ician", "icien", "icienne", "ographer", "opath", "iatrist", "keeper", "smith", "worker",
        "person", "woman",
    ];
    key.len() >= 7 && ends_with_one_of(key, &ends)
}

/// "II", "3", "L5", "m", "w", "d": levels and genders behind a title.
fn is_level(word: &Word) -> bool {
    word.key.len() <= 5 && is_one_of("i ii iii iv v vi m w f d x h in level grade e innen a", &word.key)
        || (word.len() <= 3 && word.text.chars().any(|c| c.is_ascii_digit()))
}

fn is_preposition(key: &str) -> bool {
    key.len() <= 5
        && is_one_of("of for in to de du des di del della da do der für fur im van von en e la d am zum zur", key)
        || key.starts_with("d'")
        || key.starts_with("all'")
}

/// How little `text` looks like a sentence: 1 for none at all.
fn sentence_factor(text: &str, words: &[Word]) -> f32 {
    let Some(first) = words.first() else { return 0.0 };
    let mut factor: f32 = 1.0;
    if text.ends_with(any_of(".!?;")) && words.len() > 4 {
        factor *= 0.3;
    }
    // "Managed a team", "Built for": a verb in front.
    let adjectives = [
        "certified",
        "registered",
        "licensed",
        "chartered",
        "retired",
        "embedded",
        "distributed",
        "accredited",
        "applied",
        "advanced",
        "dedicated",
        "skilled",
        "unskilled",
        "self-employed",
        "integrated",
        "automated",
        "shared",
        "limited",
        "united",
        "experienced",
        "seasoned",
        "qualified",
    ];
    if first.key.ends_with("ed") && words.len() > 2 && !adjectives.contains(&&*first.key) {
        factor *= 0.3;
    }
    if words.iter().skip(1).any(|word| {
        word.key.len() <= 5
            && is_one_of("the my our their his her was were is are who which i we", &word.key)
            && !word.is_capitals()
    }) && !is_title_word(first)
    {
        factor *= 0.3;
    }
    // Titles are capitalised throughout, or short.
    let lower = words
        .iter()
        .filter(|word| !word.is_capitalised() && word.len() > 3 && !word.text.starts_with(|c: char| c.is_ascii_digit()))
        .count();
    if words.len() > 5 && 2 * lower > words.len() {
        factor *= 0.6;
    }
    factor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_what_is_none() {
        for title in [
            "Software Engineer III",
            "Head of Sales",
            "Leiterin Einkauf (m/w/d)",
            "PGT Physics",
            "Softwareentwickler:in",
            "Senior PM",
        ] {
            assert!(score(title) >= 0.6, "{title}");
        }
        for other in [
            "Northwind Labs",
            "Forward Logistics Ltd",
            "Managed a team of one engineer",
            "2019",
            "University of Westmark",
        ] {
            assert!(score(other) < 0.4, "{other}");
        }
    }
}
