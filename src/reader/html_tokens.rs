//! HTML -> tags, text and character references, after the tokenization of the HTML standard (section 13.2.5). Every
//! input is read to its end in one pass.

use std::borrow::Cow;
use std::ops::Range;

use crate::signs::any_of;
use crate::word_map::is_one_of;
use pulldown_cmark::{Event, Parser};

/// A piece of HTML; ranges are bytes of it. Comments, doctypes and processing instructions are left out.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    Start {
        /// In lower case.
        name: Cow<'a, str>,
        attributes: Vec<Attribute<'a>>,
        at: Range<usize>,
    },
    End {
        /// In lower case.
        name: Cow<'a, str>,
        at: Range<usize>,
    },
    /// Text as it stands.
    Text(Range<usize>),
    /// A character reference, a lone carriage return or a NUL, and the text it stands for.
    Replaced(String, Range<usize>),
}

/// An attribute of a start tag.
#[derive(Debug, PartialEq)]
pub(super) struct Attribute<'a> {
    /// In lower case.
    pub name: Cow<'a, str>,
    /// Its character references resolved.
    pub value: Cow<'a, str>,
    /// Where the value stands, without its quotes.
    pub at: Range<usize>,
}

/// The pieces of `html`, in order.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut input = Input { html, at: 0 };
    while let Some(markup) = input.rest().find('<') {
        let (before, at) = (input.at, input.at + markup);
        let after = html.get(at + 1..).unwrap_or_default();
        if after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            text(html, before..at, &mut tokens);
            input.at = at + 1;
            let Some((name, attributes)) = input.tag() else { return tokens };
            let element = name.to_string();
            tokens.push(Token::Start { name, attributes, at: at..input.at });
            if let Some(content) = input.raw_content(&element) {
                if matches!(element.as_str(), "textarea" | "title") {
                    text(html, content, &mut tokens);
                } else if !content.is_empty() {
                    tokens.push(Token::Text(content));
                }
            }
        } else if let Some(end) =
            after.strip_prefix('/').filter(|end| end.starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            text(html, before..at, &mut tokens);
            input.at = html.len() - end.len();
            let Some((name, _)) = input.tag() else { return tokens };
            tokens.push(Token::End { name, at: at..input.at });
        } else if after.starts_with(any_of("!?/")) {
            text(html, before..at, &mut tokens);
            input.at = at + 1;
            input.skip_comment();
        } else {
            // A "<" that opens nothing is text.
            text(html, before..at + 1, &mut tokens);
            input.at = at + 1;
        }
    }
    text(html, input.at..html.len(), &mut tokens);
    tokens
}

/// What is read, and how far.
struct Input<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Input<'a> {
    fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or_default()
    }

    /// Everything up to the first character that `ends`, which is left.
    fn take_until(&mut self, ends: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let taken = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default();
        self.at += taken.len();
        taken
    }

    fn skip_space(&mut self) {
        self.take_until(|c| !is_space(c) && c != '/');
    }

    /// A tag from its name to behind its ">"; none if the file ends before that.
    fn tag(&mut self) -> Option<(Cow<'a, str>, Vec<Attribute<'a>>)> {
        let name = lower(self.take_until(|c| is_space(c) || matches!(c, '/' | '>')));
        let mut attributes: Vec<Attribute> = Vec::new();
        loop {
            self.skip_space();
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            if rest.starts_with('>') {
                self.at += 1;
                return Some((name, attributes));
            }
            let attribute = self.attribute()?;
            if attributes.len() < MAX_ATTRIBUTES && !attributes.iter().any(|known| known.name == attribute.name) {
                attributes.push(attribute);
            }
        }
    }

    fn attribute(&mut self) -> Option<Attribute<'a>> {
        // An "=" at the start belongs to the name.
        let from = self.at;
        self.at += usize::from(self.rest().starts_with('='));
        self.take_until(|c| is_space(c) || matches!(c, '/' | '>' | '='));
        let name = lower(self.html.get(from..self.at).unwrap_or_default());
        let named = self.at;
        self.take_until(|c| !is_space(c));
        if !self.rest().starts_with('=') {
            return Some(Attribute { name, value: Cow::Borrowed(""), at: named..named });
        }
        self.at += 1;
        self.take_until(|c| !is_space(c));
        let quote = self.rest().chars().next().filter(|c| matches!(c, '"' | '\''));
        self.at += usize::from(quote.is_some());
        let from = self.at;
        let raw = match quote {
            Some(quote) => self.take_until(|c| c == quote),
            None => self.take_until(|c| is_space(c) || c == '>'),
        };
        let at = from..self.at;
        if quote.is_some() {
            if self.rest().is_empty() {
                return None;
            }
            self.at += 1;
        }
        Some(Attribute { name, value: resolved(raw), at })
    }

    /// The content of an element in which nothing is markup but its own end.
    fn raw_content(&mut self, element: &str) -> Option<Range<usize>> {
        if !is_one_of("script style textarea title xmp iframe noembed noframes", element) {
            return None;
        }
        let from = self.at;
        while let Some(end) = self.rest().find("</") {
            let name = self.rest().get(end + 2..).unwrap_or_default();
            let (name, behind) = name.split_at_checked(element.len()).unwrap_or_default();
            if name.eq_ignore_ascii_case(element) && behind.starts_with(|c| is_space(c) || matches!(c, '/' | '>')) {
                self.at += end;
                return Some(from..self.at);
            }
            self.at += end + 2;
        }
        self.at = self.html.len();
        Some(from..self.at)
    }

    /// Skips a comment, a doctype or a processing instruction, of which "<" has been read.
    fn skip_comment(&mut self) {
        let rest = self.rest();
        let length = match rest.strip_prefix("!--") {
            Some(comment) if comment.starts_with('>') => Some(4),
            Some(comment) if comment.starts_with("->") => Some(5),
            Some(comment) => {
                let ends = |at: usize| comment.get(..at).is_some_and(|c| c.ends_with("--") || c.ends_with("--!"));
                comment.match_indices('>').find(|(at, _)| ends(*at)).map(|(at, _)| at + 4)
            }
            None => rest.find('>').map(|end| end + 1),
        };
        self.at += length.unwrap_or(rest.len());
    }
}

