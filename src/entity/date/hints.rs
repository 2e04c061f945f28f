//! What a whole document tells about the notation of its dates.

use std::sync::LazyLock;

use regex_lite::Regex;

/// How to read the dates that can be read in two ways.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints {
    /// `04/05/2019` is 5 April, not 4 May.
    pub month_first: bool,
    /// `2011-12` is 2011 to 2012, not December 2011.
    pub short_years: bool,
    /// The text is about education: `2011-12`, two years in a row, is an academic year.
    pub academic: bool,
}

static NUMERIC_DAY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(\d\d?)/(\d\d?)/(?:19|20)\d\d\b").expect("a constant pattern"));
static SHORT_YEARS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?:19|20)(\d\d)-(\d\d)\b").expect("a constant pattern"));
/// A state with its ZIP code, or a telephone number as North America writes it.
static NORTH_AMERICA: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b[A-Z][A-Z],? \d{5}\b|\(\d{3}\) ?\d{3}-\d{4}\b|\b\d{3}-\d{3}-\d{4}\b").expect("a constant pattern")
});

impl Hints {
    /// What `text`, best the whole document, tells.
    pub fn of(text: &str) -> Self {
        let (mut day_first, mut month_first) = (false, false);
        for found in NUMERIC_DAY.captures_iter(text) {
            day_first |= number(&found[1]) > 12;
            month_first |= number(&found[2]) > 12;
        }
        let short_years = SHORT_YEARS.captures_iter(text).any(|found| {
            let (first, second) = (number(&found[1]), number(&found[2]));
            second > 12 && second > first
        });
        Self { month_first: !day_first && (month_first || NORTH_AMERICA.is_match(text)), short_years, academic: false }
    }

    /// The same for a line about education.
    #[must_use]
    pub fn academic(self) -> Self {
        Self { academic: true, ..self }
    }
}

fn number(digits: &str) -> u32 {
    digits.parse().unwrap_or(0)
}
