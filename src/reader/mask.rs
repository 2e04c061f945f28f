//! Makes the Markdown of other tools' dialects palatable to a `CommonMark` parser, without moving a byte: what is no
//! text is overwritten, so that every place in the result is the same place in the file.

use crate::signs::any_of;
use std::borrow::Cow;
use std::ops::Range;

/// Overwrites what leaves no gap behind. Readers drop control characters.
const NOTHING: u8 = 1;

pub(super) struct Masked<'a> {
    pub(super) text: Cow<'a, str>,
    /// The lines of pandoc's title block.
    pub(super) title: Vec<Range<usize>>,
    /// There was mathematics that is none: a converter read a page.
    pub(super) is_debris: bool,
}

/// Overwrites title blocks, attribute lists, templates, lone `<br/>` and mathematics that is none.
pub(super) fn mask(source: &str) -> Masked<'_> {
    let mut bytes: Cow<'_, [u8]> = Cow::Borrowed(source.as_bytes());
    let mut title = Vec::new();
    let mut is_debris = false;
    let mut in_title = true;
    let mut in_pre = false;
    let mut at = 0;
    for part in source.split_inclusive('\n') {
        let line = part.trim_end_matches(any_of("\n\r"));
        let from = at;
        at += part.len();
        let trimmed = line.trim();
        in_title &= trimmed.starts_with('%') && !trimmed.starts_with("%%");
        if in_title {
            let name = trimmed.trim_start_matches('%').trim();
            if !name.is_empty() {
                let start = from + line.find(name).unwrap_or(0);
                title.push(start..start + name.len());
            }
            blank(&mut bytes, from..from + line.len());
            continue;
        }
        if !line.contains(any_of("{$<\\:")) {
            continue;
        }
        let lower = || line.to_ascii_lowercase();
        if line.contains('<') && lower().contains("<pre") {
            in_pre = true;
        }
        if in_pre {
            in_pre = !lower().contains("</pre");
        } else if is_lone_break(trimmed) || trimmed.starts_with(":::") || is_tex_command(trimmed) {
            blank(&mut bytes, from..from + line.len());
            continue;
        }
        attribute_lists(&mut bytes, line, from);
        for (fill, _) in line.match_indices("\\hfill") {
            // As many bytes, and wide enough to be a tab.
            if let Some(part) = bytes.to_mut().get_mut(from + fill..from + fill + 6) {
                part.copy_from_slice("\u{2003}\u{2003}".as_bytes());
            }
        }
        if let Some(end) = line.strip_suffix("\\\\") {
            // kramdown ends a line with two backslashes, `CommonMark` with one.
            blank(&mut bytes, from + end.len()..from + end.len() + 1);
        }
        if line.contains('$') {
            is_debris |= mathematics(&mut bytes, line, from);
        }
    }
    let text = match bytes {
        Cow::Borrowed(_) => Cow::Borrowed(source),
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Cow::Owned(text),
            Err(_) => Cow::Borrowed(source),
        },
    };
    Masked { text, title, is_debris }
}

fn blank(bytes: &mut Cow<'_, [u8]>, range: Range<usize>) {
    if let Some(part) = bytes.to_mut().get_mut(range) {
        part.fill(b' ');
    }
}

fn is_lone_break(trimmed: &str) -> bool {
    let rest = trimmed.to_ascii_lowercase();
    let rest: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
    !rest.is_empty() && rest.replace("<br/>", "").replace("<br>", "").replace("</br>", "").is_empty()
}

/// `\newpage`, `\vspace{1em}` and the like on a line of their own.
fn is_tex_command(trimmed: &str) -> bool {
    let Some(rest) = trimmed.strip_prefix('\\') else { return false };
    let name = rest.chars().take_while(char::is_ascii_alphabetic).count();
    let rest = rest.get(name..).unwrap_or_default();
    name > 3 && (rest.is_empty() || (rest.starts_with('{') && rest.ends_with('}') && rest.len() < 20))
}

/// Longest attribute list, in characters.
const LONGEST_LIST: usize = 300;

