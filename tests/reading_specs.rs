//! Runs the cases of `specs/reading.md`, `specs/latex-rtf.md` and `specs/reading-order.md`: a fenced input, and the blocks
//! that are read in it.
//!
//! The input's info string is the format (`markdown`, `text`, `html`, `json-resume`) or a file name, which is then
//! given to `format::detect`. Blocks are written one a line, further lines of a block with `+`:
//!
//! ```text
//! h2 | **Northwind** — Engineer     heading of level 2
//! p  | text                         paragraph; p1: indented once
//! li1 | text   ol1 | text           list item, ordered list item
//! term1 desc1 row meta rule
//! + | second line of the block
//! ```
//!
//! `**bold**`, `*italic*`, `` `code` ``, `{alternative text}`, `[text](target)`; a tab is ` ⇥ `.
//!
//! `READ=FILE cargo test --test reading_specs show -- --ignored --nocapture` prints how a file is read.

#![allow(clippy::string_slice, clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;

use cv_readback::document::{Block, BlockKind, Document, Origin, Run};
use cv_readback::encoding;
use cv_readback::format::{self, Format};
use cv_readback::reader::{self, RawDocument};
use cv_readback::{hyphens, reading_order};

#[test]
fn files_are_read_as_the_cases_say() {
    run("tests/specs/reading.md");
}

#[test]
fn latex_and_rtf_are_read_as_the_cases_say() {
    run("tests/specs/latex-rtf.md");
}

#[test]
fn reading_order_is_as_the_cases_say() {
    run("tests/specs/reading-order.md");
}

struct Case {
    title: String,
    line: usize,
    kind: String,
    input: String,
    expected: String,
}

