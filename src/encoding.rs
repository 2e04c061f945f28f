//! Bytes -> text. UTF-8, UTF-16 and plain Windows-1252 need no tables, and [`decode`] knows them; what else there is on the
//! web, [`decode_any`] does.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP};

/// What Windows-1252 has at 0x80..=0x9F; its five empty places are taken as controls.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Whether [`decode`] gives the text that `bytes` stand for: they are UTF-8, UTF-16, or plainly Windows-1252.
pub fn is_plain(bytes: &[u8]) -> bool {
    // The encodings that switch alphabets by escapes are ASCII to look at.
    if has_escapes(bytes) {
        return false;
    }
    unicode(bytes).is_some() || (is_of_western_europe(bytes) && declared(bytes).is_none_or(|label| is_western(&label)))
}

/// The text that `bytes` stand for, if they are plain ([`is_plain`]), without a byte order mark. Never fails: what UTF-8 and
/// UTF-16 do not explain is Windows-1252; lone surrogates become U+FFFD.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    unicode(bytes).unwrap_or_else(|| Cow::Owned(bytes.iter().map(|&byte| windows_1252(byte)).collect()))
}

/// The text that `bytes` stand for, whatever the encoding: the one that they declare, if they are sound in it, else the one
/// that explains them best. Needs the tables of all encodings, which are large.
pub fn decode_any(bytes: &[u8]) -> Cow<'_, str> {
    if is_plain(bytes) {
        return decode(bytes);
    }
    if has_escapes(bytes)
        && let Some(text) = ISO_2022_JP.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return text;
    }
    if let Some(text) = unicode(bytes) {
        return text;
    }
    let declared = declared(bytes).and_then(|label| Encoding::for_label(name_of(&label).as_bytes()));
    if let Some(text) =
        declared.and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes))
    {
        return text;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny).decode_without_bom_handling(bytes).0
}

/// The text, if it is UTF-8 or UTF-16, perhaps damaged.
fn unicode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(rest).or_else(|| Some(String::from_utf8_lossy(rest)));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Some(Cow::Owned(utf16(rest, u16::from_le_bytes)));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Some(Cow::Owned(utf16(rest, u16::from_be_bytes)));
    }
    match utf16_order(bytes) {
        Some(Order::Little) => Some(Cow::Owned(utf16(bytes, u16::from_le_bytes))),
        Some(Order::Big) => Some(Cow::Owned(utf16(bytes, u16::from_be_bytes))),
        None => utf8(bytes),
    }
}

/// The order of bytes in UTF-16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

