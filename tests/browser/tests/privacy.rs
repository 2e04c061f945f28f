//! Nothing of a CV leaves the page, and nothing of it stays.

use std::time::Duration;

use browser_tests::browser::Browser;
use browser_tests::page::{self, KEEP_WHAT_IS_SAVED, read_text};
use browser_tests::server::Server;
use browser_tests::site;
use serde_json::json;

const ATTEMPTS: &str = include_str!("../src/attempts.js");

/// Long enough for anything that was started to arrive on the loopback address.
const SETTLED: Duration = Duration::from_millis(1500);

/// The names of the attempts that reached a server.
fn arrived(server: &Server) -> Vec<String> {
    let mut names: Vec<String> = server
        .lines()
        .iter()
        .filter_map(|line| {
            line.split_once("/leak-").map(|(_, rest)| rest.split(['?', ' ']).next().unwrap_or_default().to_owned())
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The attempts are worth something: without a policy, they arrive.
#[tokio::test]
async fn without_a_policy_everything_arrives() {
    let (home, stranger) = (Server::start(None), Server::start(None));
    let browser = Browser::start().await;
    browser.client.goto(&home.origin).await.unwrap();
    browser.run(&format!("({ATTEMPTS})(arguments[0])"), vec![json!(stranger.origin)]).await;
    let in_worker = "new Worker(URL.createObjectURL(new Blob([`(${arguments[0]})(${JSON.stringify(arguments[1])})`])))";
    browser.run(in_worker, vec![json!(ATTEMPTS.trim()), json!(stranger.origin.clone() + "leak-worker/")]).await;
    tokio::time::sleep(SETTLED).await;
    let arrived = arrived(&stranger);
    for name in [
        "fetch",
        "xhr",
        "websocket",
        "eventsource",
        "import",
        "font",
        "beacon",
        "blobworker",
        "eval",
        "image",
        "script",
        "module",
        "frame",
        "srcdoc",
        "object",
        "video",
        "linkstylesheet",
        "linkprefetch",
        "linkpreload",
        "styleurl",
        "sheet",
        "form",
        "blankframe",
        "worker/leak-fetch",
        "worker/leak-xhr",
        "worker/leak-importscripts",
    ] {
        assert!(arrived.iter().any(|a| a == name), "{name} did not arrive: {arrived:?}");
    }
}

/// The page's policy stops every attempt of a script in the page, to another origin and to its own.
#[tokio::test]
async fn no_script_in_the_page_gets_anything_out() {
    let (home, stranger) = (Server::start(Some(site())), Server::start(None));
    let browser = Browser::start().await;
    page::open(&browser, &home.origin).await;
    let loaded = home.lines();
    for to in [&stranger.origin, &home.origin] {
        browser.run(&format!("({ATTEMPTS})(arguments[0])"), vec![json!(to)]).await;
        tokio::time::sleep(SETTLED).await;
    }
    assert_eq!(stranger.lines(), Vec::<String>::new());
    assert_eq!(home.lines(), loaded);
    let webrtc = browser.run("return typeof RTCPeerConnection + typeof webkitRTCPeerConnection", vec![]).await;
    assert_eq!(webrtc, "undefinedundefined");
}

/// The worker inherits the policy. The attempts are put in front of the worker's own program on its way to `Blob`.
#[tokio::test]
async fn no_script_in_the_worker_gets_anything_out() {
    let (home, stranger) = (Server::start(Some(site())), Server::start(None));
    let browser = Browser::start().await;
    let inject = format!(
        "const Original = Blob; let count = 0;
        globalThis.Blob = class extends Original {{
            constructor(parts, options) {{
                if (options?.type === 'text/javascript' && parts[0].includes('wasm_bindgen')) {{
                    globalThis.injected = ++count;
                    const attempts = ({}) + '';
                    const urls = [{:?}, location.origin + '/'];
                    parts = [`for (const url of ${{JSON.stringify(urls)}}) (${{attempts}})(url);\\n`, ...parts];
                }}
                super(parts, options);
            }}
        }};",
        ATTEMPTS.trim(),
        stranger.origin
    );
    browser.before_each_page(&inject).await;
    page::open(&browser, &home.origin).await;
    let loaded = home.lines();
    // The worker runs its program, attempts and all, before it says that it is ready.
    let first = browser
        .run_async(
            "return readback.worker('readback').then((worker) => new Promise((resolve, reject) => {
                worker.onmessage = (event) => resolve(event.data.length);
                worker.onerror = (event) => reject(event.message);
            }))",
            vec![],
        )
        .await;
    assert_eq!(first, 2, "an envelope and a buffer");
    assert_eq!(browser.run("return injected", vec![]).await, 1);
    tokio::time::sleep(SETTLED).await;
    assert_eq!(stranger.lines(), Vec::<String>::new());
    assert_eq!(home.lines(), loaded);
}

