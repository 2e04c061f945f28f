//! The timeline and the skills: what is drawn, what stands in the tables, and what the analyser found are the same.

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use browser_tests::browser::Browser;
use browser_tests::page::{self, read_text, text, wait_for};
use browser_tests::server::Server;
use browser_tests::{documents, root, site};
use cv_readback::analysis::{Analysis, analyze};
use cv_readback::entity::date::Month;
use serde_json::{Value, json};

#[path = "../../../src/bin/page/words/amounts.rs"]
#[allow(dead_code, reason = "the page uses all of it")]
mod amounts;

const PATIENCE: Duration = Duration::from_secs(15);

fn sample() -> String {
    fs::read_to_string(root().join("samples/engineer-with-gaps.md")).unwrap()
}

/// Twenty-five positions in twenty-five years: some at the same time, some with years only, two after a promotion.
fn many() -> String {
    let titles =
        ["Data Engineer", "Staff Nurse", "Warehouse Lead", "Product Owner", "Office Manager", "Field Technician"];
    let employers = ["Northwind Mills", "Harbour Clinic", "Acorn Logistics", "Bluebird Software", "Cedar Foods"];
    let mut entries = Vec::new();
    let mut start = Month::new(2001, 2);
    for at in 0..25 {
        let end = Month(start.0 + [4, 10, 15, 7, 21][at % 5]);
        let dates =
            if at % 8 == 5 { format!("{} – {}", start.year(), end.year()) } else { format!("{start} – {end}") };
        let employer = if at == 12 { employers[11 % 5] } else { employers[at % 5] };
        let tool = if at % 4 == 0 { "Python and PostgreSQL" } else { "Terraform" };
        entries.push(format!("### {}, {employer}\n\n{dates}\n\n- {tool} every day\n\n", titles[at % 6]));
        start = Month(end.0 + [3, 1, -3, 6, 1][at % 5]);
    }
    entries.reverse();
    let mut cv = "# Mira Halloran\n\nmira@example.org\n\n## Experience\n\n".to_owned();
    for entry in entries {
        let _ = write!(cv, "{entry}");
    }
    cv + "## Skills\n\n- Python\n- PostgreSQL\n- Terraform\n- Java\n"
}

async fn opened() -> Browser {
    let browser = Browser::start().await;
    page::open(&browser, &Server::start(Some(site())).origin).await;
    browser
}

/// Reads a CV and shows its timeline, `width` wide.
async fn timeline(browser: &Browser, cv: &str, width: u32) {
    resize(browser, width).await;
    read_text(browser, "cv.md", cv).await;
    page::click(browser, "#tab-timeline").await;
    drawn(browser).await;
}

/// Waits for the drawing to have the width that it has room for.
async fn drawn(browser: &Browser) {
    let script = "const place = document.querySelector('#timeline-drawing'), svg = place.querySelector('svg');
        return svg !== null && Math.abs(svg.getBoundingClientRect().width - place.clientWidth) < 2";
    wait_for(browser, script, PATIENCE).await;
}

async fn resize(browser: &Browser, width: u32) {
    let metrics = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
    browser.command("Emulation.setDeviceMetricsOverride", metrics).await;
}

/// What the library finds, as of the month that the page shows.
async fn analysed(browser: &Browser, bytes: &[u8], name: &str) -> Option<Analysis> {
    let now = browser.run("return document.querySelector('#as-of').value", vec![]).await;
    let (year, month) = now.as_str()?.split_once('-')?;
    analyze(bytes, name, "", Month::new(year.parse().ok()?, month.parse().ok()?)).ok()
}

async fn strings(browser: &Browser, script: &str) -> Vec<String> {
    let found = browser.run(script, vec![]).await;
    found.as_array().expect(script).iter().map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn the_table_says_the_same_as_the_drawing() {
    let browser = opened().await;
    for (name, cv) in [("the sample", sample()), ("25 positions", many())] {
        for width in [1280, 768, 360] {
            timeline(&browser, &cv, width).await;
            let mut bars = strings(
                &browser,
                "return [...document.querySelectorAll('#timeline-drawing .bar')].map((bar) => bar.getAttribute('aria-label'))",
            )
            .await;
            let mut rows = strings(
                &browser,
                "return [...document.querySelectorAll('[aria-labelledby=periods] tbody tr')].map((row) => {
                    const parts = [...row.querySelectorAll('th > :not(.uses)')].map((part) => part.textContent);
                    return `${parts.join(', ')}\\n${row.querySelector('.when').textContent}, ${row.querySelector('.long').textContent}`;
                })",
            )
            .await;
            assert!(bars.len() > 3, "{name}: {bars:?}");
            bars.sort();
            rows.sort();
            assert_eq!(bars, rows, "{name}, {width} wide");
        }
    }
}

