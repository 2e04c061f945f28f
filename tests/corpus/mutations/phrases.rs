//! Values that stand in a text, wherever they stand, and words in their place.

use std::ops::Range;

use super::Kind;
use super::words::{all_made_up, runs_on};

/// Characters of a markup that may stand inside a value.
fn is_mark(c: char) -> bool {
    matches!(c, '*' | '_' | '\\')
}

/// Where `phrase` stands in `text` as whole words, blanks and lines' ends being alike.
pub fn find(text: &str, phrase: &str) -> Vec<Range<usize>> {
    let phrase: Vec<char> = phrase.trim().chars().collect();
    let (Some(first), Some(last)) = (phrase.first(), phrase.last()) else { return Vec::new() };
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let inside = |c: Option<&(usize, char)>, edge: char| {
            edge.is_alphanumeric() && !runs_on(edge) && c.is_some_and(|(_, c)| c.is_alphanumeric())
        };
        let before = at.checked_sub(1).and_then(|before| chars.get(before));
        match end_of(&chars, at, &phrase) {
            Some(end) if !inside(before, *first) && !inside(chars.get(end), *last) => {
                found.push(chars[at].0..chars.get(end).map_or(text.len(), |(end, _)| *end));
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// The index behind `phrase`, if it stands at `at`.
fn end_of(chars: &[(usize, char)], at: usize, phrase: &[char]) -> Option<usize> {
    let mut here = at;
    let mut rest = phrase.iter().peekable();
    while let Some(&wanted) = rest.next() {
        if wanted.is_whitespace() {
            let from = here;
            while chars.get(here).is_some_and(|(_, c)| c.is_whitespace() || is_mark(*c)) {
                here += 1;
            }
            if from == here {
                return None;
            }
            while rest.next_if(|c| c.is_whitespace()).is_some() {}
            continue;
        }
        while here > at && chars.get(here).is_some_and(|(_, c)| is_mark(*c) && *c != wanted) {
            here += 1;
        }
        if chars.get(here)?.1 != wanted {
            return None;
        }
        here += 1;
    }
    Some(here)
}

/// Whether `phrase` stands in `text` outside `kept`.
pub fn stands(text: &str, phrase: &str, kept: &[Range<usize>]) -> bool {
    find(text, phrase).iter().any(|at| is_free(at, kept))
}

/// Whether a place overlaps none of others.
pub fn is_free(at: &Range<usize>, others: &[Range<usize>]) -> bool {
    others.iter().all(|other| at.end <= other.start || other.end <= at.start)
}

/// `text` with made-up words wherever one of `phrases` stands, the longest first, except within `kept`.
pub fn replaced(text: &str, phrases: &[String], kept: &[Range<usize>]) -> String {
    let mut taken: Vec<Range<usize>> = kept.to_vec();
    let mut edits = Vec::new();
    let mut phrases: Vec<&String> = phrases.iter().collect();
    phrases.sort_by_key(|phrase| (std::cmp::Reverse(phrase.chars().count()), *phrase));
    for phrase in phrases {
        for found in find(text, phrase) {
            if is_free(&found, &taken) {
                edits.push((found.clone(), all_made_up(&text[found.clone()])));
                taken.push(found);
            }
        }
    }
    edited(text, edits)
}

/// `text` with other words at places that do not overlap.
pub fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(at, _)| at.start);
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (at, new) in edits {
        out.push_str(&text[end..at.start]);
        out.push_str(&new);
        end = at.end;
    }
    out + &text[end..]
}

/// What is no word of a person: addresses, and what a markup has between its signs.
pub fn unspoken(text: &str, kind: Kind) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let parts_tokens = |c: char| c.is_whitespace() || "()<>[]{}|,;\"'".contains(c);
    let mut from = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if parts_tokens(c) {
            let token = &text[from..at];
            if ["://", "@", "www.", ".example", "example."].iter().any(|sign| token.contains(sign)) {
                ranges.push(from..at);
            }
            from = at + c.len_utf8();
        }
    }
    match kind {
        Kind::Html => {
            ranges.extend(between(text, "<style", "</style>"));
            ranges.extend(between(text, "<", ">"));
        }
        Kind::Latex => {
            for (at, _) in text.match_indices('\\') {
                let name = text[at + 1..].chars().take_while(char::is_ascii_alphabetic).count();
                if name > 0 {
                    ranges.push(at..at + 1 + name);
                }
            }
            ranges.extend(between(text, "\\begin{", "}"));
            ranges.extend(between(text, "\\end{", "}"));
        }
        // The target of a link, attributes, and the front matter.
        Kind::Markdown => {
            ranges.extend(between(text, "](", ")"));
            ranges.extend(between(text, "<", ">"));
            ranges.extend(between(text, "{:", "}"));
            ranges.extend(between(text, "{#", "}"));
        }
        Kind::Text => {}
    }
    ranges
}

/// Everything from `open` to the next `close`.
fn between(text: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(open).map(|at| at + from) {
        let end = text[start..].find(close).map_or(text.len(), |at| start + at + close.len());
        ranges.push(start..end);
        from = end;
    }
    ranges
}