/// A CV whose every part could be found again.
const CANARIES: [&str; 5] =
    ["Zyxwina Quuxberg", "zyxwina@example.org", "Frobozz Mills", "Xyzzyography", "555-0142-987"];

/// Everything that a person can do with a CV causes no request, and leaves nothing behind.
#[tokio::test]
async fn using_the_page_sends_nothing_and_keeps_nothing() {
    let (home, stranger) = (Server::start(Some(site())), Server::start(None));
    let browser = Browser::start().await;
    browser.before_each_page(KEEP_WHAT_IS_SAVED).await;
    page::open(&browser, &home.origin).await;
    let loaded = home.lines();
    assert!(loaded.len() < 10, "{loaded:?}");
    let [name, email, employer, skill, phone] = CANARIES;
    let cv = format!(
        "# {name}\n\n{email} · {phone} · {0}cv-link\n\n![photo]({0}cv-photo.png)\n\n## Experience\n\n### Engineer, {employer}\n\n\
         2019 – 2021\n\n- Did [things]({0}cv-things) with {skill}\n\n<img src=\"{0}cv-img.png\"><iframe src=\"{0}cv-frame\"></iframe>\n\n\
         ## Skills\n\n- {skill}\n",
        stranger.origin
    );
    read_text(&browser, &format!("{name}.md"), &cv).await;

    // Every button of the result that is not the end of it, every value pointed at, every choice made.
    let use_everything = "
        const pause = () => new Promise((resolve) => setTimeout(resolve, 30));
        let used = 0;
        for (const tab of document.querySelectorAll('[role=tab]')) {
            tab.click();
            await pause();
            for (const value of document.querySelectorAll('[data-v]')) {
                value.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
            }
            for (const choice of document.querySelectorAll('main select, main input:not([type=file])')) {
                if (choice.options) choice.selectedIndex = choice.options.length - 1;
                choice.dispatchEvent(new Event('input', { bubbles: true }));
                choice.dispatchEvent(new Event('change', { bubbles: true }));
                await pause();
            }
            for (const button of [...document.querySelectorAll('main button:not([role=tab]), .actions button, header button')]) {
                if (!button.isConnected || button.hidden || ['forget', 'another'].includes(button.id)) continue;
                button.click();
                used++;
                await pause();
            }
        }
        return used";
    let used = browser.run_async(use_everything, vec![]).await;
    assert!(used.as_u64().is_some_and(|used| used > 5), "{used}");
    let paste = "const data = new DataTransfer();
        data.setData('text/plain', arguments[0]);
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));";
    browser.run(paste, vec![json!(cv)]).await;
    tokio::time::sleep(SETTLED).await;

    let kept = browser
        .run_async(
            "const files = [];
            for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
            return {
                local: Object.entries(localStorage), session: Object.entries(sessionStorage), cookie: document.cookie,
                databases: await indexedDB.databases(), caches: await caches.keys(), files, name: window.name,
                workers: (await navigator.serviceWorker.getRegistrations()).length, history: history.state, url: location.href,
            }",
            vec![],
        )
        .await;
    for canary in CANARIES.iter().flat_map(|canary| canary.split(' ')) {
        assert!(!kept.to_string().contains(canary), "{canary} is kept: {kept}");
    }
    for empty in ["session", "databases", "caches", "files"] {
        assert_eq!(kept[empty], json!([]), "{empty}");
    }
    assert_eq!([&kept["cookie"], &kept["name"], &kept["url"]], [&json!(""), &json!(""), &json!(home.origin)]);
    assert_eq!([&kept["workers"], &kept["history"]], [&json!(0), &json!(null)]);

    page::click(&browser, "#forget").await;
    tokio::time::sleep(SETTLED).await;
    let left = browser.run("return document.documentElement.outerHTML", vec![]).await;
    for canary in CANARIES.iter().flat_map(|canary| canary.split(' ')) {
        assert!(!left.as_str().unwrap().contains(canary), "{canary} is still in the page after it was to be forgotten");
    }
    assert_eq!(stranger.lines(), Vec::<String>::new());
    assert_eq!(home.lines(), loaded, "no request after load");
    for request in home.requests() {
        for canary in CANARIES.iter().flat_map(|canary| canary.split(' ')) {
            assert!(!request.contains(canary), "{canary} was sent: {request}");
        }
    }
}
