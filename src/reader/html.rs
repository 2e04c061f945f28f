//! HTML -> blocks: a tokenizer that knows the standard, and [`Markup`] for what the elements mean.

use std::ops::Range;

use super::RawBlock;
use super::element::{Attributes, Role};
use super::html_tokens::{Attribute, Token, tokens};
use super::markup::Markup;
use super::style_sheet::StyleSheet;

/// Reads a page, or a piece of one.
pub(super) fn read(text: &str) -> Vec<RawBlock> {
    let tokens = tokens(text);
    let (sheet, knows_styles) = styles(text, &tokens);
    let mut markup = Markup::with_styles(sheet, knows_styles);
    report(&mut markup, text, 0, tokens);
    if markup.is_folded() {
        // A page whose script shows one part after another: a person sees all of them.
        markup = Markup::with_styles(StyleSheet::default(), false);
        feed(&mut markup, text, 0);
    }
    markup.finish()
}

/// The style sheets in a page, and whether there are no others.
fn styles(html: &str, tokens: &[Token<'_>]) -> (StyleSheet, bool) {
    let mut sheet = StyleSheet::default();
    let mut knows_styles = true;
    for pair in tokens.windows(2) {
        let [Token::Start { name, attributes, .. }, next] = pair else { continue };
        let value =
            |key: &str| attributes.iter().find(|attribute| attribute.name == key).map(|found| found.value.as_ref());
        match (name.as_ref(), next) {
            ("style", Token::Text(css)) if value("media").is_none_or(|media| !media.contains("print")) => {
                sheet.add(html.get(css.clone()).unwrap_or_default());
            }
            ("link", _) => {
                knows_styles &= !value("rel").is_some_and(|rel| rel.to_ascii_lowercase().contains("stylesheet"));
            }
            _ => {}
        }
    }
    (sheet, knows_styles)
}

/// Reports the elements of `html`, which stands at `at` in the file.
pub(super) fn feed(markup: &mut Markup, html: &str, at: usize) {
    report(markup, html, at, tokens(html));
}

fn report(markup: &mut Markup, html: &str, at: usize, tokens: Vec<Token<'_>>) {
    let here = |range: Range<usize>| at + range.start..at + range.end;
    for token in tokens {
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
            "id" => attributes.id = value.into_owned(),
            "style" => attributes.style = value.into_owned(),
            "color" | "bgcolor" => {
                let property = if name == "color" { "color:" } else { "background:" };
                attributes.colors = [&attributes.colors, property, &value, ";"].concat();
            }
            "hidden" => attributes.hidden = true,
            "aria-hidden" => attributes.hidden |= value == "true",
            _ => {}
        }
    }
    attributes
}
