//! The commands of LaTeX itself: structure, fonts, space, links.

use super::super::flow::Gap;
use super::input::{flat, is_measure};
use super::tokens::{Kind, Place, Token};
use super::{List, Look, Reader, Then};
use crate::document::{BlockKind, Style};

/// Whether a document's own definition of a command is left aside, because what it means is known better here.
pub(super) fn is_kept(name: &str) -> bool {
    matches!(
        name,
        "section"
            | "subsection"
            | "subsubsection"
            | "begin"
            | "end"
            | "item"
            | "itemize"
            | "enumerate"
            | "description"
            | "document"
            | "tabular"
            | "textbf"
            | "textit"
            | "emph"
            | "href"
            | "url"
            | "par"
            | "hfill"
            | "\\"
            | "'"
            | "`"
            | "\""
    )
}

impl<'a> Reader<'a> {
    /// A command of LaTeX itself; tells whether it is one.
    pub(super) fn command(&mut self, name: &'a str, at: Place) -> bool {
        self.structure(name, at) || self.boxed(name) || self.space(name, at) || self.font(name) || self.linked(name, at)
    }

    fn structure(&mut self, name: &'a str, at: Place) -> bool {
        match name {
            "begin" => self.begin_environment(at),
            "documentclass" | "documentstyle" | "usepackage" | "RequirePackage" | "LoadClass" => {
                let options = self.input.optional('[', ']').unwrap_or_default();
                let names = flat(&self.input.argument());
                self.is_german |= flat(&options).contains("german");
                for name in names.split(',') {
                    self.load(name.trim());
                }
            }
            "part" | "chapter" | "section" => self.heading(2, at),
            "subsection" => self.heading(3, at),
            "subsubsection" => self.heading(4, at),
            "paragraph" | "subparagraph" => {
                self.input.eat('*');
                self.end_block();
                let style = Style { bold: true, ..self.look.style };
                self.open_argument(Look { style, ..self.look }, Then::Nothing);
            }
            "item" => self.item(at),
            "par" | "endgraf" | "newpage" | "clearpage" | "pagebreak" | "switchcolumn" | "columnbreak" => {
                if matches!(name, "pagebreak" | "switchcolumn") {
                    self.input.eat('*');
                    self.input.optional('[', ']');
                }
                self.paragraph(at);
            }
            "cv@entry" => {
                self.show_header(at);
                self.end_block();
            }
            "cv@body" => self.end_block(),
            "cv@description" => {
                let indent = self.indent();
                self.flow.block(BlockKind::Description, indent);
            }
            "cv@item" => self.begin_item(false),
            "cv@ratings" => self.ratings(at),
            "cv@title" => {
                self.end_block();
                self.titles = 1;
                self.flow.block(BlockKind::Heading { level: 1 }, 0);
                self.open_argument(self.look, Then::Block);
            }
            "cv@entrytitle" => {
                self.show_header(at);
                self.end_block();
                self.flow.block(BlockKind::Heading { level: 3 }, 0);
            }
            "centerline" | "leftline" | "rightline" => {
                self.gap(Gap::Line, at);
                self.open_argument(self.look, Then::Line);
            }
            "parbox" => {
                for _ in 0..3 {
                    self.input.optional('[', ']');
                }
                self.input.argument();
                self.open_argument(self.look, Then::Box(self.breaks));
            }
            "tikz" => {
                self.input.optional('[', ']');
                self.input.argument();
                self.end_drawing();
            }
            "node" if self.hidden > 0 => self.node(),
            "foreach" => self.foreach(),
            "definecolor" | "providecolor" => self.define_colour(2),
            "colorlet" => self.define_colour(1),
            "cv@heading" => {
                self.show_header(at);
                self.end_block();
                self.lists.clear();
                self.headings += 1;
                let depth = self.groups.len();
                self.open_argument(Look { is_huge: false, ..self.look }, Then::Heading);
                self.headings -= usize::from(self.groups.len() == depth);
            }
            _ => return false,
        }
        true
    }

