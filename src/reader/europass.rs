//! Europass's XML, as it lies in the PDF files that Europass makes -> the blocks of a CV that says the same. There are two
//! kinds: `SkillsPassport` (until 2020) and `Candidate` (since, on the schemas of HR Open Standards).
//!
//! Elements are known by their names without the namespace. What is no text of a CV (photographs, settings, codes that have a
//! label) is left out.

use roxmltree::Node;

use super::RawBlock;
use super::flow::{Flow, Gap};
use super::office::xml::{attribute, child, elements, name, parse};
use crate::document::{BlockKind, Style};
use crate::word_map::is_one_of;

/// The blocks; none if the file is another XML.
pub(super) fn read(text: &str) -> Option<Vec<RawBlock>> {
    let tree = parse(text).ok()?;
    let root = tree.root_element();
    let mut page = Page { flow: Flow::new() };
    match name(root) {
        "SkillsPassport" => page.passport(child(root, "LearnerInfo")?),
        "Candidate" => page.candidate(root),
        _ => return None,
    }
    Some(page.flow.finish())
}

/// Levels of languages, in the order in which Europass has them.
const LEVELS: [&str; 5] = ["Listening", "Reading", "SpokenInteraction", "SpokenProduction", "Writing"];

const ENTRY: BlockKind = BlockKind::Heading { level: 3 };
const ITEM: BlockKind = BlockKind::ListItem { ordered: false };

/// Writes the blocks.
struct Page {
    flow: Flow,
}

impl Page {
    fn passport(&mut self, learner: Node) {
        if let Some(person) = child(learner, "Identification") {
            let part = |local| at(person, &["PersonName", local]);
            self.line(BlockKind::Heading { level: 1 }, &[part("FirstName"), part("Surname")], " ");
            self.line(BlockKind::Paragraph, &[at(learner, &["Headline", "Description", "Label"])], "");
            let ways: [&[&str]; 3] = [&["Email"], &["TelephoneList", "Telephone"], &["WebsiteList", "Website"]];
            for way in ways {
                for contact in all(child(person, "ContactInfo"), way) {
                    self.line(BlockKind::Paragraph, &[child(contact, "Contact")], "");
                }
            }
            self.address(at(person, &["ContactInfo", "Address", "Contact"]));
        }
        self.entries(learner, "WorkExperienceList", "Experience", |page, work| {
            let employer = child(work, "Employer");
            page.line(ENTRY, &[label(work, "Position"), employer.and_then(|employer| child(employer, "Name"))], ", ");
            page.period(work, employer);
            page.prose(child(work, "Activities"));
        });
        self.entries(learner, "EducationList", "Education", |page, course| {
            let school = child(course, "Organisation");
            page.line(ENTRY, &[child(course, "Title"), school.and_then(|school| child(school, "Name"))], ", ");
            page.line(BlockKind::Paragraph, &[label(course, "Field")], "");
            page.period(course, school);
            page.prose(child(course, "Activities"));
        });
        let Some(skills) = child(learner, "Skills") else { return self.achievements(learner) };
        if let Some(languages) = child(skills, "Linguistic") {
            self.section("Languages", languages);
            for mother in all(Some(languages), &["MotherTongueList", "MotherTongue"]) {
                self.said(ITEM, label(mother, "Description"), " (", "native", ")");
            }
            for foreign in all(Some(languages), &["ForeignLanguageList", "ForeignLanguage"]) {
                let level = LEVELS.iter().find_map(|level| at(foreign, &["ProficiencyLevel", level]));
                let level = level.and_then(|level| level.text()).unwrap_or_default().trim().to_owned();
                self.said(ITEM, label(foreign, "Description"), " (", &level, ")");
            }
        }
        for (local, heading) in [
            ("Computer", "Digital skills"),
            ("JobRelated", "Job-related skills"),
            ("Communication", "Communication skills"),
            ("Organisational", "Organisational skills"),
            ("Other", "Other skills"),
        ] {
            if let Some(group) = child(skills, local) {
                self.section(heading, group);
                self.prose(child(group, "Description"));
            }
        }
        self.achievements(learner);
    }

    fn achievements(&mut self, learner: Node) {
        self.entries(learner, "AchievementList", "Achievements", |page, achievement| {
            page.line(ENTRY, &[label(achievement, "Title")], "");
            page.prose(child(achievement, "Description"));
        });
    }

