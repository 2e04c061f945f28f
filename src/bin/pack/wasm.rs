//! What is left out of a wasm file: names and other notes that no browser needs.

/// The file without its custom sections, or nothing if it is not a well-formed wasm file.
pub fn without_notes(wasm: &[u8]) -> Option<Vec<u8>> {
    let (header, mut rest) = wasm.split_at_checked(8)?;
    if !header.starts_with(b"\0asm") {
        return None;
    }
    let mut kept = header.to_vec();
    while let Some((&id, after_id)) = rest.split_first() {
        let (size, content) = leb128(after_id)?;
        let (_, next) = content.split_at_checked(size)?;
        let (section, _) = rest.split_at(rest.len() - next.len());
        if id != CUSTOM {
            kept.extend_from_slice(section);
        }
        rest = next;
    }
    Some(kept)
}

/// The id of a custom section.
const CUSTOM: u8 = 0;

/// An unsigned number of at most 32 bits, and what follows it.
fn leb128(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0;
    for (at, &byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * at);
        if byte < 0x80 {
            return Some((value, bytes.split_at(at + 1).1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &[u8] = b"\0asm\x01\0\0\0";

    #[test]
    fn custom_sections_go_and_others_stay() {
        let type_section = [1, 1, 0];
        let name_section = [0, 6, 4, b'n', b'a', b'm', b'e', 9];
        let long_section: Vec<u8> = [vec![10, 0x80, 0x01], vec![7; 128]].concat();
        let wasm = [HEADER, &type_section, &name_section, &long_section, &name_section].concat();
        assert_eq!(without_notes(&wasm).unwrap(), [HEADER, &type_section, &long_section].concat());
    }

    #[test]
    fn what_is_not_wasm_is_refused() {
        assert_eq!(without_notes(b"\0as"), None);
        assert_eq!(without_notes(b"<!doctype html>"), None);
        assert_eq!(without_notes(&[HEADER, &[1, 9, 0]].concat()), None, "a section that ends behind the file");
    }
}