/// The months of each bar, read from its place between two numbers of the axis, are those of its dates.
#[tokio::test]
async fn each_bar_stands_at_its_months() {
    let browser = opened().await;
    for (name, cv) in [("the sample", sample()), ("25 positions", many())] {
        for width in [1280, 360] {
            timeline(&browser, &cv, width).await;
            // Numbers stand in the middle of their lines; lines are drawn in the order of time.
            let script = "const lines = [...document.querySelectorAll('#timeline-drawing path.grid')].map((line) => line.getBoundingClientRect().left);
                const numbers = [...document.querySelectorAll('#timeline-drawing text.year')].map((text) => text.dataset.month);
                const month = (text) => { const [y, m] = text.split('-').map(Number); return 12 * y + m - 1; };
                const [first, second] = numbers.map(month);
                const at = (place) => first + (place - lines[0]) / (lines[1] - lines[0]) * (second - first);
                return [...document.querySelectorAll('#timeline-drawing .bar')].map((bar) => {
                    const edge = bar.querySelector('.edge').getBBox(), left = bar.ownerSVGElement.getBoundingClientRect().left + edge.x;
                    return [bar.getAttribute('aria-label'), at(left), at(left + edge.width) - 1];
                })";
            let bars = browser.run(script, vec![]).await;
            let analysis = analysed(&browser, cv.as_bytes(), "cv.md").await.unwrap();
            let mut wanted: Vec<(f64, f64)> = analysis
                .timeline
                .periods
                .iter()
                .filter(|period| period.duration.min == period.duration.max)
                .map(|period| (f64::from(period.start.0.0), f64::from(period.end.1.0)))
                .collect();
            let months = wanted.iter().map(|(_, end)| *end).fold(0.0, f64::max)
                - wanted.iter().map(|(start, _)| *start).fold(f64::MAX, f64::min);
            // A pixel and a half, in months.
            let about = 1.5 * months / if width == 360 { 300.0 } else { 420.0 };
            for bar in bars.as_array().unwrap() {
                let (start, end) = (bar[1].as_f64().unwrap(), bar[2].as_f64().unwrap());
                // Where positions at one employer share a month, the bars meet within it.
                wanted.retain(|(from, to)| (from - start).abs() > about + 1.0 || (to - end).abs() > about + 1.0);
            }
            assert!(wanted.is_empty(), "{name}, {width} wide: no bar for {wanted:?} within {about} months in {bars}");
        }
    }
}

/// The labels that meet each other, or stick out of the drawing: by more than the foot of a "J", which reaches to the left of
/// where the letter begins.
async fn collisions(browser: &Browser) -> Vec<String> {
    let script = "const texts = [...document.querySelectorAll('#timeline-drawing text')].map((text) => [text.textContent, text.getBoundingClientRect()]);
        const meet = (a, b) => a.left < b.right && b.left < a.right && a.top + 1 < b.bottom && b.top + 1 < a.bottom;
        const wide = document.querySelector('#timeline-drawing').getBoundingClientRect();
        const found = texts.length > 1 ? [] : ['no labels'];
        texts.forEach(([text, box], at) => {
            for (const [other, around] of texts.slice(at + 1)) if (meet(box, around)) found.push(`${text} meets ${other}`);
            if (box.left < wide.left - 3 || box.right > wide.right + 1) found.push(`${text} sticks out: ${box.left} to ${box.right} of ${wide.left} to ${wide.right}`);
        });
        return found";
    strings(browser, script).await
}

#[tokio::test]
async fn no_two_labels_of_the_drawing_collide() {
    let browser = opened().await;
    let mut cvs = vec![("25 positions".to_owned(), many())];
    for path in documents().into_iter().filter(|path| path.extension().is_some_and(|end| end == "md")) {
        cvs.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
    }
    let mut seen = 0;
    for (name, cv) in cvs {
        for width in [1280, 768, 360] {
            resize(&browser, width).await;
            read_text(&browser, "cv.md", &cv).await;
            page::click(&browser, "#tab-timeline").await;
            if browser.run("return document.querySelector('#pane-timeline .nothing').hidden", vec![]).await == false {
                continue;
            }
            drawn(&browser).await;
            assert_eq!(collisions(&browser).await, Vec::<String>::new(), "{name}, {width} wide");
            seen += 1;
        }
    }
    assert!(seen > 60, "{seen} drawings are few");
}

