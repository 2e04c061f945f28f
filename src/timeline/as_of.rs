//! The month that "present" means: of today, of the day on which the CV was last changed, or one that somebody chose.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::entity::date::{self, DateRange, Month, Precision};
use crate::locale::{self, fold};
use crate::span::Spanned;

/// Labels of a document's date have so many words at the most.
const MOST_WORDS: usize = 4;
/// And lines with nothing but that date are no longer, in bytes.
const LONGEST_LINE: usize = 80;

/// Which month to take for "present".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AsOf {
    /// The present month, unless the document says when it was last changed.
    Today(Month),
    /// This month, whatever the document says.
    Chosen(Month),
}

impl From<Month> for AsOf {
    fn from(today: Month) -> Self {
        Self::Today(today)
    }
}

impl AsOf {
    /// The month, for a document that was last changed in `dated`. What lies ahead of today is no such date.
    pub fn month(self, dated: Option<Month>) -> Month {
        match self {
            Self::Today(today) => dated.filter(|&dated| dated <= today).unwrap_or(today),
            Self::Chosen(month) => month,
        }
    }
}

/// The month in which the document says that it was last changed: a line with nothing else, "Last updated: April 2017".
pub fn document_date(document: &Document) -> Option<Spanned<Month>> {
    document.rows().iter().find_map(|row| Some(Spanned::new(labelled_month(row.text)?, row.span())))
}

fn labelled_month(line: &str) -> Option<Month> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    let words: Vec<String> = line.split_whitespace().take(MOST_WORDS).map(bare).collect();
    (1..=words.len()).find(|&count| words.get(..count).is_some_and(|words| is_label(&words.join(" "))))?;
    let dates = date::find(line);
    let [found] = dates.as_slice() else { return None };
    let (before, after) = (line.get(..found.at.start)?, line.get(found.at.end..)?);
    let DateRange::Single(date) = found.range else { return None };
    let exact = matches!(date.precision, Precision::Day { .. } | Precision::Month { .. });
    let words: Vec<String> = before.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    // "last updated on"
    let labels = [words.len(), words.len().saturating_sub(1)];
    let labelled = labels.iter().any(|&count| words.get(..count).is_some_and(|words| is_label(&words.join(" "))));
    (exact && labelled && !after.contains(char::is_alphanumeric)).then(|| date.bounds().0)
}

fn is_label(words: &str) -> bool {
    locale::is("label.updated", words)
}

fn bare(word: &str) -> String {
    fold(word.trim_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_dates_the_document() {
        for (line, month) in [
            ("last update: April, 2017", Some(Month::new(2017, 4))),
            ("Last Updated on 21st January 2015", Some(Month::new(2015, 1))),
            ("*Stand: 03/2024*", Some(Month::new(2024, 3))),
            ("(Letzte Aktualisierung: 3. März 2024)", Some(Month::new(2024, 3))),
            ("Dernière mise à jour : mars 2024", Some(Month::new(2024, 3))),
            ("Updated the wiki in May 2018", None),
            ("As of 2017", None),
            ("Updated May 2018 – June 2019", None),
            ("May 2018", None),
            ("Stand-up comedian, May 2018", None),
        ] {
            assert_eq!(labelled_month(line), month, "{line}");
        }
    }

    #[test]
    fn what_is_chosen_counts_before_what_the_document_says() {
        let (today, dated) = (Month::new(2026, 11), Month::new(2017, 4));
        assert_eq!(AsOf::Today(today).month(Some(dated)), dated);
        assert_eq!(AsOf::Today(dated).month(Some(today)), dated);
        assert_eq!(AsOf::Chosen(today).month(Some(dated)), today);
        assert_eq!(AsOf::from(today).month(None), today);
    }
}
