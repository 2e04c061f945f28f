//! The page by keyboard, on a narrow screen, in light and dark.

use std::fs;
use std::time::Duration;

use browser_tests::browser::Browser;
use browser_tests::page::{self, drop_file, outcome, read_text};
use browser_tests::server::Server;
use browser_tests::{root, site};
use serde_json::{Value, json};

const PATIENCE: Duration = Duration::from_secs(15);

/// Widths at which the page is looked at, in CSS pixels.
const WIDTHS: [u32; 3] = [1280, 768, 360];

fn sample() -> String {
    fs::read_to_string(root().join("samples/engineer-with-gaps.md")).unwrap()
}

async fn opened() -> Browser {
    let browser = Browser::start().await;
    page::open(&browser, &Server::start(Some(site())).origin).await;
    browser
}

/// A window with this width inside.
async fn resize(browser: &Browser, width: u32) {
    let metrics = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
    browser.command("Emulation.setDeviceMetricsOverride", metrics).await;
}

async fn dress(browser: &Browser, theme: &str) {
    let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
    browser.command("Emulation.setEmulatedMedia", media).await;
}

async fn press(browser: &Browser, key: &str) {
    let text = if key == "Enter" { "\r" } else { "" };
    let code = match key {
        "Tab" => 9,
        "Enter" => 13,
        "Escape" => 27,
        "ArrowRight" => 39,
        _ => 0,
    };
    for kind in ["keyDown", "keyUp"] {
        let text = if kind == "keyDown" { text } else { "" };
        let event = json!({ "type": kind, "key": key, "code": key, "text": text, "windowsVirtualKeyCode": code });
        browser.command("Input.dispatchKeyEvent", event).await;
    }
}

/// What has the keyboard: its id, or its text.
async fn focused(browser: &Browser) -> String {
    let script = "const e = document.activeElement; return e.id || e.innerText || e.tagName";
    browser.run(script, vec![]).await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_sample_is_read_and_walked_through_by_keyboard() {
    let browser = opened().await;
    let mut passed = Vec::new();
    for _ in 0..20 {
        press(&browser, "Tab").await;
        passed.push(focused(&browser).await);
        if browser.run("return document.activeElement.matches('.sample')", vec![]).await == true {
            break;
        }
    }
    assert!(passed.iter().any(|id| id == "file"), "the file chooser can be reached: {passed:?}");
    press(&browser, "Enter").await;
    assert_eq!(outcome(&browser, PATIENCE).await, "ready", "{passed:?}");
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(focused(&browser).await, "result-title", "the keyboard is at the result");

    let mut selected = Vec::new();
    for _ in 0..40 {
        press(&browser, "Tab").await;
        if browser.run("return document.activeElement.getAttribute('role') === 'tab'", vec![]).await == true {
            break;
        }
    }
    for _ in 0..2 {
        press(&browser, "ArrowRight").await;
        let panel = "const tab = document.activeElement;
            return tab.getAttribute('aria-selected') === 'true' && !document.getElementById(tab.getAttribute('aria-controls')).hidden ? tab.id : null";
        selected.push(browser.run(panel, vec![]).await);
    }
    assert_eq!(selected, [json!("tab-timeline"), json!("tab-skills")]);
}

/// What had the keyboard goes away when it is pressed; the keyboard does not go with it.
#[tokio::test]
async fn the_keyboard_is_never_lost() {
    let browser = opened().await;
    let at = async |selector: &str, key: &str| {
        let focus = "document.querySelector(arguments[0]).focus(); return document.activeElement.matches(arguments[0])";
        assert_eq!(browser.run(focus, vec![json!(selector)]).await, true, "{selector}");
        press(&browser, key).await;
        tokio::time::sleep(Duration::from_millis(150)).await;
        focused(&browser).await
    };
    drop_file(&browser, "cv.md", json!({ "text": "" })).await;
    assert_eq!(outcome(&browser, PATIENCE).await, "failed");
    assert_eq!(at("#dismiss", "Enter").await, "main");
    read_text(&browser, "cv.md", "# Mira Halloran\n\nmira@example.org\n\n## Skills\n\nRust, SQL\n").await;
    drop_file(&browser, "cv.md", json!({ "text": "" })).await;
    assert_eq!(outcome(&browser, PATIENCE).await, "failed");
    assert_eq!(at("#dismiss", "Enter").await, "result-title");
    assert_eq!(at("#another", "Enter").await, "file");
    assert_eq!(at("#back button", "Enter").await, "result-title");
    assert_eq!(at("#verify", "Enter").await, "Close");
    press(&browser, "Escape").await;
    assert_eq!(focused(&browser).await, "verify");
    // On a narrow screen a value leads to another view.
    resize(&browser, 360).await;
    assert_eq!(at("#structure a.value", "Enter").await, "pane-document");
    assert_eq!(at("#forget", "Enter").await, "main");
}

#[tokio::test]
async fn nothing_is_wider_than_the_screen() {
    let browser = opened().await;
    for width in [360, 320] {
        resize(&browser, width).await;
        assert_fits(&browser, "the first screen", width).await;
    }
    read_text(&browser, "engineer.md", &sample()).await;
    for width in [360, 320] {
        resize(&browser, width).await;
        for tab in ["document", "structure", "timeline", "skills"] {
            page::click(&browser, &format!("#tab-{tab}")).await;
            assert_fits(&browser, tab, width).await;
        }
    }
}

async fn assert_fits(browser: &Browser, what: &str, width: u32) {
    let wide = browser.run("return document.scrollingElement.scrollWidth", vec![]).await;
    assert!(wide.as_u64().is_some_and(|wide| wide <= u64::from(width)), "{what} is {wide} wide on a screen of {width}");
}

/// axe-core knows the rules that a program can check.
#[tokio::test]
async fn accessibility_rules_hold_in_light_and_dark() {
    let axe = root().join(".tools/node_modules/axe-core/axe.min.js");
    let Ok(axe) = fs::read_to_string(&axe) else {
        println!("skipped: axe-core is not installed (./test installs it where npm is)");
        return;
    };
    let browser = opened().await;
    let check = "const outcome = await axe.run(document, { resultTypes: ['violations'] });
        return outcome.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.target + ' ' + n.failureSummary.replace(/\\s+/g, ' ').slice(0, 200)).join('; '))";
    let mut violations = Vec::new();
    browser.run(&axe, vec![]).await;
    for theme in ["light", "dark"] {
        dress(&browser, theme).await;
        violations.push((theme, "first screen", browser.run_async(check, vec![]).await));
    }
    read_text(&browser, "engineer.md", &sample()).await;
    // With a skill opened, and its entries lit on the timeline.
    page::click(&browser, "#skills button.tag").await;
    for width in WIDTHS {
        resize(&browser, width).await;
        for theme in ["light", "dark"] {
            dress(&browser, theme).await;
            for tab in ["structure", "timeline", "skills"] {
                page::click(&browser, &format!("#tab-{tab}")).await;
                tokio::time::sleep(Duration::from_millis(200)).await;
                violations.push((theme, tab, browser.run_async(check, vec![]).await));
            }
        }
    }
    violations.retain(|(_, _, found)| *found != json!([]));
    assert!(violations.is_empty(), "{violations:#?}");
}

