//! Resume, as-of month -> timeline: periods, gaps, overlaps, total experience.

use serde::{Deserialize, Serialize};

use crate::entity::date::Month;
use crate::resume::Resume;

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

/// A run of whole months that no work or volunteer entry covers, both edges known to the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// First uncovered month.
    pub start: Month,
    /// Last uncovered month.
    pub end: Month,
    pub months: u16,
    /// The lanes whose entries cover at least one month of it.
    pub covered_by: Vec<Lane>,
    /// Months of it that nothing dated covers at all.
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

/// Puts the dated entries of `resume` on a line of months, as of `as_of`.
pub fn build(resume: &Resume, as_of: Month) -> Timeline {
    let _ = resume;
    Timeline {
        as_of,
        periods: Vec::new(),
        total: Months::default(),
        gaps: Vec::new(),
        possible_gaps: Vec::new(),
        overlaps: Vec::new(),
        tenures: Vec::new(),
    }
}
