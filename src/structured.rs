//! The values that a file names itself -> [`Resume`], and its sections. Nothing is searched for.
//!
//! Only a date that its format would write otherwise ("early 2019" in JSON) is read as in any other CV.

use crate::document::Document;
use crate::entity::date::{self, DateEnd, DateRange};
use crate::field::{Field, Key, Part};
use crate::locale::{self, SectionKind, fold};
use crate::resume::{
    Award, Basics, Certificate, Dates, Education, Language, Profile, Project, Publication, Reference, Resume,
    SkillGroup, Text, Volunteer, Work,
};
use crate::section::Section;
use crate::span::Span;

mod calendar;

/// The sections of a document whose headings are among its `fields`.
pub fn sections(document: &Document, fields: &[Field<Span>]) -> Vec<Section> {
    let header = Section { kind: SectionKind::Header, second: None, heading: None, rows: 0..0 };
    let mut sections = vec![header];
    let mut headings = fields.iter().filter(|field| field.part == Part::Heading).peekable();
    let rows = document.rows();
    for (at, row) in rows.iter().enumerate() {
        if let Some(heading) = headings.next_if(|heading| row.span().contains(heading.at)) {
            if let Some(last) = sections.last_mut() {
                last.rows.end = at;
            }
            let rows = at + 1..at + 1;
            let (kind, heading) = (kind(document, heading), Some(document.value(heading.at)));
            sections.push(Section { kind, second: None, heading, rows });
        }
    }
    if let Some(last) = sections.last_mut() {
        last.rows.end = rows.len();
    }
    sections
}

/// What a heading opens.
fn kind(document: &Document, heading: &Field<Span>) -> SectionKind {
    match heading.key {
        Key::Basics => SectionKind::Summary,
        Key::Profiles => SectionKind::Contact,
        Key::Work => SectionKind::Work,
        Key::Volunteer => SectionKind::Volunteer,
        Key::Education => SectionKind::Education,
        Key::Projects => SectionKind::Projects,
        Key::Skills => SectionKind::Skills,
        Key::Languages => SectionKind::Languages,
        Key::Certificates => SectionKind::Certificates,
        Key::Training => SectionKind::Training,
        Key::Awards => SectionKind::Awards,
        Key::Publications => SectionKind::Publications,
        Key::Interests => SectionKind::Interests,
        Key::References => SectionKind::References,
        Key::Listed => {
            let known = locale::headings(document.slice(heading.at));
            known.and_then(|known| known.kinds.first().copied()).unwrap_or(SectionKind::Other)
        }
        Key::Other => SectionKind::Other,
    }
}

/// What the `fields` of a document say.
pub fn resume(document: &Document, fields: &[Field<Span>]) -> Resume {
    let mut resume = Resume::default();
    // Those of the person stand in several places.
    let is_basic = |field: &&Field<Span>| field.key == Key::Basics && field.part != Part::Heading;
    let basics: Vec<Field<Span>> = fields.iter().filter(is_basic).copied().collect();
    resume.basics = Entry { document, fields: &basics, before: Span::default() }.basics();
    let (mut before, mut list) = (Span::default(), SectionKind::Other);
    for fields in fields.chunk_by(|one, next| (one.key, one.entry) == (next.key, next.entry)) {
        let mut fields = fields;
        if let Some((heading, rest)) = fields.split_first().filter(|(first, _)| first.part == Part::Heading) {
            list = kind(document, heading);
            if heading.key == Key::Listed && list == SectionKind::Skills {
                resume.skills.push(SkillGroup::default());
            }
            fields = rest;
        }
        if fields.is_empty() {
            continue;
        }
        let entry = Entry { document, fields, before };
        if entry.key() == Key::Listed {
            entry.add_item_to(&mut resume, list);
        } else {
            entry.add_to(&mut resume);
        }
        before = entry.span();
    }
    resume.skills.retain(|group| group.name.is_some() || group.level.is_some() || !group.keywords.is_empty());
    resume
}

/// Where `fields` are that are understood and no values.
pub fn known(fields: &[Field<Span>]) -> Vec<Span> {
    fields.iter().filter(|field| field.part == Part::Known).map(|field| field.at).collect()
}

/// The values of one entry.
#[derive(Clone, Copy)]
struct Entry<'a> {
    document: &'a Document,
    fields: &'a [Field<Span>],
    /// The entry before it, with which it may share a value: an employer above two positions.
    before: Span,
}

