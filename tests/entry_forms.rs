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

/// The basics of a text file.
fn basics(text: &[u8]) -> cv_readback::resume::Basics {
    analyze(text, "cv.txt", "", Month::new(2026, 11)).expect("a text").resume.basics
}

#[test]
fn names_in_east_asian_forms_stand_behind_their_labels() {
    for (text, name, email) in [
        (
            "履歴書\n\nフリガナ　ミホン ハナコ\n氏　名　見本 花子\n生年月日　1990年1月2日\nメール　hanako@example.jp\n",
            "見本 花子",
            "hanako@example.jp",
        ),
        ("个人简历\n\n姓名：示例雷 性别：男 年龄：28\nlei@example.cn\n", "示例雷", "lei@example.cn"),
        ("个人简历\n\n姓 名：示例小明\n性别：男\n邮箱：xiaoming@example.cn\n", "示例小明", "xiaoming@example.cn"),
        ("이력서\n\n성 명: 김예시\n생년월일: 1990년 1월 2일\n이메일: yesi@example.kr\n", "김예시", "yesi@example.kr"),
        ("氏名：長谷見 真理子\n電話番号：03-5555-0142\nmariko@example.jp\n", "長谷見 真理子", "mariko@example.jp"),
    ] {
        let basics = basics(text.as_bytes());
        assert_eq!(value(basics.name.as_ref()), name, "{text}");
        assert_eq!(value(basics.email.as_ref()), email, "{text}");
    }
}

#[test]
fn accounts_may_be_told_by_their_names() {
    let basics = basics(b"Ada Doe\nGitHub: ada-doe-codes | LinkedIn: @adadoe | ada@example.org\n\nSkills\nRust\n");
    let accounts: Vec<[&str; 2]> =
        (basics.profiles.iter()).map(|one| [one.network.as_ref(), one.username.as_ref()].map(value)).collect();
    assert_eq!(accounts, [["GitHub", "ada-doe-codes"], ["LinkedIn", "adadoe"]]);
}

