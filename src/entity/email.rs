//! E-mail addresses, also those written to hide from robots: "name (at) host dot com".

use std::sync::LazyLock;

use regex_lite::Regex;

use super::Found;
use super::words::between;

/// Longest local part and longest host (RFC 5321, 4.5.3.1).
const LOCAL: usize = 64;
const HOST: usize = 255;

/// "name [at] host.org", "name (at) host (dot) org", "name at host dot org".
static HIDDEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let at = r"\s*[\[({<]\s*(?:at|@|arroba|chez)\s*[\])}>]\s*";
    let dot = r"(?:\.|\s*[\[({<]\s*(?:dot|punkt|point|punto|ponto|\.)\s*[\])}>]\s*|\s+(?:dot|punkt)\s+)";
    let label = "[a-z0-9-]{1,63}";
    Regex::new(&format!(
        r"(?i)\b[a-z0-9._%+-]{{1,64}}(?:{at}{label}(?:{dot}{label}){{1,4}}|\s+at\s+{label}(?:\s+dot\s+{label}){{1,4}})\b"
    ))
    .ok()
});

/// All addresses in `text`, left to right.
pub fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> =
        text.match_indices('@').filter_map(|(at, _)| around(text, at)).map(|at| Found { at }).collect();
    found.dedup_by(|b, a| b.at.start < a.at.end);
    if found.is_empty()
        && let Some(hidden) = HIDDEN.as_ref()
        && text.len() < 10_000
    {
        found.extend(hidden.find_iter(text).map(|found| Found { at: found.range() }));
    }
    found
}

/// The address around the "@" at `at`.
fn around(text: &str, at: usize) -> Option<std::ops::Range<usize>> {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'');
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let (before, behind) = (between(text, 0, at), between(text, at + 1, text.len()));
    let local: usize = before.chars().rev().take(LOCAL).take_while(|c| is_local(*c)).map(char::len_utf8).sum();
    let local = between(text, at - local, at).trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let host: usize = behind.chars().take(HOST).take_while(|c| is_host(*c)).map(char::len_utf8).sum();
    let host = between(text, at + 1, at + 1 + host).trim_end_matches(['.', '-']);
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
