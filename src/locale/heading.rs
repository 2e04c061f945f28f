//! Section headings: which words open which kind of section.
//!
//! A heading is a whole line. Its words are compared without markup, numbering, icons, case, accents, punctuation and
//! plural -s. A line is a heading if a language lists it, if what is left of it without words that change nothing
//! ("selected", "professional") is listed, or if it joins such headings with "and". Only then one slip of the pen is
//! forgiven in words of eight letters and more.

use std::sync::LazyLock;

use super::{Locale, SectionKind, all, fold};
use crate::signs::any_of;
use crate::sort;
use crate::word_map::WordMap;

/// What a heading opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// One kind, or two for a composite such as "Education & Certifications", in the order written.
    pub kinds: Vec<SectionKind>,
    /// ISO 639-1 code of the language that knows the heading.
    pub locale: &'static str,
    /// Whether the words label lines within entries as well ("Technologies:", "Achievements:"). Such a line is a
    /// heading only if it looks like one.
    pub is_label: bool,
}

/// The heading that the whole line `text` is, if a language knows it; English is asked first.
pub fn headings(text: &str) -> Option<Heading> {
    headings_in(text, "en")
}

/// [`headings`], where the language `code` is asked before the others: "Stages" are jobs in French, phases in English.
pub fn headings_in(text: &str, code: &str) -> Option<Heading> {
    let lexicons = &*LEXICONS;
    let words = words_while(text, &|word| lexicons.may_have(word))?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let own = lexicons.all.iter().filter(|lexicon| lexicon.code == code);
    let order = own.chain(lexicons.all.iter().filter(|lexicon| lexicon.code != code));
    let first = |find: &dyn Fn(&Lexicon) -> Option<Heading>| order.clone().find_map(find);
    let known = lexicons.that_know(&words);
    if (known != 0 || lexicons.may_be_joined(&words))
        && let Some(found) = first(&|lexicon| lexicon.exact(&words, known))
    {
        return Some(found);
    }
    if words.len() <= LONGEST {
        if known != 0
            && let Some(found) = first(&|lexicon| lexicon.composed(&words, known))
        {
            return Some(found);
        }
        // What is misspelt is a long word.
        if words.iter().any(|word| is_long(word)) {
            let known = lexicons.that_know(words.iter().filter(|word| !is_long(word)));
            if known != 0
                && let Some(found) = first(&|lexicon| lexicon.misspelt(&words, known))
            {
                return Some(found);
            }
        }
    }
    lexicons.glued(&words, &order)
}

/// What a line that is known to be a heading is about, if a listed heading ends or begins it: "Restaurant experience",
/// "Software known". The language `code` is asked, and English.
pub fn resembling(text: &str, code: &str) -> Option<SectionKind> {
    let words = words(text).filter(|words| words.len() <= LONGEST)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let lexicons = || LEXICONS.all.iter().filter(|lexicon| lexicon.code == code || lexicon.code == "en");
    // What more words tell of, one or two of them in most cases.
    let cuts = || 1..words.len().min(4);
    let known = |part: &[&str]| lexicons().find_map(|lexicon| lexicon.listed(&lexicon.conjoin(part)));
    let ends = cuts().find_map(|cut| words.get(cut..).and_then(known)).map(|(kind, _)| kind);
    let begins = || {
        cuts().find_map(|behind| {
            let (before, rest) = words.split_at_checked(words.len() - behind)?;
            let (kind, is_label) = known(before)?;
            // "Experience in sales", but not "Work ethic".
            let goes_on = rest.first().is_some_and(|word| rest.len() > 1 && word.chars().count() <= 3);
            (goes_on || kind == SectionKind::Skills || !is_label && kind != SectionKind::Work).then_some(kind)
        })
    };
    ends.or_else(begins).filter(|kind| RESEMBLED.contains(kind))
}

/// The places in [`all`] of the languages that know the heading which `text` is, spelt as it should be.
pub(super) fn known_in(text: &str) -> Vec<usize> {
    let words = words_while(text, &|word| LEXICONS.may_have(word));
    let Some(words) = words.filter(|words| words.len() <= LONGEST) else { return Vec::new() };
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let known = LEXICONS.that_know(&words);
    if known == 0 && !LEXICONS.may_be_joined(&words) {
        return Vec::new();
    }
    let has = |lexicon: &Lexicon| lexicon.exact(&words, known).or_else(|| lexicon.composed(&words, known)).is_some();
    (0..LEXICONS.all.len()).filter(|at| has(&LEXICONS.all[*at])).collect()
}

/// Words of the longest heading that is not listed word by word.
const LONGEST: usize = 6;

