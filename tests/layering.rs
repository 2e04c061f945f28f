//! The house rules that the compiler does not check: the order of the modules, and where the browser, the clock and the
//! disk may be named.

#![allow(clippy::string_slice, clippy::unwrap_used, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};
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
        for (number, path) in file.uses() {
            let Some(name) = path.first().filter(|name| position(name).is_some_and(|used| used > own)) else {
                continue;
            };
            faults.push(format!("{}:{number}: {} uses {name}", file.path.display(), modules[own]));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Files of one folder that use each other in a circle: none can be understood, or changed, without the others. No new
/// one may be added; a line whose circle is mended goes.
const CIRCLES: &[&str] = &[
    "entity/date: lexicon token",
    "entity/date: point scan",
    "entity/skill: candidate collocation context passage",
    "entity: job_title organization",
    "reader/docx: body run",
    "reader/pdf/layout: bands columns joints labels rail relation",
    "reader/pdf/layout: blocks narrow",
    "reader/pdf/layout: bullets justified segments",
    "reader/pdf: accent glyph typeface",
    "reader/pdf: font workshop",
    "reader/rtf: characters parser",
];

#[test]
fn no_files_of_a_folder_use_each_other_in_a_circle() {
    let found = circles(&library());
    let parts = |circle: &str| circle.split([':', ' ']).map(str::to_owned).collect::<BTreeSet<String>>();
    let known = |circle: &&String| CIRCLES.iter().any(|known| parts(circle).is_subset(&parts(known)));
    let new: Vec<&String> = found.iter().filter(|circle| !known(circle)).collect();
    assert!(new.is_empty(), "new circles: {new:#?}");
    let mended: Vec<&&str> = CIRCLES.iter().filter(|circle| !found.iter().any(|one| one == **circle)).collect();
    assert!(mended.is_empty(), "these are smaller or none any more, shorten the list: {mended:#?} of {found:#?}");
}

#[test]
fn every_way_to_name_a_module_is_seen() {
    let text = "use crate::{span::Span, entity::{date, skill::words as w}};\nuse super::{\n    a, // crate::no\n    b::C,\n};\n\
                fn f() { crate::locale::fold(super::super::d::e()); self::g::h() }\n#[cfg(test)]\nuse crate::export;\n";
    let file = Source { path: PathBuf::from("src/reader/pdf.rs"), text: text.to_owned() };
    let seen: Vec<String> = file.uses().iter().map(|(number, path)| format!("{number} {}", path.join("::"))).collect();
    let expected = [
        "1 entity::date",
        "1 entity::skill::words",
        "1 span::Span",
        "2 reader::a",
        "2 reader::b::C",
        "6 locale::fold",
        "6 d::e",
        "6 reader::pdf::g::h",
    ];
    assert_eq!(seen, expected);
    let of = |path: &str, text: &str| Source { path: PathBuf::from(path), text: text.to_owned() };
    let files = [
        of("src/reader/mod.rs", "mod a; mod b; mod c; mod d;"),
        of("src/reader/a.rs", "use super::{b, c::X};"),
        of("src/reader/b.rs", "use crate::reader::{c};"),
        of("src/reader/c.rs", "mod deep;"),
        of("src/reader/c/deep.rs", "use super::super::a::Y; use super::Z;"),
        of("src/reader/d.rs", "use super::a;"),
    ];
    assert_eq!(circles(&files), ["reader: a b c"]);
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

    /// The names on the way to it: `reader`, `pdf`, `font`.
    fn names(&self) -> Vec<String> {
        let path = self.path.with_extension("");
        let mut names: Vec<String> = path.iter().skip(1).map(|name| name.to_string_lossy().into_owned()).collect();
        if names.last().is_some_and(|name| name == "mod" || name == "lib") {
            names.pop();
        }
        names
    }

    /// Every path from `crate`, `super` or `self` on, alone or in braces, as names from the library's root on, with the line
    /// that it begins in.
    fn uses(&self) -> Vec<(usize, Vec<String>)> {
        let mut code = String::new();
        let mut starts = Vec::new();
        for (number, line) in self.code() {
            starts.push((code.len(), number));
            code.push_str(line);
            code.push('\n');
        }
        let mut uses = Vec::new();
        for root in ["crate", "super", "self"] {
            for (at, found) in code.match_indices(&format!("{root}::")) {
                if code[..at].ends_with(|c: char| c.is_alphanumeric() || "_:$".contains(c)) {
                    continue;
                }
                let mut base = if root == "crate" { Vec::new() } else { self.names() };
                let mut rest = &code[at + found.len()..];
                if root == "super" {
                    base.pop();
                    while let Some(further) = rest.strip_prefix("super::") {
                        base.pop();
                        rest = further;
                    }
                }
                let number = starts.iter().rev().find(|(start, _)| *start <= at).map_or(0, |(_, number)| *number);
                let mut paths = Vec::new();
                read_tree(rest, &base, &mut paths);
                uses.extend(paths.into_iter().map(|path| (at, number, path)));
            }
        }
        uses.sort();
        uses.into_iter().map(|(_, number, path)| (number, path)).collect()
    }
}

/// Reads a path, or several in braces, each with `base` before it; gives what follows.
fn read_tree<'a>(text: &'a str, base: &[String], paths: &mut Vec<Vec<String>>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut inner) = text.strip_prefix('{') {
        loop {
            inner = inner.trim_start().trim_start_matches(',').trim_start();
            if inner.is_empty() || inner.starts_with('}') {
                return inner.strip_prefix('}').unwrap_or_default();
            }
            let rest = read_tree(inner, base, paths);
            // "as name", or something that is no path.
            inner = &rest[rest.find([',', '}']).unwrap_or(rest.len())..];
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let mut path = base.to_vec();
    if end > 0 {
        path.push(text[..end].to_owned());
    }
    match text[end..].strip_prefix("::") {
        Some(rest) if end > 0 => read_tree(rest, &path, paths),
        _ => {
            paths.push(path);
            &text[end..]
        }
    }
}

/// The circles in which the modules of one folder use each other: the folder, and the names of those in the circle.
fn circles(files: &[Source]) -> Vec<String> {
    let test_only = |names: &[String]| {
        let (Some(last), Some(parent)) =
            (names.last(), files.iter().find(|file| file.names() == names[..names.len() - 1]))
        else {
            return false;
        };
        parent.text.contains(&format!("#[cfg(test)]\nmod {last};"))
    };
    let files: Vec<&Source> =
        files.iter().filter(|file| file.names().is_empty() || !test_only(&file.names())).collect();
    let modules: BTreeSet<Vec<String>> = files.iter().map(|file| file.names()).collect();
    // For each folder, which of its modules name which others.
    let mut named: BTreeMap<Vec<String>, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for file in &files {
        let own = file.names();
        for (_, mut path) in file.uses() {
            while !path.is_empty() && !modules.contains(&path) {
                path.pop();
            }
            let shared = own.iter().zip(&path).take_while(|(one, other)| one == other).count();
            if let (Some(from), Some(to)) = (own.get(shared), path.get(shared)) {
                let folder = named.entry(own[..shared].to_vec()).or_default();
                folder.entry(from.clone()).or_default().insert(to.clone());
            }
        }
    }
    let mut circles = BTreeSet::new();
    for (folder, named) in &named {
        for module in named.keys() {
            let circle: Vec<&str> = reached(named, module)
                .into_iter()
                .filter(|other| reached(named, other).contains(module.as_str()))
                .collect();
            if !circle.is_empty() {
                circles.insert(format!("{}: {}", folder.join("/"), circle.join(" ")));
            }
        }
    }
    circles.into_iter().collect()
}

/// What a module names, and what that names, and so on.
fn reached<'a>(named: &'a BTreeMap<String, BTreeSet<String>>, from: &'a str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(module) = open.pop() {
        let others = named.get(module).into_iter().flatten().map(String::as_str);
        open.extend(others.filter(|to| reached.insert(*to)));
    }
    reached
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
