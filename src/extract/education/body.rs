//! What stands below the head of an education: courses, grades, what else was done.

use super::super::{head, list, text_at};
use super::school::split_place;
use crate::document::Document;
use crate::entity::{degree, organization, score};
use crate::entry::{self, Entry};
use crate::locale::{self, fold};
use crate::resume::Education;
use crate::signs::{any_of, blank_or};
use crate::span::Span;

/// The courses that a line lists: between commas or, where they are sentences, between those.
pub(super) fn courses_of(document: &Document, span: Span, education: &mut Education) {
    let text = document.slice(span);
    if !text.contains("., ") {
        let items =
            list::items(document, ended(document, span)).into_iter().filter_map(|course| text_at(document, course));
        education.courses.extend(items);
        return;
    }
    let mut from = 0;
    let ends = text.match_indices("., ").map(|(at, _)| at + 1).chain([text.len()]);
    for end in ends {
        let course = document.trim_matches(span.sub(from..end), blank_or(","));
        education.courses.extend(text_at(document, course));
        from = end;
    }
}

/// `span` without the full stop of a list of names; one behind a short word may belong to it ("Intro. Chem.").
fn ended(document: &Document, span: Span) -> Span {
    let text = document.slice(span).trim_end();
    let last = text.rsplit([' ', ',']).next().unwrap_or_default();
    let is_list = text.ends_with('.') && text.matches('.').count() == 1 && last.chars().count() > LONGEST_ABBREVIATION;
    if is_list { span.sub(0..text.len() - 1) } else { span }
}

/// Letters and full stop of the longest abbreviation.
const LONGEST_ABBREVIATION: usize = 6;

/// A line that is nothing but a mark: "1.7", "8.4/10", "82%".
fn is_bare_mark(text: &str) -> bool {
    let text = text.trim();
    (1..=9).contains(&text.len())
        && text.contains(any_of(".,/%"))
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || ".,/% ".contains(c))
}

/// Tells the lines below the head apart.
pub(super) fn body(document: &Document, entry: &Entry, education: &mut Education) {
    let mut courses = false;
    for line in &entry.body {
        let text = document.slice(line.span);
        if line.label {
            let folded = fold(text.trim_end_matches(any_of(": ")));
            courses = locale::is("label.courses", &folded);
            continue;
        }
        let words = text.split_whitespace().count();
        if education.score.is_none()
            && words <= 8
            && let Some((_, value)) = score::find_labelled(text)
        {
            education.score = text_at(document, line.span.sub(value));
            continue;
        }
        // "Abitur: 1,6" says both.
        if education.score.is_none()
            && let Some((left, right)) = text.split_once(": ")
            && degree::find(left).is_some_and(|found| found.level == 1 && found.at == (0..left.len()))
            && (is_bare_mark(right) || score::find(right).is_some())
        {
            let named = education.study_type.as_ref().is_some_and(|degree| degree::level(&degree.value).is_some());
            if !named {
                education.study_type = text_at(document, line.span.sub(0..left.len()));
            }
            education.score = text_at(document, line.span.sub(left.len() + 2..text.len()));
            continue;
        }
        if education.score.is_none() && is_bare_mark(text) {
            education.score = text_at(document, line.span);
            continue;
        }
        if education.dates.is_none() && entry::is_dated(text) {
            education.dates = head::dates_in(document, line.span);
        }
        let (label, span) = head::label(document, line.span);
        match label {
            Some("label.organization") if education.institution.is_none() => {
                education.institution = text_at(document, span);
                split_place(document, education);
                continue;
            }
            Some("label.location") if education.location.is_none() => {
                education.location = text_at(document, span);
                continue;
            }
            Some("label.area") if education.area.is_none() => {
                education.area = text_at(document, span);
                continue;
            }
            // Sentences are no list, whatever commas they have.
            Some("label.courses")
                if !document.slice(span).contains(['.', ';']) || document.slice(span).contains("., ") =>
            {
                courses_of(document, span, education);
                continue;
            }
            _ => {}
        }
        // Below a degree that names no school, a line that is one.
        let is_school = !line.item && !courses && words <= 12 && organization::is_institution(text);
        if education.institution.is_none() && education.study_type.is_some() && is_school {
            education.institution = text_at(document, line.span);
            split_place(document, education);
            continue;
        }
        if let Some(text) = text_at(document, line.span) {
            if courses { education.courses.push(text) } else { education.highlights.push(text) }
        }
    }
}
