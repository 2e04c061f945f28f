//! Mentions -> tags: what belongs together, what proves what, for how long, and when last.

use super::mentions::Found;
use super::{Category, Mention, PartMention, Place, SkillTag};
use crate::document::Document;
use crate::entity::skill::{self, Terms};
use crate::sort;
use crate::timeline::{self, Lane, Period, Timeline};
use crate::word_map::WordMap;

/// Parents of parents are followed so far: `Spring Boot`, `Spring`, `Java`.
const GENERATIONS: usize = 4;

/// Mentions -> tags, most mentioned first, then longest, then by name.
pub(super) fn gather(document: &Document, mut mentions: Vec<Found>, timeline: &Timeline) -> Vec<SkillTag> {
    sort::by_key(&mut mentions, |found| found.span);
    mentions.dedup_by_key(|found| (found.span, found.skill.map(|skill| skill.name)));
    let mut index = WordMap::default();
    let mut tags: Vec<SkillTag> = Vec::new();
    for Found { span, place, skill, usual, versions } in mentions {
        let as_written = document.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let key = skill.map_or_else(|| format!(" {}", Terms::key(&as_written)), |skill| skill.name.to_owned());
        let at = index.insert(&key, tags.len());
        if at == tags.len() {
            tags.push(SkillTag {
                name: skill.map_or_else(|| as_written.clone(), |skill| skill.name.to_owned()),
                as_written: as_written.clone(),
                category: skill.map_or(Category::Unlisted, |skill| skill.category),
                parent: skill.and_then(|skill| skill.parent).map(str::to_owned),
                related: skill.map(|skill| skill::related(skill).map(str::to_owned).collect()).unwrap_or_default(),
                versions: Vec::new(),
                mentions: Vec::new(),
                parts: Vec::new(),
                months: None,
                last_used: None,
            });
        }
        let tag = &mut tags[at];
        for version in versions {
            if !tag.versions.contains(&version) {
                tag.versions.push(version);
            }
        }
        tag.mentions.push(Mention { span, place, usual: usual.map(str::to_owned) });
    }
    parts(&mut tags, &index);
    for tag in &mut tags {
        let periods = periods(tag, timeline);
        tag.months = (!periods.is_empty()).then(|| timeline::total(periods.iter()));
        tag.last_used = periods.iter().map(|period| (period.end.1, period.open)).max();
    }
    sort::by(&mut tags, |a, b| {
        let months = |tag: &SkillTag| tag.months.map(|months| (months.max, months.min));
        (b.mentions.len(), months(b)).cmp(&(a.mentions.len(), months(a))).then_with(|| a.name.cmp(&b.name))
    });
    tags
}

/// Gives the tags that have others as their parts ("EC2" of "AWS") the entries that show those.
fn parts(tags: &mut [SkillTag], index: &WordMap) {
    for at in 0..tags.len() {
        let mut parent = tags[at].parent.as_deref();
        let mut parents: Vec<usize> = Vec::new();
        while let Some(name) = parent.filter(|_| parents.len() < GENERATIONS) {
            match index.get(name) {
                Some(tag) => {
                    parents.push(tag);
                    parent = tags[tag].parent.as_deref();
                }
                None => parent = skill::lookup(name).and_then(|skill| skill.parent),
            }
        }
        for parent in parents {
            let part = tags[at].name.clone();
            let shown: Vec<PartMention> = (tags[at].mentions.iter())
                .filter(|mention| mention.place.is_entry())
                .map(|mention| PartMention { part: part.clone(), span: mention.span, place: mention.place })
                .collect();
            tags[parent].parts.extend(shown);
        }
    }
    for tag in tags {
        sort::by_key(&mut tag.parts, |mention| mention.span);
    }
}

/// The dated periods that show a skill or a part of it: of work, volunteering and projects, up to the as-of month.
fn periods(tag: &SkillTag, timeline: &Timeline) -> Vec<Period> {
    let places = tag.mentions.iter().map(|mention| mention.place).chain(tag.parts.iter().map(|mention| mention.place));
    let mut entries: Vec<(u8, usize)> = places
        .filter_map(|place| match place {
            Place::Work(entry) => Some((0, entry)),
            Place::Volunteer(entry) => Some((1, entry)),
            Place::Project(entry) => Some((2, entry)),
            _ => None,
        })
        .collect();
    sort::by_key(&mut entries, |entry| *entry);
    let shows = |period: &&Period| {
        let lane = match period.lane {
            Lane::Work => 0,
            Lane::Volunteer => 1,
            Lane::Project => 2,
            Lane::Education | Lane::Break => return false,
        };
        period.counts() && entries.binary_search(&(lane, period.entry)).is_ok()
    };
    timeline.periods.iter().filter(shows).map(|period| period.until(timeline.as_of)).collect()
}
