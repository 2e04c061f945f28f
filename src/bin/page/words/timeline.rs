//! Dates, durations, gaps.

use cv_readback::entity::date::{DateEnd, DateRange, Month, PartialDate, Precision};
use cv_readback::timeline::{Lane, Months, Overlap, Period, StatedExperience, Timeline};

use super::{count, duration, months};
use crate::timeline_gaps::{Look, Pause};

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
        Precision::AmbiguousDay { month, day } => {
            format!("{about}{day} {} or {month} {} {}", month_name(month), month_name(day), date.year)
        }
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

/// How long a period is, or why that cannot be said.
pub fn long(period: &Period) -> String {
    match (period.inverted, period.planned) {
        (true, _) => super::INVERTED.to_owned(),
        (_, true) => PLANNED.to_owned(),
        _ if period.is_end_only() => END_ONLY.to_owned(),
        _ => duration(period.duration),
    }
}

/// The number of a line of the axis: a year in January, else a month.
pub fn tick(month: Month) -> String {
    if month.month() == 1 { month.year().to_string() } else { month_name(month.month()).to_owned() }
}

/// The name of a lane.
pub fn lane(lane: Lane) -> &'static str {
    match lane {
        Lane::Work => "Work",
        Lane::Volunteer => "Volunteering",
        Lane::Education => "Education",
        Lane::Project => "Projects",
        Lane::Break => "Time off",
    }
}

/// What covers a gap: "education and a project".
pub fn covered_by(lanes: &[Lane]) -> String {
    let name = |lane: &Lane| match lane {
        Lane::Work => "work",
        Lane::Volunteer => "volunteering",
        Lane::Education => "education",
        Lane::Project => "a project",
        Lane::Break => "time off",
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
pub const GAP_MONTHS: &str = "Months";
pub const GAP_REASON: &str = "What covers them";
pub const PICK_SKILL: &str = "Entries that show";
pub const NO_SKILL: &str = "a skill of your choice";
pub const KEY_VAGUE: &str = "dates without their months";
pub const KEY_GAP: &str = "no position";
pub const KEY_EXPLAINED: &str = "no position, but something else";
pub const KEY_POSSIBLE: &str = "perhaps no position";
pub const TRANSITION: &str = "Between education and the first position";
pub const OVERLAPS: &str = "At the same time";
pub const TENURES: &str = "Time at each employer";
pub const PERIODS: &str = "Every dated entry";
pub const END_ONLY: &str = "no start given";
pub const PLANNED: &str = "planned";
pub const LANE: &str = "Kind";
pub const ENTRY: &str = "Entry";
pub const DURATION: &str = "Duration";

/// "at 3 employers"
pub fn at_employers(number: usize) -> String {
    if number == 0 {
        "no employer is named".to_owned()
    } else {
        format!("at {}", count(number, "employer", "employers"))
    }
}

/// "2 y 4 m at each on average"
pub fn average(months: Months) -> String {
    format!("{} at each on average", duration(months))
}

/// What the CV says of its experience, and whether its dates say the same.
pub fn stated(stated: &StatedExperience, agrees: bool) -> String {
    let more = if stated.at_least { " or more" } else { "" };
    let difference = months(stated.difference.unsigned_abs());
    let verdict = match stated.difference {
        _ if agrees => "its dates agree".to_owned(),
        1.. => format!("its dates show {difference} less"),
        _ => format!("its dates show {difference} more"),
    };
    format!("The CV states {}{more}; {verdict}.", months(stated.months))
}

/// "In 2 months one position ends and the next begins."
pub fn handovers(number: usize) -> String {
    format!("In {} one position ends and another begins.", count(number, "month", "months"))
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
    if timeline.internships.max > 0 {
        why.push_str("; internships are ");
        why.push_str(&duration(timeline.internships));
        why.push_str(" of it");
    }
    why.push_str(". ");
    if timeline.total.min != timeline.total.max {
        why.push_str("It is a range because some dates lack their months. ");
    }
    why + "Volunteering, education and projects are not in it."
}

/// A gap's length, and what explains it, for the drawing.
pub fn pause_label(pause: &Pause) -> String {
    let long = duration(pause.months);
    if pause.look == Look::Explained { format!("{long}, {}", covered_by(&pause.covered_by)) } else { long }
}

/// What is known of a gap: "No entry covers them", "education covers 7 of them".
pub fn pause_reason(pause: &Pause) -> String {
    let mut reason = if pause.months.min != pause.months.max {
        let by = covered_by(&pause.covered_by);
        let by = if by.is_empty() { by } else { format!("; {by} covers some, {} remain", duration(pause.uncovered)) };
        if pause.months.min == 0 || pause.look == Look::Possible {
            format!("Perhaps: the dates are too coarse to tell{by}")
        } else {
            format!("No position covers them; some dates lack their months{by}")
        }
    } else if pause.covered_by.is_empty() {
        "No entry covers them".to_owned()
    } else {
        let covered = pause.months.max.saturating_sub(pause.uncovered.max);
        let how_many = if pause.uncovered.max == 0 { "all".to_owned() } else { covered.to_string() };
        format!("No position; {} covers {how_many} of them", covered_by(&pause.covered_by))
    };
    if pause.open {
        reason.push_str("; up to now");
    }
    reason
}

/// A gap in two lines, for those who point at it.
pub fn pause(pause: &Pause) -> String {
    format!("{}, {}\n{}", months_between(pause.start, pause.end), duration(pause.months), pause_reason(pause))
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

/// "“Present” means Nov 2026."
pub fn present_means(now: Month) -> String {
    format!("{AS_OF} {}.", month(now))
}

/// "as of Nov 2026"
pub fn as_of(now: Month) -> String {
    format!("as of {}", month(now))
}

/// The newest of several positions at one employer.
pub fn and_earlier(label: &str, number: usize) -> String {
    format!("{label} (and {number} before)")
}

/// Beside an entry that mentions the skill that is looked at.
pub fn uses(skill: &str) -> String {
    format!("shows {skill}")
}

/// `text`, at most `letters` long.
pub fn shortened(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
