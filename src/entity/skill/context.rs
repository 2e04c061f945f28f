//! Which occurrences of a name are the skill: a score for each, from the words beside it, the list it stands in, and what
//! else its entry mentions.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use super::words::{Gap, Words};
use super::{Category, DICTIONARY, Form, Skill, SkillMatch, is_one_of};

/// What is known about the place of a text before it is searched.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    listed: bool,
    skills: BTreeSet<u16>,
    /// Parents of `skills`.
    parents: BTreeSet<u16>,
    categories: BTreeSet<Category>,
}

impl Surroundings {
    /// `listed`: the text is (a part of) a list of skills.
    pub fn new(listed: bool) -> Self {
        Self { listed, ..Self::default() }
    }

    /// Adds a skill that stands near for certain: in the same entry.
    pub fn add(&mut self, skill: &Skill) {
        self.skills.insert(skill.id);
        self.parents.extend(skill.parent_id);
        self.categories.insert(skill.category);
    }

    /// 2 if the skill's parent, child or sibling is near, 1 if one of its category is.
    fn support(&self, skill: &Skill) -> i32 {
        let family =
            skill.parent_id.is_some_and(|parent| self.skills.contains(&parent) || self.parents.contains(&parent));
        let general = matches!(skill.category, Category::Tool | Category::Domain | Category::Soft);
        if family || self.parents.contains(&skill.id) || self.skills.contains(&skill.id) {
            2
        } else {
            i32::from(!general && self.categories.contains(&skill.category))
        }
    }
}

/// From this score on an occurrence of an ambiguous name is the skill.
const ENOUGH: i32 = 2;
const LISTED: i32 = 3;
const COLLOCATION: i32 = 3;
const AGAINST: i32 = -4;

/// Words that a tool or language follows.
const BEFORE: [&str; 16] = [
    "avec",
    "con",
    "experience",
    "in",
    "knowledge",
    "leveraging",
    "met",
    "mit",
    "on",
    "through",
    "under",
    "using",
    "used",
    "utilizing",
    "via",
    "with",
];

/// Nouns that only software is put before.
const SOFTWARE: [&str; 19] = [
    "codebase",
    "developer",
    "developers",
    "development",
    "framework",
    "library",
    "microservice",
    "microservices",
    "plugin",
    "plugins",
    "programmer",
    "programming",
    "sdk",
    "script",
    "scripting",
    "scripts",
    "api",
    "apis",
    "webapp",
];

/// Nouns that it is often put before.
const THINGS: [&str; 38] = [
    "app",
    "application",
    "applications",
    "apps",
    "architect",
    "backend",
    "charts",
    "client",
    "cluster",
    "clusters",
    "code",
    "component",
    "components",
    "configuration",
    "consultant",
    "containers",
    "dashboard",
    "dashboards",
    "database",
    "deployment",
    "deployments",
    "engineer",
    "engineers",
    "environment",
    "frontend",
    "integration",
    "jobs",
    "models",
    "modules",
    "pipeline",
    "pipelines",
    "queries",
    "server",
    "servers",
    "service",
    "services",
    "stack",
    "tests",
];

/// Endings of compounds that leave a name what it is: "Rust-based".
const COMPOUND: [&str; 12] = [
    "based",
    "backed",
    "built",
    "certified",
    "compatible",
    "driven",
    "hosted",
    "like",
    "native",
    "powered",
    "side",
    "style",
];

/// Makers whose name makes a capitalised word a product.
const MAKERS: [&str; 5] = ["adobe", "apache", "hashicorp", "microsoft", "ms"];

/// Words that open a list of skills, alone or several, before a colon: "Tools used:", "Tech stack:".
const CUES: [&str; 37] = [
    "acquired",
    "and",
    "applied",
    "cloud",
    "competencies",
    "databases",
    "development",
    "environment",
    "environments",
    "frameworks",
    "hardware",
    "infrastructure",
    "involved",
    "key",
    "keywords",
    "languages",
    "libraries",
    "main",
    "methods",
    "os",
    "platform",
    "platforms",
    "programming",
    "programs",
    "scripting",
    "skills",
    "software",
    "stack",
    "tech",
    "technical",
    "technologies",
    "technology",
    "tool",
    "tools",
    "toolset",
    "used",
    "utilized",
];

