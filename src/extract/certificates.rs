//! Certificates, licences, courses.

use super::head::{self, Part as HeadPart};
use super::position::cut;
use super::{Part, education, list};
use crate::document::{Document, Row};
use crate::entity::{date, degree, organization, place, rank, url};
use crate::entry::Entry;
use crate::locale::{self, fold};
use crate::resume::{Certificate, Dates, Resume, Text};
use crate::section::SectionKind;
use crate::signs::{any_of, blank_or};
use crate::span::Span;
use crate::word_map::is_one_of;

/// One certificate per entry of the list.
pub(super) fn extract(part: &Part, resume: &mut Resume) {
    let document = part.document;
    // "Training" may head courses or schools: degrees and institutions tell.
    let schooled = |row: &Row| degree::level(row.text).is_some_and(|level| (2..=5).contains(&level));
    if part.section.kind == SectionKind::Training
        && part.rows.iter().any(schooled)
        && part.rows.iter().any(|row| organization::is_institution(row.text))
    {
        education::extract(part, &super::of_degrees(part), resume);
        return;
    }
    if coursework(part, resume) {
        return;
    }
    let mut certificates: Vec<Certificate> = Vec::new();
    for entry in list::entries(part) {
        let titled = Titled::of(document, &entry);
        let Titled { title, by, dates, link, .. } = titled;
        let Some(text) = &title else { continue };
        if !certificates.is_empty() && is_code(&text.value) {
            continue;
        }
        let url = link;
        certificates.push(Certificate { span: entry.span(), name: title, issuer: by, date: dates, url });
    }
    issuers_first(document, &mut certificates);
    resume.certificates.extend(certificates);
}

/// A section that lists what was studied: courses of the degrees that stand above it, the first of them unless a heading
/// says that an undergraduate took them.
fn coursework(part: &Part, resume: &mut Resume) -> bool {
    let document = part.document;
    let named = |heading: &Text| locale::is("label.courses", &fold(&heading.value));
    let listed =
        part.rows.iter().all(|row| date::find(row.text).is_empty() && row.text.split_whitespace().count() <= 30);
    if resume.education.is_empty() || !listed || !part.section.heading.as_ref().is_some_and(named) {
        return false;
    }
    let level = |text: &Option<Text>| text.as_ref().and_then(|degree| degree::level(&degree.value)).unwrap_or_default();
    let mut target = 0;
    for row in part.rows {
        if row.heading_level().is_some() {
            let undergraduate = fold(row.text).starts_with("undergraduate");
            let wanted = |level: u8| if undergraduate { level == 3 } else { level >= 4 };
            target = resume.education.iter().position(|one| wanted(level(&one.study_type))).unwrap_or(0);
            continue;
        }
        if let Some(education) = resume.education.get_mut(target) {
            let courses = list::items(document, row.span());
            education.courses.extend(courses.into_iter().filter_map(|course| super::text_at(document, course)));
        }
    }
    true
}

/// The number of a certificate, on a line of its own below it: "UC-4f8a31-77", "Credential ID 4711".
fn is_code(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let word = text.split_whitespace().next_back().unwrap_or_default();
    let labelled = fold(text).starts_with("credential id");
    labelled || (word.len() == text.len() && text.len() >= 8 && digits >= 4 && text.contains('-'))
}

/// "Acme Academy - Bookkeeping": where the same name stands before the dash again and again, it is the issuer's, and so
/// is what stands there in the other entries of this form. What follows it is the name, further dashes included.
fn issuers_first(document: &Document, certificates: &mut [Certificate]) {
    let is_dashed = |certificate: &Certificate| {
        let (Some(name), Some(issuer)) = (&certificate.name, &certificate.issuer) else { return false };
        let from = name.span.end().saturating_sub(certificate.span.start());
        let until = issuer.span.start().saturating_sub(certificate.span.start());
        let between = certificate.span.sub(from..until.max(from));
        matches!(document.slice(between).trim(), "-" | "–" | "—" | ":")
    };
    let dashed: Vec<usize> = (0..certificates.len()).filter(|&at| is_dashed(&certificates[at])).collect();
    // "Acme Academy - Double entry: from zero to the first balance": what follows is too long to be an issuer.
    let open: Vec<usize> = (0..certificates.len())
        .filter(|&at| certificates[at].issuer.is_none() && behind_dash(document, &certificates[at]).is_some())
        .collect();
    let name = |at: usize| certificates[at].name.as_ref().map(|name| name.value.as_str());
    let recurs = |at: usize| dashed.iter().chain(&open).filter(|&&other| name(other) == name(at)).count() > 1;
    let again = dashed.iter().filter(|&&at| recurs(at)).count();
    let is_organization = |text: Option<&Text>| text.is_some_and(|text| organization::score(&text.value) >= 0.7);
    let mut turned: Vec<usize> = dashed
        .iter()
        .copied()
        .filter(|&at| {
            let Certificate { name, issuer, .. } = &certificates[at];
            let first = is_organization(name.as_ref()) && !is_organization(issuer.as_ref());
            let short = name.as_ref().is_some_and(|name| name.value.split_whitespace().count() <= 3);
            recurs(at) || first || short && again * 2 >= dashed.len() && !is_organization(issuer.as_ref())
        })
        .collect();
    turned.extend(open.iter().copied().filter(|&at| recurs(at)));
    for at in turned {
        let whole = behind_dash(document, &certificates[at]);
        let Certificate { name, issuer, .. } = &mut certificates[at];
        let short = issuer.take();
        *issuer = name.take();
        *name = whole.or(short);
    }
}

