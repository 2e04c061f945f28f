//! Vocabularies as the program carries them: without comments, and without what no finder reads. They are a sixth of what a
//! browser fetches before it reads a CV; the files in `src` stay as people edit them.

#![allow(clippy::print_stdout, reason = "Cargo reads it")]

use std::path::Path;
use std::{env, fs};

fn main() {
    let out = env::var_os("OUT_DIR").expect("Cargo sets it");
    for folder in ["src/entity", "src/locale", "src/extract/form"] {
        println!("cargo::rerun-if-changed={folder}");
        for file in fs::read_dir(folder).expect("a folder of the package") {
            let path = file.expect("a file of it").path();
            let Some(name) = path.file_name().filter(|_| is_vocabulary(&path)) else { continue };
            let text = fs::read_to_string(&path).expect("UTF-8");
            let lines: Vec<&str> = text.lines().filter(|line| !is_comment(line)).collect();
            let lines = match name.to_str() {
                Some("places.tsv") => places(&lines),
                Some(name) if name.starts_with("form_") => weights(&lines),
                _ => lines.join("\n"),
            };
            fs::write(Path::new(&out).join(name), lines).expect("Cargo made the folder");
        }
    }
    for name in ["weights", "parts"] {
        let path = Path::new(&out).join(name).with_extension("bin");
        fs::write(path, weights_of_lines(&format!("src/model/{name}.txt"))).expect("Cargo made the folder");
    }
    fs::write(Path::new(&out).join("skills.txt"), skills()).expect("Cargo made the folder");
}

/// The files of `src/entity/skills`, one after another, each behind a line with its category, what separates the parts of a
/// line cut to one sign.
fn skills() -> String {
    const FOLDER: &str = "src/entity/skills";
    println!("cargo::rerun-if-changed={FOLDER}");
    let files = fs::read_dir(FOLDER).expect("a folder of the package").map(|file| file.expect("a file of it").path());
    let mut files: Vec<_> = files.filter(|path| is_vocabulary(path)).collect();
    files.sort();
    let mut packed = String::new();
    for path in files {
        let category = path.file_stem().and_then(|name| name.to_str()).expect("a category");
        let text = fs::read_to_string(&path).expect("UTF-8");
        packed.push('@');
        packed.push_str(category);
        packed.push('\n');
        for line in text.lines().filter(|line| !is_comment(line)) {
            let (line, related) = line.split_once(" ~ ").unwrap_or((line, ""));
            packed.push_str(&line.replacen(" = ", "|", 1).replace(" | ", "|").replacen(" < ", "<", 1));
            if !related.is_empty() {
                packed.push('~');
                packed.push_str(&related.replace(", ", "|"));
            }
            packed.push('\n');
        }
    }
    packed
}

/// Lines of a feature, a label and a weight: those of one feature become one line.
fn weights(lines: &[&str]) -> String {
    let mut packed = String::new();
    let mut last = "";
    for line in lines {
        let (feature, weight) = line.split_once('\t').expect("a feature and more");
        if feature == last {
            packed.push(' ');
        } else {
            if !last.is_empty() {
                packed.push('\n');
            }
            packed.push_str(feature);
            packed.push('\t');
        }
        packed.push_str(&weight.replace('\t', ""));
        last = feature;
    }
    packed
}

/// The weights of a model of lines, a byte each, row by row: the file names the columns in its first line, and in each row
/// behind its name the columns that are not 0.
fn weights_of_lines(file: &str) -> Vec<u8> {
    println!("cargo::rerun-if-changed={file}");
    let text = fs::read_to_string(file).expect("a file of the package");
    let mut lines = text.lines().filter(|line| !is_comment(line));
    let columns: Vec<&str> = lines.next().unwrap_or_default().split('\t').skip(1).collect();
    let mut packed = Vec::new();
    for line in lines {
        let mut row = vec![0_u8; columns.len()];
        for weight in line.split('\t').skip(1) {
            let (column, value) = weight.rsplit_once('=').expect("column=value");
            let at = columns.iter().position(|name| *name == column).expect("a column of the first line");
            row[at] = value.parse::<i8>().expect("-128 to 127").cast_unsigned();
        }
        packed.extend(row);
    }
    packed
}

fn is_vocabulary(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "tsv" || extension == "txt")
}

fn is_comment(line: &str) -> bool {
    line.is_empty() || line == "#" || line.starts_with("# ")
}

/// The lines of places.tsv, kind by kind: name, kind (in the first line of each only), the code by which an address calls a
/// country or a region ("CA" for "US-CA"), other names.
fn places(lines: &[&str]) -> String {
    let mut rows: Vec<Vec<&str>> = lines.iter().map(|line| line.split('\t').collect()).collect();
    rows.sort_by_key(|row| row[1]);
    let mut last = "";
    let packed = rows.iter().map(|row| {
        let kind = if row[1] == last { "" } else { row[1] };
        last = row[1];
        let code = row.get(2).copied().unwrap_or_default();
        let code = match last {
            "country" => code,
            "region" => code.split_once('-').map_or("", |(_, region)| region),
            _ => "",
        };
        let cells = [row[0], kind, code, row.get(3).copied().unwrap_or_default()];
        cells.join("\t").trim_end().to_owned()
    });
    packed.collect::<Vec<_>>().join("\n")
}
