//! Every value that was read, by the place it was read from: what makes a mark in the document and a value on the right
//! the same thing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use cv_readback::analysis::Analysis;
use cv_readback::document::{Document, Style};
use cv_readback::resume::{Dates, Text};
use cv_readback::sort;
use cv_readback::span::Span;

use crate::words;

/// What a value tells; each has its own pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Contact,
    Position,
    Date,
    Education,
    Skill,
    Other,
    /// Sentences (summaries, bullets): linked, but not painted, as they would cover everything.
    Prose,
    /// A section's heading.
    Heading,
    /// Text that no field took.
    Unread,
}

impl Kind {
    /// The class of its marks.
    pub fn class(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Position => "position",
            Self::Date => "date",
            Self::Education => "education",
            Self::Skill => "skill",
            Self::Other => "other",
            Self::Prose => "prose",
            Self::Heading => "heading",
            Self::Unread => "unread",
        }
    }

    /// The kinds that have a pen, in the order of the legend.
    pub const PAINTED: [Self; 6] =
        [Self::Contact, Self::Position, Self::Date, Self::Education, Self::Skill, Self::Other];
}

/// One value: its place, its kind, and what it is.
#[derive(Clone, Debug)]
pub struct Value {
    pub span: Span,
    pub kind: Kind,
    /// "Employer", "Job title" …
    pub what: &'static str,
    /// The smallest value around it.
    pub parent: Option<usize>,
}

/// A stretch of one line that looks the same and belongs to the same value all along.
#[derive(Clone, Debug)]
pub struct Piece {
    pub span: Span,
    /// The innermost value that covers it.
    pub value: Option<usize>,
    pub style: Style,
    pub link: Option<String>,
    /// It is the tab between two cells of a line.
    pub tab: bool,
}

/// All values of an analysis, and the document cut along them.
#[derive(Clone, Debug, Default)]
pub struct Values {
    all: Vec<Value>,
    by_span: BTreeMap<Span, usize>,
    /// In reading order.
    pub pieces: Vec<Piece>,
    /// The pieces of each line, the lines of all blocks counted through.
    pub lines: Vec<Range<usize>>,
}

impl Values {
    /// Collects what `analysis` holds.
    pub fn new(analysis: &Analysis) -> Self {
        let mut values = Self::default();
        values.collect(analysis);
        values.cut(&analysis.document);
        values
    }

    pub fn get(&self, id: usize) -> Option<&Value> {
        self.all.get(id)
    }

    /// The value that was read at `span`.
    pub fn at(&self, span: Span) -> Option<usize> {
        self.by_span.get(&span).copied()
    }

    /// The pieces that `span` covers.
    pub fn pieces_of(&self, span: Span) -> Range<usize> {
        let first = self.pieces.partition_point(|piece| piece.span.end() <= span.start());
        let last = self.pieces.partition_point(|piece| piece.span.start() < span.end());
        first..last.max(first)
    }

    /// The first of equals stays: the fields of an entry tell more than the mention of a skill.
    fn add(&mut self, span: Span, kind: Kind, what: &'static str) {
        if !span.is_empty() && !self.by_span.contains_key(&span) {
            self.by_span.insert(span, self.all.len());
            self.all.push(Value { span, kind, what, parent: None });
        }
    }

    fn text(&mut self, text: Option<&Text>, kind: Kind, what: &'static str) {
        if let Some(text) = text {
            self.add(text.span, kind, what);
        }
    }

    fn texts(&mut self, texts: &[Text], kind: Kind, what: &'static str) {
        for text in texts {
            self.add(text.span, kind, what);
        }
    }

    fn dates(&mut self, dates: Option<&Dates>) {
        if let Some(dates) = dates {
            self.add(dates.span, Kind::Date, words::DATES);
        }
    }

