//! Pages made by hand -> blocks.

use super::blocks;
use crate::document::{BlockKind, Origin, PageSize, Style};
use crate::reader::CUT;
use crate::reader::RawBlock;
use crate::reader::pdf::page::{Area, Direction, Icon, Page, Shape, ShapeKind, Word};

/// Half an em for each letter, and for a blank: enough to lay out text by counting.
const LETTER: f32 = 0.5;

struct Sheet {
    page: Page,
}

impl Sheet {
    fn new() -> Self {
        let size = PageSize { width: 595.0, height: 842.0 };
        Self { page: Page { size, words: Vec::new(), shapes: Vec::new() } }
    }

    fn put(&mut self, text: &str, left: f32, baseline: f32, size: f32, bold: bool) -> &mut Self {
        let mut at = left;
        for word in text.split(' ') {
            let width = word.chars().count() as f32 * LETTER * size;
            self.page.words.push(Word {
                text: word.to_owned(),
                area: Area { left: at, top: baseline - 0.8 * size, width, height: size },
                cuts: Vec::new(),
                baseline,
                size,
                style: Style { bold, ..Style::default() },
                color: 0,
                link: None,
                hidden: false,
                direction: Direction::Right,
                after_blank: at > left,
                spacing: 0.0,
                glued: false,
                icon: None,
                tag: None,
            });
            at += width + LETTER * size;
        }
        self
    }

    fn text(&mut self, text: &str, left: f32, baseline: f32) -> &mut Self {
        self.put(text, left, baseline, 10.0, false)
    }

    fn heading(&mut self, text: &str, left: f32, baseline: f32) -> &mut Self {
        self.put(text, left, baseline, 14.0, true)
    }

    /// Ends at `right`.
    fn date(&mut self, text: &str, right: f32, baseline: f32) -> &mut Self {
        self.text(text, right - text.chars().count() as f32 * 5.0, baseline)
    }

    /// Draws a picture before a text.
    fn icon(&mut self, code: u32, text: &str, left: f32, baseline: f32) -> &mut Self {
        let first = self.page.words.len();
        self.text(text, left + 12.0, baseline);
        self.page.words[first].icon = Some(Icon { code, left });
        self
    }

    /// A turned text that is read upwards or downwards, in 20 points, `middle` of its height.
    fn turned(&mut self, text: &str, baseline: f32, middle: f32, direction: Direction) -> &mut Self {
        let first = self.page.words.len();
        let length = text.chars().count() as f32 * LETTER * 20.0;
        self.put(text, 0.0, baseline, 20.0, false);
        for word in &mut self.page.words[first..] {
            let Area { left, width, .. } = word.area;
            let along = if direction == Direction::Down { left } else { length - left - width };
            word.area = Area { left: baseline - 5.0, top: middle - length / 2.0 + along, width: 20.0, height: width };
            word.direction = direction;
        }
        self
    }

    /// Lines of prose, each of which fills a column of `letters`.
    fn prose(&mut self, words: &str, letters: usize, left: f32, from: f32) -> &mut Self {
        let (mut line, mut baseline) = (String::new(), from);
        for word in words.split(' ') {
            if !line.is_empty() && line.len() + 1 + word.len() > letters {
                self.text(&line, left, baseline);
                line.clear();
                baseline += 12.0;
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.text(&line, left, baseline)
    }
}

/// One line for each line: `#` for headings with their level, `-` for items, tabs as `|`.
fn read(pages: &[&Sheet]) -> String {
    let pages: Vec<Page> = pages.iter().map(|sheet| sheet.page.clone()).collect();
    blocks(&pages).iter().map(show).collect::<Vec<_>>().join("\n")
}

fn show(block: &RawBlock) -> String {
    let mark = match block.kind {
        BlockKind::Heading { level } => format!("{} ", "#".repeat(usize::from(level))),
        BlockKind::ListItem { .. } => format!("{}- ", "  ".repeat(usize::from(block.indent.saturating_sub(1)))),
        BlockKind::TableRow => "| ".to_owned(),
        _ => String::new(),
    };
    let lines: Vec<String> = block.lines.iter().map(|line| line.text().replace('\t', " | ")).collect();
    format!("{mark}{}", lines.join(" / "))
}

/// The order in which texts come; panics if one is missing.
fn order<'a>(text: &str, parts: &[&'a str]) -> Vec<&'a str> {
    let mut found: Vec<(usize, &str)> = parts.iter().map(|part| (text.find(part).expect(part), *part)).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, part)| part).collect()
}

const PROSE: &str = "kept the books of four small firms in order and taught two apprentices how to close a month without \
                     working late and wrote the handbook that is still used there for the yearly report to the bank";

