//! Lists in an argument: `\foreach`, names with ratings. A loop that draws shows nothing.

use super::Reader;
use super::input::flat;
use super::tokens::{Kind, Place, Token};

/// Items that one loop may have.
const MOST_ITEMS: usize = 200;

impl<'a> Reader<'a> {
    /// `\foreach \x in {…} {…}`, `\foreach \name/\level in {…} {…}`.
    pub(super) fn foreach(&mut self) {
        let mut names = Vec::new();
        for _ in 0..12 {
            match self.input.next() {
                Some(Token { kind: Kind::Open, .. }) => {
                    let list = self.input.group();
                    let body = self.input.argument();
                    return self.repeat(&names, &list, &body);
                }
                Some(Token { kind: Kind::Control(name), .. }) => match self.definitions.commands.get(name).cloned() {
                    // The list has a name: `in \languages`.
                    Some(found) if !names.is_empty() && found.parameters.is_empty() => {
                        let body = self.input.argument();
                        return self.repeat(&names, &found.body, &body);
                    }
                    _ => names.push(name),
                },
                Some(token) if token.kind == Kind::Par => return self.input.back(token),
                _ => {}
            }
        }
    }

    /// `{{Go/5},{Bash/3}}`, `{5/Go, 3/Bash/}`: the names without their ratings.
    pub(super) fn ratings(&mut self, at: Place) {
        let list = self.input.argument();
        let mut names = Vec::new();
        for item in split(&list, ',') {
            if !names.is_empty() {
                names.push(Token::control("cv@tab", at));
            }
            let parts = split(&item, '/');
            let is_name = |part: &&Vec<Token>| flat(part).trim().parse::<f32>().is_err();
            names.extend(parts.iter().find(is_name).into_iter().flatten());
        }
        self.input.push(&names);
    }

    fn repeat(&mut self, names: &[&str], list: &[Token<'a>], body: &[Token<'a>]) {
        let text = flat(list);
        // Steps of a scale, not words.
        if !self.shows() || text.contains("...") || !text.contains(char::is_alphabetic) {
            return;
        }
        for item in split(list, ',').into_iter().take(MOST_ITEMS).collect::<Vec<_>>().into_iter().rev() {
            let values = split(&item, '/');
            for token in body.iter().rev() {
                if !self.input.may_expand() {
                    return;
                }
                let value = match token.kind {
                    Kind::Control(name) => names.iter().position(|known| *known == name),
                    _ => None,
                };
                match value {
                    // As in TikZ, what has no value of its own has that of the one before.
                    Some(number) if names.len() > 1 => {
                        self.input.push(values.get(number).or(values.last()).map_or(&[], Vec::as_slice));
                    }
                    Some(_) => self.input.push(&bare(&item)),
                    None => self.input.push(&[*token]),
                }
            }
        }
    }
}

/// The parts of a list between signs that stand in no braces, blanks and braces around them left out.
fn split<'a>(list: &[Token<'a>], sign: char) -> Vec<Vec<Token<'a>>> {
    let mut parts = vec![Vec::new()];
    let mut depth = 0_usize;
    for token in list {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        let Kind::Text(text) = token.kind else {
            parts.last_mut().into_iter().for_each(|part| part.push(*token));
            continue;
        };
        let mut from = 0;
        for part in text.split_inclusive(|c| depth == 0 && c == sign) {
            let words = part.strip_suffix(sign).filter(|_| depth == 0).unwrap_or(part);
            let cut =
                token.head(from + words.len()).and_then(|head| if from == 0 { Some(head) } else { head.tail(from) });
            parts.last_mut().into_iter().for_each(|part| part.extend(cut));
            if words.len() < part.len() {
                parts.push(Vec::new());
            }
            from += part.len();
        }
    }
    let parts = parts.iter().map(|part| bare(part));
    parts.filter(|part| !part.is_empty()).collect()
}

/// Tokens without blanks around them, and without the braces that hold them all.
fn bare<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut tokens = tokens.to_vec();
    super::trim(&mut tokens);
    let inner = tokens.len().saturating_sub(1);
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return tokens };
    if first.kind != Kind::Open || last.kind != Kind::Close {
        return tokens;
    }
    let mut depth = 0_usize;
    for (number, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && number < inner {
            return tokens;
        }
    }
    tokens.get(1..inner).map(<[Token]>::to_vec).unwrap_or_default()
}
