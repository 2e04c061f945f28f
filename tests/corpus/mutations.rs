//! CVs changed in ways at which no person stumbles, and what a careful person reads in them along with them: words that no
//! vocabulary has, other looks, another order. What a reading loses by one of them hung on a word or a look, not on
//! what a line is.

#![allow(clippy::string_slice, reason = "cut where something was found")]

#[path = "mutations/headings.rs"]
mod headings;
#[path = "mutations/looks.rs"]
mod looks;
#[path = "mutations/order.rs"]
mod order;
#[path = "mutations/phrases.rs"]
mod phrases;
#[path = "mutations/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::thread;

use cv_readback::encoding;
use serde_json::Value;

use super::cases::{Case, file_name, measure_bytes};
use super::score::{items, strings};
use headings::{OPENED, changed, headings, leaves, squeezed};

/// The markup of a CV that is text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Markdown,
    Text,
    Html,
    Latex,
}

impl Kind {
    fn of(document: &Path) -> Option<Self> {
        match document.extension()?.to_str()? {
            "md" => Some(Self::Markdown),
            "txt" => Some(Self::Text),
            "html" | "htm" => Some(Self::Html),
            "tex" => Some(Self::Latex),
            _ => None,
        }
    }

    /// A text as the markup has it.
    fn written(self, text: &str) -> String {
        match self {
            Self::Html => text.replace('&', "&amp;"),
            Self::Latex => text.replace('&', "\\&"),
            Self::Markdown | Self::Text => text.to_owned(),
        }
    }
}

/// A CV that is text, and what a careful person reads in it.
#[derive(Debug, Clone)]
pub struct Cv {
    pub id: String,
    name: String,
    kind: Kind,
    text: String,
    golds: Vec<Value>,
    facts: Value,
}

impl Cv {
    /// Nothing for a file that is no text, or of no markup that is changed here.
    pub fn of(case: &Case) -> Option<Self> {
        let bytes = std::fs::read(&case.document).expect("the document is there");
        let text = encoding::decode(&bytes).replace("\r\n", "\n");
        let cv = Self::new(file_name(&case.document), &text, case.golds.clone())?;
        Some(Self { id: case.id.clone(), facts: case.facts.clone(), ..cv })
    }

    /// A CV of which nobody knows the gaps.
    pub fn new(name: &str, text: &str, golds: Vec<Value>) -> Option<Self> {
        let (id, kind) = (name.to_owned(), Kind::of(Path::new(name))?);
        Some(Self { id, name: name.to_owned(), kind, text: text.to_owned(), golds, facts: Value::Null })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    fn with(&self, text: String, golds: Vec<Value>) -> Self {
        Self { text, golds, ..self.clone() }
    }

    /// The score of what is read in it.
    fn score(&self) -> f64 {
        measure_bytes(self.text.as_bytes(), &self.name, &self.golds, &self.facts).score.mean
    }
}

/// Fields of a gold whose values are made up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    Titles,
    Employers,
    Places,
    Schools,
    Skills,
    All,
}

impl Values {
    const EACH: [Self; 5] = [Self::Titles, Self::Employers, Self::Places, Self::Schools, Self::Skills];

    fn name(self) -> &'static str {
        match self {
            Self::Titles => "titles",
            Self::Employers => "employers",
            Self::Places => "places",
            Self::Schools => "schools",
            Self::Skills => "skills",
            Self::All => "titles, employers, places, schools and skills",
        }
    }

    fn of(self, gold: &Value) -> Vec<String> {
        let fields: &[(&str, &str)] = match self {
            Self::Titles => &[("work", "position"), ("volunteer", "position")],
            Self::Employers => &[("work", "name"), ("volunteer", "organization")],
            Self::Places => &[("work", "location"), ("volunteer", "location"), ("education", "location")],
            Self::Schools => &[("education", "institution")],
            Self::Skills => &[("projects", "keywords")],
            Self::All => return Self::EACH.iter().flat_map(|values| values.of(gold)).collect(),
        };
        let mut out = Vec::new();
        for (list, field) in fields {
            for entry in items(&gold[*list]) {
                leaves(&entry[*field], &mut out);
            }
        }
        if self == Self::Places {
            leaves(&gold["basics"]["location"], &mut out);
        }
        if self == Self::Skills {
            for group in items(&gold["skills"]) {
                let keywords = strings(&group["keywords"]);
                out.extend(if keywords.is_empty() { strings(&group["name"]) } else { keywords });
            }
        }
        out.retain(|text| text != "present" && text.chars().count() > 1);
        out
    }
}