/// No tag of a document has more; a bound keeps the search for doubles short.
const MAX_ATTRIBUTES: usize = 64;

fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{c}' | '\r' | ' ')
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// The text in a range, taken apart where it does not mean itself.
fn text(html: &str, range: Range<usize>, tokens: &mut Vec<Token<'_>>) {
    let mut plain = range.start;
    let mut at = range.start;
    while let Some(found) = html.get(at..range.end).and_then(|rest| rest.find(any_of("&\r\0"))) {
        at += found;
        let rest = html.get(at..range.end).unwrap_or_default();
        let replaced = match rest.bytes().next() {
            Some(b'\r') if rest.starts_with("\r\n") => Some((1, String::new())),
            Some(b'\r') => Some((1, "\n".to_owned())),
            Some(b'\0') => Some((1, char::REPLACEMENT_CHARACTER.to_string())),
            _ => reference(rest, false),
        };
        let Some((length, meaning)) = replaced else {
            at += 1;
            continue;
        };
        if plain < at {
            tokens.push(Token::Text(plain..at));
        }
        if !meaning.is_empty() {
            tokens.push(Token::Replaced(meaning, at..at + length));
        }
        at += length;
        plain = at;
    }
    if plain < range.end {
        tokens.push(Token::Text(plain..range.end));
    }
}

/// The value of an attribute.
fn resolved(raw: &str) -> Cow<'_, str> {
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let mut value = String::new();
    let mut rest = raw;
    while let Some((before, _)) = rest.split_once('&') {
        value.push_str(before);
        let (_, from) = rest.split_at(before.len());
        let (length, meaning) = reference(from, true).unwrap_or((1, "&".to_owned()));
        value.push_str(&meaning);
        rest = from.get(length..).unwrap_or_default();
    }
    value.push_str(rest);
    Cow::Owned(value)
}

/// Length and meaning of the character reference with which `raw` starts.
fn reference(raw: &str, in_attribute: bool) -> Option<(usize, String)> {
    let body = raw.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        return numeric(number).map(|(length, c)| (length + 2, c.to_string()));
    }
    let length = body.bytes().take(MAX_NAME).take_while(u8::is_ascii_alphanumeric).count();
    let name = body.get(..length)?;
    if body.get(length..)?.starts_with(';')
        && let Some(meaning) = named(name)
    {
        return Some((length + 2, meaning));
    }
    // Names of old that need no semicolon; the longest one counts.
    let known = (2..=length.min(6)).rev().filter_map(|length| name.get(..length)).find(|name| is_old(name))?;
    let behind = body.get(known.len()..)?;
    if in_attribute && behind.starts_with(|c: char| c == '=' || c.is_ascii_alphanumeric()) {
        return None;
    }
    Some((known.len() + 1, named(known)?))
}

/// No name of a character is longer.
const MAX_NAME: usize = 31;

/// Names that may stand without a semicolon.
const OLD: &str = " AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml GT Iacute Icirc \
     Igrave Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc \
     acute aelig agrave amp aring atilde auml brvbar ccedil cedil cent copy curren deg divide eacute ecirc egrave eth euml \
     frac12 frac14 frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot nbsp not ntilde oacute ocirc \
     ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg sect shy sup1 sup2 sup3 szlig thorn times uacute \
     ucirc ugrave uml uuml yacute yen yuml ";

fn is_old(name: &str) -> bool {
    OLD.split(' ').any(|old| old == name)
}

/// What a name means. Markdown has the same names, and its parser has the table.
fn named(name: &str) -> Option<String> {
    let source = format!("x&{name};");
    let mut text = String::new();
    for event in Parser::new(&source) {
        if let Event::Text(part) = event {
            text.push_str(&part);
        }
    }
    (text != source).then(|| text.strip_prefix('x').map(str::to_owned)).flatten()
}

