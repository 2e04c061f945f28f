//! Which kind and part each line of a CV is, as its gold says: what the model of lines learns from.
//!
//! The gold has values, not lines. Its headings are found among the lines in their order; what stands between two headings is of
//! the kind whose values cover most of it; an entry begins at the line from which its names and dates stand closest together.

use std::collections::BTreeSet;

use cv_readback::document::{BlockKind, Row};
use cv_readback::entity::date::{self, DateEnd, DateRange};
use cv_readback::locale::{self, SectionKind, fold};
use cv_readback::model::{Label, Part};
use serde_json::Value;

/// Letters and digits of a text, folded.
fn squash(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A list of the gold, the kind of its section, and the fields that say which entry a line is about.
const LISTS: &[(&str, SectionKind, &[&str])] = &[
    ("work", SectionKind::Work, &["name", "position", "location"]),
    ("volunteer", SectionKind::Volunteer, &["organization", "position", "location"]),
    ("education", SectionKind::Education, &["institution", "studyType", "area", "location", "score"]),
    ("projects", SectionKind::Projects, &["name", "url"]),
    ("skills", SectionKind::Skills, &[]),
    ("languages", SectionKind::Languages, &[]),
    ("certificates", SectionKind::Certificates, &["name", "issuer"]),
    ("awards", SectionKind::Awards, &["title", "awarder"]),
    ("publications", SectionKind::Publications, &["name", "publisher"]),
    ("interests", SectionKind::Interests, &[]),
    ("references", SectionKind::References, &["name"]),
];

/// Every text in `value` but links and notes.
fn texts<'a>(value: &'a Value, key: &str, out: &mut Vec<(String, &'a str)>) {
    match value {
        Value::String(text) => out.push((key.to_owned(), text)),
        Value::Array(items) => items.iter().for_each(|item| texts(item, key, out)),
        Value::Object(map) => {
            for (key, value) in map {
                if !matches!(key.as_str(), "url" | "profiles" | "notes" | "type") {
                    texts(value, key, out);
                }
            }
        }
        _ => {}
    }
}

/// The dates of a line as golds write them.
fn dates(text: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for found in date::find(text) {
        match found.range {
            DateRange::Single(when) => {
                all.insert(when.iso());
            }
            DateRange::Range(from, to) => {
                all.insert(from.iso());
                all.insert(if let DateEnd::Date(to) = to { to.iso() } else { "present".to_owned() });
            }
        }
    }
    all
}

/// A line, made for comparing.
struct Seen {
    squashed: String,
    /// Folded, words apart, with a blank at both ends.
    words: String,
    dates: BTreeSet<String>,
}

impl Seen {
    fn of(text: &str) -> Self {
        let words: Vec<String> =
            fold(text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
        Self { squashed: squash(text), words: format!(" {} ", words.join(" ")), dates: dates(text) }
    }

    /// Whether the line has all of a value, at the bounds of words.
    fn has(&self, value: &Seen) -> bool {
        !value.squashed.is_empty() && self.words.contains(&value.words)
    }

    /// How many letters of the line the value covers: all of itself, or all of the line if that is a part of it.
    fn covered_by(&self, value: &Seen) -> usize {
        if self.has(value) {
            value.squashed.len()
        } else if self.squashed.len() >= 12 && value.squashed.contains(&self.squashed) {
            self.squashed.len()
        } else if value.squashed.len() >= 40
            && value
                .squashed
                .get(..value.squashed.floor_char_boundary(30))
                .is_some_and(|start| self.squashed.contains(start))
        {
            self.squashed.len().min(value.squashed.len())
        } else {
            0
        }
    }
}

/// The label of each line, or nothing where the gold names no headings.
pub fn labels(rows: &[Row], gold: &Value) -> Option<Vec<Label>> {
    let seen: Vec<Seen> = rows.iter().map(|row| Seen::of(row.text)).collect();
    let headings = headings(rows, &seen, gold)?;
    // How much of each line the values of each kind cover.
    let mut values: Vec<(SectionKind, Vec<Seen>)> = Vec::new();
    for (key, kind, _) in LISTS {
        let mut found = Vec::new();
        texts(&gold[*key], "", &mut found);
        let own = found.iter().filter(|(key, _)| !key.to_lowercase().ends_with("date"));
        values.push((*kind, own.flat_map(|(_, text)| text.split('\n')).map(Seen::of).collect()));
    }
    let summary = gold["basics"]["summary"].as_str().unwrap_or_default();
    values.push((SectionKind::Summary, summary.split('\n').map(Seen::of).collect()));
    let mut basics = Vec::new();
    for key in ["name", "label", "email", "phone", "location", "url"] {
        texts(&gold["basics"][key], key, &mut basics);
    }
    let mut links = Vec::new();
    for profile in gold["basics"]["profiles"].as_array().into_iter().flatten() {
        links.extend(["username", "url", "network"].iter().filter_map(|key| profile[*key].as_str()));
    }
    let basics = basics.iter().map(|(_, text)| *text).chain(links);
    values.push((SectionKind::Header, basics.map(Seen::of).collect()));
    let mut other = Vec::new();
    for entry in gold["other"].as_array().into_iter().flatten() {
        texts(&entry["items"], "", &mut other);
    }
    values.push((SectionKind::Other, other.iter().flat_map(|(_, text)| text.split('\n')).map(Seen::of).collect()));
    let cover = |row: &Seen, values: &[Seen]| -> f64 {
        let covered: usize = values.iter().map(|value| row.covered_by(value)).sum();
        (covered as f64 / row.squashed.len().max(1) as f64).min(1.0)
    };
    let covers: Vec<Vec<f64>> =
        seen.iter().map(|row| values.iter().map(|(_, values)| cover(row, values)).collect()).collect();
    let mut starts: Vec<usize> = headings.iter().map(|(row, _)| *row).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut bounds = vec![0];
    bounds.extend(starts.iter().copied().filter(|row| *row > 0));
    // The kind of each stretch between headings.
    let mut stretches: Vec<(usize, usize, Option<SectionKind>)> = Vec::new();
    for (at, &from) in bounds.iter().enumerate() {
        let to = bounds.get(at + 1).copied().unwrap_or(rows.len());
        let headed = starts.contains(&from);
        let inner = from + usize::from(headed)..to;
        let kind = if headed {
            let mut votes = vec![0.0; values.len()];
            for row in inner.clone() {
                for (vote, cover) in votes.iter_mut().zip(&covers[row]) {
                    *vote += cover * (seen[row].squashed.len() as f64).sqrt();
                }
            }
            let named = locale::headings(rows[from].text).map(|heading| heading.kinds);
            if let Some(named) = &named {
                for (vote, (kind, _)) in votes.iter_mut().zip(&values) {
                    if named.contains(kind) {
                        *vote = *vote * 1.3 + 0.5;
                    }
                }
            }
            let best = (0..votes.len()).max_by(|a, b| votes[*a].total_cmp(&votes[*b]));
            let best = best.filter(|best| votes[*best] > 0.0).map(|best| values[best].0);
            let named = named.and_then(|kinds| kinds.first().copied());
            match (best, named) {
                // What golds keep with another kind, or nowhere, is what its heading calls it.
                (Some(SectionKind::Other | SectionKind::Header) | None, Some(named)) => Some(named),
                (Some(SectionKind::Certificates), Some(SectionKind::Training)) => Some(SectionKind::Training),
                // The header has no heading.
                (Some(SectionKind::Header), None) => Some(SectionKind::Contact),
                (best, _) => best,
            }
        } else {
            Some(SectionKind::Header)
        };
        stretches.push((from, to, kind));
    }
    let mut kinds = vec![SectionKind::Other; rows.len()];
    let of_stretches: Vec<SectionKind> = stretches.iter().filter_map(|stretch| stretch.2).collect();
    for at in 0..stretches.len() {
        let (from, to, kind) = stretches[at];
        // A heading above another heading is about what that is about.
        let kind = kind
            .or_else(|| stretches[at + 1..].iter().take(1).find_map(|next| next.2).filter(|_| to - from <= 1))
            .unwrap_or(SectionKind::Other);
        let headed = starts.contains(&from);
        for row in from..to {
            kinds[row] = kind;
            if headed && row == from {
                continue;
            }
            let own = values.iter().position(|(known, _)| *known == kind).map_or(0.0, |at| covers[row][at]);
            let best = (0..values.len()).max_by(|a, b| covers[row][*a].total_cmp(&covers[row][*b])).unwrap_or(0);
            let other = values[best].0;
            let elsewhere = of_stretches.contains(&other);
            // Without a heading, languages may stand among other things, and anything below the header.
            let is_top = kind == SectionKind::Header && other != SectionKind::Other;
            let movable = is_top && (!elsewhere || other == SectionKind::Summary)
                || other == SectionKind::Languages && !elsewhere && kind != SectionKind::Work;
            if other != kind && covers[row][best] >= 0.6 && own < 0.3 && movable {
                kinds[row] = other;
            }
        }
    }
    let mut parts = vec![Part::Prose; rows.len()];
    for (row, part) in parts.iter_mut().enumerate() {
        let entries = !matches!(
            kinds[row],
            SectionKind::Header
                | SectionKind::Contact
                | SectionKind::Personal
                | SectionKind::Summary
                | SectionKind::Other
        );
        let list = matches!(kinds[row], SectionKind::Skills | SectionKind::Languages | SectionKind::Interests);
        if matches!(rows[row].kind, BlockKind::ListItem { .. }) && entries || list {
            *part = Part::Item;
        }
    }
    for (key, kind, identity) in LISTS {
        if !identity.is_empty() {
            entries(&gold[*key], *kind, identity, &seen, &kinds, &starts, &mut parts);
        }
    }
    for (row, _) in &headings {
        parts[*row] = Part::Heading;
    }
    // A heading is about what stands below it.
    for row in (0..rows.len().saturating_sub(1)).rev() {
        if parts[row] == Part::Heading && parts[row + 1] != Part::Heading {
            kinds[row] = kinds[row + 1];
        }
    }
    Some(kinds.into_iter().zip(parts).map(|(kind, part)| Label { kind, part }).collect())
}

/// The lines that are the gold's headings, with the place of each in the gold.
fn headings(rows: &[Row], seen: &[Seen], gold: &Value) -> Option<Vec<(usize, usize)>> {
    let named = gold["sections"].as_array()?;
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut cursor = 0;
    for (at, heading) in named.iter().enumerate() {
        let wanted = squash(heading.as_str().unwrap_or_default());
        if wanted.is_empty() {
            continue;
        }
        let free = |row: &usize| !found.iter().any(|(taken, _)| taken == row);
        let is_it = |row: &usize| {
            let cell = || rows[*row].text.split('\t').next().map(squash);
            free(row)
                && (seen[*row].squashed == wanted || rows[*row].text.contains('\t') && cell() == Some(wanted.clone()))
        };
        let next = (cursor..rows.len()).find(is_it).or_else(|| (0..cursor).find(is_it));
        if let Some(row) = next {
            found.push((row, at));
            cursor = row + 1;
        }
    }
    (found.len() * 2 >= named.len()).then_some(found)
}

/// Marks where the entries of one list begin, and their heads.
fn entries(
    list: &Value,
    kind: SectionKind,
    identity: &[&str],
    seen: &[Seen],
    kinds: &[SectionKind],
    headings: &[usize],
    parts: &mut [Part],
) {
    let mut taken = vec![false; seen.len()];
    for entry in list.as_array().into_iter().flatten() {
        let fields: Vec<Seen> = identity
            .iter()
            .filter_map(|key| entry[*key].as_str())
            .map(Seen::of)
            .filter(|f| !f.squashed.is_empty())
            .collect();
        let dates: Vec<&str> =
            ["startDate", "endDate", "date", "releaseDate"].iter().filter_map(|key| entry[*key].as_str()).collect();
        let mut best: Option<(f64, usize, usize)> = None;
        let fits = |row: usize| kinds[row] == kind && !headings.contains(&row) && !taken[row];
        for from in (0..seen.len()).filter(|from| fits(*from)) {
            for len in 1..=5 {
                let to = from + len;
                if to > seen.len() || !fits(to - 1) {
                    break;
                }
                let window = &seen[from..to];
                let named = fields.iter().filter(|field| window.iter().any(|row| row.has(field))).count();
                let agreed = dates.iter().filter(|date| window.iter().any(|row| row.dates.contains(**date))).count();
                let text: usize = window.iter().map(|row| row.squashed.len()).sum();
                let score = named as f64 + 0.6 * agreed as f64 - 0.12 * (len - 1) as f64 - 0.001 * text as f64;
                if named > 0 && score > 0.3 && best.is_none_or(|(known, ..)| score > known + 1e-9) {
                    best = Some((score, from, to));
                }
            }
        }
        if let Some((_, mut from, to)) = best {
            // A name that comes again right above is where the entry begins: the second time something is said of it.
            let names = |row: usize| fits(row) && fields.iter().any(|field| seen[row].has(field));
            if from > 0 && names(from - 1) {
                from -= 1;
            }
            for row in from..to {
                taken[row] = true;
                parts[row] = if row == from { Part::Start } else { Part::Head };
            }
        }
    }
}
