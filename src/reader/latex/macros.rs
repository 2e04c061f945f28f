//! Definitions of commands and environments, and what a call of one becomes.

use std::collections::HashMap;
use std::sync::Arc;

use super::input::Input;
use super::tokens::{Kind, Place, Token};

/// An argument that a command takes; the letters are those of `\NewDocumentCommand`.
#[derive(Debug, Clone)]
pub(super) enum Parameter<'a> {
    /// `m`
    Mandatory,
    /// `o`, `O{default}`, and `d()`, `D(){default}` between other signs.
    Optional { open: char, close: char, default: Vec<Token<'a>> },
    /// `g`: a group that may be missing.
    Group,
    /// `s`, `t+`: a sign that may stand there.
    Mark(char),
}

/// A command that stands for other tokens.
#[derive(Debug, Clone)]
pub(super) struct Macro<'a> {
    pub(super) parameters: Vec<Parameter<'a>>,
    pub(super) body: Arc<[Token<'a>]>,
}

/// An environment that stands for other tokens.
#[derive(Debug, Clone)]
pub(super) struct Environment<'a> {
    pub(super) begin: Macro<'a>,
    pub(super) end: Arc<[Token<'a>]>,
}

/// What a document, or a class, defines.
#[derive(Debug, Clone, Default)]
pub(super) struct Definitions<'a> {
    pub(super) commands: HashMap<&'a str, Macro<'a>>,
    pub(super) environments: HashMap<&'a str, Environment<'a>>,
}

impl<'a> Definitions<'a> {
    /// Reads the definition that the command `name` begins; tells whether it is such a command. Places of arguments are
    /// those of the document. What `keep` is true of stays as it is.
    pub(super) fn read(&mut self, name: &str, input: &mut Input<'a>, keep: fn(&str) -> bool) -> bool {
        match name {
            "newcommand" | "renewcommand" | "providecommand" | "DeclareRobustCommand" | "newrobustcmd" => {
                input.eat('*');
                let Some(defined) = defined_name(input) else { return true };
                let parameters = counted(input);
                let body = body(input);
                self.command(defined, Macro { parameters, body }, name == "providecommand", keep);
            }
            "NewDocumentCommand"
            | "RenewDocumentCommand"
            | "DeclareDocumentCommand"
            | "NewExpandableDocumentCommand" => {
                let Some(defined) = defined_name(input) else { return true };
                let parameters = signature(&input.argument());
                let body = body(input);
                self.command(defined, Macro { parameters, body }, false, keep);
            }
            "ProvideDocumentCommand" => {
                let Some(defined) = defined_name(input) else { return true };
                let parameters = signature(&input.argument());
                let body = body(input);
                self.command(defined, Macro { parameters, body }, true, keep);
            }
            "def" | "gdef" | "edef" | "xdef" => {
                let Some(defined) = defined_name(input) else { return true };
                let parameters = undelimited(input);
                let body = body(input);
                self.command(defined, Macro { parameters, body }, false, keep);
            }
            "let" => {
                let Some(defined) = defined_name(input) else { return true };
                input.skip_spaces();
                input.eat('=');
                input.skip_spaces();
                if let Some(token) = input.next() {
                    let meaning = match token.kind {
                        Kind::Control(name) => self.commands.get(name).cloned(),
                        _ => None,
                    };
                    let alias = Macro { parameters: Vec::new(), body: Arc::from([token]) };
                    let is_itself = token.kind == Kind::Control(defined);
                    if !is_itself {
                        self.command(defined, meaning.unwrap_or(alias), false, keep);
                    }
                }
            }
            "newenvironment" | "renewenvironment" => {
                input.eat('*');
                let defined = name_of(&input.argument());
                let parameters = counted(input);
                self.environment(defined, parameters, input, keep);
            }
            "NewDocumentEnvironment" | "RenewDocumentEnvironment" | "DeclareDocumentEnvironment" => {
                let defined = name_of(&input.argument());
                let parameters = signature(&input.argument());
                self.environment(defined, parameters, input, keep);
            }
            _ => return false,
        }
        true
    }

    fn command(&mut self, name: &'a str, meaning: Macro<'a>, only_new: bool, keep: fn(&str) -> bool) {
        let is_taken = only_new && self.commands.contains_key(name);
        if !keep(name) && !is_taken {
            self.commands.insert(name, meaning);
        }
    }

    fn environment(
        &mut self,
        name: Option<&'a str>,
        parameters: Vec<Parameter<'a>>,
        input: &mut Input<'a>,
        keep: fn(&str) -> bool,
    ) {
        let (begin, end) = (body(input), body(input));
        if let Some(name) = name.filter(|name| !keep(name)) {
            self.environments.insert(name, Environment { begin: Macro { parameters, body: begin }, end });
        }
    }
}

/// The command that is being defined, in braces or not.
fn defined_name<'a>(input: &mut Input<'a>) -> Option<&'a str> {
    input.argument().iter().find_map(|token| if let Kind::Control(name) = token.kind { Some(name) } else { None })
}

/// The word that the tokens are.
pub(super) fn name_of<'a>(tokens: &[Token<'a>]) -> Option<&'a str> {
    tokens.iter().find_map(|token| if let Kind::Text(name) = token.kind { Some(name.trim()) } else { None })
}

