//! The archive that `LinkedIn` gives its members of their own data: a ZIP of tables -> their values, and the blocks of a CV
//! that says the same. The larger archive has the tables of the smaller one and many that say nothing about a career.

use super::csv::{Row, Table};
use super::form::{ENTRY, Form, ITEM, Said};
use super::office::package::Package;
use super::{RawDocument, ReadError};
use crate::document::{BlockKind, Origin};
use crate::field::{Key, Part};
use crate::format::Format;

/// Writes an entry.
type Write = fn(&mut Form, Row);

/// The tables: how their file is called, a column that each of them has, what its rows are, how they are headed and written.
const TABLES: [(&str, &str, Key, &str, Write); 12] = [
    ("positions", "company name", Key::Work, "Experience", position),
    ("education", "school name", Key::Education, "Education", education),
    ("skills", "name", Key::Skills, "Skills", |form, row| one(form, Part::Keyword, &row)),
    ("languages", "name", Key::Languages, "Languages", language),
    ("certifications", "name", Key::Certificates, "Certificates", certificate),
    ("projects", "title", Key::Projects, "Projects", project),
    ("volunteering", "role", Key::Volunteer, "Volunteering", position),
    ("organizations", "name", Key::Volunteer, "Memberships", position),
    ("honors", "title", Key::Awards, "Awards", award),
    ("publications", "name", Key::Publications, "Publications", publication),
    ("courses", "name", Key::Training, "Courses", |form, row| one(form, Part::Name, &row)),
    ("recommendations received", "text", Key::References, "Recommendations", recommendation),
];

/// Reads the archive. The origin of what a block says is the block's number: the tables have no place that a page could show.
pub(super) fn read(bytes: &[u8]) -> Result<RawDocument, ReadError> {
    let mut archive = Archive { package: Package::open(bytes, Format::LinkedinArchive)? };
    let mut form = Form::default();
    archive.basics(&mut form)?;
    for (file, column, key, heading, write) in TABLES {
        let table = archive.table(file, column)?;
        for (number, row) in table.rows().enumerate() {
            if number == 0 {
                form.section(key, heading, &NOWHERE);
            }
            // All skills are one group.
            if key != Key::Skills {
                form.entry(key);
            }
            write(&mut form, row);
        }
    }
    let mut raw = form.finish();
    for (number, block) in raw.blocks.iter_mut().enumerate() {
        for run in block.lines.iter_mut().flat_map(|line| &mut line.runs) {
            run.origin = Origin::Paragraph(u32::try_from(number).unwrap_or(u32::MAX));
        }
    }
    Ok(raw)
}

const NOWHERE: Origin = Origin::Paragraph(0);

struct Archive<'a> {
    package: Package<'a>,
}

impl Archive<'_> {
    /// The table in the file of this name, in whatever folder, with the column of this name; an empty one if there is none.
    fn table(&mut self, file: &str, column: &str) -> Result<Table, ReadError> {
        let is_meant = |name: &&str| {
            let stem = name.rsplit('/').next().and_then(|name| name.strip_suffix(".csv")).unwrap_or_default();
            // "Recommendations_Received.csv", "Positions_1.csv"
            stem.replace('_', " ").trim_end_matches(|c: char| !c.is_alphabetic()) == file
        };
        let name = self.package.names().find(is_meant).map(str::to_owned);
        let text = match name {
            Some(name) => self.package.optional(&name)?,
            None => None,
        };
        Ok(text.map(|text| Table::read(&text, column)).unwrap_or_default())
    }

    fn basics(&mut self, form: &mut Form) -> Result<(), ReadError> {
        let profile = self.table("profile", "first name")?;
        let emails = self.table("email addresses", "email address")?;
        let phones = self.table("phonenumbers", "number")?;
        let cell = |column: &str| profile.rows().find_map(|row| row.cell(column));
        let is_primary = |row: &Row| row.cell("primary").is_some_and(|primary| primary.eq_ignore_ascii_case("yes"));
        let email = emails.rows().find(is_primary).or_else(|| emails.rows().next());
        let place = cell("geo location").or_else(|| cell("address"));
        form.entry(Key::Basics);
        form.block(BlockKind::Heading { level: 1 });
        form.words(Part::Name, &[plain(cell("first name")), plain(cell("last name"))], " ");
        let mut line = |part, said| form.line(BlockKind::Paragraph, &[(part, said)], "");
        line(Part::Label, plain(cell("headline")));
        line(Part::Email, plain(email.and_then(|row| row.cell("email address"))));
        line(Part::Phone, plain(phones.rows().find_map(|row| row.cell("number"))));
        line(Part::Place, plain(place));
        for (number, site) in sites(cell("websites").unwrap_or_default()).into_iter().enumerate() {
            if number > 0 {
                form.entry(Key::Profiles);
            }
            form.line(BlockKind::Paragraph, &[(Part::Url, plain(Some(site)))], "");
        }
        let handles = cell("twitter handles").unwrap_or_default();
        for handle in handles.split(['[', ']', ',']).map(str::trim).filter(|handle| !handle.is_empty()) {
            form.entry(Key::Profiles);
            let values = [(Part::Name, plain(Some("Twitter"))), (Part::Username, plain(Some(handle)))];
            form.line(BlockKind::Paragraph, &values, ": ");
        }
        let summary = plain(cell("summary"));
        if summary.says() {
            form.section(Key::Basics, "Summary", &NOWHERE);
            form.prose(Part::Summary, &summary);
        }
        Ok(())
    }
}

