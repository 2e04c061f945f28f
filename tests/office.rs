//! Word and `OpenDocument` files that the tests write themselves: what a word processor can put into a CV, what it should
//! not, and what nobody should.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use cv_readback::analysis::analyze;
use cv_readback::document::{BlockKind, Origin};
use cv_readback::entity::date::Month;
use cv_readback::format::{self, Format};
use cv_readback::reader::{self, RawBlock, ReadError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' xmlns:wps='urn:wps' xmlns:wp='urn:wp' \
    xmlns:a='urn:a' xmlns:v='urn:v' xmlns:pic='urn:pic'";

const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>\
    <w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style>\
    <w:style w:type='paragraph' w:styleId='Title'><w:name w:val='Title'/><w:rPr><w:b/><w:sz w:val='40'/></w:rPr></w:style>\
    <w:style w:type='paragraph' w:styleId='berschrift1'><w:name w:val='heading 1'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>\
    <w:style w:type='paragraph' w:styleId='Job'><w:name w:val='Job'/><w:basedOn w:val='Entry'/></w:style>\
    <w:style w:type='paragraph' w:styleId='Entry'><w:name w:val='Entry'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:rPr><w:i/></w:rPr></w:style>\
    <w:style w:type='paragraph' w:styleId='Loop'><w:name w:val='Loop'/><w:basedOn w:val='Loop'/></w:style>\
    <w:style w:type='paragraph' w:styleId='Dot'><w:name w:val='Dot'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
    <w:style w:type='character' w:styleId='Loud'><w:name w:val='Loud'/><w:rPr><w:b/></w:rPr></w:style>";

const NUMBERING: &str = "<w:abstractNum w:abstractNumId='0'>\
    <w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='\u{F0B7}'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/></w:lvl>\
    <w:lvl w:ilvl='2'><w:numFmt w:val='none'/></w:lvl></w:abstractNum>\
    <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>";

const RELATIONS: &[(&str, &str, &str)] = &[
    ("rId1", "styles", "styles.xml"),
    ("rId2", "numbering", "numbering.xml"),
    ("rId3", "header", "header1.xml"),
    ("rId4", "header", "header2.xml"),
    ("rId5", "footer", "footer1.xml"),
    ("rId6", "footnotes", "footnotes.xml"),
    ("rId9", "hyperlink", "https://example.org/ada"),
];

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn relations() -> String {
    let mut text = "<Relationships xmlns='urn:r'>".to_owned();
    for (id, kind, target) in RELATIONS {
        let mode = if *kind == "hyperlink" { " TargetMode='External'" } else { "" };
        write!(text, "<Relationship Id='{id}' Type='http://example.org/rel/{kind}' Target='{target}'{mode}/>").unwrap();
    }
    text + "</Relationships>"
}

/// A Word file with this body, and these parts besides.
fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<?xml version='1.0'?><w:document {W}><w:body>{body}</w:body></w:document>");
    let styles = format!("<w:styles {W}>{STYLES}</w:styles>");
    let numbering = format!("<w:numbering {W}>{NUMBERING}</w:numbering>");
    let relations = relations();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
    ];
    parts.extend(more.iter().map(|(name, content)| (*name, content.as_bytes())));
    package(&parts)
}

fn p(properties: &str, content: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>")
}

fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

fn styled(style: &str, text: &str) -> String {
    p(&format!("<w:pStyle w:val='{style}'/>"), &r("", text))
}

fn blocks(bytes: &[u8]) -> Vec<RawBlock> {
    let format = format::detect(bytes, "cv");
    let raw = reader::read(bytes, format, "").unwrap();
    let mut last = 0;
    for run in raw.blocks.iter().flat_map(|block| &block.lines).flat_map(|line| &line.runs) {
        let Origin::Paragraph(at) = run.origin else { panic!("a word processor's file has paragraphs") };
        assert!(at >= last && !run.text.is_empty() && !run.text.contains('\n'), "{run:?}");
        last = at;
    }
    raw.blocks
}

fn lines(block: &RawBlock) -> String {
    block.lines.iter().map(reader::RawLine::text).collect::<Vec<_>>().join("\n")
}

