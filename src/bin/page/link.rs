//! The tie between a value and its place: pointing at one lights up the other, a click goes there.
//!
//! A value carries `data-v`, the numbers of its values in [`Values`](crate::values::Values), separated by blanks; a
//! piece of the document also has the id `p` and its number. On paper there is no document to lead to: a value leads where
//! it says, if it is an address, and the targets of links among its words are told (`data-link`).

use cv_readback::span::Span;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::app::{App, Pane, Shown};
use crate::element::{El, bdi, el};
use crate::values::{Kind, Value};
use crate::{dom, second_reading, words};

/// The class of what is lit.
const LIT: &str = "lit";

/// Keeps the place that a link leads to while the page is printed.
const PLACE: &str = "data-place";

/// Where a link to the value at `span` leads, and the value's number.
pub fn target(shown: &Shown, span: Span) -> Option<(String, String)> {
    let id = shown.values.at(span)?;
    Some((format!("#p{}", shown.values.pieces_of(span).start), id.to_string()))
}

/// A text that leads to `span` in the document, if a value was read there.
pub fn to_place(shown: &Shown, text: &str, span: Span, title: Option<&str>) -> El {
    let value = shown.values.at(span).and_then(|id| shown.values.get(id));
    let (Some(value), Some((href, id))) = (value, target(shown, span)) else { return bdi(text) };
    let why = second_reading::why(shown, span);
    let marked = if why.as_ref().is_some_and(|(_, marked)| *marked) { " unsure" } else { "" };
    let title = title.unwrap_or(value.what);
    let title = why.as_ref().map_or_else(|| title.to_owned(), |(why, _)| words::what_and_why(title, why));
    el("a")
        .class(&format!("value {}{marked}", value.kind.class()))
        .set("href", &href)
        .set("data-v", &id)
        .set("title", &title)
        .set_if("data-why", why.as_ref().filter(|(_, marked)| *marked).map(|(why, _)| why.as_str()))
        .set_if("data-link", told_on_paper(shown, value, text).as_deref())
        .set("draggable", "false")
        .add(bdi(text))
}

/// Where links among the words of a sentence lead, if its words do not say so. Other values have fields for it.
fn told_on_paper(shown: &Shown, value: &Value, text: &str) -> Option<String> {
    if value.kind != Kind::Prose {
        return None;
    }
    let mut told = String::new();
    for piece in shown.values.pieces.get(shown.values.pieces_of(value.span))? {
        let Some(link) = &piece.link else { continue };
        let address = link.split_once("://").map_or(link.as_str(), |(_, rest)| rest);
        let address = address.trim_start_matches("mailto:").trim_end_matches('/');
        if !text.contains(address) && !told.contains(address) {
            if !told.is_empty() {
                told.push_str(", ");
            }
            told.push_str(address);
        }
    }
    (!told.is_empty()).then_some(told)
}

/// Keeps the title that the page has on the screen while it is printed.
const TITLE: &str = "data-title";

/// While the page is printed, it is called after the document, and links lead out of it or nowhere.
pub fn follow_printing(app: App) {
    let _ = window_event_listener_untyped("beforeprint", move |_| {
        leave_paper();
        if let Some(shown) = app.shown.get_untracked().filter(|_| !app.private.get_untracked())
            && let Some(root) = document().document_element()
        {
            let _ = root.set_attribute(TITLE, &document().title());
            document().set_title(&words::title_on_paper(&shown.source.label));
        }
        for link in dom::all("#readings a[href], .wordmark") {
            let _ = link.set_attribute(PLACE, &link.get_attribute("href").unwrap_or_default());
            let _ = match address(link.text_content().unwrap_or_default().trim()) {
                Some(address) => link.set_attribute("href", &address),
                None => link.remove_attribute("href"),
            };
        }
    });
    let _ = window_event_listener_untyped("afterprint", move |_| leave_paper());
}

/// Takes back what printing changed. A browser need not tell that it has printed.
pub fn leave_paper() {
    if let Some(root) = document().document_element()
        && let Some(title) = root.get_attribute(TITLE)
    {
        document().set_title(&title);
        let _ = root.remove_attribute(TITLE);
    }
    for link in dom::all(&format!("[{PLACE}]")) {
        let _ = link.set_attribute("href", &link.get_attribute(PLACE).unwrap_or_default());
        let _ = link.remove_attribute(PLACE);
    }
}

