//! A single date: a month, a season, a quarter, a year with a label. Those that start with a number are in
//! [`super::numeric`].

use super::lexicon::Meaning;
use super::scan::{Scan, day_exists, expand, part_of_year};
use super::token::{Before, Kind, Token};
use super::{DayOrder, PartialDate, Precision};
use crate::word_map::is_one_of;

/// What stands beside the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fine {
    Nothing,
    Part(u8, u8),
    Month(u8),
    Day(u8, u8),
    /// Month and day, or the other way round.
    EitherDay(u8, u8),
}

/// A date that may yet lack its year ("May" of "May–August 2016").
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub year: Option<i32>,
    pub fine: Fine,
    pub approximate: bool,
    /// The year is two digits behind a blank, which could be a day as well.
    pub or_day: Option<u8>,
    /// "FY", "academic year": what looks like a month behind it is a year.
    pub labelled: bool,
    /// It is a date only beside another one: `06/18`, `201806`.
    pub loose: bool,
    /// How it was read, if it is two numbers and a year.
    pub order: DayOrder,
    /// The token behind it.
    pub next: usize,
}

impl Point {
    pub fn new(year: Option<i32>, fine: Fine, next: usize) -> Self {
        let order = DayOrder::Unknown;
        Self { year, fine, approximate: false, or_day: None, labelled: false, loose: false, order, next }
    }

    pub fn date(&self) -> Option<PartialDate> {
        let precision = match self.fine {
            Fine::Nothing => Precision::Year,
            Fine::Part(first, last) => Precision::Part { first, last },
            Fine::Month(month) => Precision::Month { month },
            Fine::Day(month, day) => Precision::Day { month, day },
            Fine::EitherDay(month, day) => Precision::AmbiguousDay { month, day },
        };
        Some(PartialDate { year: self.year?, precision, approximate: self.approximate })
    }

    /// January is 0; for putting two dates of one year in order.
    pub fn first_month(&self) -> Option<u8> {
        match self.fine {
            Fine::Nothing => None,
            Fine::Part(first, _) => Some(first),
            Fine::Month(month) | Fine::Day(month, _) | Fine::EitherDay(month, _) => Some(month - 1),
        }
    }

    /// The same, once it is known what stands first.
    pub fn in_order(self, order: DayOrder) -> Self {
        let fine = match (self.fine, order) {
            (Fine::EitherDay(month, day), DayOrder::DayFirst) => Fine::Day(month, day),
            (Fine::EitherDay(month, day), DayOrder::MonthFirst) => Fine::Day(day, month),
            (fine, _) => fine,
        };
        Self { fine, ..self }
    }

    pub fn is_bare_year(&self) -> bool {
        self.fine == Fine::Nothing
    }
}

/// Words that are months in one language and something else in another, or in the same: in small letters inside a
/// sentence they are no months.
pub(super) const TRAPS: &str = "out set ago may march gen mag dic mart ara lis sub";

/// Those of them that are a common word of English, though a month elsewhere.
const FOREIGN_TRAPS: &str = "out set gen mart sub";

/// The months of a winter, from January: those of both hemispheres.
const WINTER: (u8, u8) = (0, 11);

