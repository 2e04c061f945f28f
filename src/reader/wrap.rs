//! Which line ends mean something: a line that ends because it is full goes on in the next one.

use super::icons;
use crate::signs::any_of;
use crate::word_map::is_one_of;

/// Words after which a sentence cannot end, in the languages of the locale files.
const OPEN_WORDS: &str = "a als an and as at au auf aux avec bei between bis by com con da dal dans das de del della dem den \
    depuis der des desde di die do dos du durch during e ein eine einem einen einer el em en et for from für \
    gli het il im in including into la las le les los met mit na nel no o oder of on op or ou par para per \
    por pour que seit since sinds sowie sur than that the through to um una und une until using van vom von \
    voor which with within without y zum zur";

/// Longest line that anyone wraps at, in characters.
const WIDEST: usize = 140;

/// Lines shorter than this say nothing about the width.
const NARROWEST: usize = 45;

/// The width at which a text wraps, in characters: that at which most line ends are explained by a next word that would
/// not fit. In three texts there is none: the short, the one that does not wrap, and the one whose lines never begin in
/// lower case.
pub(crate) fn width(breaks: &[Break]) -> Option<usize> {
    // full[w] = how many lines would be full at width w, by way of differences.
    let mut full = [0i32; WIDEST + 2];
    let mut long = 0usize;
    let measured = |line: &&Break| (NARROWEST..=WIDEST).contains(&line.len);
    for line in breaks.iter().filter(measured) {
        long += 1;
        full[line.len] += 1;
        full[(line.len + 1 + line.word.min(20)).min(WIDEST + 1)] -= 1;
    }
    let mut sum = 0;
    let mut best = (0, 0);
    for (width, change) in full.iter().enumerate() {
        sum += change;
        if sum > best.0 {
            best = (sum, width);
        }
    }
    let (count, width) = (usize::try_from(best.0).unwrap_or(0), best.1);
    let is_full = |line: &&Break| line.len <= width && line.len + 1 + line.word.min(20) > width;
    let lower = breaks.iter().filter(measured).filter(is_full).filter(|line| line.is_lower).count();
    (count >= 3 && count * 2 >= long && lower * 4 >= count).then_some(width)
}

/// The end of a line that another follows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Break {
    /// Length of the line, in characters.
    len: usize,
    /// Length of the first word after it.
    word: usize,
    /// That word is written in lower case.
    is_lower: bool,
}

impl Break {
    pub(crate) fn new(before: &str, after: &str) -> Self {
        Self {
            len: before.trim_end().chars().take(WIDEST + 1).count(),
            word: after.split_whitespace().next().map_or(0, |word| word.chars().count()),
            is_lower: starts_lower(after),
        }
    }
}

/// Whether the line `before` ends only because it is full, `width` being the width of the text if it has one.
pub(crate) fn is_wrap(before: &str, after: &str, width: Option<usize>) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    if let Some(width) = width {
        let len = before.chars().take(width + 3).count();
        if len * 2 > width && is_full(before, after, width) {
            return !starts_anew(after);
        }
    }
    continues(before, after)
}

/// Whether the first word of `after` did not fit behind `before`.
pub(crate) fn is_full(before: &str, after: &str, width: usize) -> bool {
    let len = before.trim_end().chars().take(width + 3).count();
    let word = after.split_whitespace().next().map_or(0, |word| word.chars().count());
    len <= width + 2 && len + 1 + word > width
}

/// Whether a sentence visibly goes on from `before` to `after`, whatever the width.
pub(crate) fn continues(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    if is_hyphenated(before, after) {
        return true;
    }
    let len = before.chars().take(WIDEST).count();
    if len >= 12 && ends_open(before) {
        return true;
    }
    if starts_anew(after) {
        return false;
    }
    (len >= 24 && starts_lower(after) && !ends_sentence(before) && !starts_with_date(after))
        || (len >= 50 && before.ends_with(','))
}

/// Whether `before` is prose of some length whose sentence has not ended.
pub(crate) fn is_open_prose(before: &str) -> bool {
    let before = before.trim_end();
    before.chars().take(60).count() >= 60
        && before.split_whitespace().take(9).count() >= 9
        && !ends_sentence(before)
        && !ends_with_year(before)
}

/// Whether the last word is a year: a degree, a course or a prize ends there.
pub(crate) fn ends_with_year(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let digits = last.trim_matches(|c: char| !c.is_alphanumeric());
    digits.len() == 4 && digits.starts_with(any_of("12")) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `text` ends with a word or sign that calls for another.
pub(crate) fn ends_open(text: &str) -> bool {
    let Some(word) = text.split_whitespace().next_back() else { return false };
    is_one_of(OPEN_WORDS, word) || matches!(word, "&" | "/" | "+")
}

/// Whether `text` ends with punctuation that ends a sentence or announces something new.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(any_of("*_)\"”»'`"));
    text.ends_with(any_of(".!?:;…。"))
}