/// Each block as a line: its kind and what it says.
fn outline(bytes: &[u8]) -> Vec<String> {
    let mark = |block: &RawBlock| match block.kind {
        BlockKind::Heading { level } => "#".repeat(level.into()),
        BlockKind::ListItem { ordered } => {
            format!("{}{}", ">".repeat(block.indent.into()), if ordered { "1." } else { "-" })
        }
        BlockKind::TableRow => "|".to_owned(),
        BlockKind::Rule => "---".to_owned(),
        BlockKind::Paragraph | BlockKind::Term | BlockKind::Description | BlockKind::Metadata => String::new(),
    };
    blocks(bytes).iter().map(|block| format!("{} {}", mark(block), lines(block)).trim().to_owned()).collect()
}

#[test]
fn styles_numbering_and_outlines_make_headings_and_lists() {
    let item = |level: u8, number: u8, text: &str| {
        p(&format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"), &r("", text))
    };
    let body = [
        styled("Title", "Ada Doe"),
        styled("berschrift1", "Experience"),
        styled("Job", "Engineer, Example Ltd"),
        item(0, 1, "Built things"),
        item(1, 1, "First things first"),
        item(2, 1, "Not an item"),
        item(2, 1, "Nor this"),
        styled("Dot", "By its style"),
        p("<w:pStyle w:val='Dot'/><w:numPr><w:numId w:val='0'/></w:numPr>", &r("", "Taken out of the list")),
        p("<w:outlineLvl w:val='0'/>", &r("", "Education")),
        styled("Loop", "A style based on itself"),
        styled("Heading2", "A style that the file lacks"),
        styled("ListBullet", "Another"),
    ];
    let expected = [
        "# Ada Doe",
        "## Experience",
        "### Engineer, Example Ltd",
        ">- Built things",
        ">>1. First things first",
        "Not an item",
        "Nor this",
        ">- By its style",
        "Taken out of the list",
        "## Education",
        "A style based on itself",
        "### A style that the file lacks",
        ">- Another",
    ];
    assert_eq!(outline(&docx(&body.concat(), &[])), expected);
}

#[test]
fn what_follows_an_item_within_its_list_is_part_of_it() {
    let item = |level: u8, text: &str| {
        p(&format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr>"), &r("", text))
    };
    let body = [item(0, "Built things"), item(2, "that last"), p("", &r("", "Ada")), item(2, "Alone")];
    let indents: Vec<u8> = blocks(&docx(&body.concat(), &[])).iter().map(|block| block.indent).collect();
    assert_eq!(indents, [1, 1, 0, 0]);
}

#[test]
fn weight_and_slant_are_inherited_and_overruled() {
    let body = [
        p("<w:pStyle w:val='Entry'/>", &(r("", "slanted ") + &r("<w:i w:val='0'/>", "upright"))),
        p("", &(r("<w:rStyle w:val='Loud'/>", "loud") + &r("<w:rStyle w:val='Loud'/><w:b w:val='false'/>", " quiet"))),
    ];
    let blocks = blocks(&docx(&body.concat(), &[]));
    let looks = |at: usize| -> Vec<(bool, bool)> {
        let runs = blocks[at].lines[0].runs.iter().filter(|run| !run.text.trim().is_empty());
        runs.map(|run| (run.style.bold, run.style.italic)).collect()
    };
    assert_eq!(looks(0), [(false, true), (false, false)]);
    assert_eq!(looks(1), [(true, false), (false, false)]);
}

#[test]
fn everything_in_a_paragraph_is_read_once() {
    let boxed = format!("<w:txbxContent>{}</w:txbxContent>", p("", &r("", "In a box")));
    let body = [
        p(
            "",
            &format!(
                "<w:hyperlink r:id='rId9'>{}</w:hyperlink>{}<w:r><w:fldChar w:fldCharType='begin'/></w:r>\
                 <w:r><w:instrText> HYPERLINK \"https://example.com/code\" </w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType='separate'/></w:r>{}<w:r><w:fldChar w:fldCharType='end'/></w:r>",
                r("", "Home"),
                r("", " | "),
                r("", "Code")
            ),
        ),
        p(
            "",
            &format!(
                "{}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{boxed}</wps:txbx></w:drawing></mc:Choice>\
                 <mc:Fallback><w:pict><v:textbox>{boxed}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
                r("", "Beside the box")
            ),
        ),
        p("", &format!("{}<w:r><w:tab/><w:t>2019 – Present</w:t></w:r>", r("<w:b/>", "Engineer"))),
        p("", &format!("{}<w:r><w:br/></w:r>{}", r("", "12 Example Street"), r("", "London"))),
        p("", &format!("<w:ins>{}</w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", r("", "kept"))),
        format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", p("", &r("", "Controlled"))),
        p("", &format!("<w:smartTag>{}</w:smartTag><w:r><w:noBreakHyphen/></w:r>{}", r("", "C"), r("", "sharp"))),
        p("", &format!("<w:r><w:sym w:font='Wingdings' w:char='F0B7'/></w:r>{}", r("", " By a symbol"))),
        p("", &(r("<w:rFonts w:ascii='Wingdings'/>", "l") + &r("", "By a font"))),
        p("", &(r("<w:vanish/>", "hidden") + &r("<w:caps/>", "capitals") + &r("<w:smallCaps/>", " Small"))),
        p("", &r("", "- Typed by hand")),
        p("", &r("", "Example Ltd          London")),
        p("", &r("", "Engineer ............ 2019")),
        p("", &r("", "__________")),
    ];
    let bytes = docx(&body.concat(), &[]);
    let expected = [
        "Home | Code",
        "Beside the box",
        "In a box",
        "Engineer\t2019 – Present",
        "12 Example Street\nLondon",
        "kept",
        "Controlled",
        "C-sharp",
        ">- By a symbol",
        ">- By a font",
        "CAPITALS Small",
        ">- Typed by hand",
        "Example Ltd\tLondon",
        "Engineer\t2019",
        "---",
    ];
    assert_eq!(outline(&bytes), expected);
    let links: Vec<_> = blocks(&bytes)[0].lines[0].runs.iter().filter_map(|run| run.link.clone()).collect();
    assert_eq!(links, ["https://example.org/ada", "https://example.com/code"]);
}

#[test]
fn text_that_nobody_sees_is_left_out_and_white_text_on_a_dark_ground_is_read() {
    let white = "<w:color w:val='FFFFFF'/>";
    let dark = "<w:shd w:val='clear' w:color='auto' w:fill='1F3864'/>";
    let cell = |properties: &str, text: &str| {
        format!("<w:tbl><w:tr><w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc></w:tr></w:tbl>", p("", &r(white, text)))
    };
    let body = [
        p("", &(r("", "Gardener") + &r(white, " hidden") + &r("<w:sz w:val='2'/>", " hidden"))),
        p("", &r("<w:color w:val='FEFEFE'/>", "hidden")),
        p("", &(r(&format!("{white}{dark}"), "On dark letters") + &r("<w:color w:val='auto'/>", " and on"))),
        p(dark, &r(white, "On a dark paragraph")),
        p("", &r(&format!("{white}<w:highlight w:val='black'/>"), "On black")),
        cell(dark, "In a dark cell"),
        cell("", "hidden"),
        cell("<w:shd w:val='clear' w:fill='FFFFFF'/>", "hidden"),
    ];
    let expected = ["Gardener", "On dark letters and on", "On a dark paragraph", "On black", "In a dark cell"];
    assert_eq!(outline(&docx(&body.concat(), &[])), expected);
    let drawn = format!("<w:r><w:drawing><wp:anchor behindDoc=\"1\"/></w:drawing></w:r>{}", r(white, "On a drawing"));
    assert_eq!(outline(&docx(&p("", &drawn), &[])), ["On a drawing"]);

    let styles = "<style:style style:name='W' style:family='text'><style:text-properties fo:color='#ffffff'/></style:style>\
        <style:style style:name='T' style:family='text'><style:text-properties fo:font-size='0.5pt'/></style:style>\
        <style:style style:name='D' style:family='paragraph'><style:paragraph-properties fo:background-color='#202020'/></style:style>\
        <style:style style:name='C' style:family='table-cell'><style:table-cell-properties fo:background-color='#202020'/></style:style>";
    let text = "<text:p>Gardener<text:span text:style-name='W'> hidden</text:span><text:span text:style-name='T'> hidden</text:span></text:p>\
        <text:p text:style-name='D'><text:span text:style-name='W'>On a dark paragraph</text:span></text:p>\
        <table:table><table:table-row><table:table-cell table:style-name='C'><text:p><text:span text:style-name='W'>In a dark cell\
        </text:span></text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(outline(&odt(styles, text, "")), ["Gardener", "On a dark paragraph", "In a dark cell"]);
}

#[test]
fn a_link_that_shows_a_picture_only_is_what_it_leads_to() {
    let link = |text: &str| format!("<w:hyperlink r:id='rId9'>{}</w:hyperlink>", r("", text));
    let field = format!(
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"mailto:ada@example.org?subject=Hi\"</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType='separate'/></w:r>{}<w:r><w:fldChar w:fldCharType='end'/></w:r>",
        r("", "✉")
    );
    let body = [
        p("", &link("🌐")),
        p("", &field),
        p("", &(r("", "See ") + &link("my page") + &link(".") + &link(" "))),
        p("", &format!("<w:fldSimple w:instr='HYPERLINK \"tel:+442079460000\"'>{}</w:fldSimple>", r("", "☎"))),
    ];
    // The picture itself is no text.
    let expected = ["https://example.org/ada", "ada@example.org", "See my page.", "+442079460000"];
    assert_eq!(outline(&docx(&body.concat(), &[])), expected);
    let text = "<text:p><text:a xlink:href='mailto:ada@example.org'>✉</text:a> or <text:a xlink:href='https://example.org'>here</text:a>\
        <text:a xlink:href='https://example.org'/></text:p>";
    assert_eq!(outline(&odt("", text, "")), ["ada@example.org or here"]);
}

#[test]
fn boxes_of_one_paragraph_come_column_by_column() {
    let boxed = |left: u32, top: u32, text: &str| {
        format!(
            "<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom='page'><wp:posOffset>{left}</wp:posOffset></wp:positionH>\
             <wp:positionV relativeFrom='page'><wp:posOffset>{top}</wp:posOffset></wp:positionV>\
             <wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wp:anchor></w:drawing></w:r>",
            p("", &r("", text))
        )
    };
    let drawn = [
        boxed(3_000_000, 2_000_000, "Experience"),
        boxed(100_000, 5_000_000, "Languages"),
        boxed(3_000_000, 1_000_000, "Profile"),
        boxed(150_000, 1_500_000, "Contact"),
    ];
    let read = outline(&docx(&p("", &drawn.concat()), &[]));
    assert_eq!(read, ["Contact", "Languages", "Profile", "Experience"]);
}

#[test]
fn a_row_whose_narrow_cells_hold_two_lines_is_a_row() {
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let text = |text: &str| p("", &r("", text));
    let row =
        |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.iter().map(|content| cell(content)).collect::<String>());
    let body = [
        "<w:tbl>".to_owned(),
        row(&[text("Course"), text("School"), text("Year")]),
        row(&[text("BSc") + &text("Botany"), text("Example College"), text("2021")]),
        row(&[text("MSc"), text("Example") + &text("University"), text("pending")]),
        "</w:tbl><w:tbl>".to_owned(),
        row(&[text("Excel") + &text("Word"), text("Access") + &text("Outlook"), text("Visio")]),
        "</w:tbl>".to_owned(),
    ];
    let expected = [
        "| Course\tSchool\tYear",
        "| BSc Botany\tExample College\t2021",
        "| MSc\tExample University\tpending",
        "Excel",
        "Word",
        "Access",
        "Outlook",
        "Visio",
    ];
    assert_eq!(outline(&docx(&body.concat(), &[])), expected);
}

#[test]
fn short_cells_make_rows_and_layout_tables_make_columns() {
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let text = |text: &str| p("", &r("", text));
    let nested = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>{}", cell(&text("Nested")), text(""));
    let body = [
        "<w:tbl>".to_owned(),
        format!("<w:tr>{}{}</w:tr>", cell(&text("Rust")), cell(&text("Expert"))),
        format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", cell(&text("Deleted"))),
        format!("<w:tr>{}{}</w:tr>", cell(&(text("Contact") + &text("London"))), cell(&(text("Profile") + &nested))),
        "</w:tbl>".to_owned(),
    ];
    let expected = ["| Rust\tExpert", "Contact", "London", "Profile", "Nested"];
    assert_eq!(outline(&docx(&body.concat(), &[])), expected);
}

#[test]
fn headers_come_first_and_page_numbers_not_at_all() {
    let part = |root: &str, content: &str| format!("<w:{root} {W}>{content}</w:{root}>");
    let page = "<w:fldSimple w:instr=' PAGE '><w:r><w:t>2</w:t></w:r></w:fldSimple>";
    let header = part("hdr", &p("", &r("", "Tel. +44 20 7946 0000")));
    let later = part("hdr", &(p("", &r("", "Ada Doe")) + &p("", &r("", "Curriculum vitae"))));
    let footer =
        part("ftr", &p("", &format!("{}<w:r><w:tab/></w:r>{}{page}", r("", "References on request"), r("", "Page "))));
    let notes = part(
        "footnotes",
        &format!("<w:footnote w:type='separator'/><w:footnote>{}</w:footnote>", p("", &r("", "A note"))),
    );
    let parts = [
        ("word/header1.xml", header.as_str()),
        ("word/header2.xml", &later),
        ("word/footer1.xml", &footer),
        ("word/footnotes.xml", &notes),
    ];
    let body = |title_page: &str| {
        p("", &r("", "Ada Doe"))
            + &format!(
                "<w:sectPr><w:headerReference w:type='first' r:id='rId3'/><w:headerReference w:type='default' r:id='rId4'/>\
                 <w:footerReference w:type='default' r:id='rId5'/>{title_page}</w:sectPr>"
            )
    };
    let expected = ["Tel. +44 20 7946 0000", "Ada Doe", "A note", "Curriculum vitae", "References on request"];
    assert_eq!(outline(&docx(&body("<w:titlePg/>"), &parts)), expected);
    let expected = ["Curriculum vitae", "Ada Doe", "A note", "References on request"];
    assert_eq!(outline(&docx(&body(""), &parts)), expected);
}

#[test]
fn without_styles_the_size_makes_the_heading() {
    let sized = |size: u8, text: &str| p("", &r(&format!("<w:b/><w:sz w:val='{size}'/>"), text));
    let text = p("", &r("", &"Builds things that last, with people who like to. ".repeat(4)));
    let body = [sized(48, "Ada Doe"), sized(28, "Experience"), sized(22, "Engineer"), text, sized(28, "Education")];
    let read = outline(&docx(&body.concat(), &[]));
    assert_eq!(read[..3], ["# Ada Doe", "## Experience", "Engineer"]);
    assert_eq!(read[4], "## Education");
}

#[test]
fn an_unusual_main_part_is_found() {
    let document = format!("<w:document {W}><w:body>{}</w:body></w:document>", p("", &r("", "Ada Doe")));
    let root = "<Relationships><Relationship Id='a' Type='http://x/officeDocument' Target='/word/document2.xml'/></Relationships>";
    let bytes = package(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("word\\document2.xml", document.as_bytes()),
    ]);
    assert_eq!(format::detect(&bytes, "cv.docm"), Format::Docx);
    assert_eq!(outline(&bytes), ["Ada Doe"]);
}

