//! PDF files of every awkward kind. Each test writes the file it reads; the encrypted ones were made once with
//! `tests/pdf/encrypted.sh`. The persons are invented.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;

use cv_readback::document::Origin;
use cv_readback::format::{Format, detect};
use cv_readback::reader::pdf::page::{Direction, Page, ShapeKind, Word};
use cv_readback::reader::pdf::pages;
use cv_readback::reader::{self, RawDocument, ReadError};

const HELVETICA: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
const BOLD: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>";

/// A file of one page: objects 1 to 3 are the catalogue, the pages and the page, 4 is its content.
struct Writer {
    objects: Vec<Vec<u8>>,
}

impl Writer {
    /// `page` is added to the page's dictionary, `resources` to its resources, which have the fonts `F1` (Helvetica) and `F2` (bold).
    fn new(content: &str, page: &str, resources: &str) -> Self {
        let catalogue = "<< /Type /Catalog /Pages 2 0 R >>".to_owned();
        let tree = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned();
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R {page} \
             /Resources << /Font << /F1 5 0 R /F2 6 0 R /F3 7 0 R >> {resources} >> >>"
        );
        let mut writer = Self { objects: Vec::new() };
        writer.add(&catalogue).add(&tree).add(&page).add_stream("", content.as_bytes()).add(HELVETICA).add(BOLD);
        writer
    }

    fn add(&mut self, object: &str) -> &mut Self {
        self.objects.push(object.as_bytes().to_vec());
        self
    }

    fn add_stream(&mut self, dict: &str, data: &[u8]) -> &mut Self {
        let mut object = format!("<< /Length {} {dict} >>\nstream\n", data.len()).into_bytes();
        object.extend_from_slice(data);
        object.extend_from_slice(b"\nendstream");
        self.objects.push(object);
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (object, number) in self.objects.iter().zip(1..) {
            writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
            file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            file.extend_from_slice(object);
            file.extend_from_slice(b"\nendobj\n");
        }
        let start = file.len();
        let end = format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", self.objects.len() + 1);
        file.extend_from_slice(table.as_bytes());
        file.extend_from_slice(end.as_bytes());
        file
    }
}

fn file(content: &str) -> Vec<u8> {
    Writer::new(content, "", "").bytes()
}

/// The words of a page with this content.
fn words_of(content: &str) -> Vec<Word> {
    page_of(&file(content)).words
}

fn page_of(file: &[u8]) -> Page {
    pages(file, "").unwrap().remove(0)
}

fn texts(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.text.as_str()).collect()
}

fn read(file: &[u8], password: &str) -> Result<RawDocument, ReadError> {
    reader::read(file, Format::Pdf, password)
}

