//! Degrees and school certificates, with the field of study beside them.

use std::ops::Range;
use std::sync::LazyLock;

use super::field_of_study::{FACULTIES, area_before, area_behind};
use super::place;
use super::words::{Gazetteer, Word, between, hull, is_one_of, trimmed_of, words};
use crate::memo::Memo;
use crate::signs::any_of;

/// A degree in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DegreeMatch {
    /// The degree as written, without the field: "Bachelor of Science", "B.Tech", "CBSE XII (Intermediate)".
    pub at: Range<usize>,
    /// The field of study.
    pub area: Option<Range<usize>>,
    /// 1 secondary school, 2 vocational or associate, 3 bachelor, 4 master, 5 doctorate, 6 certificate.
    pub level: u8,
}

/// One line of `degrees.tsv`.
#[derive(Debug, Clone, Copy)]
struct Degree {
    name: &'static str,
    level: u8,
}

struct Vocabulary {
    names: Gazetteer<Degree>,
    /// Names of one word with capitals within: they are written with dots and blanks, too.
    letters: Gazetteer<Degree>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let (mut names, mut letters) = (Gazetteer::default(), Gazetteer::default());
    for line in vocabulary!("degrees.tsv").lines() {
        let Some((name, level)) = line.split_once('\t') else { continue };
        let degree = Degree { name, level: level.parse().unwrap_or_default() };
        let abbreviation = !name.contains(' ') && name.chars().filter(|c| c.is_uppercase()).count() >= 2;
        if abbreviation { letters.insert(name, degree) } else { names.insert(name, degree) }
    }
    Vocabulary { names, letters }
});

/// Words that name a degree only where nothing else says so: "Intermediate", "Master" of a ship, "Promotion".
const DOUBTFUL: &str = "associate associates certificate certification curso degree doctor doktor exchange gesellenbrief graduate graduation intermediate \
    lehre licence lise magister master masters mag bac brevet meister techniker promotion undergraduate postgraduate bootcamp apprenticeship ausbildung \
    diploma diplom diplome attestation erasmus echange matura technikum zertifikat certificat certificado certificato certificaat grado matriculation bachiller \
    laurea betriebswirt diplomado agregation fachwirt abitur baccalaureate m1 m2 secundaria preparatoria abilitazione attestato weiterbildung \
    fortbildung umschulung studium postgrado especializacion aperfeicoamento intercambio prepa magistere graduado profesorado graduaat";

/// Of these, words that are ranks and trades as well: alone in their part, or before "of", "in".
const RANKS: &str = "associate associates certificate certification doctor exchange graduate graduation intermediate master masters meister techniker promotion undergraduate postgraduate degree";

/// The first degree in `text`.
pub fn find(text: &str) -> Option<DegreeMatch> {
    if text.len() > 1_000 {
        return None;
    }
    let find = |text: &str| {
        let words = words(text);
        first(text, &words).map(|found| complete(text, &words, found))
    };
    FOUND.with(|memo| memo.get(text, find))
}

thread_local! {
    static FOUND: Memo<Option<DegreeMatch>> = Memo::default();
}

/// The level of the first degree in `text`: whether there is one, and nothing of what belongs to it.
pub fn level(text: &str) -> Option<u8> {
    let level = |text: &str| first(text, &words(text)).map(|(.., level)| level);
    if text.len() > 1_000 { None } else { LEVELS.with(|memo| memo.get(text, level)) }
}

thread_local! {
    static LEVELS: Memo<Option<u8>> = Memo::default();
}

/// The word that the first degree begins with, its number of words and its level. One that may be something else is taken
/// where none is sure.
fn first(text: &str, words: &[Word]) -> Option<(usize, usize, u8)> {
    let mut doubtful = None;
    let mut index = 0;
    while index < words.len() {
        let Some((len, level, sure)) = at(text, words, index) else {
            index += 1;
            continue;
        };
        let found = (index, len, level);
        if sure {
            return Some(found);
        }
        doubtful.get_or_insert(found);
        index += len;
    }
    doubtful
}

