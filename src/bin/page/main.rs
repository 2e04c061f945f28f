//! The page, and the worker that understands. They are two instances of one program, which share nothing: the page shows an
//! analysis and never reads a CV itself; it hands the bytes to a worker.
//!
//! The first screen stands in index.html, so that it is there before this program is; the program takes its controls over
//! and mounts what comes after reading beside it.

/// The program runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
fn main() {
    if web_sys::window().is_none() {
        analyser::start();
    } else {
        console_error_panic_hook::set_once();
        app::start();
    }
}

#[cfg(target_arch = "wasm32")]
mod analyser;
#[cfg(target_arch = "wasm32")]
#[path = "../port/mod.rs"]
mod port;

#[cfg(target_arch = "wasm32")]
mod words;
#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
mod element;
#[cfg(target_arch = "wasm32")]
mod values;
#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod worker;
#[cfg(target_arch = "wasm32")]
mod input;
#[cfg(target_arch = "wasm32")]
mod first_screen;
#[cfg(target_arch = "wasm32")]
mod bar;
#[cfg(target_arch = "wasm32")]
mod messages;
#[cfg(target_arch = "wasm32")]
mod result;
#[cfg(target_arch = "wasm32")]
mod second_reading;
#[cfg(target_arch = "wasm32")]
mod link;
#[cfg(target_arch = "wasm32")]
mod pages;
#[cfg(target_arch = "wasm32")]
mod document_pane;
#[cfg(target_arch = "wasm32")]
mod structure;
#[cfg(target_arch = "wasm32")]
mod timeline_view;
#[cfg(target_arch = "wasm32")]
mod timeline_drawing;
mod timeline_gaps;
mod timeline_layout;
mod timeline_lists;
#[cfg(target_arch = "wasm32")]
mod skills_view;
#[cfg(target_arch = "wasm32")]
mod export;
#[cfg(target_arch = "wasm32")]
mod verify;