/// The reading text, blanks collapsed.
fn text(document: &RawDocument) -> String {
    let lines: Vec<String> = document.blocks.iter().flat_map(|block| &block.lines).map(reader::RawLine::text).collect();
    lines.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

const CV: &str = "BT /F2 18 Tf 50 740 Td (Mara Feld) Tj /F1 11 Tf 0 -30 Td (Gardener at Green Acres, Springfield) Tj \
                  0 -16 Td (March 2019 - present) Tj 0 -16 Td (Planted four hundred trees and looked after them) Tj ET";
const CV_TEXT: &str = "Mara Feld Gardener at Green Acres, Springfield March 2019 - present Planted four hundred trees and looked after them";

#[test]
fn a_plain_file_is_read_with_places_and_sizes() {
    let document = read(&file(CV), "").unwrap();
    assert_eq!(text(&document), CV_TEXT);
    assert_eq!((document.pages.len(), document.pages[0].width, document.pages[0].height), (1, 600.0, 800.0));
    let run = &document.blocks[0].lines[0].runs[0];
    let Origin::Area { page, left, top, width, height } = run.origin else { panic!("{:?}", run.origin) };
    assert_eq!((page, left), (0, 50.0));
    assert!((45.0..61.0).contains(&top) && (30.0..200.0).contains(&width) && (15.0..25.0).contains(&height));
    assert!(run.style.bold);
    let words = page_of(&file(CV)).words;
    assert!((words[0].size - 18.0).abs() < 0.01 && (words[0].baseline - 60.0).abs() < 0.01);
    assert!(!words[2].style.bold && (words[2].size - 11.0).abs() < 0.01);
}

#[test]
fn the_size_is_that_of_the_matrix() {
    let words = words_of(
        "BT /F1 1 Tf 12 0 0 12 50 700 Tm (Small) Tj ET q 2 0 0 2 0 0 cm BT /F1 9 Tf 30 300 Td (Large) Tj ET Q",
    );
    assert!((words[0].size - 12.0).abs() < 0.01 && (words[1].size - 18.0).abs() < 0.01);
}

#[test]
fn room_ends_a_word_and_letter_spacing_does_not() {
    assert_eq!(texts(&words_of("BT /F1 10 Tf 50 700 Td [(Head) -300 (Cook)] TJ ET")), ["Head", "Cook"]);
    assert_eq!(texts(&words_of("BT /F1 10 Tf 50 700 Td [(He) 40 (ad) -20 (gear)] TJ ET")), ["Headgear"]);
    assert_eq!(texts(&words_of("BT /F1 10 Tf 3 Tc 50 700 Td (CONTACT) Tj ET")), ["CONTACT"]);
    assert_eq!(texts(&words_of("BT /F1 10 Tf 2 Tc 50 700 Td [(WORK) -600 (HISTORY)] TJ ET")), ["WORK", "HISTORY"]);
    let leaders = words_of("BT /F1 10 Tf 3 Tc 50 700 Td (.....) Tj ET");
    assert_eq!(texts(&leaders), ["."; 5], "leaders are no word");
}

#[test]
fn one_word_in_two_styles_is_glued() {
    let words = words_of("BT /F2 10 Tf 50 700 Td (Bold) Tj /F1 10 Tf (ness) Tj ( and) Tj ET");
    assert_eq!(texts(&words), ["Bold", "ness", "and"]);
    assert_eq!(words.iter().map(|word| word.glued).collect::<Vec<_>>(), [false, true, false]);
    assert!(words[0].style.bold && !words[1].style.bold && words[2].after_blank);
}

#[test]
fn styles_come_from_matrices_and_outlines_too() {
    let words = words_of(
        "BT /F1 10 Tf 1 0 0.3 1 50 700 Tm (Leaning) Tj 1 0 0 1 50 650 Tm 2 Tr 0.4 w (Fat) Tj 0 Tr 1 0 0 1 50 600 Tm (Plain) Tj ET",
    );
    assert!(words[0].style.italic && words[1].style.bold && !words[2].style.bold && !words[2].style.italic);
}

#[test]
fn styles_mean_something_by_what_they_differ_from() {
    let font = |name: &str| HELVETICA.replace("Helvetica", name);
    let fonts = |writer: &mut Writer, names: [&str; 3]| {
        for (name, object) in names.iter().zip([4, 5]) {
            writer.objects[object] = font(name).into_bytes();
        }
        page_of(&writer.add(&font(names[2])).bytes()).words
    };
    let content =
        "BT /F1 10 Tf 50 700 Td (Most of this text) Tj 0 -20 Td /F2 10 Tf (Cook) Tj 0 -20 Td /F3 10 Tf (x) Tj ET";
    let words = fonts(&mut Writer::new(content, "", ""), ["Roboto-Light", "Roboto-Medium", "RobotoMono-Regular"]);
    assert_eq!(words.iter().map(|word| word.style.bold).collect::<Vec<_>>(), [false, false, false, false, true, false]);
    assert!(words[5].style.code);
    let words = fonts(&mut Writer::new(content, "", ""), ["Courier", "Roboto-Medium", "Courier-Bold"]);
    assert_eq!(words.len(), 6);
    assert!(words.iter().all(|word| !word.style.code), "a letter from a typewriter is no code");
    assert!(!words[4].style.bold && words[5].style.bold);
}

#[test]
fn doubled_glyphs_are_read_once() {
    let shadow = "0.7 g BT /F1 12 Tf 50.5 699.5 Td (Shadow) Tj ET 0 0 1 rg BT /F1 12 Tf 50 700 Td (Shadow) Tj ET";
    let words = words_of(shadow);
    assert_eq!((texts(&words), words[0].color), (vec!["Shadow"], 0x00_00FF));
    let words = words_of("BT /F1 12 Tf 50 700 Td (Twice) Tj 0.3 0 Td (Twice) Tj ET");
    assert_eq!(texts(&words), ["Twice"]);
    assert!(words[0].style.bold, "that is how poor programs make text bold");
    assert_eq!(texts(&words_of("BT /F1 12 Tf 50 700 Td (Balloon) Tj ET")), ["Balloon"]);
}

#[test]
fn accents_are_on_their_letters() {
    // The dieresis (250 in this encoding) is drawn over the letter that follows.
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [168 /dieresis] >> >>";
    let mut writer = Writer::new("BT /F3 10 Tf 50 700 Td [(Z) (\\250) 440 (urich)] TJ ET", "", "");
    assert_eq!(texts(&page_of(&writer.add(font).bytes()).words), ["Zürich"]);
}

#[test]
fn turned_text_has_its_direction() {
    let words = words_of("BT /F1 10 Tf 0 1 -1 0 40 300 Tm (Upwards) Tj 0 -1 1 0 560 300 Tm (Downwards) Tj ET");
    assert_eq!(words.iter().map(|word| word.direction).collect::<Vec<_>>(), [Direction::Up, Direction::Down]);
    assert!((words[0].baseline - 40.0).abs() < 0.01 && words[0].area.height > 3.0 * words[0].area.width);
}

#[test]
fn a_rotated_page_is_read_as_it_is_shown() {
    for (rotation, width, direction) in
        [(90, 800.0, "BT /F1 12 Tf 0 1 -1 0 100 50 Tm"), (180, 600.0, "BT /F1 12 Tf -1 0 0 -1 550 100 Tm")]
    {
        let content = format!("{direction} (Shown upright) Tj ET");
        let page = page_of(&Writer::new(&content, &format!("/Rotate {rotation}"), "").bytes());
        assert_eq!(texts(&page.words), ["Shown", "upright"]);
        assert_eq!((page.size.width, page.words[0].direction), (width, Direction::Right), "{rotation}");
    }
}

#[test]
fn links_lie_over_words() {
    let link = "/Annots [<< /Type /Annot /Subtype /Link /Rect [49 695 90 712] /A << /S /URI /URI (https://example.org/mara) >> >>]";
    let page = page_of(&Writer::new("BT /F1 12 Tf 50 700 Td (GitHub and more) Tj ET", link, "").bytes());
    assert_eq!(page.words[0].link.as_deref(), Some("https://example.org/mara"));
    assert_eq!(page.words[2].link, None);
}

#[test]
fn form_fields_and_notes_are_read_where_they_are_shown() {
    let field = "/Annots [8 0 R 10 0 R]";
    let widget = "<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [100 600 300 620] /V (Baker) /AP << /N 9 0 R >> >>";
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 5 0 R >> >>";
    let mut writer = Writer::new("BT /F1 10 Tf 50 606 Td (Title:) Tj ET", field, "");
    writer.add(HELVETICA).add(widget).add_stream(form, b"/Tx BMC BT /F1 10 Tf 2 6 Td (Baker) Tj ET EMC");
    let page = page_of(&writer.add(&widget.replace("/Rect", "/F 2 /Rect")).bytes());
    assert_eq!(texts(&page.words), ["Title:", "Baker"], "and what is not shown is not read");
    assert!((page.words[1].area.left - 102.0).abs() < 0.1 && (page.words[1].baseline - 194.0).abs() < 0.1);
}

#[test]
fn hidden_text_is_marked() {
    let hidden = [
        "BT /F1 9 Tf 3 Tr 50 700 Td (keywords) Tj ET",
        "q BT /F1 9 Tf 7 Tr 50 700 Td (keywords) Tj ET Q 0 0 9 9 re f",
        "1 g BT /F1 9 Tf 50 700 Td (keywords) Tj ET",
        "0.2 0.3 0.4 rg 0 600 300 200 re f BT /F1 9 Tf 50 700 Td (keywords) Tj ET",
        "BT /F1 9 Tf 50 900 Td (keywords) Tj ET",
        "q 50 100 100 100 re W n BT /F1 9 Tf 50 700 Td (keywords) Tj ET Q",
        "/GS gs BT /F1 9 Tf 50 700 Td (keywords) Tj ET",
    ];
    for content in hidden {
        let page = page_of(&Writer::new(content, "", "/ExtGState << /GS << /ca 0 >> >>").bytes());
        assert_eq!(texts(&page.words), ["keywords"]);
        assert!(page.words[0].hidden, "{content}");
    }
    let seen = [
        "0.2 0.3 0.4 rg 0 600 300 200 re f 1 g BT /F1 9 Tf 50 700 Td (Contact) Tj ET",
        "1 g 0 0 600 800 re f 0 g BT /F1 9 Tf 50 700 Td (Contact) Tj ET",
        "q 40 600 300 200 re W n BT /F1 9 Tf 50 700 Td (Contact) Tj ET Q",
        "0.9 g BT /F1 9 Tf 50 700 Td (Contact) Tj ET",
        "30 w 0.2 G 0 703 m 600 703 l S 1 g BT /F1 9 Tf 50 700 Td (Contact) Tj ET",
        "0 g 0 0 600 800 re 20 20 560 760 re f* BT /F1 9 Tf 50 700 Td (Contact) Tj ET",
        "q BT /F1 9 Tf 7 Tr 50 700 Td (Contact) Tj ET /Sh sh Q",
        "1 g 0 G BT /F1 9 Tf 2 Tr 50 700 Td (Contact) Tj ET",
        "/Pattern cs /P scn 0 600 300 200 re f 1 g BT /F1 9 Tf 50 700 Td (Contact) Tj ET",
    ];
    for content in seen {
        assert!(!words_of(content)[0].hidden, "{content}");
    }
}

/// Text that is seen, before what may not be.
const SEEN: &str = "BT /F1 11 Tf 50 760 Td (Gardener at Green Acres since March 2019) Tj ET ";

/// The words of a page with this content that are hidden.
fn hidden_on(page: &Page) -> Vec<&str> {
    page.words.iter().filter(|word| word.hidden).map(|word| word.text.as_str()).collect()
}

#[test]
fn what_something_is_drawn_over_is_hidden() {
    let text = "BT /F1 9 Tf 50 600 Td (keywords) Tj ET ";
    let image = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray";
    let page = |drawn: &str, more: &str| {
        let resources = "/XObject << /Im 8 0 R >> /ExtGState << /Half << /ca 0.5 >> /Dark << /BM /Multiply >> >>";
        let mut writer = Writer::new(&format!("{SEEN}{text}{drawn}"), "", resources);
        let inner = image.trim_start_matches("<< ");
        page_of(&writer.add("null").add_stream(&format!("{inner} {more}"), b"\x80").bytes())
    };
    for drawn in ["0.9 g 40 590 100 30 re f", "1 0 0 rg 0 580 300 40 re B", "q 100 0 0 40 40 590 cm /Im Do Q"] {
        assert_eq!(hidden_on(&page(drawn, "")), ["keywords"], "{drawn}");
    }
    let seen = [
        ("0.9 g 40 640 100 30 re f", ""),
        ("q 100 0 0 40 40 590 cm /Im Do Q", "/SMask 9 0 R"),
        ("q /Half gs 0.9 g 40 590 100 30 re f Q", ""),
        ("q /Dark gs 1 1 0 rg 40 590 100 30 re f Q", ""),
        // A frame, a line through the text, a picture in the shape of a disc.
        ("0 g 30 580 200 50 re 40 590 100 30 re f*", ""),
        ("0 g 40 602 100 1 re f", ""),
        ("q 90 600 m 140 600 l 90 660 l h W n 200 0 0 200 0 500 cm /Im Do Q", ""),
        ("0.9 g 40 590 100 30 re f 0 g BT /F1 9 Tf 50 600 Td (keywords) Tj ET", ""),
    ];
    for (drawn, more) in seen {
        assert!(hidden_on(&page(drawn, more)).is_empty(), "{drawn}");
    }
}

#[test]
fn text_too_small_to_be_seen_is_hidden() {
    let tiny = page_of(&file(&format!("{SEEN} BT /F1 0.5 Tf 50 600 Td (keywords and more keywords) Tj ET")));
    assert_eq!(hidden_on(&tiny), ["keywords", "and", "more", "keywords"]);
    let mark = page_of(&file(&format!("{SEEN} BT /F1 5 Tf 50 600 Td (footnote) Tj ET")));
    assert!(hidden_on(&mark).is_empty());
    // A page that is drawn in tiny units as a whole says what it says.
    let all = page_of(&file("BT /F1 1.5 Tf 5 600 Td (Gardener at Green Acres since March 2019) Tj ET"));
    assert!(hidden_on(&all).is_empty());
}

#[test]
fn layers_that_are_off_are_hidden() {
    let content = format!("{SEEN} /OC /L1 BDC BT /F1 9 Tf 50 600 Td (keywords) Tj ET EMC");
    for (state, expected) in [("/OFF [8 0 R]", vec!["keywords"]), ("/OFF []", vec![]), ("", vec![])] {
        let mut writer = Writer::new(&content, "", "/Properties << /L1 8 0 R >>");
        writer.add("null").add("<< /Type /OCG /Name (Draft) >>");
        let layers = format!("/OCProperties << /OCGs [8 0 R] /D << {state} >> >>");
        writer.objects[0] = format!("<< /Type /Catalog /Pages 2 0 R {layers} >>").into_bytes();
        assert_eq!(hidden_on(&page_of(&writer.bytes())), expected, "{state}");
    }
}

#[test]
fn hidden_text_is_not_read_however_much_there_is() {
    let words =
        "(Kubernetes Rust Haskell Scala Erlang Cassandra Kubernetes Rust Haskell Scala) Tj 0 -10 Td ".repeat(12);
    let file = file(&format!("{SEEN} 1 g BT /F1 9 Tf 50 700 Td {words} ET"));
    assert_eq!(text(&read(&file, "").unwrap()), "Gardener at Green Acres since March 2019");
}

#[test]
fn a_code_that_leads_to_nothing_costs_its_own_letter() {
    let map = "1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <01> <> <02> <zz> endbfchar \
               2 beginbfrange <03> <04> [<> <0021>] <41> <5A> <0061> endbfrange";
    let font = "<< /Type /Font /Subtype /TrueType /BaseFont /Own /FirstChar 0 /LastChar 90 /ToUnicode 8 0 R /Widths";
    let widths = "500 ".repeat(91);
    let mut writer = Writer::new("BT /F3 10 Tf 50 700 Td (READ\\001ING\\004) Tj ET", "", "");
    let file = writer.add(&format!("{font} [{widths}] >>")).add_stream("", map.as_bytes()).bytes();
    let words = page_of(&file).words;
    assert_eq!(words.iter().map(|word| word.text.replace('\u{FFFD}', "")).collect::<Vec<_>>().concat(), "reading!");
}

/// A file whose third font has Unicode for codes, and text in it: where each string stands, and what it shows.
fn unicode_file(strings: &[(f32, f32, &str)]) -> Vec<u8> {
    let codes = |text: &str| text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<Vec<_>>().concat();
    let shown = strings.iter().map(|(x, y, text)| format!("1 0 0 1 {x} {y} Tm <{}> Tj ", codes(text)));
    let mut writer = Writer::new(&format!("BT /F3 10 Tf {} ET", shown.collect::<String>()), "", "");
    cjk_font(&mut writer, "UniJIS-UTF16-H", "Japan1").bytes()
}

#[test]
fn text_from_right_to_left_is_read_in_its_order() {
    // As programs draw it that have put the letters where they are seen.
    let visual = [
        (480.0, 740.0, "הנד"),
        (450.0, 740.0, "ןח"),
        (400.0, 700.0, "2018–2022"),
        (350.0, 700.0, ",תננג"),
        (320.0, 700.0, "Acres"),
        (290.0, 700.0, "Green"),
        (255.0, 700.0, "לצא"),
    ];
    // As it is typed, letter by letter, each to the left of the one before.
    let typed = [(480.0, 740.0, "ד"), (470.0, 740.0, "נ"), (460.0, 740.0, "ה"), (440.0, 740.0, "חן")];
    let lines = |file: &[u8]| {
        let document = read(file, "").unwrap();
        let lines = document.blocks.iter().flat_map(|block| &block.lines).map(|line| line.text().replace('\t', " "));
        lines.collect::<Vec<_>>()
    };
    assert_eq!(lines(&unicode_file(&visual)), ["דנה חן", "2018–2022 גננת, Green Acres אצל"]);
    assert_eq!(lines(&unicode_file(&typed[..3])), ["דנה"]);
    // The places are those of the page.
    let document = read(&unicode_file(&visual), "").unwrap();
    let run = document.blocks.iter().flat_map(|block| &block.lines).flat_map(|line| &line.runs);
    let green = run.clone().find(|run| run.text.starts_with("Green")).unwrap();
    let Origin::Area { left, .. } = green.origin else { panic!() };
    assert!((left - 290.0).abs() < 0.01, "{left}");
    // Forms of Arabic letters are its letters.
    let arabic = unicode_file(&[(400.0, 700.0, "\u{FEAE}\u{FEF3}\u{FEAA}\u{FEE3}")]);
    assert_eq!(lines(&arabic), ["مدير"]);
}

#[test]
fn spaced_words_of_one_heading_are_one_line() {
    let heading = |content: &str| {
        let document = read(&file(content), "").unwrap();
        document.blocks[0].lines[0].text()
    };
    let spaced = "BT /F2 12 Tf 5 Tc 50 700 Td (WORK HISTORY) Tj 0 Tc /F1 10 Tf 0 -20 Td (Gardener, Green Acres) Tj ET";
    assert_eq!(heading(spaced), "WORK HISTORY");
    let typed = "BT /F2 12 Tf 50 700 Td (W O R K   H I S T O R Y) Tj /F1 10 Tf 0 -20 Td (Gardener, Green Acres) Tj ET";
    assert_eq!(heading(typed), "WORK HISTORY");
    let letters = "BT /F2 12 Tf 50 700 Td (B C D) Tj /F1 10 Tf 0 -20 Td (Gardener, Green Acres) Tj ET";
    assert_eq!(heading(letters), "B C D");
}

#[test]
fn words_that_a_line_cuts_are_whole_and_compounds_stay() {
    let lines = [
        "(Looked after the coordination of the regional vaccination programme and its docu-) Tj 0 -12 Td ",
        "(mentation for forty thousand patients in three counties, in a full-) Tj 0 -12 Td ",
        "(time post with a data-driven team of special-) Tj 0 -12 Td (ists) Tj ",
    ];
    let file = file(&format!("BT /F1 10 Tf 50 700 Td {} ET", lines.concat()));
    let analysis = cv_readback::analysis::analyze(&file, "cv.pdf", "", cv_readback::entity::date::Month::new(2026, 1));
    let document = analysis.unwrap().document;
    let text = document.text().replace('\n', " ");
    assert!(text.contains("its documentation for") && text.contains("a full-time post"), "{text}");
    assert!(text.ends_with("data-driven team of specialists"), "{text}");
}

#[test]
fn marks_end_where_words_do() {
    let content = "BT /F1 10 Tf 50 700 Td (Teamwork in Leeds, 2016-2020 \\(wow\\)) Tj ET";
    let words = words_of(content);
    let document = cv_readback::reading_order::arrange(read(&file(content), "").unwrap());
    let place = |text: &str| {
        let at = document.text().find(text).unwrap();
        let origins = document.origins(document.span().sub(at..at + text.len()));
        let [Origin::Area { left, width, .. }] = origins.as_slice() else { panic!("{text}: {origins:?}") };
        (*left, left + width)
    };
    let near = |one: (f32, f32), two: (f32, f32)| (one.0 - two.0).abs() < 0.01 && (one.1 - two.1).abs() < 0.01;
    let area = |at: usize| (words[at].area.left, words[at].area.right());
    assert!(near(place("Teamwork"), area(0)));
    assert!(near(place("2016-2020"), area(3)));
    // Helvetica's digits are 5.56 wide, its hyphen is 3.33, its comma 2.78.
    let years = area(3).0;
    assert!(near(place("2016"), (years, years + 22.24)) && near(place("2020"), (years + 25.57, area(3).1)));
    assert!(near(place("Leeds"), (area(2).0, area(2).1 - 2.78)));
}

#[test]
fn actual_text_stands_for_what_is_drawn() {
    let said = words_of("/Span << /ActualText <FEFF00660069006E0065> >> BDC BT /F1 10 Tf 50 700 Td (xyz) Tj ET EMC");
    assert_eq!(texts(&said), ["fine"]);
    let empty = words_of("BT /F1 10 Tf 50 700 Td (a) Tj /Span << /ActualText () >> BDC (-) Tj EMC (b) Tj ET");
    assert_eq!(texts(&empty), ["ab"]);
    let longer = words_of(
        "/Span << /ActualText (Twelve hours a day) >> BDC BT /F1 10 Tf 50 700 Td [(Twelve) -300 (ho)] TJ ET EMC",
    );
    assert_eq!(texts(&longer), ["Twelve", "hours", "a", "day"]);
    let icon = words_of(
        "/Span << /ActualText (\\\\faPhone ) >> BDC BT /F1 10 Tf 50 700 Td (x) Tj ET EMC BT /F1 10 Tf 60 700 Td (555) Tj ET",
    );
    assert_eq!(texts(&icon), ["555"], "the command of an icon is no word");
}

#[test]
fn the_sign_for_a_blank_is_one() {
    let said = words_of(
        "/Span << /ActualText <FEFF25CB2423> >> BDC BT /F1 5 Tf 50 700 Td (x) Tj ET EMC BT /F1 9 Tf 60 698 Td (Books) Tj ET",
    );
    assert_eq!(texts(&said), ["○", "Books"]);
}

#[test]
fn marked_content_keeps_its_number() {
    let words =
        words_of("/P << /MCID 7 >> BDC BT /F1 10 Tf 50 700 Td (Tagged) Tj ET EMC BT /F1 10 Tf 50 600 Td (loose) Tj ET");
    assert_eq!(words.iter().map(|word| word.tag).collect::<Vec<_>>(), [Some(7), None]);
}

#[test]
fn drawings_are_rules_dots_grounds_and_images() {
    let content = "0.9 0.9 0.8 rg 0 0 180 800 re f 0 g 200 700 350 0.6 re f 1 w 200 650 m 550 650 l S \
                   203 600 m 203 601.7 201.7 603 200 603 c 198.3 603 197 601.7 197 600 c 197 598.3 198.3 597 200 597 c \
                   201.7 597 203 598.3 203 600 c f 40 10 m 40 790 l S q 90 0 0 120 40 640 cm /Im Do Q";
    let mut writer = Writer::new(content, "", "/XObject << /Im 8 0 R >>");
    let image = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8";
    let page = page_of(&writer.add(HELVETICA).add_stream(image, b"\x80").bytes());
    let kinds: Vec<ShapeKind> = page.shapes.iter().map(|shape| shape.kind).collect();
    let expected = [
        ShapeKind::Fill(0xE6_E6CC),
        ShapeKind::Rule,
        ShapeKind::Rule,
        ShapeKind::Dot,
        ShapeKind::Rule,
        ShapeKind::Image,
    ];
    assert_eq!(kinds, expected);
    assert!((page.shapes[1].area.top - 99.4).abs() < 0.1 && (page.shapes[5].area.height - 120.0).abs() < 0.1);
}

#[test]
fn text_within_forms_is_read() {
    let mut writer = Writer::new("q 1 0 0 1 100 100 cm /Fm Do Q", "", "/XObject << /Fm 8 0 R >>");
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 400 400] /Matrix [2 0 0 2 0 0] /Resources << /Font << /F9 5 0 R >> >>";
    let page = page_of(&writer.add(HELVETICA).add_stream(form, b"BT /F9 10 Tf 10 10 Td (Inside) Tj ET").bytes());
    assert_eq!(texts(&page.words), ["Inside"]);
    assert!((page.words[0].size - 20.0).abs() < 0.01 && (page.words[0].area.left - 120.0).abs() < 0.1);
}

