//! readback.html, opened from the disk with no network.

use std::time::Duration;

use browser_tests::browser::Browser;
use browser_tests::page::{self, KEEP_WHAT_IS_SAVED, exported, read_text};
use browser_tests::server::Server;
use browser_tests::site;
use serde_json::json;

#[tokio::test]
async fn it_works_from_the_disk_with_the_network_off() {
    let stranger = Server::start(None);
    let browser = Browser::start().await;
    browser.before_each_page(KEEP_WHAT_IS_SAVED).await;
    let off = json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
    browser.command("Network.enable", json!({})).await;
    browser.command("Network.emulateNetworkConditions", off).await;
    let url = format!("file://{}", site().join("readback.html").display());
    page::open(&browser, &url).await;
    read_text(&browser, "cv.md", "# Mira Halloran\n\nmira@example.org\n\n## Skills\n\n- Rust\n").await;
    assert_eq!(exported(&browser).await["basics"]["name"], "Mira Halloran");

    // With the network on again, its policy still lets nothing out.
    let on = json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.command("Network.emulateNetworkConditions", on).await;
    browser.run(&format!("({})(arguments[0])", include_str!("../src/attempts.js")), vec![json!(stranger.origin)]).await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(stranger.lines(), Vec::<String>::new());
}