/// `[3][default]` of `\newcommand`.
fn counted<'a>(input: &mut Input<'a>) -> Vec<Parameter<'a>> {
    let count = input.optional('[', ']').map_or(0, |count| super::input::flat(&count).trim().parse().unwrap_or(0));
    let mut parameters = vec![Parameter::Mandatory; usize::min(count, 9)];
    if count > 0
        && let Some(default) = input.optional('[', ']')
        && let Some(first) = parameters.first_mut()
    {
        *first = Parameter::Optional { open: '[', close: ']', default };
    }
    parameters
}

/// `#1#2` of `\def`; signs between them are read as if they were not there.
fn undelimited<'a>(input: &mut Input<'a>) -> Vec<Parameter<'a>> {
    let mut parameters = Vec::new();
    while let Some(token) = input.next() {
        match token.kind {
            Kind::Open => {
                input.back(token);
                break;
            }
            Kind::Close | Kind::Par => break,
            Kind::Hash if parameters.len() < 9 => parameters.push(Parameter::Mandatory),
            _ => {}
        }
    }
    parameters
}

/// `s o O{x} m` of `\NewDocumentCommand`.
fn signature<'a>(tokens: &[Token<'a>]) -> Vec<Parameter<'a>> {
    let mut parameters = Vec::new();
    // The last parameter awaits its default.
    let mut awaits = false;
    let mut depth = 0_usize;
    for token in tokens {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => {
                depth = depth.saturating_sub(1);
                awaits &= depth > 0;
            }
            Kind::Text(letters) if depth == 0 => {
                let mut letters = letters.chars();
                while let Some(letter) = letters.next() {
                    awaits = matches!(letter, 'O' | 'D');
                    let optional = |open, close| Parameter::Optional { open, close, default: Vec::new() };
                    match letter {
                        'm' | 'v' => parameters.push(Parameter::Mandatory),
                        'g' => parameters.push(Parameter::Group),
                        'o' | 'O' => parameters.push(optional('[', ']')),
                        'd' | 'D' => {
                            let open = letters.next().unwrap_or('(');
                            parameters.push(optional(open, letters.next().unwrap_or(')')));
                        }
                        's' => parameters.push(Parameter::Mark('*')),
                        't' => parameters.push(Parameter::Mark(letters.next().unwrap_or('*'))),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        let is_brace = depth == 1 && token.kind == Kind::Open;
        if let Some(Parameter::Optional { default, .. }) = parameters.last_mut()
            && awaits
            && depth > 0
            && !is_brace
        {
            default.push(*token);
        }
    }
    parameters.truncate(9);
    parameters
}

/// The body of a definition: `#1` becomes a parameter, `##` the sign of a definition within.
fn body<'a>(input: &mut Input<'a>) -> Arc<[Token<'a>]> {
    let mut tokens = input.argument().into_iter().peekable();
    let mut body = Vec::new();
    while let Some(token) = tokens.next() {
        let next = tokens.peek().copied();
        match (token.kind, next.map(|next| next.kind)) {
            (Kind::Hash, Some(Kind::Hash)) => {
                tokens.next();
                body.push(token);
            }
            (Kind::Hash, Some(Kind::Text(digits))) => {
                let number = digits.chars().next().and_then(|digit| digit.to_digit(10));
                if let (Some(number), Some(next)) = (number, next) {
                    body.push(Token { kind: Kind::Param(number as u8), at: token.at });
                    tokens.next();
                    body.extend(next.tail(1));
                }
            }
            (Kind::Hash, _) => {}
            _ => body.push(token),
        }
    }
    body.into()
}

impl<'a> Macro<'a> {
    /// Reads the arguments of a call; of those that are not there, their defaults.
    pub(super) fn arguments(&self, input: &mut Input<'a>) -> Vec<Vec<Token<'a>>> {
        let mut arguments = Vec::with_capacity(self.parameters.len());
        for parameter in &self.parameters {
            arguments.push(match parameter {
                Parameter::Mandatory => input.argument(),
                Parameter::Optional { open, close, default } => {
                    input.optional(*open, *close).unwrap_or_else(|| default.clone())
                }
                Parameter::Group => input.optional_group(),
                Parameter::Mark(mark) => {
                    let there = input.eat(*mark);
                    if there { vec![Token { kind: Kind::Text("*"), at: Place::CALL }] } else { Vec::new() }
                }
            });
        }
        arguments
    }
}

/// Puts `body` in front of the input, its parameters replaced. `at` is where the call stands.
pub(super) fn expand<'a>(body: &[Token<'a>], arguments: &[Vec<Token<'a>>], at: Place, input: &mut Input<'a>) {
    for token in body.iter().rev() {
        if let Kind::Param(number) = token.kind {
            if !input.may_expand() {
                continue;
            }
            input.push(arguments.get(usize::from(number).wrapping_sub(1)).map_or(&[], Vec::as_slice));
        } else {
            let at = if token.at == Place::CALL { at } else { token.at };
            input.push(&[Token { kind: token.kind, at }]);
        }
    }
}
