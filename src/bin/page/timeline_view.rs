//! The timeline: facts, the drawing, gaps and overlaps in words, and a table of the same.

use std::sync::Arc;

use cv_readback::entity::date::Month;
use cv_readback::resume::{Dates, Resume, Text};
use cv_readback::timeline::{Gap, Lane, Timeline};
use leptos::prelude::*;

use crate::app::{App, Pane, Shown};
use crate::{dom, link, timeline_drawing, words};

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
        Lane::Work => {
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

/// The timeline of what is shown.
pub fn view(app: App, shown: &Arc<Shown>) -> AnyView {
    let timeline = &shown.analysis.timeline;
    if timeline.periods.is_empty() {
        return view! { <p class="nothing">{words::NO_TIMELINE}</p> {as_of(app, timeline.as_of)} }.into_any();
    }
    let listed = shown.clone();
    view! {
        {facts(app, timeline)}
        <p class="about">{words::about_total(timeline)}</p>
        {drawing(app, shown)}
        {move || gaps(app, &listed.analysis.timeline)}
        {overlaps(shown)}
        {tenures(timeline)}
        {table(shown)}
    }
    .into_any()
}

fn facts(app: App, timeline: &Timeline) -> AnyView {
    let positions = timeline.periods.iter().filter(|period| period.lane == Lane::Work).count();
    let longest =
        timeline.gaps.iter().map(|gap| gap.months).max().filter(|&months| months >= app.threshold.get_untracked());
    view! {
        <div class="facts">
            <p><b>{words::duration(timeline.total)}</b><span>{words::OF_WORK}</span></p>
            <p>
                <b>{words::count(positions, "position", "positions")}</b>
                <span>{words::at_employers(timeline.tenures.len())}</span>
            </p>
            <p><b>{longest.map_or(words::NO_GAP.to_owned(), words::months)}</b><span>{words::LONGEST_GAP}</span></p>
            {as_of(app, timeline.as_of)}
        </div>
    }
    .into_any()
}

/// The month that "present" means: everything is worked out again when it changes.
fn as_of(app: App, month: Month) -> AnyView {
    let change = move |event| {
        let text = event_target_value(&event);
        let parsed = text.split_once('-').and_then(|(year, month)| Some((year.parse().ok()?, month.parse().ok()?)));
        if let Some((year @ 1900..=2200, month @ 1..=12)) = parsed {
            app.read_again(Month::new(year, month));
        }
    };
    view! {
        <p class="as-of">
            <input id="as-of" type="month" pattern="[0-9]{4}-[0-9]{2}" placeholder="YYYY-MM" value=month.to_string() on:change=change />
            <label for="as-of">{words::AS_OF}</label>
        </p>
    }
    .into_any()
}

/// The drawing, for the width that it has.
fn drawing(app: App, shown: &Arc<Shown>) -> AnyView {
    let width = RwSignal::new(0.0);
    let measure = move || {
        if let Some(place) = dom::by_id("timeline-drawing") {
            let now = f64::from(place.client_width());
            if now > 0.0 && (now - width.get_untracked()).abs() >= 1.0 {
                width.set(now);
            }
        }
    };
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    Effect::new(move || {
        app.narrow.track();
        if app.pane.get() == Pane::Timeline {
            request_animation_frame(measure);
        }
    });
    let shown = shown.clone();
    let drawn = move || (width.get() > 0.0).then(|| timeline_drawing::view(&shown, width.get()));
    view! { <div id="timeline-drawing" class="drawing">{drawn}</div> }.into_any()
}

fn gaps(app: App, timeline: &Timeline) -> AnyView {
    let threshold = app.threshold.get();
    let options = THRESHOLDS.map(|months| {
        let label = words::from_months(months);
        view! { <option value=months.to_string() selected=months == threshold>{label}</option> }
    });
    let change = move |event| {
        if let Ok(months) = event_target_value(&event).parse() {
            app.threshold.set(months);
            dom::keep_setting("threshold", Some(&u16::to_string(&months)));
        }
    };
    let (listed, short): (Vec<&Gap>, Vec<&Gap>) = timeline.gaps.iter().partition(|gap| gap.months >= threshold);
    let rows = listed.iter().map(|gap| view! { <li>{words::gap(gap)}</li> });
    let possible = timeline.possible_gaps.iter().filter(|gap| gap.months.max >= threshold);
    let possible: Vec<_> = possible.map(|gap| view! { <li class="possible">{words::possible_gap(gap)}</li> }).collect();
    let none = (listed.is_empty() && possible.is_empty()).then(|| view! { <li class="none">{words::NO_GAPS}</li> });
    let short = (!short.is_empty()).then(|| view! { <li class="none">{words::shorter_gaps(short.len())}</li> });
    view! {
        <section class="group gaps">
            <h2>
                {words::GAPS}
                <label class="unseen" for="threshold">{words::SHORTEST_GAP}</label>
                <select id="threshold" class="quiet" on:change=change>{options.collect_view()}</select>
            </h2>
            <ul class="lines">{rows.collect_view()}{possible}{none}{short}</ul>
        </section>
    }
    .into_any()
}

fn overlaps(shown: &Shown) -> Option<AnyView> {
    let (resume, timeline) = (&shown.analysis.resume, &shown.analysis.timeline);
    let label = |at| entry(resume, Lane::Work, at).map(|entry| entry.label()).unwrap_or_default();
    (!timeline.overlaps.is_empty()).then(|| {
        let rows = timeline.overlaps.iter().map(|overlap| {
            let (one, other) = overlap.entries;
            view! { <li><bdi>{words::overlap(overlap, &label(one), &label(other))}</bdi></li> }
        });
        view! {
            <section class="group overlaps"><h2>{words::OVERLAPS}</h2><ul class="lines">{rows.collect_view()}</ul></section>
        }
        .into_any()
    })
}

fn tenures(timeline: &Timeline) -> Option<AnyView> {
    (!timeline.tenures.is_empty()).then(|| {
        let rows = timeline.tenures.iter().map(|tenure| {
            let positions = tenure.entries.len();
            let positions = (positions > 1).then(|| words::count(positions, "position", "positions"));
            view! {
                <tr><th scope="row"><bdi>{tenure.employer.clone()}</bdi></th><td>{words::duration(tenure.months)}</td><td>{positions}</td></tr>
            }
        });
        view! {
            <section class="group">
                <h2 id="tenures">{words::TENURES}</h2>
                <table aria-labelledby="tenures">
                    <thead class="unseen"><tr><th>{words::EMPLOYER}</th><th>{words::DURATION}</th><th>{words::POSITIONS}</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </section>
        }
        .into_any()
    })
}

/// What the drawing shows, as a table.
fn table(shown: &Shown) -> AnyView {
    let (resume, timeline) = (&shown.analysis.resume, &shown.analysis.timeline);
    let rows = timeline.periods.iter().filter_map(|period| {
        let entry = entry(resume, period.lane, period.entry)?;
        let title = entry.title.or(entry.place)?;
        let place = entry.place.filter(|_| entry.title.is_some()).map(|place| {
            view! { <span class="at">{link::to_place(shown, place.value.clone(), place.span, None)}</span> }
        });
        let when = entry.dates.map(|dates| link::to_place(shown, words::dates(dates.value), dates.span, None));
        let long = match (period.inverted, period.planned) {
            (true, _) => words::INVERTED.to_owned(),
            (_, true) => words::PLANNED.to_owned(),
            _ => words::duration(period.duration),
        };
        Some(view! {
            <tr>
                <td class="lane">{words::lane(period.lane)}</td>
                <th scope="row">{link::to_place(shown, title.value.clone(), title.span, None)}{place}</th>
                <td>{when}</td>
                <td>{long}</td>
            </tr>
        })
    });
    view! {
        <section class="group">
            <h2 id="periods">{words::PERIODS}</h2>
            <div class="scrolls">
                <table aria-labelledby="periods">
                    <thead><tr>
                        <th scope="col">{words::LANE}</th><th scope="col">{words::ENTRY}</th>
                        <th scope="col">{words::DATES}</th><th scope="col">{words::DURATION}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}
