//! Every word of the interface that the program shows, plural forms included; those of the first screen, which is there
//! before the program, stand in index.html.

use cv_readback::analysis::Analysis;
use cv_readback::format::Format;
use cv_readback::locale::SectionKind;

use crate::app::Pane;
use crate::values::Kind;
use crate::worker::Stage;

mod amounts;
mod doubts;
mod failures;
mod skills;
mod timeline;

pub use amounts::*;
pub use doubts::*;
pub use failures::*;
pub use skills::*;
pub use timeline::*;

pub const NAME: &str = "Name";
pub const HEADLINE: &str = "Headline";
pub const EMAIL: &str = "E-mail";
pub const PHONE: &str = "Phone";
pub const SITE: &str = "Web address";
pub const PLACE: &str = "Place";
pub const PROFILE: &str = "Profile";
pub const SUMMARY: &str = "Summary";
pub const JOB_TITLE: &str = "Job title";
pub const EMPLOYER: &str = "Employer";
pub const ABOUT_EMPLOYER: &str = "About the employer";
pub const ROLE: &str = "Role";
pub const ORGANISATION: &str = "Organisation";
pub const BULLET: &str = "Bullet";
pub const DATES: &str = "Dates";
pub const DEGREE: &str = "Degree";
pub const FIELD_OF_STUDY: &str = "Field of study";
pub const INSTITUTION: &str = "Institution";
pub const GRADE: &str = "Grade";
pub const COURSE: &str = "Course";
pub const PROJECT: &str = "Project";
pub const SKILL: &str = "Skill";
pub const SKILL_GROUP: &str = "Group of skills";
pub const LANGUAGE: &str = "Language";
pub const FLUENCY: &str = "Level";
pub const CERTIFICATE: &str = "Certificate";
pub const ISSUER: &str = "Issuer";
pub const AWARD: &str = "Award";
pub const PUBLICATION: &str = "Publication";
pub const TALK: &str = "Talk";
pub const PUBLISHER: &str = "Publisher";
pub const INTEREST: &str = "Interest";
pub const REFERENCE: &str = "Reference";
pub const HEADING: &str = "Heading";
pub const NOT_UNDERSTOOD: &str = "Not understood: no field took this";

/// The name of a file that was pasted as text.
pub const PASTED_TEXT: &str = "Pasted text";
/// The name of a file that was pasted as rich text.
pub const PASTED_RICH_TEXT: &str = "Pasted rich text";

/// The name of a pen in the legend.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Contact => "Contact",
        Kind::Position => "Position",
        Kind::Date => "Date",
        Kind::Education => "Education",
        Kind::Skill => "Skill",
        Kind::Other => "Other",
        Kind::Prose => "Sentence",
        Kind::Heading => "Heading",
        Kind::Unread => "Not understood",
    }
}

/// A kind of file, as people call it.
pub fn format(format: Format) -> &'static str {
    match format {
        Format::Markdown => "Markdown",
        Format::Text => "plain text",
        Format::Html => "HTML",
        Format::JsonResume => "JSON Resume",
        Format::Pdf => "PDF",
        Format::Docx => "Word",
        Format::Odt => "OpenDocument",
        Format::Rtf => "RTF",
        Format::Latex => "LaTeX",
        Format::Doc => "Word 97–2003",
        Format::Pages => "Pages",
        Format::LinkedinArchive => "LinkedIn archive",
        Format::Europass => "Europass",
        Format::Image => "an image",
        Format::Archive => "an archive",
        Format::Binary => "a binary file",
    }
}

/// The CV was read from a file that lies in the PDF.
pub fn from_attachment(name: &str) -> String {
    format!("This PDF carries the CV as data as well ({name}): it was read from there, and not from its pages.")
}

/// Several files came at once.
pub fn only_the_first(name: &str, number: usize) -> String {
    format!("{number} files came at once; this is the first, {name}.")
}

