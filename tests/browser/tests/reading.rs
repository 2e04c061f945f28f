//! What the page shows is what the analyser reads, whichever way a CV comes in.

use std::time::Duration;

use browser_tests::browser::Browser;
use browser_tests::page::{self, KEEP_WHAT_IS_SAVED, drop_file, exported, outcome, read_text, wait_for};
use browser_tests::server::Server;
use browser_tests::{documents, root, site};
use cv_readback::analysis::analyze;
use cv_readback::entity::date::Month;
use cv_readback::export::json_resume;
use fantoccini::Locator;
use serde_json::{Value, json};

const PATIENCE: Duration = Duration::from_secs(15);

const CV: &str = "# Mira Halloran\n\nmira@example.org\n\n## Experience\n\n### Data Engineer, Northwind Mills\n\n\
                  2019-03 – 2021-08\n\n- Built a loader in Rust\n\n## Skills\n\n- Rust\n- PostgreSQL\n";

async fn opened() -> Browser {
    let browser = Browser::start().await;
    browser.before_each_page(KEEP_WHAT_IS_SAVED).await;
    page::open(&browser, &Server::start(Some(site())).origin).await;
    browser
}

fn base64(bytes: &[u8]) -> String {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0_u32, |number, at| number << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let digit = char::from(digits[(number >> (18 - 6 * at)) as usize & 63]);
            text.push(if at > three.len() { '=' } else { digit });
        }
    }
    text
}

/// The résumé that the library reads, as the command line prints it; the month does not matter to it.
fn expected(bytes: &[u8], name: &str) -> Option<Value> {
    let analysis = analyze(bytes, name, "", Month::new(2026, 11)).ok()?;
    Some(serde_json::to_value(json_resume::export(&analysis.resume)).unwrap())
}

#[tokio::test]
async fn each_document_shows_what_the_command_line_prints() {
    let browser = opened().await;
    let documents = documents();
    assert!(documents.len() > 8, "{documents:?}");
    let mut differing = Vec::new();
    for path in &documents {
        let bytes = std::fs::read(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        drop_file(&browser, &name, json!({ "base64": base64(&bytes) })).await;
        let outcome = outcome(&browser, PATIENCE).await;
        match expected(&bytes, &name) {
            Some(expected) if outcome == "ready" => {
                if exported(&browser).await != expected {
                    differing.push(name);
                }
            }
            None if outcome == "failed" => {}
            _ => differing.push(format!("{name} ({outcome})")),
        }
    }
    assert!(differing.is_empty(), "{differing:?} of {} differ", documents.len());
}

#[tokio::test]
async fn a_cv_can_be_chosen_pasted_or_typed() {
    let browser = opened().await;
    let in_page = expected(CV.as_bytes(), "").unwrap();
    let path = root().join("samples/engineer-with-gaps.md");
    let input = browser.client.find(Locator::Id("file")).await.unwrap();
    input.send_keys(&path.to_string_lossy()).await.unwrap();
    assert_eq!(outcome(&browser, PATIENCE).await, "ready");
    assert_eq!(exported(&browser).await, expected(&std::fs::read(&path).unwrap(), "engineer-with-gaps.md").unwrap());

    let paste = "document.documentElement.dataset.state = 'pasted';
        const data = new DataTransfer();
        for (const [type, text] of Object.entries(arguments[0])) data.setData(type, text);
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));";
    browser.run(paste, vec![json!({ "text/plain": CV })]).await;
    assert_eq!(outcome(&browser, PATIENCE).await, "ready");
    assert_eq!(exported(&browser).await, in_page);

    let html = "<h1>Mira Halloran</h1><p>mira@example.org</p><h2>Skills</h2><ul><li>Rust</li></ul>";
    browser.run(paste, vec![json!({ "text/plain": "not this", "text/html": html })]).await;
    assert_eq!(outcome(&browser, PATIENCE).await, "ready");
    assert_eq!(exported(&browser).await, expected(html.as_bytes(), "pasted.html").unwrap());

    page::click(&browser, "#another").await;
    let typed =
        "document.documentElement.dataset.state = 'typed'; document.getElementById('paste-text').value = arguments[0];";
    browser.run(typed, vec![json!(CV)]).await;
    page::click(&browser, "#read-text").await;
    assert_eq!(outcome(&browser, PATIENCE).await, "ready");
    assert_eq!(exported(&browser).await, in_page);
}

