//! The same parts in another order: sections, and what an entry's head is made of.

use std::ops::Range;

use super::headings::{Heading, headings};
use super::looks::is_heading;
use super::phrases::{edited, find, is_free, unspoken};
use super::{Cv, Kind};
use crate::score::{items, string};

/// The CV with its last section first. Only where the sections follow each other: nothing where headings stand in a table,
/// or where the text of one section goes on in another.
pub fn sections_reversed(cv: &Cv) -> Option<String> {
    if !matches!(cv.kind, Kind::Markdown | Kind::Text) {
        return None;
    }
    let headings = headings(cv)?;
    let mut starts: Vec<usize> = headings.iter().filter_map(|heading| start(&cv.text, heading)).collect();
    if starts.len() < headings.len() {
        return None;
    }
    let level = |start: &usize| {
        let mut lines = cv.text[*start..].lines().skip_while(|line| !line.contains(char::is_alphabetic));
        let (line, below) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default().trim_end());
        let underlined = |sign| cv.kind == Kind::Markdown && below.len() > 2 && below.chars().all(|c| c == sign);
        match line.chars().take_while(|c| *c == '#').count() {
            signs @ 1.. if is_heading(line) => signs,
            _ if underlined('=') => 1,
            _ if underlined('-') => 2,
            _ => 0,
        }
    };
    // Headings of lower level are parts of the section that they stand in.
    let highest = starts.iter().map(level).min()?;
    starts.retain(|start| level(start) == highest);
    starts.sort_unstable();
    if starts.len() < 2 {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([cv.text.len()]);
    let parts: Vec<&str> = starts.iter().zip(ends).map(|(start, end)| &cv.text[*start..end]).collect();
    let blank = parts.iter().any(|part| part.ends_with("\n\n"));
    let mut out = cv.text[..starts[0]].to_owned();
    for part in parts.iter().rev() {
        out.push_str(part.trim_end());
        out.push_str(if blank { "\n\n" } else { "\n" });
    }
    Some(out)
}

/// Where a heading's first line begins; a rule right above it, and an anchor, belong to it. Nothing for one that does not
/// begin its line.
fn start(text: &str, heading: &Heading) -> Option<usize> {
    let [at] = heading.at.as_slice() else { return None };
    let begin = |end: usize| text[..end].rfind('\n').map_or(0, |at| at + 1);
    let mut start = begin(at.start);
    if text[start..at.start].contains('|') {
        return None;
    }
    while start > 0 {
        let above = begin(start - 1);
        let line = text[above..start].trim();
        let is_rule = line.chars().count() > 2 && line.chars().all(|c| "=-_*~.".contains(c));
        // A rule belongs to the lines above it where it underlines them.
        let underlines = above > 0 && !text[begin(above - 1)..above].trim().is_empty();
        if (underlines || !is_rule) && !line.starts_with("<a ") {
            break;
        }
        start = above;
    }
    Some(start)
}

/// The CV with title and employer of each position in each other's place. Nothing where a person would stumble: in a
/// table, behind labels, with a word between them ("at"), or where one employer stands above several positions.
pub fn heads_swapped(cv: &Cv) -> Option<String> {
    if !matches!(cv.kind, Kind::Markdown | Kind::Text) {
        return None;
    }
    let kept = unspoken(&cv.text, cv.kind);
    let of = |phrase: &str| {
        let mut found = find(&cv.text, phrase);
        found.retain(|at| is_free(at, &kept));
        found
    };
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut swapped: Vec<Range<usize>> = Vec::new();
    for work in items(&cv.golds[0]["work"]) {
        let (title, employer) = (string(&work["position"]), string(&work["name"]));
        if title.is_empty() || employer.is_empty() {
            continue;
        }
        let (titles, employers) = (of(&title), of(&employer));
        let pairs =
            titles.iter().flat_map(|title| employers.iter().map(move |employer| (title.clone(), employer.clone())));
        let pairs = pairs.filter(|(title, employer)| is_free(title, &swapped) && is_free(employer, &swapped));
        let (title, employer) = pairs.min_by_key(|(title, employer)| between(title, employer).len())?;
        if !is_plain(&cv.text, &title, &employer) {
            return None;
        }
        edits.push((title.clone(), cv.text[employer.clone()].to_owned()));
        edits.push((employer.clone(), cv.text[title.clone()].to_owned()));
        swapped.extend([title, employer]);
    }
    (!edits.is_empty()).then(|| edited(&cv.text, edits))
}

fn between(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    let range = one.end.min(other.end)..one.start.max(other.start);
    if range.start > range.end { range.end..range.end } else { range }
}

/// Whether two parts of a head are joined by signs, blanks, dates or places, in at most two lines.
fn is_plain(text: &str, one: &Range<usize>, other: &Range<usize>) -> bool {
    let between = between(one, other);
    let joined = text[between.clone()].trim_matches([' ', '*', '_']);
    let line = |at: usize| text[..at].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line(between.start.min(one.start).min(other.start))..one.start.min(other.start)];
    let words = joined.contains(char::is_alphabetic);
    let parted = joined.starts_with(['\n', '|', ',', '–', '—', '-', '·', '(', '\t', ';', '/']);
    !between.is_empty()
        && joined.lines().filter(|line| !line.trim().is_empty()).count() <= 2
        && (!words || (parted && joined.ends_with(['\n', '|', ',', '–', '—', '-', '·', '(', '\t', ';', '/'])))
        && !joined.contains(": ")
        && !joined.contains(":\n")
        && !joined.ends_with(':')
        && !before.contains([':', '|'])
        && between.len() <= 120
}
