//! Bytes -> text: UTF-8, UTF-16 and, where it is neither, Windows-1252.

use std::borrow::Cow;

/// What Windows-1252 has at 0x80..=0x9F; its five empty places are taken as controls.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The text that `bytes` stand for, without a byte order mark. Never fails: what UTF-8 and UTF-16 do not explain is
/// Windows-1252; lone surrogates become U+FFFD.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Cow::Owned(utf16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Cow::Owned(utf16(rest, u16::from_be_bytes));
    }
    match utf16_order(bytes) {
        Some(Order::Little) => Cow::Owned(utf16(bytes, u16::from_le_bytes)),
        Some(Order::Big) => Cow::Owned(utf16(bytes, u16::from_be_bytes)),
        None => utf8(bytes),
    }
}

/// The order of bytes in UTF-16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

/// The byte order of UTF-16 that has no byte order mark: most letters of a CV have one byte that is 0.
fn utf16_order(bytes: &[u8]) -> Option<Order> {
    let head = bytes.get(..bytes.len().min(4096))?;
    let pairs = head.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 2 > pairs && even * 16 < pairs {
        Some(Order::Little)
    } else if even * 2 > pairs && odd * 16 < pairs {
        Some(Order::Big)
    } else {
        None
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// UTF-8; a file with a few damaged characters among many sound ones keeps the sound ones, any other is Windows-1252.
fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if sound > broken {
        return String::from_utf8_lossy(bytes);
    }
    let windows = |&byte: &u8| match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    };
    Cow::Owned(bytes.iter().map(windows).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Zoë – “café”";
        let mut utf8 = b"\xEF\xBB\xBF".to_vec();
        utf8.extend(text.as_bytes());
        assert_eq!(decode(&utf8), text);
        assert_eq!(decode(text.as_bytes()), text);
        let units = || text.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little), text);
        assert_eq!(decode(&big), text);
        assert_eq!(decode(&[b"\xFF\xFE".as_slice(), &little].concat()), text);
        assert_eq!(decode(&[b"\xFE\xFF".as_slice(), &big].concat()), text);
        assert_eq!(decode(b"Zo\xEB \x96 \x93caf\xE9\x94"), text);
    }

    #[test]
    fn damage_is_no_reason_to_change_the_encoding() {
        assert_eq!(decode("Zoë Björk, Curaçao\u{0}".as_bytes()), "Zoë Björk, Curaçao\u{0}");
        let mut bytes = "Zoë Björk, Curaçao ".as_bytes().to_vec();
        bytes.push(0xE9);
        assert_eq!(decode(&bytes), "Zoë Björk, Curaçao \u{FFFD}");
        assert_eq!(decode(b"\xFF\xFE\x00\xD8A\x00"), "\u{FFFD}A");
    }
}
