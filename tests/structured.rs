//! Formats that are data: whatever the values are, each comes back as it is, in its field. The persons are random, with a
//! fixed seed, and their values are chosen to mislead whoever guesses.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use cv_readback::analysis::{Analysis, analyze};
use cv_readback::entity::date::{DateEnd, DateRange, Month, PartialDate, Precision};
use cv_readback::export::json_resume;
use cv_readback::locale::SectionKind;
use cv_readback::resume::{Dates, Text};
use serde_json::{Map, Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// How many persons are written in each format.
const PERSONS: u64 = 150;

/// Numbers that are the same in every run.
struct Noise(u64);

impl Noise {
    fn of(seed: u64) -> Self {
        let mut noise = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        (0..8).for_each(|_| {
            noise.next();
        });
        noise
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from((self.next() >> 11) % bound.max(1) as u64).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// True once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// What stands in a field of one line.
const NASTY: &[&str] = &[
    "Engineer",
    "Senior Baker, Northwind Ltd",
    "Experience",
    "Education",
    "EDUCATION:",
    "Skills",
    "Summary",
    "May 2018 - June 2020",
    "2019",
    "Present",
    "present",
    "University of Westmark",
    "BSc",
    "BSc (Hons) Physics, 2:1",
    "Leeds, United Kingdom",
    "Director",
    "Go",
    "C++ / C#",
    "R&D <Team>",
    "a < b && c > d",
    "\"Quoted\"",
    "O'Neil \\ Sons",
    "https://example.org/a?b=c&d=e",
    "ada@example.org",
    "+44 20 7946 0000",
    "- dash first",
    "• bullet first",
    "1. numbered",
    "Ünïcödé Straße",
    "株式会社サンプル",
    "Łódź / Gdańsk",
    "مهندس برمجيات",
    "👩‍🍳 Chef",
    "A",
    "-",
    "…",
    "e.g. this, that; and: more | or less",
    "Page 1 of 2",
    "References available on request",
    "Name",
    "x",
    "The quick brown fox jumps over the lazy dog and goes on to do so for quite a while, as foxes do",
];

/// Lines of a text about something.
const LINES: &[&str] = &[
    "Led.",
    "Responsible for bread, cakes and rolls",
    "Skills: Rust, Go",
    "Technologies: C, C++",
    "lower case start",
    "Acme Ltd",
    "Senior Engineer",
    "2015 - 2017",
    "Education",
    "Cut costs by 30 % (from 1,000 to 700)",
    "日本語の行",
    "One",
    "Worked with \"quotes\" & ampersands, <angles> too",
    "Email: someone@example.com",
    "…and more",
];

fn value(noise: &mut Noise) -> String {
    match noise.below(8) {
        0 => String::new(),
        1 => format!("{} {}", noise.pick(NASTY), noise.pick(NASTY)),
        _ => noise.pick(NASTY).to_owned(),
    }
}

/// A value that says something.
fn full(noise: &mut Noise) -> String {
    let value = value(noise);
    if value.is_empty() { "Engineer".to_owned() } else { value }
}

fn lines(noise: &mut Noise, most: usize) -> Vec<String> {
    (0..noise.below(most + 1)).map(|_| noise.pick(LINES).to_owned()).collect()
}

/// A date in each precision.
#[derive(Debug, Clone, Copy)]
struct Day {
    year: i32,
    month: Option<u8>,
    of_month: Option<u8>,
}

impl Day {
    fn any(noise: &mut Noise) -> Self {
        let year = 1960 + i32::try_from(noise.below(70)).unwrap();
        let month = (!noise.once_in(4)).then(|| u8::try_from(1 + noise.below(12)).unwrap());
        let of_month = month.filter(|_| noise.once_in(3)).map(|_| u8::try_from(1 + noise.below(28)).unwrap());
        Self { year, month, of_month }
    }

    fn iso(self) -> String {
        match (self.month, self.of_month) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }

    /// As the archive has it, which knows no days.
    fn named(self) -> String {
        const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        match (self.month, self.of_month) {
            (Some(month), Some(day)) => format!("{} {day}, {}", NAMES[usize::from(month) - 1], self.year),
            (Some(month), None) => format!("{} {}", NAMES[usize::from(month) - 1], self.year),
            _ => self.year.to_string(),
        }
    }

    fn meant(self) -> PartialDate {
        let precision = match (self.month, self.of_month) {
            (Some(month), Some(day)) => Precision::Day { month, day },
            (Some(month), None) => Precision::Month { month },
            _ => Precision::Year,
        };
        PartialDate { year: self.year, precision, approximate: false }
    }
}

/// When: a start, or none; an end, or none, which is "present" if there is a start.
#[derive(Debug, Clone, Copy)]
struct When {
    start: Option<Day>,
    end: Option<Day>,
}

impl When {
    fn any(noise: &mut Noise) -> Self {
        let start = (!noise.once_in(6)).then(|| Day::any(noise));
        let end = start.filter(|_| !noise.once_in(3)).map(|_| Day::any(noise));
        Self { start, end }
    }

    fn meant(self) -> Option<DateRange> {
        let end = self.end.map_or(DateEnd::Present, |end| DateEnd::Date(end.meant()));
        self.start.map(|start| DateRange::Range(start.meant(), end))
    }
}

/// A text as the analyser has it: blanks collapsed.
fn told(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read(bytes: &[u8], name: &str) -> Analysis {
    let analysis = analyze(bytes, name, "", Month::new(2026, 11)).unwrap();
    assert!(analysis.doubts.is_empty() && analysis.alternatives.is_empty(), "what is named is sure");
    for leaf in analysis.resume.leaves().iter().filter(|leaf| !leaf.text.is_empty()) {
        assert_eq!(told(analysis.document.slice(leaf.span)), leaf.text, "{}: a value is what is written", leaf.field);
    }
    analysis
}

/// Compares each value with what was written.
struct Check<'a> {
    analysis: &'a Analysis,
    file: &'a str,
}

impl Check<'_> {
    fn is(&self, what: &str, got: Option<&Text>, written: &str) {
        let got = got.map(|text| text.value.as_str());
        let written = told(written);
        assert_eq!(got.unwrap_or_default(), written, "{what} in\n{}\n{}", self.analysis.document.text(), self.file);
    }

    fn are(&self, what: &str, got: &[Text], written: &[String]) {
        let got: Vec<&str> = got.iter().map(|text| text.value.as_str()).collect();
        let written: Vec<String> = written.iter().map(|text| told(text)).filter(|text| !text.is_empty()).collect();
        assert_eq!(got, written, "{what} in\n{}\n{}", self.analysis.document.text(), self.file);
    }

    fn when(&self, what: &str, got: Option<&Dates>, written: Option<DateRange>) {
        let got = got.map(|dates| dates.value);
        assert_eq!(got, written, "{what} in\n{}\n{}", self.analysis.document.text(), self.file);
    }

    fn count(&self, what: &str, got: usize, written: usize) {
        assert_eq!(got, written, "{what} in\n{}\n{}", self.analysis.document.text(), self.file);
    }
}

/// Keys with the values that are not empty, and now and then some that are.
fn object(noise: &mut Noise, pairs: &[(&str, Value)]) -> Value {
    let mut object = Map::new();
    for (key, value) in pairs {
        let empty = value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty);
        if !empty || noise.once_in(2) {
            object.insert((*key).to_owned(), value.clone());
        } else if noise.once_in(4) {
            object.insert((*key).to_owned(), Value::Null);
        }
    }
    Value::Object(object)
}

fn iso(day: Option<Day>) -> Value {
    json!(day.map(Day::iso).unwrap_or_default())
}

#[test]
fn a_json_resume_comes_back_value_by_value() {
    for seed in 0..PERSONS {
        let noise = &mut Noise::of(seed + 1);
        let few = |noise: &mut Noise| noise.below(4);
        let texts = |noise: &mut Noise| (0..noise.below(4)).map(|_| full(noise)).collect::<Vec<_>>();
        let basics: Vec<String> = (0..6).map(|_| value(noise)).collect();
        let place: Vec<String> = (0..5).map(|_| value(noise)).collect();
        let summary = lines(noise, 4).join("\n");
        let profiles: Vec<[String; 3]> = (0..few(noise)).map(|_| [full(noise), value(noise), value(noise)]).collect();
        let (mut jobs, mut schools, mut projects, mut volunteered) = (vec![], vec![], vec![], vec![]);
        let employer = full(noise);
        for _ in 0..few(noise) {
            let name = if noise.once_in(2) { employer.clone() } else { value(noise) };
            let texts = [name, full(noise), value(noise), value(noise)];
            jobs.push((texts, lines(noise, 3).join("\n"), lines(noise, 4), When::any(noise), value(noise)));
        }
        for _ in 0..few(noise) {
            let texts = [full(noise), value(noise), value(noise), value(noise), value(noise)];
            schools.push((texts, lines(noise, 3), When::any(noise)));
        }
        for _ in 0..few(noise) {
            let texts = [full(noise), value(noise)];
            let about = lines(noise, 3).join("\n");
            projects.push((
                texts,
                about,
                lines(noise, 3),
                (0..few(noise)).map(|_| full(noise)).collect::<Vec<_>>(),
                When::any(noise),
            ));
        }
        for _ in 0..few(noise) {
            volunteered.push((
                [full(noise), value(noise), value(noise)],
                lines(noise, 2).join("\n"),
                lines(noise, 2),
                When::any(noise),
            ));
        }
        let skills: Vec<(String, String, Vec<String>)> =
            (0..few(noise)).map(|_| (full(noise), value(noise), texts(noise))).collect();
        let languages: Vec<[String; 2]> = (0..few(noise)).map(|_| [full(noise), value(noise)]).collect();
        let interests: Vec<(String, Vec<String>)> = (0..few(noise)).map(|_| (full(noise), texts(noise))).collect();
        let references: Vec<[String; 2]> = (0..few(noise)).map(|_| [full(noise), lines(noise, 3).join("\n")]).collect();
        let dated = |noise: &mut Noise| {
            let day = (!noise.once_in(3)).then(|| Day::any(noise));
            ([full(noise), value(noise), value(noise)], lines(noise, 2).join("\n"), day)
        };
        let lists: [Vec<_>; 3] = std::array::from_fn(|_| (0..few(noise)).map(|_| dated(noise)).collect());
        let [awards, certificates, publications] = &lists;

        let location = object(
            noise,
            &[
                ("address", json!(place[0])),
                ("postalCode", json!(place[1])),
                ("city", json!(place[2])),
                ("region", json!(place[3])),
                ("countryCode", json!(place[4])),
            ],
        );
        let profiles_written: Vec<Value> = profiles
            .iter()
            .map(|[network, username, url]| {
                object(noise, &[("network", json!(network)), ("username", json!(username)), ("url", json!(url))])
            })
            .collect();
        let written = json!({
            "basics": object(noise, &[
                ("name", json!(basics[0])), ("label", json!(basics[1])), ("email", json!(basics[2])),
                ("phone", json!(basics[3])), ("url", json!(basics[4])), ("summary", json!(summary)),
                ("location", location), ("profiles", json!(profiles_written)),
            ]),
            "work": jobs.iter().map(|(texts, summary, highlights, when, url)| object(noise, &[
                ("name", json!(texts[0])), ("position", json!(texts[1])), ("location", json!(texts[2])),
                ("description", json!(texts[3])), ("summary", json!(summary)), ("highlights", json!(highlights)),
                ("startDate", iso(when.start)), ("endDate", iso(when.end)), ("url", json!(url)),
            ])).collect::<Vec<_>>(),
            "volunteer": volunteered.iter().map(|(texts, summary, highlights, when)| object(noise, &[
                ("organization", json!(texts[0])), ("position", json!(texts[1])), ("url", json!(texts[2])),
                ("summary", json!(summary)), ("highlights", json!(highlights)),
                ("startDate", iso(when.start)), ("endDate", iso(when.end)),
            ])).collect::<Vec<_>>(),
            "education": schools.iter().map(|(texts, courses, when)| object(noise, &[
                ("institution", json!(texts[0])), ("studyType", json!(texts[1])), ("area", json!(texts[2])),
                ("score", json!(texts[3])), ("url", json!(texts[4])), ("courses", json!(courses)),
                ("startDate", iso(when.start)), ("endDate", iso(when.end)),
            ])).collect::<Vec<_>>(),
            "projects": projects.iter().map(|(texts, about, highlights, keywords, when)| object(noise, &[
                ("name", json!(texts[0])), ("url", json!(texts[1])), ("description", json!(about)),
                ("highlights", json!(highlights)), ("keywords", json!(keywords)),
                ("startDate", iso(when.start)), ("endDate", iso(when.end)),
            ])).collect::<Vec<_>>(),
            "skills": skills.iter().map(|(name, level, keywords)| object(noise, &[
                ("name", json!(name)), ("level", json!(level)), ("keywords", json!(keywords)),
            ])).collect::<Vec<_>>(),
            "languages": languages.iter().map(|[language, fluency]| object(noise, &[
                ("language", json!(language)), ("fluency", json!(fluency)),
            ])).collect::<Vec<_>>(),
            "interests": interests.iter().map(|(name, keywords)| object(noise, &[
                ("name", json!(name)), ("keywords", json!(keywords)),
            ])).collect::<Vec<_>>(),
            "references": references.iter().map(|[name, reference]| object(noise, &[
                ("name", json!(name)), ("reference", json!(reference)),
            ])).collect::<Vec<_>>(),
            "awards": awards.iter().map(|(texts, summary, day)| object(noise, &[
                ("title", json!(texts[0])), ("awarder", json!(texts[1])), ("date", iso(*day)), ("summary", json!(summary)),
            ])).collect::<Vec<_>>(),
            "certificates": certificates.iter().map(|(texts, _, day)| object(noise, &[
                ("name", json!(texts[0])), ("issuer", json!(texts[1])), ("date", iso(*day)), ("url", json!(texts[2])),
            ])).collect::<Vec<_>>(),
            "publications": publications.iter().map(|(texts, summary, day)| object(noise, &[
                ("name", json!(texts[0])), ("publisher", json!(texts[1])), ("releaseDate", iso(*day)),
                ("url", json!(texts[2])), ("summary", json!(summary)),
            ])).collect::<Vec<_>>(),
        });
        let file =
            if noise.once_in(2) { serde_json::to_string_pretty(&written) } else { serde_json::to_string(&written) };
        let file = file.unwrap();
        let anything = basics.iter().take(5).chain(&place).any(|text| !text.is_empty())
            || !summary.is_empty()
            || [
                jobs.len(),
                schools.len(),
                projects.len(),
                volunteered.len(),
                skills.len(),
                languages.len(),
                interests.len(),
                references.len(),
                profiles.len(),
            ]
            .iter()
            .chain(&[awards.len(), certificates.len(), publications.len()])
            .any(|count| *count > 0);
        if !anything {
            continue;
        }
        let analysis = read(file.as_bytes(), "resume.json");
        let (got, check) = (&analysis.resume, Check { analysis: &analysis, file: &file });
        let b = &got.basics;
        for (what, got, written) in [
            ("name", &b.name, &basics[0]),
            ("label", &b.label, &basics[1]),
            ("email", &b.email, &basics[2]),
            ("phone", &b.phone, &basics[3]),
            ("url", &b.url, &basics[4]),
            ("summary", &b.summary, &summary),
        ] {
            check.is(what, got.as_ref(), written);
        }
        let place: Vec<String> = place.iter().filter(|part| !part.is_empty()).cloned().collect();
        check.is("place", b.location.as_ref(), &place.join(", "));
        check.count("profiles", b.profiles.len(), profiles.len());
        for (got, [network, username, url]) in b.profiles.iter().zip(&profiles) {
            check.is("network", got.network.as_ref(), network);
            check.is("username", got.username.as_ref(), username);
            check.is("profile", got.url.as_ref(), url);
        }
        check.count("work", got.work.len(), jobs.len());
        for (got, (texts, summary, highlights, when, url)) in got.work.iter().zip(&jobs) {
            check.is("employer", got.name.as_ref(), &texts[0]);
            check.is("position", got.position.as_ref(), &texts[1]);
            check.is("location", got.location.as_ref(), &texts[2]);
            check.is("description", got.description.as_ref(), &texts[3]);
            check.is("summary", got.summary.as_ref(), summary);
            check.are("highlights", &got.highlights, highlights);
            check.when("dates", got.dates.as_ref(), when.meant());
            check.is("url", got.url.as_ref(), url);
        }
        check.count("volunteer", got.volunteer.len(), volunteered.len());
        for (got, (texts, summary, highlights, when)) in got.volunteer.iter().zip(&volunteered) {
            check.is("organization", got.organization.as_ref(), &texts[0]);
            check.is("position", got.position.as_ref(), &texts[1]);
            check.is("url", got.url.as_ref(), &texts[2]);
            check.is("summary", got.summary.as_ref(), summary);
            check.are("highlights", &got.highlights, highlights);
            check.when("dates", got.dates.as_ref(), when.meant());
        }
        check.count("education", got.education.len(), schools.len());
        for (got, (texts, courses, when)) in got.education.iter().zip(&schools) {
            check.is("institution", got.institution.as_ref(), &texts[0]);
            check.is("studyType", got.study_type.as_ref(), &texts[1]);
            check.is("area", got.area.as_ref(), &texts[2]);
            check.is("score", got.score.as_ref(), &texts[3]);
            check.is("url", got.url.as_ref(), &texts[4]);
            check.are("courses", &got.courses, courses);
            check.when("dates", got.dates.as_ref(), when.meant());
        }
        check.count("projects", got.projects.len(), projects.len());
        for (got, (texts, about, highlights, keywords, when)) in got.projects.iter().zip(&projects) {
            check.is("project", got.name.as_ref(), &texts[0]);
            check.is("url", got.url.as_ref(), &texts[1]);
            check.is("description", got.description.as_ref(), about);
            check.are("highlights", &got.highlights, highlights);
            check.are("keywords", &got.keywords, keywords);
            check.when("dates", got.dates.as_ref(), when.meant());
        }
        check.count("skills", got.skills.len(), skills.len());
        for (got, (name, level, keywords)) in got.skills.iter().zip(&skills) {
            check.is("skill", got.name.as_ref(), name);
            check.is("level", got.level.as_ref(), level);
            check.are("keywords", &got.keywords, keywords);
        }
        check.count("languages", got.languages.len(), languages.len());
        for (got, [language, fluency]) in got.languages.iter().zip(&languages) {
            check.is("language", got.language.as_ref(), language);
            check.is("fluency", got.fluency.as_ref(), fluency);
        }
        let flat: Vec<String> =
            interests.iter().flat_map(|(name, keywords)| std::iter::once(name).chain(keywords)).cloned().collect();
        check.are("interests", &got.interests, &flat);
        check.count("references", got.references.len(), references.len());
        for (got, [name, reference]) in got.references.iter().zip(&references) {
            check.is("name", got.name.as_ref(), name);
            check.is("reference", got.reference.as_ref(), reference);
        }
        let single = |day: &Option<Day>| day.map(|day| DateRange::Single(day.meant()));
        check.count("awards", got.awards.len(), awards.len());
        for (got, (texts, summary, day)) in got.awards.iter().zip(awards) {
            check.is("title", got.title.as_ref(), &texts[0]);
            check.is("awarder", got.awarder.as_ref(), &texts[1]);
            check.is("summary", got.summary.as_ref(), summary);
            check.when("date", got.date.as_ref(), single(day));
        }
        check.count("certificates", got.certificates.len(), certificates.len());
        for (got, (texts, _, day)) in got.certificates.iter().zip(certificates) {
            check.is("name", got.name.as_ref(), &texts[0]);
            check.is("issuer", got.issuer.as_ref(), &texts[1]);
            check.is("url", got.url.as_ref(), &texts[2]);
            check.when("date", got.date.as_ref(), single(day));
        }
        check.count("publications", got.publications.len(), publications.len());
        for (got, (texts, summary, day)) in got.publications.iter().zip(publications) {
            check.is("name", got.name.as_ref(), &texts[0]);
            check.is("publisher", got.publisher.as_ref(), &texts[1]);
            check.is("url", got.url.as_ref(), &texts[2]);
            check.is("summary", got.summary.as_ref(), summary);
            check.when("date", got.date.as_ref(), single(day));
        }
        assert!(analysis.unread.is_empty(), "{:?}\n{}", analysis.unread, analysis.document.text());
    }
}

/// A cell of a table, quoted where it has to be, and at times where it has not.
fn cell(noise: &mut Noise, text: &str) -> String {
    if text.contains([',', '"', '\n']) || noise.once_in(4) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn table(noise: &mut Noise, header: &str, rows: &[Vec<String>]) -> String {
    let mut text = format!("{header}\n");
    for row in rows {
        let cells: Vec<String> = row.iter().map(|text| cell(noise, text)).collect();
        text += &cells.join(",");
        text += if noise.once_in(2) { "\r\n" } else { "\n" };
    }
    text
}

fn archive(tables: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in tables {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn named(day: Option<Day>) -> String {
    day.map(Day::named).unwrap_or_default()
}

/// A text, the items of a list below it, and both as they are written in a cell.
type Described = (Vec<String>, Vec<String>, String);

fn described(noise: &mut Noise) -> Described {
    let (before, items) = (lines(noise, 2), lines(noise, 3));
    let mark = noise.pick(&["• ", "- ", "* ", "•", "● "]);
    let marked = items.iter().map(|item| format!("{mark}{item}"));
    let text = before.iter().cloned().chain(marked).collect::<Vec<_>>().join("\n");
    (before, items, text)
}

#[test]
fn an_archive_comes_back_value_by_value() {
    for seed in 0..PERSONS {
        let noise = &mut Noise::of(seed + 1_000_000);
        let few = |noise: &mut Noise| noise.below(4);
        let [first, last] = [full(noise), value(noise)];
        let [headline, place, email, phone] = std::array::from_fn(|_| value(noise));
        let summary = lines(noise, 4).join("\n");
        let employer = full(noise);
        let mut jobs: Vec<(String, String, String, When, Described)> = Vec::new();
        for _ in 0..few(noise) {
            let employer = if noise.once_in(2) { employer.clone() } else { full(noise) };
            jobs.push((employer, full(noise), value(noise), When::any(noise), described(noise)));
        }
        let mut schools = Vec::new();
        for _ in 0..few(noise) {
            let (degree, area) = (value(noise).replace(", ", " "), value(noise));
            let area = if degree.is_empty() { String::new() } else { area };
            schools.push((full(noise), degree, area, When::any(noise), lines(noise, 2), lines(noise, 2)));
        }
        let mut projects = Vec::new();
        for _ in 0..few(noise) {
            projects.push((full(noise), described(noise), value(noise), When::any(noise)));
        }
        let mut volunteered = Vec::new();
        for _ in 0..few(noise) {
            volunteered.push((full(noise), full(noise), When::any(noise), described(noise)));
        }
        let skills: Vec<String> = (0..few(noise) * 3).map(|_| full(noise)).collect();
        let languages: Vec<(String, &str)> = (0..few(noise))
            .map(|_| {
                (full(noise), noise.pick(&["", "Native or bilingual proficiency", "Full professional proficiency"]))
            })
            .collect();
        let entry = |noise: &mut Noise| {
            let day = (!noise.once_in(3)).then(|| Day::any(noise));
            (full(noise), value(noise), value(noise), lines(noise, 2).join("\n"), day)
        };
        let lists: [Vec<_>; 3] = std::array::from_fn(|_| (0..few(noise)).map(|_| entry(noise)).collect());
        let [certificates, honors, publications] = &lists;
        let courses: Vec<String> = (0..few(noise)).map(|_| full(noise)).collect();
        let recommendations: Vec<(String, String)> = (0..few(noise))
            .map(|_| (full(noise), lines(noise, 3).join("\n")))
            .filter(|(_, text)| !text.is_empty())
            .collect();

        let none = String::new;
        let mut tables = vec![
            (
                "Profile.csv",
                table(
                    noise,
                    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter \
                 Handles,Websites,Instant Messengers",
                    &[vec![
                        first.clone(),
                        last.clone(),
                        none(),
                        none(),
                        none(),
                        headline.clone(),
                        summary.clone(),
                        none(),
                        none(),
                        place.clone(),
                        "[ada,lovelace]".to_owned(),
                        "[PERSONAL:https://example.org/ada],[OTHER:example.net]".to_owned(),
                        none(),
                    ]],
                ),
            ),
            (
                "Email Addresses.csv",
                table(
                    noise,
                    "Email Address,Confirmed,Primary,Updated On",
                    &[
                        vec!["old@example.org".to_owned(), "Yes".to_owned(), "No".to_owned(), none()],
                        vec![email.clone(), "Yes".to_owned(), "Yes".to_owned(), none()],
                    ],
                ),
            ),
            (
                "PhoneNumbers.csv",
                table(noise, "Extension,Number,Type", &[vec![none(), phone.clone(), "Mobile".to_owned()]]),
            ),
            (
                "Positions.csv",
                table(
                    noise,
                    "Company Name,Title,Description,Location,Started On,Finished On",
                    &jobs
                        .iter()
                        .map(|(employer, title, place, when, (_, _, text))| {
                            vec![
                                employer.clone(),
                                title.clone(),
                                text.clone(),
                                place.clone(),
                                named(when.start),
                                named(when.end),
                            ]
                        })
                        .collect::<Vec<_>>(),
                ),
            ),
            (
                "Education.csv",
                table(
                    noise,
                    "School Name,Start Date,End Date,Notes,Degree Name,Activities",
                    &schools
                        .iter()
                        .map(|(school, degree, area, when, notes, activities)| {
                            let degree = [degree.as_str(), area]
                                .iter()
                                .filter(|part| !part.is_empty())
                                .copied()
                                .collect::<Vec<_>>();
                            vec![
                                school.clone(),
                                named(when.start),
                                named(when.end),
                                notes.join("\n"),
                                degree.join(", "),
                                activities.join("\n"),
                            ]
                        })
                        .collect::<Vec<_>>(),
                ),
            ),
            (
                "Projects.csv",
                table(
                    noise,
                    "Title,Description,Url,Started On,Finished On",
                    &projects
                        .iter()
                        .map(|(name, (_, _, text), url, when)| {
                            vec![name.clone(), text.clone(), url.clone(), named(when.start), named(when.end)]
                        })
                        .collect::<Vec<_>>(),
                ),
            ),
            (
                "Volunteering.csv",
                table(
                    noise,
                    "Company Name,Role,Cause,Started On,Finished On,Description",
                    &volunteered
                        .iter()
                        .map(|(organization, role, when, (_, _, text))| {
                            vec![
                                organization.clone(),
                                role.clone(),
                                none(),
                                named(when.start),
                                named(when.end),
                                text.clone(),
                            ]
                        })
                        .collect::<Vec<_>>(),
                ),
            ),
            ("Skills.csv", table(noise, "Name", &skills.iter().map(|skill| vec![skill.clone()]).collect::<Vec<_>>())),
            (
                "Languages.csv",
                table(
                    noise,
                    "Name,Proficiency",
                    &languages.iter().map(|(name, level)| vec![name.clone(), (*level).to_owned()]).collect::<Vec<_>>(),
                ),
            ),
            (
                "Certifications.csv",
                table(
                    noise,
                    "Name,Url,Authority,Started On,Finished On,License Number",
                    &certificates
                        .iter()
                        .map(|(name, url, authority, _, day)| {
                            vec![name.clone(), url.clone(), authority.clone(), named(*day), none(), "123".to_owned()]
                        })
                        .collect::<Vec<_>>(),
                ),
            ),
            (
                "Honors.csv",
                table(
                    noise,
                    "Title,Description,Issued On",
                    &honors
                        .iter()
                        .map(|(title, _, _, text, day)| vec![title.clone(), text.clone(), named(*day)])
                        .collect::<Vec<_>>(),
                ),
            ),
            (
                "Publications.csv",
                table(
                    noise,
                    "Name,Published On,Description,Publisher,Url",
                    &publications
                        .iter()
                        .map(|(name, publisher, url, text, day)| {
                            vec![name.clone(), named(*day), text.clone(), publisher.clone(), url.clone()]
                        })
                        .collect::<Vec<_>>(),
                ),
            ),
            (
                "Courses.csv",
                table(noise, "Name,Number", &courses.iter().map(|name| vec![name.clone(), none()]).collect::<Vec<_>>()),
            ),
            (
                "Recommendations_Received.csv",
                table(
                    noise,
                    "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
                    &recommendations
                        .iter()
                        .map(|(name, text)| {
                            vec![
                                name.clone(),
                                none(),
                                none(),
                                none(),
                                text.clone(),
                                "01/02/24, 10:00 AM".to_owned(),
                                "VISIBLE".to_owned(),
                            ]
                        })
                        .collect::<Vec<_>>(),
                ),
            ),
        ];
        if noise.once_in(3) {
            // A table that is not there, notes above another.
            tables.retain(|(name, _)| *name != "Organizations.csv");
            tables[3].1.insert_str(0, "Notes:\n\"These are your positions, as you wrote them.\"\n\n");
        }
        let file: String = tables.iter().fold(String::new(), |mut all, (name, text)| {
            writeln!(all, "== {name}\n{text}").unwrap();
            all
        });
        let analysis = read(&archive(&tables), "data.zip");
        let (got, check) = (&analysis.resume, Check { analysis: &analysis, file: &file });
        let b = &got.basics;
        for (what, got, written) in [
            ("name", &b.name, &format!("{first} {last}")),
            ("label", &b.label, &headline),
            ("email", &b.email, &email),
            ("phone", &b.phone, &phone),
            ("place", &b.location, &place),
            ("summary", &b.summary, &summary),
            ("url", &b.url, &"https://example.org/ada".to_owned()),
        ] {
            // The other address is the only one then.
            if !(what == "email" && email.is_empty()) {
                check.is(what, got.as_ref(), written);
            }
        }
        check.count("profiles", b.profiles.len(), 3);
        check.is("site", b.profiles[0].url.as_ref(), "example.net");
        check.is("handle", b.profiles[2].username.as_ref(), "lovelace");
        check.count("work", got.work.len(), jobs.len());
        for (got, (employer, title, place, when, (before, items, _))) in got.work.iter().zip(&jobs) {
            check.is("employer", got.name.as_ref(), employer);
            check.is("title", got.position.as_ref(), title);
            check.is("place", got.location.as_ref(), place);
            check.is("summary", got.summary.as_ref(), &before.join("\n"));
            check.are("highlights", &got.highlights, items);
            check.when("dates", got.dates.as_ref(), when.meant());
        }
        check.count("education", got.education.len(), schools.len());
        for (got, (school, degree, area, when, notes, activities)) in got.education.iter().zip(&schools) {
            check.is("school", got.institution.as_ref(), school);
            check.is("degree", got.study_type.as_ref(), degree);
            check.is("area", got.area.as_ref(), area);
            check.are("notes", &got.highlights, &[notes.as_slice(), activities].concat());
            check.when("dates", got.dates.as_ref(), when.meant());
        }
        check.count("projects", got.projects.len(), projects.len());
        for (got, (name, (before, items, _), url, when)) in got.projects.iter().zip(&projects) {
            check.is("project", got.name.as_ref(), name);
            check.is("description", got.description.as_ref(), &before.join("\n"));
            check.are("highlights", &got.highlights, items);
            check.is("url", got.url.as_ref(), url);
            check.when("dates", got.dates.as_ref(), when.meant());
        }
        check.count("volunteer", got.volunteer.len(), volunteered.len());
        for (got, (organization, role, when, (before, items, _))) in got.volunteer.iter().zip(&volunteered) {
            check.is("organization", got.organization.as_ref(), organization);
            check.is("role", got.position.as_ref(), role);
            check.is("summary", got.summary.as_ref(), &before.join("\n"));
            check.are("highlights", &got.highlights, items);
            check.when("dates", got.dates.as_ref(), when.meant());
        }
        let listed: Vec<Text> = got.skills.iter().flat_map(|group| group.keywords.clone()).collect();
        check.are("skills", &listed, &skills);
        check.count("languages", got.languages.len(), languages.len());
        for (got, (name, level)) in got.languages.iter().zip(&languages) {
            check.is("language", got.language.as_ref(), name);
            check.is("fluency", got.fluency.as_ref(), level);
        }
        let single = |day: &Option<Day>| day.map(|day| DateRange::Single(day.meant()));
        check.count("certificates", got.certificates.len(), certificates.len() + courses.len());
        for (got, (name, url, authority, _, day)) in got.certificates.iter().zip(certificates) {
            check.is("certificate", got.name.as_ref(), name);
            check.is("url", got.url.as_ref(), url);
            check.is("authority", got.issuer.as_ref(), authority);
            check.when("date", got.date.as_ref(), single(day));
        }
        for (got, name) in got.certificates.iter().skip(certificates.len()).zip(&courses) {
            check.is("course", got.name.as_ref(), name);
        }
        check.count("awards", got.awards.len(), honors.len());
        for (got, (title, _, _, text, day)) in got.awards.iter().zip(honors) {
            check.is("title", got.title.as_ref(), title);
            check.is("summary", got.summary.as_ref(), text);
            check.when("date", got.date.as_ref(), single(day));
        }
        check.count("publications", got.publications.len(), publications.len());
        for (got, (name, publisher, url, text, day)) in got.publications.iter().zip(publications) {
            check.is("name", got.name.as_ref(), name);
            check.is("publisher", got.publisher.as_ref(), publisher);
            check.is("url", got.url.as_ref(), url);
            check.is("summary", got.summary.as_ref(), text);
            check.when("date", got.date.as_ref(), single(day));
        }
        check.count("references", got.references.len(), recommendations.len());
        for (got, (name, text)) in got.references.iter().zip(&recommendations) {
            check.is("name", got.name.as_ref(), name);
            check.is("reference", got.reference.as_ref(), text);
        }
    }
}

/// An element with text, which is escaped.
fn element(name: &str, text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<{name}>{escaped}</{name}>")
}

/// The HTML that Europass's editor makes of paragraphs and items.
fn edited(before: &[String], items: &[String]) -> String {
    let escaped = |text: &String| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut html: String = before.iter().fold(String::new(), |html, text| html + &format!("<p>{}</p>", escaped(text)));
    if !items.is_empty() {
        let items = items.iter().fold(String::new(), |html, text| html + &format!("<li><b>{}</b></li>", escaped(text)));
        write!(html, "<ul>{items}</ul>").unwrap();
    }
    html
}

/// A person whom both kinds of Europass's XML can tell of.
struct Person {
    names: [String; 2],
    contact: [String; 3],
    address: [String; 4],
    summary: Vec<String>,
    jobs: Vec<Job>,
    schools: Vec<School>,
    mother_tongue: String,
    languages: Vec<(String, [&'static str; 5])>,
    skills: Vec<String>,
}

struct Job {
    employer: String,
    title: String,
    town: String,
    country: String,
    when: When,
    before: Vec<String>,
    items: Vec<String>,
}

struct School {
    name: String,
    degree: String,
    area: String,
    town: String,
    when: When,
    about: Vec<String>,
}

impl Person {
    fn any(noise: &mut Noise) -> Self {
        let employer = full(noise);
        let mut jobs = Vec::new();
        for _ in 0..noise.below(4) {
            let employer = if noise.once_in(2) { employer.clone() } else { full(noise) };
            let (title, town, country) = (full(noise), value(noise), value(noise));
            let (when, before, items) = (When::any(noise), lines(noise, 2), lines(noise, 3));
            jobs.push(Job { employer, title, town, country, when, before, items });
        }
        let mut schools = Vec::new();
        for _ in 0..noise.below(3) {
            let (name, degree, area, town) =
                (full(noise), value(noise), noise.pick(&["", "Physics", "Education"]), value(noise));
            let (when, about) = (When::any(noise), lines(noise, 2));
            schools.push(School { name, degree, area: area.to_owned(), town, when, about });
        }
        let level = |noise: &mut Noise| ["A1", "B2", "C1"][noise.below(3)];
        let languages = (0..noise.below(3))
            .map(|_| {
                let first = level(noise);
                (full(noise), if noise.once_in(2) { [first; 5] } else { std::array::from_fn(|_| level(noise)) })
            })
            .collect();
        Self {
            names: [full(noise), value(noise)],
            contact: std::array::from_fn(|_| value(noise)),
            address: std::array::from_fn(|_| value(noise)),
            summary: lines(noise, 3),
            jobs,
            schools,
            mother_tongue: value(noise),
            languages,
            skills: lines(noise, 4),
        }
    }

    fn check(&self, analysis: &Analysis, file: &str) {
        let (got, check) = (&analysis.resume, Check { analysis, file });
        let b = &got.basics;
        let [email, phone, url] = &self.contact;
        let joined =
            |parts: &[String]| parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ");
        for (what, got, written) in [
            ("name", &b.name, &self.names.join(" ")),
            ("email", &b.email, email),
            ("phone", &b.phone, phone),
            ("url", &b.url, url),
            ("place", &b.location, &joined(&self.address)),
            ("summary", &b.summary, &self.summary.join("\n")),
        ] {
            check.is(what, got.as_ref(), written);
        }
        check.count("work", got.work.len(), self.jobs.len());
        for (got, job) in got.work.iter().zip(&self.jobs) {
            check.is("employer", got.name.as_ref(), &job.employer);
            check.is("title", got.position.as_ref(), &job.title);
            check.is("place", got.location.as_ref(), &joined(&[job.town.clone(), job.country.clone()]));
            check.is("summary", got.summary.as_ref(), &job.before.join("\n"));
            check.are("highlights", &got.highlights, &job.items);
            check.when("dates", got.dates.as_ref(), job.when.meant());
        }
        check.count("education", got.education.len(), self.schools.len());
        for (got, school) in got.education.iter().zip(&self.schools) {
            check.is("school", got.institution.as_ref(), &school.name);
            check.is("degree", got.study_type.as_ref(), &school.degree);
            check.is("area", got.area.as_ref(), &school.area);
            check.is("place", got.location.as_ref(), &school.town);
            check.are("about", &got.highlights, &school.about);
            check.when("dates", got.dates.as_ref(), school.when.meant());
        }
        let native = usize::from(!self.mother_tongue.is_empty());
        check.count("languages", got.languages.len(), self.languages.len() + native);
        for (got, (name, levels)) in got.languages.iter().skip(native).zip(&self.languages) {
            check.is("language", got.language.as_ref(), name);
            let fluency = got.fluency.as_ref().map(|fluency| fluency.value.as_str()).unwrap_or_default();
            if levels.iter().all(|level| *level == levels[0]) {
                assert_eq!(fluency, levels[0], "{file}");
            } else {
                let about = ["listening", "reading", "spoken interaction", "spoken production", "writing"];
                let each: Vec<String> =
                    about.iter().zip(levels).map(|(about, level)| format!("{about} {level}")).collect();
                assert_eq!(fluency, each.join(", "), "{file}");
            }
        }
        let listed: Vec<Text> = got.skills.iter().flat_map(|group| group.keywords.clone()).collect();
        check.are("skills", &listed, &self.skills);
        let kinds: Vec<SectionKind> = analysis.sections.iter().map(|section| section.kind).collect();
        assert_eq!(kinds.contains(&SectionKind::Work), !self.jobs.is_empty());
    }

    fn passport(&self) -> String {
        let date = |name: &str, day: Option<Day>| {
            let Some(day) = day else { return String::new() };
            let month = day.month.map(|month| format!(" month=\"--{month:02}\"")).unwrap_or_default();
            let of_month = day.of_month.map(|day| format!(" day=\"---{day:02}\"")).unwrap_or_default();
            format!("<{name} year=\"{}\"{month}{of_month}/>", day.year)
        };
        let period = |when: When| {
            let current = when.start.is_some() && when.end.is_none();
            format!("<Period>{}{}<Current>{current}</Current></Period>", date("From", when.start), date("To", when.end))
        };
        let place = |town: &str, country: &str| {
            let country = format!("<Country><Code>XX</Code>{}</Country>", element("Label", country));
            let country = if country.contains("<Label></Label>") { String::new() } else { country };
            format!(
                "<ContactInfo><Address><Contact>{}{country}</Contact></Address></ContactInfo>",
                element("Municipality", town)
            )
        };
        let [email, phone, url] = &self.contact;
        let [line, code, town, country] = &self.address;
        let country = if country.is_empty() {
            String::new()
        } else {
            format!("<Country>{}</Country>", element("Label", country))
        };
        let jobs = self.jobs.iter().fold(String::new(), |all, job| {
            all + &format!(
                "<WorkExperience>{}<Position>{}</Position>{}<Employer>{}{}</Employer></WorkExperience>",
                period(job.when),
                element("Label", &job.title),
                element("Activities", &edited(&job.before, &job.items)),
                element("Name", &job.employer),
                place(&job.town, &job.country)
            )
        });
        let schools = self.schools.iter().fold(String::new(), |all, school| {
            let area = if school.area.is_empty() {
                String::new()
            } else {
                format!("<Field>{}</Field>", element("Label", &school.area))
            };
            all + &format!(
                "<Education>{}{}{}{area}<Organisation>{}{}</Organisation></Education>",
                period(school.when),
                element("Title", &school.degree),
                element("Activities", &edited(&school.about, &[])),
                element("Name", &school.name),
                place(&school.town, "")
            )
        });
        let levels = ["Listening", "Reading", "SpokenInteraction", "SpokenProduction", "Writing"];
        let languages = self.languages.iter().fold(String::new(), |all, (name, of)| {
            let levels = levels.iter().zip(of).fold(String::new(), |all, (name, level)| all + &element(name, level));
            all + &format!(
                "<ForeignLanguage><Description>{}</Description><ProficiencyLevel>{levels}</ProficiencyLevel></ForeignLanguage>",
                element("Label", name)
            )
        });
        let mother = if self.mother_tongue.is_empty() {
            String::new()
        } else {
            format!("<MotherTongue><Description>{}</Description></MotherTongue>", element("Label", &self.mother_tongue))
        };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SkillsPassport xmlns=\"http://europass.cedefop.europa.eu/Europass\"><LearnerInfo>\
             <Identification><PersonName>{}{}</PersonName><ContactInfo><Address><Contact>{}{}{}{country}</Contact></Address>\
             <Email>{}</Email><TelephoneList><Telephone>{}</Telephone></TelephoneList><WebsiteList><Website>{}</Website>\
             </WebsiteList></ContactInfo></Identification><Headline><Type><Code>personal_statement</Code></Type><Description>{}\
             </Description></Headline><WorkExperienceList>{jobs}</WorkExperienceList><EducationList>{schools}</EducationList>\
             <Skills><Linguistic><MotherTongueList>{mother}</MotherTongueList><ForeignLanguageList>{languages}\
             </ForeignLanguageList></Linguistic><Computer>{}</Computer></Skills></LearnerInfo></SkillsPassport>",
            element("FirstName", &self.names[0]),
            element("Surname", &self.names[1]),
            element("AddressLine", line),
            element("PostalCode", code),
            element("Municipality", town),
            element("Contact", email),
            element("Contact", phone),
            element("Contact", url),
            element("Label", &edited(&self.summary, &[])),
            element("Description", &edited(&[], &self.skills)),
        )
    }

    fn candidate(&self) -> String {
        let date = |name: &str, day: Option<Day>| {
            day.map(|day| format!("<{name}><hr:FormattedDateTime>{}</hr:FormattedDateTime></{name}>", day.iso()))
                .unwrap_or_default()
        };
        let [email, phone, url] = &self.contact;
        let [line, code, town, country] = &self.address;
        let jobs = self.jobs.iter().fold(String::new(), |all, job| {
            all + &format!(
                "<EmployerHistory>{}<PositionHistory>{}<eures:EmploymentPeriod>{}{}<hr:CurrentIndicator>{}</hr:CurrentIndicator>\
                 </eures:EmploymentPeriod>{}{}{}</PositionHistory></EmployerHistory>",
                element("hr:OrganizationName", &job.employer),
                element("PositionTitle", &job.title),
                date("eures:StartDate", job.when.start),
                date("eures:EndDate", job.when.end),
                job.when.start.is_some() && job.when.end.is_none(),
                element("oa:Description", &edited(&job.before, &job.items)),
                element("City", &job.town),
                element("Country", &job.country),
            )
        });
        let schools = self.schools.iter().fold(String::new(), |all, school| {
            all + &format!(
                "<EducationOrganizationAttendance>{}<OrganizationContact><Communication><Address>{}</Address></Communication>\
                 </OrganizationContact><AttendancePeriod>{}{}<Ongoing>{}</Ongoing></AttendancePeriod><EducationDegree>{}{}\
                 <FieldOfStudy><MainFieldOfStudy>{}</MainFieldOfStudy></FieldOfStudy></EducationDegree>\
                 </EducationOrganizationAttendance>",
                element("hr:OrganizationName", &school.name),
                element("oa:CityName", &school.town),
                date("StartDate", school.when.start),
                date("EndDate", school.when.end),
                school.when.start.is_some() && school.when.end.is_none(),
                element("hr:DegreeName", &school.degree),
                element("OccupationalSkillsCovered", &edited(&school.about, &[])),
                element("ProgramConcentration", &school.area),
            )
        });
        let codes = [
            "CEF-Understanding-Listening",
            "CEF-Understanding-Reading",
            "CEF-Speaking-Interaction",
            "CEF-Speaking-Production",
            "CEF-Writing-Production",
        ];
        let languages = self.languages.iter().fold(String::new(), |all, (name, of)| {
            let levels = codes.iter().zip(of).fold(String::new(), |all, (code, level)| {
                all + &format!(
                    "<eures:CompetencyDimension>{}<eures:Score>{}</eures:Score></eures:CompetencyDimension>",
                    element("hr:CompetencyDimensionTypeCode", code),
                    element("hr:ScoreText", level)
                )
            });
            all + &format!(
                "<PersonCompetency>{}<hr:TaxonomyID>language</hr:TaxonomyID>{levels}</PersonCompetency>",
                element("CompetencyID", name)
            )
        });
        let skills = self.skills.iter().fold(String::new(), |all, skill| {
            all + &format!(
                "<PersonCompetency><hr:TaxonomyID>Digital_Skill</hr:TaxonomyID>{}</PersonCompetency>",
                element("hr:CompetencyName", skill)
            )
        });
        let mother = if self.mother_tongue.is_empty() {
            String::new()
        } else {
            element("PrimaryLanguageCode", &self.mother_tongue)
        };
        let way = |channel: &str, inner: String| {
            format!("<Communication>{}{inner}</Communication>", element("ChannelCode", channel))
        };
        format!(
            "<Candidate xmlns=\"http://www.europass.eu/1.0\" xmlns:oa=\"http://www.openapplications.org/oagis/9\" \
             xmlns:hr=\"http://www.hr-xml.org/3\" xmlns:eures=\"http://www.europass_eures.eu/1.0\"><CandidatePerson><PersonName>{}{}\
             </PersonName>{}{}{}<Communication><Address>{}{}{}{}</Address></Communication>{mother}</CandidatePerson>\
             <CandidateProfile>{}<EmploymentHistory>{jobs}</EmploymentHistory><EducationHistory>{schools}</EducationHistory>\
             <PersonQualifications>{languages}</PersonQualifications><Skills>{skills}</Skills></CandidateProfile></Candidate>",
            element("oa:GivenName", &self.names[0]),
            element("hr:FamilyName", &self.names[1]),
            way("Email", element("oa:URI", email)),
            way("Telephone", element("oa:DialNumber", phone)),
            way("Web", element("oa:URI", url)),
            element("oa:AddressLine", line),
            element("CountryCode", country),
            element("oa:CityName", town),
            element("oa:PostalCode", code),
            element("hr:ExecutiveSummary", &edited(&self.summary, &[])),
        )
    }
}

#[test]
fn europass_data_of_both_kinds_comes_back_value_by_value() {
    for seed in 0..PERSONS {
        let person = Person::any(&mut Noise::of(seed + 2_000_000));
        for (name, file) in [("passport.xml", person.passport()), ("candidate.xml", person.candidate())] {
            person.check(&read(file.as_bytes(), name), &file);
        }
    }
}

/// What is no list of its own format stays the text that it is.
#[test]
fn html_and_lists_within_json_are_text() {
    let file = r#"{"work": [{"name": "Acme", "summary": "<p>Ran <b>a bakery</b> &amp; a shop</p><ul><li>Bread</li><li>Cakes</li></ul>"},
        {"name": "Acme", "summary": "- Bread\n- Cakes", "endDate": "present", "startDate": "2019"}],
        "skills": ["Rust", {"name": "Go"}], "hobbies": [{"what": "Beer"}]}"#;
    let analysis = read(file.as_bytes(), "resume.json");
    let resume = serde_json::to_value(json_resume::export(&analysis.resume)).unwrap();
    assert_eq!(resume["work"][0]["summary"], "Ran a bakery & a shop Bread Cakes");
    assert_eq!(resume["work"][1], json!({"name": "Acme", "startDate": "2019", "summary": "- Bread - Cakes"}));
    assert_eq!(resume["skills"], json!([{"name": "Rust"}, {"name": "Go"}]));
    assert!(analysis.skills.iter().any(|tag| tag.name == "Rust" && tag.listed()));
    let unread: Vec<&str> = analysis.unread.iter().map(|span| analysis.document.slice(*span)).collect();
    assert_eq!(unread, ["Beer"], "no key of the standard");
}
