//! A PDF: read by a program that is loaded when it comes, and shown as it looks.

use std::fmt::Write as _;
use std::time::Duration;

use browser_tests::browser::Browser;
use browser_tests::page::{self, KEEP_WHAT_IS_SAVED, drop_file, exported, outcome, text, wait_for};
use browser_tests::server::Server;
use browser_tests::site;
use serde_json::json;

const PATIENCE: Duration = Duration::from_secs(60);

/// A PDF of A4 pages, each a list of lines: size in points, place of the baseline from the top left corner, text.
fn pdf(pages: &[&[(u32, u32, u32, &str)]]) -> String {
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 5 + 2 * at)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{}]>>", pages.len(), kids.join(" ")),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for (at, lines) in pages.iter().enumerate() {
        let drawn: String = (lines.iter())
            .map(|(size, left, top, text)| format!("BT /F {size} Tf {left} {} Td ({text}) Tj ET\n", 842 - top))
            .collect();
        objects.push(format!("<</Length {}>>stream\n{drawn}endstream", drawn.len()));
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            4 + 2 * at
        ));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = String::new();
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = writeln!(file, "{} 0 obj\n{object}\nendobj", at + 1);
    }
    let start = file.len();
    let size = objects.len() + 1;
    let _ = write!(
        file,
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    );
    file
}

fn cv() -> String {
    pdf(&[
        &[
            (22, 60, 80, "Mira Halloran"),
            (10, 60, 100, "mira@example.org"),
            (15, 60, 140, "Experience"),
            (10, 60, 165, "Site engineer, Northwind Bridges Ltd"),
            (10, 440, 165, "May 2018 - June 2021"),
            (10, 60, 180, "Surveyed forty bridges and wrote the reports"),
        ],
        &[(15, 60, 80, "Skills"), (10, 60, 105, "Surveying, AutoCAD, Welding")],
    ])
}

#[tokio::test]
async fn a_pdf_is_read_and_its_pages_are_drawn() {
    let (home, stranger) = (Server::start(Some(site())), Server::start(None));
    let browser = Browser::start().await;
    browser.before_each_page(KEEP_WHAT_IS_SAVED).await;
    page::open(&browser, &home.origin).await;
    let loaded = home.lines();
    assert!(loaded.iter().all(|line| !line.contains("_reader-") && !line.contains("painter-")), "{loaded:?}");

    drop_file(&browser, "mira.pdf", json!({ "text": cv() })).await;
    assert_eq!(outcome(&browser, PATIENCE).await, "ready");
    let resume = exported(&browser).await;
    assert_eq!(resume["basics"]["name"], "Mira Halloran");
    assert_eq!(resume["work"][0]["startDate"], "2018-05");

    // Pages are drawn as they come into view.
    wait_for(&browser, "return document.querySelector('#page-0[data-drawn]') !== null", PATIENCE).await;
    browser.run("document.querySelector('#page-1').scrollIntoView()", vec![]).await;
    wait_for(&browser, "return document.querySelector('#page-1[data-drawn]') !== null", PATIENCE).await;
    // There is ink where the name stands, and the mark of the name lies over it.
    let inked = browser
        .run(
            "const canvas = document.querySelector('#page-0');
            const mark = [...document.querySelectorAll('.page:has(#page-0) .mark.contact')].find((mark) => mark.textContent === 'Name');
            const [rect] = mark.querySelectorAll('rect');
            const scale = canvas.width / 595;
            const box = ['x', 'y', 'width', 'height'].map((name) => Math.round(rect.getAttribute(name) * scale));
            const ink = (data) => data.filter((value, at) => at % 4 === 0 && value < 128).length;
            const context = canvas.getContext('2d');
            const inside = ink(context.getImageData(...box).data);
            const above = ink(context.getImageData(0, 0, canvas.width, box[1]).data);
            return [inside > 50, above]",
            vec![],
        )
        .await;
    assert_eq!(inked, json!([true, 0]));

    // A place on the page and its value on the right light up together.
    browser
        .run(
            "document.querySelector('.page .mark.contact rect').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))",
            vec![],
        )
        .await;
    wait_for(
        &browser,
        "return document.querySelector('#readings .lit')?.innerText.includes('Mira Halloran')",
        PATIENCE,
    )
    .await;

    // What was loaded later was loaded once, and nothing else went anywhere.
    drop_file(&browser, "again.pdf", json!({ "text": cv() })).await;
    assert_eq!(outcome(&browser, PATIENCE).await, "ready");
    wait_for(&browser, "return document.querySelector('#page-0[data-drawn]') !== null", PATIENCE).await;
    let later: Vec<String> = home.lines().split_off(loaded.len());
    assert_eq!(later.len(), 2, "{later:?}");
    assert!(
        later[0].starts_with("GET /assets/pdf_reader-") && later[1].starts_with("GET /assets/painter-"),
        "{later:?}"
    );
    assert!(home.requests().iter().all(|request| !request.contains("Halloran")));
    assert_eq!(stranger.lines(), Vec::<String>::new());
}

