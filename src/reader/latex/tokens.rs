//! LaTeX source -> tokens, one at a time: what a letter means may change on the way.

/// Where a token stands in the file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Place {
    /// The place of what a class definition adds: that of the command which called for it, known when it is expanded.
    pub(super) const CALL: Self = Self { start: u32::MAX, end: u32::MAX };

    pub(super) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end.max(self.start) as usize
    }
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// `\name` or `\&`, without the backslash.
    Control(&'a str),
    /// Letters with single blanks between them.
    Text(&'a str),
    /// White space.
    Space,
    /// An empty line.
    Par,
    /// `{`
    Open,
    /// `}`
    Close,
    /// `$`
    Math,
    /// `&`
    Align,
    /// `~`
    Tie,
    /// `#`
    Hash,
    /// `#1` in the body of a definition.
    Param(u8),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) at: Place,
}

impl<'a> Token<'a> {
    /// A command that stands in no file.
    pub(super) fn control(name: &'a str, at: Place) -> Self {
        Self { kind: Kind::Control(name), at }
    }

    pub(super) fn is_blank(&self) -> bool {
        matches!(self.kind, Kind::Space | Kind::Par)
    }

    /// What it costs to keep or print the token; see [`super::input::Input`].
    pub(super) fn cost(&self) -> usize {
        8 + if let Kind::Text(text) = self.kind { text.len() } else { 0 }
    }

    /// The part of a text token from byte `from` on.
    pub(super) fn tail(&self, from: usize) -> Option<Self> {
        let Kind::Text(text) = self.kind else { return None };
        let rest = text.get(from..).filter(|rest| !rest.is_empty())?;
        Some(Self { kind: Kind::Text(rest), at: self.at.cut(from, text.len(), text.len()) })
    }

    /// The first `to` bytes of a text token.
    pub(super) fn head(&self, to: usize) -> Option<Self> {
        let Kind::Text(text) = self.kind else { return None };
        let part = text.get(..to).filter(|part| !part.is_empty())?;
        Some(Self { kind: Kind::Text(part), at: self.at.cut(0, to, text.len()) })
    }
}

impl Place {
    /// The place of bytes `from..to` of a text of `len` bytes that stands here.
    pub(super) fn cut(self, from: usize, to: usize, len: usize) -> Self {
        if self == Self::CALL || (self.end.saturating_sub(self.start)) as usize != len {
            return self;
        }
        Self { start: self.start + from as u32, end: self.start + to as u32 }
    }
}

/// Cuts a source into tokens.
#[derive(Debug, Clone)]
pub(super) struct Tokenizer<'a> {
    source: &'a str,
    at: usize,
    /// `@` is a letter, as in class files and between `\makeatletter` and `\makeatother`.
    at_is_letter: bool,
    /// The source is a class file of ours, not the document.
    is_class: bool,
}

impl<'a> Tokenizer<'a> {
    pub(super) fn of_document(source: &'a str) -> Self {
        Self { source, at: 0, at_is_letter: false, is_class: false }
    }

    pub(super) fn of_class(source: &'a str) -> Self {
        Self { source, at: 0, at_is_letter: true, is_class: true }
    }

    /// What has not been cut yet, and where it begins.
    pub(super) fn rest(&self) -> (&'a str, usize) {
        (self.source.get(self.at..).unwrap_or_default(), self.at)
    }

    /// Leaves out bytes of the source.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.source.len());
        while !self.source.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    fn place(&self, start: usize) -> Place {
        if self.is_class { Place::CALL } else { Place { start: start as u32, end: self.at as u32 } }
    }

    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let start = self.at;
            let (rest, _) = self.rest();
            let first = rest.chars().next()?;
            let kind = match first {
                '%' => {
                    self.comment(rest);
                    continue;
                }
                '\\' => self.control(rest),
                '{' => self.single(Kind::Open),
                '}' => self.single(Kind::Close),
                '$' => self.single(Kind::Math),
                '&' => self.single(Kind::Align),
                '~' => self.single(Kind::Tie),
                '#' => self.single(Kind::Hash),
                c if c.is_ascii_whitespace() => self.blank(rest),
                _ => {
                    let len = text_len(rest);
                    self.at += len;
                    Kind::Text(rest.get(..len)?)
                }
            };
            return Some(Token { kind, at: self.place(start) });
        }
    }

    fn single(&mut self, kind: Kind<'a>) -> Kind<'a> {
        self.at += 1;
        kind
    }

    /// A comment takes its line end and the next line's indentation with it.
    fn comment(&mut self, rest: &str) {
        let line = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let after = rest.get(line..).unwrap_or_default();
        let indent = after.len() - after.trim_start_matches([' ', '\t']).len();
        self.at += line + indent;
    }

    fn blank(&mut self, rest: &str) -> Kind<'a> {
        let len = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
        self.at += len;
        let lines = rest.get(..len).unwrap_or_default().matches('\n').count();
        if lines > 1 { Kind::Par } else { Kind::Space }
    }

    /// A control word swallows the blanks behind it, though not an empty line.
    fn control(&mut self, rest: &'a str) -> Kind<'a> {
        let after = rest.get(1..).unwrap_or_default();
        let is_letter = |c: char| c.is_ascii_alphabetic() || (c == '@' && self.at_is_letter);
        let word = after.len() - after.trim_start_matches(is_letter).len();
        if word == 0 {
            let len = after.chars().next().map_or(0, char::len_utf8);
            self.at += 1 + len;
            return Kind::Control(after.get(..len).unwrap_or_default());
        }
        let name = after.get(..word).unwrap_or_default();
        match name {
            "makeatletter" | "ExplSyntaxOn" => self.at_is_letter = true,
            "makeatother" | "ExplSyntaxOff" => self.at_is_letter = self.is_class,
            _ => {}
        }
        let behind = after.get(word..).unwrap_or_default();
        let blanks = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
        let one_line = behind.get(..blanks).unwrap_or_default().matches('\n').count() <= 1;
        self.at += 1 + word + if one_line { blanks } else { 0 };
        Kind::Control(name)
    }
}

/// How many bytes of a text go on without a special character; single blanks between words are part of it.
fn text_len(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let is_special = |byte: u8| matches!(byte, b'\\' | b'{' | b'}' | b'$' | b'&' | b'~' | b'#' | b'%');
    let mut len = 0;
    while let Some(&byte) = bytes.get(len) {
        if byte == b' ' {
            let goes_on = bytes.get(len + 1).is_some_and(|&next| !next.is_ascii_whitespace() && !is_special(next));
            if !goes_on {
                break;
            }
        } else if byte.is_ascii_whitespace() || is_special(byte) {
            break;
        }
        len += 1;
    }
    len
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> Vec<Kind<'_>> {
        let mut tokenizer = Tokenizer::of_document(source);
        std::iter::from_fn(|| tokenizer.next()).map(|token| token.kind).collect()
    }

    #[test]
    fn comments_take_their_line_end_with_them() {
        use Kind::{Close, Control, Open, Par, Space, Text};
        assert_eq!(
            kinds("a b%c\n  d \\x  {e}\n\n\\%"),
            [Text("a b"), Text("d"), Space, Control("x"), Open, Text("e"), Close, Par, Control("%")]
        );
        assert_eq!(kinds("\\a@b"), [Control("a"), Text("@b")]);
        assert_eq!(kinds("\\makeatletter\\a@b"), [Control("makeatletter"), Control("a@b")]);
    }
}
