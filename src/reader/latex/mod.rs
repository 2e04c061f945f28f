//! LaTeX source -> blocks, as far as they can be told without setting the page.
//!
//! The source is read as TeX reads it: token by token, commands that are defined replaced by what they stand for. What
//! the macros of the well-known CV classes stand for is written in `classes/`, in LaTeX that says nothing but bold, italic,
//! tab and new line; what the document defines goes first. Arguments of commands that nobody knows are text.

use std::collections::{HashMap, HashSet};

use super::flow::{Flow, Gap};
use super::links::Links;
use super::{MAX_TEXT_BYTES, RawBlock, ReadError};
use crate::document::BlockKind;
use crate::encoding;
use groups::{Group, Look, Then};
use input::Input;
use macros::{Definitions, expand};
use tokens::{Kind, Place, Token, Tokenizer};

mod tokens;
mod input;
mod macros;
mod classes;
mod letters;
mod conditionals;
mod header;
mod groups;
mod addresses;
mod commands;
mod environments;
mod boxes;
mod drawings;
mod loops;
mod unknown;

/// Reads the file's blocks.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<RawBlock>, ReadError> {
    let text = encoding::decode_any(bytes);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    if text.len() > MAX_TEXT_BYTES {
        return Err(ReadError::TooLarge { bytes: text.len() as u64 });
    }
    let mut reader = Reader::new(&text);
    reader.run();
    Ok(reader.finish())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Bulleted,
    Numbered,
    Described,
    /// Its items have no mark.
    Bare,
}

