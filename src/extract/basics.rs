//! Name, headline, contact, summary: `basics`.

use super::{Part, head, list, text_at};
use crate::document::{BlockKind, Document, Row};
use crate::entity::{date, email, job_title, person, phone, place, profile, url};
use crate::locale::{self, fold};
use crate::resume::{Resume, Text};
use crate::section::{Section, SectionKind};
use crate::signs::{any_of, blank_or};
use crate::span::{Span, Spanned};

mod links;
mod residence;
use residence::location;

/// The text of a summary section, whole.
pub(super) fn summary(part: &Part, resume: &mut Resume) {
    let spans = part.rows.iter().filter(|row| row.kind != BlockKind::Metadata && !is_contact(row.text)).map(Row::span);
    let text = spans.reduce(Span::to).and_then(|span| text_at(part.document, span));
    // A list of labels and values under "Profile" is contact data.
    let text = text.filter(|_| part.rows.iter().any(|row| is_running(row.text)));
    let summary = &mut resume.basics.summary;
    *summary = match (summary.take(), text) {
        // "Objective", and then "Profile": what stands under one goes on under the other.
        (Some(first), Some(next)) if heading_between(part.document, first.span, next.span) => {
            Some(Text::new([first.value.as_str(), " ", next.value.as_str()].concat(), first.span.to(next.span)))
        }
        (first, next) => first.or(next),
    };
}

/// Whether nothing but a short line stands between two texts.
fn heading_between(document: &Document, first: Span, next: Span) -> bool {
    // Bytes. Bounded, so that many such sections take no longer than they are.
    const BETWEEN: usize = 200;
    const JOINED: usize = 4000;
    let until = next.start().saturating_sub(first.start());
    if until > first.len() + BETWEEN || first.len() > JOINED {
        return false;
    }
    let between = document.slice(first.to(next).sub(first.len().min(until)..until)).trim();
    between.lines().count() <= 1 && between.split_whitespace().count() <= 6
}

/// A line of six words and more, or of twelve letters and more in a script that writes words together.
fn is_running(text: &str) -> bool {
    text.split_whitespace().count() >= 6 || text.chars().filter(|c| ('\u{3040}'..='\u{9fff}').contains(c)).count() >= 12
}

/// A line that is a way to reach somebody.
fn is_contact(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words <= 4 && (!email::find(text).is_empty() || !phone::find(text).is_empty())
}

/// Everything else of `basics`, from the header, the contact sections, and where these say nothing, the whole text.
pub(super) fn extract(document: &Document, rows: &[Row], sections: &[Section], resume: &mut Resume) {
    let of = |kinds: &[SectionKind]| -> Vec<usize> {
        let chosen = sections.iter().filter(|section| kinds.contains(&section.kind));
        chosen.flat_map(|section| section.rows.clone()).collect()
    };
    let mut header = of(&[SectionKind::Header]);
    let mut contact = of(&[SectionKind::Header, SectionKind::Contact, SectionKind::Personal]);
    if header.is_empty() {
        // "Personal information" heads everything, the name too; so does the document's title, "Lebenslauf".
        let first = sections.iter().find(|section| !section.rows.is_empty());
        let is_named = |section: &Section| {
            rows.get(section.rows.start)
                .is_some_and(|row| row.text.split_whitespace().count() <= 4 && person::is_name(row.text))
        };
        let personal = first.filter(|first| match first.kind {
            SectionKind::Contact | SectionKind::Personal | SectionKind::Other => true,
            // "About me", and then a name.
            SectionKind::Summary => is_named(first),
            _ => false,
        });
        if let Some(section) = personal {
            header.extend(section.rows.clone());
            if section.kind == SectionKind::Other {
                contact.extend(section.rows.clone());
            }
        }
    }
    if basics_are_profile(rows, sections) {
        contact.extend(of(&[SectionKind::Summary]));
    }
    // "Lebenslauf" below the name heads what else is a header.
    let titles = sections.iter().filter(|section| {
        section.kind == SectionKind::Other
            && section.heading.as_ref().is_some_and(|heading| person::is_document_title(&heading.value))
    });
    contact.extend(titles.flat_map(|section| section.rows.clone()));
    let pick = |places: &[usize]| -> Vec<Row> { places.iter().filter_map(|&at| rows.get(at).copied()).collect() };
    let (header, contact) = (pick(&header), pick(&contact));
    let basics = &mut resume.basics;
    let name_at = name(document, &header).map(|(name, at)| {
        basics.name = Some(name);
        at
    });
    basics.email = first(document, &contact, email::find).or_else(|| mail_link(&contact));
    basics.email = basics.email.take().or_else(|| first(document, rows, email::find));
    let labelled = contact.iter().find(|row| label_of(document, row.span()).0 == Some("label.phone"));
    basics.phone = labelled.and_then(|row| first(document, std::slice::from_ref(row), phone::find));
    basics.phone = basics.phone.take().or_else(|| first(document, &contact, phone::find));
    if basics.phone.is_none() {
        // A footer may have it; elsewhere numbers are too many to be sure.
        let edge: Vec<Row> = rows.iter().rev().take(4).copied().collect();
        basics.phone = first(document, &edge, phone::find).or_else(|| lone_phone(document, rows, sections));
    }
    links::extract(document, &contact, resume);
    label(document, &header, name_at, resume);
    location(document, &header, &contact, name_at, resume);
    if resume.basics.summary.is_none() {
        resume.basics.summary = header_prose(document, &header, resume);
    }
}

