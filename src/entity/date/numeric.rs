//! Dates that start with a number: days, months in figures, years.

use super::lexicon::Meaning;
use super::point::{Fine, Point, TRAPS};
use super::scan::{Scan, day_exists, expand, part_of_year};
use super::token::{Before, Kind, LONG_DASH, Token};
use super::{DayOrder, FIRST_YEAR, Hyphenated, LAST_YEAR};
use crate::word_map::{is_one_of, lower};

impl Scan<'_> {
    /// `13-Oct-2011`, `23rd September 2011`, `1er mars 2019`, `23.09.2011`, `23 September` alone.
    pub fn day_first(&self, at: usize, loose: bool) -> Option<Point> {
        let day = self.small(at, 31)?;
        let behind = self.behind_ordinal(at).unwrap_or(at + 1);
        let numeric = self.numeric_day(at, loose);
        if numeric.is_some() {
            return numeric;
        }
        let mut month_at = behind;
        let connector = self.token(behind)?;
        let dashed = matches!(connector.kind, Kind::Mark('-' | '/' | '.')) && connector.tight();
        if dashed && (self.tight(behind + 1).is_some() || connector.is_mark('.')) {
            month_at += 1;
        } else if let Some(next) = self.is(behind, Meaning::Of) {
            month_at = next;
        }
        self.same_line(month_at)?;
        let (month, next) = self.month(month_at)?;
        if !day_exists(month, day) {
            return None;
        }
        let fine = Fine::Day(month, day);
        let alone = Some(Point::new(None, fine, next));
        let Some(year_at) = self.behind_connector(next) else { return alone };
        let short = || {
            let year = expand(self.two_digits(year_at)?)?;
            (year_at > next || self.tight(year_at).is_some()).then_some((year, year_at + 1))
        };
        match self.any_year(year_at).or_else(short) {
            Some((year, next)) if self.ends(next) => Some(Point::new(Some(year), fine, next)),
            _ => alone,
        }
    }

    /// `23/09/2011`, `09/23/2011`, `23.09.2011`; `23/09/11` if `loose`.
    pub fn numeric_day(&self, at: usize, loose: bool) -> Option<Point> {
        let first = self.small(at, 31)?;
        let mark = self.tight(at + 1)?.mark().filter(|mark| matches!(mark, '/' | '.' | '-'))?;
        // "23. 09. 2011"
        let spaced = |token: &Token| token.tight() || mark == '.' && token.before == Before::Blank;
        self.token(at + 2).filter(|token| spaced(token))?;
        let second = self.small(at + 2, 31)?;
        self.tight(at + 3)?.is_mark(mark).then_some(())?;
        self.token(at + 4).filter(|token| spaced(token))?;
        let year = self.year(at + 4).or_else(|| if loose { self.two_digits(at + 4).and_then(expand) } else { None })?;
        let order = match (first > 12, second > 12) {
            (_, true) => DayOrder::MonthFirst,
            (true, _) => DayOrder::DayFirst,
            _ if mark == '/' => self.hints.day_order,
            _ => DayOrder::DayFirst,
        };
        let (month, day) = if order == DayOrder::MonthFirst { (first, second) } else { (second, first) };
        let fine = if order == DayOrder::Unknown && month != day {
            Fine::EitherDay(month, day)
        } else {
            Fine::Day(month, day)
        };
        let point = Point { order, ..Point::new(Some(year), fine, at + 5) };
        (month <= 12 && day_exists(month, day) && self.ends(at + 5)).then_some(point)
    }

    /// `06/2018`, `6.2018`, `06 / 2018`, `3Q20`; `06/18`, `6.18` if `loose`.
    pub fn number_of_month_first(&self, at: usize, loose: bool) -> Option<Point> {
        let month = self.small(at, 12)?;
        if let Some(point) = self.number_of_quarter_first(at) {
            return Some(point);
        }
        let token = self.same_line(at + 1)?;
        let mark = token.mark().filter(|&mark| matches!(mark, '/' | '.' | '-' | LONG_DASH))?;
        let spaced = !token.tight() || !self.same_line(at + 2)?.tight();
        // "06 / 2018"; a hyphen or dot with blanks separates.
        if spaced && (mark != '/' || self.same_line(at + 2)?.tight()) {
            return None;
        }
        let two_digits = self.two_digits(at).is_some();
        let fine = Fine::Month(month);
        if let Some((year, next)) = self.any_year(at + 2).filter(|&(_, next)| self.ends(next)) {
            // "1.2018" could be a version, "3-2018" hardly.
            let sure = two_digits || mark != LONG_DASH;
            return sure.then_some(Point::new(Some(year), fine, next));
        }
        let year = expand(self.two_digits(at + 2)?)?;
        let found = loose && !spaced && matches!(mark, '/' | '.') && self.ends(at + 3);
        found.then_some(Point { loose: true, ..Point::new(Some(year), fine, at + 3) })
    }

    /// `3Q20`, `1H 2021`.
    pub fn number_of_quarter_first(&self, at: usize) -> Option<Point> {
        let (value, digits) = self.token(at)?.number()?;
        // "1. Quartal 2020", "2nd quarter of 2020"
        let dot = usize::from(self.tight(at + 1).is_some_and(|token| token.is_mark('.')));
        let behind = self.behind_ordinal(at).unwrap_or(at + 1 + dot);
        if digits == 1
            && self.written(behind).len() > 1
            && let Some(next) = self.is(behind, Meaning::Quarter).filter(|_| self.same_line(behind).is_some())
        {
            return self.quarter_of_year(part_of_year(value, true)?, next);
        }
        self.tight(at + 1)?;
        let quarter = self.is(at + 1, Meaning::Quarter).is_some();
        if digits > 1 || !quarter && self.is(at + 1, Meaning::Half).is_none() {
            return None;
        }
        let fine = part_of_year(value, quarter)?;
        let (year, next) = self.any_year(at + 2).or_else(|| {
            self.tight(at + 2)?;
            Some((expand(self.two_digits(at + 2)?)?, at + 3))
        })?;
        self.ends(next).then_some(Point::new(Some(year), fine, next))
    }

    /// The year behind "1. Quartal", "III kw.".
    pub fn quarter_of_year(&self, fine: Fine, next: usize) -> Option<Point> {
        let year_at = self.behind_connector(next)?;
        self.same_line(year_at)?;
        let (year, next) = self.any_year(year_at)?;
        self.ends(next).then_some(Point::new(Some(year), fine, next))
    }

    /// `2019`, `2019-06`, `2019/06/01`, `2019年3月`, `2019 March`, `2019 Q3`, `2019 Fall`; `201906` if `loose`.
    pub fn year_first(&self, at: usize, loose: bool) -> Option<Point> {
        let Some(year) = self.year(at) else {
            if let Some(point) = self.short_year_sign(at) {
                return if loose { Some(point) } else { None };
            }
            let (value, digits) = self.token(at)?.number()?;
            let (year, month) = ((value / 100) as i32, (value % 100) as u8);
            let sure = loose && digits == 6 && (FIRST_YEAR..=LAST_YEAR).contains(&year) && (1..=12).contains(&month);
            return (sure && self.ends(at + 1)).then_some(Point::new(Some(year), Fine::Month(month), at + 1));
        };
        if let Some(point) = self.numeric_year_first(at, year, loose) {
            return Some(point);
        }
        if let Some(point) = self.behind_year_sign(year, at + 1) {
            return Some(point);
        }
        if let Some((fine, next)) = self.word_behind_year(at) {
            return Some(Point::new(Some(year), fine, next));
        }
        Some(Point::new(Some(year), Fine::Nothing, self.behind_year(at + 1)))
    }

    pub fn numeric_year_first(&self, at: usize, year: i32, loose: bool) -> Option<Point> {
        let token = self.same_line(at + 1)?;
        let mark = token.mark().filter(|&mark| matches!(mark, '-' | LONG_DASH | '.' | '/'))?;
        let behind = self.same_line(at + 2)?;
        // "2016 / 09"
        let spaced = mark == '/' && !token.tight() && !behind.tight() && self.two_digits(at + 2).is_some();
        if !(spaced || token.tight() && behind.tight()) {
            return None;
        }
        let month = self.small(at + 2, 12)?;
        if self.tight(at + 3).is_some_and(|token| token.is_mark(mark))
            && self.tight(at + 4).is_some()
            && let Some(day) = self.small(at + 4, 31)
            && day_exists(month, day)
            && self.ends(at + 5)
        {
            return Some(Point::new(Some(year), Fine::Day(month, day), at + 5));
        }
        let two_digits = self.two_digits(at + 2).is_some();
        let behind_dot = mark == '.' && self.tight(at + 3).is_some_and(|token| token.is_mark('.'));
        if !(two_digits || loose || behind_dot || mark == '/') {
            return None;
        }
        if !loose && two_digits && self.is_short_second_year(year, month, mark) {
            return None;
        }
        let next = at + 3 + usize::from(behind_dot && !two_digits);
        self.ends(next).then_some(Point::new(Some(year), Fine::Month(month), next))
    }

    /// Whether `2011-12` means 2011 to 2012, not December 2011.
    pub fn is_short_second_year(&self, year: i32, second: u8, mark: char) -> bool {
        let distance = (i32::from(second) - year).rem_euclid(100);
        match mark {
            '-' => match self.hints.hyphenated {
                Hyphenated::Years => (1..=12).contains(&distance),
                Hyphenated::Months => false,
                Hyphenated::Unknown => self.hints.academic && distance == 1,
            },
            LONG_DASH => (1..=12).contains(&distance),
            '/' => distance == 1,
            _ => false,
        }
    }

    /// A month, season or quarter behind a year that has no year of its own.
    pub fn word_behind_year(&self, at: usize) -> Option<(Fine, usize)> {
        let connected = self.token(at + 1)?.tight()
            && matches!(self.token(at + 1)?.mark(), Some('-' | '/' | '.' | ','))
            && self.tight(at + 2).is_some();
        let word_at = if connected || self.token(at + 1)?.is_mark(',') { at + 2 } else { at + 1 };
        self.same_line(word_at)?;
        let (fine, next) = if let Some((month, next)) = self.month(word_at) {
            (Fine::Month(month), next)
        } else if let Some(((first, last), next)) = self.season(word_at) {
            (Fine::Part(first, last), next)
        } else if let Some(((first, last), next)) = self.vague(word_at).filter(|&(_, next)| self.ends_a_field(next)) {
            // "2019 başı"
            (Fine::Part(first, last), next)
        } else {
            self.quarter(word_at)?
        };
        if is_one_of(TRAPS, self.written(word_at)) && !connected {
            return None;
        }
        // "2015, May 2016", "2015 May 16": the month belongs to what follows it.
        let year_at = self.behind_connector(next).unwrap_or(next);
        let own_year = self.same_line(year_at).is_some()
            && (self.any_year(year_at).is_some() || self.small(year_at, 99).is_some());
        (!own_year && self.ends(next)).then_some((fine, next))
    }

    /// The token behind "1st", "1er", "1º", "3.".
    pub fn behind_ordinal(&self, at: usize) -> Option<usize> {
        let token = self.tight(at + 1)?;
        if token.is_mark('°') {
            return Some(at + 2);
        }
        let ordinals = ["st", "nd", "rd", "th", "er", "re", "ème", "e", "º", "ª", "o", "a", "ᵉʳ", "de", "ste"];
        let written = lower(self.written(at + 1));
        (token.is_word() && ordinals.contains(&written.as_str())).then_some(at + 2)
    }
}
