//! Runs `tests/specs/skills.md`: tables of sentences and the skills that are to be found in them.

use cv_readback::entity::skill::{Surroundings, find, find_among, lookup};

/// Rows of the tables under the heading `title`: cells, trimmed.
fn rows(title: &str) -> Vec<Vec<String>> {
    let mut wanted = false;
    let mut rows = Vec::new();
    for line in include_str!("specs/skills.md").lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            wanted = heading == title;
        } else if wanted && line.starts_with('|') && !line.starts_with("|-") && !line.starts_with("| text") {
            // A bar inside a sentence is written `\|`.
            let line = line.replace("\\|", "\u{1}");
            let cells = line.trim_matches('|').split('|');
            rows.push(cells.map(|cell| cell.trim().replace('\u{1}', "|")).collect());
        }
    }
    rows
}

/// Compares all rows under `title` with what is found; returns how many there are.
fn compare(title: &str, find: impl Fn(&str) -> Vec<&'static str>) -> usize {
    let rows = rows(title);
    let mut wrong = Vec::new();
    for row in &rows {
        let [text, expected] = row.as_slice() else { panic!("two cells wanted: {row:?}") };
        let expected: Vec<&str> = expected.split(", ").filter(|name| *name != "—").collect();
        let mut found = find(text);
        found.dedup();
        if found != expected {
            wrong.push(format!("{text}\n    found {found:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
    rows.len()
}

#[test]
fn running_text() {
    let rows = compare("Running text", |text| find(text).iter().map(|found| found.skill.name).collect());
    assert!(rows >= 150, "only {rows} sentences");
}

#[test]
fn lines_of_a_list_of_skills() {
    let listed = |text: &str| find_among(text, &Surroundings::new(true)).iter().map(|found| found.skill.name).collect();
    let rows = compare("Lines of a list of skills", listed);
    assert!(rows >= 10, "only {rows} lines");
}

#[test]
fn items_of_a_list_of_skills() {
    let rows = compare("Items of a list of skills", |text| lookup(text).iter().map(|skill| skill.name).collect());
    assert!(rows >= 50, "only {rows} items");
}
