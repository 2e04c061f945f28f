//! Folding: how words are compared.

/// `text` in lower case, Latin diacritics dropped, apostrophes and dashes of all kinds unified to `'` and `-`, blanks
/// collapsed to one. For comparing only: byte positions differ from those of `text`.
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