/// Whether a section called profile holds labels and values, and no prose.
fn basics_are_profile(rows: &[Row], sections: &[Section]) -> bool {
    let summaries = sections.iter().filter(|section| section.kind == SectionKind::Summary);
    let mut rows = summaries.flat_map(|section| rows.get(section.rows.clone()).unwrap_or_default()).peekable();
    rows.peek().is_some() && rows.all(|row| row.text.split_whitespace().count() <= 6)
}

fn first(document: &Document, rows: &[Row], find: fn(&str) -> Vec<crate::entity::Found>) -> Option<Text> {
    rows.iter().find_map(|row| text_at(document, row.span().sub(find(row.text).into_iter().next()?.at)))
}

/// A number that has a line for itself, wherever that is, but among those who can be asked about the person.
fn lone_phone(document: &Document, rows: &[Row], sections: &[Section]) -> Option<Text> {
    let others = |section: &&Section| section.kind != SectionKind::References;
    let rows = sections.iter().filter(others).flat_map(|section| rows.get(section.rows.clone()).unwrap_or_default());
    rows.into_iter().find_map(|row| {
        let found = phone::find(row.text).into_iter().next()?;
        let is_international = row.text.get(found.at.clone()).is_some_and(|text| text.starts_with(['+', '(']));
        let rest = row.text.len() - found.at.len();
        (is_international && rest <= 8).then(|| text_at(document, row.span().sub(found.at)))?
    })
}

/// The target of a `mailto:` link, where the text does not show it.
fn mail_link(rows: &[Row]) -> Option<Text> {
    let mut runs = rows.iter().flat_map(|row| &row.line.runs);
    runs.find_map(|run| {
        let address = run.link.as_deref()?.strip_prefix("mailto:")?;
        Some(Spanned::new(address.split('?').next()?.to_owned(), run.span))
    })
}