#[test]
fn wrapped_lines_are_one_and_spacing_ends_a_paragraph() {
    let mut sheet = Sheet::new();
    sheet.prose(PROSE, 60, 50.0, 100.0);
    sheet.text("Another paragraph", 50.0, 180.0);
    assert_eq!(read(&[&sheet]), format!("{PROSE}\nAnother paragraph"));
}

#[test]
fn short_lines_stay_lines() {
    let mut sheet = Sheet::new();
    sheet.prose(PROSE, 60, 50.0, 300.0);
    sheet.text("12 Example Street", 50.0, 100.0).text("Springfield", 50.0, 112.0).text("555-0142", 50.0, 124.0);
    assert!(read(&[&sheet]).starts_with("12 Example Street / Springfield / 555-0142\n"), "{}", read(&[&sheet]));
}

#[test]
fn pictures_are_bullets_where_they_stand_below_each_other() {
    let mut sheet = Sheet::new();
    for (at, baseline) in [100.0, 160.0, 220.0].into_iter().enumerate() {
        let items = [format!("Sold bread in the shop {at}"), format!("Baked rolls {at}")];
        sheet.text("Baker", 50.0, baseline).icon(1, "Springfield", 50.0, baseline + 12.0);
        sheet.icon(2, &items[0], 50.0, baseline + 24.0).icon(2, &items[1], 50.0, baseline + 36.0);
    }
    let text = read(&[&sheet]);
    assert!(text.starts_with("Baker / Springfield\n- Sold bread in the shop 0\n- Baked rolls 0\nBaker"), "{text}");
}

#[test]
fn a_stretched_line_of_a_narrow_column_is_one_line() {
    let mut sheet = Sheet::new();
    for top in [100.0, 200.0] {
        // Each line ends at 160; the second has wide blanks.
        sheet.text("kept the books of four", 50.0, top).text("other", 50.0, top + 12.0).text("firms", 92.5, top + 12.0);
        sheet.text("alone", 135.0, top + 12.0).text("for the yearly reports", 50.0, top + 24.0);
        sheet.text("to the bank", 50.0, top + 36.0);
    }
    let text = "kept the books of four other firms alone for the yearly reports to the bank";
    assert_eq!(read(&[&sheet]), format!("{text}\n{text}"));
}

#[test]
fn a_list_in_columns_is_one_list_and_the_next_title_stands_below_it() {
    let mut sheet = Sheet::new();
    for (at, top) in [100.0, 200.0].into_iter().enumerate() {
        sheet.put("Keeper of books", 50.0, top, 10.0, true).date(&format!("201{at} - 202{at}"), 400.0, top);
        sheet.text("• Closed the month with four small", 50.0, top + 20.0);
        sheet.text("firms in less than two days", 60.0, top + 32.0);
        sheet.text("• Taught two apprentices who then", 50.0, top + 44.0);
        sheet.text("went on to larger firms", 240.0, top + 20.0);
        sheet.text("• Wrote the handbook that is used", 230.0, top + 32.0);
        sheet.text("for the yearly report", 240.0, top + 44.0);
    }
    let text = read(&[&sheet]);
    let items = "- Closed the month with four small firms in less than two days\n\
                 - Taught two apprentices who then went on to larger firms\n\
                 - Wrote the handbook that is used for the yearly report";
    assert_eq!(text.matches(items).count(), 2, "{text}");
    assert!(text.contains("Keeper of books | 2011 - 2021"), "{text}");
}

#[test]
fn a_heading_at_the_right_margin_heads_both_columns_below_it() {
    let mut sheet = Sheet::new();
    for (heading, top) in [("Skills", 100.0), ("Tools", 200.0)] {
        sheet.heading(heading, 330.0, top);
        for (row, (left, right)) in [("Ledgers", "Bank"), ("Audit", "Payroll"), ("Taxes", "Budget")].iter().enumerate()
        {
            let baseline = top + 20.0 + 12.0 * row as f32;
            sheet.text(left, 200.0, baseline).text(right, 330.0, baseline);
        }
    }
    let text = read(&[&sheet]);
    assert_eq!(order(&text, &["Skills", "Ledgers", "Tools"]), ["Skills", "Ledgers", "Tools"], "{text}");
}

#[test]
fn dots_between_the_parts_of_a_line_are_no_bullets() {
    let mut sheet = Sheet::new();
    sheet.text("Springfield • 555-0142 • jo@example.org • example.org", 50.0, 100.0);
    assert!(!read(&[&sheet]).contains("- "), "{}", read(&[&sheet]));
}

