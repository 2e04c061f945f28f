//! Ranges whose dates share the month or the year, which is written once.

use super::lexicon::Meaning;
use super::point::{Fine, Point};
use super::scan::{Scan, day_exists};
use super::token::Token;
use super::{DateEnd, DateRange};

impl Scan<'_> {
    /// `June 3-7, 2019`, `June 3 – July 7, 2019`, `3–7 June 2019`, `3.-7. Juni 2019`.
    pub fn days_of_a_month(&self, at: usize) -> Option<(DateRange, usize)> {
        let day = |at: usize| {
            let (value, digits) = self.token(at)?.number()?;
            (digits <= 2 && (1..=31).contains(&value)).then_some(value as u8)
        };
        let dash = |at: usize| self.same_line(at).is_some_and(Token::is_dash).then_some(at + 1);
        let over_dot = |at: usize| if self.tight(at).is_some_and(|token| token.is_mark('.')) { at + 1 } else { at };
        if let Some(first) = day(at) {
            let second_at = dash(over_dot(at + 1))?;
            self.same_line(second_at)?;
            let last = self.point(second_at, false)?;
            let (Fine::Day(month, second), Some(_)) = (last.fine, last.year) else { return None };
            // "1-2011-12-03" is no range of days.
            let named = !self.tokens.get(second_at + 1).is_some_and(|token| token.is_mark('/') || token.is_dash());
            if first > second || !named {
                return None;
            }
            let start = Point { fine: Fine::Day(month, first), ..last };
            return Some((DateRange::Range(start.date()?, DateEnd::Date(last.date()?)), last.next));
        }
        let start = self.point(at, false)?;
        let Fine::Month(month) = start.fine else { return None };
        // The month alone, or with what was taken for a year of two digits.
        let first_at = if start.or_day.is_some() {
            start.next - 1
        } else if start.year.is_none() {
            start.next
        } else {
            return None;
        };
        let first = day(first_at)?;
        let second_at = dash(first_at + 1)?;
        // "Jun 3 – Jul 7, 2019"
        if let Some(end) = self.point(second_at, false)
            && let (Fine::Day(last_month, _), Some(year)) = (end.fine, end.year)
            && self.ends_alone(end.next)
        {
            let year = if month > last_month { year - 1 } else { year };
            let start = Point { year: Some(year), fine: Fine::Day(month, first), ..start };
            return Some((DateRange::Range(start.date()?, DateEnd::Date(end.date()?)), end.next));
        }
        let second = day(second_at)?;
        let year_at = second_at + 1 + usize::from(self.token(second_at + 1).is_some_and(|token| token.is_mark(',')));
        self.same_line(year_at)?;
        let year = self.year(year_at)?;
        if first > second || !self.ends_alone(year_at + 1) {
            return None;
        }
        let point = |day| Point { year: Some(year), fine: Fine::Day(month, day), ..start };
        Some((DateRange::Range(point(first).date()?, DateEnd::Date(point(second).date()?)), year_at + 1))
    }

    /// `01.04.-31.08.2018`, `01.04. – 31.08.2018`.
    pub fn days_of_a_year(&self, at: usize) -> Option<(DateRange, usize)> {
        let part = |at: usize, most: u32| {
            let (value, digits) = self.token(at)?.number()?;
            (digits <= 2 && (1..=most).contains(&value)).then_some(value as u8)
        };
        let dot = |at: usize| self.tight(at).is_some_and(|token| token.is_mark('.'));
        let (day, month) = (part(at, 31)?, part(at + 2, 12)?);
        if !(dot(at + 1) && self.tight(at + 2).is_some() && dot(at + 3) && self.same_line(at + 4)?.is_dash()) {
            return None;
        }
        let end = self.point(at + 5, false)?;
        let (Fine::Day(last_month, _), Some(year)) = (end.fine, end.year) else { return None };
        let year = if month > last_month { year - 1 } else { year };
        let start = Point { year: Some(year), fine: Fine::Day(month, day), ..end };
        let sure = day_exists(month, day) && self.ends_alone(end.next);
        sure.then_some((DateRange::Range(start.date()?, DateEnd::Date(end.date()?)), end.next))
    }

    /// `06–12/2020`, `12–02/2020`.
    pub fn months_of_a_year(&self, at: usize) -> Option<(DateRange, usize)> {
        let (value, digits) = self.token(at)?.number()?;
        if digits > 2 || !(1..=12).contains(&value) {
            return None;
        }
        if self.tight(at + 1).is_some_and(|token| token.is_mark('.')) {
            return self.numbers_of_months(at, value as u8);
        }
        if !self.same_line(at + 1)?.is_dash() {
            return None;
        }
        let end = self.point(at + 2, false)?;
        let (Fine::Month(last), Some(_)) = (end.fine, end.year) else { return None };
        let slash = self.token(at + 3).is_some_and(|token| token.is_mark('/') || token.is_mark('.'));
        if !slash || !self.ends_alone(end.next) {
            return None;
        }
        let year = end.year.map(|year| if value > u32::from(last) { year - 1 } else { year });
        let start = Point { year, fine: Fine::Month(value as u8), ..end };
        Some((DateRange::Range(start.date()?, DateEnd::Date(end.date()?)), end.next))
    }

    /// `2018 (Mar – Sep)`, `2018: March – September`.
    pub fn months_behind_a_year(&self, at: usize) -> Option<(DateRange, usize)> {
        let year = self.year(at)?;
        let mark = self.same_line(at + 1)?.mark().filter(|mark| matches!(mark, '(' | ':' | ','))?;
        let (first, last, next) = self.two_months(at + 2)?;
        let next = if mark == '(' { self.token(next)?.is_mark(')').then_some(next + 1)? } else { next };
        if first > last || !self.ends_a_field(next) {
            return None;
        }
        let point = |month| Point::new(Some(year), Fine::Month(month), next).date();
        Some((DateRange::Range(point(first)?, DateEnd::Date(point(last)?)), next))
    }

    /// `(March – September) 2018`.
    pub fn months_before_a_year(&self, at: usize) -> Option<(DateRange, usize)> {
        self.token(at)?.is_mark('(').then_some(())?;
        let (first, last, close) = self.two_months(at + 1)?;
        let year =
            self.token(close)?.is_mark(')').then(|| self.year(close + 1))?.filter(|_| self.ends_alone(close + 2))?;
        let point = |month, year| Point::new(Some(year), Fine::Month(month), close + 2).date();
        let start = point(first, if first > last { year - 1 } else { year })?;
        Some((DateRange::Range(start, DateEnd::Date(point(last, year)?)), close + 2))
    }

    /// `March – September` without a year; the token behind them.
    fn two_months(&self, at: usize) -> Option<(u8, u8, usize)> {
        self.same_line(at)?;
        let (first, behind) = self.month(at)?;
        let dash = self.same_line(behind)?.is_dash().then_some(behind + 1);
        let (last, next) = self.month(dash.or_else(|| self.is(behind, Meaning::To))?)?;
        // A year of its own makes them another range.
        let year_at = self.behind_connector(next).unwrap_or(next);
        let alone = self.same_line(year_at).is_none_or(|token| token.number().is_none() && !token.is_apostrophe());
        alone.then_some((first, last, next))
    }

    /// `3.–5. 2019`, `3. – 5.2019`.
    fn numbers_of_months(&self, at: usize, first: u8) -> Option<(DateRange, usize)> {
        let last_at = at + 3;
        self.same_line(at + 2)?.is_dash().then_some(())?;
        let last = self.small(last_at, 12).filter(|&last| first <= last)?;
        let dot = self.tight(last_at + 1).is_some_and(|token| token.is_mark('.'));
        let year_at = last_at + 2;
        self.same_line(year_at)?;
        let year = self.year(year_at).filter(|_| dot && self.ends_alone(year_at + 1))?;
        let point = |month| Point::new(Some(year), Fine::Month(month), year_at + 1).date();
        Some((DateRange::Range(point(first)?, DateEnd::Date(point(last)?)), year_at + 1))
    }
}
