//! What the page says about itself: progress, failure, and the one status line for screen readers.

use leptos::prelude::*;
use web_sys::{HtmlInputElement, SubmitEvent};

use crate::app::{App, State};
use crate::{dom, words};

/// Progress with its way out, for what takes longer than a blink.
pub fn progress(app: App) -> AnyView {
    let label = Memo::new(move |_| {
        if !app.slow.get() {
            return None;
        }
        app.state.with(|state| match state {
            State::Reading { label, stage } => Some(words::reading(label, *stage)),
            State::Empty | State::Ready | State::Failed(_) | State::Locked { .. } => None,
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
    let shown = move || {
        app.state.with(|state| match state {
            State::Failed(message) => Some(failed(app, message)),
            State::Locked { source, wrong } => Some(locked(app, &words::locked(&source.label, *wrong))),
            State::Empty | State::Reading { .. } | State::Ready => None,
        })
    };
    shown.into_any()
}

fn failed(app: App, message: &words::Message) -> AnyView {
    view! {
        {said(message)}
        <button id="dismiss" class="button" type="button" on:click=move |_| app.dismiss()>{words::DISMISS}</button>
    }
    .into_any()
}

fn said(message: &words::Message) -> AnyView {
    view! { <p><strong><bdi>{message.what.clone()}</bdi></strong>" "{message.advice.clone()}</p> }.into_any()
}

/// A file that asks for its password; it goes nowhere but to the reader.
fn locked(app: App, message: &words::Message) -> AnyView {
    let open = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(password) = dom::by_id_as::<HtmlInputElement>("password") {
            app.unlock(&password.value());
        }
    };
    view! {
        {said(message)}
        <form class="unlock" on:submit=open>
            <label for="password">{words::PASSWORD}</label>
            <input id="password" type="password" autocomplete="off" required=true/>
            <button id="unlock" class="button" type="submit">{words::OPEN}</button>
            <button id="dismiss" class="button" type="button" on:click=move |_| app.dismiss()>{words::DISMISS}</button>
        </form>
    }
    .into_any()
}

/// The text of the status line.
pub fn status(app: App) -> AnyView {
    (move || app.status.get()).into_any()
}
