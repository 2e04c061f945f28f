//! Ranges: two dates and what joins them.

use super::lexicon::Meaning;
use super::matches::Prefix;
use super::point::{Fine, Point};
use super::scan::{Scan, expand};
use super::token::{ARROW, Before, LONG_DASH, Token};
use super::{DateEnd, DateRange, DayOrder, PartialDate, Precision};

/// The end of a range as found.
enum End {
    Point(Point),
    /// The token behind "present".
    Present(usize),
}

/// What may be joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Any two dates.
    Range,
    /// Two parts of one year: "Jan & Feb 2019".
    Shared,
}

/// Two dates that are written in the same way: one that can be read in one way tells how to read the other, and so does
/// the order of the two.
fn in_one_order(start: Point, end: Point) -> (Point, Point) {
    let order = match (start.fine, end.fine) {
        (Fine::EitherDay(..), Fine::EitherDay(..)) => {
            let runs = |order| {
                let key = |point: Point| (point.year, point.in_order(order).fine);
                key(start) <= key(end)
            };
            match (runs(DayOrder::DayFirst), runs(DayOrder::MonthFirst)) {
                (true, false) => DayOrder::DayFirst,
                (false, true) => DayOrder::MonthFirst,
                _ => DayOrder::Unknown,
            }
        }
        (Fine::EitherDay(..), _) => end.order,
        _ => start.order,
    };
    (start.in_order(order), end.in_order(order))
}