/// Whether `text` starts with a word of running prose.
pub(crate) fn starts_lower(text: &str) -> bool {
    let Some(word) = text.split_whitespace().next() else { return false };
    let word = word.trim_end_matches(any_of(",;.)"));
    word != "o"
        && word.starts_with(char::is_lowercase)
        && word.chars().all(|c| (c.is_alphabetic() && !c.is_uppercase()) || "-'’/".contains(c))
}

/// Whether a year is among the first words: months are written in lower case in many languages.
pub(crate) fn starts_with_date(text: &str) -> bool {
    let is_year = |word: &str| {
        let digits = word.trim_matches(|c: char| !c.is_alphanumeric());
        digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.split_whitespace().take(3).any(is_year)
}

/// Whether `text` starts with something that stands on a line of its own: a label, a bullet, an address.
pub(crate) fn starts_anew(text: &str) -> bool {
    let bare = text.trim_start().trim_start_matches(any_of("*_`"));
    let Some(first) = text.split_whitespace().next() else { return false };
    if super::glyphs::is_bullet(first.chars().next().unwrap_or(' ')) || is_one_of("- * + – —", first) {
        return true;
    }
    if first.contains('@') || first.starts_with("http") || first.starts_with("www.") || is_range(first) {
        return true;
    }
    if icons::named(first) != icons::Named::Nothing {
        return true;
    }
    let mut words = 1;
    for (len, c) in bare.chars().take(32).enumerate() {
        match c {
            ':' if len > 1 => {
                let rest = bare.chars().nth(len + 1);
                return words <= 3
                    && bare.starts_with(char::is_uppercase)
                    && rest.is_none_or(|c| c.is_whitespace() || "*_`".contains(c));
            }
            '.' | ',' | '(' => return false,
            ' ' => words += 1,
            _ => {}
        }
    }
    false
}

/// Whether a word is two years with a dash between them, as entries begin.
fn is_range(word: &str) -> bool {
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    word.split_once(['-', '–', '—']).is_some_and(|(from, to)| is_year(from) && is_year(to))
}

/// What a line ends with that cuts a word in two.
pub(crate) const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{AD}'];

/// Whether a word may be cut in two by a hyphen at the end of a line.
pub(crate) fn is_hyphenated(before: &str, after: &str) -> bool {
    let Some(head) = before.strip_suffix(HYPHENS) else { return false };
    let mut letters = head.chars().rev();
    let (Some(last), Some(next)) = (letters.next(), after.chars().next()) else { return false };
    let shouts = |word: &mut dyn Iterator<Item = char>| word.take(2).filter(|c| c.is_uppercase()).count() == 2;
    last.is_alphabetic() && (next.is_lowercase() || (shouts(&mut head.chars().rev()) && shouts(&mut after.chars())))
}

/// Whether the line `after` goes on in the middle of an e-mail or web address with which `before` ends.
pub(crate) fn is_within_address(before: &str, after: &str) -> bool {
    let Some(head) = before.split_whitespace().next_back().filter(|_| !before.ends_with(char::is_whitespace)) else {
        return false;
    };
    let (Some(tail), rest) = (after.split_whitespace().next(), after.split_whitespace().count()) else { return false };
    // A label may stand right before the address, and brackets around it.
    let head = head.rsplit(any_of("<([|,;")).next().unwrap_or_default();
    let tail = tail.trim_end_matches(any_of(">)],;|"));
    is_within_mail(head, tail) || is_within_url(head, tail, rest)
}

fn is_within_mail(head: &str, tail: &str) -> bool {
    let is_local = |text: &str| {
        !text.is_empty()
            && text.chars().all(|c| c.is_alphanumeric() || "._%+-".contains(c))
            && text.contains(char::is_alphanumeric)
    };
    let is_host = |text: &str| {
        let mut labels = text.split('.');
        text.contains('.')
            && labels.all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
    };
    match (head.split_once('@'), tail.split_once('@')) {
        // "ada@mail-", "example.org"; "ada@", "example.org"; "ada@example.", "org"; "ada@example", ".org".
        (Some((local, host)), None) => {
            let open = host.is_empty() || host.ends_with(any_of("-.")) || tail.starts_with('.') && !host.contains('.');
            let host = [host, tail].concat();
            is_local(local) && open && is_host(&host) && tail.chars().all(|c| !c.is_uppercase())
        }
        // "ada", "@example.org"; "ada.", "example@example.org".
        (None, Some((local, host))) => {
            let head = head.rsplit(':').next().unwrap_or_default();
            let goes_on = head.ends_with(any_of("._+-")) && is_local(local) && !head.contains(char::is_uppercase);
            is_local(head) && is_host(host) && (local.is_empty() || goes_on)
        }
        _ => false,
    }
}

/// `words` is how many words the line has that begins with `tail`.
fn is_within_url(head: &str, tail: &str, words: usize) -> bool {
    let lower = head.to_ascii_lowercase();
    let is_marked = lower.contains("://") || lower.contains("www.");
    let (host, path) =
        lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest).split_once('/').unwrap_or_default();
    let has_path = host.contains('.')
        && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c))
        && !host.ends_with('.');
    let is_address = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'+=%".contains(c);
    if !(is_marked && head.contains('.') || has_path) || !tail.chars().all(is_address) {
        return false;
    }
    let is_lower = !tail.starts_with(|c: char| c.is_uppercase());
    let has_sign = tail.contains(any_of("-_/=?&%")) || tail.contains(|c: char| c.is_ascii_digit());
    let starts_within =
        tail.starts_with(any_of("-/_?=&%.")) && tail.chars().nth(1).is_some_and(|c| c.is_ascii_alphanumeric());
    if head.ends_with(any_of("-_=?&%")) && (has_path || is_marked) {
        return is_lower || has_sign || words == 1;
    }
    if head.ends_with('/') {
        // An address may well end so.
        return has_path
            && is_lower
            && (has_sign && words <= 3 || words == 1 && (path.is_empty() || path.ends_with("in/")));
    }
    if head.ends_with('.') {
        return !has_path && is_lower && tail.contains('/');
    }
    starts_within && (has_path || tail.starts_with('/'))
}

