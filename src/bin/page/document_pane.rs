//! The document, with every value marked in it: as its pages look, as a clean reading view, or line by line as a machine
//! reads it.

use std::sync::Arc;

use cv_readback::document::{Block, BlockKind, Document};
use leptos::prelude::*;

use crate::app::{App, Face, Pane, Shown};
use crate::element::{El, el, fill};
use crate::values::{Kind, Piece};
use crate::{export, link, pages, words};

/// The left pane; its document follows what is shown.
pub fn view(app: App) -> AnyView {
    let choose = |face: Face, label: &'static str, offered: fn(&Document) -> bool| {
        let hidden =
            move || !app.shown.with(|shown| shown.as_ref().is_some_and(|shown| offered(&shown.analysis.document)));
        view! {
            <button type="button" hidden=hidden aria-pressed=move || (app.face.get() == face).to_string()
                on:click=move |_| app.face.set(face)>{label}</button>
        }
        .into_any()
    };
    let faces = [
        choose(Face::Pages, words::PAGES, |document| !document.pages().is_empty()),
        choose(Face::Reading, words::READING_VIEW, |_| true),
        choose(Face::Text, words::MACHINE_TEXT, |_| true),
        choose(Face::Stream, words::STORED_TEXT, |document| document.stream() != document.text()),
    ];
    let copy = move |_| {
        if let Some(shown) = app.shown.get_untracked() {
            export::copy(app, shown.analysis.document.text());
        }
    };
    let hidden = move || app.narrow.get() && app.pane.get() != Pane::Document;
    let understood =
        move || app.shown.with(|shown| shown.as_ref().map(|shown| words::understood(shown.analysis.coverage)));
    Effect::new(move || {
        let face = app.face.get();
        let shown = app.shown.get();
        let drawn = shown.as_deref().map(|shown| match face {
            Face::Pages => pages::view(shown),
            Face::Reading => reading_view(shown),
            Face::Text => machine_text(shown),
            Face::Stream => stored_text(shown),
        });
        fill("document-face", drawn.as_slice());
        let has_pages = |shown: &Arc<Shown>| face == Face::Pages && !shown.analysis.document.pages().is_empty();
        if let Some(shown) = shown.filter(has_pages) {
            pages::paint(&shown);
        }
    });
    Effect::new(move || fill("legend", &legend()));
    view! {
        <section id=Pane::Document.id() class="pane document" tabindex="0" hidden=hidden
            role=move || if app.narrow.get() { "tabpanel" } else { "region" } aria-label=words::YOUR_DOCUMENT
            on:pointerover=move |event| link::point(app, &event)
            on:click=move |event| link::go_to_value(app, &event)>
            <h2 class="unseen">{words::YOUR_DOCUMENT}</h2>
            <div class="document-tools">
                <div class="segments" role="group" aria-label=words::FACES>
                    {faces.into_iter().collect_view()}
                </div>
                <span class="understood">{understood}</span>
                <button id="copy-text" class="button" type="button" on:click=copy>{words::COPY_TEXT}</button>
            </div>
            <ul id="legend" class="legend" aria-label=words::MARKS></ul>
            <div id="document-face"></div>
        </section>
    }
    .into_any()
}

/// Which pen means what.
fn legend() -> Vec<El> {
    let pen = |kind: &Kind| el("li").add(el("span").class(&format!("mark {}", kind.class())).text(words::kind(*kind)));
    Kind::PAINTED.iter().chain(&[Kind::Unread]).map(pen).collect()
}

/// Blocks as blocks, in a quiet uniform dress.
fn reading_view(shown: &Shown) -> El {
    let mut lines = shown.values.lines.iter();
    let sheet = el("div").class("sheet").set("lang", &shown.analysis.language);
    let mut depth = 2;
    shown.analysis.document.blocks().iter().fold(sheet, |sheet, block| {
        let lines = lines.by_ref().take(block.lines.len());
        let lines = lines.map(|range| line(shown, &range.clone().collect::<Vec<_>>()));
        sheet.add(dress(block, &mut depth).add_all(lines.collect()))
    })
}

