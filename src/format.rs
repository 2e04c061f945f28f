//! Which kind of file this is: its content decides, its name only where the content does not.

use serde::{Deserialize, Serialize};

use crate::encoding;

/// A kind of file. Those that cannot be read yet are recognised all the same, so that the message can say what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    Markdown,
    Text,
    Html,
    JsonResume,
    Pdf,
    Docx,
    Odt,
    Rtf,
    Latex,
    /// Word's binary format before 2007, and other OLE2 files.
    Doc,
    Pages,
    /// What `LinkedIn` gives its members of their own data: a ZIP of tables.
    LinkedinArchive,
    /// The XML that Europass makes beside its PDF files, or within them.
    Europass,
    Image,
    /// A ZIP or other archive that is none of the document formats.
    Archive,
    /// A program or another binary file.
    Binary,
}

impl Format {
    /// The name that stands in [`crate::analysis::Analysis`] and the command line's output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Html => "html",
            Self::JsonResume => "json-resume",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Latex => "latex",
            Self::Doc => "doc",
            Self::Pages => "pages",
            Self::LinkedinArchive => "linkedin-archive",
            Self::Europass => "europass",
            Self::Image => "image",
            Self::Archive => "archive",
            Self::Binary => "binary",
        }
    }

    /// Whether it is text that needs no layout: what the light worker reads by itself.
    pub fn is_plain(self) -> bool {
        matches!(self, Self::Markdown | Self::Text | Self::Html | Self::JsonResume)
    }

    /// Whether there is a reader for it, beside the plain ones.
    pub fn has_layout(self) -> bool {
        matches!(
            self,
            Self::Pdf | Self::Docx | Self::Odt | Self::Rtf | Self::Latex | Self::LinkedinArchive | Self::Europass
        )
    }

    /// The name that a sentence calls it by.
    pub fn title(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Text => "text",
            Self::Html => "HTML",
            Self::JsonResume => "JSON",
            Self::Pdf => "PDF",
            Self::Docx | Self::Doc => "Word",
            Self::Odt => "OpenDocument",
            Self::Rtf => "RTF",
            Self::Latex => "LaTeX",
            Self::Pages => "Pages",
            Self::LinkedinArchive => "LinkedIn",
            Self::Europass => "Europass",
            Self::Image => "image",
            Self::Archive => "archive",
            Self::Binary => "binary",
        }
    }
}

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 64 << 10;

/// The kind of file that `bytes` are; `name` is the file's name, empty for pasted text.
pub fn detect(bytes: &[u8], name: &str) -> Format {
    if let Some(format) = by_magic(bytes) {
        return format;
    }
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(bytes);
    let text = encoding::decode(sample);
    if is_binary(&text) {
        return Format::Binary;
    }
    by_text(&text, &extension(name))
}

/// The part of the name after its last dot, in lower case.
fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase())
}

