//! Commands that nobody defines: which of their arguments are text, and how it is laid out.

use super::input::{flat, is_measure};
use super::macros::Macro;
use super::tokens::{Kind, Place, Token};
use super::{Reader, trim};

/// A text of more bytes than this is prose: it gets a paragraph.
const PROSE: usize = 60;

/// The longest text of a heading, in bytes.
const LONGEST_HEADING: usize = 80;

/// Colours that xcolor knows without being told.
const COLOURS: [&str; 19] = [
    "black",
    "blue",
    "brown",
    "cyan",
    "darkgray",
    "gray",
    "green",
    "lightgray",
    "lime",
    "magenta",
    "olive",
    "orange",
    "pink",
    "purple",
    "red",
    "teal",
    "violet",
    "white",
    "yellow",
];

/// Whether a command of this name begins a section of its own.
pub(super) fn is_section(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    !name.contains("sub") && ["section", "sectiontitle", "sectionheading"].iter().any(|ending| name.ends_with(ending))
}

impl<'a> Macro<'a> {
    /// Whether the command, by its name one that begins a section, sets the heading and nothing else.
    pub(super) fn sets_heading(&self, arguments: &[Vec<Token<'a>>]) -> bool {
        let has_heading = |token: &Token| {
            matches!(
                token.kind,
                Kind::Control("section" | "part" | "chapter" | "subsection" | "cv@title" | "cv@heading")
            )
        };
        let is_short = |argument: &Vec<Token>| {
            let is_words = |token: &Token| !matches!(token.kind, Kind::Par | Kind::Control("begin" | "item"));
            flat(argument).len() <= LONGEST_HEADING && argument.iter().all(is_words)
        };
        !self.body.iter().any(has_heading) && arguments.iter().all(is_short)
    }
}

impl<'a> Reader<'a> {
    /// An unknown command: its arguments are text, set apart from each other; measures, colours and bare numbers beside
    /// text are left out. What calls itself a section begins with a heading, what has a year an entry.
    pub(super) fn unknown(&mut self, name: &str, at: Place) {
        let is_heading = self.in_body && is_section(name);
        while let Some(option) = self.input.optional('[', ']') {
            if !self.in_body && option.is_empty() {
                break;
            }
        }
        let mut arguments = 0;
        let mut pieces: Vec<Vec<Token<'a>>> = Vec::new();
        while self.input.may_expand() && arguments < 9 {
            let Some(argument) = self.next_group() else { break };
            if !argument.is_empty() && !is_measure(&argument) {
                pieces.push(argument);
            }
            arguments += 1;
        }
        let apart = arguments > 1;
        if name.to_ascii_lowercase().contains("colo") {
            pieces.retain(|piece| !is_word(flat(piece).trim()));
        }
        if apart && pieces.iter().any(|piece| flat(piece).contains(char::is_alphabetic)) {
            pieces.retain(|piece| !self.is_setting(piece));
        }
        if matches!(name, "name" | "fullname" | "myname" | "cvname") && (1..=3).contains(&pieces.len()) {
            // First name and surname, whatever the class is.
            let mut words = vec![Token::control("cv@title", at), Token { kind: Kind::Open, at }];
            for piece in pieces {
                words.extend(piece);
                words.push(Token { kind: Kind::Space, at });
            }
            words.push(Token { kind: Kind::Close, at });
            return self.input.push(&words);
        }
        let is_entry = pieces.len() > 2 && pieces.iter().any(|piece| is_time(piece));
        if apart {
            self.input.push(&[Token::control("cv@line", at)]);
        }
        for (number, piece) in pieces.iter().enumerate().rev() {
            let before = number.checked_sub(1).and_then(|before| pieces.get(before));
            self.input.push(&[Token { kind: Kind::Close, at }]);
            self.input.push(piece);
            self.input.push(&[Token { kind: Kind::Open, at }]);
            if apart && has_ratings(&flat(piece)) {
                self.input.push(&[Token::control("cv@ratings", at)]);
            }
            if number == 0 && is_heading {
                self.input.push(&[Token::control("section", at)]);
            } else if apart {
                let gap = match before {
                    None if is_entry => "cv@entry",
                    None => "cv@line",
                    // From one month to another.
                    Some(before) if is_time(before) && is_time(piece) => "cv@dash",
                    Some(_) if is_entry && number > 1 && is_prose(piece) => "cv@body",
                    Some(_) => "cv@tab",
                };
                self.input.push(&[Token::control(gap, at)]);
            }
        }
    }

