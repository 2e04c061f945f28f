//! Puts blocks together out of text, gaps and breaks: what every reader of a text format has in common.

mod rows;

use std::ops::Range;

use super::furniture::{drop_page_numbers, is_page_number};
use super::glyphs::{bullet, drop_front, drop_ratings, is_hollow, letter_bullet};
use super::wrap;
use super::{CUT, RawBlock, RawLine, RawRun};
use crate::characters;
use crate::document::{BlockKind, Origin, Style};

/// What stands between two stretches of text; of several in a row the strongest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    None,
    /// Any white space.
    Blank,
    /// The end of a line that was full.
    Wrap,
    /// White space between two words of a letter-spaced line.
    Wide,
    /// No white space between two elements of a layout, which nevertheless stand apart if the one ends a word and the
    /// next begins one.
    Seam,
    /// White space between two inline elements; a tab unless they stand in running prose.
    Loose,
    /// White space before something that is set apart unless the text leads up to it (`since <time>…`).
    Aside,
    /// Columns, cells.
    Tab,
    /// `<br>`: a line end unless the sentence goes on after it.
    Break,
    /// The end of a line.
    Line,
    /// Several line ends: a paragraph ends here.
    Blocks,
}

/// The blocks made so far, and the one that is being filled.
#[derive(Debug)]
pub(super) struct Flow {
    blocks: Vec<RawBlock>,
    open: Option<RawBlock>,
    gap: Gap,
    gap_at: Range<usize>,
    /// Blanks of fixed width in the waiting gap.
    fixed_blanks: usize,
    /// All blanks in it but line ends.
    blanks: usize,
    /// The open line's text since its last break.
    tail: String,
    /// Line and run of each tab that came from [`Gap::Loose`].
    loose: Vec<(usize, usize)>,
    /// How many words of the open block stand outside inline elements.
    direct_words: usize,
}

