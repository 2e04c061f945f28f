//! The text in the order in which the pages draw it: what a reader sees that knows nothing of layout.

use super::page::{Direction, Page, Word};

/// Words stand on one line, if their baselines differ by less than this, in ems.
const SAME_LINE: f32 = 0.45;

/// One line for each stretch of words on one baseline that runs forwards; pages are set apart by an empty line.
pub(super) fn text(pages: &[Page]) -> String {
    let mut text = String::new();
    for page in pages {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let mut last: Option<&Word> = None;
        for word in &page.words {
            match last {
                Some(last) if !goes_on(last, word) => text.push('\n'),
                Some(_) if !word.glued => text.push(' '),
                _ => {}
            }
            text.push_str(&word.text);
            last = Some(word);
        }
    }
    text
}

fn goes_on(last: &Word, word: &Word) -> bool {
    let forwards = match word.direction {
        Direction::Right => word.area.left > last.area.left,
        Direction::Left => word.area.left < last.area.left,
        Direction::Down => word.area.top > last.area.top,
        Direction::Up => word.area.top < last.area.top,
    };
    last.direction == word.direction
        && forwards
        && (last.baseline - word.baseline).abs() < SAME_LINE * last.size.max(word.size)
}
