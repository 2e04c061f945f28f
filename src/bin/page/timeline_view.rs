//! The timeline: facts, the drawing, and the same in words and tables.

use cv_readback::entity::date::Month;
use cv_readback::locale::fold;
use cv_readback::resume::{Dates, Resume, Text};
use cv_readback::skill_tags::SkillTag;
use cv_readback::sort;
use cv_readback::timeline::{Lane, Period};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use crate::app::{App, Pane, Shown};
use crate::element::{el, fill, tenths};
use crate::{dom, skills_view, timeline_drawing, timeline_lists, words};

/// How wide the drawing is on paper, in CSS pixels: A4 and Letter without their margins (`@page` in style/print.css),
/// the narrower of the two.
const PAPER: f64 = 670.0;

/// The thresholds on offer, in months.
const THRESHOLDS: [u16; 4] = [1, 3, 6, 12];

/// What stands behind a period.
pub struct Entry<'a> {
    pub title: Option<&'a Text>,
    pub place: Option<&'a Text>,
    pub dates: Option<&'a Dates>,
}

/// The entry of `resume` that a period was made of.
pub fn entry(resume: &Resume, lane: Lane, at: usize) -> Option<Entry<'_>> {
    let (title, place, dates) = match lane {
        Lane::Work | Lane::Break => {
            let work = resume.work.get(at)?;
            (&work.position, &work.name, &work.dates)
        }
        Lane::Volunteer => {
            let work = resume.volunteer.get(at)?;
            (&work.position, &work.organization, &work.dates)
        }
        Lane::Education => {
            let education = resume.education.get(at)?;
            (
                if education.study_type.is_some() { &education.study_type } else { &education.area },
                &education.institution,
                &education.dates,
            )
        }
        Lane::Project => {
            let project = resume.projects.get(at)?;
            (&project.name, &None, &project.dates)
        }
    };
    Some(Entry { title: title.as_ref(), place: place.as_ref(), dates: dates.as_ref() })
}

impl Entry<'_> {
    /// Title and place in one line.
    pub fn label(&self) -> String {
        let parts: Vec<&str> = [self.title, self.place].into_iter().flatten().map(|text| text.value.as_str()).collect();
        if parts.is_empty() { words::UNNAMED.to_owned() } else { parts.join(", ") }
    }
}

/// A period in two lines: what and where; when and how long.
pub fn about(shown: &Shown, period: &Period) -> String {
    let Some(entry) = entry(&shown.analysis.resume, period.lane, period.entry) else { return String::new() };
    let when = entry.dates.map(|dates| words::dates(dates.value)).unwrap_or_default();
    format!("{}\n{when}, {}", entry.label(), words::long(period))
}

/// The timeline; it follows what is shown.
pub fn view(app: App) -> AnyView {
    let width = RwSignal::new(0.0);
    measure(app, width);
    let draw = move |width: f64| {
        let (shown, threshold, skill) = (app.shown.get(), app.threshold.get(), app.skill.get());
        let drawing = shown.filter(|shown| width > 0.0 && !shown.analysis.timeline.periods.is_empty());
        let drawing =
            drawing.map(|shown| timeline_drawing::draw(&shown, width, threshold, skills_view::find(&shown, &skill)));
        fill("timeline-drawing", drawing.as_slice());
        tell("");
    };
    Effect::new(move || draw(width.get()));
    // It is on paper even if it was not on the screen, and there it has the paper's width.
    let _ = window_event_listener_untyped("beforeprint", move |_| untrack(|| draw(PAPER)));
    let _ = window_event_listener_untyped("afterprint", move |_| width.update(|_| ()));
    Effect::new(move || {
        let (threshold, skill) = (app.threshold.get(), app.skill.get());
        let shown = app.shown.get();
        let skill = shown.as_ref().and_then(|shown| skills_view::find(shown, &skill));
        for (id, content) in timeline_lists::all(shown.as_deref(), threshold, skill) {
            fill(id, &content);
        }
    });
    let now = move || app.shown.with(|shown| shown.as_ref().map(|shown| shown.analysis.timeline.as_of));
    let now = move || now().unwrap_or_else(dom::this_month);
    let as_of = move || now().to_string();
    let change_now = move |event| {
        let text = event_target_value(&event);
        let parsed = text.split_once('-').and_then(|(year, month)| Some((year.parse().ok()?, month.parse().ok()?)));
        if let Some((year @ 1900..=2200, month @ 1..=12)) = parsed {
            app.read_again(Month::new(year, month));
        }
    };
    let change_threshold = move |event| {
        if let Ok(months) = event_target_value(&event).parse() {
            app.threshold.set(months);
            dom::keep_setting("threshold", Some(&u16::to_string(&months)));
        }
    };
    let options = THRESHOLDS.map(|months| {
        let selected = months == app.threshold.get_untracked();
        view! { <option value=months.to_string() selected=selected>{words::from_months(months)}</option> }
    });
    let empty =
        move || app.shown.with(|shown| shown.as_ref().is_none_or(|shown| shown.analysis.timeline.periods.is_empty()));
    view! {
        <p class="nothing" hidden=move || !empty()>{words::NO_TIMELINE}</p>
        <div hidden=empty>
            <div id="timeline-facts" class="facts"></div>
            <p class="about as-of" data-paper=move || words::present_means(now())>
                <label for="as-of">{words::AS_OF}</label>" "
                <input id="as-of" type="month" pattern="[0-9]{4}-[0-9]{2}" placeholder="YYYY-MM" prop:value=as_of on:change=change_now />
                " "<span id="timeline-about"></span>
            </p>
            <p id="timeline-skills" class="pick">
                <label for="timeline-skill">{words::PICK_SKILL}</label>" "
                <select id="timeline-skill" on:change=move |event| app.skill.set(event_target_value(&event))></select>
                " "<span id="timeline-skill-said" role="status"></span>
            </p>
            <div class="drawing" on:pointerover=move |event| point(&event) on:pointerleave=move |_| tell("")
                on:focusin=move |event| point(&event) on:focusout=move |_| tell("") on:keydown=move |event| walk(&event)>
                <div id="timeline-drawing"></div>
                <p id="timeline-tip" class="tip" aria-hidden="true" hidden></p>
            </div>
            <ul id="timeline-legend" class="key"></ul>
            <section class="group gaps">
                <h2>
                    <span id="gaps-title">{words::GAPS}</span>
                    <label class="unseen" for="threshold">{words::SHORTEST_GAP}</label>
                    <select id="threshold" class="quiet" on:change=change_threshold>{options.collect_view()}</select>
                </h2>
                <div id="gaps"></div>
            </section>
            <div id="timeline-lists"></div>
        </div>
    }
    .into_any()
}

