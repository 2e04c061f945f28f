//! Words -> blocks: for now each line of each page, from its top to its bottom.

use super::page::{Page, Word};
use crate::document::{BlockKind, Origin};
use crate::reader::{RawBlock, RawLine, RawRun};

/// The blocks of all pages.
pub(super) fn blocks(pages: &[Page]) -> Vec<RawBlock> {
    let mut blocks = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let mut words: Vec<&Word> = page.words.iter().filter(|word| !word.hidden).collect();
        words.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        let mut start = 0;
        for at in 1..=words.len() {
            if words.get(at).is_none_or(|word| word.baseline - words[start].baseline > 0.4 * word.size) {
                let mut line = words[start..at].to_vec();
                line.sort_by(|a, b| a.area.left.total_cmp(&b.area.left));
                blocks.push(block(&line, number as u16));
                start = at;
            }
        }
    }
    blocks
}

fn block(words: &[&Word], page: u16) -> RawBlock {
    let run = |(index, word): (usize, &&Word)| RawRun {
        text: if index == 0 || word.glued { word.text.clone() } else { format!(" {}", word.text) },
        style: word.style,
        link: word.link.clone(),
        origin: Origin::Area {
            page,
            left: word.area.left,
            top: word.area.top,
            width: word.area.width,
            height: word.area.height,
        },
    };
    let line = RawLine { runs: words.iter().enumerate().map(run).collect() };
    RawBlock { kind: BlockKind::Paragraph, indent: 0, lines: vec![line] }
}
