//! `examples/analyze.rs` as a program that others build on: what it prints for which file, and how it ends.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// The top-level keys that JSON Resume 1.0.0 allows.
const KEYS: [&str; 14] = [
    "$schema",
    "basics",
    "work",
    "volunteer",
    "education",
    "awards",
    "certificates",
    "publications",
    "skills",
    "languages",
    "interests",
    "references",
    "projects",
    "meta",
];

/// Runs the example, built like this test, so that nothing is built twice.
fn analyze(arguments: &[&str]) -> Output {
    let own = std::env::current_exe().expect("a test knows where it lies");
    let target = own.ancestors().nth(3).expect("target/debug/deps/name");
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--locked", "--example", "analyze", "--target-dir"]).arg(target);
    if cfg!(feature = "pack") {
        command.args(["--features", "pack"]);
    }
    command.arg("--").args(arguments);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo runs")
}

fn rows(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("the output is UTF-8");
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

#[test]
fn each_file_is_a_line_in_the_order_given() {
    let output = analyze(&["--as-of", "2026-11", "samples/nurse.txt", "samples/engineer-with-gaps.md"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let rows = rows(&output);
    let files: Vec<&str> = rows.iter().map(|row| row["file"].as_str().expect("a row names its file")).collect();
    assert_eq!(files, ["samples/nurse.txt", "samples/engineer-with-gaps.md"]);
    let formats: Vec<&str> = rows.iter().map(|row| row["format"].as_str().expect("a row names its format")).collect();
    assert_eq!(formats, ["text", "markdown"]);
    for row in &rows {
        assert_eq!(row["language"], "en");
        assert_eq!(row["timeline"]["as_of"], "2026-11");
        for key in ["sections", "skills", "findings"] {
            assert!(row[key].is_array(), "{key} of {row}");
        }
        assert!(row["coverage"].as_f64().is_some_and(|coverage| (0.0..=1.0).contains(&coverage)), "{row}");
        assert!(row["millis"].is_number(), "{row}");
    }
    assert_eq!(rows[1]["resume"]["basics"]["name"], "Ines Fairweather");
    assert_eq!(rows[1]["timeline"]["gaps"][0]["start"], "2021-12");
    assert_eq!(rows[1]["timeline"]["gaps"][0]["end"], "2022-08");
}

#[test]
fn it_goes_on_after_a_bad_file_and_says_so_at_the_end() {
    let output = analyze(&["--as-of", "2026-11", "no-such-file.md", "static/icon.svg", "samples/nurse.txt"]);
    assert!(!output.status.success(), "a bad file shows in the exit status");
    let rows = rows(&output);
    assert_eq!(rows.len(), 3);
    for key in ["kind", "message"] {
        assert!(rows[0]["error"][key].as_str().is_some_and(|text| !text.is_empty()), "{}", rows[0]);
    }
    assert!(rows[2]["resume"].is_object(), "the last file is read");
}

#[test]
fn the_reading_text_can_be_printed_instead() {
    let output = analyze(&["--text", "samples/two-column-export.md"]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("the output is UTF-8");
    assert!(text.starts_with("Caspian Ndiaye\n"), "{text}");
    assert!(text.contains("published how wrong it was after each season"), "the sidebar is out of the bullet: {text}");
    assert!(!text.contains("${"), "no markup of the export is left: {text}");
}

#[test]
fn the_resume_is_json_resume_1_0_0() {
    let corpus: Vec<String> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus"))
        .expect("the corpus is there")
        .map(|entry| entry.expect("it can be listed").path().to_string_lossy().into_owned())
        .filter(|path| [".md", ".txt", ".html"].iter().any(|end| path.ends_with(end)))
        .collect();
    let mut arguments = vec!["--as-of", "2026-11"];
    arguments.extend(corpus.iter().map(String::as_str));
    let output = analyze(&arguments);
    for row in rows(&output) {
        let resume = row["resume"].as_object().unwrap_or_else(|| panic!("{row}"));
        for key in resume.keys() {
            assert!(KEYS.contains(&key.as_str()), "{key} in {}", row["file"]);
        }
        dates_are_dates(&row["resume"], &row["file"]);
        for interest in resume.get("interests").and_then(Value::as_array).into_iter().flatten() {
            assert!(interest["name"].is_string(), "an interest has a name in {}", row["file"]);
        }
    }
}

/// An open end is left out, and a date is a year, a month or a day.
fn dates_are_dates(value: &Value, file: &Value) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                if ["startDate", "endDate", "date", "releaseDate"].contains(&key.as_str()) {
                    let text = value.as_str().unwrap_or_else(|| panic!("{key} {value} in {file}"));
                    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
                    assert!(["0000", "0000-00", "0000-00-00"].contains(&shape.as_str()), "{key} {text} in {file}");
                } else {
                    dates_are_dates(value, file);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| dates_are_dates(item, file)),
        Value::Null => panic!("null in {file}: what is not said is left out"),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
