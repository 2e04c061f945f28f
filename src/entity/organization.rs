//! Names of organisations.

use std::sync::LazyLock;

use super::job_title;
use super::words::{Gazetteer, Word, words};
use crate::locale::{one_edit_apart, parse};
use crate::memo::Memo;
use crate::signs::any_of;
use crate::word_map::ends_with_one_of;

/// The words of `organizations.txt`.
struct Vocabulary {
    forms: Gazetteer<()>,
    heads: Gazetteer<()>,
    phrases: Gazetteer<()>,
    institutions: Gazetteer<()>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let file = parse(vocabulary!("organizations.txt"));
    let list = |key| Gazetteer::of(file.get(key));
    Vocabulary { forms: list("form"), heads: list("head"), phrases: list("phrase"), institutions: list("institution") }
});

/// How much `text` as a whole looks like an organisation's name: 0 to 1. A legal form or a university gives 0.9 and
/// more, a word such as "Labs" or "Hospital" 0.75, a capitalised name that nobody knows 0.35.
pub fn score(text: &str) -> f32 {
    SCORES.with(|memo| memo.get(text.trim(), |text| score_of(text, &words(text))))
}

thread_local! {
    static SCORES: Memo<f32> = Memo::default();
}

/// How much more `text` as a whole looks like a job title than like an organisation's name: -1 to 1.
pub fn title_before_name(text: &str) -> f32 {
    let text = text.trim();
    let words = words(text);
    let title = job_title::score_of(text, &words);
    title - score_beside(text, &words, &|| title)
}

/// [`score`] of a text without blanks at its ends, whose words are known.
pub(super) fn score_of(text: &str, words: &[Word]) -> f32 {
    score_beside(text, words, &|| job_title::score_of(text, words))
}

/// [`score_of`], where it is known how much the text looks like a title.
fn score_beside(text: &str, words: &[Word], title: &dyn Fn() -> f32) -> f32 {
    let Some(first) = words.first() else { return 0.0 };
    if words.len() > 16 || text.len() > 160 {
        return 0.0;
    }
    if VOCABULARY.phrases.has(words) {
        return 0.85;
    }
    let sentence = text.ends_with(any_of(".!?;")) && words.len() > 6 && !has_legal_form(words);
    if sentence {
        return 0.1;
    }
    if has_legal_form(words) && words.len() > 1 || has_written_form(text) {
        return 0.95;
    }
    if is_institution_of(words) {
        return 0.9;
    }
    let capitalised = words.iter().filter(|word| word.is_capitalised() || word.len() <= 3).count();
    let mostly = 3 * capitalised >= 2 * words.len();
    if !mostly {
        return 0.1;
    }
    let title = title();
    let head = words.iter().any(|word| VOCABULARY.heads.word(&word.key).is_some() || has_organization_stem(&word.key));
    if head && words.len() <= 12 {
        return if title >= 0.6 { 0.4 } else { 0.75 };
    }
    if title >= 0.6 {
        return 0.1;
    }
    if words.len() > 10 {
        return 0.1;
    }
    // "Yahoo!", "GetMeAShop", "example.io": names that only organisations have.
    let inner =
        |word: &Word| word.text.chars().skip(1).any(char::is_uppercase) && word.text.chars().any(char::is_lowercase);
    if words.len() <= 3
        && (inner(first)
            || text.ends_with('!')
            || text.contains(".com")
            || text.contains(".io")
            || text.contains(".net"))
    {
        return 0.5;
    }
    if first.is_capitals() && first.len() <= 5 && words.len() == 1 { 0.45 } else { 0.35 }
}

/// Whether `text` names a place of education: a university, college, school, institute.
pub fn is_institution(text: &str) -> bool {
    INSTITUTIONS.with(|memo| memo.get(text, |text| is_institution_of(&words(text))))
}

thread_local! {
    static INSTITUTIONS: Memo<bool> = Memo::default();
}

/// [`is_institution`] of a text whose words are known.
pub(super) fn is_institution_of(words: &[Word]) -> bool {
    if words.is_empty() || words.len() > 20 {
        return false;
    }
    words.iter().any(|word| {
        let known = VOCABULARY.institutions.word(&word.key).is_some() && is_proper(word);
        known || has_institution_stem(&word.key) || is_misspelt(&word.key)
    })
}

/// One slip in the words that nobody looks at twice.
fn is_misspelt(key: &str) -> bool {
    key.len() >= 8 && ["university", "institute"].iter().any(|word| one_edit_apart(key, word))
}

