//! The words that dates are made of, in all languages of [`crate::locale`] at once: CVs mix them.

use std::sync::LazyLock;

use super::token::{Kind, Token};
use crate::locale::{self, fold};
use crate::sort;
use crate::word_map::WordMap;

/// A word of the lexicon; 0 is any other word.
pub(super) type WordId = u16;

/// What a term says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// 1 to 12.
    Month(u8),
    /// "present", "heute".
    Present,
    /// A season or term; months that it may mean at the most, counted from January.
    Season(u8, u8),
    /// "early", "mid", "late": likewise.
    Vague(u8, u8),
    /// "Q" of "Q3".
    Quarter,
    /// "H" of "H1".
    Half,
    /// "FY", "academic year": a year follows.
    YearLabel,
    /// "semester", "term" between a season and its year.
    Term,
    To,
    From,
    /// "since" behind a date: "beri", "から".
    SinceBehind,
    /// What stands behind the second date of a range: "kadar", "まで".
    Behind,
    /// What hangs on a year by an apostrophe: "2018'den".
    YearSuffix,
    /// "Year" behind a year: "2018 roku".
    YearUnit,
    /// "from" that also opens a period without an end.
    Since,
    Between,
    And,
    /// "of", "de" between day, month and year.
    Of,
    Expected,
    Approximate,
    /// "Graduation:", "Period:" before a date.
    Label,
    /// "Start:" before the first date of two.
    StartLabel,
    /// "End:" before the second.
    EndLabel,
    Years,
    Months,
    Weeks,
    /// "less than" before a duration.
    LessThan,
    /// "less than a year" in words alone.
    UnderAYear,
}

/// Key in the language files, and what its terms say. Bounds of seasons: wide enough for both hemispheres and for
/// academic calendars.
const KEYS: &[(&str, Meaning)] = &[
    ("present", Meaning::Present),
    ("season.spring", Meaning::Season(0, 5)),
    ("season.summer", Meaning::Season(4, 8)),
    ("season.autumn", Meaning::Season(7, 11)),
    ("season.winter", Meaning::Season(0, 11)),
    ("season.autumn-term", Meaning::Season(7, 12)),
    ("season.spring-term", Meaning::Season(0, 5)),
    ("season.winter-term", Meaning::Season(9, 14)),
    ("season.summer-term", Meaning::Season(3, 8)),
    ("vague.early", Meaning::Vague(0, 3)),
    ("vague.mid", Meaning::Vague(3, 8)),
    ("vague.late", Meaning::Vague(8, 11)),
    ("quarter", Meaning::Quarter),
    ("half-year", Meaning::Half),
    ("year.label", Meaning::YearLabel),
    ("year.suffix", Meaning::YearSuffix),
    ("year.unit", Meaning::YearUnit),
    ("term", Meaning::Term),
    ("range.to", Meaning::To),
    ("range.from", Meaning::From),
    ("range.since", Meaning::Since),
    ("range.since-behind", Meaning::SinceBehind),
    ("range.behind", Meaning::Behind),
    ("range.between", Meaning::Between),
    ("range.and", Meaning::And),
    ("date.of", Meaning::Of),
    ("date.label", Meaning::Label),
    ("date.start", Meaning::StartLabel),
    ("date.end", Meaning::EndLabel),
    ("expected", Meaning::Expected),
    ("approximate", Meaning::Approximate),
    ("duration.years", Meaning::Years),
    ("duration.months", Meaning::Months),
    ("duration.weeks", Meaning::Weeks),
    ("duration.less-than", Meaning::LessThan),
    ("duration.under-a-year", Meaning::UnderAYear),
];

/// A term without its first word.
#[derive(Debug)]
struct Term {
    rest: Vec<WordId>,
    meaning: Meaning,
}

#[derive(Debug)]
pub(super) struct Lexicon {
    ids: WordMap,
    /// By the first word's id, longest first.
    terms: Vec<Vec<Term>>,
    /// Bytes of the longest word.
    longest: usize,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

impl Lexicon {
    pub fn get() -> &'static Self {
        &LEXICON
    }

    fn new() -> Self {
        let mut lexicon = Self { ids: WordMap::default(), terms: vec![Vec::new()], longest: 0 };
        for language in locale::all() {
            for (forms, month) in language.list("months").iter().zip(1..=12) {
                for form in forms.split_whitespace() {
                    lexicon.add(form, Meaning::Month(month));
                }
            }
            for &(key, meaning) in KEYS {
                for term in language.list(key) {
                    lexicon.add(term, meaning);
                }
            }
        }
        for terms in &mut lexicon.terms {
            sort::by_key(terms, |term| std::cmp::Reverse(term.rest.len()));
        }
        lexicon
    }

