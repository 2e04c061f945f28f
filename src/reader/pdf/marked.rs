//! Marked content: which element of the file's structure a glyph belongs to, and text that stands for what is drawn.

use hayro_syntax::object::{Dict, String as Bytes};

use super::annotation::text_string;
use super::glyph::{Glyph, Script, Sign, sign_of};

/// Deeper marks are not looked at, but counted.
const MAX_DEPTH: usize = 256;

/// The marks that are open.
#[derive(Debug, Default)]
pub(super) struct Marks {
    open: Vec<Mark>,
    too_deep: usize,
}

#[derive(Debug)]
struct Mark {
    tag: Option<i32>,
    /// What is drawn within stands for this (ISO 32000-1, 14.9.4).
    actual: Option<String>,
    /// The number of glyphs before it.
    from: usize,
}

impl Marks {
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The innermost element of the file's structure.
    pub(super) fn tag(&self) -> Option<i32> {
        self.open.last().and_then(|mark| mark.tag)
    }

    pub(super) fn begin(&mut self, properties: Option<&Dict<'_>>, glyphs: usize) {
        if self.open.len() >= MAX_DEPTH {
            self.too_deep += 1;
            return;
        }
        let tag = properties.and_then(|properties| properties.get::<i32>("MCID")).or_else(|| self.tag());
        let actual = properties.and_then(|properties| properties.get::<Bytes<'_>>("ActualText"));
        let actual = actual.map(|text| text_string(text.as_bytes()));
        self.open.push(Mark { tag, actual, from: glyphs });
    }

    pub(super) fn end(&mut self, glyphs: &mut [Glyph]) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if let Some(mark) = self.open.pop()
            && let Some(actual) = mark.actual
        {
            replace(glyphs.get_mut(mark.from..).unwrap_or_default(), &actual);
        }
    }

    /// Ends what a stream left open.
    pub(super) fn end_down_to(&mut self, depth: usize, glyphs: &mut [Glyph]) {
        self.too_deep = 0;
        while self.open.len() > depth {
            self.end(glyphs);
        }
    }
}

/// Lets glyphs say `actual`, spread over them evenly, unless they say so already.
fn replace(glyphs: &mut [Glyph], actual: &str) {
    let drawn: String = glyphs.iter().filter_map(Glyph::text).collect();
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    if glyphs.is_empty() || (!drawn.is_empty() && plain(&drawn) == plain(actual)) {
        return;
    }
    let letters: Vec<char> = actual.chars().collect();
    let count = glyphs.len();
    for (index, glyph) in glyphs.iter_mut().enumerate() {
        let share = letters.get(index * letters.len() / count..(index + 1) * letters.len() / count);
        let share: String = share.unwrap_or_default().iter().collect();
        glyph.sign = if share.is_empty() { Sign::Text("".into()) } else { sign_of(&share, Script::Letters) };
    }
}
