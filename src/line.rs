//! What each line of a document is by itself: how it is set, and what the finders say of it. Looked at once, before anything is
//! decided; [`crate::model`] reads it as features.

use crate::document::{BlockKind, Document, Row, Setting};
use crate::entity::date::{DateEnd, DateMatch, DateRange, Precision};
use crate::entity::{date, degree, email, fluency, job_title, organization, person, phone, place, score, skill, url};
use crate::locale::{self, Heading, SectionKind, fold};
use crate::signs::any_of;

pub mod features;

/// Evidence about one line; nothing in it is a verdict.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "independent properties of a line")]
pub struct Line {
    /// Words between blanks.
    pub words: usize,
    /// The dates in it.
    pub dates: Vec<DateMatch>,
    /// Share of its bytes that are dates, 0 to 1.
    pub dated: f32,
    /// The heading that its words are, if a language knows them.
    pub heading: Option<Heading>,
    /// What its words would be about if it were a heading, by a part of them.
    pub resembles: Option<SectionKind>,
    /// It only says what a list below it is of.
    pub is_label: bool,
    /// The group of field labels that the words before its colon are of.
    pub field: Option<&'static str>,
    /// The highest likelihood of a part of it to be a job title, an organisation, a place: 0 to 1.
    pub title: f32,
    pub organization: f32,
    pub place: f32,
    /// The likelihood of all of it to be a person's name.
    pub person: f32,
    /// A part of it is a school.
    pub institution: bool,
    /// Level of the first degree in it.
    pub degree: Option<u8>,
    /// It has a grade.
    pub grade: bool,
    /// It has an e-mail address, a telephone number; a web address.
    pub contact: bool,
    pub url: bool,
    /// Of its listed items, the share that are known skills, human languages; 0 to 1.
    pub skills: f32,
    pub languages: f32,
    /// It says what the document is.
    pub document_title: bool,
    /// How its letters are set: all of them in bold, in italics, in capitals; its first in bold, and not all.
    pub bold: bool,
    pub italic: bool,
    pub capitals: bool,
    pub begins_bold: bool,
    pub linked: bool,
    /// Size as a share of the body's; 0 where unknown.
    pub size: f32,
    /// White above as a share of what is usual between lines; 0 where unknown.
    pub above: f32,
    /// Its colour is not that of most letters.
    pub colored: bool,
    /// See [`Setting::ruled`].
    pub ruled: bool,
    /// It stands in the middle of its column.
    pub centred: bool,
    /// The only line of its block.
    pub alone: bool,
}

/// Words of the longest line whose parts the finders are asked about.
const FINDERS: usize = 24;

/// Looks at every line of `document`, in the order of [`Document::rows`]. `language` is the document's, ISO 639-1.
pub fn seen(document: &Document, rows: &[Row], language: &str) -> Vec<Line> {
    let body = Body::of(document, rows);
    (0..rows.len()).map(|at| look(document, rows, at, language, &body)).collect()
}

/// How most of a document is set.
struct Body {
    size: f32,
    color: u32,
    /// Points between baselines, as a multiple of the size.
    leading: f32,
}

impl Body {
    fn of(document: &Document, rows: &[Row]) -> Self {
        let (mut sizes, mut colors, mut gaps) = (Counts::default(), Counts::default(), Counts::default());
        for row in rows {
            let Setting { size, above, color, .. } = row.line.setting;
            let letters = document.slice(row.span()).len();
            if size > 0.0 {
                sizes.add((size * 2.0).round() as u32, letters);
                if above > 0.0 {
                    gaps.add((above / size * 10.0).round() as u32, 1);
                }
            }
            colors.add(color, letters);
        }
        Self {
            size: sizes.most().unwrap_or_default() as f32 / 2.0,
            color: colors.most().unwrap_or_default(),
            leading: gaps.most().map_or(1.2, |gap| gap as f32 / 10.0).clamp(1.0, 2.0),
        }
    }
}

/// How often each of a few numbers comes.
#[derive(Default)]
struct Counts(Vec<(u32, usize)>);

impl Counts {
    fn add(&mut self, number: u32, weight: usize) {
        if let Some((_, count)) = self.0.iter_mut().find(|(known, _)| *known == number) {
            *count += weight;
        } else if self.0.len() < 64 {
            self.0.push((number, weight));
        }
    }

    fn most(&self) -> Option<u32> {
        let mut best: Option<(u32, usize)> = None;
        for &(number, count) in &self.0 {
            if best.is_none_or(|(_, most)| count > most) {
                best = Some((number, count));
            }
        }
        best.map(|(number, _)| number)
    }
}

