//! The result: the document beside what was read, one view at a time; on a narrow screen, all of them as tabs.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::app::{App, Pane};
use crate::element::fill;
use crate::{document_pane, dom, link, second_reading, skills_view, structure, timeline_view, words};

impl Pane {
    const ALL: [Self; 4] = [Self::Document, Self::Structure, Self::Timeline, Self::Skills];

    /// The id of its element.
    pub fn id(self) -> &'static str {
        match self {
            Self::Document => "pane-document",
            Self::Structure => "pane-structure",
            Self::Timeline => "pane-timeline",
            Self::Skills => "pane-skills",
        }
    }

    /// The id of its tab.
    pub fn tab(self) -> &'static str {
        match self {
            Self::Document => "tab-document",
            Self::Structure => "tab-structure",
            Self::Timeline => "tab-timeline",
            Self::Skills => "tab-skills",
        }
    }
}

/// The frame of the result; what is in it follows what is shown.
pub fn view(app: App) -> AnyView {
    Effect::new(move || {
        let drawn = app.shown.with(|shown| shown.as_ref().map(|shown| structure::draw(shown)));
        fill("structure", &drawn.unwrap_or_default());
    });
    let notice = move || app.notice.get().map(|notice| view! { <p class="notice">{notice}</p> });
    view! {
        {notice}
        {tabs(app)}
        <div class="panes" on:pointerleave=move |_| link::point_away(app)>
            {document_pane::view(app)}
            <div id="readings" class="readings"
                on:pointerover=move |event| link::point(app, &event)
                on:focusin=move |event| link::point(app, &event)
                on:click=move |event| {
                    if !second_reading::click(app, &event) {
                        link::go_to_place(app, &event);
                    }
                }>
                {panel(app, Pane::Structure, view! { <div id="structure"></div> }.into_any())}
                {panel(app, Pane::Timeline, timeline_view::view(app))}
                {panel(app, Pane::Skills, skills_view::view(app))}
            </div>
        </div>
    }
    .into_any()
}

fn panel(app: App, pane: Pane, content: AnyView) -> AnyView {
    view! {
        <section id=pane.id() class="pane" role="tabpanel" aria-labelledby=pane.tab() data-title=words::pane(pane)
            hidden=move || app.pane.get() != pane>
            {content}
        </section>
    }
    .into_any()
}

/// Tabs after the ARIA Authoring Practices: one stop of the keyboard, arrows move.
fn tabs(app: App) -> AnyView {
    let tab = |pane: Pane| {
        let number = move || match pane {
            Pane::Skills => app.shown.with(|shown| shown.as_ref().map(|shown| shown.analysis.skills.len())),
            Pane::Document | Pane::Structure | Pane::Timeline => None,
        };
        let selected = move || app.pane.get() == pane;
        view! {
            <button id=pane.tab() type="button" role="tab" aria-controls=pane.id()
                aria-selected=move || selected().to_string()
                tabindex=move || if selected() { "0" } else { "-1" }
                on:click=move |_| app.pane.set(pane)>
                {words::pane(pane)}
                <small>{number}</small>
            </button>
        }
        .into_any()
    };
    view! {
        <div class="tabs" role="tablist" aria-label=words::VIEWS on:keydown=move |event| move_between(app, &event)>
            {Pane::ALL.map(tab).collect_view()}
        </div>
    }
    .into_any()
}

fn move_between(app: App, event: &KeyboardEvent) {
    let panes = if app.narrow.get_untracked() { &Pane::ALL[..] } else { &Pane::ALL[1..] };
    let here = panes.iter().position(|&pane| pane == app.pane.get_untracked()).unwrap_or(0);
    let last = panes.len() - 1;
    let there = match event.key().as_str() {
        "ArrowRight" => (here + 1) % panes.len(),
        "ArrowLeft" => here.checked_sub(1).unwrap_or(last),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    if let Some(&pane) = panes.get(there) {
        event.prevent_default();
        app.pane.set(pane);
        dom::focus(pane.tab());
    }
}
