//! Names of pictures where a file writes them out: they are no words of the CV.

use std::sync::LazyLock;

use crate::signs::any_of;

/// The groups of `icons.txt`: title, and its lines.
static NAMES: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let mut groups = Vec::new();
    for line in include_str!("icons.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(title) => groups.push((title, Vec::new())),
            None => {
                if let Some((_, lines)) = groups.last_mut() {
                    lines.push(line);
                }
            }
        }
    }
    groups
});

fn is_one_of(title: &str, word: &str) -> bool {
    NAMES.iter().any(|(known, lines)| *known == title && lines.contains(&word))
}

/// Whether a class of HTML says that the element's text is the name of a picture.
pub(super) fn is_class(class: &str) -> bool {
    is_one_of("class", class)
}

/// Whether a command of LaTeX, without its backslash, draws a picture.
pub(super) fn is_command(name: &str) -> bool {
    let of_family =
        |family: &str| name.strip_prefix(family).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
    of_family("fa")
        || of_family("ai")
        || is_one_of("command", name)
        || name.ends_with("symbol")
        || name.ends_with("marker")
}

/// What a word without blanks is to the pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// It is the name of one.
    Picture,
    /// It is if the name of one follows: the "fa" of "fa fa-phone".
    Family,
    Nothing,
}

/// Whether a word is the name of a picture: `fa-phone`, `\faPhone`, `\faIcon{phone}`, `:phone:`.
pub(super) fn named(word: &str) -> Named {
    if let Some(command) = word.strip_prefix('\\') {
        let name = command.split(any_of("{}[]*~\\")).next().unwrap_or_default();
        let rest = command.strip_prefix(name).unwrap_or_default();
        let is_closed = rest.is_empty() || rest.ends_with(any_of("}]*~\\"));
        return if is_command(name) && is_closed { Named::Picture } else { Named::Nothing };
    }
    if word.starts_with("(cid:") && word.ends_with(')') {
        // What converters write for a sign that they do not know.
        return Named::Picture;
    }
    let is_name = |name: &str| {
        name.len() > 1
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(&byte))
    };
    if let Some(code) = word.strip_prefix(':').and_then(|word| word.strip_suffix(':')) {
        let has_letter = code.bytes().any(|byte| byte.is_ascii_lowercase());
        return if is_name(code) && has_letter { Named::Picture } else { Named::Nothing };
    }
    if !word.starts_with(|c: char| c.is_ascii_lowercase()) || !is_name(word) {
        return Named::Nothing;
    }
    if is_one_of("set", word) {
        return Named::Family;
    }
    let Some((family, name)) = word.split_once('-') else { return Named::Nothing };
    let is_known = || name.split('-').any(|part| is_one_of("name", part));
    let is_picture = is_one_of("family", family) || is_one_of("common family", family) && is_known();
    if is_picture { Named::Picture } else { Named::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_pictures() {
        for word in [
            "fa-phone",
            "fa-map-marker-alt",
            "bi-telephone-fill",
            "\\faPhone",
            "\\faIcon{phone}",
            "\\faEnvelope~",
            ":round_pushpin:",
        ] {
            assert_eq!(named(word), Named::Picture, "{word}");
        }
        assert_eq!(named("fas"), Named::Family);
        for word in ["bi-weekly", "far-reaching", "phone", "la-la", "12:30", ":", "\\section{Fa}", "icon-based"] {
            assert_ne!(named(word), Named::Picture, "{word}");
        }
    }
}
