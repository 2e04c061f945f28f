//! Words that the end of a line cuts in two: whether the hyphen there is the word's own (`full-time`) or the line's.
//!
//! Readers join the halves and put [`CUT`] between them, in a run of its own. What it was is seen by the whole document, and by
//! the vocabularies: how either word is written elsewhere, whether both halves are words.

use std::collections::BTreeSet;

use crate::locale;
use crate::reader::{CUT, RawDocument, RawLine};

/// Letters of the shortest half that is a word by itself.
const SHORTEST: usize = 3;

/// Letters of the shortest second half that is one: the endings of words are shorter.
const LONG: usize = 4;

/// Letters of the longest word.
const LONGEST: usize = 40;

/// More cuts than these are joined without a look at the vocabularies.
const MOST_ASKED: usize = 400;

/// Languages that write compounds in one word: a hyphen before a small letter is none of the word's.
const JOINING: &str = "de nl sv";

/// A word that is cut, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cut {
    head: String,
    tail: String,
    /// All its letters are capitals.
    is_capitals: bool,
}

/// What stands in the stead of a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mend {
    Join,
    Keep,
    /// `Vor- und Nachteile`: the first half of a word whose second half comes later.
    Suspend,
}

/// Decides what each cut was, and takes the marks out.
pub fn settle(raw: &mut RawDocument) {
    if !raw.fields.is_empty() {
        // Data is not broken into lines.
        return;
    }
    let lines = || raw.blocks.iter().flat_map(|block| &block.lines);
    let cuts: Vec<Cut> = lines().filter(|line| line.runs.iter().any(|run| run.text == CUT)).flat_map(cuts).collect();
    if cuts.is_empty() {
        return;
    }
    let mut text = String::new();
    for line in lines() {
        line.runs.iter().for_each(|run| text.push_str(&run.text));
        text.push('\n');
    }
    let mends = mends(&cuts, &text);
    let mut mends = mends.into_iter();
    for line in raw.blocks.iter_mut().flat_map(|block| &mut block.lines) {
        line.runs.retain_mut(|run| {
            if run.text != CUT {
                return true;
            }
            match mends.next() {
                Some(Mend::Keep) => "-".clone_into(&mut run.text),
                Some(Mend::Suspend) => "- ".clone_into(&mut run.text),
                Some(Mend::Join) | None => return false,
            }
            true
        });
    }
}

/// The cuts of a line, in their order.
fn cuts(line: &RawLine) -> Vec<Cut> {
    let text = line.text();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    let mut parts = text.split(CUT).peekable();
    let mut cuts = Vec::new();
    while let (Some(before), Some(after)) = (parts.next(), parts.peek()) {
        let head: String = before.chars().rev().take(LONGEST).take_while(|c| is_part(*c)).collect();
        let head: String = head.chars().rev().collect();
        let tail: String = after.chars().take(LONGEST).take_while(|c| is_part(*c)).collect();
        let is_capitals = !head.contains(char::is_lowercase) && !tail.contains(char::is_lowercase);
        cuts.push(Cut { head: head.to_lowercase(), tail: tail.to_lowercase(), is_capitals });
    }
    cuts
}

fn mends(cuts: &[Cut], text: &str) -> Vec<Mend> {
    let own = Words::of(text);
    let language = locale::detect(text);
    let joins_compounds = JOINING.split(' ').any(|code| code == language);
    // In English the first half may be any word: there are more than a vocabulary has.
    let first = if language == "en" { Some(LONG) } else { None };
    let mut mends: Vec<Option<Mend>> = cuts.iter().map(|cut| by_document(cut, &own, language)).collect();
    if mends.iter().any(Option::is_none) && cuts.len() <= MOST_ASKED {
        let mut asked = BTreeSet::new();
        for (cut, _) in cuts.iter().zip(&mends).filter(|(_, mend)| mend.is_none()) {
            asked.extend([cut.head.clone(), cut.tail.clone(), cut.joined(), cut.hyphenated(), cut.parted()]);
            asked.insert(cut.first());
        }
        let known = Words::known(&asked);
        for (cut, mend) in cuts.iter().zip(&mut mends).filter(|(_, mend)| mend.is_none()) {
            *mend = by_vocabulary(cut, &own, &known, first);
            if joins_compounds && *mend == Some(Mend::Keep) && !known.has(&cut.hyphenated()) {
                *mend = None;
            }
        }
    }
    let unknown = |cut: &Cut| if cut.is_capitals { Mend::Keep } else { Mend::Join };
    mends.into_iter().zip(cuts).map(|(mend, cut)| mend.unwrap_or_else(|| unknown(cut))).collect()
}

