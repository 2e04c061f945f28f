//! What the reader reads next: the tokens that expansion put in front of it, then the source.

use super::tokens::{Kind, Place, Token, Tokenizer};

/// How far an optional argument is looked for, in tokens.
const LONGEST_OPTION: usize = 2000;

/// The work that expansion may cause besides that which the file's length allows, in units of [`Token::cost`].
const WORK: usize = 1 << 20;

/// Tokens in the order in which they are to be read.
#[derive(Debug)]
pub(super) struct Input<'a> {
    source: Tokenizer<'a>,
    /// Tokens to read before the source, the next one last.
    ahead: Vec<Token<'a>>,
    /// What may still be put in front. A definition that calls itself uses it up; nothing is expanded after that.
    work: usize,
}

impl<'a> Input<'a> {
    pub(super) fn new(source: Tokenizer<'a>) -> Self {
        let work = WORK + 8 * source.rest().0.len();
        Self { source, ahead: Vec::new(), work }
    }

    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        self.ahead.pop().or_else(|| self.source.next())
    }

    pub(super) fn peek(&mut self) -> Option<Token<'a>> {
        let token = self.next()?;
        self.ahead.push(token);
        Some(token)
    }

    /// Puts back a token that was just read.
    pub(super) fn back(&mut self, token: Token<'a>) {
        self.ahead.push(token);
    }

    /// Whether there is work left for an expansion.
    pub(super) fn may_expand(&self) -> bool {
        self.work > 0
    }

    /// Puts tokens in front of what is to be read.
    pub(super) fn push(&mut self, tokens: &[Token<'a>]) {
        for token in tokens.iter().rev() {
            self.charge(token.cost());
            self.ahead.push(*token);
        }
    }

    pub(super) fn charge(&mut self, cost: usize) {
        self.work = self.work.saturating_sub(cost);
    }

    /// The source that follows, byte for byte, unless an expansion is being read; and where it begins.
    pub(super) fn raw(&self) -> Option<(&'a str, usize)> {
        self.ahead.is_empty().then(|| self.source.rest())
    }

    /// Leaves out bytes of what [`Self::raw`] gave.
    pub(super) fn skip_raw(&mut self, bytes: usize) {
        self.source.skip(bytes);
    }

    pub(super) fn skip_blanks(&mut self) {
        while let Some(token) = self.next() {
            if !token.is_blank() {
                return self.back(token);
            }
        }
    }

    /// Leaves out blanks, though not an empty line.
    pub(super) fn skip_spaces(&mut self) {
        while let Some(token) = self.next() {
            if token.kind != Kind::Space {
                return self.back(token);
            }
        }
    }

    /// Reads `mark` if it comes next, blanks before it or not.
    pub(super) fn eat(&mut self, mark: char) -> bool {
        let blank = self.peek().filter(|token| token.kind == Kind::Space);
        if blank.is_some() {
            self.next();
        }
        if let Some(token) = self.next() {
            if let Kind::Text(text) = token.kind
                && text.starts_with(mark)
            {
                if let Some(rest) = token.tail(mark.len_utf8()) {
                    self.back(rest);
                }
                return true;
            }
            self.back(token);
        }
        if let Some(blank) = blank {
            self.back(blank);
        }
        false
    }

    /// One argument: what stands in the next group, or the next token. A word is as many tokens as it has letters.
    pub(super) fn argument(&mut self) -> Vec<Token<'a>> {
        self.skip_blanks();
        let Some(token) = self.next() else { return Vec::new() };
        match token.kind {
            Kind::Open => self.group(),
            Kind::Close => {
                self.back(token);
                Vec::new()
            }
            Kind::Text(text) => {
                let len = text.chars().next().map_or(0, char::len_utf8);
                if let Some(rest) = token.tail(len) {
                    self.back(rest);
                }
                token.head(len).into_iter().collect()
            }
            _ => vec![token],
        }
    }

    /// What stands in the next group, if one comes next.
    pub(super) fn optional_group(&mut self) -> Vec<Token<'a>> {
        let blank = self.peek().filter(|token| token.kind == Kind::Space);
        if blank.is_some() {
            self.next();
        }
        if self.peek().is_some_and(|next| next.kind == Kind::Open) {
            self.next();
            return self.group();
        }
        if let Some(blank) = blank {
            self.back(blank);
        }
        Vec::new()
    }

    /// What stands up to the brace that closes the group whose opening brace was just read.
    pub(super) fn group(&mut self) -> Vec<Token<'a>> {
        let mut tokens = Vec::new();
        let mut depth = 0_usize;
        while let Some(token) = self.next() {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close if depth == 0 => break,
                Kind::Close => depth -= 1,
                _ => {}
            }
            self.charge(token.cost());
            tokens.push(token);
        }
        tokens
    }

    /// What stands between `open` and `close`, if `open` comes next.
    pub(super) fn optional(&mut self, open: char, close: char) -> Option<Vec<Token<'a>>> {
        if !self.may_expand() || !self.eat(open) {
            return None;
        }
        let mut tokens: Vec<Token<'a>> = Vec::new();
        let mut depth = 0_usize;
        let mut nested = 0_usize;
        while let Some(token) = self.next() {
            self.charge(1);
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close | Kind::Par if depth == 0 => {
                    self.back(token);
                    break;
                }
                Kind::Close => depth -= 1,
                Kind::Text(text) if depth == 0 => {
                    let mut end = None;
                    for (at, c) in text.char_indices() {
                        if c == close && nested == 0 {
                            end = Some(at);
                            break;
                        }
                        nested = if c == open { nested + 1 } else { nested - usize::from(c == close) };
                    }
                    if let Some(end) = end {
                        if let Some(rest) = token.tail(end + close.len_utf8()) {
                            self.back(rest);
                        }
                        tokens.extend(token.head(end));
                        return Some(tokens);
                    }
                }
                _ => {}
            }
            tokens.push(token);
            if tokens.len() > LONGEST_OPTION {
                break;
            }
        }
        // It never closes, so it was none: the sign itself is all that is lost.
        for token in tokens.into_iter().rev() {
            self.back(token);
        }
        None
    }

    /// Leaves out a length: `3pt`, `=1.5em plus 1fil`, `-\baselineskip`.
    pub(super) fn skip_length(&mut self) {
        let _ = self.eat('=');
        self.skip_spaces();
        let Some(token) = self.next() else { return };
        match token.kind {
            Kind::Text(text) => {
                let len = length_len(text);
                if len < text.len() {
                    if let Some(rest) = token.tail(len) {
                        self.back(rest);
                    }
                } else if text.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-'))
                    && let Some(next) = self.next()
                {
                    // The unit is a register: `-2\parskip`.
                    if !matches!(next.kind, Kind::Control(_)) {
                        self.back(next);
                    }
                }
            }
            Kind::Control(_) => {}
            _ => self.back(token),
        }
    }
}