    fn candidate(&mut self, root: Node) {
        if let Some(person) = child(root, "CandidatePerson") {
            let part = |local| at(person, &["PersonName", local]);
            self.line(BlockKind::Heading { level: 1 }, &[part("GivenName"), part("FamilyName")], " ");
            for way in all(Some(person), &["Communication"]) {
                let dialing = child(way, "CountryDialing");
                match child(way, "DialNumber") {
                    Some(number) => {
                        let international = dialing.and_then(|dialing| dialing.text()).unwrap_or_default().trim();
                        let plus = if international.is_empty() || international.starts_with('+') { "" } else { "+" };
                        self.words(BlockKind::Paragraph, &[plus, international, " ", says(number)], number);
                    }
                    None => self.line(BlockKind::Paragraph, &[child(way, "URI")], ""),
                }
                self.address(child(way, "Address"));
            }
        }
        let Some(profile) = child(root, "CandidateProfile") else { return };
        if let Some(summary) = child(profile, "ExecutiveSummary").filter(|summary| !says(*summary).is_empty()) {
            self.section("Summary", summary);
            self.prose(Some(summary));
        }
        self.entries(profile, "EmploymentHistory", "Experience", |page, employer| {
            for position in all(Some(employer), &["PositionHistory"]) {
                page.line(ENTRY, &[child(position, "PositionTitle"), child(employer, "OrganizationName")], ", ");
                page.period(position, Some(position));
                page.prose(child(position, "Description"));
            }
        });
        self.entries(profile, "EducationHistory", "Education", |page, school| {
            let degree = at(school, &["EducationDegree", "DegreeName"]).or(child(school, "ProgramName"));
            page.line(ENTRY, &[degree, child(school, "OrganizationName")], ", ");
            page.period(school, Some(school));
            page.prose(at(school, &["EducationDegree", "OccupationalSkillsCovered"]));
        });
        self.entries(profile, "Certifications", "Certificates", |page, certificate| {
            page.line(ENTRY, &[child(certificate, "CertificationName")], "");
            page.period(certificate, None);
        });
        if let Some(skills) = child(profile, "PersonQualifications") {
            let kind = |skill: Node| child(skill, "TaxonomyID").map(says).unwrap_or_default().to_lowercase();
            let all: Vec<Node> = elements(skills).collect();
            for (heading, is_language) in [("Skills", false), ("Languages", true)] {
                let mut wanted = all.iter().filter(|skill| (kind(**skill) == "language") == is_language).peekable();
                if let Some(first) = wanted.peek() {
                    self.section(heading, **first);
                }
                for skill in wanted {
                    let written = child(*skill, "CompetencyName").or(child(*skill, "CompetencyID"));
                    let level = skill.descendants().find(|node| name(*node) == "ScoreText").map(says);
                    self.said(ITEM, written, " (", level.unwrap_or_default(), ")");
                }
            }
        }
    }

    /// A section, if its list has entries.
    fn entries(&mut self, around: Node, list: &str, heading: &str, write: fn(&mut Self, Node)) {
        for (number, entry) in child(around, list).into_iter().flat_map(elements).enumerate() {
            if number == 0 {
                self.section(heading, entry);
            }
            write(self, entry);
        }
    }

    fn section(&mut self, heading: &str, at: Node) {
        self.words(BlockKind::Heading { level: 2 }, &[heading], at);
    }

    fn address(&mut self, address: Option<Node>) {
        let Some(address) = address else { return };
        let part = |local| child(address, local);
        let city = part("Municipality").or(part("CityName"));
        let country = label(address, "Country").or(part("CountryCode"));
        self.line(BlockKind::Paragraph, &[part("AddressLine"), part("PostalCode"), city, country], ", ");
    }

