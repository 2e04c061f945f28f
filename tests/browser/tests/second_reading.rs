//! What is not sure is marked and explained; another reading is one click away, and one more undoes it.

use std::time::Duration;

use browser_tests::browser::Browser;
use browser_tests::page::{self, exported, read_text, text, wait_for};
use browser_tests::server::Server;
use browser_tests::site;
use serde_json::json;

const PATIENCE: Duration = Duration::from_secs(15);

/// The second position has one name, which could be a title; the third has no dates.
const CV: &str = "# Ada Doe\n\nada@example.org\n\n## Experience\n\n### Baker, May 2018 - June 2020\n\n*Cook and Page Company*\n\n\
    - Baked the bread\n\n### Night School Zymurgy, July 2020 - present\n\n- Brewed the ale\n\n### Miller\n\n\
    - Ground the flour\n\n## Zymurgy\n\nBeer, made at home.\n\n## Education\n\nBSc Physics, University of Leeds, 2017\n";

async fn opened() -> Browser {
    let browser = Browser::start().await;
    browser.before_each_page(page::KEEP_WHAT_IS_SAVED).await;
    page::open(&browser, &Server::start(Some(site())).origin).await;
    read_text(&browser, "ada.md", CV).await;
    browser
}

/// Clicks the button with this text in the entry that has that text.
async fn choose(browser: &Browser, entry: &str, button: &str) {
    let script = "const entry = [...document.querySelectorAll('#structure .entry')].find((e) => e.innerText.includes(arguments[0]));
        const button = [...entry.querySelectorAll('button.choice')].find((b) => b.innerText === arguments[1]);
        button.focus(); button.click(); return true";
    browser.run(script, vec![json!(entry), json!(button)]).await;
    wait_for(browser, "return document.activeElement?.id === 'undo-choice'", PATIENCE).await;
}

async fn undo(browser: &Browser) {
    page::click(browser, "#undo-choice").await;
    wait_for(browser, "return document.getElementById('undo-choice') === null", PATIENCE).await;
}

#[tokio::test]
async fn employer_and_title_change_places_with_one_click_and_back() {
    let browser = opened().await;
    let before = exported(&browser).await;
    assert_eq!(before["work"][2]["name"], "Miller");
    choose(&browser, "Miller", "Swap employer and title").await;
    let after = exported(&browser).await;
    assert_eq!((&after["work"][2]["position"], &after["work"][2]["name"]), (&json!("Miller"), &json!(null)));
    assert_eq!(after["work"][0], before["work"][0]);
    assert!(text(&browser, "#status").await.contains("Understood as you say"), "a screen reader is told");
    undo(&browser).await;
    assert_eq!(exported(&browser).await, before);
    assert_eq!(text(&browser, "#status").await, "Undone.");
}

#[tokio::test]
async fn two_entries_become_one_in_structure_timeline_and_export() {
    let browser = opened().await;
    let positions = "return document.querySelectorAll('#structure .work .entry').length";
    assert_eq!(browser.run(positions, vec![]).await, 3);
    choose(&browser, "Night School", "This is part of the entry above").await;
    assert_eq!(browser.run(positions, vec![]).await, 2);
    let work = exported(&browser).await["work"].clone();
    assert_eq!(work.as_array().map(Vec::len), Some(2));
    assert!(work[0]["highlights"].as_array().is_some_and(|all| all.contains(&json!("Brewed the ale"))), "{work}");
    page::click(&browser, "#tab-timeline").await;
    let table = text(&browser, "#pane-timeline").await;
    assert!(!table.contains("Night School"), "the timeline follows: {table}");
    page::click(&browser, "#tab-structure").await;
    undo(&browser).await;
    assert_eq!(browser.run(positions, vec![]).await, 3);
}

#[tokio::test]
async fn what_is_not_sure_is_said_in_words() {
    let browser = opened().await;
    let notes = "return [...document.querySelectorAll('#structure .second .why')].map((e) => e.innerText)";
    let notes = browser.run(notes, vec![]).await;
    let has = |words: &str| notes.as_array().is_some_and(|all| all.iter().any(|note| note == words));
    assert!(has("Not sure: this entry lacks what the others have."), "{notes}");
    assert!(has("“Zymurgy” may head something else."), "{notes}");
    let sure = "return document.querySelector('#structure .person .unsure, #structure .person .second') === null";
    assert_eq!(browser.run(sure, vec![]).await, true, "an address is not doubted");
}
