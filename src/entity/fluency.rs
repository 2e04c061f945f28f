//! Human languages, and how well somebody speaks them.

use std::ops::Range;
use std::sync::LazyLock;

use super::words::{Gazetteer, Word, between, trimmed_of, words};
use crate::locale::all;
use crate::signs::any_of;
use crate::word_map::is_one_of;

static LANGUAGES: LazyLock<Gazetteer<()>> = LazyLock::new(|| {
    let lines = vocabulary!("languages.tsv").lines();
    let mut languages = Gazetteer::default();
    for name in lines.flat_map(|line| line.split(any_of("\t|"))).filter(|name| !name.is_empty()) {
        languages.insert(name, ());
    }
    languages
});

/// Levels of every language of [`crate::locale`].
static LEVELS: LazyLock<Gazetteer<()>> = LazyLock::new(|| {
    let terms: Vec<&str> = all().iter().flat_map(|locale| locale.list("fluency")).copied().collect();
    Gazetteer::of(&terms)
});

/// The language that `text` is about and how well it is spoken, as written, without brackets around it: "English
/// (Native)", "Deutsch: Muttersprache", "English Native", "Mother tongue: Hindi".
pub fn split(text: &str) -> Option<(Range<usize>, Option<Range<usize>>)> {
    if text.len() > 160 {
        return None;
    }
    let words = words(text);
    if words.is_empty() || words.len() > 16 {
        return None;
    }
    if let Some((len, ())) = LANGUAGES.prefix(&words) {
        let language = super::words::hull(words.get(..len)?);
        // "English language", "Spanish skills".
        let skip = words.get(len).filter(|word| is_filler(word) && between(text, language.end, word.at.start) == " ");
        let from = skip.map_or(language.end, |word| word.at.end);
        let joined = words.get(len).is_some_and(|next| between(text, language.end, next.at.start).is_empty());
        let level = trimmed_of(text, from..text.len(), is_separator);
        let level = unlabelled(text, closed(text, level));
        if level.is_empty() {
            return Some((language, None));
        }
        // A level without a sign before it has to be known; behind a sign everything short is one.
        let gap = between(text, from, level.start);
        let signed = gap.contains(any_of("(:：（-–—,|[\t·/=•*"));
        let rest = between(text, level.start, level.end);
        let fits = if signed {
            is_level(rest)
                || begins_level(rest)
                || (!rest.contains(',') && rest.len() <= 60 && !starts_with_language(rest))
        } else {
            begins_level(rest)
        };
        return (fits && !joined).then_some((language, Some(level)));
    }
    // The other way round: "Native English", "Mother tongue: Hindi".
    let cut = (1..words.len()).find(|cut| words.get(*cut..).is_some_and(|rest| LANGUAGES.has(rest)))?;
    let level = super::words::hull(words.get(..cut)?);
    let filler = words.get(cut - 1).filter(|word| is_one_of("in of speaker auf en em di", &word.key));
    let end = filler.filter(|_| cut > 1).and_then(|_| words.get(cut - 2)).map_or(level.end, |word| word.at.end);
    let level = level.start..end;
    is_level(between(text, level.start, level.end))
        .then(|| (super::words::hull(words.get(cut..).unwrap_or_default()), Some(level)))
}

/// Where a second language begins in `text` that begins with one and has its level, or nothing, between the two: "English
/// fluent French good". Nothing where signs part them.
pub fn next_language(text: &str) -> Option<usize> {
    if text.len() > 160 {
        return None;
    }
    let words = words(text);
    let (first, ()) = LANGUAGES.prefix(&words)?;
    let next = (first..words.len()).find(|&at| words.get(at..).is_some_and(|rest| LANGUAGES.prefix(rest).is_some()))?;
    let (before, word) = (words.get(next - 1)?, words.get(next)?);
    let plain = between(text, before.at.end, word.at.start).trim().is_empty();
    let level = super::words::hull(words.get(first..next)?);
    let leveled = next == first || is_level(between(text, level.start, level.end));
    (plain && leveled && word.is_capitalised()).then_some(word.at.start)
}

/// `level` without a label: "Fluency: basic".
fn unlabelled(text: &str, level: Range<usize>) -> Range<usize> {
    let Some((label, value)) = between(text, level.start, level.end).split_once(':') else { return level };
    let label = words(label);
    let known = |word: &Word| {
        is_filler(word) || is_one_of("fluency fluidez fluidita sprachniveau taalniveau competence", &word.key)
    };
    if label.is_empty() || label.len() > 3 || !label.iter().all(known) {
        return level;
    }
    trimmed_of(text, level.end - value.len()..level.end, is_separator)
}