#[tokio::test]
async fn the_language_of_a_cv_is_named_and_told_to_screen_readers() {
    let browser = opened().await;
    let german = "# Mira Halloran\n\nmira@example.org\n\n## Berufserfahrung\n\n### Einkäuferin, Hafenwerk GmbH\n\n\
                  2019 – heute\n\n- Verantwortlich für den Einkauf und die Planung\n\n## Kenntnisse\n\n- SAP\n";
    for (cv, name, code) in [(german, "German", "de"), (CV, "English", "en")] {
        read_text(&browser, "cv.md", cv).await;
        let facts = page::text(&browser, ".file p").await;
        assert!(facts.starts_with(&format!("Markdown · {name} · ")), "{facts}");
        let told = "return document.querySelector('#pane-document .sheet').lang";
        assert_eq!(browser.run(told, vec![]).await, code);
    }
}

#[tokio::test]
async fn a_file_that_comes_before_the_program_is_read_when_it_is_up() {
    let browser = Browser::start().await;
    browser.before_each_page(KEEP_WHAT_IS_SAVED).await;
    let early = format!(
        "addEventListener('DOMContentLoaded', () => {{
            globalThis.wasUp = document.documentElement.dataset.program === 'ready';
            const data = new DataTransfer();
            data.items.add(new File([{CV:?}], 'early.md'));
            document.body.dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}));
            globalThis.waits = document.documentElement.hasAttribute('data-early');
        }});"
    );
    browser.before_each_page(&early).await;
    page::open(&browser, &Server::start(Some(site())).origin).await;
    assert_eq!(browser.run("return [wasUp, waits]", vec![]).await, json!([false, true]));
    assert_eq!(outcome(&browser, PATIENCE).await, "ready");
    assert_eq!(exported(&browser).await, expected(CV.as_bytes(), "early.md").unwrap());
}

#[tokio::test]
async fn pointing_at_a_value_lights_its_place_and_the_other_way_round() {
    let browser = opened().await;
    read_text(&browser, "cv.md", CV).await;
    let lit = "
        const [from, to] = arguments;
        const value = [...document.querySelectorAll(from + ' [data-v]')].find((e) => e.innerText.includes('Northwind Mills'));
        value.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve, 100));
        return [...document.querySelectorAll(to + ' .lit')].map((e) => e.innerText).join(' ')";
    for (from, to) in [("#pane-structure", "#pane-document"), ("#pane-document", "#pane-structure")] {
        let text = browser.run_async(lit, vec![json!(from), json!(to)]).await;
        assert!(text.as_str().unwrap().contains("Northwind Mills"), "{from} to {to}: {text}");
    }
}

/// Measured and printed, not asserted: the machine decides.
#[tokio::test]
async fn how_long_a_cv_takes_from_drop_to_drawn() {
    let browser = opened().await;
    let mut cv = "# Mira Halloran\n\nmira@example.org\n\n## Experience\n\n".to_owned();
    for year in 2000.. {
        if cv.len() > 10_000 {
            break;
        }
        cv += &format!(
            "### Data Engineer, Northwind Mills {year}\n\n{year}-03 – {year}-11\n\n- Built a loader in Rust and PostgreSQL that \
             reads the orders of a whole day\n- Wrote the tests first, and the manual last\n\n"
        );
    }
    let script = "
        const times = [];
        for (let turn = 0; turn < 12; turn++) {
            const root = document.documentElement;
            root.dataset.state = 'dropped';
            const data = new DataTransfer();
            data.items.add(new File([arguments[0]], 'cv.md'));
            const begun = performance.now();
            document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
            await new Promise((resolve) => {
                const observer = new MutationObserver(() => root.dataset.state === 'ready' && (observer.disconnect(), resolve()));
                observer.observe(root, { attributes: true });
            });
            // Drawn: the second frame begins when the first has been painted.
            await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            times.push(performance.now() - begun);
        }
        return times.map(Math.round)";
    let times = browser.run_async(script, vec![json!(cv)]).await;
    println!("{} bytes of Markdown, drop to drawn, in milliseconds, the first reading first: {times}", cv.len());
    wait_for(&browser, "return document.querySelectorAll('#pane-structure [data-v]').length > 100", PATIENCE).await;
}
