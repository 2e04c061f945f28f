//! Months without work, as the page shows them: by the length from which on a person wants to know of them.

use cv_readback::entity::date::Month;
use cv_readback::sort;
use cv_readback::timeline::{Gap, GapClass, Lane, Months, Timeline};

/// A gap of the timeline and how it is shown.
#[derive(Clone, Debug)]
pub struct Pause {
    pub start: Month,
    pub end: Month,
    pub months: Months,
    /// What else has a date in these months.
    pub covered_by: Vec<Lane>,
    /// Months that nothing dated covers.
    pub uncovered: Months,
    /// It reaches the month that "present" means.
    pub open: bool,
    pub look: Look,
}

/// What a gap looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// As long as that however the dates are read, and nothing explains it.
    Certain,
    /// Study, a project or the like covers it.
    Explained,
    /// The dates are too coarse to tell.
    Possible,
    /// Too short to be listed.
    Short,
}

impl Pause {
    pub fn listed(&self) -> bool {
        self.look != Look::Short
    }

    /// The class of its area and of its row.
    pub fn class(&self) -> &'static str {
        match self.look {
            Look::Certain => "gap",
            Look::Explained => "gap explained",
            Look::Possible => "gap possible",
            Look::Short => "gap short",
        }
    }
}

/// The gaps of a timeline in the order of time; those of `threshold` months or more are listed.
pub fn pauses(timeline: &Timeline, threshold: u16) -> Vec<Pause> {
    let pause = |gap: &Gap| Pause {
        start: gap.start,
        end: gap.end,
        months: gap.months,
        covered_by: gap.covered_by.clone(),
        uncovered: gap.uncovered,
        open: gap.open,
        look: match gap.class(threshold) {
            GapClass::Short => Look::Short,
            GapClass::Explained => Look::Explained,
            GapClass::Possible => Look::Possible,
            GapClass::Certain => Look::Certain,
        },
    };
    let mut pauses: Vec<Pause> = timeline.gaps.iter().map(pause).collect();
    sort::by_key(&mut pauses, |pause| (pause.start, pause.end));
    pauses
}
