//! Paragraphs as a word processor has them, before the whole document tells how large its text is.

use std::collections::BTreeSet;

use crate::document::Style;
use crate::reader::links::Links;

/// What a document consists of, in reading order. Rows and cells are told by where they begin and end, so that nothing
/// that reads them need recurse.
#[derive(Debug, Clone)]
pub(in crate::reader) enum Item {
    Paragraph(Paragraph),
    /// A table's row begins.
    Row,
    /// A cell of the row begins.
    Cell,
    /// The row ends.
    RowEnd,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(in crate::reader) struct Paragraph {
    pub(in crate::reader) role: Role,
    /// How many lists it stands in, itself included.
    pub(in crate::reader) indent: u8,
    /// A rule stands below it.
    pub(in crate::reader) is_ruled: bool,
    pub(in crate::reader) pieces: Vec<Piece>,
}

/// What a paragraph is, as its style says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reader) enum Role {
    Body,
    Title,
    /// What stands below a title, set larger than the text and heading nothing.
    Subtitle,
    /// 1 is the highest level.
    Heading(u8),
    Item {
        ordered: bool,
    },
    /// What a definition list defines.
    Term,
    /// What it says of the term before.
    Description,
}

/// Text in one style. A tab in it sets parts of a line apart, a line feed ends the line, a form feed the paragraph.
#[derive(Debug, Clone, Default)]
pub(in crate::reader) struct Piece {
    pub(in crate::reader) text: String,
    pub(in crate::reader) style: Style,
    /// Number of its link in [`Story::links`].
    pub(in crate::reader) link: Option<usize>,
    /// Size of the letters in half points; 0 if the file does not say.
    pub(in crate::reader) size: u16,
    /// The number of a page, which the program counts.
    pub(in crate::reader) is_page_number: bool,
}

/// A document's paragraphs and what their links lead to.
#[derive(Debug, Default)]
pub(in crate::reader) struct Story {
    pub(in crate::reader) items: Vec<Item>,
    pub(in crate::reader) links: Links,
}

impl Item {
    /// Whether it shows no text.
    pub(in crate::reader) fn is_blank(&self) -> bool {
        match self {
            Self::Paragraph(paragraph) => paragraph.words().is_empty(),
            Self::Row | Self::Cell | Self::RowEnd => true,
        }
    }
}

/// The parts of a document, in the order in which a person reads them.
#[derive(Debug, Default)]
pub(in crate::reader) struct Parts {
    /// Headers of the first page.
    pub(in crate::reader) ahead: Vec<Item>,
    pub(in crate::reader) text: Vec<Item>,
    pub(in crate::reader) notes: Vec<Item>,
    /// Headers of later pages, and footers.
    pub(in crate::reader) behind: Vec<Item>,
}

impl Parts {
    /// All of them, without what the margins of pages repeat.
    pub(in crate::reader) fn into_items(self) -> Vec<Item> {
        let mut seen = BTreeSet::new();
        let text = unseen(self.text, &mut seen, false);
        let mut items = unseen(self.ahead, &mut seen, true);
        items.extend(text);
        items.extend(self.notes);
        items.extend(unseen(self.behind, &mut seen, true));
        items
    }
}

/// Notes what the items say. Those of a page's margins lose the numbers of pages, and what was read before: pages repeat
/// their headers.
fn unseen(items: Vec<Item>, seen: &mut BTreeSet<String>, are_margins: bool) -> Vec<Item> {
    let is_kept = |item: Item| match item {
        Item::Paragraph(mut paragraph) => {
            if are_margins {
                paragraph.drop_page_numbers();
            }
            (seen.insert(paragraph.words()) || !are_margins).then_some(Item::Paragraph(paragraph))
        }
        Item::Row | Item::Cell | Item::RowEnd => Some(item),
    };
    items.into_iter().filter_map(is_kept).collect()
}

