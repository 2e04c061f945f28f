//! Grades: averages, percentages, classes of degrees.

use std::ops::Range;

use super::cursor::{Cursor, Phrases};
use super::words::between;
use crate::signs::blank_or;

/// Words before a label that belong to it.
static LABEL_LEADS: Phrases = Phrases::new("overall|cumulative|cum.|current|final|major|aggregate|average|avg.|total");

/// Labels of averages and marks, before the value; of two that begin alike, the longer first.
static LABELS: Phrases = Phrases::new(
    "c.g.p.a|s.g.p.a|g.p.a|c.p.i|d.g.p.a|y.g.p.a|grade point average|grade average|final grade|\
    overall grade|grades|grade|marks|mark|score|percentage|aggregate|result|abschlussnote|gesamtnote|\
    durchschnittsnote|notendurchschnitt|note|durchschnitt|schnitt|mention|moyenne|nota media|nota final|nota|calificacion|calificación|\
    promedio|media|média|cr|voto|votazione|eindcijfer|cijfer|classification|honours|honors|gemiddelde",
);

/// Labels behind a value.
static LABELS_BEHIND: Phrases = Phrases::new("c.g.p.a|g.p.a|cpi");

/// Honours and classes in words; of two that begin alike, the longer first.
static CLASSES: Phrases = Phrases::new(
    "summa cum laude|magna cum laude|insigni cum laude|cum laude|\
    first-class honours|first-class honors|first-class with distinction|first-class distinction|first-class|\
    third-class honours|third-class honors|third-class|mit auszeichnung|con lode|e lode|\
    avec mention très bien|avec mention tres bien|avec mention bien|avec mention assez bien|avec mention|\
    mention très bien|mention tres bien|mention bien|mention assez bien|félicitations du jury|felicitations du jury|\
    matrícula de honor|matricula de honor|sobresaliente|con honores|dean's list|deans list",
);

/// How the classes begin that have several words in several orders.
static OTHER_CLASSES: Phrases = Phrases::new("second-class|upper second|lower second|sehr gut|with");

/// A grade: the whole with its label, and the value alone.
type Grade = (Range<usize>, Range<usize>);

/// Label and value.
fn labelled(start: Cursor) -> Option<Grade> {
    if !LABELS.may_begin_at(&start) && !LABEL_LEADS.may_begin_at(&start) {
        return None;
    }
    // "Aggregate" may be the label itself: the fewest words before it are tried last.
    let mut starts = vec![start];
    let mut cursor = start;
    while cursor.one_of(&LABEL_LEADS) && cursor.blanks() {
        starts.push(cursor);
    }
    let value = starts
        .into_iter()
        .rev()
        .find_map(|start| LABELS.beginning_at(&start).find_map(|label| behind_label(start, label)));
    value.map(|value| (start.at..value.end, value))
}

/// The value behind `label`.
fn behind_label(mut cursor: Cursor, label: &str) -> Option<Range<usize>> {
    if !cursor.phrase(label) || !cursor.is_boundary() {
        return None;
    }
    cursor.skip(6, &blank_or(":=-–—|*_"));
    cursor.phrase("of ");
    if cursor.sign("(") {
        cursor.blanks();
    }
    let from = cursor.at;
    if !class(&mut cursor) && !number(&mut cursor) && !cursor.phrase("distinction|merit|pass|first") {
        if !cursor.sign("abcdfABCDF") {
            return None;
        }
        cursor.sign("+-");
    }
    cursor.maybe(&mut |cursor| {
        let comma = cursor.sign(",");
        cursor.blanks();
        comma && class(cursor)
    });
    Some(from..cursor.at)
}

/// Value and label: "3.8 GPA".
fn before_label(start: Cursor) -> Option<Grade> {
    let mut cursor = start;
    if !start.at_digit() || !decimal(&mut cursor, 1, 3) {
        return None;
    }
    cursor.maybe(&mut |cursor| {
        cursor.blanks();
        let slash = cursor.sign("/");
        cursor.blanks();
        slash && decimal(cursor, 2, 2)
    });
    let value = start.at..cursor.at;
    cursor.blanks();
    (cursor.one_of(&LABELS_BEHIND) && cursor.is_boundary()).then_some((start.at..cursor.at, value))
}

