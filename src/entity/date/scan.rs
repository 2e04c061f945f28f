//! Looking at tokens: what stands at a place, and whether a date may end there.

use super::lexicon::{Lexicon, Meaning};
use super::point::Fine;
use super::token::{Before, Kind, LONG_DASH, Token};
use super::{FIRST_YEAR, Hints, LAST_YEAR};
use crate::word_map::is_one_of;

/// A text's tokens, and how to read them.
pub(super) struct Scan<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub lexicon: &'static Lexicon,
    pub hints: &'a Hints,
}

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

    pub fn month(&self, at: usize) -> Option<(u8, usize)> {
        self.lexicon.term(
            self.tokens,
            at,
            |meaning| if let Meaning::Month(month) = meaning { Some(month) } else { None },
        )
    }

    pub fn season(&self, at: usize) -> Option<((u8, u8), usize)> {
        self.lexicon.term(self.tokens, at, |meaning| {
            if let Meaning::Season(first, last) = meaning { Some((first, last)) } else { None }
        })
    }

    pub fn vague(&self, at: usize) -> Option<((u8, u8), usize)> {
        self.lexicon.term(self.tokens, at, |meaning| {
            if let Meaning::Vague(first, last) = meaning { Some((first, last)) } else { None }
        })
    }

    /// A number of at most two digits, from 1 to `most`.
    pub fn small(&self, at: usize, most: u8) -> Option<u8> {
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
    pub fn quoted_year(&self, at: usize) -> Option<(i32, usize)> {
        self.token(at)?.is_apostrophe().then_some(())?;
        self.tight(at + 1)?;
        let year = expand(self.two_digits(at + 1)?)?;
        // "the '90s", "'19'": a decade, a quotation.
        let loose = self.tight(at + 2).is_none_or(|token| token.mark().is_some() && !token.is_apostrophe());
        loose.then_some((year, at + 2))
    }

    /// Four digits, or two behind an apostrophe.
    pub fn any_year(&self, at: usize) -> Option<(i32, usize)> {
        self.year(at).map(|year| (year, self.behind_year(at + 1))).or_else(|| self.quoted_year(at))
    }

    /// Over what belongs to a year behind it, if anything stands at `next` that does: "2018'den", "2018 r.".
    pub fn behind_year(&self, next: usize) -> usize {
        if self.tight(next).is_some_and(Token::is_apostrophe)
            && self.tight(next + 1).is_some()
            && let Some(behind) = self.is(next + 1, Meaning::YearSuffix)
        {
            return behind;
        }
        match self.is(next, Meaning::YearUnit).filter(|_| self.same_line(next).is_some()) {
            // "R" is a programming language.
            Some(behind) if behind > next + 1 || self.written(next).len() > 1 => behind,
            _ => next,
        }
    }

    /// "2015'ten 2018'e": "from", hanging on the year before token `at`.
    pub fn is_from_suffix(&self, at: usize) -> bool {
        let suffix = at.checked_sub(1).filter(|&at| self.tight(at).is_some());
        suffix.is_some_and(|suffix| is_one_of("den dan ten tan", self.written(suffix)))
    }

    /// Over what may stand between a month and its year: a comma, "of", a tight slash, dot or hyphen. `None` if the
    /// text ends.
    pub fn behind_connector(&self, at: usize) -> Option<usize> {
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
                        // "03-2018/09-2019", "2018-03-01/2019-09-30"
                        Some('/') => self.is_date_behind_slash(next + 1),
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

    /// Whether numbers joined by hyphens, dots or slashes, and one of them a year, stand at `at`: two dates have a slash
    /// between them only if both have more parts than one.
    fn is_date_behind_slash(&self, at: usize) -> bool {
        let mut marks = (0..2).map(|part| self.tight(at + 2 * part + 1).and_then(Token::mark));
        let dated = |part: usize| self.tight(at + 2 * part).is_some() && self.year(at + 2 * part).is_some();
        match (marks.next().flatten(), marks.next().flatten()) {
            (Some('/'), Some('/')) => dated(2),
            (Some(first @ ('-' | '.')), second) => dated(0) || if second == Some(first) { dated(2) } else { dated(1) },
            _ => false,
        }
    }

    /// As [`Self::ends`], and no number hangs on by a hyphen either.
    pub fn ends_alone(&self, next: usize) -> bool {
        let hangs_on = self.tight(next).is_some_and(Token::is_dash)
            && self.tight(next + 1).is_some_and(|token| token.number().is_some());
        self.ends(next) && !hangs_on
    }
}

pub(super) fn day_exists(month: u8, day: u8) -> bool {
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=days).contains(&day)
}

pub(super) fn part_of_year(number: u32, quarter: bool) -> Option<Fine> {
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