const O: &str = "xmlns:office='urn:office' xmlns:text='urn:text' xmlns:style='urn:style' xmlns:fo='urn:fo' \
    xmlns:table='urn:table' xmlns:draw='urn:draw' xmlns:xlink='urn:xlink'";

fn odt(styles: &str, text: &str, pages: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {O}><office:automatic-styles>{styles}</office:automatic-styles><office:body>\
         <office:text>{text}</office:text></office:body></office:document-content>"
    );
    let common = format!(
        "<office:document-styles {O}><office:styles><style:default-style style:family='paragraph'>\
         <style:text-properties fo:font-size='11pt'/></style:default-style>\
         <style:style style:name='Title' style:family='paragraph'><style:text-properties fo:font-size='200%'/></style:style>\
         </office:styles><office:master-styles><style:master-page style:name='Standard'>{pages}</style:master-page>\
         </office:master-styles></office:document-styles>"
    );
    package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", common.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest/>"),
    ])
}

#[test]
fn opendocument_text_is_read() {
    let styles = "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'/>\
        <style:style style:name='B' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>\
        <style:style style:name='H' style:family='text'><style:text-properties text:display='none'/></style:style>\
        <text:list-style style:name='L'><text:list-level-style-bullet text:level='1'/>\
        <text:list-level-style-number text:level='2' style:num-format='1'/></text:list-style>";
    let text = "<text:tracked-changes><text:p>Deleted</text:p></text:tracked-changes>\
        <text:p text:style-name='P1'>Ada Doe</text:p>\
        <text:h text:outline-level='1'>Experience</text:h>\
        <text:p><text:span text:style-name='B'>Engineer</text:span><text:tab/>2019\n   – Present\
        <text:span text:style-name='H'>hidden</text:span></text:p>\
        <text:list text:style-name='L'><text:list-item><text:p>Built things</text:p><text:p>that last</text:p>\
        <text:list><text:list-item><text:p>One</text:p></text:list-item></text:list></text:list-item></text:list>\
        <text:p><text:a xlink:href='https://example.org/ada'>Home</text:a><text:s text:c='4'/>London<text:line-break/>UK</text:p>\
        <text:p>Beside<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame></text:p>\
        <table:table><table:table-row><table:table-cell><text:p>Rust</text:p></table:table-cell>\
        <table:table-cell><text:p>Expert</text:p></table:table-cell></table:table-row></table:table>\
        <text:p>Cited<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note</text:p>\
        </text:note-body></text:note></text:p>";
    let pages = "<style:header><text:p>+44 20 7946 0000</text:p></style:header>\
        <style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer>";
    let bytes = odt(styles, text, pages);
    assert_eq!(format::detect(&bytes, "cv"), Format::Odt);
    let expected = [
        "+44 20 7946 0000",
        "# Ada Doe",
        "## Experience",
        "Engineer\t2019 – Present",
        ">- Built things",
        "that last",
        ">>1. One",
        "Home\tLondon\nUK",
        "Beside",
        "In a box",
        "| Rust\tExpert",
        "Cited",
        "A note",
    ];
    assert_eq!(outline(&bytes), expected);
    let blocks = blocks(&bytes);
    assert!(blocks[3].lines[0].runs[0].style.bold);
    assert_eq!(blocks[7].lines[0].runs[0].link.as_deref(), Some("https://example.org/ada"));
}

