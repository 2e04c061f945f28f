//! What characters mean to a reader, whatever the file: which take no room, which are another way to write a letter, which
//! are pictures.

use unicode_normalization::char::{canonical_combining_class, compose};

use crate::signs::any_of;

/// Characters that take no room: zero-width marks, marks of direction, soft hyphens, controls.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{20E3}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}' | '\u{E0000}'..='\u{E01EF}')
        || (c.is_control() && !c.is_whitespace())
}

/// Characters that take no room, but change how the letter before them is drawn: it would be another letter without them.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Whether a letter may be joined to the one before it, or kept from it: in Arabic and in the scripts of India.
pub(crate) fn is_joined(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{DFF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Whether its meaning is a font's own affair: the private use areas, where icon fonts have their pictures.
pub(crate) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Whether a character is put on the one before it: an accent, the sound mark of a kana, a part of a Korean
/// syllable, what asks for another look.
pub(crate) fn is_mark(c: char) -> bool {
    match c {
        '\u{0}'..='\u{2FF}' => false,
        '\u{1161}'..='\u{1175}' | '\u{11A8}'..='\u{11C2}' | '\u{FE00}'..='\u{FE0F}' => true,
        c => canonical_combining_class(c) != 0,
    }
}

/// `letter` with the `marks` that stand behind it, as few characters as it can be written with (its composed form).
pub(crate) fn composed(letter: char, marks: &str) -> String {
    let mut marks: Vec<char> = marks.chars().collect();
    // Marks above and below a letter may stand in any order.
    marks.sort_by_key(|mark| canonical_combining_class(*mark));
    let mut letter = letter;
    let mut rest = String::new();
    for mark in marks {
        match compose(letter, mark) {
            Some(whole) if rest.is_empty() || canonical_combining_class(mark) != 0 => letter = whole,
            _ => rest.push(mark),
        }
    }
    rest.insert(0, letter);
    rest
}

/// The letters that `c` is another form of: of a fixed width, in one with its neighbour, of a mathematical alphabet, part of
/// another sign. Nothing for what means itself; signs that say something by their form (², ½, ™) do.
pub(crate) fn plain_form(c: char) -> Option<&'static str> {
    let code = u32::from(c);
    let in_row = |row: &'static str, from: u32| nth(row, code.checked_sub(from)? as usize);
    match c {
        '\u{FB00}'..='\u{FB06}' => ["ff", "fi", "fl", "ffi", "ffl", "st", "st"].get(code as usize - 0xFB00).copied(),
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => in_row(PRINTABLE, 0xFF01),
        '\u{FF65}'..='\u{FF9F}' => in_row(KATAKANA, 0xFF65),
        '\u{2F00}'..='\u{2FD5}' => in_row(RADICALS, 0x2F00),
        '\u{1D400}'..='\u{1D6A3}' => nth(LATIN, (code as usize - 0x1D400) % 52),
        '\u{1D7CE}'..='\u{1D7FF}' => nth(PRINTABLE, 15 + (code as usize - 0x1D7CE) % 10),
        _ => None,
    }
}

/// The sign that a sign of full width is, where it stands beside letters or digits of a Latin text.
pub(crate) fn narrow_sign(c: char) -> Option<&'static str> {
    let code = u32::from(c);
    match c {
        '＋' | '－' | '．' | '／' | '＠' | '＿' => nth(PRINTABLE, code as usize - 0xFF01),
        _ => None,
    }
}

/// The character with this number in `row`.
fn nth(row: &'static str, number: usize) -> Option<&'static str> {
    let (from, c) = row.char_indices().nth(number)?;
    row.get(from..from + c.len_utf8())
}

/// ASCII from "!" on.
const PRINTABLE: &str =
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// The letters of one mathematical alphabet.
const LATIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Katakana that are half as wide, from U+FF65 on.
const KATAKANA: &str = "・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309A}";

/// The signs that the radicals of dictionaries are, from U+2F00 on. Fonts draw both alike, and name the wrong one.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Small pictures that say which kind of contact data follows, or what else stands beside them.
pub(crate) fn is_label(c: char) -> bool {
    any_of(LABELS)(c)
}

/// Small pictures of any kind.
pub(crate) fn is_picture(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{2604}' | '\u{2607}'..='\u{2638}' | '\u{2690}'..='\u{269E}'
        | '\u{26A0}'..='\u{26FF}' | '\u{2700}'..='\u{2712}' | '\u{2728}' | '\u{2753}'..='\u{2757}' | '\u{2763}'..='\u{2767}'
        | '\u{231A}' | '\u{231B}' | '\u{2328}' | '\u{23E9}'..='\u{23F3}' | '\u{2B55}')
}

/// The pictures of a telephone, a letter, a place, a link, a calendar, a person.
const LABELS: &str =
    "☎☏✆✉✍📞📟📠📱📲📧📨📩📪📫📬📭📮📤📥📍📌🗺🏠🏡🏘🏢🏣🏤🌍🌎🌏🌐🔗⛓🖇💻🖥⌨📅📆🗓🎂👤👥🐙🐱🐦🕮🖂🖃🖄🖅🖆🖀🕻🕼🕽🕾🕿🖁📷📸";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_their_marks_are_one() {
        assert_eq!(composed('e', "\u{301}"), "é");
        assert_eq!(composed('e', "\u{302}\u{323}"), "ệ", "in whichever order");
        assert_eq!(composed('ガ', ""), "ガ");
        assert_eq!(composed('カ', "\u{3099}"), "ガ");
        assert_eq!(composed('\u{1112}', "\u{1161}\u{11AB}"), "한");
        assert_eq!(composed('x', "\u{301}"), "x\u{301}");
        assert!(is_mark('\u{301}') && !is_mark('e') && !is_mark('é'));
    }

    #[test]
    fn other_forms_of_letters_are_letters() {
        for (written, meant) in
            [('ﬁ', "fi"), ('Ｚ', "Z"), ('７', "7"), ('ｶ', "カ"), ('𝐉', "J"), ('𝟗', "9"), ('⼈', "人")]
        {
            assert_eq!(plain_form(written), Some(meant), "{written}");
        }
        for c in ['a', '²', '½', '（', '人', 'é'] {
            assert_eq!(plain_form(c), None, "{c}");
        }
        assert_eq!(plain_form('ﾟ'), Some("\u{309A}"));
        assert_eq!(RADICALS.chars().count(), 214);
    }

    #[test]
    fn pictures_are_no_letters() {
        assert!(is_label('📞') && is_label('✉') && !is_label('a'));
        assert!(is_picture('🎓') && !is_picture('★') && !is_picture('✓') && !is_picture('●'));
    }
}
