//! The result on paper.

use std::time::Duration;

use browser_tests::browser::Browser;
use browser_tests::page::{self, read_text, wait_for};
use browser_tests::server::Server;
use browser_tests::site;
use serde_json::{Value, json};

const CV: &str = "# Mira Halloran\n\nmira@example.org · https://mira.example.org\n\n## Experience\n\n### Data Engineer, Northwind Mills\n\n\
    2019-03 – 2024-02\n\n- Wrote [the guide](https://example.com/guide) that others follow\n\n### Clerk, Cedar Foods\n\n2015 – 2017\n\n- Filing\n\n\
    ## Skills\n\n- Python\n- SQL\n";

async fn opened(theme: &str) -> Browser {
    let browser = Browser::start().await;
    let features = json!([{ "name": "prefers-color-scheme", "value": theme }]);
    browser.command("Emulation.setEmulatedMedia", json!({ "media": "", "features": features })).await;
    page::open(&browser, &Server::start(Some(site())).origin).await;
    read_text(&browser, "cv.md", CV).await;
    // As the browser does it: the page is told, and then styled for paper.
    browser.run("dispatchEvent(new Event('beforeprint'))", vec![]).await;
    browser.command("Emulation.setEmulatedMedia", json!({ "media": "print", "features": features })).await;
    browser
}

async fn strings(browser: &Browser, script: &str) -> Vec<String> {
    let found = browser.run(script, vec![]).await;
    found.as_array().expect(script).iter().map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn all_views_are_on_paper_in_light_colours_and_without_controls() {
    let browser = opened("dark").await;
    let seen = "const seen = (element) => element.checkVisibility() && element.getBoundingClientRect().height > 1;";
    let parts =
        "return ['.person', '#timeline-drawing svg .bar', '[aria-labelledby=periods]', '#skills .tag', '#result-title']
        .filter((part) => !seen(document.querySelector(part)))";
    assert_eq!(strings(&browser, &format!("{seen} {parts}")).await, Vec::<String>::new());
    let controls = "return [...document.querySelectorAll('button:not(.tag), input, textarea, [role=tab], .document')]
        .filter(seen).map((control) => control.outerHTML.slice(0, 90))";
    assert_eq!(strings(&browser, &format!("{seen} {controls}")).await, Vec::<String>::new());
    let colours = "return ['html', '.person h2', '.tag'].map((part) => {
        const style = getComputedStyle(document.querySelector(part));
        return part === '.person h2' ? style.color : style.backgroundColor;
    })";
    assert_eq!(strings(&browser, colours).await, ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "rgb(253, 220, 200)"]);
    // The drawing has the paper's width, although its view was never shown.
    let wide =
        browser.run("return document.querySelector('#timeline-drawing svg').viewBox.baseVal.width", vec![]).await;
    assert!((600.0..700.0).contains(&wide.as_f64().unwrap_or_default()), "{wide}");
}

#[tokio::test]
async fn links_lead_out_of_the_paper_or_nowhere() {
    let browser = opened("light").await;
    let links = "return [...document.querySelectorAll('#readings a[href], .wordmark[href]')].map((link) => link.getAttribute('href'))";
    assert_eq!(strings(&browser, links).await, ["mailto:mira@example.org", "https://mira.example.org"]);
    let told = "return [...document.querySelectorAll('#structure [data-link]')].map((link) => getComputedStyle(link, '::after').content)";
    assert_eq!(strings(&browser, told).await, [r#"" (example.com/guide)""#]);
    browser.command("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
    browser.run("dispatchEvent(new Event('afterprint'))", vec![]).await;
    let places = strings(&browser, links).await;
    assert!(places.len() > 8 && places.iter().all(|place| place.starts_with("#p") || place == "./"), "{places:?}");
    // The drawing has the screen's width again once it is shown.
    page::click(&browser, "#tab-timeline").await;
    let drawn = "const place = document.querySelector('#timeline-drawing'), svg = place.querySelector('svg');
        return svg !== null && Math.abs(svg.getBoundingClientRect().width - place.clientWidth) < 2";
    wait_for(&browser, drawn, Duration::from_secs(15)).await;
}

#[tokio::test]
async fn hidden_details_are_not_on_paper() {
    let browser = opened("light").await;
    page::click(&browser, "#hide-details").await;
    wait_for(&browser, "return 'private' in document.documentElement.dataset", Duration::from_secs(15)).await;
    let text = browser.run("return document.body.innerText", vec![]).await;
    let text = text.as_str().unwrap_or_default();
    assert!(!text.contains("Halloran") && !text.contains("mira"), "{text}");
    assert_ne!(
        browser.run("return getComputedStyle(document.querySelector('.person'), '::before').content", vec![]).await,
        Value::from("none")
    );
}
