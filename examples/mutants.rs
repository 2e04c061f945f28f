//! What becomes of broken files: reads many variants of the given ones and tells how it went.
//!
//! `mutants COUNT FILE…` makes COUNT variants (bytes changed, cut out, put in and doubled, the end cut off; the same ones each
//! time), as many of each file, and reads each. It prints how many were read and how many were refused with which error,
//! which took longest, and how much memory the program took at most (where the system tells); it fails, if one made the analyser panic or took more than
//! five seconds.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a command-line program")]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use cv_readback::analysis::analyze;
use cv_readback::entity::date::Month;

/// Longer than this, a person takes the page for dead.
const TOO_LONG: Duration = Duration::from_secs(5);

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().and_then(|count| count.parse().ok()).unwrap_or(0);
    let files: Vec<(String, Vec<u8>)> =
        arguments.filter_map(|name| std::fs::read(&name).ok().map(|bytes| (name, bytes))).collect();
    if files.is_empty() || count == 0 {
        println!("usage: mutants COUNT FILE…");
        return ExitCode::FAILURE;
    }
    // What a panic says is told below, once for each.
    std::panic::set_hook(Box::new(|_| {}));
    let mut noise = Noise(0x5EED_0FAC_0FFE_E123);
    let mut outcomes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut slowest = (Duration::ZERO, String::new());
    let mut failed = false;
    for variant in 0..count {
        let (name, bytes) = &files[variant % files.len()];
        let broken = noise.breaks(bytes);
        let from = Instant::now();
        let outcome = std::panic::catch_unwind(|| analyze(&broken, name, "", Month::new(2026, 11)).map(|_| ()));
        let took = from.elapsed();
        let kind = match outcome {
            Ok(Ok(())) => "read",
            Ok(Err(error)) => error.kind(),
            Err(_) => {
                println!("PANIC: variant {variant} of {name}");
                failed = true;
                "panic"
            }
        };
        *outcomes.entry(kind).or_default() += 1;
        failed |= took > TOO_LONG;
        if took > slowest.0 {
            slowest = (took, format!("variant {variant} of {name}"));
        }
    }
    for (kind, number) in outcomes {
        println!("{number:6} {kind}");
    }
    println!("slowest: {:.2} s, {}", slowest.0.as_secs_f64(), slowest.1);
    if let Some(peak) = peak() {
        println!("memory at most: {peak}");
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The most memory that the program took.
fn peak() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(|peak| peak.trim().to_owned())
}

/// Numbers that look random, and are the same each time (xorshift).
struct Noise(u64);

impl Noise {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % bound.max(1)
    }

    /// A variant of `bytes` that is broken in one to twelve places.
    fn breaks(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut broken = bytes.to_vec();
        for _ in 0..=self.below(12) {
            if broken.is_empty() {
                break;
            }
            let at = self.below(broken.len());
            let to = (at + 1 + self.below(200)).min(broken.len());
            match self.below(16) {
                0..=4 => broken[at] ^= 1 << self.below(8),
                5..=8 => broken[at] = b"0123456789<>[]()/ {}\\&;"[self.below(23)],
                9..=11 => drop(broken.drain(at..to)),
                12..=13 => broken.insert(at, b"9-/<({\\"[self.below(7)]),
                14 => {
                    let piece = broken[at..to].to_vec();
                    let place = self.below(broken.len());
                    drop(broken.splice(place..place, piece));
                }
                _ => broken.truncate(at.max(8)),
            }
        }
        broken
    }
}