struct Reader<'a> {
    input: Input<'a>,
    definitions: Definitions<'a>,
    /// Switches of `\newif`.
    switches: HashMap<&'a str, bool>,
    source: &'a str,
    class: classes::Class,
    /// What the class defines that the document's commands were taken for.
    guessed: Option<&'static Definitions<'static>>,
    /// Colours that the document names.
    colours: HashSet<String>,
    /// What `\setbox` and its kin keep.
    boxes: HashMap<&'a str, Vec<Token<'a>>>,
    flow: Flow,
    links: Links,
    header: header::Header<'a>,
    look: Look,
    groups: Vec<Group<'a>>,
    lists: Vec<List>,
    tables: usize,
    /// The document has begun.
    in_body: bool,
    /// Words from here on are not shown: a drawing.
    hidden: usize,
    /// A drawing began a line, after so many other lines had ended: it is the mark of an item if text follows.
    mark: Option<usize>,
    /// Headings that commands of the document's own are setting.
    headings: usize,
    is_german: bool,
    /// A sign to put before the next text if it stands on the same line.
    separator: Option<(&'static str, Place)>,
    /// Where the text ends that was shown last.
    last: usize,
    /// How many lines have ended.
    breaks: usize,
    /// The open block is one because of its size.
    in_title: bool,
    titles: u8,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let mut reader = Self {
            input: Input::new(Tokenizer::of_document(text)),
            definitions: Definitions::default(),
            switches: HashMap::new(),
            source: text,
            class: classes::Class::Unknown,
            guessed: None,
            colours: HashSet::new(),
            boxes: HashMap::new(),
            flow: Flow::new(),
            links: Links::default(),
            header: header::Header::default(),
            look: Look::default(),
            groups: Vec::new(),
            lists: Vec::new(),
            tables: 0,
            // A part of a document has no beginning.
            in_body: !text.contains("\\begin{document}"),
            hidden: 0,
            mark: None,
            headings: 0,
            is_german: false,
            separator: None,
            last: 0,
            breaks: 0,
            in_title: false,
            titles: 0,
        };
        reader.load("latex");
        reader
    }

    fn run(&mut self) {
        while let Some(token) = self.input.next() {
            if !self.token(token) {
                break;
            }
        }
        self.show_header(Place::CALL);
        while !self.groups.is_empty() {
            self.close();
        }
    }

    fn finish(self) -> Vec<RawBlock> {
        let mut blocks = self.flow.finish();
        // A column that comes first in the source begins below the name, which is in the other one.
        let is_section = |block: &RawBlock| matches!(block.kind, BlockKind::Heading { level: 2 });
        let is_title = |block: &RawBlock| matches!(block.kind, BlockKind::Heading { level: 1 });
        if blocks.first().is_some_and(is_section)
            && let Some(title) = blocks.iter().position(is_title)
        {
            let below = blocks.iter().skip(title + 1).take_while(|block| !is_section(block)).count();
            if let Some(before) = blocks.get_mut(..=title + below) {
                before.rotate_left(title);
            }
        }
        blocks
    }

    /// Reads one token; false ends the document.
    fn token(&mut self, token: Token<'a>) -> bool {
        let at = token.at;
        match token.kind {
            Kind::Control("end") => return self.end_environment(),
            Kind::Control(name) => self.control(name, at),
            Kind::Text(text) => self.letters(text, at),
            Kind::Space if self.look.lines && self.is_line_end(at) => self.gap(Gap::Line, at),
            Kind::Space if !self.look.math => self.gap(Gap::Blank, at),
            Kind::Par => self.paragraph(at),
            Kind::Open => self.open(None, Then::Nothing),
            Kind::Close => self.close_brace(),
            Kind::Math => {
                if self.input.peek().is_some_and(|next| next.kind == Kind::Math) {
                    self.input.next();
                    self.gap(Gap::Line, at);
                }
                self.look.math = !self.look.math;
            }
            Kind::Align => {
                self.gap(Gap::Tab, at);
                self.end_cell();
            }
            Kind::Tie => self.replaced(" ", at),
            Kind::Space | Kind::Hash | Kind::Param(_) => {}
        }
        true
    }

    /// A command: ours, the document's, its class's, a sign, or unknown.
    fn control(&mut self, name: &'a str, at: Place) {
        if self.definitions.read(name, &mut self.input, commands::is_kept)
            || self.conditional(name)
            || self.command(name, at)
            || self.header_command(name, at)
        {
            return;
        }
        if let Some(found) = self.definitions.commands.get(name) {
            return self.call(name, &found.clone(), at);
        }
        if self.guessed.is_none() && self.sign(name, at) {
            return;
        }
        self.guess_class();
        if let Some(found) = self.guessed.and_then(|class| class.commands.get(name)) {
            return self.call_guessed(name, found, at);
        }
        if !self.sign(name, at) {
            self.unknown(name, at);
        }
    }

    /// Replaces a command by what it stands for, as long as there is work left for that.
    fn call(&mut self, name: &str, found: &macros::Macro<'a>, at: Place) {
        if !self.input.may_expand() {
            return;
        }
        let mut arguments = found.arguments(&mut self.input);
        for argument in &mut arguments {
            trim(argument);
        }
        self.input.charge(8);
        let is_heading = self.shows()
            && unknown::is_section(name)
            && found.sets_heading(&arguments)
            && self.has_one_text(&arguments);
        if is_heading {
            self.input.push(&[Token { kind: Kind::Close, at }]);
        }
        expand(&found.body, &arguments, at, &mut self.input);
        if is_heading {
            self.input.push(&[Token::control("cv@heading", at), Token { kind: Kind::Open, at }]);
        }
    }

    /// A command of a class that was guessed, if it has as many arguments here as there.
    fn call_guessed(&mut self, name: &'a str, found: &macros::Macro<'static>, at: Place) {
        if !self.input.may_expand() {
            return;
        }
        let is_mandatory = |parameter: &macros::Parameter| matches!(parameter, macros::Parameter::Mandatory);
        let count = found.parameters.len();
        if count >= 3 && found.parameters.iter().all(is_mandatory) && self.groups_ahead(count + 1) != count {
            return self.unknown(name, at);
        }
        let mut arguments = found.arguments(&mut self.input);
        arguments.iter_mut().for_each(trim);
        self.input.charge(8);
        expand(&found.body, &arguments, at, &mut self.input);
    }

    /// Notes what stands between two pieces of text.
    fn gap(&mut self, gap: Gap, at: Place) {
        if !self.shows() {
            return;
        }
        if gap >= Gap::Break {
            self.breaks += 1;
        }
        if gap >= Gap::Loose {
            self.separator = None;
        }
        let at = if at == Place::CALL { self.last..self.last } else { at.range() };
        self.flow.gap(gap, at);
    }

    /// Ends the open block.
    fn end_block(&mut self) {
        self.breaks += 1;
        self.separator = None;
        self.in_title = false;
        self.flow.end();
    }

    /// Whether white space ends a line of the source.
    fn is_line_end(&self, at: Place) -> bool {
        self.source.get(at.range()).is_some_and(|blank| blank.contains('\n'))
    }

    /// An empty line, or `\par`.
    fn paragraph(&mut self, at: Place) {
        self.look.math = false;
        if self.tables > 0 {
            self.gap(Gap::Line, at);
        } else {
            self.end_block();
        }
    }

    /// Whether text is shown here.
    fn shows(&self) -> bool {
        self.in_body && self.hidden == 0
    }

    /// Opens a block if none is open.
    fn open_block(&mut self) {
        let is_new_line = !self.flow.has_text() || self.flow.pending() >= Gap::Break;
        if is_new_line && self.headings == 0 && self.flow.has_text() && self.in_title != self.look.is_huge {
            self.flow.end();
        }
        if self.flow.is_open() && self.flow.has_text() {
            return;
        }
        if self.headings > 0 {
            self.in_title = false;
            self.flow.block(BlockKind::Heading { level: 2 }, 0);
        } else if self.look.is_huge && self.lists.is_empty() {
            self.in_title = true;
            let level = if self.titles == 0 { 1 } else { 2 };
            self.titles = 1;
            self.flow.block(BlockKind::Heading { level }, 0);
        } else if !self.flow.is_open() {
            self.in_title = false;
            let indent = self.indent();
            self.flow.block(BlockKind::Paragraph, indent);
        }
    }

    /// How many lists with marks are open.
    fn indent(&self) -> u8 {
        let marked = self.lists.iter().take(200).filter(|list| **list != List::Bare).count();
        u8::try_from(marked).unwrap_or(u8::MAX)
    }
}