/// A way to change a CV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The headings that open one key of the gold are made-up words.
    Heading(&'static str),
    Headings,
    HeadingCase,
    MadeUp(Values),
    BoldGone,
    BlankLinesGone,
    Bullets,
    Sections,
    Heads,
}

impl Change {
    /// Every change, in the order of the table.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<Self> = OPENED.iter().map(|key| Self::Heading(key)).collect();
        all.extend([Self::Headings, Self::HeadingCase]);
        all.extend(Values::EACH.iter().chain([&Values::All]).map(|values| Self::MadeUp(*values)));
        all.extend([Self::BoldGone, Self::BlankLinesGone, Self::Bullets, Self::Sections, Self::Heads]);
        all
    }

    /// What is done, as a row of the table begins.
    pub fn name(self) -> String {
        match self {
            Self::Heading(key) => format!("heading of {key} made up"),
            Self::Headings => "all headings made up".to_owned(),
            Self::HeadingCase => "headings in other case".to_owned(),
            Self::MadeUp(values) => format!("{} made up", values.name()),
            Self::BoldGone => "bold gone".to_owned(),
            Self::BlankLinesGone => "blank lines gone".to_owned(),
            Self::Bullets => "other bullets".to_owned(),
            Self::Sections => "sections in reverse order".to_owned(),
            Self::Heads => "title and employer swapped".to_owned(),
        }
    }

    /// The changed CV; nothing where there is nothing to change, or a person would stumble at it.
    pub fn apply(self, cv: &Cv) -> Option<Cv> {
        let text = |text: String| (text != cv.text).then(|| cv.with(text, cv.golds.clone()));
        match self {
            Self::Heading(key) => {
                let mut headings = headings(cv)?;
                headings.retain(|heading| heading.opens == Some(key));
                (!headings.is_empty()).then(|| changed(cv, &headings, &headings::in_made_up_words))
            }
            Self::Headings => Some(changed(cv, &headings(cv)?, &headings::in_made_up_words)),
            Self::HeadingCase => {
                let turkish = cv.id.ends_with("-tr");
                let new = changed(cv, &headings(cv)?, &|heading| headings::in_other_case(heading, turkish));
                (new.text != cv.text).then_some(new)
            }
            Self::MadeUp(values) => values_made_up(cv, values),
            Self::BoldGone => text(looks::bold_gone(cv)),
            Self::BlankLinesGone => text(looks::blank_lines_gone(cv)),
            Self::Bullets => text(looks::other_bullets(cv)),
            Self::Sections => text(order::sections_reversed(cv)?),
            Self::Heads => text(order::heads_swapped(cv)?),
        }
    }
}

/// The CV with made-up words in the place of values, wherever they stand but in headings and addresses.
fn values_made_up(cv: &Cv, values: Values) -> Option<Cv> {
    let mut phrases: Vec<String> = cv.golds.iter().flat_map(|gold| values.of(gold)).collect();
    phrases.sort();
    phrases.dedup();
    let mut kept = phrases::unspoken(&cv.text, cv.kind);
    kept.extend(headings(cv).into_iter().flatten().flat_map(|heading| heading.at));
    phrases.retain(|phrase| phrases::stands(&cv.text, phrase, &kept));
    let text = phrases::replaced(&cv.text, &phrases, &kept);
    let mut golds = cv.golds.clone();
    for gold in &mut golds {
        for (key, value) in gold.as_object_mut()?.iter_mut().filter(|(key, _)| *key != "sections") {
            made_up_within(value, key, &phrases);
        }
    }
    (text != cv.text).then(|| cv.with(text, golds))
}

