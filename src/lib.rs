//! The analyser behind Readback: bytes of a CV in, what a machine reads in it out.
//!
//! [`analysis::analyze`] is the only entry. The modules below stand in the order in which data flows through them;
//! each uses only those above it.

/// The text of a vocabulary, as build.rs packs it.
macro_rules! vocabulary {
    ($file:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $file))
    };
}

mod signs;
mod characters;
pub mod sort;
mod word_map;
mod memo;
pub mod span;
pub mod document;
pub mod field;
pub mod encoding;
pub mod format;
pub mod reader;
pub mod reading_order;
pub mod locale;
pub mod entity;
pub mod hyphens;
pub mod line;
pub mod model;
pub mod section;
pub mod entry;
pub mod resume;
pub mod structured;
pub mod extract;
pub mod coverage;
pub mod confidence;
pub mod alternative;
pub mod timeline;
pub mod skill_tags;
pub mod export;
pub mod analysis;
pub mod protocol;
