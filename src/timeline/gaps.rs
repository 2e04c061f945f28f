//! Gaps: runs of whole months without work.
//!
//! A *reading* gives every date a month of its bounds, so that no entry ends before it starts. A gap ends where an entry
//! starts, and the readings tell how long it may be. Sorted by their latest start, the entries before that start are those
//! that cannot be put off behind it: at its longest, a gap begins after the latest of their earliest ends. Certain is what
//! lies between the latest of their latest ends and the earliest start of all others.

use serde::{Deserialize, Serialize};

use super::coverage::Coverage;
use super::{Lane, Months, Period, Thresholds};
use crate::entity::date::Month;
use crate::sort;

/// A run of whole months that no work or volunteer entry covers.
///
/// It lies behind the first entry and ends at the as-of month at the latest. Months in which an entry starts or ends
/// count as worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// First uncovered month of the longest reading of the dates.
    pub start: Month,
    /// Last uncovered month of it.
    pub end: Month,
    /// How many months it has in the shortest reading and in the longest; 0 if some reading has no gap here.
    pub months: Months,
    /// First and last of the months that no reading covers.
    pub certain: Option<(Month, Month)>,
    /// The lanes whose entries may cover at least one month of it.
    pub covered_by: Vec<Lane>,
    /// How many months nothing dated covers, whatever lane it is of, in the shortest and in the longest reading. What
    /// explains a gap is taken to last as long as its dates allow.
    pub uncovered: Months,
    /// The runs of such months in the longest reading: what is left to explain.
    pub unexplained: Vec<(Month, Month)>,
    /// It reaches the as-of month.
    pub open: bool,
}

/// What can be said of a gap, for the shortest one that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GapClass {
    /// Too short in every reading.
    Short,
    /// Long enough, but what other entries do not cover is too short.
    Explained,
    /// The dates are too coarse to tell.
    Possible,
    /// Long enough in every reading.
    Certain,
}

/// How much a gap stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// It is drawn, not listed.
    Drawn,
    Listed,
    Emphasised,
    Long,
}

impl Gap {
    /// Both of its edges are known to the month.
    pub fn is_exact(&self) -> bool {
        self.months.min == self.months.max
    }

    /// What can be said of it if `shortest` months are needed to be a gap.
    pub fn class(&self, shortest: u16) -> GapClass {
        if self.months.max < shortest {
            GapClass::Short
        } else if self.uncovered.max < shortest {
            GapClass::Explained
        } else if self.uncovered.min < shortest {
            GapClass::Possible
        } else {
            GapClass::Certain
        }
    }

    /// How much it stands out, by the months that are certain and that nothing explains.
    pub fn weight(&self, thresholds: &Thresholds) -> Weight {
        match self.uncovered.min {
            months if months < thresholds.listed => Weight::Drawn,
            months if months < thresholds.emphasised => Weight::Listed,
            months if months < thresholds.long => Weight::Emphasised,
            _ => Weight::Long,
        }
    }
}

/// The gaps between the periods of work and volunteering and up to `as_of`, in order.
pub(super) fn find(periods: &[Period], as_of: Month) -> Vec<Gap> {
    let mut working = counted(periods, &[Lane::Work, Lane::Volunteer], as_of);
    sort::by_key(&mut working, |period| period.start.1);
    // Of each and all behind it, the earliest start.
    let mut earliest_starts: Vec<Month> = Vec::with_capacity(working.len());
    for period in working.iter().rev() {
        let behind = earliest_starts.last().copied();
        earliest_starts.push(behind.map_or(period.start.0, |behind| behind.min(period.start.0)));
    }
    earliest_starts.reverse();

    let explaining = Explaining::new(periods, &[Lane::Education, Lane::Project, Lane::Break], as_of);
    let mut gaps = Vec::new();
    // Earliest and latest end of all that cannot lie behind the gap.
    let mut ends: Option<(Month, Month)> = None;
    let mut from = 0;
    while let Some(next) = working.get(from) {
        let starts = (earliest_starts[from], next.start.1);
        let together = working.iter().skip(from).take_while(|period| period.start.1 == starts.1);
        let behind = from + together.clone().count();
        match ends {
            Some(ends) => gaps.extend(explaining.gap(ends, starts, false)),
            // The first to start may have started after another one had ended.
            None => {
                gaps.extend(first_end(&working, behind).and_then(|end| explaining.gap((end, starts.1), starts, false)));
            }
        }
        for period in together {
            let so_far = ends.unwrap_or(period.end);
            ends = Some((so_far.0.max(period.end.0), so_far.1.max(period.end.1)));
        }
        from = behind;
    }
    let after = Month(as_of.0 + 1);
    gaps.extend(ends.and_then(|ends| explaining.gap(ends, (after, after), true)));
    gaps
}

