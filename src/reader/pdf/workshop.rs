//! What the pages of a file share: its fonts, and how much work all of them together may make.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_font::{CMapResolverFn, Font, FontCache, FontResolverFn};
use hayro_syntax::object::Dict;

use super::font::Face;
use super::inflation::Budget;
use super::layer::Layers;

/// Operators of all pages together. A page of a CV has some thousands.
const MAX_OPERATORS: u32 = 4_000_000;

/// Glyphs of all pages together; a long CV has some ten thousand.
const MAX_GLYPHS: usize = 400_000;

/// What is shared by all pages of a file.
pub(super) struct Workshop<'a> {
    foundry: Rc<Foundry<'a>>,
    /// By where the font's dictionary stands in the file.
    faces: HashMap<(usize, usize), Option<Rc<Face<'a>>>>,
    operators: u32,
    glyphs: usize,
    pub(super) layers: Layers,
}

/// Loads fonts.
pub(super) struct Foundry<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    cmaps: CMapResolverFn,
    pub(super) inflation: Budget,
}

impl<'a> Foundry<'a> {
    /// The font with its program; `None`, if it cannot be loaded.
    pub(super) fn font(&self, dict: &Dict<'a>) -> Option<Font<'a>> {
        self.inflation.allows_font(dict).then(|| self.cache.font(dict, &self.programs, &self.cmaps)).flatten()
    }
}

impl<'a> Workshop<'a> {
    /// `programs` gives a font program for a font that the file does not embed.
    pub(super) fn new(programs: FontResolverFn, inflation: Budget, layers: Layers) -> Self {
        // The character maps of CJK fonts that are not embedded would be 300 KB more.
        let cmaps: CMapResolverFn = std::sync::Arc::new(|_| None);
        let foundry = Rc::new(Foundry { cache: FontCache::new(), programs, cmaps, inflation });
        Self { foundry, faces: HashMap::new(), operators: MAX_OPERATORS, glyphs: MAX_GLYPHS, layers }
    }

    pub(super) fn inflation(&self) -> &Budget {
        &self.foundry.inflation
    }

    pub(super) fn face(&mut self, dict: &Dict<'a>) -> Option<Rc<Face<'a>>> {
        let key = (dict.data().as_ptr() as usize, dict.data().len());
        if let Some(face) = self.faces.get(&key) {
            return face.clone();
        }
        let face = Face::new(dict, &self.foundry).map(Rc::new);
        self.faces.insert(key, face.clone());
        face
    }

    /// Whether one more glyph may be kept.
    pub(super) fn spend_glyph(&mut self) -> bool {
        self.glyphs = self.glyphs.saturating_sub(1);
        self.glyphs > 0
    }

    /// Whether these operators may still be followed.
    pub(super) fn spend(&mut self, operators: u32) -> bool {
        self.operators = self.operators.saturating_sub(operators);
        self.operators > 0
    }
}
