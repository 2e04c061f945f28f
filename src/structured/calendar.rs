//! Dates as data formats write them: ISO 8601, and the "Mar 2021" of an archive. What is written otherwise is read as a date
//! of any CV.

use crate::entity::date::{self, DateEnd, DateRange, PartialDate, Precision};
use crate::locale::{self, fold};

/// Years that are years in a CV.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// The date that `text` is, or at least speaks of.
pub(super) fn date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    iso(text).or_else(|| named(text)).or_else(|| {
        let found = date::find(text);
        found.first().map(|found| match found.range {
            DateRange::Single(date) | DateRange::Range(_, DateEnd::Date(date)) => date,
            DateRange::Range(start, DateEnd::Present) => start,
        })
    })
}

/// `2019`, `2019-05`, `2019-05-31`, each with a time behind it or without.
fn iso(text: &str) -> Option<PartialDate> {
    let day = text.split('T').next()?;
    let mut parts = day.split('-');
    let mut number = |width: usize| -> Option<Option<u16>> {
        let Some(part) = parts.next() else { return Some(None) };
        let sound = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
        sound.then(|| part.parse().ok())
    };
    let (year, month, day) = (number(4)??, number(2)?, number(2)?);
    if parts.next().is_some() {
        return None;
    }
    partial(i32::from(year), month.map(|month| month as u8), day.map(|day| day as u8))
}

/// `Mar 2021`, `Mar 5, 2021`, `5 March 2021`, in any language: the name of a month, numbers, and nothing else.
fn named(text: &str) -> Option<PartialDate> {
    let (mut year, mut month, mut day) = (None, None, None);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let slot = match word.parse::<i32>() {
            Ok(number) if word.len() == 4 => (&mut year, number),
            Ok(number) if word.len() <= 2 => (&mut day, number),
            Ok(_) => return None,
            Err(_) => (&mut month, i32::from(month_of(word)?)),
        };
        if slot.0.replace(slot.1).is_some() {
            return None;
        }
    }
    let month = month?;
    partial(year?, Some(month as u8), day.map(|day| day as u8))
}

fn month_of(word: &str) -> Option<u8> {
    let folded = fold(word);
    locale::all().iter().find_map(|locale| {
        let months = locale.list("months").iter();
        let at = months.take(12).position(|names| names.split(' ').any(|name| fold(name) == folded))?;
        u8::try_from(at + 1).ok()
    })
}

fn partial(year: i32, month: Option<u8>, day: Option<u8>) -> Option<PartialDate> {
    let precision = match (month, day) {
        (Some(month @ 1..=12), Some(day @ 1..=31)) => Precision::Day { month, day },
        (Some(month @ 1..=12), None) => Precision::Month { month },
        (None, None) => Precision::Year,
        _ => return None,
    };
    YEARS.contains(&year).then_some(PartialDate { year, precision, approximate: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_the_date_that_it_says() {
        let told = |text| date(text).map(|date| (date.year, date.precision));
        assert_eq!(told("2019"), Some((2019, Precision::Year)));
        assert_eq!(told("1949-12"), Some((1949, Precision::Month { month: 12 })));
        assert_eq!(told("2019-05-31T00:00:00Z"), Some((2019, Precision::Day { month: 5, day: 31 })));
        assert_eq!(told("Mar 2021"), Some((2021, Precision::Month { month: 3 })));
        assert_eq!(told("Mar 5, 2021"), Some((2021, Precision::Day { month: 3, day: 5 })));
        assert_eq!(told("märz 2021"), Some((2021, Precision::Month { month: 3 })));
        assert_eq!(told("since 2019"), Some((2019, Precision::Year)));
        for text in ["", "2019-13", "soon", "9999-01"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
