//! A single date: a month, a day, a year, a season, as far as it is written.

use super::lexicon::{Lexicon, Meaning};
use super::token::{Before, Kind, LONG_DASH, Token};
use super::{FIRST_YEAR, Hints, LAST_YEAR, PartialDate, Precision};

/// What stands beside the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fine {
    Nothing,
    Part(u8, u8),
    Month(u8),
    Day(u8, u8),
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
    /// The token behind it.
    pub next: usize,
}

impl Point {
    fn new(year: Option<i32>, fine: Fine, next: usize) -> Self {
        Self { year, fine, approximate: false, or_day: None, labelled: false, loose: false, next }
    }

    pub fn date(&self) -> Option<PartialDate> {
        let precision = match self.fine {
            Fine::Nothing => Precision::Year,
            Fine::Part(first, last) => Precision::Part { first, last },
            Fine::Month(month) => Precision::Month { month },
            Fine::Day(month, day) => Precision::Day { month, day },
        };
        Some(PartialDate { year: self.year?, precision, approximate: self.approximate })
    }

    /// January is 0; for putting two dates of one year in order.
    pub fn first_month(&self) -> Option<u8> {
        match self.fine {
            Fine::Nothing => None,
            Fine::Part(first, _) => Some(first),
            Fine::Month(month) | Fine::Day(month, _) => Some(month - 1),
        }
    }

    pub fn is_bare_year(&self) -> bool {
        self.fine == Fine::Nothing
    }
}

/// A text's tokens, and how to read them.
pub(super) struct Scan<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub lexicon: &'static Lexicon,
    pub hints: &'a Hints,
}

/// Words that are months in one language and something else in another, or in the same: in small letters inside a
/// sentence they are no months.
const TRAPS: [&str; 9] = ["out", "set", "ago", "may", "march", "gen", "mag", "dic", "mart"];

