//! Gaps: runs of whole months without work.

use super::coverage::Coverage;
use super::{Gap, Lane, Months, Period, PossibleGap};
use crate::entity::date::Month;
use crate::sort;

/// The gaps between the periods of work and volunteering and up to `as_of`: those known to the month, and the others.
///
/// The periods are taken in the order in which they start at the latest. What lies before one of them is a gap from
/// behind the earliest end of all before it (at the longest) to the latest start; certain is what lies between their
/// latest end and the earliest start of it and all later ones.
pub(super) fn find(periods: &[Period], as_of: Month) -> (Vec<Gap>, Vec<PossibleGap>) {
    let mut working: Vec<Period> = periods
        .iter()
        .filter(|period| period.counts() && matches!(period.lane, Lane::Work | Lane::Volunteer))
        .map(|period| period.until(as_of))
        .collect();
    // Of two that may start equally late, the one that ends later comes first: it leaves less open.
    sort::by_key(&mut working, |period| {
        (period.start.1, std::cmp::Reverse(period.end.0), period.start.0, period.end.1)
    });
    let Some((first, later)) = working.split_first() else { return Default::default() };

    // Of each and all behind it, the earliest start.
    let mut earliest_starts: Vec<Month> = Vec::with_capacity(later.len());
    for period in later.iter().rev() {
        let behind = earliest_starts.last().copied();
        earliest_starts.push(behind.map_or(period.start.0, |behind| behind.min(period.start.0)));
    }
    let explaining = Explaining::new(periods);
    let (mut gaps, mut possible) = (Vec::new(), Vec::<PossibleGap>::new());
    let mut ends = first.end;
    let mut record = |ends: (Month, Month), starts: (Month, Month), open: bool| {
        let (start, end) = (Month(ends.0.0 + 1), Month(starts.1.0 - 1));
        let longest = end.0 - start.0 + 1;
        if longest <= 0 {
            return;
        }
        let certain = (starts.0.0 - ends.1.0 - 1).max(0);
        let covered_by = explaining.lanes(start, end);
        if certain == longest {
            let uncovered = explaining.uncovered(start, end);
            gaps.push(Gap { start, end, months: longest as u16, covered_by, uncovered, open });
        } else if possible.last().is_none_or(|last| (last.start, last.end) != (start, end)) {
            let months = Months { min: certain as u16, max: longest as u16 };
            possible.push(PossibleGap { start, end, months, covered_by });
        }
    };
    for (period, &earliest) in later.iter().zip(earliest_starts.iter().rev()) {
        record(ends, (earliest, period.start.1), false);
        ends = (ends.0.max(period.end.0), ends.1.max(period.end.1));
    }
    let after = Month(as_of.0 + 1);
    record(ends, (after, after), true);
    (gaps, possible)
}

/// What other lanes say about the months of a gap. Dates known only to the year count as the whole of it: a gap is what
/// no reading of the dates explains.
struct Explaining {
    lanes: Vec<(Lane, Coverage)>,
    all: Coverage,
}

impl Explaining {
    fn new(periods: &[Period]) -> Self {
        let of = |lanes: &[Lane]| {
            Coverage::new(
                periods
                    .iter()
                    .filter(|period| period.counts() && lanes.contains(&period.lane))
                    .map(|period| (period.start.0, period.end.1)),
            )
        };
        let lanes = [Lane::Education, Lane::Project];
        Self { lanes: lanes.map(|lane| (lane, of(&[lane]))).into(), all: of(&lanes) }
    }

    fn lanes(&self, start: Month, end: Month) -> Vec<Lane> {
        let covering = self.lanes.iter().filter(|(_, coverage)| coverage.months_within(start, end) > 0);
        covering.map(|&(lane, _)| lane).collect()
    }

    fn uncovered(&self, start: Month, end: Month) -> u16 {
        (end.0 - start.0 + 1 - self.all.months_within(start, end)) as u16
    }
}
