//! What the tests of the built site share: a server that keeps every byte it gets, a browser, and the page as a person
//! uses it.
//!
//! Build the site first (`trunk build --release`); `./test` does it all.

pub mod server;
pub mod browser;
pub mod page;

use std::path::{Path, PathBuf};

/// The project's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the project's folder")
}

/// The built site; `READBACK_SITE` names another folder.
pub fn site() -> PathBuf {
    let site = std::env::var_os("READBACK_SITE").map_or_else(|| root().join("site"), PathBuf::from);
    assert!(site.join("index.html").is_file(), "no site: run `trunk build --release` first");
    site
}

/// The CVs that the page is compared by: the project's own, and, where a folder of real ones lies beside the project,
/// its seeds.
pub fn documents() -> Vec<PathBuf> {
    let mut documents = Vec::new();
    for (dir, prefix) in [("tests/corpus", ""), ("samples", ""), ("../shared/corpus/real", "seed-")] {
        let Ok(entries) = std::fs::read_dir(root().join(dir)) else { continue };
        documents.extend(entries.flatten().map(|entry| entry.path()).filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let is_cv =
                [".md", ".txt", ".html", ".htm"].iter().any(|end| name.ends_with(end)) || name == "json-resume.json";
            is_cv && name != "README.md" && name.starts_with(prefix)
        }));
    }
    documents.sort();
    documents
}
