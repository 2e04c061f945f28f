//! Whatever is dropped, the page lives, says what to do, and keeps the previous result.

use std::time::Duration;

use browser_tests::browser::Browser;
use browser_tests::page::{self, KEEP_WHAT_IS_SAVED, drop_file, exported, outcome, read_text, text, wait_for};
use browser_tests::server::Server;
use browser_tests::site;
use serde_json::{Value, json};

const CV: &str = "# Mira Halloran\n\nmira@example.org\n\n## Skills\n\n- Rust\n- PostgreSQL\n";

/// Longer than the page lets a worker work.
const WATCHDOG: Duration = Duration::from_secs(40);

/// Between the page and its workers, before the program starts: a message can be replaced by one that makes the real
/// worker panic, or held back so that the worker seems to hang.
const BETWEEN: &str = "
    globalThis.between = 'pass';
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
        const isRequest = Array.isArray(message);
        const mode = isRequest ? globalThis.between : 'pass';
        if (isRequest) globalThis.between = 'pass';
        if (mode === 'panic') return post.call(this, ['not a request', null]);
        if (mode === 'hang') return;
        return post.call(this, message, ...rest);
    };";

async fn with_a_result() -> (Browser, Value) {
    let browser = Browser::start().await;
    browser.before_each_page(KEEP_WHAT_IS_SAVED).await;
    browser.before_each_page(BETWEEN).await;
    page::open(&browser, &Server::start(Some(site())).origin).await;
    read_text(&browser, "good.md", CV).await;
    let result = exported(&browser).await;
    assert_eq!(result["basics"]["name"], "Mira Halloran");
    (browser, result)
}

/// The page says what is wrong, names the file, and still shows and saves the previous result.
async fn assert_refused(browser: &Browser, name: &str, result: &Value) -> String {
    assert_eq!(outcome(browser, WATCHDOG).await, "failed", "{name}");
    let message = text(browser, "[role=alert]").await;
    assert!(message.contains(name), "{name}: {message:?}");
    assert!(message.len() > name.len() + 40, "{name}: what is wrong and what to do, not {message:?}");
    assert_eq!(exported(browser).await, *result, "{name}: the previous result stays");
    message
}

#[tokio::test]
async fn files_that_are_no_cv_get_a_message() {
    let (browser, result) = with_a_result().await;
    let png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let elf = "f0VMRgIBAQAAAAAAAAAAAAIAPgABAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAEAAOAAAAAAAAAAAAA==";
    for (name, content) in [
        ("empty.md", json!({ "text": "" })),
        ("blank.txt", json!({ "text": "  \n\n\t \n" })),
        ("photo.png", json!({ "base64": png })),
        ("photo.md", json!({ "base64": png })),
        ("program.md", json!({ "base64": elf })),
        ("huge.md", json!({ "chunks": 200, "chunk": 1 << 20 })),
    ] {
        drop_file(&browser, name, content).await;
        assert_refused(&browser, name, &result).await;
    }
    read_text(&browser, "again.md", CV).await;
}

#[tokio::test]
async fn hostile_texts_do_no_harm() {
    let (browser, _) = with_a_result().await;
    let lists: String = (0..2_000).map(|depth| format!("{}- a\n", " ".repeat(2 * depth % 400))).collect();
    for (name, content) in [
        ("latin1.txt", json!({ "base64": "UmVu6SBNYXJ0aW4KCnJlbmVAZXhhbXBsZS5vcmcKCkNvbXDpdGVuY2VzClJ1c3QK" })),
        ("quotes.md", json!({ "text": ">".repeat(100_000) + " deep" })),
        ("lists.md", json!({ "text": "- ".repeat(100_000) + "deep" })),
        ("numbers.md", json!({ "text": "1. ".repeat(100_000) + "deep" })),
        ("steps.md", json!({ "text": lists })),
        ("brackets.md", json!({ "text": "[".repeat(100_000) })),
        ("emphasis.md", json!({ "text": "*a ".repeat(50_000) })),
        ("elements.html", json!({ "text": "<div>".repeat(100_000) + "deep" })),
        ("dates.txt", json!({ "text": "Jan 2019 - ".repeat(20_000) })),
    ] {
        drop_file(&browser, name, content).await;
        let outcome = outcome(&browser, WATCHDOG).await;
        let message = text(&browser, "[role=alert]").await;
        // Read or refused, both are well; what must not happen is that the worker dies of it.
        assert!(!message.contains("restarted") && !message.contains("took more than"), "{name}: {outcome}, {message}");
    }
    read_text(&browser, "again.md", CV).await;
    assert_eq!(exported(&browser).await["basics"]["name"], "Mira Halloran");
}

#[tokio::test]
async fn markup_in_a_cv_is_text() {
    let (browser, _) = with_a_result().await;
    let cv = "# <img src=x onerror=alert(1)> Mira\n\n`<script>globalThis.ran = 1</script>`\n\n## Skills\n\n- \\<b onclick=x\\>Rust\n";
    read_text(&browser, "markup.md", cv).await;
    let text = r#"{"basics": {"name": "<img src=x onerror='globalThis.ran = 1'>", "url": "javascript:globalThis.ran = 1"},
        "work": [{"name": "<script>globalThis.ran = 1</script>", "url": "java\tscript:globalThis.ran = 1", "startDate": "2020-01"}]}"#;
    read_text(&browser, "markup.json", text).await;
    let found = browser
        .run(
            "const links = [...document.querySelectorAll('main a[href]')].filter((a) => !/^(https?|mailto|tel):/.test(a.href));
            return [globalThis.ran ?? null, document.querySelectorAll('main img, main script, main iframe').length, links.map((a) => a.href)]",
            vec![],
        )
        .await;
    assert_eq!(found, json!([null, 0, []]));
}

#[tokio::test]
async fn a_worker_that_panics_is_replaced() {
    let (browser, result) = with_a_result().await;
    for name in ["trap-1.md", "trap-2.md"] {
        browser.run("globalThis.between = 'panic'", vec![]).await;
        drop_file(&browser, name, json!({ "text": CV })).await;
        assert_refused(&browser, name, &result).await;
    }
    read_text(&browser, "again.md", CV).await;
}

#[tokio::test]
async fn a_worker_that_hangs_is_replaced() {
    let (browser, result) = with_a_result().await;
    browser.run("globalThis.between = 'hang'", vec![]).await;
    drop_file(&browser, "cancelled.md", json!({ "text": CV })).await;
    wait_for(&browser, "return document.querySelector('#cancel') !== null", WATCHDOG).await;
    page::click(&browser, "#cancel").await;
    assert_eq!(outcome(&browser, WATCHDOG).await, "ready");
    assert_eq!(exported(&browser).await, result);

    browser.run("globalThis.between = 'hang'", vec![]).await;
    drop_file(&browser, "hanging.md", json!({ "text": CV })).await;
    assert_refused(&browser, "hanging.md", &result).await;
    read_text(&browser, "again.md", CV).await;
}

#[tokio::test]
async fn the_newest_file_wins() {
    let (browser, _) = with_a_result().await;
    let long = "## Experience\n\n### Engineer, Northwind Mills\n\n2019 – 2021\n\n".repeat(4_000);
    drop_file(&browser, "long.md", json!({ "text": format!("# Otto Long\n\n{long}") })).await;
    drop_file(&browser, "newest.md", json!({ "text": CV.replace("Mira", "Nora") })).await;
    assert_eq!(outcome(&browser, WATCHDOG).await, "ready");
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(exported(&browser).await["basics"]["name"], "Nora Halloran");
}
