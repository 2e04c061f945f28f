//! The timeline as a drawing, for the width that it has; what goes where is `timeline_layout`'s.

use cv_readback::skill_tags::SkillTag;
use cv_readback::sort;
use cv_readback::timeline::{Lane, Period};
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::app::Shown;
use crate::element::{El, svg, tenths};
use crate::timeline_gaps::{Pause, pauses};
use crate::timeline_layout::{Absence, Area, Bar, Career, Font, Label, Layout, Named, Stay, Stretch, lay_out};
use crate::{dom, link, skills_view, timeline_view, words};

/// The drawing, `width` pixels wide. Gaps of `threshold` months or more have their length on them; entries that show
/// `skill` light up.
pub fn draw(shown: &Shown, width: f64, threshold: u16, skill: Option<&SkillTag>) -> El {
    let timeline = &shown.analysis.timeline;
    let pauses = pauses(timeline, threshold);
    let (stays, members) = stays(shown);
    let absences = pauses.iter().map(|pause| Absence {
        start: pause.start,
        end: pause.end,
        label: pause.listed().then(|| words::pause_label(pause)),
    });
    let now_label = words::as_of(timeline.as_of);
    let absences = absences.collect();
    let (now, lane_name, tick_name) = (timeline.as_of, words::lane, words::tick);
    let career = Career { stays, absences, now, now_label, lane_name, tick_name };
    let font = font();
    let layout = lay_out(&career, width, &font);
    let text = |label: &Label, class: &str| words_at(&font, label.area, class, &label.text);

    let mut behind = Vec::new();
    for (pause, &area) in pauses.iter().zip(&layout.absences) {
        behind.push(rect(area, pause.class()).set("data-tip", &words::pause(pause)));
    }
    behind.extend(axis(&layout, &font));
    for label in &layout.labels {
        behind.extend(label.leader.map(|[from, to]| {
            let d = format!("M{} {}L{} {}", tenths(from.0), tenths(from.1), tenths(to.0), tenths(to.1));
            svg("path").class("leader").set("d", &d)
        }));
        behind.extend(match label.of {
            Named::Stay(_) => None,
            Named::Absence(at) => Some(text(label, pauses.get(at).map_or("gap", Pause::class))),
            Named::Lane(_) => Some(text(label, "lane")),
            Named::Now => Some(text(label, "now")),
        });
    }
    let (mut bars, mut names) = (Vec::new(), Vec::new());
    for label in &layout.labels {
        let Named::Stay(at) = label.of else { continue };
        let (Some(members), Some(areas)) = (members.get(at), layout.bars.get(at)) else { continue };
        for (number, (period, bar)) in members.iter().zip(areas).enumerate() {
            let label = (number + 1 == members.len()).then_some(label);
            if let Some(label) = label {
                let uses = if skill.is_some_and(|skill| skills_view::shows(skill, period)) { " uses" } else { "" };
                names.push(text(label, &format!("label{uses}")));
            }
            bars.push(
                entry(shown, period, bar, label, skill).set("tabindex", if bars.is_empty() { "0" } else { "-1" }),
            );
        }
    }
    let hatches = ["position", "education", "other"].map(hatch);
    svg("svg")
        .class(if skill.is_some() { "picked" } else { "" })
        .set("role", "group")
        .set("aria-label", &words::drawing(timeline))
        .set("width", &tenths(layout.width))
        .set("height", &tenths(layout.height))
        .set("viewBox", &format!("0 0 {} {}", tenths(layout.width), tenths(layout.height)))
        .add(svg("defs").add_all(hatches.into()))
        .add(svg("g").set("aria-hidden", "true").add_all(behind))
        .add_all(bars)
        .add(svg("g").set("aria-hidden", "true").add_all(names))
}

/// The letters of the drawing, as this browser sets them in the font that it takes.
fn font() -> Font<'static> {
    let canvas = leptos::prelude::document().create_element("canvas").ok();
    let context = canvas.and_then(|canvas| canvas.dyn_into::<HtmlCanvasElement>().ok()?.get_context("2d").ok()?);
    let Some(context) = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok()) else {
        return Font::new(|text: &str| text.chars().count() as f64 * 7.0, 12.0, 4.0);
    };
    let style = |property| dom::style_of("timeline-drawing", property);
    context.set_font(&format!("{} {}", style("font-size"), style("font-family")));
    // Widths are not rounded to pixels, as they are not in a drawing (style/timeline_view.css).
    let _ = Reflect::set(&context, &"textRendering".into(), &"geometricPrecision".into());
    let reach = |name: &str, unknown: f64| {
        let metrics = context.measure_text("x").ok();
        metrics.and_then(|metrics| Reflect::get(&metrics, &name.into()).ok()?.as_f64()).unwrap_or(unknown)
    };
    let (above, below) = (reach("fontBoundingBoxAscent", 12.0), reach("fontBoundingBoxDescent", 4.0));
    let width = move |text: &str| context.measure_text(text).map_or(0.0, |metrics| metrics.width()) + 1.0;
    Font::new(width, above, below)
}

