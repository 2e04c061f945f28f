//! Nothing of a CV leaves the page, and nothing of it stays.

use std::time::Duration;

use browser_tests::browser::Browser;
use browser_tests::page;
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
                if (options?.type === 'text/javascript') {{
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
            "return new Promise((resolve, reject) => {
                const worker = readback.worker();
                worker.onmessage = (event) => resolve(event.data);
                worker.onerror = (event) => reject(event.message);
            })",
            vec![],
        )
        .await;
    assert_eq!(first, "Ready");
    assert_eq!(browser.run("return injected", vec![]).await, 1);
    tokio::time::sleep(SETTLED).await;
    assert_eq!(stranger.lines(), Vec::<String>::new());
    assert_eq!(home.lines(), loaded);
}
