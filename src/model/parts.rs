//! Which part of an entry each row of a section is, once the kind of the section is known: decoded for all its rows at once, from
//! what the rules say of them, from how the rows are set beside each other, and from the evidence of the lines.
//!
//! A linear-chain model as [`super::Model`]; `examples/train.rs` learns its weights and writes them to `parts.txt`.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use super::Part;
use crate::line::features::{self, KINDS, kind_index};
use crate::locale::SectionKind;

/// What a row is: it begins an entry, is another line of its head, or is anything else.
pub const LABELS: [Part; COUNT] = [Part::Start, Part::Head, Part::Prose];
const COUNT: usize = 3;
/// How far a row sees.
const WINDOW: usize = 2;

/// What a row is within its section, beside its line's own evidence.
const FAMILIES: &[(&str, &[&str])] = &[
    ("rule", &["start", "head", "body", "label"]),
    ("rule-start", KINDS),
    ("rule-head", KINDS),
    ("rule-body", KINDS),
    ("kind", KINDS),
    ("row", &["first", "last"]),
    ("since-date", &["0", "1", "2", "3", "5", "none"]),
    ("till-date", &["0", "1", "2", "3", "5", "none"]),
    ("since-start", &["1", "2", "3", "5", "8", "none"]),
    ("like-first", &["yes", "no"]),
    ("like-before", &["yes"]),
    ("like-starts", &["none", "some", "most", "all"]),
    ("like-dated", &["none", "some", "most", "all"]),
    ("section", &["items", "dates", "headings"]),
    ("level", &["top", "deeper"]),
    ("first-rule", &["start", "head", "body", "label"]),
    (
        "rule-dated",
        &[
            "start undated",
            "head undated",
            "body undated",
            "label undated",
            "start dated",
            "head dated",
            "body dated",
            "label dated",
        ],
    ),
    (
        "rule-rule",
        &[
            "start start",
            "start head",
            "start body",
            "start label",
            "head start",
            "head head",
            "head body",
            "head label",
            "body start",
            "body head",
            "body body",
            "body label",
            "label start",
            "label head",
            "label body",
            "label label",
        ],
    ),
    (
        "rule-like",
        &[
            "none start",
            "none head",
            "none body",
            "none label",
            "some start",
            "some head",
            "some body",
            "some label",
            "most start",
            "most head",
            "most body",
            "most label",
            "all start",
            "all head",
            "all body",
            "all label",
        ],
    ),
    (
        "rule-liked",
        &[
            "none start",
            "none head",
            "none body",
            "none label",
            "some start",
            "some head",
            "some body",
            "some label",
            "most start",
            "most head",
            "most body",
            "most label",
            "all start",
            "all head",
            "all body",
            "all label",
        ],
    ),
    (
        "rule-block",
        &[
            "h1 start",
            "h1 head",
            "h1 body",
            "h1 label",
            "h2 start",
            "h2 head",
            "h2 body",
            "h2 label",
            "h3 start",
            "h3 head",
            "h3 body",
            "h3 label",
            "h4 start",
            "h4 head",
            "h4 body",
            "h4 label",
            "paragraph start",
            "paragraph head",
            "paragraph body",
            "paragraph label",
            "item start",
            "item head",
            "item body",
            "item label",
            "ordered start",
            "ordered head",
            "ordered body",
            "ordered label",
            "term start",
            "term head",
            "term body",
            "term label",
            "description start",
            "description head",
            "description body",
            "description label",
            "table start",
            "table head",
            "table body",
            "table label",
            "metadata start",
            "metadata head",
            "metadata body",
            "metadata label",
        ],
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
    fn part(self) -> Part {
        match self {
            Self::Start => Part::Start,
            Self::Head => Part::Head,
            Self::Body | Self::Label => Part::Prose,
        }
    }
}

/// How many rules there are.
const RULES: usize = 4;

/// How many features say what a row is within its section.
const fn count() -> usize {
    OWN
}

const OWN: usize = features::answers(FAMILIES);

/// The name of such a feature.
fn name(index: usize) -> String {
    let mut rest = index;
    for (family, answers) in FAMILIES {
        match answers.get(rest) {
            Some(answer) => return [*family, "=", answer].concat(),
            None => rest -= answers.len(),
        }
    }
    String::new()
}

/// Where the rows of weights begin.
pub struct Rows;

impl Rows {
    /// Where feature `index` of the row that stands `offset` below has its weights; nothing where it has none: of its neighbours a
    /// row sees only what they are within the section.
    fn feature(index: usize, offset: isize) -> Option<usize> {
        match index.checked_sub(features::count()) {
            None => (offset == 0).then_some(index),
            Some(index) => Some(features::count() + (offset + WINDOW as isize) as usize * count() + index),
        }
    }

    /// What follows the label `before`, as many as there are at the start, in a section of `kind`.
    pub fn step(kind: usize, before: usize) -> usize {
        features::count() + (2 * WINDOW + 1) * count() + kind * (COUNT + 1) + before
    }

    /// How many rows there are.
    pub fn count() -> usize {
        Self::step(KINDS.len(), 0)
    }

    /// What a row of weights is called in their file.
    pub fn name(row: usize) -> String {
        let Some(of_section) = row.checked_sub(features::count()) else { return features::name(row) };
        if let Some(step) = row.checked_sub(Self::step(0, 0)) {
            let before = LABELS.get(step % (COUNT + 1)).map_or("edge", |part| part.name());
            return format!("{} {before}", KINDS[step / (COUNT + 1)]);
        }
        let (offset, name) = ((of_section / count()) as isize - WINDOW as isize, name(of_section % count()));
        if offset == 0 { name } else { format!("{name}@{offset:+}") }
    }
}

/// Integer weights, a row for each of [`Rows`], a column for each of [`LABELS`].
#[derive(Debug, Clone)]
pub struct Parts {
    weights: Arc<[i8]>,
}

static TRAINED: LazyLock<Parts> = LazyLock::new(|| {
    let packed: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/parts.bin"));
    Parts::of(packed.iter().map(|byte| byte.cast_signed()).collect())
});

/// The model that comes with the program.
pub fn trained() -> &'static Parts {
    &TRAINED
}

