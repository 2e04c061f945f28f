//! The page as a person uses it.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browser::Browser;

/// How long anything may take that is not a matter of the worker's watchdog.
const PATIENCE: Duration = Duration::from_secs(15);

/// Opens the page and waits until everything is loaded.
pub async fn open(browser: &Browser, url: &str) {
    browser.client.goto(url).await.expect("the page opens");
    wait_for(browser, "return document.documentElement.dataset.policy === 'closed'", PATIENCE).await;
}

/// Waits until a script returns something true, and gives it.
pub async fn wait_for(browser: &Browser, script: &str, patience: Duration) -> Value {
    let start = Instant::now();
    loop {
        let value = browser.run(script, vec![]).await;
        if !matches!(value, Value::Null | Value::Bool(false)) {
            return value;
        }
        if start.elapsed() > patience {
            let state = browser
                .run("return [document.documentElement.outerHTML.slice(0, 200), document.body.innerText]", vec![])
                .await;
            panic!("waited {patience:?} for: {script}\n{}\n{}", state[0], state[1].as_str().unwrap_or_default());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Makes a `File` of each way to give its content, in the page.
const MAKE_FILE: &str = "
    const makeFile = (name, content) => {
        if (content.text !== undefined) return new File([content.text], name);
        if (content.bytes !== undefined) return new File([Uint8Array.from(content.bytes)], name);
        if (content.base64 !== undefined) return new File([Uint8Array.from(atob(content.base64), (c) => c.charCodeAt(0))], name);
        return new File([new Blob(Array(content.chunks).fill(new Uint8Array(content.chunk)))], name);
    };";

/// Drops a file on the page as from a file manager.
///
/// `content` is `{"text": …}`, `{"bytes": […]}`, `{"base64": …}`, or `{"chunks": n, "chunk": bytes}` for n times as many zeros.
pub async fn drop_file(browser: &Browser, name: &str, content: Value) {
    let script = format!(
        "{MAKE_FILE}
        const data = new DataTransfer();
        data.items.add(makeFile(arguments[0], arguments[1]));
        for (const type of ['dragenter', 'dragover', 'drop']) {{
            document.body.dispatchEvent(new DragEvent(type, {{ dataTransfer: data, bubbles: true, cancelable: true }}));
        }}"
    );
    // The previous state must not pass for the next one.
    browser
        .run(&format!("document.documentElement.dataset.state = 'dropped'; {script}"), vec![json!(name), content])
        .await;
}

/// What the page says it shows after a drop: "ready" or "failed".
pub async fn outcome(browser: &Browser, patience: Duration) -> String {
    let state = wait_for(
        browser,
        "const state = document.documentElement.dataset.state; return state === 'ready' || state === 'failed' ? state : null",
        patience,
    )
    .await;
    state.as_str().unwrap_or_default().to_owned()
}

/// Drops a text and waits until it is read.
pub async fn read_text(browser: &Browser, name: &str, text: &str) {
    drop_file(browser, name, json!({ "text": text })).await;
    assert_eq!(outcome(browser, PATIENCE).await, "ready", "{name}");
}

/// Clicks what a selector finds.
pub async fn click(browser: &Browser, selector: &str) {
    let found = browser
        .run(
            "const found = document.querySelector(arguments[0]); found?.click(); return found !== null",
            vec![json!(selector)],
        )
        .await;
    assert_eq!(found, true, "nothing to click at {selector}");
}

/// The text of what a selector finds first.
pub async fn text(browser: &Browser, selector: &str) -> String {
    let text = browser.run("return document.querySelector(arguments[0])?.innerText ?? ''", vec![json!(selector)]).await;
    text.as_str().unwrap_or_default().to_owned()
}

/// To be run before each page: what is saved stays in the page, where [`exported`] finds it.
pub const KEEP_WHAT_IS_SAVED: &str = "
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
        if (blob.type === 'application/json') globalThis.saved = blob.text();
        return make.call(URL, blob);
    };
    HTMLAnchorElement.prototype.click = function () {};";

/// What the button for JSON Resume saves.
pub async fn exported(browser: &Browser) -> Value {
    browser.run("globalThis.saved = null", vec![]).await;
    click(browser, "#export-json").await;
    let text = browser.run_async("return await globalThis.saved", vec![]).await;
    serde_json::from_str(text.as_str().expect("the button saves a JSON file")).expect("what is saved is JSON")
}