/// The degree whose name begins with the word at `index`: its number of words, its level, and whether nothing else can be
/// meant.
fn at(text: &str, all: &[Word], index: usize) -> Option<(usize, u8, bool)> {
    let rest = all.get(index..)?;
    let first = rest.first()?;
    if let Some((len, level)) = named(text, rest) {
        return Some((len, level, true));
    }
    if let Some(len) = diplom(text, rest) {
        return Some((len, 4, true));
    }
    if let Some((len, degree)) = VOCABULARY.names.prefix(rest) {
        let len = with_level(rest, len);
        let written = rest.get(..len)?;
        let opens_line = index == 0 || separated(text, all, index);
        // "Valley High School" and "Erasmus Universiteit" are schools.
        let before = index.checked_sub(1).and_then(|before| all.get(before));
        let is_school = match degree.name {
            "High School" => !opens_line && before.is_some_and(Word::is_capitalised),
            // "Abitur (2,3)" has a mark, and no "+2".
            "+2" => !between(text, 0, first.at.start).ends_with('+'),
            "Erasmus" => rest.get(len).is_some_and(|next| next.key.starts_with("universit")),
            _ => false,
        };
        if is_school {
            return None;
        }
        let small = !first.is_capitalised() && !first.text.starts_with(|c: char| c.is_ascii_digit());
        let alone = len == 1 && (is_one_of(DOUBTFUL, &first.key) || small);
        // "12th", "XII", "10+2" stand for school years only at the start of a part.
        let year =
            first.text.starts_with(|c: char| c.is_ascii_digit()) || matches!(degree.name, "XII" | "XIIth" | "Xth");
        if year && !opens_line && !after_board(all, index) || is_joined(text, all, index, len) {
            return None;
        }
        if alone {
            let next = rest.get(1).map(|next| &*next.key);
            let of = next.is_some_and(|next| is_one_of("of in en em di degree de d'ingenieur", next));
            // "Associate Software Engineer" is a title.
            let ends_part = rest.get(1).is_none()
                || separated(text, all, index + 1)
                || rest.get(1).is_some_and(|next| is_one_of(FACULTIES, &next.key) || next.is_number());
            if is_one_of(RANKS, &first.key) && !of && !ends_part {
                return None;
            }
            return (opens_line && (!small || of)).then_some((len, degree.level, of && !small));
        }
        let proper = year || written.iter().any(Word::is_capitalised) || written.len() > 1;
        return proper.then_some((len, degree.level, true));
    }
    abbreviation(text, all, index)
}

/// The number of words of a degree of `len` words, and "Level 3" behind it or the number behind its "Level".
fn with_level(rest: &[Word], len: usize) -> usize {
    let is_level = |at: usize| rest.get(at).is_some_and(|word| word.key == "level" || word.key == "niveau");
    let numbered = |at: usize| rest.get(at).is_some_and(|word| word.is_number() && word.len() == 1);
    if is_level(len) && numbered(len + 1) {
        len + 2
    } else if len > 1 && is_level(len - 1) && numbered(len) {
        len + 1
    } else {
        len
    }
}

/// "Bachelor of Science", "Master of Business Administration", "Bachelors of Technology", "Bachelor in Engineering".
fn named(text: &str, rest: &[Word]) -> Option<(usize, u8)> {
    let [first, of, noun, ..] = rest else { return None };
    let level = match &*first.key {
        "bachelor" | "bachelors" | "bachelor's" => 3,
        "master" | "masters" | "master's" => 4,
        "doctor" | "doctorate" => 5,
        "associate" | "associates" | "associate's" => 2,
        _ => return None,
    };
    let known = |word: &Word| is_one_of(FACULTIES, &word.key);
    if !(of.key == "of"
        || of.key == "in" && known(noun) && rest.get(3).is_some_and(|next| next.key == "in" || next.key == "of"))
    {
        return None;
    }
    let mut len = 2;
    while let Some(word) = rest.get(len) {
        let gap = rest.get(len - 1).map_or("", |before| between(text, before.at.end, word.at.start));
        let joins = matches!(gap, " " | " & " | "  " | "\u{a0}") && len < 8;
        let link = matches!(&*word.key, "and" | "in" | "of")
            && rest.get(len + 1).is_some_and(known)
            && (word.key == "and" || (word.key == "in" && rest.get(len + 1).is_some_and(|next| next.key == "nursing")));
        if !joins || !(known(word) || link || len == 2) {
            break;
        }
        len += 1;
    }
    Some((len, level))
}