/// A value that needs no label: a class, a percentage, a fraction of a highest mark.
fn plain(start: Cursor) -> Option<Grade> {
    let begins = start.at_digit() || CLASSES.may_begin_at(&start) || OTHER_CLASSES.may_begin_at(&start);
    if !begins {
        return None;
    }
    let steps: [fn(&mut Cursor) -> bool; 4] = [
        |cursor| {
            let classed = class(cursor);
            cursor.maybe(&mut |cursor| {
                let comma = cursor.sign(",");
                cursor.blanks();
                classed && comma && percentage(cursor)
            });
            classed
        },
        |cursor| cursor.phrase("2:1|2:2") && cursor.is_boundary(),
        percentage,
        of_highest,
    ];
    steps.into_iter().find_map(|step| {
        let mut cursor = start;
        step(&mut cursor).then_some((start.at..cursor.at, start.at..cursor.at))
    })
}

/// Honours or a class.
fn class(cursor: &mut Cursor) -> bool {
    if cursor.one_of(&CLASSES) {
        return true;
    }
    if !OTHER_CLASSES.may_begin_at(cursor) {
        return false;
    }
    if cursor.phrase("second-class") {
        while cursor.phrase(" honours| honors| upper| lower") {}
        cursor.maybe(&mut |cursor| {
            cursor.blanks();
            cursor.phrase("(upper division)|(lower division)|(upper)|(lower)")
        });
        return true;
    }
    if cursor.phrase("upper second|lower second") {
        cursor.phrase("-class");
        cursor.phrase(" honours| honors");
        return true;
    }
    if cursor.phrase("sehr gut") {
        cursor.maybe(&mut |cursor| {
            cursor.blanks();
            cursor.sign("(") && cursor.digits(1) && fraction(cursor, 1) && cursor.sign(")")
        });
        return true;
    }
    cursor.maybe(&mut |cursor| {
        cursor.phrase("with highest|with high|with") && cursor.phrase(" honours| honors| distinction| merit")
    })
}

/// A number, perhaps of a highest one: "8.22/10", "1,7", "3.66 (9.15/10.0)", "110/110 e lode", "88 %".
fn number(cursor: &mut Cursor) -> bool {
    if !decimal(cursor, 4, 4) {
        return false;
    }
    cursor.maybe(&mut |cursor| {
        cursor.blanks();
        if cursor.sign("%") {
            return true;
        }
        let of = cursor.phrase("/|out of|von|sur|sobre|su|of");
        cursor.blanks();
        of && decimal(cursor, 4, 3)
    });
    // The same on another scale.
    cursor.maybe(&mut |cursor| {
        cursor.blanks();
        let opened = cursor.sign("(") && decimal(cursor, 3, 3);
        cursor.blanks();
        let slash = cursor.sign("/");
        if slash {
            cursor.blanks();
        }
        opened && (if slash { decimal(cursor, 3, 3) } else { cursor.sign("%") }) && cursor.sign(")")
    });
    cursor.maybe(&mut |cursor| {
        cursor.sign(",");
        cursor.phrase(" e lode| cum laude| con lode")
    });
    true
}

/// "88.2 %".
fn percentage(cursor: &mut Cursor) -> bool {
    let number = decimal(cursor, 3, 3);
    cursor.blanks();
    number && cursor.sign("%")
}

/// "3.5/4.0", "27/30 e lode": a fraction of one of the usual highest marks.
fn of_highest(cursor: &mut Cursor) -> bool {
    let number = decimal(cursor, 3, 3);
    cursor.blanks();
    let slash = cursor.sign("/");
    cursor.blanks();
    if !number || !slash {
        return false;
    }
    let decimals: &dyn Fn(char) -> bool = if cursor.phrase("100|110|10|20|30|45|5") {
        &|c| c == '0'
    } else if cursor.phrase("4") {
        &|c| c.is_ascii_digit()
    } else {
        return false;
    };
    cursor.maybe(&mut |cursor| cursor.sign(".,") && cursor.skip(2, decimals) > 0 && cursor.is_boundary());
    let ended = cursor.is_boundary();
    cursor.phrase(" e lode");
    ended
}

/// Up to `whole` digits, and perhaps a point or comma and up to `decimals` digits.
fn decimal(cursor: &mut Cursor, whole: usize, decimals: usize) -> bool {
    let number = cursor.digits(whole);
    if number {
        fraction(cursor, decimals);
    }
    number
}

/// A point or comma and up to `most` digits.
fn fraction(cursor: &mut Cursor, most: usize) -> bool {
    cursor.maybe(&mut |cursor| cursor.sign(".,") && cursor.digits(most))
}

