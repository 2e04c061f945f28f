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
    /// It belongs to a layer that is not shown.
    hides: bool,
}

impl Marks {
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The innermost element of the file's structure.
    pub(super) fn tag(&self) -> Option<i32> {
        self.open.last().and_then(|mark| mark.tag)
    }

    /// Whether what is drawn now is on a layer that is not shown.
    pub(super) fn hide(&self) -> bool {
        self.open.iter().any(|mark| mark.hides)
    }

    pub(super) fn begin(&mut self, properties: Option<&Dict<'_>>, glyphs: usize, hides: bool) {
        if self.open.len() >= MAX_DEPTH {
            self.too_deep += 1;
            return;
        }
        let tag = properties.and_then(|properties| properties.get::<i32>("MCID")).or_else(|| self.tag());
        let actual = properties.and_then(|properties| properties.get::<Bytes<'_>>("ActualText"));
        let actual = actual.map(|text| text_string(text.as_bytes()));
        // LaTeX's icon packages give the icon's command: what is drawn is no word.
        let is_command = |text: &str| {
            text.trim_start().strip_prefix('\\').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        let actual = actual.map(|text| if is_command(&text) { " ".to_owned() } else { text });
        self.open.push(Mark { tag, actual, from: glyphs, hides });
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

/// Lets glyphs say `actual`, unless they say so already. What both begin and end with stays where it is drawn; the rest is
/// spread over the glyphs between, by words.
fn replace(glyphs: &mut [Glyph], actual: &str) {
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let drawn: String = glyphs.iter().filter_map(Glyph::text).collect();
    if glyphs.is_empty() || (!drawn.is_empty() && plain(&drawn) == plain(actual)) {
        return;
    }
    let (from, rest) = same_start(glyphs, actual);
    let glyphs = &mut glyphs[from..];
    let (to, rest) = same_end(glyphs, rest);
    let (glyphs, _) = glyphs.split_at_mut(to);
    let letters = rest.chars().count();
    let count = glyphs.len();
    let Some(last) = count.checked_sub(1) else { return };
    let mut texts = vec![String::new(); count];
    let mut before = 0;
    for word in rest.split_inclusive(' ') {
        texts[(before * count / letters.max(1)).min(last)].push_str(word);
        before += word.chars().count();
    }
    for (glyph, text) in glyphs.iter_mut().zip(texts) {
        glyph.sign = if text.is_empty() { Sign::Text("".into()) } else { sign_of(&text, Script::Letters) };
    }
}

/// How many glyphs say what `actual` starts with, and what is left of it. Only whole words count.
fn same_start<'a>(glyphs: &[Glyph], actual: &'a str) -> (usize, &'a str) {
    let (mut rest, mut best) = (actual, (0, actual));
    for (index, glyph) in glyphs.iter().enumerate() {
        let text = glyph.text().unwrap_or_default();
        let word_starts = rest.len() != rest.trim_start().len();
        if index > 0 && word_starts {
            best = (index, rest);
        }
        let Some(after) = rest.trim_start().strip_prefix(text) else { return best };
        rest = after;
    }
    best
}

/// How many glyphs are before those that say what `actual` ends with, and what they are to say.
fn same_end<'a>(glyphs: &[Glyph], actual: &'a str) -> (usize, &'a str) {
    let (mut rest, mut best) = (actual, (glyphs.len(), actual));
    for (index, glyph) in glyphs.iter().enumerate().rev() {
        let text = glyph.text().unwrap_or_default();
        if rest.len() != rest.trim_end().len() {
            best = (index + 1, rest);
        }
        let Some(before) = rest.trim_end().strip_suffix(text) else { return best };
        rest = before;
    }
    best
}
