//! The archive that `LinkedIn` gives its members of their own data: a ZIP of tables, read as the JSON Resume that says the
//! same.

use serde_json::{Map, Value, json};

use super::csv::{Row, Table};
use super::office::package::{Package, damaged};
use super::{RawBlock, ReadError, json_resume};
use crate::document::Origin;
use crate::format::Format;

/// Turns a row into an entry of a list of JSON Resume.
type Entry = fn(Row) -> Value;

/// Reads the archive's blocks. A block's origin is its number: the tables have no place that a page could show.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<RawBlock>, ReadError> {
    let mut archive = Archive { package: Package::open(bytes, Format::LinkedinArchive)? };
    let mut resume = Map::new();
    resume.insert("basics".to_owned(), archive.basics()?);
    let lists: [(&str, &str, Entry); 9] = [
        ("work", "positions.csv", work),
        ("education", "education.csv", education),
        ("volunteer", "volunteering.csv", volunteer),
        ("projects", "projects.csv", project),
        ("skills", "skills.csv", skill),
        ("languages", "languages.csv", language),
        ("certificates", "certifications.csv", certificate),
        ("awards", "honors.csv", award),
        ("publications", "publications.csv", publication),
    ];
    for (key, file, entry) in lists {
        let entries: Vec<Value> = archive.table(file)?.rows().map(entry).collect();
        if !entries.is_empty() {
            resume.insert(key.to_owned(), entries.into());
        }
    }
    let text = Value::Object(resume).to_string();
    let mut blocks =
        json_resume::read(&text).map_err(|_| damaged(Format::LinkedinArchive, "its tables cannot be understood"))?;
    for (number, block) in blocks.iter_mut().enumerate() {
        for run in block.lines.iter_mut().flat_map(|line| &mut line.runs) {
            run.origin = Origin::Paragraph(u32::try_from(number).unwrap_or(u32::MAX));
        }
    }
    Ok(blocks)
}

struct Archive<'a> {
    package: Package<'a>,
}

impl Archive<'_> {
    /// The table in the file of this name, in whatever folder; an empty one if there is none.
    fn table(&mut self, file: &str) -> Result<Table, ReadError> {
        let is_meant = |name: &&str| name.rsplit('/').next() == Some(file);
        let name = self.package.names().find(is_meant).map(str::to_owned);
        let text = match name {
            Some(name) => self.package.optional(&name)?,
            None => None,
        };
        Ok(text.map(|text| Table::read(&text)).unwrap_or_default())
    }

    fn basics(&mut self) -> Result<Value, ReadError> {
        let profile = self.table("profile.csv")?;
        let emails = self.table("email addresses.csv")?;
        let phones = self.table("phonenumbers.csv")?;
        let cell = |column: &str| profile.rows().find_map(|row| row.cell(column));
        let names: Vec<&str> = [cell("first name"), cell("last name")].into_iter().flatten().collect();
        let is_primary = |row: &Row| row.cell("primary").is_some_and(|primary| primary.eq_ignore_ascii_case("yes"));
        let email = emails.rows().find(is_primary).or_else(|| emails.rows().next());
        // "[PERSONAL:https://example.org]"
        let website = cell("websites").and_then(|sites| {
            sites.split(['[', ']', ',']).find_map(|site| site.find("http").and_then(|at| site.get(at..)))
        });
        let twitter = cell("twitter handles").map(|handles| handles.trim_matches(['[', ']']).to_owned());
        let profiles: Vec<Value> =
            twitter.into_iter().map(|handle| json!({"network": "Twitter", "username": handle})).collect();
        Ok(json!({
            "name": names.join(" "),
            "label": cell("headline"),
            "email": email.and_then(|row| row.cell("email address")),
            "phone": phones.rows().find_map(|row| row.cell("number")),
            "url": website,
            "location": {"city": cell("geo location")},
            "profiles": profiles,
            "summary": cell("summary"),
        }))
    }
}

fn work(row: Row) -> Value {
    json!({
        "name": row.cell("company name"),
        "position": row.cell("title"),
        "location": row.cell("location"),
        "startDate": row.cell("started on"),
        "endDate": row.cell("finished on"),
        "summary": row.cell("description"),
    })
}

fn education(row: Row) -> Value {
    let activities: Vec<&str> = row.cell("activities").into_iter().collect();
    json!({
        "institution": row.cell("school name"),
        "studyType": row.cell("degree name"),
        "startDate": row.cell("start date"),
        "endDate": row.cell("end date"),
        "summary": row.cell("notes"),
        "highlights": activities,
    })
}

fn volunteer(row: Row) -> Value {
    json!({
        "organization": row.cell("company name"),
        "position": row.cell("role"),
        "startDate": row.cell("started on"),
        "endDate": row.cell("finished on"),
        "summary": row.cell("description"),
    })
}

fn project(row: Row) -> Value {
    json!({
        "name": row.cell("title"),
        "startDate": row.cell("started on"),
        "endDate": row.cell("finished on"),
        "description": row.cell("description"),
        "url": row.cell("url"),
    })
}

fn skill(row: Row) -> Value {
    json!({"name": row.cell("name")})
}

fn language(row: Row) -> Value {
    // "NATIVE_OR_BILINGUAL"
    let fluency = row.cell("proficiency").map(|level| {
        if level.contains('_') || !level.contains(char::is_lowercase) {
            level.replace('_', " ").to_lowercase()
        } else {
            level.to_owned()
        }
    });
    json!({"language": row.cell("name"), "fluency": fluency})
}

fn certificate(row: Row) -> Value {
    json!({
        "name": row.cell("name"),
        "issuer": row.cell("authority"),
        "date": row.cell("started on"),
        "url": row.cell("url"),
    })
}

fn award(row: Row) -> Value {
    json!({"title": row.cell("title"), "date": row.cell("issued on"), "summary": row.cell("description")})
}

fn publication(row: Row) -> Value {
    json!({
        "name": row.cell("name"),
        "publisher": row.cell("publisher"),
        "releaseDate": row.cell("published on"),
        "summary": row.cell("description"),
        "url": row.cell("url"),
    })
}
