//! Where the person is on the web: networks and a site of their own.

use super::super::list;
use crate::document::{BlockKind, Document, Row};
use crate::entity::{email, profile, url};
use crate::resume::{Profile, Resume, Text};
use crate::signs::{any_of, blank_or};
use crate::span::{Span, Spanned};

/// Addresses on the web, shown or linked: networks' are profiles, the first other one is the person's own.
pub(super) fn extract(document: &Document, rows: &[Row], resume: &mut Resume) {
    for row in rows.iter().filter(|row| row.kind != BlockKind::Metadata) {
        let told = resume.work.iter().filter_map(|work| work.description.as_ref());
        if told.map(|text| text.span).any(|span| span.overlaps(row.span())) {
            continue;
        }
        if row.text.split_whitespace().count() > 25 {
            continue;
        }
        let mut seen: Vec<Span> = Vec::new();
        for run in row.line.runs.iter().filter(|run| !run.style.alt) {
            let Some(target) = run.link.as_deref() else { continue };
            if target.starts_with("http") || target.starts_with("//") || target.starts_with("www.") {
                let shown = document.value(run.span);
                let written =
                    url::find(&shown.value).first().is_some_and(|found| found.at.len() + 1 >= shown.value.len());
                let value = if written && profile::of_url(&shown.value).is_some() == profile::of_url(target).is_some() {
                    // What the CV shows is what it says; the scheme of the target is no news.
                    if shown.value.contains("://") { shown.value } else { target.to_owned() }
                } else {
                    target.to_owned()
                };
                add_link(Spanned::new(value, run.span), resume);
            }
            seen.push(run.span);
        }
        let mails = email::find(row.text);
        for found in url::find(row.text) {
            let span = row.span().sub(found.at.clone());
            let in_mail = mails.iter().any(|mail| mail.at.start < found.at.end && found.at.start < mail.at.end);
            if !in_mail && !seen.iter().any(|seen| seen.overlaps(span)) {
                add_link(document.value(span), resume);
            }
        }
        named_accounts(document, row, resume);
        bare_networks(document, row, resume);
    }
}

/// Accounts that only their names tell of: "GitHub: ada-example".
fn named_accounts(document: &Document, row: &Row, resume: &mut Resume) {
    for item in list::split(document, row.span(), any_of("|•·,;\t")) {
        let text = document.slice(item);
        let Some((before, account)) = text.split_once(':') else { continue };
        let Some(network) = profile::network(before.trim()) else { continue };
        let name = account.trim().trim_start_matches('@');
        let is_name = (2..=40).contains(&name.len())
            && name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
            && url::find(name).is_empty();
        let had = resume.basics.profiles.iter().any(|had| had.network.as_ref().is_some_and(|had| had.value == network));
        if is_name && !had {
            let from =
                text.len() - account.len() + (account.len() - account.trim_start().trim_start_matches('@').len());
            let username = document.value(item.sub(from..text.len()));
            let network = Some(Spanned::new(network.to_owned(), item.sub(0..before.len())));
            resume.basics.profiles.push(Profile { span: item, network, username: Some(username), url: None });
        }
    }
}

fn add_link(link: Text, resume: &mut Resume) {
    let same = |a: &str, b: &str| bare(a) == bare(b);
    let basics = &mut resume.basics;
    if let Some(found) = profile::of_url(&link.value) {
        if basics.profiles.iter().any(|had| had.url.as_ref().is_some_and(|url| same(&url.value, &link.value))) {
            return;
        }
        let network = Some(Spanned::new(found.network.to_owned(), link.span));
        let username = found.username.map(|name| Spanned::new(name, link.span));
        basics.profiles.push(Profile { span: link.span, network, username, url: Some(link) });
    } else if basics.url.is_none() && link.value.contains('.') && !is_map(&link.value) {
        let document_file = std::path::Path::new(bare(&link.value)).extension().is_some_and(|extension| {
            ["pdf", "docx", "doc", "md"].iter().any(|file| extension.eq_ignore_ascii_case(file))
        });
        if !document_file {
            basics.url = Some(link);
        }
    }
}

/// Whether an address leads to a map: what it is linked from is a place.
pub(super) fn is_map(url: &str) -> bool {
    let url = bare(url);
    ["maps.", "openstreetmap.org", "osm.org"].iter().any(|host| url.starts_with(host))
        || ["google", "goo.gl", "bing.com"].iter().any(|host| {
            url.strip_prefix(host)
                .and_then(|rest| rest.split_once('/'))
                .is_some_and(|(_, path)| path.starts_with("maps"))
        })
}

fn bare(url: &str) -> &str {
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    url.strip_prefix("www.").unwrap_or(url).trim_end_matches('/')
}

/// Names of networks in a contact line that shows no address: what is left of icons and links.
fn bare_networks(document: &Document, row: &Row, resume: &mut Resume) {
    let words: Vec<&str> = row.text.split_whitespace().collect();
    if words.len() > 10 || !url::find(row.text).is_empty() {
        return;
    }
    for item in list::split(document, row.span(), blank_or("|•·,/")) {
        let text = document.slice(item);
        let Some(network) = profile::network(text) else { continue };
        let linked = document.link(item).is_some_and(|(target, _)| profile::of_url(target).is_some());
        let had = resume.basics.profiles.iter().any(|had| had.network.as_ref().is_some_and(|had| had.value == network));
        if !linked && !had && text.starts_with(char::is_uppercase) {
            let network = Some(Spanned::new(network.to_owned(), item));
            resume.basics.profiles.push(Profile { span: item, network, username: None, url: None });
        }
    }
}
