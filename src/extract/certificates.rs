//! Certificates, licences, courses.

use super::head::{self, Part as HeadPart};
use super::position::cut;
use super::{Part, list};
use crate::document::Document;
use crate::entity::{organization, person, url};
use crate::entry::Entry;
use crate::resume::{Certificate, Dates, Resume, Text};
use crate::span::Span;

/// One certificate per entry of the list.
pub(super) fn extract(part: &Part, resume: &mut Resume) {
    let document = part.document;
    for entry in list::entries(part) {
        let titled = Titled::of(document, &entry);
        let Titled { title, by, dates, link, .. } = titled;
        if title.is_some() {
            let url = link;
            resume.certificates.push(Certificate { span: entry.span(), name: title, issuer: by, date: dates, url });
        }
    }
}

/// What certificates, awards and publications have in common: a title, who stands behind it, when, where.
#[derive(Debug, Default)]
pub(super) struct Titled {
    pub title: Option<Text>,
    pub by: Option<Text>,
    pub dates: Option<Dates>,
    pub link: Option<Text>,
    pub rest: Option<Span>,
}

impl Titled {
    pub(super) fn of(document: &Document, entry: &Entry) -> Self {
        let mut titled = Self::default();
        let Some(first) = entry.head.first() else { return titled };
        let head = head::take_apart(document, &entry.head);
        titled.dates = head.dates;
        let hull = entry.head.iter().map(|line| line.span).fold(first.span, Span::to);
        let target = document.link(entry.span()).map(|(target, at)| Text::new(target.to_owned(), at));
        titled.link = target.filter(|target| target.value.starts_with("http"));
        let mut parts: Vec<HeadPart> = head.parts;
        parts.retain(|part| {
            let text = part.as_str();
            let is_link = url::find(text).first().is_some_and(|found| found.at.len() + 2 >= text.len());
            if is_link && titled.link.is_none() {
                titled.link = Some(part.text.clone());
            }
            !is_link
        });
        let body = entry.body.iter().map(|line| line.span).reduce(Span::to);
        titled.rest = body;
        if titled.dates.is_none() {
            titled.dates = body.filter(|body| body.len() < 200).and_then(|body| head::dates_in(document, body));
        }
        let words = |text: &str| text.split_whitespace().count();
        let whole = document.slice(hull);
        let remark = parts
            .first()
            .is_some_and(|first| words(first.as_str()) <= 6 && words(first.as_str()) >= 2 && parts.len() == 2)
            || whole.split_once(": ").is_some_and(|(left, _)| words(left) <= 6);
        let sentence =
            words(whole) > 9 && parts.len() <= 2 && !remark && !whole.contains(['\t', '|']) && is_sentence(whole);
        if sentence {
            titled.title = super::text_at(document, hull);
            return titled;
        }
        match parts.as_slice() {
            [] => {
                titled.title =
                    super::text_at(document, hull).filter(|text| titled.dates.is_none() || words(&text.value) > 3);
            }
            [only] => {
                if let Some((title, rest)) = split_remark(document, &only.text) {
                    titled.title = Some(title);
                    titled.rest = titled.rest.or(Some(rest));
                } else {
                    (titled.title, titled.by) = split_issuer(document, &only.text);
                }
            }
            [first, second, ..] => {
                titled.title = Some(first.text.clone());
                if words(second.as_str()) > 7 || (words(second.as_str()) > 3 && is_sentence(second.as_str())) {
                    let rest = second.text.span.to(hull.sub(hull.len()..hull.len()));
                    titled.rest = titled.rest.or(Some(rest));
                } else {
                    titled.by = Some(second.text.clone());
                }
            }
        }
        titled
    }
}

/// "Certificate of Merit: first of 5,000": a title, and what is said of it.
fn split_remark(document: &Document, text: &Text) -> Option<(Text, Span)> {
    let (left, right) = text.value.split_once(": ")?;
    let short = (1..=8).contains(&left.split_whitespace().count());
    let title = cut(document, text, 0..left.len()).filter(|_| short && right.split_whitespace().count() >= 4)?;
    Some((title, cut(document, text, left.len() + 1..text.value.len())?.span))
}

/// A sentence rather than a title: it runs on in lower case, and has a verb's room.
fn is_sentence(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    lower * 2 >= words.len()
}

/// "Title, Issuer", "Title. Issuer", "Title by Issuer", "Title (Issuer)".
pub(super) fn split_issuer(document: &Document, text: &Text) -> (Option<Text>, Option<Text>) {
    let value = text.value.as_str();
    let whole = (Some(text.clone()), None);
    let sides = |at: usize, skip: usize| (cut(document, text, 0..at), cut(document, text, at + skip..value.len()));
    let begins_name = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    for separator in [" by ", " from ", " at "] {
        if let Some((left, right)) = value.split_once(separator)
            && begins_name(right)
            && left.split_whitespace().count() >= 2
        {
            return sides(left.len(), separator.len());
        }
    }
    if let Some(at) = value.rfind(". ")
        && begins_name(value.get(at + 2..).unwrap_or_default())
        && value.get(..at).is_some_and(|left| left.split_whitespace().count() >= 2 && !ends_in_initial(left))
    {
        return sides(at, 2);
    }
    let commas: Vec<usize> = value.char_indices().filter(|(_, c)| *c == ',').map(|(at, _)| at).collect();
    let outside = |at: &&usize| {
        let before = value.get(..**at).unwrap_or_default();
        before.matches('(').count() == before.matches(')').count()
    };
    if let Some(&at) = commas.iter().rfind(outside)
        && let Some(right) = value.get(at + 1..)
        && begins_name(right)
        && right.split_whitespace().count() <= 7
        && !person::is_name(value)
    {
        let first = commas.iter().find(outside).copied().unwrap_or(at);
        let from_first = value.get(first + 1..).unwrap_or_default();
        let at = if first != at && organization::score(from_first) > organization::score(right) { first } else { at };
        return sides(at, 1);
    }
    whole
}

fn ends_in_initial(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.chars().count() <= 2
}
