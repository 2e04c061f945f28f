//! The one worker that analyses: it is replaced when it is told to stop, dies or hangs. The newest file wins.
//!
//! `static/boot.js` knows how to start one (`readback.worker()`); a worker says `Ready` when it can be spoken to, and what
//! is asked before that waits here.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use cv_readback::analysis::Analysis;
use cv_readback::entity::date::Month;
use cv_readback::protocol::{Request, Response};
use cv_readback::reader::ReadError;
use js_sys::{Array, Function, Reflect, Uint8Array};
use leptos::prelude::{TimeoutHandle, set_timeout, set_timeout_with_handle};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};

use crate::app::Source;

/// How long one file may take, in seconds.
pub const PATIENCE: u32 = 20;

/// How a reading ended.
pub enum Outcome {
    Done(Box<Analysis>),
    /// The file cannot be read.
    Failed(ReadError),
    /// The worker died over it.
    Crashed,
    /// It took longer than [`PATIENCE`].
    Hung,
    /// There is no worker.
    NoReader,
}

type Then = Box<dyn FnOnce(Outcome)>;

/// A file that is being read, or waits for the worker.
struct Job {
    id: u32,
    source: Arc<Source>,
    today: Month,
    then: Then,
    /// Set once the worker has it.
    watchdog: Option<TimeoutHandle>,
}

struct Live {
    worker: Worker,
    ready: bool,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

#[derive(Default)]
struct Reader {
    live: Option<Live>,
    job: Option<Job>,
    last_id: u32,
}

thread_local! {
    static READER: RefCell<Reader> = RefCell::default();
}

/// Starts the worker before there is anything to read.
pub fn warm() {
    READER.with_borrow_mut(|reader| {
        if reader.live.is_none() {
            reader.live = start().ok();
        }
    });
}

/// Reads `source` as of `today`, and then calls `then`, unless something newer comes in between.
pub fn read(source: Arc<Source>, today: Month, then: impl FnOnce(Outcome) + 'static) {
    // A worker that is busy hears nothing until it is done: another one is quicker.
    cancel();
    warm();
    READER.with_borrow_mut(|reader| {
        reader.last_id += 1;
        reader.job = Some(Job { id: reader.last_id, source, today, then: Box::new(then), watchdog: None });
    });
    if READER.with_borrow(|reader| reader.live.is_none()) {
        end(Outcome::NoReader);
    } else {
        send();
    }
}

/// Stops what is being read; `then` is not called.
pub fn cancel() {
    let old = READER.with_borrow_mut(|reader| {
        let watchdog = reader.job.take()?.watchdog?;
        watchdog.clear();
        reader.live.take()
    });
    if let Some(old) = old {
        discard(old);
        warm();
    }
}

/// Ends the worker, and with it everything that its memory held.
pub fn forget() {
    cancel();
    if let Some(old) = READER.with_borrow_mut(|reader| reader.live.take()) {
        discard(old);
    }
    warm();
}

fn start() -> Result<Live, JsValue> {
    let readback = Reflect::get(&js_sys::global(), &"readback".into())?;
    let make: Function = Reflect::get(&readback, &"worker".into())?.dyn_into()?;
    let worker: Worker = make.call0(&readback)?.dyn_into()?;
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| heard(event.data()));
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(|event: ErrorEvent| {
        event.prevent_default();
        let was_ready = READER.with_borrow(|reader| reader.live.as_ref().is_some_and(|live| live.ready));
        replace(if was_ready { Outcome::Crashed } else { Outcome::NoReader });
    });
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    Ok(Live { worker, ready: false, _on_message: on_message, _on_error: on_error })
}

fn heard(message: JsValue) {
    match serde_wasm_bindgen::from_value::<Response>(message) {
        Ok(Response::Ready) => {
            READER.with_borrow_mut(|reader| {
                if let Some(live) = &mut reader.live {
                    live.ready = true;
                }
            });
            send();
        }
        Ok(Response::Done { id, analysis }) if is_current(id) => end(Outcome::Done(Box::new(analysis))),
        Ok(Response::Failed { id, error }) if is_current(id) => end(Outcome::Failed(error)),
        Ok(Response::Done { .. } | Response::Failed { .. }) => {}
        Ok(Response::Panicked { .. }) | Err(_) => replace(Outcome::Crashed),
    }
}

fn is_current(id: u32) -> bool {
    READER.with_borrow(|reader| reader.job.as_ref().is_some_and(|job| job.id == id))
}

/// Hands the job over, if the worker is ready for it and has it not yet.
fn send() {
    let posted = READER.with_borrow_mut(|reader| {
        let Some(live) = reader.live.as_ref().filter(|live| live.ready) else { return Ok(()) };
        let Some(job) = reader.job.as_mut().filter(|job| job.watchdog.is_none()) else { return Ok(()) };
        let id = job.id;
        let out_of_time = move || {
            if is_current(id) {
                replace(Outcome::Hung);
            }
        };
        job.watchdog = set_timeout_with_handle(out_of_time, Duration::from_secs(u64::from(PATIENCE))).ok();
        let request = Request { id, name: job.source.file_name.clone(), today: job.today };
        let request = serde_wasm_bindgen::to_value(&request)?;
        let bytes = Uint8Array::from(job.source.bytes.as_slice()).buffer();
        live.worker.post_message_with_transfer(&Array::of2(&request, &bytes), &Array::of1(&bytes))
    });
    if posted.is_err() {
        replace(Outcome::Crashed);
    }
}

/// Ends the job with `outcome`.
fn end(outcome: Outcome) {
    if let Some(job) = READER.with_borrow_mut(|reader| reader.job.take()) {
        if let Some(watchdog) = job.watchdog {
            watchdog.clear();
        }
        (job.then)(outcome);
    }
}

/// After a trap a program is in an unknown state: the whole worker goes, and the next file gets a fresh one.
fn replace(outcome: Outcome) {
    if let Some(old) = READER.with_borrow_mut(|reader| reader.live.take()) {
        discard(old);
    }
    end(outcome);
}

fn discard(live: Live) {
    live.worker.set_onmessage(None);
    live.worker.set_onerror(None);
    live.worker.terminate();
    // One of the closures may be running: it must outlive this turn.
    set_timeout(move || drop(live), Duration::ZERO);
}