/// The addresses of "[PERSONAL:https://example.org],[OTHER:example.com]".
fn sites(cell: &str) -> Vec<&str> {
    let bare = |site: &str| {
        let (kind, address) = site.split_once(':').unwrap_or(("", site));
        let named = !kind.is_empty() && kind.chars().all(|c| c.is_ascii_uppercase() || c == '_');
        if named { address.len() } else { site.len() }
    };
    let parts = cell.split(['[', ']']).flat_map(|part| part.split(',')).map(str::trim);
    let sites = parts.filter_map(|site| site.get(site.len() - bare(site)..));
    sites.map(|site| site.trim_matches(['(', ')', ' '])).filter(|site| !site.is_empty()).collect()
}

/// What a cell says, if it says anything.
fn plain(cell: Option<&str>) -> Said {
    cell.map(|cell| Said::plain(cell, &NOWHERE)).unwrap_or_default()
}

/// What a cell says whose lists are told apart.
fn listed(cell: Option<&str>) -> Said {
    cell.map(|cell| Said::listed(cell, &NOWHERE)).unwrap_or_default()
}

fn one(form: &mut Form, part: Part, row: &Row) {
    form.line(ITEM, &[(part, plain(row.cell("name")))], "");
}

/// Start and end; without an end it goes on.
fn period(form: &mut Form, row: &Row, columns: [&str; 2], place: Option<&str>) {
    let [start, end] = columns.map(|column| plain(row.cell(column)));
    form.period(&start, &end, !end.says(), &[plain(place)]);
}

const PERIOD: [&str; 2] = ["started on", "finished on"];

fn position(form: &mut Form, row: Row) {
    let title = ["title", "role", "position"].iter().find_map(|column| row.cell(column));
    let employer = row.cell("company name").or_else(|| row.cell("name"));
    form.line(ENTRY, &[(Part::Position, plain(title)), (Part::Name, plain(employer))], ", ");
    period(form, &row, PERIOD, row.cell("location"));
    form.about(Part::Summary, &listed(row.cell("description")));
}

/// The degree has its field of study behind a comma, unless that has a column of its own.
fn education(form: &mut Form, row: Row) {
    let degree = row.cell("degree name");
    let field = row.cell("field of study");
    let (degree, field) = match degree.and_then(|degree| degree.split_once(", ")) {
        Some((degree, rest)) if field.is_none() => (Some(degree), Some(rest)),
        _ => (degree, field),
    };
    form.line(ENTRY, &[(Part::Name, plain(row.cell("school name")))], "");
    form.line(BlockKind::Paragraph, &[(Part::StudyType, plain(degree)), (Part::Area, plain(field))], ", ");
    period(form, &row, ["start date", "end date"], None);
    for column in ["notes", "activities"] {
        form.each(Part::Highlight, &listed(row.cell(column)));
    }
}

fn language(form: &mut Form, row: Row) {
    form.block(ITEM);
    form.value(Part::Name, &plain(row.cell("name")));
    // "NATIVE_OR_BILINGUAL"
    let level = row.cell("proficiency").map(|level| {
        let coded = level.contains('_') || !level.contains(char::is_lowercase);
        if coded { level.replace('_', " ").to_lowercase() } else { level.to_owned() }
    });
    if level.is_some() {
        form.note(" (");
        form.value(Part::Level, &plain(level.as_deref()));
        form.note(")");
    }
}

fn certificate(form: &mut Form, row: Row) {
    form.line(ENTRY, &[(Part::Name, plain(row.cell("name")))], "");
    form.line(BlockKind::Paragraph, &[(Part::Issuer, plain(row.cell("authority")))], "");
    form.line(BlockKind::Paragraph, &[(Part::Date, plain(row.cell("started on")))], "");
    form.line(BlockKind::Paragraph, &[(Part::Url, plain(row.cell("url")))], "");
}

fn project(form: &mut Form, row: Row) {
    form.line(ENTRY, &[(Part::Name, plain(row.cell("title")))], "");
    period(form, &row, PERIOD, None);
    form.about(Part::Description, &listed(row.cell("description")));
    form.line(BlockKind::Paragraph, &[(Part::Url, plain(row.cell("url")))], "");
}

fn award(form: &mut Form, row: Row) {
    form.line(ENTRY, &[(Part::Name, plain(row.cell("title")))], "");
    form.line(BlockKind::Paragraph, &[(Part::Issuer, plain(row.cell("issuer")))], "");
    form.line(BlockKind::Paragraph, &[(Part::Date, plain(row.cell("issued on")))], "");
    form.prose(Part::Summary, &plain(row.cell("description")));
}

fn publication(form: &mut Form, row: Row) {
    form.line(ENTRY, &[(Part::Name, plain(row.cell("name")))], "");
    form.line(BlockKind::Paragraph, &[(Part::Issuer, plain(row.cell("publisher")))], "");
    form.line(BlockKind::Paragraph, &[(Part::Date, plain(row.cell("published on")))], "");
    form.prose(Part::Summary, &plain(row.cell("description")));
    form.line(BlockKind::Paragraph, &[(Part::Url, plain(row.cell("url")))], "");
}

/// Those that the member shows.
fn recommendation(form: &mut Form, row: Row) {
    if row.cell("status").is_some_and(|status| !status.eq_ignore_ascii_case("visible")) {
        return;
    }
    form.block(ENTRY);
    form.words(Part::Name, &[plain(row.cell("first name")), plain(row.cell("last name"))], " ");
    form.block(BlockKind::Paragraph);
    form.text(&plain(row.cell("job title")));
    if row.cell("job title").is_some() && row.cell("company").is_some() {
        form.note(", ");
    }
    form.text(&plain(row.cell("company")));
    form.prose(Part::Summary, &plain(row.cell("text")));
}