/// The kind of file that its first bytes tell.
fn by_magic(bytes: &[u8]) -> Option<Format> {
    const MAGIC: &[(&[u8], Format)] = &[
        (b"{\\rtf", Format::Rtf),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::Doc),
        (b"\x89PNG\r\n\x1A\n", Format::Image),
        (b"\xFF\xD8\xFF", Format::Image),
        (b"GIF87a", Format::Image),
        (b"GIF89a", Format::Image),
        (b"II*\x00", Format::Image),
        (b"MM\x00*", Format::Image),
        (b"8BPS", Format::Image),
        (b"\x00\x00\x01\x00", Format::Image),
        (b"\x7FELF", Format::Binary),
        (b"MZ", Format::Binary),
        (b"\xFE\xED\xFA\xCE", Format::Binary),
        (b"\xFE\xED\xFA\xCF", Format::Binary),
        (b"\xCE\xFA\xED\xFE", Format::Binary),
        (b"\xCF\xFA\xED\xFE", Format::Binary),
        (b"\xCA\xFE\xBA\xBE", Format::Binary),
        (b"\x00asm", Format::Binary),
        (b"SQLite format 3\x00", Format::Binary),
        (b"OggS", Format::Binary),
        (b"ID3", Format::Binary),
        (b"\x1F\x8B", Format::Archive),
        (b"7z\xBC\xAF\x27\x1C", Format::Archive),
        (b"\xFD7zXZ\x00", Format::Archive),
        (b"\x28\xB5\x2F\xFD", Format::Archive),
        (b"BZh", Format::Archive),
        (b"Rar!\x1A\x07", Format::Archive),
    ];
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    if start.windows(5).any(|window| window == b"%PDF-") {
        return Some(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(by_entries(bytes));
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Some(Format::Archive);
    }
    // WebP and other RIFF files; HEIC, AVIF and MP4.
    if bytes.starts_with(b"RIFF") {
        return Some(if bytes.get(8..12) == Some(b"WEBP") { Format::Image } else { Format::Binary });
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        let brand = bytes.get(8..12).unwrap_or_default();
        let is_image = matches!(brand, b"heic" | b"heix" | b"mif1" | b"msf1" | b"avif" | b"avis");
        return Some(if is_image { Format::Image } else { Format::Binary });
    }
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Some(Format::Image);
    }
    let found = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic))?;
    // Two or three letters may begin a text as well.
    let is_word = found.0.len() <= 3 && found.0.is_ascii();
    (!is_word || bytes.iter().take(512).any(|&byte| byte == 0)).then_some(found.1)
}

/// The kind of document that a ZIP is, by the names of its entries.
fn by_entries(bytes: &[u8]) -> Format {
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    let head = bytes.get(..bytes.len().min(200)).unwrap_or(bytes);
    let head_holds = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    if head_holds(b"mimetypeapplication/vnd.oasis.opendocument.text") {
        Format::Odt
    } else if holds(b"word/document.xml") || (holds(b"[Content_Types].xml") && (holds(b"word/") || holds(b"word\\"))) {
        // The main part has other names too: word/document2.xml, or, as some pack it, word\document.xml.
        Format::Docx
    } else if holds(b"content.xml") && holds(b"META-INF/manifest.xml") && !head_holds(b"mimetype") {
        // Packed again by another program, which puts what tells the kind of document anywhere.
        Format::Odt
    } else if holds(b"Index/Document.iwa") || holds(b"Index.zip") {
        Format::Pages
    } else if holds(b"Profile.csv") && (holds(b"Positions.csv") || holds(b"Education.csv") || holds(b"Skills.csv")) {
        Format::LinkedinArchive
    } else {
        Format::Archive
    }
}

/// Whether the text has many characters that no text has.
fn is_binary(text: &str) -> bool {
    // Bytes at 0x80 and on are controls in Windows-1252 only; a text in another encoding may have many.
    let controls = text
        .chars()
        .filter(|&c| {
            (c.is_ascii_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{C}' | '\u{B}' | '\u{1B}')) || c == '\u{FFFD}'
        })
        .count();
    controls > 8 && controls * 50 > text.chars().count()
}

fn by_text(text: &str, extension: &str) -> Format {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if start.starts_with('{') || start.starts_with('[') {
        let has_key = ["\"basics\"", "\"work\"", "\"education\"", "\"skills\""].iter().any(|key| text.contains(key));
        if extension == "json" || (start.starts_with('{') && has_key) {
            return Format::JsonResume;
        }
    }
    if is_europass(start) {
        return Format::Europass;
    }
    if extension == "tex" || is_latex(text) {
        return Format::Latex;
    }
    match extension {
        "html" | "htm" | "xhtml" => return Format::Html,
        "md" | "markdown" | "mkd" | "mdown" | "rmd" | "qmd" => {
            return if is_html(start, true) { Format::Html } else { Format::Markdown };
        }
        _ => {}
    }
    if is_html(start, false) {
        return Format::Html;
    }
    let marks = markdown_marks(text);
    let needed = if matches!(extension, "txt" | "text") { 3 } else { 2 };
    if marks >= needed { Format::Markdown } else { Format::Text }
}

/// Whether a text is XML whose first element is one of those that Europass's files have.
fn is_europass(start: &str) -> bool {
    let mut rest = start;
    // What stands before it: a declaration, comments, a style sheet.
    while let Some(other) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!")) {
        let end = if other.starts_with("--") { "-->" } else { ">" };
        let Some((_, after)) = other.split_once(end) else { return false };
        rest = after.trim_start();
    }
    let name = rest.strip_prefix('<').and_then(|tag| tag.split(|c: char| c.is_whitespace() || c == '>').next());
    let local = name.and_then(|name| name.rsplit(':').next()).unwrap_or_default();
    local == "SkillsPassport" || (local == "Candidate" && rest.contains("CandidateProfile"))
}