/// The earliest end of `working`, of which those before `behind` are the first to start at the latest; without the first
/// of all if that is the only one.
fn first_end(working: &[Period], behind: usize) -> Option<Month> {
    working.iter().skip(usize::from(behind <= 1)).map(|period| period.end.0).min()
}

/// The time between the last degree before the first position and that position.
pub(super) fn transition(periods: &[Period], as_of: Month) -> Option<Gap> {
    let work = counted(periods, &[Lane::Work], as_of);
    let starts = (work.iter().map(|period| period.start.0).min()?, work.iter().map(|period| period.start.1).min()?);
    // A degree of which only the end is known began long before.
    let begun = |period: &Period| if period.is_end_only() { period.end.0 } else { period.start.1 };
    let before = periods.iter().filter(|period| period.lane == Lane::Education && period.counts());
    let before: Vec<Period> =
        before.filter(|period| begun(period) < starts.1).map(|period| period.until(as_of)).collect();
    let ends = (before.iter().map(|period| period.end.0).max()?, before.iter().map(|period| period.end.1).max()?);
    Explaining::new(periods, &[Lane::Volunteer, Lane::Project, Lane::Break], as_of).gap(ends, starts, false)
}

fn counted(periods: &[Period], lanes: &[Lane], as_of: Month) -> Vec<Period> {
    let counted = periods.iter().filter(|period| period.counts() && lanes.contains(&period.lane));
    counted.map(|period| period.until(as_of)).collect()
}

/// What other lanes say about the months of a gap. Dates known only to the year count as the whole of it: a gap is what
/// no reading of the dates explains.
struct Explaining {
    lanes: Vec<(Lane, Coverage)>,
    all: Coverage,
}

impl Explaining {
    fn new(periods: &[Period], lanes: &[Lane], as_of: Month) -> Self {
        let of = |lanes: &[Lane]| Coverage::new(counted(periods, lanes, as_of).iter().map(Period::possible));
        Self { lanes: lanes.iter().map(|&lane| (lane, of(&[lane]))).collect(), all: of(lanes) }
    }

    /// The gap behind what ends within `ends` and before what starts within `starts`; none if no reading has one.
    fn gap(&self, ends: (Month, Month), starts: (Month, Month), open: bool) -> Option<Gap> {
        let (start, end) = (Month(ends.0.0 + 1), Month(starts.1.0 - 1));
        if start > end {
            return None;
        }
        let certain = (Month(ends.1.0 + 1), Month(starts.0.0 - 1));
        let certain = (certain.0 <= certain.1).then_some(certain);
        let length = |(first, last): (Month, Month)| last.0 - first.0 + 1;
        let free = |(first, last): (Month, Month)| length((first, last)) - self.all.months_within(first, last);
        let bounds = |count: &dyn Fn((Month, Month)) -> i32| Months {
            min: certain.map_or(0, count) as u16,
            max: count((start, end)) as u16,
        };
        let covering = self.lanes.iter().filter(|(_, coverage)| coverage.months_within(start, end) > 0);
        Some(Gap {
            start,
            end,
            months: bounds(&length),
            certain,
            covered_by: covering.map(|&(lane, _)| lane).collect(),
            uncovered: bounds(&free),
            unexplained: self.all.holes(start, end),
            open,
        })
    }
}