/// The same without a colon: two words.
const PHRASES: [&str; 8] = [
    "builtwith",
    "primarilyused",
    "stackused",
    "techstack",
    "techused",
    "technologiesused",
    "toolsused",
    "majorlyused",
];

/// Words that join the items of a list.
const JOINING: [&str; 15] =
    ["and", "e", "ed", "en", "et", "nor", "o", "oder", "or", "ou", "plus", "to", "und", "y", "as"];

/// Words of a list that are no item.
const FILLING: [&str; 9] = ["e.g", "eg", "etc", "g", "i.e", "including", "like", "such", "well"];

/// `skill_contexts.tsv`: form -> patterns, and whether they speak for it.
static PATTERNS: LazyLock<HashMap<&'static str, Vec<(Pattern, bool)>>> =
    LazyLock::new(|| read_patterns(include_str!("../skill_contexts.tsv")));

/// A context of a form.
#[derive(Debug)]
enum Pattern {
    /// The words right before it and right after it.
    Beside { before: Vec<&'static str>, after: Vec<&'static str> },
    /// A word anywhere in the text.
    Anywhere(&'static str),
}

fn read_patterns(table: &'static str) -> HashMap<&'static str, Vec<(Pattern, bool)>> {
    let mut patterns = HashMap::<_, Vec<_>>::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let forms = columns.next().unwrap_or_default();
        for (column, speaks_for) in columns.zip([true, false]) {
            for pattern in column.split('|').filter(|pattern| !pattern.is_empty()) {
                for form in forms.split(',') {
                    patterns.entry(form).or_default().push((Pattern::read(pattern), speaks_for));
                }
            }
        }
    }
    patterns
}

impl Pattern {
    fn read(pattern: &'static str) -> Self {
        if let Some((before, after)) = pattern.split_once('_') {
            let words = |side: &'static str| side.split_whitespace().collect();
            return Self::Beside { before: words(before), after: words(after) };
        }
        Self::Anywhere(pattern.trim_start_matches('*'))
    }

    fn fits(&self, text: &Text, found: &Candidate) -> bool {
        match self {
            Self::Anywhere(word) => text.has(word),
            Self::Beside { before, after } => {
                let words = &text.words;
                let (mut first, mut last) = (found.first, found.last);
                let mut left = before.iter().rev();
                let mut right = after.iter();
                left.all(|pattern| {
                    first > 0 && words.joined(first - 1) && {
                        first -= 1;
                        word_fits(pattern, words.key(first, first))
                    }
                }) && right.all(|pattern| {
                    words.joined(last) && {
                        last += 1;
                        word_fits(pattern, words.key(last, last))
                    }
                })
            }
        }
    }
}

/// `####` is a year, `#` a number, `word*` a beginning.
fn word_fits(pattern: &str, word: &str) -> bool {
    let digits = word.chars().all(|c| c.is_ascii_digit());
    match pattern {
        "####" => digits && word.len() == 4,
        "#" => digits,
        _ => pattern.strip_suffix('*').map_or(word == pattern, |start| word.starts_with(start)),
    }
}

/// A name of the dictionary in a text.
#[allow(clippy::struct_excessive_bools, reason = "independent observations of one occurrence")]
struct Candidate {
    /// First and last word.
    first: usize,
    last: usize,
    at: Range<usize>,
    form: &'static Form,
    skill: &'static Skill,
    /// Written as the dictionary has it, capitals included.
    exact: bool,
    /// Its maker stands before it.
    made_by: bool,
    /// Taken as the skill, whatever stands around it.
    certain: bool,
    /// Number of the list it stands in.
    list: usize,
    /// Only a blank stands between it and the candidate before it.
    beside_previous: bool,
}

/// A text that is searched.
struct Text<'a> {
    whole: &'a str,
    words: Words,
    /// Mostly capitals: capitalisation says nothing.
    shouted: bool,
    /// Most words begin with a capital.
    titled: bool,
    /// The words by their keys, for patterns of the kind "anywhere"; filled when the first one asks.
    sorted: OnceCell<Vec<usize>>,
    /// Bytes where a line of the text lists skills.
    lists: Vec<Range<usize>>,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Self {
        let words = Words::new(text);
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = text.chars().filter(|c| c.is_uppercase()).count();
        let long: Vec<&str> =
            words.list.iter().filter_map(|word| text.get(word.at.clone())).filter(|w| w.len() > 3).collect();
        let capitalised = long.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
        let shouted = words.list.len() > 3 && capitals * 10 > letters * 7;
        let titled = long.len() > 4 && capitalised * 10 > long.len() * 7;
        let lists = lists(text, &words);
        Self { whole: text, words, shouted, titled, sorted: OnceCell::new(), lists }
    }

