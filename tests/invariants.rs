//! What holds for every input, sound or broken: no panic, no loss of limits, places that are places.
//!
//! The inputs are the project's own CVs and cases, broken variants of them with a fixed seed, and what people have
//! thrown at parsers before. `CORPUS=DIR` adds the files of another folder.

#![allow(clippy::string_slice, clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use cv_readback::analysis::analyze;
use cv_readback::document::{Document, Origin};
use cv_readback::encoding;
use cv_readback::entity::date::Month;
use cv_readback::format::{self, Format};
use cv_readback::reader::{self, ReadError};
use cv_readback::reading_order;

const TEXT_FORMATS: [Format; 4] = [Format::Markdown, Format::Text, Format::Html, Format::JsonResume];

/// Reads the bytes, and checks what was read.
fn read(bytes: &[u8], format: Format) -> Result<Document, ReadError> {
    let text = encoding::decode(bytes);
    let raw = reader::read_plain(bytes, format)?;
    let blocks = &raw.blocks;
    for run in blocks.iter().flat_map(|block| &block.lines).flat_map(|line| &line.runs) {
        let start: String = run.text.chars().take(40).collect();
        assert!(!run.text.is_empty() && !run.text.contains('\n'), "{start:?}");
        let Origin::Bytes(at) = &run.origin else { panic!("text has no area") };
        assert!(at.start <= at.end && at.end as usize <= text.len(), "{start:?} at {at:?} of {}", text.len());
        assert!(text.is_char_boundary(at.start as usize) && text.is_char_boundary(at.end as usize), "{start:?} {at:?}");
    }
    let lines = blocks.iter().flat_map(|block| &block.lines);
    // Where the end of a line cuts a word, its hyphen is a mark.
    let letters: usize = lines.map(|line| count(&line.text().replace(reader::CUT, ""))).sum();
    let document = reading_order::arrange(raw);
    assert_eq!(count(document.text()), letters, "the reading order loses or doubles text");
    check(&document);
    Ok(document)
}

fn count(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Spans nest, follow each other, and cut the text at characters.
fn check(document: &Document) {
    let mut end = 0;
    for block in document.blocks() {
        assert!(document.text().is_char_boundary(block.span.start()) && block.span.end() <= document.text().len());
        for line in &block.lines {
            assert!(block.span.contains(line.span) && line.span.start() >= end);
            assert!(!line.runs.is_empty(), "an empty line");
            assert!(!document.slice(line.span).contains('\n'));
            for run in &line.runs {
                assert!(line.span.contains(run.span) && run.span.start() >= end && !run.span.is_empty());
                assert!(!document.origins(run.span).is_empty());
                end = run.span.end();
            }
        }
    }
}

/// The whole road: what was read points into the text, and is what stands there.
fn analyse(bytes: &[u8], name: &str) {
    let Ok(analysis) = analyze(bytes, name, "", Month::new(2026, 11)) else { return };
    let document = &analysis.document;
    for span in analysis.resume.spans().into_iter().chain(analysis.unread.iter().copied()) {
        assert!(document.text().get(span.range()).is_some(), "{name}: {span:?} is no place in the text");
    }
    for work in &analysis.resume.work {
        for text in [&work.name, &work.position, &work.location].into_iter().flatten() {
            let words: Vec<&str> = document.slice(text.span).split_whitespace().collect();
            assert_eq!(words.join(" "), text.value, "{name}: a value is what is written");
        }
    }
    for mention in analysis.skills.iter().flat_map(|tag| &tag.mentions) {
        assert!(!document.slice(mention.span).trim().is_empty(), "{name}: a mention of nothing");
    }
    assert!((0.0..=1.0).contains(&analysis.coverage), "{name}: {}", analysis.coverage);
}

/// Detects and reads, as the analyser does, and reads as each text format besides.
fn read_every_way(bytes: &[u8], name: &str) {
    analyse(bytes, name);
    let detected = format::detect(bytes, name);
    for format in TEXT_FORMATS.into_iter().chain([detected]) {
        if let Err(error) = read(bytes, format) {
            assert!(error.message().len() > 20, "{error:?}");
        }
    }
}

/// Numbers that are the same in every run.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap()
    }
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap())
    };
    paths.iter().map(read).collect()
}

fn all_files() -> Vec<(String, Vec<u8>)> {
    let mut all = files(Path::new("tests/corpus"));
    all.extend(files(Path::new("tests/specs")));
    all.extend(files(Path::new("tests/pdf")));
    if let Ok(folder) = std::env::var("CORPUS") {
        all.extend(files(Path::new(&folder)));
    }
    assert!(all.len() > 200, "the corpus has shrunk to {} files", all.len());
    all
}

#[test]
fn every_file_is_read_or_refused_with_words() {
    for (name, bytes) in all_files() {
        read_every_way(&bytes, &name);
        read_every_way(&bytes, "");
    }
}