/// What reading these bytes fails with.
fn error(bytes: &[u8]) -> ReadError {
    reader::read(bytes, format::detect(bytes, "cv"), "").unwrap_err()
}

#[test]
fn what_cannot_be_read_says_why() {
    let picture =
        p("", "<w:r><w:drawing><a:graphic><pic:pic><a:blip r:embed='x'/></pic:pic></a:graphic></w:drawing></w:r>");
    assert_eq!(error(&docx(&picture, &[])), ReadError::PicturesOnly { format: Format::Docx });
    assert_eq!(error(&docx(&p("", ""), &[])), ReadError::NoText { format: Format::Docx });
    let mut cut = docx(&p("", &r("", "Ada")), &[]);
    cut.truncate(cut.len() - 30);
    assert_eq!(error(&cut).kind(), "damaged");
    let encrypted = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"\x01\x02"),
        ("META-INF/manifest.xml", b"<manifest><encryption-data/></manifest>"),
    ]);
    assert_eq!(error(&encrypted), ReadError::Encrypted { format: Format::Odt });
    let mut word = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    word.resize(1024, 0);
    assert_eq!(error(&word), ReadError::Unsupported { format: Format::Doc });
    word.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(error(&word), ReadError::Encrypted { format: Format::Docx });
    assert!(error(&word).message().contains("without one"));
}

