//! How long somebody has worked: as the dates say, and as the CV says in words.

use serde::{Deserialize, Serialize};

use super::coverage::{Coverage, length, most_apart};
use super::{Months, Period, Thresholds};
use crate::entity::date::find_durations;
use crate::locale::{self, fold};
use crate::resume::{Resume, Text, Volunteer, Work};
use crate::signs::any_of;
use crate::span::Span;

/// How much experience the headline or the summary claims: "10+ years of experience".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedExperience {
    pub months: u16,
    /// "10+", "over 10", "more than 10".
    pub at_least: bool,
    /// The headline or summary that says so.
    pub span: Span,
    /// By how many months it exceeds the longest reading of the dates; negative: by how many it falls short of the
    /// shortest. 0 if it lies between them, or falls short and is only a lower limit.
    pub difference: i16,
}

impl StatedExperience {
    /// Whether the dates say about the same.
    pub fn agrees(&self, thresholds: &Thresholds) -> bool {
        self.difference.unsigned_abs() <= thresholds.stated
    }
}

/// Months of `periods`, each counted once. A period lasts a month at least, wherever it lies.
///
/// The bounds are those of all readings of the dates. With durations stated beside several coarse dates they may be a
/// little wider: where each of these lay best depends on the others.
pub(crate) fn total<'a>(periods: impl Iterator<Item = &'a Period>) -> Months {
    total_of(&periods.collect::<Vec<_>>())
}

fn total_of(periods: &[&Period]) -> Months {
    let periods = periods.iter().copied();
    let sure = Coverage::new(periods.clone().map(Period::sure));
    // Months that are covered somewhere beside those that are sure: the most in places that do not touch.
    let somewhere = periods.clone().filter_map(|period| {
        let stated = period.is_narrowed();
        // Start and end lie on either side of these months, or within.
        let (first, last) = if stated { period.possible() } else { (period.end.0, period.start.1) };
        let months = if stated { period.placements().map(|(_, at)| sure.free_months(at)).min()? } else { 1 };
        (first <= last && (stated || sure.free_months((first, last)) == length((first, last))) && months > 0)
            .then_some((first, last, months))
    });
    let least = sure.months() + most_apart(somewhere.collect());
    let free = Coverage::new(periods.clone().filter(|period| !period.is_narrowed()).map(Period::possible));
    let narrowed = periods
        .clone()
        .filter(|period| period.is_narrowed())
        .filter_map(|period| Some((period.start.0, period.placements().map(|(at, _)| free.free_months(at)).max()?)));
    let most = Coverage::new(periods.clone().map(Period::possible)).at_the_most(&free, narrowed);
    Months { min: least as u16, max: most as u16 }
}

/// Months of `periods` in the middle of what their dates may mean, each counted once.
pub(super) fn nominal(periods: &[Period]) -> u16 {
    Coverage::new(periods.iter().map(Period::nominal)).months() as u16
}

/// Whether a position is a time away from work, as people list them: "Parental leave", "Sabbatical".
pub(super) fn is_break(work: &Work) -> bool {
    work.position.as_ref().or(work.name.as_ref()).is_some_and(|title| is_title("career-break", title))
}

/// Whether a volunteer entry is a membership and nothing else, which takes no time: "Member", "Mitglied (seit 2009)".
pub(super) fn is_membership(volunteer: &Volunteer) -> bool {
    volunteer.position.as_ref().is_some_and(|title| is_title("membership", title))
}

/// Whether `title`, without what comes behind a comma or the like, is a term of `key`.
fn is_title(key: &str, title: &Text) -> bool {
    let title = title.value.split(any_of("(,:/|–—")).next();
    locale::is(key, &fold(title.unwrap_or_default()))
}

/// Whether a position is an internship.
pub(super) fn is_internship(work: &Work) -> bool {
    let Some(title) = &work.position else { return false };
    let title = fold(&title.value);
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is = |term: &str| locale::is("internship", term);
    is(&title) || words.iter().any(|word| is(word)) || words.windows(2).any(|pair| is(&pair.join(" ")))
}

/// The longest experience that headline or summary state, beside what the dates say.
pub(super) fn stated(resume: &Resume, total: Months) -> Option<StatedExperience> {
    let texts = [&resume.basics.label, &resume.basics.summary];
    let stated = texts.into_iter().flatten().filter_map(in_text).max_by_key(|stated| stated.months)?;
    let months = i32::from(stated.months);
    let (least, most) = (i32::from(total.min), i32::from(total.max));
    let difference = match months {
        // Nothing to compare with.
        _ if most == 0 => 0,
        _ if months > most => months - most,
        _ if months < least && !stated.at_least => months - least,
        _ => 0,
    };
    Some(StatedExperience { difference: difference as i16, ..stated })
}

/// "8 years of professional experience", "experience of 8 years"; the longest, because others are of one thing.
fn in_text(text: &Text) -> Option<StatedExperience> {
    let sentence_end = any_of(".!?;\n。");
    let mut longest: Option<StatedExperience> = None;
    for (at, duration) in find_durations(&text.value) {
        let months = duration.max;
        let (before, after) = (text.value.get(..at.start)?, text.value.get(at.end..)?);
        let before = before.rsplit(sentence_end).next().unwrap_or_default();
        let after = after.split(sentence_end).next().unwrap_or_default();
        let words = |text: &str| -> Vec<String> { text.split_whitespace().map(bare).collect() };
        let (before, after) = (words(before), words(after));
        let tells = |word: &String| locale::is("experience", word);
        if !after.iter().take(7).any(tells) && !before.iter().rev().take(4).any(tells) {
            continue;
        }
        let written = text.value.get(at)?;
        let more = |words: usize| {
            let from = before.len().checked_sub(words);
            from.and_then(|from| before.get(from..)).is_some_and(|last| locale::is("more-than", &last.join(" ")))
        };
        let at_least = written.contains('+') || (1..=3).any(more);
        if longest.as_ref().is_none_or(|longest| longest.months < months) {
            longest = Some(StatedExperience { months, at_least, span: text.span, difference: 0 });
        }
    }
    longest
}

/// A word without what stands around it.
fn bare(word: &str) -> String {
    fold(word.trim_matches(|c: char| !c.is_alphanumeric()))
}
