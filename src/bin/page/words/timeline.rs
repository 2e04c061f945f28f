//! Dates, durations, gaps.

use cv_readback::entity::date::{DateEnd, DateRange, Month, PartialDate, Precision};
use cv_readback::timeline::{Gap, Lane, Months, Overlap, PossibleGap, Timeline};

use super::count;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month.saturating_sub(1))).copied().unwrap_or_default()
}

/// "Nov 2018".
pub fn month(month: Month) -> String {
    format!("{} {}", month_name(month.month()), month.year())
}

/// "Nov 2018 – Jul 2019", or one month.
pub fn months_between(start: Month, end: Month) -> String {
    if start == end { month(start) } else { format!("{} – {}", month(start), month(end)) }
}

fn date(date: PartialDate) -> String {
    let about = if date.approximate { "c. " } else { "" };
    match date.precision {
        Precision::Day { month, day } => format!("{about}{day} {} {}", month_name(month), date.year),
        Precision::Month { month } => format!("{about}{} {}", month_name(month), date.year),
        Precision::Year => format!("{about}{}", date.year),
        Precision::Part { .. } => {
            let (first, last) = date.bounds();
            format!("{about}{}", months_between(first, last))
        }
    }
}

/// A range of dates as it was understood.
pub fn dates(range: DateRange) -> String {
    match range {
        DateRange::Single(single) => date(single),
        DateRange::Range(start, DateEnd::Present) => format!("{} – present", date(start)),
        DateRange::Range(start, DateEnd::Date(end)) if start == end => date(start),
        DateRange::Range(start, DateEnd::Date(end)) => format!("{} – {}", date(start), date(end)),
    }
}

fn years_and_months(months: u16) -> String {
    match (months / 12, months % 12) {
        (0, months) => count(usize::from(months), "month", "months"),
        (years, 0) => count(usize::from(years), "year", "years"),
        (years, months) => format!("{years} y {months} m"),
    }
}

/// "7 y 4 m", "9 months", "1 – 3 years".
pub fn duration(months: Months) -> String {
    if months.min == months.max {
        return years_and_months(months.min);
    }
    if months.max < 24 {
        return format!("{} – {} months", months.min, months.max);
    }
    format!("{} – {} years", months.min / 12, months.max.div_ceil(12))
}

/// "9 m", "1 y 2 m": for drawings.
pub fn short_duration(months: u16) -> String {
    match (months / 12, months % 12) {
        (0, months) => format!("{months} m"),
        (years, 0) => format!("{years} y"),
        (years, months) => format!("{years} y {months} m"),
    }
}

/// The name of a lane.
pub fn lane(lane: Lane) -> &'static str {
    match lane {
        Lane::Work => "Work",
        Lane::Volunteer => "Volunteering",
        Lane::Education => "Education",
        Lane::Project => "Projects",
    }
}

/// What covers a gap: "education and a project".
pub fn covered_by(lanes: &[Lane]) -> String {
    let name = |lane: &Lane| match lane {
        Lane::Work => "work",
        Lane::Volunteer => "volunteering",
        Lane::Education => "education",
        Lane::Project => "a project",
    };
    lanes.iter().map(name).collect::<Vec<_>>().join(" and ")
}

pub const UNNAMED: &str = "Unnamed entry";
pub const NO_TIMELINE: &str = "No dated position, degree or project was found, so there is nothing to put on a line.";
pub const OF_WORK: &str = "of work, each month once";
pub const NO_GAP: &str = "None";
pub const LONGEST_GAP: &str = "longest gap";
pub const AS_OF: &str = "“Present” means";
pub const GAPS: &str = "Gaps";
pub const SHORTEST_GAP: &str = "Shortest gap to list";
pub const NO_GAPS: &str = "None of this length.";
pub const OVERLAPS: &str = "At the same time";
pub const TENURES: &str = "Time at each employer";
pub const PERIODS: &str = "Every dated entry";
pub const PLANNED: &str = "planned";
pub const LANE: &str = "Kind";
pub const ENTRY: &str = "Entry";
pub const DURATION: &str = "Duration";

/// "at 3 employers"
pub fn at_employers(number: usize) -> String {
    format!("at {}", count(number, "employer", "employers"))
}

/// "9 months"
pub fn months(months: u16) -> String {
    count(usize::from(months), "month", "months")
}

/// "of 3 months or more"
pub fn from_months(shortest: u16) -> String {
    format!("of {} or more", months(shortest))
}

/// Why the total is what it is.
pub fn about_total(timeline: &Timeline) -> String {
    let mut why = String::from("A month counts once, however many positions it has");
    if !timeline.overlaps.is_empty() {
        why.push_str("; some positions here overlap");
    }
    if timeline.total.min == timeline.total.max {
        why.push_str(". Volunteering, education and projects are not in it.");
    } else {
        why.push_str(
            ". It is a range because some dates lack their months. Volunteering, education and projects are not in it.",
        );
    }
    why
}

/// "No entry covers Nov 2018 – Jul 2019 (9 months)."
pub fn gap(gap: &Gap) -> String {
    let when = months_between(gap.start, gap.end);
    let long = months(gap.months);
    let open = if gap.open { ", up to now" } else { "" };
    if gap.covered_by.is_empty() {
        return format!("No entry covers {when} ({long}{open}).");
    }
    let by = covered_by(&gap.covered_by);
    let covered = gap.months.saturating_sub(gap.uncovered);
    let how_much = if gap.uncovered == 0 { "all of it".to_owned() } else { format!("{covered} of them") };
    format!("No position covers {when} ({long}{open}); {by} covers {how_much}.")
}

/// "2014 – 2016: dates too coarse to tell."
pub fn possible_gap(gap: &PossibleGap) -> String {
    let when = months_between(gap.start, gap.end);
    let long = match (gap.months.min, gap.months.max) {
        (0, max) => format!("up to {}", months(max)),
        (min, max) => format!("{min} – {}", months(max)),
    };
    format!("Perhaps {when}, {long}: the dates are too coarse to tell.")
}

/// "2 shorter gaps are not listed."
pub fn shorter_gaps(number: usize) -> String {
    if number == 1 {
        "One shorter gap is not listed.".to_owned()
    } else {
        format!("{number} shorter gaps are not listed.")
    }
}

/// Two positions at once.
pub fn overlap(overlap: &Overlap, one: &str, other: &str) -> String {
    format!("{} ({}): {one} – and {other}", months_between(overlap.start, overlap.end), months(overlap.months))
}

/// What the drawing shows, for those who do not see it.
pub fn drawing(timeline: &Timeline) -> String {
    let entries = count(timeline.periods.len(), "dated entry", "dated entries");
    let first = timeline.periods.iter().map(|period| period.start.0).min().unwrap_or(timeline.as_of);
    let gaps = count(timeline.gaps.len(), "gap", "gaps");
    format!("{entries} from {} to {}, {gaps}. The table below says the same.", month(first), month(timeline.as_of))
}

/// "as of Nov 2026"
pub fn as_of(now: Month) -> String {
    format!("as of {}", month(now))
}

/// The newest of several positions at one employer.
pub fn and_earlier(label: &str, number: usize) -> String {
    format!("{label} (and {number} before)")
}

/// `text`, at most `letters` long.
pub fn shortened(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
