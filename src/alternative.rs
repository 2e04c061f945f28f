//! Second readings: where another way to understand a line is nearly as good, what it is, and the CV read that way.
//!
//! A [`Choice`] names what a person says by the span that it is about, so that choices are data: the document is understood
//! again with them ([`crate::analysis::understand_with`]), and one is undone by leaving it out. Those about headings are
//! followed before anything is extracted, those about entries after.

use serde::{Deserialize, Serialize};

use crate::confidence::{self, Doubt, Reason};
use crate::entity::organization;
use crate::locale;
use crate::resume::{Education, Project, Resume, Text, Volunteer, Work};
use crate::section::{Section, SectionKind};
use crate::span::Span;

/// What is to be understood otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// The two names of the entry that was read from this span change places: employer and title, institution and field
    /// of study, certificate and issuer.
    Swap(Span),
    /// The entry that was read from this span is a part of the one before it.
    Join(Span),
    /// This line is no heading: what follows belongs to the section before it.
    NoHeading(Span),
    /// The section under this heading is of that kind.
    Kind(Span, SectionKind),
}

impl Choice {
    /// Whether a person said with it how the entry that was read from `span` is to be understood.
    pub fn settles(self, span: Span) -> bool {
        matches!(self, Self::Swap(entry) if entry == span)
    }
}

/// The second readings that are worth an offer, in reading order of their kinds; `doubts` are those of `resume`.
pub fn alternatives(sections: &[Section], resume: &Resume, doubts: &[Doubt]) -> Vec<Choice> {
    let mut offers = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let Some(heading) = section.heading.as_ref().filter(|heading| locale::headings(&heading.value).is_none())
        else {
            // "Education & Certifications": the other half.
            if let (Some(heading), Some(second)) =
                (&section.heading, section.second.filter(|second| *second != section.kind))
            {
                offers.push(Choice::Kind(heading.span, second));
            }
            continue;
        };
        match section.kind {
            SectionKind::Work => offers.push(Choice::Kind(heading.span, SectionKind::Projects)),
            SectionKind::Projects => offers.push(Choice::Kind(heading.span, SectionKind::Work)),
            _ => {}
        }
        if at > 1 {
            offers.push(Choice::NoHeading(heading.span));
        }
    }
    let has = |span: Span, entry: bool, reasons: &[Reason]| {
        let doubt = confidence::about(doubts, span, entry);
        doubt.is_some_and(|doubt| doubt.reasons.iter().any(|own| reasons.contains(own)))
    };
    let close = |part: Option<&Text>, reasons: &[Reason]| part.is_some_and(|part| has(part.span, false, reasons));
    let lone = |name: &Option<Text>, title: &Option<Text>| name.is_some() != title.is_some();
    let swaps = |name: &Option<Text>, title: &Option<Text>| {
        let either = |reasons| close(name.as_ref(), reasons) || close(title.as_ref(), reasons);
        either(&[Reason::Close]) || lone(name, title) && either(&[Reason::Bare])
    };
    let odd = |span: Span| has(span, true, &[Reason::Odd, Reason::Bare]);
    for (at, work) in resume.work.iter().enumerate() {
        offers.extend(swaps(&work.name, &work.position).then_some(Choice::Swap(work.span)));
        offers.extend((at > 0 && odd(work.span)).then_some(Choice::Join(work.span)));
    }
    for (at, work) in resume.volunteer.iter().enumerate() {
        offers.extend(swaps(&work.organization, &work.position).then_some(Choice::Swap(work.span)));
        offers.extend((at > 0 && odd(work.span)).then_some(Choice::Join(work.span)));
    }
    for (at, education) in resume.education.iter().enumerate() {
        let named = education.institution.as_ref().is_some_and(|name| organization::is_institution(&name.value));
        let swaps = education.area.as_ref().is_some_and(|area| !named || organization::is_institution(&area.value));
        offers.extend(swaps.then_some(Choice::Swap(education.span)));
        offers.extend((at > 0 && odd(education.span)).then_some(Choice::Join(education.span)));
    }
    for (at, project) in resume.projects.iter().enumerate() {
        offers.extend((at > 0 && odd(project.span)).then_some(Choice::Join(project.span)));
    }
    for certificate in &resume.certificates {
        let swaps = certificate.issuer.is_some() && close(certificate.name.as_ref(), &[Reason::Close]);
        offers.extend(swaps.then_some(Choice::Swap(certificate.span)));
    }
    for award in &resume.awards {
        let swaps = award.awarder.is_some() && close(award.title.as_ref(), &[Reason::Close]);
        offers.extend(swaps.then_some(Choice::Swap(award.span)));
    }
    for publication in &resume.publications {
        let swaps = publication.publisher.is_some() && close(publication.name.as_ref(), &[Reason::Close]);
        offers.extend(swaps.then_some(Choice::Swap(publication.span)));
    }
    offers
}

