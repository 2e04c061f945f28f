//! What a text file repeats on every page: lines with the number of the page, headers and footers.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::RawBlock;
use super::row::{Row, Shape, cells};
use crate::document::BlockKind;
use crate::signs::any_of;

/// The words of `page_words.txt`: for a page, and for "of".
static WORDS: LazyLock<[Vec<&'static str>; 2]> = LazyLock::new(|| {
    let mut words = [Vec::new(), Vec::new()];
    let mut group = 0;
    for line in include_str!("page_words.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.starts_with('[') {
            group = usize::from(line == "[of]");
        } else {
            words[group].push(line);
        }
    }
    words
});

/// A document of so many pages is no CV.
const MOST_PAGES: u16 = 99;

/// How many lines at the edge of a page are compared with those of other pages.
const EDGE: usize = 3;

/// The number of a page, as a line or a part of one says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PageNumber {
    number: u16,
    /// How many pages there are.
    of: Option<u16>,
    /// A word says that it is one, or dashes on both sides do.
    is_worded: bool,
}

/// Whether a line says no more than which page this is: `Page 1 of 3`, `- 2 -`.
pub(super) fn is_page_number(text: &str) -> bool {
    page_number(text).is_some_and(|page| page.is_worded)
}

/// The number of the page, if `text` says nothing else.
fn page_number(text: &str) -> Option<PageNumber> {
    let text = text.trim();
    if text.len() > 40 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let lower = text.to_lowercase();
    let inner = lower.trim_matches(any_of("()[]"));
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '~');
    let bare = inner.trim_matches(|c: char| is_dash(c) || c.is_whitespace());
    let is_dashed = bare.len() < inner.len() && inner.starts_with(is_dash) && inner.ends_with(is_dash);
    let (mut number, mut of) = (None, None);
    let (mut is_worded, mut is_of) = (is_dashed, false);
    for token in tokens(bare) {
        let [pages, ofs] = &*WORDS;
        if token.starts_with(|c: char| c.is_ascii_digit()) {
            let value = token.parse().ok().filter(|value| (1..=MOST_PAGES).contains(value))?;
            match (number, is_of) {
                (None, false) => number = Some(value),
                (Some(_), true) if of.is_none() => of = Some(value),
                _ => return None,
            }
        } else if pages.contains(&token) {
            is_worded = true;
        } else if ofs.contains(&token) && number.is_some() && !is_of {
            is_of = true;
            is_worded |= token != "/";
        } else if !matches!(token, "." | ":" | "|") {
            return None;
        }
    }
    let number = number.filter(|number| of.is_none_or(|of| *number <= of))?;
    (is_worded || of.is_some()).then_some(PageNumber { number, of, is_worded })
}

/// Numbers, words and signs.
fn tokens(text: &str) -> Vec<&str> {
    let class = |c: char| match c {
        c if c.is_ascii_digit() => 0,
        c if c.is_alphabetic() => 1,
        c if c.is_whitespace() => 2,
        _ => 3,
    };
    let mut tokens = Vec::new();
    for word in text.split_whitespace() {
        let mut from = 0;
        let mut last = None;
        for (at, c) in word.char_indices() {
            let is_new = last.is_some_and(|last| last != class(c) || last == 3);
            if is_new {
                tokens.extend(word.get(from..at));
                from = at;
            }
            last = Some(class(c));
        }
        tokens.extend(word.get(from..));
    }
    tokens
}

/// The number of the page with which a line begins or ends, and what else it says.
fn numbered(text: &str) -> Option<(PageNumber, String)> {
    if text.len() > 200 {
        return None;
    }
    if let Some(page) = page_number(text) {
        return Some((page, String::new()));
    }
    // Parts that wide blanks or a sign set apart.
    let mut parts: Vec<&str> = Vec::new();
    for cell in cells(text, text.len() - text.trim_start().len()) {
        let cell = text.get(cell).unwrap_or_default();
        let cell = cell.split(any_of("|·•,—–")).flat_map(|part| part.split(" - "));
        parts.extend(cell.map(str::trim).filter(|part| !part.is_empty()));
    }
    let rest = |parts: &[&str]| parts.join(" ");
    if let Some((last, before)) = parts.split_last().filter(|(_, before)| !before.is_empty())
        && let Some(page) = page_number(last)
    {
        return Some((page, rest(before)));
    }
    if let Some((first, behind)) = parts.split_first().filter(|(_, behind)| !behind.is_empty())
        && let Some(page) = page_number(first)
    {
        return Some((page, rest(behind)));
    }
    // "Ada Example Page 2 of 3", with nothing between.
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..words.len().min(5)).rev().find_map(|count| {
        let (before, page) = words.split_at_checked(words.len() - count)?;
        let page = page_number(&page.join(" ")).filter(|page| page.is_worded)?;
        (!before.is_empty()).then(|| (page, before.join(" ")))
    })
}

