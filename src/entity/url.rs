//! Web addresses, with or without a scheme.

use std::ops::Range;

use super::Found;
use super::words::between;
use crate::signs::{any_of, blank_or};
use crate::word_map::is_one_of;

/// Top-level domains that a bare host may have. The two-letter codes of countries count too, but for those below.
const GENERIC: &str = " academy agency app art biz blog build careers cat cloud club codes com company consulting \
    design dev digital edu email engineer engineering eu example expert foundation fyi gov info inc int io jobs land life link \
    live ltd media mobi name net network ninja one online org page photography pro rocks science services site software \
    solutions space studio systems team tech technology today tools top website wiki work works world wtf xyz zone ";

/// Country codes that are file names' endings or abbreviations, too: they need more than a bare host.
const DOUBTFUL: &str = " bz cc gz ml mk mm ms pm ps py rs sc sh so st tm ts vb vs zw ad am as do is no ";

/// Products and companies that look like hosts.
const NAMES: &str =
    "asp.net vb.net ado.net socket.io draw.io node.js media.net booking.com fast.ai cocos2d.x c.net paper.io";

/// All addresses in `text`, left to right; no e-mail addresses.
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let is_border = blank_or("<>\"|,;`{}·•“”„");
    let mut start = 0;
    for piece in text.split_inclusive(is_border) {
        let token = piece.trim_end_matches(is_border);
        if let Some(at) = in_token(token) {
            found.push(Found { at: start + at.start..start + at.end });
        }
        start += piece.len();
    }
    found
}

/// The address in a token without blanks.
fn in_token(token: &str) -> Option<Range<usize>> {
    if token.len() < 4 || !token.contains(any_of(".:")) {
        return None;
    }
    let lower = token.to_ascii_lowercase();
    let schemes = ["https://", "http://", "ftp://", "www."];
    let marked = schemes.iter().filter_map(|scheme| lower.find(scheme)).min();
    let start = marked.unwrap_or_else(|| bare_start(token));
    let rest = between(token, start, token.len());
    let rest = trim_end(rest);
    let is_url = if marked.is_some() {
        let host = rest.split_once("://").map_or(rest, |(_, host)| host);
        host.split(any_of("/?#"))
            .next()
            .is_some_and(|host| host.trim_matches('.').contains('.') || host.starts_with("localhost"))
    } else {
        is_bare(rest)
    };
    is_url.then(|| start..start + rest.len())
}

/// Where a host without a scheme starts: behind brackets and a label such as "Web:".
fn bare_start(token: &str) -> usize {
    let open = token.len() - token.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let rest = between(token, open, token.len());
    match rest.split_once(':') {
        Some((label, behind)) if !label.contains('.') && behind.contains('.') => open + label.len() + 1,
        _ => open,
    }
}

/// `rest` without what closes the sentence or bracket around it.
fn trim_end(rest: &str) -> &str {
    let mut rest = rest;
    loop {
        let shorter = rest.trim_end_matches(any_of(".:!?'’»*_]\\"));
        let shorter =
            if shorter.ends_with(')') && !shorter.contains('(') { shorter.trim_end_matches(')') } else { shorter };
        if shorter.len() == rest.len() {
            return rest;
        }
        rest = shorter;
    }
}

/// Whether `text` is an address without a scheme: a host in small letters with a known top-level domain, and no name of
/// a file or product.
fn is_bare(text: &str) -> bool {
    let host = text.split(any_of("/?#:")).next().unwrap_or_default();
    let path = between(text, host.len(), text.len());
    if host.contains('@') || text.contains("..") || host.len() > 253 {
        return false;
    }
    let mut labels = host.split('.').rev();
    let (Some(top), Some(domain)) = (labels.next(), labels.next()) else { return false };
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-') && !label.starts_with('-')
    };
    if !is_label(domain) || !labels.all(is_label) || !top.chars().all(|c| c.is_ascii_alphabetic()) {
        return false;
    }
    let capitals = host.chars().filter(|c| c.is_uppercase()).count();
    let letters = host.chars().filter(|c| c.is_alphabetic()).count();
    // "Media.net" is a company and "B.Tech" a degree; a CV all in capitals has its addresses in capitals too.
    if capitals != 0 && capitals != letters && path.len() < 2 {
        return false;
    }
    if is_one_of(NAMES, &host.to_ascii_lowercase()) {
        return false;
    }
    let listed = |list: &str| list.split(' ').any(|known| known.eq_ignore_ascii_case(top));
    let has_path = path.starts_with('/') && path.len() > 1;
    let known = listed(GENERIC) && (has_path || domain.len() >= 2)
        || top.len() == 2 && (has_path || domain.len() >= 3) && (has_path || !listed(DOUBTFUL));
    known && !(capitals == letters && capitals != 0 && path.is_empty() && host.len() < 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|found| between(text, found.at.start, found.at.end)).collect()
    }

    #[test]
    fn with_and_without_scheme() {
        assert_eq!(
            texts("see https://example.com/a_(b), and www.example.org."),
            ["https://example.com/a_(b)", "www.example.org"]
        );
        assert_eq!(texts("(github.com/ada) | Web:ada.example.dev"), ["github.com/ada", "ada.example.dev"]);
        assert_eq!(texts("ada.dev x.com/@ada"), ["ada.dev", "x.com/@ada"]);
    }

    #[test]
    fn not_products_files_abbreviations_and_mail() {
        for text in [
            "Node.js",
            "ASP.NET",
            "Vue.js, D3.js",
            "e.g. this",
            "main.rs",
            "setup.py",
            "B.Tech",
            "i.e.",
            "ada@example.org",
            "v1.2.3",
            "3.5/4.0",
            "Ph.D.",
            "Media.net",
            "resume.pdf",
            "U.S.A.",
        ] {
            assert_eq!(texts(text), Vec::<&str>::new(), "{text}");
        }
    }
}
