//! The timeline: facts, the drawing, gaps and overlaps in words, and a table of the same.

use cv_readback::entity::date::Month;
use cv_readback::resume::{Dates, Resume, Text};
use cv_readback::timeline::{Gap, Lane, Timeline};
use leptos::prelude::*;

use crate::app::{App, Pane, Shown};
use crate::element::{El, bdi, el, fill};
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

/// The timeline; it follows what is shown.
pub fn view(app: App) -> AnyView {
    let width = RwSignal::new(0.0);
    measure(app, width);
    Effect::new(move || {
        let (width, shown) = (width.get(), app.shown.get());
        let drawing = shown.filter(|shown| width > 0.0 && !shown.analysis.timeline.periods.is_empty());
        fill("timeline-drawing", drawing.map(|shown| timeline_drawing::draw(&shown, width)).as_slice());
    });
    Effect::new(move || {
        let threshold = app.threshold.get();
        app.shown.with(|shown| {
            let Some(shown) = shown else {
                for id in ["timeline-facts", "timeline-about", "gaps", "timeline-lists"] {
                    fill(id, &[]);
                }
                return;
            };
            let timeline = &shown.analysis.timeline;
            fill("timeline-facts", &facts(timeline, threshold));
            fill("timeline-about", &[el("span").text(&words::about_total(timeline))]);
            fill("gaps", &gaps(timeline, threshold));
            fill(
                "timeline-lists",
                &[overlaps(shown), tenures(timeline), Some(table(shown))].into_iter().flatten().collect::<Vec<_>>(),
            );
        });
    });
    let as_of = move || {
        let now = app.shown.with(|shown| shown.as_ref().map(|shown| shown.analysis.timeline.as_of));
        now.unwrap_or_else(dom::this_month).to_string()
    };
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
            <p class="about as-of">
                <label for="as-of">{words::AS_OF}</label>" "
                <input id="as-of" type="month" pattern="[0-9]{4}-[0-9]{2}" placeholder="YYYY-MM" prop:value=as_of on:change=change_now />
                " "<span id="timeline-about"></span>
            </p>
            <div id="timeline-drawing" class="drawing"></div>
            <section class="group gaps">
                <h2>
                    {words::GAPS}
                    <label class="unseen" for="threshold">{words::SHORTEST_GAP}</label>
                    <select id="threshold" class="quiet" on:change=change_threshold>{options.collect_view()}</select>
                </h2>
                <ul id="gaps" class="lines"></ul>
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

fn facts(timeline: &Timeline, threshold: u16) -> Vec<El> {
    let positions = timeline.periods.iter().filter(|period| period.lane == Lane::Work).count();
    let longest = timeline.gaps.iter().map(|gap| gap.months).max().filter(|&months| months >= threshold);
    let longest = longest.map_or(words::NO_GAP.to_owned(), words::months);
    [
        (words::duration(timeline.total), words::OF_WORK.to_owned()),
        (words::count(positions, "position", "positions"), words::at_employers(timeline.tenures.len())),
        (longest, words::LONGEST_GAP.to_owned()),
    ]
    .into_iter()
    .map(|(number, what)| el("p").add(el("b").text(&number)).add(el("span").text(&what)))
    .collect()
}

fn gaps(timeline: &Timeline, threshold: u16) -> Vec<El> {
    let line = |class: &str, text: &str| el("li").class(class).text(text);
    let (listed, short): (Vec<&Gap>, Vec<&Gap>) = timeline.gaps.iter().partition(|gap| gap.months >= threshold);
    let mut lines: Vec<El> = listed.iter().map(|gap| line("gap", &words::gap(gap))).collect();
    let possible = timeline.possible_gaps.iter().filter(|gap| gap.months.max >= threshold);
    lines.extend(possible.map(|gap| line("possible", &words::possible_gap(gap))));
    if lines.is_empty() {
        lines.push(line("none", words::NO_GAPS));
    }
    if !short.is_empty() {
        lines.push(line("none", &words::shorter_gaps(short.len())));
    }
    lines
}

fn group(id: &str, heading: &str, content: El) -> El {
    el("section").class("group").add(el("h2").set("id", id).text(heading)).add(content)
}

fn overlaps(shown: &Shown) -> Option<El> {
    let (resume, timeline) = (&shown.analysis.resume, &shown.analysis.timeline);
    let label = |at| entry(resume, Lane::Work, at).map(|entry| entry.label()).unwrap_or_default();
    let rows = timeline.overlaps.iter().map(|overlap| {
        let (one, other) = overlap.entries;
        el("li").add(bdi(&words::overlap(overlap, &label(one), &label(other))))
    });
    let rows: Vec<El> = rows.collect();
    (!rows.is_empty()).then(|| group("overlaps", words::OVERLAPS, el("ul").class("lines").add_all(rows)))
}

fn row_heading() -> El {
    el("th").set("scope", "row")
}

fn headings(headings: &[&str]) -> El {
    let cells = headings.iter().map(|heading| el("th").set("scope", "col").text(heading));
    el("thead").add(el("tr").add_all(cells.collect()))
}

fn tenures(timeline: &Timeline) -> Option<El> {
    let rows = timeline.tenures.iter().map(|tenure| {
        let number = tenure.entries.len();
        let positions =
            (number > 1).then(|| el("span").class("at").text(&words::count(number, "position", "positions")));
        let employer = row_heading().add(bdi(&tenure.employer)).add_if(positions);
        el("tr").add(employer).add(el("td").text(&words::duration(tenure.months)))
    });
    let rows: Vec<El> = rows.collect();
    (!rows.is_empty()).then(|| {
        let head = headings(&[words::EMPLOYER, words::DURATION]).class("unseen");
        let table = el("table").class("tenures").set("aria-labelledby", "tenures").add(head);
        group("tenures", words::TENURES, table.add(el("tbody").add_all(rows)))
    })
}

/// What the drawing shows, as a table.
fn table(shown: &Shown) -> El {
    let (resume, timeline) = (&shown.analysis.resume, &shown.analysis.timeline);
    let rows = timeline.periods.iter().filter_map(|period| {
        let entry = entry(resume, period.lane, period.entry)?;
        let title = entry.title.or(entry.place)?;
        let place = entry.place.filter(|_| entry.title.is_some());
        let place =
            place.map(|place| el("span").class("at").add(link::to_place(shown, &place.value, place.span, None)));
        let when = entry.dates.map(|dates| link::to_place(shown, &words::dates(dates.value), dates.span, None));
        let long = match (period.inverted, period.planned) {
            (true, _) => words::INVERTED.to_owned(),
            (_, true) => words::PLANNED.to_owned(),
            _ => words::duration(period.duration),
        };
        let what = row_heading().add(link::to_place(shown, &title.value, title.span, None)).add_if(place);
        let lane = el("td").class("lane").text(words::lane(period.lane));
        Some(el("tr").add(lane).add(what).add(el("td").add_if(when)).add(el("td").text(&long)))
    });
    let head = headings(&[words::LANE, words::ENTRY, words::DATES, words::DURATION]);
    let table = el("table").set("aria-labelledby", "periods").add(head).add(el("tbody").add_all(rows.collect()));
    group("periods", words::PERIODS, el("div").class("scrolls").add(table))
}
