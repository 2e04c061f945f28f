//! Environments: lists, tables, columns, and what is not read at all.

use super::super::flow::Gap;
use super::input::flat;
use super::macros::{expand, name_of};
use super::tokens::{Kind, Place, Token};
use super::{List, Reader, Then, trim};
use crate::document::{BlockKind, Style};

/// How far the beginning of an environment is looked for when it ends.
const REACH: usize = 64;

impl<'a> Reader<'a> {
    /// `\begin{name}` with its arguments.
    pub(super) fn begin_environment(&mut self, at: Place) {
        let tokens = self.input.argument();
        let Some(name) = name_of(&tokens) else { return };
        if !self.definitions.environments.contains_key(name) && !is_known(name) {
            self.guess_class();
        }
        let guessed = self.guessed.and_then(|class| class.environments.get(name));
        if let Some(found) = self.definitions.environments.get(name).or(guessed).cloned() {
            if !self.input.may_expand() {
                return;
            }
            let mut arguments = found.begin.arguments(&mut self.input);
            arguments.iter_mut().for_each(trim);
            self.input.charge(8);
            let mut end = Vec::new();
            for token in found.end.iter() {
                match token.kind {
                    Kind::Param(number) => {
                        end.extend(arguments.get(usize::from(number).wrapping_sub(1)).into_iter().flatten().copied());
                    }
                    _ => end.push(Token { at: if token.at == Place::CALL { at } else { token.at }, ..*token }),
                }
            }
            self.open(Some(name), Then::Tokens(end));
            expand(&found.begin.body, &arguments, at, &mut self.input);
            return;
        }
        match name {
            "document" => {
                self.in_body = true;
                self.open(Some(name), Then::Nothing);
            }
            "itemize" | "compactitem" | "asparaitem" | "inparaitem" => self.begin_list(name, List::Bulleted),
            "enumerate" | "compactenum" | "asparaenum" | "etaremune" => self.begin_list(name, List::Numbered),
            "description" | "compactdesc" | "labeling" => self.begin_list(name, List::Described),
            "itemize*" | "enumerate*" | "trivlist" => self.begin_list(name, List::Bare),
            "list" => {
                let label = self.input.argument();
                self.input.argument();
                self.begin_list(name, if label.is_empty() { List::Bare } else { List::Bulleted });
            }
            "tabular" | "longtable" | "supertabular" | "array" | "longtabu" => self.begin_table(name, 0),
            "tabular*" | "tabularx" | "tabulary" | "xltabular" | "tabularx*" => self.begin_table(name, 1),
            "tabu" => {
                if self.input.peek().is_some_and(|next| matches!(next.kind, Kind::Text(_))) {
                    self.input.next();
                    self.input.skip_length();
                }
                self.begin_table(name, 0);
            }
            "minipage" | "varwidth" => {
                for _ in 0..3 {
                    self.input.optional('[', ']');
                }
                self.input.argument();
                self.open(Some(name), Then::Box(self.breaks));
            }
            "verbatim" | "lstlisting" | "Verbatim" | "alltt" | "minted" => self.verbatim_environment(name),
            "comment" | "filecontents" | "filecontents*" => self.skip_raw_environment(name),
            "tikzpicture" | "picture" | "pspicture" | "pgfpicture" | "axis" | "thebibliography" | "pycode"
            | "format" => {
                self.hide(name);
            }
            "equation" | "equation*" | "align" | "align*" | "displaymath" | "math" => {
                self.open(Some(name), Then::Block);
                self.look.math = true;
            }
            "tabbing" | "spacing" | "onehalfspace" | "flushleft" | "flushright" | "center" | "quote" | "quotation"
            | "samepage" | "sloppypar" | "figure" | "table" | "verse" | "abstract" => {
                if matches!(name, "figure" | "table") {
                    self.input.optional('[', ']');
                }
                self.end_block();
                self.open(Some(name), Then::Block);
            }
            _ => {
                self.open(Some(name), Then::Block);
                self.end_block();
                // Arguments of an environment that nobody knows are read as those of a command.
                self.unknown_environment(name, at);
            }
        }
    }

