//! What looks like a date and is none: addresses, telephone numbers, products named after a year, amounts, standards.

use super::DateRange;
use super::lexicon::Meaning;
use super::scan::Scan;
use super::token::{Before, Kind, Token};
use super::{DateEnd, Precision};
use crate::locale::fold;
use crate::signs::any_of;
use crate::word_map::is_one_of;

/// Words that a year follows which is part of a name, a place or an amount, folded.
const NAMES: &str = "abaqus act agenda ansys apt archicad aud autocad box cad catia chf coreldraw creo cve din drupal \
    dynamics ecma ecmascript elo etabs eur excel ext flat floor gbp horizon iec ieee illustrator indesign \
    inr inventor isbn isin iso joomla labview matlab maya navisworks nist nr nsw office over p page pages \
    photoshop pin plot powerpoint pp premiere qld quickbooks rank ranked ranking rated rating revit rfc room \
    route rs salary score seite server sharepoint sketchup solidworks sql studio suite tas unit unity usd \
    version vic visio vision vivado vol volume vs windows word xcode zip";

/// The same, but only in capitals: otherwise they are small words.
const CAPITAL_NAMES: &str = "AIR CH EN ES No";

/// Names that are words of everyday use as well, and what makes names of them.
const NAMES_BEHIND_A_MAKER: &str = "access exchange outlook project publisher teams";
const MAKERS: &[&str] = &["ms", "microsoft"];

/// What a number counts that looks like a year, in small letters.
const COUNTED: &str = "articles attendees clientes clienti clients crore customers devices employees engineers entries euro \
    euros families files followers heures horas hours hrs klanten km lakh lines loc mb members ms nodes \
    orders ore pages participants patients people personnes persons photos pieces points pts requests rows \
    rpm servers sites sq sqft stores students tests tickets tonnes tons units users uur vehicles visitors \
    volunteers watt words Kunden Mitarbeiter Mitarbeitende Mitarbeitern Stunden Teilnehmer";

/// "2015 Walnut Street"
const STREETS: &str = "ave avenue blvd boulevard court dr drive lane pkwy rd road st street way";

impl Scan<'_> {
    /// Whether the date of tokens `first..next` is a name, an amount or the like. `product` is the token behind the
    /// last year that was one.
    pub fn is_no_date(&self, first: usize, next: usize, range: &DateRange, product: Option<usize>) -> bool {
        let only_years = match range {
            DateRange::Single(date) => date.precision == Precision::Year,
            DateRange::Range(start, DateEnd::Date(end)) => {
                start.precision == Precision::Year && end.precision == Precision::Year
            }
            DateRange::Range(_, DateEnd::Present) => false,
        };
        if !only_years || self.token(first).is_none_or(|token| token.number().is_none()) {
            return false;
        }
        product.is_some_and(|product| product <= first && self.is_list(product, first))
            || self.follows_a_name(first)
            || matches!(range, DateRange::Single(_)) && self.counts_something(next)
    }

    /// "2008, 2012 and 2016": only what lists things stands between.
    fn is_list(&self, from: usize, to: usize) -> bool {
        to - from <= 2
            && (from..to).all(|at| {
                self.token(at).is_some_and(|token| matches!(token.mark(), Some(',' | '/' | '&' | '+')))
                    || self.is(at, Meaning::And).is_some()
                    || self.written(at) == "R"
                    || self.written(at) == "R2"
            })
    }

    fn follows_a_name(&self, at: usize) -> bool {
        let Some(mut before) = at.checked_sub(1) else { return false };
        if self.token(at).is_some_and(|token| token.before == Before::Line) {
            return false;
        }
        // "Rs. 2000", "No. 2010", "ISO-2022", "Rating: 1999", "a rating of 1999"
        let passed = self
            .token(before)
            .is_some_and(|token| matches!(token.mark(), Some('.' | '-' | '/' | ':')) && token.tight());
        if passed || self.is(before, Meaning::Of) == Some(at) {
            let Some(word) = before.checked_sub(1) else { return false };
            before = word;
        }
        let written = self.written(before);
        let word = fold(written);
        if is_one_of(CAPITAL_NAMES, written) || is_one_of(NAMES, &word) {
            return true;
        }
        is_one_of(NAMES_BEHIND_A_MAKER, &word)
            && before.checked_sub(1).is_some_and(|maker| MAKERS.contains(&fold(self.written(maker)).as_str()))
    }

    fn counts_something(&self, next: usize) -> bool {
        self.same_line(next).is_some_and(|token| match token.kind {
            Kind::Word(_) => {
                let written = self.written(next);
                is_one_of(COUNTED, written)
                    || self.same_line(next + 1).is_some() && is_one_of(STREETS, &fold(self.written(next + 1)))
            }
            Kind::Mark('%' | '€' | '$' | '£' | '₹') => true,
            Kind::Mark(_) | Kind::Number { .. } => false,
        })
    }
}