/// Drops blanks at both ends.
fn trim(tokens: &mut Vec<Token>) {
    while tokens.last().is_some_and(Token::is_blank) {
        tokens.pop();
    }
    let blanks = tokens.iter().take_while(|token| token.is_blank()).count();
    tokens.drain(..blanks);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(source: &str) -> Vec<String> {
        let blocks = read(source.as_bytes()).unwrap();
        blocks.iter().flat_map(|block| &block.lines).map(super::super::RawLine::text).collect()
    }

    fn length(source: &str) -> usize {
        lines(source).iter().map(String::len).sum()
    }

    #[test]
    fn definitions_that_breed_come_to_an_end() {
        let name = |number: usize| "x".repeat(number + 1);
        let double = |number| format!("\\newcommand{{\\{0}}}{{\\{1}\\{1}}}", name(number), name(number + 1));
        let doubling = (0..40).map(double).collect::<Vec<_>>().concat();
        let source =
            format!("{doubling}\\newcommand{{\\{}}}{{lol }}\\begin{{document}}a \\x z\\end{{document}}", name(40));
        assert!(length(&source) < 1_000_000);
        assert!(lines(&source).concat().ends_with('z'), "what follows is read");
        let itself = "\\def\\a#1{\\a{#1#1}}\\def\\b{\\b b}\\begin{document}a\\a{boom}\\b z\\end{document}";
        assert!(length(itself) < 2_000_000);
        assert_eq!(lines("\\def\\a{\\b}\\def\\b{\\a}\\begin{document}x\\a z\\end{document}"), ["xz"]);
    }

    #[test]
    fn nesting_is_flat_work() {
        let pieces = [
            "{",
            "}",
            "$a",
            "\\textbf{a",
            "\\cventry{a}{b",
            "\\begin{itemize}\\item a ",
            "{\\item[a",
            "\\\\[ ",
            "\\href{",
            "\\ifx\\a",
            "\\foo{a}{",
            "\\section{",
            "\\begin{x}{a",
            "\\verb|a",
            "\\def\\a{\\a",
            "\\begin{verbatim} a",
            "\\begin{tabular}{l}a&",
            "\\end{b}",
            "\\'",
            "\\IfValueTF{",
            "\\newcommand{\\a}[1]{#1",
            "\\begin{a}\\end{b}",
        ];
        for piece in pieces {
            let _ = read(format!("\\documentclass{{moderncv}}\\begin{{document}}{}", piece.repeat(100_000)).as_bytes());
        }
        let deep = format!("a{}b{} c", "{".repeat(100_000), "}".repeat(100_000));
        assert_eq!(lines(&deep), ["ab c"]);
    }
}