/// The first grade from `from` on that stands where a word begins or ends.
fn first(text: &str, from: usize, grade: fn(Cursor) -> Option<Grade>) -> Option<Grade> {
    let begins = |at: &usize| text.as_bytes().get(*at).is_some_and(|byte| !byte.is_ascii_whitespace());
    (from..text.len()).filter(begins).map(|at| Cursor::new(text, at)).filter(Cursor::is_boundary).find_map(grade)
}

/// Every such grade, left to right.
fn all(text: &str, grade: fn(Cursor) -> Option<Grade>) -> impl Iterator<Item = Grade> {
    let next = move |before: &Grade| first(text, before.0.end, grade);
    std::iter::successors(first(text, 0, grade), next)
}

/// The value of the first grade in `text`, without its label.
pub fn find(text: &str) -> Option<Range<usize>> {
    find_labelled(text).map(|(_, value)| value)
}

/// The first grade in `text`: the whole with its label, and the value alone. Meant for lines about education: "88 %"
/// is a grade there.
pub fn find_labelled(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    if text.len() > 2_000 {
        return None;
    }
    let mut labelled = all(text, labelled).filter(|(_, value)| {
        let behind = between(text, value.end, text.len());
        let cut = behind.starts_with(|c: char| {
            c.is_alphanumeric()
                || c == '.' && behind.get(1..2).is_some_and(|next| next.chars().all(|c| c.is_ascii_digit()))
        });
        !cut && !is_year(between(text, value.start, value.end))
    });
    let others = || {
        let mut plain = all(text, plain).filter(|(whole, _)| !is_date(text, whole.clone()));
        first(text, 0, before_label).or_else(|| plain.next())
    };
    let (whole, value) = labelled.next().or_else(others)?;
    // A value in brackets has its closing one.
    let opens = between(text, whole.start, whole.end).matches('(').count();
    let closes = between(text, whole.start, whole.end).matches(')').count();
    let closing = usize::from(opens > closes && between(text, whole.end, text.len()).starts_with(')'));
    Some((whole.start..whole.end + closing, trimmed_value(text, value)))
}

fn trimmed_value(text: &str, value: Range<usize>) -> Range<usize> {
    super::words::trimmed(text, value)
}

/// "2019": no mark.
fn is_year(value: &str) -> bool {
    value.len() == 4
        && value.chars().all(|c| c.is_ascii_digit())
        && (value.starts_with("19") || value.starts_with("20"))
}

/// "06/10/2019": "06/10" is no mark.
fn is_date(text: &str, at: Range<usize>) -> bool {
    let next = between(text, at.end, text.len()).chars().next();
    let before = between(text, 0, at.start).chars().next_back();
    next.is_some_and(|c| c == '/' || c == '-') || before.is_some_and(|c| c == '/' || c == '-' || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades() {
        for (text, value) in [
            ("CGPA 8.22/10", "8.22/10"),
            ("GPA: 4.0/4.0", "4.0/4.0"),
            ("B.Tech, CGPA: 8.1 / 10.0, 2014", "8.1 / 10.0"),
            ("CBSE XII, 88.2%", "88.2%"),
            ("BSc (Hons), First Class Honours", "First Class Honours"),
            ("BA History, 2:1", "2:1"),
            ("Abschlussnote: 1,7", "1,7"),
            ("Note 1.3", "1.3"),
            ("GPA 3.66 (9.15/10.0)", "3.66 (9.15/10.0)"),
            ("3.8 GPA", "3.8"),
            ("Overall GPA - 3.85", "3.85"),
            ("Grade: 8.5, cum laude", "8.5, cum laude"),
            ("magna cum laude", "magna cum laude"),
            ("First Class, 78%", "First Class, 78%"),
            ("Laurea magistrale, 110/110 e lode", "110/110 e lode"),
            ("Cum. GPA: 3.4", "3.4"),
            ("Grade: A", "A"),
            ("Upper second-class honours", "Upper second-class honours"),
            ("Second Class Honours (Upper Division), 2012", "Second Class Honours (Upper Division)"),
            ("Aggregate: 80 %", "80 %"),
            ("27/30 e lode", "27/30 e lode"),
        ] {
            assert_eq!(find(text).map(|at| between(text, at.start, at.end)), Some(value), "{text}");
        }
        let text = "BSc (GPA: 3.9/4.0), 2019";
        let whole = find_labelled(text).map(|(whole, _)| between(text, whole.start, whole.end));
        assert_eq!(whole, Some("GPA: 3.9/4.0"));
    }

    #[test]
    fn no_grades() {
        for text in
            ["2014 - 2018", "06/10/2019", "Class of 2019", "Bachelor of Science", "", "Note that this is no mark"]
        {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