/// The dress of a block. `depth` is that of the last heading: the page's own stand above those of the CV, and none is
/// skipped on the way down.
fn dress(block: &Block, depth: &mut u8) -> El {
    let dent = block.indent.min(6);
    let class = match block.kind {
        BlockKind::Heading { level } => {
            let level = level.clamp(1, 6);
            *depth = (level + 2).min(*depth + 1).min(6);
            let heading = el("div").class(&format!("heading-{level}")).set("role", "heading");
            return heading.set("aria-level", &depth.to_string());
        }
        BlockKind::Rule => return el("hr"),
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem { ordered: false } => "item",
        BlockKind::ListItem { ordered: true } => "item ordered",
        BlockKind::Term => "term",
        BlockKind::Description => "description",
        BlockKind::TableRow => "table-row",
        BlockKind::Metadata => "metadata",
    };
    el("div").class(&format!("{class} dent-{dent}")).set("dir", "auto")
}

/// One line; cells that the layout set apart stay apart.
fn line(shown: &Shown, pieces: &[usize]) -> El {
    let is_tab = |at: &usize| shown.values.pieces.get(*at).is_some_and(|piece| piece.tab);
    let cells: Vec<&[usize]> = pieces.split(is_tab).filter(|cell| !cell.is_empty()).collect();
    let fill =
        |element: El, cell: &[usize]| cell.iter().fold(element.set("dir", "auto"), |all, &at| piece(shown, at, all));
    match cells.as_slice() {
        [] => el("div").class("line").text("\u{a0}"),
        [only] => fill(el("div").class("line"), only),
        cells => el("div")
            .class("line cells")
            .add_all(cells.iter().map(|cell| fill(el("span").class("cell"), cell)).collect()),
    }
}

/// The reading text, line by line, numbered.
fn machine_text(shown: &Shown) -> El {
    let rows = shown.values.lines.iter();
    let rows = rows.map(|range| range.clone().fold(el("li").set("dir", "auto"), |row, at| piece(shown, at, row)));
    el("ol").class("machine-text").set("lang", &shown.analysis.language).add_all(rows.collect())
}

/// The text in the order in which the file holds it. No marks: values stand in the reading order.
fn stored_text(shown: &Shown) -> El {
    let rows = shown.analysis.document.stream().lines().map(|line| el("li").set("dir", "auto").text(line));
    el("ol").class("machine-text").set("lang", &shown.analysis.language).add_all(rows.collect())
}

/// Adds one stretch of text to `row`, marked with the value that it belongs to. A link is inert: its target is told, not
/// followed.
fn piece(shown: &Shown, at: usize, row: El) -> El {
    let Some(Piece { span, value, style, link, .. }) = shown.values.pieces.get(at) else { return row };
    let text = shown.analysis.document.slice(*span);
    let known = value.and_then(|id| Some((id, shown.values.get(id)?)));
    let mut class = String::new();
    for (on, name) in [
        (style.bold, "bold "),
        (style.italic, "italic "),
        (style.code, "code "),
        (style.underline, "underline "),
        (style.alt, "alt "),
        (link.is_some(), "link "),
    ] {
        if on {
            class.push_str(name);
        }
    }
    let title = match (known.map(|(_, value)| value.what), link) {
        (Some(what), Some(target)) => Some(format!("{what} ({target})")),
        (what, target) => what.map(str::to_owned).or_else(|| target.clone()),
    };
    let Some((id, value)) = known else {
        if class.is_empty() {
            return row.text(text);
        }
        return row.add(el("span").class(&class).set_if("title", title.as_deref()).text(text));
    };
    class.push_str("mark ");
    class.push_str(value.kind.class());
    let mark = el(if Kind::PAINTED.contains(&value.kind) { "mark" } else { "span" });
    let mark = mark.class(&class).set("id", &format!("p{at}")).set("data-v", &id.to_string());
    row.add(mark.set_if("title", title.as_deref()).text(text))
}
