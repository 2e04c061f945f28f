//! The whole pipeline on one page.

use serde::{Deserialize, Serialize};

use crate::alternative::{self, Choice};
use crate::confidence::{self, Doubt};
use crate::coverage::{self, Coverage};
use crate::document::Document;
use crate::entity::date::Month;
use crate::extract;
use crate::format::{self, Format};
use crate::hyphens;
use crate::locale;
use crate::memo;
use crate::model::parts::PartEvidence;
use crate::model::{self, Model};
use crate::reader::{self, RawDocument, ReadError};
use crate::reading_order;
use crate::resume::Resume;
use crate::section::{self, Section};
use crate::skill_tags::{self, SkillTag};
use crate::span::Span;
use crate::structured;
use crate::timeline::{self, AsOf, Thresholds, Timeline};

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
    /// Share of the words of the reading text that a field, a heading or a label took, 0 to 1.
    pub coverage: f32,
    /// The values and entries that are not sure, by their spans.
    pub doubts: Vec<Doubt>,
    /// Second readings that are nearly as good.
    pub alternatives: Vec<Choice>,
    /// What a person chose among them; all of the above follows from it.
    pub choices: Vec<Choice>,
}

/// Reads a CV. `name` is the file's name (empty for pasted text), `password` what opens it if it is encrypted (else empty),
/// `as_of` the month that "present" means, or this month, for the document may say of which it is.
///
/// ```
/// use cv_readback::analysis::analyze;
/// use cv_readback::entity::date::Month;
///
/// let cv = b"# Ada Doe\n\n## Experience\n\n### Baker, The Mill\n\nMay 2018 - June 2020\n\n- Baked bread\n";
/// let analysis = analyze(cv, "cv.md", "", Month::new(2026, 11))?;
/// let name = analysis.resume.basics.name.expect("it stands on top");
/// assert_eq!(name.value, "Ada Doe");
/// // Every value has its place in the reading text.
/// assert_eq!(analysis.document.slice(name.span), "Ada Doe");
/// assert!(analyze(b"", "cv.md", "", Month::new(2026, 11)).is_err());
/// # Ok::<(), cv_readback::reader::ReadError>(())
/// ```
///
/// # Errors
/// Only reading fails ([`ReadError`]); once a document is there, everything else returns what it found.
pub fn analyze(bytes: &[u8], name: &str, password: &str, as_of: impl Into<AsOf>) -> Result<Analysis, ReadError> {
    let format = format::detect(bytes, name);
    Ok(understand(format, reader::read(bytes, format, password)?, as_of.into()))
}

/// What a file says that was read: all of [`analyze`] but the reading, which the page has done by another worker for the
/// formats that need one.
pub fn understand(format: Format, raw: RawDocument, as_of: AsOf) -> Analysis {
    understand_with(format, raw, as_of, &[])
}

/// [`understand`], where a person said what is to be understood otherwise. Everything follows: timeline, skills, doubts.
pub fn understand_with(format: Format, raw: RawDocument, as_of: AsOf, choices: &[Choice]) -> Analysis {
    understand_by(model::trained(), format, raw, as_of, choices)
}

/// [`understand_with`] by a model of one's own, which is how models are compared.
pub fn understand_by(model: &Model, format: Format, mut raw: RawDocument, as_of: AsOf, choices: &[Choice]) -> Analysis {
    memo::forget();
    hyphens::settle(&mut raw);
    let (document, fields) = reading_order::arrange_with_fields(raw);
    let language = locale::detect(document.text()).to_owned();
    let is_data = !fields.is_empty();
    let (sections, parts) = if is_data {
        (structured::sections(&document, &fields), PartEvidence::default())
    } else {
        section::split_by(model, &document, &language)
    };
    let sections = alternative::with_headings(sections, choices);
    let resume =
        if is_data { structured::resume(&document, &fields) } else { extract::resume(&document, &sections, &parts) };
    let resume = alternative::with_entries(resume, choices);
    let dated = timeline::document_date(&document);
    let as_of = as_of.month(dated.as_ref().map(|dated| dated.value));
    let mut timeline = timeline::build(&resume, as_of, &Thresholds::default());
    timeline.document_date = dated;
    let skills = skill_tags::tag(&document, &resume, &timeline);
    let Coverage { unread, share: coverage } =
        coverage::measure(&document, &sections, &resume, &structured::known(&fields));
    // What the file itself names is sure, and has no second reading.
    let mut doubts =
        if is_data { Vec::new() } else { confidence::doubts(&document, &sections, &resume, &unread, coverage) };
    let alternatives = if is_data { Vec::new() } else { alternative::alternatives(&sections, &resume, &doubts) };
    doubts.retain(|doubt| !choices.iter().any(|choice| choice.settles(doubt.whole)));
    let choices = choices.to_vec();
    Analysis {
        format,
        language,
        document,
        sections,
        resume,
        timeline,
        skills,
        unread,
        coverage,
        doubts,
        alternatives,
        choices,
    }
}

/// Reads every vocabulary. They are read at their first use, which takes longer than most CVs do: better before somebody
/// waits.
pub fn warm_up() {
    let raw = reader::read_plain(WARM_UP.as_bytes(), Format::Markdown).unwrap_or_default();
    let _ = understand(Format::Markdown, raw, AsOf::Today(Month::new(2000, 1)));
}

/// A CV that touches every vocabulary.
const WARM_UP: &str = "# Ada Doe\n\nada@example.org | +44 20 7946 0000 | example.org | London, UK\n\n## Experience\n\n\
    ### Engineer, Acme Ltd\n\n*May 1998 - June 1999*\n\n- Built things in Go, with Python and Excel.\n\n## Education\n\n\
    BSc Physics, University of Leeds, 1997, 2:1\n\n## Skills\n\n- Languages: Rust, C\n\n## Languages\n\n- French (fluent)\n";