    /// Whether an argument says how something looks: a colour, a number, a picture.
    fn is_setting(&self, argument: &[Token]) -> bool {
        let text = flat(argument);
        let text = text.trim();
        let colour = text.split('!').next().unwrap_or(text);
        (text.len() <= 3 && text.bytes().all(|c| c.is_ascii_digit()))
            || is_factor(text)
            || COLOURS.contains(&colour)
            || self.colours.contains(colour)
            || (is_word(text) && ["color", "colour", "col"].iter().any(|ending| text.ends_with(ending)))
            || (is_word(colour)
                && colour.len() > 5
                && COLOURS.iter().any(|base| base.len() > 3 && colour.ends_with(base)))
            || (!text.contains(' ')
                && [".png", ".jpg", ".jpeg", ".pdf", ".eps", ".svg"].iter().any(|ending| text.ends_with(ending)))
    }

    /// An unknown environment: numbers alone say how it looks.
    pub(super) fn unknown_environment(&mut self, name: &str, at: Place) {
        let mut groups = Vec::new();
        while let Some(group) = self.next_group().filter(|_| groups.len() < 9 && self.input.may_expand()) {
            groups.push(group);
        }
        let is_number = |group: &Vec<Token>| {
            let text = flat(group);
            text.trim().parse::<f32>().is_ok() || is_measure(group) || group.is_empty()
        };
        let all = groups.iter().all(is_number);
        if !all {
            for group in groups.iter().rev() {
                self.input.push(&[Token { kind: Kind::Close, at }]);
                self.input.push(group);
                self.input.push(&[Token { kind: Kind::Open, at }]);
            }
            self.unknown(name, at);
        }
    }

    /// How many groups come next, up to `most`.
    pub(super) fn groups_ahead(&mut self, most: usize) -> usize {
        let mut groups = Vec::new();
        while let Some(group) = self.next_group().filter(|_| self.input.may_expand()) {
            groups.push(group);
            if groups.len() == most {
                break;
            }
        }
        for group in groups.iter().rev() {
            self.input.push(&[Token { kind: Kind::Close, at: Place::CALL }]);
            self.input.push(group);
            self.input.push(&[Token { kind: Kind::Open, at: Place::CALL }]);
        }
        groups.len()
    }

    /// The group that comes next, blanks before it or not.
    fn next_group(&mut self) -> Option<Vec<Token<'a>>> {
        let blank = self.input.peek().filter(|token| token.kind == Kind::Space);
        if blank.is_some() {
            self.input.next();
        }
        if self.input.peek().is_some_and(|next| next.kind == Kind::Open) {
            self.input.next();
            let mut group = self.input.group();
            trim(&mut group);
            return Some(group);
        }
        if let Some(blank) = blank {
            self.input.back(blank);
        }
        None
    }

    /// Whether one of a command's arguments is text.
    pub(super) fn has_one_text(&self, arguments: &[Vec<Token<'a>>]) -> bool {
        let is_text =
            |argument: &&Vec<Token>| !argument.is_empty() && !is_measure(argument) && !self.is_setting(argument);
        arguments.iter().filter(is_text).count() == 1
    }

    /// Notes the name of a colour that the document defines: `\\definecolor{name}{model}{values}`, `\\colorlet{name}{colour}`.
    pub(super) fn define_colour(&mut self, values: usize) {
        let name = flat(&self.input.argument());
        for _ in 0..values {
            self.input.argument();
        }
        self.colours.insert(name.trim().to_owned());
    }
}

/// One word of small letters, as the names of colours are.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_lowercase())
}

/// A part of a whole, or a shift: `0.85`, `-0.7`.
fn is_factor(text: &str) -> bool {
    text.parse::<f32>().is_ok_and(|number| number < 1.0 && text.contains(['.', '-']))
}

/// Whether a text lists names with ratings: `6/Git, 5/Linux`, `Git/6`.
fn has_ratings(text: &str) -> bool {
    let is_rating = |part: &str| part.trim().parse::<f32>().is_ok();
    let is_rated = |item: &str| item.contains(char::is_alphabetic) && item.split('/').any(is_rating);
    text.contains(',') && text.split(',').all(|item| item.trim().is_empty() || is_rated(item))
}

fn is_prose(piece: &[Token]) -> bool {
    piece.iter().any(|token| matches!(token.kind, Kind::Par | Kind::Control("item" | "begin")))
        || flat(piece).len() > PROSE
}

/// Whether an argument is a date or a period: short, with a year in it.
fn is_time(piece: &[Token]) -> bool {
    let text = flat(piece);
    let is_year = |digits: &str| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    text.len() <= 32 && text.split(|c: char| !c.is_ascii_digit()).any(is_year)
}