/// Acronyms ("TU", "MIT", "IIT") count in capitals only, the other words with a capital or in a longer name.
fn is_proper(word: &Word) -> bool {
    if word.len() <= 4 && !matches!(&*word.key, "univ" | "iim") && !is_short_word(&word.key) {
        return word.is_capitals();
    }
    word.is_capitalised() || word.len() >= 6
}

/// Short words that are not acronyms.
fn is_short_word(key: &str) -> bool {
    matches!(key, "lise" | "okul" | "vit")
}

/// "Karlsgymnasium", "Musikhochschule", "Technikerschule", "Vakschool".
fn has_institution_stem(key: &str) -> bool {
    const STEMS: [&str; 19] = [
        "gymnasium",
        "schule",
        "school",
        "kolleg",
        "universitat",
        "universiteit",
        "akademie",
        "lyceum",
        "college",
        "vidyalaya",
        "大学",
        "学院",
        "學院",
        "大學",
        "高校",
        "高中",
        "中學",
        "中学",
        "विद्यालय",
    ];
    ends_with_one_of(key, &STEMS) || !key.is_ascii() && key.contains("大学")
}

/// "Universitätsklinikum", "Handwerkskammer", "Bouwbedrijf": compounds that end with what makes an organisation.
fn has_organization_stem(key: &str) -> bool {
    const STEMS: [&str; 25] = [
        "klinikum",
        "klinik",
        "krankenhaus",
        "werke",
        "kanzlei",
        "verlag",
        "verein",
        "verband",
        "ministerium",
        "apotheke",
        "backerei",
        "druckerei",
        "brauerei",
        "sparkasse",
        "gesellschaft",
        "kammer",
        "werkstatt",
        "buro",
        "bedrijf",
        "winkel",
        "fabriek",
        "groep",
        "ziekenhuis",
        "cooperatie",
        "maatschappij",
    ];
    ends_with_one_of(key, &STEMS)
}

/// Chinese and Japanese names have their legal form in one word with the name.
fn has_written_form(text: &str) -> bool {
    !text.is_ascii() && ["株式会社", "有限会社", "合同会社", "公司", "集团"].iter().any(|form| text.contains(form))
}

/// Whether the words end with a legal form such as "Inc" or "Pvt. Ltd.", or have one before a bracket or comma.
pub(super) fn has_legal_form(words: &[Word]) -> bool {
    words.iter().enumerate().skip(1).any(|(index, word)| {
        let rest = words.get(index..).unwrap_or_default();
        let Some((len, ())) = VOCABULARY.forms.prefix(rest) else { return false };
        // "SA", "AB", "AS" in capitals only, and short ones at the end only.
        let at_end = len == rest.len();
        let written = match &*word.key {
            // "Fort Hill, CO" lies in Colorado.
            "co" if word.text == "CO" && words.iter().any(|word| !word.is_capitals()) => false,
            "co" | "limited" | "inc" | "incorporated" | "corp" | "corporation" | "ltd" | "pvt" | "private" | "llc"
            | "gmbh" | "ggmbh" | "plc" | "llp" => word.is_capitalised() || word.key == "gmbh" || word.key == "ggmbh",
            // "s.r.o.", "Sp. z o.o.": forms of several letters are written small, too.
            _ if len >= 3 => at_end,
            key if key.chars().count() <= 2 => {
                at_end && (word.is_capitals() || matches!(word.text, "eG" | "eV" | "Oy"))
            }
            _ => at_end && word.text.chars().any(char::is_uppercase),
        };
        let not_a_word = !matches!(&*word.key, "limited" | "co") || at_end || len > 1;
        written && not_a_word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisations_and_what_is_none() {
        for name in
            ["Northwind Trading Pvt. Ltd.", "Hafenwerk GmbH", "Westmark University", "St. Ann's Hospital", "Freelance"]
        {
            assert!(score(name) >= 0.7, "{name}");
        }
        for other in ["Senior Buyer", "Cut the cost of storage by half in one year.", ""] {
            assert!(score(other) < 0.3, "{other}");
        }
    }

    #[test]
    fn institutions() {
        for name in ["IIT Westmark", "Karlsgymnasium", "Westmark Univeristy", "École des Ponts", "Hochschule Seestadt"]
        {
            assert!(is_institution(name), "{name}");
        }
        for other in ["Northwind Labs", "Senior Buyer", "mit Freude", "Visiting hours"] {
            assert!(!is_institution(other), "{other}");
        }
    }
}
