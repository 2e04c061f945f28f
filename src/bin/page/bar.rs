//! The bar at the top: what is shown, and what can be done with it; the theme.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{App, Shown};
use crate::{dom, export, words};

/// The file's name and the actions on it.
pub fn result(app: App) -> AnyView {
    (move || app.shown.get().filter(|_| !app.choosing.get()).map(|shown| of(app, shown))).into_any()
}

fn of(app: App, shown: Arc<Shown>) -> AnyView {
    let facts = words::facts(&shown.analysis, shown.millis);
    let label = shown.source.label.clone();
    let private_label = move || if app.private.get() { words::SHOW_DETAILS } else { words::HIDE_DETAILS };
    view! {
        <div class="file">
            <h1 id="result-title" tabindex="-1"><span class="unseen">{words::READ_IN}" "</span><bdi class="personal">{label}</bdi></h1>
            <p>{facts}</p>
        </div>
        <div class="actions">
            <button id="another" class="button" type="button" on:click=move |_| another(app)>{words::ANOTHER}</button>
            <button id="export-json" class="button" type="button" on:click=move |_| export::json_resume(&shown)>
                {words::EXPORT_JSON}
            </button>
            <button id="hide-details" class="button" type="button" aria-pressed=move || app.private.get().to_string()
                on:click=move |_| app.private.update(|private| *private = !*private)>{private_label}</button>
            <button id="forget" class="button" type="button" on:click=move |_| app.forget()>{words::FORGET}</button>
        </div>
    }
    .into_any()
}

fn another(app: App) {
    app.choosing.set(true);
    request_animation_frame(|| dom::focus("file"));
}

/// System, light or dark.
pub fn theme(_: App) -> AnyView {
    let chosen = dom::setting("theme").unwrap_or_default();
    let change = move |event| {
        let theme = event_target_value(&event);
        let theme = Some(theme.as_str()).filter(|theme| !theme.is_empty());
        dom::set_on_root("data-theme", theme);
        dom::keep_setting("theme", theme);
    };
    let option = |(value, label): (&'static str, &'static str)| {
        view! { <option value=value selected=chosen == value>{label}</option> }
    };
    let options = words::THEMES.map(option).collect_view();
    view! { <select id="theme" class="quiet" aria-label=words::THEME on:change=change>{options}</select> }.into_any()
}