/// The byte order of UTF-16 that has no byte order mark: nearly all of its units are characters of a text, some of them
/// blanks or line ends, which have a byte that is 0 as no other encoding has.
fn utf16_order(bytes: &[u8]) -> Option<Order> {
    let head = bytes.get(..bytes.len().min(4096) & !1)?;
    if head.len() < 8 || !head.contains(&0) {
        return None;
    }
    let is_text = |unit: fn([u8; 2]) -> u16| {
        let (mut usual, mut blank, mut all) = (0usize, 0usize, 0usize);
        for pair in head.chunks_exact(2) {
            let c = unit([pair[0], pair[1]]);
            all += 1;
            blank += usize::from(matches!(c, 0x0A | 0x0D | 0x20));
            usual += usize::from(
                matches!(c, 0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0x5FF | 0x900..=0xDFF | 0x1100..=0x11FF
                | 0x1E00..=0x206F | 0x2190..=0x27BF | 0x3000..=0x30FF | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 | 0xD800..=0xDFFF
                | 0xFF00..=0xFFEF),
            );
        }
        (usual * 50 >= all * 49 && blank > 0).then_some(usual + blank)
    };
    let (little, big) = (is_text(u16::from_le_bytes), is_text(u16::from_be_bytes));
    match (little, big) {
        (Some(one), Some(other)) if one == other => None,
        (Some(one), other) if other.is_none_or(|other| one > other) => Some(Order::Little),
        (_, Some(_)) => Some(Order::Big),
        _ => None,
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// UTF-8; a file with a few damaged characters among many sound ones keeps the sound ones. Else nothing.
fn utf8(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    (sound > broken).then(|| String::from_utf8_lossy(bytes))
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Whether bytes switch to a Japanese alphabet and back: ISO-2022-JP.
fn has_escapes(bytes: &[u8]) -> bool {
    bytes.contains(&0x1B)
        && bytes.is_ascii()
        && bytes.windows(3).any(|three| matches!(three, b"\x1B$B" | b"\x1B$@" | b"\x1B(J"))
}

/// Signs of punctuation, and letters that the encodings of Western and of Central Europe have at the same place: a text
/// that has no others is the same in both.
const SHARED: &str = "€‚„…†‡‰‹‘’“”•–—™›\u{A0}¤¦§¨©«¬\u{AD}®°±´µ¶·¸»ŠšŽžÁÂÄÇÉËÍÎÓÔÖÚÜÝßáâäçéëíîóôöúüý÷×";

/// Whether bytes beyond ASCII are few, stand by themselves, and mean what they mean in Windows-1252.
fn is_of_western_europe(bytes: &[u8]) -> bool {
    let (mut high, mut pairs, mut letters) = (0usize, 0usize, 0usize);
    let mut was_letter = false;
    for &byte in bytes {
        let is_high = !byte.is_ascii();
        if is_high && !SHARED.contains(windows_1252(byte)) {
            return false;
        }
        high += usize::from(is_high);
        pairs += usize::from(byte >= 0xC0 && was_letter);
        letters += usize::from(byte.is_ascii_alphabetic());
        was_letter = byte >= 0xC0;
    }
    pairs * 8 <= high && high * 4 <= letters
}

/// How far into a file a declaration may stand, in bytes.
const DECLARED: usize = 4096;

/// The label of the encoding that a file says it is in: XML's declaration, a `meta` element of HTML, LaTeX's `inputenc`.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(DECLARED)).unwrap_or(bytes);
    let head: String = head.iter().map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    let behind = |text: &str, sign: char| -> Option<String> {
        let value = text.trim_start().strip_prefix(sign)?.trim_start().trim_start_matches(['"', '\'']);
        let label: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
        (!label.is_empty()).then_some(label)
    };
    let xml = || {
        let (declaration, _) = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
        behind(declaration.split_once("encoding")?.1, '=')
    };
    let html = || {
        let mut rest = head.split("<meta").skip(1).filter_map(|meta| meta.split('>').next());
        rest.find_map(|meta| behind(meta.split_once("charset")?.1, '='))
    };
    let latex = || {
        let (before, _) = head.split_once("]{inputenc}")?;
        behind(&["=", before.rsplit_once('[')?.1].concat(), '=')
    };
    xml().or_else(html).or_else(latex)
}

/// The label by which the web knows an encoding that LaTeX has its own name for.
fn name_of(label: &str) -> String {
    match label {
        "latin9" | "latin10" => "iso-8859-15".to_owned(),
        "ansinew" => "windows-1252".to_owned(),
        "applemac" => "macintosh".to_owned(),
        _ => match label.strip_prefix("cp125") {
            Some(number) => format!("windows-125{number}"),
            None => label.to_owned(),
        },
    }
}

/// Whether a label says Windows-1252 or an encoding that is a part of it, or one that is not there.
fn is_western(label: &str) -> bool {
    ["utf", "windows-1252", "cp1252", "ansinew", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "us-ascii", "ascii"]
        .iter()
        .any(|known| *known == label || *known == "utf" && label.starts_with("utf"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Zoë – “café”";
        let mut utf8 = b"\xEF\xBB\xBF".to_vec();
        utf8.extend(text.as_bytes());
        assert_eq!(decode(&utf8), text);
        assert_eq!(decode(text.as_bytes()), text);
        let units = || text.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little), text);
        assert_eq!(decode(&big), text);
        assert_eq!(decode(&[b"\xFF\xFE".as_slice(), &little].concat()), text);
        assert_eq!(decode(&[b"\xFE\xFF".as_slice(), &big].concat()), text);
        assert_eq!(decode(b"Zo\xEB \x96 \x93caf\xE9\x94"), text);
        assert!(is_plain(b"Zo\xEB Example, keeper of \x93caf\xE9s\x94"));
    }

    #[test]
    fn damage_is_no_reason_to_change_the_encoding() {
        assert_eq!(decode("Zoë Björk, Curaçao\u{0}".as_bytes()), "Zoë Björk, Curaçao\u{0}");
        let mut bytes = "Zoë Björk, Curaçao ".as_bytes().to_vec();
        bytes.push(0xE9);
        assert_eq!(decode(&bytes), "Zoë Björk, Curaçao \u{FFFD}");
        assert_eq!(decode(b"\xFF\xFE\x00\xD8A\x00"), "\u{FFFD}A");
    }

    /// A text in an encoding, long enough to be told from others.
    fn encoded(text: &str, label: &str) -> Vec<u8> {
        let (bytes, _, is_lossy) = Encoding::for_label(label.as_bytes()).expect("it is one").encode(text);
        assert!(!is_lossy, "{label}");
        bytes.into_owned()
    }

    const POLISH: &str = "Życiorys\nŁucja Żółkiewska\nDoświadczenie zawodowe: księgowa w spółce, od września 2015\n";
    const RUSSIAN: &str = "Резюме\nОльга Вьюгина\nОпыт работы: бухгалтер в мастерской, с сентября 2015 года\n";
    const GREEK: &str = "Βιογραφικό σημείωμα\nΕλένη Παραδείγματος\nΕπαγγελματική εμπειρία: λογίστρια σε εργαστήριο\n";
    const TURKISH: &str =
        "Özgeçmiş\nIşık Örneköğlu\nİş deneyimi: atölyede muhasebeci, Eylül 2015 tarihinden beri, şirket\n";
    const FRENCH: &str =
        "Expérience\nComptable à l’atelier, où elle gère dès 2015 les bons de commande, très à l’aise\n";
    const CHINESE: &str = "简历\n示例小明\n工作经验：会计师，从二零一五年九月起，在一家工厂负责财务工作\n";
    const TAIWANESE: &str = "履歷表\n範例小明\n工作經驗：會計師，從二零一五年九月起，在一家工廠負責財務工作\n";
    const JAPANESE: &str = "履歴書\n見本花子\n職歴：２０１５年９月から工場で経理を担当しています。決算もできます。\n";
    const KOREAN: &str = "이력서\n김예시\n경력: 2015년 9월부터 공장에서 회계 업무를 담당하고 있습니다\n";

    #[test]
    fn encodings_that_nothing_declares() {
        for (text, labels) in [
            (POLISH, &["windows-1250", "iso-8859-2"][..]),
            (RUSSIAN, &["windows-1251", "koi8-r", "iso-8859-5"]),
            (GREEK, &["windows-1253"]),
            (TURKISH, &["windows-1254"]),
            (FRENCH, &["windows-1252"]),
            (CHINESE, &["gbk", "gb18030"]),
            (TAIWANESE, &["big5"]),
            (JAPANESE, &["shift_jis", "euc-jp", "iso-2022-jp"]),
            (KOREAN, &["euc-kr"]),
        ] {
            for label in labels {
                let bytes = encoded(text, label);
                assert_eq!(decode_any(&bytes), text, "{label}");
                assert!(!is_plain(&bytes), "{label}");
            }
            assert!(is_plain(text.as_bytes()));
            let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(decode(&units), text, "UTF-16 without a byte order mark");
            let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(decode(&units), text, "UTF-16 without a byte order mark");
        }
    }

    #[test]
    fn what_a_file_declares_decides() {
        let page = |label: &str| format!("<html><head><meta charset=\"{label}\"></head><p>Kovář Vít</p></html>");
        for label in ["windows-1250", "iso-8859-2"] {
            assert_eq!(decode_any(&encoded(&page(label), label)), page(label));
        }
        let xml = "<?xml version='1.0' encoding='koi8-r'?><a>Ива</a>";
        assert_eq!(decode_any(&encoded(xml, "koi8-r")), xml);
        let tex = "\\documentclass{cv}\n\\usepackage[latin2]{inputenc}\nŁódź";
        assert_eq!(decode_any(&encoded(tex, "iso-8859-2")), tex);
        let meta = "<meta http-equiv=Content-Type content='text/html; charset=shift_jis'>氏名";
        assert_eq!(decode_any(&encoded(meta, "shift_jis")), meta);
        let wrong = "<meta charset=utf-8><p>Zoë Bähr, Zürich, spricht Englisch";
        let bytes = encoded(wrong, "windows-1252");
        assert_eq!((decode_any(&bytes).as_ref(), is_plain(&bytes)), (wrong, true));
    }
}
