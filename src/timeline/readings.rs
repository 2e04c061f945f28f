//! The timeline against all readings of the dates: random careers, and for each every month that every date may mean.

use super::GapClass::{Certain, Explained, Possible, Short};
use super::{Gap, Lane, Months, Period, Thresholds, Timeline, build};
use crate::entity::date::{DateEnd, DateRange, Month, PartialDate, Precision, StatedDuration};
use crate::resume::{Dates, Education, Resume, Volunteer, Work};
use crate::span::{Span, Spanned};

/// Random careers.
const CAREERS: usize = 10_000;
/// A career with more readings is not enumerated.
const MOST_READINGS: usize = 3_000;
/// January of the first year.
const FIRST: Month = Month(12 * 2018);

struct Random(u64);

impl Random {
    fn below(&mut self, bound: i32) -> i32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as i32).rem_euclid(bound)
    }

    fn between(&mut self, (first, last): (Month, Month)) -> Month {
        Month(first.0 + self.below(last.0 - first.0 + 1))
    }

    /// A month, a few of them, or a year.
    fn date(&mut self) -> PartialDate {
        let year = 2018 + self.below(3);
        let precision = match self.below(8) {
            0 => Precision::Year,
            1..4 => {
                let first = self.below(11) as u8;
                Precision::Part { first, last: first + 1 + self.below(3) as u8 }
            }
            _ => Precision::Month { month: 1 + self.below(12) as u8 },
        };
        PartialDate { year, precision, approximate: false }
    }

    /// Some have a duration beside them, none of whole years, which are rounded.
    fn dates(&mut self, stated: bool) -> Dates {
        let start = self.date();
        let range = match self.below(10) {
            0..3 => DateRange::Single(start),
            3 => DateRange::Range(start, DateEnd::Present),
            _ => {
                let end = self.date();
                // Few people write dates that are upside down.
                if end.bounds() < start.bounds() && self.below(8) > 0 {
                    DateRange::Range(end, DateEnd::Date(start))
                } else {
                    DateRange::Range(start, DateEnd::Date(end))
                }
            }
        };
        let stated = (stated && self.below(2) == 0).then(|| {
            let months = 1 + self.below(11) as u16;
            StatedDuration { min: if self.below(6) == 0 { 1 } else { months }, max: months }
        });
        Dates { stated, ..Dates::from(range) }
    }

    fn resume(&mut self, most: i32) -> Resume {
        let mut resume = Resume::default();
        for _ in 0..=self.below(most) {
            match self.below(8) {
                0 => resume.volunteer.push(Volunteer { dates: Some(self.dates(true)), ..Volunteer::default() }),
                1 => resume.education.push(Education { dates: Some(self.dates(false)), ..Education::default() }),
                _ => resume.work.push(Work { dates: Some(self.dates(true)), ..Work::default() }),
            }
        }
        resume
    }
}

/// Months: bit 0 is [`FIRST`].
type Set = u64;

fn run(first: Month, last: Month) -> Set {
    (first.0..=last.0).fold(0, |set, month| set | 1 << (month - FIRST.0))
}

