//! Grades: averages, percentages, classes of degrees.

use std::ops::Range;
use std::sync::LazyLock;

use regex_lite::Regex;

use super::words::between;

/// Labels of averages and marks, before the value.
const LABELS: &str = r"(?:(?:overall|cumulative|cum\.?|current|final|major|aggregate|average|avg\.?|total)\s+)*(?:c\.?g\.?p\.?a|s\.?g\.?p\.?a|g\.?p\.?a|c\.?p\.?i|d\.?g\.?p\.?a|y\.?g\.?p\.?a|grade point average|grade average|final grade|overall grade|grade|grades|marks?|score|percentage|aggregate|result|abschlussnote|gesamtnote|durchschnittsnote|notendurchschnitt|note|schnitt|mention|moyenne|nota media|nota|calificaci[oó]n|promedio|m[eé]dia|cr|voto|votazione|eindcijfer|cijfer|classification|honou?rs|gemiddelde)";

/// A number, perhaps of a highest one: "8.22/10", "1,7", "3.66 (9.15/10.0)", "110/110 e lode", "88 %".
const NUMBER: &str = r"\d{1,4}(?:[.,]\d{1,4})?(?:\s*%|\s*(?:/|out of|von|sur|sobre|su|of)\s*\d{1,4}(?:[.,]\d{1,3})?)?(?:\s*\(\d{1,3}(?:[.,]\d{1,3})?\s*(?:/\s*\d{1,3}(?:[.,]\d{1,3})?|%)\))?(?:,?\s+(?:e lode|cum laude|con lode))?";

/// Honours and classes in words.
const CLASSES: &str = r"(?:summa|magna|insigni)?\s*cum laude|first[- ]class(?:\s+(?:honou?rs|with distinction|distinction))?|second[- ]class(?:\s+(?:honou?rs|upper|lower))*(?:\s*\((?:upper|lower)(?: division)?\))?|third[- ]class(?:\s+honou?rs)?|(?:upper|lower) second(?:[- ]class)?(?:\s+honou?rs)?|with (?:high(?:est)? )?(?:honou?rs|distinction|merit)|mit auszeichnung|con lode|e lode|avec mention(?: (?:tr[eè]s bien|bien|assez bien))?|mention (?:tr[eè]s bien|bien|assez bien)|f[eé]licitations du jury|sehr gut(?:\s*\(\d[.,]\d\))?|matr[ií]cula de honor|sobresaliente|con honores|dean'?s list";

fn compiled(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}

/// Label and value.
static LABELLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(&format!(
        r"(?i)\b(?:{LABELS})\b[\s:=\-–—|*_]{{0,6}}(?:of\s+)?(?:\(\s*)?(({CLASSES}|{NUMBER}|distinction|merit|pass|first|[abcdf][+-]?)(?:,\s*(?:{CLASSES}))?)"
    ))
});
/// Value and label: "3.8 GPA".
static BEHIND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(r"(?i)\b(\d(?:[.,]\d{1,3})?(?:\s*/\s*\d{1,2}(?:[.,]\d{1,2})?)?)\s*(?:c\.?g\.?p\.?a|g\.?p\.?a|cpi)\b")
});
/// A value that needs no label: a class, a percentage, a fraction of a highest mark.
static PLAIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(&format!(
        r"(?i)(\b(?:{CLASSES})(?:,\s*\d{{1,3}}(?:\.\d+)?\s*%)?|\b2:[12]\b|\b\d{{1,3}}(?:[.,]\d{{1,3}})?\s*%|\b\d{{1,3}}(?:[.,]\d{{1,3}})?\s*/\s*(?:4(?:[.,]\d{{1,2}})?|5(?:[.,]0{{1,2}})?|10(?:[.,]0{{1,2}})?|20|30|45|100|110)\b(?:\s+e lode)?)"
    ))
});

/// The value of the first grade in `text`, without its label.
pub fn find(text: &str) -> Option<Range<usize>> {
    find_labelled(text).map(|(_, value)| value)
}

