//! Evidence as features: each family is a question with a few answers, each answer a feature with a name.

use super::{Line, When, is_listed};
use crate::document::{BlockKind, Row};
use crate::locale::SectionKind;

/// The families with the names of their answers. A feature is called `family=answer`, and one of a neighbour
/// `family=answer@-1`.
pub const FAMILIES: &[(&str, &[&str])] = &[
    ("any", &["line"]),
    ("words", &["1", "2", "3", "4", "5", "7", "10", "15", "25"]),
    ("first", &["upper", "lower", "digit", "other"]),
    ("case", &["capitals", "title", "mixed", "sentence", "none"]),
    ("end", &["stop", "colon", "comma", "bracket", "other"]),
    ("inner", &["label", "colon", "none"]),
    ("commas", &["1", "2", "3", "6"]),
    ("bars", &["pipe", "dot", "tab", "dash", "slash", "bracket"]),
    ("block", &["h1", "h2", "h3", "h4", "paragraph", "item", "ordered", "term", "description", "table", "metadata"]),
    ("indent", &["1", "2"]),
    ("place-in-block", &["alone", "first", "inner"]),
    ("dress", &["bold", "italic", "begins-bold", "linked", "ruled", "colored", "centred"]),
    ("size", &["unknown", "small", "body", "larger", "large", "huge"]),
    ("above", &["unknown", "tight", "usual", "more", "much"]),
    ("at", &["0", "1", "2", "4", "8", "16", "late"]),
    ("when", &["year", "month", "range", "ongoing"]),
    ("dated", &["only", "mostly", "partly"]),
    ("date-at", &["start", "end", "inner"]),
    ("dates", &["2", "3"]),
    ("known", KINDS),
    ("known-second", KINDS),
    ("known-label", &["yes"]),
    ("resembles", KINDS),
    ("label", &["list"]),
    (
        "field",
        &["organization", "position", "location", "dates", "degree", "area", "score", "courses", "technologies", "url"],
    ),
    ("title", &["0.3", "0.5", "0.7", "0.9"]),
    ("organization", &["0.3", "0.5", "0.7", "0.9"]),
    ("location", &["0.3", "0.5", "0.7", "0.9"]),
    ("person", &["0.3", "0.5", "0.7", "0.9"]),
    ("school", &["yes"]),
    ("degree", &["low", "middle", "high"]),
    ("has", &["grade", "contact", "url"]),
    ("skills", &["some", "half", "all"]),
    ("languages", &["some", "half", "all"]),
    ("document", &["title"]),
    ("last-known", KINDS),
    ("since-known", &["1", "2", "5", "12", "30"]),
    ("looks-known", &["some", "most", "none"]),
    ("repeated", &["text"]),
];

/// Names of the kinds of sections, in the order of [`kind_index`].
pub const KINDS: &[&str] = &[
    "header",
    "contact",
    "personal",
    "summary",
    "work",
    "volunteer",
    "education",
    "training",
    "projects",
    "skills",
    "languages",
    "certificates",
    "awards",
    "publications",
    "interests",
    "references",
    "other",
];

/// The kinds of sections, in the order of [`KINDS`].
pub const ALL_KINDS: [SectionKind; 17] = [
    SectionKind::Header,
    SectionKind::Contact,
    SectionKind::Personal,
    SectionKind::Summary,
    SectionKind::Work,
    SectionKind::Volunteer,
    SectionKind::Education,
    SectionKind::Training,
    SectionKind::Projects,
    SectionKind::Skills,
    SectionKind::Languages,
    SectionKind::Certificates,
    SectionKind::Awards,
    SectionKind::Publications,
    SectionKind::Interests,
    SectionKind::References,
    SectionKind::Other,
];

/// The place of `kind` in [`ALL_KINDS`].
pub fn kind_index(kind: SectionKind) -> usize {
    kind as usize
}

/// How many features a line by itself can have.
pub const fn count() -> usize {
    COUNT
}

const COUNT: usize = answers(FAMILIES);

/// How many answers families have together.
pub const fn answers(families: &[(&str, &[&str])]) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < families.len() {
        count += families[at].1.len();
        at += 1;
    }
    count
}

/// The features of a family.
pub fn family(name: &str) -> std::ops::Range<usize> {
    let mut from = 0;
    for (family, answers) in FAMILIES {
        if *family == name {
            return from..from + answers.len();
        }
        from += answers.len();
    }
    0..0
}

/// The name of feature `index`, below [`count`].
pub fn name(index: usize) -> String {
    let mut rest = index;
    for (family, answers) in FAMILIES {
        match answers.get(rest) {
            Some(answer) => return [*family, "=", answer].concat(),
            None => rest -= answers.len(),
        }
    }
    String::new()
}