/// What stands behind a dash that follows the name on its line, up to a date, if it is not parted further but by dashes.
fn behind_dash(document: &Document, certificate: &Certificate) -> Option<Text> {
    let from = certificate.name.as_ref()?.span.end().saturating_sub(certificate.span.start());
    let behind = certificate.span.sub(from..certificate.span.len());
    let line = document.slice(behind).split('\n').next()?;
    let dash = line.find(any_of("-–—")).filter(|&at| line.get(..at).is_some_and(|gap| gap.trim().is_empty()))?;
    let set_apart = line.get(dash..)?.trim_start_matches(any_of("-–—")).starts_with(' ');
    let rest = behind.sub(dash..line.len());
    let mut dates = None;
    let rest = head::without_dates(document, rest, &mut dates).into_iter().next().filter(|_| set_apart)?;
    let rest = document.trim_matches(rest, blank_or("-–—,:("));
    let text = document.slice(rest);
    let last = text.rsplit(any_of("-–—")).next().unwrap_or_default();
    let parted = text.contains(any_of("\t|•·")) || last.len() < text.len() && place::is_place(last.trim());
    super::text_at(document, rest).filter(|_| !parted)
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
        // "Exp. 08/2026" says when it ends, not when it was given.
        titled.dates = head.dates.filter(|dates| !is_expiry(document, first.span.to(entry.span()), dates.span));
        let titled_lines =
            || entry.head.iter().map(|line| line.span).filter(|span| !head::is_only_dates(document, *span));
        let hull = titled_lines().reduce(Span::to).unwrap_or(first.span);
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
        let dashed = parts.get(1).is_some_and(|second| second.dashed) && (2..=6).contains(&words(parts[0].as_str()));
        let remark = dashed || whole.split_once(": ").is_some_and(|(left, _)| words(left) <= 6);
        let styled = parts.len() > 1 && (parts[0].slot.bold || parts[0].slot.italic);
        let long = words(whole) >= 12 && parts.len() <= 2;
        let one = titled_lines().count() == 1 && !whole.contains(any_of("\t|"));
        let runs_on = one && !whole.trim_end().trim_end_matches('.').contains(". ");
        let sentence = words(whole) > 9 && !remark && !styled && runs_on && (long || is_sentence(whole));
        let many_dates = date::find(whole).len() >= 3;
        if sentence || many_dates {
            // A date that punctuation sets apart at the end is no part of the title.
            let set_apart = |part: &&HeadPart| {
                let rest = hull.sub(part.text.span.end().saturating_sub(hull.start())..hull.len());
                let rest = document.slice(rest).trim_start();
                part.text.span.start() == hull.start() && rest.starts_with(any_of(",(|–—"))
            };
            let title = parts.first().filter(|_| parts.len() == 1 && !many_dates).filter(set_apart);
            titled.title = title.map(|part| part.text.clone()).or_else(|| super::text_at(document, hull));
            if many_dates {
                titled.dates = None;
            }
            return titled;
        }
        for part in &mut parts {
            part.text = without_by(document, part.text.clone());
        }
        match parts.as_slice() {
            [] => {
                titled.title =
                    super::text_at(document, hull).filter(|text| titled.dates.is_none() || words(&text.value) > 3);
            }
            [only] if only.slot.heading => titled.title = Some(only.text.clone()),
            [only] => {
                let (title, by) = split_issuer(document, &only.text);
                let named = by.as_ref().is_some_and(|by| is_name(&by.value)) && only.as_str().contains(". ");
                if named {
                    (titled.title, titled.by) = (title, by);
                } else if let Some((title, rest)) = split_remark(document, &only.text) {
                    titled.title = Some(title);
                    titled.rest = titled.rest.or(Some(rest));
                } else {
                    (titled.title, titled.by) = (title, by);
                }
            }
            // "1st of 120   Bookkeeping contest": the rank is what is said of the contest.
            [first, second, rest @ ..]
                if rank::is_measure(first.as_str())
                    && !second.dashed
                    && !rank::is_rank(second.as_str())
                    && words(second.as_str()) <= 12 =>
            {
                titled.title = Some(second.text.clone());
                titled.rest = titled.rest.or(Some(first.text.span));
                titled.by = rest.first().filter(|third| words(third.as_str()) <= 7).map(|third| third.text.clone());
            }
            // "Certified Architect – Associate": how far it goes is part of its name.
            [first, second, ..] if second.dashed && is_grade_of(second.as_str()) => {
                titled.title = Some(document.value(first.text.span.to(second.text.span)));
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
        titled.by = titled.by.map(|by| without_place(document, by));
        // What stands below a title and is short is who stands behind it.
        if titled.by.is_none()
            && let Some(line) = entry.body.first().filter(|line| !line.item)
            && words(document.slice(line.span)) <= 6
            && !document.slice(line.span).trim_end().ends_with('.')
            && date::find(document.slice(line.span)).is_empty()
        {
            titled.by = super::text_at(document, line.span);
            titled.rest = entry.body.iter().skip(1).map(|line| line.span).reduce(Span::to);
        }
        titled
    }
}

/// Whether the words right before a date, or with which it begins, say that it is when something ends to be valid.
fn is_expiry(document: &Document, entry: Span, date: Span) -> bool {
    let before = fold(document.slice(entry.sub(0..date.start().saturating_sub(entry.start()))));
    let before = before.trim_end_matches(any_of(" .:"));
    let date = fold(document.slice(date));
    let is_word_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    locale::terms("label.expires").iter().any(|words| {
        let leads_up = before.strip_suffix(words).is_some_and(|rest| is_word_end(rest.chars().next_back()));
        leads_up || date.strip_prefix(words).is_some_and(|rest| is_word_end(rest.chars().next()))
    })
}

/// "Issued by Acme" names Acme.
fn without_by(document: &Document, text: Text) -> Text {
    let folded = fold(&text.value);
    for lead in locale::terms("label.by") {
        if folded.strip_prefix(lead).is_some_and(|rest| rest.starts_with(' ') && rest.len() > 2) {
            let skip: usize = text.value.chars().take(lead.chars().count()).map(char::len_utf8).sum();
            return cut(document, &text, skip..text.value.len()).unwrap_or(text);
        }
    }
    text
}

/// "Acme Foundation, Springfield, Ohio" names the foundation.
fn without_place(document: &Document, by: Text) -> Text {
    let tail = place::split_tail(&by.value)
        .filter(|(until, _)| by.value.get(*until..).is_some_and(|tail| tail.starts_with(',')));
    tail.and_then(|(until, _)| cut(document, &by, 0..until)).unwrap_or(by)
}

/// "Certificate of Merit: first of 5,000": a title, and what is said of it.
fn split_remark(document: &Document, text: &Text) -> Option<(Text, Span)> {
    let (left, right) = text.value.split_once(": ")?;
    let short = (1..=8).contains(&left.split_whitespace().count());
    // "KCNA: Kubernetes and Cloud Native Associate" is all title.
    let words: Vec<&str> = right.split_whitespace().collect();
    let lower = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    let said = words.len() >= 4 && (lower * 5 >= words.len() * 2 || right.trim_end().ends_with('.'));
    let title = cut(document, text, 0..left.len()).filter(|_| short && said)?;
    Some((title, cut(document, text, left.len() + 1..text.value.len())?.span))
}

/// How far a certificate goes: "Associate", "Level 2".
fn is_grade_of(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    words.next().is_some_and(|word| {
        is_one_of("associate professional expert foundation foundations fundamentals specialty practitioner advanced intermediate basic beginner entry level master", word)
    }) && words.all(|word| word.chars().all(|c| c.is_ascii_digit()) || is_one_of("level i ii iii iv", word))
}

/// A name rather than a remark: all its words but small ones begin with a capital.
fn is_name(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some()
        && words.all(|word| word.chars().count() <= 3 || !word.starts_with(char::is_lowercase))
        && text.split_whitespace().count() <= 8
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
    // "Second place, Chess Open" says one thing.
    if value.split_once(',').is_some_and(|(left, _)| rank::is_rank(left)) && value.matches(',').count() == 1 {
        return whole;
    }
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
    if let Some(at) = value.match_indices(". ").fold(None, |_, (at, _)| Some(at))
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
    // "Paper II" ends in a number.
    let numeral = last.chars().all(|c| "IVX".contains(c)) && last.chars().count() > 1;
    !numeral && (last.chars().count() <= 2 || last.contains('.'))
}