/// Bars the tokens of web and mail addresses, DOIs and telephone numbers.
pub(super) fn bar(text: &str, tokens: &mut [Token]) {
    let mut first = 0;
    while first < tokens.len() {
        let behind = tokens[first + 1..]
            .iter()
            .position(|token| !token.tight())
            .map_or(tokens.len(), |length| first + 1 + length);
        // An address has several tokens.
        if behind == first + 1 {
            first = behind;
            continue;
        }
        let chunk = first..behind;
        let start = tokens[first].start;
        if let Some(written) = text.get(start..tokens[behind - 1].end)
            && let Some((from, to)) = address(written)
        {
            for token in &mut tokens[chunk] {
                token.barred |= (start + from..start + to).contains(&token.start);
            }
        }
        first = behind;
    }
    bar_telephone_numbers(tokens);
}

/// Where an address stands in a text without blanks.
fn address(written: &str) -> Option<(usize, usize)> {
    let all = Some((0, written.len()));
    if let Some(scheme) = written.find("://") {
        let (before, after) = written.split_at_checked(scheme)?;
        let from = before
            .rfind(|c: char| !c.is_ascii_alphabetic())
            .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        let to = after.find(any_of(")>]\"|")).map_or(written.len(), |at| scheme + at);
        return Some((from, to));
    }
    if written.contains('@') {
        let (before, after) = written.split_once('@')?;
        return if before.ends_with(|c: char| c.is_alphanumeric()) && after.contains('.') { all } else { None };
    }
    let bare = written.trim_start_matches(any_of("([<\"'"));
    if bare.starts_with("www.") || bare.starts_with("doi:") || bare.starts_with("arXiv:") {
        return all;
    }
    let (host, _) = bare.split_once('/')?;
    if host.starts_with("10.") && host.len() >= 7 && host.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return all;
    }
    let (name, domain) = host.rsplit_once('.')?;
    let named = name.len() >= 2 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
    let is_domain = domain.len() >= 2 && domain.chars().all(|c| c.is_ascii_lowercase());
    if named && is_domain { all } else { None }
}

/// Bars runs of numbers that make a telephone number together: seven digits or more in groups that no date has.
fn bar_telephone_numbers(tokens: &mut [Token]) {
    let mut first = 0;
    while first < tokens.len() {
        if tokens[first].number().is_none() && !tokens[first].is_mark('+') && !tokens[first].is_mark('(') {
            first += 1;
            continue;
        }
        let international = tokens[first].is_mark('+');
        let (mut behind, mut digits, mut groups, mut odd, mut blanks) = (first, 0_u32, 0, false, false);
        let mut last_number = None;
        for (at, token) in tokens.iter().enumerate().skip(first) {
            if at > first && token.before == Before::Line {
                break;
            }
            match token.kind {
                Kind::Number { digits: count, value } => {
                    blanks |= at > first && token.before == Before::Blank;
                    digits += u32::from(count);
                    groups += 1;
                    let compact_month = count == 6 && (1..=12).contains(&(value % 100));
                    odd |= count == 3 || count >= 5 && !compact_month && count != 8;
                    last_number = Some(at);
                }
                Kind::Mark('-' | '.') if token.tight() => {}
                Kind::Mark('/') if token.tight() && digits > 0 && tokens.get(at + 1).is_some_and(is_subscriber) => {}
                Kind::Mark('(' | ')') => {}
                Kind::Mark('+') if at == first => {}
                Kind::Mark(_) | Kind::Word(_) => break,
            }
            behind = at + 1;
        }
        let is_telephone = digits >= 7 && (international || odd && (groups >= 3 || !blanks && groups >= 2));
        if let Some(last) = last_number.filter(|_| is_telephone) {
            for token in &mut tokens[first..=last] {
                token.barred = true;
            }
        }
        first = behind.max(first + 1);
    }
}

/// Nobody's number is 100 or 110: "2013 (85/100)" is a year and a grade.
fn is_subscriber(token: &Token) -> bool {
    token.number().is_some_and(|(value, digits)| digits == 3 && !matches!(value, 100 | 110) || digits >= 5)
}
