//! The PDF that `LinkedIn` makes of a profile, as the tests set it: the narrow column of lists, the wide one with the career.
//! The person is invented.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fmt::Write as _;

use cv_readback::analysis::{Analysis, analyze};
use cv_readback::entity::date::Month;
use cv_readback::export::json_resume;
use serde_json::{Value, json};

/// What a line is; each kind is set in its own size and with its own distance to the line before it.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Of the narrow column: the heading of a list, an item, the rest of an item.
    List,
    Item,
    Rest,
    Name,
    Headline,
    Place,
    Heading,
    Employer,
    Altogether,
    Title,
    Dates,
    Where,
    Said,
    /// A line that goes on.
    On,
}

impl Kind {
    /// Size, distance to the line before, whether it is grey.
    fn set(self) -> (f32, f32, bool) {
        match self {
            Self::List => (13.0, 32.0, false),
            Self::Item => (10.5, 17.5, false),
            Self::Rest => (10.5, 12.6, false),
            Self::Name => (26.0, 30.0, false),
            Self::Headline => (12.0, 24.0, false),
            Self::Place => (12.0, 15.0, true),
            Self::Heading => (15.75, 34.0, false),
            Self::Employer => (12.0, 32.0, false),
            Self::Altogether => (10.5, 16.0, false),
            Self::Title => (11.5, 16.5, false),
            Self::Dates | Self::Where => (10.5, 15.8, self == Self::Where),
            Self::Said => (10.5, 20.0, false),
            Self::On => (10.5, 18.0, false),
        }
    }

    fn is_narrow(self) -> bool {
        matches!(self, Self::List | Self::Item | Self::Rest)
    }
}

/// The content of a page with these lines, and its number.
fn content(lines: &[(Kind, &str)], number: usize, foot: &str) -> String {
    let mut content = String::new();
    let (mut narrow, mut wide) = (30.0, 24.0);
    let mut write = |size: f32, grey: bool, left: f32, top: f32, text: &str| {
        // Helvetica's code page has the letters of these texts as Unicode does.
        let escaped = text.chars().fold(String::new(), |mut all, c| {
            match c {
                '(' | ')' | '\\' => write!(all, "\\{c}").unwrap(),
                c => write!(all, "\\{:03o}", u32::from(c)).unwrap(),
            }
            all
        });
        let color = if grey { 0.7 } else { 0.1 };
        writeln!(content, "BT {color} g /F1 {size} Tf {left} {} Td ({escaped}) Tj ET", 792.0 - top).unwrap();
    };
    for (kind, text) in lines {
        let (size, step, grey) = kind.set();
        let (top, left) = if kind.is_narrow() { (&mut narrow, 22.0) } else { (&mut wide, 223.5) };
        *top += step;
        write(size, grey, left, *top, text);
    }
    write(9.0, false, 384.0, 776.0, &format!("{foot} {number}"));
    content
}

