//! The skills as tags by category; opening one shows where it stands.

use std::cmp::Reverse;

use cv_readback::locale::fold;
use cv_readback::skill_tags::{Place, SkillTag};
use cv_readback::sort;
use cv_readback::span::Span;
use cv_readback::timeline::{Lane, Period};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use crate::app::{App, Pane, Shown};
use crate::element::{El, bdi, el, fill, svg};
use crate::{dom, timeline_view, words};

/// How much of a line is shown on each side of a mention, in letters.
const CONTEXT: usize = 70;

/// The skill of this name.
pub fn find<'a>(shown: &'a Shown, name: &str) -> Option<&'a SkillTag> {
    shown.analysis.skills.iter().find(|tag| tag.name == name)
}

/// Whether the entry of `period` mentions a skill.
pub fn shows(tag: &SkillTag, period: &Period) -> bool {
    let place = match period.lane {
        Lane::Work | Lane::Break => Place::Work(period.entry),
        Lane::Volunteer => Place::Volunteer(period.entry),
        Lane::Education => Place::Education(period.entry),
        Lane::Project => Place::Project(period.entry),
    };
    tag.mentions.iter().any(|mention| mention.place == place) || tag.parts.iter().any(|part| part.place == place)
}

/// The skills; they follow what is shown.
pub fn view(app: App) -> AnyView {
    let (wanted, order, which) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    Effect::new(move || {
        let (wanted, order, which, open) = (fold(&wanted.get()), order.get(), which.get(), app.skill.get());
        let groups = app.shown.with(|shown| {
            let shown = shown.as_ref()?;
            let open = shown.analysis.skills.iter().position(|tag| tag.name == open);
            Some(groups(shown, &chosen(&shown.analysis.skills, &wanted, &order, &which), open))
        });
        fill("skills", &groups.unwrap_or_default());
    });
    let toggle = move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.as_ref().is_some_and(|target| target.id() == "skill-on-timeline") {
            app.pane.set(Pane::Timeline);
            dom::focus(Pane::Timeline.tab());
            return;
        }
        let tag = target.and_then(|target| target.closest("button.tag").ok()?);
        let Some(id) = tag.map(|tag| tag.id()) else { return };
        // A tag opens; only its mentions lead into the document.
        event.stop_propagation();
        let name = app.shown.with_untracked(|shown| {
            let at: usize = id.trim_start_matches("skill-").parse().ok()?;
            Some(shown.as_ref()?.analysis.skills.get(at)?.name.clone())
        });
        let name = name.unwrap_or_default();
        app.skill.update(|open| *open = if *open == name { String::new() } else { name });
        // It was drawn anew.
        request_animation_frame(move || dom::focus(&id));
    };
    view! {
        <div class="choice">
            <input id="skills-filter" type="search" placeholder=words::FILTER_SKILLS aria-label=words::FILTER_SKILLS
                on:input=move |event| wanted.set(event_target_value(&event)) />
            {select("skills-which", words::WHICH_SKILLS, which, &words::SKILLS_SHOWN)}
            {select("skills-order", words::ORDER_OF_SKILLS, order, &words::SKILL_ORDERS)}
        </div>
        <p class="tag-kinds">
            <span><span class="tag shown">{words::SHOWN}</span>{words::ABOUT_SHOWN}</span>
            <span><span class="tag listed-only">{words::LISTED}</span>{words::ABOUT_LISTED}</span>
            <span><span class="tag not-listed">{words::NOT_LISTED}</span>{words::ABOUT_NOT_LISTED}</span>
            <span><span class="tag"><span class="spelled">{words::SPELLED}</span></span>{words::ABOUT_SPELLED}</span>
        </p>
        <div id="skills" on:click=toggle></div>
    }
    .into_any()
}