#[tokio::test]
async fn a_long_pdf_counts_its_pages_and_can_be_stopped() {
    let home = Server::start(Some(site()));
    let browser = Browser::start().await;
    page::open(&browser, &home.origin).await;
    let lines: Vec<_> = (0..200).map(|at| (8, 40 + at % 4 * 120, 40 + at / 4 * 16, "Surveyed a bridge")).collect();
    let long = pdf(&vec![lines.as_slice(); 200]);
    drop_file(&browser, "long.pdf", json!({ "text": long })).await;
    let told = "
        const bar = document.querySelector('#progress-bar[value]');
        return bar && bar.max === 200 ? document.querySelector('.progress label').innerText : null";
    let told = wait_for(&browser, told, PATIENCE).await;
    assert!(
        told.as_str().is_some_and(|told| told.starts_with("Reading long.pdf: page ") && told.ends_with(" of 200 …")),
        "{told}"
    );
    page::click(&browser, "#cancel").await;
    assert_eq!(browser.run("return document.documentElement.dataset.state", vec![]).await, "empty");
    drop_file(&browser, "mira.pdf", json!({ "text": cv() })).await;
    assert_eq!(outcome(&browser, PATIENCE).await, "ready");
}

#[tokio::test]
async fn a_pdf_that_carries_its_cv_as_data_says_so() {
    let home = Server::start(Some(site()));
    let browser = Browser::start().await;
    browser.before_each_page(KEEP_WHAT_IS_SAVED).await;
    page::open(&browser, &home.origin).await;
    let data = r#"{"basics": {"name": "Nora Quill"}, "work": [{"name": "Northwind", "position": "Baker", "startDate": "2019-05"}]}"#;
    // Its parts stand where the table does not say, which a reader gets over.
    let attached = format!(
        "<</Type/Catalog/Pages 2 0 R/AF[<</Type/Filespec/F(resume.json)/EF<</F 90 0 R>>>>]>>\nendobj\n\
         90 0 obj\n<</Type/EmbeddedFile/Length {}>>stream\n{data}\nendstream",
        data.len()
    );
    let file = cv().replacen("<</Type/Catalog/Pages 2 0 R>>", &attached, 1);
    drop_file(&browser, "nora.pdf", json!({ "text": file })).await;
    assert_eq!(outcome(&browser, PATIENCE).await, "ready");
    assert_eq!(exported(&browser).await["basics"]["name"], "Nora Quill");
    let shown = text(&browser, "body").await;
    assert!(shown.contains("(resume.json): it was read from there"), "{shown}");
}

#[tokio::test]
async fn a_damaged_pdf_says_so() {
    let browser = Browser::start().await;
    page::open(&browser, &Server::start(Some(site())).origin).await;
    drop_file(&browser, "broken.pdf", json!({ "text": "%PDF-1.7\nnothing of a PDF follows\n" })).await;
    assert_eq!(outcome(&browser, PATIENCE).await, "failed");
    let message = text(&browser, "[role=alert]").await;
    assert!(message.contains("broken.pdf") && message.contains("damaged"), "{message}");
}

/// A file that only its password opens; `tests/pdf/encrypted.sh` made it.
const LOCKED: &[u8] = include_bytes!("../../pdf/aes-256-locked.pdf");

#[tokio::test]
async fn an_encrypted_pdf_opens_with_its_password() {
    let browser = Browser::start().await;
    page::open(&browser, &Server::start(Some(site())).origin).await;
    let bytes: Vec<u8> = LOCKED.to_vec();
    drop_file(&browser, "locked.pdf", json!({ "bytes": bytes })).await;
    assert_eq!(outcome(&browser, PATIENCE).await, "failed");
    let enter = async |password: &str| {
        browser
            .run(
                "document.documentElement.dataset.state = 'entered';
                document.querySelector('#password').value = arguments[0];
                document.querySelector('#unlock').click()",
                vec![json!(password)],
            )
            .await;
        outcome(&browser, PATIENCE).await
    };
    wait_for(&browser, "return document.activeElement?.id === 'password'", PATIENCE).await;
    assert_eq!(enter("sesame").await, "failed");
    assert!(text(&browser, "[role=alert]").await.contains("does not open with this password"));
    assert_eq!(enter("open-sesame").await, "ready");
    wait_for(&browser, "return document.querySelector('#page-0[data-drawn]') !== null", PATIENCE).await;
}

#[tokio::test]
async fn a_word_processors_file_loads_its_reader_and_nothing_else() {
    let home = Server::start(Some(site()));
    let browser = Browser::start().await;
    browser.before_each_page(KEEP_WHAT_IS_SAVED).await;
    page::open(&browser, &home.origin).await;
    let loaded = home.lines().len();
    let rtf = "{\\rtf1\\ansi{\\b\\fs48 Mira Halloran}\\par mira@example.org\\par\\par{\\b\\fs32 Skills}\\par Surveying, Welding\\par}";
    drop_file(&browser, "mira.rtf", json!({ "text": rtf })).await;
    assert_eq!(outcome(&browser, PATIENCE).await, "ready");
    assert_eq!(exported(&browser).await["basics"]["name"], "Mira Halloran");
    let later = home.lines().split_off(loaded);
    assert!(later.len() == 1 && later[0].starts_with("GET /assets/document_reader-"), "{later:?}");
}

#[tokio::test]
async fn a_reader_that_could_not_be_loaded_is_asked_for_again() {
    let home = Server::start(Some(site()));
    let browser = Browser::start().await;
    page::open(&browser, &home.origin).await;
    home.go_away(true);
    drop_file(&browser, "mira.pdf", json!({ "text": cv() })).await;
    assert_eq!(outcome(&browser, PATIENCE).await, "failed");
    assert!(text(&browser, "[role=alert]").await.contains("could not be loaded"));
    home.go_away(false);
    drop_file(&browser, "mira.pdf", json!({ "text": cv() })).await;
    assert_eq!(outcome(&browser, PATIENCE).await, "ready");
}
