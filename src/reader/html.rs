//! HTML -> blocks: a tokenizer that knows the standard, and [`Markup`] for what the elements mean.

use std::ops::Range;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{StringReader, Tokenizer};

use super::RawBlock;
use super::element::{Attributes, Role};
use super::markup::Markup;

/// Reads a page, or a piece of one.
pub(super) fn read(text: &str) -> Vec<RawBlock> {
    let mut markup = Markup::new();
    feed(&mut markup, text, 0);
    markup.finish()
}

/// Reports the elements of `html`, which stands at `at` in the file.
pub(super) fn feed(markup: &mut Markup, html: &str, at: usize) {
    for token in tokens(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => start(markup, &tag, html, at),
            Token::EndTag(tag) => {
                if let Ok(name) = std::str::from_utf8(&tag.name) {
                    markup.end(name, at + tag.span.start..at + tag.span.end);
                }
            }
            Token::String(string) => {
                if let Ok(decoded) = std::str::from_utf8(&string.value) {
                    text(markup, decoded, html, string.span.start..string.span.end, at);
                }
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
}

/// The one kind of tokenizer: each further one would add 150 kB to the worker.
fn tokens(html: &str) -> Tokenizer<StringReader<'_>, DefaultEmitter<usize>> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter)
}

fn start(markup: &mut Markup, tag: &StartTag<usize>, html: &str, at: usize) {
    let Ok(name) = std::str::from_utf8(&tag.name) else { return };
    let mut attributes = Attributes::default();
    for (key, value) in &tag.attributes {
        let place = at + value.span.start..at + value.span.end;
        let text = String::from_utf8_lossy(&value.value).into_owned();
        match key.as_slice() {
            b"href" => {
                attributes.href_at = located(&text, html, place, at);
                attributes.href = Some(text);
            }
            b"alt" => {
                attributes.alt_at = located(&text, html, place, at);
                attributes.alt = Some(text);
            }
            b"class" => attributes.class = text,
            b"style" => attributes.style = text,
            b"hidden" => attributes.hidden = true,
            b"aria-hidden" => attributes.hidden |= text == "true",
            _ => {}
        }
    }
    markup.start(name, Role::of(name), &attributes, at + tag.span.start..at + tag.span.end);
}

/// Where an attribute's value stands, the tokenizer having said where the attribute does.
fn located(value: &str, html: &str, place: Range<usize>, at: usize) -> Range<usize> {
    let (from, to) = (place.start - at, (place.end - at).min(html.len()));
    match html.get(from..to).and_then(|raw| raw.rfind(value)) {
        Some(offset) => place.start + offset..place.start + offset + value.len(),
        None => place,
    }
}

/// Reports text; where a character reference stands, the file has other bytes than the text.
fn text(markup: &mut Markup, decoded: &str, html: &str, span: Range<usize>, at: usize) {
    let raw = html.get(span.clone()).unwrap_or_default();
    if raw == decoded {
        return markup.text(decoded, at + span.start);
    }
    let (mut raw_at, mut decoded_at) = (0, 0);
    while let Some(rest) = raw.get(raw_at..).filter(|rest| !rest.is_empty()) {
        // Equal up to the next character reference, or carriage return, which the tokenizer drops.
        let same = rest.find(['&', '\r']).unwrap_or(rest.len());
        let Some(part) = decoded.get(decoded_at..decoded_at + same).filter(|part| rest.starts_with(part)) else {
            return markup
                .replaced(decoded.get(decoded_at..).unwrap_or_default(), at + span.start + raw_at..at + span.end);
        };
        if !part.is_empty() {
            markup.text(part, at + span.start + raw_at);
        }
        raw_at += same;
        decoded_at += same;
        let Some(rest) = raw.get(raw_at..).filter(|rest| !rest.is_empty()) else { break };
        if rest.starts_with('\r') {
            raw_at += 1;
            if !rest.starts_with("\r\n") {
                decoded_at += 1;
                markup.replaced("\n", at + span.start + raw_at - 1..at + span.start + raw_at);
            }
            continue;
        }
        let (reference, meaning) = reference(rest);
        let from = at + span.start + raw_at;
        let rest_decoded = decoded.get(decoded_at..).unwrap_or_default();
        if rest_decoded.starts_with(&meaning) {
            if reference == meaning.len() && rest.starts_with(&meaning) {
                markup.text(&meaning, from);
            } else {
                markup.replaced(&meaning, from..from + reference);
            }
            raw_at += reference;
            decoded_at += meaning.len();
        } else {
            return markup.replaced(rest_decoded, from..at + span.end);
        }
    }
}

/// Length and meaning of the character reference with which `raw` starts.
fn reference(raw: &str) -> (usize, String) {
    let name = raw.get(1..).unwrap_or_default().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '#').count();
    let closed = usize::from(raw.as_bytes().get(1 + name) == Some(&b';'));
    let whole = raw.get(..1 + name + closed).unwrap_or("&");
    let mut meaning = String::new();
    for token in tokens(whole) {
        let Ok(token) = token;
        if let Token::String(string) = token {
            meaning.push_str(&String::from_utf8_lossy(&string.value));
        }
    }
    (whole.len(), meaning)
}