/// The address that `text` is, if it is one.
fn address(text: &str) -> Option<String> {
    if text.contains(char::is_whitespace) {
        None
    } else if text.starts_with("https://") || text.starts_with("http://") {
        Some(text.to_owned())
    } else {
        text.contains('@').then(|| format!("mailto:{text}"))
    }
}

/// Lights whatever is pointed at; nothing is drawn again for it.
pub fn light(app: App) {
    Effect::new(move || {
        let pointed = app.pointed.get();
        for element in dom::all(".lit") {
            let _ = element.class_list().remove_1(LIT);
        }
        let Some(shown) = app.shown.get_untracked().filter(|_| !pointed.is_empty()) else { return };
        for &id in &pointed {
            for element in places(&shown, id).into_iter().chain(values(&shown, id)) {
                let _ = element.class_list().add_1(LIT);
            }
        }
    });
}

/// Something under the pointer, or with the keyboard on it, may be a value.
pub fn point(app: App, event: &Event) {
    let ids = carrier(event).map(|element| ids(&element)).unwrap_or_default();
    if app.pointed.with_untracked(|pointed| *pointed != ids) {
        app.pointed.set(ids);
    }
}

/// Nothing is pointed at any more.
pub fn point_away(app: App) {
    if app.pointed.with_untracked(|pointed| !pointed.is_empty()) {
        app.pointed.set(Vec::new());
    }
}

/// Goes from a value on the right to its place in the document.
pub fn go_to_place(app: App, event: &Event) {
    let Some(id) = carrier(event).and_then(|element| ids(&element).into_iter().next()) else { return };
    event.prevent_default();
    let narrow = app.narrow.get_untracked();
    if narrow {
        app.pane.set(Pane::Document);
    }
    after_drawing(app, move |shown| {
        if narrow {
            // The value is hidden now: the keyboard goes where it led.
            dom::focus(Pane::Document.id());
        }
        app.pointed.set(vec![id]);
        places(shown, id).into_iter().next()
    });
}

/// Goes from a place in the document to the value on the right.
pub fn go_to_value(app: App, event: &Event) {
    // Selecting text is no click on a value.
    let selecting = window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
    let Some(id) = carrier(event).filter(|_| !selecting).and_then(|element| ids(&element).into_iter().next()) else {
        return;
    };
    let Some(shown) = app.shown.get_untracked() else { return };
    let here = app.pane.get_untracked();
    let pane = [here, Pane::Structure, Pane::Skills]
        .into_iter()
        .find(|&pane| pane != Pane::Document && values(&shown, id).iter().any(|element| is_in(element, pane)));
    let Some(pane) = pane else { return };
    app.pane.set(pane);
    after_drawing(app, move |shown| {
        app.pointed.set(vec![id]);
        values(shown, id).into_iter().find(|element| is_in(element, pane))
    });
}

fn after_drawing(app: App, find: impl FnOnce(&Shown) -> Option<Element> + 'static) {
    request_animation_frame(move || {
        if let Some(element) = app.shown.get_untracked().and_then(|shown| find(&shown)) {
            scroll_to(&element);
        }
    });
}

fn scroll_to(element: &Element) {
    let still = dom::matches("(prefers-reduced-motion: reduce)");
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(if still { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    options.set_block(ScrollLogicalPosition::Center);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn is_in(element: &Element, pane: Pane) -> bool {
    element.closest(&format!("#{}", pane.id())).is_ok_and(|found| found.is_some())
}

/// The pieces of the document that a value covers.
fn places(shown: &Shown, id: usize) -> Vec<Element> {
    let Some(value) = shown.values.get(id) else { return Vec::new() };
    shown.values.pieces_of(value.span).filter_map(|piece| dom::by_id(&format!("p{piece}"))).collect()
}

/// Where a value stands on the right; where it does not stand by itself, what it is a part of.
fn values(shown: &Shown, id: usize) -> Vec<Element> {
    let mut id = Some(id);
    while let Some(this) = id {
        let found = dom::all(&format!("#readings [data-v~=\"{this}\"]"));
        if !found.is_empty() {
            return found;
        }
        id = shown.values.get(this).and_then(|value| value.parent);
    }
    Vec::new()
}

fn carrier(event: &Event) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest("[data-v]").ok()?
}

fn ids(element: &Element) -> Vec<usize> {
    let ids = element.get_attribute("data-v").unwrap_or_default();
    ids.split(' ').filter_map(|id| id.parse().ok()).collect()
}
