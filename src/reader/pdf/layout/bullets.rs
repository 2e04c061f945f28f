//! What marks an item: a glyph, a number, a picture of an icon font, a drawn dot.

use std::collections::{BTreeMap, BTreeSet};

use super::super::page::{Area, Icon, Page, Shape, ShapeKind, Word};
use super::segments::{Segment, is_apart};
use crate::reader::glyphs::is_bullet;

/// How far the text of an item may stand from its bullet, as a multiple of its size.
pub(super) const AFTER_BULLET: f32 = 5.0;

/// What stands before the text of a list item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bullet {
    pub(super) left: f32,
    pub(super) ordered: bool,
    /// It is one of the second level.
    pub(super) hollow: bool,
}

/// The pictures that are bullets, and not telephones and calendars.
pub(super) struct Icons(BTreeSet<u32>);

impl Icons {
    /// A picture is a bullet if it begins stretches of text again and again, and one right below another.
    pub(super) fn of(pages: &[Page]) -> Self {
        let mut counts: BTreeMap<u32, (usize, bool)> = BTreeMap::new();
        for page in pages {
            let mut previous: Option<&Word> = None;
            // The last picture at the start of a line, and whether all that was drawn since stands below its text.
            let mut open: Option<(Icon, &Word, bool)> = None;
            for word in &page.words {
                let follows = previous.is_some_and(|last| {
                    (last.baseline - word.baseline).abs() < 2.0
                        && (word.area.left - last.area.right()).abs() < 4.0 * word.size
                });
                previous = Some(word);
                if let Some(icon) = word.icon.filter(|_| !follows) {
                    let count = counts.entry(icon.code).or_insert((0, false));
                    count.0 += 1;
                    count.1 |= open.is_some_and(|(last, item, within)| {
                        let below = word.baseline - item.baseline;
                        within
                            && last.code == icon.code
                            && (last.left - icon.left).abs() < 2.0
                            && 0.0 < below
                            && below < 9.0 * word.size
                    });
                    open = Some((icon, word, true));
                } else if let Some((_, item, within)) = &mut open {
                    *within &= word.icon.is_none() && word.area.left > item.area.left - 1.0;
                }
            }
        }
        Self(counts.into_iter().filter(|(_, (count, listed))| *count >= 3 && *listed).map(|(code, _)| code).collect())
    }
}

/// Takes a marker at the start of a segment for its bullet.
pub(super) fn find(segment: &mut Segment<'_>, icons: &Icons) {
    let Some(first) = segment.words.first() else { return };
    let (left, word) = (first.left, first.word);
    if let Some(icon) = word.icon.filter(|icon| icons.0.contains(&icon.code)) {
        segment.bullet = Some(Bullet { left: icon.left, ordered: false, hollow: false });
        return;
    }
    let Some(mark) = word.text.chars().next() else { return };
    let alone = word.text.chars().nth(1).is_none();
    let bullet = |ordered, hollow| Some(Bullet { left, ordered, hollow });
    let next = segment.words.get(1);
    let apart = next.is_some_and(|next| is_apart(first, next));
    if alone && next.is_some() {
        let dash = matches!(mark, '-' | '–' | '*' | '»' | '›' | '>' | 'o' | '−' | '‐' | '⁃') && apart;
        if is_bullet(mark) || dash {
            segment.bullet = bullet(false, matches!(mark, 'o' | '◦' | '○' | '–' | '-'));
            segment.words.remove(0);
        }
    } else if !alone && is_bullet(mark) && mark != '·' {
        // The glyph and the first word were drawn in one go: the word keeps it, the text goes without.
        segment.bullet = bullet(false, false);
    } else if next.is_some() && apart && is_number(&word.text) {
        segment.bullet = bullet(true, false);
        segment.words.remove(0);
    }
    if let Some(first) = segment.words.first() {
        segment.left = first.left;
    }
}

/// Takes the dots between the parts of one line (`Springfield • 555-0142 • jo@example.org`) for what they are.
pub(super) fn separators(segments: &mut [Segment<'_>]) {
    let mut from = 0;
    while from < segments.len() {
        let mut to = from + 1;
        while segments.get(to).is_some_and(|next| {
            let last = &segments[to - 1];
            let level = next.baseline - last.baseline < 0.1 * next.size;
            level && next.bullet.is_some() && (0.0..1.5 * next.size).contains(&(next.start() - last.right))
        }) {
            to += 1;
        }
        if to > from + 2 && segments[from].bullet.is_none() {
            segments[from..to].iter_mut().for_each(|segment| segment.bullet = None);
        }
        from = to;
    }
}

/// Whether a word is one of the signs that mark items.
pub(super) fn is_marker(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or(' ');
    let alone = chars.next().is_none();
    alone && (is_bullet(first) || matches!(first, '-' | '–' | '*' | '»' | '›' | '>' | '−')) || is_number(text)
}

/// `1.`, `2)`, `[3]`, `(4)`: the number of a list item.
fn is_number(text: &str) -> bool {
    let inner = text.trim_start_matches(['[', '(']).trim_end_matches(['.', ')', ']']);
    inner.len() < text.len() && (1..=2).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit())
}

/// Makes items of the segments before which a dot is drawn.
pub(super) fn dotted(segments: &mut [Segment<'_>], shapes: &[Shape]) {
    let mut dots: Vec<Area> =
        shapes.iter().filter(|shape| shape.kind == ShapeKind::Dot).map(|shape| shape.area).collect();
    dots.retain(|dot| dot.left.is_finite() && dot.top.is_finite() && dot.width.is_finite() && dot.height.is_finite());
    dots.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    let upright = shapes.iter().filter(|shape| shape.kind == ShapeKind::Rule).map(|shape| shape.area);
    let upright: Vec<Area> = upright.filter(|area| area.height > 20.0 && area.width < 4.0).take(100).collect();
    for (at, dot) in dots.iter().enumerate() {
        let middle = dot.top + dot.height / 2.0;
        let same_row = |other: &&Area| {
            (other.top + other.height / 2.0 - middle).abs() < 2.0
                && (other.left - dot.left).abs() < 40.0
                && *other != dot
        };
        let on_rule = upright.iter().any(|rule| {
            let across = rule.left + rule.width / 2.0;
            let beside = dot.left - 0.5 < across && across < dot.right() + 0.5;
            beside && rule.top < dot.bottom() + 3.0 && rule.bottom() > dot.top - 3.0
        });
        // Dots side by side rate a skill.
        let beside = dots[at.saturating_sub(6)..(at + 7).min(dots.len())].iter().find(same_row);
        if beside.is_some() {
            continue;
        }
        let from = segments.partition_point(|segment| segment.baseline < middle - 2.0);
        let near = segments[from..].iter_mut().take(24);
        let item = near
            .filter(|segment| {
                segment.top() < middle
                    && middle < segment.bottom()
                    && segment.bullet.is_none()
                    && segment.left >= dot.right() - 1.0
            })
            .min_by(|a, b| a.left.total_cmp(&b.left));
        // What is as large as letters is an icon; what a rule goes through marks the place on a line of time.
        let is_bullet = |item: &&mut Segment<'_>| {
            item.left - dot.right() < 2.5 * item.size && dot.width.min(dot.height) < 0.62 * item.size
        };
        if let Some(item) = item.filter(is_bullet).filter(|_| !on_rule) {
            item.bullet = Some(Bullet { left: dot.left, ordered: false, hollow: false });
        }
    }
}
