//! Word (Office Open XML): the parts of the package, and the order in which a person reads them: what stands at the head
//! of the first page, the text, notes, what stands at the heads and feet of the others.

mod body;
mod numbering;
mod relations;
mod run;
mod styles;

use roxmltree::Node;

use self::body::Body;
use self::numbering::Numbering;
use self::relations::Relations;
use self::styles::Styles;
use super::ink::Paint;
use super::office;
use super::office::package::{Package, damaged};
use super::office::story::Parts;
use super::office::xml::{attribute, child, name, parse};
use super::{RawBlock, ReadError};
use crate::format::Format;

/// Where Word keeps the text, unless the package says otherwise.
const MAIN: &str = "word/document.xml";

/// How many headers and footers are read.
const MOST_MARGINS: usize = 32;

/// Reads the file's blocks.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<RawBlock>, ReadError> {
    let mut package = Package::open(bytes, Format::Docx)?;
    let root = Relations::of(&mut package, "")?;
    let main = root.targets("officeDocument").next().map_or_else(|| MAIN.to_owned(), str::to_owned);
    let text = match package.part(&main)? {
        Some(text) => text,
        None => package.part(MAIN)?.ok_or_else(|| damaged(Format::Docx, "its text is missing"))?,
    };
    let document = parse(&text).map_err(|detail| damaged(Format::Docx, &detail))?;
    let root = document.root_element();
    if name(root) != "document" {
        return Err(damaged(Format::Docx, "its main part is no document"));
    }
    let relations = Relations::of(&mut package, &main)?;
    let styles = match relations.targets("styles").next() {
        Some(part) => package.optional(part)?.as_deref().map(Styles::read).unwrap_or_default(),
        None => Styles::default(),
    };
    let numbering = match relations.targets("numbering").next() {
        Some(part) => package.optional(part)?.as_deref().map(Numbering::read).unwrap_or_default(),
        None => Numbering::default(),
    };
    let margins = Margins::of(root, &relations);
    let mut body = Body::new(&styles, &numbering, ground(&text));
    let ahead = body.parts(&mut package, &margins.ahead)?;
    let text = body.story(root, &relations);
    let notes = body.parts(&mut package, &relations.targets("footnotes").map(str::to_owned).collect::<Vec<_>>())?;
    let behind = body.parts(&mut package, &margins.behind)?;
    let Body { links, has_picture, .. } = body;
    office::compose(Format::Docx, Parts { ahead, text, notes, behind }, links, has_picture)
}

/// What the text of a document is written on: white, unless the pages have a colour, or drawings lie under the text.
fn ground(document: &str) -> Paint {
    let drawn = ["<w:background ", "behindDoc=\"1\"", "z-index:-"];
    if drawn.iter().any(|mark| document.contains(mark)) { Paint::Unknown } else { Paint::PAPER }
}

/// The parts that hold headers and footers.
struct Margins {
    /// Headers of the first page.
    ahead: Vec<String>,
    /// Headers of later pages, and footers.
    behind: Vec<String>,
}

impl Margins {
    /// Those that the sections of a document show. A header of the first page is shown only where the section says that
    /// its first page differs; headers of even pages repeat the others.
    fn of(root: Node, relations: &Relations) -> Self {
        let mut margins = Self { ahead: Vec::new(), behind: Vec::new() };
        for section in root.descendants().filter(|node| name(*node) == "sectPr") {
            let has_title_page = child(section, "titlePg").is_some_and(|on| styles::is_on(on));
            for reference in section.children() {
                let is_header = name(reference) == "headerReference";
                if !is_header && name(reference) != "footerReference" {
                    continue;
                }
                let is_first = match attribute(reference, "type") {
                    Some("first") if has_title_page => true,
                    Some("first" | "even") => continue,
                    _ => !has_title_page,
                };
                let Some(part) = attribute(reference, "id").and_then(|id| relations.target(id)) else { continue };
                let known = margins.ahead.iter().chain(&margins.behind);
                if known.clone().any(|other| other == part) || known.count() >= MOST_MARGINS {
                    continue;
                }
                let is_ahead = is_header && is_first;
                if is_ahead { &mut margins.ahead } else { &mut margins.behind }.push(part.to_owned());
            }
        }
        margins
    }
}
