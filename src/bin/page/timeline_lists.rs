//! What the drawing of the timeline shows, as facts, lists and tables.

use cv_readback::skill_tags::SkillTag;
use cv_readback::sort;
use cv_readback::timeline::{Lane, Timeline};

use crate::app::Shown;
use crate::element::{El, bdi, el};
use crate::timeline_gaps::{Look, Pause, pauses};
use crate::timeline_view::{entry, skill_options};
use crate::{link, skills_view, words};

/// The contents of the places of the view, by their ids; empty where nothing is shown.
pub fn all(shown: Option<&Shown>, threshold: u16, skill: Option<&SkillTag>) -> Vec<(&'static str, Vec<El>)> {
    let ids = [
        "timeline-facts",
        "timeline-about",
        "timeline-skill",
        "timeline-skill-said",
        "timeline-legend",
        "gaps",
        "timeline-lists",
    ];
    let Some(shown) = shown else { return ids.map(|id| (id, Vec::new())).into() };
    let timeline = &shown.analysis.timeline;
    let pauses = pauses(timeline, threshold);
    let lists = [overlaps(shown), tenures(shown), Some(table(shown, skill))];
    let contents = [
        facts(timeline, &pauses),
        about(shown),
        skill_options(shown, skill),
        skill.map(|skill| bdi(&words::evidence_in_full(skill))).into_iter().collect(),
        legend(timeline, &pauses),
        gaps(timeline, &pauses),
        lists.into_iter().flatten().collect(),
    ];
    ids.into_iter().zip(contents).collect()
}

fn facts(timeline: &Timeline, pauses: &[Pause]) -> Vec<El> {
    let positions = timeline.periods.iter().filter(|period| period.lane == Lane::Work).count();
    let longest = pauses.iter().filter(|pause| pause.look == Look::Certain).max_by_key(|pause| pause.months.min);
    let longest = longest.map_or(words::NO_GAP.to_owned(), |pause| words::duration(pause.months));
    [
        (words::duration(timeline.total), words::OF_WORK.to_owned()),
        (words::count(positions, "position", "positions"), words::at_employers(employers(timeline))),
        (longest, words::LONGEST_GAP.to_owned()),
    ]
    .into_iter()
    .map(|(number, what)| el("p").add(el("b").text(&number)).add(el("span").text(&what)))
    .collect()
}

/// How many employers there are: one to whom somebody came back counts once.
fn employers(timeline: &Timeline) -> usize {
    let mut names: Vec<&str> = timeline.tenures.iter().map(|tenure| tenure.employer.as_str()).collect();
    sort::by_key(&mut names, |name| *name);
    names.dedup();
    names.len()
}

/// Why the total is what it is, and what the CV says of it itself.
fn about(shown: &Shown) -> Vec<El> {
    let timeline = &shown.analysis.timeline;
    let mut about = vec![el("span").text(&words::about_total(timeline))];
    if let Some(stated) = &timeline.stated {
        let said = words::stated(stated, stated.agrees(&timeline.thresholds));
        about.push(el("span").class("stated").add(link::to_place(shown, &said, stated.span, None)));
    }
    about
}

/// What the patterns of the drawing mean; only those that are in it.
fn legend(timeline: &Timeline, pauses: &[Pause]) -> Vec<El> {
    let vague = timeline.periods.iter().any(|period| {
        !period.inverted && !period.planned && (period.start.0 != period.start.1 || period.end.0 != period.end.1)
    });
    let is = |look: Look| pauses.iter().any(|pause| pause.look == look);
    let keys = [
        (vague, "vague", words::KEY_VAGUE),
        (is(Look::Certain), "gap", words::KEY_GAP),
        (is(Look::Explained), "gap explained", words::KEY_EXPLAINED),
        (is(Look::Possible), "gap possible", words::KEY_POSSIBLE),
    ];
    let keys = keys.into_iter().filter(|(there, ..)| *there);
    keys.map(|(_, class, text)| el("li").add(el("i").class(class)).text(text)).collect()
}