    /// Whether the text has a word (its key), or one that begins so if it ends in `*`.
    fn has(&self, word: &str) -> bool {
        let words = &self.words;
        let sorted = self.sorted.get_or_init(|| {
            let mut all: Vec<usize> = (0..words.list.len()).collect();
            all.sort_unstable_by_key(|&i| words.key(i, i));
            all
        });
        let (start, exact) = word.strip_suffix('*').map_or((word, true), |start| (start, false));
        let at = sorted.partition_point(|&i| words.key(i, i) < start);
        sorted.get(at).is_some_and(|&i| {
            let key = words.key(i, i);
            if exact { key == start } else { key.starts_with(start) }
        })
    }

    fn slice(&self, at: Range<usize>) -> &'a str {
        self.whole.get(at).unwrap_or_default()
    }

    fn before(&self, at: usize) -> &'a str {
        self.slice(0..at)
    }

    fn after(&self, at: usize) -> &'a str {
        self.slice(at..self.whole.len())
    }

    /// Whether a sentence, line or item begins at the word `first`.
    fn begins(&self, at: usize) -> bool {
        let before = self.before(at).trim_end_matches([' ', '\u{a0}', '(', '"', '“', '*', '-']);
        before.chars().next_back().is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '\n' | '\t' | '•' | '·'))
    }

    /// Whether `found` is a whole item: delimiters on both sides.
    fn is_item(&self, found: &Candidate) -> bool {
        let words = &self.words;
        let joining = |i: usize| is_joining(words.key(i, i)) || FILLING.contains(&words.key(i, i));
        let opened = |c: char| {
            matches!(
                c,
                ',' | ';' | '/' | '|' | '•' | '·' | '&' | '(' | '[' | ':' | '\n' | '\t' | '+' | '–' | '—' | '-' | '*'
            )
        };
        let closed = |c: char| {
            matches!(
                c,
                ',' | ';' | '/' | '|' | '•' | '·' | '&' | ')' | ']' | '(' | '\n' | '\t' | '+' | '–' | '—' | '.' | '*'
            )
        };
        let left = self.before(found.at.start).trim_end_matches([' ', '\u{a0}']);
        let right = self.after(found.at.end).trim_start_matches([' ', '\u{a0}']);
        let starts = left.chars().next_back().is_none_or(opened)
            || (found.first > 0 && words.joined(found.first - 1) && joining(found.first - 1))
            || self
                .list_at(found.at.start)
                .is_some_and(|list| self.slice(list.start..found.at.start).trim_start().is_empty());
        let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let ends = right.chars().next().is_none_or(closed)
            || (words.joined(found.last)
                && (joining(found.last + 1) || number(words.key(found.last + 1, found.last + 1))));
        starts && ends
    }

    /// The line of skills that the byte `at` stands in.
    fn list_at(&self, at: usize) -> Option<&Range<usize>> {
        let begun = self.lists.partition_point(|list| list.start <= at);
        self.lists.iter().take(begun).next_back().filter(|list| at < list.end)
    }
}

fn is_joining(word: &str) -> bool {
    JOINING.contains(&word)
}

