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

    /// How many of the months `first` to `last` are not in it.
    pub fn free_months(&self, (first, last): (Month, Month)) -> i32 {
        length((first, last)) - self.months_within(first, last)
    }

    /// How many of its months can be covered at once: those of `free`, and of `narrowed` (a month of it, how many it adds
    /// to `free`).
    pub fn at_the_most(&self, free: &Self, narrowed: impl Iterator<Item = (Month, i32)>) -> i32 {
        let mut added = vec![0; self.runs.len()];
        for (month, months) in narrowed {
            if let Some(added) = added.get_mut(self.runs.partition_point(|run| run.1 < month.0)) {
                *added += months;
            }
        }
        let runs = self.runs.iter().zip(added);
        runs.map(|(&(first, last), added)| {
            (last - first + 1).min(free.months_within(Month(first), Month(last)) + added)
        })
        .sum()
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

/// How many months `first` to `last` are.
pub(super) fn length((first, last): (Month, Month)) -> i32 {
    last.0 - first.0 + 1
}

/// The most that the last numbers of `intervals` (first, last, months) that share no month come to.
///
/// With one month for each, that is how many months are needed to have one in every interval.
pub(super) fn most_apart(mut intervals: Vec<(Month, Month, i32)>) -> i32 {
    sort::by_key(&mut intervals, |&(first, last, _)| (last, first));
    // The most of those up to each of them, with its end.
    let mut most: Vec<(Month, i32)> = Vec::with_capacity(intervals.len());
    for (first, last, months) in intervals {
        let apart = most.partition_point(|&(end, _)| end < first);
        let before = apart.checked_sub(1).and_then(|at| most.get(at)).map_or(0, |&(_, months)| months);
        let so_far = most.last().map_or(0, |&(_, months)| months);
        most.push((last, so_far.max(before + months)));
    }
    most.last().map_or(0, |&(_, months)| months)
}
