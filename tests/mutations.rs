//! Changes the CVs of the corpus in ways at which no person stumbles, and reads them: no change may cost more than
//! `tests/corpus/mutations.md` says. `UPDATE_MUTATIONS=1 cargo test --test mutations` writes the figures anew.

#[path = "corpus/cases.rs"]
#[allow(dead_code, reason = "the tests of the corpus use the rest")]
mod cases;
#[path = "corpus/mutations.rs"]
#[allow(dead_code, reason = "an example uses the rest")]
mod mutations;
#[path = "corpus/score.rs"]
#[allow(dead_code, reason = "the tests of the corpus use the rest")]
mod score;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use mutations::{Change, Cv, committed, measure_all, table};

/// How far a mean may fall below the committed figure.
const TOLERANCE: f64 = 0.002;

const TITLE: &str = "# How far the reading falls where no person stumbles\n\n\
    Each CV of the corpus that is Markdown, text, HTML or LaTeX is changed in one way, its gold along with it, and read: the mean\n\
    score over the CVs that a change applies to, before and after. Made-up words are pronounceable and in no vocabulary. Written\n\
    by `UPDATE_MUTATIONS=1 cargo test --test mutations`; `cargo run --example mutations` prints it for other folders.\n\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn corpus() -> Vec<Cv> {
    let folders = [("tests/corpus", "tests/corpus"), ("tests/corpus/samples", "samples")];
    let cases =
        folders.iter().flat_map(|(golds, documents)| cases::cases(&root().join(golds), &root().join(documents)));
    cases.filter_map(|case| Cv::of(&case)).collect()
}

#[test]
fn no_change_costs_more_than_the_table_says() {
    let path = root().join("tests/corpus/mutations.md");
    let rows = measure_all(&corpus());
    let lost: Vec<String> =
        rows.iter().flat_map(|row| row.lost.iter().map(|lost| format!("{}: {lost}", row.change.name()))).collect();
    assert!(lost.is_empty(), "these values of golds stand in the CV and not in the changed one:\n{}", lost.join("\n"));
    let new = table(&rows);
    println!("{new}");
    if std::env::var_os("UPDATE_MUTATIONS").is_some() {
        fs::write(&path, format!("{TITLE}{new}")).expect("the table can be written");
        return;
    }
    let before = committed(&fs::read_to_string(&path).expect("the table is there"));
    let mut fallen = String::new();
    for row in &rows {
        let (name, count, mean) = (row.change.name(), row.scores.len(), row.mean_after());
        match before.get(&name) {
            None => {
                let _ = writeln!(fallen, "{name} is not in the table");
            }
            Some((documents, _)) if count < *documents => {
                let _ = writeln!(fallen, "{name} changes {count} documents, no longer {documents}");
            }
            Some((_, figure)) if mean < figure - TOLERANCE => {
                let _ = writeln!(fallen, "{name} fell from {figure:.3} to {mean:.3}");
            }
            Some(_) => {}
        }
    }
    for name in before.keys().filter(|name| !rows.iter().any(|row| row.change.name() == **name)) {
        let _ = writeln!(fallen, "{name} is in the table and changes nothing");
    }
    assert!(fallen.is_empty(), "{fallen}\nIf this is meant: UPDATE_MUTATIONS=1 cargo test --test mutations");
}

const CV: &str = "# Ada Doe\n\nada@millers.example\n\nExperience\n----------\n\n**Head Baker**, Old *Mill* Ltd, Leeds  \nMay 2018 - June 2020\n\n\
    - Baked at the Old Mill Ltd\n- Led bakers\n\n## SKILLS\n\nOven care, AWS, Go\n";

fn cv() -> Cv {
    let gold = serde_json::json!({
        "basics": {"name": "Ada Doe", "email": "ada@millers.example"},
        "work": [{"name": "Old Mill Ltd", "position": "Head Baker", "location": "Leeds",
            "highlights": ["Baked at the Old Mill Ltd", "Led bakers"]}],
        "skills": [{"keywords": ["Oven care", "AWS", "Go"]}],
        "sections": ["Experience", "SKILLS"],
    });
    Cv::new("cv.md", CV, vec![gold]).expect("Markdown")
}

/// The lines of the changed CV that are others than before.
fn changed(change: Change) -> Vec<String> {
    let new = change.apply(&cv()).expect("it applies");
    assert_eq!(mutations::lost(&cv(), &new), Vec::<String>::new());
    new.text().lines().filter(|line| !CV.lines().any(|old| old == *line)).map(str::to_owned).collect()
}

#[test]
fn a_change_changes_what_it_says_and_nothing_else() {
    use mutations::Values;
    let [heading, underline] = <[String; 2]>::try_from(changed(Change::Heading("work"))).expect("two lines");
    assert!(heading != "Experience" && heading.starts_with(char::is_uppercase), "{heading}");
    assert_eq!(underline, "-".repeat(heading.len()));
    let [skills] = <[String; 1]>::try_from(changed(Change::Heading("skills"))).expect("one line");
    assert!(skills.starts_with("## ") && skills == skills.to_uppercase() && skills != "## SKILLS", "{skills}");
    assert_eq!(changed(Change::HeadingCase), ["EXPERIENCE", "## Skills"]);
    let [head, item] = <[String; 2]>::try_from(changed(Change::MadeUp(Values::Employers))).expect("two lines");
    let employer = head.strip_prefix("**Head Baker**, ").and_then(|head| head.strip_suffix(", Leeds  ")).expect(&head);
    assert!(!employer.contains("Mill") && employer.contains('*'), "{employer}");
    assert_eq!(item, format!("- Baked at the {}", employer.replace('*', "")), "the same words in both places");
    let [head] = <[String; 1]>::try_from(changed(Change::MadeUp(Values::Titles))).expect("one line");
    assert!(head.ends_with("**, Old *Mill* Ltd, Leeds  ") && !head.contains("Baker"), "{head}");
    let [skills] = <[String; 1]>::try_from(changed(Change::MadeUp(Values::Skills))).expect("one line");
    assert!(skills.split(", ").count() == 3 && !skills.contains("AWS") && !skills.contains("Oven"), "{skills}");
    assert_eq!(changed(Change::Bullets), ["* Baked at the Old Mill Ltd", "* Led bakers"]);
    assert_eq!(changed(Change::Heads), ["**Old *Mill* Ltd**, Head Baker, Leeds  "]);
    assert_eq!(changed(Change::BoldGone), ["Head Baker, Old *Mill* Ltd, Leeds  "]);
    let reversed = Change::Sections.apply(&cv()).expect("it applies");
    assert!(reversed.text().find("SKILLS") < reversed.text().find("Experience\n----------"), "{}", reversed.text());
    let closer = Change::BlankLinesGone.apply(&cv()).expect("it applies");
    assert!(
        closer.text().contains("2020\n- Baked") && closer.text().contains("Led bakers\n## SKILLS\nOven"),
        "{}",
        closer.text()
    );
}
