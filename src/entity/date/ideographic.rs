//! Dates in Chinese, Japanese and Korean signs: `2019年3月`, `二〇一九年三月`, `令和2年4月`, `民國109年`, `2020年第3季度`.

use super::lexicon::Meaning;
use super::point::{Fine, Point};
use super::scan::{Scan, day_exists, expand, part_of_year};
use super::token::Token;
use super::{FIRST_YEAR, LAST_YEAR};

/// An era, and the year before its first.
const ERAS: &[(&str, i32)] =
    &[("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911), ("民国", 1911), ("พ.ศ.", -543)];

/// Japanese eras by their letter.
const ERA_LETTERS: &[(&str, i32)] = &[("R", 2018), ("H", 1988), ("S", 1925)];

/// Figures, each at the place of its value.
const FIGURES: &str = "〇一二三四五六七八九十";

impl Scan<'_> {
    fn is_sign(&self, at: usize, signs: [char; 2]) -> bool {
        self.token(at).and_then(Token::mark).is_some_and(|c| signs.contains(&c))
    }

    fn is_year_sign(&self, at: usize) -> bool {
        self.is_sign(at, ['年', '년'])
    }

    fn is_month_sign(&self, at: usize) -> bool {
        self.is_sign(at, ['月', '월'])
    }

    /// 0 to 10.
    fn figure(&self, at: usize) -> Option<u8> {
        let written = self.written(at);
        if written.len() != 3 || written.is_ascii() {
            return None;
        }
        FIGURES.split_inclusive(|_: char| true).position(|figure| figure == written).map(|value| value as u8)
    }

    /// A number of at most 31 in digits or figures, and the token behind it.
    fn small_or_figures(&self, at: usize) -> Option<(u8, usize)> {
        if let Some(value) = self.small(at, 31) {
            return Some((value, at + 1));
        }
        let first = self.figure(at)?;
        let second = self.tight(at + 1).and_then(|_| self.figure(at + 1));
        match (first, second) {
            (10, Some(unit @ 1..=9)) => Some((10 + unit, at + 2)),
            (1..=10, _) => Some((first, at + 1)),
            _ => None,
        }
    }

    /// `2019年3月1日`, `2019年`, of the year `year`, whose sign is at `at`.
    pub fn behind_year_sign(&self, year: i32, at: usize) -> Option<Point> {
        if !self.is_year_sign(at) {
            return None;
        }
        let year = Some(year);
        if let Some((month @ 1..=12, sign)) = self.small_or_figures(at + 1)
            && self.is_month_sign(sign)
        {
            return match self.small_or_figures(sign + 1) {
                Some((day, end)) if self.is_sign(end, ['日', '일']) && day_exists(month, day) => {
                    Some(Point::new(year, Fine::Day(month, day), end + 1))
                }
                _ => Some(Point::new(year, Fine::Month(month), sign + 1)),
            };
        }
        let number_at = at + 1 + usize::from(self.written(at + 1) == "第");
        if let Some((number, next)) = self.small_or_figures(number_at)
            && let Some(next) = self.is(next, Meaning::Quarter)
        {
            return Some(Point::new(year, part_of_year(number.into(), true)?, next));
        }
        if let Some(((first, last), next)) = self.vague(at + 1).or_else(|| self.season(at + 1))
            && self.tight(at + 1).is_some()
            && !self.tight(next).is_some_and(Token::is_word)
        {
            return Some(Point::new(year, Fine::Part(first, last), next));
        }
        Some(Point::new(year, Fine::Nothing, at + 1))
    }

    /// `20年3月`.
    pub fn short_year_sign(&self, at: usize) -> Option<Point> {
        let point = self.behind_year_sign(expand(self.two_digits(at)?)?, at + 1)?;
        matches!(point.fine, Fine::Month(_)).then_some(Point { loose: true, ..point })
    }

    /// `令和2年4月`, `二〇一九年`; `R2.4`, in a text that has such signs.
    pub fn sign_first(&self, at: usize, loose: bool) -> Option<Point> {
        let token = self.token(at)?;
        if token.end - token.start == 1 {
            return self.era_letter(at, loose);
        }
        let rest = self.text.get(token.start..)?;
        if let Some((name, before)) = ERAS.iter().find(|(name, _)| rest.starts_with(name)) {
            let length = name.chars().count();
            let number_at = at + length;
            let (number, next) = match self.token(number_at)?.number() {
                Some((number, _)) => (number as i32, number_at + 1),
                None if self.written(number_at) == "元" => (1, number_at + 1),
                None => self.small_or_figures(number_at).map(|(number, next)| (i32::from(number), next))?,
            };
            let year = era_year(*before, number)?;
            return self.behind_year_sign(year, next).or_else(|| Some(Point::new(Some(year), Fine::Nothing, next)));
        }
        let mut year = 0;
        for place in at..at + 4 {
            year = 10 * year + i32::from(self.figure(place).filter(|&figure| figure < 10)?);
        }
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return None;
        }
        self.behind_year_sign(year, at + 4)
    }

    /// `H31.4`, `R2年4月`; `H31` beside another date.
    fn era_letter(&self, at: usize, loose: bool) -> Option<Point> {
        let letter = self.written(at);
        let (_, before) = ERA_LETTERS.iter().find(|(name, _)| *name == letter)?;
        self.tight(at + 1)?;
        let year = era_year(*before, self.small(at + 1, 64)?.into())?;
        if let Some(point) = self.behind_year_sign(year, at + 2) {
            return Some(point);
        }
        if !loose || !self.text.contains(|c: char| matches!(c, '\u{3040}'..='\u{9fff}')) {
            return None;
        }
        let alone = Point { loose: true, ..Point::new(Some(year), Fine::Nothing, at + 2) };
        let dot = self.tight(at + 2).and_then(Token::mark).filter(|mark| matches!(mark, '.' | '/'));
        let Some(dot) = dot else { return self.ends_alone(at + 2).then_some(alone) };
        self.tight(at + 3)?;
        let month = self.small(at + 3, 12)?;
        let next = at + 4;
        let ends = self.ends(next) && !self.tight(next).is_some_and(|token| token.is_mark(dot));
        ends.then_some(Point { loose: true, ..Point::new(Some(year), Fine::Month(month), next) })
    }
}

fn era_year(before: i32, number: i32) -> Option<i32> {
    let year = before.saturating_add(number);
    (number >= 1 && (FIRST_YEAR..=LAST_YEAR).contains(&year)).then_some(year)
}