#[test]
fn a_form_that_draws_itself_ends() {
    let mut writer = Writer::new("/Fm Do", "", "/XObject << /Fm 8 0 R >>");
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 5 0 R >> /XObject << /Fm 8 0 R >> >>";
    let content = b"BT /F1 10 Tf 10 10 Td (Again) Tj ET /Fm Do /Fm Do /Fm Do";
    let page = page_of(&writer.add(HELVETICA).add_stream(form, content).bytes());
    assert!(!page.words.is_empty() && page.words.iter().all(|word| word.text == "Again"), "{:?}", texts(&page.words));
}

/// A Type 3 font whose glyphs are boxes, with names that mean nothing and no map to Unicode.
fn type3(writer: &mut Writer) -> &mut Writer {
    let codes: Vec<u8> = (b'A'..=b'z').collect();
    let names = codes.iter().map(|code| format!("/g{code} ")).collect::<Vec<_>>().concat();
    let procedures = codes.iter().map(|code| format!("/g{code} 8 0 R ")).collect::<Vec<_>>().concat();
    let widths = "0.5 ".repeat(codes.len());
    writer
        .add(&format!(
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 122 \
             /Widths [{widths}] /Encoding << /Differences [65 {names}] >> /CharProcs << {procedures} >> >>"
        ))
        .add_stream("", b"0.5 0 d0 0 0 0.4 0.7 re f")
}

