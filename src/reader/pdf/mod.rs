//! PDF: what its pages show ([`page`]), and the blocks that make up their text.
//!
//! `content` follows the content streams and collects glyphs and drawings, `words` makes words of the glyphs, `layout`
//! makes blocks of the words. Nothing is painted, and no part of the file is trusted.

mod accent;
mod annotation;
mod attachment;
mod bidi;
mod color;
mod content;
mod font;
mod glyph;
mod inflation;
mod layer;
mod layout;
mod marked;
mod mirror;
pub mod page;
mod profile;
mod shape;
mod state;
mod stated_font;
mod stream;
mod stub_font;
mod text;
mod to_unicode;
mod typeface;
mod visual;
mod words;
mod workshop;

use std::sync::Arc;

use hayro_font::{FontData, FontQuery, FontResolverFn};
use hayro_syntax::page::Page as PdfPage;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use kurbo::{Affine, Point, Rect};

use crate::document::PageSize;
use crate::format::Format;
use crate::reader::{RawBlock, RawDocument, ReadError};
use annotation::Link;
use attachment::Data;
use content::Interpreter;
use glyph::{Glyph, Sign};
use inflation::Budget;
use layer::Layers;
use page::{Page, Shape};
use shape::Drawings;
use typeface::Weight;
use workshop::Workshop;

/// Pages that are read; a CV of more has them as an appendix.
const MAX_PAGES: usize = 200;

/// A page that is wider or higher than this, in points, is a mistake of the file: 14,400 is the largest that the format knows.
const MAX_SIDE: f32 = 14_400.0;

/// With fewer letters than this, a file of pictures holds no text: a page number, a stamp.
const FEW_LETTERS: usize = 20;

/// Images that cover this share of the pages are what there is to see.
const COVERING: f64 = 0.5;

/// Drawings of this many segments may be text that was turned into outlines.
const MANY_SEGMENTS: usize = 2_000;

/// Above this share of letters that the fonts do not name, the rest is not text either.
const TOO_MANY_UNKNOWN: f64 = 0.2;

/// Told before a page is read: its number, counted from 1, and how many there are.
pub type OnPage<'a> = &'a dyn Fn(u16, u16);

/// Reads the file's text with its layout, or the résumé as data that lies in it. `password` opens an encrypted file; empty where
/// none is known.
pub(super) fn read(bytes: &[u8], password: &str, on_page: OnPage) -> Result<RawDocument, ReadError> {
    let pdf = open(bytes, password)?;
    let data = attachment::resume(&pdf, &Budget::new());
    let mut pages = match (followed(&pdf, on_page), &data) {
        // Pictures of pages whose text is attached.
        (Err(_), Some(_)) => Vec::new(),
        (pages, _) => pages?,
    };
    let stream = Some(stream::text(&pages)).filter(|stream| data.is_none() || !stream.trim().is_empty());
    let sizes = pages.iter().map(|page| page.size).collect();
    Ok(match data {
        Some(Data { name, raw }) => RawDocument { pages: sizes, stream, attachment: Some(name), ..raw },
        None => match profile::read(&pages) {
            Some(raw) => RawDocument { pages: sizes, stream, ..raw },
            None => RawDocument { blocks: laid_out(&mut pages), pages: sizes, stream, ..RawDocument::default() },
        },
    })
}

fn laid_out(pages: &mut [Page]) -> Vec<RawBlock> {
    let places = mirror::reflect(pages);
    let mut blocks = layout::blocks(pages);
    if let Some(places) = places {
        places.restore(&mut blocks);
    }
    blocks
}

/// The file's pages.
///
/// # Errors
/// As those of [`crate::reader::read`].
pub fn pages(bytes: &[u8], password: &str) -> Result<Vec<Page>, ReadError> {
    followed(&open(bytes, password)?, &|_, _| {})
}

/// The pages, their content followed.
fn followed(pdf: &Pdf, on_page: OnPage) -> Result<Vec<Page>, ReadError> {
    let stub: FontData = Arc::new(stub_font::program());
    let programs: FontResolverFn = Arc::new(move |_: &FontQuery| Some((Arc::clone(&stub), 0)));
    let mut workshop = Workshop::new(programs, Budget::new(), Layers::of(pdf));
    let mut census = Census::default();
    let count = pdf.pages().len().min(MAX_PAGES);
    let mut drawn = Vec::with_capacity(count);
    for (page, number) in pdf.pages().iter().take(count).zip(1..) {
        on_page(number, count as u16);
        drawn.push(draw(page, &mut workshop, &mut census));
    }
    census.judge(drawn.len())?;
    census.weigh(drawn.iter_mut().flat_map(|page| &mut page.glyphs));
    Ok(drawn.into_iter().map(Drawn::finish).collect())
}

