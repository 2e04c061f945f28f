//! How a CV is set: bold, blank lines, bullets.

use super::{Cv, Kind};

/// The CV without bold.
pub fn bold_gone(cv: &Cv) -> String {
    let text = &cv.text;
    match cv.kind {
        Kind::Markdown => text.replace("**", "").replace("__", ""),
        Kind::Html => {
            ["<b>", "</b>", "<strong>", "</strong>"].iter().fold(text.clone(), |text, tag| text.replace(tag, ""))
        }
        Kind::Latex => ["\\textbf", "\\bfseries"].iter().fold(text.clone(), |text, sign| text.replace(sign, "")),
        Kind::Text => text.clone(),
    }
}

/// The CV without those blank lines that a person does not need: in Markdown they stay where the lines would become
/// one paragraph.
pub fn blank_lines_gone(cv: &Cv) -> String {
    let lines: Vec<&str> = cv.text.split('\n').collect();
    let mut kept: Vec<&str> = Vec::new();
    let mut fenced = false;
    for (at, line) in lines.iter().enumerate() {
        let next = lines[at + 1..].iter().find(|line| !line.trim().is_empty()).copied().unwrap_or_default();
        let last = kept.last().copied().unwrap_or_default();
        fenced ^= line.trim_start().starts_with("```");
        let needed = match cv.kind {
            Kind::Text => false,
            Kind::Markdown => {
                !(fenced
                    || is_heading(last)
                    || is_heading(next)
                    || (!kept.is_empty() && is_item(next) && !is_row(last)))
            }
            Kind::Html | Kind::Latex => true,
        };
        if needed || !line.trim().is_empty() {
            kept.push(line);
        }
    }
    kept.join("\n")
        + if cv.text.ends_with('\n') && kept.last().is_some_and(|last| !last.is_empty()) { "\n" } else { "" }
}

/// The CV with other signs before its items: those that Markdown knows in each other's place, a square in text.
pub fn other_bullets(cv: &Cv) -> String {
    let line = |line: &str| {
        let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
        let mut chars = rest.chars();
        let (sign, after) = (chars.next().unwrap_or_default(), chars.as_str());
        let new = match (cv.kind, sign) {
            (Kind::Markdown, '-') => '*',
            (Kind::Markdown, '*' | '+') => '-',
            (Kind::Text, '-' | '*' | '+' | '•' | '–' | '·' | '▪' | '◦' | '○' | '●') => '■',
            _ => return line.to_owned(),
        };
        if after.starts_with([' ', '\t']) && after.contains(char::is_alphabetic) {
            format!("{indent}{new}{after}")
        } else {
            line.to_owned()
        }
    };
    cv.text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// A heading that is marked with signs of number.
pub fn is_heading(line: &str) -> bool {
    line.starts_with('#') && line.trim_start_matches('#').starts_with(' ')
}

fn is_item(line: &str) -> bool {
    ["- ", "* ", "+ "].iter().any(|sign| line.trim_start().starts_with(sign))
}

fn is_row(line: &str) -> bool {
    line.contains('|')
}