impl Scan<'_> {
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The token if nothing stands before it.
    pub fn tight(&self, at: usize) -> Option<&Token> {
        self.token(at).filter(|token| token.tight())
    }

    /// The token if it stands on the same line as the one before it.
    pub fn same_line(&self, at: usize) -> Option<&Token> {
        self.token(at).filter(|token| token.before != Before::Line)
    }

    pub fn written(&self, at: usize) -> &str {
        self.token(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or("")
    }

    pub fn is(&self, at: usize, meaning: Meaning) -> Option<usize> {
        self.lexicon.is(self.tokens, at, meaning)
    }

    fn month(&self, at: usize) -> Option<(u8, usize)> {
        self.lexicon.term(
            self.tokens,
            at,
            |meaning| if let Meaning::Month(month) = meaning { Some(month) } else { None },
        )
    }

    fn season(&self, at: usize) -> Option<((u8, u8), usize)> {
        self.lexicon.term(self.tokens, at, |meaning| {
            if let Meaning::Season(first, last) = meaning { Some((first, last)) } else { None }
        })
    }

    fn vague(&self, at: usize) -> Option<((u8, u8), usize)> {
        self.lexicon.term(self.tokens, at, |meaning| {
            if let Meaning::Vague(first, last) = meaning { Some((first, last)) } else { None }
        })
    }

    /// A number of at most two digits, from 1 to `most`.
    fn small(&self, at: usize, most: u8) -> Option<u8> {
        let (value, digits) = self.token(at)?.number()?;
        (digits <= 2 && (1..=u32::from(most)).contains(&value)).then_some(value as u8)
    }

    /// Exactly two digits, any value.
    pub fn two_digits(&self, at: usize) -> Option<u8> {
        let (value, digits) = self.token(at)?.number()?;
        (digits == 2).then_some(value as u8)
    }

    /// Four digits that can be a year.
    pub fn year(&self, at: usize) -> Option<i32> {
        let (value, digits) = self.token(at)?.number()?;
        let year = value as i32;
        (digits == 4 && (FIRST_YEAR..=LAST_YEAR).contains(&year)).then_some(year)
    }

    /// `'19`.
    fn quoted_year(&self, at: usize) -> Option<(i32, usize)> {
        self.token(at)?.is_apostrophe().then_some(())?;
        self.tight(at + 1)?;
        let year = expand(self.two_digits(at + 1)?)?;
        // "the '90s", "'19'": a decade, a quotation.
        let loose = self.tight(at + 2).is_none_or(|token| token.mark().is_some() && !token.is_apostrophe());
        loose.then_some((year, at + 2))
    }

    /// Four digits, or two behind an apostrophe.
    fn any_year(&self, at: usize) -> Option<(i32, usize)> {
        self.year(at).map(|year| (year, at + 1)).or_else(|| self.quoted_year(at))
    }

    /// Whether what stands at `next` lets a date end there: not in the middle of a number or a word.
    pub fn ends(&self, next: usize) -> bool {
        let Some(token) = self.tight(next) else { return true };
        match token.kind {
            // A lost blank: "2019Software".
            Kind::Word(_) => {
                let written = self.written(next);
                let mut chars = written.chars();
                chars.next().is_some_and(|c| !c.is_ascii() || c.is_uppercase() && chars.count() >= 2)
            }
            Kind::Number { .. } | Kind::Mark('%' | '+' | '°' | '@' | '#' | '=' | '$' | '€' | '£') => false,
            Kind::Mark('.' | ':' | '/' | '-' | '\'' | ',' | '_') => {
                match self.tight(next + 1).map(|token| token.kind) {
                    Some(Kind::Number { digits, .. }) => match token.mark() {
                        Some(',') => digits != 3,
                        // The start of another date; whoever finds none there decides by `ends_alone`.
                        Some('-') => matches!(digits, 1 | 2 | 4 | 6),
                        _ => false,
                    },
                    // "1990's"
                    Some(Kind::Word(_)) => !token.is_apostrophe(),
                    _ => true,
                }
            }
            Kind::Mark(_) => true,
        }
    }

    /// As [`Self::ends`], and no number hangs on by a hyphen either.
    pub fn ends_alone(&self, next: usize) -> bool {
        let hangs_on = self.tight(next).is_some_and(Token::is_dash)
            && self.tight(next + 1).is_some_and(|token| token.number().is_some());
        self.ends(next) && !hangs_on
    }

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
            Kind::Word(0) => None,
            Kind::Word(_) => self
                .month_first(at)
                .or_else(|| self.part_first(at))
                .or_else(|| self.quarter_first(at))
                .or_else(|| self.labelled_year(at)),
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
    fn month_first(&self, at: usize) -> Option<Point> {
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
        if let Some(year) = self.two_digits(year_at).and_then(expand)
            && self.ends_short_year(year_at + 1)
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

    /// Over what may stand between a month and its year: a comma, "of", a tight slash, dot or hyphen. `None` if the
    /// text ends.
    fn behind_connector(&self, at: usize) -> Option<usize> {
        let token = self.token(at)?;
        let tight_next = self.tight(at + 1).is_some_and(|next| next.number().is_some() || next.is_apostrophe());
        let over = match token.kind {
            Kind::Mark(',') => true,
            Kind::Mark('/') if token.before == Before::Blank => self.year(at + 1).is_some(),
            Kind::Mark('-' | LONG_DASH | '/' | '.' | '_') => token.tight() && tight_next,
            _ => false,
        };
        if over {
            return Some(at + 1);
        }
        if let Some(next) = self.is(at, Meaning::Of).filter(|_| token.before != Before::Line) {
            // "d'août", "del"
            let next = if self.tight(next).is_some_and(Token::is_apostrophe) { next + 1 } else { next };
            return Some(next);
        }
        Some(at)
    }

    /// "out 2015", "set 2019" in small letters behind another word.
    fn is_trapped(&self, at: usize) -> bool {
        let written = self.written(at);
        TRAPS.contains(&written)
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
    fn part_first(&self, at: usize) -> Option<Point> {
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
        // The winter term's second year.
        let next = self.next_year_behind(year, next).unwrap_or(next);
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
        match self.any_year(year_at).or_else(short) {
            Some((year, next)) if self.ends(next) => Some(Point::new(Some(year), fine, next)),
            _ => alone,
        }
    }

    /// `Q3`, `H1`.
    fn quarter(&self, at: usize) -> Option<(Fine, usize)> {
        let quarter = self.is(at, Meaning::Quarter).is_some();
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

    /// `FY19`, `AY 2019-20`.
    fn labelled_year(&self, at: usize) -> Option<Point> {
        let next = self.is(at, Meaning::YearLabel)?;
        self.same_line(next)?;
        let (year, next) = self.any_year(next).or_else(|| Some((expand(self.two_digits(next)?)?, next + 1)))?;
        Some(Point { labelled: true, ..Point::new(Some(year), Fine::Nothing, next) })
    }

    /// `13-Oct-2011`, `23rd September 2011`, `1er mars 2019`, `23.09.2011`, `23 September` alone.
    fn day_first(&self, at: usize, loose: bool) -> Option<Point> {
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
    fn numeric_day(&self, at: usize, loose: bool) -> Option<Point> {
        let first = self.small(at, 31)?;
        let mark = self.tight(at + 1)?.mark().filter(|mark| matches!(mark, '/' | '.' | '-'))?;
        // "23. 09. 2011"
        let spaced = |token: &Token| token.tight() || mark == '.' && token.before == Before::Blank;
        self.token(at + 2).filter(|token| spaced(token))?;
        let second = self.small(at + 2, 31)?;
        self.tight(at + 3)?.is_mark(mark).then_some(())?;
        self.token(at + 4).filter(|token| spaced(token))?;
        let year = self.year(at + 4).or_else(|| if loose { self.two_digits(at + 4).and_then(expand) } else { None })?;
        let month_first = second > 12 || mark == '/' && self.hints.month_first && first <= 12;
        let (month, day) = if month_first { (first, second) } else { (second, first) };
        (month <= 12 && day_exists(month, day) && self.ends(at + 5)).then_some(Point::new(
            Some(year),
            Fine::Day(month, day),
            at + 5,
        ))
    }

    /// `06/2018`, `6.2018`, `06 / 2018`, `3Q20`; `06/18`, `6.18` if `loose`.
    fn number_of_month_first(&self, at: usize, loose: bool) -> Option<Point> {
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
    fn number_of_quarter_first(&self, at: usize) -> Option<Point> {
        let (value, digits) = self.token(at)?.number()?;
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

    /// `2019`, `2019-06`, `2019/06/01`, `2019年3月`, `2019 March`, `2019 Q3`, `2019 Fall`; `201906` if `loose`.
    fn year_first(&self, at: usize, loose: bool) -> Option<Point> {
        let Some(year) = self.year(at) else {
            let (value, digits) = self.token(at)?.number()?;
            let (year, month) = ((value / 100) as i32, (value % 100) as u8);
            let sure = loose && digits == 6 && (FIRST_YEAR..=LAST_YEAR).contains(&year) && (1..=12).contains(&month);
            return (sure && self.ends(at + 1)).then_some(Point::new(Some(year), Fine::Month(month), at + 1));
        };
        if let Some(point) = self.numeric_year_first(at, year, loose) {
            return Some(point);
        }
        if let Some(point) = self.ideographic(at, year) {
            return Some(point);
        }
        if let Some((fine, next)) = self.word_behind_year(at) {
            return Some(Point::new(Some(year), fine, next));
        }
        Some(Point::new(Some(year), Fine::Nothing, at + 1))
    }

    fn numeric_year_first(&self, at: usize, year: i32, loose: bool) -> Option<Point> {
        let mark = self.tight(at + 1)?.mark().filter(|&mark| matches!(mark, '-' | LONG_DASH | '.' | '/'))?;
        self.tight(at + 2)?;
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
            '-' => self.hints.short_years && (1..=12).contains(&distance) || self.hints.academic && distance == 1,
            LONG_DASH => (1..=12).contains(&distance),
            '/' => distance == 1,
            _ => false,
        }
    }

    /// `2019年3月1日`, `2019年`.
    fn ideographic(&self, at: usize, year: i32) -> Option<Point> {
        let unit =
            |at: usize, units: [char; 2]| self.token(at).and_then(Token::mark).is_some_and(|c| units.contains(&c));
        if !unit(at + 1, ['年', '년']) {
            return None;
        }
        match self.small(at + 2, 12) {
            Some(month) if unit(at + 3, ['月', '월']) => match self.small(at + 4, 31) {
                Some(day) if unit(at + 5, ['日', '일']) && day_exists(month, day) => {
                    Some(Point::new(Some(year), Fine::Day(month, day), at + 6))
                }
                _ => Some(Point::new(Some(year), Fine::Month(month), at + 4)),
            },
            _ => Some(Point::new(Some(year), Fine::Nothing, at + 2)),
        }
    }

    /// A month, season or quarter behind a year that has no year of its own.
    fn word_behind_year(&self, at: usize) -> Option<(Fine, usize)> {
        let connected = self.token(at + 1)?.tight()
            && matches!(self.token(at + 1)?.mark(), Some('-' | '/' | '.' | ','))
            && self.tight(at + 2).is_some();
        let word_at = if connected || self.token(at + 1)?.is_mark(',') { at + 2 } else { at + 1 };
        self.same_line(word_at)?;
        let (fine, next) = if let Some((month, next)) = self.month(word_at) {
            (Fine::Month(month), next)
        } else if let Some(((first, last), next)) = self.season(word_at) {
            (Fine::Part(first, last), next)
        } else {
            self.quarter(word_at)?
        };
        if TRAPS.contains(&self.written(word_at)) && !connected {
            return None;
        }
        // "2015, May 2016", "2015 May 16": the month belongs to what follows it.
        let year_at = self.behind_connector(next).unwrap_or(next);
        let own_year = self.same_line(year_at).is_some()
            && (self.any_year(year_at).is_some() || self.small(year_at, 99).is_some());
        (!own_year && self.ends(next)).then_some((fine, next))
    }

    /// The token behind "1st", "1er", "1º", "3.".
    fn behind_ordinal(&self, at: usize) -> Option<usize> {
        let token = self.tight(at + 1)?;
        if token.is_mark('°') {
            return Some(at + 2);
        }
        let ordinals = ["st", "nd", "rd", "th", "er", "re", "ème", "e", "º", "ª", "o", "a", "ᵉʳ", "de", "ste"];
        let written = self.written(at + 1).to_lowercase();
        (token.is_word() && ordinals.contains(&written.as_str())).then_some(at + 2)
    }
}

fn day_exists(month: u8, day: u8) -> bool {
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=days).contains(&day)
}

fn part_of_year(number: u32, quarter: bool) -> Option<Fine> {
    let number = u8::try_from(number).ok()?;
    match (quarter, number) {
        (true, 1..=4) => Some(Fine::Part(3 * number - 3, 3 * number - 1)),
        (false, 1..=2) => Some(Fine::Part(6 * number - 6, 6 * number - 1)),
        _ => None,
    }
}

/// A year of two digits.
pub(super) fn expand(short: u8) -> Option<i32> {
    let year = 2000 + i32::from(short);
    if year <= LAST_YEAR { Some(year) } else { Some(year - 100).filter(|&year| year >= FIRST_YEAR) }
}
