//! A text in which skills are searched: its words, its capitals, its lists.

use std::cell::OnceCell;
use std::ops::Range;

use super::DICTIONARY;
use super::candidate::Candidate;
use super::context::BEFORE;
use super::words::Words;
use crate::signs::any_of;
use crate::sort;
use crate::word_map::is_one_of;

/// Words that open a list of skills, alone or several, before a colon: "Tools used:", "Tech stack:".
#[rustfmt::skip]
const CUES: [&str; 37] = [
    "acquired", "and", "applied", "cloud", "competencies", "databases", "development", "environment", "environments",
    "frameworks", "hardware", "infrastructure", "involved", "key", "keywords", "languages", "libraries", "main",
    "methods", "os", "platform", "platforms", "programming", "programs", "scripting", "skills", "software", "stack",
    "tech", "technical", "technologies", "technology", "tool", "tools", "toolset", "used", "utilized",
];

/// The same without a colon: two words.
const PHRASES: &str = "builtwith primarilyused stackused techstack techused technologiesused toolsused majorlyused";

/// Words that join the items of a list.
const JOINING: &str = "and e ed en et nor o oder or ou plus to und y as";

/// Words of a list that are no item.
const FILLING: &str = "e.g eg etc g i.e including like such well";

/// A text that is searched.
pub(super) struct Passage<'a> {
    whole: &'a str,
    pub words: Words,
    /// Mostly capitals: capitalisation says nothing.
    pub shouted: bool,
    /// Most words begin with a capital.
    pub titled: bool,
    /// The words by their keys, for patterns of the kind "anywhere"; filled when the first one asks.
    sorted: OnceCell<Vec<usize>>,
    /// Bytes where a line of the text lists skills.
    lists: Vec<Range<usize>>,
}

impl<'a> Passage<'a> {
    pub fn new(text: &'a str) -> Self {
        let words = Words::new(text);
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = text.chars().filter(|c| c.is_uppercase()).count();
        // Of words of four letters or more, the first aside: it begins a sentence.
        let long = words.list.iter().skip(1).filter_map(|word| text.get(word.at.clone())).filter(|word| word.len() > 3);
        let (capitalised, small): (Vec<&str>, Vec<&str>) = long.partition(|word| word.starts_with(char::is_uppercase));
        let shouted = words.list.len() > 3 && capitals * 10 > letters * 7;
        let titled = capitalised.len() > 2 && capitalised.len() > 2 * small.len();
        let lists = lists(text, &words);
        Self { whole: text, words, shouted, titled, sorted: OnceCell::new(), lists }
    }

    /// Whether the text has a word (its key), or one that begins so if it ends in `*`.
    pub fn has(&self, word: &str) -> bool {
        let words = &self.words;
        let sorted = self.sorted.get_or_init(|| {
            let mut all: Vec<usize> = (0..words.list.len()).collect();
            sort::by_key(&mut all, |&i| words.key(i, i));
            all
        });
        let (start, exact) = word.strip_suffix('*').map_or((word, true), |start| (start, false));
        let at = sorted.partition_point(|&i| words.key(i, i) < start);
        sorted.get(at).is_some_and(|&i| {
            let key = words.key(i, i);
            if exact { key == start } else { key.starts_with(start) }
        })
    }