/// The heading of a group of the structure.
pub fn section(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Header | SectionKind::Contact => "Contact",
        SectionKind::Personal => "Personal details",
        SectionKind::Summary => "Summary",
        SectionKind::Work => "Positions",
        SectionKind::Volunteer => "Volunteering",
        SectionKind::Education => "Education",
        SectionKind::Training => "Training",
        SectionKind::Projects => "Projects",
        SectionKind::Skills => "Skills as listed",
        SectionKind::Languages => "Languages",
        SectionKind::Certificates => "Certificates",
        SectionKind::Awards => "Awards",
        SectionKind::Publications => "Publications and talks",
        SectionKind::Interests => "Interests",
        SectionKind::References => "References",
        SectionKind::Other => "Other",
    }
}

pub const CANCEL: &str = "Cancel";
pub const DISMISS: &str = "Dismiss";
pub const STOPPED: &str = "Stopped.";
pub const FORGOTTEN: &str = "The CV is forgotten.";
pub const BACK_TO: &str = "Back to";
pub const DROP_HERE: &str = "Drop it: it is read here, in this tab";

/// "Reading nurse.txt …"
pub fn reading(label: &str, stage: Stage) -> String {
    match stage {
        Stage::Loading(of) => format!("Loading the reader for {} files …", format(of)),
        Stage::Reading => format!("Reading {label} …"),
        Stage::Page { page, pages } => format!("Reading {label}: page {page} of {pages} …"),
        Stage::Understanding => format!("Working out {label} …"),
    }
}

pub const PASSWORD: &str = "Password";
pub const OPEN: &str = "Open";

pub const READ_IN: &str = "What a machine reads in ";
/// The labels of buttons, and the part of them that a narrow screen leaves out.
pub const ANOTHER: (&str, &str) = ("Read another", "\u{a0}CV");
pub const EXPORT_JSON: (&str, &str) = ("Save JSON", "\u{a0}Resume");
pub const HIDE_DETAILS: (&str, &str) = ("Hide", "\u{a0}details");
pub const SHOW_DETAILS: (&str, &str) = ("Show", "\u{a0}details");
pub const PERSONAL_DETAILS: &str = "Personal details";
pub const PRINT: (&str, &str) = ("Print", "");
/// On paper, in place of name and contact.
pub const DETAILS_HIDDEN: &str = "Name and contact are left out.";
pub const FORGET: (&str, &str) = ("Forget", "\u{a0}this CV");
pub const THEME: &str = "Theme";
/// Values of the setting and their names.
pub const THEMES: [(&str, &str); 3] = [("", "System"), ("light", "Light"), ("dark", "Dark")];

/// "plain text · German · read in 9 ms"
pub fn facts(analysis: &Analysis, millis: f64) -> String {
    let (kind, language) = (format(analysis.format), language(&analysis.language));
    format!("{kind} · {language} · read in {} ms", millis.round().max(1.0) as u32)
}

/// "plain text · German · as of Nov 2026": what is told on paper.
pub fn facts_on_paper(analysis: &Analysis) -> String {
    let (kind, language) = (format(analysis.format), language(&analysis.language));
    format!("{kind} · {language} · {}", as_of(analysis.timeline.as_of))
}

/// What a printed or saved page is called: "cv.md, read by Readback".
pub fn title_on_paper(label: &str) -> String {
    format!("{label}, read by {VERSION}")
}

/// The language with this ISO 639-1 code, of those that `locale` knows.
fn language(code: &str) -> &'static str {
    match code {
        "de" => "German",
        "fr" => "French",
        "es" => "Spanish",
        "pt" => "Portuguese",
        "it" => "Italian",
        "nl" => "Dutch",
        "pl" => "Polish",
        "sv" => "Swedish",
        "tr" => "Turkish",
        "hi" => "Hindi",
        "he" => "Hebrew",
        "ar" => "Arabic",
        "zh" => "Chinese",
        "ja" => "Japanese",
        "ko" => "Korean",
        _ => "English",
    }
}