fn is_latex(text: &str) -> bool {
    text.contains("\\documentclass")
        || text.contains("\\begin{document}")
        || (text.contains("\\section") && text.contains("\\item"))
}

/// Whether a text is a page, or a piece of one. Markdown may hold any element but the page's own.
fn is_html(start: &str, is_named_markdown: bool) -> bool {
    let head: String = start.chars().take(2000).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<?xml") {
        return true;
    }
    if is_named_markdown || !head.starts_with('<') {
        return false;
    }
    // A piece of a page: tags all along, and what they hold is not Markdown.
    let mut tags = 0usize;
    let mut closed = 0usize;
    let mut lines = 0usize;
    let mut tagged = 0usize;
    for line in start.lines().map(str::trim).filter(|line| !line.is_empty()).take(2000) {
        lines += 1;
        tagged += usize::from(line.starts_with('<') || line.ends_with('>'));
        tags += line.matches('<').count();
        closed += line.matches("</").count();
    }
    closed > 0 && tags >= 2 && tagged * 2 >= lines && markdown_marks(start) < 2
}

/// How many different marks of Markdown a text shows; those that plain text has too do not count.
fn markdown_marks(text: &str) -> usize {
    let mut headings = 0usize;
    let mut link = false;
    let mut strong = 0usize;
    let mut code = false;
    let mut table = false;
    let mut front_matter = text.starts_with("---\n") || text.starts_with("---\r\n");
    let mut hard_break = false;
    let mut setext = false;
    let mut definition = false;
    let mut quote = false;
    let mut before = "";
    for line in text.lines() {
        let trimmed = line.trim_start();
        let hashes = trimmed.chars().take_while(|&c| c == '#').count();
        let is_heading = (1..=6).contains(&hashes)
            && line.len() - trimmed.len() < 4
            && trimmed.get(hashes..).is_some_and(|rest| rest.starts_with(' ') && rest.trim().len() > 1);
        headings += usize::from(is_heading);
        link |= trimmed.contains("](") || (trimmed.contains("<http") && trimmed.contains('>'));
        strong += usize::from(is_strong(trimmed, "**") || is_strong(trimmed, "__"));
        code |= trimmed.starts_with("```") || trimmed.starts_with("~~~");
        table |= trimmed.starts_with('|') && trimmed.contains("--") && trimmed.ends_with('|');
        hard_break |= line.ends_with("  ") && !trimmed.is_empty();
        definition |= (trimmed.starts_with(":   ") || trimmed.starts_with(": ")) && !before.trim().is_empty();
        quote |= trimmed.starts_with("> ");
        setext |= !before.trim().is_empty()
            && before.len() < 80
            && trimmed.len() >= 3
            && (trimmed.len().abs_diff(before.trim_end().len()) <= 2)
            && (trimmed.chars().all(|c| c == '=') || trimmed.chars().all(|c| c == '-'));
        before = line;
    }
    front_matter &= text.get(4..).is_some_and(|rest| rest.contains("\n---"));
    2 * usize::from(headings > 0)
        + usize::from(headings > 2)
        + 2 * usize::from(link)
        + 2 * usize::from(strong >= 1)
        + usize::from(strong >= 3)
        + usize::from(code)
        + 2 * usize::from(table)
        + 2 * usize::from(front_matter)
        + usize::from(hard_break)
        + usize::from(setext)
        + usize::from(definition)
        + usize::from(quote)
}

