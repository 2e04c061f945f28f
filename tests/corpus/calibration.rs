//! Whether what is marked sure is right: each value that was read, beside what the gold says of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use cv_readback::confidence::{self, Confidence, Reason};
use cv_readback::resume::Leaf;

use super::cases::Reading;
use super::score::normal;

/// Values, and how many of them are right.
#[derive(Debug, Default, Clone, Copy)]
pub struct Share {
    pub values: u32,
    pub right: u32,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.values += 1;
        self.right += u32::from(right);
    }

    /// 0 to 1; 1 of nothing.
    pub fn of_right(self) -> f64 {
        if self.values == 0 { 1.0 } else { f64::from(self.right) / f64::from(self.values) }
    }
}

/// The values of many documents by how sure they are.
#[derive(Debug, Default)]
pub struct Calibration {
    pub all: Share,
    by_confidence: BTreeMap<Confidence, Share>,
    by_key: BTreeMap<String, BTreeMap<Confidence, Share>>,
    by_reason: BTreeMap<Reason, Share>,
    /// The sure values that are wrong, for a person to read.
    pub wrong: Vec<String>,
}

impl Calibration {
    /// Counts the values of one document that the gold is compared in.
    pub fn add(&mut self, id: &str, reading: &Reading) {
        let Some(analysis) = &reading.analysis else { return };
        for leaf in analysis.resume.leaves() {
            let Some(right) = is_right(reading, &leaf) else { continue };
            let doubt = confidence::about(&analysis.doubts, leaf.span, false);
            let confidence = doubt.map_or(Confidence::Sure, |doubt| doubt.confidence);
            self.all.add(right);
            self.by_confidence.entry(confidence).or_default().add(right);
            let key = leaf.field.split('.').next().unwrap_or_default().to_owned();
            self.by_key.entry(key).or_default().entry(confidence).or_default().add(right);
            for reason in doubt.iter().flat_map(|doubt| &doubt.reasons) {
                self.by_reason.entry(*reason).or_default().add(right);
            }
            if confidence == Confidence::Sure && !right {
                self.wrong.push(format!("{id} {}: {}", leaf.field, leaf.text));
            }
        }
    }

    pub fn of(&self, confidence: Confidence) -> Share {
        self.by_confidence.get(&confidence).copied().unwrap_or_default()
    }

    /// The share of all values that are marked sure.
    pub fn share_sure(&self) -> f64 {
        f64::from(self.of(Confidence::Sure).values) / f64::from(self.all.values.max(1))
    }

    /// As two tables.
    pub fn table(&self) -> String {
        const ORDER: [Confidence; 3] = [Confidence::Sure, Confidence::Likely, Confidence::Unsure];
        let cells = |of: &dyn Fn(Confidence) -> Share| {
            let cell = |confidence| match of(confidence) {
                Share { values: 0, .. } => "| – ".to_owned(),
                share => format!("| {}, {:.1} % right ", share.values, share.of_right() * 100.0),
            };
            ORDER.map(cell).concat()
        };
        let mut text = String::from("| values | sure | likely | unsure |\n|---|---|---|---|\n");
        let _ = writeln!(text, "| all {} {}|", self.all.values, cells(&|confidence| self.of(confidence)));
        for (key, shares) in &self.by_key {
            let of = |confidence| shares.get(&confidence).copied().unwrap_or_default();
            let _ = writeln!(text, "| {key} {}|", cells(&of));
        }
        text.push_str("\n| reason to doubt | values | right |\n|---|---|---|\n");
        for (reason, share) in &self.by_reason {
            let _ = writeln!(text, "| {reason:?} | {} | {:.0} % |", share.values, share.of_right() * 100.0);
        }
        text
    }
}

/// Whether the gold has the value too, as the score compares them; nothing for fields that it does not compare.
fn is_right(reading: &Reading, leaf: &Leaf) -> Option<bool> {
    let (key, field) = leaf.field.split_once('.')?;
    let (group, fields): (String, Vec<&str>) = match (key, field) {
        ("basics", "summary") => ("about".to_owned(), vec!["summary"]),
        ("basics", field) => ("contact".to_owned(), vec![field]),
        ("profiles", "url") => ("contact".to_owned(), vec!["profiles"]),
        ("skills", "keywords") => ("skills".to_owned(), vec!["keywords"]),
        ("interests", _) => ("interests".to_owned(), vec!["interests"]),
        ("projects", "keywords") => ("projects text".to_owned(), vec!["keywords"]),
        ("projects", "url") => ("projects".to_owned(), vec!["url"]),
        ("profiles" | "skills", _)
        | ("publications", "summary")
        | ("education" | "volunteer", "location")
        | (_, "url") => return None,
        (key, "summary" | "description" | "highlights" | "courses" | "reference") => {
            (format!("{key} text"), vec!["text"])
        }
        (key, "dates") => (key.to_owned(), vec!["startDate", "endDate"]),
        (key, field) => (key.to_owned(), vec![field]),
    };
    let in_list = !matches!(key, "basics" | "profiles" | "skills" | "interests");
    let is_date = leaf.text.is_empty();
    let wrong = reading.score.misses.iter().any(|miss| {
        miss.group == group
            && fields.contains(&miss.field.as_str())
            && (!in_list || miss.entries.1 == Some(leaf.entry))
            && (is_date || normal(&miss.got) == normal(leaf.text))
    });
    Some(!wrong)
}
