//! How much of a CV was read as a careful person reads it: an output against a gold annotation, field by field.
//!
//! A value counts as found when it equals the gold after [`normal`]; prose and bullets when they are at least 90 % alike,
//! whichever of summary or bullets holds them. List entries are paired one to one, best pair first, before their fields
//! are compared, so that a wrong value is both missed and false. A document's score is the mean F1 over the groups of
//! fields that the gold or the output has.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

/// How alike two long texts must be.
pub const PROSE: f64 = 0.90;
/// How alike two short values of more than twelve characters must be.
const VALUE: f64 = 0.94;
/// How alike two entries must be to be compared with each other.
const PAIRED: f64 = 0.35;

/// A list of the résumé and how its entries are compared.
pub struct List {
    pub key: &'static str,
    /// Fields compared as values.
    pub values: &'static [&'static str],
    /// Fields that hold prose or bullets, compared as one pool of texts.
    pub prose: &'static [&'static str],
    /// Fields that hold lists of short terms.
    pub terms: &'static [&'static str],
    /// What identifies an entry, with its weight.
    identity: &'static [(&'static str, f64)],
}

pub const LISTS: &[List] = &[
    List {
        key: "work",
        values: &["name", "position", "location", "startDate", "endDate"],
        prose: &["summary", "description", "highlights"],
        terms: &[],
        identity: &[("name", 3.0), ("position", 3.0), ("startDate", 2.0), ("endDate", 1.0), ("highlights", 1.0)],
    },
    List {
        key: "volunteer",
        values: &["organization", "position", "startDate", "endDate"],
        prose: &["summary", "highlights"],
        terms: &[],
        identity: &[("organization", 3.0), ("position", 3.0), ("startDate", 1.0)],
    },
    List {
        key: "education",
        values: &["institution", "studyType", "area", "startDate", "endDate", "score"],
        prose: &["courses", "highlights"],
        terms: &[],
        identity: &[("institution", 3.0), ("studyType", 2.0), ("area", 1.0), ("endDate", 2.0)],
    },
    List {
        key: "projects",
        values: &["name", "startDate", "endDate", "url"],
        prose: &["description", "highlights"],
        terms: &["keywords"],
        identity: &[("name", 4.0), ("description", 2.0), ("highlights", 1.0)],
    },
    List {
        key: "certificates",
        values: &["name", "issuer", "date"],
        prose: &[],
        terms: &[],
        identity: &[("name", 4.0), ("issuer", 1.0), ("date", 1.0)],
    },
    List {
        key: "awards",
        values: &["title", "awarder", "date"],
        prose: &["summary"],
        terms: &[],
        identity: &[("title", 4.0), ("summary", 2.0), ("date", 1.0)],
    },
    List {
        key: "publications",
        values: &["name", "publisher", "releaseDate"],
        prose: &[],
        terms: &[],
        identity: &[("name", 4.0), ("releaseDate", 1.0)],
    },
    List { key: "languages", values: &["language", "fluency"], prose: &[], terms: &[], identity: &[("language", 4.0)] },
    List {
        key: "references",
        values: &["name"],
        prose: &["reference"],
        terms: &[],
        identity: &[("name", 3.0), ("reference", 1.0)],
    },
];

/// What came of comparing one document.
#[derive(Debug, Default)]
pub struct Score {
    /// Mean F1 over the groups.
    pub mean: f64,
    /// F1 of each group that the gold or the output has.
    pub groups: BTreeMap<String, f64>,
    /// Every missed and every false value.
    pub misses: Vec<Miss>,
    /// How many values of the gold were found.
    pub found: u32,
}

/// A value of the gold that was not read, a value read that the gold does not have, or one in place of the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Miss {
    pub group: String,
    pub field: String,
    /// As in the gold; empty for none.
    pub gold: String,
    /// As read; empty for none.
    pub got: String,
    /// The entries of the gold's and the output's list that were compared, where the group is a list.
    pub entries: (Option<usize>, Option<usize>),
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}: gold {:?}, read {:?}", self.group, self.field, self.gold, self.got)
    }
}

/// Compares a résumé and its gaps (first and last month of each) with the gold annotation and the gaps it implies.
pub fn score(gold: &Value, gold_gaps: &[String], got: &Value, got_gaps: &[String]) -> Score {
    let mut tally = Tally { unscored: normal(&everything(&gold["other"])), ..Tally::default() };
    basics(&mut tally, &gold["basics"], &got["basics"]);
    for list in LISTS {
        entries(&mut tally, list, items(&gold[list.key]), items(&got[list.key]));
    }
    texts(&mut tally, "skills", "keywords", &keywords(gold), &keywords(got), false);
    texts(&mut tally, "interests", "interests", &strings(&gold["interests"]), &strings(&got["interests"]), true);
    for gap in gold_gaps {
        tally.add("gaps", "gaps", gap, if got_gaps.contains(gap) { gap } else { "" }, true);
    }
    for gap in got_gaps.iter().filter(|gap| !gold_gaps.contains(gap)) {
        tally.add("gaps", "gaps", "", gap, false);
    }
    let groups: BTreeMap<String, f64> = tally.groups.iter().map(|(group, count)| (group.clone(), count.f1())).collect();
    let mean = groups.values().sum::<f64>() / groups.len().max(1) as f64;
    let found = tally.groups.values().map(|count| count.found).sum();
    Score { mean, groups, misses: tally.misses, found }
}