/// Length, behind "&#", and meaning of a number.
fn numeric(body: &str) -> Option<(usize, char)> {
    let (prefix, radix) = if body.starts_with(any_of("xX")) { (1, 16) } else { (0, 10) };
    let digits = body.get(prefix..)?;
    let length = digits.chars().take_while(|c| c.is_digit(radix)).count();
    if length == 0 {
        return None;
    }
    let number = u32::from_str_radix(digits.get(..length)?, radix).unwrap_or(u32::MAX);
    let closed = usize::from(digits.get(length..)?.starts_with(';'));
    Some((prefix + length + closed, character(number)))
}

/// The character of a number: what old pages mean by the numbers of control characters is Windows-1252.
fn character(number: u32) -> char {
    const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match number {
        0x80..=0x9f => WINDOWS_1252.chars().nth(number as usize - 0x80),
        0 => None,
        _ => char::from_u32(number),
    }
    .unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tags as `<name key=value>` and `</name>`, everything else as text.
    fn shown(html: &str) -> String {
        let part = |at: Range<usize>| html.get(at).unwrap();
        let show = |token| match token {
            Token::Start { name, attributes, at } => {
                assert!(part(at).starts_with('<'));
                let show = |Attribute { name, value, at }: Attribute| {
                    assert!(part(at.clone()).contains('&') || part(at) == value);
                    format!(" {name}={value}")
                };
                format!("<{name}{}>", attributes.into_iter().map(show).collect::<Vec<_>>().concat())
            }
            Token::End { name, at } => {
                assert!(part(at).starts_with("</"));
                format!("</{name}>")
            }
            Token::Text(at) => part(at).to_owned(),
            Token::Replaced(text, _) => text,
        };
        tokens(html).into_iter().map(show).collect()
    }

    #[test]
    fn tags_and_attributes() {
        assert_eq!(shown("a<P>b</P\n>c"), "a<p>b</p>c");
        assert_eq!(shown("<a href=\"x>y\" TITLE='a\"b' c d=e/>z"), "<a href=x>y title=a\"b c= d=e/>z");
        assert_eq!(shown("<a b=1 b=2><br/><hr / >"), "<a b=1><br><hr>");
        assert_eq!(shown("<a\u{a0}é=1>"), "<a\u{a0}é=1>", "a name goes on to the next blank");
        assert_eq!(shown("<p =a=b>"), "<p =a=b>");
    }

    #[test]
    fn what_opens_nothing_is_text() {
        assert_eq!(shown("1 < 2 <3 < <> <é"), "1 < 2 <3 < <> <é");
        assert_eq!(shown("a</>b</ c>d"), "abd");
        assert_eq!(shown("a<b c"), "a", "the file ends in a tag");
        assert_eq!(shown("a<b c=\"d>e"), "a");
        assert_eq!(shown("<"), "<");
    }

    #[test]
    fn comments_are_left_out() {
        assert_eq!(shown("<!doctype html>a<!-- b > c -->d<!-->e<!--->f<!--g--!>h<?xml x?>i<![CDATA[j]]>k"), "adefhik");
        assert_eq!(shown("a<!-- b"), "a");
    }

    #[test]
    fn scripts_and_titles_hold_no_tags() {
        assert_eq!(
            shown("<script>if (a<b) '</scrip>' &amp;</SCRIPT >c"),
            "<script>if (a<b) '</scrip>' &amp;</script>c"
        );
        assert_eq!(shown("<title>a<b>&amp;</title>"), "<title>a<b>&</title>");
        assert_eq!(shown("<style>a"), "<style>a");
    }

    #[test]
    fn character_references() {
        assert_eq!(shown("&amp;&lt;&eacute;&nbsp;&mdash;&NotEqualTilde;"), "&<é\u{a0}—\u{2242}\u{338}");
        assert_eq!(shown("&copy2020 &notit; R&D AT&T &x; & &; &#; &#x;"), "©2020 ¬it; R&D AT&T &x; & &; &#; &#x;");
        assert_eq!(
            shown("&#233;&#xE9;&#XE9 &#150;&#0;&#1114112;&#xD800;"),
            "éééé".split_at(6).0.to_owned() + " –\u{fffd}\u{fffd}\u{fffd}"
        );
        assert_eq!(shown("<a href='?a=1&copy=2&amp;b=3&lt'>"), "<a href=?a=1&copy=2&b=3<>");
    }

    #[test]
    fn line_ends_are_one_character() {
        assert_eq!(shown("a\r\nb\rc\0"), "a\nb\nc\u{fffd}");
    }

    #[test]
    fn every_range_is_in_the_file_and_in_order() {
        let html = "<p a=\"&eacute;\">é &amp; <b>x</b><!-- c --><textarea>&lt;\r\n</textarea>";
        let mut last = 0;
        for token in tokens(html) {
            let (Token::Start { at, .. } | Token::End { at, .. } | Token::Text(at) | Token::Replaced(_, at)) = token;
            assert!(last <= at.start && at.start < at.end && html.get(at.clone()).is_some(), "{at:?}");
            last = at.end;
        }
    }
}
