//! Dates and date ranges as CVs write them, in every language of [`crate::locale`].
//!
//! A text becomes tokens (numbers, words, marks); from each token on the longest date is read, then what joins it to a
//! second one, then what belongs to it: "since", "(expected)", a duration, brackets. Words come from the language
//! files, all languages at once, because CVs mix them.

use crate::memo::Memo;
use std::ops::Range;

use serde::{Deserialize, Serialize};

mod token;
mod lexicon;
mod hints;
mod non_date;
mod scan;
mod point;
mod numeric;
mod ideographic;
mod range;
mod shared_year;
mod duration;
mod matches;

pub use hints::{DayOrder, Hints, Hyphenated};

use lexicon::Lexicon;
use scan::Scan;
use token::Token;

/// Years outside of these bounds are other numbers. Constants, because the library has no clock.
pub const FIRST_YEAR: i32 = 1950;
pub const LAST_YEAR: i32 = 2045;

/// A calendar month, counted from the year 0: `12 * year + month - 1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Month(pub i32);

impl Month {
    /// `month` is 1 to 12.
    pub fn new(year: i32, month: u8) -> Self {
        Self(12 * year + i32::from(month) - 1)
    }

    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// 1 to 12.
    pub fn month(self) -> u8 {
        self.0.rem_euclid(12) as u8 + 1
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

/// How exactly a date is known: what was written beside the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Precision {
    /// Month 1 to 12, day 1 to 31.
    Day {
        month: u8,
        day: u8,
    },
    /// Two numbers up to 12, of which nothing tells which is the month: `04/05/2019`. This is the reading with the day
    /// first; the other one has month and day exchanged.
    AmbiguousDay {
        month: u8,
        day: u8,
    },
    Month {
        month: u8,
    },
    Year,
    /// A season, quarter, half year, term, or "early", "mid", "late": the months it may mean at the most, counted from
    /// January of the year (0 to 17, because an academic winter ends in the next year).
    Part {
        first: u8,
        last: u8,
    },
}

/// A date that may lack day and month (ISO 8601-2 calls it a date with unspecified parts).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PartialDate {
    pub year: i32,
    pub precision: Precision,
    /// "c. 2015", "~2015".
    pub approximate: bool,
}

impl PartialDate {
    /// First and last month that the date may mean.
    pub fn bounds(self) -> (Month, Month) {
        let january = Month::new(self.year, 1);
        match self.precision {
            Precision::Day { month, .. } | Precision::Month { month } => {
                let month = Month::new(self.year, month);
                (month, month)
            }
            Precision::AmbiguousDay { month, day } => {
                (Month::new(self.year, month.min(day)), Month::new(self.year, month.max(day)))
            }
            Precision::Year => (january, Month(january.0 + 11)),
            Precision::Part { first, last } => {
                (Month(january.0 + i32::from(first)), Month(january.0 + i32::from(last)))
            }
        }
    }

    /// Whether nothing tells which of its numbers is the month.
    pub fn is_ambiguous(self) -> bool {
        matches!(self.precision, Precision::AmbiguousDay { .. })
    }

    /// `YYYY-MM`, or `YYYY` for everything coarser.
    pub fn iso(self) -> String {
        match self.precision {
            Precision::Day { month, .. } | Precision::AmbiguousDay { month, .. } | Precision::Month { month } => {
                Month::new(self.year, month).to_string()
            }
            Precision::Year | Precision::Part { .. } => format!("{:04}", self.year),
        }
    }
}

/// Where a range ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateEnd {
    Date(PartialDate),
    /// "Present", "heute", an open dash.
    Present,
}

/// What a piece of text says about time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateRange {
    /// One date for the whole.
    Single(PartialDate),
    /// From, to.
    Range(PartialDate, DateEnd),
}

impl DateRange {
    /// Whether nothing tells which numbers of a date are the month.
    pub fn is_ambiguous(self) -> bool {
        match self {
            Self::Single(date) | Self::Range(date, DateEnd::Present) => date.is_ambiguous(),
            Self::Range(start, DateEnd::Date(end)) => start.is_ambiguous() || end.is_ambiguous(),
        }
    }
}

