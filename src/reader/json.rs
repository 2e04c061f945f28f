//! Where the values of a JSON text stand.

use std::ops::Range;

/// The values of a text that is known to be JSON, and no deeper than `serde_json` allows.
pub(super) fn scan(text: &str) -> Node {
    Scanner { text, at: 0 }.value()
}

/// A value, and where it stands.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// Between the quotes.
    String(Range<usize>),
    /// A number, `true`, `false`, `null`.
    Word(Range<usize>),
    Array(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(pairs) => pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            Self::String(_) | Self::Word(_) | Self::Array(_) => None,
        }
    }

    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            Self::String(_) | Self::Word(_) | Self::Object(_) => &[],
        }
    }
}

/// Finds the places of values in JSON that is known to be sound, and no deeper than `serde_json` allows.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b':')) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Node {
        self.skip();
        match self.peek() {
            Some(b'{') => {
                self.at += 1;
                let mut pairs = Vec::new();
                loop {
                    self.skip();
                    if self.peek() != Some(b'"') {
                        break;
                    }
                    let key = self.string();
                    let key = decoded(self.text.get(key).unwrap_or_default());
                    pairs.push((key, self.value()));
                }
                self.at += 1;
                Node::Object(pairs)
            }
            Some(b'[') => {
                self.at += 1;
                let mut items = Vec::new();
                loop {
                    self.skip();
                    if matches!(self.peek(), Some(b']') | None) {
                        break;
                    }
                    items.push(self.value());
                }
                self.at += 1;
                Node::Array(items)
            }
            Some(b'"') => Node::String(self.string()),
            _ => {
                let from = self.at;
                while self.peek().is_some_and(|byte| !byte.is_ascii_whitespace() && !b",]}".contains(&byte)) {
                    self.at += 1;
                }
                self.at = self.at.max(from + 1);
                Node::Word(from..self.at)
            }
        }
    }

    fn string(&mut self) -> Range<usize> {
        self.at += 1;
        let from = self.at;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        from..self.at - 1
    }
}

/// A string's value, its escapes resolved.
pub(super) fn decoded(raw: &str) -> String {
    if raw.contains('\\') { serde_json::from_str(&format!("\"{raw}\"")).unwrap_or_default() } else { raw.to_owned() }
}

/// Where a value stands; for a list or an object, where its first value does.
pub(super) fn place(node: &Node) -> Range<usize> {
    match node {
        Node::String(at) | Node::Word(at) => at.clone(),
        Node::Array(items) => items.first().map_or(0..0, place),
        Node::Object(pairs) => pairs.first().map_or(0..0, |(_, value)| place(value)),
    }
}