/// Drops the lines that belong to the pages and not to the text.
pub(super) fn drop_furniture(rows: &mut Vec<Row<'_>>) {
    let inked: Vec<usize> =
        rows.iter().enumerate().filter(|(_, row)| row.shape != Shape::Blank).map(|(at, _)| at).collect();
    let is_alone = |at: usize| {
        let is_blank = |at: Option<usize>| at.and_then(|at| rows.get(at)).is_none_or(|row| row.shape == Shape::Blank);
        is_blank(at.checked_sub(1)) && is_blank(Some(at + 1)) || rows.get(at + 1).is_some_and(|row| row.page)
    };
    let lines = inked.iter().filter_map(|&at| rows.get(at).map(|row| (at, row.text.as_ref())));
    let mut out = numbered_lines(lines, &is_alone);
    out.extend(repeated(rows, &inked, &|at| rows.get(at).map(|row| key(&row.text)).unwrap_or_default()));
    let mut is_out = vec![false; rows.len()];
    for at in out {
        is_out[at] = true;
    }
    // The page that such a line begins begins with the next one.
    let mut page = false;
    for (row, is_out) in rows.iter_mut().zip(&is_out) {
        page |= row.page;
        if !is_out {
            row.page = std::mem::take(&mut page);
        }
    }
    let mut outs = is_out.into_iter();
    rows.retain(|_| !outs.next().unwrap_or_default());
}

/// Drops the paragraphs of one line that say which page it is, and perhaps of whose CV.
pub(super) fn drop_page_numbers(blocks: &mut Vec<RawBlock>) {
    let mut texts = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let [line] = block.lines.as_slice() else { continue };
        let has_digit = || line.runs.iter().any(|run| run.text.contains(|c: char| c.is_ascii_digit()));
        if texts.is_empty() || block.kind == BlockKind::Paragraph && has_digit() {
            texts.push((at, line.text()));
        }
    }
    let lines = texts.iter().map(|(at, text)| (*at, text.as_str()));
    let out = numbered_lines(lines, &|_| true);
    if !out.is_empty() {
        let mut at = 0..;
        blocks.retain(|_| at.next().is_none_or(|at| out.binary_search(&at).is_err()));
    }
}

/// Which of the lines say the number of the page, by their own numbers: nothing else is in them, or what stands in the first
/// line, or what stands beside another page's number too.
fn numbered_lines<'a>(lines: impl Iterator<Item = (usize, &'a str)>, is_alone: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut lines = lines.peekable();
    let Some(&(first, name)) = lines.peek() else { return Vec::new() };
    let name = key(name);
    let numbered: Vec<(usize, PageNumber, String)> =
        lines.filter_map(|(at, text)| numbered(text).map(|(page, rest)| (at, page, key(&rest)))).collect();
    // What is said beside the numbers: the first number, and whether there is another.
    let mut counted: BTreeMap<(&str, Option<u16>), (u16, bool)> = BTreeMap::new();
    for (_, page, rest) in &numbered {
        let (first, is_counted) = counted.entry((rest, page.of)).or_insert((page.number, false));
        *is_counted |= *first != page.number;
    }
    let is_out = |(at, page, rest): &(usize, PageNumber, String)| {
        let is_counted = counted.get(&(rest.as_str(), page.of)).is_some_and(|(_, is_counted)| *is_counted);
        let says_whose = !name.is_empty() && (rest.contains(&name) || rest.len() >= 5 && name.contains(rest.as_str()));
        if rest.is_empty() { page.is_worded || is_alone(*at) } else { *at != first && (is_counted || says_whose) }
    };
    numbered.iter().filter(|line| is_out(line)).map(|(at, ..)| *at).collect()
}

