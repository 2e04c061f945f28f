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
