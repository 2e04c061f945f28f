//! Versions behind a name: "Java 8, 17", "Python 3.11", "C++14/17".

use super::{Category, Form, Skill};
use crate::word_map::{is_one_of, lower};

/// What a number is counted in: it is no version then ("Python 3 years", "AWS 12 services").
const UNITS: &str = "% + accounts an anni ano anos ans applications apps años clients clusters day days des hours instances jaar jahr \
    jahre jahren k m maanden mesi meses mois monate months month nodes of out people percent pipelines plus projects \
    projekte proyectos repositories servers services sites stars systems tables teams times users x y year years yr yrs";

/// Numbers beyond this are years or counts.
const GREATEST: u32 = 40;

/// The versions of a skill that is `written` as `form`, with the text `after` it.
pub(super) fn of(skill: &Skill, form: &Form, written: &str, after: &str) -> Vec<String> {
    if skill.category.is_common_noun() || matches!(skill.category, Category::Architecture | Category::Cloud) {
        return Vec::new();
    }
    let years = matches!(skill.category, Category::Tool | Category::Data | Category::Systems);
    let mut found = Vec::new();
    // "Windows 10" is a form of its own: alone the name is a word.
    let own = form.text.strip_prefix(skill.name).map(str::trim_start);
    found.extend(own.filter(|own| own.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned));
    // "HTML5"
    let digits = |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if digits(written) > 0 && digits(form.text) == 0 {
        found.extend(written.get(written.len() - digits(written)..).map(str::to_owned));
    }
    found.extend(versions(after, years));
    found
}

/// The versions that follow right after a name, as written without "v": from `after`, the text behind it. `years`: a year
/// may be one, as in "SQL Server 2019".
fn versions(after: &str, years: bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut rest = after;
    loop {
        let first = found.is_empty();
        let Some(number) = next_number(rest, first) else { break };
        let Some((version, behind)) = version(number, years) else { break };
        let word = behind.trim_start_matches([' ', '\u{a0}', '-', '(']).split([' ', ',', ')', '.', ';']).next();
        if is_one_of(UNITS, &lower(word.unwrap_or_default())) || behind.starts_with(['%', '\'', '’']) {
            break;
        }
        let year = version.len() == 4 && !version.contains('.');
        if year && behind.trim_start().starts_with(['-', '–', '—', '/']) {
            break;
        }
        found.push(version.to_owned());
        rest = behind;
    }
    // "4/5" and "8/10" say how well it is known.
    if let [share, whole] = found.as_slice()
        && after.contains(&format!("{share}/{whole}"))
        && is_one_of("5 10 100", whole)
    {
        found.clear();
    }
    found
}

/// The text from the next number on, behind a blank or what joins two versions.
fn next_number(text: &str, first: bool) -> Option<&str> {
    let mut rest = text.trim_start_matches([' ', '\u{a0}']);
    if first {
        rest = rest.strip_prefix(['-', '(']).unwrap_or(rest);
    } else {
        let joined =
            ["/", ",", "&", "and ", "und ", "et ", "y ", "e ", "en "].iter().find_map(|sign| rest.strip_prefix(sign));
        rest = joined?.trim_start();
    }
    let number = rest.strip_prefix(['v', 'V']).unwrap_or(rest);
    number.starts_with(|c: char| c.is_ascii_digit()).then_some(number)
}

/// The version that `text` begins with, and what stands behind it.
fn version(text: &str, years: bool) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(text.len());
    let (written, _) = text.split_at_checked(end)?;
    let written = written.trim_end_matches('.');
    let behind = text.strip_prefix(written)?;
    let digits = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
    let (number, suffix) = written.split_at_checked(digits)?;
    let number: u32 = number.parse().ok()?;
    let plausible = if (1990..2040).contains(&number) { years && suffix.is_empty() } else { number <= GREATEST };
    // "11g", "3.x", "2.7.18"; no "3rd", no "5k".
    let fits = suffix.is_empty()
        || is_one_of("c g i ai ee", suffix)
        || suffix.starts_with('.') && suffix.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'x'));
    (plausible && fits && !behind.starts_with('+')).then_some((written, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_version() {
        let versions = |text| super::super::find(text).into_iter().flat_map(|found| found.versions).collect::<Vec<_>>();
        assert_eq!(versions("Python 3.11 and HTML5 on Windows 10"), ["3.11", "5", "10"]);
        assert_eq!(versions("SQL Server 2019, Java 8/17, C++14"), ["2019", "8", "17", "14"]);
        assert_eq!(versions("Project management 3 and Docker for 4 teams"), [""; 0]);
    }

    #[test]
    fn versions_follow_a_name() {
        for (after, expected) in [
            (" 8, 17", "8 17"),
            (" 3.11 in production", "3.11"),
            ("14/17/20", "14 17 20"),
            (" (2.7 and 3.x)", "2.7 3.x"),
            (" v18", "18"),
            (" 8 & 11.", "8 11"),
            (" 12c", "12c"),
            (" 3 years", ""),
            (" (5+ years)", ""),
            (" 4/5", ""),
            (" 20 users", ""),
            (", 3 teams", ""),
            (" 2019", ""),
            (" for 3", ""),
            (" 3rd", ""),
        ] {
            assert_eq!(versions(after, false).join(" "), expected, "{after:?}");
        }
        assert_eq!(versions(" 2016/2019", true).join(" "), "");
        assert_eq!(versions(" 2019", true).join(" "), "2019");
        assert_eq!(versions(" 2019 - 2021", true).join(" "), "");
    }
}
