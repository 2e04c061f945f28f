//! Bytes as text that stands in a JavaScript string and in HTML as it is, and that compresses well.
//!
//! Base64 hides the byte boundaries from the host's compression: a wasm in base64 is a third larger after brotli than the
//! wasm itself. Here each byte is one character, and the text is larger by 1 to 2 % after brotli or gzip. `char & 0xff` is
//! the byte.

/// `bytes` as text: each byte the character of the same number, or of that number and 256 where JavaScript or HTML would
/// not leave the character as it is.
pub fn encode(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| character(byte)).collect()
}

fn character(byte: u8) -> char {
    match byte {
        b'\0' | b'\n' | b'\r' | b'"' | b'<' | b'\\' => {
            char::from_u32(0x100 + u32::from(byte)).expect("U+0100 to U+01FF are characters")
        }
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As static/boot.js does it.
    fn decode(text: &str) -> Vec<u8> {
        text.chars().map(|c| (u32::from(c) & 0xff) as u8).collect()
    }

    #[test]
    fn every_byte_comes_back() {
        let bytes: Vec<u8> = (0..=255).chain([0; 40]).chain((0..=255).rev()).collect();
        assert_eq!(decode(&encode(&bytes)), bytes);
        assert_eq!(encode(&[]), "");
    }

    #[test]
    fn nothing_needs_an_escape() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert!(!encode(&bytes).contains(['"', '\\', '<', '\n', '\r', '\0', '\u{2028}', '\u{2029}']));
    }
}
