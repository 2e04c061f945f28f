//! The bar at the top: what is shown, and what can be done with it; the theme.

use leptos::prelude::*;

use crate::app::App;
use crate::{dom, export, words};

/// The file's name and the actions on it.
pub fn result(app: App) -> AnyView {
    let label = move || app.shown.with(|shown| shown.as_ref().map(|shown| shown.source.label.clone()));
    let facts = move || app.shown.with(|shown| shown.as_ref().map(|shown| words::facts(&shown.analysis, shown.millis)));
    let on_paper = move || app.shown.with(|shown| shown.as_ref().map(|shown| words::facts_on_paper(&shown.analysis)));
    let print = || {
        // Only a page that may not open dialogs is refused.
        let _ = window().print();
    };
    let private = move || app.private.get();
    let private_label = move || if private() { words::SHOW_DETAILS } else { words::HIDE_DETAILS };
    let save = move || {
        if let Some(shown) = app.shown.get_untracked() {
            export::json_resume(&shown);
        }
    };
    let button = |id: &'static str, label: (&'static str, &'static str), act: Box<dyn Fn()>| {
        view! {
            <button id=id class="button" type="button" on:click=move |_| act()>{label.0}<span class="more">{label.1}</span></button>
        }
        .into_any()
    };
    let empty = move || app.shown.with(Option::is_none) || app.choosing.get();
    view! {
        <div class="file" hidden=empty>
            <h1 id="result-title" tabindex="-1"><span class="unseen">{words::READ_IN}</span><bdi>{label}</bdi></h1>
            <p data-paper=on_paper>{facts}</p>
        </div>
        <div class="actions" hidden=empty>
            {button("another", words::ANOTHER, Box::new(move || another(app)))}
            {button("export-json", words::EXPORT_JSON, Box::new(save))}
            {button("print", words::PRINT, Box::new(print))}
            <button id="hide-details" class="button" type="button" aria-pressed=move || private().to_string()
                title=words::PERSONAL_DETAILS
                on:click=move |_| app.private.update(|private| *private = !*private)>
                {move || private_label().0}<span class="more">{move || private_label().1}</span>
            </button>
            {button("forget", words::FORGET, Box::new(move || app.forget()))}
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
    view! {
        <label class="more" for="theme">{words::THEME}</label>
        <select id="theme" class="quiet" aria-label=words::THEME on:change=change>{options}</select>
    }
    .into_any()
}