#[test]
fn a_font_of_drawings_is_read_by_its_codes() {
    let mut writer = Writer::new("BT /F3 10 Tf 50 700 Td [(Drawn) -400 (letters)] TJ ET", "", "");
    assert_eq!(texts(&page_of(&type3(&mut writer).bytes()).words), ["Drawn", "letters"]);
}

/// A CID font whose program maps 'A' to 'Z' to the glyphs 1 to 26, without a map to Unicode in the file.
fn cid_font(writer: &mut Writer, with_program: bool) -> &mut Writer {
    let program = if with_program { "/FontFile2 10 0 R" } else { "" };
    writer
        .add("<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Own /Encoding /Identity-H /DescendantFonts [8 0 R] >>")
        .add(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Own /DW 600 /CIDToGIDMap /Identity \
             /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 9 0 R >>",
        )
        .add(&format!("<< /Type /FontDescriptor /FontName /ABCDEF+Own /Flags 4 {program} >>"))
        .add_stream("", &true_type())
}

/// A TrueType font of 27 empty glyphs.
fn true_type() -> Vec<u8> {
    let words = |values: &[u16]| values.iter().flat_map(|value| value.to_be_bytes()).collect::<Vec<u8>>();
    let mut head = words(&[1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000]);
    head.resize(54, 0);
    let mut hhea = words(&[1, 0, 800, 0xFF38]);
    hhea.resize(34, 0);
    hhea.extend(words(&[1]));
    let mut maxp = words(&[1, 0, 27]);
    maxp.resize(32, 0);
    let mut hmtx = words(&[600, 0]);
    hmtx.resize(4 + 26 * 2, 0);
    // Format 4: one segment from A to Z, and the last one.
    let cmap = words(&[0, 1, 3, 1, 0, 12, 4, 32, 0, 4, 4, 1, 0, 90, 0xFFFF, 0, 65, 0xFFFF, 0xFFC0, 1, 0, 0]);
    let tables: [(&[u8; 4], Vec<u8>); 7] = [
        (b"cmap", cmap),
        (b"glyf", vec![0; 4]),
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", hmtx),
        (b"loca", vec![0; 56]),
        (b"maxp", maxp),
    ];
    let mut font = words(&[1, 0, 7, 64, 2, 48]);
    font[..4].copy_from_slice(&[0, 1, 0, 0]);
    let mut offset = 12 + 16 * 7;
    let mut body = Vec::new();
    for (tag, mut data) in tables {
        font.extend_from_slice(tag);
        font.extend_from_slice(&[0; 4]);
        font.extend_from_slice(&u32::try_from(offset).unwrap().to_be_bytes());
        font.extend_from_slice(&u32::try_from(data.len()).unwrap().to_be_bytes());
        data.resize(data.len().next_multiple_of(4), 0);
        offset += data.len();
        body.extend(data);
    }
    font.extend(body);
    font
}