#[tokio::test]
async fn a_chosen_theme_is_there_before_the_first_paint() {
    let browser = Browser::start().await;
    let server = Server::start(Some(site()));
    page::open(&browser, &server.origin).await;
    browser.run("localStorage.setItem('readback.theme', 'dark')", vec![]).await;
    let observe =
        "new PerformanceObserver((list) => { globalThis.themeAtPaint ??= document.documentElement.dataset.theme; })
        .observe({ type: 'paint', buffered: true });";
    browser.before_each_page(observe).await;
    page::open(&browser, &server.origin).await;
    page::wait_for(&browser, "return globalThis.themeAtPaint === 'dark'", PATIENCE).await;
}

/// Pictures of the page for whoever wants to look at it; they are not compared.
#[tokio::test]
async fn pictures_are_taken() {
    let shots = root().join("tests/browser/shots");
    fs::create_dir_all(&shots).unwrap();
    let browser = opened().await;
    for view in ["first", "structure", "timeline", "skills", "document"] {
        if view == "structure" {
            read_text(&browser, "engineer-with-gaps.md", &sample()).await;
        }
        for width in WIDTHS {
            resize(&browser, width).await;
            for theme in ["light", "dark"] {
                if view != "first" {
                    browser
                        .run("document.getElementById(arguments[0])?.click()", vec![json!(format!("tab-{view}"))])
                        .await;
                }
                dress(&browser, theme).await;
                tokio::time::sleep(Duration::from_millis(100)).await;
                let picture: Vec<u8> = browser.client.screenshot().await.unwrap();
                fs::write(shots.join(format!("{view}-{width}-{theme}.png")), picture).unwrap();
            }
        }
    }
    let errors = browser.console_errors().await;
    assert_eq!(Value::from(errors), json!([]), "nothing went wrong on the way");
}