/// A value as it is compared: case, blanks, the kind of quotes and dashes, markup and outer punctuation do not count.
pub fn normal(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2bc}' | '`' | '´' => plain.push('\''),
            '\u{201c}'..='\u{201e}' | '«' | '»' => plain.push('"'),
            '*' | '_' | '\\' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            'ß' => plain.push_str("ss"),
            '…' => plain.push_str("..."),
            '™' => plain.push_str("tm"),
            c if c.is_whitespace() => plain.push(' '),
            c => plain.extend(c.to_lowercase()),
        }
    }
    let mut out = String::with_capacity(plain.len());
    for word in plain.split(' ').filter(|word| !word.is_empty()) {
        let glued = word.starts_with(tight) || out.ends_with(tight);
        if !glued && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.trim_matches(|c| " .,;:|-•·\"'()[]<>".contains(c)).to_owned()
}

/// Characters around which blanks do not count.
fn tight(c: char) -> bool {
    "-/|,;:()".contains(c)
}

#[derive(Debug, Default, Clone, Copy)]
struct Count {
    found: u32,
    wrong: u32,
    missed: u32,
}

impl Count {
    fn f1(self) -> f64 {
        f64::from(2 * self.found) / f64::from(2 * self.found + self.wrong + self.missed)
    }
}

#[derive(Debug, Default)]
struct Tally {
    groups: BTreeMap<String, Count>,
    misses: Vec<Miss>,
    /// The entries that are being compared.
    entries: (Option<usize>, Option<usize>),
    /// Text that the annotation could give no key: an output that finds one is not punished.
    unscored: String,
}

impl Tally {
    /// Counts one value of the gold, of the output, or of both; an empty text stands for none.
    fn add(&mut self, group: &str, field: &str, gold: &str, got: &str, same: bool) {
        let (has_gold, has_got) = (!gold.is_empty(), !got.is_empty());
        let harmless = !has_gold && {
            let text = normal(got);
            text.chars().count() > 3 && self.unscored.contains(&text)
        };
        if harmless || (!has_gold && !has_got) {
            return;
        }
        let count = self.groups.entry(group.to_owned()).or_default();
        if has_gold && has_got && same {
            count.found += 1;
            return;
        }
        count.wrong += u32::from(has_got);
        count.missed += u32::from(has_gold);
        let [group, field, gold, got] = [group, field, gold, got].map(str::to_owned);
        self.misses.push(Miss { group, field, gold, got, entries: self.entries });
    }
}

fn basics(tally: &mut Tally, gold: &Value, got: &Value) {
    for field in ["name", "label", "email", "phone", "url"] {
        let (a, b) = (string(&gold[field]), string(&got[field]));
        tally.add("contact", field, &a, &b, same(field, &a, &b));
    }
    let (a, b) = (place(&gold["location"]), place(&got["location"]));
    tally.add("contact", "location", &a, &b, same_place(&a, &b));
    let mut rest: Vec<&Value> = items(&got["profiles"]).iter().collect();
    for profile in items(&gold["profiles"]) {
        let hit = rest.iter().position(|other| same_profile(profile, other));
        let other = hit.map(|at| rest.remove(at)).map(profile_text).unwrap_or_default();
        tally.add("contact", "profiles", &profile_text(profile), &other, true);
    }
    for other in rest {
        tally.add("contact", "profiles", "", &profile_text(other), false);
    }
    let (a, b) = (string(&gold["summary"]), string(&got["summary"]));
    tally.add("about", "summary", &a, &b, alike(&a, &b, PROSE));
}

fn entries(tally: &mut Tally, list: &List, golds: &[Value], gots: &[Value]) {
    let none = Value::Null;
    for (gold, got) in pair(list, golds, gots) {
        tally.entries = (gold, got);
        let (gold, got) = (gold.map_or(&none, |at| &golds[at]), got.map_or(&none, |at| &gots[at]));
        for &field in list.values {
            let (a, b) = if field == "location" {
                (place(&gold[field]), place(&got[field]))
            } else {
                (string(&gold[field]), string(&got[field]))
            };
            let is_same = if field == "location" { same_place(&a, &b) } else { same(field, &a, &b) };
            tally.add(list.key, field, &a, &b, is_same);
        }
        let group = format!("{} text", list.key);
        let pool = |entry: &Value| list.prose.iter().flat_map(|&field| strings(&entry[field])).collect::<Vec<_>>();
        texts(tally, &group, "text", &pool(gold), &pool(got), true);
        for &field in list.terms {
            texts(tally, &group, field, &strings(&gold[field]), &strings(&got[field]), false);
        }
    }
    tally.entries = (None, None);
}

/// The places of the entries of both lists, one to one, the best pair first; those left alone follow.
fn pair(list: &List, golds: &[Value], gots: &[Value]) -> Vec<(Option<usize>, Option<usize>)> {
    let mut pairs = Vec::new();
    for (i, gold) in golds.iter().enumerate() {
        for (j, got) in gots.iter().enumerate() {
            let weight = identity(list, gold, got);
            if weight >= PAIRED {
                pairs.push((weight, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.abs_diff(a.2).cmp(&b.1.abs_diff(b.2))));
    let (mut used_golds, mut used_gots) = (vec![false; golds.len()], vec![false; gots.len()]);
    let mut out = Vec::new();
    for (_, i, j) in pairs {
        if !used_golds[i] && !used_gots[j] {
            (used_golds[i], used_gots[j]) = (true, true);
            out.push((Some(i), Some(j)));
        }
    }
    let alone = |used: Vec<bool>| used.into_iter().enumerate().filter(|(_, used)| !used).map(|(at, _)| at);
    out.extend(alone(used_golds).map(|gold| (Some(gold), None)));
    out.extend(alone(used_gots).map(|got| (None, Some(got))));
    out
}

/// How alike two entries are in what identifies them, 0 to 1.
fn identity(list: &List, gold: &Value, got: &Value) -> f64 {
    let (mut total, mut reached) = (0.0, 0.0);
    for &(field, weight) in list.identity {
        let (a, b) = (strings(&gold[field]).join(" "), strings(&got[field]).join(" "));
        if a.is_empty() && b.is_empty() {
            continue;
        }
        total += weight;
        if a.is_empty() || b.is_empty() {
            continue;
        }
        reached += weight
            * if !field.ends_with("Date") && field != "date" {
                ratio(&start(&a, 400), &start(&b, 400))
            } else if start(&a, 7) == start(&b, 7) {
                1.0
            } else if start(&a, 4) == start(&b, 4) {
                0.4
            } else {
                0.0
            };
    }
    if total > 0.0 { reached / total } else { 0.0 }
}

/// Compares two lists of texts: equal ones first, so that a near miss takes no other's place, then near ones if `long`.
fn texts(tally: &mut Tally, group: &str, field: &str, golds: &[String], gots: &[String], long: bool) {
    let mut rest: Vec<&String> = gots.iter().filter(|got| !normal(got).is_empty()).collect();
    let mut missed = Vec::new();
    for gold in golds.iter().filter(|gold| !normal(gold).is_empty()) {
        match rest.iter().position(|got| normal(got) == normal(gold)) {
            Some(at) => tally.add(group, field, gold, rest.remove(at), true),
            None => missed.push(gold),
        }
    }
    for gold in missed {
        let best = rest.iter().enumerate().map(|(at, got)| (ratio(gold, got), at)).max_by(|a, b| a.0.total_cmp(&b.0));
        match best {
            Some((how, at)) if long && how >= PROSE => tally.add(group, field, gold, rest.remove(at), true),
            _ => tally.add(group, field, gold, "", false),
        }
    }
    for got in rest {
        tally.add(group, field, "", got, false);
    }
}

fn same(field: &str, gold: &str, got: &str) -> bool {
    match field {
        "url" => address(gold) == address(got),
        "email" => unmasked(gold) == unmasked(got),
        "phone" => last_digits(gold) == last_digits(got),
        "startDate" | "endDate" | "date" | "releaseDate" => start(gold, 7) == start(got, 7),
        _ => {
            let (a, b) = (normal(gold), normal(got));
            a == b || (a.chars().count().min(b.chars().count()) > 12 && alike(&a, &b, VALUE))
        }
    }
}

/// An address without protocol, `www.` and last slash.
pub fn address(text: &str) -> String {
    let mut text = text.trim().to_lowercase();
    for prefix in ["https://", "http://", "mailto:", "tel:", "www."] {
        text = text.strip_prefix(prefix).map(str::to_owned).unwrap_or(text);
    }
    text.trim_end_matches('/').to_owned()
}

/// An e-mail address, "somebody [AT] example.org" undone.
fn unmasked(text: &str) -> String {
    let text = text.trim().to_lowercase();
    ["[at]", "(at)", "{at}", "<at>"].iter().fold(text.replace(' ', ""), |text, at| text.replace(at, "@"))
}

fn last_digits(text: &str) -> String {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    digits[digits.len().saturating_sub(9)..].iter().collect()
}

/// Whether two places share at least three in five of their words.
pub fn same_place(gold: &str, got: &str) -> bool {
    let words = |text: &str| {
        let text = normal(text);
        let mut words: Vec<String> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 1).map(str::to_owned).collect();
        words.sort();
        words.dedup();
        words
    };
    let (a, b) = (words(gold), words(got));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    shared > 0 && shared as f64 / (a.len() + b.len() - shared) as f64 >= 0.6
}

fn same_profile(gold: &Value, got: &Value) -> bool {
    let key = |p: &Value| {
        let url = string(&p["url"]);
        if url.is_empty() { normal(&string(&p["username"])) } else { address(&url) }
    };
    let user = |p: &Value| {
        let (name, url) = (string(&p["username"]), address(&string(&p["url"])));
        normal(if name.is_empty() { url.rsplit('/').next().unwrap_or_default() } else { &name })
    };
    let network = |p: &Value| normal(&string(&p["network"]));
    key(gold) == key(got)
        || (!user(gold).is_empty() && user(gold) == user(got) && network(gold) == network(got))
        || (key(gold).is_empty() && !network(gold).is_empty() && network(gold) == network(got))
}

pub fn profile_text(profile: &Value) -> String {
    ["url", "username", "network"]
        .iter()
        .map(|key| string(&profile[*key]))
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// Whether two texts are alike at least to the degree of `least`.
fn alike(a: &str, b: &str, least: f64) -> bool {
    !a.is_empty() && !b.is_empty() && ratio(a, b) >= least
}

/// How alike two texts are, 0 to 1: twice the characters in common blocks through the characters of both, the longest
/// common block first, then those left and right of it (Ratcliff and Obershelp).
pub fn ratio(a: &str, b: &str) -> f64 {
    let (a, b) = (normal(a), normal(b));
    if a == b {
        return 1.0;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = (a.len().min(b.len()) as f64, a.len().max(b.len()) as f64);
    if short == 0.0 {
        return 0.0;
    }
    if short / long < 0.5 {
        let within = |x: &[char], y: &[char]| y.windows(x.len()).any(|window| window == x);
        return short / long * if within(&a, &b) || within(&b, &a) { 0.6 } else { 0.3 };
    }
    let mut common = 0;
    let mut open = vec![(0..a.len(), 0..b.len())];
    while let Some((in_a, in_b)) = open.pop() {
        let (mut best, mut at_a, mut at_b) = (0, 0, 0);
        let mut before = vec![0; in_b.len() + 1];
        for i in in_a.clone() {
            let mut now = vec![0; in_b.len() + 1];
            for j in in_b.clone() {
                if a[i] == b[j] {
                    let length = before[j - in_b.start] + 1;
                    now[j - in_b.start + 1] = length;
                    if length > best {
                        (best, at_a, at_b) = (length, i + 1 - length, j + 1 - length);
                    }
                }
            }
            before = now;
        }
        if best > 0 {
            common += best;
            open.push((in_a.start..at_a, in_b.start..at_b));
            open.push((at_a + best..in_a.end, at_b + best..in_b.end));
        }
    }
    2.0 * common as f64 / (short + long)
}

fn keywords(resume: &Value) -> Vec<String> {
    let of = |group: &Value| {
        let keywords = strings(&group["keywords"]);
        if keywords.is_empty() { strings(&group["name"]) } else { keywords }
    };
    items(&resume["skills"]).iter().flat_map(of).collect()
}

pub fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The texts of a list, or the one text that stands in its place.
pub fn strings(value: &Value) -> Vec<String> {
    let text = |item: &Value| if item.is_object() { string(&item["name"]) } else { string(item) };
    match value {
        Value::Array(items) => items.iter().map(text).filter(|text| !text.is_empty()).collect(),
        other => Some(text(other)).into_iter().filter(|text| !text.is_empty()).collect(),
    }
}

/// A text; "present" is none, because the standard writes an open end by leaving the date out.
pub fn string(value: &Value) -> String {
    value.as_str().filter(|&text| text != "present").unwrap_or_default().to_owned()
}

/// A place as text, whether it is one or an object with parts.
pub fn place(value: &Value) -> String {
    if let Some(text) = value.as_str() {
        return text.to_owned();
    }
    if let Some(text) = value["text"].as_str() {
        return text.to_owned();
    }
    let parts = ["address", "city", "region", "postalCode", "countryCode"].map(|key| string(&value[key]));
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

pub fn everything(value: &Value) -> String {
    match value {
        Value::Object(map) => map.values().map(everything).collect::<Vec<_>>().join(" "),
        Value::Array(items) => items.iter().map(everything).collect::<Vec<_>>().join(" "),
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
    }
}

fn start(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}
