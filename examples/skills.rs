//! How well skills are named in a corpus: the share of the skills that the golds list which the dictionary knows, and a sample
//! of what is found in running text, for a person to judge.
//!
//! `skills [--sample N] FOLDER…`; a folder holds documents `<id>.<ext>` beside `<id>.gold.json` in JSON Resume. Prints the
//! listed skills that are not known, most frequent first; with `--sample`, N mentions outside of lists, each with its line.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a command-line program")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use cv_readback::analysis::analyze;
use cv_readback::entity::date::Month;
use cv_readback::entity::skill::{Surroundings, find_among, lookup};
use cv_readback::skill_tags::{Category, Place};
use serde_json::Value;

fn main() {
    let (mut sample, mut folders) = (0, Vec::new());
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--sample" => sample = args.next().and_then(|count| count.parse().ok()).unwrap_or(300),
            _ => folders.push(arg),
        }
    }
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .flatten()
        .map(|file| file.path())
        .collect();
    paths.sort();
    let (golds, documents): (Vec<_>, Vec<_>) =
        paths.into_iter().partition(|path| path.to_string_lossy().ends_with(".json"));
    listed(&golds);
    if sample > 0 {
        mentions(&documents, sample);
    }
}

/// Which of the listed skills the dictionary knows.
fn listed(golds: &[PathBuf]) {
    let mut unknown = BTreeMap::<String, usize>::new();
    let (mut all, mut known) = (0, 0);
    for path in golds.iter().filter(|path| path.to_string_lossy().ends_with(".gold.json")) {
        let gold: Value = fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        let groups = gold["skills"].as_array().into_iter().flatten();
        for keyword in groups.filter_map(|group| group["keywords"].as_array()).flatten().filter_map(Value::as_str) {
            all += 1;
            if lookup(keyword).is_some() || !find_among(keyword, &Surroundings::new(true)).is_empty() {
                known += 1;
            } else {
                *unknown.entry(keyword.to_owned()).or_default() += 1;
            }
        }
    }
    let mut unknown: Vec<_> = unknown.into_iter().collect();
    unknown.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), name.clone()));
    for (name, count) in &unknown {
        println!("{count}\t{name}");
    }
    println!("{known} of {all} listed skills are known");
}

/// `count` of the known skills that are mentioned outside of lists, evenly from all.
fn mentions(documents: &[PathBuf], count: usize) {
    let all: Vec<String> = documents.iter().flat_map(|path| mentions_of(path)).collect();
    println!("\n{count} of {} mentions:", all.len());
    for at in 0..count.min(all.len()) {
        println!("{}", all[at * all.len() / count]);
    }
}

fn mentions_of(path: &Path) -> Vec<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Ok(analysis) = fs::read(path).map(|bytes| analyze(&bytes, &name, "", Month::new(2026, 11))) else {
        return Vec::new();
    };
    let Ok(analysis) = analysis else { return Vec::new() };
    let document = &analysis.document;
    let mut found = Vec::new();
    for tag in analysis.skills.iter().filter(|tag| tag.category != Category::Unlisted) {
        for mention in tag.mentions.iter().filter(|mention| mention.place != Place::Listed) {
            let lines = document.blocks().iter().flat_map(|block| &block.lines);
            let line = lines.map(|line| line.span).find(|line| line.contains(mention.span)).unwrap_or(mention.span);
            let before = line.sub(0..mention.span.start() - line.start());
            let after = line.sub(mention.span.end() - line.start()..line.len());
            let (before, after) = (document.slice(before), document.slice(after));
            found.push(format!("{}\t{before}[{}]{after}", tag.name, document.slice(mention.span)));
        }
    }
    found
}
