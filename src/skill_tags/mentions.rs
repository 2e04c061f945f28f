//! The mentions of skills: listed ones by their position, others by the dictionary.

use super::Place;
use crate::document::Document;
use crate::entity::skill::{Search, Skill, SkillMatch, Surroundings, Terms, find_among, lookup};
use crate::resume::{Resume, SkillGroup, Text};
use crate::span::Span;

/// A mention before it is known whose tag it belongs to.
pub(super) struct Found {
    pub span: Span,
    pub place: Place,
    /// `None`: listed, and not in the dictionary.
    pub skill: Option<&'static Skill>,
    /// The spelling of its makers, if another one is written.
    pub usual: Option<&'static str>,
    /// Written behind it.
    pub versions: Vec<String>,
}

impl Found {
    fn unlisted(span: Span, place: Place) -> Self {
        Self { span, place, skill: None, usual: None, versions: Vec::new() }
    }

    /// `text`: where `found` was searched.
    fn known(text: Span, place: Place, found: SkillMatch) -> Self {
        let SkillMatch { at, skill, usual, versions, .. } = found;
        Self { span: text.sub(at), place, skill: Some(skill), usual, versions }
    }
}

/// A listed item of more words is a sentence.
const LONGEST_ITEM: usize = 6;

/// The listed items of a résumé and where they stand. What could be a group and has nothing in it is an item itself.
pub(super) fn keywords(resume: &Resume) -> impl Iterator<Item = (&Text, Place)> {
    let lone = |group: &SkillGroup| group.keywords.is_empty();
    let skills = resume
        .skills
        .iter()
        .flat_map(move |group| group.keywords.iter().chain(group.name.as_ref().filter(|_| lone(group))));
    let skills = skills.map(|keyword| (keyword, Place::Listed));
    let projects = resume.projects.iter().enumerate();
    skills.chain(projects.flat_map(|(i, project)| project.keywords.iter().map(move |text| (text, Place::Project(i)))))
}

/// A listed item: one skill, several ("Python Flask", "HTML/CSS"), or one that the dictionary does not have.
pub(super) fn listed(document: &Document, keyword: &Text, place: Place, mentions: &mut Vec<Found>) {
    let text = document.slice(keyword.span);
    let mut found = find_among(text, &Surroundings::new(true));
    let several = text.contains('(') && found.len() > 1;
    if let Some(skill) = lookup(&keyword.value).filter(|_| !several) {
        let mut mention = Found { skill: Some(skill), ..Found::unlisted(keyword.span, place) };
        if let Some(at) = found.iter().position(|found| found.skill == skill) {
            let found = found.swap_remove(at);
            (mention.usual, mention.versions) = (found.usual, found.versions);
        }
        mentions.push(mention);
        return;
    }
    let short = keyword.value.split_whitespace().count() <= LONGEST_ITEM;
    if found.is_empty() && short && text.contains(char::is_alphabetic) {
        mentions.push(Found::unlisted(keyword.span, place));
    }
    mentions.extend(found.into_iter().map(|one| Found::known(keyword.span, place, one)));
}

/// Finds the skills of running text, those of the dictionary and those that this CV lists as its `own`; what an entry
/// mentions for certain helps to judge the rest of it.
pub(super) fn written(document: &Document, segments: &[(Span, Place)], own: &Terms, mentions: &mut Vec<Found>) {
    let mut rest = segments;
    while let Some((_, place)) = rest.first() {
        let length = rest.iter().take_while(|(_, other)| other == place).count();
        let (entry, after) = rest.split_at(length);
        rest = after;
        let listed = *place == Place::Listed;
        let mut near = Surroundings::new(listed);
        let searches: Vec<Search> = entry.iter().map(|(span, _)| Search::new(document.slice(*span))).collect();
        if *place != Place::Elsewhere {
            searches.iter().flat_map(Search::certain).for_each(|skill| near.add(skill));
        }
        for ((span, _), search) in entry.iter().zip(&searches) {
            let known = search.judge(&near);
            for at in own.find(search) {
                let next = known.partition_point(|one| one.at.end <= at.start);
                if known.get(next).is_none_or(|one| at.end <= one.at.start) {
                    mentions.push(Found::unlisted(span.sub(at), *place));
                }
            }
            mentions.extend(known.into_iter().map(|one| Found::known(*span, *place, one)));
        }
    }
}