fn run(path: &str) {
    let spec = std::fs::read_to_string(path).unwrap();
    let cases = cases(&spec);
    assert!(!cases.is_empty(), "{path} has no cases");
    let mut failures = String::new();
    for case in &cases {
        let format = format_of(case);
        let actual = match format.map(|format| reader::read(case.input.as_bytes(), format, "")) {
            Ok(Ok(raw)) => {
                let document = arranged(raw);
                check_origins(&document, &case.input);
                describe(&document)
            }
            Ok(Err(error)) => format!("error | {}\n", error.kind()),
            Err(error) => error,
        };
        if actual.trim() != case.expected.trim() {
            let _ = writeln!(failures, "{path}:{}: {}\n{}", case.line, case.title, difference(&case.expected, &actual));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

fn format_of(case: &Case) -> Result<Format, String> {
    match case.kind.as_str() {
        "markdown" => Ok(Format::Markdown),
        "text" => Ok(Format::Text),
        "html" => Ok(Format::Html),
        "json-resume" => Ok(Format::JsonResume),
        name if name.contains('.') => Ok(format::detect(case.input.as_bytes(), name)),
        "pasted" => Ok(format::detect(case.input.as_bytes(), "")),
        other => Err(format!("unknown kind of input: {other}")),
    }
}

fn difference(expected: &str, actual: &str) -> String {
    let (mut expected, mut actual) = (expected.trim().lines(), actual.trim().lines());
    let mut out = String::new();
    loop {
        match (expected.next(), actual.next()) {
            (None, None) => return out,
            (Some(one), Some(other)) if one == other => drop(writeln!(out, "    {one}")),
            (one, other) => {
                one.map(|one| writeln!(out, "  - {one}"));
                other.map(|other| writeln!(out, "  + {other}"));
            }
        }
    }
}

/// Each piece that has as many bytes as its origin must be what the file has there.
fn check_origins(document: &Document, input: &str) {
    let input = encoding::decode(input.as_bytes());
    for block in document.blocks() {
        for run in block.lines.iter().flat_map(|line| &line.runs) {
            for (from, _) in document.slice(run.span).char_indices() {
                let c = document.slice(run.span)[from..].chars().next().unwrap();
                let span = run.span.sub(from..from + c.len_utf8());
                let origins = document.origins(span);
                assert_eq!(origins.len(), 1, "{c:?} in {:?}", document.slice(run.span));
                if let Origin::Bytes(bytes) = &origins[0]
                    && bytes.len() == c.len_utf8()
                    && c.is_alphanumeric()
                {
                    let there = input.get(bytes.start as usize..bytes.end as usize).unwrap_or("?");
                    assert!(
                        there == c.to_string()
                            // Text that a format sets in capitals.
                            || there.to_uppercase() == c.to_string()
                            // Radicals of dictionaries, and kana of half the width.
                            || there.starts_with(|c| matches!(c, '\u{2F00}'..='\u{2FD5}' | '\u{FF65}'..='\u{FF9F}'))
                            || there.starts_with(['&', '$', '\\']),
                        "{c:?} is said to be {there:?}"
                    );
                }
            }
        }
    }
}

fn cases(spec: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut title = String::new();
    let mut fence: Option<(String, String, usize, String)> = None;
    for (number, line) in spec.lines().enumerate() {
        if let Some((mark, info, from, text)) = &mut fence {
            if line.trim_end() == mark.as_str() {
                let (_, info, from, text) = (std::mem::take(mark), std::mem::take(info), *from, std::mem::take(text));
                fence = None;
                if info == "blocks" {
                    let case = cases.last_mut().expect("expected blocks follow an input");
                    assert!(case.expected.is_empty(), "line {from}: two results for one input");
                    case.expected = text;
                } else {
                    cases.push(Case {
                        title: title.clone(),
                        line: from,
                        kind: info,
                        input: text,
                        expected: String::new(),
                    });
                }
            } else {
                text.push_str(line);
                text.push('\n');
            }
        } else if let Some(heading) = line.strip_prefix('#') {
            heading.trim_start_matches('#').trim().clone_into(&mut title);
        } else if line.starts_with("```") || line.starts_with("~~~") {
            let mark = &line[..line.len() - line.trim_start_matches(['`', '~']).len()];
            let info = line[mark.len()..].trim().to_owned();
            fence = Some((mark.to_owned(), info, number + 1, String::new()));
        }
    }
    for case in &cases {
        assert!(!case.expected.is_empty(), "line {}: no result", case.line);
    }
    cases
}

/// The document that was read, its words whole.
fn arranged(mut raw: RawDocument) -> Document {
    hyphens::settle(&mut raw);
    reading_order::arrange(raw)
}

fn describe(document: &Document) -> String {
    let mut out = String::new();
    for block in document.blocks() {
        let mut name = name(block);
        for line in &block.lines {
            let text: String = line.runs.iter().map(|run| shown(document, run)).collect();
            let _ = writeln!(out, "{name} | {text}");
            "+".clone_into(&mut name);
        }
        if block.lines.is_empty() {
            let _ = writeln!(out, "{name}");
        }
    }
    out
}

fn name(block: &Block) -> String {
    let indent = if block.indent == 0 { String::new() } else { block.indent.to_string() };
    match block.kind {
        BlockKind::Heading { level } if block.indent == 0 => format!("h{level}"),
        BlockKind::Heading { level } => format!("h{level}>{indent}"),
        BlockKind::Paragraph => format!("p{indent}"),
        BlockKind::ListItem { ordered: false } => format!("li{indent}"),
        BlockKind::ListItem { ordered: true } => format!("ol{indent}"),
        BlockKind::Term => format!("term{indent}"),
        BlockKind::Description => format!("desc{indent}"),
        BlockKind::TableRow => format!("row{indent}"),
        BlockKind::Rule => format!("rule{indent}"),
        BlockKind::Metadata => format!("meta{indent}"),
    }
}

fn shown(document: &Document, run: &Run) -> String {
    let text = document.slice(run.span);
    if text.trim().is_empty() {
        return text.replace('\t', " ⇥ ");
    }
    let inner = text.trim();
    let (front, back) = (&text[..text.len() - text.trim_start().len()], &text[text.trim_end().len()..]);
    let mut marked = inner.to_owned();
    if run.style.alt {
        marked = format!("{{{marked}}}");
    }
    if run.style.code {
        marked = format!("`{marked}`");
    }
    if let Some(target) = &run.link {
        marked = format!("[{marked}]({target})");
    }
    if run.style.italic {
        marked = format!("*{marked}*");
    }
    if run.style.bold {
        marked = format!("**{marked}**");
    }
    format!("{front}{marked}{back}").replace('\t', " ⇥ ")
}
