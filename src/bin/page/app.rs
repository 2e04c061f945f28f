//! The state of the page, and what changes it.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use cv_readback::alternative::Choice;
use cv_readback::analysis::Analysis;
use cv_readback::entity::date::Month;
use cv_readback::format::Format;
use cv_readback::reader::ReadError;
use cv_readback::timeline::AsOf;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, MediaQueryListEvent};

use crate::values::Values;
use crate::words::{self, Message};
use crate::worker::{self, Outcome, Stage};
use crate::{bar, dom, first_screen, input, link, messages, pages, result, second_reading, verify};

/// Progress is shown only for what takes longer.
const BLINK: Duration = Duration::from_millis(150);

/// Up to this width the panes are tabs.
const NARROW: &str = "(max-width: 819px)";

/// What is being read.
#[derive(Debug)]
pub struct Source {
    /// As the analyser is told; empty for pasted text.
    pub file_name: String,
    /// As a person is told.
    pub label: String,
    pub bytes: Vec<u8>,
    /// Opens the file, if it is encrypted; else empty.
    pub password: String,
    /// What a reader made of it, encoded, if it has layout: reading it again is not needed for another "as of".
    pub raw: OnceLock<(Format, Vec<u8>)>,
}

impl Source {
    pub fn new(file_name: &str, label: &str, bytes: Vec<u8>) -> Self {
        let (file_name, label) = (file_name.to_owned(), label.to_owned());
        Self { file_name, label, bytes, password: String::new(), raw: OnceLock::new() }
    }
}

/// What is shown: an analysis and what it was made of.
#[derive(Debug)]
pub struct Shown {
    pub source: Arc<Source>,
    pub analysis: Analysis,
    pub values: Values,
    /// From asking to answer, in milliseconds.
    pub millis: f64,
}

/// Where the page stands; what is shown is independent of it, so that an earlier result outlives an error.
#[derive(Clone, Debug)]
pub enum State {
    Empty,
    Reading {
        label: String,
        stage: Stage,
    },
    Ready,
    Failed(Message),
    /// This file opens with a password only; `wrong` if one was given.
    Locked {
        source: Arc<Source>,
        wrong: bool,
    },
}

/// Why a CV is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    Fresh,
    /// Another month for "present".
    AsOf,
    /// A second reading was chosen.
    Chosen,
    /// A choice was undone.
    Undone,
}

/// The panes, in the order of their tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    Document,
    Structure,
    Timeline,
    Skills,
}

/// How the document is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// The file's own pages.
    Pages,
    /// A clean reading view.
    Reading,
    /// The text that a machine reads, line by line.
    Text,
    /// The text in the order in which the file holds it.
    Stream,
}

/// Everything that the views share; a handle, cheap to copy.
#[derive(Clone, Copy)]
pub struct App {
    pub state: RwSignal<State>,
    pub shown: RwSignal<Option<Arc<Shown>>>,
    /// A reading that takes longer than a blink.
    pub slow: RwSignal<bool>,
    /// Something to be told beside the result.
    pub notice: RwSignal<Option<String>>,
    /// What a screen reader is told.
    pub status: RwSignal<String>,
    /// The first screen stands over the result, to read another CV.
    pub choosing: RwSignal<bool>,
    pub pane: RwSignal<Pane>,
    pub narrow: RwSignal<bool>,
    /// How the document is shown.
    pub face: RwSignal<Face>,
    /// The values that are pointed at.
    pub pointed: RwSignal<Vec<usize>>,
    /// Personal details are blurred.
    pub private: RwSignal<bool>,
    /// The shortest gap that is listed, in months.
    pub threshold: RwSignal<u16>,
    /// The name of the skill that is looked at; empty for none.
    pub skill: RwSignal<String>,
    pub verifying: RwSignal<bool>,
}