/// What the word's own form and the rest of the document tell.
fn by_document(cut: &Cut, own: &Words, language: &str) -> Option<Mend> {
    let last = cut.head.rsplit('-').next().unwrap_or_default();
    let mut spoken = locale::all().iter().filter(|locale| locale.code == language);
    if spoken.any(|locale| locale.list("conjunction").contains(&cut.tail.as_str())) {
        return Some(Mend::Suspend);
    }
    if last.chars().count() < 2 || cut.head.contains(|c: char| !c.is_alphabetic()) || cut.tail.contains('-') {
        return Some(Mend::Keep);
    }
    match (own.has(&cut.hyphenated()), own.has(&cut.joined())) {
        (true, _) => Some(Mend::Keep),
        (false, true) => Some(Mend::Join),
        (false, false) => None,
    }
}

/// What the vocabularies tell of a word that occurs once.
/// A first half of `first` letters or more, if that is given, needs no vocabulary.
fn by_vocabulary(cut: &Cut, own: &Words, known: &Words, first: Option<usize>) -> Option<Mend> {
    if known.has(&cut.hyphenated()) {
        return Some(Mend::Keep);
    }
    if known.has(&cut.joined()) {
        return Some(Mend::Join);
    }
    if known.has(&cut.parted()) {
        return Some(Mend::Keep);
    }
    let is_long = |half: &str| half.chars().count() >= LONG;
    if is_long(&cut.head) && is_long(&cut.tail) && (own.has(&cut.first()) || known.has(&cut.first())) {
        return Some(Mend::Keep);
    }
    let is_word = |half: &str, least: usize| half.chars().count() >= least && (own.has(half) || known.has(half));
    let is_first = first.is_some_and(|least| cut.head.chars().count() >= least);
    ((is_first || is_word(&cut.head, SHORTEST)) && is_word(&cut.tail, LONG)).then_some(Mend::Keep)
}

impl Cut {
    fn joined(&self) -> String {
        format!("{}{}", self.head, self.tail)
    }

    fn hyphenated(&self) -> String {
        format!("{}-{}", self.head, self.tail)
    }

    /// The first half as other words with hyphens have it: `self-`.
    fn first(&self) -> String {
        format!("{}-", self.head)
    }

    fn parted(&self) -> String {
        format!("{} {}", self.head, self.tail)
    }
}

/// Words in lower case, with their hyphens and without.
#[derive(Debug, Default)]
struct Words(BTreeSet<String>);