/// What headings are about that are known by a part of their words.
const RESEMBLED: [SectionKind; 8] = [
    SectionKind::Work,
    SectionKind::Education,
    SectionKind::Training,
    SectionKind::Skills,
    SectionKind::Languages,
    SectionKind::Certificates,
    SectionKind::Awards,
    SectionKind::References,
];

/// Stands for "and" in all its forms.
const AND: &str = "&";

/// One language's headings, made for comparing.
struct Lexicon {
    code: &'static str,
    /// Its bit in a set of languages.
    bit: u32,
    /// Kind of each listed heading, and whether it is a label too.
    listed: Vec<(SectionKind, bool)>,
    /// The listed headings by their words joined with blanks.
    terms: WordMap,
    /// The same by the singular of its words: "Profiles" is not "Profile" where both are listed.
    singulars: WordMap,
    /// The same by the singular of its words joined with nothing.
    joined: WordMap,
    /// Words that change nothing.
    modifiers: WordMap,
    /// Words that change nothing behind another word.
    tails: WordMap,
    /// Words for "and".
    conjunctions: WordMap,
    /// Every word of eight letters and more, sorted.
    long_words: WordMap,
    /// How each of them begins and ends.
    ends: Vec<Ends>,
}

/// The headings of all languages.
struct Lexicons {
    all: Vec<Lexicon>,
    /// Every word of a heading, as listed and in the singular, with its place in `languages`.
    words: WordMap,
    /// In which of the languages a heading may have the word, a bit each.
    languages: Vec<u32>,
    /// Bytes of the longest word for "and".
    conjunction: usize,
}

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(|| {
    let all: Vec<Lexicon> = all().iter().enumerate().map(|(at, locale)| Lexicon::new(locale, 1 << at)).collect();
    let (mut words, mut languages) = (WordMap::default(), Vec::new());
    for lexicon in &all {
        let parts = [&lexicon.terms, &lexicon.singulars, &lexicon.modifiers, &lexicon.tails, &lexicon.conjunctions];
        for word in parts.into_iter().flat_map(WordMap::words).flat_map(|term| term.split(' ')) {
            let at = words.insert(word, languages.len());
            match languages.get_mut(at) {
                Some(known) => *known |= lexicon.bit,
                None => languages.push(lexicon.bit),
            }
        }
    }
    let conjunction =
        all.iter().flat_map(|lexicon| lexicon.conjunctions.words()).map(str::len).max().unwrap_or_default();
    Lexicons { all, words, languages, conjunction }
});

impl Lexicons {
    /// In which languages every one of `words` may stand in a heading, a bit each. Hardly any line has such words only, and
    /// no other can be a heading.
    fn that_know<'a>(&self, words: impl IntoIterator<Item = &'a &'a str>) -> u32 {
        words.into_iter().fold(u32::MAX, |all, word| if all == 0 { 0 } else { all & self.that_know_one(word) })
    }

    /// In which languages `word` may stand in a heading, a bit each.
    fn that_know_one(&self, word: &str) -> u32 {
        let mask = |pieces: &[&str]| {
            self.words.get_joined(pieces).and_then(|at| self.languages.get(at)).copied().unwrap_or_default()
        };
        if word == AND { u32::MAX } else { mask(&[word]) | mask(&singular(word)) }
    }

    /// Whether a heading may have `word`: it is listed, or a single letter, or so long that it may be misspelt or two words.
    fn may_have(&self, word: &str) -> bool {
        is_long(word) || behind_first(word).is_none_or(|(_, rest)| rest.is_empty()) || self.that_know_one(word) != 0
    }

    /// Whether a heading that lost its blanks, or stands in spaced letters, may have `words`; most lines have not.
    fn may_be_joined(&self, words: &[&str]) -> bool {
        let is_letter = |word: &&str| word.chars().count() == 1;
        match words {
            [word] => is_long(word),
            words => {
                words.iter().any(is_letter)
                    && words.iter().all(|word| word.len() <= self.conjunction || is_letter(word))
            }
        }
    }

    /// Two words that lost the blank between them, or stand in spaced letters: "WORKEXPERIENCE".
    fn glued<'a>(&self, words: &[&str], order: &(impl Iterator<Item = &'a Lexicon> + Clone)) -> Option<Heading> {
        let letters = words.iter().all(|word| word.chars().count() == 1);
        if !(words.len() == 1 || letters) {
            return None;
        }
        let glued = words.concat();
        let length = glued.chars().count();
        if !(8..=40).contains(&length) {
            return None;
        }
        let cuts: Vec<[&str; 2]> = (glued.char_indices().skip(3).take(length - 6))
            .filter_map(|(at, _)| Some(<[&str; 2]>::from(glued.split_at_checked(at)?)))
            .collect();
        let known: Vec<([&str; 2], u32)> =
            cuts.into_iter().map(|cut| (cut, self.that_know(&cut))).filter(|(_, known)| *known != 0).collect();
        order.clone().find_map(|lexicon| known.iter().find_map(|(cut, known)| lexicon.composed(cut, *known)))
    }
}

