//! HTML -> blocks: a tokenizer that knows the standard, and [`Markup`] for what the elements mean.

use std::ops::Range;

use super::RawBlock;
use super::element::{Attributes, Role};
use super::html_tokens::{Attribute, Token, tokens};
use super::markup::Markup;

/// Reads a page, or a piece of one.
pub(super) fn read(text: &str) -> Vec<RawBlock> {
    let mut markup = Markup::new();
    feed(&mut markup, text, 0);
    markup.finish()
}

/// Reports the elements of `html`, which stands at `at` in the file.
pub(super) fn feed(markup: &mut Markup, html: &str, at: usize) {
    let here = |range: Range<usize>| at + range.start..at + range.end;
    for token in tokens(html) {
        match token {
            Token::Start { name, attributes, at: range } => {
                markup.start(&name, Role::of(&name), &attributes_of(attributes, at), here(range));
            }
            Token::End { name, at: range } => markup.end(&name, here(range)),
            Token::Text(range) => markup.text(html.get(range.clone()).unwrap_or_default(), at + range.start),
            Token::Replaced(text, range) => markup.replaced(&text, here(range)),
        }
    }
}

/// What counts among the attributes of a tag of HTML that stands at `at` in the file.
fn attributes_of(found: Vec<Attribute>, at: usize) -> Attributes {
    let mut attributes = Attributes::default();
    for Attribute { name, value, at: range } in found {
        let place = at + range.start..at + range.end;
        match &*name {
            "href" => {
                attributes.href = Some(value.into_owned());
                attributes.href_at = place;
            }
            "alt" => {
                attributes.alt = Some(value.into_owned());
                attributes.alt_at = place;
            }
            "class" => attributes.class = value.into_owned(),
            "style" => attributes.style = value.into_owned(),
            "hidden" => attributes.hidden = true,
            "aria-hidden" => attributes.hidden |= value == "true",
            _ => {}
        }
    }
    attributes
}
