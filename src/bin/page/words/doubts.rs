//! What is not sure, and the words of the buttons that choose another reading.

use cv_readback::confidence::{Confidence, Reason};
use cv_readback::locale::SectionKind;

use super::{count, quoted, section};

pub const SWAP_EMPLOYER: &str = "Swap employer and title";
pub const SWAP_ORGANISATION: &str = "Swap organisation and role";
pub const SWAP_INSTITUTION: &str = "Swap institution and field";
pub const SWAP_ISSUER: &str = "Swap certificate and issuer";
pub const SWAP_AWARDER: &str = "Swap award and issuer";
pub const SWAP_PUBLISHER: &str = "Swap title and publisher";
pub const PART_OF_THE_ONE_ABOVE: &str = "This is part of the entry above";
pub const NO_HEADING: &str = "This is no heading";
pub const UNDO: &str = "Undo";
/// What a screen reader is told after a choice.
pub const CHOSEN: &str = "Understood as you say; timeline and skills follow.";
pub const UNDONE: &str = "Undone.";

/// Why something is not sure.
pub fn doubt(confidence: Confidence, reason: Reason) -> String {
    let reason = match reason {
        Reason::Close => "it could be read the other way round",
        Reason::Fragment => "it looks like a piece of something longer",
        Reason::Length => "it is longer or shorter than such values are",
        Reason::Shared => "another field has the same words",
        Reason::Place => "only where it stands says what it is",
        Reason::Beside => "words beside it were not understood",
        Reason::Odd => "this entry lacks what the others have",
        Reason::Bare => "little in this entry says what it is",
        Reason::Heading => "its heading is none that is known",
        Reason::Patchy => "much of this document was not understood",
    };
    let sure = if confidence == Confidence::Likely { "Likely" } else { "Not sure" };
    format!("{sure}: {reason}.")
}

/// "Employer. Not sure: …"
pub fn what_and_why(what: &str, why: &str) -> String {
    format!("{what}. {why}")
}

/// "Read as projects"
pub fn are_of(kind: SectionKind) -> String {
    format!("Read as {}", section(kind).to_ascii_lowercase())
}

/// "“Zymurgy” may head something else."
pub fn heading_in_doubt(heading: &str) -> String {
    format!("{} may head something else.", quoted(heading))
}

/// "2 readings changed by you."
pub fn chosen(number: usize) -> String {
    format!("{} changed by you.", count(number, "reading", "readings"))
}
