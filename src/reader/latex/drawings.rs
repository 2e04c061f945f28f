//! Drawings: what is written in them, and those that are marks of list items.

use super::super::flow::Gap;
use super::input::flat;
use super::tokens::{Kind, Token};
use super::{Reader, Then};

/// How far the text of a node is looked for, in tokens.
const REACH: usize = 40;

impl<'a> Reader<'a> {
    /// Nothing is shown up to the end of the environment.
    pub(super) fn hide(&mut self, name: &'a str) {
        let options = self.input.optional('[', ']').unwrap_or_default();
        // A page's background.
        let is_behind = flat(&options).contains("overlay");
        let depth = self.groups.len();
        self.open(Some(name), if is_behind { Then::Hidden } else { Then::Drawn });
        self.hidden += self.groups.len() - depth;
    }

    /// A drawing ends: where a line begins, it is the mark of an item.
    pub(super) fn end_drawing(&mut self) {
        let begins_line = self.flow.has_text() && self.flow.pending() >= Gap::Break || !self.flow.has_text();
        if self.shows() && self.headings == 0 && begins_line && self.flow.len() > 0 {
            self.mark = Some(self.breaks);
        }
    }

    /// `\node[…] (name) at (0, 1) {words};` shows words.
    pub(super) fn node(&mut self) {
        for _ in 0..REACH {
            let Some(token) = self.input.next() else { return };
            match token.kind {
                Kind::Open => {
                    let words = self.input.group();
                    let letters = flat(&words).chars().filter(|c| c.is_alphabetic()).count();
                    if letters > 2 {
                        let at = token.at;
                        self.input.push(&[Token { kind: Kind::Close, at }]);
                        self.input.push(&words);
                        self.end_block();
                        self.open(None, Then::Shown(self.hidden));
                        self.hidden = 0;
                    }
                    return;
                }
                Kind::Text(text) if text.contains(';') => return,
                Kind::Control("end" | "node" | "draw" | "fill" | "path") | Kind::Close | Kind::Par => {
                    return self.input.back(token);
                }
                _ => {}
            }
        }
    }
}