/// "Diplom-Informatiker", "Dipl.-Wirt.-Ing.", "Dipl. Ing. (FH)".
fn diplom(text: &str, rest: &[Word]) -> Option<usize> {
    let first = rest.first()?;
    if first.key != "dipl" && first.key != "diplom" {
        return None;
    }
    let mut len = 1;
    while let (Some(before), Some(word)) = (rest.get(len - 1), rest.get(len)) {
        let gap = between(text, before.at.end, word.at.start);
        let fits =
            gap == "-" || first.key == "dipl" && (gap == ".-" || matches!(gap, ". " | "." | " ") && word.len() <= 7);
        if !fits || len >= 4 || !word.is_capitalised() {
            break;
        }
        len += 1;
    }
    (len > 1).then_some(len)
}

/// "B.Tech", "M. Sc.", "MS": letters with and without dots.
fn abbreviation(text: &str, all: &[Word], index: usize) -> Option<(usize, u8, bool)> {
    let mut joined = String::new();
    let mut best = None;
    for (offset, word) in all.iter().skip(index).take(4).enumerate() {
        if let Some(before) = offset.checked_sub(1).and_then(|before| all.get(index + before)) {
            let gap = between(text, before.at.end, word.at.start);
            let dotted = matches!(gap, "." | ". ")
                || gap == " "
                    && joined.chars().count() <= 2
                    && between(text, word.at.end, text.len()).starts_with(any_of(". "));
            if !dotted || word.len() > 6 {
                break;
            }
        }
        joined.push_str(word.text);
        let key = crate::locale::fold(&joined);
        if let Some(degree) = VOCABULARY.letters.word(&key) {
            best = Some((offset + 1, *degree, joined.clone()));
        }
    }
    let (len, degree, written) = best?;
    if let Some(rest) = all.get(index..).filter(|rest| with_level(rest, len) > len) {
        return Some((with_level(rest, len), degree.level, true));
    }
    let dotted = len > 1
        || all
            .get(index)
            .is_some_and(|word| between(text, word.at.end, text.len()).starts_with('.') && written.len() > 2);
    if is_joined(text, all, index, len) {
        return None;
    }
    // "me", "as", "Mba", "Be": small letters are another word.
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    let short = degree.name.chars().count() <= 3;
    let all_capitals = written.chars().all(|c| !c.is_lowercase());
    if short && !dotted && !all_capitals && written != degree.name
        || capitals == 0
        || (dotted && !written.starts_with(char::is_uppercase))
    {
        return None;
    }
    let strict = degree.name.chars().count() == 2 && !dotted;
    if strict || is_one_of("CAP SSC AA", degree.name) {
        let opens = index == 0 || separated(text, all, index);
        let next = all.get(index + len);
        let gap = next
            .map_or("", |next| between(text, all.get(index + len - 1).map_or(0, |last| last.at.end), next.at.start));
        let of = next.is_some_and(|next| is_one_of("in of from degree honours hons", &next.key));
        let behind = next.is_none()
            || gap.contains(any_of("(,-–:|/\t."))
            || next.is_some_and(|next| next.is_capitalised() && !next.is_number());
        // "Boston, MA": a state behind its city.
        let until = all.get(index).map_or(0, |word| word.at.end);
        let city = between(text, 0, until).rmatch_indices(',').nth(1).map_or(0, |(comma, _)| comma + 1);
        let in_state = |from: usize| place::score(between(text, from, until).trim_start()) >= 0.7;
        let state = index > 0 && (in_state(0) || city > 0 && in_state(city));
        if state || !(of || opens && behind) || is_product(next) {
            return None;
        }
    }
    Some((len, degree.level, true))
}

/// "MS Office", "ME 2000": Microsoft's.
fn is_product(next: Option<&Word>) -> bool {
    next.is_some_and(|next| is_one_of("office word excel access sql project visio outlook powerpoint windows teams dos dynamics azure sharepoint paint build", &next.key))
}

/// Whether a comma, dash, bracket, bar or colon stands before the word at `index`.
fn separated(text: &str, all: &[Word], index: usize) -> bool {
    let (Some(before), Some(word)) = (index.checked_sub(1).and_then(|before| all.get(before)), all.get(index)) else {
        return true;
    };
    between(text, before.at.end, word.at.start).contains(any_of(",(|–—:;\t·•/\n"))
        || between(text, before.at.end, word.at.start).contains(" - ")
}

