//! Skills and their evidence.

use cv_readback::skill_tags::{Category, SkillTag};

use super::{count, duration, month, short_duration};

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

pub const NO_SKILLS: &str = "No skill was recognised, and none is listed.";
pub const NO_SUCH_SKILL: &str = "No skill fits. Clear the filter to see them all.";
pub const FILTER_SKILLS: &str = "Filter skills";
pub const WHICH_SKILLS: &str = "Which skills";
pub const ORDER_OF_SKILLS: &str = "Order of skills";
/// Values and names of the choice of skills.
pub const SKILLS_SHOWN: [(&str, &str); 4] = [
    ("", "All skills"),
    ("listed", "Listed, never shown in an entry"),
    ("shown", "Used, but not listed"),
    ("spelled", "Spelled otherwise than its makers do"),
];
/// Values and names of the orders of skills.
pub const SKILL_ORDERS: [(&str, &str); 4] =
    [("", "Most evidence first"), ("time", "Longest first"), ("last", "Last used first"), ("name", "By name")];
pub const ON_TIMELINE: &str = "Show on the timeline";
pub const SHOWN: &str = "both";
pub const ABOUT_SHOWN: &str = "listed, and used in an entry";
pub const LISTED: &str = "listed only";
pub const ABOUT_LISTED: &str = "never shown in an entry";
pub const NOT_LISTED: &str = "used only";
pub const ABOUT_NOT_LISTED: &str = "no list has it";
pub const SPELLED: &str = "wavy";
pub const ABOUT_SPELLED: &str = "spelled otherwise than its makers do";
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

/// A spelling that is not the makers' own.
pub fn spelled_otherwise(written: &str, usual: &str) -> String {
    format!("Written “{written}”; its makers spell it “{usual}”.")
}

/// "A part of AWS."
pub fn part_of(parent: &str) -> String {
    format!("A part of {parent}.")
}

/// "Versions: 8, 17."
pub fn versions(versions: &[String]) -> String {
    format!("{}: {}.", if versions.len() == 1 { "Version" } else { "Versions" }, versions.join(", "))
}

/// The place of a mention that is of a part of the skill.
pub fn through(part: &str, place: &str) -> String {
    format!("{place}, by {part}")
}
