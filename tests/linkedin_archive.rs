//! The archive that `LinkedIn` gives its members, as the tests write it, from the bytes to the résumé.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{Cursor, Write as _};

use cv_readback::analysis::{Analysis, analyze};
use cv_readback::entity::date::Month;
use cv_readback::export::json_resume;
use cv_readback::format::{self, Format};
use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TABLES: &[(&str, &str)] = &[
    (
        "Profile.csv",
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter \
         Handles,Websites,Instant Messengers\nAda,Example,,,,Software Engineer,\"Builds things that last, with people who \
         like to build.\",Software,,\"London, United Kingdom\",[adaexample],[PERSONAL:https://example.org/ada],\n",
    ),
    (
        "Email Addresses.csv",
        "Email Address,Confirmed,Primary,Updated On\nold@example.com,Yes,No,\nada@example.org,Yes,Yes,\n",
    ),
    ("PhoneNumbers.csv", "Extension,Number,Type\n,+44 20 7946 0000,Mobile\n"),
    (
        "Positions.csv",
        "Company Name,Title,Description,Location,Started On,Finished On\nExample Ltd,Senior Engineer,\"Leads a team of \
         six.\n• Cut the build from an hour to four minutes\n• Wrote the parser\",\"London, United Kingdom\",May 2021,\n\
         Sample GmbH,Engineer,,Berlin,Jan 2018,Apr 2021\n",
    ),
    (
        "Education.csv",
        "School Name,Start Date,End Date,Notes,Degree Name,Activities\nUniversity of Leeds,2014,2017,,\"BSc, Physics\",\n",
    ),
    ("Skills.csv", "Name\nRust\nPostgreSQL\n\"Go\"\n"),
    (
        "Languages.csv",
        "Name,Proficiency\nEnglish,Native or bilingual proficiency\nGerman,Limited working proficiency\n",
    ),
    (
        "Certifications.csv",
        "Name,Url,Authority,Started On,Finished On,License Number\nCertified Example Practitioner,,Example Institute,Mar 2020,,\n",
    ),
];

fn archive(folder: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in TABLES {
        zip.start_file(format!("{folder}{name}"), SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read(bytes: &[u8]) -> Analysis {
    analyze(bytes, "data.zip", "", Month::new(2026, 11)).unwrap()
}

#[test]
fn the_tables_become_a_resume() {
    let bytes = archive("");
    assert_eq!(format::detect(&bytes, "data.zip"), Format::LinkedinArchive);
    let resume = serde_json::to_value(json_resume::export(&read(&bytes).resume)).unwrap();
    let basics = &resume["basics"];
    assert_eq!(basics["name"], "Ada Example");
    assert_eq!(basics["label"], "Software Engineer");
    assert_eq!(basics["email"], "ada@example.org");
    assert_eq!(basics["phone"], "+44 20 7946 0000");
    assert_eq!(basics["summary"], "Builds things that last, with people who like to build.");
    let work = resume["work"].as_array().unwrap();
    assert_eq!(work.len(), 2);
    assert_eq!(work[0]["name"], "Example Ltd");
    assert_eq!(work[0]["position"], "Senior Engineer");
    assert_eq!(work[0]["startDate"], "2021-05");
    assert_eq!(work[0]["highlights"], json!(["Cut the build from an hour to four minutes", "Wrote the parser"]));
    assert_eq!(work[1]["endDate"], "2021-04");
    assert_eq!(resume["education"][0]["institution"], "University of Leeds");
    assert_eq!(resume["education"][0]["studyType"], "BSc");
    assert_eq!(resume["certificates"][0]["issuer"], "Example Institute");
    assert_eq!(resume["languages"][1]["language"], "German");
    let skills: Vec<&str> = resume["skills"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|group| group["keywords"].as_array().unwrap())
        .map(|word| word.as_str().unwrap())
        .collect();
    assert_eq!(skills, ["Rust", "PostgreSQL", "Go"]);
}

#[test]
fn a_folder_within_the_archive_makes_no_difference() {
    let (flat, packed) = (read(&archive("")), read(&archive("Basic_LinkedInDataExport/")));
    assert_eq!(flat.document.text(), packed.document.text());
}
