//! JSON Resume (1.0.0 and later) -> the blocks of a CV that says the same.
//!
//! Every key of the standard becomes a section under its usual English heading, every entry a heading, a line of dates,
//! prose and bullets; each piece of text keeps the place of its string in the file.

use std::ops::Range;

use super::flow::{Flow, Gap};
use super::json::{self, Node, decoded, place};
use super::{RawBlock, ReadError};
use crate::document::{BlockKind, Style};
use crate::format::Format;

/// Keys of the standard's top level: a file with none of them is no résumé.
const KEYS: &[&str] = &[
    "basics",
    "work",
    "volunteer",
    "education",
    "awards",
    "certificates",
    "publications",
    "skills",
    "languages",
    "interests",
    "references",
    "projects",
];

pub(super) fn read(text: &str) -> Result<Vec<RawBlock>, ReadError> {
    let format = Format::JsonResume;
    let root = json::parse(text).map_err(|fault| ReadError::Damaged { format, detail: fault.message(text) })?;
    let is_group = |node: &Node| matches!(node, Node::Object(_) | Node::Array(_));
    if !KEYS.iter().any(|key| root.get(key).is_some_and(is_group)) {
        return Err(ReadError::Unsupported { format });
    }
    let mut page = Page { text, flow: Flow::new() };
    page.write(&root);
    Ok(page.flow.finish())
}

/// Writes the blocks.
struct Page<'a> {
    text: &'a str,
    flow: Flow,
}

