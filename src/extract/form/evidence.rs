//! What speaks for what a piece could be: named features, each a short text.

use super::piece::{Piece, Sign, Within};
use super::votes::{Votes, slots};
use super::{Pieces, Schema};

/// Takes a feature's name in parts.
pub type Sink<'a> = dyn FnMut(&[&str]) + 'a;

const NUMBERS: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];

fn number(of: usize) -> &'static str {
    NUMBERS[of.min(7)]
}

fn yes(is: bool) -> &'static str {
    if is { "y" } else { "n" }
}

/// Classes of likelihoods in tenths.
fn class(tenths: u8) -> &'static str {
    match tenths {
        0..=1 => "0",
        2..=3 => "1",
        4..=5 => "2",
        6..=7 => "3",
        _ => "4",
    }
}

fn within(found: Option<Within>) -> &'static str {
    match found {
        None => "n",
        Some(Within::All) => "all",
        Some(Within::Part) => "part",
    }
}

/// What a piece is to its neighbours, in one word.
fn gist(piece: Option<&Piece>) -> &'static str {
    let Some(piece) = piece else { return "^" };
    let seen = &piece.seen;
    if piece.date {
        "date"
    } else if let Some(label) = piece.label {
        label
    } else if seen.grade {
        "grade"
    } else if seen.degree == Some(Within::All) {
        "degree"
    } else if seen.school {
        "school"
    } else if seen.degree.is_some() {
        "degreed"
    } else if seen.area {
        "area"
    } else if seen.employment {
        "employment"
    } else if seen.title >= 5 && seen.title > seen.organization {
        "title"
    } else if seen.place >= 6 && seen.organization < 6 {
        "place"
    } else if seen.organization >= 7 {
        "organization"
    } else if seen.place >= 3 {
        "place?"
    } else if piece.running {
        "prose"
    } else {
        "name"
    }
}

/// The features of the piece `at` of a head that it has whatever its neighbours are labelled.
pub fn own(schema: Schema, head: &Pieces, at: usize, sink: &mut Sink) {
    let piece = &head.pieces[at];
    let seen = &piece.seen;
    sink(&["1"]);
    let (title, organization, place) = (class(seen.title), class(seen.organization), class(seen.place));
    sink(&["t", title]);
    sink(&["o", organization]);
    sink(&["p", place]);
    sink(&["to", title, organization, " p", place]);
    let [whole_title, whole_organization, whole_place] = piece.whole.map(class);
    if piece.at > 0 || head.pieces.get(at + 1).is_some_and(|next| next.at > 0) {
        sink(&["wt", whole_title, " at", number(piece.at)]);
        sink(&["wo", whole_organization, " at", number(piece.at)]);
        sink(&["wp", whole_place, " at", number(piece.at)]);
    }
    let told = [
        ("person", seen.person),
        ("school", seen.school),
        ("faculty", seen.faculty),
        ("grade", seen.grade),
        ("area", seen.area),
        ("employment", seen.employment),
        ("digits", piece.digits),
        ("lower", piece.lower),
        ("running", piece.running),
        ("bold", piece.dress.bold),
        ("italic", piece.dress.italic),
        ("heading", piece.dress.heading),
        ("linked", piece.dress.linked),
        ("capitals", piece.dress.capitals),
    ];
    for (name, _) in told.iter().filter(|(_, is)| *is) {
        sink(&[name]);
    }
    if schema == Schema::Education {
        sink(&["degree ", within(seen.degree), " ", yes(seen.school)]);
    }
    if let Some(label) = piece.label {
        sink(&[label]);
    }
    sink(&["n", number(piece.count)]);
    place_of(head, at, sink);
    words(piece, sink);
}

