//! What a whole document tells about the notation of its dates.

use crate::entity::cursor::Cursor;

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

/// What stands first in `04/05/2019`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DayOrder {
    /// Nothing tells.
    #[default]
    Unknown,
    /// The day: it is 4 May.
    DayFirst,
    /// The month: it is 5 April.
    MonthFirst,
}

/// How to read the dates that can be read in two ways.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints {
    /// What `04/05/2019` is.
    pub day_order: DayOrder,
    /// What `2011-12` is.
    pub hyphenated: Hyphenated,
    /// The text is about education: `2011-12`, two years in a row, is an academic year.
    pub academic: bool,
}

/// How North America writes a state with its ZIP code, and a telephone number.
const NORTH_AMERICAN: [&str; 5] = ["AA 99999", "AA, 99999", "(999) 999-9999", "(999)999-9999", "999-999-9999"];

impl Hints {
    /// What `text`, best the whole document, tells.
    pub fn of(text: &str) -> Self {
        let shape = shape(text);
        let (mut day_first, mut month_first) = (false, false);
        for notation in ["9/9/9999", "9/99/9999", "99/9/9999", "99/99/9999"] {
            for written in written_as(text, &shape, notation) {
                let mut parts = written.split('/');
                let mut part = || parts.next().unwrap_or_default();
                let (first, second, year) = (number(part()), number(part()), number(part()));
                let is_year = (1900..2100).contains(&year);
                day_first |= is_year && first > 12;
                month_first |= is_year && second > 12;
            }
        }
        let (mut short_years, mut iso_months) = (false, false);
        for (year, second) in written_as(text, &shape, "9999-99").filter_map(|written| written.split_once('-')) {
            let (year, second) = (number(year), number(second));
            if (1900..2100).contains(&year) {
                short_years |= second > 12 && second > year % 100;
                iso_months |= (1..=12).contains(&second) && second <= year % 100;
            }
        }
        let north_american =
            || NORTH_AMERICAN.iter().any(|notation| written_as(text, &shape, notation).next().is_some());
        let day_order = match (day_first, month_first) {
            (true, false) => DayOrder::DayFirst,
            (false, true) => DayOrder::MonthFirst,
            (false, false) if north_american() => DayOrder::MonthFirst,
            (true, true) | (false, false) => DayOrder::Unknown,
        };
        let hyphenated = match (short_years, iso_months) {
            (true, _) => Hyphenated::Years,
            (false, true) => Hyphenated::Months,
            (false, false) => Hyphenated::Unknown,
        };
        Self { day_order, hyphenated, academic: false }
    }

    /// The same for a text that nothing but the day can stand first in, if it does not tell itself.
    #[must_use]
    pub fn or_day_first(self) -> Self {
        let day_order = if self.day_order == DayOrder::Unknown { DayOrder::DayFirst } else { self.day_order };
        Self { day_order, ..self }
    }

    /// The same for a line about education.
    #[must_use]
    pub fn academic(self) -> Self {
        Self { academic: true, ..self }
    }
}

/// `text` with 9 for each digit, A for each capital and a for each other letter of ASCII.
fn shape(text: &str) -> String {
    let kind = |c: char| match c {
        '0'..='9' => '9',
        'A'..='Z' => 'A',
        'a'..='z' | '_' => 'a',
        _ => c,
    };
    text.chars().map(kind).collect()
}

/// Every stretch of `text` that has the shape `notation` and is no part of a longer number or word.
fn written_as<'a>(text: &'a str, shape: &'a str, notation: &'a str) -> impl Iterator<Item = &'a str> {
    shape.match_indices(notation).filter_map(move |(at, _)| {
        let end = at + notation.len();
        let edge = |at: usize| Cursor::new(text, at).is_boundary();
        (notation.starts_with('(') || edge(at)).then_some(())?;
        if edge(end) { text.get(at..end) } else { None }
    })
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
        for (text, order) in [
            ("09/23/2011", DayOrder::MonthFirst),
            ("23/09/2011", DayOrder::DayFirst),
            ("04/05/2019, Austin, TX 78701", DayOrder::MonthFirst),
            ("04/05/2019, Berlin", DayOrder::Unknown),
            ("09/23/2011 and 23/09/2011", DayOrder::Unknown),
        ] {
            assert_eq!(Hints::of(text).day_order, order, "{text}");
            let known = if order == DayOrder::Unknown { DayOrder::DayFirst } else { order };
            assert_eq!(Hints::of(text).or_day_first().day_order, known, "{text}");
        }
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
