//! "How can I be sure?": the policy in force, the requests that were made, how to check it, and what it does not cover.

use js_sys::{Array, Reflect};
use leptos::html::Dialog;
use leptos::mount::mount_to_body;
use leptos::prelude::*;

use crate::app::App;
use crate::{dom, words};

/// Puts the panel at the end of the page.
pub fn mount(app: App) {
    mount_to_body(move || view(app));
}

fn view(app: App) -> AnyView {
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if app.verifying.get() && !dialog.open() {
            // Only a dialog that is not in the page cannot be shown.
            let _ = dialog.show_modal();
        }
    });
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let content = move || app.verifying.get().then(content);
    view! {
        <dialog id="verify-panel" class="verify" aria-labelledby="verify-title" node_ref=dialog
            on:close=move |_| app.verifying.set(false)>
            <div class="verify-head">
                <h2 id="verify-title">{words::VERIFY}</h2>
                <button class="button" type="button" on:click=close>{words::CLOSE}</button>
            </div>
            {content}
        </dialog>
    }
    .into_any()
}

/// Made anew each time, so that it says what is true now.
fn content() -> AnyView {
    let loaded = requests();
    let policies = dom::all("meta[http-equiv='Content-Security-Policy']");
    let policies = policies.iter().filter_map(|meta| meta.get_attribute("content"));
    let policies = policies.map(|policy| view! { <li><code>{policy}</code></li> }).collect_view();
    let number = loaded.len();
    let files = (number > 0).then(|| view! { <li><code>{loaded.join("\n")}</code></li> });
    let list = |lines: &'static [&'static str]| lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    let on_disk = window().location().protocol().is_ok_and(|protocol| protocol == "file:");
    let copy = if on_disk {
        view! { <p>{words::IS_THE_COPY}</p> }.into_any()
    } else {
        view! { <p>{words::ABOUT_COPY}" "<a id="single-file" href="readback.html" download="readback.html">{words::SAVE_COPY}</a></p> }
            .into_any()
    };
    view! {
        <h3>{words::POLICY}</h3>
        <p>{words::ABOUT_POLICY}</p>
        <ul class="codes">{policies}</ul>
        <h3>{words::REQUESTS}</h3>
        <p id="requests">{words::requests(number)}</p>
        <ul class="codes">{files}</ul>
        <h3>{words::CHECK}</h3>
        <ol>{list(&words::CHECKS)}</ol>
        <h3>{words::COPY}</h3>
        {copy}
        <h3>{words::NOT_COVERED}</h3>
        <ul>{list(&words::NOT_COVERED_LIST)}</ul>
        <p class="version">{words::VERSION}" "{env!("CARGO_PKG_VERSION")}</p>
    }
    .into_any()
}

/// The names of everything that the browser fetched for this page.
fn requests() -> Vec<String> {
    let Some(performance) = window().performance() else { return Vec::new() };
    let entries = performance.get_entries_by_type("resource");
    let names = entries.iter().filter_map(|entry| Reflect::get(&entry, &"name".into()).ok()?.as_string());
    // What lies in the page itself is no request.
    let names = names.filter(|name| !name.starts_with("data:") && !name.starts_with("blob:"));
    let later = Reflect::get(&js_sys::global(), &"readback".into())
        .and_then(|readback| Reflect::get(&readback, &"fetched".into()))
        .map(|fetched| Array::from(&fetched).iter().filter_map(|name| name.as_string()).collect::<Vec<_>>());
    let names = names.chain(later.unwrap_or_default());
    names.map(|name| name.rsplit('/').next().unwrap_or_default().to_owned()).collect()
}
