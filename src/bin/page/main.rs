//! The page: shows an analysis. It never reads a CV itself; it hands the bytes to a worker.

/// The page runs in a browser only.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(|| view! { <p id="ready">"ready"</p> });
}