impl Parts {
    /// With these weights; missing ones are 0.
    pub fn of(mut weights: Vec<i8>) -> Self {
        weights.resize(Rows::count() * COUNT, 0);
        Self { weights: weights.into() }
    }

    /// Without weights: what the rules say decides.
    pub fn none() -> Self {
        Self { weights: Arc::new([]) }
    }

    fn row(&self, row: usize) -> [i32; COUNT] {
        std::array::from_fn(|at| self.weights.get(row * COUNT + at).copied().map_or(0, i32::from))
    }
}

/// The rows of weights that the features of row `at` of a section and its neighbours choose.
pub fn rows_of(features: &[Vec<u16>], at: usize) -> impl Iterator<Item = usize> {
    let window = WINDOW as isize;
    (-window..=window).flat_map(move |offset| {
        let row = at.checked_add_signed(offset).and_then(|at| features.get(at));
        row.into_iter().flatten().filter_map(move |feature| Rows::feature(usize::from(*feature), offset))
    })
}

/// The evidence of the lines of a document, and the model that reads it.
#[derive(Debug, Clone)]
pub struct PartEvidence {
    features: Vec<Vec<u16>>,
    model: Parts,
}

impl Default for PartEvidence {
    fn default() -> Self {
        Self { features: Vec::new(), model: Parts::none() }
    }
}

/// The evidence of the rows of one section.
#[derive(Debug, Clone, Copy)]
pub struct Within<'a> {
    lines: &'a [Vec<u16>],
    model: &'a Parts,
}

static NONE: LazyLock<Parts> = LazyLock::new(Parts::none);

impl Default for Within<'_> {
    /// No evidence.
    fn default() -> Self {
        Self { lines: &[], model: &NONE }
    }
}

impl PartEvidence {
    /// `features` are those of all lines.
    pub fn of(model: &Parts, features: Vec<Vec<u16>>) -> Self {
        Self { features, model: model.clone() }
    }