/// Where a text lists skills: behind "Technologies:", "Tech used", and behind the last bar of a line.
fn lists(text: &str, words: &Words) -> Vec<Range<usize>> {
    let mut lists = Vec::new();
    // The end of the line, or of the sentence if another one of five words or more follows.
    let end_of_list = |start: usize| {
        let rest = text.get(start..).unwrap_or_default();
        let stop = rest.match_indices(['.', '\n']).find(|&(at, stop)| {
            let after = rest.get(at + 1..).unwrap_or_default();
            let words = after.split_whitespace().take(5).take_while(|word| !word.ends_with([',', ';']));
            stop == "\n" || (after.starts_with(' ') && words.count() == 5)
        });
        start + stop.map_or(rest.len(), |(at, _)| at)
    };
    // "File server | C, pthreads": short items behind a bar, at least one of them certain.
    for (at, _) in text.match_indices('|') {
        let start = at + 1;
        let line = text.get(start..).unwrap_or_default().split(['\n', '|']).next().unwrap_or_default();
        let items = line.split([',', ';', '/']);
        let several = line.contains(',') && items.clone().all(|item| item.split_whitespace().count() <= 4);
        if several && items.clone().any(|item| super::lookup(item).is_some_and(|skill| !DICTIONARY.reading(skill).word))
        {
            lists.push(start..start + line.len());
        }
    }
    let is_cue = |i: usize| is_one_of(&CUES, words.key(i, i));
    let (mut i, mut listed) = (0, 0);
    while i < words.list.len() {
        let from = i;
        while i < words.list.len() && is_cue(i) && i - from < 5 {
            i += 1;
            if !words.joined(i - 1) {
                break;
            }
        }
        let Some(last) = i.checked_sub(1).filter(|_| i > from).and_then(|last| words.list.get(last)) else {
            i += 1;
            continue;
        };
        let end = last.at.end;
        let rest = text.get(end..).unwrap_or_default().trim_start_matches([' ', '*', '_']);
        let phrase = i - from >= 2 && PHRASES.contains(&words.key(i - 2, i - 1));
        if rest.starts_with([':', '–', '—']) || phrase {
            let start = if phrase && !rest.starts_with(':') {
                end
            } else {
                text.len() - rest.len() + rest.chars().next().map_or(0, char::len_utf8)
            };
            if start >= listed {
                listed = end_of_list(start);
                lists.push(start..listed);
            }
        }
    }
    lists.sort_unstable_by_key(|list| list.start);
    lists
}

/// All skills in `text`, as [`super::find`], with what is known about its surroundings.
pub fn find_among(text: &str, surroundings: &Surroundings) -> Vec<SkillMatch> {
    let text = Text::new(text);
    let mut found = candidates(&text);
    let mut near = surroundings.clone();
    for candidate in &mut found {
        candidate.certain = is_certain(&text, candidate);
        if candidate.certain {
            near.add(candidate.skill);
        }
    }
    number_lists(&text, &mut found);
    let company = companies(&found);
    let accepted = found.iter().enumerate().filter(|(i, candidate)| {
        let beside = candidate.beside_previous && *i > 0 && found[i - 1].certain;
        let next = found.get(i + 1).map_or(usize::MAX, |next| next.first);
        candidate.certain || score(&text, candidate, &near, &Company { halves: company[*i], beside, next }) >= ENOUGH
    });
    accepted
        .map(|(_, candidate)| SkillMatch {
            at: candidate.at.clone(),
            skill: candidate.skill,
            ambiguous: !candidate.certain,
        })
        .collect()
}

/// Every name of the dictionary, left to right, the longest first.
fn candidates(text: &Text) -> Vec<Candidate> {
    let words = &text.words;
    let mut found: Vec<Candidate> = Vec::new();
    let mut first = 0;
    while first < words.list.len() {
        if words.list[first].address {
            first += 1;
            continue;
        }
        let mut reach = first;
        while reach + 1 - first < DICTIONARY.longest && words.joined(reach) {
            reach += 1;
        }
        let named = (first..=reach).rev().find_map(|last| candidate(text, first, last));
        let Some(mut candidate) = named else {
            first += 1;
            continue;
        };
        first = candidate.last + 1;
        if let Some(maker) = candidate.first.checked_sub(1).filter(|&i| words.list[i].gap == Gap::Blank)
            && makes(words.key(maker, maker), &candidate, text)
            && found.last().is_none_or(|last| last.last < maker || last.first == maker)
        {
            // "AWS Athena": one skill, not two.
            found.pop_if(|last| last.first == maker);
            candidate.made_by = true;
            candidate.first = maker;
            candidate.at.start = words.list[maker].at.start;
        }
        found.push(candidate);
    }
    found
}

