//! Employers: which positions belong together, how long somebody stayed, and what ran at the same time.

use serde::{Deserialize, Serialize};

use super::experience::total;
use super::{Lane, Months, Period};
use crate::entity::date::Month;
use crate::locale::fold;
use crate::resume::{Resume, Work};
use crate::sort;
use crate::word_map::{WordMap, is_one_of};

/// Two work entries that share months for certain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overlap {
    pub start: Month,
    pub end: Month,
    pub months: u16,
    /// Indices into `resume.work`.
    pub entries: (usize, usize),
}

/// How long somebody was at one employer, positions there joined that follow each other directly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// As written at the first of its positions.
    pub employer: String,
    pub months: Months,
    /// Indices into `resume.work`, in the order in which they began.
    pub entries: Vec<usize>,
    /// First and last month that the start of the stay may mean.
    pub start: (Month, Month),
    /// First and last month that its end may mean; both the as-of month at the latest.
    pub end: (Month, Month),
    /// A position of it goes on.
    pub open: bool,
    pub promotions: Vec<Promotion>,
}

/// Another position at the same employer directly behind the one before, or beside it until that ends: a promotion, or a
/// move to another team. Titles are not compared by rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promotion {
    /// Indices into `resume.work`.
    pub from: usize,
    pub to: usize,
    /// First and last month that its start may mean.
    pub start: (Month, Month),
}

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

/// Pairs of positions at different employers that share months for certain: those that run at the same time, and those
/// that share no more than the month in which the earlier ends and the later starts.
pub(super) fn overlaps(resume: &Resume, periods: &[Period]) -> (Vec<Overlap>, Vec<Overlap>) {
    let mut sorted: Vec<(&Period, Option<String>)> =
        positions(periods).map(|period| (period, resume.work.get(period.entry).and_then(employer))).collect();
    sort::by_key(&mut sorted, |(period, _)| (period.sure(), period.entry));
    let (mut overlaps, mut handovers) = (Vec::new(), Vec::new());
    for (at, (earlier, employer)) in sorted.iter().enumerate() {
        let (earlier_start, earlier_end) = earlier.sure();
        for (later, other) in sorted.iter().skip(at + 1) {
            let (start, later_end) = later.sure();
            if start > earlier_end {
                break;
            }
            let end = earlier_end.min(later_end);
            if start > end || employer.is_some() && employer == other {
                continue;
            }
            let months = (end.0 - start.0 + 1) as u16;
            let entries = (earlier.entry.min(later.entry), earlier.entry.max(later.entry));
            let handover = start == end && start == earlier_end && earlier_start < start;
            let list = if handover { &mut handovers } else { &mut overlaps };
            list.push(Overlap { start, end, months, entries });
        }
    }
    for list in [&mut overlaps, &mut handovers] {
        sort::by_key(list, |overlap| (overlap.start, overlap.entries));
    }
    (overlaps, handovers)
}

/// The stays at each employer in the order in which they began, and how long an employer was stayed with on average.
pub(super) fn tenures(resume: &Resume, periods: &[Period]) -> (Vec<Tenure>, Option<Months>) {
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
    let mut tenures = Vec::<Tenure>::new();
    let (mut least, mut most) = (0, 0);
    for periods in &mut by_employer {
        let all = total(periods.iter().copied());
        (least, most) = (least + usize::from(all.min), most + usize::from(all.max));
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
    sort::by_key(&mut tenures, |tenure| (tenure.start.0, tenure.entries.first().copied()));
    let rounded = |months: usize| ((months + by_employer.len() / 2) / by_employer.len()) as u16;
    let average = (!by_employer.is_empty()).then(|| Months { min: rounded(least), max: rounded(most) });
    (tenures, average)
}

/// What `stay`, positions in the order in which they began, is together.
fn tenure(resume: &Resume, stay: &[&Period]) -> Option<Tenure> {
    let first = stay.first()?;
    let bounds =
        |a: (Month, Month), b: (Month, Month), pick: fn(Month, Month) -> Month| (pick(a.0, b.0), pick(a.1, b.1));
    let title = |period: &Period| {
        let position = resume.work.get(period.entry)?.position.as_ref()?;
        Some(fold(&position.value))
    };
    let promotions = stay.windows(2).filter_map(|pair| {
        let [from, to] = pair else { return None };
        let follows = to.start.1.0 >= from.end.0.0 && to.start != from.start;
        let promotion = Promotion { from: from.entry, to: to.entry, start: to.start };
        (follows && title(from) != title(to)).then_some(promotion)
    });
    Some(Tenure {
        employer: resume.work.get(first.entry)?.name.as_ref()?.value.clone(),
        months: total(stay.iter().copied()),
        entries: stay.iter().map(|period| period.entry).collect(),
        start: stay.iter().fold(first.start, |start, period| bounds(start, period.start, Ord::min)),
        end: stay.iter().fold(first.end, |end, period| bounds(end, period.end, Ord::max)),
        open: stay.iter().any(|period| period.open),
        promotions: promotions.collect(),
    })
}
