//! Forms in which people write names, positions and publications, from the text to the field.

use cv_readback::analysis::analyze;
use cv_readback::entity::date::Month;
use cv_readback::resume::{Resume, Text};

fn read(markdown: &str) -> Resume {
    analyze(markdown.as_bytes(), "cv.md", "", Month::new(2026, 11)).expect("a text").resume
}

fn value(text: Option<&Text>) -> &str {
    text.map_or("", |text| &text.value)
}

#[test]
fn a_position_may_be_a_sentence() {
    let resume = read(
        "# Ada Doe\n\nada@example.org\n\n## Berufserfahrung\n\n\
         - Praktikum bei Siebenstein AG in München (Entwicklung von Prüfständen für Pumpen)\tJuni 2014\n\
         - Internship at Network Walls GmbH in Munich (design and tests of a server)\tJune 2016\n\
         - Summer job at Auction House Karl in Leeds\tJuly 2017\n",
    );
    let fields: Vec<[&str; 4]> = (resume.work.iter())
        .map(|work| {
            [work.position.as_ref(), work.name.as_ref(), work.location.as_ref(), work.summary.as_ref()].map(value)
        })
        .collect();
    assert_eq!(
        fields,
        [
            ["Praktikum", "Siebenstein AG", "München", "Entwicklung von Prüfständen für Pumpen"],
            ["Internship", "Network Walls GmbH", "Munich", "design and tests of a server"],
            ["Summer job", "Auction House Karl", "Leeds", ""],
        ]
    );
}

#[test]
fn a_speciality_behind_a_dash_belongs_to_the_title() {
    let resume = read(
        "# Ada Doe\n\n## Experience\n\n**Director – IT Operations**\nNorthwind Ltd, Leeds\n2015 – 2018\n\n- Ran it\n\n\
         **Engineer – Bridges and Tunnels**\nSouthwind Ltd, Leeds\n2011 – 2014\n\n- Built it\n",
    );
    let titles: Vec<&str> = resume.work.iter().map(|work| value(work.position.as_ref())).collect();
    assert_eq!(titles, ["Director – IT Operations", "Engineer – Bridges and Tunnels"]);
}

#[test]
fn names_and_headlines_go_on_on_the_next_line() {
    let resume = read(
        "# Pieter van der\n# Veldt\n\nLogistics and Operations\\\nManager\n\npieter@example.org\n\n## Skills\n\n- Rust\n",
    );
    assert_eq!(value(resume.basics.name.as_ref()), "Pieter van der Veldt");
    assert_eq!(value(resume.basics.label.as_ref()), "Logistics and Operations Manager");
}

#[test]
fn a_link_to_a_map_is_a_place_and_no_site() {
    let resume = read(
        "# Ada Doe\n\n[12 Mill Row, Leeds](https://maps.google.com/?q=Leeds) | [ada.example.org](https://ada.example.org)\n\n## Skills\n\n- Rust\n",
    );
    assert_eq!(value(resume.basics.location.as_ref()), "12 Mill Row, Leeds");
    assert_eq!(value(resume.basics.url.as_ref()), "https://ada.example.org");
}

#[test]
fn a_bibliography_is_read_line_by_line() {
    let resume = read(
        "# Ada Doe\n\n## Publications\n\nJournals\n\n\
         A. Doe and B. Roe, “On weirs and walls,” Journal of Walls, vol. 12, Feb 2011.\n\n\
         A. Doe, B. Roe, and C. Poe, “Longer walls,” in Proceedings of the Wall Symposium, Ghent, Jan 2007.\n",
    );
    let read: Vec<[&str; 2]> = (resume.publications.iter())
        .map(|publication| [publication.name.as_ref(), publication.publisher.as_ref()].map(value))
        .collect();
    assert_eq!(
        read,
        [["On weirs and walls", "Journal of Walls"], ["Longer walls", "Proceedings of the Wall Symposium"]]
    );
}
