//! The PDF reader: turns the pages of a PDF into blocks. It is loaded when the first PDF comes, so that nobody else waits for
//! it. It keeps nothing between two requests.

/// The worker runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod port;

#[cfg(target_arch = "wasm32")]
fn main() {
    use cv_readback::protocol::Answer;
    use cv_readback::reader::read_pdf;

    port::open(|request, bytes| {
        let on_page = |page, pages| port::post(request.id, Answer::Reading { page, pages }, &[]);
        port::read(request.task, |_, password| read_pdf(bytes, password, &on_page))
    });
}