/// What a screen reader is told when the result is there.
pub fn read_it(label: &str, analysis: &Analysis) -> String {
    let positions = count(analysis.resume.work.len(), "position", "positions");
    let skills = count(analysis.skills.len(), "skill", "skills");
    format!("{label} is read: {positions}, {skills}.")
}

/// "97 % understood"
pub fn understood(coverage: f32) -> String {
    format!("{} % understood", (f64::from(coverage) * 100.0).floor() as u32)
}

pub const COPY_TEXT: &str = "Copy text";
pub const COPIED: &str = "The text is copied.";
pub const NOT_COPIED: &str = "The browser did not let the text be copied. Select it and copy it by hand.";

pub const VIEWS: &str = "Views of this CV";
pub const YOUR_DOCUMENT: &str = "Your document";
pub const FACES: &str = "How the document is shown";
pub const PAGES: &str = "Pages";
pub const READING_VIEW: &str = "Reading view";
pub const MACHINE_TEXT: &str = "Text a machine reads";
pub const STORED_TEXT: &str = "Text as stored";
pub const NO_PICTURE: &str =
    "The pages cannot be drawn here. The marks show where each value stands; the reading view has the text.";

/// "Page 1 of 3"
pub fn page(number: usize, of: usize) -> String {
    format!("Page {number} of {of}")
}
pub const MARKS: &str = "What the marks mean";

/// The label of a tab.
pub fn pane(pane: Pane) -> &'static str {
    match pane {
        Pane::Document => "Document",
        Pane::Structure => "Structure",
        Pane::Timeline => "Timeline",
        Pane::Skills => "Skills",
    }
}

pub const NOT_FOUND: &str = "Not found:";
pub const NO_NAME: &str = "No name found";
pub const NO_DATES: &str = "no dates";
pub const INVERTED: &str = "ends before it starts";
pub const COURSES: &str = "Courses";
pub const ABOUT_UNREAD: &str = "No field took these words; a machine drops them, or keeps them as plain text.";

/// How a date was written, beside what was understood.
pub fn as_written(text: &str) -> String {
    format!("{DATES}, written “{}”", text.trim())
}

/// “Professional Experience”
pub fn quoted(text: &str) -> String {
    format!("“{text}”")
}

pub const VERIFY: &str = "How can I be sure?";
pub const CLOSE: &str = "Close";
pub const POLICY: &str = "The rule that the browser enforces";
pub const ABOUT_POLICY: &str = "This page carries a content-security policy. “connect-src 'none'” means that neither it nor its workers may open a connection; once it is up, a second policy takes the rest away too. What reads PDF and Word files is fetched when the first one comes, by a helper that knows a few file names and never sees a CV.";
pub const REQUESTS: &str = "What was requested";
pub const CHECK: &str = "Check it yourself";
pub const CHECKS: [&str; 3] = [
    "Open the developer tools (F12), choose Network, then read a CV here: the list stays empty, but for the part of the program that reads PDF and Word files, once.",
    "Or switch off the network first. Everything works as before; PDF and Word files, once one was read here.",
    "Or read the policy in the page's source; it stands at the top.",
];
pub const COPY: &str = "Keep the whole program";
pub const ABOUT_COPY: &str = "Readback is also one file, which works from your disk with the network cable out.";
pub const SAVE_COPY: &str = "Save readback.html";
pub const IS_THE_COPY: &str = "You are using the single file, from your disk.";
pub const NOT_COVERED: &str = "What this does not protect from";
pub const NOT_COVERED_LIST: [&str; 4] = [
    "Browser extensions: they can read every page. A private window has them switched off.",
    "The host of this page sees that you visited it, as with any page; it does not see your CV.",
    "A host that serves another program tomorrow. The single file stays what it is.",
    "People who see your screen. “Hide details” blurs name and contact.",
];
pub const VERSION: &str = "Readback";

/// What the list of requests says.
pub fn requests(number: usize) -> String {
    match number {
        0 => "Nothing: all of it is in this one file.".to_owned(),
        1 => "One file, to load the page itself; nothing since.".to_owned(),
        _ => format!("{number} files, to load the page itself:"),
    }
}