/// The first grade in `text`: the whole with its label, and the value alone. Meant for lines about education: "88 %"
/// is a grade there.
pub fn find_labelled(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    if text.len() > 2_000 {
        return None;
    }
    let labelled = LABELLED.as_ref()?.captures_iter(text).find_map(|found| {
        let (whole, value) = (found.get(0)?, found.get(1)?);
        let behind = between(text, value.end(), text.len());
        let cut = behind.starts_with(|c: char| {
            c.is_alphanumeric()
                || c == '.' && behind.get(1..2).is_some_and(|next| next.chars().all(|c| c.is_ascii_digit()))
        });
        (!cut && !is_year(value.as_str())).then(|| (whole.range(), value.range()))
    });
    let others = || {
        let found = BEHIND.as_ref()?.captures(text).or_else(|| {
            PLAIN
                .as_ref()?
                .captures_iter(text)
                .find(|found| found.get(0).is_some_and(|found| !is_date(text, found.range())))
        });
        let found = found?;
        Some((found.get(0)?.range(), found.get(1)?.range()))
    };
    let (whole, value) = labelled.or_else(others)?;
    // A value in brackets has its closing one.
    let opens = between(text, whole.start, whole.end).matches('(').count();
    let closes = between(text, whole.start, whole.end).matches(')').count();
    let closing = usize::from(opens > closes && between(text, whole.end, text.len()).starts_with(')'));
    Some((whole.start..whole.end + closing, trimmed_value(text, value)))
}

fn trimmed_value(text: &str, value: Range<usize>) -> Range<usize> {
    super::words::trimmed(text, value)
}

/// "2019": no mark.
fn is_year(value: &str) -> bool {
    value.len() == 4
        && value.chars().all(|c| c.is_ascii_digit())
        && (value.starts_with("19") || value.starts_with("20"))
}

/// "06/10/2019": "06/10" is no mark.
fn is_date(text: &str, at: Range<usize>) -> bool {
    let next = between(text, at.end, text.len()).chars().next();
    let before = between(text, 0, at.start).chars().next_back();
    next.is_some_and(|c| c == '/' || c == '-') || before.is_some_and(|c| c == '/' || c == '-' || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades() {
        for (text, value) in [
            ("CGPA 8.22/10", "8.22/10"),
            ("GPA: 4.0/4.0", "4.0/4.0"),
            ("B.Tech, CGPA: 8.1 / 10.0, 2014", "8.1 / 10.0"),
            ("CBSE XII, 88.2%", "88.2%"),
            ("BSc (Hons), First Class Honours", "First Class Honours"),
            ("BA History, 2:1", "2:1"),
            ("Abschlussnote: 1,7", "1,7"),
            ("Note 1.3", "1.3"),
            ("GPA 3.66 (9.15/10.0)", "3.66 (9.15/10.0)"),
            ("3.8 GPA", "3.8"),
            ("Overall GPA - 3.85", "3.85"),
            ("Grade: 8.5, cum laude", "8.5, cum laude"),
            ("magna cum laude", "magna cum laude"),
            ("First Class, 78%", "First Class, 78%"),
            ("Laurea magistrale, 110/110 e lode", "110/110 e lode"),
            ("Cum. GPA: 3.4", "3.4"),
            ("Grade: A", "A"),
        ] {
            assert_eq!(find(text).map(|at| between(text, at.start, at.end)), Some(value), "{text}");
        }
        let text = "BSc (GPA: 3.9/4.0), 2019";
        let whole = find_labelled(text).map(|(whole, _)| between(text, whole.start, whole.end));
        assert_eq!(whole, Some("GPA: 3.9/4.0"));
    }

    #[test]
    fn no_grades() {
        for text in
            ["2014 - 2018", "06/10/2019", "Class of 2019", "Bachelor of Science", "", "Note that this is no mark"]
        {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