#[test]
fn a_file_may_be_in_any_encoding() {
    let polish = "Łucja Żółkiewska\nlucja@example.pl\n\nDoświadczenie zawodowe\n\nKsięgowa, Młyn Źródło\n2015 - 2020\n- Rozliczała pensje i podróże służbowe\n";
    let japanese =
        "履歴書\n\n氏名　見本 花子\nhanako@example.jp\n\n職歴\n2015年4月　株式会社みほん商事 入社 経理担当\n";
    let chinese =
        "个人简历\n\n姓名：示例小明\n邮箱：xiaoming@example.cn\n\n工作经历\n2015年4月 示例科技有限公司 会计\n";
    for (text, name, labels) in [
        (polish, "Łucja Żółkiewska", &["windows-1250", "iso-8859-2"][..]),
        (japanese, "見本 花子", &["shift_jis", "euc-jp", "iso-2022-jp"]),
        (chinese, "示例小明", &["gbk", "gb18030"]),
    ] {
        for label in labels {
            let (bytes, _, is_lossy) =
                encoding_rs::Encoding::for_label(label.as_bytes()).expect("it is one").encode(text);
            assert!(!is_lossy, "{label}");
            assert_eq!(value(basics(&bytes).name.as_ref()), name, "{label}");
        }
    }
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

#[test]
fn awards_and_publications_may_have_lines_below_them() {
    let resume = read(
        "# Ada Doe\n\n## Awards\n\nWall Builders' Prize\t2019\\\nGuild of Walls\\\nFor the longest wall of the county.\n\n\
         Weir Medal, Weir Society\t2015\\\nFor a weir that holds to this day.\n\n\
         ## Honors\n\n2014 1st/50 | Bridge Contest\n\n2013 National | Tunnel Contest\n",
    );
    let awards: Vec<[&str; 3]> = (resume.awards.iter())
        .map(|award| [award.title.as_ref(), award.awarder.as_ref(), award.summary.as_ref()].map(value))
        .collect();
    assert_eq!(
        awards,
        [
            ["Wall Builders' Prize", "Guild of Walls", "For the longest wall of the county."],
            ["Weir Medal", "Weir Society", "For a weir that holds to this day."],
            ["Bridge Contest", "", "1st/50"],
            ["Tunnel Contest", "", "National"],
        ]
    );
}

#[test]
fn degrees_below_one_school_have_its_name() {
    let resume = read(
        "# Ada Doe\n\n## Education\n\n**Westmark University**, Leeds\n\nPh.D. in Physics\t2009 – 2014\n\n- Thesis: On walls\n\n\
         M.Sc. in Physics\t2006 – 2008\n\n**Eastmark College**, York\n\nB.S. in Geography, Land Survey\t2002 – 2005\n",
    );
    let degrees: Vec<[&str; 3]> = (resume.education.iter())
        .map(|one| [one.institution.as_ref(), one.study_type.as_ref(), one.area.as_ref()].map(value))
        .collect();
    assert_eq!(
        degrees,
        [
            ["Westmark University", "Ph.D.", "Physics"],
            ["Westmark University", "M.Sc.", "Physics"],
            ["Eastmark College", "B.S.", "Geography, Land Survey"],
        ]
    );
}

#[test]
fn a_thesis_is_no_degree_of_its_own() {
    let resume = read(
        "# Ada Doe\n\n## Ausbildung\n\n### Master of Science in Physik\n\n10.2011 – 10.2013\tWestmark University\n\n\
         21.10.2013\tMasterarbeit – Über Mauern\\\nBetreuer: Prof. Dr.-Ing. Ben Roe\n",
    );
    assert_eq!(resume.education.len(), 1);
    assert_eq!(value(resume.education[0].area.as_ref()), "Physik");
}

#[test]
fn what_is_said_of_somebody_stands_before_or_behind_who_says_it() {
    let resume = read(
        "# Ada Doe\n\n## References\n\nShe is the most careful builder of walls whom I know.\n\n— Ben Roe, Westmark University\n",
    );
    let references: Vec<[&str; 2]> =
        (resume.references.iter()).map(|one| [one.name.as_ref(), one.reference.as_ref()].map(value)).collect();
    assert_eq!(references, [["Ben Roe, Westmark University", "She is the most careful builder of walls whom I know."]]);
}

#[test]
fn list_items_that_only_sort_are_no_certificates() {
    let resume = read(
        "# Ada Doe\n\n## Certificates\n\n- **Building:**\n  - Wall Academy - Walls of Stone\n  - Wall Academy - Walls of Brick\n\
         - **Drawing:**\n  - Plans and Sections\n  - Sketch School - Perspective\n",
    );
    let certificates: Vec<[&str; 2]> =
        resume.certificates.iter().map(|one| [one.name.as_ref(), one.issuer.as_ref()].map(value)).collect();
    assert_eq!(
        certificates,
        [
            ["Walls of Stone", "Wall Academy"],
            ["Walls of Brick", "Wall Academy"],
            ["Plans and Sections", ""],
            ["Perspective", "Sketch School"],
        ]
    );
}

#[test]
fn the_columns_of_a_table_say_what_stands_in_them() {
    let resume = read(
        "# Ada Doe\n\n## Berufserfahrung\n\n| Zeitraum | Position | Unternehmen / Projekt |\n|---|---|---|\n\
         | Mai 2023 - April 2024 | Maurer | Hill Group / Gateway |\n| Juli 2019 - April 2023 | Walls Senior | Weir & Co / Bastion |\n",
    );
    let fields: Vec<[&str; 2]> =
        resume.work.iter().map(|work| [work.position.as_ref(), work.name.as_ref()].map(value)).collect();
    assert_eq!(fields, [["Maurer", "Hill Group"], ["Walls Senior", "Weir & Co"]]);
}

#[test]
fn a_title_at_an_employer_is_parted_whatever_stands_beside_it() {
    let resume = read(
        "# Ada Doe\n\n## Experience\n\n### Software engineer at Redwall LLC\n\n_12.2014 - present_ | Remote job\n\n- Built it\n\n\
         ### Polymechaniker | Weir AG, Oberdorf\n\n_01.2010 - 11.2014_\n\n- Ran it\n",
    );
    let fields: Vec<[&str; 3]> = (resume.work.iter())
        .map(|work| [work.position.as_ref(), work.name.as_ref(), work.location.as_ref()].map(value))
        .collect();
    assert_eq!(fields[0][..2], ["Software engineer", "Redwall LLC"]);
    assert_eq!(fields[1], ["Polymechaniker", "Weir AG", "Oberdorf"]);
}

#[test]
fn bold_lines_over_prose_within_a_position_are_no_positions() {
    let resume = read(
        "# Ada Doe\n\n## Experience\n\n**Wall Cargo** | Mason | August 2019 – Present\n\n**Stone Supply**\\\n\
         Ordered the stone of every wall in the county and kept the books of the yard.\n\n**Apprentices**\\\n\
         Taught forty apprentices how to build a wall that stands without mortar.\n\n**Weir Cargo** | Mason | May 2015 – July 2019\n",
    );
    let names: Vec<&str> = resume.work.iter().map(|work| value(work.name.as_ref())).collect();
    assert_eq!(names, ["Wall Cargo", "Weir Cargo"]);
}

#[test]
fn coursework_belongs_to_the_degree_above_it() {
    let resume = read(
        "# Ada Doe\n\n## Education\n\n### Westmark University\n\nB.Sc. in Physics, 2012 – 2015\n\n## Coursework\n\n- Optics\n- Mechanics\n",
    );
    let courses: Vec<&str> = resume.education[0].courses.iter().map(|course| course.value.as_str()).collect();
    assert_eq!(courses, ["Optics", "Mechanics"]);
    assert!(resume.certificates.is_empty());
}

#[test]
fn the_street_stands_above_the_town() {
    let resume =
        read("# Ada Doe\n\n2038 McAlder St\\\nSan Francisco, CA 94118\\\nada@example.org\n\n## Skills\n\n- Rust\n");
    assert_eq!(value(resume.basics.location.as_ref()), "2038 McAlder St San Francisco, CA 94118");
}

#[test]
fn languages_in_one_line_are_parted_where_the_next_begins() {
    let resume = read("# Ada Doe\n\n## Sprachen\n\nDeutsch Muttersprache Englisch Fließend\n");
    let languages: Vec<[&str; 2]> =
        resume.languages.iter().map(|one| [one.language.as_ref(), one.fluency.as_ref()].map(value)).collect();
    assert_eq!(languages, [["Deutsch", "Muttersprache"], ["Englisch", "Fließend"]]);
}

#[test]
fn below_a_lone_date_the_first_item_names_the_position() {
    let resume = read(
        "# Ada Doe\n\n## Experience\n\n**Mar 2021 - Present**\n\n- Staff Engineer, Redwall Systems LLC\n- Led the building of fourteen walls\n\n\
         **Jun 2017 - Feb 2021**\n\n- Intern on the Masonry Team, Weir Analytics Ltd\n- Carried stones for four engineers\n",
    );
    let fields: Vec<[&str; 2]> =
        resume.work.iter().map(|work| [work.position.as_ref(), work.name.as_ref()].map(value)).collect();
    assert_eq!(
        fields,
        [["Staff Engineer", "Redwall Systems LLC"], ["Intern on the Masonry Team", "Weir Analytics Ltd"]]
    );
    assert_eq!(resume.work[0].highlights.len(), 1);
}

#[test]
fn how_far_a_certificate_goes_is_part_of_its_name() {
    let resume = read(
        "# Ada Doe\n\n## Certificates\n\n- Certified Wall Architect – Associate\n- Masonry Paper II. Guild of Walls\n\
         - WMA: Walls and Masonry Associate\n- Weir Exam 2023 Professional\n",
    );
    let certificates: Vec<[&str; 2]> =
        resume.certificates.iter().map(|one| [one.name.as_ref(), one.issuer.as_ref()].map(value)).collect();
    assert_eq!(certificates[0], ["Certified Wall Architect – Associate", ""]);
    assert_eq!(certificates[1], ["Masonry Paper II", "Guild of Walls"]);
    assert_eq!(certificates[2], ["WMA: Walls and Masonry Associate", ""]);
}

#[test]
fn what_stands_below_the_name_of_the_document_is_the_header_too() {
    let resume = read(
        "# Ada Doe\n\n## Lebenslauf\n\nMühlgasse 23\\\n64347 Griesheim\\\nada@example.org\n\n## Berufserfahrung\n\n- Maurerin, Weir AG, 2015 – 2018\n",
    );
    assert_eq!(value(resume.basics.location.as_ref()), "Mühlgasse 23 64347 Griesheim");
}

#[test]
fn a_title_before_a_colon_and_a_long_name_in_bold() {
    let resume = read(
        "# Ada Doe\n\n## Experience\n\nTeacher: Hill Primary School\t2015 – 2018\n\n- Taught\n\n## Memberships\n\n\
         **Joint Society of the Builders of Dry Stone Walls and of Weirs on Slow Rivers, North Westmark, Ohio, USA**\n\n\
         Member\t2009 – Present\n",
    );
    assert_eq!(value(resume.work[0].position.as_ref()), "Teacher");
    assert_eq!(value(resume.work[0].name.as_ref()), "Hill Primary School");
    assert_eq!(resume.volunteer.len(), 1);
    assert_eq!(value(resume.volunteer[0].position.as_ref()), "Member");
}

#[test]
fn an_issuer_that_recurs_before_a_dash_leaves_the_rest_as_the_name() {
    let resume = read(
        "# Ada Doe\n\nada@example.org\n\n## Certificates\n\n\
         - Wallacademy - Mortar: from zero to a whole wall in a week\n\
         - Wallacademy - Arches - Vaults: from zero to the last keystone\n\
         - Wallacademy - Principles of Weirs, 2021\n\
         - Tunnel Safety - Hill Institute of Technology\n\
         - Site drawing\n",
    );
    let read: Vec<[&str; 2]> = (resume.certificates.iter())
        .map(|certificate| [certificate.name.as_ref(), certificate.issuer.as_ref()].map(value))
        .collect();
    assert_eq!(
        read,
        [
            ["Mortar: from zero to a whole wall in a week", "Wallacademy"],
            ["Arches - Vaults: from zero to the last keystone", "Wallacademy"],
            ["Principles of Weirs", "Wallacademy"],
            ["Tunnel Safety", "Hill Institute of Technology"],
            ["Site drawing", ""],
        ]
    );
    assert_eq!(resume.certificates[2].date.as_ref().map(|date| date.span.len()), Some(4));
}

#[test]
fn a_surname_that_is_a_trade_heads_the_document_and_no_position() {
    let resume = read(
        "# Jane Coder\n\n----\n\n> Walls of every height, and what holds them up.\n\n----\n\n\
         ## Education\n\n2010 – 2014\n: **BSc, Geology**; Hill University\n\n## Experience\n\n\
         **Mason, Northwind Ltd**\n2015 – 2018\n\n- Built it\n",
    );
    assert_eq!(value(resume.basics.name.as_ref()), "Jane Coder");
    assert_eq!(resume.work.len(), 1);
}

#[test]
fn what_stands_at_the_other_end_of_a_projects_line_is_no_part_of_its_name() {
    let text = "Ada Doe\nada@example.org\n\nPROJECTS\n\n\
         Rain gauge for flat roofs                         Summer research\n\n- Measured two winters\n\n\
         Wall-building games - with children               Undergraduate\n\n- Wrote the rules\n";
    let resume = analyze(text.as_bytes(), "cv.txt", "", Month::new(2026, 11)).expect("a text").resume;
    let read: Vec<[&str; 2]> = (resume.projects.iter())
        .map(|project| [project.name.as_ref(), project.description.as_ref()].map(value))
        .collect();
    assert_eq!(
        read,
        [["Rain gauge for flat roofs", "Summer research"], ["Wall-building games - with children", "Undergraduate"],]
    );
}

#[test]
fn a_position_held_twice_has_both_its_months() {
    let resume = read(
        "# Ada Doe\n\nada@example.org\n\n## Experience\n\n\
         - Internship at Network Walls GmbH in Munich\tJuly 2013, November 2013\n\
         - Summer job at Auction House Karl in Leeds\tJune 2012 - August 2012\n",
    );
    let read: Vec<[&str; 2]> =
        (resume.work.iter()).map(|work| [work.position.as_ref(), work.name.as_ref()].map(value)).collect();
    let internship = ["Internship", "Network Walls GmbH"];
    assert_eq!(read, [internship, internship, ["Summer job", "Auction House Karl"]]);
    let starts: Vec<usize> =
        resume.work.iter().map(|work| work.dates.as_ref().map_or(0, |dates| dates.span.len())).collect();
    assert_eq!(starts, ["July 2013".len(), "November 2013".len(), "June 2012 - August 2012".len()]);
}

#[test]
fn a_line_below_a_degree_may_be_its_school() {
    let resume = read(
        "# Ada Doe\n\nada@example.org\n\n## Education\n\n\
         MSc in Geology (2014 - 2016)\n\nHill University of Technology – Regional Faculty of the Upper Weir Valley.\n\n\
         BSc in Geology (2011 - 2014)\n\nHill University of Technology – Regional Faculty of the Upper Weir Valley.\n",
    );
    let schools: Vec<&str> = resume.education.iter().map(|education| value(education.institution.as_ref())).collect();
    assert_eq!(schools.len(), 2);
    assert!(schools.iter().all(|school| school.starts_with("Hill University of Technology")), "{schools:?}");
    assert!(resume.education.iter().all(|education| education.highlights.is_empty()));
}

#[test]
fn the_kind_of_employment_behind_a_place_or_an_employer_hides_neither() {
    let resume = read(
        "# Ada Doe\n\nada@example.org\n\n## Expérience professionnelle\n\n\
         ### Serveuse | Murs du Nord | Nantes (CDI)\nmars 2019 - juin 2021\n\n- Tenu la salle\n\n\
         ### Serveuse, Murs du Sud, Nantes (CDD)\njanvier 2017 - février 2019\n\n- Ouvert la terrasse\n\n\
         ### Nurse (Per Diem) | Hill Hospital (temporary) | Leeds\n2015 - 2016\n\n- Led nights\n",
    );
    let read: Vec<[&str; 3]> = (resume.work.iter())
        .map(|work| [work.position.as_ref(), work.name.as_ref(), work.location.as_ref()].map(value))
        .collect();
    assert_eq!(
        read,
        [
            ["Serveuse", "Murs du Nord", "Nantes"],
            ["Serveuse", "Murs du Sud", "Nantes"],
            ["Nurse", "Hill Hospital", "Leeds"],
        ]
    );
}

#[test]
fn an_objective_and_a_summary_below_it_are_one() {
    let resume = read(
        "# Ada Doe\n\nada@example.org\n\n## Objective\n\nTo build walls that stand for a hundred years.\n\n\
         ## Summary\n\nTwelve years of dry walls, arches and weirs in three countries.\n\n\
         ## Experience\n\n### Roofer\nNorthwind Ltd\n2019 - 2021\n\n- Kept the rain out\n",
    );
    assert_eq!(
        value(resume.basics.summary.as_ref()),
        "To build walls that stand for a hundred years. Twelve years of dry walls, arches and weirs in three countries."
    );
    assert_eq!(value(resume.work[0].position.as_ref()), "Roofer");
}

#[test]
fn a_heading_in_bold_before_its_own_line_is_no_label_of_the_list() {
    let resume = read("# Ada Doe\n\nada@example.org\n\n**Skills** : welding, brazing, plasma cutting\n");
    let keywords: Vec<&str> = resume.skills.iter().flat_map(|skill| &skill.keywords).map(|k| &*k.value).collect();
    assert_eq!(keywords, ["welding", "brazing", "plasma cutting"]);
}

#[test]
fn what_a_list_is_of_begins_no_entry() {
    let titles = |text: &str| {
        let resume = read(text);
        assert!(resume.projects.is_empty() && resume.awards.is_empty(), "{resume:?}");
        let titles = resume.work.iter().map(|work| value(work.position.as_ref()).to_owned());
        (titles.collect::<Vec<_>>(), resume.work.iter().map(|work| work.highlights.len()).collect::<Vec<_>>())
    };
    let plain = titles(
        "# Ada Doe\n\n## Experience\n\n**Software Engineer**, Northwind Ltd, Leeds\n2015 – 2018\n\nKey achievements:\n\n\
         - Cut the cost of repairs\n\nTechnologies include:\n\n- Lathes\n- Mills\n\n\
         **Engineer**, Southwind Ltd, Leeds\n2011 – 2014\n\nRoles and responsibilities:\n\n- Built walls\n",
    );
    assert_eq!(plain, (vec!["Software Engineer".to_owned(), "Engineer".to_owned()], vec![3, 1]));
    let headed = titles(
        "# Ada Doe\n\n## Experience\n\n### Software Engineer, Northwind Ltd\n\n2015 – 2018\n\n#### Responsibilities:\n\n\
         - Ran weirs\n\n#### Key achievements\n\n- Cut the cost of repairs\n\n### Engineer, Southwind Ltd\n\n2011 – 2014\n\n\
         **Achievements include:**\n\n- Built walls\n",
    );
    assert_eq!(headed, (vec!["Software Engineer".to_owned(), "Engineer".to_owned()], vec![2, 1]));
}

#[test]
fn what_is_listed_in_plain_type_below_a_name_heads_nothing() {
    let resume = read(
        "# Ada Doe\n\nSoftware Development, Consulting, Education\n\nada@example.org\n\n## Experience\n\n\
         **Engineer**, Northwind Ltd\n2015 – 2018\n\n- Ran it\n",
    );
    assert_eq!(value(resume.basics.label.as_ref()), "Software Development, Consulting, Education");
    assert!(resume.skills.is_empty());
    assert_eq!(resume.work.len(), 1);
}

#[test]
fn several_awards_in_one_line_each_with_its_year() {
    let resume = read("# Ada Doe\n\n## Awards\n\nBest Wall Award (2017) | Weir Prize (2015) | River Medal (2012)\n");
    let titles: Vec<&str> = resume.awards.iter().map(|award| value(award.title.as_ref())).collect();
    assert_eq!(titles, ["Best Wall Award", "Weir Prize", "River Medal"]);
}

#[test]
fn a_year_and_a_month_may_stand_apart_from_the_stroke_between_them() {
    let resume = read("# Ada Doe\n\n## Experience\n\n**Engineer**, Northwind Ltd\n2016 / 09 – 2018 / 03\n\n- Ran it\n");
    let dates = resume.work[0].dates.as_ref().map(|dates| format!("{:?}", dates.value));
    let dashed = read("# Ada Doe\n\n## Experience\n\n**Engineer**, Northwind Ltd\n2016-09 – 2018-03\n\n- Ran it\n");
    assert_eq!(dates, dashed.work[0].dates.as_ref().map(|dates| format!("{:?}", dates.value)));
    assert!(dates.is_some());
}

#[test]
fn a_second_paragraph_of_the_last_item_is_no_employer() {
    let resume = read(
        "# Ada Doe\n\n## Experience\n\n**Engineer**, Northwind Ltd\n2015 – 2018\n\n- Ran it\n- Built the weir\n\n  \
         This one was the largest in the county\n\n**Clerk**, Southwind Ltd\n2012 – 2015\n\n- Filed it\n",
    );
    let names: Vec<&str> = resume.work.iter().map(|work| value(work.name.as_ref())).collect();
    assert_eq!(names, ["Northwind Ltd", "Southwind Ltd"]);
    assert_eq!(
        resume.work[0].highlights.last().map(|text| text.value.as_str()),
        Some("This one was the largest in the county")
    );
}

#[test]
fn a_title_that_nobody_knows_stands_where_the_others_stand() {
    let resume = read(
        "# Ada Doe\n\n## Experience\n\n**Engineer**, Northwind Ltd, 2015 – 2018\n\n- Ran it\n\n\
         **Clerk**, Southwind Ltd, 2012 – 2015\n\n- Filed it\n\n\
         ## Volunteering\n\n**Weir Keeper**, River Friends, 2012 – 2014\n\n- Kept it\n\n\
         **Bee Whisperer**, Hives, 2010 – 2011\n\n- Whispered\n",
    );
    let read: Vec<[&str; 2]> = (resume.volunteer.iter())
        .map(|volunteer| [volunteer.position.as_ref(), volunteer.organization.as_ref()].map(value))
        .collect();
    assert_eq!(read, [["Weir Keeper", "River Friends"], ["Bee Whisperer", "Hives"]]);
}

#[test]
fn a_grade_behind_a_year_makes_no_telephone_number_of_it() {
    let resume = read("# Ada Doe\n\n## Education\n\nBSc Physics, University of Leeds, 2013 (85/100)\n");
    let education = &resume.education[0];
    assert_eq!(value(education.institution.as_ref()), "University of Leeds");
    assert_eq!(value(education.score.as_ref()), "85/100");
    assert!(education.dates.is_some());
}

#[test]
fn headings_in_plain_type_stand_between_blank_lines_as_the_known_ones_do() {
    let text = |first: &str| {
        format!(
            "Ada Doe\nada@example.org\n\nProfessional Summary\n\nTwelve years in kitchens of all sizes.\n\n\
             {first}\n\nSous Chef, The Copper Ladle, 2020 – 2023\n- Ran it\n\nEducation\n\nDiploma, Hill College, 2016\n\n\
             Machine Skills\n\nSlicer, mixer, oven\n\nLanguages\n\nEnglish, French\n\nCommunity Awards\n\nGolden Spoon, 2018\n"
        )
    };
    let read = |text: &str| analyze(text.as_bytes(), "cv.txt", "", Month::new(2026, 11)).expect("a text").resume;
    let resume = read(&text("Kitchen Experience"));
    assert_eq!(value(resume.basics.summary.as_ref()), "Twelve years in kitchens of all sizes.");
    assert_eq!(resume.work.len(), 1);
    assert_eq!(resume.education.len(), 1);
    assert_eq!(resume.skills.iter().map(|group| group.keywords.len()).sum::<usize>(), 3);
    assert_eq!(resume.awards.len(), 1);
    // An employer's name above a title opens no section of education.
    let resume = read(&text("Work Experience\n\nHill Education"));
    assert_eq!((resume.work.len(), resume.education.len()), (1, 1));
}

#[test]
fn a_full_stop_before_a_legal_form_parts_no_name() {
    let resume = read(
        "# Ada Doe\n\n## Experience\n\n**Weirworks. Co., Ltd.**\n\nSoftware Architect\n2017 – 2018\n\n- Ran it\n\n\
         **Hillmark. Co., Ltd.**\n\nClerk\n2014 – 2016\n\n- Filed it\n",
    );
    let names: Vec<&str> = resume.work.iter().map(|work| value(work.name.as_ref())).collect();
    assert_eq!(names, ["Weirworks. Co., Ltd.", "Hillmark. Co., Ltd."]);
}

#[test]
fn positions_of_one_paragraph_have_the_employer_above_it() {
    let resume = read(
        "# Ada Doe\n\n## Experience\n\n### Northwind Ltd\n\nSenior Engineer, 2015 – 2018\nLed the northern works and their \
         repairs.\nEngineer, 2012 – 2015\nBuilt weirs and walls for the county.\n\n### Southwind Ltd\n\nClerk, 2010 – 2012\n\
         Kept the files of the office.\n",
    );
    let read: Vec<[&str; 2]> =
        (resume.work.iter()).map(|work| [work.position.as_ref(), work.name.as_ref()].map(value)).collect();
    assert_eq!(read, [["Senior Engineer", "Northwind Ltd"], ["Engineer", "Northwind Ltd"], ["Clerk", "Southwind Ltd"]]);
}