#[test]
fn labels_one_to_a_line_stay_apart() {
    let mut sheet = Sheet::new();
    sheet.heading("Skills", 50.0, 60.0);
    for (row, (label, text)) in
        [("Beginner", "Rust, Ada"), ("Advanced", "Python, Java, Kotlin"), ("Frameworks", "Django, React")]
            .iter()
            .enumerate()
    {
        let baseline = 100.0 + 12.0 * row as f32;
        sheet.put(label, 50.0, baseline, 10.0, true).text(text, 150.0, baseline);
    }
    sheet.heading("Work", 50.0, 180.0);
    sheet.prose(PROSE, 60, 150.0, 200.0);
    let text = read(&[&sheet]);
    assert!(text.contains("Frameworks | Django, React"), "{text}");
}

#[test]
fn dots_that_lead_to_a_date_are_no_words() {
    let mut sheet = Sheet::new();
    sheet.text("Example Bakery . . . . . . . . . . . . . . . . 2019", 50.0, 100.0);
    sheet.text("Baker", 50.0, 112.0);
    assert_eq!(read(&[&sheet]), "Example Bakery | 2019 / Baker");
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let mut sheet = Sheet::new();
    sheet.put("Ada Example", 50.0, 60.0, 24.0, true);
    sheet.heading("Experience", 50.0, 110.0).heading("Skills", 400.0, 110.0);
    sheet.prose(PROSE, 55, 50.0, 130.0).prose(PROSE, 55, 50.0, 200.0);
    for (at, skill) in ["Ledger", "Payroll", "Tax", "Audit", "French", "Chess"].iter().enumerate() {
        sheet.text(skill, 400.0, 133.0 + 15.0 * at as f32);
    }
    let text = read(&[&sheet]);
    assert_eq!(
        order(&text, &["Skills", "Ada", "Experience", "yearly", "Chess"]),
        ["Ada", "Experience", "yearly", "Skills", "Chess"]
    );
    assert!(text.contains(PROSE), "{text}");
}

#[test]
fn a_sidebar_goes_on_on_the_next_page() {
    let mut pages = [Sheet::new(), Sheet::new()];
    for (number, sheet) in pages.iter_mut().enumerate() {
        let ground = Area { left: 0.0, top: 0.0, width: 180.0, height: 842.0 };
        sheet.page.shapes.push(Shape { area: ground, kind: ShapeKind::Fill(0x00EE_EEEE) });
        for line in 0..20 {
            sheet.text(&format!("side {number} {line}"), 30.0, 60.0 + 14.0 * line as f32);
            sheet.text(&format!("Main {number} {line} has more words than the side"), 210.0, 64.0 + 17.0 * line as f32);
        }
    }
    let text = read(&[&pages[0], &pages[1]]);
    let parts = ["Main 0 19", "Main 1 0", "side 0 19", "side 1 0", "side 1 19"];
    assert_eq!(order(&text, &parts), ["side 0 19", "side 1 0", "side 1 19", "Main 0 19", "Main 1 0"]);
}

#[test]
fn a_date_at_the_right_margin_stays_on_its_line() {
    let mut sheet = Sheet::new();
    sheet.prose(PROSE, 90, 50.0, 700.0);
    for entry in 0..5 {
        let top = 100.0 + 60.0 * entry as f32;
        sheet.put("Clerk", 50.0, top, 10.0, true).date(&format!("201{entry} - 201{}", entry + 1), 500.0, top);
        sheet.text("Example Ltd", 50.0, top + 12.0).date("Springfield", 500.0, top + 12.0);
    }
    let text = read(&[&sheet]);
    assert!(text.contains("Clerk | 2013 - 2014 / Example Ltd | Springfield"), "{text}");
}

#[test]
fn a_label_in_the_margin_stands_before_what_it_labels() {
    let mut sheet = Sheet::new();
    for (at, label) in ["PROFILE", "WORK", "SCHOOLS"].iter().enumerate() {
        let top = 100.0 + 120.0 * at as f32;
        sheet.put(label, 50.0, top, 10.0, true);
        sheet.prose(PROSE, 60, 180.0, top);
    }
    let text = read(&[&sheet]);
    assert_eq!(text, format!("## PROFILE\n{PROSE}\n## WORK\n{PROSE}\n## SCHOOLS\n{PROSE}"));
}

#[test]
fn a_date_in_the_margin_is_a_cell_of_its_line() {
    let mut sheet = Sheet::new();
    for entry in 0..4 {
        let top = 100.0 + 80.0 * entry as f32;
        sheet.text(&format!("201{entry} - 201{}", entry + 1), 50.0, top);
        sheet.put(&format!("Clerk number {entry}"), 150.0, top, 10.0, true);
        sheet.prose(PROSE, 70, 150.0, top + 12.0);
    }
    let text = read(&[&sheet]);
    assert!(text.contains("2012 - 2013 | Clerk number 2"), "{text}");
    assert_eq!(text.matches(PROSE).count(), 4, "{text}");
}

