//! The pages of a PDF as they look, with a mark over every value.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use cv_readback::document::Origin;
use cv_readback::protocol::{Answer, Request, Task};
use js_sys::{Array, Uint8Array, Uint8ClampedArray};
use leptos::prelude::{TimeoutHandle, set_timeout, set_timeout_with_handle, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    CanvasRenderingContext2d, ErrorEvent, HtmlCanvasElement, ImageData, IntersectionObserver,
    IntersectionObserverEntry, IntersectionObserverInit, MessageEvent, Worker,
};

use crate::app::{Shown, Source};
use crate::element::{El, el, svg, tenths};
use crate::values::{Kind, Piece};
use crate::{dom, words, worker};

/// How far before a page comes into view it is drawn.
const AHEAD: &str = "400px";

/// The most pixels to a point.
const SHARPEST: f64 = 4.0;

/// The pages, empty until they come into view, and the marks on them.
pub fn view(shown: &Shown) -> El {
    let pages = shown.analysis.document.pages();
    let mut marks: Vec<Vec<El>> = pages.iter().map(|_| Vec::new()).collect();
    for (at, piece) in shown.values.pieces.iter().enumerate() {
        for (page, mark) in mark(shown, at, piece) {
            if let Some(marks) = marks.get_mut(page) {
                marks.push(mark);
            }
        }
    }
    let number = pages.len();
    let sheets = pages.iter().zip(marks).enumerate().map(|(at, (size, marks))| {
        let (width, height) = (tenths(size.width.into()), tenths(size.height.into()));
        let canvas = el("canvas").set("id", &format!("page-{at}")).set("width", &width).set("height", &height);
        let canvas = canvas.set("role", "img").set("aria-label", &words::page(at + 1, number));
        let overlay = svg("svg").set("viewBox", &format!("0 0 {width} {height}")).set("aria-hidden", "true");
        el("div").class("page").add(canvas).add(overlay.add_all(marks))
    });
    el("div")
        .set("id", "pages")
        .class("pages")
        .add(el("p").class("no-picture").text(words::NO_PICTURE))
        .add_all(sheets.collect())
}

/// The marks of a piece, with the pages that they are on; more than one if it goes on on the next page.
fn mark(shown: &Shown, at: usize, piece: &Piece) -> Vec<(usize, El)> {
    let Some((id, value)) = piece.value.and_then(|id| Some((id, shown.values.get(id)?))) else { return Vec::new() };
    let mut marks: Vec<(usize, El)> = Vec::new();
    for origin in shown.analysis.document.origins(piece.span) {
        let Origin::Area { page, left, top, width, height } = origin else { continue };
        let area = svg("rect").set("x", &tenths(left.into())).set("y", &tenths(top.into())).set("rx", "1");
        let area = area.set("width", &tenths(width.max(0.0).into())).set("height", &tenths(height.max(0.0).into()));
        match marks.last_mut() {
            Some((last, mark)) if *last == usize::from(page) => *mark = mark.clone().add(area),
            _ => {
                let group = svg("g").set("data-v", &id.to_string());
                let group = if marks.is_empty() { group.set("id", &format!("p{at}")) } else { group };
                let class = if value.kind == Kind::Unread { "mark unread" } else { value.kind.class() };
                let group = group.class(&format!("mark {class}")).add(svg("title").text(value.what)).add(area);
                marks.push((usize::from(page), group));
            }
        }
    }
    marks
}

/// The worker that draws, and what it is to draw.
#[derive(Default)]
struct Painter {
    /// The file whose pages these are.
    source: Option<Arc<Source>>,
    worker: Option<Worker>,
    /// The worker has the file, and nothing to do.
    free: bool,
    /// Pages that came into view and are not drawn yet.
    wanted: VecDeque<u16>,
    /// Set while a page is drawn.
    watchdog: Option<TimeoutHandle>,
    observer: Option<IntersectionObserver>,
    /// Kept as long as the worker and the observer may call them.
    listeners: Vec<JsValue>,
}

thread_local! {
    static PAINTER: RefCell<Painter> = RefCell::default();
}

/// Draws the pages of `shown` as they come into view.
pub fn paint(shown: &Shown) {
    let is_new =
        PAINTER.with_borrow(|painter| painter.source.as_ref().is_none_or(|old| !Arc::ptr_eq(old, &shown.source)));
    if is_new {
        close();
        PAINTER.with_borrow_mut(|painter| painter.source = Some(shown.source.clone()));
        spawn_local(start(shown.source.clone()));
    }
    observe();
}

/// Ends the painter, and with it everything that its memory held.
pub fn close() {
    let old = PAINTER.take();
    if let Some(watchdog) = old.watchdog {
        watchdog.clear();
    }
    if let Some(observer) = old.observer {
        observer.disconnect();
    }
    if let Some(worker) = old.worker {
        worker.set_onmessage(None);
        worker.set_onerror(None);
        worker.terminate();
    }
    // One of the listeners may be running: they must outlive this turn.
    let listeners = old.listeners;
    set_timeout(move || drop(listeners), Duration::ZERO);
}