/// Features of where a piece stands, and what stands around it.
fn place_of(head: &Pieces, at: usize, sink: &mut Sink) {
    let piece = &head.pieces[at];
    let before = at.checked_sub(1).and_then(|before| head.pieces.get(before));
    let next = head.pieces.get(at + 1);
    let behind = match next {
        Some(next) if next.line == piece.line => next.sign,
        _ => Sign::Line,
    };
    let child = if head.child { "c" } else { "" };
    sink(&["line", number(piece.line.min(3)), "/", number(piece.lines.min(4))]);
    sink(&["line", number(piece.line.min(3)), " part", number(piece.part.min(3)), " at", number(piece.at.min(3))]);
    sink(&["first", yes(at == 0), yes(piece.part == 0 && piece.at == 0), child]);
    sink(&["of", number(head.pieces.len())]);
    sink(&["sign ", piece.sign.name(), " ", behind.name()]);
    let (gist_before, own, gist_next) = (gist(before), gist(Some(piece)), gist(next));
    let sign_before = piece.sign.name();
    sink(&["b ", gist_before, " ", sign_before]);
    sink(&["b ", gist_before, " ", own]);
    sink(&["a ", gist_next, " ", behind.name()]);
    sink(&["a ", gist_next, " ", own]);
    sink(&["ba ", gist_before, " ", gist_next]);
    sink(&["s ", sign_before, " ", own]);
    let dress = [yes(piece.dress.bold || piece.dress.heading), yes(piece.dress.italic)];
    sink(&["d ", dress[0], dress[1], " ", own]);
    sink(&["l", number(piece.line.min(2)), " ", own]);
    let two = at.checked_sub(2).and_then(|before| head.pieces.get(before));
    let three = head.pieces.get(at + 2);
    sink(&["bb ", gist(two)]);
    sink(&["aa ", gist(three)]);
    // What else the head has.
    let has =
        |what: &str| head.pieces.iter().enumerate().any(|(other, piece)| other != at && gist(Some(piece)) == what);
    for what in ["title", "organization", "place", "school", "degree", "area"] {
        if has(what) {
            sink(&["has ", what]);
            sink(&["has ", what, " ", own]);
        }
    }
    if let Some(before) = before.filter(|before| before.line == piece.line && !before.date) {
        let same = (before.dress.bold, before.dress.italic) == (piece.dress.bold, piece.dress.italic);
        sink(&["same dress ", yes(same), yes(piece.at > 0)]);
    }
}

/// Features of the words of a piece.
fn words(piece: &Piece, sink: &mut Sink) {
    let words = &piece.seen.words;
    for word in words.iter().take(12) {
        sink(&["w=", word]);
    }
    if let (Some(first), Some(last)) = (words.first(), words.last()) {
        sink(&["f=", first]);
        sink(&["l=", last]);
        let tail = last.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        if last.chars().count() > 4 {
            sink(&["x=", last.get(tail..).unwrap_or_default()]);
        }
    }
}

/// What the other entries say of a piece.
pub fn voted(schema: Schema, head: &Pieces, at: usize, votes: &Votes, entry: usize, sink: &mut Sink) {
    let piece = &head.pieces[at];
    for (kind, slot) in slots(piece).into_iter().enumerate() {
        let kind = number(kind);
        let Some(told) = votes.others(slot, entry) else {
            sink(&["v", kind, " none"]);
            continue;
        };
        let mut order: Vec<usize> = (0..told.len()).collect();
        crate::sort::by_key(&mut order, |of| told[*of]);
        let name = |of: usize| if of == 0 { "O" } else { schema.label_name(2 * of) };
        let gap = told[order[1]] - told[order[0]];
        let gap = if gap < 64 {
            "0"
        } else if gap < 192 {
            "1"
        } else if gap < 512 {
            "2"
        } else {
            "3"
        };
        sink(&["v", kind, " ", name(order[0]), gap]);
        sink(&["v", kind, " ", name(order[0]), " ", gist(Some(piece))]);
        for (of, against) in told.iter().enumerate().filter(|(_, against)| **against < 768) {
            let much = if *against < 96 {
                "0"
            } else if *against < 320 {
                "1"
            } else {
                "2"
            };
            sink(&["v", kind, "~", name(of), much]);
        }
    }
}

/// The features of a step from the label `before` (`^` at the start) over `sign`.
pub fn step(before: &str, sign: Sign, sink: &mut Sink) {
    sink(&[">", before]);
    sink(&[">", before, " ", sign.name()]);
}

/// The feature of a label where a set of fields was seen before it.
pub fn seen_before(set: usize, sink: &mut Sink) {
    sink(&["set", number(set)]);
}

/// The features of the set of fields of a whole head.
pub fn at_end(set: usize, child: bool, sink: &mut Sink) {
    sink(&["end", number(set)]);
    sink(&["end", number(set), yes(child)]);
}