/// Whether a line has a word set between two such marks.
fn is_strong(line: &str, mark: &str) -> bool {
    let Some((_, rest)) = line.split_once(mark) else { return false };
    let starts = rest.starts_with(|c: char| c.is_alphanumeric() || c == '[' || c == '*');
    starts && rest.split_once(mark).is_some_and(|(inner, _)| !inner.ends_with(' ') && !inner.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_decide_whatever_the_name() {
        let cases: &[(&[u8], Format)] = &[
            (b"%PDF-1.7\n", Format::Pdf),
            (b"\n\n%PDF-1.4", Format::Pdf),
            (b"{\\rtf1\\ansi", Format::Rtf),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::Doc),
            (b"\x89PNG\r\n\x1A\n", Format::Image),
            (b"\xFF\xD8\xFF\xE0", Format::Image),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Format::Image),
            (b"\0\0\0\x18ftypheic", Format::Image),
            (b"\x7FELF\x02\x01", Format::Binary),
            (b"MZ\x90\0\x03", Format::Binary),
            (b"\x1F\x8B\x08", Format::Archive),
            (b"PK\x03\x04\x14\0\0\0word/document.xml", Format::Docx),
            (b"PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.text", Format::Odt),
            (b"PK\x03\x04\x14\0Index/Document.iwa", Format::Pages),
            (b"PK\x03\x04\x14\0readme.txt", Format::Archive),
        ];
        for (bytes, format) in cases {
            assert_eq!(detect(bytes, "cv.md"), *format, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn the_content_of_a_text_decides_and_its_name_where_that_does_not() {
        let plain = "DANA WHITLOCK\n\nEXPERIENCE\n----------\n\nNorthwind        2019\n  * One\n  * Two\n";
        let markdown = "# Dana Whitlock\n\n**Engineer**\n\n- [Northwind](https://example.com)\n";
        let page = "<!DOCTYPE html>\n<html><body><p>Dana</p></body></html>";
        let cases = [
            (plain, "", Format::Text),
            (plain, "cv.txt", Format::Text),
            (plain, "cv.md", Format::Markdown),
            (markdown, "", Format::Markdown),
            (markdown, "cv.txt", Format::Markdown),
            (page, "cv.md", Format::Html),
            (page, "", Format::Html),
            ("<p>Dana</p>\n<ul>\n<li>One</li>\n</ul>", "", Format::Html),
            ("<div id=\"top\">\n\n# Dana\n\n**Engineer**\n\n</div>", "", Format::Markdown),
            ("\\documentclass{article}\n\\begin{document}", "", Format::Latex),
            ("{\"basics\": {\"name\": \"Dana\"}}", "", Format::JsonResume),
            ("{\"a\": 1}", "a.json", Format::JsonResume),
            ("{braces} are no JSON", "", Format::Text),
            ("Dana Whitlock", "", Format::Text),
            ("MZ is how her name begins", "", Format::Text),
            ("BMW, Munich", "", Format::Text),
        ];
        for (text, name, format) in cases {
            assert_eq!(detect(text.as_bytes(), name), format, "{name}: {text}");
        }
    }

    #[test]
    fn the_encoding_of_a_text_does_not_matter() {
        let little: Vec<u8> = "Dana Whitlock\nEngineer".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(detect(&little, ""), Format::Text);
        assert_eq!(detect(b"Zo\xEB Bj\xF6rk\n", "cv.txt"), Format::Text);
        assert_eq!(detect(&[0; 100], "cv.txt"), Format::Binary);
    }
}
