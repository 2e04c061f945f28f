//! What a row is beside the other rows of its section: features for [`super::parts`].

use std::ops::Range;

use super::Part;
use crate::line::features::{self, KINDS, kind_index};
use crate::locale::SectionKind;
use crate::sort;

/// A family of features: its name, and its answers, each with each of the others' where it asks two things.
type Family = (&'static str, &'static [&'static str], &'static [&'static str]);

const RULES: &[&str] = &["start", "head", "body", "label"];
const SHARES: &[&str] = &["none", "some", "most", "all"];
const ROWS: &[&str] = &["0", "1", "2", "3", "5", "none"];
/// One question alone.
const ALONE: &[&str] = &[""];

/// The questions about a row, beside those about its line.
const FAMILIES: &[Family] = &[
    ("rule", RULES, ALONE),
    ("rule-start", KINDS, ALONE),
    ("rule-head", KINDS, ALONE),
    ("rule-body", KINDS, ALONE),
    ("kind", KINDS, ALONE),
    ("row", &["first", "last"], ALONE),
    ("since-date", ROWS, ALONE),
    ("till-date", ROWS, ALONE),
    ("since-start", &["1", "2", "3", "5", "8", "none"], ALONE),
    ("like-first", &["yes", "no"], ALONE),
    ("like-before", &["yes"], ALONE),
    ("like-starts", SHARES, ALONE),
    ("like-dated", SHARES, ALONE),
    ("section", &["items", "dates", "headings"], ALONE),
    ("level", &["top", "deeper"], ALONE),
    ("first-rule", RULES, ALONE),
    ("rule-dated", &["undated", "dated"], RULES),
    ("rule-rule", RULES, RULES),
    ("rule-like", SHARES, RULES),
    ("rule-liked", SHARES, RULES),
    (
        "rule-block",
        &["h1", "h2", "h3", "h4", "paragraph", "item", "ordered", "term", "description", "table", "metadata"],
        RULES,
    ),
];

/// What the rules say of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    Start,
    Head,
    Body,
    /// It says only what follows.
    Label,
}

impl Rule {
    /// The part that a row is if the rule decides alone.
    pub(super) fn part(self) -> Part {
        match self {
            Self::Start => Part::Start,
            Self::Head => Part::Head,
            Self::Body | Self::Label => Part::Prose,
        }
    }
}

/// How many features say what a row is within its section.
pub const COUNT: usize = {
    let (mut at, mut count) = (0, 0);
    while at < FAMILIES.len() {
        count += FAMILIES[at].1.len() * FAMILIES[at].2.len();
        at += 1;
    }
    count
};

/// The name of feature `index`, below [`COUNT`].
pub fn name(index: usize) -> String {
    let mut rest = index;
    for (family, answers, others) in FAMILIES {
        if let Some(answer) = answers.get(rest / others.len()) {
            return [*family, "=", answer, " ", others[rest % others.len()]].concat().trim_end().to_owned();
        }
        rest -= answers.len() * others.len();
    }
    String::new()
}

/// Puts down features by the names of families.
struct Out {
    features: Vec<u16>,
}

impl Out {
    fn put(&mut self, family: &str, answer: usize) {
        self.put_both(family, answer, 0);
    }

    /// The answers to the two questions of a family.
    fn put_both(&mut self, family: &str, answer: usize, other: usize) {
        let mut from = features::count();
        for (name, answers, others) in FAMILIES {
            if *name == family {
                self.features.push((from + answer.min(answers.len() - 1) * others.len() + other) as u16);
                return;
            }
            from += answers.len() * others.len();
        }
    }

    /// As [`Self::put`], where a distance answers.
    fn distance(&mut self, family: &str, distance: Option<usize>, limits: &[usize]) {
        let reached = |distance| limits.iter().take_while(|limit| distance >= **limit).count().saturating_sub(1);
        self.put(family, distance.map_or(limits.len(), reached));
    }

    /// As [`Self::put`], where a share answers.
    fn share(&mut self, family: &str, part: usize, all: usize) -> usize {
        let answer = match part {
            0 => 0,
            _ if part == all => 3,
            _ => 1 + usize::from(part * 2 >= all),
        };
        self.put(family, answer);
        answer
    }
}

/// The features of the rows of a section: those of their lines, and what each is beside the others.
pub fn features_of(lines: &[Vec<u16>], kind: SectionKind, rules: &[Rule]) -> Vec<Vec<u16>> {
    let kind = kind_index(kind);
    let told = Told::of(lines);
    let is_like = |a: usize, b: usize| told.looks[a] == told.looks[b];
    let starts: Vec<bool> = rules.iter().map(|rule| *rule == Rule::Start).collect();
    let (all_alike, starts_alike, dated_alike) =
        (told.alike(&vec![true; lines.len()]), told.alike(&starts), told.alike(&told.dated));
    let top = told.levels.iter().flatten().min().copied();
    let mut all = Vec::with_capacity(lines.len());
    let (mut since_date, mut since_start) = (None, None);
    for (at, (line, rule)) in lines.iter().zip(rules).enumerate() {
        let mut out = Out { features: line.clone() };
        out.put("rule", *rule as usize);
        let of_kind = match rule {
            Rule::Start => Some("rule-start"),
            Rule::Head => Some("rule-head"),
            Rule::Body => Some("rule-body"),
            Rule::Label => None,
        };
        if let Some(family) = of_kind {
            out.put(family, kind);
        }
        out.put("kind", kind);
        let rule_at = *rule as usize;
        out.put_both("rule-dated", usize::from(told.dated[at]), rule_at);
        if let Some(block) = told.blocks[at] {
            out.put_both("rule-block", block, rule_at);
        }
        if let Some(before) = at.checked_sub(1) {
            out.put_both("rule-rule", rules[before] as usize, rule_at);
        }
        if at == 0 {
            out.put("first-rule", rule_at);
            out.put("row", 0);
        }
        if at + 1 == lines.len() {
            out.put("row", 1);
        }
        since_date = if told.dated[at] { Some(0) } else { since_date.map(|rows: usize| rows + 1) };
        out.distance("since-date", since_date, &[0, 1, 2, 3, 5]);
        out.distance("till-date", told.next_date[at].map(|next| next - at), &[0, 1, 2, 3, 5]);
        since_start = since_start.map(|rows: usize| rows + 1);
        out.distance("since-start", since_start, &[1, 2, 3, 5, 8]);
        if *rule == Rule::Start {
            since_start = Some(0);
        }
        if at > 0 {
            out.put("like-first", usize::from(!is_like(at, 0)));
            if is_like(at, at - 1) {
                out.put("like-before", 0);
            }
        }
        let others = all_alike[told.looks[at]] - 1;
        if others > 0 {
            let answer = out.share("like-starts", starts_alike[told.looks[at]] - usize::from(starts[at]), others);
            out.put_both("rule-like", answer, rule_at);
            let dated = dated_alike[told.looks[at]] - usize::from(told.dated[at]);
            let answer = out.share("like-dated", dated, others);
            out.put_both("rule-liked", answer, rule_at);
        }
        for (answer, _) in told.section.iter().enumerate().filter(|(_, has)| **has) {
            out.put("section", answer);
        }
        if let Some(level) = told.levels[at] {
            out.put("level", usize::from(Some(level) != top));
        }
        all.push(out.features);
    }
    all
}

/// What the features of lines tell of how they are set.
struct Told {
    /// For each, a number that those share that are set like it, below the count of lines.
    looks: Vec<usize>,
    dated: Vec<bool>,
    /// For each, the first with a date from it on.
    next_date: Vec<Option<usize>>,
    /// Their blocks, as the family of features counts them.
    blocks: Vec<Option<usize>>,
    /// Levels of headings.
    levels: Vec<Option<usize>>,
    /// There are list items, dates, headings.
    section: [bool; 3],
}

impl Told {
    fn of(lines: &[Vec<u16>]) -> Self {
        let set: Vec<Range<usize>> = ["block", "indent", "dress", "size"].into_iter().map(features::family).collect();
        let (date, block) = (features::family("when"), features::family("block"));
        let is_in = |feature: u16, family: &Range<usize>| family.contains(&usize::from(feature));
        let look = |line: &Vec<u16>| -> Vec<u16> {
            line.iter().copied().filter(|feature| set.iter().any(|family| is_in(*feature, family))).collect()
        };
        let block_of = |line: &Vec<u16>| {
            line.iter().find(|feature| is_in(**feature, &block)).map(|feature| usize::from(*feature) - block.start)
        };
        let blocks: Vec<Option<usize>> = lines.iter().map(block_of).collect();
        let dated: Vec<bool> = lines.iter().map(|line| line.iter().any(|feature| is_in(*feature, &date))).collect();
        let levels: Vec<Option<usize>> = blocks.iter().map(|block| block.filter(|block| *block < 4)).collect();
        let section = [
            blocks.iter().flatten().any(|block| matches!(block, 5 | 6)),
            dated.contains(&true),
            levels.iter().any(Option::is_some),
        ];
        let mut next_date = vec![None; lines.len()];
        for at in (0..lines.len()).rev() {
            next_date[at] = if dated[at] { Some(at) } else { next_date.get(at + 1).copied().flatten() };
        }
        Self { looks: numbered(&lines.iter().map(look).collect::<Vec<_>>()), dated, next_date, blocks, levels, section }
    }

    /// For each look, how many lines that have it are marked.
    fn alike(&self, marks: &[bool]) -> Vec<usize> {
        let mut counts = vec![0; self.looks.len()];
        for (look, _) in self.looks.iter().zip(marks).filter(|(_, marked)| **marked) {
            counts[*look] += 1;
        }
        counts
    }
}

/// For each look, a number that equal ones share.
fn numbered(looks: &[Vec<u16>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..looks.len()).collect();
    sort::by_key(&mut order, |at| &looks[*at]);
    let mut numbers = vec![0; looks.len()];
    for pair in order.windows(2) {
        if let [before, at] = *pair {
            numbers[at] = numbers[before] + usize::from(looks[at] != looks[before]);
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_have_names_of_their_own() {
        let mut names: Vec<String> = (0..COUNT).map(name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), COUNT);
        assert!(!names.contains(&String::new()));
        assert!(names.contains(&"rule-block=item head".to_owned()), "{names:?}");
    }

    #[test]
    fn a_row_is_held_against_those_that_are_set_like_it() {
        let block = features::family("block").start as u16;
        let dated = features::family("when").start as u16;
        let lines = vec![vec![block + 4, dated], vec![block + 5], vec![block + 4], vec![block + 5]];
        let rules = [Rule::Start, Rule::Body, Rule::Head, Rule::Body];
        let features = features_of(&lines, SectionKind::Work, &rules);
        let names = |at: usize| -> Vec<String> {
            features[at]
                .iter()
                .filter_map(|feature| usize::from(*feature).checked_sub(features::count()))
                .map(name)
                .collect()
        };
        let has = |at: usize, name: &str| names(at).iter().any(|own| own == name);
        assert!(has(0, "first-rule=start") && has(0, "like-starts=none") && has(0, "since-date=0"), "{:?}", names(0));
        assert!(has(2, "like-first=yes") && has(2, "rule-like=all head") && has(2, "like-dated=all"), "{:?}", names(2));
        assert!(has(3, "rule-rule=head body") && has(3, "till-date=none") && has(3, "row=last"), "{:?}", names(3));
    }
}