impl Scan<'_> {
    /// The range or date that starts at token `at` with its prefix; the first token of the date proper and the one
    /// behind it.
    pub fn range(&self, at: usize) -> Option<(DateRange, Prefix, usize, usize)> {
        let (prefix, body) = self.prefix(at);
        if !self.may_start(body) {
            return None;
        }
        let (range, next) = self
            .roman_months(body, prefix)
            .or_else(|| self.days_of_a_month(body))
            .or_else(|| self.days_of_a_year(body))
            .or_else(|| self.months_of_a_year(body))
            .or_else(|| self.months_behind_a_year(body))
            .or_else(|| self.months_before_a_year(body))
            .or_else(|| self.two_iso_months(body, prefix))
            .or_else(|| self.joined(self.point(body, false)?, prefix, false))
            .or_else(|| self.joined(self.point(body, true)?, prefix, true))?;
        let is_range = matches!(range, DateRange::Range(..));
        let next =
            self.is(next, Meaning::Behind).filter(|_| is_range && self.same_line(next).is_some()).unwrap_or(next);
        Some((range, prefix, body, next))
    }

    /// `start` with what it is joined to.
    fn joined(&self, start: Point, prefix: Prefix, loose: bool) -> Option<(DateRange, usize)> {
        if let Some((end, separator)) = self.end(&start, prefix) {
            match end {
                End::Present(next) => {
                    return Some((DateRange::Range(start.date()?, DateEnd::Present), next));
                }
                End::Point(end) => {
                    if let Some((start, end)) = self.shared(start, end, separator) {
                        let next = if end.is_bare_year() { self.behind_year_label(end.next) } else { end.next };
                        return Some((DateRange::Range(start.date()?, DateEnd::Date(end.date()?)), next));
                    }
                }
            }
        }
        if let Some(next) = self.since_behind(start.next)
            && let Some(date) = start.date()
        {
            return Some((DateRange::Range(date, DateEnd::Present), next));
        }
        if loose && !prefix.since {
            return None;
        }
        let date = start.date()?;
        if let Some(second) = self.short_second_year(&start) {
            return Some(self.academic_years(date, &second, prefix).unwrap_or((
                DateRange::Range(date, DateEnd::Date(second.date()?)),
                self.behind_year_label(second.next),
            )));
        }
        if !self.ends_alone(start.next) {
            return None;
        }
        if prefix.since {
            return Some((DateRange::Range(date, DateEnd::Present), start.next));
        }
        if let Some(next) = self.open_end(start.next) {
            return Some((DateRange::Range(date, DateEnd::Present), next));
        }
        Some((DateRange::Single(date), start.next))
    }

    /// "2018/19 – 2020/21", "2018/19 – present": from the first year to the last.
    fn academic_years(&self, start: PartialDate, second: &Point, prefix: Prefix) -> Option<(DateRange, usize)> {
        let (_, at) = self.joint(second, prefix).filter(|&(joint, _)| joint == Joint::Range)?;
        if let Some(next) = self.present(at) {
            return Some((DateRange::Range(start, DateEnd::Present), next));
        }
        let end = self.point(at, false).filter(Point::is_bare_year)?;
        let end = self.short_second_year(&end)?;
        Some((DateRange::Range(start, DateEnd::Date(end.date()?)), end.next))
    }

    /// Over "academic year" behind a year, if nothing else follows.
    fn behind_year_label(&self, at: usize) -> usize {
        let label = self.is(at, Meaning::YearLabel).filter(|_| self.same_line(at).is_some());
        label.filter(|&next| self.ends_a_field(next)).unwrap_or(at)
    }

    /// "2018'den beri", "2019年4月から" at the end of a field; the token behind it.
    fn since_behind(&self, at: usize) -> Option<usize> {
        let next = self.is(at, Meaning::SinceBehind).filter(|_| self.same_line(at).is_some())?;
        (self.ends_a_field(next) || self.is(at, Meaning::To).is_none()).then_some(next)
    }

    /// `III 2019 – V 2020`; with "present" only where a line or a field starts: "Engineer II 2019 – present".
    fn roman_months(&self, at: usize, prefix: Prefix) -> Option<(DateRange, usize)> {
        let start = self.roman_month(at)?;
        let (joint, end_at) = self.joint(&start, prefix)?;
        if joint != Joint::Range {
            return None;
        }
        if let Some(end) = self.roman_month(end_at) {
            return Some((DateRange::Range(start.date()?, DateEnd::Date(end.date()?)), end.next));
        }
        let behind_word = self.same_line(at).is_some()
            && at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(Token::is_word);
        let next = self.present(end_at).filter(|_| !behind_word)?;
        Some((DateRange::Range(start.date()?, DateEnd::Present), next))
    }

    /// What a separator behind `start` leads to, and whether the separator may only join parts of one date ("Jan/Feb").
    fn end(&self, start: &Point, prefix: Prefix) -> Option<(End, Joint)> {
        // "to date", "bis heute", with or without a dash.
        if let Some(next) = self.present(start.next)
            && (next > start.next + 1 || self.ends_a_field(next))
            && self.same_line(start.next).is_some()
        {
            return Some((End::Present(next), Joint::Range));
        }
        let (joint, at) = self.joint(start, prefix)?;
        if joint == Joint::Range {
            let behind_from = self.is(at, Meaning::From).or_else(|| self.is(at, Meaning::Expected)).unwrap_or(at);
            if start.year.is_some()
                && let Some(end) = self.second_month(start, at)
            {
                return Some((End::Point(end), joint));
            }
            if start.year.is_some()
                && let Some(next) = self.present(at)
            {
                return Some((End::Present(next), joint));
            }
            if let Some(end) = self.end_point(start, at).or_else(|| self.end_point(start, behind_from)) {
                return Some((End::Point(end), joint));
            }
            // "2018 – (expected) 2021"
            if self.token(at).is_some_and(|token| token.is_mark('('))
                && let Some(close) = self.is(at + 1, Meaning::Expected)
                && self.token(close).is_some_and(|token| token.is_mark(')'))
                && let Some(end) = self.end_point(start, close + 1)
            {
                return Some((End::Point(end), joint));
            }
            return None;
        }
        Some((End::Point(self.point(at, false)?), joint))
    }

    fn end_point(&self, start: &Point, at: usize) -> Option<Point> {
        let strict = self.point(at, false);
        // A month that could be a year counts as a month beside another one.
        let end = match strict {
            Some(end) if end.is_bare_year() && !start.is_bare_year() => self.point(at, true),
            None => self.point(at, true),
            _ => strict,
        };
        if let Some(end) = end {
            return self.ends_alone(end.next).then_some(end);
        }
        // "2012–16", "'12–16"
        if !start.is_bare_year() {
            return None;
        }
        let year = start.year?;
        let short = self.two_digits(at)?;
        let tight = self.token(at)?.tight() && self.token(at - 1)?.tight();
        let later = (0..=60).contains(&(i32::from(short) - year).rem_euclid(100));
        if !later || !self.ends_alone(at + 1) || !(tight || self.ends_a_field(at + 1)) {
            return None;
        }
        Some(Point { year: Some(expand(short)?), next: at + 1, ..*start })
    }

    /// `2019-03–05`, `2019/03～05`: the second of two months of a year.
    fn second_month(&self, start: &Point, at: usize) -> Option<Point> {
        let Fine::Month(first) = start.fine else { return None };
        let month = self.small(at, 12).filter(|&month| first <= month && self.two_digits(at).is_some())?;
        let tight = self.token(at)?.tight() && self.token(at - 1)?.tight();
        let mark = self.token(at - 1)?.mark()?;
        let apart = mark != '-' && mark != '/' && mark != '.';
        (tight && apart && self.ends_a_field(at + 1)).then_some(Point {
            fine: Fine::Month(month),
            next: at + 1,
            ..*start
        })
    }

    /// `2011-12`, `2018/2019`, `2018/19` as two years.
    fn short_second_year(&self, start: &Point) -> Option<Point> {
        if !start.is_bare_year() {
            return None;
        }
        let year = start.year?;
        let token = self.tight(start.next)?;
        let mark = token.mark().filter(|&mark| matches!(mark, '-' | '/' | LONG_DASH))?;
        self.tight(start.next + 1)?;
        let second = match self.year(start.next + 1) {
            Some(second) if second >= year => second,
            Some(_) => return None,
            None => {
                let short = self.two_digits(start.next + 1)?;
                let unclear = (1..=12).contains(&short);
                let distance = (i32::from(short) - year).rem_euclid(100);
                if unclear && !self.is_short_second_year(year, short, mark) && !(start.labelled && distance == 1)
                    || distance > 60
                {
                    return None;
                }
                year + distance
            }
        };
        self.ends_alone(start.next + 2).then_some(Point { year: Some(second), next: start.next + 2, ..*start })
    }

    /// The token behind what joins `start` to a second date.
    fn joint(&self, start: &Point, prefix: Prefix) -> Option<(Joint, usize)> {
        let at = start.next;
        let token = self.token(at)?;
        let yearless = start.year.is_none();
        if self.is_from_suffix(at) && self.same_line(at).is_some() && token.mark().is_none() {
            return Some((Joint::Range, at));
        }
        if let Some(mark) = token.mark() {
            // "Start: 09/2018 | End: 03/2019"
            if matches!(mark, ',' | ';' | '|' | '/' | '-' | LONG_DASH)
                && let Some(next) = self.behind_end_label(at + 1)
            {
                return Some((Joint::Range, next));
            }
            let joint = match mark {
                '-' | LONG_DASH | '~' | ARROW | '\u{fffd}' | '…' => Joint::Range,
                // "2015 ? 2018": a dash that an encoding lost.
                '?' if token.before == Before::Blank && self.same_line(at + 1).is_some() => Joint::Range,
                '/' if !yearless && !start.is_bare_year() && !start.loose => Joint::Range,
                '/' | '&' | '+' | ',' if yearless && token.before != Before::Line => Joint::Shared,
                '.' if self.tight(at + 1).is_some_and(|token| token.is_mark('.')) => {
                    return Some((Joint::Range, at + 2));
                }
                _ => return None,
            };
            // "2019 – bis heute", "- to -"
            let next = at + 1;
            let over_to =
                || self.is(next, Meaning::To).filter(|_| joint == Joint::Range && self.present(next).is_none());
            let next = over_to().unwrap_or(next);
            return Some((joint, next));
        }
        if let Some(next) = self.behind_end_label(at) {
            return Some((Joint::Range, next));
        }
        if let Some(next) = self.is(at, Meaning::To) {
            // "jusqu'à" and "fino al" carry an article of their own.
            let next = if self.tight(next).is_some_and(Token::is_apostrophe) { next + 1 } else { next };
            let next = if self.token(next).is_some_and(Token::is_dash) { next + 1 } else { next };
            return Some((Joint::Range, next));
        }
        if let Some(next) = self.is(at, Meaning::And) {
            let joint = if prefix.between { Joint::Range } else { Joint::Shared };
            return (prefix.between || yearless).then_some((joint, next));
        }
        None
    }

    /// "End:", "End date:" before the second date; the token behind it.
    fn behind_end_label(&self, at: usize) -> Option<usize> {
        let next = self.is(at, Meaning::EndLabel).or_else(|| self.is(at, Meaning::To))?;
        self.same_line(next)?.is_mark(':').then_some(next + 1)
    }

    /// "present" at token `at`; the token behind it.
    fn present(&self, at: usize) -> Option<usize> {
        let opened = matches!(self.token(at)?.mark(), Some('(' | '['));
        let first = at + usize::from(opened);
        let mut next = self.is(first, Meaning::Present)?;
        // The sentence's full stop is not part of the word.
        if self.token(next - 1).is_some_and(|token| token.is_mark('.')) {
            next -= 1;
        }
        if opened {
            let closed = self.token(next).is_some_and(|token| matches!(token.mark(), Some(')' | ']')));
            return closed.then_some(next + 1);
        }
        Some(next)
    }

    /// An open dash, or one before dots, at the end of a line or bracket; the token behind it.
    fn open_end(&self, at: usize) -> Option<usize> {
        let token = self.same_line(at)?;
        if !(token.is_dash() || matches!(token.mark(), Some('~' | ARROW | '\u{fffd}'))) {
            return None;
        }
        let dots = self.tokens.iter().skip(at + 1).take(3).take_while(|token| matches!(token.mark(), Some('.' | '…')));
        let next = at + 1 + dots.count();
        self.ends_a_field(next).then_some(next)
    }

    /// Whether the line, a bracket or a cell ends at `next`.
    pub fn ends_a_field(&self, next: usize) -> bool {
        self.same_line(next).is_none_or(|token| {
            matches!(token.mark(), Some(')' | ']' | '}' | '|' | ',' | ';' | '`' | '*' | '·' | '•' | '('))
        })
    }

    /// Year, and where needed the order, of two dates that share parts: "May–Aug 16", "Nov–Feb 2016", "June 2019 – August".
    fn shared(&self, mut start: Point, mut end: Point, joint: Joint) -> Option<(Point, Point)> {
        match (start.year, end.year) {
            (Some(_), Some(_)) => (joint == Joint::Range).then(|| in_one_order(start, end)),
            (None, Some(year)) => {
                let (first, last) = (start.first_month()?, end.first_month()?);
                start.year = Some(if first > last { year - 1 } else { year });
                Some((start, end))
            }
            (Some(year), None) => {
                let (first, last) = (start.first_month()?, end.first_month()?);
                let sure = first <= last && self.ends_a_field(end.next);
                end.year = Some(year);
                sure.then_some((start, end))
            }
            (None, None) => None,
        }
    }

    /// `2011-12 – 2013-05`: what could be two years is a month, because a month is at the other end.
    fn two_iso_months(&self, at: usize, prefix: Prefix) -> Option<(DateRange, usize)> {
        self.year(at)?;
        let start = self.point(at, true).filter(|start| matches!(start.fine, Fine::Month(_)))?;
        let (range, next) = self.joined(start, prefix, true)?;
        let DateRange::Range(_, end) = range else { return None };
        let ends_in_a_month = match end {
            DateEnd::Present => true,
            DateEnd::Date(end) => matches!(end.precision, Precision::Month { .. }),
        };
        ends_in_a_month.then_some((range, next))
    }
}
