//! The timeline as a drawing, for the width that it has.

use cv_readback::entity::date::Month;
use cv_readback::timeline::{Lane, Period, Timeline};

use crate::app::Shown;
use crate::element::{El, svg};
use crate::{timeline_view, words};

/// Heights in pixels.
const ROW: f64 = 36.0;
const BAR: f64 = 13.0;
const LANE_GAP: f64 = 16.0;
const LANE_TITLE: f64 = 20.0;
const STRIP: f64 = 22.0;
const AXIS: f64 = 24.0;
/// About the width of a letter of the drawing's font.
const LETTER: f64 = 6.9;
/// From this width on, the names of the lanes stand beside them.
const WIDE: f64 = 520.0;

/// One line of bars: the positions at one employer, or one entry.
struct Row<'a> {
    lane: Lane,
    periods: Vec<&'a Period>,
}

/// Months on the way from left to right.
#[derive(Clone, Copy)]
struct Scale {
    left: f64,
    right: f64,
    first: Month,
    months: f64,
}

impl Scale {
    /// The left edge of a month.
    fn x(self, month: Month) -> f64 {
        let share = f64::from(month.0 - self.first.0) / self.months;
        self.left + share.clamp(0.0, 1.0) * (self.right - self.left)
    }

    /// The right edge of a month.
    fn end(self, month: Month) -> f64 {
        self.x(Month(month.0 + 1))
    }
}

/// The drawing, `width` pixels wide.
pub fn draw(shown: &Shown, width: f64) -> El {
    let timeline = &shown.analysis.timeline;
    let rows = rows(timeline);
    let drawn = || timeline.periods.iter().filter(|period| !period.inverted);
    let first = drawn().map(|period| period.start.0).min().unwrap_or(timeline.as_of);
    let last = drawn().map(|period| period.end.1).max().unwrap_or(timeline.as_of).max(timeline.as_of);
    let first = Month(first.0 - first.0.rem_euclid(12));
    let gutter = if width >= WIDE { 92.0 } else { 0.0 };
    let scale = Scale { left: gutter, right: width - 8.0, first, months: f64::from(last.0 - first.0 + 2).max(12.0) };
    let mut shapes = Vec::new();
    let mut y = STRIP;
    let mut paid = STRIP;
    let mut lane = None;
    for row in &rows {
        if lane != Some(row.lane) {
            y += if lane.is_some() { LANE_GAP } else { 0.0 };
            let (x, at) = (0.0, if gutter > 0.0 { y + ROW - 9.0 } else { y + 14.0 });
            shapes.push(text(x, at, "start", "lane", words::lane(row.lane)));
            y += if gutter > 0.0 { 0.0 } else { LANE_TITLE };
            lane = Some(row.lane);
        }
        shapes.extend(draw_row(shown, row, scale, y, width));
        y += ROW;
        if matches!(row.lane, Lane::Work | Lane::Volunteer) {
            paid = y;
        }
    }
    let bottom = y + 4.0;
    let mut behind = axis(timeline, scale, bottom);
    behind.extend(gaps(timeline, scale, paid));
    let height = bottom + AXIS;
    let hatches = ["position", "education", "other"].map(hatch);
    svg("svg")
        .set("role", "img")
        .set("aria-label", &words::drawing(timeline))
        .set("width", &width.to_string())
        .set("height", &height.to_string())
        .set("viewBox", &format!("0 0 {width} {height}"))
        .add(svg("defs").add_all(hatches.into()))
        .add(svg("g").set("aria-hidden", "true").add_all(behind).add_all(shapes))
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

/// Positions at one employer share a row as long as they do not overlap; the newest row of a lane comes first.
fn rows(timeline: &Timeline) -> Vec<Row<'_>> {
    let mut all = Vec::new();
    for lane in [Lane::Work, Lane::Volunteer, Lane::Education, Lane::Project] {
        let mut periods: Vec<&Period> =
            timeline.periods.iter().filter(|period| period.lane == lane && !period.inverted).collect();
        periods.sort_by_key(|period| period.start);
        let mut rows: Vec<(Option<usize>, Row)> = Vec::new();
        for period in periods {
            let employer =
                timeline.tenures.iter().position(|tenure| lane == Lane::Work && tenure.entries.contains(&period.entry));
            let joined = rows.iter_mut().find(|(of, row)| {
                employer.is_some() && *of == employer && row.periods.iter().all(|other| other.end.1 <= period.start.0)
            });
            match joined {
                Some((_, row)) => row.periods.push(period),
                None => rows.push((employer, Row { lane, periods: vec![period] })),
            }
        }
        rows.sort_by_key(|(_, row)| {
            std::cmp::Reverse(row.periods.iter().map(|period| (period.end.1, period.start)).max())
        });
        all.extend(rows.into_iter().map(|(_, row)| row));
    }
    all
}

