//! Dates with what belongs to them: "since", "(expected)", brackets, a duration.

use std::ops::Range;

use super::lexicon::Meaning;
use super::scan::Scan;
use super::token::{Before, LONG_DASH, Token};
use super::{DateEnd, DateMatch, DateRange, PartialDate, Precision, StatedDuration};

/// "2 yrs. and 3 mos." has so many tokens.
const LONGEST_DURATION: usize = 7;

/// The time from one month to a later one.
fn side_by_side(start: DateRange, end: DateRange) -> Option<DateRange> {
    let (DateRange::Single(start), DateRange::Single(end)) = (start, end) else { return None };
    let is_month = |date: PartialDate| matches!(date.precision, Precision::Month { .. } | Precision::Day { .. });
    let later = is_month(start) && is_month(end) && start.bounds().0 < end.bounds().0;
    later.then_some(DateRange::Range(start, DateEnd::Date(end)))
}

/// What stands before a date and belongs to it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Prefix {
    pub expected: bool,
    pub since: bool,
    pub between: bool,
}

impl Scan<'_> {
    /// All dates and ranges.
    pub fn matches(&self) -> Vec<DateMatch> {
        let mut found = Vec::<DateMatch>::new();
        // Whether the last one found stands in brackets of its own.
        let mut bracketed = false;
        let mut at = 0;
        // First token of which no match may be made up any more.
        let mut floor = 0;
        let mut product = None;
        while at < self.tokens.len() {
            let Some((range, prefix, body, next)) = self.range(at) else {
                at += 1;
                continue;
            };
            if self.is_no_date(body, next, &range, product) {
                product = Some(next);
                at = next;
                continue;
            }
            let (mut first, mut last) = self.wrapped(at.max(floor), next - 1);
            // "2023 – expected 2026"
            let mut expected = prefix.expected || (body..next).any(|at| self.is(at, Meaning::Expected).is_some());
            let mut stated = None;
            for _ in 0..2 {
                let behind = last + 1;
                if !expected && let Some((end, swallow)) = self.expected_behind(behind) {
                    expected = true;
                    if swallow {
                        last = end - 1;
                    }
                } else if stated.is_none()
                    && let Some((duration, end)) = self.duration_behind(behind)
                {
                    stated = Some(duration);
                    last = end - 1;
                }
            }
            if stated.is_none()
                && let Some((duration, start)) = self.duration_before(first, floor)
            {
                stated = Some(duration);
                first = start;
            }
            (first, last) = self.wrapped(first, last);
            first = first.max(floor);
            // "(2018) – (2019)"
            if bracketed
                && first < at.max(floor)
                && self.joins_brackets(floor, first)
                && let Some(before) = found.last_mut()
                && let (DateRange::Single(start), DateRange::Single(end)) = (before.range, range)
            {
                before.range = DateRange::Range(start, DateEnd::Date(end));
                before.at.end = self.tokens[last].end;
                before.expected |= expected;
                before.stated = before.stated.or(stated);
                (bracketed, floor) = (false, last + 1);
                at = floor;
                continue;
            }
            // "Sep. 2021 Mar. 2024": two months with nothing but blanks between them.
            if first == floor
                && first == at
                && self.same_line(first).is_some()
                && let Some(before) = found.last_mut()
                && let Some(joined) = side_by_side(before.range, range)
            {
                before.range = joined;
                before.at.end = self.tokens[last].end;
                before.expected |= expected;
                before.stated = before.stated.or(stated);
                (bracketed, floor) = (false, last + 1);
                at = floor;
                continue;
            }
            bracketed = first < at.max(floor);
            found.push(DateMatch { range, at: self.bytes(first, last), expected, stated });
            floor = last + 1;
            at = floor;
        }
        found
    }

    /// Whether a dash, or a word that means the same, is all that tokens `from..to` hold.
    fn joins_brackets(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| self.same_line(at).is_some())
            && (to == from + 1 && self.token(from).is_some_and(Token::is_dash)
                || self.is(from, Meaning::To) == Some(to))
    }

    /// The bytes of tokens `first` to `last`.
    pub fn bytes(&self, first: usize, last: usize) -> Range<usize> {
        self.tokens[first].start..self.tokens[last].end
    }

    /// Widened over the brackets or quotes that directly enclose the tokens.
    pub fn wrapped(&self, mut first: usize, mut last: usize) -> (usize, usize) {
        for _ in 0..3 {
            let Some(open) =
                first.checked_sub(1).and_then(|at| self.token(at)).filter(|_| self.same_line(first).is_some())
            else {
                break;
            };
            let Some(close) = self.same_line(last + 1) else { break };
            let pair = matches!(
                (open.mark(), close.mark()),
                (Some('('), Some(')'))
                    | (Some('['), Some(']'))
                    | (Some('{'), Some('}'))
                    | (Some('`'), Some('`'))
                    | (Some('*'), Some('*'))
                    | (Some('_'), Some('_'))
                    | (Some('"'), Some('"'))
            );
            if !pair || open.barred {
                break;
            }
            first -= 1;
            last += 1;
        }
        (first, last)
    }

    pub fn prefix(&self, at: usize) -> (Prefix, usize) {
        let mut prefix = Prefix::default();
        let mut next = at;
        for _ in 0..3 {
            let Some((meaning, mut behind)) = self.lexicon.term(self.tokens, next, |meaning| {
                matches!(
                    meaning,
                    Meaning::From
                        | Meaning::Since
                        | Meaning::Between
                        | Meaning::Expected
                        | Meaning::Label
                        | Meaning::StartLabel
                )
                .then_some(meaning)
            }) else {
                break;
            };
            // "beginning of 2019"
            if self.vague(next).is_some() && self.part_first(next).is_some() {
                break;
            }
            let is_label = matches!(meaning, Meaning::Expected | Meaning::Label | Meaning::StartLabel);
            if is_label {
                behind = self.behind_from_to(behind).unwrap_or(behind);
            }
            let labelled = is_label && self.same_line(behind).is_some_and(|token| token.is_dash() && !token.tight());
            if labelled || self.same_line(behind).is_some_and(|token| token.is_mark(':')) {
                behind += 1;
            } else if self.tight(behind).is_some_and(Token::is_apostrophe) && meaning == Meaning::From {
                // "dall'ottobre"
                behind += 1;
            }
            if self.same_line(behind).is_none() {
                break;
            }
            match meaning {
                Meaning::Since => prefix.since = true,
                Meaning::Between => prefix.between = true,
                Meaning::Expected => prefix.expected = true,
                _ => {}
            }
            next = behind;
        }
        (prefix, next)
    }

    /// Over "(from – to)", "(von – bis)" behind the label of a form.
    fn behind_from_to(&self, at: usize) -> Option<usize> {
        self.same_line(at)?.is_mark('(').then_some(())?;
        let from = [Meaning::From, Meaning::Since, Meaning::StartLabel];
        let next = from.iter().find_map(|&meaning| self.is(at + 1, meaning))?;
        let next = next + usize::from(self.token(next)?.mark().is_some());
        let next = self.is(next, Meaning::To).or_else(|| self.is(next, Meaning::EndLabel))?;
        self.token(next)?.is_mark(')').then_some(next + 1)
    }

    /// Whether token `at` is not in the middle of a number, an amount of money, an identifier.
    pub fn may_start(&self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|token| !token.barred) else { return false };
        if token.number().is_none() {
            return true;
        }
        let Some(before) = at.checked_sub(1).and_then(|at| self.token(at)) else { return true };
        match before.mark() {
            Some('$' | '€' | '£' | '₹' | '¥') => token.before == Before::Line,
            Some(mark @ ('.' | '/' | ':' | '-' | '\'' | ',')) if token.tight() => {
                if !before.tight() {
                    return mark != '.';
                }
                at.checked_sub(2).is_none_or(|behind| {
                    self.token(behind).is_some_and(|token| token.number().is_none())
                        && !(mark == '-' && self.is_country_code(behind))
                })
            }
            Some('_') if token.tight() => at
                .checked_sub(2)
                .is_none_or(|behind| !before.tight() || self.token(behind).is_some_and(|token| token.mark().is_some())),
            Some('#' | '@' | '=' | '&' | '%' | '+' | '\\' | '?' | '<') => !token.tight(),
            // "x2019", "自2019年"
            None => !token.tight() || before.end - before.start == 3 && !self.written(at - 1).is_ascii(),
            Some(_) => true,
        }
    }

    /// "A-1090", "DK-2000": a postal code follows.
    pub fn is_country_code(&self, at: usize) -> bool {
        let written = self.written(at);
        written.len() <= 2 && written.chars().all(|c| c.is_ascii_uppercase())
    }

    /// "(expected)" behind a date: the token behind it, and whether it says no more than that.
    pub fn expected_behind(&self, at: usize) -> Option<(usize, bool)> {
        let token = self.same_line(at)?;
        let opened = matches!(token.mark(), Some('(' | '['));
        let first = at + usize::from(opened || matches!(token.mark(), Some(',' | '-' | LONG_DASH | '·' | '|')));
        let next = self.is(first, Meaning::Expected)?;
        self.same_line(first)?;
        let closed = self.same_line(next).is_some_and(|token| matches!(token.mark(), Some(')' | ']')));
        match (opened, closed) {
            (true, true) => Some((next + 1, true)),
            (true, false) => Some((next, false)),
            // "2024, expected to finish": a sentence goes on.
            (false, _) => self.ends_a_field(next).then_some((next, true)),
        }
    }

    /// A duration behind a date, its brackets or separator included.
    pub fn duration_behind(&self, at: usize) -> Option<(StatedDuration, usize)> {
        let token = self.same_line(at)?;
        let opened = matches!(token.mark(), Some('(' | '['));
        let separated = matches!(token.mark(), Some('·' | '•' | ',' | '|' | ':' | '-' | LONG_DASH | '/' | ';'));
        let first = at + usize::from(opened || separated);
        let first = self.is(first, Meaning::Approximate).unwrap_or(first);
        let first = first + usize::from(self.token(first).is_some_and(|token| token.is_mark('~')));
        self.same_line(first)?;
        let (stated, next) = self.duration(first)?;
        if opened {
            let closed = self.same_line(next).is_some_and(|token| matches!(token.mark(), Some(')' | ']')));
            return closed.then_some((stated, next + 1));
        }
        self.ends_a_field(next).then_some((stated, next))
    }

    /// A duration that a field starts with and that ends before the dates at `at`, "3 years (2015 – 2018)", and its first
    /// token; none of it lies before `floor`.
    fn duration_before(&self, at: usize, floor: usize) -> Option<(StatedDuration, usize)> {
        let before = self.token(at.checked_sub(1)?)?;
        let over = at - usize::from(matches!(before.mark(), Some(':' | ',' | '·' | '|' | '-' | LONG_DASH)));
        if over <= floor || !self.token(over - 1)?.is_word() && !self.token(over - 1)?.is_mark('.') {
            return None;
        }
        let first = (floor.max(over.saturating_sub(LONGEST_DURATION))..over).find(|&first| {
            let starts = first == floor || self.token(first).is_some_and(|token| token.before == Before::Line);
            starts && (first + 1..=at).all(|at| self.same_line(at).is_some())
        })?;
        self.duration(first).filter(|&(_, next)| next == over).map(|(stated, _)| (stated, first))
    }
}