fn select(
    id: &'static str,
    label: &'static str,
    into: RwSignal<String>,
    options: &'static [(&'static str, &'static str)],
) -> AnyView {
    let options = options.iter().map(|(value, label)| view! { <option value=*value>{*label}</option> });
    view! {
        <select id=id class="quiet" aria-label=label on:change=move |event| into.set(event_target_value(&event))>
            {options.collect_view()}
        </select>
    }
    .into_any()
}

/// The skills that are wanted, in their order, as indices.
fn chosen(skills: &[SkillTag], wanted: &str, order: &str, which: &str) -> Vec<usize> {
    let mut tags: Vec<(usize, &SkillTag)> = skills.iter().enumerate().collect();
    tags.retain(|(_, tag)| {
        let named = |name: &str| fold(name).contains(wanted);
        let right = match which {
            "listed" => tag.listed() && !tag.shown(),
            "shown" => tag.shown() && !tag.listed(),
            "spelled" => tag.spelled_otherwise().next().is_some(),
            _ => true,
        };
        right && (named(&tag.name) || named(&tag.as_written))
    });
    // Greatest first; names the other way round.
    let key = |tag: &SkillTag| match order {
        "time" => tag.months.map_or((0, 0), |months| (i32::from(months.max), i32::from(months.min))),
        "last" => tag.last_used.map_or((0, 0), |(month, open)| (i32::from(open), month.0)),
        "name" => (0, 0),
        _ => (i32::from(tag.shown()), tag.mentions.len() as i32),
    };
    sort::by_key(&mut tags, |(_, tag)| (Reverse(key(tag)), fold(&tag.name)));
    tags.into_iter().map(|(at, _)| at).collect()
}

fn groups(shown: &Shown, tags: &[usize], open: Option<usize>) -> Vec<El> {
    let skills = &shown.analysis.skills;
    if tags.is_empty() {
        let why = if skills.is_empty() { words::NO_SKILLS } else { words::NO_SUCH_SKILL };
        return vec![el("p").class("nothing").text(why)];
    }
    let mut groups = std::collections::BTreeMap::<_, Vec<usize>>::new();
    for &at in tags {
        if let Some(tag) = skills.get(at) {
            groups.entry(tag.category).or_default().push(at);
        }
    }
    let drawn = groups.into_iter().map(|(category, members)| {
        let number = el("small").text(&members.len().to_string());
        let heading = el("h2").text(words::category(category)).add(number);
        let tags = members.iter().filter_map(|&at| Some(tag(shown, at, skills.get(at)?, open == Some(at))));
        let tags = el("div").class("tags").add_all(tags.collect());
        let details = open.filter(|at| members.contains(at)).and_then(|at| skills.get(at));
        el("section").class("group skills").add(heading).add(tags).add_if(details.map(|tag| details_of(shown, tag)))
    });
    drawn.collect()
}

fn tag(shown: &Shown, at: usize, tag: &SkillTag, open: bool) -> El {
    let class = match (tag.listed(), tag.shown()) {
        (true, false) => "tag listed-only",
        (false, true) => "tag not-listed",
        (true, true) => "tag shown",
        (false, false) => "tag",
    };
    let ids: Vec<String> =
        tag.mentions.iter().filter_map(|mention| shown.values.at(mention.span)).map(|id| id.to_string()).collect();
    el("button")
        .class(class)
        .set("type", "button")
        .set("id", &format!("skill-{at}"))
        .set("data-v", &ids.join(" "))
        .set("title", &words::evidence_in_full(tag))
        .set("aria-expanded", if open { "true" } else { "false" })
        .add(if tag.spelled_otherwise().next().is_some() { bdi(&tag.name).class("spelled") } else { bdi(&tag.name) })
        .add(el("small").text(&words::evidence(tag)))
        .add_if(years(shown, tag))
}