fn open(bytes: &[u8], password: &str) -> Result<Pdf, ReadError> {
    let damaged = |detail: &str| ReadError::Damaged { format: Format::Pdf, detail: detail.to_owned() };
    if !inflation::allows_structure(bytes) {
        return Err(damaged("its table of contents grows without bound"));
    }
    let file: Arc<Vec<u8>> = Arc::new(bytes.to_vec());
    let mut opened = Pdf::new_with_password(Arc::clone(&file), password);
    if !password.is_empty() && opened.is_err() {
        // A password that the file does not ask for does no harm.
        opened = Pdf::new(file).or(opened);
    }
    let pdf = opened.map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            ReadError::PasswordNeeded { wrong: !password.is_empty() }
        }
        LoadPdfError::Decryption(_) => damaged("it is encrypted in a way that is not known"),
        LoadPdfError::Invalid => damaged("its parts cannot be found; it may be cut off"),
    })?;
    if pdf.pages().is_empty() { Err(damaged("it has no pages")) } else { Ok(pdf) }
}

/// What all pages together are judged by.
#[derive(Debug, Default)]
struct Census {
    letters: usize,
    unknown: usize,
    /// Shares of pages that images cover, added up.
    cover: f64,
    segments: usize,
    light: usize,
    monospaced: usize,
}

impl Census {
    fn count(&mut self, glyphs: &[Glyph]) {
        let is_letter = |glyph: &&Glyph| glyph.text().is_some_and(|text| text.contains(char::is_alphanumeric));
        for letter in glyphs.iter().filter(is_letter) {
            self.letters += 1;
            self.light += usize::from(letter.weight == Weight::Light);
            self.monospaced += usize::from(letter.style.code);
        }
        self.unknown += glyphs.iter().filter(|glyph| glyph.sign == Sign::Unknown).count();
    }

    /// Styles mean something by what they differ from: beside light text, a medium weight is bold; where all is monospaced,
    /// nothing is code.
    fn weigh<'a>(&self, glyphs: impl Iterator<Item = &'a mut Glyph>) {
        let (light, monospaced) = (self.light * 2 > self.letters, self.monospaced * 2 > self.letters);
        for glyph in glyphs {
            glyph.style.bold |= light && glyph.weight == Weight::Medium;
            glyph.style.code &= !monospaced;
        }
    }

    fn judge(&self, pages: usize) -> Result<(), ReadError> {
        let format = Format::Pdf;
        let all = self.letters + self.unknown;
        if all < FEW_LETTERS && (self.cover > COVERING * pages as f64 || self.segments > MANY_SEGMENTS) {
            Err(ReadError::PicturesOnly { format })
        } else if all >= FEW_LETTERS && self.unknown as f64 > TOO_MANY_UNKNOWN * all as f64 {
            Err(ReadError::NoLetters { format })
        } else {
            Ok(())
        }
    }
}

/// A page whose content was followed.
struct Drawn {
    size: PageSize,
    glyphs: Vec<Glyph>,
    shapes: Vec<Shape>,
    links: Vec<Link>,
}

impl Drawn {
    fn finish(self) -> Page {
        Page { size: self.size, words: words::words(self.glyphs, &self.links, self.size), shapes: self.shapes }
    }
}

fn draw<'a>(page: &'a PdfPage<'a>, workshop: &mut Workshop<'a>, census: &mut Census) -> Drawn {
    let (width, height) = page.render_dimensions();
    let size = PageSize { width: width.clamp(1.0, MAX_SIDE), height: height.clamp(1.0, MAX_SIDE) };
    let bounds = Rect::new(0.0, 0.0, size.width.into(), size.height.into());
    let to_page = Affine::new(page.initial_transform(true).as_coeffs());
    let mut interpreter = Interpreter::new(workshop, to_page, bounds);
    interpreter.run_page(page);
    let Interpreter { mut glyphs, drawings, .. } = interpreter;
    let cover = (drawings.image_area / bounds.area()).min(1.0);
    if cover > COVERING {
        show_text_layer(&mut glyphs);
    }
    hide_covered(&mut glyphs, &drawings);
    hide_tiny(&mut glyphs);
    census.count(&glyphs);
    census.cover += cover;
    census.segments += drawings.segments;
    Drawn { size, glyphs, shapes: drawings.shapes, links: annotation::links(page) }
}

/// What something is drawn over is not seen. A page most of whose text is, by all that is known, is seen through after all.
fn hide_covered(glyphs: &mut [Glyph], drawings: &Drawings) {
    let middles: Vec<Point> = glyphs.iter().map(Glyph::middle).collect();
    let covered = drawings.covered(&middles);
    if covered.len() * 2 < glyphs.len() {
        for at in covered {
            glyphs[at].hidden = true;
        }
    }
}

/// Text of this size or less, in points, is not seen, where most text is a few times as large.
const TINY: f64 = 2.0;
const TINY_SHARE: f64 = 0.3;

fn hide_tiny(glyphs: &mut [Glyph]) {
    if glyphs.iter().all(|glyph| glyph.size > TINY) {
        return;
    }
    let mut sizes: Vec<f64> = glyphs.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    let largest = TINY.min(TINY_SHARE * usual);
    glyphs.iter_mut().filter(|glyph| glyph.size <= largest).for_each(|glyph| glyph.hidden = true);
}

/// A scanned page whose text was recognised by somebody else carries it without ink, under or over the image. It is what
/// the page says.
fn show_text_layer(glyphs: &mut [Glyph]) {
    let inkless = glyphs.iter().filter(|glyph| glyph.inkless).count();
    if inkless * 5 >= glyphs.len() * 4 {
        glyphs.iter_mut().filter(|glyph| glyph.inkless).for_each(|glyph| glyph.hidden = false);
    }
}
