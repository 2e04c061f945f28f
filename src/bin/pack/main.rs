//! Makes the site out of what Trunk built.
//!
//! `pack [DIR]` turns DIR (Trunk's staging folder when Trunk calls it) into the strict hosted build, in place:
//!
//! - each wasm travels as text in a JavaScript module, and each worker starts from a `blob:` URL that inherits the page's
//!   policy, so that the policy can say `connect-src 'none'`;
//! - files in `assets/` are named by their contents;
//! - `readback.html` is the same program in one file, which works from a disk with no network;
//! - `_headers` holds the headers for hosts that read such a file.
//!
//! `pack sizes DIR` prints how large the files of a site are, and how much the first load is.

#![allow(clippy::print_stdout, reason = "a command-line tool")]

mod bytes_as_text;
mod html;
mod policy;
mod site;
mod sizes;
mod wasm;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pack: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("sizes"), Some(dir)) => print!("{}", sizes::table(&PathBuf::from(dir))?),
        (Some(dir), None) => site::pack(&PathBuf::from(dir))?,
        (None, None) => {
            let dir = std::env::var_os("TRUNK_STAGING_DIR").ok_or("usage: pack DIR | pack sizes DIR")?;
            site::pack(&PathBuf::from(dir))?;
        }
        _ => return Err("usage: pack DIR | pack sizes DIR".into()),
    }
    Ok(())
}
