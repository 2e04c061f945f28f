//! Text that runs from right to left: a page has its letters where they are seen, a reader wants them in the order in which they
//! are read.

/// The letters of Arabic that have forms of their own in words (U+FE80 to U+FEF4): one after the other those with one form, two,
/// four, as they follow each other there.
const ARABIC: &[(usize, &str)] = &[
    (1, "ء"),
    (2, "آأؤإ"),
    (4, "ئ"),
    (2, "ا"),
    (4, "ب"),
    (2, "ة"),
    (4, "تثجحخ"),
    (2, "دذرز"),
    (4, "سشصضطظعغفقكلمنه"),
    (2, "وى"),
    (4, "ي"),
];

/// What stands for lam with one of the alefs (U+FEF5 to U+FEFC), two forms each.
const LAM_ALEF: [&str; 4] = ["لآ", "لأ", "لإ", "لا"];

/// Whether a character is written from right to left: those of Hebrew, Arabic and the scripts between them.
pub(super) fn is_rtl(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}') && !is_digit(c)
}

/// The digits of Arabic are written from left to right.
fn is_digit(c: char) -> bool {
    matches!(c, '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}') || c.is_ascii_digit()
}

/// Marks that stand above or below the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}' | '\u{05C7}'
        | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}' | '\u{FB1E}')
}

/// The letters that a form of Arabic stands for.
pub(super) fn plain(c: char) -> Option<&'static str> {
    let code = u32::from(c);
    if let Some(at) = code.checked_sub(0xFEF5).filter(|at| *at < 8) {
        return LAM_ALEF.get(at as usize / 2).copied();
    }
    let mut form = code.checked_sub(0xFE80)? as usize;
    for (forms, letters) in ARABIC {
        let count = letters.len() / 2;
        if form < count * forms {
            let from = form / forms * 2;
            return letters.get(from..from + 2);
        }
        form -= count * forms;
    }
    None
}

/// The letters of a word as they stand, in the order in which they are read.
pub(super) fn logical(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().rev().map(mirrored).collect();
    // Numbers and words of Latin letters run on from left to right.
    let is_ltr = |c: char| is_digit(c) || (c.is_alphabetic() && !is_rtl(c));
    let mut from = 0;
    while from < letters.len() {
        if !is_ltr(letters[from]) {
            from += 1;
            continue;
        }
        let run = letters[from..].iter().take_while(|c| !is_rtl(**c)).count();
        let end = letters[from..from + run].iter().rposition(|c| is_ltr(*c)).map_or(from + 1, |last| from + last + 1);
        letters[from..end].reverse();
        letters[from..end].iter_mut().for_each(|c| *c = mirrored(*c));
        from = end;
    }
    // A mark stands behind its letter.
    let mut at = 0;
    while at < letters.len() {
        let marks = letters[at..].iter().take_while(|c| is_mark(**c)).count();
        if marks > 0 && at + marks < letters.len() {
            letters[at..=at + marks].rotate_right(1);
        }
        at += marks + 1;
    }
    letters.into_iter().collect()
}

/// A bracket looks to the other side where text runs the other way.
fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_from_their_right_end() {
        assert_eq!(logical("םולש"), "שלום");
        assert_eq!(logical("(2018–םולש"), "שלום–2018)");
        assert_eq!(logical("++Cב"), "בC++");
        assert_eq!(logical("ABC-ב"), "ב-ABC");
        assert_eq!(logical("\u{05B8}לש"), "של\u{05B8}");
    }

    #[test]
    fn forms_of_arabic_are_its_letters() {
        let plain_text = |text: &str| text.chars().filter_map(plain).collect::<String>();
        assert_eq!(plain_text("\u{FE83}\u{FEAD}\u{FE8F}\u{FEF4}\u{FEFB}"), "أربيلا");
        assert_eq!(plain('\u{FE80}'), Some("ء"));
        assert_eq!(plain('\u{FEF4}'), Some("ي"));
        assert_eq!(plain('A'), None);
    }
}