/// A bar as long as the skill was used, beside the one that was used longest; light where dates lack their months.
fn years(shown: &Shown, tag: &SkillTag) -> Option<El> {
    let months = |tag: &SkillTag| tag.months.map_or(0, |months| months.max);
    let longest = shown.analysis.skills.iter().map(months).max()?;
    let bar = |class: &str, long: u16| {
        let long = if long == 0 { 0 } else { long.max(longest.div_ceil(20)) };
        svg("rect").class(class).set("width", &long.to_string()).set("height", "1")
    };
    let used = tag.months.filter(|used| used.max > 0)?;
    let svg = svg("svg").class("years").set("aria-hidden", "true").set("preserveAspectRatio", "none");
    Some(svg.set("viewBox", &format!("0 0 {longest} 1")).add(bar("most", used.max)).add(bar("least", used.min)))
}

fn details_of(shown: &Shown, tag: &SkillTag) -> El {
    let document = &shown.analysis.document;
    let row = |span: Span, place: Place, through: Option<&str>| {
        let (before, after) = around(shown, span);
        let id = shown.values.at(span).map(|id| id.to_string());
        let text = el("mark").class("mark skill").text(document.slice(span));
        let snippet = el("a")
            .class("snippet")
            .set("href", &format!("#p{}", shown.values.pieces_of(span).start))
            .set_if("data-v", id.as_deref())
            .set("draggable", "false")
            .add(bdi(&before).add(text).text(&after));
        let mut place = place_name(shown, place);
        if let Some(part) = through {
            place = words::through(part, &place);
        }
        el("li").add(el("span").class("where").add(bdi(&place))).add(snippet)
    };
    let mentions = tag.mentions.iter().map(|mention| row(mention.span, mention.place, None));
    let parts = tag.parts.iter().map(|part| row(part.span, part.place, Some(&part.part)));
    let mut about = vec![words::evidence_in_full(tag)];
    let mut spellings: Vec<(&str, &str)> = tag
        .spelled_otherwise()
        .filter_map(|mention| Some((document.slice(mention.span), mention.usual.as_deref()?)))
        .collect();
    spellings.dedup();
    about.extend(spellings.into_iter().map(|(written, usual)| words::spelled_otherwise(written, usual)));
    about.extend(tag.parent.as_deref().map(words::part_of));
    if !tag.versions.is_empty() {
        about.push(words::versions(&tag.versions));
    }
    let about = about.iter().map(|text| el("p").class("about").text(text));
    el("div")
        .class("mentions")
        .add(el("h3").add(bdi(&tag.name)))
        .add_all(about.collect())
        .add(el("ul").add_all(mentions.chain(parts).collect()))
        .add_if(tag.shown().then(|| {
            let button = el("button").class("button").set("type", "button").set("id", "skill-on-timeline");
            button.text(words::ON_TIMELINE)
        }))
}

/// The line of a mention, before and after it.
fn around(shown: &Shown, span: Span) -> (String, String) {
    let document = &shown.analysis.document;
    let blocks = document.blocks();
    let at = blocks.partition_point(|block| block.span.end() < span.end());
    let line = blocks.get(at).and_then(|block| block.lines.iter().find(|line| line.span.contains(span)));
    let Some(line) = line.map(|line| line.span) else { return (String::new(), String::new()) };
    let before = document.slice(line.sub(0..span.start() - line.start()));
    let after = document.slice(line.sub(span.end() - line.start()..line.len()));
    let skipped = before.chars().count().saturating_sub(CONTEXT);
    let mut before: String = before.chars().skip(skipped).collect();
    if skipped > 0 {
        before.insert(0, '…');
    }
    (before, words::shortened(after, CONTEXT))
}

fn place_name(shown: &Shown, place: Place) -> String {
    let resume = &shown.analysis.resume;
    let of = |lane, at| timeline_view::entry(resume, lane, at).map(|entry| entry.label()).unwrap_or_default();
    match place {
        Place::Listed => words::IN_A_LIST.to_owned(),
        Place::Work(at) => of(Lane::Work, at),
        Place::Volunteer(at) => of(Lane::Volunteer, at),
        Place::Education(at) => of(Lane::Education, at),
        Place::Project(at) => of(Lane::Project, at),
        Place::Elsewhere => words::ELSEWHERE.to_owned(),
    }
}
