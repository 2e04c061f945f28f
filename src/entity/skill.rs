//! Names of skills: a dictionary, the look-up of a listed item, and the search in running text.
//!
//! The dictionary is `skills.tsv`; which ordinary words are skills in which company is told by `skill_contexts.tsv` and
//! judged in `context`. A text goes through `words`, `passage`, `candidate`, `collocation` and `context`, in this order.

use std::ops::Range;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

mod candidate;
mod collocation;
mod context;
mod passage;
mod terms;
mod words;

use crate::signs::any_of;
use crate::word_map::{WordMap, is_one_of};
pub use context::{Search, Surroundings, find_among};
pub use terms::Terms;
use words::Words;

/// What a skill belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    Language,
    Web,
    Mobile,
    Data,
    DataEngineering,
    MachineLearning,
    Cloud,
    Operations,
    Security,
    Systems,
    Architecture,
    Tool,
    Domain,
    Soft,
    /// Listed by the CV, and not in the dictionary.
    Unlisted,
}

impl Category {
    /// By its name in `skills.tsv`.
    fn from_id(id: &str) -> Option<Self> {
        Some(match id {
            "lang" => Self::Language,
            "web" => Self::Web,
            "mobile" => Self::Mobile,
            "data" => Self::Data,
            "eng" => Self::DataEngineering,
            "ml" => Self::MachineLearning,
            "cloud" => Self::Cloud,
            "ops" => Self::Operations,
            "sec" => Self::Security,
            "sys" => Self::Systems,
            "arch" => Self::Architecture,
            "tool" => Self::Tool,
            "domain" => Self::Domain,
            "soft" => Self::Soft,
            _ => return None,
        })
    }

    /// Methods, knowledge and people skills: common nouns, written small.
    fn is_common_noun(self) -> bool {
        matches!(self, Self::Domain | Self::Soft | Self::Unlisted)
    }
}

/// A skill of the dictionary.
#[derive(Debug, PartialEq, Eq)]
pub struct Skill {
    /// Canonical name.
    pub name: &'static str,
    pub category: Category,
    /// Canonical name of the skill that this one is a part of: `Django` -> `Python`, `Amazon S3` -> `AWS`.
    pub parent: Option<&'static str>,
    id: u16,
    parent_id: Option<u16>,
}

/// A skill found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillMatch {
    /// Bytes of the text that was searched.
    pub at: Range<usize>,
    pub skill: &'static Skill,
    /// As written it is an ordinary word too; its company decided.
    pub ambiguous: bool,
}

/// How a written form is to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Reading {
    /// Also an ordinary word: it needs a context that speaks for the skill.
    word: bool,
    /// Only in this capitalisation, except in a list of skills.
    upper: bool,
    /// Only in a list.
    list: bool,
}

/// One way to write a skill.
#[derive(Debug)]
struct Form {
    text: &'static str,
    skill: u16,
    reading: Reading,
    /// Where its key has a boundary of words.
    breaks: Box<[usize]>,
}

/// `skills.tsv`, read once.
struct Dictionary {
    skills: Vec<Skill>,
    forms: Vec<Form>,
    /// Key of a form (see [`Words::key`]) -> index of the form.
    keys: WordMap,
    /// Key of the first word of a form -> its place in `longest`.
    heads: WordMap,
    /// Words in the longest form that begins so.
    longest: Vec<usize>,
}

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::read(vocabulary!("skills.tsv")));

impl Dictionary {
    /// Columns: canonical name, category, parent or nothing, other forms separated by `|`, readings. Another form may
    /// have readings of its own behind a colon: `Node:word`.
    fn read(table: &'static str) -> Self {
        let mut dictionary = Self {
            skills: Vec::new(),
            forms: Vec::new(),
            keys: WordMap::default(),
            heads: WordMap::default(),
            longest: Vec::new(),
        };
        let mut ids = WordMap::default();
        for line in table.lines() {
            let mut columns = line.split('\t');
            let mut column = || columns.next().unwrap_or_default();
            let (name, category, parent, others, readings) = (column(), column(), column(), column(), column());
            let Some(category) = Category::from_id(category) else { continue };
            let id = dictionary.skills.len() as u16;
            let parent = (!parent.is_empty()).then_some(parent);
            ids.insert(name, dictionary.skills.len());
            dictionary.skills.push(Skill { name, category, parent, id, parent_id: None });
            dictionary.add(name, id, Reading::from_flags(readings));
            for other in others.split('|').filter(|other| !other.is_empty()) {
                let (text, readings) = other.split_once(':').unwrap_or((other, ""));
                dictionary.add(text, id, Reading::from_flags(readings));
            }
        }
        for skill in &mut dictionary.skills {
            skill.parent_id = skill.parent.and_then(|parent| ids.get(parent)).map(|id| id as u16);
        }
        dictionary
    }

    fn add(&mut self, text: &'static str, skill: u16, reading: Reading) {
        let words = Words::of_name(text);
        let last = words.list.len().saturating_sub(1);
        let head = self.heads.insert(words.key(0, 0), self.longest.len());
        if head == self.longest.len() {
            self.longest.push(0);
        }
        self.longest[head] = self.longest[head].max(last + 1);
        self.keys.insert(words.key(0, last), self.forms.len());
        let breaks = words.breaks(0, last).collect();
        self.forms.push(Form { text, skill, reading, breaks });
    }

    fn form(&self, key: &str) -> Option<&Form> {
        self.keys.get(key).and_then(|form| self.forms.get(form))
    }

    /// Words in the longest form that begins with the word `key`.
    fn longest(&self, key: &str) -> Option<usize> {
        self.heads.get(key).and_then(|head| self.longest.get(head)).copied()
    }

