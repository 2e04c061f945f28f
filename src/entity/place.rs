//! Places: cities, regions, countries, street addresses, and words that stand for a place ("Remote").

use std::ops::Range;

use super::Found;

/// Whether all of `text` is a place.
pub fn is_place(text: &str) -> bool {
    score(text) >= 0.5
}

/// How much `text` as a whole looks like a place: 0 to 1. One capitalised word that nobody knows is 0.3.
pub fn score(text: &str) -> f32 {
    let _ = text;
    0.0
}

/// Places within `text`, left to right: "City, Country", "City (Country)", "City, ST 12345" and well known names alone.
pub fn find(text: &str) -> Vec<Found> {
    let _ = text;
    Vec::new()
}

/// Where the tail of `text` is a place: the end of what stands before it (separator excluded), and the place.
pub fn split_tail(text: &str) -> Option<(usize, Range<usize>)> {
    let _ = text;
    None
}