#[test]
fn bombs_are_refused() {
    let large = vec![b' '; 40 << 20];
    let bomb = package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &large)]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(error(&bomb).kind(), "too-large");
    let deep = "<w:ins>".repeat(100_000) + &"</w:ins>".repeat(100_000);
    assert_eq!(error(&docx(&deep, &[])).kind(), "damaged");
    let tables = "<w:tbl><w:tr><w:tc>".repeat(50_000);
    assert_eq!(error(&docx(&tables, &[])).kind(), "damaged");
    let entities =
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><w:document><w:body>&b;</w:body></w:document>";
    let bytes = package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", entities.as_bytes())]);
    assert_eq!(error(&bytes).kind(), "damaged");
    let many = "<w:p/>".repeat(500_000);
    assert_eq!(error(&docx(&many, &[])).kind(), "damaged");
}

/// The package with the entries whose names begin so all pointing at the bytes of the first of them.
fn overlapping(mut zip: Vec<u8>, names: &str) -> Vec<u8> {
    let records = (0..zip.len()).filter(|&at| zip[at..].starts_with(b"PK\x01\x02"));
    let records: Vec<usize> = records.filter(|&at| zip[at + 46..].starts_with(names.as_bytes())).collect();
    for at in &records[1..] {
        // Checksum and both sizes, then where the entry begins.
        for field in [16..28, 42..46] {
            zip.copy_within(records[0] + field.start..records[0] + field.end, at + field.start);
        }
    }
    zip
}

