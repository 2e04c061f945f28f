//! JSON Resume (1.0.0 and later) -> its values, and the blocks of a CV that says the same.
//!
//! Every key of the standard becomes a section under its usual English heading, every entry a heading, a line of dates,
//! prose and bullets; each value keeps the place of its string in the file. What the standard does not know stays as text.

use std::ops::Range;

use super::form::{ENTRY, Form, ITEM, Said};
use super::json::{self, Node, decoded, place};
use super::prose::{self, Line};
use super::{RawDocument, ReadError};
use crate::document::{BlockKind, Origin};
use crate::field::{Key, Part};
use crate::format::Format;
use crate::word_map::is_one_of;

/// The lists of the standard, how their section is headed, and what they are.
const LISTS: [(&str, &str, Key); 11] = [
    ("work", "Experience", Key::Work),
    ("volunteer", "Volunteering", Key::Volunteer),
    ("education", "Education", Key::Education),
    ("awards", "Awards", Key::Awards),
    ("certificates", "Certificates", Key::Certificates),
    ("publications", "Publications", Key::Publications),
    ("skills", "Skills", Key::Skills),
    ("languages", "Languages", Key::Languages),
    ("interests", "Interests", Key::Interests),
    ("references", "References", Key::References),
    ("projects", "Projects", Key::Projects),
];

/// A file with none of the standard's keys is no résumé.
pub(super) fn read(text: &str) -> Result<RawDocument, ReadError> {
    let format = Format::JsonResume;
    let root = json::parse(text).map_err(|fault| ReadError::Damaged { format, detail: fault.message(text) })?;
    let is_group = |key: &str| matches!(root.get(key), Some(Node::Object(_) | Node::Array(_)));
    if !is_group("basics") && !LISTS.iter().any(|(key, ..)| is_group(key)) {
        return Err(ReadError::Unsupported { format });
    }
    let mut page = Page { text, form: Form::default() };
    page.write(&root);
    Ok(page.form.finish())
}

/// Writes the values.
struct Page<'a> {
    text: &'a str,
    form: Form,
}