/// How long something lasted, as it is written beside its dates: "(8 months)"; in months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StatedDuration {
    pub min: u16,
    /// As `min`, except for "less than a year", which is 1 to 11 months.
    pub max: u16,
}

/// A date or range found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMatch {
    pub range: DateRange,
    /// Bytes of the text that was searched, brackets and prefixes such as "since" included, a duration beside it too.
    pub at: Range<usize>,
    /// "expected", "voraussichtlich" stands beside it.
    pub expected: bool,
    /// The duration stated beside it.
    pub stated: Option<StatedDuration>,
}

/// All dates and ranges in `text`, left to right, not overlapping.
///
/// A bare year inside a sentence is one too; whether it dates anything is the caller's to decide. "Present" alone and a
/// month without a year are none.
pub fn find(text: &str) -> Vec<DateMatch> {
    if !token::has_digits(text) {
        return Vec::new();
    }
    FOUND.with(|memo| memo.get(text, |text| find_with(text, &Hints::default())))
}

thread_local! {
    static FOUND: Memo<Vec<DateMatch>> = Memo::default();
}

/// As [`find`], with what the whole document tells about its notation.
pub fn find_with(text: &str, hints: &Hints) -> Vec<DateMatch> {
    if !token::has_digits(text) {
        return Vec::new();
    }
    let tokens = tokens(text);
    Scan { text, tokens: &tokens, lexicon: Lexicon::get(), hints }.matches()
}

/// The durations that `text` states, with their bytes, brackets included.
pub fn find_durations(text: &str) -> Vec<(Range<usize>, StatedDuration)> {
    if !token::has_digits(text) {
        return Vec::new();
    }
    let tokens = tokens(text);
    Scan { text, tokens: &tokens, lexicon: Lexicon::get(), hints: &Hints::default() }.durations()
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = token::tokens(text, Lexicon::get());
    non_date::bar(text, &mut tokens);
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTS: [&str; 40] = [
        "Jan",
        "May",
        "März",
        "fév",
        "é",
        "2019",
        "15",
        "'15",
        "6",
        "06",
        "20190",
        "–",
        "-",
        "--",
        "->",
        "/",
        ".",
        "(",
        ")",
        "`",
        " ",
        " ",
        " ",
        "\n",
        "\u{301}",
        "\u{200b}",
        "年",
        "3月",
        "🎓",
        "present",
        "to",
        "bis",
        "since",
        "Q3",
        "early",
        "expected",
        "2 yrs 3 mos",
        "$",
        "+49",
        "ｘ２０１９",
    ];

    /// Texts made of what dates are made of, in any order.
    fn texts() -> impl Iterator<Item = String> {
        let mut state = 1_u64;
        let mut next = move |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        (0..3000).map(move |_| {
            let length = next(14);
            (0..length).map(|_| PARTS[next(PARTS.len())]).collect()
        })
    }

    #[test]
    fn places_are_in_order_and_between_characters() {
        let mut dates = 0;
        for text in texts() {
            let mut last = 0;
            for found in find(&text) {
                assert!(last <= found.at.start && found.at.start < found.at.end, "{text:?}: {found:?}");
                assert!(text.get(found.at.clone()).is_some(), "{text:?}: {found:?}");
                last = found.at.end;
                dates += 1;
            }
            for (at, _) in find_durations(&text) {
                assert!(text.get(at).is_some_and(|written| !written.is_empty()), "{text:?}");
            }
        }
        assert!(dates > 300, "only {dates} dates were found");
    }

    #[test]
    fn years_are_between_the_bounds() {
        for found in texts().flat_map(|text| find(&text)) {
            let (start, end) = match found.range {
                DateRange::Single(date) | DateRange::Range(date, DateEnd::Present) => (date, date),
                DateRange::Range(start, DateEnd::Date(end)) => (start, end),
            };
            for date in [start, end] {
                assert!((FIRST_YEAR - 1..=LAST_YEAR + 1).contains(&date.year), "{found:?}");
            }
        }
    }
}
