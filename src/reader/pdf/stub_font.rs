//! An empty TrueType font, which stands for every font that a file names and does not carry.
//!
//! A PDF need not embed Helvetica, Times or Courier. Their widths and encodings are known to `hayro-font`, but it wants a
//! font program to go with them, and drops all text of a font that has none. Nothing here is ever drawn, so that a program
//! with one empty glyph will do, instead of 240 KB of real ones.

/// The program, in the format of <https://learn.microsoft.com/typography/opentype/spec/otff>.
pub(super) fn program() -> Vec<u8> {
    let mut tables: Vec<(&[u8; 4], Vec<u8>)> = vec![
        (b"cmap", words(&[0, 1, 3, 1, 0, 12, 4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0])),
        (b"glyf", vec![0; 4]),
        (b"head", head()),
        (b"hhea", words(&[1, 0, 800, 0xFF38, 0, 500, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0, 1])),
        (b"hmtx", words(&[500, 0])),
        (b"loca", words(&[0, 0])),
        (b"maxp", words(&[1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])),
    ];
    let count = tables.len() as u16;
    let mut font = words(&[0, 0x0001, 0, count, 64, 2, count * 16 - 64]);
    font.drain(..2);
    font.splice(..4, [0, 1, 0, 0]);
    let mut offset = 12 + 16 * u32::from(count);
    for (tag, data) in &mut tables {
        font.extend_from_slice(*tag);
        font.extend_from_slice(&[0; 4]); // nobody checks the sums
        font.extend_from_slice(&offset.to_be_bytes());
        font.extend_from_slice(&(data.len() as u32).to_be_bytes());
        data.resize(data.len().next_multiple_of(4), 0);
        offset += data.len() as u32;
    }
    font.extend(tables.into_iter().flat_map(|(_, data)| data));
    font
}

/// A thousand units an em, short offsets.
fn head() -> Vec<u8> {
    words(&[1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0])
}

fn words(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use skrifa::{FontRef, MetadataProvider};

    #[test]
    fn it_is_a_font_with_one_glyph() {
        let bytes = super::program();
        let font = FontRef::new(&bytes).unwrap();
        let metrics = font.metrics(skrifa::instance::Size::unscaled(), skrifa::instance::LocationRef::default());
        assert_eq!((metrics.units_per_em, metrics.glyph_count), (1000, 1));
        assert!(font.outline_glyphs().get(skrifa::GlyphId::new(0)).is_some());
    }
}
