//! The workers that read and analyse: each is replaced when it is told to stop, dies or hangs. The newest file wins.
//!
//! A file goes to the analysing worker. If that says that the file has layout, it goes to a reading worker, which is loaded
//! when it is first needed, and what that read goes to the analysing worker again.
//!
//! `static/boot.js` knows how to start one (`readback.worker(name)`); a worker says `Ready` when it can be spoken to, and what
//! is asked before that waits here.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use cv_readback::alternative::Choice;
use cv_readback::analysis::Analysis;
use cv_readback::format::Format;
use cv_readback::protocol::{Answer, Request, Response, Task, decode, encode};
use cv_readback::reader::ReadError;
use cv_readback::timeline::AsOf;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use leptos::prelude::{TimeoutHandle, set_timeout, set_timeout_with_handle};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ErrorEvent, MessageEvent, Worker};

use crate::app::Source;

/// How long one step of a file may take, in seconds.
pub const PATIENCE: u32 = 20;

/// How a reading ended.
pub enum Outcome {
    Done(Box<Analysis>),
    /// The file cannot be read.
    Failed(ReadError),
    /// A worker died over it.
    Crashed,
    /// It took longer than [`PATIENCE`].
    Hung,
    /// There is no worker.
    NoReader,
}

/// What is done with a file while a person waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The reader for such files is being loaded.
    Loading(Format),
    Reading,
    /// This page, counted from 1, of so many.
    Page {
        page: u16,
        pages: u16,
    },
    Understanding,
}

/// A program that runs in a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Program {
    Analyser,
    PdfReader,
    DocumentReader,
}

impl Program {
    /// The name that `static/boot.js` knows it by.
    fn name(self) -> &'static str {
        match self {
            Self::Analyser => "readback",
            Self::PdfReader => "pdf_reader",
            Self::DocumentReader => "document_reader",
        }
    }
}

/// What a job waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Analyze,
    Read(Format),
    Understand,
}

impl Step {
    fn program(self) -> Program {
        match self {
            Self::Analyze | Self::Understand => Program::Analyser,
            Self::Read(Format::Pdf) => Program::PdfReader,
            Self::Read(_) => Program::DocumentReader,
        }
    }
}

/// A file that is being read, or waits for a worker.
struct Job {
    id: u32,
    source: Arc<Source>,
    as_of: AsOf,
    choices: Vec<Choice>,
    step: Step,
    /// The worker has what it needs for the step.
    sent: bool,
    stage: Box<dyn Fn(Stage)>,
    then: Box<dyn FnOnce(Outcome)>,
    /// Set while a worker is at it.
    watchdog: Option<TimeoutHandle>,
}

/// Where a worker stands.
#[derive(Default)]
enum Slot {
    #[default]
    Empty,
    /// Its program is being loaded; the number tells this start from an earlier one.
    Starting(u32),
    Live(Live),
}

