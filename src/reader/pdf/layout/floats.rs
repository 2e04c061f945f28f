//! Dates at the right edge that text flows around: browsers draw both right up to each other.

use super::relation::is_date;
use super::segments::{Placed, Segment, gap};

/// Words of the longest date.
const MOST: usize = 7;

/// How far before the right edge of the text a date may end, as a multiple of its size: it may wrap there.
const RAGGED: f32 = 3.0;

/// Sets such dates apart from the text that they stand beside. The segments are sorted from top to bottom.
pub(super) fn part<'a>(segments: Vec<Segment<'a>>) -> Vec<Segment<'a>> {
    let edge = segments.iter().map(|segment| segment.right).fold(f32::MIN, f32::max);
    let mut parted = Vec::with_capacity(segments.len());
    let mut above: Option<Placed<'a>> = None;
    for mut segment in segments {
        let Some(at) = date_at(&segment.words, edge, above) else {
            parted.push(segment);
            continue;
        };
        let date = segment.words.split_off(at);
        above = date.first().copied();
        segment.right = segment.words.iter().map(|word| word.right).fold(segment.left, f32::max);
        parted.push(segment);
        parted.extend(Segment::new(date));
    }
    parted
}

/// Where the words of a line begin that are such a date; `above` is the first word of the date above, which may go on here.
fn date_at(words: &[Placed<'_>], edge: f32, above: Option<Placed<'_>>) -> Option<usize> {
    let last = words.last()?;
    let touches = |at: &usize| {
        let (before, own) = (&words[at - 1], &words[*at]);
        let meets = (-0.3..0.12).contains(&gap(before, own)) && !own.word.glued && !own.word.after_blank;
        meets && own.word.text.starts_with(|c: char| c.is_ascii_digit()) && before.word.text.chars().nth(1).is_some()
    };
    let at = (words.len().saturating_sub(MOST).max(1)..words.len()).find(touches)?;
    let goes_on = above.is_some_and(|above| {
        (above.left - words[at].left).abs() < 0.5 && words[at].baseline - above.baseline < 1.9 * above.word.size
    });
    let is_date = || Segment::new(words[at..].to_vec()).is_some_and(|date| is_date(&date));
    (goes_on || (edge - last.right < RAGGED * last.word.size && is_date())).then_some(at)
}
