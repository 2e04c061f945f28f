//! Downloads and copies, made in the page.

use cv_readback::export::json_resume;
use js_sys::{Array, JSON};
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::app::{App, Shown};
use crate::words;

/// Saves what was read as JSON Resume.
pub fn json_resume(shown: &Shown) {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    let Ok(resume) = json_resume::export(&shown.analysis.resume).serialize(&serializer) else { return };
    let Ok(text) = JSON::stringify_with_replacer_and_space(&resume, &JsValue::NULL, &2.into()) else { return };
    let stem = shown.source.label.rsplit_once('.').map_or(shown.source.label.as_str(), |(stem, _)| stem);
    // Names with path separators or text direction marks stay what they look like.
    let stem: String = stem.chars().map(|c| if c.is_alphanumeric() || "-_. ".contains(c) { c } else { '-' }).collect();
    // Only a browser without blobs fails here.
    let _ = save(&String::from(text), &format!("{stem}.resume.json"), "application/json");
}

fn save(text: &str, name: &str, kind: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken it up when the click has been handled.
    set_timeout(move || drop(Url::revoke_object_url(&url)), std::time::Duration::from_secs(10));
    Ok(())
}

/// Copies `text`, and says so.
pub fn copy(app: App, text: &str) {
    let clipboard = window().navigator().clipboard();
    // A page that came over plain http has none.
    let copied = (!clipboard.is_undefined()).then(|| clipboard.write_text(text));
    spawn_local(async move {
        let done = match copied {
            Some(copied) => JsFuture::from(copied).await.is_ok(),
            None => false,
        };
        let told = if done { words::COPIED } else { words::NOT_COPIED };
        app.status.set(told.to_owned());
        app.notice.set(Some(told.to_owned()));
    });
}