struct Live {
    worker: Worker,
    ready: bool,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

#[derive(Default)]
struct Desk {
    analyser: Slot,
    pdf_reader: Slot,
    document_reader: Slot,
    job: Option<Job>,
    last_id: u32,
    starts: u32,
}

impl Desk {
    fn slot(&mut self, program: Program) -> &mut Slot {
        match program {
            Program::Analyser => &mut self.analyser,
            Program::PdfReader => &mut self.pdf_reader,
            Program::DocumentReader => &mut self.document_reader,
        }
    }
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Starts the analysing worker before there is anything to read.
pub fn warm() {
    start(Program::Analyser);
}

/// Reads `source` as of `as_of`, with what a person chose; tells `stage` what is being done, and calls `then` at the end,
/// unless something newer comes in between.
pub fn read(
    source: Arc<Source>,
    as_of: AsOf,
    choices: Vec<Choice>,
    stage: impl Fn(Stage) + 'static,
    then: impl FnOnce(Outcome) + 'static,
) {
    // A worker that is busy hears nothing until it is done: another one is quicker.
    cancel();
    DESK.with_borrow_mut(|desk| {
        desk.last_id += 1;
        let step = if source.raw.get().is_some() { Step::Understand } else { Step::Analyze };
        let (stage, then) = (Box::new(stage), Box::new(then));
        desk.job =
            Some(Job { id: desk.last_id, source, as_of, choices, step, sent: false, stage, then, watchdog: None });
    });
    go_on();
}

/// Stops what is being read; `then` is not called.
pub fn cancel() {
    let busy = DESK.with_borrow_mut(|desk| {
        let job = desk.job.take()?;
        if let Some(watchdog) = job.watchdog {
            watchdog.clear();
        }
        job.sent.then(|| job.step.program())
    });
    if let Some(program) = busy {
        discard(program);
    }
    warm();
}

/// Ends the workers, and with them everything that their memory held.
pub fn forget() {
    cancel();
    discard(Program::PdfReader);
    discard(Program::DocumentReader);
    discard(Program::Analyser);
    warm();
}

fn start(program: Program) {
    let number = DESK.with_borrow_mut(|desk| {
        desk.starts += 1;
        let number = desk.starts;
        let slot = desk.slot(program);
        matches!(slot, Slot::Empty).then(|| {
            *slot = Slot::Starting(number);
            number
        })
    });
    let Some(number) = number else { return };
    spawn_local(async move {
        let made = make(program.name()).await;
        let is_wanted = DESK.with_borrow_mut(|desk| matches!(desk.slot(program), Slot::Starting(n) if *n == number));
        match made {
            Ok(worker) if is_wanted => {
                let live = attend(program, worker);
                DESK.with_borrow_mut(|desk| *desk.slot(program) = Slot::Live(live));
            }
            Ok(worker) => worker.terminate(),
            Err(_) if is_wanted => {
                DESK.with_borrow_mut(|desk| *desk.slot(program) = Slot::Empty);
                if DESK.with_borrow(|desk| desk.job.as_ref().is_some_and(|job| job.step.program() == program)) {
                    end(Outcome::NoReader);
                }
            }
            Err(_) => {}
        }
    });
}

/// A new worker that runs the program of this name.
pub async fn make(program: &str) -> Result<Worker, JsValue> {
    let readback = Reflect::get(&js_sys::global(), &"readback".into())?;
    let make: Function = Reflect::get(&readback, &"worker".into())?.dyn_into()?;
    let promise: Promise = make.call1(&readback, &program.into())?.dyn_into()?;
    JsFuture::from(promise).await?.dyn_into()
}

fn attend(program: Program, worker: Worker) -> Live {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| heard(program, &event.data()));
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
        event.prevent_default();
        let was_ready = DESK.with_borrow_mut(|desk| matches!(desk.slot(program), Slot::Live(live) if live.ready));
        replace(program, if was_ready { Outcome::Crashed } else { Outcome::NoReader });
    });
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    Live { worker, ready: false, _on_message: on_message, _on_error: on_error }
}

fn heard(program: Program, message: &JsValue) {
    let Some((response, bytes)) = unpack(message) else { return replace(program, Outcome::Crashed) };
    match response.answer {
        Answer::Ready => {
            DESK.with_borrow_mut(|desk| {
                if let Slot::Live(live) = desk.slot(program) {
                    live.ready = true;
                }
            });
            go_on();
        }
        Answer::Panicked { .. } => replace(program, Outcome::Crashed),
        // An answer to something older.
        _ if !is_current(response.id) => {}
        Answer::Failed { error } => end(Outcome::Failed(error)),
        Answer::NeedsReader { format } => next(Step::Read(format)),
        Answer::Reading { page, pages } => DESK.with_borrow(|desk| {
            if let Some(job) = &desk.job {
                (job.stage)(Stage::Page { page, pages });
            }
        }),
        Answer::Read => {
            DESK.with_borrow(|desk| {
                if let Some(Job { source, step: Step::Read(format), .. }) = &desk.job {
                    // It is there already only if the same file was read twice, and then it is the same.
                    let _ = source.raw.set((*format, bytes.to_vec()));
                }
            });
            next(Step::Understand);
        }
        Answer::Opened | Answer::Painted { .. } => replace(program, Outcome::Crashed),
        Answer::Understood => match decode(&bytes.to_vec()) {
            Some(analysis) => end(Outcome::Done(Box::new(analysis))),
            None => replace(program, Outcome::Crashed),
        },
    }
}

