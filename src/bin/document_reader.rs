//! The document reader: turns a word processor's file, LaTeX, Europass's XML or an archive of one's own data into blocks. It
//! is loaded when the first such file comes, so that nobody else waits for it. It keeps nothing between two requests.

/// The worker runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod port;

#[cfg(target_arch = "wasm32")]
fn main() {
    port::open(|request, bytes| {
        port::read(request.task, |format, _| cv_readback::reader::read_document(bytes, format))
    });
}
