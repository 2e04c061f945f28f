//! Resume, as-of month -> timeline: periods, gaps, overlaps, total experience.
//!
//! All intervals are closed: first and last month count. A date that is known to the year, a season or the like is a pair
//! of bounds, and everything computed from it has bounds as well. Only what no reading of the dates explains is a gap.

use serde::{Deserialize, Serialize};

use crate::entity::date::{DateEnd, DateRange, Month};
use crate::resume::{Dates, Resume};

mod coverage;
mod employers;
mod gaps;

/// A number of months that may be known only within bounds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Months {
    pub min: u16,
    pub max: u16,
}

/// Which list of the résumé a period belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lane {
    Work,
    Volunteer,
    Education,
    Project,
}

/// One dated entry, all months inclusive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Period {
    pub lane: Lane,
    /// Index into the résumé's list of that lane.
    pub entry: usize,
    /// First and last month that the start may mean, tightened by the end.
    pub start: (Month, Month),
    /// First and last month that the end may mean, tightened by the start; both the as-of month if open.
    pub end: (Month, Month),
    /// It goes on ("present").
    pub open: bool,
    /// It starts after the as-of month.
    pub planned: bool,
    /// The start is after the end, as written; such a period counts nowhere.
    pub inverted: bool,
    pub duration: Months,
}

impl Period {
    fn new(lane: Lane, entry: usize, dates: DateRange, as_of: Month) -> Self {
        let (start, end, open) = match dates {
            DateRange::Single(date) => (date.bounds(), date.bounds(), false),
            DateRange::Range(start, DateEnd::Date(end)) => (start.bounds(), end.bounds(), false),
            DateRange::Range(start, DateEnd::Present) => {
                let start = start.bounds();
                // What starts later has not begun: nothing can be said of its end.
                (start, if start.0 > as_of { start } else { (as_of, as_of) }, true)
            }
        };
        let inverted = start.0 > end.1;
        let planned = start.0 > as_of;
        if inverted {
            return Self { lane, entry, start, end, open, planned, inverted, duration: Months::default() };
        }
        let tightened_start = (start.0, start.1.min(end.1));
        let tightened_end = (end.0.max(start.0), end.1);
        let duration = Months {
            min: (tightened_end.0.0 - tightened_start.1.0 + 1).max(1) as u16,
            max: (tightened_end.1.0 - tightened_start.0.0 + 1) as u16,
        };
        Self { lane, entry, start: tightened_start, end: tightened_end, open, planned, inverted, duration }
    }

    /// Whether it counts for gaps and totals: it has begun, and it does not end before it starts.
    pub fn counts(&self) -> bool {
        !self.inverted && !self.planned
    }

    /// Cut at the as-of month: what is still to come has not been worked.
    fn until(&self, as_of: Month) -> Self {
        let cut = |bounds: (Month, Month)| (bounds.0.min(as_of), bounds.1.min(as_of));
        Self { start: cut(self.start), end: cut(self.end), ..self.clone() }
    }

    /// First and last of the months that every reading of its dates covers; the last lies before the first if there are
    /// none.
    pub fn sure(&self) -> (Month, Month) {
        (self.start.1, self.end.0)
    }

    /// Where a bar for it starts and ends: in the middle of what the dates may mean, so July of a year it starts in,
    /// June of a year it ends in, April to September of a year that is all that is known.
    pub fn nominal(&self) -> (Month, Month) {
        let width = |(first, last): (Month, Month)| last.0 - first.0 + 1;
        if self.start == self.end {
            let margin = width(self.start) / 4;
            return (Month(self.start.0.0 + margin), Month(self.end.1.0 - margin));
        }
        let start = Month(self.start.0.0 + width(self.start) / 2);
        let end = Month(self.end.1.0 - width(self.end) / 2);
        if self.inverted { (start, end) } else { (start, end.max(start)) }
    }
}

/// A run of whole months that no work or volunteer entry covers, both edges known to the month.
///
/// It lies behind the first entry and ends at the as-of month at the latest. Months in which an entry starts or ends
/// count as worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// First uncovered month.
    pub start: Month,
    /// Last uncovered month.
    pub end: Month,
    pub months: u16,
    /// The lanes whose entries may cover at least one month of it, years known without months taken as whole years.
    pub covered_by: Vec<Lane>,
    /// Months of it that nothing dated covers in any reading of the dates.
    pub uncovered: u16,
    /// It reaches the as-of month.
    pub open: bool,
}

/// A run with an edge known only to the year or the like: the longest reading, and how many months are certain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PossibleGap {
    pub start: Month,
    pub end: Month,
    pub months: Months,
    pub covered_by: Vec<Lane>,
}

/// Two work entries at the same time, for certain; a single shared month of handover is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overlap {
    pub start: Month,
    pub end: Month,
    pub months: u16,
    /// Indices into `resume.work`.
    pub entries: (usize, usize),
}

/// How long somebody was at one employer, positions there joined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// As written at the first of its positions.
    pub employer: String,
    pub months: Months,
    /// Indices into `resume.work`.
    pub entries: Vec<usize>,
}

/// A career as months.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// The month that "present" means.
    pub as_of: Month,
    pub periods: Vec<Period>,
    /// Months with paid work, each counted once.
    pub total: Months,
    pub gaps: Vec<Gap>,
    pub possible_gaps: Vec<PossibleGap>,
    pub overlaps: Vec<Overlap>,
    pub tenures: Vec<Tenure>,
}