#[test]
fn rows_of_aligned_cells_are_a_table() {
    let mut sheet = Sheet::new();
    for (at, row) in [["Year", "School", "Grade"], ["2011", "Example School", "1.3"], ["2014", "Sample College", "1.7"]]
        .iter()
        .enumerate()
    {
        for (cell, left) in row.iter().zip([50.0, 150.0, 350.0]) {
            sheet.text(cell, left, 100.0 + 14.0 * at as f32);
        }
    }
    assert_eq!(
        read(&[&sheet]),
        "| Year | School | Grade\n| 2011 | Example School | 1.3\n| 2014 | Sample College | 1.7"
    );
}

#[test]
fn page_numbers_go_and_a_running_header_stays_once() {
    let mut pages = [Sheet::new(), Sheet::new(), Sheet::new()];
    for (number, sheet) in pages.iter_mut().enumerate() {
        sheet.text("Curriculum of Ada Example", 50.0, 40.0);
        sheet.prose(PROSE, 60, 50.0, 200.0);
        sheet.text(&format!("Page {} of 3", number + 1), 270.0, 820.0);
    }
    let text = read(&[&pages[0], &pages[1], &pages[2]]);
    assert_eq!(text.matches("Curriculum of Ada Example").count(), 1, "{text}");
    assert!(text.starts_with("Curriculum"), "{text}");
    assert!(!text.contains("Page"), "{text}");
    assert_eq!(text.matches("apprentices").count(), 3);
}

#[test]
fn a_paragraph_goes_on_over_a_page_break() {
    let mut pages = [Sheet::new(), Sheet::new()];
    pages[0].prose(PROSE, 60, 50.0, 700.0);
    pages[0].page.words.retain(|word| word.baseline < 720.0);
    pages[1].prose("and ended the year with a profit that nobody had thought possible in spring", 60, 50.0, 60.0);
    let text = read(&[&pages[0], &pages[1]]);
    assert!(!text.contains('\n'), "{text}");
}

#[test]
fn a_word_that_a_line_cuts_is_joined_at_a_mark() {
    let justified = |lines: [&str; 4]| {
        let mut sheet = Sheet::new();
        for (at, line) in lines.iter().enumerate() {
            sheet.text(line, 50.0, 100.0 + 12.0 * at as f32);
        }
        read(&[&sheet])
    };
    let text = justified([
        "she wrote the annual report on the com-",
        "pany and then the summary of it for the",
        "bank and the members of its large board",
        "every year",
    ]);
    assert!(text.contains(&format!("the com{CUT}pany and")), "{text}");
    let text = justified([
        "she led the whole of the new cross-",
        "functional team of four that made a new",
        "plan of all its parts and then some",
        "every year",
    ]);
    assert!(text.contains(&format!("cross{CUT}functional")), "{text}");
}

#[test]
fn wrapped_items_are_joined_and_nest_by_their_place() {
    let mut sheet = Sheet::new();
    sheet.text("•", 50.0, 100.0).text("kept the books of four small firms in order and taught two", 62.0, 100.0);
    sheet.text("apprentices to do so", 62.0, 112.0);
    sheet.text("◦", 70.0, 124.0).text("one of them stayed", 82.0, 124.0);
    sheet.text("•", 50.0, 136.0).text("wrote the handbook that is used there until the present day", 62.0, 136.0);
    let dot = Area { left: 52.0, top: 145.0, width: 3.0, height: 3.0 };
    sheet.page.shapes.push(Shape { area: dot, kind: ShapeKind::Dot });
    sheet.text("closed the year", 62.0, 150.0);
    let expected = "- kept the books of four small firms in order and taught two apprentices to do so\n  - one of them \
                    stayed\n- wrote the handbook that is used there until the present day\n- closed the year";
    assert_eq!(read(&[&sheet]), expected);
}

#[test]
fn headings_rank_by_size() {
    let mut sheet = Sheet::new();
    sheet.put("Ada Example", 50.0, 60.0, 24.0, true);
    for (at, (section, entry)) in [("Experience", "Clerk"), ("Education", "College")].iter().enumerate() {
        let top = 110.0 + 150.0 * at as f32;
        sheet.heading(section, 50.0, top).put(entry, 50.0, top + 25.0, 12.0, true);
        sheet.prose(PROSE, 80, 50.0, top + 40.0);
    }
    let text = read(&[&sheet]);
    for heading in ["# Ada Example\n", "\n## Experience\n", "\n### Clerk\n", "\n## Education\n", "\n### College\n"] {
        assert!(text.contains(heading), "{heading:?} in {text}");
    }
}