impl Words {
    /// The words of a text; halves of words that are cut are none.
    fn of(text: &str) -> Self {
        let mut words = BTreeSet::new();
        for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’') || is_cut(c))) {
            let word = word.trim_matches('-');
            if word.is_empty() || word.contains(is_cut) || word.chars().nth(2 * LONGEST).is_some() {
                continue;
            }
            let word = word.to_lowercase();
            words.extend(word.split('-').map(str::to_owned));
            words.extend(word.split_once('-').map(|(first, _)| format!("{first}-")));
            words.insert(word);
        }
        Self(words)
    }

    /// Those of the asked words that a vocabulary has: single ones, and two with a hyphen or a blank between them.
    fn known(asked: &BTreeSet<String>) -> Self {
        let mut words = BTreeSet::new();
        // Nearly every word begins otherwise, and is not looked up.
        let mut begins = [false; 256];
        asked.iter().filter_map(|word| word.bytes().next()).for_each(|byte| begins[usize::from(byte)] = true);
        let begins_so = |word: &str| {
            word.bytes().next().is_some_and(|byte| !byte.is_ascii() || begins[usize::from(byte.to_ascii_lowercase())])
        };
        let is_end = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
        for text in vocabularies() {
            // The first half of a pair, and what stands behind it.
            let mut before: Option<(String, char)> = None;
            for part in text.split_inclusive(is_end) {
                let own = part.trim_end_matches(is_end);
                let first = before.take();
                if !begins_so(own) {
                    continue;
                }
                let own = own.to_lowercase();
                if !asked.contains(&own) {
                    continue;
                }
                let between = part.chars().next_back().filter(|c| matches!(c, '-' | ' '));
                let pair = first.map(|(first, between)| format!("{first}{between}{own}"));
                let open = between.filter(|c| *c == '-').map(|_| format!("{own}-"));
                words.extend(pair.into_iter().chain(open).filter(|word| asked.contains(word)));
                before = between.map(|between| (own.clone(), between));
                words.insert(own);
            }
        }
        Self(words)
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

fn is_cut(c: char) -> bool {
    CUT.contains(c)
}

/// The texts of the vocabularies that have everyday words.
fn vocabularies() -> impl Iterator<Item = &'static str> {
    let own = [
        vocabulary!("job_titles.txt"),
        vocabulary!("organizations.txt"),
        vocabulary!("degrees.tsv"),
        vocabulary!("skills.txt"),
        vocabulary!("skill_contexts.tsv"),
    ];
    locale::texts().chain(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        let text = text.replace('|', CUT);
        let line = RawLine { runs: vec![crate::reader::RawRun::plain(&text)], ..RawLine::default() };
        let cuts = cuts(&line);
        let mends = mends(&cuts, &text);
        let mut parts = text.split(CUT);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.zip(mends).fold(first, |all, (part, mend)| match mend {
            Mend::Join => all + part,
            Mend::Keep => all + "-" + part,
            Mend::Suspend => all + "- " + part,
        })
    }

    #[test]
    fn the_hyphen_of_a_line_is_none_of_the_words() {
        let english = "Took over the coordination of the programme and its docu|mentation for a team of special|ists in the \
                       hospital, which was man|aged by the trust, with the train|ing of staff";
        assert_eq!(mended(english), english.replace('|', ""));
        let german = "Entwicklung von Spezial|gläsern für die Firma und Projekt|leitung mit dem Team in der Werk|statt";
        assert_eq!(mended(german), german.replace('|', ""));
        let italian = "Respon|sabile della forma|zione del personale e della comunica|zione con i clienti";
        assert_eq!(mended(italian), italian.replace('|', ""));
        let french = "Respon|sable du dévelop|pement des logiciels et de la maî|trise de la qualité pour les clients";
        assert_eq!(mended(french), french.replace('|', ""));
    }

    #[test]
    fn the_hyphen_of_a_word_stays() {
        let english = "A full|time post in a data|driven team for C|level people, with cross|functional and long|term work \
                       of a hospital, end-to|end and on a day-to|day basis";
        assert_eq!(mended(english), english.replace('|', "-"));
        assert_eq!(mended("The sea-green boat and the sea|green house"), "The sea-green boat and the sea-green house");
        assert_eq!(mended("The seagreen boat and the sea|green house"), "The seagreen boat and the seagreen house");
        let german = "Leitung der Projekt|und Teamarbeit für die Kunden der Firma";
        assert_eq!(mended(german), german.replace('|', "- "));
        assert_eq!(mended("WORK EXPE|RIENCE of ANNA-LENA"), "WORK EXPERIENCE of ANNA-LENA");
        assert_eq!(mended("QUORA|BELL"), "QUORA-BELL");
    }
}
