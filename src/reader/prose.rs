//! Texts of several lines as data formats hold them: plain, with marks for items, or as HTML.

use crate::reader::glyphs::is_bullet;
use crate::word_map::is_one_of;

/// A line of a text; blanks are collapsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub text: String,
    /// It is an item of a list; its mark is dropped.
    pub item: bool,
}

/// The lines of a plain text that say something; each is a paragraph, whatever its mark.
pub(super) fn plain(text: &str) -> Vec<Line> {
    text.lines().map(collapsed).filter(|text| !text.is_empty()).map(|text| Line { text, item: false }).collect()
}

/// The lines of a text, the items of its lists told apart: of HTML, of lines with a mark ("- baked"), or of one line that
/// marks all it says ("• baked • sold").
pub(super) fn listed(text: &str) -> Vec<Line> {
    if is_html(text) {
        return html(text);
    }
    let mut lines = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        let mark = line.chars().next().filter(|c| is_bullet(*c));
        let between = |mark: char| [' ', mark, ' '].iter().collect::<String>();
        let parts = mark.map_or_else(|| vec![line], |mark| line.split(&between(mark)).collect());
        for part in parts {
            let bare = mark.and_then(|mark| part.strip_prefix(mark)).or_else(|| unmarked(part));
            let item = mark.is_some() || bare.is_some();
            let text = collapsed(bare.unwrap_or(part));
            if !text.is_empty() {
                lines.push(Line { text, item });
            }
        }
    }
    lines
}

/// A line behind the sign that marks it as an item and could mean something else without the blank behind it.
fn unmarked(line: &str) -> Option<&str> {
    ["- ", "* ", "– ", "— "].iter().find_map(|mark| line.strip_prefix(mark))
}

pub(super) fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Elements that editors write.
const ELEMENTS: &str = "p br div span li ul ol b strong i em u a h1 h2 h3 h4 h5 h6";

/// Whether a text has HTML in it: an element that is closed, or a line break.
pub(super) fn is_html(text: &str) -> bool {
    text.split('<').skip(1).any(|piece| {
        let (closing, piece) = piece.strip_prefix('/').map_or((false, piece), |piece| (true, piece));
        let Some((tag, _)) = piece.split_once('>') else { return false };
        let name = element(tag);
        is_one_of(ELEMENTS, &name) && (closing || name == "br")
    })
}

/// The name of the element that a tag opens, in small letters.
fn element(tag: &str) -> String {
    tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase()
}

/// The paragraphs and items of HTML as editors of CVs write it. (The reader of HTML files knows far more, and would double
/// what this needs.)
pub(super) fn html(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut item, mut line) = (false, String::new());
    let mut end = |item: bool, line: &mut String| {
        let text = collapsed(&unescaped(&std::mem::take(line)));
        if !text.is_empty() {
            lines.push(Line { text, item });
        }
    };
    for (at, piece) in text.split('<').enumerate() {
        let tag = piece
            .split_once('>')
            .filter(|(tag, _)| at > 0 && tag.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()));
        let Some((tag, behind)) = tag else {
            line.push_str(if at > 0 { "<" } else { "" });
            line.push_str(piece);
            continue;
        };
        let name = element(tag.trim_start_matches('/'));
        if is_one_of("p br div li ul ol h1 h2 h3 h4 h5 h6", &name) {
            end(item, &mut line);
        }
        if is_one_of("li ul ol", &name) {
            item = name == "li" && !tag.starts_with('/');
        }
        line.push_str(behind);
    }
    end(item, &mut line);
    lines
}

/// The signs that an editor writes by name, as themselves.
fn unescaped(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut written = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let named = piece.split_once(';').and_then(|(name, behind)| {
            let sign = match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "nbsp" => ' ',
                "apos" => '\'',
                _ => {
                    let number = name.strip_prefix('#')?;
                    let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
                    char::from_u32(hexadecimal.unwrap_or_else(|| number.parse()).ok()?)?
                }
            };
            Some((sign, behind))
        });
        if let Some((sign, behind)) = named {
            written.push(sign);
            written.push_str(behind);
        } else {
            written.push('&');
            written.push_str(piece);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &[Line]) -> Vec<(&str, bool)> {
        lines.iter().map(|line| (line.text.as_str(), line.item)).collect()
    }

    #[test]
    fn html_keeps_its_items_and_loses_its_tags() {
        let text =
            "<p>Ran <b>a  bakery</b> &amp; a shop</p><ul><li><p>Bread&nbsp;first</p></li><li>Cakes</li></ul>Sold it";
        let lines = [("Ran a bakery & a shop", false), ("Bread first", true), ("Cakes", true), ("Sold it", false)];
        assert_eq!(told(&listed(text)), lines);
        assert_eq!(told(&listed("One<br/>two &#x263A; &#9786;")), [("One", false), ("two ☺ ☺", false)]);
    }

    #[test]
    fn what_only_looks_like_html_is_text() {
        for text in ["3 < 4 &x;", "a<b>c", "vector<int> & co", "<3", "x <p y"] {
            assert_eq!(told(&listed(text)), [(text, false)]);
        }
    }

    #[test]
    fn marks_make_items_in_lines_and_within_one() {
        let items = [("a", true), ("b - c", true)];
        for text in ["- a\n- b - c", "• a\r\n• b - c", "• a • b - c", "•a\n•  b - c", "* a\n* b - c"] {
            assert_eq!(told(&listed(text)), items, "{text}");
        }
        assert_eq!(told(&listed("Led\n-5 °C")), [("Led", false), ("-5 °C", false)]);
        assert_eq!(told(&plain(" - a\n\n\tb  c ")), [("- a", false), ("b c", false)]);
    }
}