/// Whether the name is a part of a longer word: "MS-DOS", "A-MBA", "master@".
fn is_joined(text: &str, all: &[Word], index: usize, len: usize) -> bool {
    let (Some(first), Some(last)) = (all.get(index), all.get(index + len - 1)) else { return false };
    let before = between(text, 0, first.at.start).chars().next_back();
    let behind = between(text, last.at.end, text.len());
    let next_letter = behind.chars().nth(1).is_some_and(char::is_alphanumeric);
    matches!(before, Some('@' | '/' | '_' | '#')) && index > 0 && matches!(before, Some('@' | '_' | '#'))
        || behind.starts_with(any_of("@_#"))
        || (behind.starts_with('.') && next_letter && behind.chars().nth(1).is_some_and(char::is_lowercase))
        || (behind.starts_with('+') && len == 1)
}

/// Whether the board of a school stands before the word at `index`: "CBSE - XII".
fn after_board(all: &[Word], index: usize) -> bool {
    index
        .checked_sub(1)
        .and_then(|before| all.get(before))
        .is_some_and(|before| is_one_of("cbse icse isc ssc hsc class std standard board grade", &before.key))
}

/// The degree with what belongs to its name, and the field beside it.
fn complete(text: &str, all: &[Word], (index, len, level): (usize, usize, u8)) -> DegreeMatch {
    let mut start = index;
    let mut end = index + len;
    // "BSc (Hons)", "Master of Science (M.S.)", "CBSE XII (Intermediate)", "Bachelor's degree", "Master of Science, M.Sc."
    while let (Some(last), Some(next)) = (all.get(end - 1), all.get(end)) {
        let gap = between(text, last.at.end, next.at.start);
        let tight = matches!(gap.trim(), "" | "." | "(" | ".(" | ". (" | "-" | "–") && !gap.contains('\t');
        if !tight {
            break;
        }
        if is_one_of(
            "degree abschluss hons honours honors diploma student candidate studies program programme level",
            &next.key,
        ) && (gap.trim() != "-" && gap.trim() != "–")
            && !(next.key == "student" || next.key == "candidate")
        {
            end += 1;
            continue;
        }
        match at(text, all, end) {
            Some((more, other, _)) if other == level || (level <= 2 && other <= 2) => end += more,
            None if level == 1 && is_one_of("x xii 10 12 x10 xth xiith", &next.key) => end += 1,
            _ => break,
        }
    }
    // "International Baccalaureate": a board before it counts too.
    if level == 1
        && start > 0
        && after_board(all, start)
        && all.get(start - 1).is_some_and(|word| is_one_of("cbse icse isc", &word.key))
    {
        start -= 1;
    }
    let at = hull(all.get(start..end).unwrap_or_default());
    let at = closed(text, at);
    let area = area_behind(text, at.end).or_else(|| area_before(text, at.start));
    DegreeMatch { at, area, level }
}

/// `at` with the full stop of its abbreviation and the bracket that it opens.
fn closed(text: &str, at: Range<usize>) -> Range<usize> {
    let mut end = at.end;
    let name = between(text, at.start, at.end);
    if name.contains('.') && between(text, end, text.len()).starts_with('.') {
        end += 1;
    }
    let name = between(text, at.start, end);
    if name.matches('(').count() > name.matches(')').count() {
        match between(text, end, text.len()) {
            rest if rest.starts_with(')') => end += 1,
            rest if rest.starts_with(".)") => end += 2,
            // What is in the bracket goes on: it is no part of the name.
            _ => end = at.start + name.find('(').unwrap_or(name.len()),
        }
    }
    trimmed_of(text, at.start..end, char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn a_school_named_like_a_degree_is_none() {
        assert!(find("Valley High School, Springfield").is_none());
        assert!(find("Erasmus Universiteit Rotterdam").is_none());
        assert!(find("High School, Springfield").is_some());
        assert!(find("Springfield College, High School Diploma").is_some());
    }

    #[test]
    fn names_stand_in_order_and_once() {
        let lines = include_str!("degrees.tsv").lines().filter(|line| !line.starts_with('#'));
        let rows: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once('\t')).collect();
        assert!(rows.is_sorted_by(|a, b| a.0 < b.0));
        assert!(rows.iter().all(|(_, level)| matches!(level.parse(), Ok(1_u8..=6))));
    }
}
