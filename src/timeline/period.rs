//! An entry on the line of months.

use serde::{Deserialize, Serialize};

use super::{Lane, Months};
use crate::entity::date::{DateEnd, DateRange, Month};

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
    pub(super) fn new(lane: Lane, entry: usize, dates: DateRange, as_of: Month) -> Self {
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
        let period = Self { lane, entry, start, end, open, planned, inverted, duration: Months::default() };
        if inverted {
            return period;
        }
        let start = (start.0, start.1.min(end.1));
        let end = (end.0.max(start.0), end.1);
        let duration = Months { min: (end.0.0 - start.1.0 + 1).max(1) as u16, max: (end.1.0 - start.0.0 + 1) as u16 };
        Self { start, end, duration, ..period }
    }

    /// Whether it counts for gaps and totals: it has begun, and it does not end before it starts.
    pub fn counts(&self) -> bool {
        !self.inverted && !self.planned
    }

    /// Whether it is a degree of which one date is written: its end, and nothing is known of its start.
    pub fn is_end_only(&self) -> bool {
        self.lane == Lane::Education && !self.open && !self.inverted && self.start == self.end
    }

    /// Cut at the as-of month: what is still to come has not been worked.
    pub(crate) fn until(&self, as_of: Month) -> Self {
        let cut = |bounds: (Month, Month)| (bounds.0.min(as_of), bounds.1.min(as_of));
        Self { start: cut(self.start), end: cut(self.end), ..self.clone() }
    }

    /// First and last of the months that every reading of its dates covers; the last lies before the first if there are
    /// none.
    pub fn sure(&self) -> (Month, Month) {
        (self.start.1, self.end.0)
    }

    /// First and last of the months that some reading of its dates covers.
    pub fn possible(&self) -> (Month, Month) {
        (self.start.0, self.end.1)
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
