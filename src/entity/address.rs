//! The parts of an address: what stands between its commas, brackets and dashes.

use std::sync::LazyLock;

use super::words::{Gazetteer, Word, is_one_of, words};
use super::{job_title, organization};
use crate::signs::any_of;
use crate::word_map::WordMap;

/// What a name of `places.tsv` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Country,
    Region,
    Area,
    City,
    /// "Remote", "Various": no place, but written in one's place.
    Anywhere,
}

pub(super) struct Vocabulary {
    pub names: Gazetteer<Kind>,
    /// Two- and three-letter codes of countries and regions, in capitals.
    codes: WordMap,
}

pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut names = Gazetteer::default();
    let mut codes = WordMap::default();
    let mut kind = Kind::Anywhere;
    let mut others = Vec::new();
    for line in vocabulary!("places.tsv").lines() {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let name = cell();
        kind = match cell() {
            // The kind of the line before.
            "" => kind,
            "country" => Kind::Country,
            "region" => Kind::Region,
            "area" => Kind::Area,
            "city" => Kind::City,
            _ => Kind::Anywhere,
        };
        names.insert(name, kind);
        let code = cell();
        if !code.is_empty() {
            codes.insert(code, 0);
        }
        others.extend(cell().split('|').filter(|name| !name.is_empty()).map(|name| (name, kind)));
    }
    // Where two places share a name, the one that is called so before others wins.
    for (name, kind) in others {
        names.insert(name, kind);
    }
    Vocabulary { names, codes }
});

/// Names of places that are words or persons' names as well: alone they say little.
const DOUBTFUL: &str = " austin bath bern biel buffalo como cork charlotte chad chur concepcion cordoba devon durham essen eugene \
    faro florence georgia golden guinea hamm hof independence ithaca jackson jordan kent lancaster leon lincoln lund madison male marina mobile \
    nice norfolk normal of orange orlando paris regina reading santiago sofia split springfield surrey thun troy victoria virginia washington wels worms york zug carolina \
    san andres santos jena salem jersey mali togo niger victoria salvador trinidad valencia verona vienna siena chester douglas essex global eu worldwide anywhere home office ";

/// One part of an address, between commas, brackets or dashes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    Known(Kind),
    /// A city's name that is another word as well.
    Doubtful(Kind),
    /// "CA", "IN".
    Code,
    /// A postcode with a place beside it, or a city with a code.
    Postal,
    /// A postcode alone.
    Postcode,
    /// A street with a number, or a number of a house or flat.
    Street,
    /// A street without a number, a quarter.
    Quarter,
    /// So many capitalised words that nobody knows.
    Unknown(usize),
    No,
}

/// What one part of an address is.
pub(super) fn part(text: &str) -> Part {
    let words = words(text);
    if words.is_empty() || words.len() > 8 || text.contains(any_of("%=!?\"+")) {
        return Part::No;
    }
    if let Some(kind) = VOCABULARY.names.get(&words) {
        let lower = !words.iter().any(Word::is_capitalised);
        let doubtful = || matches!(words.as_slice(), [word] if is_one_of(DOUBTFUL, &word.key));
        return match kind {
            Kind::Anywhere => Part::Known(Kind::Anywhere),
            _ if lower => Part::No,
            kind if doubtful() => Part::Doubtful(*kind),
            kind => Part::Known(*kind),
        };
    }
    if is_code(text.trim_matches('.')) {
        return Part::Code;
    }
    let number = words.iter().any(|word| word.text.chars().any(|c| c.is_ascii_digit()));
    if number {
        return with_number(&words);
    }
    // "London UK", "Mountain View CA", "Greater Leeds Area".
    if is_all_known(&words) {
        return Part::Postal;
    }
    if words.last().is_some_and(|last| is_region_word(&last.key))
        && words.len() <= 5
        && words.iter().all(|word| word.is_capitalised() || is_particle(&word.key))
    {
        return if words.len() > 1 { Part::Known(Kind::Region) } else { Part::Unknown(1) };
    }
    if words.len() > 1
        && words.iter().any(|word| is_street_word(&word.key))
        && words.iter().all(|word| word.is_capitalised() || is_particle(&word.key))
    {
        return if ends_known(&words) { Part::Street } else { Part::Quarter };
    }
    unknown(text, &words)
}

/// Capitalised words that nobody knows, if they are no title and no organisation.
fn unknown(text: &str, words: &[Word]) -> Part {
    let capitalised = words.iter().all(|word| word.is_capitalised() || is_particle(&word.key));
    let first = words.first().is_some_and(Word::is_capitalised);
    if !capitalised || !first || words.len() > 5 || text.contains(any_of(".;#*")) && !text.contains("St.") {
        return Part::No;
    }
    let text = text.trim_end();
    if job_title::score_of(text, words) >= 0.5
        || organization::score_of(text, words) >= 0.44
        || crate::locale::headings(text).is_some()
    {
        return Part::No;
    }
    Part::Unknown(words.len())
}