/// Puts the dated entries of `resume` on a line of months, as of `as_of`. Entries without dates have no place there.
pub fn build(resume: &Resume, as_of: Month) -> Timeline {
    let lane = |lane, entry, dates: Option<&Dates>| Some(Period::new(lane, entry, dates?.value, as_of));
    let work = resume.work.iter().enumerate().filter_map(|(at, work)| lane(Lane::Work, at, work.dates.as_ref()));
    let volunteer = resume
        .volunteer
        .iter()
        .enumerate()
        .filter_map(|(at, volunteer)| lane(Lane::Volunteer, at, volunteer.dates.as_ref()));
    let education = resume
        .education
        .iter()
        .enumerate()
        .filter_map(|(at, education)| lane(Lane::Education, at, education.dates.as_ref()));
    let projects =
        resume.projects.iter().enumerate().filter_map(|(at, project)| lane(Lane::Project, at, project.dates.as_ref()));
    let periods: Vec<Period> = work.chain(volunteer).chain(education).chain(projects).collect();

    let (gaps, possible_gaps) = gaps::find(&periods, as_of);
    let begun: Vec<Period> = periods
        .iter()
        .filter(|period| period.counts() && period.lane == Lane::Work)
        .map(|period| period.until(as_of))
        .collect();
    Timeline {
        as_of,
        total: employers::total(begun.iter()),
        gaps,
        possible_gaps,
        overlaps: employers::overlaps(resume, &begun),
        tenures: employers::tenures(resume, &begun),
        periods,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::date::{PartialDate, Precision};
    use crate::resume::Work;
    use crate::span::{Span, Spanned};

    struct Random(u64);

    impl Random {
        fn below(&mut self, bound: i32) -> i32 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((self.0 >> 33) as i32).rem_euclid(bound)
        }

        fn between(&mut self, (first, last): (Month, Month)) -> Month {
            Month(first.0 + self.below(last.0 - first.0 + 1))
        }

        fn date(&mut self) -> PartialDate {
            let year = 2018 + self.below(4);
            let precision = match self.below(3) {
                0 => Precision::Year,
                1 => Precision::Part { first: 6, last: 8 },
                _ => Precision::Month { month: 1 + self.below(12) as u8 },
            };
            PartialDate { year, precision, approximate: false }
        }

        /// Some start and end that the dates of `period` may mean.
        fn reading(&mut self, period: &Period) -> (Month, Month) {
            loop {
                let (start, end) = (self.between(period.start), self.between(period.end));
                if start <= end {
                    return (start, end);
                }
            }
        }
    }

    /// Three positions with dates of all kinds against two hundred readings of them each.
    #[test]
    fn no_reading_of_the_dates_contradicts_the_timeline() {
        let mut random = Random(7);
        let as_of = Month::new(2022, 6);
        let (mut gaps, mut certain) = (0, 0);
        for _ in 0..1500 {
            let work = || -> Work {
                let (start, end) = (random.date(), random.date());
                let range = if random.below(4) == 0 {
                    DateRange::Single(start)
                } else {
                    DateRange::Range(start, DateEnd::Date(end))
                };
                Work { dates: Some(Spanned::new(range, Span::default())), ..Work::default() }
            };
            let resume = Resume { work: std::iter::repeat_with(work).take(3).collect(), ..Resume::default() };
            let timeline = build(&resume, as_of);
            let counted: Vec<&Period> = timeline.periods.iter().filter(|period| period.counts()).collect();
            gaps += timeline.gaps.len();
            certain += timeline.possible_gaps.iter().filter(|gap| gap.months.min > 0).count();
            for _ in 0..200 {
                let readings: Vec<_> = counted.iter().map(|period| random.reading(period)).collect();
                let worked = coverage::Coverage::new(readings.iter().copied());
                let months = worked.months() as u16;
                assert!(timeline.total.min <= months && months <= timeline.total.max, "{months}: {timeline:?}");
                for gap in &timeline.gaps {
                    assert_eq!(worked.months_within(gap.start, gap.end), 0, "{timeline:?}");
                }
                for gap in &timeline.possible_gaps {
                    let free = i32::from(gap.months.max) - worked.months_within(gap.start, gap.end);
                    assert!(free >= i32::from(gap.months.min), "{gap:?} of {timeline:?}");
                }
            }
        }
        assert!(gaps > 100 && certain > 100, "{gaps} gaps, {certain} certain in part");
    }

    #[test]
    fn fifty_thousand_positions_are_no_trouble() {
        let date = |year| PartialDate { year, precision: Precision::Year, approximate: false };
        let work = Work {
            name: Some(Spanned::new("Acme".to_owned(), Span::default())),
            dates: Some(Spanned::new(DateRange::Range(date(2000), DateEnd::Date(date(2010))), Span::default())),
            ..Work::default()
        };
        let resume = Resume { work: vec![work; 50_000], ..Resume::default() };
        let timeline = build(&resume, Month::new(2026, 11));
        assert_eq!(timeline.periods.len(), 50_000);
        assert_eq!(timeline.total, Months { min: 110, max: 132 });
    }
}
