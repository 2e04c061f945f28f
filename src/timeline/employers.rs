//! Employers: which positions belong together, how long somebody stayed, and what ran at the same time.

use super::coverage::{Coverage, months_needed};
use super::{Lane, Months, Overlap, Period, Tenure};
use crate::entity::date::Month;
use crate::locale::fold;
use crate::resume::{Resume, Work};
use crate::sort;
use crate::word_map::WordMap;
use crate::word_map::is_one_of;

/// Legal forms that one CV writes and another does not, folded.
const LEGAL_FORMS: &str = "ab ag aps as bv co company corp corporation eg ev gmbh inc incorporated kg kgaa limited llc llp lp ltd \
    ltda mbh nv ohg oy plc private pty pvt sa sarl sas se sl spa srl ug";

/// Positions beyond these are not compared with each other: nobody had so many, and comparing grows with the square.
const MOST_POSITIONS: usize = 500;

/// The employer's name for comparing: folded, without dots and legal forms.
fn employer(work: &Work) -> Option<String> {
    let folded = fold(&work.name.as_ref()?.value).replace('.', "");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let all: Vec<&str> = words.collect();
    let mut kept: &[&str] = &all;
    while let [rest @ .., last] = kept
        && !rest.is_empty()
        && is_one_of(LEGAL_FORMS, last)
    {
        kept = rest;
    }
    (!kept.is_empty()).then(|| kept.join(" "))
}

fn positions(periods: &[Period]) -> impl Iterator<Item = &Period> {
    periods.iter().filter(|period| period.counts() && period.lane == Lane::Work).take(MOST_POSITIONS)
}

/// Pairs of positions at different employers that share months for certain.
pub(super) fn overlaps(resume: &Resume, periods: &[Period]) -> Vec<Overlap> {
    let mut sorted: Vec<(&Period, Option<String>)> =
        positions(periods).map(|period| (period, resume.work.get(period.entry).and_then(employer))).collect();
    sort::by_key(&mut sorted, |(period, _)| (period.sure(), period.entry));
    let mut found = Vec::new();
    for (at, (earlier, employer)) in sorted.iter().enumerate() {
        let (earlier_start, earlier_end) = earlier.sure();
        for (later, other) in sorted.iter().skip(at + 1) {
            let (start, later_end) = later.sure();
            if start > earlier_end {
                break;
            }
            let end = earlier_end.min(later_end);
            let handover = start == end && start == earlier_end && earlier_start < start;
            if start > end || handover || employer.is_some() && employer == other {
                continue;
            }
            let months = (end.0 - start.0 + 1) as u16;
            let entries = (earlier.entry.min(later.entry), earlier.entry.max(later.entry));
            found.push(Overlap { start, end, months, entries });
        }
    }
    sort::by_key(&mut found, |overlap| (overlap.start, overlap.entries));
    found
}

/// The stays at each employer: positions there that follow each other directly are one. In the order in which they
/// began.
pub(super) fn tenures(resume: &Resume, periods: &[Period]) -> Vec<Tenure> {
    let mut employers = WordMap::default();
    let mut by_employer = Vec::<Vec<&Period>>::new();
    for period in positions(periods) {
        if let Some(employer) = resume.work.get(period.entry).and_then(employer) {
            let at = employers.insert(&employer, by_employer.len());
            if at == by_employer.len() {
                by_employer.push(Vec::new());
            }
            by_employer[at].push(period);
        }
    }
    let mut tenures = Vec::<(Month, Tenure)>::new();
    for periods in &mut by_employer {
        sort::by_key(periods, |period| (period.start, period.end, period.entry));
        let mut stay = Vec::<&Period>::new();
        let mut last_end = None;
        for period in periods.iter() {
            if last_end.is_some_and(|end: Month| period.start.0.0 - end.0 > 1) {
                tenures.extend(tenure(resume, &stay));
                stay.clear();
                last_end = None;
            }
            stay.push(period);
            last_end = last_end.max(Some(period.end.1));
        }
        tenures.extend(tenure(resume, &stay));
    }
    sort::by_key(&mut tenures, |(start, tenure)| (*start, tenure.entries.first().copied()));
    tenures.into_iter().map(|(_, tenure)| tenure).collect()
}

fn tenure(resume: &Resume, stay: &[&Period]) -> Option<(Month, Tenure)> {
    let first = stay.first()?;
    let employer = resume.work.get(first.entry)?.name.as_ref()?.value.clone();
    let months = total(stay.iter().copied());
    Some((first.start.0, Tenure { employer, months, entries: stay.iter().map(|period| period.entry).collect() }))
}

/// Months of `periods`, each counted once. A period lasts a month at least, wherever it lies.
pub(super) fn total<'a>(periods: impl Iterator<Item = &'a Period> + Clone) -> Months {
    let sure = Coverage::new(periods.clone().map(Period::sure));
    let longest = Coverage::new(periods.clone().map(|period| (period.start.0, period.end.1)));
    // Start and end lie on either side of these months, or within.
    let somewhere = months_needed(&sure, periods.map(|period| (period.end.0, period.start.1)));
    Months { min: (sure.months() + somewhere) as u16, max: longest.months() as u16 }
}