impl Lexicon {
    fn new(locale: &Locale, bit: u32) -> Self {
        let set = |key: &str| {
            let mut set = WordMap::default();
            for word in locale.list(key).iter().filter_map(|term| words(term)).flatten() {
                set.insert(&singular(&word).concat(), 0);
            }
            set
        };
        let mut lexicon = Self {
            code: locale.code,
            bit,
            listed: Vec::new(),
            terms: WordMap::default(),
            singulars: WordMap::default(),
            joined: WordMap::default(),
            modifiers: set("heading.modifier"),
            tails: set("heading.tail"),
            conjunctions: set("heading.and"),
            long_words: WordMap::default(),
            ends: Vec::new(),
        };
        let mut labels = WordMap::default();
        for label in locale.list("heading.label").iter().filter_map(|term| words(term)) {
            labels.insert(&label.join(" "), 0);
        }
        let mut long_words: Vec<String> =
            lexicon.modifiers.words().filter(|word| is_long(word)).map(str::to_owned).collect();
        for kind in SectionKind::OPENED_BY_A_HEADING {
            for term in locale.list(&["heading.", kind.name()].concat()) {
                let Some(words) = words(term) else { continue };
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let words = lexicon.conjoin(&words);
                let at = lexicon.listed.len();
                lexicon.listed.push((kind, labels.contains(&words.join(" "))));
                lexicon.terms.insert(&words.join(" "), at);
                let words: Vec<String> = words.iter().map(|word| singular(word).concat()).collect();
                lexicon.singulars.insert(&words.join(" "), at);
                lexicon.joined.insert(&words.concat(), at);
                long_words.extend(words.into_iter().filter(|word| is_long(word)));
            }
        }
        sort::by(&mut long_words, Ord::cmp);
        for word in &long_words {
            if lexicon.long_words.insert(word, lexicon.ends.len()) == lexicon.ends.len() {
                lexicon.ends.push(ends(word));
            }
        }
        lexicon
    }

