//! Whether text is seen: its colour beside that of its ground, and its size.

/// Colours are 0xRRGGBB.
pub(super) const WHITE: u32 = 0x00FF_FFFF;

/// Text of this size or less, in half points, nobody reads.
pub(super) const TINY: u16 = 4;

/// The parts of a colour, from 0 to 255.
pub(super) fn parts(color: u32) -> [f64; 3] {
    [16, 8, 0].map(|shift| f64::from(color >> shift & 0xFF))
}

/// Whether nobody tells the one from the other: no part differs by more than one in twenty.
pub(super) fn alike(one: u32, other: u32) -> bool {
    parts(one).iter().zip(parts(other)).all(|(a, b)| (a - b).abs() <= 12.0)
}

/// The colour that six hexadecimal digits write, with or without a `#`.
fn hex(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('#').unwrap_or(text);
    u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6)
}

/// The colour of letters, or of what they are written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    /// 0xRRGGBB.
    Known(u32),
    /// What the program chooses, a picture, a pattern.
    Unknown,
}

impl Paint {
    pub(super) const PAPER: Self = Self::Known(WHITE);

    /// What six hexadecimal digits write, or nobody knows.
    pub(super) fn of(text: &str) -> Self {
        hex(text).map_or(Self::Unknown, Self::Known)
    }

    /// Whether text of this colour cannot be told from its ground. What is not known is seen.
    pub(super) fn is_swallowed(self, ground: Self) -> bool {
        matches!((self, ground), (Self::Known(text), Self::Known(under)) if alike(text, under))
    }
}
