//! An entry on the line of months.

use serde::{Deserialize, Serialize};

use super::coverage::length;
use super::{Lane, Months};
use crate::entity::date::{DateEnd, DateRange, Month, StatedDuration};
use crate::resume::Dates;

/// Months by which whole years are rounded.
const ROUNDING: u16 = 6;

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
    /// How long it lasted, as stated beside its dates.
    pub stated: Option<StatedDuration>,
    pub duration: Months,
}

impl Period {
    pub(super) fn new(lane: Lane, entry: usize, dates: &Dates, as_of: Month) -> Self {
        let (start, end, open) = match dates.value {
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
        let stated = dates.stated;
        let period = Self { lane, entry, start, end, open, planned, inverted, stated, duration: Months::default() };
        if inverted {
            return period;
        }
        let start = (start.0, start.1.min(end.1));
        let end = (end.0.max(start.0), end.1);
        let duration = Months { min: (end.0.0 - start.1.0 + 1).max(1) as u16, max: (end.1.0 - start.0.0 + 1) as u16 };
        let mut period = Self { start, end, duration, ..period };
        if let Some(stated) = stated.filter(|_| !open && !period.is_end_only()) {
            period.narrow(stated);
            period.planned = period.start.0 > as_of;
        }
        period
    }

    /// Keeps the readings that last as long as `stated`, if there are any. Some count both months at the ends, others one
    /// of them; whole years are rounded.
    fn narrow(&mut self, stated: StatedDuration) {
        let rounded = if stated.min.is_multiple_of(12) { ROUNDING } else { 0 };
        let least = stated.min.saturating_sub(rounded).max(self.duration.min);
        let most = (stated.max + 1 + rounded).min(self.duration.max);
        if least > most {
            return;
        }
        let (start, end) = (self.start, self.end);
        let (shortest, longest) = (i32::from(least) - 1, i32::from(most) - 1);
        self.start = (start.0.max(Month(end.0.0 - longest)), start.1.min(Month(end.1.0 - shortest)));
        self.end = (end.0.max(Month(start.0.0 + shortest)), end.1.min(Month(start.1.0 + longest)));
        self.duration = Months { min: least, max: most };
    }

    /// Whether a stated duration rules out that it took all the months that start and end allow, or as few.
    pub(super) fn is_narrowed(&self) -> bool {
        let shortest = (self.end.0.0 - self.start.1.0 + 1).max(1);
        self.stated.is_some()
            && !self.open
            && (i32::from(self.duration.min) > shortest || i32::from(self.duration.max) < length(self.possible()))
    }

    /// For each month that it may start in, the months that it covers at the most and at the least.
    pub(super) fn placements(&self) -> impl Iterator<Item = ((Month, Month), (Month, Month))> {
        let last = |start: i32, months: u16| Month(start + i32::from(months) - 1).min(self.end.1);
        (self.start.0.0..=self.start.1.0).map(move |start| {
            let longest = (Month(start), last(start, self.duration.max));
            (longest, (Month(start), last(start, self.duration.min).max(self.end.0)))
        })
    }

    /// Whether the duration stated beside the dates is about what they tell; none if none is stated. An end that is open
    /// was another month when the CV was written.
    pub fn agrees(&self) -> Option<bool> {
        let stated = self.stated.filter(|_| !self.open && !self.inverted)?;
        let rounded = if stated.min.is_multiple_of(12) { ROUNDING } else { 0 };
        Some(stated.min <= self.duration.max + rounded && self.duration.min <= stated.max + 1 + rounded)
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
