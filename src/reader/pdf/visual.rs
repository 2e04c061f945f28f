//! Letters that are drawn from right to left, put where they stand: the order in which other programs draw them.

use super::bidi::is_rtl;
use super::glyph::Glyph;

/// Letters of one line are looked at together as far as they stand apart, in ems.
const REACH: f64 = 12.0;

/// Letters stand on one line, if their baselines differ by less than this, in ems.
const SAME_LINE: f64 = 0.3;

/// Puts letters that are drawn from right to left into the order in which they stand, from left to right, as those are that
/// another program draws so.
pub(super) fn to_visual(glyphs: &mut [Glyph]) {
    if !glyphs.iter().any(has_rtl) {
        return;
    }
    let mut from = 0;
    let (mut left, mut right) = (0.0, 0.0);
    for at in 0..=glyphs.len() {
        let near = at.checked_sub(1).zip(glyphs.get(at)).is_some_and(|(last, next)| {
            let (last, em) = (&glyphs[last], next.size);
            let (start, end) = next.extent();
            last.along.dot(next.along) > 0.99
                && (last.across() - next.across()).abs() < SAME_LINE * em
                && start < right + REACH * em
                && end > left - REACH * em
        });
        if let Some(next) = glyphs.get(at) {
            let (start, end) = next.extent();
            (left, right) = if near { (f64::min(left, start), f64::max(right, end)) } else { (start, end) };
        }
        if !near && at > from {
            let line = &mut glyphs[from..at];
            let backwards = line.windows(2).any(|pair| pair[1].extent().1 < pair[0].extent().1 - 0.1 * pair[0].size);
            if backwards && line.iter().any(has_rtl) {
                line.sort_by(|a, b| a.extent().0.total_cmp(&b.extent().0));
            }
            from = at;
        }
    }
}

fn has_rtl(glyph: &Glyph) -> bool {
    glyph.text().is_some_and(|text| text.contains(is_rtl))
}
