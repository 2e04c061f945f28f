//! What the entries of a section tell each other: which slot of a head holds what.

use super::lattice::Lattice;
use super::piece::{Piece, Sign};
use super::{Pieces, Schema, field_of};
use crate::sort;

/// Ways to say where a piece stands, from the closest to the widest.
pub const SLOTS: usize = 4;
/// The most that one entry says against a label.
const MOST: i32 = 1024;

/// For each slot, what all entries say of it.
#[derive(Debug, Clone, Default)]
pub struct Votes {
    /// Slot, entry, and how much the entry says against each kind of label; by slot and entry.
    told: Vec<(u32, usize, Told)>,
    /// Slot, where its votes begin, and their sum.
    slots: Vec<(u32, usize, Told)>,
}

/// What the others say of a piece: for each kind of label how much speaks against it, in the mean.
pub type Told = Vec<i32>;

/// The slots of a piece.
pub fn slots(piece: &Piece) -> [u32; SLOTS] {
    let dress = u32::from(piece.dress.bold)
        | u32::from(piece.dress.italic) << 1
        | u32::from(piece.dress.heading) << 2
        | u32::from(piece.dress.capitals) << 3;
    let small = |number: usize| number.min(7) as u32;
    let sign = Sign::ALL.iter().position(|sign| *sign == piece.sign).unwrap_or_default() as u32;
    let bracket = u32::from(piece.sign == Sign::Bracket);
    [
        dress | small(piece.line) << 4 | small(piece.part) << 7 | small(piece.at) << 10 | small(piece.lines) << 13,
        1 << 28
            | dress
            | small(piece.line) << 4
            | small(piece.parts_behind) << 7
            | small(piece.at) << 10
            | bracket << 13,
        2 << 28 | dress | sign << 4 | small(piece.at) << 8,
        3 << 28 | dress | small(piece.line) << 4,
    ]
}

impl Votes {
    pub fn of(schema: Schema, heads: &[Pieces], lattices: &[Lattice]) -> Self {
        let kinds = 1 + schema.fields().len();
        let labels = schema.labels();
        let mut told: Vec<(u32, usize, Vec<i32>)> = Vec::new();
        for (entry, (head, lattice)) in heads.iter().zip(lattices).enumerate() {
            let marginals = lattice.marginals();
            for (at, piece) in head.pieces.iter().enumerate().filter(|(_, piece)| !piece.date) {
                let own = &marginals[at * labels..(at + 1) * labels];
                let top = own.iter().copied().max().unwrap_or_default();
                let mut against = vec![MOST; kinds];
                for (label, score) in own.iter().enumerate() {
                    let kind = field_of(label).map_or(0, |(field, _)| field + 1);
                    against[kind] = against[kind].min(top - score);
                }
                for slot in slots(piece) {
                    told.push((slot, entry, against.clone()));
                }
            }
        }
        sort::by(&mut told, |a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        let mut slots: Vec<(u32, usize, Told)> = Vec::new();
        for (at, (slot, _, against)) in told.iter().enumerate() {
            match slots.last_mut() {
                Some((last, _, sum)) if last == slot => add(sum, against, 1),
                _ => slots.push((*slot, at, against.clone())),
            }
        }
        Self { told, slots }
    }

    /// What the entries other than `entry` say of a slot; nothing where none has it.
    pub fn others(&self, slot: u32, entry: usize) -> Option<Told> {
        let at = self.slots.binary_search_by_key(&slot, |(slot, ..)| *slot).ok()?;
        let (_, from, sum) = &self.slots[at];
        let until = self.slots.get(at + 1).map_or(self.told.len(), |(_, until, _)| *until);
        let votes = &self.told[*from..until];
        let own = votes.partition_point(|(_, other, _)| *other < entry);
        let mut sum = sum.clone();
        let mut count = votes.len() as i32;
        for (_, _, against) in votes.iter().skip(own).take_while(|(_, other, _)| *other == entry) {
            add(&mut sum, against, -1);
            count -= 1;
        }
        (count > 0).then(|| sum.into_iter().map(|sum| sum / count).collect())
    }
}

fn add(sum: &mut [i32], against: &[i32], times: i32) {
    for (sum, against) in sum.iter_mut().zip(against) {
        *sum += times * against;
    }
}