    /// `words` with this language's words for "and" replaced by [`AND`].
    fn conjoin<'a>(&self, words: &[&'a str]) -> Vec<&'a str> {
        words.iter().map(|word| if self.conjunctions.contains(word) { AND } else { word }).collect()
    }

    fn heading(&self, kinds: Vec<SectionKind>, is_label: bool) -> Heading {
        Heading { kinds, locale: self.code, is_label }
    }

    fn listed(&self, words: &[&str]) -> Option<(SectionKind, bool)> {
        let singulars = || words.iter().map(|word| singular(word).concat()).collect::<Vec<_>>().join(" ");
        let at = self.terms.get(&words.join(" ")).or_else(|| self.singulars.get(&singulars()))?;
        self.listed.get(at).copied()
    }

    fn is_modifier(&self, word: &str) -> bool {
        self.modifiers.get_joined(&singular(word)).is_some()
    }

    fn is_tail(&self, word: &str) -> bool {
        self.tails.get_joined(&singular(word)).is_some()
    }

    /// A listed heading, also one set in spaced letters; `known` are the languages that know all of its words.
    fn exact(&self, words: &[&str], known: u32) -> Option<Heading> {
        let is_known = known & self.bit != 0;
        let mut found = if is_known { self.listed(&self.conjoin(words)) } else { None };
        let is_letter = |word: &&str| word.chars().count() == 1 || self.conjunctions.contains(word);
        let ideographs = |word: &&str| word.chars().count() == 1 && word.chars().all(|c| c >= '\u{3400}');
        let spaced =
            words.len() >= 4 && words.iter().all(is_letter) || words.len() >= 2 && words.iter().all(ideographs);
        let glued = matches!(words, [word] if is_long(word));
        if found.is_none() && (spaced || glued) {
            let glued = self.conjoin(words).concat();
            let at = self.joined.get(&glued).or_else(|| self.joined.get_joined(&singular(&glued)));
            found = at.and_then(|at| self.listed.get(at)).copied();
        }
        found.map(|(kind, is_label)| self.heading(vec![kind], is_label))
    }

    /// Listed headings with words around them that change nothing, joined with "and".
    fn composed(&self, words: &[&str], known: u32) -> Option<Heading> {
        if known & self.bit == 0 {
            return None;
        }
        let words = self.conjoin(words);
        let mut kinds = Vec::new();
        let mut is_label = true;
        for part in words.split(|word| *word == AND) {
            if let Some((kind, label)) = self.part(part) {
                is_label &= label;
                if !kinds.contains(&kind) && kinds.len() < 2 {
                    kinds.push(kind);
                }
            } else if !part.iter().all(|word| self.is_modifier(word)) {
                return None;
            }
        }
        (!kinds.is_empty()).then(|| self.heading(kinds, is_label))
    }

    /// Kind of one listed heading with modifiers before, behind or within it.
    fn part(&self, part: &[&str]) -> Option<(SectionKind, bool)> {
        if let Some(found) = self.listed(part) {
            return Some(found);
        }
        // The longest listed heading at the end, then at the start, with nothing but modifiers beside it.
        for cut in 1..part.len() {
            let (before, rest) = part.split_at(cut);
            if before.iter().all(|word| self.is_modifier(word))
                && let Some((kind, _)) = self.listed(rest)
            {
                return Some((kind, false));
            }
        }
        for cut in (1..part.len()).rev() {
            let (rest, behind) = part.split_at(cut);
            if behind.iter().all(|word| self.is_tail(word) || self.is_modifier(word))
                && let Some((kind, _)) = self.listed(rest)
            {
                return Some((kind, false));
            }
        }
        let core: Vec<&str> = part.iter().copied().filter(|word| !self.is_modifier(word)).collect();
        let end = core.iter().rposition(|word| !self.is_tail(word)).map_or(0, |last| last + 1);
        self.listed(&core).or_else(|| self.listed(core.get(..end)?)).map(|(kind, _)| (kind, false))
    }

    /// A heading with one slip in each of its long words; `known` are the languages that know the others.
    fn misspelt(&self, words: &[&str], known: u32) -> Option<Heading> {
        if known & self.bit == 0 {
            return None;
        }
        let mut corrected = words.to_vec();
        for word in corrected.iter_mut().filter(|word| is_long(word)) {
            let one = singular(word);
            if self.long_words.get_joined(&one).is_some() {
                continue;
            }
            let one = one.concat();
            let [begin, end] = ends(&one);
            let near = self.ends.iter().enumerate().filter(|(_, ends)| ends[0] == begin || ends[1] == end);
            let mut known = near.map(|(at, _)| self.long_words.word(at));
            *word = known.find(|known| one_edit_apart(&one, known))?;
        }
        if corrected == words {
            return None;
        }
        self.exact(&corrected, known).or_else(|| self.composed(&corrected, known))
    }
}

fn is_long(word: &str) -> bool {
    word.chars().count() >= 8
}

/// The words of a line that may be a heading, folded; "&", "/", "+", "," and their like stand as [`AND`]. `None` where the
/// line is empty, too long, or has what headings have not.
fn words(text: &str) -> Option<Vec<String>> {
    words_while(text, &|_| true)
}

/// [`words`]; `None` too where `fits` refuses one of them.
fn words_while(text: &str, fits: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let text = text.trim();
    if text.is_empty() || text.len() > 160 {
        return None;
    }
    // Most lines begin with a plain word that no heading has: they need not be taken apart.
    if let Some((first, _)) = text.split_once(' ')
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !fits(&first.to_ascii_lowercase())
    {
        return None;
    }
    let text = without_tags(text);
    let text = without_brackets(text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')')));
    let text = without_number(text.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut words = Vec::<String>::new();
    let mut behind_apostrophe = false;
    let joins = any_of("&+/,・、／");
    for piece in fold(&text).split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_genitive = behind_apostrophe && word == "s";
        if !word.is_empty() && !is_genitive {
            if !fits(word) {
                return None;
            }
            words.push(word.to_owned());
        }
        if piece.ends_with(joins) && words.last().is_some_and(|last| last != AND) {
            words.push(AND.to_owned());
        }
        behind_apostrophe = piece.ends_with('\'');
    }
    if text.contains(any_of(":：@|\t=;；\n")) {
        return None;
    }
    // "Skills, Tools, and Interests" has two signs for one "and".
    words.dedup();
    while words.last().is_some_and(|last| last == AND) {
        words.pop();
    }
    (!words.is_empty() && words.len() <= 24).then_some(words)
}