#[test]
fn every_word_of_a_page_has_a_place_on_it() {
    let is_pdf = |(name, _): &(String, Vec<u8>)| Path::new(name).extension().is_some_and(|kind| kind == "pdf");
    let mut read = 0;
    for (name, bytes) in all_files().into_iter().filter(is_pdf) {
        let Ok(raw) = reader::read(&bytes, Format::Pdf, "") else { continue };
        read += 1;
        for run in raw.blocks.iter().flat_map(|block| &block.lines).flat_map(|line| &line.runs) {
            assert!(!run.text.is_empty() && !run.text.contains('\n'), "{name}: {:?}", run.text);
            let Origin::Area { page, left, top, width, height } = run.origin else {
                panic!("{name}: {:?}", run.origin)
            };
            let size = raw.pages[usize::from(page)];
            assert!(
                width >= 0.0 && height > 0.0 && left <= size.width && top <= size.height,
                "{name}: {:?}",
                run.origin
            );
            assert!(left + width >= 0.0 && top + height >= 0.0, "{name}: {:?}", run.origin);
        }
        let document = reading_order::arrange(raw);
        assert!(!document.stream().is_empty());
        check(&document);
    }
    assert!(read > 0);
}

#[test]
fn cut_and_damaged_files_are_read_or_refused_with_words() {
    let mut noise = Noise(0x5EED_0FAC_0FFE_E123);
    for (name, bytes) in all_files() {
        if bytes.len() > 60_000 {
            continue;
        }
        for _ in 0..3 {
            let cut = noise.below(bytes.len());
            read_every_way(&bytes[..cut], &name);
            read_every_way(&bytes[cut..], &name);
            let mut flipped = bytes.clone();
            for _ in 0..=noise.below(20) {
                let at = noise.below(flipped.len());
                if let Some(byte) = flipped.get_mut(at) {
                    *byte ^= 1 << noise.below(8);
                }
            }
            read_every_way(&flipped, &name);
            let mut doubled = bytes.clone();
            let (from, to) = (noise.below(bytes.len()), noise.below(bytes.len()));
            doubled.extend_from_slice(&bytes[from.min(to)..from.max(to)]);
            read_every_way(&doubled, &name);
        }
    }
}

#[test]
fn deep_nesting_is_flat_work() {
    let deep = |piece: &str| piece.repeat(100_000);
    let lists = (0..2_000).map(|depth| "  ".repeat(depth) + "- a").collect::<Vec<_>>().join("\n");
    let inputs = [
        deep(">"),
        deep("> "),
        deep("* "),
        deep("- "),
        deep("1. "),
        deep("["),
        deep("!["),
        deep("[a]("),
        deep("("),
        deep("*a "),
        deep("**a"),
        deep("_a*"),
        deep("`"),
        deep("` "),
        deep("<div>"),
        deep("<div>a"),
        deep("<ul><li>a"),
        deep("<b>"),
        deep("<b>a</i>"),
        deep("<p><b>a</div>"),
        deep("<table><tr><td>a"),
        deep("<blockquote>a"),
        deep("<dl><dt>a<dd>b"),
        deep("<pre>a\n"),
        deep("<a href=x>a<br>"),
        deep("<span>a</span> "),
        deep("<!--"),
        deep("<"),
        deep("&amp;"),
        deep("&"),
        deep("${\\it a}$"),
        deep("$\\circ$ "),
        deep("{: "),
        deep("| a "),
        deep("|-"),
        deep("a\n: b\n"),
        deep("a\n---\n"),
        deep("a\n\n-----\nb\n"),
        deep("- a long item that does not end\n\n# B\n\nc\n\n- goes on\n"),
        deep("★ "),
        deep("• "),
        deep("{\"a\":"),
        deep("["),
        deep("---\n"),
        deep("a   "),
        deep("%\n"),
        lists,
    ];
    for input in &inputs {
        for format in TEXT_FORMATS {
            let _ = read(input.as_bytes(), format);
        }
    }
}

#[test]
fn long_lines_and_strange_bytes_are_read() {
    let words = "word ".repeat(200_000);
    for input in [&words, &words.replace(' ', "\n"), &words.replace(' ', ""), &words.replace(' ', "   ")] {
        for format in TEXT_FORMATS {
            let _ = read(input.as_bytes(), format);
        }
    }
    let strange: [&[u8]; 8] = [
        b"\0\0\0\0",
        b"a\0b\0c\0d\0\xD8\xD8\0\0",
        b"\xFF\xFE\x00\xD8\x41\x00\x00\xDC",
        b"\xFE\xFF\xD8\x00",
        b"\xFF\xFF\xFF\xFF",
        b"\xEF\xBB\xBF",
        b"# \xC3\x28 \xE2\x82",
        b"\r\r\n\n\r",
    ];
    for bytes in strange {
        read_every_way(bytes, "cv.txt");
    }
}

#[test]
fn noise_is_no_text() {
    let mut noise = Noise(42);
    let bytes: Vec<u8> = (0..5_000_000 / 8).flat_map(|_| noise.next().to_le_bytes()).collect();
    assert_eq!(format::detect(&bytes, "cv.md"), Format::Binary);
    for format in TEXT_FORMATS {
        let _ = read(&bytes[..1_000_000], format);
    }
}

#[test]
fn what_cannot_be_read_says_so() {
    assert_eq!(read(b"", Format::Markdown), Err(ReadError::Empty));
    assert_eq!(read(b" \n\t ", Format::Text), Err(ReadError::Empty));
    assert_eq!(read(b"<p> <img src=a.png> </p>", Format::Html), Err(ReadError::NoText { format: Format::Html }));
    let large = vec![b'a'; reader::MAX_BYTES + 1];
    assert_eq!(read(&large, Format::Text), Err(ReadError::TooLarge { bytes: large.len() as u64 }));
    assert_eq!(read(b"BM", Format::Image), Err(ReadError::Unsupported { format: Format::Image }));
}
