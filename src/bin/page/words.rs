//! Every word of the interface that the program shows, plural forms included; those of the first screen, which is there
//! before the program, stand in index.html.

use cv_readback::analysis::Analysis;
use cv_readback::entity::date::{DateEnd, DateRange, Month, PartialDate, Precision};
use cv_readback::format::Format;
use cv_readback::locale::SectionKind;
use cv_readback::reader::{MAX_BYTES, ReadError};
use cv_readback::skill_tags::{Category, SkillTag};
use cv_readback::timeline::{Gap, Lane, Months, Overlap, PossibleGap, Timeline};

use crate::app::Pane;
use crate::values::Kind;

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

/// "1 position", "3 positions".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

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
        Format::Image => "an image",
        Format::Archive => "an archive",
        Format::Binary => "a binary file",
    }
}

/// What went wrong, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub what: String,
    pub advice: String,
}

impl Message {
    pub fn new(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { what: what.into(), advice: advice.into() }
    }
}

const COPY_INSTEAD: &str = "Open it, select everything, copy, and paste it here.";

/// Why `name` could not be read.
pub fn read_error(error: &ReadError, name: &str) -> Message {
    let what = |what: &str| format!("{name} {what}");
    match error {
        ReadError::Empty => Message::new(what("is empty."), "Nothing is in it. Is it the right file?"),
        ReadError::TooLarge { bytes } => Message::new(
            what(&format!("is too large: {} MB.", bytes.div_ceil(1 << 20))),
            format!(
                "Readback reads files up to {} MB. A CV of text is far smaller; pictures may be what fills it.",
                MAX_BYTES >> 20
            ),
        ),
        ReadError::Unsupported { format: Format::Image } => Message::new(
            what("is a picture."),
            "A machine finds no text in a picture of a CV. Use the document that it was made from.",
        ),
        ReadError::Unsupported { format: Format::Archive } => {
            Message::new(what("is an archive."), "Unpack it and drop the CV that is in it.")
        }
        ReadError::Unsupported { format: Format::Binary } => Message::new(
            what("is not a document."),
            "Drop a Markdown, text, HTML or JSON Resume file, or paste the text.",
        ),
        ReadError::Unsupported { format: of } => {
            Message::new(what(&format!("is a {} file, which Readback does not read yet.", format(*of))), COPY_INSTEAD)
        }
        ReadError::Damaged { format: of, detail } => Message::new(
            what(&format!("looks like {}, but it is damaged ({detail}).", format(*of))),
            "Export or save it again; or open it, copy the text and paste it here.",
        ),
        ReadError::NoText { .. } => Message::new(
            what("holds no text."),
            "If you see text in it, it may be a picture of text, which no machine reads. Use the document that it was made from.",
        ),
    }
}

/// The reader died while it read `name`.
pub fn crashed(name: &str) -> Message {
    Message::new(
        format!("The reader stumbled over {name} and had to be restarted."),
        "This is a fault of Readback, not of your CV. Other files still work; for this one, try pasting its text.",
    )
}

/// The reader took too long over `name`.
pub fn hung(name: &str, seconds: u32) -> Message {
    Message::new(
        format!("Reading {name} took more than {seconds} seconds and was stopped."),
        "The file may be very large or built in an unusual way. Try pasting the part that matters as text.",
    )
}

/// The reader could not be loaded.
pub fn no_reader() -> Message {
    Message::new("The part that reads files could not be loaded.", "Check the connection and reload the page.")
}

/// The browser would not hand over `name`.
pub fn unreadable(name: &str) -> Message {
    Message::new(
        format!("The browser could not open {name}."),
        "It may have been moved, or another program holds it. Drop it again.",
    )
}

/// Somebody dropped a folder.
pub fn folder(name: &str) -> Message {
    Message::new(format!("{name} is a folder."), "Open it and drop the CV itself.")
}

/// Nothing that can be read was dropped or pasted.
pub fn nothing_in_it() -> Message {
    Message::new(
        "There was no file and no text in that.",
        "Drop a file, or copy the text of your CV and paste it here.",
    )
}

/// Several files came at once.
pub fn only_the_first(name: &str, number: usize) -> String {
    format!("{number} files came at once; this is the first, {name}.")
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month.saturating_sub(1))).copied().unwrap_or_default()
}