/// Keeps the width that the drawing has.
fn measure(app: App, width: RwSignal<f64>) {
    let measure = move || {
        if let Some(place) = dom::by_id("timeline-drawing") {
            let now = f64::from(place.client_width());
            if now > 0.0 && (now - width.get_untracked()).abs() >= 1.0 {
                width.set(now);
            }
        }
    };
    // The page lives as long as this listener.
    let _ = window_event_listener(leptos::ev::resize, move |_| measure());
    Effect::new(move || {
        app.narrow.track();
        app.shown.track();
        if app.pane.get() == Pane::Timeline {
            request_animation_frame(measure);
        }
    });
}

/// Something of the drawing is pointed at, or has the keyboard: it is told beside it.
fn point(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(target) = target.filter(|target| target.id() != "timeline-tip") else { return };
    let about = target.closest("[data-tip], svg [aria-label]").ok().flatten();
    let text = about.as_ref().and_then(|about| about.get_attribute("data-tip").or(about.get_attribute("aria-label")));
    tell(&text.unwrap_or_default());
    let (Some(about), Some(tip), Some(place)) =
        (about, dom::by_id_as::<HtmlElement>("timeline-tip"), dom::by_id("timeline-drawing"))
    else {
        return;
    };
    // Below it, where there is room; it is not reached by way of other bars.
    let (about, around) = (about.get_bounding_client_rect(), place.get_bounding_client_rect());
    let left = (about.left() - around.left()).min(around.width() - f64::from(tip.offset_width())).max(0.0);
    let top = about.bottom() - around.top() + 2.0;
    let style = tip.style();
    let _ = style.set_property("left", &format!("{}px", tenths(left)));
    let _ = style.set_property("top", &format!("{}px", tenths(top)));
}

/// Shows `text` beside the drawing; nothing for none.
fn tell(text: &str) {
    if let Some(tip) = dom::by_id_as::<HtmlElement>("timeline-tip") {
        tip.set_text_content(Some(text));
        tip.set_hidden(text.is_empty());
    }
}

/// The drawing is one stop of the keyboard: arrows move from bar to bar, Escape takes away what is told.
fn walk(event: &KeyboardEvent) {
    let bars = dom::all("#timeline-drawing .bar[tabindex]");
    let focused = document().active_element();
    let here = bars.iter().position(|bar| focused.as_ref() == Some(bar));
    let (Some(here), Some(last)) = (here, bars.len().checked_sub(1)) else { return };
    let there = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => (here + 1).min(last),
        "ArrowLeft" | "ArrowUp" => here.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        "Escape" => return tell(""),
        _ => return,
    };
    event.prevent_default();
    if let (Some(from), Some(to)) = (bars.get(here), bars.get(there)) {
        let _ = from.set_attribute("tabindex", "-1");
        let _ = to.set_attribute("tabindex", "0");
        // Elements of a drawing take the keyboard as others do.
        let _ = to.unchecked_ref::<HtmlElement>().focus();
    }
}

/// The skills that entries show, to choose one of them; the first choice is none.
pub fn skill_options(shown: &Shown, chosen: Option<&SkillTag>) -> Vec<crate::element::El> {
    let mut tags: Vec<&SkillTag> = shown.analysis.skills.iter().filter(|tag| tag.shown()).collect();
    if tags.is_empty() {
        return Vec::new();
    }
    sort::by_key(&mut tags, |tag| fold(&tag.name));
    let option = |name: &str, text: &str, selected: bool| {
        el("option").set("value", name).set_if("selected", selected.then_some("")).text(text)
    };
    let none = option("", words::NO_SKILL, chosen.is_none());
    let tags =
        tags.iter().map(|tag| option(&tag.name, &tag.name, chosen.is_some_and(|chosen| chosen.name == tag.name)));
    std::iter::once(none).chain(tags).collect()
}
