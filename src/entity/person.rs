//! Names of persons.

use super::words::{Word, between, is_one_of, words};
use super::{degree, fluency, job_title, organization, place};
use crate::locale::headings;
use crate::memo::Memo;
use crate::signs::any_of;

/// Whether all of `text` is a person's name.
pub fn is_name(text: &str) -> bool {
    score(text) >= 0.5
}

/// Titles before a name.
const TITLES: &str = "dr prof professor mr mrs ms miss mx sir dame rev fr ing dipl mag phd herr frau m mme mlle sr sra srta dott dottssa dottor ir drs hon capt col lt sgt eng arch univ inf kfm med rer nat h c phil pd priv doz er shri smt md";

/// Words within a name that may stand in small letters.
const PARTICLES: &str = "de del della di da das do dos du van von vom zu zur zum den der het ten ter la le las los el al bin ibn binti bint abu ben bar y e i af av st san santa dit o d'";

/// What stands behind a name, besides degrees.
const BEHIND: &str = "jr sr ii iii iv phd md mba msc bsc ba ma rn bsn msn ccrn cpa cfa pmp pe esq frgs frs mbe obe cbe kbe md do dds jd llb llm cissp csm he him his she her hers they them acca fca ca lpn np edd dphil dvm pharmd psyd mph rd lcsw msw aicp aia leed ap cma shrm scp sphr phr pgce qts facs faan ceng mice fhea mrics lmt acsm ace cscs pt dpt otr slp ccc ceo cto founder eit pg hr";

/// Words that no name has.
const NO_NAMES: &str = "the and of for with in on to from curriculum vitae cv resume résumé lebenslauf page contact email phone profile about summary skills \
    experience education work address street website portfolio references objective personal information details technical project projects team \
    software web data cloud systems business development design marketing management sales science technology digital services solutions global \
    new data first last my your our open source code computer high school date birth place nationality gender male female married single bay area api machine learning deep \
    google amazon microsoft apple facebook linkedin github java python react docker kubernetes linux windows office languages unicode examples excel adobe photoshop spring boot ruby rails angular native node vue";

/// Trades that are surnames.
const TRADES: &str = "baker barber butcher butler carpenter chandler coder cook cooper dean farmer fisher gardener glover hunter judge koch marshall mason \
    meister miller page painter parker pilot pope porter potter schneider sergeant sheriff shepherd smith soldier student taylor turner weaver";

/// Words before a trade that make no name of it.
const NO_FIRST_NAMES: &str = "line prep pastry short grill fry house home private exam stage film camp ship commercial airline drone test book stone brick \
    master high international foreign phd nursing law medical engineering computer english math science art music fashion graphic dog pet fly fish cat cake bread night day";

/// Words that say what the document is.
const DOCUMENTS: &str =
    "cv résumé resume resumé curriculum vitae lebenslauf bewerbung currículum hoja de vida europass cvs";

/// Those of them that are nobody's surname.
const ENDING: &str = "cv résumé resume resumé curriculum vitae lebenslauf currículum";

/// Whether `text` says what the document is, and not whose.
pub fn is_document_title(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| is_one_of(DOCUMENTS, &word.to_lowercase()))
}

/// `text` without the words at its ends that say what the document is, as bytes of it: "Jane Example Resume", "Curriculum
/// vitae of Jane Example".
pub fn without_document_title(text: &str) -> std::ops::Range<usize> {
    let all = words(text);
    let says = |word: &Word| is_one_of(DOCUMENTS, &word.key);
    let sure = |word: &Word| is_one_of(ENDING, &word.key);
    let link = |word: &Word| is_one_of("of de di von du do van", &word.key);
    let mut from = all.iter().take_while(|word| says(word)).count();
    if from > 0 && all.get(from).is_some_and(link) {
        from += 1;
    }
    let behind = all.iter().rev().take_while(|word| sure(word)).count();
    let name = all.get(from..all.len().saturating_sub(behind)).unwrap_or_default();
    match name {
        [first, .., last] if name.len() < all.len() => {
            let end = if behind > 0 { last.at.end } else { text.len() };
            (if from > 0 { first.at.start } else { 0 })..end
        }
        _ => 0..text.len(),
    }
}

