//! `Candidate`, the XML of Europass since 2020.

use roxmltree::Node;

use super::{Page, all, at, bytes, listed, plain};
use crate::document::BlockKind;
use crate::field::{Key, Part};
use crate::reader::form::{ENTRY, ITEM, Said};
use crate::reader::office::xml::{child, elements, name};
use crate::reader::prose;
use crate::word_map::is_one_of;

/// Levels of languages, by their codes, and what they are about.
const LEVELS: [(&str, &str); 6] = [
    ("CEF-Understanding-Listening", "listening"),
    ("CEF-Understanding-Reading", "reading"),
    ("CEF-Speaking-Interaction", "spoken interaction"),
    ("CEF-Speaking-Production", "spoken production"),
    ("CEF-Writing-Production", "writing"),
    ("CEF-Writing-Interaction", "written interaction"),
];

/// Lists of activities, how they are headed, and what they are.
const ACTIVITIES: [(&str, &str, Key); 11] = [
    ("Projects", "Projects", Key::Projects),
    ("VoluntaryWorks", "Volunteering", Key::Volunteer),
    ("SocialAndPoliticalActivities", "Social and political activities", Key::Volunteer),
    ("NetworksAndMemberships", "Networks and memberships", Key::Volunteer),
    ("CourseCertifications", "Courses", Key::Training),
    ("HonoursAndAwards", "Honours and awards", Key::Awards),
    ("HonorsAndAwards", "Honours and awards", Key::Awards),
    ("ConferencesAndSeminars", "Conferences and seminars", Key::Other),
    ("CreativeWorks", "Creative works", Key::Projects),
    ("HobbiesAndInterests", "Hobbies and interests", Key::Interests),
    ("Hobbies", "Hobbies and interests", Key::Interests),
];

/// Groups of skills that are told in prose, and how they are headed.
const TOLD: [(&str, &str); 3] = [
    ("CommunicationAndInterpersonalSkills", "Communication and interpersonal skills"),
    ("ManagementSkills", "Management and leadership skills"),
    ("OrganisationalSkills", "Organisational skills"),
];

impl Page {
    pub(super) fn candidate(&mut self, root: Node) {
        let profile = child(root, "CandidateProfile");
        let person = child(root, "CandidatePerson");
        if let Some(person) = person {
            self.person(person, profile);
        }
        let Some(profile) = profile else { return };
        let summary = listed(child(profile, "ExecutiveSummary"));
        if summary.says() {
            self.form.section(Key::Basics, "Summary", &summary.origin());
            self.form.prose(Part::Summary, &summary);
        }
        self.employers(profile);
        let list = |list: &str| child(profile, list).into_iter().flat_map(elements).collect::<Vec<_>>();
        self.entries(Key::Education, "Education", &list("EducationHistory"), Self::school);
        self.entries(Key::Certificates, "Certificates", &list("Certifications"), |page, certificate| {
            page.line(ENTRY, Part::Name, plain(child(certificate, "CertificationName")));
            page.line(BlockKind::Paragraph, Part::Issuer, plain(child(certificate, "IssuingAuthority")));
            let dates = ["CertificationDate", "FirstIssuedDate", "EffectiveDate", "IssueDate"];
            let point = dates.iter().find_map(|local| child(certificate, local));
            page.line(BlockKind::Paragraph, Part::Date, point.map(super::date).unwrap_or_default());
            page.form.paragraphs(&listed(child(certificate, "CertificationDescription")));
        });
        self.entries(Key::Publications, "Publications", &list("PublicationHistory"), |page, publication| {
            let part = |local| plain(child(publication, local));
            let publisher = [part("Publisher"), part("Journal")].into_iter().find(Said::says).unwrap_or_default();
            page.line(ENTRY, Part::Name, part("Title"));
            page.line(BlockKind::Paragraph, Part::Issuer, publisher);
            page.line(BlockKind::Paragraph, Part::Date, part("Year"));
            page.form.prose(Part::Summary, &listed(child(publication, "FormattedPublicationDescription")));
            let link = ["DOI", "Link"].iter().find_map(|local| child(publication, local));
            page.line(BlockKind::Paragraph, Part::Url, link.map(address).unwrap_or_default());
        });
        self.competencies(person, profile);
        for (local, heading, key) in ACTIVITIES {
            self.entries(key, heading, &list(local), Self::activity);
        }
        self.entries(Key::References, "References", &list("EmploymentReferences"), |page, referee| {
            let part = |local| plain(at(referee, &["PersonName", local]));
            let parts = [part("FormattedName"), part("GivenName"), part("FamilyName")];
            page.form.block(ENTRY);
            page.form.words(Part::Name, parts.get(usize::from(!parts[0].says())..).unwrap_or_default(), " ");
            page.form.prose(Part::Summary, &plain(child(referee, "Role")));
        });
        let others: Vec<Node> = elements(profile).filter(|node| name(*node) == "Others").collect();
        for group in others {
            let title = plain(child(group, "Title")).text();
            let title = if title.is_empty() { "Other" } else { &title };
            self.entries(Key::Other, title, &all(Some(group), &["Other"]), Self::activity);
        }
    }