fn made_up_within(value: &mut Value, key: &str, phrases: &[String]) {
    match value {
        Value::Object(fields) => fields.iter_mut().for_each(|(key, value)| made_up_within(value, key, phrases)),
        Value::Array(items) => items.iter_mut().for_each(|value| made_up_within(value, key, phrases)),
        Value::String(text) if !["url", "email", "username", "type"].contains(&key) => {
            *text = phrases::replaced(text, phrases, &phrases::unspoken(text, Kind::Text));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The values of the gold that stood in the CV and do not in the changed one: there are none, if the change is sound.
pub fn lost(cv: &Cv, new: &Cv) -> Vec<String> {
    let values = |cv: &Cv| {
        let mut values = Vec::new();
        for (key, value) in cv.golds[0].as_object().into_iter().flatten() {
            if key != "sections" && key != "other" {
                leaves(value, &mut values);
            }
        }
        values
    };
    let (before, after) = (squeezed(&cv.text), squeezed(&new.text));
    let pairs = values(cv).into_iter().zip(values(new));
    let lost = pairs.filter(|(old, new)| before.contains(&squeezed(old)) && !after.contains(&squeezed(new)));
    lost.map(|(old, new)| format!("{old} → {new}")).collect()
}

/// What one change does to the CVs that it changes.
pub struct Row {
    pub change: Change,
    /// Of each CV its score before and after, by name.
    pub scores: BTreeMap<String, (f64, f64)>,
    /// Values that a change has lost, which is its fault.
    pub lost: Vec<String>,
}

impl Row {
    pub fn mean_before(&self) -> f64 {
        self.scores.values().map(|(before, _)| before).sum::<f64>() / self.scores.len().max(1) as f64
    }

    pub fn mean_after(&self) -> f64 {
        self.scores.values().map(|(_, after)| after).sum::<f64>() / self.scores.len().max(1) as f64
    }

    /// The CVs that fell most, with their scores after, at most `most` of them.
    fn worst(&self, most: usize) -> Vec<String> {
        let mut worst: Vec<_> = self.scores.iter().map(|(id, (before, after))| (after - before, id, after)).collect();
        worst.retain(|(fall, ..)| *fall < -0.0005);
        worst.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(other.1)));
        worst.iter().take(most).map(|(_, id, after)| format!("{id} {after:.2}")).collect()
    }
}

/// Changes all CVs in all ways and reads them.
pub fn measure_all(cvs: &[Cv]) -> Vec<Row> {
    let changes = Change::all();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let of_cv = |cv: &Cv| {
        let before = cv.score();
        let of_change = |change: &Change| {
            let new = change.apply(cv)?;
            let lost: Vec<String> = lost(cv, &new).iter().map(|lost| format!("{}: {lost}", cv.id)).collect();
            Some((*change, cv.id.clone(), (before, new.score()), lost))
        };
        changes.iter().filter_map(of_change).collect::<Vec<_>>()
    };
    let measured: Vec<_> = thread::scope(|scope| {
        let work = |first: usize| cvs.iter().skip(first).step_by(threads).flat_map(of_cv).collect::<Vec<_>>();
        let workers: Vec<_> = (0..threads).map(|first| scope.spawn(move || work(first))).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a CV is measured")).collect()
    });
    let mut rows: Vec<Row> =
        changes.iter().map(|&change| Row { change, scores: BTreeMap::new(), lost: Vec::new() }).collect();
    for (change, id, scores, lost) in measured {
        if let Some(row) = rows.iter_mut().find(|row| row.change == change) {
            row.scores.insert(id, scores);
            row.lost.extend(lost);
        }
    }
    rows.retain(|row| !row.scores.is_empty());
    rows
}

/// The rows as a table.
pub fn table(rows: &[Row]) -> String {
    let mut text = String::from("| change | documents | before | after | fell most, to |\n|---|---|---|---|---|\n");
    for row in rows {
        let (before, after, worst) = (row.mean_before(), row.mean_after(), row.worst(4).join(", "));
        let _ = writeln!(text, "| {} | {} | {before:.3} | {after:.3} | {worst} |", row.change.name(), row.scores.len());
    }
    text
}

/// Documents and mean after of each row of a table that [`table`] wrote, by the row's name.
pub fn committed(text: &str) -> BTreeMap<String, (usize, f64)> {
    let rows = text.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, name, documents, _, after, ..] = cells.as_slice() else { return None };
        Some(((*name).to_owned(), (documents.parse().ok()?, after.parse().ok()?)))
    });
    rows.collect()
}
