//! The document, with every value marked in it: as a clean reading view, or line by line as a machine reads it.

use std::sync::Arc;

use cv_readback::document::{Block, BlockKind};
use leptos::prelude::*;

use crate::app::{App, Pane, Shown};
use crate::values::{Kind, Piece};
use crate::{export, link, words};

/// The left pane.
pub fn view(app: App, shown: &Arc<Shown>) -> AnyView {
    let face = {
        let shown = shown.clone();
        move || if app.as_text.get() { as_text(&shown) } else { reading_view(&shown) }
    };
    let choose = |as_text: bool, label: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (app.as_text.get() == as_text).to_string()
                on:click=move |_| app.as_text.set(as_text)>{label}</button>
        }
    };
    let copied = shown.clone();
    let copy = move |_| export::copy(app, copied.analysis.document.text());
    let hidden = move || app.narrow.get() && app.pane.get() != Pane::Document;
    view! {
        <section id=Pane::Document.id() class="pane document" tabindex="0" hidden=hidden
            role=move || if app.narrow.get() { "tabpanel" } else { "region" } aria-label=words::YOUR_DOCUMENT
            on:pointerover=move |event| link::point(app, &event)
            on:click=move |event| link::go_to_value(app, &event)>
            <div class="document-tools">
                <div class="segments" role="group" aria-label=words::FACES>
                    {choose(false, words::READING_VIEW)}{choose(true, words::MACHINE_TEXT)}
                </div>
                <span class="understood">{words::understood(shown.analysis.coverage)}</span>
                <button id="copy-text" class="button" type="button" on:click=copy>{words::COPY_TEXT}</button>
            </div>
            {legend()}
            {face}
        </section>
    }
    .into_any()
}

/// Which pen means what.
fn legend() -> AnyView {
    let pen = |kind: Kind| {
        view! { <li><span class=format!("mark {}", kind.class())>{words::kind(kind)}</span></li> }
    };
    view! { <ul class="legend" aria-label=words::MARKS>{Kind::PAINTED.map(pen).collect_view()}{pen(Kind::Unread)}</ul> }
        .into_any()
}

/// Blocks as blocks, in a quiet uniform dress.
fn reading_view(shown: &Shown) -> AnyView {
    let mut lines = shown.values.lines.iter();
    let blocks = shown.analysis.document.blocks().iter().map(|block| {
        let lines = lines.by_ref().take(block.lines.len());
        let lines = lines.map(|range| line(shown, &range.clone().collect::<Vec<_>>())).collect_view();
        block_view(block, lines.into_any())
    });
    let lang = shown.analysis.language.clone();
    view! { <div class="sheet" lang=lang>{blocks.collect_view()}</div> }.into_any()
}

fn block_view(block: &Block, lines: AnyView) -> AnyView {
    let dent = format!("dent-{}", block.indent.min(6));
    match block.kind {
        BlockKind::Heading { level } => {
            let level = level.clamp(1, 6);
            // The page's own headings stand above those of the CV.
            let depth = (level + 2).min(6).to_string();
            view! { <div class=format!("heading-{level}") role="heading" attr:aria-level=depth>{lines}</div> }
                .into_any()
        }
        BlockKind::Paragraph => view! { <div class=format!("paragraph {dent}")>{lines}</div> }.into_any(),
        BlockKind::ListItem { ordered } => {
            let class = format!("item {dent}{}", if ordered { " ordered" } else { "" });
            view! { <div class=class>{lines}</div> }.into_any()
        }
        BlockKind::Term => view! { <div class=format!("term {dent}")>{lines}</div> }.into_any(),
        BlockKind::Description => view! { <div class=format!("description {dent}")>{lines}</div> }.into_any(),
        BlockKind::TableRow => view! { <div class="table-row">{lines}</div> }.into_any(),
        BlockKind::Rule => view! { <hr /> }.into_any(),
        BlockKind::Metadata => view! { <div class="metadata">{lines}</div> }.into_any(),
    }
}

/// One line; cells that the layout set apart stay apart.
fn line(shown: &Shown, pieces: &[usize]) -> AnyView {
    let is_tab = |at: &usize| shown.values.pieces.get(*at).is_some_and(|piece| piece.tab);
    let mut cells = pieces.split(is_tab).filter(|cell| !cell.is_empty()).peekable();
    let content = |cell: &[usize]| cell.iter().map(|&at| piece(shown, at)).collect_view();
    let Some(first) = cells.next() else { return view! { <div class="line">"\u{a0}"</div> }.into_any() };
    if cells.peek().is_none() {
        return view! { <div class="line" dir="auto">{content(first)}</div> }.into_any();
    }
    let cells =
        std::iter::once(first).chain(cells).map(|cell| view! { <span class="cell" dir="auto">{content(cell)}</span> });
    view! { <div class="line cells">{cells.collect_view()}</div> }.into_any()
}

/// The reading text, line by line, numbered.
fn as_text(shown: &Shown) -> AnyView {
    let mut lines = shown.values.lines.iter();
    let rows = shown.analysis.document.blocks().iter().flat_map(|block| {
        let rows = lines.by_ref().take(block.lines.len()).map(|range| {
            let content = range.clone().map(|at| piece(shown, at)).collect_view();
            view! { <li dir="auto">{content}</li> }
        });
        rows.collect::<Vec<_>>()
    });
    let lang = shown.analysis.language.clone();
    view! { <ol class="machine-text" lang=lang>{rows.collect_view()}</ol> }.into_any()
}

/// One stretch of text, marked with the value that it belongs to. A link is inert: its target is told, not followed.
fn piece(shown: &Shown, at: usize) -> AnyView {
    let Some(Piece { span, value, style, link, .. }) = shown.values.pieces.get(at) else { return ().into_any() };
    let text = shown.analysis.document.slice(*span).to_owned();
    let known = value.and_then(|id| Some((id, shown.values.get(id)?)));
    let mut class = String::new();
    for (on, name) in [
        (style.bold, "bold"),
        (style.italic, "italic"),
        (style.code, "code"),
        (style.underline, "underline"),
        (style.alt, "alt"),
        (link.is_some(), "link"),
    ] {
        if on {
            class.push_str(name);
            class.push(' ');
        }
    }
    let what = known.map(|(_, value)| value.what.to_owned());
    let title = match (what, link) {
        (Some(what), Some(link)) => Some(format!("{what} ({link})")),
        (what, link) => what.or_else(|| link.clone()),
    };
    match known {
        Some((id, value)) => {
            class.push_str("mark ");
            class.push_str(value.kind.class());
            let (place, id) = (format!("p{at}"), id.to_string());
            if Kind::PAINTED.contains(&value.kind) {
                view! { <mark id=place data-v=id class=class title=title>{text}</mark> }.into_any()
            } else {
                view! { <span id=place data-v=id class=class title=title>{text}</span> }.into_any()
            }
        }
        None if class.is_empty() => text.into_any(),
        None => view! { <span class=class title=title>{text}</span> }.into_any(),
    }
}
