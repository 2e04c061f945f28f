//! Accents that are drawn as signs of their own, as TeX's old fonts and some systems do: letter and accent are one character.

use super::glyph::{Glyph, Sign};

/// A combining accent, the signs that stand for it alone, and the letters that have it with what they become.
const ACCENTS: &[(char, &str, &str, &str)] = &[
    ('\u{0300}', "`ˋ", "aeinouAEINOUı", "àèìǹòùÀÈÌǸÒÙì"),
    ('\u{0301}', "´ˊ", "acegilnorsuyzACEGILNORSUYZı", "áćéǵíĺńóŕśúýźÁĆÉǴÍĹŃÓŔŚÚÝŹí"),
    ('\u{0302}', "^ˆ", "aceghijosuwyACEGHIJOSUWYıȷ", "âĉêĝĥîĵôŝûŵŷÂĈÊĜĤÎĴÔŜÛŴŶîĵ"),
    ('\u{0303}', "~˜", "ainouAINOUı", "ãĩñõũÃĨÑÕŨĩ"),
    ('\u{0304}', "¯ˉ", "aeiouyAEIOUYı", "āēīōūȳĀĒĪŌŪȲī"),
    ('\u{0306}', "˘", "aegiouAEGIOUı", "ăĕğĭŏŭĂĔĞĬŎŬĭ"),
    ('\u{0307}', "˙", "acegozACEGIOZ", "ȧċėġȯżȦĊĖĠİȮŻ"),
    ('\u{0308}', "¨", "aeiouyAEIOUYı", "äëïöüÿÄËÏÖÜŸï"),
    ('\u{030A}', "˚", "auAU", "åůÅŮ"),
    ('\u{030B}', "˝", "ouOU", "őűŐŰ"),
    ('\u{030C}', "ˇ", "acdeghijklnorstuzACDEGHIKLNORSTUZıȷ", "ǎčďěǧȟǐǰǩľňǒřšťǔžǍČĎĚǦȞǏǨĽŇǑŘŠŤǓŽǐǰ"),
    ('\u{0327}', "¸", "cegklnrstCEGKLNRST", "çȩģķļņŗşţÇȨĢĶĻŅŖŞŢ"),
    ('\u{0328}', "˛", "aeiouAEIOUı", "ąęįǫųĄĘĮǪŲį"),
];

/// The letter with the accent; `None`, if `accent` is none, or no language knows them together.
fn composed(letter: char, accent: char) -> Option<char> {
    let (_, _, plain, accented) =
        ACCENTS.iter().find(|(combining, signs, ..)| *combining == accent || signs.contains(accent))?;
    plain.chars().zip(accented.chars()).find(|(plain, _)| *plain == letter).map(|(_, accented)| accented)
}

/// Puts the accents of a text that has them behind their letters (its decomposed form) on them.
pub(super) fn compose(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for c in text.chars() {
        let combining = matches!(c, '\u{0300}'..='\u{036F}');
        match whole.pop() {
            Some(last) => match composed(last, c).filter(|_| combining) {
                Some(accented) => whole.push(accented),
                None => whole.extend([last, c]),
            },
            None => whole.push(c),
        }
    }
    whole
}

/// Puts accents on the letters over which they are drawn, right before or after them.
pub(super) fn place(glyphs: &mut [Glyph]) {
    for index in 1..glyphs.len() {
        let (before, after) = glyphs.split_at_mut(index);
        let (Some(one), Some(two)) = (before.last_mut(), after.first_mut()) else { continue };
        let Some((first, second)) = single(one).zip(single(two)) else { continue };
        if !is_over(one, two) {
            continue;
        }
        if let Some(accented) = composed(second, first) {
            two.sign = Sign::Text(accented.to_string().into());
            (one.sign, one.start, one.end) = (Sign::Text("".into()), two.start, two.start);
        } else if let Some(accented) = composed(first, second) {
            one.sign = Sign::Text(accented.to_string().into());
            (two.sign, two.start, two.end) = (Sign::Text("".into()), one.end, one.end);
        }
    }
}

fn single(glyph: &Glyph) -> Option<char> {
    let mut letters = glyph.text()?.chars();
    letters.next().filter(|_| letters.next().is_none())
}

/// Whether two glyphs lie over each other: their middles are closer than a third of an em.
fn is_over(one: &Glyph, two: &Glyph) -> bool {
    let ((start, end), (from, to)) = (one.extent(), two.extent());
    let em = one.size.max(two.size);
    one.along.dot(two.along) > 0.99
        && (start.midpoint(end) - from.midpoint(to)).abs() < 0.3 * em
        && from < end - 0.3 * (end - start).min(to - from)
        && (one.across() - two.across()).abs() < 0.4 * em
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_and_its_accent_are_one_character() {
        assert_eq!(compose("Zu\u{0308}rich"), "Zürich");
        assert_eq!(compose("Malmo\u{0308}"), "Malmö");
        assert_eq!(compose("x\u{0308}"), "x\u{0308}");
        assert_eq!(composed('u', '\u{A8}'), Some('ü'));
        assert_eq!(composed('\u{131}', '\u{B4}'), Some('í'));
        assert_eq!(composed('1', '\u{A8}'), None);
    }
}
