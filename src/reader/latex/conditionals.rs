//! Conditionals. The tests that CV macros make ("is this argument empty?", a switch of their own) are made; of any other
//! one the `\else` part is read.

use super::input::flat;
use super::tokens::{Kind, Token};
use super::{Reader, trim};

impl<'a> Reader<'a> {
    /// A conditional, or a part of one; tells whether it is.
    pub(super) fn conditional(&mut self, name: &'a str) -> bool {
        match name {
            "newif" => {
                self.input.skip_spaces();
                if let Some(Token { kind: Kind::Control(switch), .. }) = self.input.next()
                    && let Some(switch) = switch.strip_prefix("if")
                {
                    self.switches.insert(switch, false);
                }
            }
            "newtoggle" | "providetoggle" | "newbool" => {
                if let Some(switch) = super::macros::name_of(&self.input.argument()) {
                    self.switches.insert(switch, false);
                }
            }
            "toggletrue" | "togglefalse" | "booltrue" | "boolfalse" => {
                if let Some(switch) = super::macros::name_of(&self.input.argument()) {
                    self.switches.insert(switch, name.ends_with("true"));
                }
            }
            "settoggle" | "setbool" | "setboolean" => {
                let switch = super::macros::name_of(&self.input.argument());
                let value = flat(&self.input.argument()).trim() == "true";
                if let Some(switch) = switch {
                    self.switches.insert(switch, value);
                }
            }
            "else" | "or" => self.skip_branch(false),
            "fi" | "iftrue" => {}
            "iffalse" => self.skip_branch(true),
            "ifx" | "if" => {
                let same = self.are_same();
                self.branch(same);
            }
            "ifdefined" => {
                self.input.skip_spaces();
                let defined = self.input.next().is_some_and(|token| self.is_defined(token));
                self.branch(defined);
            }
            "ifthenelse" => {
                let test = self.input.argument();
                let holds = self.holds(&test);
                self.choose(holds, true, true);
            }
            "ifblank" | "ifstrempty" | "ifdefempty" | "ifdefvoid" | "ifempty" | "IfNoValueTF" | "IfBlankTF" => {
                let holds = self.is_empty_argument();
                self.choose(holds, true, true);
            }
            "notblank" | "IfValueTF" | "IfBooleanTF" => {
                let holds = !self.is_empty_argument();
                self.choose(holds, true, true);
            }
            "IfValueT" | "IfBooleanT" | "IfNoValueF" => {
                let holds = !self.is_empty_argument();
                self.choose(holds, true, false);
            }
            "IfNoValueT" | "IfBooleanF" | "IfValueF" => {
                let holds = self.is_empty_argument();
                self.choose(holds, true, false);
            }
            "ifstrequal" => {
                let same = flat(&self.input.argument()).trim() == flat(&self.input.argument()).trim();
                self.choose(same, true, true);
            }
            "iftoggle" | "ifbool" => {
                let switch = flat(&self.input.argument());
                let holds = self.switches.get(switch.trim()).copied().unwrap_or(false);
                self.choose(holds, true, true);
            }
            "ifdef" | "ifcsdef" => {
                let argument = self.input.argument();
                let holds = argument.first().is_some_and(|&token| self.is_defined(token));
                self.choose(holds, true, true);
            }
            "@ifundefined" | "ifundef" | "ifcsundef" => {
                let argument = self.input.argument();
                let holds = argument.first().is_some_and(|&token| self.is_defined(token));
                self.choose(!holds, true, true);
            }
            "@ifnextchar" | "@ifstar" => {
                let mark = if name == "@ifstar" { "*".to_owned() } else { flat(&self.input.argument()) };
                let (yes, no) = (self.input.argument(), self.input.argument());
                self.input.skip_spaces();
                let next = self.input.peek();
                let starred = name == "@ifstar" && self.input.eat('*');
                let found = next.is_some_and(|next| match next.kind {
                    Kind::Text(text) => !mark.is_empty() && text.starts_with(mark.as_str()),
                    _ => false,
                });
                self.input.push(if starred || (found && name != "@ifstar") { &yes } else { &no });
            }
            "csname" => {
                for _ in 0..40 {
                    let token = self.input.next();
                    if token.is_none_or(|token| token.kind == Kind::Control("endcsname")) {
                        break;
                    }
                }
            }
            _ => return self.switch(name),
        }
        true
    }

    /// A switch of the document's own, or a test that is not made.
    fn switch(&mut self, name: &'a str) -> bool {
        for (ending, value) in [("true", true), ("false", false)] {
            if let Some(switch) = name.strip_suffix(ending)
                && let Some(known) = self.switches.get_mut(switch)
            {
                *known = value;
                return true;
            }
        }
        let Some(switch) = name.strip_prefix("if") else { return false };
        if let Some(&value) = self.switches.get(switch) {
            self.branch(value);
            return true;
        }
        let is_test = matches!(
            switch,
            "num"
                | "dim"
                | "odd"
                | "case"
                | "mmode"
                | "cat"
                | "hmode"
                | "vmode"
                | "inner"
                | "void"
                | "hbox"
                | "vbox"
                | "eof"
                | "csname"
                | "pdf"
                | "PDFTeX"
                | "luatex"
                | "xetex"
                | "LuaTeX"
                | "XeTeX"
                | "@twocolumn"
        );
        if is_test {
            self.skip_branch(true);
        }
        is_test
    }

