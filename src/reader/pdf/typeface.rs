//! What a font looks like, from its names and flags.

use hayro_syntax::object::{Array, Dict, Name};

use super::glyph::Script;
use crate::document::Style;

/// Flags of a font descriptor (ISO 32000-1, table 123).
const FIXED_PITCH: u32 = 1;
const SYMBOLIC: u32 = 1 << 2;
const NONSYMBOLIC: u32 = 1 << 5;
const ITALIC: u32 = 1 << 6;
const FORCE_BOLD: u32 = 1 << 18;

/// From this weight on, a font is bold (semi-bold is 600).
const BOLD_WEIGHT: f64 = 600.0;

/// Degrees from which a font leans enough to be seen.
const LEANING: f64 = 1.0;

/// Parts of the names of fonts whose signs are pictures, in lower case.
const ICON_FONTS: &[&str] = &[
    "awesome",
    "icon",
    "marvosym",
    "academicons",
    "fontello",
    "glyphicons",
    "icomoon",
    "typicons",
    "entypo",
    "ionic",
    "material-design",
    "simple-line",
    "emoji",
    "fabrands",
    "webdings",
];

const DINGBAT_FONTS: &[&str] = &["wingdings", "symbolmt", "opensymbol", "starsymbol"];

const MONOSPACED: &[&str] =
    &["mono", "courier", "consolas", "menlo", "cmtt", "sftt", "ectt", "typewriter", "inconsolata"];

/// How heavy a font is by its name, where that is not told by [`Style::bold`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Light,
    Usual,
    /// Between regular and bold; beside light text it is what is set in bold elsewhere.
    Medium,
}

/// What a font looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Typeface {
    pub(super) style: Style,
    pub(super) weight: Weight,
    /// Its codes need not be those of letters.
    pub(super) symbolic: bool,
    pub(super) script: Script,
}

impl Typeface {
    pub(super) fn of(font: &Dict<'_>) -> Self {
        let descendant = || font.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next();
        let descriptor = font
            .get::<Dict<'_>>("FontDescriptor")
            .or_else(|| descendant()?.get::<Dict<'_>>("FontDescriptor"))
            .unwrap_or_default();
        let name = font.get::<Name<'_>>("BaseFont").or_else(|| descriptor.get::<Name<'_>>("FontName"));
        let name = name.map(|name| plain_name(name.as_str())).unwrap_or_default();
        let flags = descriptor.get::<u32>("Flags").unwrap_or(0);
        let weight = descriptor.get::<f64>("FontWeight").unwrap_or(0.0);
        let angle = descriptor.get::<f64>("ItalicAngle").unwrap_or(0.0);
        // StemV is no witness: several producers write the same number for every font.
        let style = Style {
            bold: is_bold(&name) || flags & FORCE_BOLD != 0 || weight >= BOLD_WEIGHT,
            italic: is_italic(&name) || flags & ITALIC != 0 || angle.abs() > LEANING,
            code: flags & FIXED_PITCH != 0 || has_any(&name, MONOSPACED),
            ..Style::default()
        };
        let weight = weight_of(&name);
        Self { style, weight, symbolic: flags & SYMBOLIC != 0 && flags & NONSYMBOLIC == 0, script: script_of(&name) }
    }
}

/// In lower case and without the six letters that mark a subset ("ABCDEF+").
fn plain_name(name: &str) -> String {
    let plain = match name.split_once('+') {
        Some((mark, plain)) if mark.len() == 6 => plain,
        _ => name,
    };
    plain.to_ascii_lowercase()
}

fn has_any(name: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| name.contains(part))
}

/// The rest of a name of one of TeX's own fonts (Computer Modern and the fonts that follow it).
fn tex(name: &str) -> Option<&str> {
    ["cm", "sf", "ec", "tc"]
        .iter()
        .find_map(|family| name.strip_prefix(family))
        .filter(|rest| rest.trim_end_matches(|c: char| c.is_ascii_digit()).len() <= 5)
}

fn is_bold(name: &str) -> bool {
    let by_name = has_any(name, &["bold", "black", "heavy", "demi", "-bd", "fett", "gras", "negrita"]);
    // "Medi" is URW's name of a bold weight; "Medium" is none.
    let urw = name.contains("medi") && !name.contains("medium");
    by_name
        || urw
        || tex(name)
            .is_some_and(|tex| ["bx", "b1", "ssbx", "sx", "rb", "tb", "ss5b"].iter().any(|bold| tex.starts_with(bold)))
}

fn weight_of(name: &str) -> Weight {
    if has_any(name, &["light", "thin", "hairline"]) {
        Weight::Light
    } else if name.contains("medium") {
        Weight::Medium
    } else {
        Weight::Usual
    }
}

fn is_italic(name: &str) -> bool {
    let by_name = has_any(
        name,
        &[
            "ital",
            "oblique",
            "slanted",
            "kursiv",
            "-it",
            "-ri",
            "boldit",
            "lightit",
            "regularit",
            "mediumit",
            "blackit",
        ],
    );
    by_name
        || tex(name).is_some_and(|tex| {
            ["ti", "sl", "bxti", "bxsl", "ssi", "si", "itt"].iter().any(|italic| tex.starts_with(italic))
        })
}

fn script_of(name: &str) -> Script {
    if has_any(name, ICON_FONTS) {
        Script::Icons
    } else if has_any(name, DINGBAT_FONTS) || name == "symbol" {
        Script::Dingbats
    } else {
        Script::Letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_weight_and_slant() {
        let cases = [
            ("ABCDEF+Lato-Bold", true, false),
            ("ABCDEF+CMBX12", true, false),
            ("CMTI10", false, true),
            ("CMBXTI10", true, true),
            ("CMR10", false, false),
            ("NimbusSanL-Medi", true, false),
            ("Roboto-Medium", false, false),
            ("SourceSansPro-SemiboldIt", true, true),
            ("Arial,BoldItalic", true, true),
            ("TimesNewRomanPS-BoldMT", true, false),
            ("Cambria", false, false),
            ("LMRoman10-Italic", false, true),
            ("ECRM1000", false, false),
        ];
        for (name, bold, italic) in cases {
            let plain = plain_name(name);
            assert_eq!((is_bold(&plain), is_italic(&plain)), (bold, italic), "{name}");
        }
    }

    #[test]
    fn icon_fonts_are_known_by_name() {
        assert_eq!(script_of(&plain_name("QWERTY+FontAwesome5Free-Solid")), Script::Icons);
        assert_eq!(script_of(&plain_name("Wingdings-Regular")), Script::Dingbats);
        assert_eq!(script_of(&plain_name("Symbola")), Script::Letters);
    }
}
