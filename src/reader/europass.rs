//! Europass's XML, by itself or as it lies in the PDF files that Europass makes -> its values, and the blocks of a CV that
//! says the same. There are two kinds: [`passport`] (until 2020) and [`candidate`] (since, on the schemas of HR Open Standards).
//!
//! Elements are known by their names without the namespace. What is no text of a CV (photographs, settings, codes that have a
//! label) is left out.

use std::ops::Range;

use roxmltree::Node;

use super::RawDocument;
use super::form::{Form, ITEM, Said};
use super::office::xml::{attribute, child, elements, name, parse};
use super::prose;
use crate::document::{BlockKind, Origin};
use crate::field::{Key, Part};

mod candidate;
mod passport;

/// The CV; none if the file is another XML.
pub(super) fn read(text: &str) -> Option<RawDocument> {
    let tree = parse(text).ok()?;
    let root = tree.root_element();
    let mut page = Page { form: Form::default() };
    match name(root) {
        "SkillsPassport" => page.passport(child(root, "LearnerInfo")?),
        "Candidate" => page.candidate(root),
        _ => return None,
    }
    Some(page.form.finish())
}

/// Writes the values.
struct Page {
    form: Form,
}

impl Page {
    /// A section, if its list has entries.
    fn entries(&mut self, key: Key, heading: &str, entries: &[Node], write: fn(&mut Self, Node)) {
        for (number, entry) in entries.iter().enumerate() {
            if number == 0 {
                self.form.section(key, heading, &bytes(&entry.range()));
            }
            self.form.entry(key);
            write(self, *entry);
        }
    }

    /// A text under a heading that names its group of skills; its lines are the skills.
    fn skills(&mut self, heading: &str, skills: &[Said]) {
        if let Some(first) = skills.iter().find(|said| said.says()) {
            self.form.section(Key::Skills, heading, &first.origin());
            self.form.heading_is(Part::Name);
            for said in skills {
                self.form.each(Part::Keyword, said);
            }
        }
    }

    /// Start and end of the element `period`, and the place beside them.
    fn period(&mut self, period: Option<Node>, place: &[Said]) {
        let date = |locals: [&str; 2]| {
            let point = period.and_then(|period| locals.iter().find_map(|local| child(period, local)));
            point.map(date).unwrap_or_default()
        };
        let (start, end) = (date(["From", "StartDate"]), date(["To", "EndDate"]));
        let says_so =
            |local: &&str| period.and_then(|period| child(period, local)).is_some_and(|current| is_true(current));
        let ongoing = ["Current", "CurrentIndicator", "Ongoing"].iter().any(says_so);
        let end = if ongoing { Said::default() } else { end };
        self.form.period(&start, &end, ongoing, place);
    }

    /// A language and its levels: one for all that it is about, else each with what it is about.
    fn language(&mut self, name: &Said, levels: &[(&str, Said)]) {
        let levels: Vec<&(&str, Said)> = levels.iter().filter(|(_, level)| level.says()).collect();
        self.form.block(ITEM);
        self.form.value(Part::Name, name);
        let Some((_, first)) = levels.first() else { return };
        self.form.note(" (");
        let from = self.form.at();
        if levels.iter().all(|(_, level)| level.text() == first.text()) {
            self.form.text(first);
        } else {
            for (number, (about, level)) in levels.iter().enumerate() {
                self.form.note(if number > 0 { ", " } else { "" });
                self.form.note(about);
                self.form.note(" ");
                self.form.text(level);
            }
        }
        self.form.field(Part::Level, from);
        self.form.note(")");
    }

    /// A language that somebody grew up with; the file has no word for it.
    fn mother_tongue(&mut self, name: &Said) {
        self.form.block(ITEM);
        self.form.value(Part::Name, name);
        if name.says() {
            self.form.note(" (");
            let from = self.form.at();
            self.form.note("native");
            self.form.field(Part::Level, from);
            self.form.note(")");
        }
    }

    fn line(&mut self, kind: BlockKind, part: Part, said: Said) {
        self.form.line(kind, &[(part, said)], "");
    }
}

fn is_true(node: Node) -> bool {
    node.text().is_some_and(|text| text.trim() == "true")
}

/// The text of an element that may say nothing, as it is.
fn plain(node: Option<Node>) -> Said {
    node.map(|node| Said::plain(node.text().unwrap_or_default(), &origin(node))).unwrap_or_default()
}

/// The text of an element that may have lists and HTML in it, which Europass's editor has written.
fn listed(node: Option<Node>) -> Said {
    node.map(|node| Said::listed(node.text().unwrap_or_default(), &origin(node))).unwrap_or_default()
}

/// The place of an element's text; without the blanks around it where it is written as it is meant.
fn origin(node: Node) -> Origin {
    let inner = node.first_child().filter(Node::is_text);
    let Some(inner) = inner else { return bytes(&node.range()) };
    let (text, at) = (inner.text().unwrap_or_default(), inner.range());
    let bare = prose::collapsed(text);
    let written = inner.document().input_text().get(at.clone()).unwrap_or_default();
    let exact = written.find(&bare).map(|from| at.start + from..at.start + from + bare.len());
    bytes(&exact.unwrap_or(at))
}

fn bytes(at: &Range<usize>) -> Origin {
    Origin::Bytes(at.start as u32..at.end as u32)
}

/// The element at the end of a path of names.
fn at<'a, 'input>(node: Node<'a, 'input>, path: &[&str]) -> Option<Node<'a, 'input>> {
    path.iter().try_fold(node, |node, local| child(node, local))
}

/// Every element at the end of a path of names.
fn all<'a, 'input>(node: Option<Node<'a, 'input>>, path: &[&str]) -> Vec<Node<'a, 'input>> {
    let Some((last, path)) = path.split_last() else { return Vec::new() };
    let around = node.and_then(|node| at(node, path));
    around.into_iter().flat_map(elements).filter(|node| name(*node) == *last).collect()
}

/// What a coded value is called, else its code.
fn label<'a, 'input>(node: Node<'a, 'input>, local: &str) -> Option<Node<'a, 'input>> {
    let value = child(node, local)?;
    child(value, "Label").or(child(value, "Code"))
}

/// `2019-05-01`: of attributes such as `month="--05"`, or of an element with a date and time.
fn date(point: Node) -> Said {
    let part = |local, width: usize| {
        let written = attribute(point, local)?.trim_start_matches('-').trim();
        (!written.is_empty()).then(|| format!("{written:0>width$}"))
    };
    if let Some(year) = attribute(point, "year") {
        let month = part("month", 2);
        let day = part("day", 2).filter(|_| month.is_some());
        let written: Vec<String> = [Some(year.trim().to_owned()), month, day].into_iter().flatten().collect();
        return Said::plain(&written.join("-"), &bytes(&point.range()));
    }
    let node = child(point, "FormattedDateTime").unwrap_or(point);
    let text = node.text().unwrap_or_default();
    Said::plain(text.split('T').next().unwrap_or_default(), &origin(node))
}