/// What the name of a built-in style says. Word writes them in English whatever its language; other programs, and styles
/// that people made themselves, use the names of theirs.
pub(in crate::reader) fn role_of_name(name: &str) -> Option<Role> {
    const HEADINGS: &[&str] = &[
        "heading",
        "überschrift",
        "berschrift",
        "titre",
        "título",
        "titulo",
        "ttulo",
        "titolo",
        "kop",
        "rubrik",
        "overskrift",
        "otsikko",
        "nagłówek",
        "nagwek",
        "nadpis",
        "заголовок",
        "başlık",
        "標題",
        "标题",
        "見出し",
        "제목",
    ];
    const TITLES: &[&str] =
        &["title", "titel", "titre", "título", "titolo", "tytuł", "název", "otsikko", "название", "tittel"];
    let name = name.to_lowercase().replace("_20_", " ").replace(['_', '-'], " ");
    let words = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim();
    let number = name.get(words.len()..).and_then(|digits| digits.trim().parse::<u8>().ok());
    match (words, number) {
        ("subtitle", _) => Some(Role::Subtitle),
        ("definition term" | "definition term tight" | "list heading", _) => Some(Role::Term),
        ("definition" | "definition definition" | "definition definition tight" | "list contents", _) => {
            Some(Role::Description)
        }
        (words, Some(level @ 1..=9)) if HEADINGS.contains(&words) => Some(Role::Heading(level)),
        (words, None) if TITLES.contains(&words) => Some(Role::Title),
        _ => None,
    }
}

impl Paragraph {
    /// The words of the paragraph, separated by single blanks.
    pub(in crate::reader) fn words(&self) -> String {
        let text: String = self.pieces.iter().map(|piece| piece.text.as_str()).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Drops the parts of its lines that count pages: those between tabs, bars or wide blanks that hold such a number.
    pub(in crate::reader) fn drop_page_numbers(&mut self) {
        if !self.pieces.iter().any(|piece| piece.is_page_number) {
            return;
        }
        let is_boundary = |c: char| matches!(c, '\t' | '\n' | '\u{C}' | '|');
        // For each part between boundaries, whether it holds a page number.
        let mut holds = vec![false];
        for piece in &self.pieces {
            for c in piece.text.chars() {
                if is_boundary(c) {
                    holds.push(false);
                } else if let Some(last) = holds.last_mut().filter(|_| piece.is_page_number) {
                    *last = true;
                }
            }
        }
        let mut part = 0;
        for piece in &mut self.pieces {
            piece.text.retain(|c| {
                part += usize::from(is_boundary(c));
                is_boundary(c) || !holds.get(part).copied().unwrap_or(false)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_built_in_styles_say_what_they_are() {
        let cases = [
            ("heading 1", Some(Role::Heading(1))),
            ("Überschrift 2", Some(Role::Heading(2))),
            ("Heading3", Some(Role::Heading(3))),
            ("Heading_20_4", Some(Role::Heading(4))),
            ("Title", Some(Role::Title)),
            ("Titre 1", Some(Role::Heading(1))),
            ("Titre", Some(Role::Title)),
            ("Subtitle", Some(Role::Subtitle)),
            ("Definition_20_Term_20_Tight", Some(Role::Term)),
            ("List Contents", Some(Role::Description)),
            ("Normal", None),
            ("Job Title 2019", None),
        ];
        for (name, expected) in cases {
            assert_eq!(role_of_name(name), expected, "{name}");
        }
    }

    #[test]
    fn the_part_of_a_footer_that_counts_pages_is_dropped() {
        let piece = |text: &str, is_page_number| Piece { text: text.to_owned(), is_page_number, ..Piece::default() };
        let pieces = vec![piece("Ada Doe | Page ", false), piece("2", true), piece(" of ", false), piece("3", true)];
        let mut paragraph = Paragraph { role: Role::Body, indent: 0, is_ruled: false, pieces };
        paragraph.drop_page_numbers();
        assert_eq!(paragraph.words(), "Ada Doe |");
    }
}
