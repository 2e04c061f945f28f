//! Words of a language: section headings, months, "present", degrees' words. One text file per language.
//!
//! A file is a list of `[key]` groups with one term a line, sorted and unique within the group (`months` stands in
//! calendar order, the forms of one month on one line). `#` starts a comment. A language is its file and its line in
//! [`FILES`]; a word is a line in a file.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::word_map::WordMap;

mod detect;
mod fold;
mod heading;
pub use detect::detect;
pub use fold::fold;
pub(crate) use heading::one_edit_apart;
pub use heading::{Heading, headings, headings_in, resembling};

/// What a section is about: the keys of JSON Resume, and what CVs have besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// What stands before the first heading: name, contact, perhaps a summary.
    Header,
    Contact,
    Personal,
    Summary,
    Work,
    Volunteer,
    Education,
    Training,
    Projects,
    Skills,
    Languages,
    Certificates,
    Awards,
    Publications,
    Interests,
    References,
    Other,
}

impl SectionKind {
    /// The key of the headings of this kind in a language's file is `heading.` and this name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Contact => "contact",
            Self::Personal => "personal",
            Self::Summary => "summary",
            Self::Work => "work",
            Self::Volunteer => "volunteer",
            Self::Education => "education",
            Self::Training => "training",
            Self::Projects => "projects",
            Self::Skills => "skills",
            Self::Languages => "languages",
            Self::Certificates => "certificates",
            Self::Awards => "awards",
            Self::Publications => "publications",
            Self::Interests => "interests",
            Self::References => "references",
            Self::Other => "other",
        }
    }

    /// Every kind that a heading can open.
    pub const OPENED_BY_A_HEADING: [Self; 16] = [
        Self::Contact,
        Self::Personal,
        Self::Summary,
        Self::Work,
        Self::Volunteer,
        Self::Education,
        Self::Training,
        Self::Projects,
        Self::Skills,
        Self::Languages,
        Self::Certificates,
        Self::Awards,
        Self::Publications,
        Self::Interests,
        Self::References,
        Self::Other,
    ];
}

/// ISO 639-1 code and file of every language.
const FILES: &[(&str, &str)] = &[
    ("en", vocabulary!("en.txt")),
    ("de", vocabulary!("de.txt")),
    ("fr", vocabulary!("fr.txt")),
    ("es", vocabulary!("es.txt")),
    ("pt", vocabulary!("pt.txt")),
    ("it", vocabulary!("it.txt")),
    ("nl", vocabulary!("nl.txt")),
    ("pl", vocabulary!("pl.txt")),
    ("sv", vocabulary!("sv.txt")),
    ("tr", vocabulary!("tr.txt")),
    ("hi", vocabulary!("hi.txt")),
    ("zh", vocabulary!("zh.txt")),
    ("ja", vocabulary!("ja.txt")),
    ("he", vocabulary!("he.txt")),
    ("ar", vocabulary!("ar.txt")),
    ("ko", vocabulary!("ko.txt")),
];

/// The words of one language, by key.
#[derive(Debug)]
pub struct Locale {
    /// ISO 639-1.
    pub code: &'static str,
    lists: Groups,
}

static LOCALES: LazyLock<Vec<Locale>> =
    LazyLock::new(|| FILES.iter().map(|&(code, file)| Locale { code, lists: parse(file) }).collect());

/// Every language, English first.
pub fn all() -> &'static [Locale] {
    &LOCALES
}

/// The groups of all languages as one file, English first.
static JOINED: LazyLock<Groups> = LazyLock::new(|| {
    let mut joined = Groups(Vec::new());
    for (key, terms) in all().iter().flat_map(|locale| &locale.lists.0) {
        let at = joined.place(key);
        joined.0[at].1.extend(terms);
    }
    joined
});

/// The files of all languages, as the program carries them.
pub(crate) fn texts() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|&(_, text)| text)
}

/// The terms of `key` in every language, as the files have them; English first.
pub fn terms(key: &str) -> &'static [&'static str] {
    JOINED.get(key)
}

/// Every term of every language, folded, with its key.
static TERMS: LazyLock<WordMap> = LazyLock::new(|| {
    let mut known = WordMap::default();
    for (key, terms) in all().iter().flat_map(|locale| &locale.lists.0) {
        for term in terms {
            known.insert(&[key, fold(term).as_str()].join("\n"), 0);
        }
    }
    known
});

/// Whether `folded` (see [`fold`]) is a term of `key` in any language.
pub fn is(key: &str, folded: &str) -> bool {
    TERMS.get_joined(&[key, "\n", folded]).is_some()
}

/// Whether `folded` (see [`fold`]) only says what a list below it is of: "Responsibilities", or "Technologies include" if a
/// colon stands behind it. Without that colon, and 40 bytes at most.
pub fn is_label_of_list(folded: &str, colon: bool) -> bool {
    let known = |words: &str| ["label.body", "label.technologies", "label.courses"].iter().any(|key| is(key, words));
    let verb = || folded.rsplit_once(' ').filter(|(_, last)| colon && is("label.verb", last));
    folded.len() <= 40 && (known(folded) || verb().is_some_and(|(before, _)| known(before)))
}

