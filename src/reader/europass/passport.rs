//! `SkillsPassport`, the XML of Europass until 2020.

use roxmltree::Node;

use super::{Page, all, at, label, listed, plain};
use crate::document::BlockKind;
use crate::field::{Key, Part};
use crate::reader::form::{ENTRY, ITEM, Said};
use crate::reader::office::xml::{child, elements, name};
use crate::word_map::is_one_of;

/// Levels of languages, in the order in which Europass has them, and what they are about.
const LEVELS: [(&str, &str); 5] = [
    ("Listening", "listening"),
    ("Reading", "reading"),
    ("SpokenInteraction", "spoken interaction"),
    ("SpokenProduction", "spoken production"),
    ("Writing", "writing"),
];

/// Groups of skills, and how they are headed.
const GROUPS: [(&str, &str); 5] = [
    ("Computer", "Digital skills"),
    ("JobRelated", "Job-related skills"),
    ("Communication", "Communication skills"),
    ("Organisational", "Organisational skills"),
    ("Other", "Other skills"),
];

/// What achievements are whose title has one of these codes, and how they are headed; each line about them is one.
const ACHIEVEMENTS: [(&str, &str, Key); 5] = [
    ("honours_awards honors_awards honours honors", "Honours and awards", Key::Awards),
    ("publications presentations", "Publications", Key::Publications),
    ("projects", "Projects", Key::Projects),
    ("certifications courses seminars workshops", "Certificates", Key::Certificates),
    ("references", "References", Key::References),
];

impl Page {
    pub(super) fn passport(&mut self, learner: Node) {
        if let Some(person) = child(learner, "Identification") {
            self.identification(learner, person);
        }
        self.headline(learner);
        let list = |list: &str| child(learner, list).into_iter().flat_map(elements).collect::<Vec<_>>();
        self.entries(Key::Work, "Experience", &list("WorkExperienceList"), |page, work| {
            let employer = child(work, "Employer");
            let values =
                [(Part::Position, plain(label(work, "Position"))), (Part::Name, plain(employer.and_then(named)))];
            page.form.line(ENTRY, &values, ", ");
            page.period(child(work, "Period"), &employer.map(place).unwrap_or_default());
            page.form.about(Part::Summary, &listed(child(work, "Activities")));
            page.line(BlockKind::Paragraph, Part::Url, site(employer));
        });
        self.entries(Key::Education, "Education", &list("EducationList"), |page, course| {
            let school = child(course, "Organisation");
            let values =
                [(Part::StudyType, plain(child(course, "Title"))), (Part::Name, plain(school.and_then(named)))];
            page.form.line(ENTRY, &values, ", ");
            page.line(BlockKind::Paragraph, Part::Area, plain(label(course, "Field")));
            page.period(child(course, "Period"), &school.map(place).unwrap_or_default());
            page.form.each(Part::Highlight, &listed(child(course, "Activities")));
            page.line(BlockKind::Paragraph, Part::Url, site(school));
        });
        if let Some(skills) = child(learner, "Skills") {
            self.languages(skills);
            for (local, heading) in GROUPS {
                self.skills(heading, &[listed(at(skills, &[local, "Description"]))]);
            }
        }
        self.achievements(&list("AchievementList"));
    }

