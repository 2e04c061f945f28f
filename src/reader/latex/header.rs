//! The person's data, which classes take in the preamble and show at the top of the first page.

use super::super::flow::Gap;
use super::Reader;
use super::tokens::{Kind, Place, Token};

/// What has been said and not been shown yet.
#[derive(Debug, Default)]
pub(super) struct Header<'a> {
    name: Vec<Token<'a>>,
    headlines: Vec<Vec<Token<'a>>>,
    contacts: Vec<Vec<Token<'a>>>,
    /// Name and headline are those of an article, which are shown where `\maketitle` says and nowhere else.
    of_article: bool,
}

impl Header<'_> {
    fn is_empty(&self) -> bool {
        self.name.is_empty() && self.headlines.is_empty() && self.contacts.is_empty()
    }
}

impl<'a> Reader<'a> {
    /// A command that takes or shows the person's data; tells whether it is one.
    pub(super) fn header_command(&mut self, name: &'a str, at: Place) -> bool {
        match name {
            "cv@name" => {
                let name = self.input.argument();
                let more = self.header.name.len();
                if more > 0 {
                    self.header.name.push(Token { kind: Kind::Space, at });
                }
                self.header.name.extend(name);
            }
            "cv@article" => self.header.of_article = !self.source.contains("\\maketitle"),
            "cv@headline" => {
                let headline = self.input.argument();
                self.header.headlines.push(headline);
            }
            "cv@contact" => {
                let contact = self.input.argument();
                self.header.contacts.push(contact);
            }
            "cv@header" => self.show_header(at),
            _ => return false,
        }
        true
    }

    /// Puts the person's data in front of what is to be read, once the document has begun.
    pub(super) fn show_header(&mut self, at: Place) {
        if self.header.is_empty() || !self.shows() {
            return;
        }
        let mut header = std::mem::take(&mut self.header);
        if header.of_article {
            header.name.clear();
            header.headlines.clear();
        }
        let token = |kind| Token { kind, at };
        let mut tokens = Vec::new();
        if !header.name.is_empty() {
            tokens.extend([token(Kind::Control("cv@title")), token(Kind::Open)]);
            tokens.extend(header.name);
            tokens.push(token(Kind::Close));
        }
        for line in header.headlines {
            tokens.extend([token(Kind::Control("cv@line")), token(Kind::Open)]);
            tokens.extend(line);
            tokens.push(token(Kind::Close));
        }
        // Contacts stand beside each other, unless one has lines of its own.
        let mut before_is_block = true;
        for contact in header.contacts {
            let is_block = contact.iter().any(|token| matches!(token.kind, Kind::Control("\\" | "newline")));
            let apart = if is_block || before_is_block { "cv@line" } else { "cv@tab" };
            before_is_block = is_block;
            tokens.extend([token(Kind::Control(apart)), token(Kind::Open)]);
            tokens.extend(contact);
            tokens.push(token(Kind::Close));
        }
        tokens.push(token(Kind::Par));
        self.gap(Gap::Line, at);
        let look = std::mem::take(&mut self.look);
        let lists = std::mem::take(&mut self.lists);
        self.read_now(&tokens);
        self.look = look;
        self.lists = lists;
    }

    /// Reads tokens before anything that is waiting.
    fn read_now(&mut self, tokens: &[Token<'a>]) {
        let end = Token::control("cv@end", Place::CALL);
        self.input.push(&[end]);
        self.input.push(tokens);
        while let Some(token) = self.input.next() {
            if token.kind == end.kind || !self.token(token) {
                break;
            }
        }
    }
}