/// What a worker said, and the bytes beside it.
pub fn unpack(message: &JsValue) -> Option<(Response, Uint8Array)> {
    let parts: &Array = message.dyn_ref()?;
    Some((decode(&Uint8Array::new(&parts.get(0)).to_vec())?, Uint8Array::new(&parts.get(1))))
}

fn is_current(id: u32) -> bool {
    DESK.with_borrow(|desk| desk.job.as_ref().is_some_and(|job| job.id == id))
}

/// Takes the job to its next step.
fn next(step: Step) {
    DESK.with_borrow_mut(|desk| {
        if let Some(job) = &mut desk.job {
            job.step = step;
            job.sent = false;
            if let Some(watchdog) = job.watchdog.take() {
                watchdog.clear();
            }
        }
    });
    go_on();
}

/// Hands the job over to the worker that it needs, if it is not there yet and the worker is ready.
fn go_on() {
    let Some(program) = DESK.with_borrow(|desk| Some(desk.job.as_ref().filter(|job| !job.sent)?.step.program())) else {
        return;
    };
    start(program);
    let posted = DESK.with_borrow_mut(|desk| {
        let Desk { analyser, pdf_reader, document_reader, job: Some(job), .. } = desk else { return Ok(()) };
        let slot = match program {
            Program::Analyser => analyser,
            Program::PdfReader => pdf_reader,
            Program::DocumentReader => document_reader,
        };
        let live = match slot {
            Slot::Live(live) if live.ready => live,
            Slot::Live(_) | Slot::Starting(_) | Slot::Empty => {
                if let Step::Read(format) = job.step {
                    (job.stage)(Stage::Loading(format));
                }
                return Ok(());
            }
        };
        (job.stage)(if job.step == Step::Understand { Stage::Understanding } else { Stage::Reading });
        let id = job.id;
        let out_of_time = move || {
            if is_current(id) {
                replace(program, Outcome::Hung);
            }
        };
        job.watchdog = set_timeout_with_handle(out_of_time, Duration::from_secs(u64::from(PATIENCE))).ok();
        job.sent = true;
        ask(&live.worker, job)
    });
    if posted.is_err() {
        replace(program, Outcome::Crashed);
    }
}

/// Asks a worker, with a copy of the bytes beside the request.
pub fn post(worker: &Worker, request: &Request, bytes: &[u8]) -> Result<(), JsValue> {
    let request = Uint8Array::from(encode(request).as_slice());
    let bytes = Uint8Array::from(bytes).buffer();
    worker.post_message_with_transfer(&Array::of2(&request, &bytes), &Array::of1(&bytes))
}

fn ask(worker: &Worker, job: &Job) -> Result<(), JsValue> {
    let Job { source, as_of, choices, .. } = job;
    let (task, bytes) = match (job.step, source.raw.get()) {
        (Step::Understand, Some((format, raw))) => {
            (Task::Understand { format: *format, as_of: *as_of, choices: choices.clone() }, raw)
        }
        (Step::Read(format), _) => (Task::Read { format, password: source.password.clone() }, &source.bytes),
        (Step::Analyze | Step::Understand, _) => {
            (Task::Analyze { name: source.file_name.clone(), as_of: *as_of, choices: choices.clone() }, &source.bytes)
        }
    };
    post(worker, &Request { id: job.id, task }, bytes)
}

/// Ends the job with `outcome`.
fn end(outcome: Outcome) {
    if let Some(job) = DESK.with_borrow_mut(|desk| desk.job.take()) {
        if let Some(watchdog) = job.watchdog {
            watchdog.clear();
        }
        (job.then)(outcome);
    }
}

/// After a trap a program is in an unknown state: the whole worker goes, and the next file gets a fresh one. A job that
/// another worker is at goes on.
fn replace(program: Program, outcome: Outcome) {
    discard(program);
    if DESK.with_borrow(|desk| desk.job.as_ref().is_some_and(|job| job.step.program() == program)) {
        end(outcome);
    }
}

fn discard(program: Program) {
    let slot = DESK.with_borrow_mut(|desk| std::mem::take(desk.slot(program)));
    if let Slot::Live(live) = slot {
        live.worker.set_onmessage(None);
        live.worker.set_onerror(None);
        live.worker.terminate();
        // One of the closures may be running: it must outlive this turn.
        set_timeout(move || drop(live), Duration::ZERO);
    }
}