    pub fn slice(&self, at: Range<usize>) -> &'a str {
        self.whole.get(at).unwrap_or_default()
    }

    pub fn before(&self, at: usize) -> &'a str {
        self.slice(0..at)
    }

    pub fn after(&self, at: usize) -> &'a str {
        self.slice(at..self.whole.len())
    }

    /// Whether a sentence, line or item begins at the byte `at`.
    pub fn begins(&self, at: usize) -> bool {
        let before = self.before(at).trim_end_matches(any_of(" \u{a0}(\"“*-"));
        before.chars().next_back().is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '\n' | '\t' | '•' | '·'))
    }

    /// Whether `found` is a whole item: delimiters on both sides.
    pub fn is_item(&self, found: &Candidate) -> bool {
        let words = &self.words;
        let leads = |i: usize| is_one_of(BEFORE, words.key(i, i));
        let joining = |i: usize| is_joining(words.key(i, i)) || is_one_of(FILLING, words.key(i, i));
        let opened = |c: char| {
            matches!(
                c,
                ',' | ';' | '/' | '|' | '•' | '·' | '&' | '(' | '[' | ':' | '\n' | '\t' | '+' | '–' | '—' | '-' | '*'
            )
        };
        let closed = |c: char| {
            matches!(
                c,
                ',' | ';' | '/' | '|' | '•' | '·' | '&' | ')' | ']' | '(' | '\n' | '\t' | '+' | '–' | '—' | '.' | '*'
            )
        };
        let left = self.before(found.at.start).trim_end_matches(any_of(" \u{a0}"));
        let right = self.after(found.at.end).trim_start_matches(any_of(" \u{a0}"));
        let starts = left.chars().next_back().is_none_or(opened)
            || (found.first > 0
                && words.joined(found.first - 1)
                && (joining(found.first - 1) || leads(found.first - 1)))
            || self
                .list_at(found.at.start)
                .is_some_and(|list| self.slice(list.start..found.at.start).trim_start().is_empty());
        let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let ends = right.chars().next().is_none_or(closed)
            || (words.joined(found.last)
                && (joining(found.last + 1) || number(words.key(found.last + 1, found.last + 1))));
        starts && ends
    }

    /// The line of skills that the byte `at` stands in.
    pub fn list_at(&self, at: usize) -> Option<&Range<usize>> {
        let begun = self.lists.partition_point(|list| list.start <= at);
        self.lists.iter().take(begun).next_back().filter(|list| at < list.end)
    }
}

pub(super) fn is_joining(word: &str) -> bool {
    is_one_of(JOINING, word)
}

/// Where a text lists skills: behind "Technologies:", "Tech used", and behind the last bar of a line.
fn lists(text: &str, words: &Words) -> Vec<Range<usize>> {
    let mut lists = Vec::new();
    // The end of the line, or of the sentence if another one of five words or more follows.
    let end_of_list = |start: usize| {
        let rest = text.get(start..).unwrap_or_default();
        let stop = rest.match_indices(['.', '\n']).find(|&(at, stop)| {
            let after = rest.get(at + 1..).unwrap_or_default();
            let words = after.split_whitespace().take(5).take_while(|word| !word.ends_with(any_of(",;")));
            stop == "\n" || (after.starts_with(' ') && words.count() == 5)
        });
        start + stop.map_or(rest.len(), |(at, _)| at)
    };
    // "File server | C, pthreads": short items behind a bar, at least one of them certain.
    for (at, _) in text.match_indices('|') {
        let start = at + 1;
        let line = text.get(start..).unwrap_or_default().split(any_of("\n|")).next().unwrap_or_default();
        let items = line.split(any_of(",;/"));
        let several = line.contains(',') && items.clone().all(|item| item.split_whitespace().count() <= 4);
        if several && items.clone().any(|item| super::lookup(item).is_some_and(|skill| !DICTIONARY.reading(skill).word))
        {
            lists.push(start..start + line.len());
        }
    }
    let is_cue = |i: usize| CUES.binary_search(&words.key(i, i)).is_ok();
    let (mut i, mut listed) = (0, 0);
    while i < words.list.len() {
        let from = i;
        while i < words.list.len() && is_cue(i) && i - from < 5 {
            i += 1;
            if !words.joined(i - 1) {
                break;
            }
        }
        let Some(last) = i.checked_sub(1).filter(|_| i > from).and_then(|last| words.list.get(last)) else {
            i += 1;
            continue;
        };
        let end = last.at.end;
        let rest = text.get(end..).unwrap_or_default().trim_start_matches(any_of(" *_"));
        let phrase = i - from >= 2 && is_one_of(PHRASES, words.key(i - 2, i - 1));
        if rest.starts_with(any_of(":–—")) || phrase {
            let start = if phrase && !rest.starts_with(':') {
                end
            } else {
                text.len() - rest.len() + rest.chars().next().map_or(0, char::len_utf8)
            };
            if start >= listed {
                listed = end_of_list(start);
                lists.push(start..listed);
            }
        }
    }
    sort::by_key(&mut lists, |list| list.start);
    lists
}

/// Whether `word` belongs to a list and is no item.
pub(super) fn is_filling(word: &str) -> bool {
    is_one_of(FILLING, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_sorted() {
        assert!(CUES.is_sorted());
    }
}
