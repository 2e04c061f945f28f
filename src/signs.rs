//! Sets of characters, as patterns for the methods of `str`. They are all of one type, so that `split`, `contains` and the
//! like are compiled once for all of them, where an array is compiled anew for each length and a closure each time.

/// Any of the characters of `signs`.
pub(crate) fn any_of(signs: &'static str) -> impl Fn(char) -> bool + Copy {
    move |c| signs.chars().any(|sign| sign == c)
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
