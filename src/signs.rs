//! Sets of characters, as patterns for the methods of `str`. They are all of one type, so that `split`, `contains` and the
//! like are compiled once for all of them, where an array is compiled anew for each length and a closure each time.

/// Any of the characters of `signs`.
pub(crate) fn any_of(signs: &'static str) -> impl Fn(char) -> bool + Copy {
    let ascii = Ascii::default().with(signs);
    move |c| ascii.has(c).unwrap_or_else(|| signs.chars().any(|sign| sign == c))
}

/// Any blank, or any of the characters of `signs`.
pub(crate) fn blank_or(signs: &'static str) -> impl Fn(char) -> bool + Copy {
    let ascii = Ascii::default().with(signs).with(" \t\n\x0b\x0c\r");
    move |c| ascii.has(c).unwrap_or_else(|| c.is_whitespace() || signs.chars().any(|sign| sign == c))
}

/// A bit for each character of ASCII: hardly any character of a text is one of a few signs, and a bit says so at once.
#[derive(Clone, Copy, Default)]
struct Ascii([u32; 4]);

impl Ascii {
    /// The set with the characters of `signs` too.
    fn with(mut self, signs: &str) -> Self {
        for byte in signs.bytes().filter(u8::is_ascii) {
            self.0[usize::from(byte >> 5)] |= 1 << (byte & 31);
        }
        self
    }

    /// Whether it has `c`, if that is ASCII.
    fn has(self, c: char) -> Option<bool> {
        self.0.get(c as usize >> 5).map(|bits| bits >> (c as u32 & 31) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_and_the_middle() {
        assert_eq!(" (–a, b–) ".trim_matches(blank_or("(–)")), "a, b");
        assert_eq!("a,b–c".split(any_of(",–")).collect::<Vec<_>>(), ["a", "b", "c"]);
        assert!(!"abc".contains(any_of("")));
    }
}