    fn heading(&mut self, level: u8, at: Place) {
        self.input.eat('*');
        self.input.optional('[', ']');
        self.show_header(at);
        self.end_block();
        self.lists.clear();
        if self.shows() {
            self.flow.block(BlockKind::Heading { level }, 0);
        }
        self.open_argument(Look { is_huge: false, ..self.look }, Then::Block);
    }

    fn item(&mut self, at: Place) {
        if self.lists.is_empty() && self.groups_ahead(2) == 2 {
            // The items of a class of its own, such as tccv's `\item{dates}{employer}{role}`.
            self.end_block();
            return self.unknown("item", at);
        }
        let label = self.input.optional('[', ']');
        let list = self.lists.last().copied();
        let words = label.as_ref().is_some_and(|label| flat(label).contains(char::is_alphanumeric));
        if let Some(label) = label.filter(|_| words) {
            self.end_block();
            if self.shows() {
                let indent = self.indent();
                self.flow.block(BlockKind::Term, indent);
            }
            self.input.push(&[Token { kind: Kind::Close, at }, Token::control("cv@description", at)]);
            self.input.push(&label);
            self.input.push(&[Token { kind: Kind::Open, at }]);
        } else if list == Some(List::Bare) {
            self.end_block();
        } else {
            self.begin_item(list == Some(List::Numbered));
        }
    }

    pub(super) fn begin_item(&mut self, ordered: bool) {
        self.end_block();
        if self.shows() {
            let indent = self.indent().max(1);
            self.flow.block(BlockKind::ListItem { ordered }, indent);
        }
    }

    fn space(&mut self, name: &'a str, at: Place) -> bool {
        match name {
            "\\" | "newline" | "tabularnewline" | "cr" | "linebreak" | "break" => {
                if name != "newline" {
                    self.input.eat('*');
                    if let Some(option) = self.input.optional('[', ']')
                        && !is_measure(&option)
                        && !flat(&option).chars().all(|c| c.is_ascii_digit())
                    {
                        self.input.push(&option);
                    }
                }
                self.gap(if self.tables > 0 { Gap::Line } else { Gap::Break }, at);
                self.end_cell();
            }
            "cv@line" => self.gap(Gap::Line, at),
            "hfill" | "hfil" | "hss" | "hrulefill" | "dotfill" | "cv@tab" | "tab" | "cv@icon" => self.gap(Gap::Tab, at),
            "quad" | "qquad" | "cv@loose" => self.gap(Gap::Loose, at),
            "hspace" => {
                self.input.eat('*');
                let width = self.input.argument();
                self.gap(width_of(&width), at);
            }
            "hskip" => {
                self.input.skip_length();
                self.gap(Gap::Loose, at);
            }
            " " | "," | ";" | ":" | ">" | "space" | "enspace" | "thinspace" | "\n" | "\t" | "enskip" => {
                self.gap(Gap::Blank, at);
            }
            "obeylines" | "obeycr" => self.look.lines = true,
            "-" | "/" | "!" | "@" | "relax" | "protect" | "noindent" | "leavevmode" | "expandafter" | "noexpand"
            | "global" | "long" | "makeatletter" | "makeatother" | "selectfont" | "unskip" | "ignorespaces"
            | "xspace" | "centering" | "raggedright" | "raggedleft" | "null" | "strut" | "begingroup" | "endgroup"
            | "bgroup" | "egroup" => {}
            "cv@comma" => self.separator = Some((", ", at)),
            "cv@colon" => self.separator = Some((": ", at)),
            "cv@dash" => self.separator = Some((" – ", at)),
            "vskip" | "kern" | "penalty" | "parindent" | "parskip" | "baselineskip" | "itemsep" | "topsep"
            | "parsep" | "textwidth" | "textheight" | "hsize" | "leftskip" | "rightskip" | "tabcolsep"
            | "topmargin" | "oddsidemargin" | "evensidemargin" | "headheight" | "headsep" | "footskip"
            | "linewidth" | "columnwidth" | "pdfgentounicode" | "tolerance" | "hyphenpenalty" | "looseness"
            | "hbadness" | "vbadness" | "hfuzz" | "vfuzz" | "parfillskip" | "abovedisplayskip" | "leftmargin"
            | "lineskip" | "vsize" | "hoffset" | "voffset" => {
                self.input.skip_length();
            }
            "hrule" | "vrule" => {
                if name == "hrule" && self.tables == 0 && self.headings == 0 {
                    self.end_block();
                }
                while ["height", "width", "depth"].into_iter().any(|word| self.eat_word(word)) {
                    self.input.skip_length();
                }
            }
            _ => return false,
        }
        true
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let Some(token) = self.input.peek() else { return false };
        let Kind::Text(text) = token.kind else { return false };
        let Some(rest) = text.strip_prefix(word) else { return false };
        self.input.next();
        let blanks = rest.len() - rest.trim_start().len();
        if let Some(rest) = token.tail(word.len() + blanks) {
            self.input.back(rest);
        }
        true
    }