/// Whether a word ends where a capital or a number begins.
pub(crate) fn is_seam(before: &str, after: &str) -> bool {
    before.ends_with(|c: char| c.is_lowercase() || c.is_numeric() || matches!(c, ')' | '.'))
        && after.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// Whether a sign that separates parts of a line stands between the two texts.
pub(crate) fn is_separated(before: &str, after: &str) -> bool {
    let separates = |c: char| matches!(c, '·' | '|' | '•');
    before.ends_with(separates) || after.starts_with(separates)
}

/// Whether the two texts belong together, whatever stands between them: a dash, a comma or an opening bracket joins them.
pub(crate) fn is_joint(before: &str, after: &str) -> bool {
    let last = before.trim_end().chars().next_back();
    let next = after.trim_start().chars().next();
    let joins = |c: char| matches!(c, '-' | '–' | '—' | ',' | ';' | '|' | '/' | '·' | '•' | '&' | '~');
    last.is_some_and(|c| joins(c) || matches!(c, ':' | '(' | '@'))
        || next.is_some_and(|c| joins(c) || matches!(c, '(' | ')' | '.' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_go_on_in_the_next_line() {
        for (before, after) in [
            ("ada.byron+jobs@post-", "example.org"),
            ("Mail: ada@", "example.org | Leeds"),
            ("ada@post.example.", "org"),
            ("ada.", "byron@example.org"),
            ("ada.byron", "@example.org"),
            ("www.linkedin.com/in/ada-", "byron-7c2 (LinkedIn)"),
            ("https://github.com/", "adabyron"),
            ("https://example.org/work/a_long_", "name.html"),
            ("example.org/portfolio", "/letters"),
        ] {
            assert!(is_within_address(before, after), "{before} {after}");
        }
        for (before, after) in [
            ("ada@example.org", "Leeds"),
            ("ada@example.org", "www.example.org"),
            ("Engineer at Post-", "ada@example.org"),
            ("github.com/ada/", "Wrote the engine"),
            ("github.com/ada/", "wrote the engine"),
            ("github.com/ada", "Engineer"),
            ("Node.js", "- React"),
            ("since 2019 -", "example.org"),
            ("", "x"),
        ] {
            assert!(!is_within_address(before, after), "{before} {after}");
        }
    }

    #[test]
    fn the_width_is_that_of_the_full_lines() {
        let lines = ["a".repeat(70), "b".repeat(68), "c".repeat(72), "d".repeat(20)];
        let after = ["wwwwwww", "wwwwwwwww", "wwwwwww", "Next"];
        let breaks: Vec<_> = lines.iter().zip(after).map(|(before, after)| Break::new(before, after)).collect();
        assert_eq!(width(&breaks), Some(72));
        assert_eq!(width(&breaks[..2]), None, "two lines are no evidence");
        let names: Vec<_> = lines.iter().map(|line| Break::new(line, "Wwwwwwwww")).collect();
        assert_eq!(width(&names), None, "prose begins in lower case now and then");
    }
}
