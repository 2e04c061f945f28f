//! What can be recognised in a piece of text; one file per kind.

mod words;
mod cursor;
pub mod date;
pub mod email;
pub mod phone;
pub mod url;
pub mod profile;
mod address;
pub mod place;
pub mod person;
pub mod organization;
pub mod job_title;
mod field_of_study;
pub mod degree;
pub mod score;
pub mod rank;
pub mod fluency;
pub mod skill;

/// Where something was found: bytes of the text that was searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub at: std::ops::Range<usize>,
}
