//! A place in a text that moves over what stands there, for finders of values that have a grammar.

/// Phrases as [`Cursor::phrase`] takes them, with the letters that they begin with.
pub(super) struct Phrases {
    list: &'static str,
    /// A bit for each small ASCII letter or digit that begins one.
    first: u128,
}

impl Phrases {
    /// `list` has phrases that begin with a small ASCII letter or a digit, separated by `|`.
    pub const fn new(list: &'static str) -> Self {
        let bytes = list.as_bytes();
        let (mut first, mut at) = (0, 0);
        while at < bytes.len() {
            if at == 0 || bytes[at - 1] == b'|' {
                assert!(bytes[at].is_ascii_lowercase() || bytes[at].is_ascii_digit());
                first |= 1 << bytes[at];
            }
            at += 1;
        }
        Self { list, first }
    }

    /// Whether one of them begins with the character at `cursor`.
    pub fn may_begin_at(&self, cursor: &Cursor) -> bool {
        let next = cursor.next_byte();
        next.is_ascii() && self.first >> next & 1 == 1
    }

    /// Those that begin with the character at `cursor`, in their order.
    pub fn beginning_at(&self, cursor: &Cursor) -> impl Iterator<Item = &'static str> + use<> {
        let next = cursor.next_byte();
        let list = if self.may_begin_at(cursor) { self.list } else { "" };
        list.split('|').filter(move |phrase| phrase.as_bytes().first() == Some(&next))
    }
}

/// A place in a text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    pub at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next byte, a capital letter of ASCII as a small one; 0 at the end.
    fn next_byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).map_or(0, u8::to_ascii_lowercase)
    }

    /// Whether a digit of ASCII stands here.
    pub fn at_digit(&self) -> bool {
        self.next_byte().is_ascii_digit()
    }

    /// Whether a word of ASCII letters, digits and underscores begins or ends here.
    pub fn is_boundary(&self) -> bool {
        let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        let bytes = self.text.as_bytes();
        is_word(self.at.checked_sub(1).and_then(|before| bytes.get(before))) != is_word(bytes.get(self.at))
    }

    /// Steps over up to `most` characters that `wanted` names; how many there were.
    pub fn skip(&mut self, most: usize, wanted: &dyn Fn(char) -> bool) -> usize {
        let mut count = 0;
        for c in self.rest().chars().take(most).take_while(|c| wanted(*c)) {
            self.at += c.len_utf8();
            count += 1;
        }
        count
    }

    /// Steps over blanks; whether there were any.
    pub fn blanks(&mut self) -> bool {
        self.skip(usize::MAX, &char::is_whitespace) > 0
    }

    /// Steps over up to `most` digits; whether there were any.
    pub fn digits(&mut self, most: usize) -> bool {
        self.skip(most, &|c| c.is_ascii_digit()) > 0
    }

    /// Steps over one of the characters of `signs`, if it stands here.
    pub fn sign(&mut self, signs: &'static str) -> bool {
        self.skip(1, &crate::signs::any_of(signs)) > 0
    }

    /// Steps over the first of `phrases` (separated by `|`) that stands here, whatever its case. In a phrase a blank stands
    /// for blanks, `-` for a hyphen or a blank, and `.` for a full stop that may be missing.
    pub fn phrase(&mut self, phrases: &str) -> bool {
        let here = self.text.as_bytes().get(self.at).copied().unwrap_or_default();
        phrases.split('|').any(|phrase| {
            let first = phrase.bytes().next().unwrap_or_default();
            let may_be = !first.is_ascii_alphanumeric() || first.eq_ignore_ascii_case(&here);
            may_be && self.maybe(&mut |cursor| cursor.one_phrase(phrase))
        })
    }

    /// As [`Self::phrase`], for a list that is asked for at every place of a text.
    pub fn one_of(&mut self, phrases: &Phrases) -> bool {
        phrases.beginning_at(self).any(|phrase| self.maybe(&mut |cursor| cursor.one_phrase(phrase)))
    }

    fn one_phrase(&mut self, phrase: &str) -> bool {
        phrase.chars().all(|wanted| match wanted {
            ' ' => self.blanks(),
            '-' => self.sign("- "),
            '.' => {
                self.sign(".");
                true
            }
            _ => self.skip(1, &|c| c.eq_ignore_ascii_case(&wanted)) > 0,
        })
    }

    /// Does `step`, or nothing if it fails; whether it succeeded.
    pub fn maybe(&mut self, step: &mut dyn FnMut(&mut Self) -> bool) -> bool {
        let before = self.at;
        let done = step(self);
        if !done {
            self.at = before;
        }
        done
    }
}
