//! The few things that the page asks of the browser besides drawing.

use cv_readback::entity::date::Month;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Storage};

/// The element with this id.
pub fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// The element with this id, of a more special kind.
pub fn by_id_as<T: JsCast>(id: &str) -> Option<T> {
    by_id(id)?.dyn_into().ok()
}

/// All elements that a selector of ours finds.
pub fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// The value of a CSS property that an element has.
pub fn style_of(id: &str, property: &str) -> String {
    let style = by_id(id).and_then(|element| window().get_computed_style(&element).ok().flatten());
    style.and_then(|style| style.get_property_value(property).ok()).unwrap_or_default()
}

/// Sets an attribute of `<html>`, by which style sheets and tests know the state of the page; `None` takes it away.
pub fn set_on_root(name: &str, value: Option<&str>) {
    if let Some(root) = document().document_element() {
        // Only a name that is no name can fail.
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Moves the keyboard to the element with this id.
pub fn focus(id: &str) {
    if let Some(element) = by_id_as::<HtmlElement>(id) {
        let _ = element.focus();
    }
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// The current month, by the clock of this computer.
pub fn this_month() -> Month {
    let now = js_sys::Date::new_0();
    Month::new(now.get_full_year() as i32, now.get_month() as u8 + 1)
}

/// Whether a media query holds.
pub fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// A setting that was kept. Settings are all that is ever kept.
pub fn setting(name: &str) -> Option<String> {
    storage()?.get_item(&format!("readback.{name}")).ok().flatten()
}

/// Keeps a setting, where the browser lets us; `None` forgets it.
pub fn keep_setting(name: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    let name = format!("readback.{name}");
    let _ = match value {
        Some(value) => storage.set_item(&name, value),
        None => storage.remove_item(&name),
    };
}