    fn branch(&mut self, holds: bool) {
        if !holds {
            self.skip_branch(true);
        }
    }

    /// Leaves out what follows up to `\fi`, or up to `\else` where that is read.
    fn skip_branch(&mut self, reads_else: bool) {
        let mut depth = 0_usize;
        while let Some(token) = self.input.next() {
            let Kind::Control(name) = token.kind else { continue };
            match name {
                "fi" if depth == 0 => return,
                "fi" => depth -= 1,
                "else" if depth == 0 && reads_else => return,
                "end" if self.input.peek().is_some_and(|next| next.kind == Kind::Open) => {
                    // A condition that nothing closes ends with the document.
                    let argument = self.input.argument();
                    if super::macros::name_of(&argument) == Some("document") {
                        return;
                    }
                }
                _ => depth += usize::from(self.opens_condition(name)),
            }
        }
    }

    /// Whether a command is closed by `\fi`.
    fn opens_condition(&self, name: &str) -> bool {
        let Some(switch) = name.strip_prefix("if") else { return false };
        let with_braces = [
            "thenelse", "blank", "strempty", "defempty", "defvoid", "empty", "strequal", "toggle", "bool", "def",
            "csdef", "undef", "csundef", "f", "boolexpr", "numcomp", "dimcomp", "inlist",
        ];
        !with_braces.contains(&switch) && !self.definitions.commands.contains_key(name)
    }

    /// Reads the two or three tokens that `\ifx` compares.
    fn are_same(&mut self) -> bool {
        let Some(one) = self.first_sign() else { return false };
        if let Kind::Control("detokenize") = one.kind {
            return self.input.argument().is_empty();
        }
        let Some(other) = self.first_sign() else { return false };
        if let Kind::Control("detokenize") = other.kind {
            let is_empty = self.input.argument().iter().all(Token::is_blank);
            return is_empty;
        }
        match (one.kind, other.kind) {
            (Kind::Control(_), Kind::Control(_)) => {
                one.kind == other.kind || (self.is_void(one) && self.is_void(other))
            }
            (one, other) => one == other,
        }
    }

    /// The next token, of a word its first letter.
    fn first_sign(&mut self) -> Option<Token<'a>> {
        self.input.skip_spaces();
        let token = self.input.next()?;
        let Kind::Text(text) = token.kind else { return Some(token) };
        let len = text.chars().next().map_or(0, char::len_utf8);
        if let Some(rest) = token.tail(len) {
            self.input.back(rest);
        }
        token.head(len)
    }

    fn is_defined(&self, token: Token<'a>) -> bool {
        match token.kind {
            Kind::Control(name) | Kind::Text(name) => self.definitions.commands.contains_key(name.trim()),
            _ => false,
        }
    }

    /// Whether a command stands for nothing.
    fn is_void(&self, token: Token<'a>) -> bool {
        let Kind::Control(name) = token.kind else { return token.is_blank() };
        match self.definitions.commands.get(name) {
            Some(found) => found.body.iter().all(Token::is_blank),
            None => {
                matches!(name, "@empty" | "empty" | "undefined" | "@undefined" | "relax" | "null")
                    || name.starts_with('@')
            }
        }
    }

    fn is_empty_argument(&mut self) -> bool {
        let argument = self.input.argument();
        argument.iter().all(|&token| self.is_void(token))
    }

    /// What `\ifthenelse` tests.
    fn holds(&mut self, test: &[Token<'a>]) -> bool {
        let negated = test.iter().any(|token| matches!(token.kind, Kind::Control("NOT" | "not")));
        let mut parts: Vec<Vec<Token<'a>>> = Vec::new();
        let mut depth = 0_usize;
        for &token in test {
            match token.kind {
                Kind::Open => {
                    if depth == 0 {
                        parts.push(Vec::new());
                    }
                    depth += 1;
                }
                Kind::Close => depth = depth.saturating_sub(1),
                _ if depth > 0 => {
                    if let Some(part) = parts.last_mut() {
                        part.push(token);
                    }
                }
                _ => {}
            }
        }
        let is_about = |name: &str| test.iter().any(|token| token.kind == Kind::Control(name));
        let void = |part: &[Token<'a>]| part.iter().all(|&token| self.is_void(token));
        let holds = match parts.as_mut_slice() {
            [one, other] if is_about("equal") => {
                trim(one);
                trim(other);
                flat(one) == flat(other) && (void(one) == void(other))
            }
            [one] if is_about("isempty") || is_about("equal") => void(one),
            [one] if is_about("boolean") => self.switches.get(flat(one).trim()).copied().unwrap_or(false),
            [one] if is_about("isundefined") => !one.first().is_some_and(|&token| self.is_defined(token)),
            _ => return false,
        };
        holds != negated
    }

    /// Reads the two parts that follow, or the one, and goes on with the part that holds.
    fn choose(&mut self, holds: bool, yes: bool, no: bool) {
        let then = if yes { self.input.argument() } else { Vec::new() };
        let otherwise = if no { self.input.argument() } else { Vec::new() };
        self.input.push(if holds { &then } else { &otherwise });
    }
}