    /// How the canonical name of `skill` is to be read.
    fn reading(&self, skill: &Skill) -> Reading {
        let words = Words::of_name(skill.name);
        self.form(words.key(0, words.list.len().saturating_sub(1))).map(|form| form.reading).unwrap_or_default()
    }

    fn skill(&'static self, form: &Form) -> &'static Skill {
        &self.skills[usize::from(form.skill)]
    }
}

impl Reading {
    fn from_flags(flags: &str) -> Self {
        let has = |flag| flags.split(',').any(|one| one == flag);
        Self { word: has("word"), upper: has("upper"), list: has("list") }
    }
}

/// Words before the name of a skill in a list that say how well it is known, who makes it, or nothing.
const LEADING: &str = "adobe advanced amazon apache autodesk aws azure basic basics current excellent experience familiar good \
    google hashicorp ibm in intermediate knowledge microsoft modern ms of oracle proficient programming \
    solid some strong the understanding using various with working writing";

/// Words behind it.
const TRAILING: &str = "administration al api apis application applications basics certified cloud cluster clusters coding \
    concepts containers database databases design developer development ecosystem engine environment \
    environments et etc framework frameworks fundamentals itself language libraries library methodologies \
    methodology package platform plugins programming scripting scripts server servers services skills \
    software stack suite systems technologies tool tools";

/// The skill that a whole listed item names, tolerant of case, punctuation, blanks, versions, makers, brackets and
/// general words around it: `PostGreSQL`, `reactjs`, `Python 3.11`, `Apache Kafka`, `R programming`, `AWS (EC2, S3)`.
pub fn lookup(term: &str) -> Option<&'static Skill> {
    let words = Words::of_name(term);
    let count = words.list.len();
    if count == 0 || count > 8 {
        return None;
    }
    // What stands in brackets at the end only explains.
    let bracket =
        term.char_indices().find(|&(at, c)| at > 0 && matches!(c, '(' | '[')).map_or(term.len(), |(at, _)| at);
    let named = words.list.iter().take_while(|word| word.at.start < bracket).count();
    for (first, last) in [(0, count - 1), (0, named.max(1) - 1)] {
        if let Some(form) = DICTIONARY.form(words.key(first, last)) {
            return Some(DICTIONARY.skill(form));
        }
    }
    let (mut first, mut end) = (0, named);
    loop {
        if first >= end {
            return None;
        }
        let name = words.key(first, end - 1);
        let singular = name.strip_suffix('s').filter(|name| name.len() > 2);
        let form = DICTIONARY.form(name).or_else(|| singular.and_then(|name| DICTIONARY.form(name)));
        if let Some(form) = form.or_else(|| DICTIONARY.form(without_version(name)?)) {
            return Some(DICTIONARY.skill(form));
        }
        if is_version(words.key(end - 1, end - 1)) || is_one_of(TRAILING, words.key(end - 1, end - 1)) {
            end -= 1;
        } else if is_one_of(LEADING, words.key(first, first)) {
            first += 1;
        } else {
            return None;
        }
    }
}

/// `11`, `v3`, `2+`, `x`.
fn is_version(word: &str) -> bool {
    let digits = word.trim_start_matches('v').trim_end_matches(any_of("+x"));
    word == "x" || (!digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()))
}

/// `python3` -> `python`; names of one or two letters keep their number: `s3`, `r2`.
fn without_version(name: &str) -> Option<&str> {
    let base = name.trim_end_matches(|c: char| c.is_ascii_digit());
    (base.len() < name.len() && (base.len() > 2 || base.ends_with(any_of("+#")))).then_some(base)
}

/// All skills in a running text, left to right, not overlapping, the longest name first. See [`find_among`] for texts
/// whose surroundings are known.
pub fn find(text: &str) -> Vec<SkillMatch> {
    find_among(text, &Surroundings::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(table: &str) -> impl Iterator<Item = Vec<&str>> {
        table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
    }

    #[test]
    fn the_dictionary_is_in_order() {
        let table = include_str!("skills.tsv");
        let names: Vec<&str> = lines(table).map(|columns| columns[0]).collect();
        assert!(names.len() >= 700, "{} skills", names.len());
        assert!(table.len() <= 45 * 1024, "{} bytes", table.len());
        for pair in names.windows(2) {
            assert!(pair[0].to_lowercase() < pair[1].to_lowercase(), "{} before {}", pair[0], pair[1]);
        }
        for columns in lines(table) {
            assert!((2..=5).contains(&columns.len()), "{columns:?}");
            assert!(Category::from_id(columns[1]).is_some(), "unknown category: {columns:?}");
            let parent = columns.get(2).copied().unwrap_or_default();
            assert!(parent.is_empty() || names.contains(&parent), "unknown parent: {columns:?}");
            let flags = columns.get(3).into_iter().flat_map(|others| others.split('|'));
            let flags = flags.filter_map(|other| Some(other.split_once(':')?.1)).chain(columns.get(4).copied());
            for flag in flags.flat_map(|flags| flags.split(',')) {
                assert!(matches!(flag, "word" | "upper" | "list"), "unknown reading {flag:?}: {columns:?}");
            }
        }
    }

    #[test]
    fn every_form_names_one_skill() {
        assert_eq!(DICTIONARY.keys.words().count(), DICTIONARY.forms.len(), "a form stands there twice");
        for form in &DICTIONARY.forms {
            assert_eq!(lookup(form.text).map(|skill| skill.id), Some(form.skill), "{}", form.text);
        }
    }
}
