//! The skills as tags by category; opening one shows where it stands.

use std::cmp::Reverse;
use std::sync::Arc;

use cv_readback::skill_tags::{Place, SkillTag};
use cv_readback::span::Span;
use cv_readback::timeline::Lane;
use leptos::prelude::*;

use crate::app::Shown;
use crate::{timeline_view, words};

/// How much of a line is shown on each side of a mention, in letters.
const CONTEXT: usize = 70;

/// The order of the tags within their category, and which of them are shown.
#[derive(Clone, Copy)]
struct Choice {
    words: RwSignal<String>,
    order: RwSignal<String>,
    which: RwSignal<String>,
    open: RwSignal<Option<usize>>,
}

/// The skills of what is shown.
pub fn view(shown: &Arc<Shown>) -> AnyView {
    if shown.analysis.skills.is_empty() {
        return view! { <p class="nothing">{words::NO_SKILLS}</p> }.into_any();
    }
    let choice = Choice {
        words: RwSignal::new(String::new()),
        order: RwSignal::new(String::new()),
        which: RwSignal::new(String::new()),
        open: RwSignal::new(None),
    };
    let drawn = shown.clone();
    let options = |options: &'static [(&'static str, &'static str)]| {
        options.iter().map(|(value, label)| view! { <option value=*value>{*label}</option> }).collect_view()
    };
    view! {
        <div class="choice">
            <input id="skills-filter" type="search" placeholder=words::FILTER_SKILLS aria-label=words::FILTER_SKILLS
                on:input=move |event| choice.words.set(event_target_value(&event)) />
            <select id="skills-which" class="quiet" aria-label=words::WHICH_SKILLS
                on:change=move |event| choice.which.set(event_target_value(&event))>{options(&words::SKILLS_SHOWN)}</select>
            <select id="skills-order" class="quiet" aria-label=words::ORDER_OF_SKILLS
                on:change=move |event| choice.order.set(event_target_value(&event))>{options(&words::SKILL_ORDERS)}</select>
        </div>
        <p class="tag-kinds">
            <span><span class="tag shown">{words::SHOWN}</span>{words::ABOUT_SHOWN}</span>
            <span><span class="tag listed-only">{words::LISTED}</span>{words::ABOUT_LISTED}</span>
            <span><span class="tag not-listed">{words::NOT_LISTED}</span>{words::ABOUT_NOT_LISTED}</span>
        </p>
        {move || groups(&drawn, choice)}
    }
    .into_any()
}

fn groups(shown: &Arc<Shown>, choice: Choice) -> AnyView {
    let wanted = choice.words.get().to_lowercase();
    let (order, which) = (choice.order.get(), choice.which.get());
    let mut tags: Vec<(usize, &SkillTag)> = shown.analysis.skills.iter().enumerate().collect();
    tags.retain(|(_, tag)| {
        let named = |name: &str| name.to_lowercase().contains(&wanted);
        let right = match which.as_str() {
            "listed" => tag.listed() && !tag.shown(),
            "shown" => tag.shown() && !tag.listed(),
            _ => true,
        };
        right && (named(&tag.name) || named(&tag.as_written))
    });
    match order.as_str() {
        "time" => tags.sort_by_key(|(_, tag)| Reverse(tag.months.map(|months| (months.max, months.min)))),
        "last" => tags.sort_by_key(|(_, tag)| Reverse(tag.last_used.map(|(month, open)| (open, month)))),
        "name" => tags.sort_by_key(|(_, tag)| tag.name.to_lowercase()),
        _ => tags.sort_by_key(|(_, tag)| (Reverse(tag.shown()), Reverse(tag.mentions.len()))),
    }
    if tags.is_empty() {
        return view! { <p class="nothing">{words::NO_SUCH_SKILL}</p> }.into_any();
    }
    let mut categories: Vec<_> = tags.iter().map(|(_, tag)| tag.category).collect();
    categories.sort_unstable();
    categories.dedup();
    let groups = categories.into_iter().map(|category| {
        let members: Vec<usize> = tags.iter().filter(|(_, tag)| tag.category == category).map(|&(at, _)| at).collect();
        let buttons = members.iter().map(|&at| button(shown, at, choice)).collect_view();
        let number = members.len();
        let shown = shown.clone();
        let details = move || choice.open.get().filter(|at| members.contains(at)).map(|at| details(&shown, at));
        view! {
            <section class="group skills">
                <h2>{words::category(category)}<small>{number}</small></h2>
                <div class="tags">{buttons}</div>
                {details}
            </section>
        }
    });
    groups.collect_view().into_any()
}

fn button(shown: &Arc<Shown>, at: usize, choice: Choice) -> AnyView {
    let Some(tag) = shown.analysis.skills.get(at) else { return ().into_any() };
    let state = match (tag.listed(), tag.shown()) {
        (true, false) => " listed-only",
        (false, true) => " not-listed",
        (true, true) => " shown",
        (false, false) => "",
    };
    let ids: Vec<String> =
        tag.mentions.iter().filter_map(|mention| shown.values.at(mention.span)).map(|id| id.to_string()).collect();
    let open = move || choice.open.get() == Some(at);
    view! {
        <button type="button" class=format!("tag{state}") data-v=ids.join(" ") title=words::evidence_in_full(tag)
            aria-expanded=move || open().to_string()
            on:click=move |event| {
                // A tag opens; only its mentions lead into the document.
                event.stop_propagation();
                choice.open.update(|open| *open = if *open == Some(at) { None } else { Some(at) });
            }>
            <bdi>{tag.name.clone()}</bdi><small>{words::evidence(tag)}</small>
        </button>
    }
    .into_any()
}

fn details(shown: &Shown, at: usize) -> AnyView {
    let Some(tag) = shown.analysis.skills.get(at) else { return ().into_any() };
    let rows = tag.mentions.iter().map(|mention| {
        let (before, after) = around(shown, mention.span);
        let text = shown.analysis.document.slice(mention.span).to_owned();
        let id = shown.values.at(mention.span).map(|id| id.to_string());
        let place = format!("#p{}", shown.values.pieces_of(mention.span).start);
        view! {
            <li>
                <span class="where"><bdi>{place_name(shown, mention.place)}</bdi></span>
                <a class="snippet" href=place data-v=id draggable="false"><bdi>{before}<mark class="mark skill">{text}</mark>{after}</bdi></a>
            </li>
        }
    });
    view! {
        <div class="mentions">
            <h3><bdi>{tag.name.clone()}</bdi></h3>
            <p class="about">{words::evidence_in_full(tag)}</p>
            <ul>{rows.collect_view()}</ul>
        </div>
    }
    .into_any()
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
