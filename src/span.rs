//! Where a value was found: byte ranges of a document's reading text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in [`Document::text`](crate::document::Document::text).
///
/// Both ends lie on character boundaries and `start <= end`. Only [`Builder`](crate::document::Builder) makes spans out
/// of nothing; every other span is a part of one ([`Span::sub`]) or the hull of several ([`Span::to`]).
///
/// ```
/// use cv_readback::format::Format;
/// use cv_readback::{reader, reading_order};
///
/// let document = reading_order::arrange(reader::read(b"# Ada Doe\n\nBaker", Format::Markdown, "")?);
/// let [name, title] = [0, 1].map(|at| document.blocks()[at].span);
/// let (first, last) = (name.sub(0..3), name.sub(4..7));
/// assert_eq!(document.slice(first), "Ada");
/// assert_eq!(document.slice(first.to(last)), "Ada Doe");
/// assert!(name.contains(last) && !name.overlaps(title));
/// # Ok::<(), cv_readback::reader::ReadError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    pub(crate) fn new(range: Range<usize>) -> Self {
        debug_assert!(range.start <= range.end);
        Self { start: range.start as u32, end: range.end as u32 }
    }

    /// The range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies within `self`.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The part of `self` at `range`, counted in bytes from the start of `self`; cut to `self` where it would leave it.
    #[must_use]
    #[allow(clippy::should_implement_trait, reason = "a part of a span, not a difference")]
    pub fn sub(self, range: Range<usize>) -> Self {
        let start = (self.start() + range.start).min(self.end());
        let end = (self.start() + range.end).clamp(start, self.end());
        Self::new(start..end)
    }

    /// The hull of both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A value together with the text it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}