/// The lines that come again at the edges of pages. Pages end with a form feed; without one, a page begins where the first
/// line of the document comes again.
fn repeated(rows: &[Row<'_>], inked: &[usize], key: &dyn Fn(usize) -> String) -> Vec<usize> {
    let mut out = Vec::new();
    let pages = pages(rows, inked);
    let long = |key: &String| key.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    if pages.len() > 1 {
        let keys = |page: &Range<usize>, from_top: bool| -> Vec<(usize, String)> {
            let page = inked.get(page.clone()).unwrap_or_default();
            let edge = page.len().min(EDGE);
            let mut edge =
                if from_top { page.get(..edge) } else { page.get(page.len() - edge..) }.unwrap_or_default().to_vec();
            if !from_top {
                edge.reverse();
            }
            // Short lines are counted, but are none of these.
            edge.into_iter().map(|at| (at, Some(key(at)).filter(|key| long(key)).unwrap_or_default())).collect()
        };
        for from_top in [true, false] {
            let edges: Vec<Vec<(usize, String)>> = pages.iter().map(|page| keys(page, from_top)).collect();
            // On how many pages a line stands at the same distance from the edge.
            let mut known: BTreeMap<(usize, &str), usize> = BTreeMap::new();
            for (distance, (_, key)) in edges.iter().flat_map(|edge| edge.iter().enumerate()) {
                *known.entry((distance, key)).or_default() += 1;
            }
            let is_often = |count: &usize| *count > 1 && count * 2 >= pages.len();
            // What the first page has at its top stays.
            let edges = edges.iter().skip(usize::from(from_top)).flat_map(|edge| edge.iter().enumerate());
            let again = edges.filter(|(distance, (_, key))| {
                !key.is_empty() && known.get(&(*distance, key.as_str())).is_some_and(is_often)
            });
            out.extend(again.map(|(_, (at, _))| *at));
        }
        return out;
    }
    let Some((&first, rest)) = inked.split_first() else { return out };
    let name = key(first);
    if !long(&name) || !name.contains(' ') {
        return out;
    }
    for (number, &at) in rest.iter().enumerate().skip(1) {
        let is_after_blank =
            at.checked_sub(1).and_then(|before| rows.get(before)).is_some_and(|row| row.shape == Shape::Blank);
        if !is_after_blank || key(at) != name {
            continue;
        }
        // The lines below it, as long as they are those below the first.
        let again = inked.iter().zip(rest.get(number..).unwrap_or_default());
        out.extend(again.take(2 * EDGE).take_while(|(one, other)| key(**one) == key(**other)).map(|(_, other)| *other));
    }
    out
}

/// The pages, as ranges of `inked`.
fn pages(rows: &[Row<'_>], inked: &[usize]) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut from = 0;
    for (number, window) in inked.windows(2).enumerate() {
        let &[one, other] = window else { continue };
        if rows.get(one + 1..=other).is_some_and(|between| between.iter().any(|row| row.page)) {
            pages.push(from..number + 1);
            from = number + 1;
        }
    }
    pages.push(from..inked.len());
    pages
}

/// What a line says, blanks and signs apart.
fn key(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '@').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages() {
        for text in [
            "Page 1 of 3",
            "- 2 -",
            "Seite 2",
            "2 of 3",
            "p. 4",
            "Página 1 de 2",
            "第 1 页 共 2 页",
            "1 | Page",
            "[Page 2/3]",
        ] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2", "1 / 2", "2019", "Page", "3 of 2", "Page 120", "Grade 2 of 3", "12 pages of text"] {
            assert!(!is_page_number(text), "{text}");
        }
        assert_eq!(page_number("1 / 2"), Some(PageNumber { number: 1, of: Some(2), is_worded: false }));
        assert_eq!(page_number("5 / 2"), None);
        assert_eq!(page_number("05/2019"), None);
    }

    #[test]
    fn lines_with_the_number_of_a_page() {
        for text in ["Ada Example · CV      1 / 2", "Page 1 of 2 | Ada Example, CV", "Ada Example CV Page 1 of 2"] {
            let (page, rest) = numbered(text).expect("it has a number");
            assert_eq!((page.number, page.of), (1, Some(2)), "{text}");
            assert_eq!(key(&rest), "ada example cv", "{text}");
        }
        assert_eq!(numbered("Wrote 12 pages of text"), None);
    }
}