/// Codes of two bytes for capital letters.
fn codes(text: &str) -> String {
    text.bytes().map(|letter| format!("{:04X}", letter - b'A' + 1)).collect::<Vec<_>>().concat()
}

#[test]
fn a_font_without_a_map_is_read_by_the_program_it_embeds() {
    let content = format!("BT /F3 10 Tf 50 700 Td [<{}> -400 <{}>] TJ ET", codes("READ"), codes("BACKWARDS"));
    let mut writer = Writer::new(&content, "", "");
    assert_eq!(texts(&page_of(&cid_font(&mut writer, true).bytes()).words), ["READ", "BACKWARDS"]);
}

#[test]
fn a_font_that_cannot_be_loaded_is_read_by_its_map() {
    let map = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange \
               1 beginbfrange <0001> <001A> <0041> endbfrange endcmap end";
    let font =
        "<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Unheard-Of-H /DescendantFonts [] /ToUnicode 8 0 R >>";
    let mut writer = Writer::new(&format!("BT /F3 10 Tf 50 700 Td <{}> Tj ET", codes("BARE")), "", "");
    let page = page_of(&writer.add(font).add_stream("", map.as_bytes()).bytes());
    assert_eq!(texts(&page.words), ["BARE"]);
}

/// A font of a CJK collection that is not embedded.
fn cjk_font<'w>(writer: &'w mut Writer, encoding: &str, collection: &str) -> &'w mut Writer {
    let font = format!("/Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /{encoding} /DescendantFonts [8 0 R]");
    let system = format!("<< /Registry (Adobe) /Ordering ({collection}) /Supplement 2 >>");
    let descendant = "/Type /Font /Subtype /CIDFontType0 /BaseFont /Song /DW 1000";
    writer.add(&format!("<< {font} >>")).add(&format!("<< {descendant} /W [1 95 500] /CIDSystemInfo {system} >>"))
}