/// What stands on the line, and of each the periods. Positions that follow each other at one employer are one.
fn stays(shown: &Shown) -> (Vec<Stay>, Vec<Vec<&Period>>) {
    let timeline = &shown.analysis.timeline;
    let mut members: Vec<(Option<usize>, Vec<&Period>)> = Vec::new();
    let mut periods: Vec<&Period> = timeline.periods.iter().filter(|period| !period.inverted).collect();
    sort::by_key(&mut periods, |period| (period.start, period.end));
    for period in periods {
        let at_work = period.lane == Lane::Work;
        let employer = timeline.tenures.iter().position(|tenure| at_work && tenure.entries.contains(&period.entry));
        let joined = members.iter_mut().find(|(of, joined)| {
            let follows = |last: &&Period| last.start.0 < period.start.0 && last.sure().1 <= period.sure().0;
            of.is_some() && *of == employer && joined.last().is_some_and(follows)
        });
        match joined {
            Some((_, joined)) => joined.push(period),
            None => members.push((employer, vec![period])),
        }
    }
    let members: Vec<Vec<&Period>> = members.into_iter().map(|(_, periods)| periods).collect();
    let stays = members.iter().filter_map(|periods| {
        let newest = periods.last()?;
        let entry = timeline_view::entry(&shown.analysis.resume, newest.lane, newest.entry);
        let of = |text: Option<&cv_readback::resume::Text>| text.map(|text| text.value.clone()).unwrap_or_default();
        let (mut label, mut place) = entry.map_or_else(Default::default, |entry| (of(entry.title), of(entry.place)));
        if label.is_empty() {
            label = std::mem::take(&mut place);
        }
        if label.is_empty() {
            words::UNNAMED.clone_into(&mut label);
        }
        if periods.len() > 1 {
            label = words::and_earlier(&label, periods.len() - 1);
        }
        let stretch = |period: &&Period| Stretch { start: period.start, end: period.end, planned: period.planned };
        Some(Stay { lane: newest.lane, label, place, periods: periods.iter().map(stretch).collect() })
    });
    (stays.collect(), members)
}

/// A bar: a link to its place in the document, with its label if it is the newest of a stay.
fn entry(shown: &Shown, period: &Period, bar: &Bar, label: Option<&Label>, skill: Option<&SkillTag>) -> El {
    let kind = match period.lane {
        Lane::Work => "position",
        Lane::Education => "education",
        Lane::Break | Lane::Volunteer | Lane::Project => "other",
    };
    let about = timeline_view::about(shown, period);
    let uses = skill.is_some_and(|skill| skills_view::shows(skill, period));
    let class =
        format!("bar {kind}{}{}", if period.planned { " planned" } else { "" }, if uses { " uses" } else { "" });
    let link = timeline_view::entry(&shown.analysis.resume, period.lane, period.entry)
        .and_then(|entry| link::target(shown, entry.title.or(entry.place)?.span));
    let link = match link {
        Some((href, id)) => svg("a").set("href", &href).set("data-v", &id).set("aria-label", &about),
        None => svg("g").set("role", "img").set("aria-label", &about),
    };
    let link = link.class(&class).add(rect(bar.whole, "hatched").set("fill", &format!("url(#hatch-{kind})")));
    let link = link.add_if(bar.sure.map(|sure| rect(sure, "bar-fill"))).add(rect(bar.whole, "edge"));
    // Its words are drawn on top of all; their area belongs to the link.
    link.add_if(label.map(|label| rect(label.area, "hit")))
}

/// The pattern of what is uncertain.
fn hatch(kind: &str) -> El {
    let part =
        |class: &str, width: &str| svg("rect").class(&format!("{class} {kind}")).set("width", width).set("height", "5");
    svg("pattern")
        .set("id", &format!("hatch-{kind}"))
        .set("width", "5")
        .set("height", "5")
        .set("patternUnits", "userSpaceOnUse")
        .set("patternTransform", "rotate(45)")
        .add(part("hatch-ground", "5"))
        .add(part("hatch-line", "1.6"))
}

/// Years or months, and the month that "present" means.
fn axis(layout: &Layout, font: &Font) -> Vec<El> {
    let mut shapes = Vec::new();
    for tick in &layout.ticks {
        shapes.push(line(tick.line, "grid"));
        if let Some(area) = tick.label {
            shapes.push(
                words_at(font, area, "year", &words::tick(tick.month)).set("data-month", &tick.month.to_string()),
            );
        }
    }
    shapes.push(line(layout.now, "now"));
    shapes
}

fn rect(area: Area, class: &str) -> El {
    let shape = svg("rect").class(class).set("x", &tenths(area.x)).set("y", &tenths(area.y));
    shape.set("width", &tenths(area.width)).set("height", &tenths(area.height))
}

fn line(area: Area, class: &str) -> El {
    let at = |number: f64| tenths(number.round() + 0.5);
    svg("path").class(class).set("d", &format!("M{} {}V{}", at(area.x), tenths(area.y), tenths(area.bottom())))
}

fn words_at(font: &Font, area: Area, class: &str, text: &str) -> El {
    svg("text").class(class).set("x", &tenths(area.x)).set("y", &tenths(area.y + font.ascent)).text(text)
}
