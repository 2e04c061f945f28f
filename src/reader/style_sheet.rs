//! The style sheets in a page: which declarations its elements get. Selectors of elements, classes and ids are known, alone,
//! joined, and one within another; rules with any other, and those for paper, are left out.

use std::collections::BTreeMap;

/// How many rules are kept.
const MOST_RULES: usize = 4000;

/// How far up the open elements a selector is looked for.
const REACH: usize = 64;

/// All rules of a page.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    rules: Vec<Rule>,
    /// The rules by what their last part asks for first: an id, a class or an element.
    by_key: BTreeMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Rule {
    /// From the outermost element to the one that the declarations are for.
    parts: Vec<Part>,
    /// How many ids, classes and elements it asks for.
    weight: [usize; 3],
    declarations: String,
}

/// What is asked of one element.
#[derive(Debug, Default, PartialEq)]
struct Part {
    /// It stands right within the one before it.
    is_child: bool,
    element: String,
    id: String,
    classes: Vec<String>,
}

/// An element, as rules see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) name: &'a str,
    pub(super) id: &'a str,
    pub(super) class: &'a str,
}

impl StyleSheet {
    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Adds the rules of a `<style>` element.
    pub(super) fn add(&mut self, css: &str) {
        let css = without_comments(css);
        self.add_rules(&css);
    }

    fn add_rules(&mut self, css: &str) {
        let mut rest = css;
        while let Some((selectors, behind)) = rest.split_once('{') {
            // A statement without a block may stand before: `@import …;`.
            let selectors = selectors.rsplit([';', '}']).next().unwrap_or_default().trim();
            let (block, behind) = block(behind);
            rest = behind;
            match selectors.strip_prefix('@') {
                Some(rule) if is_for_screens(rule) => self.add_rules(block),
                Some(_) => {}
                None => {
                    for selector in selectors.split(',') {
                        self.add_rule(selector, block);
                    }
                }
            }
        }
    }

    fn add_rule(&mut self, selector: &str, declarations: &str) {
        let Some(parts) = parts(selector).filter(|_| self.rules.len() < MOST_RULES) else { return };
        let Some(last) = parts.last() else { return };
        let key = match last {
            Part { id, .. } if !id.is_empty() => ["#", id].concat(),
            Part { classes, element, .. } => {
                classes.first().map_or_else(|| element.clone(), |class| [".", class].concat())
            }
        };
        let weight = parts.iter().fold([0; 3], |[ids, classes, elements], part| {
            let (id, element) = (usize::from(!part.id.is_empty()), usize::from(!part.element.is_empty()));
            [ids + id, classes + part.classes.len(), elements + element]
        });
        self.by_key.entry(key).or_default().push(self.rules.len());
        self.rules.push(Rule { parts, weight, declarations: declarations.to_owned() });
    }

    /// The declarations for `subject`, which opens within `around`, the innermost first; what counts most comes last.
    pub(super) fn declarations<'s>(
        &self,
        subject: Subject<'_>,
        around: &(impl Iterator<Item = Subject<'s>> + Clone),
    ) -> Vec<&str> {
        if self.is_empty() {
            return Vec::new();
        }
        let classes = subject.class.split_whitespace().map(|class| [".", class].concat());
        let keys = classes.chain([["#", subject.id].concat(), subject.name.to_owned(), String::new()]);
        let candidates = keys.filter_map(|key| self.by_key.get(&key)).flatten();
        let mut found: Vec<([usize; 3], usize)> = candidates
            .filter_map(|&at| {
                self.rules.get(at).filter(|rule| rule.is_for(subject, around.clone())).map(|rule| (rule.weight, at))
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|(_, at)| self.rules.get(at)).map(|rule| rule.declarations.as_str()).collect()
    }
}

impl Rule {
    fn is_for<'s>(&self, subject: Subject<'_>, around: impl Iterator<Item = Subject<'s>>) -> bool {
        let Some((last, outer)) = self.parts.split_last() else { return false };
        if !last.is_for(subject) {
            return false;
        }
        let mut around = around.take(REACH);
        let mut is_child = last.is_child;
        for part in outer.iter().rev() {
            let is_it = |element: Subject<'_>| part.is_for(element);
            let found = if is_child { around.next().is_some_and(is_it) } else { around.any(is_it) };
            if !found {
                return false;
            }
            is_child = part.is_child;
        }
        true
    }
}