impl Page<'_> {
    fn write(&mut self, root: &Node) {
        let Node::Object(pairs) = root else { return };
        if let Some(basics) = root.get("basics") {
            self.basics(basics);
        }
        for (key, value) in pairs {
            let heading = match key.as_str() {
                "basics" | "meta" | "$schema" => continue,
                "work" => "Experience",
                "volunteer" => "Volunteering",
                "education" => "Education",
                "awards" => "Awards",
                "certificates" => "Certificates",
                "publications" => "Publications",
                "skills" => "Skills",
                "languages" => "Languages",
                "interests" => "Interests",
                "references" => "References",
                "projects" => "Projects",
                other => other,
            };
            let items = value.items();
            let Some(first) = items.first() else { continue };
            let at = place(first).start;
            self.flow.block(BlockKind::Heading { level: 2 }, 0);
            self.flow.replaced(heading, at..at, Style::default(), None);
            for item in items {
                self.entry(key, item);
            }
        }
    }

    fn basics(&mut self, basics: &Node) {
        self.line(BlockKind::Heading { level: 1 }, &[basics.get("name")], "");
        self.line(BlockKind::Paragraph, &[basics.get("label")], "");
        for key in ["email", "phone", "url", "website"] {
            self.line(BlockKind::Paragraph, &[basics.get(key)], "");
        }
        if let Some(location) = basics.get("location") {
            let part = |key: &str| location.get(key);
            let parts = [part("address"), part("postalCode"), part("city"), part("region"), part("countryCode")];
            self.line(BlockKind::Paragraph, &parts, ", ");
        }
        for profile in basics.get("profiles").map(Node::items).unwrap_or_default() {
            let target = profile.get("url").filter(|url| self.says(url)).or_else(|| profile.get("username"));
            self.line(BlockKind::Paragraph, &[profile.get("network"), target], ": ");
        }
        if let Some(summary) = basics.get("summary").filter(|summary| self.says(summary)) {
            let at = place(summary).start;
            self.flow.block(BlockKind::Heading { level: 2 }, 0);
            self.flow.replaced("Summary", at..at, Style::default(), None);
            self.prose(summary);
        }
    }

    fn entry(&mut self, key: &str, item: &Node) {
        let part = |key: &str| item.get(key);
        let heading = BlockKind::Heading { level: 3 };
        match key {
            "work" => self.line(heading, &[part("position"), part("name").or(part("company"))], ", "),
            "volunteer" => self.line(heading, &[part("position"), part("organization")], ", "),
            "education" => {
                self.line(heading, &[part("institution")], "");
                self.line(BlockKind::Paragraph, &[part("studyType"), part("area")], ", ");
            }
            "awards" => {
                self.line(heading, &[part("title")], "");
                self.line(BlockKind::Paragraph, &[part("awarder")], "");
            }
            "certificates" => {
                self.line(heading, &[part("name")], "");
                self.line(BlockKind::Paragraph, &[part("issuer")], "");
            }
            "publications" => {
                self.line(heading, &[part("name")], "");
                self.line(BlockKind::Paragraph, &[part("publisher")], "");
            }
            "projects" | "references" => self.line(heading, &[part("name")], ""),
            "skills" | "interests" => return self.keywords(item),
            "languages" => return self.language(item),
            _ => return self.anything(item),
        }
        self.dates(key, item);
        for key in ["description", "summary", "reference"] {
            if let Some(prose) = part(key) {
                self.prose(prose);
            }
        }
        if let Some(score) = part("score").or(part("gpa")).filter(|score| self.says(score)) {
            self.labelled("Score", std::slice::from_ref(score));
        }
        for key in ["highlights", "courses"] {
            for item in part(key).map(Node::items).unwrap_or_default() {
                self.line(BlockKind::ListItem { ordered: false }, &[Some(item)], "");
            }
        }
        if let Some(keywords) = part("keywords").filter(|keywords| !keywords.items().is_empty()) {
            self.labelled("Technologies", keywords.items());
        }
        self.line(BlockKind::Paragraph, &[part("url").or(part("website"))], "");
    }

    /// `2019-05 – 2021-03`, and the place behind a tab.
    fn dates(&mut self, key: &str, item: &Node) {
        let part = |key: &str| item.get(key).filter(|node| self.says(node));
        let (start, end) = (part("startDate"), part("endDate"));
        let single = part("date").or(part("releaseDate"));
        let location = part("location");
        let Some(first) = start.or(end).or(single).or(location) else { return };
        let first = place(first);
        self.flow.block(BlockKind::Paragraph, 0);
        if let Some(date) = start.or(single) {
            self.string(&place(date));
        }
        let is_open = start.is_some() && matches!(key, "work" | "volunteer");
        let at = start.map_or(first.start, |start| place(start).end);
        if end.is_some() || is_open {
            if start.is_some() {
                self.joiner(" – ", at);
            }
            match end {
                Some(end) => self.string(&place(end)),
                None => self.flow.replaced("Present", at..at, Style::default(), None),
            }
        }
        if let Some(location) = location {
            self.flow.gap(Gap::Tab, place(location).start..place(location).start);
            self.string(&place(location));
        }
        self.flow.end();
    }

    /// `Name: keyword, keyword`.
    fn keywords(&mut self, item: &Node) {
        let keywords = item.get("keywords").map(Node::items).unwrap_or_default();
        let name = item.get("name").filter(|name| self.says(name));
        if let (Some(name), false) = (name, keywords.is_empty()) {
            self.flow.block(BlockKind::ListItem { ordered: false }, 1);
            self.string(&place(name));
            self.joiner(": ", place(name).end);
            self.list(keywords);
        } else if keywords.is_empty() {
            let text = if matches!(item, Node::String(_)) { Some(item) } else { name };
            self.line(BlockKind::ListItem { ordered: false }, &[text], "");
        } else {
            self.flow.block(BlockKind::ListItem { ordered: false }, 1);
            self.list(keywords);
        }
        self.flow.end();
    }

    fn language(&mut self, item: &Node) {
        let (language, fluency) = (item.get("language"), item.get("fluency").filter(|fluency| self.says(fluency)));
        let Some(language) = language.filter(|language| self.says(language)) else { return };
        self.flow.block(BlockKind::ListItem { ordered: false }, 1);
        self.string(&place(language));
        if let Some(fluency) = fluency {
            self.joiner(" (", place(language).end);
            self.string(&place(fluency));
            self.joiner(")", place(fluency).end);
        }
        self.flow.end();
    }

    /// The strings of a key that the standard does not know.
    fn anything(&mut self, item: &Node) {
        match item {
            Node::String(_) => self.line(BlockKind::ListItem { ordered: false }, &[Some(item)], ""),
            Node::Word(_) => {}
            Node::Array(items) => items.iter().for_each(|item| self.anything(item)),
            Node::Object(pairs) => {
                for (number, (_, value)) in pairs.iter().enumerate() {
                    match value {
                        Node::String(_) if number == 0 => {
                            self.line(BlockKind::Heading { level: 3 }, &[Some(value)], "");
                        }
                        Node::String(_) => self.prose(value),
                        Node::Word(_) | Node::Array(_) | Node::Object(_) => self.anything(value),
                    }
                }
            }
        }
    }

    fn labelled(&mut self, label: &str, items: &[Node]) {
        let Some(first) = items.first() else { return };
        let at = place(first).start;
        self.flow.block(BlockKind::Paragraph, 0);
        self.flow.replaced(label, at..at, Style::default(), None);
        self.joiner(": ", at);
        self.list(items);
        self.flow.end();
    }

    /// The strings, separated by commas.
    fn list(&mut self, items: &[Node]) {
        let mut before = None;
        for item in items.iter().filter(|item| matches!(item, Node::String(_) | Node::Word(_))) {
            let at = place(item);
            if let Some(before) = before {
                self.joiner(", ", before);
            }
            before = Some(at.end);
            self.string(&at);
        }
    }

    /// A block with the parts that say something.
    fn line(&mut self, kind: BlockKind, parts: &[Option<&Node>], joiner: &str) {
        let indent = u8::from(matches!(kind, BlockKind::ListItem { .. }));
        let mut before: Option<usize> = None;
        for part in parts.iter().copied().flatten() {
            if !self.says(part) {
                continue;
            }
            match before {
                Some(before) => self.joiner(joiner, before),
                None => self.flow.block(kind, indent),
            }
            before = Some(place(part).end);
            self.string(&place(part));
        }
        self.flow.end();
    }

    /// Text between two values, which the file does not have.
    fn joiner(&mut self, text: &str, at: usize) {
        let (bare, front) = (text.trim(), text.starts_with(' '));
        if front {
            self.flow.gap(Gap::Blank, at..at);
        }
        self.flow.replaced(bare, at..at, Style::default(), None);
        if text.ends_with(' ') {
            self.flow.gap(Gap::Blank, at..at);
        }
    }

    /// A string of several lines: a block for each paragraph.
    fn prose(&mut self, node: &Node) {
        if !self.says(node) {
            return;
        }
        let whole = place(node);
        let raw = self.text.get(whole.clone()).unwrap_or_default();
        for part in lines(raw) {
            self.flow.block(BlockKind::Paragraph, 0);
            self.string(&(whole.start + part.start..whole.start + part.end));
        }
        self.flow.end();
    }

    fn string(&mut self, at: &Range<usize>) {
        let raw = self.text.get(at.clone()).unwrap_or_default();
        if raw.contains('\\') {
            self.flow.replaced(&decoded(raw), at.clone(), Style::default(), None);
        } else {
            self.flow.text(raw, at.start, Style::default(), None);
        }
    }

    /// Whether a value is a string with something in it, or a number.
    fn says(&self, node: &Node) -> bool {
        let text = self.text.get(place(node)).unwrap_or_default();
        match node {
            Node::String(_) => !text.trim().is_empty(),
            Node::Word(_) => text.starts_with(|c: char| c.is_ascii_digit()),
            Node::Array(_) | Node::Object(_) => false,
        }
    }
}

/// The lines of a raw string, which the escape `\n` ends.
fn lines(raw: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut from = 0;
    let mut chars = raw.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\'
            && let Some((_, 'n')) = chars.next()
        {
            lines.push(from..at);
            from = at + 2;
        }
    }
    lines.push(from..raw.len());
    lines
}
