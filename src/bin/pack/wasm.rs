//! What is left out of a wasm file: names and other notes that no browser needs, and the long names of what it imports.

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

/// The file, with short names for the functions that it imports from its glue (`"_0"`, `"_1"` …), and the glue with the same
/// names; nothing if the file is not well-formed. wasm-bindgen's names end in hashes, which do not compress.
pub fn with_short_imports(wasm: &[u8], glue: &str) -> Option<(Vec<u8>, String)> {
    let (header, mut rest) = wasm.split_at_checked(8)?;
    let mut short = header.to_vec();
    let mut glue = glue.to_owned();
    while let Some((&id, after_id)) = rest.split_first() {
        let (size, content) = leb128(after_id)?;
        let (content, next) = content.split_at_checked(size)?;
        let content = if id == IMPORT { short_imports(content, &mut glue)? } else { content.to_vec() };
        short.push(id);
        push_leb128(content.len(), &mut short);
        short.extend(content);
        rest = next;
    }
    Some((short, glue))
}

fn short_imports(section: &[u8], glue: &mut String) -> Option<Vec<u8>> {
    let (count, mut rest) = leb128(section)?;
    let mut short = Vec::new();
    push_leb128(count, &mut short);
    for number in 0..count {
        let (module, behind) = text(rest)?;
        let (name, behind) = text(behind)?;
        // Of functions only: what they are is a number, the index of their type.
        let (type_index, behind) = leb128(behind.strip_prefix(&[FUNCTION])?)?;
        rest = behind;
        let brief = format!("_{number}");
        // As a key of the object of all imports, which is the one place where it stands.
        let key = format!("{name}:");
        if glue.matches(&key).count() != 1 {
            return None;
        }
        *glue = glue.replace(&key, &format!("{brief}:"));
        for text in [module, &brief] {
            push_leb128(text.len(), &mut short);
            short.extend(text.as_bytes());
        }
        short.push(FUNCTION);
        push_leb128(type_index, &mut short);
    }
    rest.is_empty().then_some(short)
}

/// The ids of sections, and of a function among imports.
const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const FUNCTION: u8 = 0;

/// A text behind its length, and what follows it.
fn text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (length, bytes) = leb128(bytes)?;
    let (text, rest) = bytes.split_at_checked(length)?;
    Some((std::str::from_utf8(text).ok()?, rest))
}

fn push_leb128(mut number: usize, bytes: &mut Vec<u8>) {
    while number > 0x7f {
        bytes.push(0x80 | (number & 0x7f) as u8);
        number >>= 7;
    }
    bytes.push(number as u8);
}

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
    fn imports_get_the_same_short_names_on_both_sides() {
        let name = |text: &str| [&[text.len() as u8], text.as_bytes()].concat();
        let import = |text: &str| [name("./a.js"), name(text), vec![0, 0x81, 1]].concat();
        let section = |imports: &[Vec<u8>]| {
            let content = [vec![imports.len() as u8], imports.concat()].concat();
            [HEADER, &[2, content.len() as u8], &content, &[1, 1, 0]].concat()
        };
        let wasm = section(&[import("__wbg_log_0123"), import("__wbg_log_0123abc")]);
        let glue = "const imports = {\n__wbg_log_0123abc: function() {},\n__wbg_log_0123: function() {},\n};";
        let (short, brief) = with_short_imports(&wasm, glue).unwrap();
        assert_eq!(short, section(&[import("_0"), import("_1")]));
        assert_eq!(brief, "const imports = {\n_1: function() {},\n_0: function() {},\n};");
        assert_eq!(with_short_imports(&wasm, "const imports = {};"), None, "the glue of another program");
    }

    #[test]
    fn what_is_not_wasm_is_refused() {
        assert_eq!(without_notes(b"\0as"), None);
        assert_eq!(without_notes(b"<!doctype html>"), None);
        assert_eq!(without_notes(&[HEADER, &[1, 9, 0]].concat()), None, "a section that ends behind the file");
    }
}