/// Units of length.
const UNITS: [&str; 16] =
    ["pt", "cm", "mm", "in", "em", "ex", "pc", "bp", "dd", "cc", "sp", "mu", "filll", "fill", "fil", "px"];

/// How many bytes of `text` are a length, with what it may stretch and shrink.
fn length_len(text: &str) -> usize {
    let mut len = 0;
    for (count, word) in text.split_inclusive(' ').enumerate() {
        let bare = word.trim_end();
        let number = bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | ','));
        let unit = UNITS.iter().find_map(|unit| number.strip_prefix(unit));
        match unit {
            Some("") => len += word.len(),
            Some(_) if count == 0 => return bare.len() - unit.map_or(0, str::len),
            None if number.is_empty() => len += word.len(),
            None if count > 0 && matches!(bare, "plus" | "minus" | "true") => len += word.len(),
            _ => break,
        }
    }
    len.min(text.len())
}

/// Whether tokens are no words but a measure of the layout: `0.5\textwidth`, `3cm`, nothing.
pub(super) fn is_measure(tokens: &[Token]) -> bool {
    let mut text = String::new();
    for token in tokens {
        match token.kind {
            Kind::Text(part) => text.push_str(part),
            Kind::Control(name)
                if name.ends_with("width")
                    || name.ends_with("height")
                    || name.ends_with("skip")
                    || name.ends_with("sep") =>
            {
                text.push_str("pt");
            }
            Kind::Space => {}
            _ => return false,
        }
    }
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    UNITS.iter().any(|unit| text.strip_suffix(unit).is_some_and(is_number))
}

/// The tokens as plain characters: a key, an address.
pub(super) fn flat(tokens: &[Token]) -> String {
    let mut text = String::new();
    for token in tokens {
        match token.kind {
            Kind::Text(part) => text.push_str(part),
            Kind::Space | Kind::Par => text.push(' '),
            Kind::Align => text.push('&'),
            Kind::Hash => text.push('#'),
            Kind::Math => text.push('$'),
            Kind::Tie | Kind::Control("textasciitilde" | "sim") => text.push('~'),
            Kind::Control("textunderscore") => text.push('_'),
            Kind::Control(name) if name.chars().all(|c| !c.is_alphabetic()) => text.push_str(name),
            Kind::Control(_) | Kind::Open | Kind::Close | Kind::Param(_) => {}
        }
    }
    text
}

/// Where the tokens stand, from the first to the last.
pub(super) fn hull(tokens: &[Token]) -> Option<Place> {
    let places = tokens.iter().map(|token| token.at).filter(|at| *at != Place::CALL);
    places.reduce(|one, other| Place { start: one.start.min(other.start), end: one.end.max(other.end) })
}