/// How much `text` as a whole looks like a person's name: 0 to 1. A name has two to five words with capitals; titles,
/// initials, particles, degrees behind a comma and other scripts in brackets are part of it.
pub fn score(text: &str) -> f32 {
    SCORES.with(|memo| memo.get(text.trim().trim_end_matches(any_of(",|-–")).trim(), score_of))
}

thread_local! {
    static SCORES: Memo<f32> = Memo::default();
}

fn score_of(text: &str) -> f32 {
    if text.is_empty() || text.len() > 90 || text.contains(any_of("@/:=!?;%#\t\n")) {
        return 0.0;
    }
    let (core, bracket) = match text.split_once(any_of("(（[")) {
        Some((core, bracket)) => (core.trim(), bracket.trim_end_matches(any_of(")）]"))),
        None => (text, ""),
    };
    let (core, behind) = core.split_once(',').map_or((core, ""), |(core, behind)| (core, behind));
    if is_east_asian(core) {
        let parts = || core.split_whitespace().map(|part| part.chars().count());
        // A family's name of three signs and a given one of as many, if a blank parts them.
        let is_parted = parts().count() == 2 && parts().all(|part| part <= 3);
        let most = if is_parted { 6 } else { 4 };
        return if (2..=most).contains(&parts().sum::<usize>()) { 0.6 } else { 0.0 };
    }
    let all = words(core);
    let decorated = is_suffixes(behind);
    if !behind.is_empty() && !decorated {
        // "Example, Jane" is a name the other way round; "Jane, Leeds" is none.
        return 0.0;
    }
    let titles = all.iter().take_while(|word| is_one_of(TITLES, &word.key) && is_title_form(core, word)).count();
    let mut name = all.get(titles..).unwrap_or_default();
    let mut behind_name = false;
    while name.len() > 2
        && let Some((last, rest)) = name.split_last()
        && is_one_of(BEHIND, &last.key)
        && last.len() <= 5
        && (last.is_capitals() || matches!(last.text, "Jr" | "Sr" | "Ph" | "PhD"))
    {
        name = rest;
        behind_name = true;
    }
    if name.is_empty() || name.len() > 6 || (name.len() == 1 && titles == 0) {
        return 0.0;
    }
    if name.iter().any(|word| word.text.chars().any(char::is_numeric) || word.len() > 20) {
        return 0.0;
    }
    let is_particle =
        |word: &Word| !word.is_capitalised() && (is_one_of(PARTICLES, &word.key) || word.key.starts_with("d'"));
    let full = name.iter().filter(|word| word.len() > 1 && !is_particle(word)).count();
    let fits = name.iter().all(|word| word.is_capitalised() || is_particle(word));
    // Hyphens and full stops stand within names, everything else does not.
    let clean = gaps(core, name)
        .all(|gap| matches!(gap, " " | "-" | ". " | "." | "  " | "‐" | "-." | ".-" | "’" | "' " | "\u{a0}"));
    if full == 0 || !fits || !clean || !name.first().is_some_and(|word| word.is_capitalised() || is_particle(word)) {
        return 0.0;
    }
    if name.iter().any(|word| is_one_of(NO_NAMES, &word.key)) {
        return 0.0;
    }
    let end = if behind_name { name.last().map_or(core.len(), |word| word.at.end) } else { core.len() };
    let plain = between(core, name.first().map_or(0, |word| word.at.start), end);
    if headings(plain).is_some() || organization::score(plain) >= 0.6 {
        return 0.0;
    }
    if job_title::score(plain) >= 0.5 {
        let [first, .., last] = name else { return 0.0 };
        let is_surname =
            is_one_of(TRADES, &last.key) && !is_one_of(NO_FIRST_NAMES, &first.key) && !job_title::is_title_word(first);
        return if is_surname && name.len() <= 3 { 0.5 } else { 0.0 };
    }
    if place::score(text) >= 0.6
        || plain != text && place::score(plain) >= 0.6
        || fluency::is_language(plain)
        || (degree::level(plain).is_some() && titles == 0 && !behind_name && name.len() > 2)
    {
        return 0.1;
    }
    let mut score: f32 = match full {
        1 if name.len() > 1 => 0.6,
        1 => 0.45,
        2 | 3 => 0.75,
        4 => 0.65,
        _ => 0.5,
    };
    if titles > 0 || decorated && !behind.is_empty() || behind_name {
        score += 0.15;
    }
    if !bracket.is_empty() {
        score += if is_east_asian(bracket) { 0.15 } else { -0.05 };
    }
    let inner = |word: &Word| {
        !word.is_capitals()
            && word.text.chars().skip(3).any(char::is_uppercase)
            && !word.key.starts_with("mac")
            && !word.text.contains(any_of("'’"))
    };
    if name.iter().any(inner) || name.iter().all(|word| word.len() <= 3) && name.iter().all(Word::is_capitals) {
        score -= 0.35;
    }
    score.clamp(0.0, 1.0)
}