/// Starts the page.
pub fn start() {
    let owner = Owner::new();
    owner.set();
    let app = App {
        state: RwSignal::new(State::Empty),
        shown: RwSignal::new(None),
        slow: RwSignal::new(false),
        notice: RwSignal::new(None),
        status: RwSignal::new(String::new()),
        choosing: RwSignal::new(false),
        pane: RwSignal::new(Pane::Structure),
        narrow: RwSignal::new(dom::matches(NARROW)),
        face: RwSignal::new(Face::Reading),
        pointed: RwSignal::new(Vec::new()),
        private: RwSignal::new(false),
        threshold: RwSignal::new(dom::setting("threshold").and_then(|text| text.parse().ok()).unwrap_or(3)),
        skill: RwSignal::new(String::new()),
        verifying: RwSignal::new(false),
    };
    for (id, view) in [
        ("bar-result", bar::result as fn(App) -> AnyView),
        ("bar-theme", bar::theme),
        ("progress", messages::progress),
        ("alert", messages::alert),
        ("status", messages::status),
        ("back", first_screen::back),
        ("result", result::view),
        ("overlay", input::overlay),
    ] {
        if let Some(place) = dom::by_id_as::<HtmlElement>(id) {
            mount_to(place, move || view(app)).forget();
        }
    }
    verify::mount(app);
    app.tell_the_root();
    app.follow_the_width();
    link::light(app);
    link::follow_printing(app);
    first_screen::take_over(app);
    input::listen(app);
    worker::warm();
    input::take_early(app);
    // The page lives as long as its signals do.
    std::mem::forget(owner);
}

impl App {
    /// Reads `source`; the result takes the keyboard.
    pub fn read(self, source: Source) {
        self.notice.set(None);
        self.read_as_of(Arc::new(source), AsOf::Today(dom::this_month()), Vec::new(), Why::Fresh);
    }

    /// Reads the file that asked for a password with this one.
    pub fn unlock(self, password: &str) {
        if let State::Locked { source, .. } = self.state.get_untracked() {
            let mut opened = Source::new(&source.file_name, &source.label, source.bytes.clone());
            password.clone_into(&mut opened.password);
            self.read(opened);
        }
    }

    /// Reads again what is shown, with another month for "present".
    pub fn read_again(self, as_of: Month) {
        if let Some(shown) = self.shown.get_untracked() {
            let choices = shown.analysis.choices.clone();
            self.read_as_of(shown.source.clone(), AsOf::Chosen(as_of), choices, Why::AsOf);
        }
    }

    /// Understands what is shown otherwise; choosing the same again undoes it.
    pub fn choose(self, choice: Choice) {
        let Some(shown) = self.shown.get_untracked() else { return };
        let mut choices = shown.analysis.choices.clone();
        let before = choices.iter().position(|before| *before == choice);
        match before {
            Some(at) => drop(choices.remove(at)),
            None => choices.push(choice),
        }
        let why = if before.is_some() { Why::Undone } else { Why::Chosen };
        let as_of = AsOf::Chosen(shown.analysis.timeline.as_of);
        self.read_as_of(shown.source.clone(), as_of, choices, why);
    }

    /// Undoes what was chosen last.
    pub fn undo(self) {
        if let Some(choice) = self.shown.with_untracked(|shown| shown.as_ref()?.analysis.choices.last().copied()) {
            self.choose(choice);
        }
    }

    fn read_as_of(self, source: Arc<Source>, as_of: AsOf, choices: Vec<Choice>, why: Why) {
        let reading = move |label: &str, stage| self.state.set(State::Reading { label: label.to_owned(), stage });
        reading(&source.label, Stage::Reading);
        self.slow.set(false);
        let started = dom::now();
        let still_reading = move || {
            if matches!(self.state.get_untracked(), State::Reading { .. }) && dom::now() - started >= 140.0 {
                self.slow.set(true);
            }
        };
        set_timeout(still_reading, BLINK);
        let label = source.label.clone();
        let stage = move |stage| reading(&label, stage);
        let label = source.label.clone();
        worker::read(source.clone(), as_of, choices, stage, move |outcome| match outcome {
            Outcome::Done(analysis) => {
                let millis = dom::now() - started;
                self.show(Shown { source, values: Values::new(&analysis), analysis: *analysis, millis }, why);
            }
            Outcome::Failed(ReadError::PasswordNeeded { wrong }) => {
                self.slow.set(false);
                self.state.set(State::Locked { source, wrong });
                request_animation_frame(|| dom::focus("password"));
            }
            Outcome::Failed(error) => self.fail(words::read_error(&error, &label)),
            Outcome::Crashed => self.fail(words::crashed(&label)),
            Outcome::Hung => self.fail(words::hung(&label, worker::PATIENCE)),
            Outcome::NoReader => self.fail(words::no_reader()),
        });
    }