/// Font families that a machine may have; `scripts/tools.sh` installs the first five where it can.
const FAMILIES: [&str; 13] = [
    "Lato",
    "Roboto",
    "Noto Sans",
    "DejaVu Sans",
    "Liberation Sans",
    "DejaVu Serif",
    "DejaVu Sans Mono",
    "Arial",
    "Verdana",
    "Georgia",
    "Times New Roman",
    "Courier New",
    "Noto Serif",
];

/// Those that this machine has, no two of which set a text equally wide.
async fn families(browser: &Browser) -> Vec<String> {
    let script = "const context = document.createElement('canvas').getContext('2d');
        const wide = (font) => { context.font = `48px ${font}`; return context.measureText('Head of Accounts Receivable, up to 25 months').width; };
        const seen = [];
        return arguments[0].filter((family) => {
            const there = ['serif', 'monospace'].some((other) => wide(`'${family}', ${other}`) !== wide(other));
            if (!there || seen.some((other) => Math.abs(other - wide(`'${family}'`)) < 4)) return false;
            seen.push(wide(`'${family}'`));
            return true;
        })";
    let found = browser.run(script, vec![json!(FAMILIES)]).await;
    found.as_array().expect("a list").iter().filter_map(|one| Some(one.as_str()?.to_owned())).collect()
}

#[tokio::test]
async fn labels_do_not_collide_whatever_the_fonts_are() {
    let browser = opened().await;
    let families = families(&browser).await;
    assert!(families.len() >= 5, "five fonts of different widths are needed, and there are {families:?}: see FAMILIES");
    let mut drawings = Vec::new();
    for family in families {
        let font = format!("'{family}'");
        let set = "document.documentElement.style.setProperty('--font', arguments[0])";
        browser.run(set, vec![json!(font)]).await;
        for (name, cv) in [("the sample", sample()), ("25 positions", many())] {
            for width in [1280, 768, 600, 360] {
                timeline(&browser, &cv, width).await;
                assert_eq!(collisions(&browser).await, Vec::<String>::new(), "{name}, {width} wide, in {family}");
            }
        }
        let drawn = "const text = document.querySelector('#timeline-drawing text.now');
            return [getComputedStyle(text).fontFamily, text.getComputedTextLength()]";
        let drawn = browser.run(drawn, vec![]).await;
        assert_eq!(
            drawn[0].as_str().map(|font| font.trim_matches(['\'', '"'])),
            Some(family.as_str()),
            "it is drawn in it"
        );
        drawings.push((family, drawn[1].as_f64().unwrap()));
    }
    let widths = drawings.iter().map(|(_, width)| *width);
    let (least, most) = (widths.clone().fold(f64::MAX, f64::min), widths.fold(0.0, f64::max));
    assert!(most > least * 1.1, "the fonts are as wide as each other: {drawings:?}");
}

/// The months that a table's row names: "Nov 2018 – Jul 2019", "Nov 2018".
fn months(text: &str) -> Option<(Month, Month)> {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = |text: &str| {
        let (name, year) = text.trim().split_once(' ')?;
        Some(Month::new(year.parse().ok()?, names.iter().position(|one| *one == name)? as u8 + 1))
    };
    let (first, last) = text.split_once('–').unwrap_or((text, text));
    Some((month(first)?, month(last)?))
}

#[tokio::test]
async fn the_gaps_in_the_table_are_those_of_the_analysis() {
    let browser = opened().await;
    let mut seen = 0;
    for path in documents() {
        let (bytes, name) = (fs::read(&path).unwrap(), path.file_name().unwrap().to_string_lossy().into_owned());
        let Ok(cv) = String::from_utf8(bytes.clone()) else { continue };
        page::drop_file(&browser, &name, json!({ "text": cv })).await;
        if page::outcome(&browser, PATIENCE).await != "ready" {
            continue;
        }
        let rows = strings(
            &browser,
            "return [...document.querySelectorAll('#gaps tbody tr:not(.transition)')].map((row) => row.querySelector('th').textContent + '|' + row.querySelector('td').textContent)",
        )
        .await;
        let Some(analysis) = analysed(&browser, &bytes, &name).await else { continue };
        let timeline = &analysis.timeline;
        let gaps = timeline.gaps.iter().filter(|gap| gap.months.max >= 3);
        let mut wanted: Vec<_> = gaps.map(|gap| (gap.start, gap.end, amounts::duration(gap.months))).collect();
        wanted.sort_unstable();
        let shown: Vec<_> = rows
            .iter()
            .map(|row| {
                let (when, long) = row.split_once('|').unwrap();
                let (start, end) = months(when).expect(row);
                (start, end, long.to_owned())
            })
            .collect();
        assert_eq!(shown, wanted, "{name}");
        seen += shown.len();
    }
    assert!(seen > 8, "{seen} gaps are few");
}

