//! What the page and its workers say to each other: `[Request, ArrayBuffer]` one way, `[Response, ArrayBuffer]` the other. The
//! envelope is bytes, as [`encode`] writes them; what is large travels beside it, transferred and not copied: a file, or
//! another of this library's values as [`encode`] writes it.

mod decoding;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::alternative::Choice;
use crate::format::Format;
use crate::reader::ReadError;
use crate::timeline::AsOf;

/// What the page asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Counts up; an answer to an older request is dropped.
    pub id: u32,
    pub task: Task,
}

/// What is to be done with the bytes that come beside a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Task {
    /// Of the analysing worker: read this file and understand it. `name` is the file's name, empty for pasted text, `as_of`
    /// tells which month "present" means, `choices` what a person wants to be understood otherwise.
    Analyze { name: String, as_of: AsOf, choices: Vec<Choice> },
    /// Of the reading worker: read this file, of a format that has layout. `password` opens it, if it is encrypted.
    Read { format: Format, password: String },
    /// Of the painting worker: this is the PDF whose pages are to be drawn.
    Open { password: String },
    /// Of the painting worker: draw a page, counted from 0, with so many pixels to a point.
    Paint { page: u16, scale: f32 },
    /// Of the analysing worker: understand this [`RawDocument`](crate::reader::RawDocument), encoded.
    Understand { format: Format, as_of: AsOf, choices: Vec<Choice> },
}

/// What a worker says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// The request that it answers; 0 for none.
    pub id: u32,
    pub answer: Answer,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The worker is up; what is posted before this is lost.
    Ready,
    /// To [`Task::Analyze`] and [`Task::Understand`]: beside it, an [`Analysis`](crate::analysis::Analysis), encoded.
    Understood,
    /// To [`Task::Read`]: beside it, a [`RawDocument`](crate::reader::RawDocument), encoded.
    Read,
    /// To [`Task::Read`], before its answer: this page, counted from 1, of so many is being read.
    Reading {
        page: u16,
        pages: u16,
    },
    /// To [`Task::Analyze`]: this is a file for the reading worker.
    NeedsReader {
        format: Format,
    },
    /// To [`Task::Open`].
    Opened,
    /// To [`Task::Paint`]: beside it, the picture's pixels, row by row, each as red, green, blue and opacity, a byte each.
    Painted {
        page: u16,
        width: u16,
        height: u16,
    },
    Failed {
        error: ReadError,
    },
    /// The worker panicked, with this message; it must be thrown away.
    Panicked {
        message: String,
    },
}

/// `value` as bytes.
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    // Fails only for what this library has none of: sequences of unknown length.
    postcard::to_allocvec(value).unwrap_or_default()
}

/// The value that [`encode`] wrote; nothing if the bytes are not from there.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    decoding::decode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analysis, analyze, understand};
    use crate::entity::date::Month;
    use crate::reader::{RawDocument, read};

    #[test]
    fn what_was_read_in_one_worker_is_understood_in_another() {
        let cv =
            b"# Ada Doe\n\n## Experience\n\n### Engineer, Acme Ltd\n\n*May 2018 - present*\n\n- Built things in Go\n";
        let today = AsOf::Today(Month::new(2026, 11));
        let raw = encode(&read(cv, Format::Markdown, "").expect("it reads"));
        let raw: RawDocument = decode(&raw).expect("it was encoded");
        let analysis = understand(Format::Markdown, raw, today);
        assert_eq!(Ok(&analysis), analyze(cv, "cv.md", "", today).as_ref());
        assert_eq!(decode::<Analysis>(&encode(&analysis)), Some(analysis));
    }

    #[test]
    fn bytes_from_elsewhere_are_no_analysis() {
        assert_eq!(decode::<Analysis>(b"\xFF\xFF\xFF\xFF\xFF\xFF"), None);
        assert_eq!(decode::<Analysis>(&[0; 4]), None);
    }

    /// Wherever the bytes end or change, they are a value or nothing, as postcard itself says.
    #[test]
    fn broken_bytes_are_nothing() {
        let cv = include_bytes!("../samples/engineer-with-gaps.md");
        let analysis = analyze(cv, "cv.md", "", AsOf::Today(Month::new(2026, 11))).expect("it reads");
        let bytes = encode(&analysis);
        assert_eq!(decode::<Analysis>(&bytes).as_ref(), Some(&analysis));
        assert_eq!(decode::<Analysis>(&[&bytes[..], b"\0"].concat()), None);
        for at in (0..bytes.len()).step_by(211) {
            assert_eq!(decode::<Analysis>(&bytes[..at]), None);
            for value in [0, 1, 0x7f, 0xff] {
                let mut other = bytes.clone();
                other[at] = value;
                let read = decode::<Analysis>(&other);
                if let Some(read) = &read {
                    assert_eq!(postcard::from_bytes::<Analysis>(&other).as_ref(), Ok(read));
                }
            }
        }
    }

    #[test]
    fn each_kind_of_value_comes_back() {
        let values = (
            (u8::MAX, u16::MAX, u32::MAX, usize::MAX),
            (i8::MIN, i16::MIN, i32::MIN, i64::MIN),
            (1.5_f32, -0.25_f64, true, 'é'),
            (Some("text".to_owned()), None::<u8>, vec![(1_u8, String::new())], Box::new([3_i32; 2])),
        );
        assert_eq!(decode(&encode(&values)), Some(values));
        let answer = Response { id: 300, answer: Answer::Painted { page: 1, width: 2, height: 3 } };
        assert_eq!(decode(&encode(&answer)), Some(answer));
        assert_eq!(decode::<Response>(&[1, 99]), None, "no such answer");
        assert_eq!(decode::<String>(&[2, 0xff, 0xff]), None, "no UTF-8");
        assert_eq!(decode::<bool>(&[2]), None);
        assert_eq!(decode::<u16>(&[0xff, 0xff, 0xff, 1]), None);
        assert_eq!(decode::<Vec<u8>>(&[0xff, 0xff, 0xff, 0xff, 0x0f]), None, "fewer items than it says");
    }
}
