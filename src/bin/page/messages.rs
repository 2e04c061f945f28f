//! What the page says about itself: progress, failure, and the one status line for screen readers.

use leptos::prelude::*;

use crate::app::{App, State};
use crate::words;

/// Progress with its way out, for what takes longer than a blink.
pub fn progress(app: App) -> AnyView {
    let label = Memo::new(move |_| {
        if !app.slow.get() {
            return None;
        }
        app.state.with(|state| match state {
            State::Reading { label } => Some(words::reading(label)),
            State::Empty | State::Ready | State::Failed(_) => None,
        })
    });
    Effect::new(move || {
        if let Some(label) = label.get() {
            app.status.set(label);
        }
    });
    let shown = move |label: String| {
        view! {
            <div class="progress">
                <label for="progress-bar"><bdi>{label}</bdi></label>
                <progress id="progress-bar"></progress>
                <button id="cancel" class="button" type="button" on:click=move |_| app.cancel()>{words::CANCEL}</button>
            </div>
        }
    };
    (move || label.get().map(shown)).into_any()
}

/// What went wrong, what to do about it, and the way past it.
pub fn alert(app: App) -> AnyView {
    let message =
        move || app.state.with(|state| if let State::Failed(message) = state { Some(message.clone()) } else { None });
    let shown = move |message: words::Message| {
        view! {
            <p><strong><bdi>{message.what}</bdi></strong>" "{message.advice}</p>
            <button id="dismiss" class="button" type="button" on:click=move |_| app.dismiss()>{words::DISMISS}</button>
        }
    };
    (move || message().map(shown)).into_any()
}

/// The text of the status line.
pub fn status(app: App) -> AnyView {
    (move || app.status.get()).into_any()
}
