//! The first screen, which stands in index.html: its controls, taken over when the program is up, and the samples.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement};

use crate::app::{App, Source};
use crate::{dom, input, words};

/// Invented persons, for those who have no CV at hand. They take the same road as a file.
const SAMPLES: [(&str, &str); 3] = [
    ("engineer-with-gaps.md", include_str!("../../../samples/engineer-with-gaps.md")),
    ("nurse.txt", include_str!("../../../samples/nurse.txt")),
    ("two-column-export.md", include_str!("../../../samples/two-column-export.md")),
];

/// Makes the controls of the first screen work.
pub fn take_over(app: App) {
    if let Some(file) = dom::by_id("file") {
        listen(&file, "change", move |event| {
            if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
                input::take_files(app, input.files(), None);
                // The same file can be chosen again.
                input.set_value("");
            }
        });
    }
    if let Some(button) = dom::by_id("read-text") {
        listen(&button, "click", move |_| {
            let text = dom::by_id_as::<HtmlTextAreaElement>("paste-text").map(|area| area.value()).unwrap_or_default();
            input::take_text(app, &text);
        });
    }
    if let Some(samples) = dom::by_id("samples") {
        listen(&samples, "click", move |event| {
            let sample = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let name = sample.and_then(|element| element.get_attribute("data-sample"));
            if let Some((name, text)) = SAMPLES.iter().find(|(known, _)| name.as_deref() == Some(known)) {
                app.read(Source::new(name, name, text.as_bytes().to_vec()));
            }
        });
    }
    if let Some(verify) = dom::by_id("verify") {
        listen(&verify, "click", move |_| app.verifying.set(true));
    }
    for control in dom::all("#first [disabled], #verify") {
        let _ = control.remove_attribute("disabled");
    }
}

/// Empties the text box and the file chooser.
pub fn clear() {
    if let Some(area) = dom::by_id_as::<HtmlTextAreaElement>("paste-text") {
        area.set_value("");
    }
    if let Some(file) = dom::by_id_as::<HtmlInputElement>("file") {
        file.set_value("");
    }
    dom::focus("main");
}

/// The way back to the result, for somebody who was about to read another CV.
pub fn back(app: App) -> AnyView {
    let label = move || app.shown.with(|shown| shown.as_ref().map(|shown| shown.source.label.clone()));
    let button = move |label: String| {
        view! {
            <button class="button" type="button" on:click=move |_| app.back()>
                {words::BACK_TO}" "<bdi>{label}</bdi>
            </button>
        }
    };
    (move || label().map(button)).into_any()
}

fn listen(element: &Element, event: &str, handler: impl Fn(Event) + 'static) {
    let handler = wasm_bindgen::closure::Closure::<dyn Fn(Event)>::new(handler);
    // The element lives as long as the page, and so does its handler.
    let _ = element.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
    handler.forget();
}