#[test]
fn a_rule_below_makes_a_heading() {
    let mut sheet = Sheet::new();
    for (at, section) in ["Experience", "Education", "Languages"].iter().enumerate() {
        let top = 110.0 + 120.0 * at as f32;
        sheet.put(section, 50.0, top, 10.0, true);
        let line = Area { left: 50.0, top: top + 4.0, width: 450.0, height: 0.5 };
        sheet.page.shapes.push(Shape { area: line, kind: ShapeKind::Rule });
        sheet.prose(PROSE, 80, 50.0, top + 20.0);
    }
    assert_eq!(read(&[&sheet]).matches("# E").count(), 2);
}

#[test]
fn every_word_keeps_its_place() {
    let mut sheet = Sheet::new();
    sheet.text("Clerk at Example Ltd", 50.0, 100.0);
    let blocks = blocks(&[sheet.page.clone()]);
    let run = &blocks[0].lines[0].runs[2];
    assert_eq!(run.text.trim(), "Example");
    assert_eq!(run.origin, Origin::Area { page: 0, left: 95.0, top: 92.0, width: 35.0, height: 10.0 });
}

#[test]
fn odd_places_do_no_harm() {
    let mut sheet = Sheet::new();
    sheet.text("Clerk at Example Ltd", 50.0, 100.0);
    for (at, word) in sheet.page.words.iter_mut().enumerate() {
        word.area.left = [f32::NAN, f32::INFINITY, -1e30, 1e30][at];
    }
    let _ = read(&[&sheet]);
    assert_eq!(read(&[]), "");
    assert_eq!(read(&[&Sheet::new()]), "");
}

#[test]
fn a_page_of_many_words_does_not_hang() {
    for spread in [1.0, 0.0] {
        let mut sheet = Sheet::new();
        for at in 0..100_000 {
            let (row, cell) = ((at / 50) as f32, (at % 50) as f32);
            sheet.text("x", 12.0 * cell * spread, row * 0.4 + cell * 0.01);
        }
        assert!(read(&[&sheet]).contains('x'));
    }
}

#[test]
fn words_and_shapes_at_random_places_do_no_harm() {
    let mut state = 7_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let words = ["•", "Ada", "2014", "-", "example@", "KEY", "books,", "\u{E001}", "a", "(3)", "tax-", "Page"];
    let kinds = [ShapeKind::Rule, ShapeKind::Dot, ShapeKind::Fill(0), ShapeKind::Image];
    for _ in 0..200 {
        let mut pages = [Sheet::new(), Sheet::new()];
        for sheet in &mut pages {
            for _ in 0..next(60) {
                let (left, baseline) = (next(60) as f32 * 10.0, next(80) as f32 * 11.0);
                sheet.put(words[next(12) as usize], left, baseline, 6.0 + next(5) as f32 * 4.0, next(3) == 0);
                let area = Area { left, top: baseline, width: next(400) as f32, height: next(9) as f32 };
                sheet.page.shapes.push(Shape { area, kind: kinds[next(4) as usize] });
            }
            for word in &mut sheet.page.words {
                word.direction = [Direction::Right, Direction::Right, Direction::Down, Direction::Left, Direction::Up]
                    [next(5) as usize];
                word.hidden = next(9) == 0;
            }
        }
        let seen = |word: &&Word| !word.hidden && word.text == "Ada" && word.direction == Direction::Right;
        let text = read(&[&pages[0], &pages[1]]);
        let some = pages.iter().flat_map(|sheet| &sheet.page.words).any(|word| seen(&word));
        assert!(!some || text.contains("Ada"), "{text}");
    }
}

#[test]
fn the_blank_of_a_fixed_width_font_parts_no_words() {
    let mut sheet = Sheet::new();
    // Letters and blanks of 0.6 em, as in Courier.
    let mut wide = |text: &str, baseline: f32| {
        let mut at = 50.0;
        for word in text.split(' ') {
            sheet.put(word, at, baseline, 10.0, false);
            let width = word.chars().count() as f32 * 6.0;
            if let Some(last) = sheet.page.words.last_mut() {
                last.area.width = width;
            }
            at += width + 6.2;
        }
    };
    for at in 0..6 {
        wide("kept the books of four small firms in order", 50.0 + 12.0 * at as f32);
    }
    wide("Bookkeeping, payroll.", 200.0);
    wide("2019-2023 Orchard Freight ---------------------- Westbury", 230.0);
    let text = read(&[&sheet]);
    assert!(text.contains("Bookkeeping, payroll."), "{text}");
    assert!(text.contains("Orchard Freight | Westbury"), "{text}");
}

