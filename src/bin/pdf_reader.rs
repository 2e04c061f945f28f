//! The PDF reader: turns the pages of a PDF into blocks. It is loaded when the first PDF comes, so that nobody else waits for
//! it. It keeps nothing between two requests.

/// The worker runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod port;

#[cfg(target_arch = "wasm32")]
fn main() {
    port::open(|task, bytes| port::read(task, |_, password| cv_readback::reader::read_pdf(bytes, password)));
}