#[test]
fn codes_that_are_unicode_need_no_map() {
    let codes = |text: &str| text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<Vec<_>>().concat();
    for (encoding, shown) in [("UniGB-UCS2-H", "工作经历 Engineer"), ("UniJIS-UTF16-H", "職務𠮷田 Engineer")] {
        let content = format!("BT /F3 10 Tf 50 700 Td <{}> Tj ET", codes(shown));
        let mut writer = Writer::new(&content, "", "");
        let page = page_of(&cjk_font(&mut writer, encoding, "GB1").bytes());
        assert_eq!(texts(&page.words), shown.split(' ').collect::<Vec<_>>(), "{encoding}");
        assert!((page.words[0].area.width - 40.0).abs() < 0.1, "{encoding}");
    }
}

#[test]
fn the_latin_letters_of_a_cjk_font_are_read_without_a_map() {
    let codes = |text: &str| text.bytes().map(|letter| format!("{:04X}", letter - 0x1F)).collect::<Vec<_>>().concat();
    let content = format!("BT /F3 10 Tf 50 700 Td <{}> Tj ET", codes("Ada Doe, 2019"));
    let mut writer = Writer::new(&content, "", "");
    let page = page_of(&cjk_font(&mut writer, "Identity-H", "Japan1").bytes());
    assert_eq!(texts(&page.words), ["Ada", "Doe,", "2019"]);
    // What stands behind them takes a table that is not carried.
    let mut writer = Writer::new(&format!("BT /F3 10 Tf 50 700 Td <{}> Tj ET", "0D80".repeat(24)), "", "");
    let file = cjk_font(&mut writer, "Identity-H", "Japan1").bytes();
    assert_eq!(read(&file, ""), Err(ReadError::NoLetters { format: Format::Pdf }));
}

#[test]
fn a_file_whose_letters_nobody_knows_is_refused() {
    let content = format!("BT /F3 10 Tf 50 700 Td <{}> Tj ET", codes("NOBODYKNOWSWHATTHISSAYS"));
    let mut writer = Writer::new(&content, "", "");
    assert_eq!(read(&cid_font(&mut writer, false).bytes(), ""), Err(ReadError::NoLetters { format: Format::Pdf }));
    // A few of them are no reason, and no letters either.
    let content = format!("{CV} BT /F3 10 Tf 50 500 Td <{}> Tj ET", codes("LOGO"));
    let mut writer = Writer::new(&content, "", "");
    assert_eq!(text(&read(&cid_font(&mut writer, false).bytes(), "").unwrap()), CV_TEXT);
}

#[test]
fn icons_separate_and_bullets_are_bullets() {
    let map = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange \
               2 beginbfchar <41> <F095> <42> <F0B7> endbfchar endcmap end";
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 8 0 R >>";
    let mut writer = Writer::new("BT /F3 10 Tf 50 700 Td (A555 0100) Tj 0 -20 Td (B item) Tj ET", "", "");
    let page = page_of(&writer.add(font).add_stream("", map.as_bytes()).bytes());
    assert_eq!(texts(&page.words), ["555", "0100", "•", "item"]);
    assert_eq!(page.words[0].icon.map(|icon| (icon.code, icon.left)), Some((0xF095, 50.0)));
    assert!(page.words[1..].iter().all(|word| word.icon.is_none()), "a picture belongs to the word right after it");
}

#[test]
fn a_scan_says_that_it_is_a_picture() {
    let image = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8";
    let scan = |content: &str| {
        let mut writer = Writer::new(content, "", "/XObject << /Im 8 0 R >>");
        writer.add(HELVETICA).add_stream(image, b"\x80").bytes()
    };
    let picture = "q 600 0 0 800 0 0 cm /Im Do Q";
    assert_eq!(read(&scan(picture), ""), Err(ReadError::PicturesOnly { format: Format::Pdf }));
    // With a text layer, that is what is read.
    let recognised = CV.replacen("BT", "BT 3 Tr", 1);
    let file = scan(&format!("{picture} {recognised}"));
    assert_eq!(text(&read(&file, "").unwrap()), CV_TEXT);
    let words = page_of(&file).words;
    assert!(!words.is_empty() && words.iter().all(|word| !word.hidden));
    assert_eq!(read(&file_without_text(), ""), Err(ReadError::NoText { format: Format::Pdf }));
}

fn file_without_text() -> Vec<u8> {
    file("0 0 100 100 re f")
}

#[test]
fn the_order_of_the_file_is_kept_beside() {
    let document = read(&file("BT /F1 10 Tf 50 300 Td (drawn first) Tj 0 400 Td (but lower) Tj ET"), "").unwrap();
    assert_eq!(document.stream.as_deref(), Some("drawn first\nbut lower"));
    assert_eq!(text(&document), "but lower drawn first");
}

#[test]
fn the_table_of_objects_may_be_wrong() {
    let sound = file(CV);
    let as_text = String::from_utf8(sound.clone()).unwrap();
    let (body, _) = as_text.rsplit_once("startxref").unwrap();
    let wrong = format!("{body}startxref\n7\n%%EOF\n");
    assert_eq!(text(&read(wrong.as_bytes(), "").unwrap()), CV_TEXT);
    let mut junk = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n".to_vec();
    junk.extend_from_slice(&sound);
    assert_eq!(text(&read(&junk, "").unwrap()), CV_TEXT);
}

