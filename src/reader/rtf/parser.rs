//! Tokens -> paragraphs.

use std::collections::HashMap;
use std::ops::Range;

use super::characters::named_character;
use super::paragraph::{Element, Item, Paragraph, Piece};
use super::state::{Destination, State};
use super::tokens::{Token, Tokenizer};

/// Groups that may be open at once; those within keep what the group around them has set.
const DEEPEST: usize = 10_000;

/// Longest text of a field's instruction, a font's or a style's name, in bytes.
pub(super) const LONGEST_NAME: usize = 2000;

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) elements: Vec<Element>,
    /// Targets of links.
    pub(super) links: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Font {
    pub(super) charset: i32,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ParagraphStyle {
    pub(super) heading: Option<u8>,
}

pub(super) struct Parser<'a> {
    pub(super) tokens: Tokenizer<'a>,
    pub(super) is_utf8: bool,
    pub(super) state: State,
    pub(super) groups: Vec<State>,
    /// How many groups were opened beyond the deepest.
    pub(super) beyond: usize,
    pub(super) code_page: u32,
    pub(super) fonts: HashMap<i32, Font>,
    pub(super) styles: HashMap<i32, ParagraphStyle>,
    /// 0xRRGGBB, by number; `None` where the program chooses.
    pub(super) colors: Vec<Option<u32>>,
    /// The colour that is being described.
    pub(super) color: Option<u32>,
    /// A cell of the open row has a ground.
    pub(super) has_shaded_cells: bool,
    /// Text of a destination that is no text of the document.
    pub(super) name: String,
    /// The number of the style that is being described.
    pub(super) defined: i32,
    /// `\*` was read: a destination that is not known is to be skipped.
    pub(super) optional: bool,
    /// How many characters are still to be skipped after a `\u`.
    pub(super) to_skip: usize,
    /// The first half of a character beyond U+FFFF.
    pub(super) surrogate: Option<u16>,
    /// The first byte of a character of two, and where it stands.
    pub(super) lead: Option<(u8, usize)>,
    pub(super) open: Paragraph,
    /// The mark of the open paragraph's item.
    pub(super) mark: Option<bool>,
    pub(super) parsed: Parsed,
    pub(super) footers: Vec<Element>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str, is_utf8: bool) -> Self {
        Self {
            tokens: Tokenizer::new(text),
            is_utf8,
            state: State::new(),
            groups: Vec::new(),
            beyond: 0,
            code_page: 1252,
            fonts: HashMap::new(),
            styles: HashMap::new(),
            colors: Vec::new(),
            color: None,
            has_shaded_cells: false,
            name: String::new(),
            defined: 0,
            optional: false,
            to_skip: 0,
            surrogate: None,
            lead: None,
            open: Paragraph::default(),
            mark: None,
            parsed: Parsed::default(),
            footers: Vec::new(),
        }
    }

    pub(super) fn parse(mut self) -> Parsed {
        while let Some((token, at)) = self.tokens.next() {
            let was_optional = std::mem::take(&mut self.optional);
            match token {
                Token::Open => self.open_group(),
                Token::Close => self.close_group(),
                Token::Word(word, number) => self.word(word, number, was_optional, &at),
                Token::Byte(byte) => self.byte(byte, &at),
                Token::Symbol(symbol) => self.symbol(symbol, &at),
                Token::Text(text) => self.text(text, at.start),
            }
        }
        self.end_paragraph();
        self.parsed.elements.append(&mut self.footers);
        self.parsed
    }

    fn open_group(&mut self) {
        self.to_skip = 0;
        if self.groups.len() < DEEPEST {
            self.groups.push(self.state);
        } else {
            self.beyond += 1;
        }
    }

    fn close_group(&mut self) {
        self.to_skip = 0;
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some(before) = self.groups.pop() else { return };
        let left = std::mem::replace(&mut self.state, before).destination;
        if left == before.destination {
            return;
        }
        match left {
            Destination::Footer => {
                // What comes first in the file is shown last on the page.
                self.state.destination = left;
                self.end_paragraph();
                self.state.destination = before.destination;
            }
            Destination::Instruction => self.end_instruction(),
            Destination::Mark => {
                let name = std::mem::take(&mut self.name);
                let is_mark = !name.trim().is_empty();
                let is_numbered = name.trim().chars().count() > 1 || name.trim().chars().all(|c| c.is_ascii_digit());
                let ordered = is_numbered && name.contains(|c: char| c.is_ascii_alphanumeric());
                if is_mark {
                    self.mark = Some(ordered);
                }
            }
            Destination::Body
            | Destination::Skipped
            | Destination::Fonts
            | Destination::Colors
            | Destination::Styles => {}
        }
    }

    /// A field's instruction is complete: what follows in the field is its result.
    fn end_instruction(&mut self) {
        let instruction = std::mem::take(&mut self.name);
        let mut words = instruction.split_whitespace();
        match words.next() {
            Some("HYPERLINK") => {
                let quoted = instruction.split('"').nth(1).map(str::trim);
                let bare = words.find(|word| !word.starts_with('\\'));
                let is_local = instruction
                    .trim_start()
                    .strip_prefix("HYPERLINK")
                    .is_some_and(|rest| rest.trim_start().starts_with("\\l"));
                let target = quoted.or(bare).filter(|target| !target.is_empty() && !is_local);
                if let Some(target) = target {
                    self.parsed.links.push(target.to_owned());
                    self.state.link = Some(self.parsed.links.len() - 1);
                }
            }
            Some("PAGE" | "NUMPAGES" | "SECTIONPAGES" | "FORMCHECKBOX") => self.state.hidden = true,
            _ => {}
        }
    }

    fn word(&mut self, word: &'a str, number: Option<i32>, optional: bool, at: &Range<usize>) {
        if self.to_skip > 0 && word != "u" && word != "bin" {
            self.to_skip -= 1;
            return;
        }
        if word == "bin" {
            return self.tokens.skip(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
        }
        if self.destination(word, optional) || self.state.destination == Destination::Skipped {
            return;
        }
        match word {
            "u" => return self.unicode(number.unwrap_or(0), at),
            "uc" => self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1),
            "ansicpg" => self.code_page = u32::try_from(number.unwrap_or(1252)).unwrap_or(1252),
            "mac" => self.code_page = 10000,
            "pc" => self.code_page = 437,
            "pca" => self.code_page = 850,
            "f" => {
                self.state.font = number.unwrap_or(0);
                if self.state.destination == Destination::Fonts {
                    self.fonts.insert(self.state.font, Font::default());
                }
            }
            "fcharset" => {
                self.fonts.insert(self.state.font, Font { charset: number.unwrap_or(0) });
            }
            "red" | "green" | "blue" if self.state.destination == Destination::Colors => {
                let part = number.unwrap_or(0).clamp(0, 255) as u32;
                let shift = if word == "red" { 16 } else { u32::from(word == "green") * 8 };
                self.color = Some(self.color.unwrap_or(0) | part << shift);
            }
            "s" if self.state.destination == Destination::Styles => self.defined = number.unwrap_or(0),
            "outlinelevel" if self.state.destination == Destination::Styles => {
                let heading = level(number);
                self.styles.insert(self.defined, ParagraphStyle { heading });
            }
            _ => {}
        }
        if matches!(self.state.destination, Destination::Body | Destination::Footer) {
            self.format(word, number);
            self.structure(word, at);
        }
        if let Some(c) = named_character(word) {
            self.put(c, at.clone(), false);
        }
    }

    /// A word that says where the text of its group goes; tells whether it is one.
    fn destination(&mut self, word: &str, optional: bool) -> bool {
        let destination = match word {
            "fonttbl" => Destination::Fonts,
            "colortbl" => Destination::Colors,
            "stylesheet" => Destination::Styles,
            "fldinst" => Destination::Instruction,
            "pntext" | "listtext" => Destination::Mark,
            "footer" | "footerf" | "footerl" | "footerr" => Destination::Footer,
            // A text box; what surrounds it is its shape.
            "shptxt" | "dptxbxtext" => {
                self.end_paragraph();
                self.state.on_unknown = true;
                Destination::Body
            }
            "info" | "pict" | "object" | "nonshppict" | "shprslt" | "footnote" | "annotation" | "atnid" | "xe"
            | "tc" | "rxe" | "bkmkstart" | "bkmkend" | "listtable" | "listoverridetable" | "revtbl" | "rsidtbl"
            | "generator" | "themedata" | "colorschememapping" | "latentstyles" | "datastore" | "xmlnstbl" | "falt"
            | "panose" | "pnseclvl" | "do" => Destination::Skipped,
            // Marks of old lists: `{\*\pn\pnlvlblt …}`.
            "pn" => {
                self.mark.get_or_insert(false);
                Destination::Skipped
            }
            "header" | "headerf" | "headerl" | "headerr" | "fldrslt" | "field" | "shp" | "shpgrp" => {
                return optional;
            }
            _ if optional => Destination::Skipped,
            _ => return false,
        };
        let is_skipped = self.state.destination == Destination::Skipped;
        if !is_skipped || matches!(word, "shptxt" | "dptxbxtext") {
            self.state.destination = destination;
        }
        if matches!(destination, Destination::Instruction | Destination::Mark) {
            self.name.clear();
        }
        true
    }

    fn format(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        let state = &mut self.state;
        match word {
            "b" => state.style.bold = on,
            "i" => state.style.italic = on,
            "ul" | "uld" | "uldb" | "ulw" | "ulth" | "uldash" | "ulwave" => state.style.underline = on,
            "ulnone" => state.style.underline = false,
            "v" | "deleted" => state.hidden = on,
            "caps" => state.capitals = on,
            "fs" => state.size = number.unwrap_or(24).clamp(2, 2000),
            "cf" => state.color = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0),
            "cb" | "chcbpat" | "highlight" => {
                state.letter_ground = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
            }
            "cbpat" => state.paragraph_ground = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0),
            "trowd" => self.has_shaded_cells = false,
            "clcbpat" | "clcfpat" | "clshdng" => self.has_shaded_cells = true,
            "plain" => state.reset_text(),
            "pard" => state.reset_paragraph(),
            "s" => state.paragraph_style = number.unwrap_or(0),
            "outlinelevel" => state.outline = level(number),
            "ls" => state.list = number.unwrap_or(0),
            "intbl" => state.in_table = on,
            "ilvl" => state.list_level = u8::try_from(number.unwrap_or(0)).unwrap_or(0).min(8),
            _ => {}
        }
    }

    fn structure(&mut self, word: &str, at: &Range<usize>) {
        match word {
            "par" | "sect" | "page" | "column" | "nestcell" => self.end_paragraph(),
            "line" | "softline" => self.open.pieces.push(Piece::Line(at.clone())),
            "tab" => self.open.pieces.push(Piece::Tab(at.clone())),
            "cell" => {
                self.end_paragraph();
                self.elements().push(Element::Cell);
            }
            "row" => {
                self.end_paragraph();
                self.elements().push(Element::Row);
            }
            _ => {}
        }
    }

    fn elements(&mut self) -> &mut Vec<Element> {
        if self.state.destination == Destination::Footer { &mut self.footers } else { &mut self.parsed.elements }
    }

    fn end_paragraph(&mut self) {
        let mut paragraph = std::mem::take(&mut self.open);
        let mark = self.mark.take();
        let has_text =
            paragraph.pieces.iter().any(|piece| matches!(piece, Piece::Text { text, .. } if !text.trim().is_empty()));
        if !has_text {
            return;
        }
        let style = self.styles.get(&self.state.paragraph_style).copied().unwrap_or_default();
        paragraph.heading = self.state.outline.or(style.heading);
        if mark.is_some() || self.state.list > 0 {
            paragraph.item = Some(Item { level: self.state.list_level, ordered: mark.unwrap_or(false) });
        }
        paragraph.in_table = self.state.in_table;
        self.elements().push(Element::Paragraph(paragraph));
    }

    fn symbol(&mut self, symbol: char, at: &Range<usize>) {
        match symbol {
            '*' => self.optional = true,
            '~' => self.put('\u{A0}', at.clone(), false),
            '_' => self.put('-', at.clone(), false),
            '\\' | '{' | '}' => self.put(symbol, at.clone(), false),
            _ => {}
        }
    }
}

fn level(number: Option<i32>) -> Option<u8> {
    u8::try_from(number.unwrap_or(9)).ok().filter(|&level| level < 9).map(|level| (level + 1).min(6))
}