    /// `2019-05 – 2021-03`, and the place of `organisation` behind a tab.
    fn period(&mut self, entry: Node, organisation: Option<Node>) {
        let period = elements(entry).find(|node| name(*node).ends_with("Period"));
        let date = |locals: [&str; 2]| {
            let point = period.and_then(|period| locals.iter().find_map(|local| child(period, local)))?;
            date(point)
        };
        let is_open = period.is_some_and(|period| {
            ["Current", "CurrentIndicator", "Ongoing"]
                .iter()
                .any(|local| child(period, local).is_some_and(|current| says(current) == "true"))
        });
        let (start, end) = (date(["From", "StartDate"]), date(["To", "EndDate"]));
        let end = end.or(is_open.then(|| "Present".to_owned()));
        let dates = match (start, end) {
            (Some(start), Some(end)) => [start, end].join(" – "),
            (start, end) => start.or(end).unwrap_or_default(),
        };
        let place = organisation.map(|organisation| {
            let address = at(organisation, &["ContactInfo", "Address", "Contact"])
                .or(at(organisation, &["OrganizationContact", "Communication", "Address"]));
            let around = address.unwrap_or(organisation);
            let city = ["Municipality", "CityName", "City"].iter().find_map(|local| child(around, local));
            let country = label(around, "Country").or(child(around, "CountryCode")).or(child(around, "Country"));
            let parts = [city.map(says).unwrap_or_default(), country.map(says).unwrap_or_default()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        });
        let place = place.unwrap_or_default();
        let at = period.unwrap_or(entry).range();
        if dates.is_empty() && place.is_empty() {
            return;
        }
        self.flow.block(BlockKind::Paragraph, 0);
        if !dates.is_empty() {
            self.flow.replaced(&dates, at.clone(), Style::default(), None);
            self.flow.gap(Gap::Tab, at.clone());
        }
        self.flow.replaced(&place, at, Style::default(), None);
        self.flow.end();
    }

    /// A block with the elements that say something.
    fn line(&mut self, kind: BlockKind, parts: &[Option<Node>], joiner: &str) {
        let parts: Vec<Node> = parts.iter().copied().flatten().filter(|part| !says(*part).is_empty()).collect();
        if let Some(first) = parts.first() {
            let texts: Vec<&str> = parts.iter().map(|part| says(*part)).collect();
            self.words(kind, &[&texts.join(joiner)], *first);
        }
    }

    /// What an element says, with a remark behind it if there is one.
    fn said(&mut self, kind: BlockKind, node: Option<Node>, open: &str, remark: &str, close: &str) {
        let Some(node) = node.filter(|node| !says(*node).is_empty()) else { return };
        let (open, close) = if remark.is_empty() { ("", "") } else { (open, close) };
        self.words(kind, &[says(node), open, remark, close], node);
    }

    /// A block of the words that `node` stands for.
    fn words(&mut self, kind: BlockKind, words: &[&str], node: Node) {
        self.flow.block(kind, u8::from(kind == ITEM));
        self.flow.replaced(words.concat().trim(), node.range(), Style::default(), None);
        self.flow.end();
    }

    /// Text that may have HTML in it, which Europass's editor has written: its paragraphs and items. (The reader of HTML
    /// files knows far more, and would double what this needs.)
    fn prose(&mut self, node: Option<Node>) {
        let Some(node) = node else { return };
        let text = says(node);
        let is_plain = !text.contains('<');
        let (mut kind, mut line) = (BlockKind::Paragraph, String::new());
        for (at, piece) in text.split('<').enumerate() {
            let tag = piece.split_once('>').filter(|(tag, _)| {
                at > 0 && tag.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic())
            });
            let Some((tag, behind)) = tag else {
                let open = if at > 0 { "<" } else { "" };
                line.push_str(open);
                line.push_str(piece);
                continue;
            };
            let local =
                tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            if is_one_of("p br div li ul ol", local) {
                self.spoken(kind, &std::mem::take(&mut line), node);
            }
            if is_one_of("li ul ol", local) {
                kind = if tag.starts_with("li") { ITEM } else { BlockKind::Paragraph };
            }
            line.push_str(behind);
        }
        if is_plain {
            for line in text.lines() {
                self.spoken(kind, line, node);
            }
        } else {
            self.spoken(kind, &line, node);
        }
    }

    /// A block of one line of prose, unless it is blank.
    fn spoken(&mut self, kind: BlockKind, line: &str, node: Node) {
        let line = unescaped(line);
        let words: Vec<&str> = line.split_whitespace().collect();
        if !words.is_empty() {
            self.words(kind, &[&words.join(" ")], node);
        }
    }
}

/// The signs that an editor writes by name, as themselves.
fn unescaped(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut written = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let named = piece.split_once(';').and_then(|(name, behind)| {
            let sign = match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "nbsp" => ' ',
                "apos" => '\'',
                _ => char::from_u32(name.strip_prefix('#')?.parse().ok()?)?,
            };
            Some((sign, behind))
        });
        if let Some((sign, behind)) = named {
            written.push(sign);
            written.push_str(behind);
        } else {
            written.push('&');
            written.push_str(piece);
        }
    }
    written
}

/// The text that stands directly in an element.
fn says<'a>(node: Node<'a, '_>) -> &'a str {
    node.text().unwrap_or_default().trim()
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

/// `2019-05`: of attributes such as `month="--05"`, or of an element with a date and time.
fn date(point: Node) -> Option<String> {
    if let Some(year) = attribute(point, "year") {
        let month =
            attribute(point, "month").map(|month| month.trim_start_matches('-')).filter(|month| !month.is_empty());
        return Some(month.map_or_else(|| year.to_owned(), |month| [year, month].join("-")));
    }
    let written = child(point, "FormattedDateTime").map(says)?;
    let day = written.split('T').next()?;
    (!day.is_empty()).then(|| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn prose_keeps_its_items_and_loses_its_tags() {
        let prose = |text: &str| {
            let file = format!(
                "<SkillsPassport><LearnerInfo><AchievementList><Achievement><Description>{text}</Description></Achievement>\
                 </AchievementList></LearnerInfo></SkillsPassport>"
            );
            let blocks = read(&file).unwrap();
            blocks
                .iter()
                .skip(1)
                .map(|block| format!("{:?} {}", block.kind, block.lines[0].text()))
                .collect::<Vec<_>>()
                .join("\n")
        };
        let item = "ListItem { ordered: false }";
        assert_eq!(
            prose(
                "&lt;p&gt;Ran &lt;b&gt;a  bakery&lt;/b&gt; &amp;amp; a shop&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;p&gt;Bread&amp;nbsp;first&lt;/p&gt;&lt;/li&gt;&lt;li&gt;Cakes&lt;/li&gt;&lt;/ul&gt;Sold it"
            ),
            format!("Paragraph Ran a bakery & a shop\n{item} Bread first\n{item} Cakes\nParagraph Sold it")
        );
        assert_eq!(prose("3 &lt; 4 &amp;x;"), "Paragraph 3 < 4 &x;");
        assert_eq!(prose("Bread\nCakes"), "Paragraph Bread\nParagraph Cakes");
    }
}