/// What stands between neighbouring words.
fn gaps<'a>(text: &'a str, words: &'a [Word]) -> impl Iterator<Item = &'a str> {
    words.windows(2).filter_map(move |pair| match pair {
        [a, b] => Some(between(text, a.at.end, b.at.start)),
        _ => None,
    })
}

/// "Dr", "Dr.", "Dipl.-Ing."; not the "M" of "M Example", nor "Fr" without its full stop.
fn is_title_form(text: &str, word: &Word) -> bool {
    let dotted = between(text, word.at.end, text.len()).starts_with('.');
    dotted && word.len() > 1 || is_one_of("dr prof professor mr mrs ms sir dame herr frau", &word.key)
}

/// Degrees, honours and pronouns behind a comma.
fn is_suffixes(text: &str) -> bool {
    text.split(any_of(", .")).map(str::trim).filter(|word| !word.is_empty()).all(|word| {
        let key = crate::locale::fold(word);
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        is_one_of(BEHIND, &key)
            || (capitals >= 2 && word.chars().count() <= 8)
            || is_one_of("Ph D M Sc B A Eng Jr Sr", word)
    })
}

/// Han, kana or hangul only.
fn is_east_asian(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| !c.is_whitespace() && *c != '·').peekable();
    letters.peek().is_some()
        && letters
            .all(|c| matches!(c, '々' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for name in [
            "Ada Example",
            "ADA EXAMPLE",
            "Jean-Pierre d'Exemple",
            "Pieter van der Voorbeeld",
            "Dr. Ada Example, PhD, FRGS",
            "Dipl.-Ing. Jörg Muster-Mann",
            "Marcus D. Example Jr.",
            "Ada K P",
            "Lin Mei-Hua (林美華)",
            "Siobhán O'Example, RN, BSN",
            "María José García Ejemplo",
            "Иван Примеров",
            "王小明",
            "長谷川 真理子",
            "佐々木 蓮",
        ] {
            assert!(is_name(name), "{name} {}", score(name));
        }
    }

    #[test]
    fn other_lines() {
        for other in [
            "Work Experience",
            "Software Engineer",
            "San Francisco",
            "Northwind Labs",
            "Leeds, UK",
            "ada@example.org",
            "Ada",
            "Curriculum Vitae",
            "Machine Learning",
            "Bachelor of Arts",
            "2019 – 2020",
            "worked in a team",
            "",
            "Spring Boot",
            "Westmark University",
        ] {
            assert!(!is_name(other), "{other} {}", score(other));
        }
    }

    #[test]
    fn a_name_beside_the_title_of_the_document() {
        for text in [
            "Ada Example RESUME",
            "Curriculum vitae of Ada Example",
            "Ada Example",
            "CV Ada Example",
            "Ada Example - Curriculum Vitae",
        ] {
            assert_eq!(text.get(without_document_title(text)), Some("Ada Example"), "{text}");
        }
        for other in ["Curriculum vitae", "Ada Vida", "Resume"] {
            assert_eq!(text_of(other), other);
        }
    }

    fn text_of(text: &str) -> &str {
        text.get(without_document_title(text)).unwrap_or_default()
    }
}