impl Entry<'_> {
    fn key(&self) -> Key {
        self.fields.first().map_or(Key::Other, |field| field.key)
    }

    /// From the first to the last of its values; what it shares with the entry before it is that entry's.
    fn span(&self) -> Span {
        let hull = |own: &dyn Fn(&Field<Span>) -> bool| {
            self.fields.iter().filter(|field| own(field)).map(|field| field.at).reduce(Span::to)
        };
        let own = hull(&|field| field.at.start() >= self.before.end() || self.before.is_empty());
        own.or_else(|| hull(&|_| true)).unwrap_or_default()
    }

    fn at(&self, part: Part) -> Option<Span> {
        self.fields.iter().find(|field| field.part == part).map(|field| field.at)
    }

    fn text(&self, part: Part) -> Option<Text> {
        self.at(part).map(|at| self.document.value(at))
    }

    fn texts(&self, part: Part) -> Vec<Text> {
        let own = self.fields.iter().filter(|field| field.part == part);
        own.map(|field| self.document.value(field.at)).collect()
    }

    /// When: start and end, one date, or what is written about both.
    fn dates(&self) -> Option<Dates> {
        if let Some(whole) = self.at(Part::Dates) {
            let found = date::find(self.document.slice(whole));
            return found.first().map(|found| Dates::new(found, whole.sub(found.at.clone())));
        }
        let date = |part| {
            let at = self.at(part)?;
            Some((calendar::date(self.document.slice(at))?, at))
        };
        let ongoing = self.at(Part::Ongoing).or_else(|| {
            // Some write what the standard says by leaving the end out.
            self.at(Part::End).filter(|at| locale::is("present", &fold(self.document.slice(*at))))
        });
        let start = date(Part::Start).or_else(|| date(Part::Date));
        let end = match ongoing {
            Some(at) => Some((DateEnd::Present, at)),
            None => date(Part::End).map(|(date, at)| (DateEnd::Date(date), at)),
        };
        let (value, span) = match (start, end) {
            (Some((start, from)), Some((end, to))) => (DateRange::Range(start, end), from.to(to)),
            (Some((date, at)), None) | (None, Some((DateEnd::Date(date), at))) => (DateRange::Single(date), at),
            (None, Some((DateEnd::Present, _)) | None) => return None,
        };
        Some(Dates { value, span, stated: None })
    }

    fn basics(&self) -> Basics {
        Basics {
            name: self.text(Part::Name),
            label: self.text(Part::Label),
            email: self.text(Part::Email),
            phone: self.text(Part::Phone),
            url: self.text(Part::Url),
            location: self.text(Part::Place),
            summary: self.text(Part::Summary),
            profiles: Vec::new(),
        }
    }

    /// Adds an item of a list that is of a `kind`.
    fn add_item_to(&self, resume: &mut Resume, kind: SectionKind) {
        let (span, name) = (self.span(), self.text(Part::Name));
        match kind {
            SectionKind::Skills => {
                if let (Some(group), Some(name)) = (resume.skills.last_mut(), name) {
                    group.span = if group.keywords.is_empty() { span } else { group.span.to(span) };
                    group.keywords.push(name);
                }
            }
            SectionKind::Languages => {
                let (language, fluency) = (self.text(Part::Bare).or(name), self.text(Part::Level));
                resume.languages.push(Language { span, language, fluency });
            }
            SectionKind::Certificates | SectionKind::Training => {
                resume.certificates.push(Certificate { span, name, ..Certificate::default() });
            }
            SectionKind::Awards => resume.awards.push(Award { span, title: name, ..Award::default() }),
            SectionKind::Publications => resume.publications.push(Publication { span, name, ..Publication::default() }),
            SectionKind::Interests => resume.interests.extend(name),
            _ => {}
        }
    }

    fn add_to(&self, resume: &mut Resume) {
        let (span, text, texts) = (self.span(), |part| self.text(part), |part| self.texts(part));
        match self.key() {
            Key::Basics | Key::Listed | Key::Other => {}
            Key::Profiles => {
                let (network, username, url) = (text(Part::Name), text(Part::Username), text(Part::Url));
                resume.basics.profiles.push(Profile { span, network, username, url });
            }
            Key::Work => resume.work.push(Work {
                span,
                name: text(Part::Name),
                position: text(Part::Position),
                location: text(Part::Place),
                dates: self.dates(),
                description: text(Part::Description),
                summary: text(Part::Summary),
                highlights: texts(Part::Highlight),
                url: text(Part::Url),
            }),
            Key::Volunteer => resume.volunteer.push(Volunteer {
                span,
                organization: text(Part::Name),
                position: text(Part::Position),
                location: text(Part::Place),
                dates: self.dates(),
                summary: text(Part::Summary),
                highlights: texts(Part::Highlight),
                url: text(Part::Url),
            }),
            Key::Education => resume.education.push(Education {
                span,
                institution: text(Part::Name),
                study_type: text(Part::StudyType),
                area: text(Part::Area),
                location: text(Part::Place),
                dates: self.dates(),
                score: text(Part::Score),
                courses: texts(Part::Course),
                highlights: texts(Part::Highlight),
                url: text(Part::Url),
            }),
            Key::Projects => resume.projects.push(Project {
                span,
                name: text(Part::Name),
                dates: self.dates(),
                description: text(Part::Description).or_else(|| text(Part::Summary)),
                highlights: texts(Part::Highlight),
                keywords: texts(Part::Keyword),
                url: text(Part::Url),
            }),
            Key::Skills => {
                let (name, level, keywords) = (text(Part::Name), text(Part::Level), texts(Part::Keyword));
                resume.skills.push(SkillGroup { span, name, level, keywords });
            }
            Key::Languages => {
                let (language, fluency) = (text(Part::Name), text(Part::Level));
                resume.languages.push(Language { span, language, fluency });
            }
            Key::Certificates | Key::Training => resume.certificates.push(Certificate {
                span,
                name: text(Part::Name),
                issuer: text(Part::Issuer),
                date: self.dates(),
                url: text(Part::Url),
            }),
            Key::Awards => resume.awards.push(Award {
                span,
                title: text(Part::Name),
                awarder: text(Part::Issuer),
                date: self.dates(),
                summary: text(Part::Summary),
            }),
            Key::Publications => resume.publications.push(Publication {
                span,
                name: text(Part::Name),
                publisher: text(Part::Issuer),
                date: self.dates(),
                url: text(Part::Url),
                summary: text(Part::Summary),
                talk: false,
            }),
            Key::Interests => resume.interests.extend(text(Part::Name)),
            Key::References => {
                let (name, reference) = (text(Part::Name), text(Part::Summary));
                resume.references.push(Reference { span, name, reference });
            }
        }
    }
}