impl Locale {
    /// The terms of `key` as the file has them; none if the file lacks the key.
    pub fn list(&self, key: &str) -> &[&'static str] {
        self.lists.get(key)
    }
}

/// The `[key]` groups of a vocabulary file, each with its lines.
#[derive(Debug)]
pub(crate) struct Groups(Vec<(&'static str, Vec<&'static str>)>);

impl Groups {
    /// The lines of the group `key`; none if the file lacks it.
    pub fn get(&self, key: &str) -> &[&'static str] {
        self.0.iter().find(|(name, _)| name.len() == key.len() && *name == key).map_or(&[], |(_, lines)| lines)
    }

    /// Where the group `key` is; it is added if there is none.
    fn place(&mut self, key: &'static str) -> usize {
        let at = self.0.iter().position(|(name, _)| *name == key).unwrap_or(self.0.len());
        if at == self.0.len() {
            self.0.push((key, Vec::new()));
        }
        at
    }
}

/// Reads a vocabulary file; a key that comes again goes on with its group.
pub(crate) fn parse(file: &'static str) -> Groups {
    let mut groups = Groups(Vec::new());
    let mut group = 0;
    for line in file.lines() {
        if let Some(key) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            group = groups.place(key);
        } else if let Some((_, lines)) = groups.0.get_mut(group) {
            lines.push(line);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups that every language has; those of dates are checked beside their finder.
    fn keys() -> Vec<String> {
        let headings = SectionKind::OPENED_BY_A_HEADING.map(|kind| format!("heading.{}", kind.name()));
        let words = ["fluency", "heading.and", "heading.label", "heading.modifier"];
        headings.into_iter().chain(words.map(str::to_owned)).collect()
    }

    /// What the languages written without blanks between words have not: their script tells them.
    const OF_WORDS: [&str; 2] = ["detect", "heading.tail"];

    #[test]
    fn every_language_has_every_key() {
        for locale in all() {
            for key in keys() {
                assert!(!locale.list(&key).is_empty(), "{}: [{key}]", locale.code);
            }
            for key in OF_WORDS {
                let without = ["zh", "ja", "ko"].contains(&locale.code);
                assert_eq!(locale.list(key).is_empty(), without, "{}: [{key}]", locale.code);
            }
        }
    }

    #[test]
    fn words_stand_in_order_and_once() {
        for locale in all() {
            for key in keys().iter().map(String::as_str).chain(OF_WORDS) {
                let list = locale.list(key);
                assert!(list.is_sorted_by(|a, b| a < b), "{}: [{key}] {list:?}", locale.code);
            }
        }
    }

    #[test]
    fn the_language_of_a_text() {
        assert_eq!(detect("Responsible for the build of a service which is used by all"), "en");
        assert_eq!(detect("Verantwortlich für die Planung und den Aufbau von Anlagen bei der Firma"), "de");
        assert_eq!(detect("Expérience professionnelle\nGestion des stocks pour le compte de la maison"), "fr");
        assert_eq!(detect("Experiencia laboral\nGestión de los pedidos con el equipo"), "es");
        assert_eq!(detect("Formação acadêmica\nGestão do projeto para uma equipe e não só"), "pt");
        assert_eq!(detect("Esperienze lavorative\nGestione degli ordini per il cliente"), "it");
        assert_eq!(detect("Werkervaring\nVerantwoordelijk voor het beheer van de systemen"), "nl");
        assert_eq!(detect("Doświadczenie zawodowe\nOdpowiedzialna za zakupy oraz współpracę z dostawcami"), "pl");
        assert_eq!(detect("Arbetslivserfarenhet\nAnsvarig för inköp och planering på en skola"), "sv");
        assert_eq!(detect("İş deneyimi\nSatın alma ve planlama için ekip yönetimi"), "tr");
        assert_eq!(detect("कार्य अनुभव\nविद्यालय में गणित की शिक्षिका"), "hi");
        assert_eq!(detect("Karya anubhav\nVidyalaya mein ganit aur vigyan ke liye shikshika"), "hi");
        assert_eq!(detect("工作经历\n负责供应商的管理与采购计划"), "zh");
        assert_eq!(detect("職務経歴\n購買計画とサプライヤー管理を担当"), "ja");
        assert_eq!(detect("경력 사항\n구매 계획과 공급 업체 관리를 담당"), "ko");
        assert_eq!(detect(""), "en");
    }

    #[test]
    fn the_text_tells_the_language_and_not_its_headings() {
        let german = "Aufbau und Betrieb einer Anlage für die Abfüllung. Verantwortlich für den Einkauf bei drei Werken, \
                      seit 2019 auch für die Planung und das Lager. Mit der Leitung im Austausch.";
        assert_eq!(detect(&format!("Summary\n{german}\nWork Experience\nEducation\nSkills\nLanguages")), "de");
        let english = "Kept the books of a workshop and its suppliers. Responsible for the payroll of two shops, which \
                       is done by the end of the month and at the lowest cost.";
        assert_eq!(detect(&format!("Profil\n{english}\nBerufserfahrung\nAusbildung\nKenntnisse")), "en");
    }

    #[test]
    fn a_few_words_in_another_script_are_no_other_language() {
        assert_eq!(detect("Languages: Chinese (中文), Japanese (日本語), Hindi (हिन्दी)"), "en");
    }
}
