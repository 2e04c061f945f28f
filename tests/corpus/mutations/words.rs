//! Words that no vocabulary has: pronounceable, the same for the same word, in the same case and script.

use std::ops::Range;

const ONSETS: [&str; 20] =
    ["b", "br", "d", "dr", "f", "g", "gl", "h", "k", "l", "m", "n", "p", "pl", "r", "v", "t", "tr", "z", "zw"];
const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
const CODAS: [&str; 6] = ["", "", "l", "n", "r", "sk"];
const HAN: &str = "岚槿珞澄禾霁屿禧翎榆";
const KANA: &str = "タミロケナセホユリモ";
const DEVANAGARI: [&str; 8] = ["बा", "के", "टो", "नी", "पू", "दे", "झा", "लो"];

/// A word in place of `word`.
pub fn made_up(word: &str) -> String {
    let lower = word.to_lowercase();
    let mut dice = Dice(
        lower.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)),
    );
    if !word.chars().any(is_latin) {
        return word.chars().map(|c| in_script(c, &mut dice)).collect();
    }
    let letters = word.chars().count();
    let mut new = String::new();
    while new.len() + 1 < letters.clamp(3, 10) {
        new.push_str(dice.one_of(&ONSETS));
        new.push_str(dice.one_of(&VOWELS));
        new.push_str(dice.one_of(&CODAS));
    }
    if letters < 4 {
        new.truncate(letters.max(2));
    }
    let mut capitals = word.chars().map(char::is_uppercase);
    match (capitals.next(), capitals.all(|capital| capital) && letters > 1) {
        (Some(true), true) => new.to_uppercase(),
        (Some(true), false) => capitalised(&new),
        _ => new,
    }
}

/// `text` with made-up words, all else as it was. Short words that begin small ("of", "and") stay.
pub fn all_made_up(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for word in words(text) {
        let old = &text[word.clone()];
        out.push_str(&text[end..word.start]);
        let letters = old.chars().count();
        let stays = old.chars().all(is_latin) && letters < 4 && (letters < 2 || old.starts_with(char::is_lowercase));
        out.push_str(&if stays { old.to_owned() } else { made_up(old) });
        end = word.end;
    }
    out + &text[end..]
}

/// `text` with its first letter large.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Where runs of letters stand.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_letter(*c)) {
        match words.last_mut().filter(|word| word.end == at) {
            Some(word) => word.end = at + c.len_utf8(),
            None => words.push(at..at + c.len_utf8()),
        }
    }
    words
}

/// A letter, or a sign that joins letters.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '\u{94d}'
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && c < '\u{250}'
}

/// Whether words of this letter's script stand side by side without blanks.
pub fn runs_on(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

fn in_script(c: char, dice: &mut Dice) -> String {
    let one = |text: &str, dice: &mut Dice| text.chars().nth(dice.below(10)).map(String::from).unwrap_or_default();
    match c {
        '\u{3040}'..='\u{30ff}' => one(KANA, dice),
        '\u{3400}'..='\u{9fff}' => one(HAN, dice),
        // Signs of vowels belong to the syllable before them.
        '\u{904}'..='\u{939}' => dice.one_of(&DEVANAGARI).to_owned(),
        '\u{900}'..='\u{97f}' => String::new(),
        other => other.to_string(),
    }
}

/// Numbers that follow from a word.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % bound as u64) as usize
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}