#[test]
fn what_wraps_in_a_narrow_column_is_whole_again() {
    let mut sheet = Sheet::new();
    sheet.heading("Certificates", 40.0, 80.0);
    let entries: [&[&str]; 5] = [
        &["Baker of Fine White Bread", "(BFWB)"],
        &["Guild of Northern Master-", "Bakers, 02/2020"],
        &["Handling of Old Stone", "Ovens"],
        &["Westmark Union of Bakers,", "01/2025"],
        &["Keeping of sourdough and", "yeast"],
    ];
    let mut baseline = 100.0;
    for entry in entries.iter().chain([&["Rye"][..], &["Wheat"]].iter()) {
        for line in *entry {
            sheet.text(line, 40.0, baseline);
            baseline += 12.0;
        }
        baseline += 2.5;
    }
    sheet.heading("Experience", 220.0, 80.0);
    for part in 0..4 {
        sheet.prose(PROSE, 60, 220.0, 100.0 + 60.0 * part as f32);
    }
    let text = read(&[&sheet]);
    for whole in [
        "Baker of Fine White Bread (BFWB) / Guild of Northern Master-Bakers, 02/2020",
        "Handling of Old Stone Ovens",
        "Westmark Union of Bakers, 01/2025",
        "Keeping of sourdough and yeast",
        "Rye / Wheat",
    ] {
        assert!(text.contains(whole), "{whole} is missing in\n{text}");
    }
}

#[test]
fn places_and_times_in_a_margin_stand_in_the_heads_of_their_entries() {
    let mut sheet = Sheet::new();
    sheet.put("Northwind Labs, Lead Engineer", 50.0, 50.0, 10.0, true).text("Leeds, UK", 480.0, 50.0);
    sheet.text("• Moved the order service to a cluster of its own over one summer and", 50.0, 62.0);
    sheet.text("June 2023 – present", 480.0, 62.0);
    sheet.text("taught the team of eight how to look after it without waking anybody", 60.0, 74.0);
    sheet.text("3 years 6 months", 480.0, 74.0);
    sheet.text("• Wrote the handbook that is still used there for every new service", 50.0, 86.0);
    sheet.put("Orchard Freight, Engineer", 50.0, 110.0, 10.0, true).text("York, UK", 480.0, 110.0);
    sheet.text("• Built the program that plans the rounds of forty lorries each night", 50.0, 122.0);
    sheet.text("May 2019 – May 2023", 480.0, 122.0);
    let text = read(&[&sheet]);
    let parts = ["Northwind", "Leeds, UK", "June 2023", "Moved", "Orchard", "York, UK", "May 2019", "Built"];
    assert_eq!(order(&text, &parts), parts, "{text}");
}

#[test]
fn a_period_that_goes_on_below_in_its_margin_is_one() {
    let mut sheet = Sheet::new();
    for (at, (name, from, to)) in
        [("Orchard Freight", "June 2019 -", "Present"), ("Hill Street Bakery", "May 2017 -", "May 2019")]
            .into_iter()
            .enumerate()
    {
        let top = 50.0 + 80.0 * at as f32;
        sheet.put(name, 50.0, top, 10.0, true).text(from, 450.0, top);
        sheet.text("Westbury, Wiltshire", 50.0, top + 12.0).text(to, 450.0, top + 12.0);
        sheet.text("Kept the books in order and closed each month without working late.", 50.0, top + 24.0);
    }
    let text = read(&[&sheet]);
    assert!(text.contains("Orchard Freight | June 2019 - Present"), "{text}");
    assert!(text.contains("Hill Street Bakery | May 2017 - May 2019"), "{text}");
}

/// Two sections with an entry each, the second lower by 140 points.
fn two_sections() -> Sheet {
    let mut sheet = Sheet::new();
    sheet.put("Ada Example", 50.0, 50.0, 24.0, true);
    for (from, entries) in [(120.0, ["Baker", "Miller"]), (260.0, ["Guild school", "Village school"])] {
        for (at, entry) in entries.into_iter().enumerate() {
            let from = from + at as f32 * 40.0;
            sheet.put(entry, 50.0, from, 10.0, true).date("2015 - 2019", 450.0, from);
            sheet.text("- Kept the ovens of the house", 60.0, from + 12.0);
            sheet.text("- Wrote the book of recipes", 60.0, from + 24.0);
        }
    }
    sheet
}

#[test]
fn turned_headings_stand_before_what_they_head() {
    for direction in [Direction::Up, Direction::Down] {
        let mut sheet = two_sections();
        sheet.turned("Work", 500.0, 155.0, direction).turned("Training", 500.0, 295.0, direction);
        let text = read(&[&sheet]);
        assert!(text.contains("# Work\nBaker | 2015 - 2019"), "{text}");
        assert!(text.contains("# Training\nGuild school | 2015 - 2019"), "{text}");
    }
}