/// `sections` as the choices about headings have them. A choice about a line that is no heading changes nothing.
pub fn with_headings(mut sections: Vec<Section>, choices: &[Choice]) -> Vec<Section> {
    for choice in choices {
        let headed = |span: Span| {
            let is_it = |section: &Section| section.heading.as_ref().is_some_and(|heading| heading.span == span);
            sections.iter().position(is_it)
        };
        match *choice {
            Choice::NoHeading(span) => {
                if let Some(at) = headed(span).filter(|at| *at > 0) {
                    let section = sections.remove(at);
                    if let Some(before) = sections.get_mut(at - 1) {
                        before.rows.end = section.rows.end;
                    }
                }
            }
            Choice::Kind(span, kind) => {
                if let Some(section) = headed(span).and_then(|at| sections.get_mut(at)) {
                    section.kind = kind;
                    section.second = None;
                }
            }
            Choice::Swap(_) | Choice::Join(_) => {}
        }
    }
    sections
}

/// `resume` as the choices about entries have it. A choice about an entry that is not there changes nothing.
pub fn with_entries(mut resume: Resume, choices: &[Choice]) -> Resume {
    for choice in choices {
        match *choice {
            Choice::Swap(span) => swap(&mut resume, span),
            Choice::Join(span) => {
                join(&mut resume.work, span);
                join(&mut resume.volunteer, span);
                join(&mut resume.education, span);
                join(&mut resume.projects, span);
            }
            Choice::NoHeading(_) | Choice::Kind(..) => {}
        }
    }
    resume
}

fn swap(resume: &mut Resume, span: Span) {
    for work in resume.work.iter_mut().filter(|work| work.span == span) {
        std::mem::swap(&mut work.name, &mut work.position);
    }
    for work in resume.volunteer.iter_mut().filter(|work| work.span == span) {
        std::mem::swap(&mut work.organization, &mut work.position);
    }
    for education in resume.education.iter_mut().filter(|education| education.span == span) {
        std::mem::swap(&mut education.institution, &mut education.area);
    }
    for certificate in resume.certificates.iter_mut().filter(|certificate| certificate.span == span) {
        std::mem::swap(&mut certificate.name, &mut certificate.issuer);
    }
    for award in resume.awards.iter_mut().filter(|award| award.span == span) {
        std::mem::swap(&mut award.title, &mut award.awarder);
    }
    for publication in resume.publications.iter_mut().filter(|publication| publication.span == span) {
        std::mem::swap(&mut publication.name, &mut publication.publisher);
    }
}

/// An entry that another can be a part of.
trait Joined {
    fn span(&mut self) -> &mut Span;
    /// Takes what `part` says: what is missing here as it is, the rest as texts about the entry.
    fn take(&mut self, part: Self);
}

/// Makes the entry that was read from `span` a part of the one before it.
fn join<T: Joined>(entries: &mut Vec<T>, span: Span) {
    let Some(at) = entries.iter_mut().position(|entry| *entry.span() == span).filter(|at| *at > 0) else { return };
    let mut part = entries.remove(at);
    if let Some(before) = entries.get_mut(at - 1) {
        let whole = before.span().to(*part.span());
        before.take(part);
        *before.span() = whole;
    }
}

/// Fills `field` from `part`; what finds its place taken goes to `texts`.
fn fill(field: &mut Option<Text>, part: Option<Text>, texts: &mut Vec<Text>) {
    match part {
        Some(text) if field.is_some() => texts.push(text),
        Some(text) => *field = Some(text),
        None => {}
    }
}

impl Joined for Work {
    fn span(&mut self) -> &mut Span {
        &mut self.span
    }

    fn take(&mut self, part: Self) {
        let Self { name, position, location, dates, description, summary, highlights, url, .. } = part;
        for (field, text) in [(&mut self.name, name), (&mut self.position, position), (&mut self.location, location)] {
            fill(field, text, &mut self.highlights);
        }
        self.dates = self.dates.take().or(dates);
        self.highlights.extend(description.into_iter().chain(summary).chain(highlights));
        self.url = self.url.take().or(url);
    }
}

impl Joined for Volunteer {
    fn span(&mut self) -> &mut Span {
        &mut self.span
    }

    fn take(&mut self, part: Self) {
        let Self { organization, position, location, dates, summary, highlights, url, .. } = part;
        let fields =
            [(&mut self.organization, organization), (&mut self.position, position), (&mut self.location, location)];
        for (field, text) in fields {
            fill(field, text, &mut self.highlights);
        }
        self.dates = self.dates.take().or(dates);
        self.highlights.extend(summary.into_iter().chain(highlights));
        self.url = self.url.take().or(url);
    }
}

impl Joined for Education {
    fn span(&mut self) -> &mut Span {
        &mut self.span
    }

    fn take(&mut self, part: Self) {
        let fields = [
            (&mut self.institution, part.institution),
            (&mut self.study_type, part.study_type),
            (&mut self.area, part.area),
            (&mut self.location, part.location),
            (&mut self.score, part.score),
        ];
        for (field, text) in fields {
            fill(field, text, &mut self.highlights);
        }
        self.dates = self.dates.take().or(part.dates);
        self.highlights.extend(part.highlights);
        self.courses.extend(part.courses);
        self.url = self.url.take().or(part.url);
    }
}

