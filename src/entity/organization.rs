//! Names of organisations.

/// How much `text` as a whole looks like an organisation's name: 0 to 1.
pub fn score(text: &str) -> f32 {
    let _ = text;
    0.0
}

/// Whether `text` names a place of education: a university, college, school, institute.
pub fn is_institution(text: &str) -> bool {
    let _ = text;
    false
}