/// The name and the header row that it stands in.
fn name(document: &Document, header: &[Row]) -> Option<(Text, usize)> {
    // The part of a row that may be the name, and whether a label says that it is.
    let clean = |row: &Row| -> Option<(Span, bool)> {
        let mut dates = None;
        let spans = head::without_dates(document, row.span(), &mut dates);
        let span = *spans.first()?;
        let (label, span) = label_of(document, span);
        if label.is_some_and(|label| label != "label.name") {
            return None;
        }
        let part =
            list::split(document, span, |c| matches!(c, '\t' | '|' | '•' | '·' | '—' | '–')).into_iter().next()?;
        // "Name: Ada Doe  Born: 1990" in one line.
        let next = document.slice(part).split_once(any_of(":：")).filter(|_| label.is_some());
        let part = match next.and_then(|(before, _)| before.trim_end().rsplit_once(char::is_whitespace)) {
            Some((name, _)) => document.trim(part.sub(0..name.len())),
            None => part,
        };
        let text = document.slice(part);
        let part = match text.split_once(',') {
            // "Name, Headline" in one line.
            Some((before, after)) if is_headline(text, before, after) => part.sub(0..before.len()),
            _ => part.sub(person::without_document_title(text)),
        };
        Some((document.trim_matches(part, blank_or(",:-")), label.is_some()))
    };
    let mut best: Option<(f32, Text, usize)> = None;
    let visible = header.iter().enumerate().filter(|(_, row)| row.kind != BlockKind::Metadata);
    for (order, (at, row)) in visible.enumerate().take(12) {
        let Some((span, is_labelled)) = clean(row) else { continue };
        let Some(text) = text_at(document, span) else { continue };
        let words = text.value.split_whitespace().count();
        if words > 8
            || !email::find(&text.value).is_empty()
            || locale::headings(&text.value).is_some()
            || person::is_document_title(&text.value)
        {
            continue;
        }
        let mut score = person::score(&text.value);
        if let Some(level) = row.heading_level() {
            score += if level == 1 { 0.5 } else { 0.2 };
        }
        score += if order == 0 { 0.35 } else { -0.05 * order as f32 };
        score -= 0.5 * job_title::score(&text.value);
        if is_labelled && !text.value.contains(|c: char| c.is_ascii_digit()) {
            score += 0.5;
        }
        if score > 0.55 && best.as_ref().is_none_or(|(had, ..)| score > *had) {
            best = Some((score, text, at));
        }
    }
    let (_, text, at) = best?;
    // "Pieter van der", and the rest on the next line.
    let last = text.value.split(' ').next_back().unwrap_or_default();
    let wants = last.chars().all(char::is_lowercase) || (last.ends_with('.') && last.chars().count() == 2);
    let rest = header.get(at + 1).zip(header.get(at)).filter(|(next, row)| {
        let words = next.text.split_whitespace().count();
        wants
            && next.kind == row.kind
            && words <= 3
            && next.text.chars().all(|c| c.is_alphabetic() || " .-'’".contains(c))
    });
    Some(match rest.and_then(|(next, _)| text_at(document, text.span.to(next.span()))) {
        Some(whole) => (whole, at + 1),
        None => (text, at),
    })
}

/// Whether `after` the comma in `text` is a headline, and not letters behind a name.
fn is_headline(text: &str, before: &str, after: &str) -> bool {
    let written_out = |word: &str| word.chars().filter(|c| c.is_lowercase()).count() >= 4;
    person::score(before) >= 0.6
        && after.split_whitespace().any(written_out)
        && text.split_whitespace().count() <= 12
        && (job_title::score(after) >= 0.4 || (person::score(text) < 0.5 && after.split_whitespace().all(written_out)))
}

/// A label of contact data before a colon: "E-mail:", "Location:".
fn label_of(document: &Document, span: Span) -> (Option<&'static str>, Span) {
    const KEYS: [(&str, &str); 7] = [
        ("label.name", "label.name"),
        ("label.email", "label.email"),
        ("label.phone", "label.phone"),
        ("label.location", "label.location"),
        // "Indirizzo": an address here, a branch of study elsewhere.
        ("label.address", "label.location"),
        ("label.url", "label.url"),
        ("label.personal", "label.personal"),
    ];
    let text = document.slice(span);
    let known = |before: &str| {
        let word = fold(before);
        KEYS.into_iter().find(|(key, _)| word.split(' ').count() <= 3 && locale::is(key, &word)).map(|(_, key)| key)
    };
    let behind = |length: usize| document.trim(span.sub(length..text.len()));
    if let Some((before, after)) = text.split_once(any_of(":：")) {
        let found = known(before).filter(|_| !after.starts_with("//"));
        return (found, found.map_or(span, |_| behind(text.len() - after.len())));
    }
    // In East Asian forms a blank does, and labels are spread over their column: "氏 名 見本 花子".
    if text.starts_with(|c: char| c >= '\u{3041}') {
        let blanks = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).take(LABEL);
        for at in blanks {
            if let Some(key) = known(text.get(..at).unwrap_or_default()) {
                return (Some(key), behind(at));
            }
        }
    }
    (None, span)
}

/// Signs of the longest label that is spread over its column.
const LABEL: usize = 6;

/// Whether `text` has a number of years: "33 anos", "31 ans, permis B".
fn tells_age(text: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words
        .windows(2)
        .any(|pair| pair[0].len() == 2 && pair[0].parse::<u8>().is_ok() && locale::is("duration.years", &fold(pair[1])))
}

