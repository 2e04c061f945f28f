//! What is not sure, and what it could be instead: marks with their reasons, buttons that choose the other reading, and the
//! one that undoes it.

use cv_readback::alternative::Choice;
use cv_readback::confidence::{self, Confidence, Doubt, Reason};
use cv_readback::span::Span;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::app::{App, Shown};
use crate::element::{El, el};
use crate::{dom, words};

/// The id of the button that undoes the last choice.
const UNDO: &str = "undo-choice";

/// Why a value is not sure, in words, and whether it is to be marked: what speaks against its entry as a whole is said
/// there, and what is likely needs no mark.
pub fn why(shown: &Shown, span: Span) -> Option<(String, bool)> {
    let doubt = confidence::about(&shown.analysis.doubts, span, false)?;
    let of_value = |reason: &&Reason| !reason.is_of_entry() && **reason != Reason::Patchy;
    let reason = doubt.reasons.iter().find(of_value)?;
    Some((words::doubt(doubt.confidence, *reason), doubt.confidence == Confidence::Unsure))
}

/// What is said below an entry: why it is not sure as a whole, and what it could be.
pub fn note(shown: &Shown, entry: Span, swap: &str) -> Option<El> {
    let doubt = confidence::about(&shown.analysis.doubts, entry, true);
    let doubt = doubt.filter(|doubt| doubt.confidence == Confidence::Unsure);
    let reason = |doubt: &Doubt| Some(words::doubt(doubt.confidence, *doubt.reasons.first()?));
    let why = doubt.and_then(reason).map(|why| el("span").class("why").text(&why));
    let about = |choice: &Choice| matches!(choice, Choice::Swap(span) | Choice::Join(span) if *span == entry);
    let buttons = buttons(shown, about, swap);
    (why.is_some() || !buttons.is_empty()).then(|| el("p").class("second").add_if(why).add_all(buttons))
}

/// What the heading at `span` could be instead.
pub fn of_heading(shown: &Shown, heading: Span) -> Vec<El> {
    let about = |choice: &Choice| matches!(choice, Choice::NoHeading(span) | Choice::Kind(span, _) if *span == heading);
    buttons(shown, about, "")
}

fn buttons(shown: &Shown, about: impl Fn(&Choice) -> bool, swap: &str) -> Vec<El> {
    let analysis = &shown.analysis;
    let offers = analysis.alternatives.iter().enumerate().filter(|(_, choice)| about(choice));
    // What was chosen is undone above; to offer it here too would only repeat it.
    let offers = offers.filter(|(_, choice)| !analysis.choices.contains(choice));
    let button = |(at, choice): (usize, &Choice)| {
        let text = match choice {
            Choice::Swap(_) => swap.to_owned(),
            Choice::Join(_) => words::PART_OF_THE_ONE_ABOVE.to_owned(),
            Choice::NoHeading(_) => words::NO_HEADING.to_owned(),
            Choice::Kind(_, kind) => words::are_of(*kind),
        };
        el("button").class("choice").set("type", "button").set("data-choice", &at.to_string()).text(&text)
    };
    offers.map(button).collect()
}

/// What was chosen, and the way back.
pub fn chosen(shown: &Shown) -> Option<El> {
    let number = shown.analysis.choices.len();
    (number > 0).then(|| {
        let undo = el("button").class("choice").set("type", "button").set("id", UNDO).text(words::UNDO);
        el("p").class("second chosen").add(el("span").class("why").text(&words::chosen(number))).add(undo)
    })
}

/// Follows a click on one of the buttons; false if it was on something else.
pub fn click(app: App, event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(button) = target.and_then(|target| target.closest("button.choice").ok()?) else { return false };
    if button.id() == UNDO {
        app.undo();
        return true;
    }
    let at = button.get_attribute("data-choice").and_then(|at| at.parse::<usize>().ok());
    let choice =
        at.and_then(|at| app.shown.with_untracked(|shown| shown.as_ref()?.analysis.alternatives.get(at).copied()));
    if let Some(choice) = choice {
        app.choose(choice);
    }
    true
}

/// After a choice the keyboard is at the button that undoes it; where nothing is left to be undone, at the view's tab.
pub fn take_the_keyboard() {
    dom::focus(if dom::by_id(UNDO).is_some() { UNDO } else { "tab-structure" });
}
