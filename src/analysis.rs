//! The whole pipeline on one page.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::entity::date::Month;
use crate::extract;
use crate::format::{self, Format};
use crate::locale;
use crate::reader::{self, RawDocument, ReadError};
use crate::reading_order;
use crate::resume::Resume;
use crate::section::{self, Section};
use crate::skill_tags::{self, SkillTag};
use crate::sort;
use crate::span::Span;
use crate::timeline::{self, Thresholds, Timeline};

/// Everything that was read in a CV.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    pub format: Format,
    /// ISO 639-1 code of the language that the CV is written in.
    pub language: String,
    pub document: Document,
    pub sections: Vec<Section>,
    pub resume: Resume,
    pub timeline: Timeline,
    pub skills: Vec<SkillTag>,
    /// Spans that no field took, in reading order: "not understood".
    pub unread: Vec<Span>,
    /// Share of the document's letters and digits that a heading or a field took, 0 to 1.
    pub coverage: f32,
}

/// Reads a CV. `name` is the file's name (empty for pasted text), `password` what opens it if it is encrypted (else empty),
/// `today` the month that "present" means.
///
/// # Errors
/// Only reading fails ([`ReadError`]); once a document is there, everything else returns what it found.
pub fn analyze(bytes: &[u8], name: &str, password: &str, today: Month) -> Result<Analysis, ReadError> {
    let format = format::detect(bytes, name);
    Ok(understand(format, reader::read(bytes, format, password)?, today))
}

/// What a file says that was read: all of [`analyze`] but the reading, which the page has done by another worker for the
/// formats that need one.
pub fn understand(format: Format, raw: RawDocument, today: Month) -> Analysis {
    let document = reading_order::arrange(raw);
    let language = locale::detect(document.text()).to_owned();
    let sections = section::split(&document);
    let resume = extract::resume(&document, &sections);
    let timeline = timeline::build(&resume, today, &Thresholds::default());
    let skills = skill_tags::tag(&document, &resume, &timeline);
    let (unread, coverage) = unread(&document, &sections, &resume);
    Analysis { format, language, document, sections, resume, timeline, skills, unread, coverage }
}

/// Reads every vocabulary. They are read at their first use, which takes longer than most CVs do: better before somebody
/// waits.
pub fn warm_up() {
    let blocks = reader::read_plain(WARM_UP.as_bytes(), Format::Markdown).unwrap_or_default();
    let _ = understand(Format::Markdown, blocks.into(), Month::new(2000, 1));
}

/// A CV that touches every vocabulary.
const WARM_UP: &str = "# Ada Doe\n\nada@example.org | +44 20 7946 0000 | example.org | London, UK\n\n## Experience\n\n\
    ### Engineer, Acme Ltd\n\n*May 1998 - June 1999*\n\n- Built things in Go, with Python and Excel.\n\n## Education\n\n\
    BSc Physics, University of Leeds, 1997, 2:1\n\n## Skills\n\n- Languages: Rust, C\n\n## Languages\n\n- French (fluent)\n";

/// The stretches of lines that neither a heading nor a field took, and the share of letters and digits that one did.
fn unread(document: &Document, sections: &[Section], resume: &Resume) -> (Vec<Span>, f32) {
    let mut taken = resume.spans();
    taken.extend(sections.iter().filter_map(|section| section.heading.as_ref()).map(|heading| heading.span));
    sort::by_key(&mut taken, |span| *span);
    let mut unread = Vec::new();
    let (mut all, mut left) = (0_usize, 0_usize);
    let count = |span: Span| document.slice(span).chars().filter(|c| c.is_alphanumeric()).count();
    let mut next = 0;
    for row in document.rows() {
        all += count(row.span());
        let mut from = row.span().start();
        let end = row.span().end();
        while taken.get(next).is_some_and(|span| span.end() <= from) {
            next += 1;
        }
        let mut holes = Vec::new();
        for span in taken.iter().skip(next).take_while(|span| span.start() < end) {
            if span.start() > from {
                holes.push((from, span.start()));
            }
            from = from.max(span.end());
        }
        if from < end {
            holes.push((from, end));
        }
        for (from, to) in holes {
            let hole = document.trim_matches(document.span().sub(from..to), |c: char| !c.is_alphanumeric());
            let size = count(hole);
            if size >= 2 {
                left += size;
                unread.push(hole);
            }
        }
    }
    let coverage = if all == 0 { 1.0 } else { 1.0 - left as f32 / all as f32 };
    (unread, coverage)
}
