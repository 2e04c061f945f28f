//! Text -> words as names of skills are made of: `C++`, `.NET`, `P&L` are one, `Node.js` and `CI/CD` are two that may join.

use crate::signs::any_of;
use crate::word_map::{is_one_of, lower};
use std::ops::Range;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Bytes of the text.
    pub at: Range<usize>,
    /// Bytes of [`Words::folded`].
    folded: Range<usize>,
    /// What stands between this word and the next.
    pub gap: Gap,
    /// A part of an address (e-mail, URL, handle), where nothing is a skill.
    pub address: bool,
}

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: `C++|14`.
    Glued,
    Blank,
    /// One of `- . / _ ' ’`, without a blank.
    Mark(char),
    /// Anything else: two words that never make one name.
    Break,
}

/// The words of a text, and their lower-case letters one after another: the key of `n` words is one slice.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub list: Vec<Word>,
    folded: String,
}

impl Words {
    /// The words of a text, addresses marked.
    pub fn new(text: &str) -> Self {
        let mut words = Self::of_name(text);
        words.mark_addresses(text);
        words
    }

    /// The words of a name in the dictionary.
    pub fn of_name(text: &str) -> Self {
        let mut words = Self { list: Vec::new(), folded: String::with_capacity(text.len()) };
        let mut chars = text.char_indices().peekable();
        let mut before = None;
        while let Some(&(start, first)) = chars.peek() {
            let dotted = first == '.' && !before.is_some_and(|c: char| c.is_alphanumeric() || c == '.');
            let opens = |c: char| c.is_alphanumeric();
            let dot_net = dotted && text.get(start + 1..).is_some_and(|rest| rest.starts_with(opens));
            if !(opens(first) || dot_net) {
                before = Some(first);
                chars.next();
                continue;
            }
            let from = words.folded.len();
            let mut end = start;
            // Letters and digits, with a leading dot and inner ampersands.
            while let Some(&(at, c)) = chars.peek() {
                let inner = c == '&' && at > start && text.get(at + 1..).is_some_and(|rest| rest.starts_with(opens));
                if !(opens(c) || inner || (dotted && at == start)) {
                    break;
                }
                if c.is_ascii() {
                    words.folded.push(c.to_ascii_lowercase());
                } else {
                    words.folded.extend(c.to_lowercase());
                }
                end = at + c.len_utf8();
                before = Some(c);
                chars.next();
            }
            // Plus and number signs at the end: C++, C#, Notepad++; not the plus of a sum ("TDD+BDD").
            let tail = text.get(end..).unwrap_or_default();
            let signs = tail.bytes().take_while(|byte| matches!(byte, b'+' | b'#')).count();
            if signs > 0 && !tail.get(signs..).unwrap_or_default().starts_with(char::is_alphabetic) {
                for (at, c) in chars.by_ref().take(signs) {
                    words.folded.push(c);
                    end = at + 1;
                    before = Some(c);
                }
            }
            let folded = from..words.folded.len();
            words.list.push(Word { at: start..end, folded, gap: Gap::Break, address: false });
        }
        for i in 1..words.list.len() {
            let between = words.list[i - 1].at.end..words.list[i].at.start;
            words.list[i - 1].gap = gap(text.get(between).unwrap_or_default(), words.key(i, i).starts_with('.'));
        }
        words
    }

    /// The key of the words `first..=last`: their lower-case letters without what stands between them.
    pub fn key(&self, first: usize, last: usize) -> &str {
        let (Some(first), Some(last)) = (self.list.get(first), self.list.get(last)) else { return "" };
        self.folded.get(first.folded.start..last.folded.end).unwrap_or_default()
    }

    /// Where the key of `first..=last` has a boundary of words, in bytes of the key.
    pub fn breaks(&self, first: usize, last: usize) -> impl Iterator<Item = usize> + '_ {
        let words = self.list.get(first..=last).unwrap_or_default();
        let start = words.first().map_or(0, |word| word.folded.start);
        words.iter().skip(1).map(move |word| word.folded.start - start)
    }

    /// Whether the words `i` and `i + 1` may belong to one name.
    pub fn joined(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|word| word.gap != Gap::Break) && i + 1 < self.list.len()
    }

    fn mark_addresses(&mut self, text: &str) {
        let (mut i, mut end) = (0, 0);
        for chunk in text.split_inclusive(char::is_whitespace) {
            end += chunk.len();
            let address = is_address(chunk.trim_end());
            while let Some(word) = self.list.get_mut(i).filter(|word| word.at.start < end) {
                word.address = address;
                i += 1;
            }
        }
    }
}

fn gap(between: &str, dotted: bool) -> Gap {
    if between.is_empty() {
        // "x.NET": the dot belongs to the second word only where nothing stands before it.
        return if dotted { Gap::Break } else { Gap::Glued };
    }
    if between == " " || between.chars().all(|c| c == ' ' || c == '\u{a0}') {
        return Gap::Blank;
    }
    let mut chars = between.chars();
    match (chars.next(), chars.next()) {
        (Some('\u{2010}' | '\u{2011}'), None) => Gap::Mark('-'),
        (Some(c @ ('-' | '.' | '/' | '_' | '\'' | '’')), None) => Gap::Mark(c),
        _ => Gap::Break,
    }
}

/// Whether a stretch without blanks is an e-mail address, a URL, a bare host with a path, or a handle.
fn is_address(chunk: &str) -> bool {
    const TOP_LEVEL: &str = "ai app blog ch co com de dev edu eu fr gov in info io me nl org pl tech uk";
    // Most words have none of the signs of which every address has one.
    if !chunk.bytes().any(|byte| matches!(byte, b'.' | b':' | b'@')) {
        return false;
    }
    if chunk.contains("://") || chunk.contains('@') || chunk.starts_with("www.") || chunk.starts_with("mailto:") {
        return true;
    }
    let host = chunk.trim_matches(|c: char| !c.is_alphanumeric()).split('/').next().unwrap_or_default();
    host.rsplit_once('.').is_some_and(|(name, top)| {
        is_one_of(TOP_LEVEL, &lower(top))
            && name.starts_with(char::is_alphanumeric)
            && super::DICTIONARY.form(&lower(host).replace(any_of(".-"), "")).is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let words = Words::new(text);
        (0..words.list.len()).map(|i| words.key(i, i).to_owned()).collect()
    }

    #[test]
    fn signs_belong_to_the_name() {
        assert_eq!(keys("C++, C#/.NET and P&L (ASP.NET)."), ["c++", "c#", ".net", "and", "p&l", "asp", "net"]);
        assert_eq!(keys("C++14 TDD+BDD Notepad++"), ["c++", "14", "tdd", "bdd", "notepad++"]);
    }

    #[test]
    fn a_full_stop_and_a_comma_separate() {
        let words = Words::new("in Node. Go, node.js");
        let gaps: Vec<Gap> = words.list.iter().map(|word| word.gap).collect();
        assert_eq!(gaps, [Gap::Blank, Gap::Break, Gap::Break, Gap::Mark('.'), Gap::Break]);
    }

    #[test]
    fn addresses_are_known() {
        for address in ["https://x.example/go", "me@react.example", "github.com/rust/go", "www.docker.example", "@vue"]
        {
            assert!(Words::new(address).list.iter().all(|word| word.address), "{address}");
        }
        for name in ["ASP.NET/C#", "Node.js/JavaScript", "Socket.io", "monday.com", "e.g."] {
            assert!(Words::new(name).list.iter().all(|word| !word.address), "{name}");
        }
    }
}