impl Flow {
    pub(super) fn new() -> Self {
        Self {
            blocks: Vec::new(),
            open: None,
            gap: Gap::None,
            gap_at: 0..0,
            fixed_blanks: 0,
            blanks: 0,
            tail: String::new(),
            loose: Vec::new(),
            direct_words: 0,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the open block holds text.
    pub(super) fn has_text(&self) -> bool {
        self.open.as_ref().is_some_and(|block| !block.lines.is_empty())
    }

    /// Whether the open block is a list item.
    pub(super) fn begins_item(&self) -> bool {
        self.open.as_ref().is_some_and(|block| matches!(block.kind, BlockKind::ListItem { .. }))
    }

    /// How many blocks are complete.
    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// The gap that waits for the next text.
    pub(super) fn pending(&self) -> Gap {
        self.gap
    }

    /// Ends the open block and starts another, which exists as soon as it has text.
    pub(super) fn block(&mut self, kind: BlockKind, indent: u8) {
        self.end();
        self.open = Some(RawBlock { kind, indent, lines: Vec::new() });
    }

    /// Adds a rule.
    pub(super) fn rule(&mut self, indent: u8) {
        self.end();
        if self.blocks.last().is_none_or(|last| last.kind != BlockKind::Rule) {
            self.blocks.push(RawBlock { kind: BlockKind::Rule, indent, lines: Vec::new() });
        }
    }

    /// Notes that the next text is set apart from what precedes it; `at` is where the gap stands in the file.
    pub(super) fn gap(&mut self, gap: Gap, at: Range<usize>) {
        if self.gap == Gap::None {
            self.gap_at = at.clone();
        }
        self.gap_at.end = at.end.max(self.gap_at.start);
        self.gap = match (self.gap, gap) {
            (Gap::Break | Gap::Blocks, Gap::Break) => Gap::Blocks,
            (one, other) => one.max(other),
        };
    }

    /// Adds text that stands at `at` byte for byte. White space in it collapses; invisible characters are dropped.
    pub(super) fn text(&mut self, text: &str, at: usize, style: Style, link: Option<&str>) {
        let mut word: Option<usize> = None;
        let mut blank: Option<usize> = None;
        for (index, c) in text.char_indices() {
            if is_invisible(c) || c.is_whitespace() {
                // One blank between two words stays part of the stretch.
                if word.is_some() && blank.is_none() && c.is_ascii_whitespace() {
                    blank = Some(index);
                    continue;
                }
                if let Some(from) = word.take() {
                    self.stretch(text, from..blank.unwrap_or(index), at, style, link);
                }
                if let Some(blank) = blank.take() {
                    self.blanks += usize::from(text.as_bytes().get(blank) == Some(&b' '));
                    self.gap(Gap::Blank, at + blank..at + blank + 1);
                }
                if c.is_whitespace() {
                    self.blank(c, at + index..at + index + c.len_utf8());
                }
            } else {
                blank = None;
                word.get_or_insert(index);
            }
        }
        if let Some(from) = word {
            self.stretch(text, from..blank.unwrap_or(text.len()), at, style, link);
        }
        if let Some(blank) = blank {
            self.blanks += usize::from(text.as_bytes().get(blank) == Some(&b' '));
            self.gap(Gap::Blank, at + blank..at + blank + 1);
        }
    }

    fn stretch(&mut self, text: &str, range: Range<usize>, at: usize, style: Style, link: Option<&str>) {
        let Some(part) = text.get(range.clone()) else { return };
        let at = at + range.start..at + range.end;
        if part.contains(|c: char| c != ' ' && c.is_ascii_whitespace()) {
            let blank = |c: char| if c.is_ascii_whitespace() { ' ' } else { c };
            self.push(&part.chars().map(blank).collect::<String>(), at, style, link);
        } else {
            self.push(part, at, style, link);
        }
    }

    /// Adds text that the file writes differently (a character reference, an escape) at `at`.
    pub(super) fn replaced(&mut self, text: &str, at: Range<usize>, style: Style, link: Option<&str>) {
        for part in text.split_inclusive(|c: char| c.is_whitespace() || is_invisible(c)) {
            let last = part.chars().next_back().filter(|&c| c.is_whitespace() || is_invisible(c));
            let word = part.strip_suffix(|c| Some(c) == last).unwrap_or(part);
            if !word.is_empty() {
                self.push(word, at.clone(), style, link);
            }
            if let Some(c) = last.filter(|c| c.is_whitespace()) {
                self.blank(c, at.clone());
            }
        }
    }

    /// Notes white space; several blanks of fixed width set columns apart.
    fn blank(&mut self, c: char, at: Range<usize>) {
        let is_fixed = matches!(c, '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}');
        self.fixed_blanks += usize::from(is_fixed) + usize::from(matches!(c, '\u{2001}' | '\u{2003}'));
        self.blanks += usize::from(is_fixed || c == ' ');
        self.gap(if self.fixed_blanks >= 3 { Gap::Tab } else { Gap::Blank }, at);
    }

    /// Counts `text` as standing outside any inline element.
    pub(super) fn count_direct(&mut self, text: &str) {
        self.direct_words += text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    }

    fn push(&mut self, text: &str, at: Range<usize>, style: Style, link: Option<&str>) {
        let gap = self.resolve(text);
        if gap == Gap::Blocks {
            let next = self.open.as_ref().map(|block| (after(block.kind), block.indent));
            if let Some((kind, indent)) = next {
                self.block(kind, indent);
            }
        }
        if gap >= Gap::Line {
            self.tail.clear();
        }
        let block = self.open.get_or_insert(RawBlock { kind: BlockKind::Paragraph, indent: 0, lines: Vec::new() });
        if block.lines.is_empty() || gap == Gap::Line {
            block.lines.push(RawLine::default());
        }
        let number = block.lines.len() - 1;
        let Some(last_line) = block.lines.last_mut() else { return };
        let between = match gap {
            Gap::Blank => " ",
            Gap::Wide => "  ",
            Gap::Loose | Gap::Aside | Gap::Tab => "\t",
            Gap::None | Gap::Seam | Gap::Wrap | Gap::Break | Gap::Line | Gap::Blocks => "",
        };
        if let (Some(last), false) = (last_line.runs.last(), between.is_empty()) {
            let same = last.style == style && last.link.as_deref() == link;
            let (style, link) = if same { (style, link.map(str::to_owned)) } else { (Style::default(), None) };
            last_line.runs.push(RawRun { text: between.to_owned(), style, link, origin: bytes(&self.gap_at) });
            if gap == Gap::Loose {
                self.loose.push((number, last_line.runs.len() - 1));
            }
            self.tail.push_str(between);
        }
        if matches!(self.gap, Gap::Wrap | Gap::Break) && gap == Gap::None && !wrap::is_within_address(&self.tail, text)
        {
            cut(last_line);
        }
        self.gap = Gap::None;
        self.fixed_blanks = 0;
        self.blanks = 0;
        self.tail.push_str(text);
        if let Some(last) = last_line.runs.last_mut()
            && last.style == style
            && last.link.as_deref() == link
            && let Origin::Bytes(origin) = &mut last.origin
            && origin.end as usize == at.start
            && origin.len() == last.text.len()
            && text.len() == at.len()
        {
            origin.end = at.end as u32;
            last.text.push_str(text);
            return;
        }
        let link = link.map(str::to_owned);
        last_line.runs.push(RawRun { text: text.to_owned(), style, link, origin: bytes(&at) });
    }

    /// What the waiting gap is, now that the text after it is known.
    fn resolve(&mut self, next: &str) -> Gap {
        if !self.has_text() {
            return Gap::None;
        }
        match self.gap {
            Gap::Wrap | Gap::Break | Gap::Line if wrap::is_within_address(&self.tail, next) => Gap::None,
            Gap::Blank if self.blanks > 1 && are_letters_spaced(&self.tail, next) => Gap::Wide,
            Gap::Wrap | Gap::Break if wrap::is_hyphenated(&self.tail, next) => Gap::None,
            Gap::Wrap => Gap::Blank,
            Gap::Break if wrap::continues(&self.tail, next) => Gap::Blank,
            Gap::Break => Gap::Line,
            Gap::Blocks if self.open.as_ref().is_some_and(|block| matches!(block.kind, BlockKind::Heading { .. })) => {
                Gap::Line
            }
            Gap::Seam if wrap::is_seam(&self.tail, next) => Gap::Loose,
            Gap::Seam if wrap::is_separated(&self.tail, next) => Gap::Blank,
            Gap::Seam => Gap::None,
            Gap::Loose | Gap::Aside if wrap::is_joint(&self.tail, next) => Gap::Blank,
            Gap::Aside if wrap::ends_open(&self.tail) => Gap::Blank,
            gap => gap,
        }
    }

    /// Ends the open block.
    pub(super) fn end(&mut self) {
        self.gap = Gap::None;
        self.fixed_blanks = 0;
        self.blanks = 0;
        self.tail.clear();
        let loose = std::mem::take(&mut self.loose);
        let direct_words = std::mem::take(&mut self.direct_words);
        let Some(mut block) = self.open.take() else { return };
        if direct_words > 2 {
            for (line, run) in loose {
                if let Some(run) = block.lines.get_mut(line).and_then(|line| line.runs.get_mut(run)) {
                    " ".clone_into(&mut run.text);
                }
            }
        }
        for line in &mut block.lines {
            drop_ratings(line);
        }
        block.lines.retain(|line| !line.runs.is_empty());
        if let [line] = block.lines.as_slice()
            && is_page_number(&line.text())
        {
            return;
        }
        self.split_bullets(block);
    }

    /// Lines that start with a bullet glyph are items, whatever the file calls them.
    fn split_bullets(&mut self, mut block: RawBlock) {
        let kind = block.kind;
        let is_item = matches!(kind, BlockKind::ListItem { .. });
        let may_hold = matches!(kind, BlockKind::Paragraph | BlockKind::Description) || is_item;
        if !may_hold
            || !block.lines.iter().any(|line| bullet(line).is_some() || (is_item && letter_bullet(line).is_some()))
        {
            if !block.lines.is_empty() {
                self.blocks.push(block);
            }
            return;
        }
        let lines = std::mem::take(&mut block.lines);
        let mut first = true;
        for mut line in lines {
            let mark = bullet(&line).or_else(|| if is_item { letter_bullet(&line) } else { None });
            if let Some(mark) = mark {
                drop_front(&mut line, mark.len_utf8());
            }
            if line.runs.is_empty() {
                continue;
            }
            if let Some(mark) = mark {
                let deeper = u8::from(!is_item || (is_hollow(mark) && block.indent < 2));
                let indent = block.indent.saturating_add(deeper);
                self.blocks.push(RawBlock { kind: BlockKind::ListItem { ordered: false }, indent, lines: vec![line] });
            } else if first {
                self.blocks.push(RawBlock { kind, indent: block.indent, lines: vec![line] });
            } else if let Some(last) = self.blocks.last_mut() {
                last.lines.push(line);
            }
            first = false;
        }
    }

    pub(super) fn finish(mut self) -> Vec<RawBlock> {
        self.end();
        drop_page_numbers(&mut self.blocks);
        self.blocks
    }
}

/// Marks the hyphen with which a line ends as one that the end of the line may have made.
fn cut(line: &mut RawLine) {
    let Some(mut hyphen) = line.runs.pop() else { return };
    let word = hyphen.text.trim_end_matches(wrap::HYPHENS).to_owned();
    if !word.is_empty() {
        let mut head = RawRun { text: word, ..hyphen.clone() };
        if let (Origin::Bytes(whole), Origin::Bytes(at)) = (&mut head.origin, &mut hyphen.origin)
            && whole.len() == hyphen.text.len()
        {
            whole.end = whole.start + head.text.len() as u32;
            at.start = whole.end;
        }
        line.runs.push(head);
    }
    line.runs.push(RawRun { text: CUT.to_owned(), ..hyphen });
}

/// Whether the words with which one text ends and the next begins are single letters.
fn are_letters_spaced(before: &str, after: &str) -> bool {
    let is_letter = |word: &str| word.chars().nth(1).is_none() && word.chars().all(char::is_alphabetic);
    before.split_whitespace().rev().take(2).all(is_letter) && after.split_whitespace().take(2).all(is_letter)
}

fn bytes(range: &Range<usize>) -> Origin {
    Origin::Bytes(range.start as u32..range.end as u32)
}

/// What a block goes on as after an empty line.
fn after(kind: BlockKind) -> BlockKind {
    match kind {
        BlockKind::ListItem { .. } | BlockKind::Description | BlockKind::Term => BlockKind::Paragraph,
        BlockKind::Heading { .. }
        | BlockKind::Paragraph
        | BlockKind::TableRow
        | BlockKind::Rule
        | BlockKind::Metadata => kind,
    }
}

/// Characters that take no room. Those that may change a letter are looked at later, with the letters around them.
fn is_invisible(c: char) -> bool {
    characters::is_invisible(c) && !characters::is_joiner(c)
}