/// `{: .class #id}`, `{:.class}`, `{#id}` on a line of its own, `{% … %}`, `{{ … }}`.
fn attribute_lists(bytes: &mut Cow<'_, [u8]>, line: &str, from: usize) {
    let mut at = 0;
    while let Some(open) = line.get(at..).and_then(|rest| rest.find('{')) {
        let start = at + open;
        // The list is short; without an end there is none.
        let tail = line.get(start..).unwrap_or_default();
        let len = tail.char_indices().nth(LONGEST_LIST).map_or(tail.len(), |(len, _)| len);
        let rest = tail.get(..len).unwrap_or(tail);
        let close = if rest.starts_with("{%") {
            rest.find("%}").map(|end| end + 2)
        } else if rest.starts_with("{{") {
            rest.find("}}").map(|end| end + 2)
        } else if rest.starts_with("{:") || (line.trim_start().len() == tail.len() && is_attributes(rest)) {
            rest.find('}').map(|end| end + 1)
        } else {
            None
        };
        match close {
            Some(len) => {
                blank(bytes, from + start..from + start + len);
                at = start + len;
            }
            None => at = start + 1,
        }
    }
}

fn is_attributes(text: &str) -> bool {
    let text = text.trim();
    text.ends_with('}') && (text.starts_with("{#") || text.starts_with("{."))
}

/// Mathematics that only sets text in another font, or a bullet: `${\it Tech}\,{\it Lead}$`, `$\circ$`. Its commands are
/// overwritten. Tells whether there was any.
fn mathematics(bytes: &mut Cow<'_, [u8]>, line: &str, from: usize) -> bool {
    let raw = line.as_bytes();
    let mut found = false;
    let mut at = 0;
    while let Some(open) = position(raw, at, b'$') {
        let Some(close) = position(raw, open + 1, b'$') else { break };
        let inner = raw.get(open + 1..close).unwrap_or_default();
        let is_escaped = open > 0 && raw.get(open - 1) == Some(&b'\\');
        let is_set = inner.contains(&b'\\') || inner.contains(&b'{');
        if is_escaped || !is_set {
            at = close;
            continue;
        }
        found = true;
        let target = bytes.to_mut();
        if let Some(part) = target.get_mut(from + open..=from + close) {
            formula(part);
        }
        at = close + 1;
    }
    found
}

fn position(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    bytes.get(from..)?.iter().position(|&b| b == byte).map(|offset| from + offset)
}

/// Overwrites the commands, braces and dollar signs of a formula.
fn formula(part: &mut [u8]) {
    let mut at = 0;
    while at < part.len() {
        match part[at] {
            b'$' | b'}' | b'^' => {
                part[at] = NOTHING;
                at += 1;
            }
            b'{' => {
                part[at] = NOTHING;
                at += 1;
                // `{f Battery}`, `{rm …}`: the name of a font whose backslash was lost.
                let name = part[at..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
                let is_font =
                    matches!(&part[at..at + name], b"f" | b"bf" | b"rm" | b"it" | b"sf" | b"tt" | b"sc" | b"em");
                if is_font && part.get(at + name) == Some(&b' ') {
                    part[at..=at + name].fill(NOTHING);
                    at += name + 1;
                }
            }
            b'\\' => {
                let name = part[at + 1..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                let escapes = name == 0 && part.get(at + 1).is_some_and(u8::is_ascii);
                let len = 1 + name + usize::from(escapes);
                let end = (at + len).min(part.len());
                let shown: &[u8] = match &part[at + 1..at + 1 + name] {
                    b"circ" => b"o",
                    b"bullet" | b"cdot" | b"ast" | b"star" => "•".as_bytes(),
                    b"times" => "×".as_bytes(),
                    b"to" | b"rightarrow" => "→".as_bytes(),
                    b"sim" | b"approx" => b"~",
                    b"quad" | b"qquad" | b"hfill" => b" ",
                    b"" => match part.get(at + 1) {
                        Some(sign @ (b'%' | b'&' | b'$' | b'#' | b'_')) => std::slice::from_ref(sign),
                        _ => b" ",
                    },
                    _ => b"",
                };
                let shown = if shown.len() <= end - at { shown.to_vec() } else { Vec::new() };
                part[at..end].fill(NOTHING);
                part[at..at + shown.len()].copy_from_slice(&shown);
                at = end;
                // The blank after a command ends its name.
                if name > 0 && shown.is_empty() && part.get(at) == Some(&b' ') {
                    part[at] = NOTHING;
                    at += 1;
                }
            }
            _ => at += 1,
        }
    }
}