impl Scan<'_> {
    /// The date at token `at`, the longest reading first. `loose` also takes what is a date only beside another one:
    /// `06/18`, `201806`, and a year's month that could be a year.
    pub fn point(&self, at: usize, loose: bool) -> Option<Point> {
        let token = self.token(at)?;
        if token.barred {
            return None;
        }
        let approximate = if token.is_mark('~') {
            Some(at + 1)
        } else {
            // "C" is a programming language, "CA" a state.
            self.is(at, Meaning::Approximate).filter(|&next| {
                let short = token.end - token.start <= 2;
                !short || next > at + 1 || self.written(at) == "ca"
            })
        };
        if let Some(next) = approximate
            && self.same_line(next).is_some_and(|token| !token.barred)
            && let Some(point) = self.exact_point(next, loose)
        {
            return Some(Point { approximate: true, ..point });
        }
        self.exact_point(at, loose)
    }

    fn exact_point(&self, at: usize, loose: bool) -> Option<Point> {
        match self.token(at)?.kind {
            Kind::Word(0) => self.sign_first(at, loose).or_else(|| self.roman_quarter(at)),
            Kind::Word(_) => self
                .month_first(at)
                .or_else(|| self.part_first(at))
                .or_else(|| self.quarter_first(at))
                .or_else(|| self.labelled_year(at))
                .or_else(|| self.sign_first(at, loose))
                .or_else(|| self.roman_quarter(at)),
            Kind::Number { .. } => self
                .day_first(at, loose)
                .or_else(|| self.number_of_month_first(at, loose))
                .or_else(|| self.year_first(at, loose)),
            Kind::Mark('\'' | '`') => {
                let preceded =
                    at.checked_sub(1).and_then(|at| self.token(at)).is_some_and(|token| token.number().is_some());
                if preceded && self.token(at)?.tight() {
                    return None;
                }
                self.quoted_year(at).map(|(year, next)| Point::new(Some(year), Fine::Nothing, next))
            }
            Kind::Mark(_) => None,
        }
    }

    /// `Oct 2013`, `Oct13`, `Oct'13`, `Sept.2019`, `Aug-19`, `março de 2019`, `September 23, 2011`, `May` alone.
    pub fn month_first(&self, at: usize) -> Option<Point> {
        let (month, next) = self.month(at)?;
        if self.is_trapped(at) {
            return None;
        }
        let alone = Point::new(None, Fine::Month(month), next);
        let Some(mut year_at) = self.behind_connector(next) else { return Some(alone) };
        if self.token(year_at).is_some_and(|token| token.barred) {
            return Some(alone);
        }
        if let Some((year, next)) = self.any_year(year_at).filter(|&(_, next)| self.ends(next)) {
            return Some(Point::new(Some(year), Fine::Month(month), next));
        }
        if let Some(day) = self.small(year_at, 31) {
            let after = self.behind_ordinal(year_at).unwrap_or(year_at + 1);
            let behind_comma =
                if self.token(after).is_some_and(|token| token.is_mark(',')) { after + 1 } else { after };
            if (behind_comma > after || self.token(after).is_some_and(|token| token.before == Before::Blank))
                && self.same_line(behind_comma).is_some()
                && let Some((year, next)) = self.any_year(behind_comma).filter(|&(_, next)| self.ends(next))
                && day_exists(month, day)
            {
                return Some(Point::new(Some(year), Fine::Day(month, day), next));
            }
            // "March 14th", "on May 19"
            if after > year_at + 1 || self.is_after(at, "on") {
                return Some(alone);
            }
        }
        if self.token(year_at).is_some_and(|token| token.before == Before::Line) {
            return Some(alone);
        }
        // "Jan' 20"
        if self.tight(year_at).is_some_and(Token::is_apostrophe)
            && let Some(year) = self.same_line(year_at + 1).and_then(|_| expand(self.two_digits(year_at + 1)?))
            && self.ends_short_year(year_at + 2)
        {
            return Some(Point::new(Some(year), Fine::Month(month), year_at + 2));
        }
        // "Set 15 records"
        let verb = || {
            year_at == next
                && self.same_line(year_at + 1).is_some_and(Token::is_word)
                && FOREIGN_TRAPS.split(' ').any(|trap| trap.eq_ignore_ascii_case(self.written(at)))
                && self.is(year_at + 1, Meaning::To).is_none()
        };
        if let Some(year) = self.two_digits(year_at).and_then(expand)
            && self.ends_short_year(year_at + 1)
            && !verb()
        {
            let or_day = self.small(year_at, 31).filter(|_| year_at == next);
            year_at += 1;
            return Some(Point { or_day, ..Point::new(Some(year), Fine::Month(month), year_at) });
        }
        Some(alone)
    }

    /// As [`Self::ends`], for a year of two digits: no further number may follow.
    fn ends_short_year(&self, next: usize) -> bool {
        self.ends(next)
            && !self.token(next).is_some_and(|token| token.before == Before::Blank && token.number().is_some())
    }

    /// "out 2015", "set 2019" in small letters behind another word.
    fn is_trapped(&self, at: usize) -> bool {
        let written = self.written(at);
        is_one_of(TRAPS, written)
            && self.same_line(at).is_some()
            && at.checked_sub(1).is_some_and(|before| {
                self.token(before).is_some_and(Token::is_word)
                    && [Meaning::To, Meaning::From, Meaning::Since, Meaning::Of, Meaning::Between, Meaning::And]
                        .iter()
                        .all(|&meaning| self.is(before, meaning).is_none())
            })
    }

    fn is_after(&self, at: usize, word: &str) -> bool {
        at.checked_sub(1).is_some_and(|before| self.written(before).eq_ignore_ascii_case(word))
    }

    /// `Summer 2015`, `WS 2018/19`, `Fall '18`, `early 2019`, `mid-March 2019`, `Summer` alone.
    pub fn part_first(&self, at: usize) -> Option<Point> {
        let (part, mut next, vague) = if let Some((part, next)) = self.season(at) {
            (part, next, false)
        } else {
            let (part, next) = self.vague(at)?;
            (part, next, true)
        };
        if let Some(behind) = self.is(next, Meaning::Term).filter(|_| self.same_line(next).is_some()) {
            next = behind;
        }
        let fine = Fine::Part(part.0, part.1);
        let alone = (!vague).then_some(Point::new(None, fine, next));
        let Some(year_at) = self.behind_connector(next) else { return alone };
        if vague
            && self.same_line(year_at).is_some()
            && let Some(point) = self.month_first(year_at).filter(|point| point.year.is_some())
        {
            return Some(point);
        }
        if self.same_line(year_at).is_none() {
            return alone;
        }
        let Some((year, next)) = self.any_year(year_at).or_else(|| {
            let year = expand(self.two_digits(year_at)?)?;
            let slash = self.tight(year_at + 1).is_some_and(|token| token.is_mark('/'));
            (slash || self.tight(year_at).is_some()).then_some((year, year_at + 1))
        }) else {
            return alone;
        };
        // The winter term's second year; a winter of two years is that of the north.
        let behind = self.next_year_behind(year, next);
        let fine = if behind.is_some() && part == WINTER { Fine::Part(9, 14) } else { fine };
        let next = behind.unwrap_or(next);
        if self.ends(next) { Some(Point::new(Some(year), fine, next)) } else { alone }
    }

    /// Over `/19` or `-2019` behind 2018.
    fn next_year_behind(&self, year: i32, at: usize) -> Option<usize> {
        let dash = self.tight(at).filter(|token| token.is_mark('/') || token.is_dash());
        dash?;
        self.tight(at + 1)?;
        let full = self.year(at + 1) == Some(year + 1);
        let short = self.two_digits(at + 1).is_some_and(|short| i32::from(short) == (year + 1) % 100);
        (full || short).then_some(at + 2)
    }

    /// `Q3 2020`, `Q3/2020`, `Q3 '20`, `H1 2021`, `Q3` alone.
    fn quarter_first(&self, at: usize) -> Option<Point> {
        let (fine, next) = self.quarter(at)?;
        let alone = Some(Point::new(None, fine, next));
        let Some(year_at) = self.behind_connector(next) else { return alone };
        if self.same_line(year_at).is_none() {
            return alone;
        }
        let short = || {
            let year = expand(self.two_digits(year_at)?)?;
            (year_at > next).then_some((year, year_at + 1))
        };
        // "Q3 FY21"
        let labelled = || self.labelled_year(year_at).and_then(|point| Some((point.year?, point.next)));
        match self.any_year(year_at).or_else(short).or_else(labelled) {
            Some((year, next)) if self.ends(next) => Some(Point::new(Some(year), fine, next)),
            _ => alone,
        }
    }

    /// `Q3`, `H1`.
    pub fn quarter(&self, at: usize) -> Option<(Fine, usize)> {
        // "Ç3" is a quarter, "C1" a level of a language.
        let quarter = self.is(at, Meaning::Quarter).is_some() && !self.written(at).eq_ignore_ascii_case("c");
        if !quarter && self.is(at, Meaning::Half).is_none() {
            return None;
        }
        self.tight(at + 1)?;
        let (value, digits) = self.token(at + 1)?.number()?;
        if digits > 1 {
            return None;
        }
        Some((part_of_year(value, quarter)?, at + 2))
    }

    /// `III kw. 2020`.
    fn roman_quarter(&self, at: usize) -> Option<Point> {
        let number = roman(self.written(at))?;
        let next = self.is(at + 1, Meaning::Quarter).filter(|_| self.same_line(at + 1).is_some())?;
        if self.written(at + 1).len() < 2 {
            return None;
        }
        self.quarter_of_year(part_of_year(number.into(), true)?, next)
    }

    /// `III 2019`: a month only beside another one, because titles and levels are counted in this way.
    pub fn roman_month(&self, at: usize) -> Option<Point> {
        let month = roman(self.written(at))?;
        let next = at + 1;
        let over = self.tight(next).is_some_and(|token| matches!(token.mark(), Some('.' | '/' | '-')));
        let (year, next) = self.any_year(next + usize::from(over)).filter(|_| self.same_line(next).is_some())?;
        self.ends(next).then_some(Point::new(Some(year), Fine::Month(month), next))
    }

    /// `FY19`, `AY 2019-20`, `FY21 Q3`.
    fn labelled_year(&self, at: usize) -> Option<Point> {
        let next = self.is(at, Meaning::YearLabel)?;
        self.same_line(next)?;
        let (year, next) = self.any_year(next).or_else(|| Some((expand(self.two_digits(next)?)?, next + 1)))?;
        if let Some((fine, next)) =
            self.quarter(next).filter(|&(_, behind)| self.same_line(next).is_some() && self.ends(behind))
        {
            return Some(Point::new(Some(year), fine, next));
        }
        Some(Point { labelled: true, ..Point::new(Some(year), Fine::Nothing, next) })
    }
}

/// 1 to 12 in Roman numerals.
fn roman(written: &str) -> Option<u8> {
    if written.is_empty() || written.len() > 4 || !written.bytes().all(|c| matches!(c, b'I' | b'V' | b'X')) {
        return None;
    }
    "I II III IV V VI VII VIII IX X XI XII".split(' ').position(|numeral| numeral == written).map(|at| at as u8 + 1)
}