/// The features of each line by itself, as numbers below [`count`], rising.
pub fn of(lines: &[Line], rows: &[Row]) -> Vec<Vec<u16>> {
    let offsets = offsets();
    let looks = Looks::of(lines, rows);
    let repeated = repeated(rows);
    let mut last_known: Option<(usize, usize)> = None;
    let mut all = Vec::with_capacity(lines.len());
    for (at, (line, row)) in lines.iter().zip(rows).enumerate() {
        let mut out = Out { offsets: &offsets, features: Vec::with_capacity(40) };
        text(line, row, &mut out);
        layout(line, row, at, &mut out);
        dates(line, row, &mut out);
        words(line, &mut out);
        entities(line, &mut out);
        if let Some((kind, from)) = last_known {
            out.put("last-known", kind);
            out.put("since-known", bin(at - from, &[1, 2, 5, 12, 30]));
        }
        if let Some(share) = looks.share(at) {
            out.put("looks-known", share);
        }
        if repeated[at] {
            out.put("repeated", 0);
        }
        if let Some(kinds) = line.heading.as_ref().filter(|heading| !heading.is_label || line.bold || line.capitals)
            && !is_listed(row.kind)
            && let Some(kind) = kinds.kinds.first()
        {
            last_known = Some((kind_index(*kind), at));
        }
        out.features.sort_unstable();
        out.features.dedup();
        all.push(out.features);
    }
    all
}

/// Collects the features of a line.
struct Out<'a> {
    offsets: &'a [usize],
    features: Vec<u16>,
}

impl Out<'_> {
    fn put(&mut self, family: &str, answer: usize) {
        let at = FAMILIES.iter().position(|(name, _)| *name == family);
        let Some((at, answers)) = at.and_then(|at| Some((at, FAMILIES.get(at)?.1))) else { return };
        if answer < answers.len() {
            self.features.push((self.offsets[at] + answer) as u16);
        }
    }

    /// As [`Self::put`], where a number answers: the last answer whose limit it reaches.
    fn score(&mut self, family: &str, score: f32) {
        let answer = [0.3, 0.5, 0.7, 0.9].iter().take_while(|limit| score >= **limit).count();
        if answer > 0 {
            self.put(family, answer - 1);
        }
    }
}

/// The first feature of each family.
fn offsets() -> Vec<usize> {
    let mut next = 0;
    let begin = |(_, answers): &(&str, &[&str])| {
        let at = next;
        next += answers.len();
        at
    };
    FAMILIES.iter().map(begin).collect()
}

/// The last of the rising `limits` that `number` reaches, as a place; 0 where it reaches none.
fn bin(number: usize, limits: &[usize]) -> usize {
    limits.iter().take_while(|limit| number >= **limit).count().saturating_sub(1)
}

fn text(line: &Line, row: &Row, out: &mut Out) {
    let text = row.text.trim();
    out.put("any", 0);
    out.put("words", bin(line.words, &[1, 2, 3, 4, 5, 7, 10, 15, 25]));
    out.put(
        "first",
        match text.chars().next() {
            Some(c) if c.is_uppercase() => 0,
            Some(c) if c.is_lowercase() => 1,
            Some(c) if c.is_numeric() => 2,
            _ => 3,
        },
    );
    let lettered = || text.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    let large =
        lettered().filter(|word| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)).count();
    let all = lettered().count();
    out.put(
        "case",
        match () {
            () if line.capitals => 0,
            () if all == 0 || !text.contains(char::is_uppercase) && !text.contains(char::is_lowercase) => 4,
            () if large == all => 1,
            () if large * 2 >= all => 2,
            () => 3,
        },
    );
    out.put(
        "end",
        match text.chars().next_back() {
            Some('.' | '!' | '?') => 0,
            Some(':') => 1,
            Some(',' | ';') => 2,
            Some(')' | ']') => 3,
            _ => 4,
        },
    );
    let label = text.split_once(": ").map(|(before, _)| before.split_whitespace().count());
    out.put("inner", label.map_or(2, |words| usize::from(words > 4)));
    let commas = text.matches(',').count();
    if commas > 0 {
        out.put("commas", bin(commas, &[1, 2, 3, 6]));
    }
    let bars = [
        text.contains('|'),
        text.contains(['·', '•']),
        text.contains('\t'),
        text.contains(['–', '—']) || text.contains(" - "),
        text.contains('/'),
        text.contains('('),
    ];
    for (at, _) in bars.iter().enumerate().filter(|(_, has)| **has) {
        out.put("bars", at);
    }
}

fn layout(line: &Line, row: &Row, at: usize, out: &mut Out) {
    out.put(
        "block",
        match row.kind {
            BlockKind::Heading { level } => usize::from(level.clamp(1, 4)) - 1,
            BlockKind::Paragraph | BlockKind::Rule => 4,
            BlockKind::ListItem { ordered: false } => 5,
            BlockKind::ListItem { ordered: true } => 6,
            BlockKind::Term => 7,
            BlockKind::Description => 8,
            BlockKind::TableRow => 9,
            BlockKind::Metadata => 10,
        },
    );
    if row.indent > 0 {
        out.put("indent", usize::from(row.indent.min(2)) - 1);
    }
    out.put(
        "place-in-block",
        if line.alone {
            0
        } else if row.first {
            1
        } else {
            2
        },
    );
    let dress = [line.bold, line.italic, line.begins_bold, line.linked, line.ruled, line.colored, line.centred];
    for (at, _) in dress.iter().enumerate().filter(|(_, has)| **has) {
        out.put("dress", at);
    }
    out.put(
        "size",
        if line.size == 0.0 {
            0
        } else {
            1 + [0.94, 1.06, 1.22, 1.6].iter().take_while(|limit| line.size > **limit).count()
        },
    );
    out.put(
        "above",
        if line.above == 0.0 {
            0
        } else {
            1 + [0.9, 1.15, 1.7].iter().take_while(|limit| line.above > **limit).count()
        },
    );
    out.put("at", bin(at, &[0, 1, 2, 4, 8, 16, 40]));
}