    fn add(&mut self, term: &str, meaning: Meaning) {
        let folded = fold(term);
        let words = folded.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\u{93c}' | '\u{94d}' | '\u{970}'));
        let ids: Vec<WordId> = words
            .filter(|word| !word.is_empty())
            .flat_map(single_ideographs)
            .map(|word| {
                self.longest = self.longest.max(word.len());
                let id = self.ids.insert(word, self.terms.len());
                if id == self.terms.len() {
                    self.terms.push(Vec::new());
                }
                id as WordId
            })
            .collect();
        let Some((&first, rest)) = ids.split_first() else { return };
        let terms = &mut self.terms[usize::from(first)];
        if !terms.iter().any(|term| term.rest == rest && term.meaning == meaning) {
            terms.push(Term { rest: rest.to_vec(), meaning });
        }
    }

    /// The id of a word as written.
    pub fn word(&self, written: Option<&str>) -> WordId {
        let Some(word) = written else { return 0 };
        // Most words are plain: they are folded where they stand.
        let mut plain = [0; 24];
        let id = if word.is_ascii() {
            let Some(plain) = plain.get_mut(..word.len()).filter(|plain| plain.len() <= self.longest) else { return 0 };
            plain.copy_from_slice(word.as_bytes());
            plain.make_ascii_lowercase();
            std::str::from_utf8(plain).ok().and_then(|word| self.ids.get(word))
        } else if word.len() <= 3 * self.longest {
            // Folding makes a word at most twice as short.
            self.ids.get(&fold(word))
        } else {
            None
        };
        id.unwrap_or(0) as WordId
    }

    /// The longest term at token `at` that `wanted` takes, and the token behind it. Dots, apostrophes and hyphens
    /// between the words of a term do not count; an abbreviation's dot behind it belongs to it.
    pub fn term<T>(&self, tokens: &[Token], at: usize, wanted: impl Fn(Meaning) -> Option<T>) -> Option<(T, usize)> {
        let Kind::Word(first) = tokens.get(at)?.kind else { return None };
        self.terms.get(usize::from(first))?.iter().find_map(|term| {
            let found = wanted(term.meaning)?;
            let mut next = at + 1;
            for &word in &term.rest {
                if tokens.get(next).is_some_and(|token| token.tight() && is_inside_a_term(token)) {
                    next += 1;
                }
                if tokens.get(next)?.kind != Kind::Word(word) {
                    return None;
                }
                next += 1;
            }
            if tokens.get(next).is_some_and(|token| token.tight() && token.is_mark('.')) {
                next += 1;
            }
            Some((found, next))
        })
    }

    /// Whether a term meaning `meaning` stands at `at`, and the token behind it.
    pub fn is(&self, tokens: &[Token], at: usize, meaning: Meaning) -> Option<usize> {
        self.term(tokens, at, |found| (found == meaning).then_some(())).map(|((), next)| next)
    }
}

fn is_inside_a_term(token: &Token) -> bool {
    token.is_apostrophe() || matches!(token.mark(), Some('.' | '-' | '/'))
}

/// The text layer's unit of a word in Chinese and Japanese is one character.
fn single_ideographs(word: &str) -> Vec<&str> {
    if word.chars().next().is_some_and(|c| ('\u{3040}'..='\u{9fff}').contains(&c)) {
        word.char_indices().filter_map(|(at, c)| word.get(at..at + c.len_utf8())).collect()
    } else {
        vec![word]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a language can do without.
    const OPTIONAL: [&str; 8] = [
        "season.summer-term",
        "season.winter-term",
        "season.spring-term",
        "season.autumn-term",
        "range.since-behind",
        "range.behind",
        "year.suffix",
        "year.unit",
    ];

    /// Languages whose dates are written with other signs than words between them, and after them.
    const TERSE: [&str; 6] = ["hi", "zh", "ja", "ko", "he", "ar"];

    #[test]
    fn every_language_has_the_words_of_dates_in_order_and_once() {
        for language in locale::all() {
            for (key, _) in KEYS {
                let list = language.list(key);
                let optional = OPTIONAL.contains(key) || TERSE.contains(&language.code);
                assert!(!list.is_empty() || optional, "{}: [{key}]", language.code);
                assert!(list.is_sorted_by(|a, b| a < b), "{}: [{key}] {list:?}", language.code);
            }
            assert_eq!(language.list("months").len(), 12, "{}", language.code);
        }
    }

    #[test]
    fn a_word_is_one_month_in_all_languages() {
        let mut months = std::collections::BTreeMap::new();
        for language in locale::all() {
            for (forms, month) in language.list("months").iter().zip(1..) {
                for form in forms.split_whitespace() {
                    let known = *months.entry(fold(form)).or_insert(month);
                    assert_eq!(known, month, "{form} in {}", language.code);
                }
            }
        }
        assert!(months.len() > 100, "only {} forms", months.len());
    }
}