fn gaps(timeline: &Timeline, pauses: &[Pause]) -> Vec<El> {
    let listed: Vec<&Pause> = pauses.iter().filter(|pause| pause.listed()).collect();
    let row = |class: &str, start, end, months, reason: &str| {
        el("tr")
            .class(class)
            .add(row_heading().text(&words::months_between(start, end)))
            .add(el("td").class("long").text(&words::duration(months)))
            .add(el("td").text(reason))
    };
    let mut rows: Vec<El> = Vec::new();
    if let Some(gap) = timeline.listed_transition() {
        rows.push(row("gap transition explained", gap.start, gap.end, gap.months, words::TRANSITION));
    }
    rows.extend(
        listed
            .iter()
            .map(|pause| row(pause.class(), pause.start, pause.end, pause.months, &words::pause_reason(pause))),
    );
    let mut content = Vec::new();
    if rows.is_empty() {
        content.push(el("p").class("none").text(words::NO_GAPS));
    } else {
        let head = headings(&[words::GAP_MONTHS, words::DURATION, words::GAP_REASON]);
        let table = el("table").set("aria-labelledby", "gaps-title").add(head);
        content.push(table.add(el("tbody").add_all(rows)));
    }
    let short = pauses.len() - listed.len();
    if short > 0 {
        content.push(el("p").class("none").text(&words::shorter_gaps(short)));
    }
    content
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
    let mut rows: Vec<El> = rows.collect();
    let handovers = timeline.handovers.len();
    if handovers > 0 {
        rows.push(el("li").class("none").text(&words::handovers(handovers)));
    }
    (!rows.is_empty()).then(|| group("overlaps", words::OVERLAPS, el("ul").class("lines").add_all(rows)))
}

fn row_heading() -> El {
    el("th").set("scope", "row")
}

fn headings(headings: &[&str]) -> El {
    let cells = headings.iter().map(|heading| el("th").set("scope", "col").text(heading));
    el("thead").add(el("tr").add_all(cells.collect()))
}

fn tenures(shown: &Shown) -> Option<El> {
    let resume = &shown.analysis.resume;
    let rows = shown.analysis.timeline.tenures.iter().map(|tenure| {
        let titles = tenure.entries.iter().filter_map(|&at| resume.work.get(at)?.position.as_ref());
        let titles: Vec<&str> = titles.map(|title| title.value.as_str()).collect();
        let positions = (tenure.entries.len() > 1).then(|| el("span").class("at").add(bdi(&titles.join(" → "))));
        let employer = row_heading().add(bdi(&tenure.employer)).add_if(positions);
        el("tr").add(employer).add(el("td").class("long").text(&words::duration(tenure.months)))
    });
    let rows: Vec<El> = rows.collect();
    (!rows.is_empty()).then(|| {
        let head = headings(&[words::EMPLOYER, words::DURATION]).class("unseen");
        let table = el("table").class("tenures").set("aria-labelledby", "tenures").add(head);
        let average = shown.analysis.timeline.average_tenure.filter(|_| employers(&shown.analysis.timeline) > 1);
        let average = average.map(|average| el("p").class("none").text(&words::average(average)));
        let content = el("div").add(table.add(el("tbody").add_all(rows))).add_if(average);
        group("tenures", words::TENURES, content)
    })
}

/// What the drawing shows, as a table.
fn table(shown: &Shown, skill: Option<&SkillTag>) -> El {
    let (resume, timeline) = (&shown.analysis.resume, &shown.analysis.timeline);
    let rows = timeline.periods.iter().filter_map(|period| {
        let entry = entry(resume, period.lane, period.entry)?;
        let place = entry.place.filter(|_| entry.title.is_some());
        let place =
            place.map(|place| el("span").class("at").add(link::to_place(shown, &place.value, place.span, None)));
        let title = match entry.title.or(entry.place) {
            Some(title) => link::to_place(shown, &title.value, title.span, None),
            None => el("span").text(words::UNNAMED),
        };
        let when = entry.dates.map(|dates| link::to_place(shown, &words::dates(dates.value), dates.span, None));
        let uses = skill.filter(|skill| skills_view::shows(skill, period));
        let said = uses.map(|skill| el("span").class("uses").add(bdi(&words::uses(&skill.name))));
        let what = row_heading().add(title).add_if(place).add_if(said);
        let lane = el("td").class("lane").text(words::lane(period.lane));
        let row = el("tr").class(if uses.is_some() { "uses" } else { "" });
        let long = el("td").class("long").text(&words::long(period));
        Some(row.add(lane).add(what).add(el("td").class("when").add_if(when)).add(long))
    });
    let head = headings(&[words::LANE, words::ENTRY, words::DATES, words::DURATION]);
    let table = el("table").set("aria-labelledby", "periods").add(head).add(el("tbody").add_all(rows.collect()));
    group("periods", words::PERIODS, el("div").class("scrolls").add(table))
}
