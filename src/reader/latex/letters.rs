//! Letters and signs: ligatures, accents, the commands that stand for one character.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::flow::Gap;
use super::super::icons::is_command;
use super::Reader;
use super::tokens::{Kind, Place};
use crate::characters::composed;
use crate::document::Style;

/// `name character`, one a line.
static SIGNS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| include_str!("signs.txt").lines().filter_map(|line| line.split_once(' ')).collect());

/// Accents: the command, and the mark that it puts on a letter.
const ACCENTS: &[(&str, char)] = &[
    ("'", '\u{301}'),
    ("`", '\u{300}'),
    ("^", '\u{302}'),
    ("\"", '\u{308}'),
    ("~", '\u{303}'),
    ("=", '\u{304}'),
    (".", '\u{307}'),
    ("u", '\u{306}'),
    ("v", '\u{30C}'),
    ("H", '\u{30B}'),
    ("c", '\u{327}'),
    ("k", '\u{328}'),
    ("r", '\u{30A}'),
    ("d", '\u{323}'),
    ("b", '\u{331}'),
    ("t", '\u{361}'),
];

/// Ligatures of text fonts, the longest first.
const LIGATURES: [(&str, &str); 8] =
    [("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), (",,", "„"), ("!`", "¡"), ("?`", "¿")];

/// Shorthands of babel's German.
const GERMAN: [(&str, &str); 11] = [
    ("\"a", "ä"),
    ("\"o", "ö"),
    ("\"u", "ü"),
    ("\"A", "Ä"),
    ("\"O", "Ö"),
    ("\"U", "Ü"),
    ("\"s", "ß"),
    ("\"`", "„"),
    ("\"'", "“"),
    ("\"=", "-"),
    ("\"-", ""),
];

impl<'a> Reader<'a> {
    /// Text of the source.
    pub(super) fn letters(&mut self, text: &'a str, at: Place) {
        if !self.shows() {
            return;
        }
        if self.look.math {
            return self.formula(text, at);
        }
        if self.look.style.code || !text.contains(['-', '`', '\'', '"', ',']) {
            return self.exact(text, at);
        }
        let (mut from, mut at_byte) = (0, 0);
        while let Some(rest) = text.get(at_byte..).filter(|rest| !rest.is_empty()) {
            let german = if self.is_german { &GERMAN[..] } else { &[] };
            match LIGATURES.iter().chain(german).find(|(written, _)| rest.starts_with(written)) {
                Some((written, shown)) => {
                    self.exact(text.get(from..at_byte).unwrap_or_default(), at.cut(from, at_byte, text.len()));
                    let end = at_byte + written.len();
                    self.replaced(shown, at.cut(at_byte, end, text.len()));
                    at_byte = end;
                    from = end;
                }
                None => at_byte += rest.chars().next().map_or(1, char::len_utf8),
            }
        }
        self.exact(text.get(from..).unwrap_or_default(), at.cut(from, text.len(), text.len()));
    }

    /// A formula's letters: what makes indices of them is left out.
    fn formula(&mut self, text: &'a str, at: Place) {
        let mut from = 0;
        for part in text.split_inclusive(['^', '_']) {
            let bare = part.trim_end_matches(['^', '_']);
            self.exact(bare, at.cut(from, from + bare.len(), text.len()));
            from += part.len();
        }
    }

    /// Text that stands in the file as it is shown.
    fn exact(&mut self, text: &str, at: Place) {
        if text.is_empty() || !self.begin_text() {
            return;
        }
        let link = self.links.mark(self.look.link);
        let target = self.links.target(link);
        let range = at.range();
        self.last = if at == Place::CALL { self.last } else { range.end };
        if at != Place::CALL && range.len() == text.len() {
            self.flow.text(text, range.start, self.look.style, target);
        } else {
            let range = if at == Place::CALL { self.last..self.last } else { range };
            self.flow.replaced(text, range, self.look.style, target);
        }
    }

    /// Text that the file writes differently.
    pub(super) fn replaced(&mut self, text: &str, at: Place) {
        let is_blank = text.trim().is_empty();
        if text.is_empty() || (!is_blank && !self.begin_text()) || !self.shows() {
            return;
        }
        let link = if is_blank { None } else { self.links.mark(self.look.link) };
        let style = if is_blank { Style::default() } else { self.look.style };
        let range = if at == Place::CALL { self.last..self.last } else { at.range() };
        self.flow.replaced(text, range, style, self.links.target(link));
    }

    /// The address that stands for a link.
    pub(super) fn address_text(&mut self, text: &str, at: Place) {
        self.exact(text, at);
    }

    /// Opens a block, and puts the sign that waits; false if nothing is shown.
    fn begin_text(&mut self) -> bool {
        if !self.shows() {
            return false;
        }
        if !self.flow.has_text() {
            // Who it is about comes first, whatever asks for it.
            self.show_header(Place::CALL);
        }
        if self.mark.take() == Some(self.breaks) && !self.look.is_huge {
            self.begin_item(false);
        }
        self.open_block();
        if let Some((sign, at)) = self.separator.take()
            && self.flow.has_text()
            && self.flow.pending() < Gap::Break
        {
            let range = if at == Place::CALL { self.last..self.last } else { at.range() };
            self.flow.replaced(sign, range, Style::default(), None);
        }
        true
    }

    /// A link that shows nothing but an icon is named by its target.
    pub(super) fn name_link(&mut self) {
        let link = self.look.link;
        let Some((target, at)) = self.links.name(link).filter(|_| self.shows()) else { return };
        if !self.begin_text() {
            return;
        }
        let link = self.links.mark(link);
        let style = Style { alt: true, ..self.look.style };
        let target_of = self.links.target(link);
        if at.len() == target.len() {
            self.flow.text(&target, at.start, style, target_of);
        } else {
            self.flow.replaced(&target, at, style, target_of);
        }
    }

    /// A command that stands for a character; tells whether it is one.
    pub(super) fn sign(&mut self, name: &'a str, at: Place) -> bool {
        if let Some(&(_, mark)) = ACCENTS.iter().find(|(accent, _)| *accent == name) {
            self.accent(mark, at);
            return true;
        }
        if let Some(sign) = SIGNS.get(name) {
            if name.len() > 2 && self.groups_ahead(2) == 2 {
                // `\degree{MSc}{2013}` is a command of the class.
                self.unknown(name, at);
                return true;
            }
            if self.input.peek().is_some_and(|next| next.kind == Kind::Open) && name.len() > 1 {
                self.eat_empty_group();
            }
            self.replaced(sign, at);
            return true;
        }
        if is_command(name) {
            // Pictures are set between the parts of a line.
            if matches!(name, "faIcon" | "faicon" | "faicons" | "fontawesome" | "aiIcon") {
                self.input.eat('*');
                self.input.optional('[', ']');
                self.input.argument();
            } else {
                self.input.eat('*');
                self.eat_empty_group();
                self.input.optional('[', ']');
            }
            self.gap(Gap::Loose, at);
            return true;
        }
        // A sign that no table knows stands for itself, as `\&` does.
        if let (Some(c), None) = (name.chars().next(), name.chars().nth(1))
            && !c.is_alphanumeric()
        {
            if matches!(c, '(' | ')' | '[' | ']') {
                self.look.math = matches!(c, '(' | '[');
            } else {
                self.replaced(name, at);
            }
            return true;
        }
        false
    }

    fn eat_empty_group(&mut self) {
        let Some(open) = self.input.next() else { return };
        if open.kind == Kind::Open && self.input.peek().is_some_and(|next| next.kind == Kind::Close) {
            self.input.next();
        } else {
            self.input.back(open);
        }
    }

    fn accent(&mut self, mark: char, at: Place) {
        let argument = self.input.argument();
        let mut rest = Vec::new();
        let mut found: Option<(char, Place)> = None;
        for token in argument {
            match (found, token.kind) {
                (None, Kind::Text(text)) => {
                    let c = text.chars().next().unwrap_or(' ');
                    found = Some((c, token.at));
                    rest.extend(token.tail(c.len_utf8()));
                }
                (None, Kind::Control("i")) => found = Some(('i', token.at)),
                (None, Kind::Control("j")) => found = Some(('j', token.at)),
                (Some(_), _) => rest.push(token),
                (None, _) => {}
            }
        }
        let Some((letter, letter_at)) = found else { return };
        let shown = composed(letter, mark.encode_utf8(&mut [0; 4]));
        let letter_end = letter_at.start.saturating_add(letter.len_utf8() as u32);
        let is_near = letter_at.start >= at.end && letter_at.start <= at.end.saturating_add(4);
        self.replaced(&shown, Place { start: at.start, end: if is_near { letter_end } else { at.end } });
        self.input.push(&rest);
    }
}
