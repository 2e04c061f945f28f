//! Symbol fonts: what their letters draw.

/// Whether a font of this name draws signs where others draw letters.
pub(in crate::reader) fn is_symbol_font(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["wingdings", "webdings", "symbol", "zapf", "dingbats", "fontawesome", "font awesome", "marlett", "material icons"]
        .iter()
        .any(|start| name.starts_with(start))
}

/// What a character of a symbol font says: at the start of a paragraph it is a bullet, elsewhere it sets apart what
/// stands beside it. The envelope beside an address is no letter of it.
pub(in crate::reader) fn drawn(is_first: bool) -> char {
    if is_first { '•' } else { '\t' }
}

/// Whether a character has no meaning but in one font: Word keeps the signs of symbol fonts there.
pub(in crate::reader) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}
