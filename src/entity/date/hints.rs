//! What a whole document tells about the notation of its dates.

use std::sync::LazyLock;

use regex_lite::Regex;

/// What a document means by a year, a hyphen and two digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Hyphenated {
    /// Nothing tells: `2011-12` is a month, except for two years in a row in education.
    #[default]
    Unknown,
    /// Months: `2015-06` stands somewhere.
    Months,
    /// Years: `2013-16` stands somewhere.
    Years,
}

/// How to read the dates that can be read in two ways.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints {
    /// `04/05/2019` is 5 April, not 4 May.
    pub month_first: bool,
    /// What `2011-12` is.
    pub hyphenated: Hyphenated,
    /// The text is about education: `2011-12`, two years in a row, is an academic year.
    pub academic: bool,
}

static NUMERIC_DAY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(\d\d?)/(\d\d?)/(?:19|20)\d\d\b").expect("a constant pattern"));
static YEAR_AND_TWO_DIGITS: LazyLock<Regex> =
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
        let (mut short_years, mut iso_months) = (false, false);
        for found in YEAR_AND_TWO_DIGITS.captures_iter(text) {
            let (year, second) = (number(&found[1]), number(&found[2]));
            short_years |= second > 12 && second > year;
            iso_months |= (1..=12).contains(&second) && second <= year;
        }
        let month_first = !day_first && (month_first || NORTH_AMERICA.is_match(text));
        let hyphenated = match (short_years, iso_months) {
            (true, _) => Hyphenated::Years,
            (false, true) => Hyphenated::Months,
            (false, false) => Hyphenated::Unknown,
        };
        Self { month_first, hyphenated, academic: false }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_tells_its_notation() {
        assert_eq!(Hints::of("2016 – 2018, 03/2015, 23.09.2011"), Hints::default());
        assert!(Hints::of("09/23/2011").month_first);
        assert!(Hints::of("04/05/2019, Austin, TX 78701").month_first);
        assert!(!Hints::of("04/05/2019, Berlin").month_first);
        assert!(!Hints::of("09/23/2011 and 23/09/2011").month_first);
        for (text, hyphenated) in [
            ("2013-14, 2008-09", Hyphenated::Years),
            ("2013-14, 2015-06", Hyphenated::Years),
            ("2015-06 – 2019-12", Hyphenated::Months),
            ("2011-12", Hyphenated::Unknown),
        ] {
            assert_eq!(Hints::of(text).hyphenated, hyphenated, "{text}");
        }
    }
}
