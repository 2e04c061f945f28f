//! Rich Text Format -> tokens.

use std::ops::Range;

/// A piece of the file. Line ends of the file mean nothing, so they are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// `\name12`: its number, if it has one.
    Word(&'a str, Option<i32>),
    /// `\'e9`
    Byte(u8),
    /// `\~`, `\*`
    Symbol(char),
    /// Characters that stand for themselves.
    Text(&'a str),
}

/// Cuts a text into tokens, and tells where each stands.
pub(super) struct Tokenizer<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Tokenizer<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, at: 0 }
    }

    /// Leaves out bytes that are no text (`\bin`).
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes).min(self.source.len());
        while !self.source.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    pub(super) fn next(&mut self) -> Option<(Token<'a>, Range<usize>)> {
        loop {
            let start = self.at;
            let rest = self.source.get(start..)?;
            let first = rest.chars().next()?;
            let token = match first {
                '{' => self.one(Token::Open),
                '}' => self.one(Token::Close),
                '\\' => self.control(rest)?,
                '\r' | '\n' | '\0' => {
                    self.at += 1;
                    continue;
                }
                '\t' => self.one(Token::Word("tab", None)),
                _ => {
                    let end = rest.find(['{', '}', '\\', '\r', '\n', '\t', '\0']).unwrap_or(rest.len());
                    self.at += end;
                    Token::Text(rest.get(..end)?)
                }
            };
            return Some((token, start..self.at));
        }
    }

    fn one(&mut self, token: Token<'a>) -> Token<'a> {
        self.at += 1;
        token
    }

    fn control(&mut self, rest: &'a str) -> Option<Token<'a>> {
        let after = rest.get(1..)?;
        let letters = after.len() - after.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        if letters == 0 {
            return Some(self.symbol(after));
        }
        let behind = after.get(letters..)?;
        let sign = usize::from(behind.starts_with('-'));
        let digits = behind.get(sign..)?;
        let digits = digits.len() - digits.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number_len = if digits > 0 { sign + digits } else { 0 };
        let number = behind.get(..number_len).and_then(|number| number.parse().ok());
        let blank = usize::from(behind.get(number_len..)?.starts_with(' '));
        self.at += 1 + letters + number_len + blank;
        Some(Token::Word(after.get(..letters)?, number))
    }

    fn symbol(&mut self, after: &'a str) -> Token<'a> {
        let first = after.chars().next();
        if first == Some('\'') {
            let hex = after.get(1..3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
            self.at += if hex.is_some() { 4 } else { 2 };
            return hex.map_or(Token::Symbol('\''), Token::Byte);
        }
        self.at += 1 + first.map_or(0, char::len_utf8);
        match first {
            Some('\n' | '\r') => Token::Word("par", None),
            Some('\t') => Token::Word("tab", None),
            other => Token::Symbol(other.unwrap_or('\\')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_word_takes_one_blank_with_it() {
        let mut tokenizer = Tokenizer::new("{\\b0  a\\'e9\r\n\\u-3913 ?\\~}");
        let tokens: Vec<_> = std::iter::from_fn(|| tokenizer.next()).map(|(token, _)| token).collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Text(" a"),
                Token::Byte(0xE9),
                Token::Word("u", Some(-3913)),
                Token::Text("?"),
                Token::Symbol('~'),
                Token::Close,
            ]
        );
    }
}