#[test]
fn a_file_that_is_cut_off_is_read_as_far_as_it_goes_or_refused() {
    let sound = file(CV);
    for cut in (9..sound.len()).step_by(37) {
        match read(&sound[..cut], "") {
            Ok(document) => assert!(CV_TEXT.contains(text(&document).split(' ').next().unwrap())),
            Err(ReadError::Damaged { format: Format::Pdf, detail }) => assert!(!detail.is_empty()),
            Err(error) => assert_eq!(error, ReadError::NoText { format: Format::Pdf }),
        }
    }
    assert!(matches!(read(b"%PDF-1.7\n", ""), Err(ReadError::Damaged { .. })));
}

#[test]
fn broken_files_are_read_or_refused_with_words() {
    let mut state = 0x00C0_FFEE_u64;
    let mut below = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % bound
    };
    let mut writer = Writer::new(CV, "", "");
    let files = [file(CV), type3(&mut writer).bytes(), std::fs::read("tests/pdf/aes-128.pdf").unwrap()];
    for round in 0..300 {
        let mut broken = files[round % files.len()].clone();
        for _ in 0..=below(12) {
            let at = below(broken.len());
            match below(4) {
                0 => broken[at] = u8::try_from(below(256)).unwrap(),
                1 => broken[at] = b"0123456789<>[]()/ "[below(18)],
                2 => drop(broken.drain(at..(at + 1 + below(20)).min(broken.len()))),
                _ => broken.insert(at, b"9-/<("[below(5)]),
            }
        }
        if let Err(error) = read(&broken, "") {
            assert!(error.message().len() > 20);
        }
    }
}

#[test]
fn a_file_with_a_password_asks_for_it() {
    for cipher in ["rc4-128", "aes-128", "aes-256"] {
        let open = std::fs::read(format!("tests/pdf/{cipher}.pdf")).unwrap();
        assert_eq!(text(&read(&open, "").unwrap()), CV_TEXT, "{cipher}, to be opened by everybody");
        assert_eq!(text(&read(&open, "needless").unwrap()), CV_TEXT, "{cipher}, with a password that nobody asked for");
        let locked = std::fs::read(format!("tests/pdf/{cipher}-locked.pdf")).unwrap();
        assert_eq!(read(&locked, ""), Err(ReadError::PasswordNeeded { wrong: false }), "{cipher}");
        assert_eq!(read(&locked, "sesame"), Err(ReadError::PasswordNeeded { wrong: true }), "{cipher}");
        assert_eq!(text(&read(&locked, "open-sesame").unwrap()), CV_TEXT, "{cipher}");
    }
}

#[test]
fn what_grows_without_bound_is_left_out() {
    use std::io::Write as _;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..64 {
        packed.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let packed = packed.finish().unwrap();
    let mut writer = Writer::new(&format!("{CV} /Fm Do"), "", "/XObject << /Fm 8 0 R >>");
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Filter /FlateDecode";
    let file = writer.add(HELVETICA).add_stream(form, &packed).bytes();
    assert_eq!(text(&read(&file, "").unwrap()), CV_TEXT);
    let mut writer = Writer::new(CV, "", "");
    let file = writer.add(HELVETICA).add_stream("/Type /ObjStm /N 1 /First 8 /Filter /FlateDecode", &packed).bytes();
    assert!(matches!(read(&file, ""), Err(ReadError::Damaged { .. })));
    // Packed twice, a few hundred bytes are as much.
    let mut twice = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    twice.write_all(&packed).unwrap();
    let twice = twice.finish().unwrap();
    assert!(twice.len() < 4096);
    let mut writer = Writer::new(&format!("{CV} /Fm Do"), "", "/XObject << /Fm 8 0 R >>");
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Filter [/FlateDecode /FlateDecode]";
    let file = writer.add(HELVETICA).add_stream(form, &twice).bytes();
    assert_eq!(text(&read(&file, "").unwrap()), CV_TEXT);
    let mut writer = Writer::new(CV, "", "");
    let table = "/Type /ObjStm /N 1 /First 8 /Filter [/FlateDecode /FlateDecode]";
    let file = writer.add(HELVETICA).add_stream(table, &twice).bytes();
    assert!(matches!(read(&file, ""), Err(ReadError::Damaged { .. })));
}

/// What `tests/pdf/encrypted.sh` encrypts is the file that these tests write.
#[test]
fn the_encrypted_files_are_made_of_this_one() {
    assert!(std::fs::read("tests/pdf/plain.pdf").unwrap() == file(CV), "write it anew, and run tests/pdf/encrypted.sh");
}

/// A file whose page says little, and which carries `data` under this name, in a tree of names.
fn with_attachment(name: &str, data: &str) -> Vec<u8> {
    let mut writer = Writer::new("BT /F1 10 Tf 50 700 Td (See the attached file) Tj ET", "", "");
    writer.objects[0] = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Kids [8 0 R] >> >> >>".to_vec();
    writer
        .add(HELVETICA)
        .add("<< /Limits [(a) (z)] /Names [(note) 9 0 R (data) 10 0 R] >>")
        .add("<< /Type /Filespec /F (note.txt) /EF << /F 11 0 R >> >>")
        .add(&format!("<< /Type /Filespec /F (old) /UF ({name}) /EF << /F 12 0 R >> >>"))
        .add_stream("/Type /EmbeddedFile", b"No CV.")
        .add_stream("/Type /EmbeddedFile", data.as_bytes());
    writer.bytes()
}

#[test]
fn a_resume_as_data_that_lies_in_the_file_is_read() {
    let data = r#"{"basics": {"name": "Ada Doe", "email": "ada@example.com"},
        "work": [{"name": "Northwind", "position": "Baker", "startDate": "2019-05"}]}"#;
    let document = read(&with_attachment("resume.json", data), "").unwrap();
    assert_eq!(document.attachment.as_deref(), Some("resume.json"));
    assert_eq!(document.pages.len(), 1);
    assert_eq!(document.stream.as_deref().map(str::trim), Some("See the attached file"));
    let text = text(&document);
    assert!(
        text.contains("Ada Doe") && text.contains("Baker, Northwind") && text.contains("2019-05 – Present"),
        "{text}"
    );
}