/// "Nov 2018".
pub fn month(month: Month) -> String {
    format!("{} {}", month_name(month.month()), month.year())
}

/// "Nov 2018 – Jul 2019", or one month.
pub fn months_between(start: Month, end: Month) -> String {
    if start == end { month(start) } else { format!("{} – {}", month(start), month(end)) }
}

fn date(date: PartialDate) -> String {
    let about = if date.approximate { "c. " } else { "" };
    match date.precision {
        Precision::Day { month, day } => format!("{about}{day} {} {}", month_name(month), date.year),
        Precision::Month { month } => format!("{about}{} {}", month_name(month), date.year),
        Precision::Year => format!("{about}{}", date.year),
        Precision::Part { .. } => {
            let (first, last) = date.bounds();
            format!("{about}{}", months_between(first, last))
        }
    }
}

/// A range of dates as it was understood.
pub fn dates(range: DateRange) -> String {
    match range {
        DateRange::Single(single) => date(single),
        DateRange::Range(start, DateEnd::Present) => format!("{} – present", date(start)),
        DateRange::Range(start, DateEnd::Date(end)) if start == end => date(start),
        DateRange::Range(start, DateEnd::Date(end)) => format!("{} – {}", date(start), date(end)),
    }
}

fn years_and_months(months: u16) -> String {
    match (months / 12, months % 12) {
        (0, months) => count(usize::from(months), "month", "months"),
        (years, 0) => count(usize::from(years), "year", "years"),
        (years, months) => format!("{years} y {months} m"),
    }
}

/// "7 y 4 m", "9 months", "1 – 3 years".
pub fn duration(months: Months) -> String {
    if months.min == months.max {
        return years_and_months(months.min);
    }
    if months.max < 24 {
        return format!("{} – {} months", months.min, months.max);
    }
    format!("{} – {} years", months.min / 12, months.max.div_ceil(12))
}

/// "9 m", "1 y 2 m": for drawings.
pub fn short_duration(months: u16) -> String {
    match (months / 12, months % 12) {
        (0, months) => format!("{months} m"),
        (years, 0) => format!("{years} y"),
        (years, months) => format!("{years} y {months} m"),
    }
}

/// The name of a lane.
pub fn lane(lane: Lane) -> &'static str {
    match lane {
        Lane::Work => "Work",
        Lane::Volunteer => "Volunteering",
        Lane::Education => "Education",
        Lane::Project => "Projects",
    }
}

/// What covers a gap: "education and a project".
pub fn covered_by(lanes: &[Lane]) -> String {
    let name = |lane: &Lane| match lane {
        Lane::Work => "work",
        Lane::Volunteer => "volunteering",
        Lane::Education => "education",
        Lane::Project => "a project",
    };
    lanes.iter().map(name).collect::<Vec<_>>().join(" and ")
}

/// The heading of a group of skills.
pub fn category(category: Category) -> &'static str {
    match category {
        Category::Language => "Programming languages",
        Category::Web => "Web",
        Category::Mobile => "Mobile",
        Category::Data => "Databases",
        Category::DataEngineering => "Data engineering",
        Category::MachineLearning => "Machine learning",
        Category::Cloud => "Cloud",
        Category::Operations => "Operations",
        Category::Security => "Security",
        Category::Systems => "Systems",
        Category::Architecture => "Architecture and methods",
        Category::Tool => "Tools",
        Category::Domain => "Fields of knowledge",
        Category::Soft => "Working with people",
        Category::Unlisted => "Others that the CV lists",
    }
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
pub fn reading(label: &str) -> String {
    format!("Reading {label} …")
}

pub const READ_IN: &str = "What a machine reads in";
pub const ANOTHER: &str = "Read another";
pub const EXPORT_JSON: &str = "Save as JSON Resume";
pub const HIDE_DETAILS: &str = "Hide personal details";
pub const SHOW_DETAILS: &str = "Show personal details";
pub const FORGET: &str = "Forget this CV";
pub const THEME: &str = "Theme";
/// Values of the setting and their names.
pub const THEMES: [(&str, &str); 3] = [("", "Theme: system"), ("light", "Theme: light"), ("dark", "Theme: dark")];

/// "plain text · read in 9 ms"
pub fn facts(analysis: &Analysis, millis: f64) -> String {
    format!("{} · read in {} ms", format(analysis.format), millis.round().max(1.0))
}