#[test]
fn parts_that_share_their_bytes_count_each_time() {
    let large = format!("<w:hdr>{}</w:hdr>", " ".repeat(20 << 20));
    let headers: Vec<String> = (1..=4).map(|number| format!("word/header{number}.xml")).collect();
    let (mut relations, mut references) = (String::new(), String::new());
    for number in 1..=4 {
        let kind = "http://example.org/rel/header";
        write!(relations, "<Relationship Id='h{number}' Type='{kind}' Target='header{number}.xml'/>").unwrap();
        write!(references, "<w:headerReference r:id='h{number}'/>").unwrap();
    }
    let relations = format!("<Relationships xmlns='urn:r'>{relations}</Relationships>");
    let body = p("", &r("", "Ada Doe"));
    let document = format!("<w:document {W}><w:body>{body}<w:sectPr>{references}</w:sectPr></w:body></w:document>");
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ];
    parts.extend(headers.iter().map(|name| (name.as_str(), b"<w:hdr/>".as_slice())));
    parts[3].1 = large.as_bytes();
    let sound = package(&parts);
    assert_eq!(outline(&sound), ["Ada Doe"], "one large header is borne");
    let shared = overlapping(sound, "word/header");
    assert!(shared.len() < 1 << 20);
    assert_eq!(error(&shared).kind(), "too-large");
}