    fn person(&mut self, person: Node, profile: Option<Node>) {
        let names = child(person, "PersonName").into_iter().flat_map(elements);
        let names: Vec<Said> = names
            .filter(|part| is_one_of("GivenName MiddleName FamilyName", name(*part)))
            .map(|part| plain(Some(part)))
            .collect();
        self.form.entry(Key::Basics);
        self.form.block(BlockKind::Heading { level: 1 });
        self.form.words(Part::Name, &names, " ");
        let wanted = profile.and_then(|profile| at(profile, &["CandidatePositionPreferences", "PositionTitle"]));
        self.line(BlockKind::Paragraph, Part::Label, plain(wanted));
        let ways = all(Some(person), &["Communication"]);
        let channel = |way: &Node| plain(child(*way, "ChannelCode")).text().to_ascii_lowercase();
        let has = |way: &&Node, local: &str| child(**way, local).is_some();
        let uri = |way: &Node| plain(child(*way, "URI"));
        let mail = ways.iter().find(|way| channel(way) == "email" && has(way, "URI"));
        self.line(BlockKind::Paragraph, Part::Email, mail.map(uri).unwrap_or_default());
        if let Some(call) = ways.iter().find(|way| has(way, "DialNumber")) {
            let (dialing, number) = (plain(child(*call, "CountryDialing")), plain(child(*call, "DialNumber")));
            self.form.block(BlockKind::Paragraph);
            let international = Said::listed(&international(&dialing.text()), &dialing.origin());
            self.form.words(Part::Phone, &[international, plain(child(*call, "AreaDialing")), number], " ");
        }
        if let Some(address) = ways.iter().find_map(|way| child(*way, "Address")) {
            let part = |local| plain(child(address, local));
            let city = [part("CityName"), part("Municipality")].into_iter().find(Said::says).unwrap_or_default();
            self.form.block(BlockKind::Paragraph);
            let address = [part("AddressLine"), part("PostalCode"), city, part("CountryCode")];
            self.form.words(Part::Place, &address, ", ");
        }
        let mut sites = ways.iter().filter(|way| channel(way) == "web" && has(way, "URI"));
        self.line(BlockKind::Paragraph, Part::Url, sites.next().map(uri).unwrap_or_default());
        for site in sites {
            self.form.entry(Key::Profiles);
            self.line(BlockKind::Paragraph, Part::Url, uri(site));
        }
        for account in ways.iter().filter(|way| !is_one_of("email web", &channel(way)) && has(way, "URI")) {
            self.form.entry(Key::Profiles);
            let values = [(Part::Name, plain(child(*account, "UseCode"))), (Part::Url, uri(account))];
            self.form.line(BlockKind::Paragraph, &values, ": ");
        }
    }

