//! A font's table of letters (its `ToUnicode` map, ISO 32000-1, 9.10.3): codes in, text out. What one entry says wrongly costs
//! that entry: a code that leads to nothing, as design tools write it, a word that is no code, a table that is cut off.

/// Codes of a table, at most.
const MAX_ENTRIES: usize = 1 << 16;

/// Codes of one range, at most: more are no letters.
const MAX_RANGE: u32 = 1 << 16;

/// Letters that one code stands for, at most.
const MAX_UNITS: usize = 128;

/// What the codes of a font stand for.
pub(super) struct ToUnicode {
    /// By the first code of each.
    entries: Vec<Entry>,
}

/// Codes that follow each other, and the text of the first; that of the others ends with the letters that follow.
struct Entry {
    first: u32,
    last: u32,
    /// UTF-16.
    text: Vec<u16>,
}

impl ToUnicode {
    pub(super) fn read(table: &[u8]) -> Self {
        let mut entries = Vec::new();
        let mut tokens = Tokens { table, at: 0 };
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"beginbfchar") => chars(&mut tokens, &mut entries),
                Token::Word(b"beginbfrange") => ranges(&mut tokens, &mut entries),
                _ => {}
            }
        }
        entries.sort_by_key(|entry| entry.first);
        Self { entries }
    }

    /// The text of a code, if the table has it.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let after = self.entries.partition_point(|entry| entry.first <= code);
        let entry = self.entries.get(after.checked_sub(1)?).filter(|entry| code <= entry.last)?;
        let mut text = entry.text.clone();
        let last = text.last_mut()?;
        *last = last.checked_add(u16::try_from(code - entry.first).ok()?)?;
        String::from_utf16(&text).ok()
    }
}

fn chars(tokens: &mut Tokens<'_>, entries: &mut Vec<Entry>) {
    let mut code = None;
    while let Some(token) = tokens.next() {
        match (token, code) {
            (Token::Word(b"endbfchar"), _) => return,
            (Token::Hex(bytes), None) => code = number(&bytes),
            (Token::Hex(bytes), Some(first)) => {
                put(entries, first, first, &bytes);
                code = None;
            }
            // Text by the name of its glyph, and what does not belong here.
            _ => code = None,
        }
    }
}

fn ranges(tokens: &mut Tokens<'_>, entries: &mut Vec<Entry>) {
    let mut codes = Vec::new();
    while let Some(token) = tokens.next() {
        match (token, codes.as_slice()) {
            (Token::Word(b"endbfrange"), _) => return,
            (Token::Hex(bytes), [first, last]) => {
                put(entries, *first, *last, &bytes);
                codes.clear();
            }
            (Token::Hex(bytes), _) => codes.extend(number(&bytes)),
            (Token::Open, [first, ..]) => {
                let mut code = *first;
                while let Some(Token::Hex(bytes)) = tokens.next() {
                    put(entries, code, code, &bytes);
                    code = code.saturating_add(1);
                }
                codes.clear();
            }
            _ => codes.clear(),
        }
    }
}

fn put(entries: &mut Vec<Entry>, first: u32, last: u32, bytes: &[u8]) {
    // A single byte is a letter of Latin-1.
    let (byte, pairs) = bytes.split_at(bytes.len() % 2);
    let pairs = pairs.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    let text: Vec<u16> = byte.iter().copied().map(u16::from).chain(pairs).collect();
    let is_range = last.checked_sub(first).is_some_and(|more| more < MAX_RANGE);
    if is_range && !text.is_empty() && text.len() <= MAX_UNITS && entries.len() < MAX_ENTRIES {
        entries.push(Entry { first, last, text });
    }
}

fn number(bytes: &[u8]) -> Option<u32> {
    let is_code = (1..=4).contains(&bytes.len());
    is_code.then(|| bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

#[derive(Debug, PartialEq)]
enum Token<'a> {
    /// A string in hexadecimal digits.
    Hex(Vec<u8>),
    /// The start of a list.
    Open,
    /// Anything else.
    Word(&'a [u8]),
}

/// The parts of a table.
struct Tokens<'a> {
    table: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The bytes up to the first one that ends them, which is left.
    fn until(&mut self, ends: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.table.get(self.at..).unwrap_or_default();
        let len = rest.iter().position(|byte| ends(*byte)).unwrap_or(rest.len());
        self.at += len;
        rest.get(..len).unwrap_or_default()
    }

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.until(|byte| !(byte.is_ascii_whitespace() || byte == 0));
            let first = *self.table.get(self.at)?;
            match first {
                b'%' => {
                    self.until(|byte| matches!(byte, b'\r' | b'\n'));
                }
                b'<' if self.table.get(self.at + 1) != Some(&b'<') => {
                    self.at += 1;
                    let digits = self.until(|byte| byte == b'>' || byte == b'<');
                    self.at += usize::from(self.table.get(self.at) == Some(&b'>'));
                    return Some(Token::Hex(bytes_of(digits)));
                }
                b'[' => {
                    self.at += 1;
                    return Some(Token::Open);
                }
                _ => {
                    let from = self.at;
                    self.at += 1;
                    if !b"<>]()/".contains(&first) {
                        self.until(|byte| byte.is_ascii_whitespace() || b"<>[]()/%".contains(&byte) || byte == 0);
                    }
                    return Some(Token::Word(self.table.get(from..self.at).unwrap_or_default()));
                }
            }
        }
    }
}

/// The bytes that hexadecimal digits write; none, if something else stands among them.
fn bytes_of(digits: &[u8]) -> Vec<u8> {
    let digits = digits.iter().filter(|byte| !byte.is_ascii_whitespace());
    let digits: Option<Vec<u8>> = digits.map(|byte| Some(char::from(*byte).to_digit(16)? as u8)).collect();
    let pair = |pair: &[u8]| pair[0] << 4 | pair.get(1).copied().unwrap_or(0);
    digits.unwrap_or_default().chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entry_stands_for_itself() {
        let table = ToUnicode::read(
            b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <00> <FF> endcodespacerange % a table\n\
              5 beginbfchar <01> <0041> <02> <> <03> <00660069> <04> <xy> <05><D83DDE00> endbfchar\n\
              4 beginbfrange <10> <1A> <0061> <20> <22> [<0031> <> <0033>] <30> <31> <> <40><41><0078>endbfrange",
        );
        let text = |code: u32| table.text(code);
        assert_eq!(text(1).as_deref(), Some("A"));
        assert_eq!(text(2), None);
        assert_eq!(text(3).as_deref(), Some("fi"));
        assert_eq!(text(4), None);
        assert_eq!(text(5).as_deref(), Some("😀"));
        assert_eq!((text(0x10).as_deref(), text(0x1A).as_deref(), text(0x1B)), (Some("a"), Some("k"), None));
        assert_eq!((text(0x20).as_deref(), text(0x21), text(0x22).as_deref()), (Some("1"), None, Some("3")));
        assert_eq!((text(0x30), text(0x41).as_deref()), (None, Some("y")));
    }

    #[test]
    fn a_table_that_is_cut_off_is_read_as_far_as_it_goes() {
        let table = ToUnicode::read(b"beginbfchar <01> <0041> <02> <00");
        assert_eq!(table.text(1).as_deref(), Some("A"));
        let table = ToUnicode::read(b"beginbfrange <01> <02> [<0041> <0042");
        assert_eq!(table.text(2).as_deref(), Some("B"));
    }
}