    fn identification(&mut self, learner: Node, person: Node) {
        let part = |local| plain(at(person, &["PersonName", local]));
        self.form.entry(Key::Basics);
        self.form.block(BlockKind::Heading { level: 1 });
        self.form.words(Part::Name, &[part("FirstName"), part("Surname")], " ");
        let position = at(learner, &["Headline", "Type", "Code"]).and_then(|code| code.text()).unwrap_or_default();
        if position != "personal_statement" {
            let headline = at(learner, &["Headline"]).and_then(|headline| label(headline, "Description"));
            self.line(BlockKind::Paragraph, Part::Label, plain(headline));
        }
        let contact = child(person, "ContactInfo");
        let first = |path: &[&str]| all(contact, path).first().and_then(|way| child(*way, "Contact"));
        self.line(BlockKind::Paragraph, Part::Email, plain(first(&["Email"])));
        self.line(BlockKind::Paragraph, Part::Phone, plain(first(&["TelephoneList", "Telephone"])));
        let address = contact.and_then(|contact| at(contact, &["Address", "Contact"]));
        if let Some(address) = address {
            let part = |local| plain(child(address, local));
            self.form.block(BlockKind::Paragraph);
            let country = plain(label(address, "Country"));
            let address = [part("AddressLine"), part("PostalCode"), part("Municipality"), country];
            self.form.words(Part::Place, &address, ", ");
        }
        for (number, site) in all(contact, &["WebsiteList", "Website"]).into_iter().enumerate() {
            let said = plain(child(site, "Contact"));
            if number > 0 {
                self.form.entry(Key::Profiles);
            }
            self.line(BlockKind::Paragraph, Part::Url, said);
        }
        for account in all(contact, &["InstantMessagingList", "InstantMessaging"]) {
            self.form.entry(Key::Profiles);
            let values =
                [(Part::Name, plain(label(account, "Use"))), (Part::Username, plain(child(account, "Contact")))];
            self.form.line(BlockKind::Paragraph, &values, ": ");
        }
    }

    /// What stands above the CV where it is no position: a statement about the person.
    fn headline(&mut self, learner: Node) {
        let code = at(learner, &["Headline", "Type", "Code"]).and_then(|code| code.text()).unwrap_or_default();
        let statement = child(learner, "Headline").and_then(|headline| label(headline, "Description"));
        let said = listed(statement.filter(|_| code == "personal_statement"));
        if said.says() {
            self.form.section(Key::Basics, "Summary", &said.origin());
            self.form.prose(Part::Summary, &said);
        }
    }

    fn languages(&mut self, skills: Node) {
        let spoken = child(skills, "Linguistic");
        let mut tongues = all(spoken, &["MotherTongueList", "MotherTongue"]);
        tongues.extend(all(spoken, &["ForeignLanguageList", "ForeignLanguage"]));
        self.entries(Key::Languages, "Languages", &tongues, |page, tongue| {
            let written = plain(label(tongue, "Description"));
            if name(tongue) == "MotherTongue" {
                return page.mother_tongue(&written);
            }
            let level = |local| plain(at(tongue, &["ProficiencyLevel", local]));
            page.language(&written, &LEVELS.map(|(local, about)| (about, level(local))));
        });
    }

    /// Each kind of achievements under its heading. What the file gives a title of one's own is no part of a résumé.
    fn achievements(&mut self, achievements: &[Node]) {
        for (number, achievement) in achievements.iter().enumerate() {
            let code = at(*achievement, &["Title", "Code"]).and_then(|code| code.text()).unwrap_or_default();
            let known = ACHIEVEMENTS.iter().find(|(codes, ..)| is_one_of(codes, &code.to_ascii_lowercase()));
            let about = listed(child(*achievement, "Description"));
            if !about.says() {
                continue;
            }
            if let Some((_, heading, key)) = known {
                self.form.section(*key, heading, &about.origin());
                for line in about.lines() {
                    self.form.entry(*key);
                    let part = if *key == Key::References { Part::Summary } else { Part::Name };
                    self.line(ITEM, part, line);
                }
                continue;
            }
            if number == 0 || self.form.key() != Some(Key::Other) {
                self.form.section(Key::Other, "Achievements", &about.origin());
            }
            self.form.block(ENTRY);
            self.form.text(&plain(label(*achievement, "Title")));
            self.form.paragraphs(&about);
        }
    }
}

fn named<'a, 'input>(organisation: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
    child(organisation, "Name")
}

fn site(organisation: Option<Node>) -> Said {
    plain(organisation.and_then(|organisation| at(organisation, &["ContactInfo", "Website", "Contact"])))
}

/// Town and country of an organisation.
fn place(organisation: Node) -> Vec<Said> {
    let Some(address) = at(organisation, &["ContactInfo", "Address", "Contact"]) else { return Vec::new() };
    vec![plain(child(address, "Municipality")), plain(label(address, "Country"))]
}
