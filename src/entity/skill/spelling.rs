//! How the makers of a tool spell it, where a text spells it otherwise: "Javascript", "Github", "JAVA".

use super::{Category, Form};

/// The spelling of the form's makers, if `written` has the same letters and another one.
///
/// Methods and fields are common nouns, which may be written large or small; so may the words of a name that its makers write
/// small ("A/B Testing", "Pandas").
pub(super) fn usual(form: &Form, category: Category, written: &str) -> Option<&'static str> {
    if !is_name(form, category) {
        return None;
    }
    let plain = |c: char| match c {
        '\u{a0}' => ' ',
        '\u{2010}' | '\u{2011}' => '-',
        '’' => '\'',
        c => c,
    };
    let (mut usual, mut other) = (form.text.chars(), written.chars().map(plain));
    let mut begins = true;
    // As long as the one lasts: a plural or a version may follow.
    loop {
        match (usual.next(), other.next()) {
            (None, _) => return None,
            (Some(a), Some(b)) if a == b || begins && a.is_lowercase() && b.to_lowercase().eq([a]) => {
                begins = !a.is_alphanumeric();
            }
            _ => return Some(form.text),
        }
    }
}

fn is_name(form: &Form, category: Category) -> bool {
    let inner_capital = form.text.chars().skip(1).any(char::is_uppercase);
    if form.reading.common {
        return false;
    }
    let one_word = !form.text.contains(' ');
    inner_capital
        || (one_word && !category.is_common_noun() && (form.canonical || form.text.starts_with(char::is_uppercase)))
}

#[cfg(test)]
mod tests {
    use super::super::find;

    #[test]
    fn a_tool_is_spelled_as_its_makers_do() {
        for (text, expected) in [
            ("Javascript and Github", "JavaScript GitHub"),
            ("JavaScript and GitHub", ""),
            ("NodeJs with Postgresql", "Node.js PostgreSQL"),
            ("Wrote Java and python", "Python"),
            ("Pandas, NumPy, jQuery", ""),
            ("A/B Testing of Machine Learning", ""),
            ("PowerBI reports", "Power BI"),
            ("TYPESCRIPT, REACT AND DOCKER SWARM", ""),
            ("LLMs in C++17 and HTML5", ""),
        ] {
            let found: Vec<&str> = find(text).iter().filter_map(|found| found.usual).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