/// What a screen reader is told when the result is there.
pub fn read_it(label: &str, analysis: &Analysis) -> String {
    let positions = count(analysis.resume.work.len(), "position", "positions");
    let skills = count(analysis.skills.len(), "skill", "skills");
    format!("{label} is read: {positions}, {skills}.")
}

/// "97 % understood"
pub fn understood(coverage: f32) -> String {
    format!("{} % understood", (f64::from(coverage) * 100.0).floor())
}

pub const COPY_TEXT: &str = "Copy text";
pub const COPIED: &str = "The text is copied.";
pub const NOT_COPIED: &str = "The browser did not let the text be copied. Select it and copy it by hand.";

pub const VIEWS: &str = "Views of this CV";
pub const YOUR_DOCUMENT: &str = "Your document";
pub const FACES: &str = "How the document is shown";
pub const READING_VIEW: &str = "Reading view";
pub const MACHINE_TEXT: &str = "Text a machine reads";
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

pub const UNNAMED: &str = "Unnamed entry";
pub const NO_TIMELINE: &str = "No dated position, degree or project was found, so there is nothing to put on a line.";
pub const OF_WORK: &str = "of work, each month once";
pub const NO_GAP: &str = "None";
pub const LONGEST_GAP: &str = "longest gap";
pub const AS_OF: &str = "is “present”";
pub const GAPS: &str = "Gaps";
pub const SHORTEST_GAP: &str = "Shortest gap to list";
pub const NO_GAPS: &str = "None of this length.";
pub const OVERLAPS: &str = "At the same time";
pub const TENURES: &str = "Time at each employer";
pub const PERIODS: &str = "Every dated entry";
pub const PLANNED: &str = "planned";
pub const LANE: &str = "Kind";
pub const ENTRY: &str = "Entry";
pub const DURATION: &str = "Duration";
pub const POSITIONS: &str = "Positions";

/// "at 3 employers"
pub fn at_employers(number: usize) -> String {
    format!("at {}", count(number, "employer", "employers"))
}

/// "9 months"
pub fn months(months: u16) -> String {
    count(usize::from(months), "month", "months")
}

/// "of 3 months or more"
pub fn from_months(shortest: u16) -> String {
    format!("of {} or more", months(shortest))
}

/// Why the total is what it is.
pub fn about_total(timeline: &Timeline) -> String {
    let mut why = String::from("A month counts once, however many positions it has");
    if !timeline.overlaps.is_empty() {
        why.push_str("; some positions here overlap");
    }
    if timeline.total.min == timeline.total.max {
        why.push_str(". Volunteering, education and projects are not in it.");
    } else {
        why.push_str(
            ". It is a range because some dates lack their months. Volunteering, education and projects are not in it.",
        );
    }
    why
}

/// "No entry covers Nov 2018 – Jul 2019 (9 months)."
pub fn gap(gap: &Gap) -> String {
    let when = months_between(gap.start, gap.end);
    let long = months(gap.months);
    let open = if gap.open { ", up to now" } else { "" };
    if gap.covered_by.is_empty() {
        return format!("No entry covers {when} ({long}{open}).");
    }
    let by = covered_by(&gap.covered_by);
    let covered = gap.months.saturating_sub(gap.uncovered);
    let how_much = if gap.uncovered == 0 { "all of it".to_owned() } else { format!("{covered} of them") };
    format!("No position covers {when} ({long}{open}); {by} covers {how_much}.")
}

/// "2014 – 2016: dates too coarse to tell."
pub fn possible_gap(gap: &PossibleGap) -> String {
    let when = months_between(gap.start, gap.end);
    let long = match (gap.months.min, gap.months.max) {
        (0, max) => format!("up to {}", months(max)),
        (min, max) => format!("{min} – {}", months(max)),
    };
    format!("Perhaps {when}, {long}: the dates are too coarse to tell.")
}

/// "2 shorter gaps are not listed."
pub fn shorter_gaps(number: usize) -> String {
    if number == 1 {
        "One shorter gap is not listed.".to_owned()
    } else {
        format!("{number} shorter gaps are not listed.")
    }
}

/// Two positions at once.
pub fn overlap(overlap: &Overlap, one: &str, other: &str) -> String {
    format!("{} ({}): {one} – and {other}", months_between(overlap.start, overlap.end), months(overlap.months))
}

