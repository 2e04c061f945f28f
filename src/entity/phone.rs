//! Telephone numbers of all countries, as written.

use super::Found;
use super::words::between;
use crate::signs::any_of;
use crate::word_map::is_one_of;

/// Words that announce a number; folded, the last word before it.
const LABELS: &str = "phone tel telephone mobile mob cell cellphone handy mobil telefon telefono téléphone portable móvil \
    movil celular telemóvel cellulare telefoon gsm fax whatsapp ph contact call number no nr t m p h c \
    mobiel fon";

/// Words before numbers that are none.
const OTHER_NUMBERS: &str = "isbn issn id doi zip plz orcid patent ein vat iban license licence registration";

/// All numbers in `text`, left to right, labels excluded.
pub fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut index = 0;
    while let Some(&(start, c)) = chars.get(index) {
        let before = index.checked_sub(1).and_then(|before| chars.get(before)).map(|(_, c)| *c);
        if !(c.is_ascii_digit() || c == '+' || c == '(') || before.is_some_and(is_glue) {
            index += 1;
            continue;
        }
        let run = run(&chars, index);
        if let Some(end) = run.ends.iter().rev().find(|end| is_phone(text, start, **end)) {
            found.push(Found { at: start..*end });
            index = chars.partition_point(|(at, _)| at < end);
        } else if run.ends.is_empty() {
            index += 1;
        } else {
            // Not from here: perhaps from the next group of digits on ("28304 910 555 0177").
            index += 1;
            while chars.get(index).is_some_and(|(_, c)| c.is_ascii_digit()) {
                index += 1;
            }
        }
    }
    found
}

/// What may not stand right before a number: it would be part of a word, an address or a longer number.
fn is_glue(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '/' | '=' | '#' | '@' | '_' | '.' | '-' | '$' | '€' | '£' | '%' | '&' | '+' | '~')
}

struct Run {
    /// Where the number may end: behind each group of digits.
    ends: Vec<usize>,
}

/// The digits and separators from `index` on.
fn run(chars: &[(usize, char)], index: usize) -> Run {
    let mut ends = Vec::new();
    let mut digits = 0;
    let mut separators = 0;
    let mut open = 0_i32;
    for (offset, &(at, c)) in chars.iter().skip(index).enumerate() {
        match c {
            '0'..='9' => {
                digits += 1;
                separators = 0;
                let next = chars.get(index + offset + 1).map(|(_, c)| *c);
                if next.is_none_or(|next| !next.is_ascii_digit()) && digits >= 7 && open == 0 {
                    let word_follows =
                        next.is_some_and(|next| next.is_alphabetic() || matches!(next, '%' | '@' | '_' | '$' | '€'));
                    let joined = next.is_some_and(|next| matches!(next, '-' | '.' | '/' | '‐'..='–'))
                        && chars.get(index + offset + 2).is_some_and(|(_, c)| c.is_ascii_digit());
                    if !word_follows && !joined {
                        ends.push(at + 1);
                    }
                }
                if digits > 15 {
                    break;
                }
            }
            '+' if digits == 0 && separators <= 1 => {}
            '(' if open == 0 && digits < 7 => {
                open += 1;
                separators += 1;
            }
            ')' if open == 1 => {
                open -= 1;
                separators += 1;
            }
            ' ' | '-' | '.' | '/' | '\u{a0}' | '\u{202f}' | '‐'..='–' if separators < 3 => separators += 1,
            _ => break,
        }
        if separators > 3 {
            break;
        }
    }
    Run { ends }
}

