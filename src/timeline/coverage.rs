//! Sets of months.

use crate::entity::date::Month;
use crate::sort;

/// Months, as runs in order that neither touch nor overlap.
#[derive(Debug, Clone, Default)]
pub(super) struct Coverage {
    /// First and last month of each run.
    runs: Vec<(i32, i32)>,
}

impl Coverage {
    /// All months of `intervals` (first, last); intervals that end before they start are empty.
    pub fn new(intervals: impl IntoIterator<Item = (Month, Month)>) -> Self {
        let mut sorted: Vec<_> = intervals
            .into_iter()
            .map(|(first, last)| (first.0, last.0))
            .filter(|(first, last)| first <= last)
            .collect();
        sort::by_key(&mut sorted, |run| *run);
        let mut runs = Vec::<(i32, i32)>::new();
        for (first, last) in sorted {
            match runs.last_mut() {
                Some(run) if first <= run.1 + 1 => run.1 = run.1.max(last),
                _ => runs.push((first, last)),
            }
        }
        Self { runs }
    }

    /// How many months there are.
    pub fn months(&self) -> i32 {
        self.runs.iter().map(|(first, last)| last - first + 1).sum()
    }

    /// The parts of its runs that lie between `first` and `last`.
    fn within(&self, first: Month, last: Month) -> impl Iterator<Item = (i32, i32)> {
        let from = self.runs.partition_point(|run| run.1 < first.0);
        let runs = self.runs.iter().skip(from).take_while(move |run| run.0 <= last.0);
        runs.map(move |run| (run.0.max(first.0), run.1.min(last.0)))
    }

    /// How many of the months `first` to `last` are in it.
    pub fn months_within(&self, first: Month, last: Month) -> i32 {
        self.within(first, last).map(|(first, last)| last - first + 1).sum()
    }

    /// The runs of the months `first` to `last` that are not in it.
    pub fn holes(&self, first: Month, last: Month) -> Vec<(Month, Month)> {
        let (mut holes, mut from) = (Vec::new(), first.0);
        for run in self.within(first, last) {
            if from < run.0 {
                holes.push((Month(from), Month(run.0 - 1)));
            }
            from = run.1 + 1;
        }
        if from <= last.0 {
            holes.push((Month(from), last));
        }
        holes
    }
}

/// How many months are needed at the least to have one in each of `intervals` that has none in `covered`.
pub(super) fn months_needed(covered: &Coverage, intervals: impl IntoIterator<Item = (Month, Month)>) -> i32 {
    let mut open: Vec<_> = intervals
        .into_iter()
        .filter(|&(first, last)| first <= last && covered.months_within(first, last) == 0)
        .collect();
    // Earliest end first: taking its last month serves most of the others.
    sort::by_key(&mut open, |&(first, last)| (last, first));
    let (mut needed, mut taken) = (0, None);
    for (first, last) in open {
        if taken.is_none_or(|month| month < first) {
            needed += 1;
            taken = Some(last);
        }
    }
    needed
}