#[test]
fn europass_data_of_both_kinds_is_read() {
    let passport = r#"<?xml version="1.0" encoding="UTF-8"?>
        <SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass"><LearnerInfo>
        <Identification><PersonName><FirstName>Ada</FirstName><Surname>Doe</Surname></PersonName><ContactInfo>
        <Address><Contact><PostalCode>12345</PostalCode><Municipality>Westmark</Municipality></Contact></Address>
        <Email><Contact>ada@example.com</Contact></Email>
        <TelephoneList><Telephone><Contact>+44 20 5550 1234</Contact></Telephone></TelephoneList></ContactInfo></Identification>
        <WorkExperienceList><WorkExperience>
        <Period><From year="2019" month="--05" day="---02"/><To year="2021" month="--03"/><Current>false</Current></Period>
        <Position><Label>Baker</Label></Position>
        <Activities>&lt;p&gt;In the shop:&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Baked bread &amp;amp; rolls&lt;/li&gt;&lt;/ul&gt;</Activities>
        <Employer><Name>Northwind</Name><ContactInfo><Address><Contact><Municipality>Leeds</Municipality></Contact></Address>
        </ContactInfo></Employer></WorkExperience></WorkExperienceList>
        <EducationList><Education><Period><From year="2015"/><Current>true</Current></Period><Title>BSc</Title>
        <Organisation><Name>University of Westmark</Name></Organisation></Education></EducationList>
        <Skills><Linguistic><MotherTongueList><MotherTongue><Description><Code>en</Code><Label>English</Label></Description>
        </MotherTongue></MotherTongueList><ForeignLanguageList><ForeignLanguage><Description><Label>German</Label></Description>
        <ProficiencyLevel><Listening>C1</Listening></ProficiencyLevel></ForeignLanguage></ForeignLanguageList></Linguistic></Skills>
        </LearnerInfo></SkillsPassport>"#;
    let candidate = r#"<Candidate xmlns="http://www.europass.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9"
        xmlns:hr="http://www.hr-xml.org/3" xmlns:eures="http://www.europass_eures.eu/1.0"><CandidatePerson>
        <PersonName><oa:GivenName>Ada</oa:GivenName><hr:FamilyName>Doe</hr:FamilyName></PersonName>
        <Communication><ChannelCode>Email</ChannelCode><oa:URI>ada@example.com</oa:URI></Communication>
        <Communication><CountryDialing>44</CountryDialing><oa:DialNumber>20 5550 1234</oa:DialNumber></Communication>
        </CandidatePerson><CandidateProfile><EmploymentHistory><EmployerHistory>
        <hr:OrganizationName>Northwind</hr:OrganizationName><PositionHistory><PositionTitle>Baker</PositionTitle>
        <eures:EmploymentPeriod><eures:StartDate><hr:FormattedDateTime>2019-05</hr:FormattedDateTime></eures:StartDate>
        <eures:EndDate><hr:FormattedDateTime>2021-03</hr:FormattedDateTime></eures:EndDate></eures:EmploymentPeriod>
        <oa:Description>&lt;ul&gt;&lt;li&gt;Baked bread &amp;amp; rolls&lt;/li&gt;&lt;/ul&gt;</oa:Description><City>Leeds</City>
        </PositionHistory></EmployerHistory></EmploymentHistory><EducationHistory><EducationOrganizationAttendance>
        <hr:OrganizationName>University of Westmark</hr:OrganizationName><AttendancePeriod><StartDate>
        <hr:FormattedDateTime>2015</hr:FormattedDateTime></StartDate><Ongoing>true</Ongoing></AttendancePeriod>
        <EducationDegree><hr:DegreeName>BSc</hr:DegreeName></EducationDegree></EducationOrganizationAttendance></EducationHistory>
        <PersonQualifications><PersonCompetency><CompetencyID>German</CompetencyID><hr:TaxonomyID>language</hr:TaxonomyID>
        <CompetencyDimension><hr:Score><hr:ScoreText>C1</hr:ScoreText></hr:Score></CompetencyDimension></PersonCompetency>
        </PersonQualifications></CandidateProfile></Candidate>"#;
    for (name, data) in [("passport.xml", passport), ("candidate.xml", candidate)] {
        let document = read(&with_attachment(name, data), "").unwrap();
        assert_eq!(document.attachment.as_deref(), Some(name));
        let text = text(&document);
        for wanted in [
            "Ada Doe",
            "ada@example.com",
            "+44 20 5550 1234",
            "Baker, Northwind",
            "– 2021-03 Leeds",
            "Baked bread & rolls",
            "BSc, University of Westmark",
            "2015 – Present",
            "German (C1)",
        ] {
            assert!(text.contains(wanted), "{name}: {wanted} is missing in\n{text}");
        }
        assert!(!text.contains("See the attached"), "{text}");
        // The same file by itself.
        assert_eq!(detect(data.as_bytes(), ""), Format::Europass, "{name}");
        let alone = reader::read(data.as_bytes(), Format::Europass, "").unwrap();
        assert_eq!((alone.blocks, alone.attachment), (document.blocks, None), "{name}");
    }
}

#[test]
fn other_xml_is_not_taken_for_a_cv() {
    let other = "<?xml version=\"1.0\"?>\n<!-- SkillsPassport -->\n<feed><entry>Candidate</entry></feed>";
    assert_eq!(detect(other.as_bytes(), "feed.xml"), Format::Html);
    let cut =
        "<?xml version=\"1.0\"?><e:SkillsPassport xmlns:e=\"http://europass.cedefop.europa.eu/Europass\"><LearnerInfo>";
    assert_eq!(detect(cut.as_bytes(), ""), Format::Europass);
    assert!(matches!(reader::read(cut.as_bytes(), Format::Europass, ""), Err(ReadError::Damaged { .. })));
}

#[test]
fn an_attached_file_that_is_no_resume_changes_nothing() {
    let deep = "<a>".repeat(5_000);
    for data in ["{\"a\": 1}", "<a>text</a>", "<SkillsPassport/>", "{\"basics\": {}}", "", "{\"work\": [", &deep] {
        let document = read(&with_attachment("resume.json", data), "").unwrap();
        assert_eq!(
            (document.attachment.as_deref(), text(&document).trim()),
            (None, "See the attached file"),
            "{data:.40}"
        );
    }
    let huge = format!("{{\"basics\": {{\"name\": \"{}\"}}}}", "a b\\n".repeat(600_000));
    assert_eq!(read(&with_attachment("resume.json", &huge), "").unwrap().attachment, None);
}

#[test]
fn a_tree_of_names_that_holds_itself_ends() {
    let mut writer = Writer::new("BT /F1 10 Tf 50 700 Td (Ada Doe) Tj ET", "", "");
    writer.objects[0] = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 8 0 R >> >>".to_vec();
    writer.add(HELVETICA).add("<< /Kids [8 0 R 8 0 R 8 0 R] >>");
    assert_eq!(text(&read(&writer.bytes(), "").unwrap()).trim(), "Ada Doe");
}

#[test]
fn reading_tells_which_page_it_is_at() {
    let told = std::cell::RefCell::new(Vec::new());
    reader::read_pdf(&file("BT /F1 10 Tf 50 700 Td (Ada Doe) Tj ET"), "", &|page, pages| {
        told.borrow_mut().push((page, pages));
    })
    .unwrap();
    assert_eq!(told.into_inner(), [(1, 1)]);
}