    fn begin_list(&mut self, name: &'a str, list: List) {
        let options = self.input.optional('[', ']').unwrap_or_default();
        if matches!(name, "labeling") {
            self.input.argument();
        }
        let text: String = flat(&options).chars().filter(|c| !c.is_whitespace()).collect();
        let unmarked = options.windows(2).any(|pair| matches!((pair[0].kind, pair[1].kind), (Kind::Open, Kind::Close)));
        let is_bare = list != List::Described
            && (text.split(',').any(|option| option == "label=") && (unmarked || text.ends_with("label=")));
        self.end_block();
        self.lists.push(if is_bare { List::Bare } else { list });
        self.open(Some(name), Then::List);
        if self.groups.len() >= super::groups::DEEPEST {
            self.lists.pop();
        }
    }

    fn begin_table(&mut self, name: &'a str, widths: usize) {
        for _ in 0..widths {
            self.input.argument();
        }
        self.input.optional('[', ']');
        self.input.argument();
        self.gap(Gap::Line, Place::CALL);
        if !self.flow.has_text()
            && let Some(list) = self.lists.last_mut().filter(|list| **list == List::Bulleted)
            && self.flow.begins_item()
        {
            // Rows of a table behind the bullet: what is listed are entries, not sentences.
            *list = List::Bare;
            let indent = self.indent();
            self.flow.block(BlockKind::Paragraph, indent);
        }
        self.tables += 1;
        self.open(Some(name), Then::Table);
        if self.groups.len() >= super::groups::DEEPEST {
            self.tables -= 1;
        }
    }

    /// `\end{name}`; false ends the document.
    pub(super) fn end_environment(&mut self) -> bool {
        let tokens = self.input.argument();
        let Some(name) = name_of(&tokens) else { return true };
        if name == "document" {
            return false;
        }
        let above = self.groups.iter().rev().take(REACH).position(|group| group.name == Some(name));
        let Some(above) = above else { return true };
        for _ in 0..above {
            self.close();
        }
        let Some(group) = self.groups.last_mut() else { return true };
        if let Then::Tokens(end) = &mut group.then {
            // The definition's end is read inside; then this command comes again.
            let end = std::mem::take(end);
            group.then = Then::Nothing;
            let at = Place::CALL;
            let again = [Kind::Control("end"), Kind::Open, Kind::Text(name), Kind::Close];
            self.input.push(&again.map(|kind| Token { kind, at }));
            self.input.push(&end);
            return true;
        }
        self.close();
        true
    }

    /// The source up to the end of the environment, or of the document, and where it begins.
    fn raw_environment(&mut self, name: &str) -> Option<(&'a str, usize)> {
        let (rest, start) = self.input.raw()?;
        let end = format!("\\end{{{name}}}");
        let len = rest.find(&end).unwrap_or(rest.len());
        self.input.skip_raw(len + end.len());
        rest.get(..len).map(|inner| (inner, start))
    }

    fn skip_raw_environment(&mut self, name: &'a str) {
        if self.raw_environment(name).is_none() {
            self.hide(name);
        }
    }

    fn verbatim_environment(&mut self, name: &'a str) {
        let Some((inner, start)) = self.raw_environment(name) else { return };
        self.end_block();
        let mut from = start;
        for (number, line) in inner.split_inclusive('\n').enumerate() {
            let is_option = number == 0 && (line.trim_start().starts_with('[') || line.trim_start().starts_with('{'));
            if !is_option {
                self.verbatim(line, from);
                self.gap(Gap::Line, Place { start: from as u32, end: from as u32 });
            }
            from += line.len();
        }
        self.end_block();
    }

    /// Text that is shown as it is written.
    pub(super) fn verbatim(&mut self, text: &str, at: usize) {
        if self.shows() && !text.trim().is_empty() {
            self.open_block();
            let style = Style { code: true, ..self.look.style };
            self.flow.text(text, at, style, None);
        }
    }
}

/// Environments of LaTeX itself that say nothing about the class.
fn is_known(name: &str) -> bool {
    name.starts_with("tab")
        || name.ends_with("page")
        || matches!(name, "document" | "itemize" | "enumerate" | "description" | "center" | "flushleft" | "flushright")
}