    /// Every position at every employer.
    fn employers(&mut self, profile: Node) {
        let employers = all(child(profile, "EmploymentHistory"), &["EmployerHistory"]);
        for (number, employer) in employers.iter().enumerate() {
            if number == 0 {
                self.form.section(Key::Work, "Experience", &bytes(&employer.range()));
            }
            let positions = all(Some(*employer), &["PositionHistory"]);
            // An employer without a position says as much as a position without one.
            for position in if positions.is_empty() { vec![*employer] } else { positions } {
                self.form.entry(Key::Work);
                let title = (Part::Position, plain(child(position, "PositionTitle")));
                let organisation = (Part::Name, plain(child(*employer, "OrganizationName")));
                self.form.line(ENTRY, &[title, organisation], ", ");
                let period = child(position, "EmploymentPeriod").or(child(*employer, "EmploymentPeriod"));
                let own = [plain(child(position, "City")), plain(child(position, "Country"))];
                let place = if own.iter().any(Said::says) { own } else { place(*employer) };
                self.period(period, &place);
                self.form.about(Part::Summary, &listed(child(position, "Description")));
                self.line(BlockKind::Paragraph, Part::Url, site(*employer));
            }
        }
    }

    fn school(&mut self, school: Node) {
        let degree = child(school, "EducationDegree");
        let part = |path: &[&str]| plain(degree.and_then(|degree| at(degree, path)));
        let names = [part(&["DegreeName"]), plain(child(school, "ProgramName"))];
        let title = names.iter().find(|said| said.says()).cloned().unwrap_or_default();
        let values = [(Part::StudyType, title), (Part::Name, plain(child(school, "OrganizationName")))];
        self.form.line(ENTRY, &values, ", ");
        let field = part(&["FieldOfStudy", "MainFieldOfStudy", "ProgramConcentration"]);
        // A code of a list, in a file of the editor's own.
        let coded = field.text().contains("://") || !field.text().contains(char::is_alphabetic);
        self.line(BlockKind::Paragraph, Part::Area, if coded { Said::default() } else { field });
        self.period(child(school, "AttendancePeriod"), &place(school));
        self.line(BlockKind::Paragraph, Part::Score, part(&["FinalGrade", "ScoreText"]));
        for path in [["OccupationalSkillsCovered"], ["Thesis"]] {
            self.form.each(Part::Highlight, &listed(degree.and_then(|degree| at(degree, &path))));
        }
        let link = plain(child(school, "Link"));
        self.line(BlockKind::Paragraph, Part::Url, if link.says() { link } else { site(school) });
    }

    /// Languages and skills, which stand in one list.
    fn competencies(&mut self, person: Option<Node>, profile: Node) {
        let all_of = |list: &str| all(child(profile, list), &["PersonCompetency"]);
        let is_language = |skill: &Node| plain(child(*skill, "TaxonomyID")).text().eq_ignore_ascii_case("language");
        let written = |skill: &Node| {
            let names = [plain(child(*skill, "CompetencyName")), plain(child(*skill, "CompetencyID"))];
            names.into_iter().find(Said::says).unwrap_or_default()
        };
        let qualified = all_of("PersonQualifications");
        let mut tongues = all(person, &["PrimaryLanguageCode"]);
        tongues.extend(qualified.iter().filter(|skill| is_language(skill)));
        self.entries(Key::Languages, "Languages", &tongues, |page, tongue| {
            if name(tongue) == "PrimaryLanguageCode" {
                return page.mother_tongue(&plain(Some(tongue)));
            }
            let names = [plain(child(tongue, "CompetencyName")), plain(child(tongue, "CompetencyID"))];
            let levels: Vec<(&str, Said)> = elements(tongue).filter_map(level).collect();
            page.language(&names.into_iter().find(Said::says).unwrap_or_default(), &levels);
        });
        let mut skills: Vec<Said> = qualified.iter().filter(|skill| !is_language(skill)).map(written).collect();
        skills.extend(all_of("Skills").iter().map(written));
        self.skills("Skills", &skills);
        for list in ["Skills", "DigitalSkills"] {
            for group in child(profile, list).into_iter().flat_map(elements) {
                let own: Vec<Said> = elements(group)
                    .filter(|skill| is_one_of("PersonCompetency DigitalSkill", name(*skill)))
                    .map(|skill| if name(skill) == "DigitalSkill" { plain(Some(skill)) } else { written(&skill) })
                    .collect();
                let title = plain(child(group, "Title")).text();
                self.skills(if title.is_empty() { "Digital skills" } else { &title }, &own);
            }
        }
        for (list, heading) in TOLD {
            let told: Vec<Said> = child(profile, list)
                .into_iter()
                .flat_map(elements)
                .flat_map(|one| [plain(child(one, "Title")), listed(child(one, "Description"))])
                .collect();
            self.skills(heading, &told);
        }
        let licences: Vec<Node> = child(profile, "Licenses").into_iter().flat_map(elements).collect();
        self.entries(Key::Other, "Driving licences", &licences, |page, licence| {
            page.form.block(ITEM);
            page.form.text(&plain(child(licence, "LicenseTypeCode")));
        });
    }

