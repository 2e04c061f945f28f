//! E-mail addresses, also those written to hide from robots: "name (at) host dot com".

use std::ops::Range;

use super::Found;
use super::cursor::Cursor;
use super::words::between;
use crate::signs::any_of;

/// Longest local part and longest host (RFC 5321, 4.5.3.1).
const LOCAL: usize = 64;
const HOST: usize = 255;

/// All addresses in `text`, left to right.
pub fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> =
        text.match_indices('@').filter_map(|(at, _)| around(text, at)).map(|at| Found { at }).collect();
    found.dedup_by(|b, a| b.at.start < a.at.end);
    if found.is_empty() && text.len() < 10_000 {
        found = hidden(text);
    }
    found
}

/// "name [at] host.org", "name (at) host (dot) org", "name at host dot org".
fn hidden(text: &str) -> Vec<Found> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let mut found = Vec::new();
    let mut cursor = Cursor::new(text, 0);
    while cursor.at < text.len() {
        // What no name begins with, then a name.
        cursor.skip(usize::MAX, &|c| !(c.is_ascii_alphanumeric() || c == '_'));
        let start = cursor.at;
        let length = cursor.skip(usize::MAX, &is_local);
        if (1..=LOCAL).contains(&length) && (cursor.maybe(&mut bracketed_host) || cursor.maybe(&mut spaced_host)) {
            found.push(Found { at: start..cursor.at });
        }
    }
    found
}

/// " [at] host.org", "(at) host (dot) org".
fn bracketed_host(cursor: &mut Cursor) -> bool {
    bracketed(cursor, "at|@|arroba|chez")
        && host(cursor, |cursor| {
            cursor.maybe(&mut |cursor| bracketed(cursor, "dot|punkt|point|punto|ponto"))
                || cursor.maybe(&mut |cursor| cursor.phrase(" dot | punkt "))
                || cursor.sign(".")
        })
}

/// " at host dot org".
fn spaced_host(cursor: &mut Cursor) -> bool {
    cursor.phrase(" at ") && host(cursor, |cursor| cursor.phrase(" dot "))
}

/// Two to five labels with `dot` between them.
fn host(cursor: &mut Cursor, dot: fn(&mut Cursor) -> bool) -> bool {
    let label =
        |cursor: &mut Cursor| cursor.skip(63, &|c| c.is_ascii_alphanumeric() || c == '-') > 0 && cursor.is_boundary();
    let mut labels = usize::from(label(cursor));
    while (1..5).contains(&labels) && cursor.maybe(&mut |cursor| dot(cursor) && label(cursor)) {
        labels += 1;
    }
    labels >= 2
}

/// One of `words` in brackets, blanks around and within them.
fn bracketed(cursor: &mut Cursor, words: &str) -> bool {
    cursor.blanks();
    let opened = cursor.sign("[({<");
    cursor.blanks();
    let word = cursor.phrase(words);
    cursor.blanks();
    let closed = cursor.sign("])}>");
    cursor.blanks();
    opened && word && closed
}

/// The address around the "@" at `at`.
fn around(text: &str, at: usize) -> Option<Range<usize>> {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'');
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let (before, behind) = (between(text, 0, at), between(text, at + 1, text.len()));
    let local: usize = before.chars().rev().take(LOCAL).take_while(|c| is_local(*c)).map(char::len_utf8).sum();
    let local = between(text, at - local, at).trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let host: usize = behind.chars().take(HOST).take_while(|c| is_host(*c)).map(char::len_utf8).sum();
    let host = between(text, at + 1, at + 1 + host).trim_end_matches(any_of(".-"));
    let (labels, top) = host.rsplit_once('.')?;
    let top_is_one = top.chars().count() >= 2 && top.chars().all(char::is_alphabetic) || top.starts_with("xn--");
    let labels_are_some = !labels.is_empty() && labels.split('.').all(|label| !label.is_empty());
    (!local.is_empty() && !local.ends_with('.') && top_is_one && labels_are_some)
        .then(|| at - local.len()..at + 1 + host.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|found| between(text, found.at.start, found.at.end)).collect()
    }

    #[test]
    fn plain_and_hidden() {
        assert_eq!(texts("Mail: ada.l+cv@mail.example.org."), ["ada.l+cv@mail.example.org"]);
        assert_eq!(texts("ada [AT] example.org"), ["ada [AT] example.org"]);
        assert_eq!(texts("ada (at) example dot org"), ["ada (at) example dot org"]);
        assert_eq!(texts("ada at example dot org"), ["ada at example dot org"]);
        assert_eq!(texts("working @ Northwind, medium.com/@ada, a@b, @ada.b"), Vec::<&str>::new());
        assert_eq!(texts("jörg@müller.example, b@example.com"), ["jörg@müller.example", "b@example.com"]);
    }

    #[test]
    fn many_signs_take_no_long_time() {
        assert!(find(&"@".repeat(100_000)).is_empty());
        assert!(find(&"a@".repeat(100_000)).is_empty());
    }
}