#[test]
fn other_turned_text_comes_last() {
    let mut sheet = two_sections();
    sheet.turned("Printed 12 May 2020", 560.0, 200.0, Direction::Up);
    let text = read(&[&sheet]);
    assert!(text.ends_with("Printed 12 May 2020"), "{text}");
}

#[test]
fn places_and_times_that_end_at_the_margin_stay_on_their_lines() {
    let mut sheet = Sheet::new();
    sheet.put("Ada Example", 50.0, 40.0, 24.0, true).heading("Experience", 50.0, 80.0);
    let entries: [(&str, &str, &[&str]); 4] = [
        ("Engineer (Applied group)", "December 2022 - present", &["Kept the ovens", "Counted loaves", "Pipe work"]),
        ("Engineer (Second group)", "March 2021 - December 2022", &["Geometric shapes of bread"]),
        ("Baking intern (Dough team)", "July 2019 - October 2019", &["Kneaded by hand and by foot"]),
        ("Baking intern (Salt team)", "July 2018 - September 2018", &["Learned to tell white things apart"]),
    ];
    let mut baseline = 104.0;
    for (title, period, items) in entries {
        sheet.put("Northwind", 50.0, baseline, 10.0, true).date("Westbury, York", 550.0, baseline);
        baseline += 12.0;
        sheet.text(title, 50.0, baseline).date(period, 550.0, baseline);
        for item in items {
            baseline += 12.0;
            sheet.text("•", 50.0, baseline).text(item, 60.0, baseline);
        }
        baseline += 14.0;
    }
    let text = read(&[&sheet]);
    for (title, period, _) in entries {
        assert!(text.contains(&format!("Northwind | Westbury, York / {title} | {period}\n")), "{text}");
    }
}

#[test]
fn values_at_the_right_of_a_sidebar_stay_in_it() {
    let mut sheet = Sheet::new();
    sheet.put("Ada Example", 250.0, 76.0, 24.0, true);
    sheet.heading("Profile", 216.0, 188.0).prose(PROSE, 64, 216.0, 210.0);
    sheet.heading("Skills", 34.0, 226.0);
    for (at, skill) in ["Ledger", "Payroll", "Audit", "Taxes of firms", "French", "Chess", "Typing"].iter().enumerate()
    {
        let baseline = 250.0 + 34.0 * at as f32;
        sheet.put(skill, 34.0, baseline, 10.0, true).text("5 yrs", 155.0, baseline);
    }
    sheet.heading("Work", 216.0, 290.0).text("Bookkeeper", 216.0, 318.0).date("2019 - 2022", 550.0, 318.0);
    sheet.prose(PROSE, 64, 216.0, 336.0);
    for at in 0..5 {
        sheet.prose(
            "Taught two apprentices how to close a month, and wrote it down",
            64,
            216.0,
            395.0 + 19.0 * at as f32,
        );
    }
    sheet.heading("Contact", 34.0, 506.0).text("ada.example@mail.example.com", 34.0, 530.0);
    sheet.prose(PROSE, 64, 216.0, 497.0).prose(PROSE, 64, 216.0, 560.0);
    let text = read(&[&sheet]);
    let parts = ["Ada", "Profile", "Work", "Bookkeeper", "Skills", "Ledger", "Chess", "Contact"];
    assert_eq!(order(&text, &parts), parts, "{text}");
    assert!(text.contains("Ledger | 5 yrs"), "{text}");
}

#[test]
fn a_title_that_wraps_beside_its_date_is_whole() {
    let mut sheet = Sheet::new();
    sheet.put("Measuring the flow of water in old harbours with cheap instruments", 50.0, 100.0, 10.0, true);
    sheet.date("Mar 2019", 432.0, 100.0).put("and patience", 50.0, 112.0, 10.0, true);
    sheet.text("Ana Sample, Bo Sample", 50.0, 124.0);
    sheet.put("A short title", 50.0, 142.0, 10.0, true).date("May 2017", 432.0, 142.0);
    sheet.text("Ana Sample", 50.0, 154.0);
    let read = read(&[&sheet]);
    assert!(read.contains("with cheap instruments and patience | Mar 2019"), "{read}");
    assert!(read.contains("A short title | May 2017 / Ana Sample"), "{read}");
}

#[test]
fn the_cells_of_a_table_are_whole() {
    let mut sheet = Sheet::new();
    for (at, [school, years]) in [
        ["Institution", "Years of study"],
        ["Northfield University", "September 2016 -"],
        ["of Technology", "June 2020"],
        ["Harbour School", "2008 - 2016"],
    ]
    .into_iter()
    .enumerate()
    {
        let baseline = [100.0, 114.0, 125.0, 139.0][at];
        sheet.text(school, 50.0, baseline).text(years, 172.0, baseline);
    }
    let read = read(&[&sheet]);
    assert!(read.contains("Northfield University of Technology | September 2016 - June 2020"), "{read}");
    assert!(read.contains("Harbour School | 2008 - 2016"), "{read}");
}

