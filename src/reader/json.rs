//! JSON (RFC 8259), each value with its place in the text.

use crate::signs::any_of;
use std::ops::Range;

/// Lists and objects within each other.
const DEEPEST: usize = 128;

/// The value that `text` is.
pub(super) fn parse(text: &str) -> Result<Node, Fault> {
    let mut parser = Parser { text, at: 0 };
    let value = parser.value(DEEPEST)?;
    parser.skip();
    if parser.at < text.len() { Err(parser.fault("the end of the file")) } else { Ok(value) }
}

/// Where a text stops being JSON.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Bytes before it.
    at: usize,
    expected: &'static str,
}

impl Fault {
    /// What is wrong, and where: "line 3, column 7: expected a value".
    pub(super) fn message(&self, text: &str) -> String {
        let before = text.get(..self.at).unwrap_or(text);
        let (line, column) =
            (before.matches('\n').count() + 1, before.chars().rev().take_while(|c| *c != '\n').count());
        format!("line {line}, column {}: expected {}", column + 1, self.expected)
    }
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

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn fault(&self, expected: &'static str) -> Fault {
        Fault { at: self.at, expected }
    }

    fn skip(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.peek() {
            self.at += 1;
        }
    }

    /// Steps over `byte`, blanks before it, if it stands here.
    fn take(&mut self, byte: u8) -> bool {
        self.skip();
        let here = self.peek() == Some(byte);
        self.at += usize::from(here);
        here
    }

    /// A value that may hold `depth` lists and objects within each other.
    fn value(&mut self, depth: usize) -> Result<Node, Fault> {
        self.skip();
        match self.peek() {
            Some(b'{' | b'[') if depth == 0 => Err(self.fault("fewer lists within lists")),
            Some(b'{') => self.object(depth - 1),
            Some(b'[') => self.array(depth - 1),
            Some(b'"') => self.string().map(Node::String),
            _ => self.word().map(Node::Word),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Node, Fault> {
        self.at += 1;
        let mut pairs = Vec::new();
        if self.take(b'}') {
            return Ok(Node::Object(pairs));
        }
        loop {
            self.skip();
            let key = self.string()?;
            if !self.take(b':') {
                return Err(self.fault("`:`"));
            }
            pairs.push((decoded(self.text.get(key).unwrap_or_default()), self.value(depth)?));
            if self.take(b'}') {
                return Ok(Node::Object(pairs));
            }
            if !self.take(b',') {
                return Err(self.fault("`,` or `}`"));
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Node, Fault> {
        self.at += 1;
        let mut items = Vec::new();
        if self.take(b']') {
            return Ok(Node::Array(items));
        }
        loop {
            items.push(self.value(depth)?);
            if self.take(b']') {
                return Ok(Node::Array(items));
            }
            if !self.take(b',') {
                return Err(self.fault("`,` or `]`"));
            }
        }
    }

    fn string(&mut self) -> Result<Range<usize>, Fault> {
        if self.peek() != Some(b'"') {
            return Err(self.fault("a string"));
        }
        self.at += 1;
        let from = self.at;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    let (_, rest) = self.text.split_at_checked(self.at).unwrap_or_default();
                    let Some((_, length)) = escape(rest) else { return Err(self.fault("an escape of JSON")) };
                    self.at += length;
                }
                Some(0x20..) => self.at += 1,
                Some(_) => return Err(self.fault("an escape for a control character")),
                None => return Err(self.fault("the end of a string")),
            }
        }
        self.at += 1;
        Ok(from..self.at - 1)
    }

    fn word(&mut self) -> Result<Range<usize>, Fault> {
        let from = self.at;
        while let Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'+' | b'-' | b'.') = self.peek() {
            self.at += 1;
        }
        let word = self.text.get(from..self.at).unwrap_or_default();
        if matches!(word, "true" | "false" | "null") || is_number(word) {
            return Ok(from..self.at);
        }
        self.at = from;
        Err(self.fault("a value"))
    }
}

fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, exponent) = word.split_once(any_of("eE")).unwrap_or((word, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && digits(fraction)
        && digits(exponent.strip_prefix(any_of("+-")).unwrap_or(exponent))
}

/// The character that the escape at the start of `text` stands for, and the length of the escape.
fn escape(text: &str) -> Option<(char, usize)> {
    let unit = |from: usize| {
        let digits = text.get(from..from + 6)?.strip_prefix("\\u")?;
        let sound = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if sound { u32::from_str_radix(digits, 16).ok() } else { None }
    };
    let c = match text.as_bytes().get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let first = unit(0)?;
            // Characters beyond the first 65,536 are written as two surrogates.
            if let 0xd800..0xdc00 = first {
                let second = unit(6).filter(|second| (0xdc00..0xe000).contains(second))?;
                return char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)).map(|c| (c, 12));
            }
            return char::from_u32(first).map(|c| (c, 6));
        }
        _ => return None,
    };
    Some((c, 2))
}

