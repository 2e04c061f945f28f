//! LaTeX and RTF files that are damaged: read or refused with words, never a panic, and every place is a place.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::PathBuf;

use cv_readback::document::Origin;
use cv_readback::encoding;
use cv_readback::format::Format;
use cv_readback::reader;

/// Numbers that are the same in every run.
struct Noise(u64);

impl Noise {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap()
    }
}

/// The corpus' files of a kind.
fn files(extension: &str) -> Vec<Vec<u8>> {
    let paths = std::fs::read_dir("tests/corpus").unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|is| is == extension)).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no file of the kind {extension}");
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// Reads, and checks that what was read stands in the file.
fn read(bytes: &[u8], format: Format) {
    let text = encoding::decode(bytes);
    let read = reader::read(bytes, format, "");
    let blocks = match read {
        Ok(raw) => raw.blocks,
        Err(error) => return assert!(error.message().len() > 20, "{error:?}"),
    };
    for run in blocks.iter().flat_map(|block| &block.lines).flat_map(|line| &line.runs) {
        assert!(!run.text.is_empty() && !run.text.contains('\n'), "{:?}", run.text);
        let Origin::Bytes(at) = &run.origin else { panic!("text has no area") };
        assert!(text.get(at.start as usize..at.end as usize).is_some(), "{:?} at {at:?} of {}", run.text, text.len());
    }
}

/// Two hundred variants of each file: bytes changed, cut, doubled, and its own signs put where they do not belong.
fn damage(extension: &str, format: Format, signs: &[&str]) {
    let mut noise = Noise(0x5EED_0FAC_0FFE_E123);
    for bytes in files(extension) {
        read(&bytes, format);
        for round in 0..200 {
            let mut broken = bytes.clone();
            match round % 4 {
                0 => {
                    for _ in 0..=noise.below(20) {
                        let at = noise.below(broken.len());
                        broken[at] ^= 1 << noise.below(8);
                    }
                }
                1 => broken.truncate(noise.below(bytes.len())),
                2 => {
                    let from = noise.below(bytes.len());
                    let to = (from + noise.below(200)).min(bytes.len());
                    broken.drain(from..to);
                }
                _ => {
                    for _ in 0..=noise.below(8) {
                        let sign = signs[noise.below(signs.len())];
                        let at = noise.below(broken.len());
                        broken.splice(at..at, sign.bytes());
                    }
                }
            }
            read(&broken, format);
        }
    }
}

#[test]
fn damaged_latex_is_read_or_refused() {
    let signs = [
        "{",
        "}",
        "$",
        "&",
        "\\\\",
        "[",
        "]",
        "%",
        "\\end{document}",
        "\\begin{tabular}",
        "\\item",
        "\\fi",
        "\\else",
        "#1",
        "\\verb|",
        "\\begin{verbatim}",
        "\\def\\x",
        "\\href{",
        "\\'",
        "\\section",
        "\n\n",
        "é",
        "\\cventry",
        "\\ifx",
    ];
    damage("tex", Format::Latex, &signs);
}

#[test]
fn damaged_rtf_is_read_or_refused() {
    let signs = [
        "{",
        "}",
        "\\",
        "\\'",
        "\\u-10179?",
        "\\bin9",
        "\\cell",
        "\\row ",
        "{\\*",
        "\\par",
        "\\uc9",
        "{\\fonttbl",
        "é",
        "\\v ",
        "{\\footer ",
        "{\\field{\\*\\fldinst HYPERLINK",
    ];
    damage("rtf", Format::Rtf, &signs);
}
