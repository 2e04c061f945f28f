//! Names of skills: a dictionary, the look-up of a listed item, and the search in running text.
//!
//! The dictionary is in `skills/`; which ordinary words are skills in which company is told by `skill_contexts.tsv` and
//! judged in `context`. A text goes through `words`, `passage`, `candidate`, `collocation` and `context`, in this order;
//! `spelling` and `version` tell more of a name that was found.

use std::ops::Range;

use serde::{Deserialize, Serialize};

mod candidate;
mod collocation;
mod context;
mod dictionary;
mod passage;
mod spelling;
mod terms;
mod version;
mod words;

use crate::memo::Memo;
use crate::signs::any_of;
use crate::sort;
use crate::word_map::is_one_of;
pub use context::{Search, Surroundings, find_among};
use dictionary::{DICTIONARY, Form};
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
    /// By the name of its file in `skills/`.
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
    /// Ids, sorted.
    related: Vec<u16>,
}

/// A skill found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillMatch {
    /// Bytes of the text that was searched.
    pub at: Range<usize>,
    pub skill: &'static Skill,
    /// As written it is an ordinary word too; its company decided.
    pub ambiguous: bool,
    /// The spelling of its makers, if another one is written.
    pub usual: Option<&'static str>,
    /// Versions behind the name, as written: "8", "17".
    pub versions: Vec<String>,
}

/// Canonical names of the skills that stand beside `skill` or in its stead, sorted.
pub fn related(skill: &Skill) -> impl Iterator<Item = &'static str> {
    let mut names: Vec<&str> =
        skill.related.iter().filter_map(|id| Some(DICTIONARY.skills.get(usize::from(*id))?.name)).collect();
    sort::by_key(&mut names, |name| *name);
    names.into_iter()
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
    KNOWN.with(|memo| memo.get(term, known))
}

thread_local! {
    static KNOWN: Memo<Option<&'static Skill>> = Memo::default();
}

fn known(term: &str) -> Option<&'static Skill> {
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

/// `11`, `v3`, `2+`, `x`, `12c`.
fn is_version(word: &str) -> bool {
    let digits = word.trim_start_matches('v').trim_end_matches(any_of("+xcgi"));
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
