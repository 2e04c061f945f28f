//! The finders of e-mail and web addresses are written out by hand, to keep the worker small. Here they are held against
//! the regular expressions that say the same in a line, on every line of the corpus.

#![allow(clippy::unwrap_used, reason = "a test")]

use cv_readback::entity::{Found, email, url};
use regex_lite::Regex;

/// Every line of the corpus' text files, and how many there are.
fn lines() -> Vec<String> {
    let mut lines = Vec::new();
    for entry in std::fs::read_dir("tests/corpus").unwrap() {
        let path = entry.unwrap().path();
        let is_text =
            path.extension().is_some_and(|extension| ["md", "txt", "html", "tex"].iter().any(|is| extension == *is));
        if is_text && let Ok(text) = std::fs::read_to_string(&path) {
            lines.extend(text.lines().map(str::to_owned));
        }
    }
    assert!(lines.len() > 1000, "the corpus is there");
    lines
}

fn texts(line: &str, found: &[Found]) -> Vec<String> {
    found.iter().map(|found| line.get(found.at.clone()).unwrap().to_owned()).collect()
}

#[test]
fn e_mail_addresses_are_those_of_the_pattern() {
    let pattern = Regex::new(r"[A-Za-z0-9_.%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}").unwrap();
    let mut count = 0;
    for line in lines().iter().filter(|line| line.contains('@')) {
        let expected: Vec<String> = pattern.find_iter(line).map(|found| found.as_str().to_owned()).collect();
        if !expected.is_empty() {
            assert_eq!(texts(line, &email::find(line)), expected, "{line}");
            count += expected.len();
        }
    }
    assert!(count > 20, "{count} addresses");
}

#[test]
fn whatever_names_its_protocol_is_a_web_address() {
    let pattern = Regex::new(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+").unwrap();
    let mut count = 0;
    for line in &lines() {
        let found = texts(line, &url::find(line));
        for expected in pattern.find_iter(line) {
            assert!(
                found.iter().any(|url| url.starts_with(expected.as_str())),
                "{} in {line}: {found:?}",
                expected.as_str()
            );
            count += 1;
        }
    }
    assert!(count > 20, "{count} addresses");
}