impl Joined for Project {
    fn span(&mut self) -> &mut Span {
        &mut self.span
    }

    fn take(&mut self, part: Self) {
        let Self { name, dates, description, highlights, keywords, url, .. } = part;
        fill(&mut self.name, name, &mut self.highlights);
        fill(&mut self.description, description, &mut self.highlights);
        self.dates = self.dates.take().or(dates);
        self.highlights.extend(highlights);
        self.keywords.extend(keywords);
        self.url = self.url.take().or(url);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analysis, understand_with};
    use crate::entity::date::Month;
    use crate::format::Format;
    use crate::reader::{RawDocument, read};

    fn read_with(cv: &str, choices: &[Choice]) -> Analysis {
        let raw: RawDocument = read(cv.as_bytes(), Format::Markdown, "").expect("it reads");
        understand_with(Format::Markdown, raw, Month::new(2026, 11).into(), choices)
    }

    fn value(text: Option<&Text>) -> &str {
        text.map_or("", |text| text.value.as_str())
    }

    const TITLES: &str = "# Ada Doe\n\n## Experience\n\n### Baker\n\n*The Mill Baker, May 2018 - June 2020*\n\n- Baked\n\n\
        ### Pastry Chef\n\n*Cook and Page Ltd, July 2020 - present*\n\n- Cooked\n";

    #[test]
    fn an_employer_that_could_be_the_title_is_swapped_and_swapped_back() {
        let before = read_with(TITLES, &[]);
        let entry = before.resume.work[0].span;
        let after = read_with(TITLES, &[Choice::Swap(entry)]);
        let (one, other) = (&before.resume.work[0], &after.resume.work[0]);
        assert_eq!(
            (value(one.name.as_ref()), value(one.position.as_ref())),
            (value(other.position.as_ref()), value(other.name.as_ref()))
        );
        assert_eq!(before.resume.work[1], after.resume.work[1]);
        assert!(after.doubts.iter().all(|doubt| doubt.whole != entry), "what a person said is not doubted");
        assert_eq!(read_with(TITLES, &[Choice::Swap(entry), Choice::Swap(entry)]).resume, before.resume);
    }

    #[test]
    fn an_entry_becomes_a_part_of_the_one_before_it_and_the_timeline_follows() {
        let before = read_with(TITLES, &[]);
        assert_eq!(before.timeline.periods.len(), 2);
        let after = read_with(TITLES, &[Choice::Join(before.resume.work[1].span)]);
        let joined = &after.resume.work[0];
        assert_eq!((after.resume.work.len(), after.timeline.periods.len()), (1, 1));
        let texts: Vec<&str> = joined.highlights.iter().map(|text| text.value.as_str()).collect();
        for text in ["Baked", "Cooked", "Pastry Chef"] {
            assert!(texts.contains(&text), "{texts:?}");
        }
        assert_eq!(joined.span, before.resume.work[0].span.to(before.resume.work[1].span));
        let first = Choice::Join(before.resume.work[0].span);
        assert_eq!(read_with(TITLES, &[first]).resume, before.resume, "nothing stands before the first");
    }

    const UNKNOWN: &str = "# Ada Doe\n\n## Experience\n\n### Baker, Acme Ltd\n\n*May 2018 - June 2020*\n\n- Baked\n\n## Zymurgy\n\n\
        Beer, made at home.\n\nMore of it.\n\n### Ale brewing\n\n*May 2019 - June 2019*\n\n- Brewed\n\n## Education\n\nBSc Physics, University of Leeds, 2017\n";

    #[test]
    fn a_heading_that_no_language_knows_can_be_none_or_of_another_kind() {
        let before = read_with(UNKNOWN, &[]);
        let heading = before.sections.iter().find_map(|s| s.heading.clone().filter(|h| h.value == "Zymurgy"));
        let heading = heading.expect("its look makes it a heading").span;
        assert!(!before.resume.projects.is_empty());
        assert_eq!(before.resume.work.len(), 1);
        let offers = [Choice::Kind(heading, SectionKind::Work), Choice::NoHeading(heading)];
        assert!(offers.iter().all(|offer| before.alternatives.contains(offer)), "{:?}", before.alternatives);
        let work = read_with(UNKNOWN, &offers[..1]);
        assert!(work.resume.work.len() > 1 && work.resume.projects.is_empty());
        let none = read_with(UNKNOWN, &offers[1..]);
        assert_eq!(none.sections.len(), before.sections.len() - 1);
        assert!(none.sections.iter().all(|s| s.heading.as_ref().is_none_or(|h| h.span != heading)));
    }

    #[test]
    fn a_choice_about_what_is_not_there_changes_nothing() {
        let before = read_with(TITLES, &[]);
        let nowhere = before.document.span().sub(3..5);
        let choices = [
            Choice::Swap(nowhere),
            Choice::Join(nowhere),
            Choice::NoHeading(nowhere),
            Choice::Kind(nowhere, SectionKind::Awards),
        ];
        let after = read_with(TITLES, &choices);
        assert_eq!((&after.resume, &after.sections), (&before.resume, &before.sections));
    }
}