#[tokio::test]
async fn another_month_for_present_changes_the_total() {
    let browser = opened().await;
    let cv = "# Mira Halloran\n\nmira@example.org\n\n## Experience\n\n### Data Engineer, Northwind Mills\n\n2019-03 – present\n\n- Rust\n";
    timeline(&browser, cv, 1280).await;
    let change = "const input = document.querySelector('#as-of'); input.value = arguments[0]; input.dispatchEvent(new Event('change', { bubbles: true }))";
    for (now, total) in [("2021-02", "2 years"), ("2022-05", "3 years 3 months")] {
        browser.run(change, vec![json!(now)]).await;
        let script = format!("return document.querySelector('#timeline-facts b').textContent === '{total}'");
        wait_for(&browser, &script, PATIENCE).await;
        let told = text(&browser, "[aria-labelledby=periods] .long").await;
        assert_eq!(told, total);
        assert_eq!(text(&browser, "[aria-labelledby=tenures] .long").await, total);
    }
}

#[tokio::test]
async fn the_shortest_gap_is_a_setting_that_is_kept() {
    let browser = Browser::start().await;
    let server = Server::start(Some(site()));
    page::open(&browser, &server.origin).await;
    timeline(&browser, &many(), 1280).await;
    let listed = "return document.querySelectorAll('#gaps tbody tr').length";
    let before = browser.run(listed, vec![]).await.as_u64().unwrap();
    let choose = "const choice = document.querySelector('#threshold'); choice.value = '1'; choice.dispatchEvent(new Event('change', { bubbles: true }))";
    browser.run(choose, vec![]).await;
    wait_for(&browser, &format!("{listed} > {before}"), PATIENCE).await;
    page::open(&browser, &server.origin).await;
    timeline(&browser, &many(), 1280).await;
    assert_eq!(browser.run("return document.querySelector('#threshold').value", vec![]).await, "1");
    assert!(browser.run(listed, vec![]).await.as_u64().unwrap() > before);
}

#[tokio::test]
async fn a_skill_lights_the_entries_that_show_it() {
    let browser = opened().await;
    let cv = many();
    timeline(&browser, &cv, 1280).await;
    let analysis = analysed(&browser, cv.as_bytes(), "cv.md").await.unwrap();
    let lit = "return [document.querySelectorAll('#timeline-drawing .bar.uses').length, document.querySelectorAll('[aria-labelledby=periods] tr.uses').length]";
    for name in ["Python", "PostgreSQL"] {
        let tag = analysis.skills.iter().find(|tag| tag.name == name).unwrap();
        let mut places: Vec<String> = tag
            .mentions
            .iter()
            .map(|mention| format!("{:?}", mention.place))
            .filter(|place| place != "Listed")
            .collect();
        places.sort();
        places.dedup();
        let choose = "const choice = document.querySelector('#timeline-skill'); choice.value = arguments[0]; choice.dispatchEvent(new Event('change', { bubbles: true }))";
        browser.run(choose, vec![json!(name)]).await;
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert_eq!(places.len(), 7, "{name}");
        assert_eq!(browser.run(lit, vec![]).await, json!([places.len(), places.len()]), "{name}: {places:?}");
        assert!(text(&browser, "#timeline-skill-said").await.contains("Mentioned"));
    }
    // The same from the other view: the skill that is opened there is the one that is lit here.
    page::click(&browser, "#tab-skills").await;
    let at = analysis.skills.iter().position(|tag| tag.name == "Terraform").unwrap();
    page::click(&browser, &format!("#skill-{at}")).await;
    page::click(&browser, "#tab-timeline").await;
    assert_eq!(browser.run("return document.querySelector('#timeline-skill').value", vec![]).await, "Terraform");
    let lit = browser.run(lit, vec![]).await;
    assert_eq!(lit, json!([18, 18]));
}