impl Part {
    fn is_for(&self, subject: Subject<'_>) -> bool {
        let has = |class: &String| subject.class.split_whitespace().any(|known| known == class);
        (self.element.is_empty() || self.element == subject.name)
            && (self.id.is_empty() || self.id == subject.id)
            && self.classes.iter().all(has)
    }
}

fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, behind)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = behind.split_once("*/").map_or("", |(_, rest)| rest);
    }
    kept.push_str(rest);
    // The marks of a comment of HTML are none of CSS.
    kept.replace("<!--", "").replace("-->", "")
}

/// The content of a block, of which "{" has been read, and what is behind it.
fn block(css: &str) -> (&str, &str) {
    let mut depth = 1;
    for (at, c) in css.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (css.get(..at).unwrap_or_default(), css.get(at + 1..).unwrap_or_default());
        }
    }
    (css, "")
}

/// Whether the rules in an at-rule are those of a wide screen.
fn is_for_screens(rule: &str) -> bool {
    let Some(media) = rule.strip_prefix("media") else {
        return ["supports", "layer"].iter().any(|name| rule.starts_with(name));
    };
    let media = media.to_ascii_lowercase();
    !media.contains("print") && !media.contains("max-") && !media.contains("prefers") && !media.contains("speech")
}

/// The parts of a selector; nothing if it asks for more than is known here.
fn parts(selector: &str) -> Option<Vec<Part>> {
    let spaced = selector.replace('>', " > ");
    let mut parts = Vec::new();
    let mut is_child = false;
    for word in spaced.split_whitespace() {
        if word == ">" {
            is_child = true;
            continue;
        }
        let mut part = Part { is_child: std::mem::take(&mut is_child), ..Part::default() };
        let mut rest = word;
        while !rest.is_empty() {
            let sign = rest.chars().next().filter(|c| matches!(c, '.' | '#'));
            let name = rest.get(usize::from(sign.is_some())..)?;
            let end = name.find(['.', '#']).unwrap_or(name.len());
            let (name, behind) = name.split_at_checked(end)?;
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
            match sign {
                Some('.') if is_name => part.classes.push(name.to_owned()),
                Some('#') if is_name => name.clone_into(&mut part.id),
                None if is_name => part.element = name.to_ascii_lowercase(),
                None if name == "*" => {}
                _ => return None,
            }
            rest = behind;
        }
        parts.push(part);
    }
    (!parts.is_empty() && !is_child).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(sheet: &'a StyleSheet, name: &str, id: &str, class: &str) -> Vec<&'a str> {
        sheet.declarations(Subject { name, id, class }, &std::iter::empty())
    }

    #[test]
    fn elements_classes_and_ids() {
        let mut sheet = StyleSheet::default();
        sheet.add("@import 'x.css'; p, .a { color: red } /* .a { x } */ #b.a{y:z} p.a{q:r}");
        assert_eq!(found(&sheet, "p", "", ""), [" color: red "]);
        assert_eq!(found(&sheet, "p", "b", "c a"), [" color: red ", " color: red ", "q:r", "y:z"]);
        assert!(found(&sheet, "div", "", "b").is_empty());
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let mut sheet = StyleSheet::default();
        sheet.add("a:hover{x:y} a[href]{x:y} a+a{x:y} @media print{a{x:y}} @media screen{a{z:z}} @font-face{a:b} a{");
        assert_eq!(found(&sheet, "a", "", ""), ["z:z", ""]);
    }

    #[test]
    fn a_selector_has_parts() {
        let parts = parts("div.a > p .b").unwrap_or_default();
        assert_eq!(parts.len(), 3);
        assert!(parts[1].is_child && !parts[2].is_child);
        assert_eq!(super::parts("a >"), None);
    }
}