impl Page<'_> {
    fn write(&mut self, root: &Node) {
        let Node::Object(pairs) = root else { return };
        if let Some(basics) = root.get("basics") {
            self.basics(basics);
        }
        for (key, value) in pairs {
            let known = LISTS.iter().find(|(name, ..)| name == key);
            let (heading, kind) = known.map_or((key.as_str(), Key::Other), |(_, heading, kind)| (*heading, *kind));
            let items = value.items();
            let Some(first) = items.first().filter(|_| !is_one_of("basics meta $schema", key)) else { continue };
            let at = place(first).start as u32;
            self.form.section(kind, heading, &Origin::Bytes(at..at));
            for item in items {
                self.form.entry(kind);
                self.entry(kind, item);
            }
        }
    }

    fn basics(&mut self, basics: &Node) {
        let part = |keys: &[&str]| self.part(basics, keys);
        let (name, label) = (part(&["name"]), part(&["label"]));
        let (email, phone, url) = (part(&["email"]), part(&["phone"]), part(&["url", "website"]));
        let summary = part(&["summary"]);
        self.form.entry(Key::Basics);
        self.form.line(BlockKind::Heading { level: 1 }, &[(Part::Name, name)], "");
        for (part, said) in [(Part::Label, label), (Part::Email, email), (Part::Phone, phone), (Part::Url, url)] {
            self.form.line(BlockKind::Paragraph, &[(part, said)], "");
        }
        let place = self.location(basics);
        self.form.block(BlockKind::Paragraph);
        self.form.words(Part::Place, &place, ", ");
        self.others(basics, "name label email phone url website summary location profiles image picture");
        for profile in basics.get("profiles").map(Node::items).unwrap_or_default() {
            self.form.entry(Key::Profiles);
            let part = |key| self.part(profile, &[key]);
            let (network, username, url) = (part("network"), part("username"), part("url"));
            self.form.block(BlockKind::Paragraph);
            self.form.value(Part::Name, &network);
            if network.says() && (username.says() || url.says()) {
                self.form.note(": ");
            }
            self.form.value(Part::Username, &username);
            if username.says() && url.says() {
                self.form.note(", ");
            }
            self.form.value(Part::Url, &url);
        }
        if summary.says() {
            self.form.section(Key::Basics, "Summary", &summary.origin());
            self.form.prose(Part::Summary, &summary);
        }
    }

    fn entry(&mut self, key: Key, item: &Node) {
        if matches!(item, Node::Array(_) | Node::Word(_)) {
            return self.anything(item);
        }
        if let Node::String(_) = item {
            let said = self.said(item);
            return match key {
                Key::Skills | Key::Languages | Key::Interests => self.form.line(ITEM, &[(Part::Name, said)], ""),
                _ => self.anything(item),
            };
        }
        let part = |keys: &[&str]| self.part(item, keys);
        let named = |part, said| vec![(part, said)];
        match key {
            Key::Work => {
                let values = [(Part::Position, part(&["position"])), (Part::Name, part(&["name", "company"]))];
                self.form.line(ENTRY, &values, ", ");
            }
            Key::Volunteer => {
                let values = [(Part::Position, part(&["position"])), (Part::Name, part(&["organization"]))];
                self.form.line(ENTRY, &values, ", ");
            }
            Key::Education => {
                let degree = [(Part::StudyType, part(&["studyType"])), (Part::Area, part(&["area"]))];
                self.form.line(ENTRY, &named(Part::Name, part(&["institution"])), "");
                self.form.line(BlockKind::Paragraph, &degree, ", ");
            }
            Key::Awards | Key::Certificates | Key::Publications => {
                let name = named(Part::Name, part(&["name", "title"]));
                let issuer = named(Part::Issuer, part(&["issuer", "awarder", "publisher"]));
                self.form.line(ENTRY, &name, "");
                self.form.line(BlockKind::Paragraph, &issuer, "");
            }
            Key::Projects | Key::References => self.form.line(ENTRY, &named(Part::Name, part(&["name"])), ""),
            Key::Skills => return self.skills(item),
            Key::Interests => return self.interests(item),
            Key::Languages => {
                let values = [self.part(item, &["language", "name"]), self.part(item, &["fluency", "level"])];
                self.form.block(ITEM);
                self.form.value(Part::Name, &values[0]);
                self.bracketed(Part::Level, &values[1]);
                return self.others(item, "language name fluency level");
            }
            Key::Basics | Key::Profiles | Key::Training | Key::Listed | Key::Other => return self.anything(item),
        }
        self.dates(key, item);
        let about = if key == Key::References { ["", "", "reference"] } else { ["description", "summary", ""] };
        for (name, part) in about.into_iter().zip([Part::Description, Part::Summary, Part::Summary]) {
            let said = self.part(item, &[name]);
            // No place of its own for what a degree was about.
            if key == Key::Education {
                self.form.each(Part::Highlight, &said);
            } else {
                let part = if key == Key::Volunteer || takes_summary(key) { Part::Summary } else { part };
                self.form.prose(part, &said);
            }
        }
        let score = self.part(item, &["score", "gpa"]);
        self.labelled("Score", Part::Score, &[score]);
        for (name, part) in [("highlights", Part::Highlight), ("courses", Part::Course)] {
            for said in self.list(item, name) {
                self.form.line(ITEM, &[(part, said)], "");
            }
        }
        let keywords = self.list(item, "keywords");
        self.labelled("Technologies", Part::Keyword, &keywords);
        let url = self.part(item, &["url", "website"]);
        self.form.line(BlockKind::Paragraph, &[(Part::Url, url)], "");
        self.others(
            item,
            "name company position organization institution studyType area title issuer awarder publisher description \
             summary reference score gpa highlights courses keywords url website startDate endDate date releaseDate location",
        );
    }

    /// When, and where.
    fn dates(&mut self, key: Key, item: &Node) {
        let part = |keys: &[&str]| self.part(item, keys);
        let place = self.location(item);
        if matches!(key, Key::Awards | Key::Certificates | Key::Publications) {
            let date = part(&["date", "releaseDate", "startDate", "endDate"]);
            self.form.line(BlockKind::Paragraph, &[(Part::Date, date)], "");
            return;
        }
        let (start, end) = (part(&["startDate", "date"]), part(&["endDate"]));
        // The standard has no other way to say so.
        let ongoing = !end.says() && matches!(key, Key::Work | Key::Volunteer | Key::Education | Key::Projects);
        self.form.period(&start, &end, ongoing, &place);
    }

    /// `Name (level): keyword, keyword`.
    fn skills(&mut self, item: &Node) {
        let (name, level) = (self.part(item, &["name"]), self.part(item, &["level"]));
        let keywords = self.list(item, "keywords");
        self.form.block(ITEM);
        self.form.value(Part::Name, &name);
        self.bracketed(Part::Level, &level);
        if !keywords.is_empty() {
            if name.says() || level.says() {
                self.form.note(": ");
            }
            self.values(Part::Keyword, &keywords);
        }
        self.others(item, "name level keywords");
    }

    /// `Name: keyword, keyword`, each an interest.
    fn interests(&mut self, item: &Node) {
        let name = self.part(item, &["name"]);
        let keywords = self.list(item, "keywords");
        self.form.block(ITEM);
        self.form.value(Part::Name, &name);
        for (number, keyword) in keywords.iter().enumerate() {
            if number > 0 || name.says() {
                self.form.note(if number == 0 { ": " } else { ", " });
            }
            self.form.entry(Key::Interests);
            self.form.value(Part::Name, keyword);
        }
        self.others(item, "name keywords");
    }

    fn bracketed(&mut self, part: Part, said: &Said) {
        if said.says() {
            self.form.note(" (");
            self.form.value(part, said);
            self.form.note(")");
        }
    }

    /// `Label: value, value`.
    fn labelled(&mut self, label: &str, part: Part, values: &[Said]) {
        let values: Vec<Said> = values.iter().filter(|said| said.says()).cloned().collect();
        if !values.is_empty() {
            self.form.block(BlockKind::Paragraph);
            self.form.note(label);
            self.form.note(": ");
            self.values(part, &values);
        }
    }

    fn values(&mut self, part: Part, values: &[Said]) {
        for (number, said) in values.iter().enumerate() {
            if number > 0 {
                self.form.note(", ");
            }
            self.form.value(part, said);
        }
    }

    /// What an object says under keys that are not among the `known` ones: nothing that is understood.
    fn others(&mut self, item: &Node, known: &str) {
        let Node::Object(pairs) = item else { return };
        for (key, value) in pairs.iter().filter(|(key, _)| !is_one_of(known, key)) {
            let said: Vec<Said> = match value {
                Node::Array(items) => items.iter().map(|item| self.said(item)).filter(Said::says).collect(),
                _ => Some(self.said(value)).filter(Said::says).into_iter().collect(),
            };
            for (number, said) in said.iter().enumerate() {
                if number == 0 {
                    self.form.block(BlockKind::Paragraph);
                    self.form.note(key);
                }
                self.form.note(if number == 0 { ": " } else { ", " });
                self.form.text(said);
            }
        }
    }

    /// The strings of a key that the standard does not know.
    fn anything(&mut self, item: &Node) {
        match item {
            Node::String(_) | Node::Word(_) => {
                let said = self.said(item);
                self.form.block(ITEM);
                self.form.text(&said);
            }
            Node::Array(items) => items.iter().for_each(|item| self.anything(item)),
            Node::Object(pairs) => {
                for (number, (_, value)) in pairs.iter().enumerate() {
                    let said = self.said(value);
                    if said.says() {
                        self.form.block(if number == 0 { ENTRY } else { BlockKind::Paragraph });
                        self.form.text(&said);
                    } else {
                        self.anything(value);
                    }
                }
            }
        }
    }

    /// A place: a text, or an object of its parts.
    fn location(&self, item: &Node) -> Vec<Said> {
        let Some(location) = item.get("location") else { return Vec::new() };
        let whole = self.said(location);
        if whole.says() {
            return vec![whole];
        }
        let keys = ["address", "postalCode", "city", "region", "countryCode", "country"];
        keys.iter().map(|key| self.part(location, &[key])).filter(Said::says).collect()
    }

    /// What stands under the first of the keys that says something.
    fn part(&self, item: &Node, keys: &[&str]) -> Said {
        let said = keys.iter().filter_map(|key| item.get(key)).map(|node| self.said(node));
        said.into_iter().find(Said::says).unwrap_or_default()
    }

    fn list(&self, item: &Node, key: &str) -> Vec<Said> {
        match item.get(key) {
            Some(Node::Array(items)) => items.iter().map(|item| self.said(item)).filter(Said::says).collect(),
            Some(other) => Some(self.said(other)).filter(Said::says).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// A string, or a number.
    fn said(&self, node: &Node) -> Said {
        let at = place(node);
        let raw = self.text.get(at.clone()).unwrap_or_default();
        let mut said = Said::default();
        match node {
            Node::String(_) => {
                let whole = decoded(raw);
                if prose::is_html(&whole) {
                    return Said::of(prose::html(&whole), &bytes(&at));
                }
                for line in lines(raw) {
                    self.push(at.start + line.start..at.start + line.end, &mut said);
                }
            }
            Node::Word(_) if raw.starts_with(|c: char| c.is_ascii_digit() || c == '-') => self.push(at, &mut said),
            Node::Word(_) | Node::Array(_) | Node::Object(_) => {}
        }
        said
    }

    /// Adds the raw line at `at`, if it says something.
    fn push(&self, at: Range<usize>, said: &mut Said) {
        let raw = self.text.get(at.clone()).unwrap_or_default();
        let text = prose::collapsed(&decoded(raw));
        if !text.is_empty() {
            // The place of the words alone, where they stand as they are.
            let exact = raw.find(&text).map(|from| at.start + from..at.start + from + text.len());
            said.push(Line { text, item: false }, bytes(&exact.unwrap_or(at)));
        }
    }
}

/// Whether all that is said about an entry is its summary.
fn takes_summary(key: Key) -> bool {
    matches!(key, Key::Awards | Key::Publications | Key::Certificates)
}

fn bytes(at: &Range<usize>) -> Origin {
    Origin::Bytes(at.start as u32..at.end as u32)
}

/// The lines of a raw string, which the escape `\n` ends.
fn lines(raw: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut from = 0;
    let mut chars = raw.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\'
            && let Some((_, 'n')) = chars.next()
        {
            lines.push(from..at);
            from = at + 2;
        }
    }
    lines.push(from..raw.len());
    lines
}
