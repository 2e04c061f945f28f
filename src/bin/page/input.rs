//! The ways in: dropping, choosing, pasting, and what came before the program was up.

use std::cell::Cell;
use std::rc::Rc;

use cv_readback::reader::MAX_BYTES;
use js_sys::{Array, Function, Reflect, Uint8Array};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, File, FileList};

use crate::app::{App, Source};
use crate::words;

/// The file name under which rich text is analysed: the clipboard holds it as HTML.
const RICH_TEXT: &str = "pasted.html";

thread_local! {
    static OVER: RwSignal<bool> = RwSignal::new(false);
}

/// Listens for drops and pastes anywhere.
pub fn listen(app: App) {
    let over = OVER.with(|over| *over);
    // Entering a child comes before leaving its parent: only the count tells when the pointer has left the window.
    let depth = Rc::new(Cell::new(0_i32));
    let entered = depth.clone();
    window_event_listener(ev::dragenter, move |event: DragEvent| {
        if holds_files(&event) {
            event.prevent_default();
            entered.set(entered.get() + 1);
            over.set(true);
        }
    });
    let left = depth.clone();
    window_event_listener(ev::dragleave, move |event: DragEvent| {
        if holds_files(&event) {
            left.set((left.get() - 1).max(0));
            over.set(left.get() > 0);
        }
    });
    window_event_listener(ev::dragover, move |event: DragEvent| {
        if let Some(data) = event.data_transfer().filter(|_| !is_for_an_input(event.target())) {
            event.prevent_default();
            data.set_drop_effect("copy");
        }
    });
    window_event_listener(ev::drop, move |event: DragEvent| {
        depth.set(0);
        over.set(false);
        let files = holds_files(&event);
        if !files && is_for_an_input(event.target()) {
            return;
        }
        event.prevent_default();
        if let Some(data) = event.data_transfer() {
            take(app, &data);
        }
    });
    window_event_listener(ev::paste, move |event: ClipboardEvent| {
        if is_for_an_input(event.target()) {
            return;
        }
        if let Some(data) = event.clipboard_data() {
            event.prevent_default();
            take(app, &data);
        }
    });
}

/// What is shown over the page while a file hangs over it.
pub fn overlay(_: App) -> AnyView {
    let over = OVER.with(|over| *over);
    let shown = || view! { <div class="overlay"><p>{words::DROP_HERE}</p></div> };
    (move || over.get().then(shown)).into_any()
}

/// Reads what was dropped, chosen or pasted before the program was up; from now on the program listens.
pub fn take_early(app: App) {
    let taken = Reflect::get(&js_sys::global(), &"readback".into()).and_then(|readback| {
        let take: Function = Reflect::get(&readback, &"takeEarly".into())?.dyn_into()?;
        take.call0(&readback)
    });
    let Some(early) = taken.ok().filter(|early| !early.is_null() && !early.is_undefined()) else { return };
    let part = |name: &str| Reflect::get(&early, &name.into()).unwrap_or_default();
    let text = |name: &str| part(name).as_string().unwrap_or_default();
    let files: Vec<File> = part("files")
        .dyn_into::<Array>()
        .map(|files| files.iter().filter_map(|file| file.dyn_into().ok()).collect())
        .unwrap_or_default();
    take_any(app, files, None, &text("html"), &text("text"));
}

/// Reads the first of `files`; `folder` is the name of the first thing dropped, if that is a folder.
pub fn take_files(app: App, files: Option<FileList>, folder: Option<String>) {
    take_any(app, list(files), folder, "", "");
}

/// Reads pasted text.
pub fn take_text(app: App, text: &str) {
    take_any(app, Vec::new(), None, "", text);
}

fn take(app: App, data: &DataTransfer) {
    let text = |kind: &str| data.get_data(kind).unwrap_or_default();
    take_any(app, list(data.files()), folder(data), &text("text/html"), &text("text/plain"));
}

/// Files, then rich text, then plain text.
fn take_any(app: App, files: Vec<File>, folder: Option<String>, html: &str, text: &str) {
    let number = files.len();
    if let Some(name) = folder {
        app.fail(words::folder(&name));
    } else if let Some(file) = files.into_iter().next() {
        take_file(app, file, number);
    } else if !html.trim().is_empty() {
        app.read(Source::new(RICH_TEXT, words::PASTED_RICH_TEXT, html.as_bytes().to_vec()));
    } else if !text.trim().is_empty() {
        app.read(Source::new("", words::PASTED_TEXT, text.as_bytes().to_vec()));
    } else {
        app.fail(words::nothing_in_it());
    }
}

fn take_file(app: App, file: File, number: usize) {
    let name = file.name();
    if file.size() > MAX_BYTES as f64 {
        let error = cv_readback::reader::ReadError::TooLarge { bytes: file.size() as u64 };
        return app.fail(words::read_error(&error, &name));
    }
    let turn = TURN.with(|turn| {
        turn.set(turn.get() + 1);
        turn.get()
    });
    spawn_local(async move {
        let content = JsFuture::from(file.array_buffer()).await;
        // While the browser fetched it, something newer came.
        if TURN.with(Cell::get) != turn {
            return;
        }
        match content {
            Ok(buffer) => {
                let bytes = Uint8Array::new(&buffer).to_vec();
                app.read(Source::new(&name, &name, bytes));
                if number > 1 {
                    app.notice.set(Some(words::only_the_first(&name, number)));
                }
            }
            Err(_) => app.fail(words::unreadable(&name)),
        }
    });
}

thread_local! {
    /// Counts the files that were taken: the newest wins.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

fn list(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else { return Vec::new() };
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

fn folder(data: &DataTransfer) -> Option<String> {
    let entry = data.items().get(0)?.webkit_get_as_entry().ok()??;
    entry.is_directory().then(|| entry.name())
}

fn holds_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().iter().any(|kind| kind == "Files"))
}

/// Text boxes keep their own pasting and dropping.
fn is_for_an_input(target: Option<web_sys::EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| matches!(element.closest("input:not([type=file]), textarea, select"), Ok(Some(_))))
}
