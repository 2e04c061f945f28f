//! What the page says about itself: progress, failure, and the one status line for screen readers.

use leptos::prelude::*;
use web_sys::{HtmlInputElement, SubmitEvent};

use crate::app::{App, State};
use crate::worker::Stage;
use crate::{dom, words};

/// Progress with its way out, for what takes longer than a blink.
pub fn progress(app: App) -> AnyView {
    let under_way = Memo::new(move |_| {
        if !app.slow.get() {
            return None;
        }
        app.state.with(|state| match state {
            State::Reading { label, stage } => Some((label.clone(), *stage)),
            State::Empty | State::Ready | State::Failed(_) | State::Locked { .. } => None,
        })
    });
    // Nobody wants to hear the number of every page.
    let told = Memo::new(move |_| {
        under_way.get().map(|(label, stage)| {
            let stage = if let Stage::Page { .. } = stage { Stage::Reading } else { stage };
            words::reading(&label, stage)
        })
    });
    Effect::new(move || {
        if let Some(told) = told.get() {
            app.status.set(told);
        }
    });
    let is_shown = Memo::new(move |_| under_way.with(Option::is_some));
    let label = move || under_way.get().map(|(label, stage)| words::reading(&label, stage));
    let page = move || match under_way.get() {
        Some((_, Stage::Page { page, pages })) => Some((page - 1, pages)),
        _ => None,
    };
    // The cancel button stays while the pages go by: it may have the keyboard.
    let shown = move || {
        view! {
            <div class="progress">
                <label for="progress-bar"><bdi>{label}</bdi></label>
                <progress id="progress-bar" value=move || page().map(|(done, _)| done.to_string())
                    max=move || page().map(|(_, pages)| pages.to_string())></progress>
                <button id="cancel" class="button" type="button" on:click=move |_| app.cancel()>{words::CANCEL}</button>
            </div>
        }
    };
    (move || is_shown.get().then(shown)).into_any()
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