    /// Something that has a title, a time and a text.
    fn activity(&mut self, activity: Node) {
        let key = self.form.key();
        let titles = ["Title", "Name", "CertificationName"];
        let title = plain(titles.iter().find_map(|local| child(activity, local)));
        let about = listed(child(activity, "Description"));
        let kind = if key == Some(Key::Interests) { ITEM } else { ENTRY };
        if key == Some(Key::Interests) && !title.says() {
            // Told in prose: each line is one.
            for line in about.lines() {
                self.form.entry(Key::Interests);
                self.line(ITEM, Part::Name, line);
            }
            return;
        }
        self.line(kind, Part::Name, title);
        let period = ["Date", "Period"].iter().find_map(|local| child(activity, local));
        match key {
            Some(Key::Awards | Key::Training) => {
                let point = period.map(|period| child(period, "StartDate").unwrap_or(period));
                self.line(BlockKind::Paragraph, Part::Date, point.map(super::date).unwrap_or_default());
                self.form.prose(Part::Summary, &about);
            }
            Some(Key::Projects) => {
                self.period(period, &[]);
                self.form.about(Part::Description, &about);
            }
            _ => {
                self.period(period, &[plain(child(activity, "Location"))]);
                self.form.about(Part::Summary, &about);
            }
        }
        self.line(BlockKind::Paragraph, Part::Url, child(activity, "Link").map(address).unwrap_or_default());
    }
}

/// What one dimension of a language says.
fn level<'a>(node: Node<'a, '_>) -> Option<(&'a str, Said)> {
    let text = plain(node.descendants().find(|node| name(*node) == "ScoreText"));
    let code = plain(child(node, "CompetencyDimensionTypeCode")).text();
    let known = LEVELS.iter().find(|(local, _)| code.eq_ignore_ascii_case(local));
    text.says().then_some((known.map_or("", |(_, about)| about), text))
}

/// An address that stands in an element or in one within it.
fn address(link: Node) -> Said {
    let inner = ["URI", "Link"].iter().find_map(|local| child(link, local));
    plain(Some(inner.unwrap_or(link)))
}

/// The code of a country before a telephone number.
fn international(dialing: &str) -> String {
    let plus = if dialing.is_empty() || dialing.starts_with('+') { "" } else { "+" };
    prose::collapsed(&[plus, dialing].concat())
}

fn site(organisation: Node) -> Said {
    let ways = all(child(organisation, "OrganizationContact"), &["Communication"]);
    plain(ways.iter().find_map(|way| child(*way, "URI")))
}

/// Town and country of an organisation.
fn place(organisation: Node) -> [Said; 2] {
    let ways = all(child(organisation, "OrganizationContact"), &["Communication"]);
    let Some(address) = ways.iter().find_map(|way| child(*way, "Address")) else { return Default::default() };
    let part = |local| plain(child(address, local));
    let city = [part("CityName"), part("Municipality")].into_iter().find(Said::says).unwrap_or_default();
    [city, part("CountryCode")]
}
