//! Bytes as text that stands in a JavaScript template literal and in HTML as it is, and that compresses well.
//!
//! Base64 hides the byte boundaries from the host's compression: a wasm in base64 is a third larger after brotli than the
//! wasm itself. Here each byte is the character of the same number, and the text is larger by 1 % after brotli. The
//! exceptions stand 256 higher, so that the low eight bits of a character are its byte; only a carriage return, which is
//! common in wasm, has the place of the tilde, which is rare.

/// `bytes` as the content of a template literal.
pub fn in_script(bytes: &[u8]) -> String {
    let character = |&byte| match byte {
        b'\r' => '~',
        b'~' | b'{' | b'`' | b'\\' => moved(byte),
        _ => char::from(byte),
    };
    bytes.iter().map(character).collect()
}

/// The same as the content of a `<script>` element that is not run.
pub fn in_html(script: &str) -> String {
    script.chars().map(|c| if matches!(c, '\0' | '<') { moved(c as u8) } else { c }).collect()
}

fn moved(byte: u8) -> char {
    char::from_u32(0x100 + u32::from(byte)).expect("U+0100 to U+01FF are characters")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As static/boot.js does it.
    fn decode(text: &str) -> Vec<u8> {
        text.chars().map(|c| if c == '~' { b'\r' } else { (u32::from(c) & 0xff) as u8 }).collect()
    }

    fn bytes() -> Vec<u8> {
        (0..=255).chain(*b"${$\r`~\0\0").chain((0..=255).rev()).collect()
    }

    #[test]
    fn every_byte_comes_back() {
        assert_eq!(decode(&in_script(&bytes())), bytes());
        assert_eq!(decode(&in_html(&in_script(&bytes()))), bytes());
        assert_eq!(in_script(&[]), "");
    }

    #[test]
    fn nothing_needs_an_escape() {
        let script = in_script(&bytes());
        assert!(!script.contains(['`', '\\', '\r', '\u{2028}', '\u{2029}']) && !script.contains("${"));
        assert!(!in_html(&script).contains(['<', '\0', '\r']));
    }
}