/// Whether the word before a candidate names its maker: "Apache Hive", "Amazon Aurora".
fn makes(maker: &str, candidate: &Candidate, text: &Text) -> bool {
    match maker {
        "aws" | "amazon" => candidate.skill.parent == Some("AWS"),
        "azure" => candidate.skill.parent == Some("Azure"),
        "google" => matches!(candidate.skill.parent, Some("GCP" | "Google Workspace")),
        _ => MAKERS.contains(&maker) && !text.slice(candidate.at.clone()).starts_with(char::is_lowercase),
    }
}

fn candidate(text: &Text, first: usize, last: usize) -> Option<Candidate> {
    let words = &text.words;
    let key = words.key(first, last);
    let at = words.list[first].at.start..words.list[last].at.end;
    let written = text.slice(at.clone());
    // "LLMs", "VPCs": a plural of capitals.
    let plural =
        key.len() > 2 && written.ends_with('s') && !written.trim_end_matches('s').ends_with(char::is_lowercase);
    let form = DICTIONARY
        .form(key)
        .or_else(|| plural.then(|| DICTIONARY.form(key.strip_suffix('s')?)).flatten())
        .or_else(|| {
            (first == last)
                .then(|| DICTIONARY.form(super::without_version(key)?))
                .flatten()
                .filter(|form| !form.reading.word)
        })?;
    // Words may be written together, a word never apart: "PowerBI", not "in design".
    if words.breaks(first, last).any(|at| !form.breaks.contains(&at) && !is_camel_break(written, form.text, at)) {
        return None;
    }
    // Inside a longer token it is something else: "react.example", "foo_go", "x.js".
    let before = first.checked_sub(1).map(|i| words.list[i].gap);
    let after = words.list[last].gap;
    let small =
        |i: usize| words.list.get(i).is_some_and(|word| text.slice(word.at.clone()).starts_with(char::is_lowercase));
    if matches!(before, Some(Gap::Mark('_')))
        || matches!(after, Gap::Mark('_'))
        || (matches!(before, Some(Gap::Mark('.'))) && small(first))
        || (matches!(after, Gap::Mark('.')) && small(last + 1))
    {
        return None;
    }
    let letters =
        |s: &str| s.chars().filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#' | '&')).collect::<String>();
    let (spelled, wanted) = (letters(written), letters(form.text));
    let exact = spelled.starts_with(&wanted);
    Some(Candidate {
        first,
        last,
        at,
        form,
        skill: DICTIONARY.skill(form),
        exact,
        made_by: false,
        certain: false,
        list: 0,
        beside_previous: false,
    })
}

/// Whether a name that has a capital within, `JavaScript`, is written apart there: "Java Script". `at` counts letters.
fn is_camel_break(written: &str, name: &str, at: usize) -> bool {
    let capital = |text: &str, at| text.chars().filter(|c| c.is_alphanumeric()).nth(at).is_some_and(char::is_uppercase);
    name.is_ascii() && capital(name, at) && capital(written, at) && !written.starts_with("In ")
}

/// Whether a candidate is the skill without looking at its company.
fn is_certain(text: &Text, found: &Candidate) -> bool {
    let reading = found.form.reading;
    if found.made_by {
        return true;
    }
    if reading.word || reading.list || (reading.upper && (!found.exact || text.shouted)) {
        return false;
    }
    let short = found.at.len() <= 3 && reading.upper;
    let before = text.before(found.at.start).trim_end();
    if short && before.ends_with(|c: char| c.is_ascii_digit() || c == '%' || c == '°') {
        return false;
    }
    1 + collocations(text, found) >= 1
}