fn draw_row(shown: &Shown, row: &Row, scale: Scale, y: f64, width: f64) -> Vec<El> {
    let kind = match row.lane {
        Lane::Work => "position",
        Lane::Education => "education",
        Lane::Volunteer | Lane::Project => "other",
    };
    let top = y + ROW - BAR - 4.0;
    let mut shapes = Vec::new();
    for period in &row.periods {
        let (from, to) = (scale.x(period.start.0), scale.end(period.end.1));
        let (sure_from, sure_to) = (scale.x(period.start.1), scale.end(period.end.0));
        let value = value(shown, period);
        let certain = !period.planned && sure_to > sure_from;
        if certain {
            shapes.push(rect(sure_from, sure_to, top, BAR, &format!("bar-fill {kind}")));
        }
        let hatched = if certain { vec![(from, sure_from), (sure_to, to)] } else { vec![(from, to)] };
        for (from, to) in hatched.into_iter().filter(|(from, to)| to - from > 0.5) {
            shapes.push(rect(from, to, top, BAR, "hatched").set("fill", &format!("url(#hatch-{kind})")));
        }
        let class = format!("bar {kind}{}", if period.planned { " planned" } else { "" });
        shapes.push(rect(from, to, top, BAR, &class).set("rx", "2").set_if("data-v", value.as_deref()));
    }
    let (Some(first), Some(newest)) = (row.periods.first(), row.periods.last()) else { return shapes };
    let Some(entry) = timeline_view::entry(&shown.analysis.resume, newest.lane, newest.entry) else { return shapes };
    let mut label = entry.label();
    if row.periods.len() > 1 {
        label = words::and_earlier(&label, row.periods.len() - 1);
    }
    let (from, to) = (scale.x(first.start.0), scale.end(newest.end.1));
    let room = width - scale.left - 4.0;
    let label = words::shortened(&label, (room / LETTER) as usize);
    let long = label.chars().count() as f64 * LETTER;
    let (x, anchor) = if from + long <= width {
        (from, "start")
    } else if to - long >= scale.left {
        (to, "end")
    } else {
        (scale.left, "start")
    };
    shapes.push(text(x, top - 5.0, anchor, "label", &label));
    shapes
}

/// The number of the value behind a bar, so that pointing at the bar lights it.
fn value(shown: &Shown, period: &Period) -> Option<String> {
    let entry = timeline_view::entry(&shown.analysis.resume, period.lane, period.entry)?;
    let text = entry.title.or(entry.place)?;
    shown.values.at(text.span).map(|id| id.to_string())
}

/// Years, and the month that "present" means.
fn axis(timeline: &Timeline, scale: Scale, bottom: f64) -> Vec<El> {
    let mut shapes = Vec::new();
    let year = 12.0 / scale.months * (scale.right - scale.left);
    let step = [1, 2, 3, 5, 10, 20, 50].into_iter().find(|&step| f64::from(step) * year >= 44.0).unwrap_or(100);
    let now = scale.end(timeline.as_of);
    let now_label = words::as_of(timeline.as_of);
    let now_from = now - now_label.chars().count() as f64 * LETTER - 8.0;
    let mut year = scale.first.year();
    loop {
        let month = Month::new(year, 1);
        let x = scale.x(month);
        if f64::from(month.0 - scale.first.0) > scale.months {
            break;
        }
        shapes.push(line(x, 4.0, bottom, "grid"));
        let long = 4.0 * LETTER;
        if x + long < now_from {
            shapes.push(text(x, bottom + 16.0, if x < 12.0 { "start" } else { "middle" }, "year", &year.to_string()));
        }
        year += step;
    }
    shapes.push(line(now, 4.0, bottom, "now"));
    shapes.push(text(now, bottom + 16.0, "end", "now", &now_label));
    shapes
}

/// What no work or volunteer entry covers, behind the bars, with its length on top.
fn gaps(timeline: &Timeline, scale: Scale, paid: f64) -> Vec<El> {
    let mut shapes = Vec::new();
    for gap in &timeline.possible_gaps {
        shapes.push(rect(scale.x(gap.start), scale.end(gap.end), STRIP - 4.0, paid - STRIP + 4.0, "possible-gap"));
    }
    let mut free = f64::MIN;
    for gap in &timeline.gaps {
        let (from, to) = (scale.x(gap.start), scale.end(gap.end));
        shapes.push(rect(from, to, STRIP - 4.0, paid - STRIP + 4.0, "gap"));
        let label = words::short_duration(gap.months);
        let half = label.chars().count() as f64 * LETTER / 2.0;
        let middle = f64::midpoint(from, to).clamp(scale.left + half, scale.right - half);
        if middle - half > free {
            free = middle + half + 4.0;
            shapes.push(text(middle, STRIP - 9.0, "middle", "gap", &label));
        }
    }
    shapes
}

fn rect(from: f64, to: f64, y: f64, height: f64, class: &str) -> El {
    let shape = svg("rect").class(class).set("x", &tenths(from)).set("y", &tenths(y));
    shape.set("width", &tenths((to - from).max(1.0))).set("height", &tenths(height))
}

fn line(x: f64, top: f64, bottom: f64, class: &str) -> El {
    svg("path").class(class).set("d", &format!("M{} {top}V{bottom}", tenths(x.round() + 0.5)))
}

fn text(x: f64, y: f64, anchor: &str, class: &str, text: &str) -> El {
    svg("text").class(class).set("x", &tenths(x)).set("y", &tenths(y)).set("text-anchor", anchor).text(text)
}

fn tenths(number: f64) -> String {
    let tenths = (number * 10.0).round() as i64;
    format!("{}.{}", tenths / 10, (tenths % 10).abs())
}