    /// The evidence of some lines; none of it where there is none.
    pub fn within(&self, lines: Range<usize>) -> Within<'_> {
        Within { lines: self.features.get(lines).unwrap_or_default(), model: &self.model }
    }
}

/// Puts down features by the names of families.
struct Out {
    features: Vec<u16>,
}

impl Out {
    fn put(&mut self, family: &str, answer: usize) {
        let mut from = features::count();
        for (name, answers) in FAMILIES {
            if *name == family {
                self.features.push((from + answer.min(answers.len() - 1)) as u16);
                return;
            }
            from += answers.len();
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
    let alike = |at: usize, is: &dyn Fn(usize) -> bool| {
        (0..lines.len())
            .filter(|other| *other != at && is_like(*other, at))
            .fold((0, 0), |(part, all), other| (part + usize::from(is(other)), all + 1))
    };
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
        out.put("rule-dated", rule_at + RULES * usize::from(told.dated[at]));
        if let Some(block) = told.blocks[at] {
            out.put("rule-block", rule_at + RULES * block);
        }
        if let Some(before) = at.checked_sub(1) {
            out.put("rule-rule", rule_at + RULES * rules[before] as usize);
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
        out.distance("till-date", told.dated[at..].iter().position(|dated| *dated), &[0, 1, 2, 3, 5]);
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
        let (starts, others) = alike(at, &|other| rules[other] == Rule::Start);
        if others > 0 {
            let answer = out.share("like-starts", starts, others);
            out.put("rule-like", rule_at + RULES * answer);
            let (dated, _) = alike(at, &|other| told.dated[other]);
            let answer = out.share("like-dated", dated, others);
            out.put("rule-liked", rule_at + RULES * answer);
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
    /// Features that say how a line is set, for each.
    looks: Vec<Vec<u16>>,
    dated: Vec<bool>,
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
        let look = |line: &Vec<u16>| {
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
        Self { looks: lines.iter().map(look).collect(), dated, blocks, levels, section }
    }
}

impl Within<'_> {
    /// The part of each row of a section of `kind`: the best sequence by its evidence and by what the rules say. Without evidence,
    /// what the rules say.
    pub fn decode(&self, kind: SectionKind, rules: &[Rule]) -> Vec<Part> {
        let by_rules: Vec<Part> = rules.iter().map(|rule| rule.part()).collect();
        if self.lines.len() != rules.len() || rules.is_empty() || self.model.weights.is_empty() {
            return by_rules;
        }
        let features = features_of(self.lines, kind, rules);
        let kind = kind_index(kind);
        let scores = |at: usize| {
            let mut sum = [0; COUNT];
            for row in rows_of(&features, at) {
                for (sum, weight) in sum.iter_mut().zip(self.model.row(row)) {
                    *sum += weight;
                }
            }
            sum
        };
        let steps: [[i32; COUNT]; COUNT + 1] = std::array::from_fn(|before| self.model.row(Rows::step(kind, before)));
        let add = |a: [i32; COUNT], b: [i32; COUNT]| std::array::from_fn(|at| a[at] + b[at]);
        let mut best: [i32; COUNT] = add(scores(0), steps[COUNT]);
        let mut back = Vec::with_capacity(rules.len());
        for at in 1..rules.len() {
            let from: [usize; COUNT] = std::array::from_fn(|label| {
                (0..COUNT).max_by_key(|before| best[*before] + steps[*before][label]).unwrap_or_default()
            });
            let next = std::array::from_fn(|label| best[from[label]] + steps[from[label]][label]);
            best = add(next, scores(at));
            back.push(from);
        }
        let mut label = (0..COUNT).max_by_key(|label| best[*label]).unwrap_or_default();
        let mut decoded = vec![LABELS[label]];
        for from in back.into_iter().rev() {
            label = from[label];
            decoded.push(LABELS[label]);
        }
        decoded.reverse();
        // A section has an entry, and nothing stands before its first.
        let first = decoded.iter().position(|part| *part == Part::Start).unwrap_or(decoded.len());
        decoded[..first].copy_from_slice(&by_rules[..first]);
        decoded
    }
}
