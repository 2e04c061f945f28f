//! Boxes that a document fills in one place and shows in another.

use super::Reader;
use super::input::Input;
use super::tokens::{Kind, Token};

impl<'a> Reader<'a> {
    /// A command that fills, shows or measures a box; tells whether it is one.
    pub(super) fn boxed(&mut self, name: &'a str) -> bool {
        match name {
            // `\setbox0=\hbox{…}`
            "setbox" => {
                let Some(register) = register(&mut self.input) else { return true };
                self.input.eat('=');
                self.input.skip_spaces();
                while let Some(token) = self.input.next() {
                    match token.kind {
                        Kind::Open => {
                            let words = self.input.group();
                            self.boxes.insert(register, words);
                            break;
                        }
                        Kind::Par | Kind::Close => {
                            self.input.back(token);
                            break;
                        }
                        _ => {}
                    }
                }
            }
            "sbox" | "savebox" => {
                let Some(register) = register(&mut self.input) else { return true };
                for _ in 0..2 {
                    self.input.optional('[', ']');
                }
                let words = self.input.argument();
                self.boxes.insert(register, words);
            }
            "box" | "copy" | "unhbox" | "unvbox" | "unhcopy" | "unvcopy" | "usebox" => {
                let Some(register) = register(&mut self.input) else { return true };
                // A box is shown once, unless it is copied.
                let words = if name.ends_with("box") && name != "usebox" {
                    self.boxes.remove(register)
                } else {
                    self.boxes.get(register).cloned()
                };
                if self.input.may_expand() {
                    self.input.push(&words.unwrap_or_default());
                }
            }
            "wd" | "ht" | "dp" => {
                register(&mut self.input);
            }
            _ => return false,
        }
        true
    }
}

/// The box that comes next: a number, or a command in braces or not.
fn register<'a>(input: &mut Input<'a>) -> Option<&'a str> {
    input.skip_spaces();
    let token = input.next()?;
    match token.kind {
        Kind::Control(name) => Some(name),
        Kind::Open => input.group().iter().find_map(|token| match token.kind {
            Kind::Control(name) | Kind::Text(name) => Some(name),
            _ => None,
        }),
        Kind::Text(text) => {
            let len = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if let Some(rest) = token.tail(len) {
                input.back(rest);
            }
            text.get(..len).filter(|digits| !digits.is_empty())
        }
        _ => {
            input.back(Token { ..token });
            None
        }
    }
}
