//! Runs the tables of `specs/dates.md`: a text, and the dates to find in it.

use cv_readback::entity::date::{
    DateEnd, DateMatch, DateRange, Hints, PartialDate, Precision, find_durations, find_with,
};

#[test]
fn dates() {
    let spec = include_str!("specs/dates.md");
    let (mut hints, mut durations, mut cases, mut wrong) = (Hints::default(), false, 0, Vec::new());
    for (number, line) in (1..).zip(spec.lines()) {
        if let Some(heading) = line.strip_prefix("## ") {
            hints = Hints {
                month_first: heading.contains("month first"),
                short_years: heading.contains("short years"),
                academic: heading.contains("education"),
            };
            durations = heading.contains("Durations");
        }
        let Some((text, expected)) = case(line) else { continue };
        cases += 1;
        let found = if durations { duration_list(&text) } else { date_list(&text, &hints) };
        if found != expected {
            wrong.push(format!("line {number}: {text:?} should be {expected}, is {found}"));
        }
    }
    assert!(cases >= 15, "only {cases} cases were found");
    assert!(wrong.is_empty(), "{} of {cases} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// A row of a table whose first cell is code: text, expectation. `⏎` is a line break, `¦` a vertical bar.
fn case(line: &str) -> Option<(String, String)> {
    let (text, expected) = line.strip_prefix("| `")?.strip_suffix(" |")?.rsplit_once("` | ")?;
    Some((text.replace('⏎', "\n").replace('¦', "|"), expected.to_owned()))
}

fn date_list(text: &str, hints: &Hints) -> String {
    let found = find_with(text, hints);
    if found.is_empty() {
        return "none".to_owned();
    }
    let list: Vec<String> = found.iter().map(describe).collect();
    let (mut left, mut from) = (String::new(), 0);
    for at in found.iter().map(|found| &found.at) {
        left += text.get(from..at.start).expect("in order, and between characters");
        left.push('…');
        from = at.end;
    }
    left += text.get(from..).expect("between characters");
    let left = left.trim().replace('\n', "⏎").replace('|', "¦");
    if left == "…" { list.join(" + ") } else { format!("{} beside {left}", list.join(" + ")) }
}

fn describe(found: &DateMatch) -> String {
    let mut out = match found.range {
        DateRange::Single(date) => iso(date),
        DateRange::Range(start, DateEnd::Present) => format!("{}..present", iso(start)),
        DateRange::Range(start, DateEnd::Date(end)) => format!("{}..{}", iso(start), iso(end)),
    };
    if found.expected {
        out += " expected";
    }
    if let Some(months) = found.stated_months {
        out += &format!(" ({months} months)");
    }
    out
}

fn iso(date: PartialDate) -> String {
    let date_only = match date.precision {
        Precision::Part { .. } => {
            let (first, last) = date.bounds();
            format!("{first}~{last}")
        }
        Precision::Day { day, .. } => format!("{}-{day:02}", date.iso()),
        Precision::Month { .. } | Precision::Year => date.iso(),
    };
    if date.approximate { format!("c. {date_only}") } else { date_only }
}

fn duration_list(text: &str) -> String {
    let list: Vec<String> = find_durations(text).iter().map(|(_, months)| months.to_string()).collect();
    if list.is_empty() { "none".to_owned() } else { list.join(" + ") }
}
