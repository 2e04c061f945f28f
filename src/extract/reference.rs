//! A reference as bibliographies write it: authors, title, where it appeared.

use std::ops::Range;

use crate::signs::blank_or;

/// Where title and publisher of a reference stand in its text; nothing if it does not begin with its authors.
///
/// - `A. Doe and B. Roe, “Title,” in Journal, vol. 1, 2008.` (IEEE)
/// - `Doe, Ann; Roe, Bob: Title. In: Journal (2008)` (DIN ISO 690)
/// - `A. Doe and B. Roe. Title. Journal, 2008.` (ACM, `plain`)
pub(super) fn read(text: &str) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let (title, rest) = quoted(text).or_else(|| before_in(text)).or_else(|| after_initials(text))?;
    let title = trim(text, title)?;
    if text.get(title.clone())?.split_whitespace().count() < 2 {
        return None;
    }
    Some((title, publisher(text, rest)))
}

/// `authors, “title,” rest`.
fn quoted(text: &str) -> Option<(Range<usize>, usize)> {
    let open = text.find(['“', '"', '„', '«'])?;
    let inside = open + text.get(open..)?.chars().next()?.len_utf8();
    let close = inside + text.get(inside..)?.find(['”', '"', '“', '»'])?;
    let after = close + text.get(close..)?.chars().next()?.len_utf8();
    has_initial(text.get(..open)?).then_some((inside..close, after))
}

/// `Surname, Given; Surname, Given: title. In: rest`.
fn before_in(text: &str) -> Option<(Range<usize>, usize)> {
    let until = text.find(". In: ")?;
    let authors = text.get(..until)?.find(": ")?;
    text.get(..authors)?.contains(", ").then_some((authors + 2..until, until + 2))
}

/// `A. Surname, B. Surname, and C. Surname. title. rest`, or with a comma before the title.
fn after_initials(text: &str) -> Option<(Range<usize>, usize)> {
    let mut from = 0;
    loop {
        let author = text.get(from..)?;
        let author_from = from + (author.len() - author.trim_start_matches("and ").trim_start_matches("& ").len());
        let author = text.get(author_from..)?;
        if !starts_with_initial(author) {
            break;
        }
        // The end of the surname: what parts two authors, or a full stop that ends no initial.
        let ends = author.char_indices().find(|&(at, c)| {
            let rest = author.get(at..).unwrap_or_default();
            let before = author.get(..at).unwrap_or_default();
            matches!(c, ',' | ';')
                || rest.starts_with(" and ")
                || rest.starts_with(" & ")
                || (c == '.' && rest.starts_with(". ") && before.ends_with(char::is_lowercase))
        });
        let (at, c) = ends?;
        from = author_from + at + if c == ' ' { 1 } else { 2 };
        if c == '.' {
            break;
        }
    }
    let until = from + text.get(from..)?.find(". ")?;
    (from > 0).then_some((from..until, until + 2))
}

/// From `from` up to the first comma, full stop or bracket, without "in".
fn publisher(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let start = from + (rest.len() - rest.trim_start_matches(blank_or(",.")).len());
    let rest = text.get(start..)?;
    let lead = ["in: ", "In: ", "in ", "In "].iter().find(|lead| rest.starts_with(**lead)).map_or(0, |lead| lead.len());
    let start = start + lead;
    let rest = text.get(start..)?;
    let end = rest.find([',', '(']).into_iter().chain(rest.find(". ")).min().unwrap_or(rest.len());
    let range = trim(text, start..start + end)?;
    text.get(range.clone())?.starts_with(char::is_alphabetic).then_some(range)
}

fn trim(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let stray = blank_or(",.;");
    let from = part.len() - part.trim_start_matches(stray).len();
    let to = part.trim_end_matches(stray).len();
    (from < to).then_some(range.start + from..range.start + to)
}

/// "A. Doe", "A.-B. Doe", "A. B. Doe".
fn starts_with_initial(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.')
}

fn has_initial(text: &str) -> bool {
    text.split([' ', ',', ']', '\t']).any(starts_with_initial)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(&str, Option<&str>)> {
        let (title, publisher) = read(text)?;
        Some((text.get(title)?, publisher.and_then(|range| text.get(range))))
    }

    #[test]
    fn titles_stand_between_authors_and_journal() {
        for (text, title, publisher) in [
            (
                "[7] A. Doe, B. Roe, and C. Poe, “On weirs and walls,” in Proceedings of the Weir Symposium, Ghent, 2007.",
                "On weirs and walls",
                "Proceedings of the Weir Symposium",
            ),
            (
                "A. Doe and B. Roe, “A plain study,” Journal of Walls, vol. 12, 2011.",
                "A plain study",
                "Journal of Walls",
            ),
            (
                "Doe, Ann; Roe, Bob: Walls.jl: A Framework for Walls. In: Wall Journal (2017). https://doi.example/1",
                "Walls.jl: A Framework for Walls",
                "Wall Journal",
            ),
            (
                "A. Doe, B. Roe, and C. Poe. Wallit: How to build one. Wall Letters, in press.",
                "Wallit: How to build one",
                "Wall Letters",
            ),
            ("E. Doe and T. Roe, A Longer Wall. Somewhere, Some Place, 2010.", "A Longer Wall", "Somewhere"),
        ] {
            assert_eq!(parts(text), Some((title, Some(publisher))), "{text}");
        }
    }

    #[test]
    fn what_begins_with_no_author_is_no_reference() {
        for text in
            ["On walls, Journal of Walls, 2010", "“Walls”, a talk at WallConf", "B. Sc. thesis", "", "“", "A.", "A. B"]
        {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