/// A part with a number in it: a street, a postcode with a place, or neither.
fn with_number(words: &[Word]) -> Part {
    let digits = |word: &Word| word.text.chars().filter(char::is_ascii_digit).count();
    let is_year = |word: &Word| {
        word.is_number() && word.len() == 4 && (word.text.starts_with("19") || word.text.starts_with("20"))
    };
    if words.iter().any(|word| digits(word) > 6) {
        return Part::No;
    }
    let rest: Vec<Word> = {
        let mut rest = Vec::new();
        let mut index = 0;
        while let Some(word) = words.get(index) {
            let width = postcode(words.get(index..).unwrap_or_default());
            if width > 0 && !is_year(word) {
                index += width;
            } else {
                rest.push(word.clone());
                index += 1;
            }
        }
        rest
    };
    let has_postcode = rest.len() < words.len();
    let street = rest.iter().any(|word| is_street_word(&word.key)) || words.iter().any(|word| is_unit(&word.key));
    if rest.is_empty() {
        return Part::Postcode;
    }
    let capitalised = rest
        .iter()
        .all(|word| word.is_capitalised() || is_particle(&word.key) || digits(word) > 0 || is_street_word(&word.key));
    if has_postcode
        && rest.iter().all(|word| digits(word) == 0)
        && (is_all_known(&rest) || matches!(rest.as_slice(), [code] if is_code(code.text)))
    {
        return Part::Postal;
    }
    if street && capitalised && words.len() <= 8 {
        return if ends_known(&rest) { Part::Postal } else { Part::Street };
    }
    let houses = rest.iter().filter(|word| digits(word) > 0).count();
    if has_postcode
        && houses == 0
        && capitalised
        && (rest.len() <= 3 || ends_known(&rest))
        && !rest.iter().any(job_title::is_title_word)
    {
        return Part::Postal;
    }
    // "14/2", "12b"; "Prinsengracht 1021-II".
    if rest.iter().all(|word| digits(word) > 0 && word.len() <= 5) && !rest.iter().any(is_year) {
        return Part::Street;
    }
    let long = rest.first().is_some_and(|word| is_street_compound(&word.key));
    if long { Part::Street } else { Part::No }
}

/// How many words from the first on are a postcode: "28304", "1017 KN", "LS2 9JT", "560 034", "04700-000".
pub(super) fn postcode(words: &[Word]) -> usize {
    let Some(first) = words.first() else { return 0 };
    let capitals = |word: &Word| word.text.chars().all(|c| c.is_ascii_uppercase());
    let next = words.get(1);
    let mixed = |word: &Word| {
        word.text.chars().any(|c| c.is_ascii_digit())
            && word.text.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
    };
    if first.is_number() {
        return match (first.len(), next) {
            (4, Some(next)) if capitals(next) && next.len() == 2 && !is_code(next.text) => 2,
            (4, Some(next)) if next.is_number() && next.len() == 3 => 2,
            (5, Some(next)) if next.is_number() && matches!(next.len(), 3 | 4) => 2,
            (3, Some(next)) if next.is_number() && (next.len() == 3 || next.len() == 2) => 2,
            (4..=6, _) => 1,
            _ => 0,
        };
    }
    match next {
        Some(next) if mixed(first) && (2..=4).contains(&first.len()) && mixed(next) && next.len() == 3 => 2,
        _ => 0,
    }
}

/// Whether names and codes make up all of `words`.
fn is_all_known(words: &[Word]) -> bool {
    let mut rest = words;
    let mut first = true;
    while !rest.is_empty() {
        let step = match VOCABULARY.names.prefix(rest) {
            Some((len, kind)) if *kind != Kind::Anywhere && rest.first().is_some_and(Word::is_capitalised) => len,
            _ if !first && rest.first().is_some_and(|word| is_code(word.text)) => 1,
            _ => return false,
        };
        rest = rest.get(step..).unwrap_or_default();
        first = false;
    }
    true
}

/// Whether the last words are a name, with others before it.
fn ends_known(words: &[Word]) -> bool {
    (words.len().saturating_sub(4).max(1)..words.len()).any(|cut| {
        let name = words.get(cut..).and_then(|name| VOCABULARY.names.get(name));
        name.is_some_and(|kind| *kind != Kind::Anywhere)
    })
}

/// "CA", "NSW", "DE".
pub(super) fn is_code(text: &str) -> bool {
    (2..=3).contains(&text.len()) && VOCABULARY.codes.contains(text)
}

fn is_particle(key: &str) -> bool {
    is_one_of(
        "de la le les del do da dos das di of upon on sur am an der dem im in bei ob den aan sous en el los \
        las land and und the y e d l a near des dei degli delle della dello du",
        key,
    )
}

fn is_region_word(key: &str) -> bool {
    is_one_of(
        "area region county district province prefecture canton metro kreis landkreis township city island \
        islands borough",
        key,
    )
}

fn is_unit(key: &str) -> bool {
    is_one_of("apt apartment suite ste unit flat floor room wohnung piso apto appt postfach box", key)
}

/// Words that make a street, a house or a quarter of a name.
fn is_street_word(key: &str) -> bool {
    STREETS.contains(key) || is_street_compound(key)
}

static STREETS: LazyLock<WordMap> = LazyLock::new(|| {
    let mut streets = WordMap::default();
    for word in "street st str road rd avenue ave av lane ln drive dr boulevard blvd bd way court ct square sq \
        terrace crescent close highway hwy parkway pkwy trail circle plaza alley walk nagar colony layout \
        sector cross marg vihar phase rue chemin impasse quai allee cours calle avda avenida paseo carrer \
        rua travessa praca largo estrada via viale piazza corso strasse straat weg platz gasse ul ulica \
        building house block tower"
        .split_ascii_whitespace()
    {
        streets.insert(word, 0);
    }
    streets
});

/// "Lindenstraße", "Prinsengracht".
fn is_street_compound(key: &str) -> bool {
    let ends = [
        "strasse", "straße", "str", "weg", "platz", "allee", "gasse", "damm", "ufer", "straat", "gracht", "laan",
        "plein", "kade", "gatan", "vagen", "gade", "vej", "katu", "strase",
    ];
    let last = key.as_bytes().last();
    ends.iter().any(|end| end.as_bytes().last() == last && key.len() >= end.len() + 4 && key.ends_with(end))
}