/// What the table of contexts says, summed up: for, against, or nothing.
fn collocations(text: &Text, found: &Candidate) -> i32 {
    let Some(patterns) = PATTERNS.get(found.form.text) else { return 0 };
    let fits = |wanted: bool| patterns.iter().any(|(pattern, speaks)| *speaks == wanted && pattern.fits(text, found));
    (if fits(true) { COLLOCATION } else { 0 }) + if fits(false) { AGAINST } else { 0 }
}

/// Numbers the lists that candidates stand in: neighbours with a delimiter, or one strange item, between them.
fn number_lists(text: &Text, found: &mut [Candidate]) {
    for i in 1..found.len() {
        let (left, right) = found.split_at_mut(i);
        let (previous, this) = (&left[i - 1], &mut right[0]);
        this.beside_previous = previous.last + 1 == this.first && text.words.list[previous.last].gap == Gap::Blank;
        let linked = this.beside_previous || is_linked(text, previous.last, this.first);
        this.list = previous.list + usize::from(!linked);
    }
}

/// Whether between the words `last` and `first` stands a delimiter, with at most one word of the first item before it
/// and at most two items of up to three strange words within.
fn is_linked(text: &Text, last: usize, first: usize) -> bool {
    let words = &text.words;
    if first - last > 8 {
        return false;
    }
    let (mut parts, mut strange) = (0, 0);
    for i in last..first {
        let between = text.slice(words.list[i].at.end..words.list[i + 1].at.start);
        if between.contains(['!', '?']) || between.starts_with(". ") || between.contains(".\n") {
            return false;
        }
        let delimited = between.contains([',', ';', '/', '|', '•', '·', '&', '+', '(', ')', '\n', '\t', '–']);
        let word = words.key(i + 1, i + 1);
        let joins = i + 1 < first && is_joining(word);
        if delimited || joins || (last + 1 == first && between == "-") {
            if strange > if parts == 0 { 1 } else { 3 } {
                return false;
            }
            parts += 1;
            strange = 0;
        }
        if i + 1 < first && !joins && !FILLING.contains(&word) {
            strange += 1;
        }
    }
    (1..=5).contains(&parts) && strange == 0
}

/// For each candidate, how strongly the others of its list speak for it: in halves, a certain skill or a relative counts
/// two, an uncertain one of the same category one.
fn companies(found: &[Candidate]) -> Vec<usize> {
    #[derive(Default)]
    struct List {
        certain: usize,
        uncertain: BTreeMap<Category, usize>,
        families: BTreeMap<u16, usize>,
    }
    let family = |candidate: &Candidate| candidate.skill.parent_id.unwrap_or(candidate.skill.id);
    let mut lists: Vec<List> = Vec::new();
    for candidate in found {
        lists.resize_with(candidate.list + 1, List::default);
        let list = &mut lists[candidate.list];
        if candidate.certain {
            list.certain += 1;
        } else {
            *list.uncertain.entry(candidate.skill.category).or_default() += 1;
            *list.families.entry(family(candidate)).or_default() += 1;
        }
    }
    found
        .iter()
        .map(|candidate| {
            let list = &lists[candidate.list];
            let relatives = list.families.get(&family(candidate)).map_or(0, |n| n - usize::from(!candidate.certain));
            let alike = list.uncertain.get(&candidate.skill.category).copied().unwrap_or_default();
            let alike = alike.saturating_sub(relatives + usize::from(!candidate.certain));
            2 * (list.certain - usize::from(candidate.certain) + relatives) + alike
        })
        .collect()
}

/// The candidates around one.
struct Company {
    /// See [`companies`].
    halves: usize,
    /// A certain skill stands right before it.
    beside: bool,
    /// First word of the next candidate.
    next: usize,
}