fn is_phone(text: &str, start: usize, end: usize) -> bool {
    let number = between(text, start, end);
    let groups: Vec<&str> = number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    let international = number.starts_with('+')
        || number.starts_with("(+")
        || groups.first().is_some_and(|group| group.starts_with("00") && group.len() > 3);
    if number.starts_with('(') && !number.contains(')') || number.matches('/').count() > 1 {
        return false;
    }
    let label = label_before(text, start);
    if is_one_of(OTHER_NUMBERS, &label) {
        return false;
    }
    if international {
        return (8..=15).contains(&digits);
    }
    let labelled = is_one_of(LABELS, &label) || between(text, 0, start).trim_end().ends_with(any_of("☎📞📱✆"));
    if !(7..=13).contains(&digits) || looks_like_dates(&groups) || looks_like_amount(number, &groups) {
        return false;
    }
    match groups.as_slice() {
        // One run of digits.
        [_] => labelled || digits == 10 || digits == 11 && number.starts_with(any_of("01")),
        // "555-0123" needs its label, and so does everything as short.
        _ if digits < 9 => labelled,
        [first, .., last] => {
            let bracketed = number.starts_with('(');
            labelled || bracketed || (first.len() <= 5 && last.len() >= 2 && digits <= 12)
        }
        [] => false,
    }
}

/// "2014 - 2018", "01.09.2014 - 31.12.2016", "2019-08-12".
fn looks_like_dates(groups: &[&str]) -> bool {
    let is_year = |group: &&str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    groups.iter().any(is_year) && groups.iter().all(|group| group.len() <= 2 || is_year(group))
        || matches!(groups, [day] if day.len() == 8 && (day.starts_with("19") || day.starts_with("20")))
}

/// "100 000 000", "1.000.000", "192.168.100.10".
fn looks_like_amount(number: &str, groups: &[&str]) -> bool {
    let address = groups.len() == 4 && number.matches('.').count() == 3 && groups.iter().all(|group| group.len() <= 3);
    let thousands =
        groups.len() >= 3 && groups.last() == Some(&"000") && groups.iter().skip(1).all(|group| group.len() == 3);
    address || thousands
}

/// The last word before `start`, in small letters.
fn label_before(text: &str, start: usize) -> String {
    let tail: Vec<char> = between(text, 0, start).chars().rev().take(24).collect();
    let word: Vec<char> = tail
        .into_iter()
        .skip_while(|c| !c.is_alphanumeric() && !matches!(c, ',' | '\n' | '|'))
        .take_while(|c| c.is_alphabetic())
        .collect();
    word.into_iter().rev().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|found| between(text, found.at.start, found.at.end)).collect()
    }

    #[test]
    fn numbers_of_many_countries() {
        for number in [
            "(+91)-5550172177",
            "+44 (0)113 496 0123",
            "0955-012-345",
            "910.555.0177",
            "+58 (426) 555-01-93",
            "06 55 50 12 34",
            "5550172177",
            "+49 171/5550123",
            "(916)555-1515",
            "(520) 555-2492",
            "+1-555-456-7890",
            "+49-89-80 92 86 94",
            "+351 555 387 023",
            "000-00-00000",
        ] {
            assert_eq!(texts(number), [number]);
            assert_eq!(texts(&format!("Ada | {number} | Leeds")), [number]);
        }
        assert_eq!(texts("Tel. 555-0123, Fax: 555-0124"), ["555-0123", "555-0124"]);
        assert_eq!(texts("Leeds 28304 910.555.0177"), ["910.555.0177"]);
    }

    #[test]
    fn other_numbers() {
        for text in [
            "2014 - 2018",
            "01/2019 - 12/2020",
            "01.09.2014 – 31.12.2016",
            "20190812",
            "ISBN 978-3-16-148410-0",
            "0000-0002-1825-0097",
            "95197 Hof",
            "https://example.com/1234567890",
            "100 000 000",
            "192.168.100.101",
            "GPA 3.8/4.0",
            "2019-08-12",
            "C++ 11 14 17",
            "10+ years",
            "94117",
        ] {
            assert_eq!(texts(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn many_digits_take_no_long_time() {
        assert!(find(&"1 ".repeat(50_000)).len() < 50_000);
        assert!(find(&"1".repeat(100_000)).is_empty());
    }
}