/// What an entry covers in each of its readings; nothing if it counts nowhere. Nothing here is taken from [`Period`].
fn readings(dates: &Dates, as_of: Month) -> Vec<Set> {
    let (start, end) = match dates.value {
        DateRange::Single(date) => (date.bounds(), date.bounds()),
        DateRange::Range(start, DateEnd::Date(end)) => (start.bounds(), end.bounds()),
        DateRange::Range(start, DateEnd::Present) => (start.bounds(), (as_of, as_of)),
    };
    let mut all = Vec::new();
    for first in start.0.0..=start.1.0 {
        for last in end.0.0.max(first)..=end.1.0 {
            all.push((first, last));
        }
    }
    // A stated duration counts both months at the ends or one of them; one that no reading has is a mistake.
    if let Some(stated) = dates.stated.filter(|_| !matches!(dates.value, DateRange::Range(_, DateEnd::Present))) {
        let lasts = |&(first, last): &(i32, i32)| {
            (stated.min..=stated.max).any(|months| [last - first, last - first + 1].contains(&i32::from(months)))
        };
        if all.iter().any(lasts) {
            all.retain(lasts);
        }
    }
    all.retain(|&(first, _)| first <= as_of.0);
    let mut all: Vec<Set> = all.into_iter().map(|(first, last)| run(Month(first), Month(last.min(as_of.0)))).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Of every reading of all entries: the months of work, and those of work or volunteering.
fn all_readings(resume: &Resume, as_of: Month) -> Option<Vec<(Set, Set)>> {
    let work = resume.work.iter().map(|work| (true, &work.dates));
    let volunteer = resume.volunteer.iter().map(|work| (false, &work.dates));
    let mut all = vec![(0, 0)];
    for (paid, dates) in work.chain(volunteer) {
        let readings = readings(dates.as_ref()?, as_of);
        if readings.is_empty() {
            continue;
        }
        if all.len() * readings.len() > MOST_READINGS {
            return None;
        }
        let with = |(work, all): (u64, u64), more: u64| (if paid { work | more } else { work }, all | more);
        all = all.iter().flat_map(|&before| readings.iter().map(move |&more| with(before, more))).collect();
    }
    Some(all)
}

/// The runs of months that are not in `covered`, behind its first and up to `as_of`.
fn runs(covered: Set, as_of: Month) -> Vec<(Month, Month)> {
    let mut runs = Vec::<(Month, Month)>::new();
    if covered == 0 {
        return runs;
    }
    for month in (FIRST.0 + covered.trailing_zeros() as i32)..=as_of.0 {
        if covered >> (month - FIRST.0) & 1 == 0 {
            match runs.last_mut() {
                Some(run) if run.1.0 == month - 1 => run.1 = Month(month),
                _ => runs.push((Month(month), Month(month))),
            }
        }
    }
    runs
}

fn months(counts: impl Iterator<Item = u32> + Clone) -> Months {
    let bounds = (counts.clone().min(), counts.max());
    Months { min: bounds.0.unwrap_or(0) as u16, max: bounds.1.unwrap_or(0) as u16 }
}

/// The total and the gaps are those of the readings: the bounds are reached and never passed. The total of a career with
/// durations stated beside coarse dates may be wider; whether it is not.
fn check(resume: &Resume, timeline: &Timeline, readings: &[(Set, Set)]) -> bool {
    let as_of = timeline.as_of;
    let total = months(readings.iter().map(|reading| reading.0.count_ones()));
    assert!(timeline.total.min <= total.min && total.max <= timeline.total.max, "{total:?}: {timeline:#?}");
    let narrowed = timeline.periods.iter().any(Period::is_narrowed);
    assert!(narrowed || timeline.total == total, "{total:?}: {timeline:#?}");
    let covered: Vec<Set> = readings.iter().map(|reading| reading.1).collect();
    let runs: Vec<Vec<(Month, Month)>> = covered.iter().map(|&covered| runs(covered, as_of)).collect();
    // Every gap of every reading lies in one that is told, and is the whole of it in some reading.
    for run in runs.iter().flatten() {
        let told = timeline.gaps.iter().any(|gap| gap.start <= run.0 && run.1 <= gap.end);
        assert!(told, "{run:?} is missing in {timeline:#?}");
    }
    let in_order = timeline.gaps.windows(2).all(|pair| pair[0].end < pair[1].end);
    assert!(in_order, "a gap is told once: {timeline:#?}");
    let explained = explained(resume, as_of);
    let mut certain = 0;
    for gap in &timeline.gaps {
        let whole = run(gap.start, gap.end);
        assert!(runs.iter().flatten().any(|run| *run == (gap.start, gap.end)), "{gap:?} is never so long");
        let free = months(covered.iter().map(|covered| (whole & !covered).count_ones()));
        assert_eq!(gap.months.max, free.max, "{gap:?} of {timeline:#?}");
        // What lasted a stated time cannot fill it from both ends: more months may be free than those that always are.
        let least = if narrowed { gap.months.min.min(free.min) } else { free.min };
        assert_eq!(gap.months.min, least, "{gap:?} of {timeline:#?}");
        let sure = gap.certain.map_or(0, |(first, last)| run(first, last));
        assert_eq!(sure.count_ones(), u32::from(gap.months.min), "{gap:?}");
        assert_eq!(gap.uncovered.min, (sure & !explained).count_ones() as u16, "{gap:?}");
        assert_eq!(gap.uncovered.max, (whole & !explained).count_ones() as u16, "{gap:?}");
        let unexplained = gap.unexplained.iter().fold(0, |set, &(first, last)| set | run(first, last));
        assert_eq!(unexplained, whole & !explained, "{gap:?}");
        assert_eq!(gap.open, gap.end == as_of, "{gap:?}");
        certain |= sure;
    }
    // What is certain is exactly what no reading covers.
    let uncovered = |runs: &Vec<(Month, Month)>| runs.iter().fold(0, |set, &(first, last)| set | run(first, last));
    assert_eq!(certain, runs.iter().map(uncovered).fold(u64::MAX, |all, one| all & one), "{timeline:#?}");
    timeline.total == total
}

/// The months that education may cover.
fn explained(resume: &Resume, as_of: Month) -> Set {
    let dates = resume.education.iter().flat_map(|education| &education.dates);
    dates.flat_map(|dates| readings(dates, as_of)).fold(0, |all, one| all | one)
}

#[test]
fn bounds_are_those_of_all_readings() {
    let mut random = Random(1);
    let (mut careers, mut certain, mut possible, mut longest) = (0, 0, 0, 0);
    let (mut narrowed, mut exact) = (0, 0);
    while careers < CAREERS {
        let resume = random.resume(4);
        let as_of = random.between((Month(FIRST.0 + 20), Month(FIRST.0 + 40)));
        let Some(readings) = all_readings(&resume, as_of) else { continue };
        let timeline = build(&resume, as_of, &Thresholds::default());
        exact += usize::from(check(&resume, &timeline, &readings));
        narrowed += usize::from(timeline.periods.iter().any(Period::is_narrowed));
        careers += 1;
        longest = longest.max(readings.len());
        certain += timeline.gaps.iter().filter(|gap| gap.months.min > 0).count();
        possible += timeline.gaps.iter().filter(|gap| gap.months.min == 0).count();
    }
    assert!(certain > 3_000 && possible > 1_000 && longest > 1_000, "{certain}, {possible}, {longest}");
    assert!(narrowed > 700 && exact > CAREERS - narrowed / 50, "{narrowed}, {exact}");
}

/// Whole years are more readings than can be enumerated: two hundred of each career.
#[test]
fn no_reading_of_whole_years_contradicts_the_timeline() {
    let mut random = Random(7);
    let as_of = Month(FIRST.0 + 52);
    let mut gaps = 0;
    for _ in 0..1_000 {
        let resume = random.resume(12);
        let timeline = build(&resume, as_of, &Thresholds::default());
        let working = |period: &&Period| period.counts() && matches!(period.lane, Lane::Work | Lane::Volunteer);
        let counted: Vec<&Period> = timeline.periods.iter().filter(working).collect();
        gaps += timeline.gaps.len();
        for _ in 0..200 {
            let mut reading = |period: &Period| loop {
                let (start, end) = (random.between(period.start), random.between(period.end));
                let long = (end.0 - start.0 + 1).try_into().is_ok_and(|long| {
                    (period.duration.min..=period.duration.max).contains(&long) || !period.is_narrowed()
                });
                if start <= end && start <= as_of && long {
                    return run(start, end.min(as_of));
                }
            };
            let (mut work, mut all) = (0, 0);
            for period in &counted {
                let months = reading(period);
                all |= months;
                work |= if period.lane == Lane::Work { months } else { 0 };
            }
            let worked = work.count_ones() as u16;
            assert!(timeline.total.min <= worked && worked <= timeline.total.max, "{worked}: {timeline:#?}");
            for gap in &timeline.gaps {
                let free = (run(gap.start, gap.end) & !all).count_ones() as u16;
                assert!(gap.months.min <= free && free <= gap.months.max, "{free}: {gap:?} of {timeline:#?}");
                assert!(gap.certain.is_none_or(|(first, last)| all & run(first, last) == 0), "{gap:?}");
            }
            let told = |run: &(Month, Month)| timeline.gaps.iter().any(|gap| gap.start <= run.0 && run.1 <= gap.end);
            assert!(runs(all, as_of).iter().all(told), "{timeline:#?}");
        }
    }
    assert!(gaps > 1_000, "{gaps} gaps");
}

#[test]
fn a_gap_is_what_it_is_for_whoever_asks() {
    let month = |months: i32| Month(FIRST.0 + months);
    let gap = Gap {
        start: month(0),
        end: month(9),
        months: Months { min: 4, max: 10 },
        certain: Some((month(3), month(6))),
        covered_by: vec![Lane::Education],
        uncovered: Months { min: 4, max: 7 },
        unexplained: vec![(month(3), month(9))],
        open: false,
    };
    let classes = [1, 3, 4, 5, 7, 8, 10, 11].map(|shortest| gap.class(shortest));
    assert_eq!(classes, [Certain, Certain, Certain, Possible, Possible, Explained, Explained, Short]);
}

#[test]
fn fifty_thousand_positions_are_no_trouble() {
    let mut random = Random(3);
    let work = |random: &mut Random| Work {
        name: Some(Spanned::new("Acme".to_owned(), Span::default())),
        dates: Some(random.dates(true)),
        ..Work::default()
    };
    let resume = Resume { work: (0..50_000).map(|_| work(&mut random)).collect(), ..Resume::default() };
    let timeline = build(&resume, Month::new(2026, 11), &Thresholds::default());
    assert_eq!(timeline.periods.len(), 50_000);
    assert_eq!(timeline.total.max, 12 * 8 + 11);
}
