//! Which entry of the résumé a span stands in.

use super::Place;
use crate::resume::Resume;
use crate::sort;
use crate::span::Span;

/// Which entry a span stands in.
pub(super) struct Places(Vec<(Span, Place)>);

impl Places {
    pub fn new(resume: &Resume) -> Self {
        fn numbered(spans: impl Iterator<Item = Span>, place: impl Fn(usize) -> Place) -> Vec<(Span, Place)> {
            spans.enumerate().map(|(i, span)| (span, place(i))).collect()
        }
        let mut places = numbered(resume.work.iter().map(|entry| entry.span), Place::Work);
        places.extend(numbered(resume.volunteer.iter().map(|entry| entry.span), Place::Volunteer));
        places.extend(numbered(resume.education.iter().map(|entry| entry.span), Place::Education));
        places.extend(numbered(resume.projects.iter().map(|entry| entry.span), Place::Project));
        places.extend(numbered(resume.skills.iter().map(|group| group.span), |_| Place::Listed));
        places.retain(|(span, _)| !span.is_empty());
        sort::by_key(&mut places, |(span, _)| *span);
        Self(places)
    }

    /// The innermost entry around `span`.
    pub fn of(&self, span: Span) -> Place {
        let before = self.0.partition_point(|(entry, _)| entry.start() <= span.start());
        // Entries hold few entries, so the innermost is among the last that began.
        let last = self.0.iter().take(before).rev().take(32);
        let around = last.filter(|(entry, _)| entry.contains(span));
        around.min_by_key(|(entry, _)| entry.len()).map_or(Place::Elsewhere, |(_, place)| *place)
    }
}
