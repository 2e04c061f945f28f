//! Where somebody lives: the place in the header, and an address over several lines.

use super::super::{list, text_at};
use super::label_of;
use super::links::is_map;
use crate::document::{BlockKind, Document, Row};
use crate::entity::{date, email, phone, place, url};
use crate::resume::Resume;
use crate::signs::{any_of, blank_or};
use crate::sort;
use crate::span::Span;

/// The place of residence: the part of the header, or of a contact section, that is one.
pub(super) fn location(
    document: &Document,
    header: &[Row],
    contact: &[Row],
    name_at: Option<usize>,
    resume: &mut Resume,
) {
    let labelled = contact.iter().find_map(|row| {
        let (label, span) = label_of(document, row.span());
        (label == Some("label.location")).then_some(span).filter(|span| !span.is_empty())
    });
    // A label on a line of its own: the next line is the place.
    let below = contact.windows(2).find_map(|pair| {
        let (label, rest) = label_of(document, pair[0].span());
        (label == Some("label.location") && rest.is_empty()).then(|| pair[1].span())
    });
    resume.basics.location = labelled.or(below).and_then(|span| text_at(document, span));
    if resume.basics.location.is_some() {
        return;
    }
    // What leads to a map is a place.
    let mapped = header.iter().chain(contact).flat_map(|row| &row.line.runs);
    let mapped = mapped.filter(|run| run.link.as_deref().is_some_and(is_map)).map(|run| run.span);
    if let Some(span) = mapped.reduce(|all, next| if next.start() <= all.end() + 2 { all.to(next) } else { all })
        && url::find(document.slice(span)).is_empty()
    {
        resume.basics.location = text_at(document, document.trim_matches(span, blank_or(",·|•")));
    }
    if resume.basics.location.is_some() {
        return;
    }
    let after_name = name_at.map_or(0, |at| at + 1);
    let own = header.iter().skip(after_name).chain(contact.iter().skip(header.len()));
    let mut best: Option<(f32, Span)> = None;
    for row in own.filter(|row| row.kind != BlockKind::Metadata) {
        if row.text.split_whitespace().count() > 20 {
            continue;
        }
        for item in list::split(document, row.span(), |c| matches!(c, '|' | '•' | '·' | '\t' | '●' | '▪')) {
            let item = document.trim_matches(item, blank_or(","));
            let item = without_contact(document, item);
            let text = document.slice(item);
            let taken = resume.basics.label.as_ref().is_some_and(|label| label.span.overlaps(item));
            let score = if place::is_place(text) { place::score(text).max(0.6) } else { 0.0 };
            if !taken && score > 0.0 && best.is_none_or(|(had, _)| score > had) {
                best = Some((score, item));
            }
        }
    }
    let span = best.map(|(_, span)| extended(document, contact, span));
    resume.basics.location = span.and_then(|span| text_at(document, span));
}

/// An address over several lines: the street above the town, the country below it.
fn extended(document: &Document, rows: &[Row], span: Span) -> Span {
    let Some(at) = rows.iter().position(|row| row.span().contains(span)) else { return span };
    let alone = |row: &Row| document.trim_matches(row.span(), blank_or(",;")).len() <= span.len() + 2;
    let mut whole = span;
    if !alone(&rows[at]) {
        return whole;
    }
    let plain = |row: &Row| {
        row.kind != BlockKind::Metadata
            && row.text.split_whitespace().count() <= 8
            && email::find(row.text).is_empty()
            && url::find(row.text).is_empty()
            && !row.text.contains(any_of("|:@\t•"))
    };
    let mut first = at;
    while let Some(above) = first.checked_sub(1).and_then(|above| rows.get(above)).filter(|row| plain(row))
        && (is_street(above.text) || above.text.trim_end().ends_with(',') && place::score(above.text) >= 0.3)
        && at - first < 2
    {
        whole = above.span().to(whole);
        first -= 1;
    }
    if let Some(below) = rows.get(at + 1).filter(|row| plain(row) && place::is_place(row.text))
        && !below.text.contains(|c: char| c.is_ascii_digit())
        && below.block == rows[at].block
        && first < at
    {
        whole = whole.to(below.span());
    }
    whole
}

/// A house number beside words: "12 Mill Row, Apt 3B", "Mühlgasse 4a". No telephone number, no date.
fn is_street(text: &str) -> bool {
    let text = text.trim().trim_end_matches(any_of(",."));
    let number = |word: &str| {
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        (1..=5).contains(&digits)
            && word.chars().skip(digits).all(|c| c.is_alphanumeric() || "-/".contains(c))
            && word.len() <= 8
    };
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let named = words.iter().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3).count();
    let edge = words.first().is_some_and(|word| number(word)) || words.last().is_some_and(|word| number(word));
    let numbered = edge || words.iter().any(|word| number(word)) && text.contains(',');
    numbered && named >= 1 && words.len() >= 2 && phone::find(text).is_empty() && date::find(text).is_empty()
}

/// `span` without e-mail addresses, phone numbers and links at its ends.
fn without_contact(document: &Document, span: Span) -> Span {
    let text = document.slice(span);
    let mut finds: Vec<_> =
        email::find(text).into_iter().chain(phone::find(text)).chain(url::find(text)).map(|found| found.at).collect();
    sort::by_key(&mut finds, |at| at.start);
    let mut from = 0;
    let mut longest = 0..0;
    let end = text.len()..text.len();
    for at in finds.into_iter().chain(std::iter::once(end)) {
        if at.start >= from && at.start - from > longest.len() {
            longest = from..at.start;
        }
        from = from.max(at.end);
    }
    document.trim_matches(span.sub(longest), blank_or(",;-–|"))
}
