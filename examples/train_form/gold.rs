//! Which labels the pieces of a head have by the gold of the document.

use cv_readback::document::Document;
use cv_readback::extract::form::{DATE, Field, NONE, Pieces, Schema};
use cv_readback::locale::fold;
use serde_json::Value;

use crate::score::{items, place, string};

/// Letters and digits of a text, folded.
pub fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn name(schema: Schema, field: Field, group: &str) -> &'static str {
    match (schema, field) {
        (Schema::Position, Field::Title) => "position",
        (Schema::Position, Field::Employer) if group == "volunteer" => "organization",
        (Schema::Position, Field::Employer) => "name",
        (_, Field::Degree) => "studyType",
        (_, Field::School) => "institution",
        (_, Field::Area) => "area",
        (_, Field::Grade) => "score",
        (_, Field::Place) => "location",
        _ => "",
    }
}

/// Labels for each head that an entry of the gold fits.
pub fn labels(document: &Document, schema: Schema, heads: &[Pieces], gold: &Value) -> Vec<Option<Vec<usize>>> {
    let groups: &[&str] = if schema == Schema::Position { &["work", "volunteer"] } else { &["education"] };
    let mut golds: Vec<(Vec<String>, String)> = Vec::new();
    for group in groups {
        for entry in items(&gold[*group]) {
            let value = |field: &Field| {
                let value = &entry[name(schema, *field, group)];
                key(&if *field == Field::Place { place(value) } else { string(value) })
            };
            let dates = [string(&entry["startDate"]), string(&entry["endDate"])];
            let years: String = dates.iter().filter_map(|date| date.get(..4)).collect::<Vec<_>>().join(" ");
            golds.push((schema.fields().iter().map(value).collect(), years));
        }
    }
    heads.iter().map(|head| best(document, schema, head, &golds)).collect()
}

fn best(document: &Document, schema: Schema, head: &Pieces, golds: &[(Vec<String>, String)]) -> Option<Vec<usize>> {
    let dates: String = head.pieces.iter().filter(|piece| piece.date).map(|piece| document.slice(piece.span)).collect();
    let mut found: Option<(i32, Vec<usize>)> = None;
    for (values, years) in golds {
        let (mut score, labels) = aligned(document, schema, head, values);
        if score == 0 {
            continue;
        }
        for year in years.split(' ').filter(|year| !year.is_empty()) {
            score += if dates.contains(year) || dates.contains(year.get(2..).unwrap_or_default()) { 2 } else { -1 };
        }
        if found.as_ref().is_none_or(|(had, _)| score > *had) {
            found = Some((score, labels));
        }
    }
    found.map(|(_, labels)| labels)
}

/// How well the values of a gold's entry fit a head, and the labels that they give it.
fn aligned(document: &Document, schema: Schema, head: &Pieces, values: &[String]) -> (i32, Vec<usize>) {
    let pieces = &head.pieces;
    let mut labels: Vec<usize> = pieces.iter().map(|piece| if piece.date { DATE } else { NONE }).collect();
    let mut score = 0;
    let mut fields: Vec<usize> = (0..values.len()).filter(|field| !values[*field].is_empty()).collect();
    fields.sort_by_key(|field| std::cmp::Reverse(values[*field].len()));
    for exact in [true, false] {
        fields.retain(|field| {
            let value = &values[*field];
            let mut found: Option<(i32, usize, usize)> = None;
            for from in 0..pieces.len() {
                for to in from..pieces.len().min(from + 8) {
                    if labels[from..=to].iter().any(|label| *label != NONE) || pieces[to].line > pieces[from].line + 1 {
                        break;
                    }
                    let text = key(document.slice(pieces[from].span.to(pieces[to].span)));
                    let fit = fit(&text, value, exact);
                    if fit > 0 && found.is_none_or(|(best, ..)| fit > best) {
                        found = Some((fit, from, to));
                    }
                }
            }
            let Some((fit, from, to)) = found else { return true };
            for (at, label) in labels.iter_mut().enumerate().take(to + 1).skip(from) {
                *label = 2 + 2 * field + usize::from(at > from);
            }
            let weight = if schema.fields()[*field] == Field::Place { 1 } else { 3 };
            score += weight * fit / 100;
            false
        });
    }
    (score, labels)
}

/// How well a text fits a value, in hundredths.
fn fit(text: &str, value: &str, exact: bool) -> i32 {
    if text == value {
        return 200;
    }
    if exact || text.is_empty() {
        return 0;
    }
    let (short, long) = if text.len() < value.len() { (text, value) } else { (value, text) };
    let share = (100 * short.len() / long.len()) as i32;
    let within = text.len() < value.len() && text.len() >= 5;
    if share >= if within { 35 } else { 55 } && long.contains(short) { share } else { 0 }
}
