//! Folding: how words are compared.

/// `text` in lower case, Latin diacritics and Greek accents dropped, apostrophes and dashes of all kinds unified to `'` and
/// `-`, blanks collapsed to one, and none between the signs of Chinese and Japanese. For comparing only: byte positions differ from those of `text`.
pub fn fold(text: &str) -> String {
    // Most of what is folded is a single word without accents.
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c == ' ' {
            if out.as_bytes().last().is_some_and(|last| *last != b' ') {
                out.push(' ');
            }
        } else {
            c.to_lowercase().for_each(|c| fold_one(c, &mut out));
        }
    }
    out.truncate(out.trim_end().len());
    if out.contains(' ') && out.chars().any(is_ideograph) { without_spacing(&out) } else { out }
}

/// Han and kana, in which no blanks stand between words, and the syllables of Korean.
fn is_ideograph(c: char) -> bool {
    matches!(c, '々' | '\u{3041}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// `text` without the blanks with which signs are spread over a line: between those of Han and kana, and between the
/// syllables of Korean, if each stands by itself.
fn without_spacing(text: &str) -> String {
    let is_spread = text.split(' ').all(|word| word.chars().count() == 1 && word.chars().all(is_ideograph));
    let is_dense = |c: char| is_ideograph(c) && (is_spread || c < '\u{AC00}');
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_between = c == ' ' && out.ends_with(is_dense) && chars.peek().copied().is_some_and(is_dense);
        if !is_between {
            out.push(c);
        }
    }
    out
}

/// Adds what the small letter or sign `c` is folded to.
fn fold_one(c: char, out: &mut String) {
    match c {
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
        '’' | '‘' | '`' | '´' | 'ʼ' => out.push('\''),
        '‐'..='―' | '−' => out.push('-'),
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ą' | 'ă' => out.push('a'),
        'ç' | 'ć' | 'č' => out.push('c'),
        'ď' | 'đ' | 'ð' => out.push('d'),
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
        'ğ' => out.push('g'),
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => out.push('i'),
        'ł' => out.push('l'),
        'ñ' | 'ń' | 'ň' => out.push('n'),
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => out.push('o'),
        'ř' => out.push('r'),
        'ś' | 'š' | 'ş' | 'ș' => out.push('s'),
        'ß' => out.push_str("ss"),
        'ť' | 'ţ' | 'ț' => out.push('t'),
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => out.push('u'),
        'ý' | 'ÿ' => out.push('y'),
        'ź' | 'ż' | 'ž' => out.push('z'),
        'ά' => out.push('α'),
        'έ' => out.push('ε'),
        'ή' => out.push('η'),
        'ί' | 'ϊ' | 'ΐ' => out.push('ι'),
        'ό' => out.push('ο'),
        'ύ' | 'ϋ' | 'ΰ' => out.push('υ'),
        'ώ' => out.push('ω'),
        'ς' => out.push('σ'),
        'ё' => out.push('е'),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        c if c.is_whitespace() => {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        }
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn signs_that_are_spread_over_a_line() {
        for (written, meant) in [
            ("履 歴 書", "履歴書"),
            ("職務　経歴", "職務経歴"),
            ("성 명", "성명"),
            ("자격 및 면허", "자격 및 면허"),
            ("Java 開発 経験", "java 開発経験"),
            ("ΕΚΠΑΊΔΕΥΣΗ", "εκπαιδευση"),
        ] {
            assert_eq!(fold(written), meant);
        }
    }
}
