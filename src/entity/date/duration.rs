//! Durations: "1 year 6 months", "2 yrs 3 mos", "18 Monate".

use std::ops::Range;

use super::StatedDuration;
use super::lexicon::Meaning;
use super::scan::Scan;
use super::token::{Kind, Token};

/// Longer ones are no durations of anything in a CV.
const MOST_MONTHS: u32 = 900;

impl Scan<'_> {
    /// A duration, also one that is less than another, and the token behind it.
    pub fn duration(&self, at: usize) -> Option<(StatedDuration, usize)> {
        let number = match self.token(at)?.kind {
            Kind::Number { .. } => {
                let (months, next) = self.months(at)?;
                return Some((StatedDuration { min: months, max: months }, next));
            }
            Kind::Word(_) => {
                let less = |meaning| matches!(meaning, Meaning::UnderAYear | Meaning::LessThan).then_some(meaning);
                let (meaning, next) = self.lexicon.term(self.tokens, at, less)?;
                if meaning == Meaning::UnderAYear {
                    return Some((StatedDuration { min: 1, max: 11 }, next));
                }
                next
            }
            Kind::Mark('<') => at + 1,
            Kind::Mark(_) => return None,
        };
        self.same_line(number)?;
        let (months, next) = self.months(number)?;
        Some((StatedDuration { min: 1, max: months.saturating_sub(1).max(1) }, next))
    }

    /// Months, at least one, and the token behind.
    fn months(&self, at: usize) -> Option<(u16, usize)> {
        let (months, mut next, unit) = self.quantity(at, None)?;
        let mut months = months;
        if unit == Meaning::Years {
            let mut and = next;
            if self.same_line(and).is_some_and(|token| matches!(token.mark(), Some(',' | '&' | '+'))) {
                and += 1;
            }
            and = self.is(and, Meaning::And).unwrap_or(and);
            if self.same_line(and).is_some()
                && let Some((more, behind, Meaning::Months)) = self.quantity(and, Some(Meaning::Years))
            {
                months += more;
                next = behind;
            }
        }
        let months = (months + 0.5) as u32;
        (months <= MOST_MONTHS).then_some((months.max(1) as u16, next))
    }

    /// A number and its unit, in months.
    fn quantity(&self, at: usize, after: Option<Meaning>) -> Option<(f64, usize, Meaning)> {
        let token = self.token(at).filter(|token| !token.barred)?;
        let (value, digits) = token.number().filter(|&(_, digits)| digits <= 3)?;
        // "1,200 months", "v1.2 years"
        if token.tight() && at.checked_sub(1).and_then(|at| self.token(at)).is_some_and(ties_a_number) {
            return None;
        }
        let mut amount = f64::from(value);
        let mut next = at + 1;
        if self.tight(next).is_some_and(|token| matches!(token.mark(), Some('.' | ',')))
            && self.tight(next + 1).is_some()
            && let Some((tenths, 1)) = self.token(next + 1).and_then(Token::number)
        {
            amount += f64::from(tenths) / 10.0;
            next += 2;
        }
        if self.tight(next).is_some_and(|token| token.is_mark('+')) {
            next += 1;
        }
        self.same_line(next)?;
        if let Some((unit, behind)) = self.duration_sign(next).filter(|_| digits <= 2) {
            return Some((if unit == Meaning::Years { 12.0 * amount } else { amount }, behind, unit));
        }
        let (unit, behind) = self.lexicon.term(self.tokens, next, |meaning| {
            matches!(meaning, Meaning::Years | Meaning::Months | Meaning::Weeks).then_some(meaning)
        })?;
        let single_letter = self.written(next).len() == 1;
        // "6 m" is a length, "6m" often one.
        if single_letter
            && (self.tight(next).is_none() && after.is_none()
                || unit == Meaning::Months && after.is_none()
                || digits > 2)
        {
            return None;
        }
        let months = match unit {
            Meaning::Years => 12.0 * amount,
            Meaning::Months => amount,
            _ => amount * 12.0 / 52.0,
        };
        Some((months, behind, unit))
    }

    /// `年` of "2年", `ヶ月` of "3ヶ月", and the token behind it.
    fn duration_sign(&self, at: usize) -> Option<(Meaning, usize)> {
        if self.token(at)?.is_mark('年') {
            return Some((Meaning::Years, at + 1));
        }
        let counter = matches!(self.written(at), "个" | "個" | "ヶ" | "か" | "カ" | "ケ");
        (counter && self.token(at + 1)?.is_mark('月')).then_some((Meaning::Months, at + 2))
    }

    /// All durations, their brackets included.
    pub fn durations(&self) -> Vec<(Range<usize>, StatedDuration)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            if let Some((stated, next)) = self.duration(at) {
                let (first, last) = self.wrapped(at, next - 1);
                found.push((self.bytes(first, last), stated));
                at = next;
            } else {
                at += 1;
            }
        }
        found
    }
}

fn ties_a_number(token: &Token) -> bool {
    token.is_word() || matches!(token.mark(), Some('.' | ',' | '$' | '€' | '£' | '/' | ':'))
}
