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

/// The built site.
pub fn site() -> PathBuf {
    let site = root().join("site");
    assert!(site.join("index.html").is_file(), "no site: run `trunk build --release` first");
    site
}