/// Whether `word` is the name of a human language.
pub fn is_language(word: &str) -> bool {
    LANGUAGES.has(&words(word))
}

/// Whether all of `text` says how well a language is spoken: "C1", "fluent", "native or bilingual proficiency", "JLPT
/// N2", "TOEFL 110".
pub fn is_level(text: &str) -> bool {
    let words = words(text);
    if words.is_empty() || words.len() > 12 {
        return false;
    }
    let mut rest = words.as_slice();
    let mut known = false;
    while !rest.is_empty() {
        let step = level_prefix(rest);
        match step {
            Some(len) => {
                known = true;
                rest = rest.get(len..).unwrap_or_default();
            }
            None if rest.first().is_some_and(is_filler) => rest = rest.get(1..).unwrap_or_default(),
            None => return false,
        }
    }
    known
}

/// How many words from the first on name a level.
fn level_prefix(words: &[Word]) -> Option<usize> {
    if let Some((len, ())) = LEVELS.prefix(words) {
        return Some(len);
    }
    let test = is_one_of(
        "toefl ielts jlpt hsk topik toeic dele delf dalf goethe cambridge cefr cecr gcse testdaf dsh \
    ibt cae cpe fce cet ilr",
        &words.first()?.key,
    );
    let grade = |word: &Word| word.len() <= 4 && word.text.chars().any(|c| c.is_ascii_digit());
    if test {
        return Some(1 + words.iter().skip(1).take(3).take_while(|word| grade(word) || word.key == "ibt").count());
    }
    // "5" of five, "B2", "90".
    grade(words.first()?).then_some(1)
}

fn begins_level(text: &str) -> bool {
    let words = words(text);
    level_prefix(&words).is_some_and(|len| words.get(len..).is_none_or(|rest| rest.len() <= 8))
        && words.first().is_some_and(|first| !first.is_number() || words.len() == 1)
}

fn starts_with_language(text: &str) -> bool {
    LANGUAGES.prefix(&words(text)).is_some()
}

fn is_filler(word: &Word) -> bool {
    is_one_of(
        "language languages skills level and in of or speaker und et y e en sprache kenntnisse niveau \
    nivel livello to both with proficiency oral on scale only the",
        &word.key,
    )
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | ')'
                | '['
                | ']'
                | ':'
                | '：'
                | '（'
                | '）'
                | '-'
                | '–'
                | '—'
                | ','
                | '|'
                | '/'
                | '.'
                | ';'
                | '·'
                | '•'
                | '='
                | '*'
                | '_'
        )
}

/// `range` with the bracket back that closes one within it: "level B1 (reading)".
fn closed(text: &str, range: Range<usize>) -> Range<usize> {
    let opens = between(text, range.start, range.end).matches('(').count();
    let closes = between(text, range.start, range.end).matches(')').count();
    let end = range.end + usize::from(opens > closes && between(text, range.end, text.len()).starts_with(')'));
    range.start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(&str, Option<&str>)> {
        split(text).map(|(language, level)| {
            (between(text, language.start, language.end), level.map(|level| between(text, level.start, level.end)))
        })
    }

    #[test]
    fn language_and_level() {
        for (text, language, level) in [
            ("English (Native)", "English", "Native"),
            ("Deutsch: Muttersprache", "Deutsch", "Muttersprache"),
            ("Spanish – B2", "Spanish", "B2"),
            ("Français, courant", "Français", "courant"),
            ("English Native", "English", "Native"),
            ("Mother tongue: Hindi", "Hindi", "Mother tongue"),
            ("Fluent in Italian", "Italian", "Fluent"),
            ("Japanese — JLPT N3", "Japanese", "JLPT N3"),
            ("Mandarin Chinese: HSK 5", "Mandarin Chinese", "HSK 5"),
            ("Français: couramment (level B1)", "Français", "couramment (level B1)"),
        ] {
            assert_eq!(parts(text), Some((language, Some(level))), "{text}");
        }
        assert_eq!(parts("Kiswahili"), Some(("Kiswahili", None)));
        for text in ["Python (expert)", "English teacher at a school", "Worked in Spanish", "French, German", ""] {
            assert_eq!(parts(text), None, "{text}");
        }
    }

    #[test]
    fn levels() {
        for level in [
            "C1",
            "fluent",
            "native or bilingual proficiency",
            "Verhandlungssicher",
            "good written and spoken",
            "TOEFL iBT 105",
            "langue maternelle",
        ] {
            assert!(is_level(level), "{level}");
        }
        for other in ["Python", "of the", "", "Leeds"] {
            assert!(!is_level(other), "{other}");
        }
    }
}