#[test]
fn what_stands_below_an_entry_in_the_same_look_is_a_line_of_its_own() {
    let mut sheet = Sheet::new();
    sheet.text("Reading group for seniors at the old harbour library, Northfield", 50.0, 100.0);
    sheet.date("5/2016", 475.0, 100.0).text("Coordinator of the group", 50.0, 112.0);
    sheet.text("Theatre", 50.0, 136.0).date("5/2014", 475.0, 136.0).text("Stage hand", 50.0, 148.0);
    let read = read(&[&sheet]);
    assert!(read.contains("5/2016 / Coordinator"), "{read}");
    assert!(read.contains("5/2014 / Stage hand"), "{read}");
}

#[test]
fn text_that_flows_around_a_date_is_whole_without_it() {
    let mut sheet = Sheet::new();
    sheet.put("Clerk, Sample Bakery", 50.0, 88.0, 10.0, true);
    sheet.text("Kept the books of four small firms in order and taught two apprentices", 50.0, 100.0);
    sheet.text("2015-02 - 2017-", 400.0, 100.0);
    sheet.text("how to close a month without working late and wrote the manual that is", 50.0, 112.0);
    sheet.text("10", 400.0, 112.0);
    sheet.text("still used there for the yearly report to the bank and for all of its other", 50.0, 124.0);
    sheet.text("branches.", 50.0, 136.0);
    let read = read(&[&sheet]);
    assert!(read.contains("two apprentices how to close a month"), "{read}");
    assert!(read.contains("the manual that is still used there"), "{read}");
    assert!(read.contains("2015-02 - 2017-10"), "{read}");
}

#[test]
fn columns_with_headings_of_their_own_are_not_read_across() {
    let mut sheet = Sheet::new();
    sheet.heading("Jo Sample", 40.0, 50.0).heading("Experience", 200.0, 52.0);
    sheet.text("jo@example.org", 40.0, 64.0).text("555-0142", 40.0, 76.0);
    sheet.heading("Education", 40.0, 104.0).text("Northfield College", 40.0, 118.0).text("Drawing", 40.0, 130.0);
    sheet.heading("Skills", 40.0, 160.0);
    for (at, skill) in ["Bookbinding", "Letterpress", "Film", "Linocut", "Etching"].into_iter().enumerate() {
        sheet.text(skill, 40.0, 174.0 + 12.0 * at as f32);
    }
    for (at, name) in ["Sample Bakery", "Harbour Museum", "Northfield Ballet"].into_iter().enumerate() {
        let top = 66.0 + 52.0 * at as f32;
        sheet.put(name, 200.0, top, 10.0, true).put("Designer", 200.0, top + 12.0, 10.0, true);
        sheet.text("Drew the posters of the season and the signs of the", 200.0, top + 24.0);
        sheet.text("house.", 200.0, top + 36.0);
    }
    sheet.heading("Projects", 200.0, 236.0).text("A book of maps of the harbour", 200.0, 250.0);
    let read = read(&[&sheet]);
    let parts = ["jo@example.org", "Northfield College", "Etching", "Experience", "Harbour Museum", "A book of maps"];
    assert_eq!(order(&read, &parts), parts, "{read}");
}

#[test]
fn a_stretched_line_above_its_rest_is_text() {
    let mut sheet = Sheet::new();
    sheet.put("Assistant", 50.0, 88.0, 10.0, true);
    sheet
        .text("Sample", 50.0, 100.0)
        .text("Courts", 104.0, 100.0)
        .text("Estate", 158.0, 100.0)
        .text("and", 212.0, 100.0);
    sheet.text("Properties of Northfield", 50.0, 112.0);
    sheet.put("Trainee", 50.0, 142.0, 10.0, true);
    sheet.text("Harbour House, Lower Town", 50.0, 154.0).text("Hill", 207.0, 154.0);
    sheet.text("Museum", 50.0, 166.0);
    let read = read(&[&sheet]);
    assert!(read.contains("Sample Courts Estate and Properties of Northfield"), "{read}");
}

#[test]
fn a_line_of_plain_look_below_a_plain_title_with_a_date_is_its_own() {
    let mut sheet = Sheet::new();
    sheet.text("Bachelor of Science in Fisheries, with honours", 50.0, 100.0);
    sheet.date("May 2014", 475.0, 100.0).text("Northfield University", 50.0, 112.0);
    sheet.text("Course in boats", 50.0, 148.0).date("September 2009 - December 2012", 475.0, 148.0);
    let read = read(&[&sheet]);
    assert!(read.contains("May 2014 / Northfield University"), "{read}");
}