fn dates(line: &Line, row: &Row, out: &mut Out) {
    let Some(first) = line.dates.first() else { return };
    match line.when() {
        When::Never => {}
        When::Year => out.put("when", 0),
        When::Month => out.put("when", 1),
        When::Range => out.put("when", 2),
        When::Ongoing => out.put("when", 3),
    }
    out.put(
        "dated",
        if line.dated > 0.85 {
            0
        } else if line.dated > 0.4 {
            1
        } else {
            2
        },
    );
    let bare = |text: Option<&str>| text.is_some_and(|text| !text.contains(char::is_alphanumeric));
    out.put(
        "date-at",
        match () {
            () if bare(row.text.get(..first.at.start)) => 0,
            () if bare(line.dates.last().and_then(|last| row.text.get(last.at.end..))) => 1,
            () => 2,
        },
    );
    if line.dates.len() > 1 {
        out.put("dates", line.dates.len().min(3) - 2);
    }
}

fn words(line: &Line, out: &mut Out) {
    if let Some(heading) = &line.heading {
        for (family, kind) in ["known", "known-second"].into_iter().zip(&heading.kinds) {
            out.put(family, kind_index(*kind));
        }
        if heading.is_label {
            out.put("known-label", 0);
        }
    }
    if let Some(kind) = line.resembles {
        out.put("resembles", kind_index(kind));
    }
    if line.is_label {
        out.put("label", 0);
    }
    if let Some(field) = line.field.and_then(|field| super::FIELD_LABELS.iter().position(|known| *known == field)) {
        out.put("field", field);
    }
}

fn entities(line: &Line, out: &mut Out) {
    out.score("title", line.title);
    out.score("organization", line.organization);
    out.score("location", line.place);
    out.score("person", line.person);
    if line.institution {
        out.put("school", 0);
    }
    if let Some(level) = line.degree {
        out.put(
            "degree",
            if level <= 2 {
                0
            } else if level <= 4 {
                1
            } else {
                2
            },
        );
    }
    for (at, _) in [line.grade, line.contact, line.url].iter().enumerate().filter(|(_, has)| **has) {
        out.put("has", at);
    }
    let share = |share: f32| if share >= 0.9 { 2 } else { usize::from(share >= 0.45) };
    if line.skills > 0.0 {
        out.put("skills", share(line.skills));
    }
    if line.languages > 0.0 {
        out.put("languages", share(line.languages));
    }
    if line.document_title {
        out.put("document", 0);
    }
}

/// Which lines are set as those are whose words are headings.
struct Looks(Vec<Option<usize>>);

/// How a line is set, as far as headings are told by it.
type Look = (u8, bool, bool, bool, bool, u32);

impl Looks {
    fn of(lines: &[Line], rows: &[Row]) -> Self {
        let look = |line: &Line, row: &Row| -> Look {
            let level = row.heading_level().unwrap_or(if is_listed(row.kind) { 8 } else { 7 });
            (level, line.bold, line.capitals, line.colored, line.ruled, (line.size * 10.0).round() as u32)
        };
        let looks: Vec<Look> = lines.iter().zip(rows).map(|(line, row)| look(line, row)).collect();
        let mut classes: Vec<(Look, usize, usize)> = Vec::new();
        for (look, line) in looks.iter().zip(lines) {
            let known = usize::from(line.heading.as_ref().is_some_and(|heading| !heading.is_label));
            if let Some((_, all, headings)) = classes.iter_mut().find(|(class, ..)| class == look) {
                *all += 1;
                *headings += known;
            } else if classes.len() < 40 {
                classes.push((*look, 1, known));
            }
        }
        let any = classes.iter().any(|(.., headings)| *headings >= 2);
        let share = |look: &Look| {
            let (_, all, headings) = classes.iter().find(|(class, ..)| class == look)?;
            match headings {
                0 | 1 => any.then_some(2),
                _ => Some(usize::from(headings * 2 >= *all)),
            }
        };
        Self(looks.iter().map(share).collect())
    }

    fn share(&self, at: usize) -> Option<usize> {
        self.0.get(at).copied().flatten()
    }
}

/// Which lines of few words come again.
fn repeated(rows: &[Row]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    crate::sort::by_key(&mut order, |at| rows[*at].text);
    let mut repeated = vec![false; rows.len()];
    for pair in order.windows(2) {
        if let [a, b] = *pair
            && rows[a].text == rows[b].text
            && rows[a].text.len() <= 70
        {
            repeated[a] = true;
            repeated[b] = true;
        }
    }
    repeated
}
