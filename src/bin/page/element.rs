//! Elements, made one by one: for what is drawn once and then only looked at.
//!
//! Leptos' views change with the signals that they read, and each is a type of its own, which costs about a kilobyte of
//! program; a result does not change once it is drawn.

use leptos::prelude::document;
use web_sys::Element;

use crate::dom;

/// An element in the making.
#[derive(Clone, Debug)]
pub struct El(Element);

/// An HTML element.
pub fn el(tag: &str) -> El {
    El(document().create_element(tag).expect("names of tags are ours"))
}

/// An SVG element.
pub fn svg(tag: &str) -> El {
    El(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag).expect("names of tags are ours"))
}

/// A text of a CV: its direction does not spill over.
pub fn bdi(text: &str) -> El {
    el("bdi").text(text)
}

/// Puts `content` into the element with this id, in place of what it had.
pub fn fill(id: &str, content: &[El]) {
    let Some(place) = dom::by_id(id) else { return };
    place.set_text_content(None);
    for element in content {
        // Only an element within itself is refused.
        let _ = place.append_child(&element.0);
    }
}

/// A length as attributes and styles have it, to a tenth.
pub fn tenths(number: f64) -> String {
    let tenths = (number * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

impl El {
    pub fn set(self, name: &str, value: &str) -> Self {
        self.0.set_attribute(name, value).expect("names of attributes are ours");
        self
    }

    pub fn set_if(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    pub fn class(self, class: &str) -> Self {
        self.set("class", class)
    }

    /// Adds text; it is never read as HTML.
    pub fn text(self, text: &str) -> Self {
        let _ = self.0.append_child(&document().create_text_node(text));
        self
    }

    #[allow(clippy::needless_pass_by_value, reason = "an element has one place")]
    pub fn add(self, child: El) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    pub fn add_if(self, child: Option<El>) -> Self {
        match child {
            Some(child) => self.add(child),
            None => self,
        }
    }

    pub fn add_all(self, children: Vec<El>) -> Self {
        children.into_iter().fold(self, Self::add)
    }
}