fn look(document: &Document, rows: &[Row], at: usize, language: &str, body: &Body) -> Line {
    let row = &rows[at];
    let text = row.text;
    let words = text.split_whitespace().count();
    let dates = date::find(text);
    let share_of_dates = dates.iter().map(|found| found.at.len()).sum::<usize>() as f32 / text.len().max(1) as f32;
    let setting = row.line.setting;
    let bold = row.is_all(document, |style| style.bold);
    let heading = if words <= 8 { locale::headings_in(text, language) } else { None };
    let short = words <= FINDERS;
    let mut line = Line {
        words,
        dated: share_of_dates,
        resembles: if words <= 6 && heading.is_none() { locale::resembling(text, language) } else { None },
        is_label: words <= 8
            && locale::is_label_of_list(&fold(text.trim_end_matches(any_of(": ."))), text.trim_end().ends_with(':')),
        field: field(text),
        heading,
        title: 0.0,
        organization: 0.0,
        place: 0.0,
        person: if words <= 6 { person::score(text) } else { 0.0 },
        institution: short && organization::is_institution(text),
        degree: if short { degree::level(text) } else { None },
        grade: short && text.contains(|c: char| c.is_ascii_digit()) && score::find_labelled(text).is_some(),
        contact: text.contains('@') && !email::find(text).is_empty()
            || dates.is_empty() && !phone::find(text).is_empty(),
        url: text.contains('.') && !url::find(text).is_empty(),
        skills: 0.0,
        languages: 0.0,
        document_title: words <= 3 && person::is_document_title(text),
        bold,
        italic: row.is_all(document, |style| style.italic),
        capitals: text.contains(char::is_uppercase) && !text.contains(char::is_lowercase),
        begins_bold: !bold && row.runs().next().is_some_and(|run| run.style.bold),
        linked: row.runs().any(|run| run.link.is_some()),
        size: if body.size > 0.0 { setting.size / body.size } else { 0.0 },
        above: if setting.size > 0.0 { setting.above / setting.size / body.leading } else { 0.0 },
        colored: setting.color != body.color,
        ruled: setting.ruled,
        centred: setting.left > 20.0 && (setting.left - setting.right).abs() < 6.0,
        alone: row.first && rows.get(at + 1).is_none_or(|next| next.block != row.block),
        dates,
    };
    if short {
        finders(&mut line, text);
    }
    line
}

/// Asks about the parts of a line what they may be.
fn finders(line: &mut Line, text: &str) {
    let (mut items, mut skills, mut languages) = (0_usize, 0_usize, 0_usize);
    let listed = text.split_once(": ").filter(|(before, _)| before.len() <= 40).map_or(text, |(_, rest)| rest);
    for item in listed.split(any_of(",;|•·\t/()")).map(str::trim).filter(|item| item.contains(char::is_alphabetic)) {
        items += 1;
        skills += usize::from(item.len() <= 40 && skill::lookup(item).is_some());
        languages += usize::from(
            item.len() <= 40 && item.split(any_of(" –-:")).next().is_some_and(|word| fluency::is_language(word.trim())),
        );
    }
    line.skills = skills as f32 / items.max(1) as f32;
    line.languages = languages as f32 / items.max(1) as f32;
    for part in text.split(any_of("|•·\t–—()")).flat_map(|part| part.split(" - ")).take(8) {
        let part = part.trim().trim_matches(any_of(",;:"));
        if part.is_empty() || !part.contains(char::is_alphabetic) {
            continue;
        }
        line.title = line.title.max(job_title::score(part));
        line.organization = line.organization.max(organization::score(part));
        for piece in [part, part.rsplit(',').next().unwrap_or_default().trim()] {
            line.place = line.place.max(place::score(piece));
        }
    }
}

/// The group of field labels that the words before the first colon of `text`, or all of a short one, belong to.
fn field(text: &str) -> Option<&'static str> {
    let before = text.split_once(':').map_or(text, |(before, _)| before);
    if before.len() > 40 {
        return None;
    }
    let word = fold(before);
    FIELD_LABELS.into_iter().find(|key| locale::is(key, word.trim()))
}

/// Groups of labels in the languages' files, and the fields that they name.
pub(crate) const FIELD_LABELS: [&str; 10] = [
    "label.organization",
    "label.position",
    "label.location",
    "label.dates",
    "label.degree",
    "label.area",
    "label.score",
    "label.courses",
    "label.technologies",
    "label.url",
];

/// What the first date of a line is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    Never,
    Year,
    Month,
    Range,
    Ongoing,
}

impl Line {
    /// What its first date is like.
    pub fn when(&self) -> When {
        match self.dates.first().map(|found| found.range) {
            None => When::Never,
            Some(DateRange::Range(_, DateEnd::Present)) => When::Ongoing,
            Some(DateRange::Range(..)) => When::Range,
            Some(DateRange::Single(when)) if matches!(when.precision, Precision::Year) => When::Year,
            Some(DateRange::Single(_)) => When::Month,
        }
    }
}

/// Whether a line of this kind of block starts or goes on with an item of a list.
pub(crate) fn is_listed(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::ListItem { .. })
}
