//! The house rules that the compiler does not check: the order of the modules, and where the browser, the clock and the
//! disk may be named.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};

/// Crates that only the programs in src/bin may name: with one of them in the library, `cargo test` would compile it and
/// the worker would carry it.
const BROWSER: &[&str] = &["leptos", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "serde_wasm_bindgen"];

/// What the library does without: what it says depends on its arguments alone.
const OUTSIDE: &[&str] = &["std::fs", "std::net", "std::process", "std::env", "std::time", "std::thread"];

#[test]
fn a_module_uses_only_those_above_it() {
    let modules = modules();
    assert!(modules.len() > 10, "src/lib.rs declares its modules as `mod name;`");
    let position = |name: &str| modules.iter().position(|module| module == name);
    let mut faults = Vec::new();
    for file in library() {
        let Some(own) = position(&file.module()) else { continue };
        for (number, code) in file.code() {
            for used in code.split("crate::").skip(1) {
                let name: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if position(&name).is_some_and(|used| used > own) {
                    faults.push(format!("{}:{number}: {} uses {name}", file.path.display(), modules[own]));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_of_the_library_belongs_to_a_declared_module() {
    let modules = modules();
    for file in library() {
        let module = file.module();
        assert!(module == "lib" || modules.contains(&module), "{} is in no module of src/lib.rs", file.path.display());
    }
}

#[test]
fn only_the_programs_know_the_browser_and_the_machine() {
    let mut faults = Vec::new();
    for file in library() {
        for (number, code) in file.code() {
            let names_crate =
                |name: &&&str| code.contains(&format!("{name}::")) || code.contains(&format!("use {name};"));
            for name in BROWSER.iter().chain(OUTSIDE).filter(names_crate) {
                faults.push(format!("{}:{number}: {name}", file.path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_page_never_makes_html_of_a_text_and_never_leaves() {
    // Markup made of a string, and every way out that the content-security policy does not close.
    let ways = [
        "inner_html",
        "set_inner_html",
        "insert_adjacent_html",
        "set_outer_html",
        "location().assign",
        "window.open",
        "open_with_url",
    ];
    let mut faults = Vec::new();
    for file in sources(Path::new("src/bin/page")) {
        for (number, code) in file.code() {
            for way in ways.iter().filter(|way| code.contains(**way)) {
                faults.push(format!("{}:{number}: {way}", file.path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_versions_of_wasm_bindgen_agree() {
    let crate_version = value("Cargo.toml", "wasm-bindgen = { version = \"=");
    assert_eq!(value("Trunk.toml", "wasm_bindgen = \""), crate_version, "the crate's and the tool's must be the same");
    assert_eq!(value("Trunk.toml", "trunk-version = \">="), value("scripts/tools.sh", "TRUNK_VERSION="));
}

/// What stands behind `before` in a file, up to the next quote, comma or end of line.
fn value(file: &str, before: &str) -> String {
    let text = fs::read_to_string(file).unwrap();
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("{file} has no `{before}`"));
    rest.chars().take_while(|c| !matches!(c, '"' | ',' | '\n')).collect()
}

/// A source file.
struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    /// The top-level module it belongs to.
    fn module(&self) -> String {
        let first = self.path.iter().nth(1).unwrap_or_default();
        first.to_string_lossy().trim_end_matches(".rs").to_owned()
    }

    /// Its lines without comments, up to its tests, numbered from 1.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
        lines.map(|line| line.split("//").next().unwrap_or_default()).zip(1..).map(|(code, number)| (number, code))
    }
}

/// The library's modules in the order in which src/lib.rs declares them.
fn modules() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub ").unwrap_or(line).strip_prefix("mod "));
    names.filter_map(|name| name.strip_suffix(';')).map(str::to_owned).collect()
}

fn library() -> Vec<Source> {
    let mut files = sources(Path::new("src"));
    files.retain(|file| !file.path.starts_with("src/bin"));
    files
}

fn sources(dir: &Path) -> Vec<Source> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            files.push(Source { path, text });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}