    fn collect(&mut self, analysis: &Analysis) {
        use Kind::{Contact, Education, Heading, Other, Position, Prose, Skill, Unread};
        let resume = &analysis.resume;
        let basics = &resume.basics;
        self.text(basics.name.as_ref(), Contact, words::NAME);
        self.text(basics.label.as_ref(), Contact, words::HEADLINE);
        self.text(basics.email.as_ref(), Contact, words::EMAIL);
        self.text(basics.phone.as_ref(), Contact, words::PHONE);
        self.text(basics.url.as_ref(), Contact, words::SITE);
        self.text(basics.location.as_ref(), Contact, words::PLACE);
        self.text(basics.summary.as_ref(), Prose, words::SUMMARY);
        for profile in &basics.profiles {
            for text in [&profile.url, &profile.username, &profile.network] {
                self.text(text.as_ref(), Contact, words::PROFILE);
            }
        }
        for work in &resume.work {
            self.text(work.position.as_ref(), Position, words::JOB_TITLE);
            self.text(work.name.as_ref(), Position, words::EMPLOYER);
            self.text(work.location.as_ref(), Position, words::PLACE);
            self.text(work.url.as_ref(), Position, words::SITE);
            self.dates(work.dates.as_ref());
            self.text(work.description.as_ref(), Prose, words::ABOUT_EMPLOYER);
            self.text(work.summary.as_ref(), Prose, words::SUMMARY);
            self.texts(&work.highlights, Prose, words::BULLET);
        }
        for work in &resume.volunteer {
            self.text(work.position.as_ref(), Position, words::ROLE);
            self.text(work.organization.as_ref(), Position, words::ORGANISATION);
            self.text(work.location.as_ref(), Position, words::PLACE);
            self.text(work.url.as_ref(), Position, words::SITE);
            self.dates(work.dates.as_ref());
            self.text(work.summary.as_ref(), Prose, words::SUMMARY);
            self.texts(&work.highlights, Prose, words::BULLET);
        }
        for education in &resume.education {
            self.text(education.study_type.as_ref(), Education, words::DEGREE);
            self.text(education.area.as_ref(), Education, words::FIELD_OF_STUDY);
            self.text(education.institution.as_ref(), Education, words::INSTITUTION);
            self.text(education.location.as_ref(), Education, words::PLACE);
            self.text(education.score.as_ref(), Education, words::GRADE);
            self.text(education.url.as_ref(), Education, words::SITE);
            self.dates(education.dates.as_ref());
            self.texts(&education.courses, Education, words::COURSE);
            self.texts(&education.highlights, Prose, words::BULLET);
        }
        for project in &resume.projects {
            self.text(project.name.as_ref(), Other, words::PROJECT);
            self.text(project.url.as_ref(), Other, words::SITE);
            self.dates(project.dates.as_ref());
            self.text(project.description.as_ref(), Prose, words::SUMMARY);
            self.texts(&project.highlights, Prose, words::BULLET);
            self.texts(&project.keywords, Skill, words::SKILL);
        }
        for group in &resume.skills {
            self.texts(&group.keywords, Skill, words::SKILL);
            self.text(group.name.as_ref(), Heading, words::SKILL_GROUP);
        }
        for language in &resume.languages {
            self.text(language.language.as_ref(), Other, words::LANGUAGE);
            self.text(language.fluency.as_ref(), Other, words::FLUENCY);
        }
        for certificate in &resume.certificates {
            self.text(certificate.name.as_ref(), Other, words::CERTIFICATE);
            self.text(certificate.issuer.as_ref(), Other, words::ISSUER);
            self.text(certificate.url.as_ref(), Other, words::SITE);
            self.dates(certificate.date.as_ref());
        }
        for award in &resume.awards {
            self.text(award.title.as_ref(), Other, words::AWARD);
            self.text(award.awarder.as_ref(), Other, words::ISSUER);
            self.dates(award.date.as_ref());
            self.text(award.summary.as_ref(), Prose, words::SUMMARY);
        }
        for publication in &resume.publications {
            let what = if publication.talk { words::TALK } else { words::PUBLICATION };
            self.text(publication.name.as_ref(), Other, what);
            self.text(publication.publisher.as_ref(), Other, words::PUBLISHER);
            self.text(publication.url.as_ref(), Other, words::SITE);
            self.dates(publication.date.as_ref());
            self.text(publication.summary.as_ref(), Prose, words::SUMMARY);
        }
        self.texts(&resume.interests, Other, words::INTEREST);
        for reference in &resume.references {
            self.text(reference.name.as_ref(), Other, words::REFERENCE);
            self.text(reference.reference.as_ref(), Prose, words::REFERENCE);
        }
        for mention in analysis.skills.iter().flat_map(|skill| &skill.mentions) {
            self.add(mention.span, Skill, words::SKILL);
        }
        for heading in analysis.sections.iter().filter_map(|section| section.heading.as_ref()) {
            self.add(heading.span, Heading, words::HEADING);
        }
        for &span in &analysis.unread {
            self.add(span, Unread, words::NOT_UNDERSTOOD);
        }
    }

    /// Cuts the document wherever a value begins or ends, a style changes or a cell ends.
    fn cut(&mut self, document: &Document) {
        let mut starts: Vec<usize> = (0..self.all.len()).collect();
        sort::by_key(&mut starts, |&id| self.all.get(id).map(|value| value.span));
        let mut starts = starts.into_iter().peekable();
        // Values that reach over the current place: the shortest comes first.
        let mut open: BTreeSet<(usize, usize)> = BTreeSet::new();
        for line in document.blocks().iter().flat_map(|block| &block.lines) {
            let first = self.pieces.len();
            for run in &line.runs {
                let mut at = run.span.start();
                while at < run.span.end() {
                    open.retain(|&(_, id)| self.all.get(id).is_some_and(|value| value.span.end() > at));
                    while let Some(id) =
                        starts.next_if(|&id| self.all.get(id).is_some_and(|value| value.span.start() <= at))
                    {
                        let Some(span) = self.all.get(id).map(|value| value.span) else { continue };
                        if span.end() <= at {
                            continue;
                        }
                        let around = open.iter().find(|&&(len, _)| len > span.len()).map(|&(_, id)| id);
                        if let Some(value) = self.all.get_mut(id) {
                            value.parent = around;
                        }
                        open.insert((span.len(), id));
                    }
                    let next = starts.peek().and_then(|&id| self.all.get(id)).map(|value| value.span.start());
                    let ends = open.iter().filter_map(|&(_, id)| self.all.get(id)).map(|value| value.span.end());
                    let end = ends.chain(next).chain([run.span.end()]).min().unwrap_or(run.span.end());
                    let span = document.span().sub(at..end);
                    self.push(document, span, open.first().map(|&(_, id)| id), run.style, run.link.as_ref());
                    at = end;
                }
            }
            self.lines.push(first..self.pieces.len());
        }
    }

    fn push(&mut self, document: &Document, span: Span, value: Option<usize>, style: Style, link: Option<&String>) {
        let mut at = 0;
        for part in document.slice(span).split_inclusive('\t') {
            let text = part.trim_end_matches('\t').len();
            for (range, tab) in [(at..at + text, false), (at + text..at + part.len(), true)] {
                if !range.is_empty() {
                    self.pieces.push(Piece { span: span.sub(range), value, style, link: link.cloned(), tab });
                }
            }
            at += part.len();
        }
    }
}
