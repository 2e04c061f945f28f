//! Resume, as-of month -> timeline: periods, gaps, overlaps, total experience.
//!
//! All intervals are closed: first and last month count. A date that is known to the year, a season or the like is a pair
//! of bounds, and everything computed from it has bounds as well: the least and the most that any reading of the dates
//! gives. Only what no reading explains is a gap for certain. A duration that is stated beside coarse dates leaves only the
//! readings that last as long.

use serde::{Deserialize, Serialize};

use crate::entity::date::Month;
use crate::resume::{Dates, Resume};
use crate::span::Spanned;

mod as_of;
mod coverage;
mod period;
mod experience;
mod employers;
mod gaps;

pub use as_of::{AsOf, document_date};
pub use employers::{Overlap, Promotion, Tenure};
pub use experience::StatedExperience;
pub(crate) use experience::total;
pub use gaps::{Gap, GapClass, Weight};
pub use period::Period;

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
    /// Parental leave, a sabbatical and the like, which stand among the positions: an entry of `resume.work` that is no
    /// work, but explains a gap.
    Break,
}

/// From how many months on something is told. Whoever vets a career asks for gaps of a month (BS 7858), most others for
/// those of three or six.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds {
    /// A gap is listed.
    pub listed: u16,
    /// A gap stands out.
    pub emphasised: u16,
    /// A gap is called long.
    pub long: u16,
    /// The time between a degree and the first position is listed: students finish in summer.
    pub transition: u16,
    /// Stated experience may differ from the dates by so much.
    pub stated: u16,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { listed: 3, emphasised: 6, long: 12, transition: 6, stated: 6 }
    }
}

/// A career as months.
///
/// ```
/// use cv_readback::analysis::analyze;
/// use cv_readback::entity::date::Month;
/// use cv_readback::timeline::Months;
///
/// let cv = b"# Ada Doe\n\n## Experience\n\n### Baker, The Mill Ltd\n\nMay 2018 - June 2020\n\n\
///     ### Cook, Harbour Inn Ltd\n\nJanuary 2021 - present\n";
/// let timeline = analyze(cv, "cv.md", "", Month::new(2021, 12))?.timeline;
/// assert_eq!(timeline.total, Months { min: 26 + 12, max: 26 + 12 });
/// // First and last month count, of gaps too.
/// let [gap] = timeline.gaps.as_slice() else { panic!("one gap") };
/// assert_eq!((gap.start, gap.end), (Month::new(2020, 7), Month::new(2020, 12)));
/// # Ok::<(), cv_readback::reader::ReadError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// The month that "present" means.
    pub as_of: Month,
    /// When the document says that it was last changed, whether "present" means that month or another.
    pub document_date: Option<Spanned<Month>>,
    /// Those that [`build`] was called with.
    pub thresholds: Thresholds,
    pub periods: Vec<Period>,
    /// Months with paid work, each counted once.
    pub total: Months,
    /// The same where every period is as its bar is drawn: one number for what `total` gives bounds of.
    pub nominal: u16,
    /// Months of `total` with nothing but internships counted.
    pub internships: Months,
    /// What headline or summary say of it.
    pub stated: Option<StatedExperience>,
    /// In order of their end, whatever their length.
    pub gaps: Vec<Gap>,
    /// From the last degree before the first position to that position: no gap between positions, so it is none of `gaps`.
    pub transition: Option<Gap>,
    /// Work at two employers at the same time.
    pub overlaps: Vec<Overlap>,
    /// Two employers in the same month, in which the one position ends and the other starts.
    pub handovers: Vec<Overlap>,
    pub tenures: Vec<Tenure>,
    /// Months for each employer on average, all stays there counted; none without an employer.
    pub average_tenure: Option<Months>,
}

impl Timeline {
    /// The transition from education, if it is long enough in every reading and nothing explains it.
    pub fn listed_transition(&self) -> Option<&Gap> {
        self.transition.as_ref().filter(|gap| gap.class(self.thresholds.transition) == GapClass::Certain)
    }
}

/// Puts the dated entries of `resume` on a line of months, as of `as_of`. Entries without dates have no place there.
pub fn build(resume: &Resume, as_of: Month, thresholds: &Thresholds) -> Timeline {
    let mut periods = Vec::new();
    let mut add = |lane, entry, dates: &Option<Dates>| {
        periods.extend(dates.as_ref().map(|dates| Period::new(lane, entry, dates, as_of)));
    };
    for (at, work) in resume.work.iter().enumerate() {
        add(if experience::is_break(work) { Lane::Break } else { Lane::Work }, at, &work.dates);
    }
    resume.volunteer.iter().enumerate().for_each(|(at, work)| add(Lane::Volunteer, at, &work.dates));
    resume.education.iter().enumerate().for_each(|(at, education)| add(Lane::Education, at, &education.dates));
    resume.projects.iter().enumerate().for_each(|(at, project)| add(Lane::Project, at, &project.dates));

    let begun: Vec<Period> = periods
        .iter()
        .filter(|period| period.counts() && period.lane == Lane::Work)
        .map(|period| period.until(as_of))
        .collect();
    let is_membership = |at: usize| resume.volunteer.get(at).is_some_and(experience::is_membership);
    let active = |period: &&Period| period.lane != Lane::Volunteer || !is_membership(period.entry);
    let active: Vec<Period> = periods.iter().filter(active).cloned().collect();
    let is_internship = |period: &&Period| resume.work.get(period.entry).is_some_and(experience::is_internship);
    let internships: Vec<&Period> = begun.iter().filter(is_internship).collect();
    let total = experience::total(begun.iter());
    let (overlaps, handovers) = employers::overlaps(resume, &begun);
    let (tenures, average_tenure) = employers::tenures(resume, &begun);
    Timeline {
        as_of,
        document_date: None,
        thresholds: *thresholds,
        total,
        nominal: experience::nominal(&begun),
        internships: experience::total(internships.into_iter()),
        stated: experience::stated(resume, total),
        gaps: gaps::find(&active, as_of),
        transition: gaps::transition(&periods, as_of),
        overlaps,
        handovers,
        tenures,
        average_tenure,
        periods,
    }
}

#[cfg(test)]
mod readings;
