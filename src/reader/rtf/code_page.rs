//! What a byte beyond ASCII stands for.

use std::sync::LazyLock;

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS};

/// `number characters`, one code page a line: the characters at 0x80..=0xFF, U+FFFD where there is none. From the tables of
/// the Unicode consortium.
static CODE_PAGES: LazyLock<Vec<(u32, Vec<char>)>> = LazyLock::new(|| {
    let page = |line: &str| {
        let (number, characters) = line.split_once(' ')?;
        Some((number.parse().ok()?, characters.chars().collect()))
    };
    include_str!("code_pages.txt").lines().filter_map(page).collect()
});

/// The character of a byte in a code page; nothing in one that is not known, or that has two bytes a character.
pub(super) fn character(byte: u8, code_page: u32) -> Option<char> {
    if byte.is_ascii() {
        return Some(char::from(byte));
    }
    let (_, characters) = CODE_PAGES.iter().find(|(number, _)| *number == code_page)?;
    characters.get(usize::from(byte) - 0x80).copied().filter(|&c| c != char::REPLACEMENT_CHARACTER)
}

/// The encoding of a code page that has two bytes for a character.
pub(super) fn of_two_bytes(code_page: u32) -> Option<&'static Encoding> {
    match code_page {
        932 => Some(SHIFT_JIS),
        936 => Some(GBK),
        949 => Some(EUC_KR),
        950 => Some(BIG5),
        _ => None,
    }
}

/// The character of one byte or two in such an encoding.
pub(super) fn wide_character(bytes: &[u8], encoding: &'static Encoding) -> Option<char> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    text.chars().next()
}

/// The byte that gave a character when Windows-1252 was taken for granted.
pub(super) fn byte_of(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let (_, characters) = CODE_PAGES.iter().find(|(number, _)| *number == 1252)?;
    characters.iter().position(|&known| known == c).and_then(|index| u8::try_from(index + 0x80).ok())
}

/// The code page that a font's character set asks for (`\fcharset`), `default` for those that ask for none.
pub(super) fn of_charset(charset: i32, default: u32) -> u32 {
    match charset {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 => 437,
        _ => default,
    }
}

/// The character set of fonts that draw signs, not letters.
pub(super) const SYMBOL: i32 = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_stand_for_what_the_code_page_says() {
        assert_eq!(character(0xE9, 1252), Some('é'));
        assert_eq!(character(0xB3, 1250), Some('ł'));
        assert_eq!(character(0xC6, 1251), Some('Ж'));
        assert_eq!(character(0x8E, 10000), Some('é'));
        assert_eq!(character(0xE9, 932), None);
        let wide = |bytes: &[u8], page| of_two_bytes(page).and_then(|encoding| wide_character(bytes, encoding));
        assert_eq!(wide(b"\x8E\x81", 932), Some('氏'));
        assert_eq!(wide(b"\xB1", 932), Some('ｱ'), "one byte may do");
        assert_eq!(wide(b"\x8E", 932), None);
        assert_eq!(wide(b"\xD0\xD5", 936), Some('姓'));
        assert_eq!(byte_of('€'), Some(0x80));
        assert!(CODE_PAGES.iter().all(|(_, characters)| characters.len() == 128));
    }
}
