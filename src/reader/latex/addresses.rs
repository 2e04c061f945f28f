//! Addresses and other arguments that are read as they are written.

use super::input::{flat, hull};
use super::tokens::{Kind, Place, Token};
use super::{Look, Reader, Then};

/// Longest address that is read as one, in characters.
const LONGEST_ADDRESS: usize = 4000;

impl<'a> Reader<'a> {
    /// A command whose argument is no text; tells whether it is one.
    pub(super) fn linked(&mut self, name: &'a str, at: Place) -> bool {
        match name {
            "href" => {
                // Looking ahead would read the address as text, in which `%` begins a comment.
                if self.input.raw().is_none_or(|(rest, _)| rest.starts_with('[')) {
                    self.input.optional('[', ']');
                }
                let (target, place) = self.address(at);
                // `https://example.com/...` is what a template has where a name should be.
                let is_template = target.ends_with("...");
                let link = if is_template { None } else { self.links.open(&target, &place.range()) };
                self.open_argument(Look { link, ..self.look }, Then::Link);
            }
            "url" | "nolinkurl" | "path" => {
                let (target, place) = self.address(at);
                let shown = target.clone();
                let before = self.look;
                self.look.link = self.links.open(&target, &place.range()).or(before.link);
                self.address_text(&shown, place);
                self.look = before;
            }
            "verb" | "lstinline" => {
                if let Some((rest, _)) = self.input.raw() {
                    let rest = rest.strip_prefix('*').unwrap_or(rest);
                    let mut chars = rest.chars();
                    let mark = chars.next().unwrap_or(' ');
                    let close = if mark == '{' { '}' } else { mark };
                    if let Some(len) =
                        chars.as_str().char_indices().take(2000).find(|(_, c)| *c == close).map(|(len, _)| len)
                    {
                        let from = rest.len() - chars.as_str().len();
                        let inner = rest.get(from..from + len).unwrap_or_default();
                        let start = self.input.raw().map_or(0, |(all, start)| start + all.len() - rest.len()) + from;
                        self.input.skip_raw(start + len + close.len_utf8() - self.input.raw().map_or(0, |raw| raw.1));
                        self.verbatim(inner, start);
                    }
                }
            }
            _ => return false,
        }
        true
    }

    /// An address in braces: `%` and `#` stand for themselves in it.
    fn address(&mut self, call: Place) -> (String, Place) {
        if let Some((rest, start)) = self.input.raw()
            && let Some(inner) = rest.strip_prefix('{')
        {
            let end = inner.char_indices().take(LONGEST_ADDRESS).find_map({
                let mut depth = 0_usize;
                move |(at, c)| match c {
                    '{' => {
                        depth += 1;
                        None
                    }
                    '}' if depth == 0 => Some(at),
                    '}' => {
                        depth -= 1;
                        None
                    }
                    _ => None,
                }
            });
            let end = end.filter(|&end| !inner.get(..end).is_some_and(|inner| inner.contains("\n\n")));
            if let Some(address) = end.and_then(|end| inner.get(..end)) {
                self.input.skip_raw(address.len() + 2);
                let place = Place { start: start as u32 + 1, end: (start + 1 + address.len()) as u32 };
                let bare = address.replace("\\textasciitilde", "~").replace("\\string", "");
                let bare: String = bare.chars().filter(|&c| c != '\\' && !c.is_whitespace()).collect();
                return (bare.replace("{}", ""), place);
            }
        }
        let argument = self.input.argument();
        let place = hull(&argument).unwrap_or(call);
        let bare: String = flat(&self.resolved(argument)).chars().filter(|c| !c.is_whitespace()).collect();
        (whole(bare), place)
    }

    /// Replaces commands in an address by what they stand for.
    fn resolved(&self, tokens: Vec<Token<'a>>) -> Vec<Token<'a>> {
        let mut out = Vec::with_capacity(tokens.len());
        for token in tokens {
            let meaning = match token.kind {
                Kind::Control(name) => self.definitions.commands.get(name).filter(|found| found.parameters.is_empty()),
                _ => None,
            };
            match meaning {
                Some(found) => out.extend(found.body.iter().take(200).copied()),
                None => out.push(token),
            }
        }
        out
    }
}

/// An address that a class composes of the site's and the user's name, where a whole address was given for the name:
/// `https://github.com/https://github.com/dana`, `https://github.com/github.com/dana`.
fn whole(address: String) -> String {
    let Some((_, path)) = address.split_once("://") else { return address };
    if let Some(at) = path.rfind("http").filter(|&at| path.get(at..).is_some_and(|inner| inner.contains("://"))) {
        return path.get(at..).unwrap_or_default().to_owned();
    }
    let host = path.split('/').next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    match path.rfind(host) {
        Some(at) if host.contains('.') && at > host.len() => format!("https://{}", path.get(at..).unwrap_or_default()),
        _ => address,
    }
}