    fn show(self, shown: Shown, why: Why) {
        let fresh = why == Why::Fresh;
        self.slow.set(false);
        self.pointed.set(Vec::new());
        let document = &shown.analysis.document;
        // What was read from an attached file stands on no page.
        let face =
            if document.pages().is_empty() || document.attachment().is_some() { Face::Reading } else { Face::Pages };
        if let Some(name) = document.attachment().filter(|_| fresh) {
            self.notice.set(Some(words::from_attachment(name)));
        }
        let told = match why {
            Why::Fresh | Why::AsOf => words::read_it(&shown.source.label, &shown.analysis),
            Why::Chosen => words::CHOSEN.to_owned(),
            Why::Undone => words::UNDONE.to_owned(),
        };
        if fresh {
            pages::close();
            self.skill.set(String::new());
            self.pane.set(Pane::Structure);
            self.face.set(face);
        }
        self.shown.set(Some(Arc::new(shown)));
        self.choosing.set(false);
        self.state.set(State::Ready);
        self.status.set(told);
        if matches!(why, Why::Chosen | Why::Undone) {
            // What had the keyboard was drawn anew.
            request_animation_frame(second_reading::take_the_keyboard);
        }
        if fresh {
            request_animation_frame(move || {
                for id in ["pane-document", "readings"] {
                    if let Some(pane) = dom::by_id(id) {
                        pane.set_scroll_top(0);
                    }
                }
                window().scroll_to_with_x_and_y(0.0, 0.0);
                dom::focus("result-title");
            });
        }
    }

    /// Says what went wrong; what is shown stays.
    pub fn fail(self, message: Message) {
        worker::cancel();
        self.slow.set(false);
        self.state.set(State::Failed(message));
    }

    /// Takes the message away.
    pub fn dismiss(self) {
        self.state.set(self.at_rest());
        self.keep_the_keyboard();
    }

    /// Shows the result again, after the first screen stood over it.
    pub fn back(self) {
        self.choosing.set(false);
        self.keep_the_keyboard();
    }

    /// The button that was pressed is gone: the keyboard goes on at the top of what is shown.
    fn keep_the_keyboard(self) {
        let result = self.shown.with_untracked(Option::is_some) && !self.choosing.get_untracked();
        request_animation_frame(move || dom::focus(if result { "result-title" } else { "main" }));
    }

    /// Stops reading.
    pub fn cancel(self) {
        worker::cancel();
        self.slow.set(false);
        self.state.set(self.at_rest());
        self.status.set(words::STOPPED.to_owned());
        self.keep_the_keyboard();
    }

    /// Drops everything that came from the CV.
    pub fn forget(self) {
        worker::forget();
        pages::close();
        link::leave_paper();
        self.pointed.set(Vec::new());
        self.notice.set(None);
        self.slow.set(false);
        self.private.set(false);
        self.choosing.set(false);
        self.skill.set(String::new());
        self.shown.set(None);
        self.state.set(State::Empty);
        self.status.set(words::FORGOTTEN.to_owned());
        first_screen::clear();
    }

    fn at_rest(self) -> State {
        if self.shown.with_untracked(Option::is_some) { State::Ready } else { State::Empty }
    }

    fn tell_the_root(self) {
        Effect::new(move || {
            let state = self.state.with(|state| match state {
                State::Empty => "empty",
                State::Reading { .. } => "reading",
                State::Ready => "ready",
                State::Failed(_) | State::Locked { .. } => "failed",
            });
            dom::set_on_root("data-state", Some(state));
        });
        Effect::new(move || dom::set_on_root("data-private", self.private.get().then_some("")));
        Effect::new(move || {
            let result = self.shown.with(Option::is_some) && !self.choosing.get();
            dom::set_on_root("data-view", Some(if result { "result" } else { "first" }));
        });
    }

    fn follow_the_width(self) {
        let Ok(Some(list)) = window().match_media(NARROW) else { return };
        let changed = Closure::<dyn Fn(MediaQueryListEvent)>::new(move |event: MediaQueryListEvent| {
            self.narrow.set(event.matches());
            if !event.matches() && self.pane.get_untracked() == Pane::Document {
                self.pane.set(Pane::Structure);
            }
        });
        list.set_onchange(Some(changed.as_ref().unchecked_ref()));
        changed.forget();
    }
}