/// A string's value, its escapes resolved.
pub(super) fn decoded(raw: &str) -> String {
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, escaped)) = rest.find('\\').and_then(|at| rest.split_at_checked(at)) {
        value.push_str(plain);
        let (c, length) = escape(escaped).unwrap_or((char::REPLACEMENT_CHARACTER, 1));
        value.push(c);
        rest = escaped.get(length..).unwrap_or_default();
    }
    value.push_str(rest);
    value
}

/// Where a value stands; for a list or an object, where its first value does.
pub(super) fn place(node: &Node) -> Range<usize> {
    match node {
        Node::String(at) | Node::Word(at) => at.clone(),
        Node::Array(items) => items.first().map_or(0..0, place),
        Node::Object(pairs) => pairs.first().map_or(0..0, |(_, value)| place(value)),
    }
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "places that a test made")]
mod tests {
    use super::*;

    /// What `serde_json` makes of the values that were found.
    fn rebuilt(text: &str, node: &Node) -> serde_json::Value {
        match node {
            Node::String(at) => decoded(&text[at.clone()]).into(),
            Node::Word(at) => serde_json::from_str(&text[at.clone()]).unwrap(),
            Node::Array(items) => items.iter().map(|item| rebuilt(text, item)).collect(),
            Node::Object(pairs) => pairs.iter().map(|(key, value)| (key.clone(), rebuilt(text, value))).collect(),
        }
    }

    #[test]
    fn takes_and_refuses_what_serde_json_does() {
        let samples = [
            r#"{"a": [1, -0.5e+3, true, null, "x\n\"\\\/\u00e9\ud83d\ude00"], "b": {}, "c": []}"#,
            r#"["", " ", "\b\f\r\t", 0, 10, 1E9, false]"#,
            r#"{"a":{"b":[[[{"c":"d"}]]]}} "#,
            r#""\udc00""#,
            r#""\ud800x""#,
            r#""\ud800\u0041""#,
            r#""\u12g4""#,
            r#""\u+123""#,
            "[1,]",
            "{\"a\":1,}",
            "[01]",
            "[1.]",
            "[.5]",
            "[-]",
            "[+1]",
            "[1e]",
            "[nul]",
            "[truex]",
            "[\"tab\there\"]",
            "{a: 1}",
            "{\"a\" 1}",
            "[1] 2",
            "",
            " ",
            "\u{a0}[]",
            "[\u{c}]",
        ];
        // Each sample, and each with a byte missing or cut short.
        let mut texts: Vec<String> = samples.iter().map(|sample| (*sample).to_owned()).collect();
        for sample in samples {
            for (at, c) in sample.char_indices() {
                texts.push(sample[..at].to_owned());
                texts.push(format!("{}{}", &sample[..at], &sample[at + c.len_utf8()..]));
            }
        }
        for text in texts {
            let (own, other) = (parse(&text), serde_json::from_str::<serde_json::Value>(&text));
            assert_eq!(own.is_ok(), other.is_ok(), "{text:?}: {own:?}, {other:?}");
            if let (Ok(node), Ok(value)) = (own, other) {
                assert_eq!(rebuilt(&text, &node), value, "{text:?}");
            }
        }
    }

    #[test]
    fn a_fault_has_its_line_and_column() {
        let text = "{\n  \"é\": }";
        assert_eq!(parse(text).unwrap_err().message(text), "line 2, column 8: expected a value");
    }

    #[test]
    fn deep_lists_are_refused() {
        assert!(parse(&"[".repeat(1_000_000)).is_err());
        let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(&nested(DEEPEST)).is_ok());
        assert!(parse(&nested(DEEPEST + 1)).is_err());
    }
}