/// `word` without the ending of an English plural, in two pieces; other languages' words lose the same ending on both
/// sides of the comparison.
fn singular(word: &str) -> [&str; 2] {
    if let Some(stem) = word.strip_suffix("ies").filter(|_| word.len() > 4) {
        [stem, "y"]
    } else if let Some(stem) = word.strip_suffix('s').filter(|stem| word.len() > 3 && !stem.ends_with('s')) {
        [stem, ""]
    } else {
        [word, ""]
    }
}

/// `text` without `<u>`, `</u>` and their like.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        let Some((_, behind)) = tag.split_once('>') else { break };
        out.push_str(before);
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// `text` without a bracketed remark at its end: "(selected)", "(10 years)".
fn without_brackets(text: &str) -> &str {
    match text.trim_end_matches(any_of(":.*_ ")).strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((before, _)) if before.chars().any(char::is_alphabetic) => before,
        _ => text,
    }
}

/// `text` without a number before it: "1.", "01", "2.3", "IV.", "b)".
fn without_number(text: &str) -> String {
    let Some((number, rest)) = text.split_once(any_of(" .)、．")) else { return text.to_owned() };
    let digits = number.chars().all(|c| c.is_ascii_digit());
    let closed = text.strip_prefix(number).is_some_and(|rest| rest.starts_with(any_of(".)、．")));
    let roman = closed && number.len() <= 4 && number.chars().all(|c| "IVXivx一二三四五六七八九十".contains(c));
    let letter = closed && number.len() == 1 && rest.starts_with(' ');
    let rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
    if number.len() <= 4 && (digits || roman || letter) && !rest.is_empty() { rest.to_owned() } else { text.to_owned() }
}

/// The first four bytes of a word and its last three: of seven letters or more, two that are one edit apart have one of
/// them in common, for the edit is in one half of the word only.
type Ends = [u32; 2];

fn ends(word: &str) -> Ends {
    let bytes = word.as_bytes();
    let [a, b, c] = bytes.last_chunk().copied().unwrap_or_default();
    let begin = bytes.first_chunk().copied().unwrap_or_default();
    [u32::from_le_bytes(begin), u32::from_le_bytes([a, b, c, 0])]
}

/// Whether one letter more, less, other, or two neighbours swapped makes `a` of `b`.
pub(crate) fn one_edit_apart(a: &str, b: &str) -> bool {
    let same: usize = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let (Some(a), Some(b)) = (a.get(same..), b.get(same..)) else { return false };
    match (behind_first(a), behind_first(b)) {
        (None, None) => false,
        (Some((_, rest)), None) | (None, Some((_, rest))) => rest.is_empty(),
        (Some((first_a, rest_a)), Some((first_b, rest_b))) => {
            let swapped = || {
                let ((second_a, rest_a), (second_b, rest_b)) = (behind_first(rest_a)?, behind_first(rest_b)?);
                (first_a == second_b && second_a == first_b).then_some(rest_a == rest_b)
            };
            rest_a == b || a == rest_b || rest_a == rest_b || swapped() == Some(true)
        }
    }
}

/// The first letter, and what stands behind it.
fn behind_first(text: &str) -> Option<(char, &str)> {
    let mut chars = text.chars();
    Some((chars.next()?, chars.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_of_the_pen() {
        for (a, b) in [("experience", "experiance"), ("experience", "experence"), ("experience", "expereince")] {
            assert!(one_edit_apart(a, b) && one_edit_apart(b, a), "{a} {b}");
        }
        for (a, b) in
            [("abcdefgh", "abcdefg"), ("abcdefgh", "bcdefgh"), ("abcdefgh", "abcdxefgh"), ("abcdefgh", "abcedfgh")]
        {
            let ([begin, end], [other_begin, other_end]) = (ends(a), ends(b));
            assert!(one_edit_apart(a, b) && (begin == other_begin || end == other_end), "{a} {b}");
        }
        assert!(!one_edit_apart("experience", "experimente"));
        assert!(!one_edit_apart("abcdefgh", "abcdef"));
    }

    #[test]
    fn numbers_before_a_heading() {
        for text in ["1. Skills", "01 Skills", "IV. Skills", "2.3 Skills", "b) Skills", "一、Skills"] {
            assert_eq!(without_number(text), "Skills", "{text}");
        }
        for text in ["Mix. Skills", "A Day", "I am", "2021"] {
            assert_eq!(without_number(text), text);
        }
    }

    #[test]
    fn every_listed_heading_is_found() {
        for locale in all() {
            for kind in SectionKind::OPENED_BY_A_HEADING {
                for term in locale.list(&format!("heading.{}", kind.name())) {
                    let found = headings_in(term, locale.code).map(|heading| (heading.kinds, heading.locale));
                    assert_eq!(found, Some((vec![kind], locale.code)), "{term}");
                }
            }
        }
    }
}