#[test]
fn packages_within_packages_are_not_opened() {
    let mut zip = package(&[("cv.txt", &vec![b' '; 1 << 20])]);
    for _ in 0..20 {
        zip = package(&[("inner.zip", &zip), ("copy.zip", &zip)]);
    }
    assert_eq!(error(&zip).kind(), "unsupported");
}

#[test]
fn deep_but_lawful_nesting_fits_a_small_stack() {
    let nested = format!("{}{}{}", "<w:ins>".repeat(240), p("", &r("", "Ada Doe")), "</w:ins>".repeat(240));
    let bytes = docx(&nested, &[]);
    let read = std::thread::Builder::new().stack_size(1 << 20).spawn(move || outline(&bytes)).unwrap().join().unwrap();
    assert_eq!(read, ["Ada Doe"]);
}

#[test]
fn broken_files_make_no_panic() {
    let text = "<text:h text:outline-level='1'>Experience</text:h><text:p>Engineer, 2019 – 2021</text:p>";
    let body = styled("Title", "Ada Doe")
        + &styled("berschrift1", "Experience")
        + &styled("Dot", "Built things")
        + &format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("", &r("<w:b/>", "Engineer, 2019 – 2021")));
    let files = [docx(&body, &[]), odt("", text, "")];
    // A linear congruential generator: the same variants each time.
    let mut seed: u32 = 20_261_121;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for variant in 0..400 {
        let mut bytes = files[variant % files.len()].clone();
        for _ in 0..=variant % 7 {
            let at = random(bytes.len());
            match random(4) {
                0 => bytes[at] ^= 1 << random(8),
                1 => bytes.truncate(at.max(8)),
                2 => {
                    bytes.drain(at..(at + random(20)).min(bytes.len()));
                }
                _ => bytes.insert(at, random(256) as u8),
            }
            if bytes.is_empty() {
                break;
            }
        }
        let _ = analyze(&bytes, "cv", "", Month::new(2026, 11));
        for format in [Format::Docx, Format::Odt] {
            let _ = reader::read(&bytes, format, "");
        }
    }
    // The XML itself, broken inside a sound package.
    let sound = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    for _ in 0..200 {
        let mut text = sound.clone().into_bytes();
        let at = random(text.len());
        if random(2) == 0 {
            text[at] = random(256) as u8;
        } else {
            text.drain(at..(at + random(30)).min(text.len()));
        }
        let bytes = package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &text)]);
        let _ = analyze(&bytes, "cv", "", Month::new(2026, 11));
    }
}