    fn font(&mut self, name: &'a str) -> bool {
        let Look { style, is_huge, .. } = self.look;
        let size = |is_huge: bool| (style, is_huge);
        let set = |style: Style| (style, is_huge);
        let (style, is_huge) = match name {
            "bf" | "bfseries" | "textbf" | "mathbf" | "boldmath" => set(Style { bold: true, ..style }),
            "md" | "mdseries" | "textmd" => set(Style { bold: false, ..style }),
            "it" | "itshape" | "textit" | "sl" | "slshape" | "textsl" | "em" | "mathit" => {
                set(Style { italic: true, ..style })
            }
            "emph" => set(Style { italic: !style.italic, ..style }),
            "up" | "upshape" | "textup" => set(Style { italic: false, ..style }),
            "tt" | "ttfamily" | "texttt" => set(Style { code: true, ..style }),
            "underline" | "uline" | "ul" => set(Style { underline: true, ..style }),
            "normalfont" | "rm" | "textnormal" => set(Style { underline: style.underline, ..Style::default() }),
            "rmfamily" | "sffamily" | "sf" | "sc" | "scshape" | "textsc" | "textrm" | "textsf" | "mathrm"
            | "mathsf" | "text" | "mbox" | "hbox" | "vbox" | "fbox" | "ensuremath" => set(style),
            "Huge" | "huge" | "HUGE" | "LARGE" => size(true),
            "Large" | "large" | "normalsize" | "small" | "footnotesize" | "scriptsize" | "tiny" => size(false),
            "fontsize" => {
                let points = flat(&self.input.argument());
                self.input.argument();
                let points = points.trim_end_matches(|c: char| c.is_alphabetic()).trim().parse::<f32>();
                size(points.is_ok_and(|points| points >= 17.0))
            }
            _ => return false,
        };
        let look = Look { style, is_huge, math: self.look.math || name == "ensuremath", ..self.look };
        let takes_argument = name.starts_with("text")
            || name.starts_with("math")
            || name.ends_with("box")
            || matches!(name, "emph" | "underline" | "uline" | "ul" | "ensuremath")
            // Who writes `\Huge{Name}` means the name alone, and has the size end somewhere.
            || (is_huge && name.len() > 3 && !self.look.is_huge && self.input.peek().is_some_and(|next| next.kind == Kind::Open));
        if takes_argument {
            self.open_argument(look, Then::Nothing);
        } else {
            self.look = look;
        }
        true
    }
}

/// What a space of this width sets apart.
fn width_of(width: &[Token]) -> Gap {
    if width.iter().any(|token| matches!(token.kind, Kind::Control("fill" | "stretch"))) {
        return Gap::Tab;
    }
    let text = flat(width);
    let number = text.trim_start_matches('-').trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace());
    let unit =
        match text.get(text.len() - number.len()..).map(|_| text.trim_start_matches(|c: char| !c.is_alphabetic())) {
            Some("cm") => 28.0,
            Some("mm") => 2.8,
            Some("in") => 72.0,
            Some("em") => 10.0,
            Some("ex") => 4.5,
            _ => 1.0,
        };
    match number.parse::<f32>() {
        Ok(number) if !text.starts_with('-') && number * unit >= 9.0 => Gap::Loose,
        _ => Gap::None,
    }
}
