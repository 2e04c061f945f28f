//! A page about one employer, as sites have it that give each of them a page of its own: nothing on it names the person,
//! and what names the employer is a logo or the file's front matter.

use super::text_at;
use crate::document::{BlockKind, Document, Row};
use crate::resume::{Resume, Text};
use crate::section::Section;
use crate::span::Span;
use crate::word_map::lower;

/// Gives positions that name no employer the one that the page is about, and takes what stands before them as what is said
/// about it.
pub(super) fn settle(document: &Document, rows: &[Row], sections: &[Section], resume: &mut Resume) {
    let basics = &mut resume.basics;
    let about_a_person = basics.email.is_some() || basics.phone.is_some() || !basics.profiles.is_empty();
    if about_a_person || sections.iter().any(|section| section.heading.is_some()) {
        return;
    }
    let header = sections.first().and_then(|header| rows.get(header.rows.clone())).unwrap_or_default();
    let Some(employer) = logo(document, header).or_else(|| front_matter(document, header)) else { return };
    let is_other = |name: &Text| !name.span.overlaps(employer.span);
    if resume.work.iter().filter_map(|work| work.name.as_ref()).any(is_other) {
        return;
    }
    let Some(first) = resume.work.first_mut() else { return };
    if basics.name.as_ref().is_some_and(|name| !is_other(name)) {
        basics.name = None;
    }
    let said = basics.summary.take();
    first.description = first.description.take().or(said);
    first.url = first.url.take().or(basics.url.take());
    for work in &mut resume.work {
        work.name = Some(employer.clone());
    }
}

/// "Acme Logo", "Logo of Acme" where a picture was.
fn logo(document: &Document, header: &[Row]) -> Option<Text> {
    let pictures = header.iter().flat_map(|row| &row.line.runs).filter(|run| run.style.alt);
    pictures.map(|run| document.trim(run.span)).find_map(|span| {
        let text = document.slice(span);
        let ends = |words: &str| lower(text).ends_with(words).then(|| span.sub(0..text.len() - words.len()));
        let begins = |words: &str| lower(text).starts_with(words).then(|| span.sub(words.len()..text.len()));
        let name = ends(" logo").or_else(|| begins("logo of ")).or_else(|| begins("logo "))?;
        short(document, name)
    })
}

/// `company: Acme`, or `name: acme-cv`.
fn front_matter(document: &Document, header: &[Row]) -> Option<Text> {
    header.iter().filter(|row| row.kind == BlockKind::Metadata).find_map(|row| {
        let (key, value) = row.text.split_once(':')?;
        let span = document.trim(row.span().sub(key.len() + 1..row.text.len()));
        match key.trim() {
            "company" | "employer" | "organization" => short(document, span),
            "name" | "title" => {
                let suffixes = ["-cv", "_cv", " cv", "-resume", "_resume", " resume"];
                let lower = lower(value.trim());
                let suffix = suffixes.into_iter().find(|suffix| lower.ends_with(suffix))?;
                short(document, span.sub(0..span.len().saturating_sub(suffix.len())))
            }
            _ => None,
        }
    })
}

fn short(document: &Document, span: Span) -> Option<Text> {
    text_at(document, document.trim(span)).filter(|text| text.value.split_whitespace().count() <= 6)
}