/// How much speaks for an uncertain candidate.
fn score(text: &Text, found: &Candidate, near: &Surroundings, company: &Company) -> i32 {
    let Company { halves: company, beside, next: next_found } = *company;
    let words = &text.words;
    let reading = found.form.reading;
    let written = text.slice(found.at.clone());
    let item = text.is_item(found);
    let listed = item && (near.listed || text.list_at(found.at.start).is_some());
    if reading.upper && !found.exact && !listed {
        return 0;
    }
    let fixed = collocations(text, found);
    let crowded = company >= 4;
    if reading.list && !listed && !(crowded && item) && fixed <= 0 {
        return 0;
    }
    let next = if words.joined(found.last) { words.key(found.last + 1, found.last + 1) } else { "" };
    let previous = match found.first.checked_sub(1) {
        Some(i) if words.joined(i) => words.key(i, i),
        _ => "",
    };
    let mut sum = fixed;
    sum += if listed { LISTED } else { 0 };
    sum += if crowded { LISTED } else { i32::from(company >= 2) };
    sum += i32::from(BEFORE.contains(&previous));
    sum += if SOFTWARE.contains(&next) { 3 } else { i32::from(THINGS.contains(&next)) };
    sum += near.support(found.skill) + i32::from(beside);
    let proper = !found.skill.category.is_common_noun() && found.form.text.starts_with(char::is_uppercase);
    let begins = text.begins(found.at.start);
    if proper && written.starts_with(char::is_lowercase) {
        sum -= if listed { 0 } else { 2 };
    } else if proper && found.exact && !begins && !text.titled && !text.shouted && found.at.len() > 1 {
        sum += 1;
    }
    if begins && !listed && company < 2 {
        sum -= 1;
    }
    // "in Aurora, Colorado"
    let rest = text.after(found.at.end).strip_prefix(", ");
    if previous == "in" && found.last + 1 < next_found && rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
    {
        sum -= 2;
    }
    // "go-to-market", "C-level"
    let hyphen = |gap: Gap| matches!(gap, Gap::Mark('-' | '\'' | '’'));
    let glued_after = hyphen(words.list[found.last].gap) && !COMPOUND.contains(&next) && next != "s";
    let glued_before = found.first.checked_sub(1).is_some_and(|i| hyphen(words.list[i].gap));
    if (glued_after || glued_before) && !beside {
        sum -= 3;
    }
    if found.at.len() == 1
        && (text.after(found.at.end).starts_with('.') && is_initial(text, found) || begins && !listed && company < 4)
    {
        sum -= 4;
    }
    sum
}

/// "R. Kumar", "John C. Doe", "B.C."
fn is_initial(text: &Text, found: &Candidate) -> bool {
    let rest = text.after(found.at.end).trim_start_matches('.').trim_start();
    let before = text.before(found.at.start);
    before.ends_with('.') || (rest.starts_with(char::is_uppercase) && !before.trim_end().ends_with([',', '/']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_context_belongs_to_a_form_and_every_ambiguous_word_list_is_sorted() {
        for line in include_str!("../skill_contexts.tsv").lines().filter(|line| !line.starts_with('#')) {
            for form in line.split('\t').next().unwrap().split(',') {
                assert!(DICTIONARY.forms.iter().any(|known| known.text == form), "{form:?} is no form of skills.tsv");
            }
        }
        assert!(CUES.is_sorted());
    }

    #[test]
    fn an_entry_helps_to_judge_its_words() {
        let names = |found: Vec<SkillMatch>| found.into_iter().map(|one| one.skill.name).collect::<Vec<_>>();
        let sentence = "Put the shop behind Flask and measured it";
        assert!(find_among(sentence, &Surroundings::default()).is_empty());
        let mut near = Surroundings::default();
        near.add(super::super::lookup("Python").unwrap());
        assert_eq!(names(find_among(sentence, &near)), ["Flask"]);
    }

    #[test]
    fn a_match_is_where_the_name_stands() {
        let text = "Müller’s shop: Apache Kafka and k8s";
        let found = find_among(text, &Surroundings::default());
        let written: Vec<&str> = found.iter().filter_map(|one| text.get(one.at.clone())).collect();
        assert_eq!(written, ["Apache Kafka", "k8s"]);
    }

    #[test]
    fn long_and_strange_texts_are_read() {
        for text in [
            "Tools: Go, ".repeat(20_000),
            "|a,".repeat(50_000),
            "C++C#.NET&&//--..''".repeat(9_000),
            "İſß ǅ ".repeat(9_000),
        ] {
            find_among(&text, &Surroundings::new(true));
        }
    }
}
