//! Rich Text Format, as word processors write it.

use super::{RawBlock, ReadError};
use crate::encoding;
use crate::format::Format;

mod code_page;
mod tokens;
mod paragraph;
mod state;
mod parser;
mod characters;

/// Reads the file's blocks.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<RawBlock>, ReadError> {
    let text = encoding::decode(bytes);
    if !text.trim_start_matches(['\u{FEFF}', ' ', '\r', '\n']).starts_with("{\\rtf") {
        let detail = "it does not begin as RTF files do".to_owned();
        return Err(ReadError::Damaged { format: Format::Rtf, detail });
    }
    // Bytes beyond ASCII mean what the font says, unless the file is UTF-8 against the rules.
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let parsed = parser::Parser::new(&text, is_utf8).parse();
    Ok(paragraph::blocks(&parsed.elements, &parsed.links))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(body: &str) -> Vec<String> {
        let source = format!(
            "{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 A;}}{{\\f1\\fcharset238 B;}}{{\\f2\\fcharset2 S;}}}}{body}}}"
        );
        let blocks = read(source.as_bytes()).unwrap();
        blocks.iter().flat_map(|block| &block.lines).map(super::super::RawLine::text).collect()
    }

    #[test]
    fn letters_are_what_font_and_code_page_say() {
        assert_eq!(lines("caf\\'e9 {\\f1 \\'b3\\'f3d\\'9f} \\u322?\\u243\\'f3d"), ["café łódź łód"]);
        assert_eq!(lines("\\uc2\\u8211\\'96\\'96 a{\\uc0\\u233}b\\u-10179?\\u-8704?"), ["– aéb😀"]);
        assert_eq!(
            read(b"{\\rtf1\\ansi\\ansicpg1250 \xB3a}").map(|blocks| blocks[0].lines[0].text()),
            Ok("ła".to_owned())
        );
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        let body =
            "{\\*\\generator x;}{\\info{\\author y}}{\\pict\\bin4 }}\\} }a {\\v hidden}b{\\*\\unknown z}\\page c";
        assert_eq!(lines(body), ["a b", "c"]);
    }

    #[test]
    fn text_that_nobody_sees_is_left_out() {
        let colors = "{\\colortbl;\\red255\\green255\\blue255;\\red0\\green0\\blue64;}";
        let body = "Gardener{\\cf1  hidden}{\\fs1  hidden}{\\cf2  seen}\\par\\cf1\\cb2 On dark\\par\\pard\\plain\\cbpat2\\cf1 On dark too\\par";
        assert_eq!(lines(&format!("{colors}{body}")), ["Gardener seen", "On dark", "On dark too"]);
        let row = |cell: &str| format!("\\trowd{cell}\\cellx900\\pard\\intbl\\cf1 In a cell\\cell\\row");
        assert_eq!(lines(&format!("{colors}{}", row("\\clcbpat2"))), ["In a cell"]);
        assert!(lines(&format!("{colors}Gardener\\par{}", row(""))).len() == 1);
    }

    #[test]
    fn a_link_that_shows_a_picture_only_is_what_it_leads_to() {
        let body = "{\\field{\\*\\fldinst HYPERLINK \"mailto:ada@example.org\"}{\\fldrslt \\u9993?}} or {\\field{\\*\\fldinst HYPERLINK \"https://example.org\"}{\\fldrslt here}}.";
        assert_eq!(lines(body), ["✉ ada@example.org or here."]);
    }

    #[test]
    fn nesting_is_flat_work() {
        let pieces = [
            "{",
            "}",
            "{a",
            "\\b a",
            "\\u233 ?",
            "a\\cell ",
            "\\trowd\\intbl a\\cell\\row ",
            "{\\field{\\*\\fldinst HYPERLINK \"http://example.com\"}{\\fldrslt x",
            "\\bin9999999 a",
            "{\\footer a",
            "\\fs40 a\\par\\fs20 b",
            "{\\listtext\\'B7\\tab}a\\par ",
        ];
        for piece in pieces {
            let _ = read(format!("{{\\rtf1 x {}", piece.repeat(100_000)).as_bytes());
        }
    }
}