/// What the drawing shows, for those who do not see it.
pub fn drawing(timeline: &Timeline) -> String {
    let entries = count(timeline.periods.len(), "dated entry", "dated entries");
    let first = timeline.periods.iter().map(|period| period.start.0).min().unwrap_or(timeline.as_of);
    let gaps = count(timeline.gaps.len(), "gap", "gaps");
    format!("{entries} from {} to {}, {gaps}. The table below says the same.", month(first), month(timeline.as_of))
}

/// "as of Nov 2026"
pub fn as_of(now: Month) -> String {
    format!("as of {}", month(now))
}

/// The newest of several positions at one employer.
pub fn and_earlier(label: &str, number: usize) -> String {
    format!("{label} (and {number} before)")
}

/// `text`, at most `letters` long.
pub fn shortened(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

pub const NO_SKILLS: &str = "No skill was recognised, and none is listed.";
pub const NO_SUCH_SKILL: &str = "No skill fits. Clear the filter to see them all.";
pub const FILTER_SKILLS: &str = "Filter skills";
pub const WHICH_SKILLS: &str = "Which skills";
pub const ORDER_OF_SKILLS: &str = "Order of skills";
/// Values and names of the choice of skills.
pub const SKILLS_SHOWN: [(&str, &str); 3] =
    [("", "All skills"), ("listed", "Listed, never shown in an entry"), ("shown", "Used, but not listed")];
/// Values and names of the orders of skills.
pub const SKILL_ORDERS: [(&str, &str); 4] =
    [("", "Most evidence first"), ("time", "Longest first"), ("last", "Last used first"), ("name", "By name")];
pub const SHOWN: &str = "both";
pub const ABOUT_SHOWN: &str = "listed, and used in an entry";
pub const LISTED: &str = "listed only";
pub const ABOUT_LISTED: &str = "never shown in an entry";
pub const NOT_LISTED: &str = "used only";
pub const ABOUT_NOT_LISTED: &str = "no list has it";
pub const IN_A_LIST: &str = "List of skills";
pub const ELSEWHERE: &str = "Elsewhere";

fn last_used(tag: &SkillTag) -> Option<String> {
    let (last, open) = tag.last_used?;
    Some(if open { "now".to_owned() } else { last.year().to_string() })
}

/// "3× · 7 y 4 m · last 2016": what stands on a tag.
pub fn evidence(tag: &SkillTag) -> String {
    let mut parts = Vec::new();
    if tag.mentions.len() > 1 {
        parts.push(format!("{}×", tag.mentions.len()));
    }
    if let Some(time) = tag.months.filter(|months| months.max > 0) {
        parts.push(if time.min == time.max { short_duration(time.min) } else { duration(time) });
    }
    if let Some(last) = last_used(tag).filter(|last| last != "now") {
        parts.push(format!("last {last}"));
    }
    parts.join(" · ")
}

/// The evidence for a skill, as a sentence.
pub fn evidence_in_full(tag: &SkillTag) -> String {
    let often = count(tag.mentions.len(), "time", "times");
    let time = tag.months.filter(|months| months.max > 0);
    let time = time.map(|time| format!(", in entries of {} together", duration(time))).unwrap_or_default();
    let last = match tag.last_used {
        Some((_, true)) => ", still in use".to_owned(),
        Some((last, false)) => format!(", last in {}", month(last)),
        None => String::new(),
    };
    let state = match (tag.listed(), tag.shown()) {
        (true, false) => "; listed, but never shown in an entry",
        (false, true) => "; used, but not listed",
        _ => "",
    };
    format!("Mentioned {often}{time}{last}{state}.")
}

pub const VERIFY: &str = "How can I be sure?";
pub const CLOSE: &str = "Close";
pub const POLICY: &str = "The rule that the browser enforces";
pub const ABOUT_POLICY: &str = "This page carries a content-security policy. “connect-src 'none'” means that neither it nor its worker may open a connection; once everything is loaded, a second policy takes the rest away too.";
pub const REQUESTS: &str = "What was requested";
pub const CHECK: &str = "Check it yourself";
pub const CHECKS: [&str; 3] = [
    "Open the developer tools (F12), choose Network, then read a CV here: the list stays empty.",
    "Or switch off the network first. Everything works as before.",
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
    "People who see your screen. “Hide personal details” blurs name and contact.",
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
