//! What the page and its worker say to each other. The bytes of the file travel beside the request, as a transferred
//! `ArrayBuffer`: `[Request, ArrayBuffer]`.

use serde::{Deserialize, Serialize};

use crate::analysis::Analysis;
use crate::entity::date::Month;
use crate::reader::ReadError;

/// "Read this."
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Counts up; an answer to an older request is dropped.
    pub id: u32,
    /// The file's name, empty for pasted text.
    pub name: String,
    /// The month that "present" means.
    pub today: Month,
}

/// What the worker says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant, reason = "sent once per file")]
pub enum Response {
    /// The worker is up; what is posted before this is lost.
    Ready,
    Done {
        id: u32,
        analysis: Analysis,
    },
    Failed {
        id: u32,
        error: ReadError,
    },
    /// The worker panicked, with this message; it must be thrown away.
    Panicked {
        message: String,
    },
}
