//! Runs the tables of `specs/dates.md` (a text, and the dates to find in it) and the examples of `specs/timeline.md`.

use std::fmt::Display;

use cv_readback::entity::date::{
    DateEnd, DateMatch, DateRange, DayOrder, Hints, Hyphenated, Month, PartialDate, Precision, StatedDuration, find,
    find_durations, find_with,
};
use cv_readback::resume::{Dates, Education, Project, Resume, Volunteer, Work};
use cv_readback::span::{Span, Spanned};
use cv_readback::timeline::{GapClass, Lane, Months, Thresholds, Timeline, Weight, build};

#[test]
fn dates() {
    let spec = include_str!("specs/dates.md");
    let (mut hints, mut durations, mut cases, mut wrong) = (Hints::default(), false, 0, Vec::new());
    for (number, line) in (1..).zip(spec.lines()) {
        if let Some(heading) = line.strip_prefix("## ") {
            hints = Hints {
                day_order: if heading.contains("month first") { DayOrder::MonthFirst } else { DayOrder::Unknown },
                hyphenated: if heading.contains("short years") { Hyphenated::Years } else { Hyphenated::Unknown },
                academic: heading.contains("education"),
            };
            durations = heading.contains("Durations");
        }
        let Some((text, expected)) = case(line) else { continue };
        cases += 1;
        let found = if durations { duration_list(&text) } else { date_list(&text, hints) };
        if found != expected {
            wrong.push(format!("line {number}: {text:?} should be {expected}, is {found}"));
        }
    }
    assert!(cases >= 900, "only {cases} cases were found");
    assert!(wrong.is_empty(), "{} of {cases} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// A row of a table whose first cell is code: text, expectation. `⏎` is a line break, `¦` a vertical bar.
fn case(line: &str) -> Option<(String, String)> {
    let (text, expected) = line.strip_prefix("| `")?.strip_suffix(" |")?.rsplit_once("` | ")?;
    Some((text.replace('⏎', "\n").replace('¦', "|"), expected.to_owned()))
}

fn date_list(text: &str, hints: Hints) -> String {
    let found = find_with(text, &hints);
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
    if let Some(stated) = found.stated {
        out = format!("{out} ({} months)", months_of(stated));
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
        Precision::AmbiguousDay { month, day } => {
            format!("{}-{day:02} or {}-{day:02}-{month:02}", date.iso(), date.year)
        }
        Precision::Month { .. } | Precision::Year => date.iso(),
    };
    if date.approximate { format!("c. {date_only}") } else { date_only }
}

fn months_of(stated: StatedDuration) -> String {
    let StatedDuration { min, max } = stated;
    if min == max { min.to_string() } else { format!("{min}-{max}") }
}

fn duration_list(text: &str) -> String {
    let list: Vec<String> = find_durations(text).iter().map(|&(_, stated)| months_of(stated)).collect();
    if list.is_empty() { "none".to_owned() } else { list.join(" + ") }
}

#[test]
fn timelines() {
    let (mut resume, mut heading, mut cases, mut wrong) = (Resume::default(), "", 0, Vec::new());
    for line in include_str!("specs/timeline.md").lines() {
        if let Some(title) = line.strip_prefix("## ") {
            (resume, heading) = (Resume::default(), title);
        } else if let Some(expected) = line.strip_prefix("    -> ") {
            let (key, expected) = expected.split_once(' ').expect("a key and its value");
            let found = fact(key, &resume, &build(&resume, Month::new(2026, 11), &Thresholds::default()));
            cases += 1;
            if found != expected {
                wrong.push(format!("{heading}: {key} should be {expected}\n  is {found}"));
            }
        } else if let Some(entry) = line.strip_prefix("    ") {
            add(&mut resume, entry);
        }
    }
    assert!(cases >= 50, "only {cases} facts were found");
    assert!(wrong.is_empty(), "{} of {cases} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// `work Engineer @ Acme Inc. 2019-01..present`, or `summary` and what it says.
fn add(resume: &mut Resume, entry: &str) {
    let (lane, rest) = entry.split_once(' ').expect("a lane");
    if lane == "summary" {
        resume.basics.summary = Some(Spanned::new(rest.to_owned(), Span::default()));
        return;
    }
    // `2019..2020 (8 months)`
    let (rest, stated) = match rest.strip_suffix(" months)").and_then(|rest| rest.rsplit_once(" (")) {
        Some((rest, months)) => {
            let (min, max) = months.split_once('-').unwrap_or((months, months));
            let number = |months: &str| months.parse().expect("months");
            (rest, Some(StatedDuration { min: number(min), max: number(max) }))
        }
        None => (rest, None),
    };
    let (name, dates) = match rest.strip_prefix("Q3") {
        Some(_) => ("", rest),
        None => rest.rsplit_once(' ').unwrap_or(("", rest)),
    };
    let text = |text: &str| (!text.is_empty()).then(|| Spanned::new(text.to_owned(), Span::default()));
    let (position, name) = name.rsplit_once(" @ ").unwrap_or(("", name));
    let (position, name) = (text(position), text(name));
    let date = |text: &str| match find(text).as_slice() {
        [DateMatch { range: DateRange::Single(date), .. }] => *date,
        other => panic!("{text}: {other:?}"),
    };
    let range = match dates.split_once("..") {
        Some((start, "present")) => DateRange::Range(date(start), DateEnd::Present),
        Some((start, end)) => DateRange::Range(date(start), DateEnd::Date(date(end))),
        None => DateRange::Single(date(dates)),
    };
    let dates = Some(Dates { stated, ..Dates::from(range) });
    match lane {
        "work" => resume.work.push(Work { name, position, dates, ..Work::default() }),
        "volunteer" => resume.volunteer.push(Volunteer { position, dates, ..Volunteer::default() }),
        "education" => resume.education.push(Education { dates, ..Education::default() }),
        "project" => resume.projects.push(Project { dates, ..Project::default() }),
        other => panic!("no lane: {other}"),
    }
}

fn fact(key: &str, resume: &Resume, timeline: &Timeline) -> String {
    let months = |months: Months| match months {
        Months { min, max } if min == max => min.to_string(),
        Months { min, max } => format!("{min}-{max}"),
    };
    match key {
        "total" => months(timeline.total),
        "nominal" => timeline.nominal.to_string(),
        "durations" => list(timeline.periods.iter().map(|period| match (period.inverted, period.planned) {
            (true, _) => "inverted".to_owned(),
            (_, true) => format!("planned {}", months(period.duration)),
            _ => months(period.duration),
        })),
        "agrees" => list(timeline.periods.iter().map(|period| match period.agrees() {
            Some(true) => "yes",
            Some(false) => "no",
            None => "nothing stated",
        })),
        "bars" => list(timeline.periods.iter().map(|period| {
            let (start, end) = period.nominal();
            format!("{start}..{end}")
        })),
        "internships" => months(timeline.internships),
        "gaps" => gaps(timeline),
        "classes" => classes(timeline),
        "transition" => timeline.transition.as_ref().map_or("none".to_owned(), |gap| {
            let listed = if timeline.listed_transition().is_some() { ", listed" } else { "" };
            format!("{}..{} ({}{listed})", gap.start, gap.end, months(gap.months))
        }),
        "handovers" => list(timeline.handovers.iter().map(|handover| handover.start)),
        "promotions" => {
            let title = |entry: usize| resume.work[entry].position.as_ref().map_or("", |title| &title.value);
            let promotions = timeline.tenures.iter().flat_map(|tenure| &tenure.promotions);
            list(
                promotions.map(|promotion| {
                    format!("{} to {} {}", title(promotion.from), title(promotion.to), promotion.start.0)
                }),
            )
        }
        "average" => timeline.average_tenure.map_or("none".to_owned(), months),
        "stated" => timeline.stated.as_ref().map_or("none".to_owned(), |stated| {
            let least = if stated.at_least { " or more" } else { "" };
            let agrees = if stated.agrees(&timeline.thresholds) { "agrees" } else { "differs" };
            format!("{}{least}, {agrees} ({:+})", stated.months, stated.difference)
        }),
        "overlaps" => list(timeline.overlaps.iter().map(|overlap| {
            let name = |entry: usize| resume.work[entry].name.as_ref().map_or("", |name| &name.value);
            let (first, second) = overlap.entries;
            format!("{} and {} {}..{} ({})", name(first), name(second), overlap.start, overlap.end, overlap.months)
        })),
        "stays" => list(timeline.tenures.iter().map(|tenure| format!("{} {}", tenure.employer, months(tenure.months)))),
        other => panic!("no fact: {other}"),
    }
}

/// What is said of each gap for a shortest one of 1, 3, 6 and 12 months, and how much it stands out.
fn classes(timeline: &Timeline) -> String {
    list(timeline.gaps.iter().map(|gap| {
        let letter = |shortest| match gap.class(shortest) {
            GapClass::Short => 'S',
            GapClass::Explained => 'E',
            GapClass::Possible => 'P',
            GapClass::Certain => 'C',
        };
        let classes: String = [1, 3, 6, 12].map(letter).into_iter().collect();
        let weight = match gap.weight(&timeline.thresholds) {
            Weight::Drawn => "drawn",
            Weight::Listed => "listed",
            Weight::Emphasised => "emphasised",
            Weight::Long => "long",
        };
        format!("{classes} {weight}")
    }))
}

fn gaps(timeline: &Timeline) -> String {
    list(timeline.gaps.iter().map(|gap| {
        let Months { min, max } = gap.months;
        if !gap.is_exact() {
            return format!("{}..{} ({max} at the most, {min} for certain)", gap.start, gap.end);
        }
        let lanes: Vec<_> = gap.covered_by.iter().map(|&lane| lane_name(lane)).collect();
        let lanes = if lanes.is_empty() { String::new() } else { format!(", {}", lanes.join(", ")) };
        let open = if gap.open { ", open" } else { "" };
        format!("{}..{} ({}, {} uncovered{lanes}{open})", gap.start, gap.end, max, gap.uncovered.max)
    }))
}

fn lane_name(lane: Lane) -> &'static str {
    match lane {
        Lane::Work => "work",
        Lane::Volunteer => "volunteer",
        Lane::Education => "education",
        Lane::Project => "project",
        Lane::Break => "break",
    }
}

fn list(items: impl Iterator<Item = impl Display>) -> String {
    let items: Vec<String> = items.map(|item| item.to_string()).collect();
    if items.is_empty() { "none".to_owned() } else { items.join(", ") }
}