fn observe() {
    let seen = Closure::<dyn FnMut(Array)>::new(|entries: Array| {
        for entry in entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok()) {
            let id = entry.target().id();
            if let Some(page) =
                id.strip_prefix("page-").and_then(|page| page.parse().ok()).filter(|_| entry.is_intersecting())
            {
                want(page);
            }
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(AHEAD);
    let function = seen.into_js_value();
    let Ok(observer) = IntersectionObserver::new_with_options(function.unchecked_ref(), &options) else { return };
    for canvas in dom::all("#pages canvas") {
        observer.observe(&canvas);
    }
    PAINTER.with_borrow_mut(|painter| {
        painter.listeners.push(function);
        if let Some(old) = painter.observer.replace(observer) {
            old.disconnect();
        }
    });
}

fn want(page: u16) {
    PAINTER.with_borrow_mut(|painter| {
        let drawn = canvas(page).is_none_or(|canvas| canvas.has_attribute("data-drawn"));
        if !drawn && !painter.wanted.contains(&page) {
            painter.wanted.push_back(page);
        }
    });
    next();
}

async fn start(source: Arc<Source>) {
    let made = worker::make("painter").await;
    let is_wanted = PAINTER.with_borrow(|painter| painter.source.as_ref().is_some_and(|now| Arc::ptr_eq(now, &source)));
    match made {
        Ok(worker) if is_wanted => {
            let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| heard(&event.data()));
            let on_message = on_message.into_js_value();
            worker.set_onmessage(Some(on_message.unchecked_ref()));
            let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(|event: ErrorEvent| {
                event.prevent_default();
                fail();
            });
            let on_error = on_error.into_js_value();
            worker.set_onerror(Some(on_error.unchecked_ref()));
            PAINTER.with_borrow_mut(|painter| {
                painter.worker = Some(worker);
                painter.listeners.extend([on_message, on_error]);
            });
        }
        Ok(worker) => worker.terminate(),
        Err(_) if is_wanted => fail(),
        Err(_) => {}
    }
}

fn heard(message: &JsValue) {
    let Some((response, bytes)) = worker::unpack(message) else { return fail() };
    match response.answer {
        Answer::Ready => {
            let posted = PAINTER.with_borrow(|painter| {
                let (Some(worker), Some(source)) = (&painter.worker, &painter.source) else { return Ok(()) };
                worker::post(worker, &open(source), &source.bytes)
            });
            if posted.is_err() {
                fail();
            }
        }
        Answer::Opened => {
            PAINTER.with_borrow_mut(|painter| painter.free = true);
            next();
        }
        Answer::Painted { page, width, height } => {
            // A page that is gone, or a canvas that cannot be drawn on, shows nothing.
            let _ = draw(page, u32::from(width), u32::from(height), &bytes);
            PAINTER.with_borrow_mut(|painter| {
                painter.free = true;
                if let Some(watchdog) = painter.watchdog.take() {
                    watchdog.clear();
                }
            });
            next();
        }
        _ => fail(),
    }
}

fn open(source: &Source) -> Request {
    Request { id: 0, task: Task::Open { password: source.password.clone() } }
}

/// Has the next page drawn, if the painter is free.
fn next() {
    let posted = PAINTER.with_borrow_mut(|painter| {
        let Some(worker) = painter.worker.as_ref().filter(|_| painter.free) else { return Ok(()) };
        while let Some(page) = painter.wanted.pop_front() {
            let Some(canvas) = canvas(page).filter(|canvas| !canvas.has_attribute("data-drawn")) else { continue };
            let points = f64::from(canvas.width()).max(1.0);
            let wide = f64::from(canvas.client_width()) * window().device_pixel_ratio();
            let scale = (wide / points).clamp(1.0, SHARPEST) as f32;
            painter.free = false;
            painter.watchdog = set_timeout_with_handle(fail, Duration::from_secs(u64::from(worker::PATIENCE))).ok();
            return worker::post(worker, &Request { id: 0, task: Task::Paint { page, scale } }, &[]);
        }
        Ok(())
    });
    if posted.is_err() {
        fail();
    }
}

fn canvas(page: u16) -> Option<HtmlCanvasElement> {
    dom::by_id_as(&format!("page-{page}"))
}

fn draw(page: u16, width: u32, height: u32, pixels: &Uint8Array) -> Result<(), JsValue> {
    let Some(canvas) = canvas(page).filter(|_| width > 0 && height > 0) else { return Ok(()) };
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or("no canvas")?.dyn_into()?;
    let pixels = Uint8ClampedArray::new(&pixels.buffer());
    let picture = ImageData::new_with_js_u8_clamped_array_and_sh(&pixels, width, height)?;
    context.put_image_data(&picture, 0.0, 0.0)?;
    canvas.set_attribute("data-drawn", "")
}

/// The pages cannot be drawn: the marks stay, and a sentence says where the text is.
fn fail() {
    close();
    if let Some(pages) = dom::by_id("pages") {
        let _ = pages.set_attribute("data-failed", "");
    }
}
