//! Sets of characters, as patterns for the methods of `str`. They are all of one type, so that `split`, `contains` and the
//! like are compiled once for all of them, where an array is compiled anew for each length and a closure each time.

/// Any of the characters of `signs`.
pub(crate) fn any_of(signs: &'static str) -> impl Fn(char) -> bool + Copy {
    // Hardly any character of a text is one of them: a bit for each of ASCII says so at once.
    let mut ascii = [0_u32; 4];
    for byte in signs.bytes().filter(u8::is_ascii) {
        ascii[usize::from(byte >> 5)] |= 1 << (byte & 31);
    }
    move |c| match ascii.get(c as usize >> 5) {
        Some(bits) => bits >> (c as u32 & 31) & 1 == 1,
        None => signs.chars().any(|sign| sign == c),
    }
}

/// Any blank, or any of the characters of `signs`.
pub(crate) fn blank_or(signs: &'static str) -> impl Fn(char) -> bool + Copy {
    move |c| c.is_whitespace() || any_of(signs)(c)
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