fn pdf(pages: &[&[(Kind, &str)]], below: &str) -> Vec<u8> {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect();
    let tree = format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len());
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), tree, font.to_owned()];
    for (at, lines) in pages.iter().enumerate() {
        let content = content(lines, at + 1, below);
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * at
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        write!(file, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let start = file.len();
    write!(file, "{table}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).unwrap();
    file.into_bytes()
}

fn read(file: &[u8]) -> (Analysis, Value) {
    let analysis = analyze(file, "Profile.pdf", "", Month::new(2026, 11)).unwrap();
    let resume = serde_json::to_value(json_resume::export(&analysis.resume)).unwrap();
    (analysis, resume)
}

const FIRST: &[(Kind, &str)] = &[
    (Kind::List, "Contact"),
    (Kind::Item, "+44 20 7946 0000 (Mobile)"),
    (Kind::Item, "ada@example.org"),
    (Kind::Item, "www.linkedin.com/in/ada-"),
    (Kind::Rest, "example-1815 (LinkedIn)"),
    (Kind::Item, "example.org/ada (Personal)"),
    (Kind::List, "Top Skills"),
    (Kind::Item, "Analysis"),
    (Kind::Item, "Looms and the patterns that"),
    (Kind::Rest, "they weave"),
    (Kind::List, "Languages"),
    (Kind::Item, "English (Native or Bilingual)"),
    (Kind::Item, "French (Limited Working)"),
    (Kind::Item, "German"),
    (Kind::List, "Certifications"),
    (Kind::Item, "Certified Example (Level 2)"),
    (Kind::Name, "Ada Example"),
    (Kind::Headline, "Education"),
    (Kind::Place, "London, England, United Kingdom"),
    (Kind::Heading, "Summary"),
    (Kind::Said, "Builds engines, and writes down what they are to do before anybody else"),
    (Kind::On, "knows what they are for."),
    (Kind::Heading, "Experience"),
    (Kind::Employer, "Senior Engineers Ltd"),
    (Kind::Altogether, "5 years 2 months"),
    (Kind::Title, "Skills"),
    (Kind::Dates, "October 2023 - Present (3 years 2 months)"),
    (Kind::Where, "London"),
    (Kind::Said, "Education"),
    (Kind::Title, "Northwind University"),
    (Kind::Dates, "October 2021 - October 2023 (2 years 1 month)"),
    (Kind::Said, "- Cut the time to weave a flower from a day to an hour, and the cost"),
    (Kind::On, "by half"),
    (Kind::Said, "- Wrote the notes"),
];

const SECOND: &[(Kind, &str)] = &[
    (Kind::Employer, "May 2015 Labs"),
    (Kind::Title, "Programmer"),
    (Kind::Dates, "March 2017 - September 2021 (4 years 7 months)"),
    (Kind::Heading, "Education"),
    (Kind::Employer, "University of Westmark"),
    (Kind::Altogether, "Master of Science - MS, Mathematics, Logic \u{b7} (2012 - 2017)"),
    (Kind::Employer, "Lyceum"),
    (Kind::Employer, "Borough School"),
    (Kind::Altogether, "Abitur \u{b7} (September 2002 - 2010)"),
];

#[test]
fn a_profile_is_read_by_its_form() {
    let (analysis, resume) = read(&pdf(&[FIRST, SECOND], "Page"));
    let text = analysis.document.text();
    let basics = &resume["basics"];
    assert_eq!(basics["name"], "Ada Example");
    assert_eq!(basics["label"], "Education", "{text}");
    assert_eq!(basics["location"]["text"], "London, England, United Kingdom");
    assert_eq!(basics["email"], "ada@example.org");
    assert_eq!(basics["phone"], "+44 20 7946 0000");
    assert_eq!(basics["url"], "example.org/ada");
    assert_eq!(
        basics["summary"],
        "Builds engines, and writes down what they are to do before anybody else knows what they are for."
    );
    let profile = json!([{"network": "LinkedIn", "url": "www.linkedin.com/in/ada-example-1815"}]);
    assert_eq!(basics["profiles"], profile);
    let work = json!([
        {"name": "Senior Engineers Ltd", "position": "Skills", "startDate": "2023-10", "location": "London", "summary": "Education"},
        {"name": "Senior Engineers Ltd", "position": "Northwind University", "startDate": "2021-10", "endDate": "2023-10",
         "highlights": ["Cut the time to weave a flower from a day to an hour, and the cost by half", "Wrote the notes"]},
        {"name": "May 2015 Labs", "position": "Programmer", "startDate": "2017-03", "endDate": "2021-09"},
    ]);
    assert_eq!(resume["work"], work, "{text}");
    let education = json!([
        {"institution": "University of Westmark", "studyType": "Master of Science - MS", "area": "Mathematics, Logic",
         "startDate": "2012", "endDate": "2017"},
        {"institution": "Lyceum"},
        {"institution": "Borough School", "studyType": "Abitur", "startDate": "2002-09", "endDate": "2010"},
    ]);
    assert_eq!(resume["education"], education, "{text}");
    assert_eq!(resume["skills"], json!([{"keywords": ["Analysis", "Looms and the patterns that they weave"]}]));
    let languages = json!([
        {"language": "English", "fluency": "Native or Bilingual"},
        {"language": "French", "fluency": "Limited Working"},
        {"language": "German"},
    ]);
    assert_eq!(resume["languages"], languages);
    assert_eq!(resume["certificates"], json!([{"name": "Certified Example (Level 2)"}]));
    assert!(analysis.unread.is_empty() && analysis.doubts.is_empty() && !text.contains("Page 1"), "{text}");
}

#[test]
fn its_language_makes_no_difference() {
    let german: &[(Kind, &str)] = &[
        (Kind::List, "Kontakt"),
        (Kind::Item, "www.linkedin.com/in/ada-example"),
        (Kind::Rest, "(LinkedIn)"),
        (Kind::List, "Languages"),
        (Kind::Item, "Deutsch (Muttersprache oder"),
        (Kind::Rest, "zweisprachig)"),
        (Kind::Name, "Ada Muster"),
        (Kind::Headline, "Bäckerin"),
        (Kind::Heading, "Berufserfahrung"),
        (Kind::Employer, "Mühle & Söhne"),
        (Kind::Title, "Bäckerin"),
        (Kind::Dates, "März 2019 - Heute (7 Jahre 9 Monate)"),
        (Kind::Heading, "Ausbildung"),
        (Kind::Employer, "Handwerkskammer"),
        (Kind::Altogether, "Meisterbrief, Brot \u{b7} (2015 - 2018)"),
    ];
    let (analysis, resume) = read(&pdf(&[german], "Seite"));
    assert_eq!(resume["basics"]["label"], "Bäckerin");
    assert_eq!(resume["basics"]["profiles"][0]["url"], "www.linkedin.com/in/ada-example");
    let work = json!([{"name": "Mühle & Söhne", "position": "Bäckerin", "startDate": "2019-03"}]);
    assert_eq!(resume["work"], work, "{}", analysis.document.text());
    assert_eq!(resume["education"][0]["area"], "Brot");
    let language = json!({"language": "Deutsch", "fluency": "Muttersprache oder zweisprachig"});
    assert_eq!(resume["languages"], json!([language]));
}
