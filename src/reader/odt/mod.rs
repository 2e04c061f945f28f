//! `OpenDocument` text: content.xml, and the headers and footers of styles.xml.

mod body;
mod styles;

use roxmltree::Node;

use self::body::Body;
use self::styles::Styles;
use super::ink::Paint;
use super::office;
use super::office::package::{Package, damaged};
use super::office::story::Parts;
use super::office::xml::{attribute, child, elements, name, parse};
use super::{RawBlock, ReadError};
use crate::format::Format;

/// Reads the file's blocks.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<RawBlock>, ReadError> {
    let mut package = Package::open(bytes, Format::Odt)?;
    if package.optional("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(ReadError::Encrypted { format: Format::Odt });
    }
    let content = package.part("content.xml")?.ok_or_else(|| damaged(Format::Odt, "its text is missing"))?;
    let ground = ground(&content);
    let content = parse(&content).map_err(|detail| damaged(Format::Odt, &detail))?;
    let text = child(content.root_element(), "body").and_then(|body| child(body, "text"));
    let text = text.ok_or_else(|| damaged(Format::Odt, "it is no text document"))?;
    let common = package.optional("styles.xml")?;
    let common = common.as_deref().and_then(|text| parse(text).ok());

    let mut styles = Styles::default();
    for part in common.iter().chain([&content]) {
        styles.read(part.root_element());
    }
    styles.settle();
    let pages = common.as_ref().map(|part| part.root_element());
    let ground = if pages.is_some_and(has_ground) { Paint::Unknown } else { ground };
    let mut body = Body::new(&styles, ground);
    let text = body.story(text);
    let margins = common.as_ref().map(|part| margins(part.root_element())).unwrap_or_default();
    let ahead: Vec<_> = margins.ahead.iter().flat_map(|node| body.story(*node)).collect();
    let behind: Vec<_> = margins.behind.iter().flat_map(|node| body.story(*node)).collect();
    let Body { links, has_picture, notes, .. } = body;
    office::compose(Format::Odt, Parts { ahead, text, notes, behind }, links, has_picture)
}

/// What the text of a document is written on: white, unless drawings lie under the text.
fn ground(content: &str) -> Paint {
    if content.contains("run-through=\"background\"") { Paint::Unknown } else { Paint::PAPER }
}

/// Whether the pages have a colour or a picture as their ground.
fn has_ground(styles: Node) -> bool {
    let layouts = styles.descendants().filter(|node| name(*node) == "page-layout-properties");
    let mut grounds = layouts.filter_map(|layout| {
        let color = attribute(layout, "background-color").filter(|color| *color != "transparent");
        color.or_else(|| attribute(layout, "fill").filter(|fill| !matches!(*fill, "none" | "solid")))
    });
    grounds.any(|ground| Paint::of(ground) != Paint::PAPER)
}

/// Headers of the first page; headers of later pages, and footers.
#[derive(Default)]
struct Margins<'a, 'input> {
    ahead: Vec<Node<'a, 'input>>,
    behind: Vec<Node<'a, 'input>>,
}

/// The headers and footers that the pages show. Those of even pages repeat the others.
fn margins<'a, 'input>(styles: Node<'a, 'input>) -> Margins<'a, 'input> {
    let mut margins = Margins::default();
    let pages = child(styles, "master-styles").into_iter().flat_map(elements);
    for page in pages.filter(|node| name(*node) == "master-page") {
        let has_first = child(page, "header-first").is_some();
        for part in elements(page).filter(|part| attribute(*part, "display") != Some("false")) {
            match name(part) {
                "header-first" => margins.ahead.push(part),
                "header" if !has_first => margins.ahead.push(part),
                "header" | "footer" | "footer-first" => margins.behind.push(part),
                _ => {}
            }
        }
    }
    margins
}