#[tokio::test]
async fn skills_are_sorted_and_filtered() {
    let browser = opened().await;
    let cv = many();
    timeline(&browser, &cv, 1280).await;
    let analysis = analysed(&browser, cv.as_bytes(), "cv.md").await.unwrap();
    page::click(&browser, "#tab-skills").await;
    let set = "const place = document.getElementById(arguments[0]); place.value = arguments[1]; place.dispatchEvent(new Event(arguments[2], { bubbles: true }))";
    let names = "return [...document.querySelectorAll('#skills button.tag')].map((tag) => tag.querySelector('bdi').textContent)";
    let groups = "return [...document.querySelectorAll('#skills .skills')].map((group) => [...group.querySelectorAll('button.tag bdi')].map((name) => name.textContent).join('|'))";
    let rank = |order: &str, name: &str| -> i64 {
        let tag = analysis.skills.iter().find(|tag| tag.name == name).unwrap();
        match order {
            "time" => tag.months.map_or(0, |months| i64::from(months.max)),
            "last" => tag.last_used.map_or(0, |(month, _)| i64::from(month.0)),
            _ => tag.mentions.len() as i64,
        }
    };
    for order in ["time", "last", "mentions"] {
        browser.run(set, vec![json!("skills-order"), json!(order), json!("change")]).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
        for group in strings(&browser, groups).await {
            let ranks: Vec<i64> = group.split('|').map(|name| rank(order, name)).collect();
            assert!(ranks.windows(2).all(|two| two[0] >= two[1]), "{order}: {group} {ranks:?}");
        }
    }
    browser.run(set, vec![json!("skills-filter"), json!("POSTG"), json!("input")]).await;
    wait_for(&browser, "return document.querySelectorAll('#skills button.tag').length === 1", PATIENCE).await;
    assert_eq!(strings(&browser, names).await, ["PostgreSQL"]);
    browser.run(set, vec![json!("skills-filter"), json!(""), json!("input")]).await;
    browser.run(set, vec![json!("skills-which"), json!("listed"), json!("change")]).await;
    wait_for(&browser, "return document.querySelectorAll('#skills button.tag').length < 4", PATIENCE).await;
    assert_eq!(strings(&browser, names).await, ["Java"]);
}

async fn press(browser: &Browser, key: &str, number: u32) {
    for kind in ["keyDown", "keyUp"] {
        let text = if kind == "keyDown" && key == "Enter" { "\r" } else { "" };
        let event = json!({ "type": kind, "key": key, "code": key, "text": text, "windowsVirtualKeyCode": number });
        browser.command("Input.dispatchKeyEvent", event).await;
    }
}

#[tokio::test]
async fn the_keyboard_reaches_every_bar_and_its_place() {
    let browser = opened().await;
    timeline(&browser, &sample(), 1280).await;
    browser.run("document.querySelector('#tab-timeline').focus()", vec![]).await;
    let mut passed = Vec::new();
    let bar = "return document.activeElement.matches('.drawing .bar')";
    for _ in 0..20 {
        press(&browser, "Tab", 9).await;
        passed.push(browser.run("return document.activeElement.id || document.activeElement.tagName", vec![]).await);
        if browser.run(bar, vec![]).await == true {
            break;
        }
    }
    for id in ["as-of", "timeline-skill"] {
        assert!(passed.contains(&json!(id)), "{id}: {passed:?}");
    }
    let number =
        browser.run("return document.querySelectorAll('.drawing .bar').length", vec![]).await.as_u64().unwrap();
    let mut told: Vec<Value> = Vec::new();
    for _ in 0..number {
        assert_eq!(browser.run(bar, vec![]).await, true);
        let tip = "const tip = document.querySelector('#timeline-tip');
            return tip.hidden || tip.textContent !== document.activeElement.getAttribute('aria-label') ? null : tip.textContent";
        told.push(browser.run(tip, vec![]).await);
        press(&browser, "ArrowRight", 39).await;
    }
    told.dedup();
    assert!(told.len() as u64 == number && told.iter().all(Value::is_string), "{told:?}");
    press(&browser, "Escape", 27).await;
    assert_eq!(browser.run("return document.querySelector('#timeline-tip').hidden", vec![]).await, true);
    press(&browser, "Enter", 13).await;
    let lit = "const bar = document.activeElement.dataset.v;
        return [...document.querySelectorAll('#pane-document .lit')].some((piece) => piece.dataset.v.split(' ').includes(bar))";
    wait_for(&browser, lit, PATIENCE).await;
    // The next stop is behind the drawing.
    press(&browser, "Tab", 9).await;
    assert_eq!(browser.run(bar, vec![]).await, false);
}