/// The headline: a short line after the name that is neither contact nor place nor prose.
fn label(document: &Document, header: &[Row], name_at: Option<usize>, resume: &mut Resume) {
    let Some(name_at) = name_at else { return };
    // "Name, Headline" set apart within the line of the name.
    let name_row = &header[name_at];
    let text = name_row.text;
    if let Some((before, after)) = text.split_once(',')
        && is_headline(text, before, after)
    {
        resume.basics.label = text_at(document, name_row.span().sub(before.len() + 1..text.len()));
        return;
    }
    let cells = list::split(document, name_row.span(), |c| matches!(c, '\t' | '|' | '•' | '·' | '—' | '–'));
    if let [_, second, ..] = cells.as_slice()
        && job_title::score(document.slice(*second)) >= 0.4
    {
        resume.basics.label = text_at(document, *second);
        return;
    }
    let mut candidates = header.iter().skip(name_at + 1).take(3).filter(|row| row.kind != BlockKind::Metadata);
    let named = resume.basics.name.as_ref().map(|name| fold(&name.value));
    let plain = |text: &str| email::find(text).is_empty() && phone::find(text).is_empty() && url::find(text).is_empty();
    let found = candidates.find(|row| {
        let text = row.text;
        if named.as_deref() == Some(fold(text).as_ref()) {
            // The title of the document, and the name again.
            return false;
        }
        let words = text.split_whitespace().count();
        let title = job_title::score(text);
        plain(text)
            && (1..=14).contains(&words)
            && (!text.trim_end().ends_with('.') || words <= 5)
            && (!place::is_place(text) || title >= 0.5)
            && (!tells_age(text) || title >= 0.5)
            && label_of(document, row.span()).0.is_none()
            && !row.line.runs.iter().any(|run| run.link.is_some())
            && profile::network(text).is_none()
            && text.split_once(':').is_none_or(|(before, _)| profile::network(before).is_none())
            && locale::headings(text).is_none_or(|_| title >= 0.5)
            && date::find(text).is_empty()
            && (title >= 0.3
                || row.heading_level().is_some()
                || row.is_all(document, |style| style.bold || style.italic)
                || words <= 8)
    });
    let Some(row) = found else { return };
    // A headline may be too long for one line: what it ends with wants more, or only what follows makes it a title.
    let after = header.iter().find(|next| next.span().start() > row.span().start());
    let goes_on = |next: &&Row| {
        let (text, more) = (row.text.trim_end(), next.text);
        let last = fold(text.split_whitespace().next_back().unwrap_or_default());
        let wants = text.ends_with(',') || locale::is("head.open", &last);
        let completes = job_title::score(text) < 0.5 && job_title::score(&format!("{text} {more}")) >= 0.5;
        next.kind == row.kind
            && more.split_whitespace().count() <= 8
            && plain(more)
            && label_of(document, next.span()).0.is_none()
            && next.line.runs.iter().all(|run| run.link.is_none())
            && (wants || (completes && more.split_whitespace().count() <= 2))
            && !place::is_place(more)
    };
    let whole = after.filter(goes_on).map_or(row.span(), |next| row.span().to(next.span()));
    resume.basics.label = text_at(document, whole);
}

/// Prose in the header, before the first section.
fn header_prose(document: &Document, header: &[Row], resume: &Resume) -> Option<Text> {
    let taken: Vec<Span> = [&resume.basics.label, &resume.basics.location, &resume.basics.name]
        .into_iter()
        .flatten()
        .map(|text| text.span)
        .collect();
    let prose = header.iter().filter(|row| {
        let words = row.text.split_whitespace().count();
        let plain = email::find(row.text).is_empty() && phone::find(row.text).is_empty();
        let told = resume.work.iter().filter_map(|work| work.description.as_ref());
        let told = told.map(|text| text.span).any(|span| span.overlaps(row.span()));
        row.kind != BlockKind::Metadata
            && plain
            && words >= 9
            && !told
            && !taken.iter().any(|span| span.overlaps(row.span()))
    });
    prose.map(Row::span).reduce(Span::to).and_then(|span| text_at(document, span))
}
