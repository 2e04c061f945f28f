//! The dictionary of `src/entity/skills`: skills, and the forms they are written in. Its README.md has the grammar.

use std::sync::LazyLock;

use super::words::Words;
use super::{Category, Skill};
use crate::signs::any_of;
use crate::sort;
use crate::word_map::WordMap;

/// How a written form is to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "marks that stand beside each other")]
pub(super) struct Reading {
    /// Also an ordinary word: it needs a context that speaks for the skill.
    pub word: bool,
    /// Only in this capitalisation, except in a list of skills.
    pub upper: bool,
    /// Only in a list.
    pub list: bool,
    /// A common noun, written large or small.
    pub common: bool,
}

/// One way to write a skill.
#[derive(Debug)]
pub(super) struct Form {
    pub text: &'static str,
    pub skill: u16,
    pub reading: Reading,
    /// The skill's own name.
    pub canonical: bool,
    /// Where its key has a boundary of words.
    pub breaks: Box<[usize]>,
}

/// The dictionary, read once.
pub(super) struct Dictionary {
    pub skills: Vec<Skill>,
    pub forms: Vec<Form>,
    /// Key of a form (see [`Words::key`]) -> index of the form.
    pub keys: WordMap,
    /// Key of the first word of a form -> its place in `longest`.
    heads: WordMap,
    /// Words in the longest form that begins so.
    longest: Vec<usize>,
}

pub(super) static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::read(vocabulary!("skills.txt")));

/// What a form is looked up by.
#[derive(Debug, PartialEq, Eq)]
struct Key {
    /// As [`Words::key`] has it.
    letters: String,
    /// Where its first word ends.
    first: usize,
    /// Where it has a boundary of words.
    breaks: Vec<usize>,
}

impl Key {
    fn of(text: &str) -> Self {
        // Six of seven forms are plain words: there are thousands, and a CV waits for them.
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ') {
            return Self::of_words(text);
        }
        let (mut letters, mut breaks) = (String::with_capacity(text.len()), Vec::new());
        for byte in text.bytes() {
            if byte == b' ' {
                breaks.push(letters.len());
            } else {
                letters.push(char::from(byte.to_ascii_lowercase()));
            }
        }
        Self { first: breaks.first().copied().unwrap_or(letters.len()), letters, breaks }
    }

    fn of_words(text: &str) -> Self {
        let words = Words::of_name(text);
        let last = words.list.len().saturating_sub(1);
        let breaks = words.breaks(0, last).collect();
        Self { letters: words.key(0, last).to_owned(), first: words.key(0, 0).len(), breaks }
    }
}

/// The parts of a line as build.rs packs it, `name|form|form<whole~related|related`.
pub(super) struct Line<'a> {
    pub forms: &'a str,
    pub parent: Option<&'a str>,
    pub related: &'a str,
}

impl<'a> Line<'a> {
    pub fn new(line: &'a str) -> Self {
        let (line, related) = line.split_once('~').unwrap_or((line, ""));
        let (forms, parent) = line.split_once('<').map_or((line, None), |(forms, parent)| (forms, Some(parent)));
        Self { forms, parent, related }
    }

    /// Each form, the name first, and how it is to be read.
    pub fn forms(&self) -> impl Iterator<Item = (&'a str, Reading)> {
        self.forms.split('|').map(Reading::of)
    }

    pub fn related(&self) -> impl Iterator<Item = &'a str> {
        self.related.split('|').filter(|name| !name.is_empty())
    }
}

impl Reading {
    /// A form without its marks, and what they say.
    fn of(form: &str) -> (&str, Self) {
        let text = form.trim_end_matches(any_of("?^!*"));
        let marks = form.strip_prefix(text).unwrap_or_default();
        let has = |mark| marks.contains(mark);
        (text, Self { word: has('?'), upper: has('^'), list: has('!'), common: has('*') })
    }
}

impl Dictionary {
    /// Lines as `Line` has them, category by category, each behind a line `@id`.
    fn read(table: &'static str) -> Self {
        let mut dictionary = Self {
            skills: Vec::new(),
            forms: Vec::new(),
            keys: WordMap::default(),
            heads: WordMap::default(),
            longest: Vec::new(),
        };
        let mut ids = WordMap::default();
        let mut category = Category::Unlisted;
        let mut pairs: Vec<(u16, &'static str)> = Vec::new();
        for line in table.lines() {
            if let Some(id) = line.strip_prefix('@') {
                category = Category::from_id(id).unwrap_or(category);
                continue;
            }
            let line = Line::new(line);
            let id = dictionary.skills.len() as u16;
            for (at, (text, reading)) in line.forms().enumerate() {
                if at == 0 {
                    ids.insert(text, usize::from(id));
                    let (parent, related) = (line.parent, Vec::new());
                    dictionary.skills.push(Skill { name: text, category, parent, id, parent_id: None, related });
                }
                dictionary.add(Form { text, skill: id, reading, canonical: at == 0, breaks: Box::default() });
            }
            pairs.extend(line.related().map(|name| (id, name)));
        }
        for skill in &mut dictionary.skills {
            skill.parent_id = skill.parent.and_then(|parent| ids.get(parent)).map(|id| id as u16);
        }
        // Written at one of the two, it holds for both.
        for (id, name) in pairs {
            if let Some(other) = ids.get(name) {
                dictionary.skills[usize::from(id)].related.push(other as u16);
                dictionary.skills[other].related.push(id);
            }
        }
        for skill in &mut dictionary.skills {
            sort::by_key(&mut skill.related, |id| *id);
            skill.related.dedup();
        }
        dictionary
    }

    fn add(&mut self, mut form: Form) {
        let Key { letters, first, breaks } = Key::of(form.text);
        let head = self.heads.insert(letters.get(..first).unwrap_or_default(), self.longest.len());
        if head == self.longest.len() {
            self.longest.push(0);
        }
        self.longest[head] = self.longest[head].max(breaks.len() + 1);
        self.keys.insert(&letters, self.forms.len());
        form.breaks = breaks.into_boxed_slice();
        self.forms.push(form);
    }

    pub fn form(&self, key: &str) -> Option<&Form> {
        self.keys.get(key).and_then(|form| self.forms.get(form))
    }

    /// Words in the longest form that begins with the word `key`.
    pub fn longest(&self, key: &str) -> Option<usize> {
        self.heads.get(key).and_then(|head| self.longest.get(head)).copied()
    }

    /// How the canonical name of `skill` is to be read.
    pub fn reading(&self, skill: &Skill) -> Reading {
        let words = Words::of_name(skill.name);
        self.form(words.key(0, words.list.len().saturating_sub(1))).map(|form| form.reading).unwrap_or_default()
    }

    pub fn skill(&'static self, form: &Form) -> &'static Skill {
        &self.skills[usize::from(form.skill)]
    }
}

#[cfg(test)]
mod tests {
    use super::super::lookup;
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    /// As build.rs does it.
    fn packed(line: &str) -> String {
        let (line, related) = line.split_once(" ~ ").unwrap_or((line, ""));
        let line = line.replacen(" = ", "|", 1).replace(" | ", "|").replacen(" < ", "<", 1);
        if related.is_empty() { line } else { format!("{line}~{}", related.replace(", ", "|")) }
    }

    /// The files: category, lines.
    fn files() -> Vec<(String, Vec<String>)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/entity/skills");
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
        files.sort();
        let read = |path: &Path| {
            let text = fs::read_to_string(path).unwrap();
            let lines = text.lines().filter(|line| !(line.is_empty() || line.starts_with("# ")));
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), lines.map(packed).collect())
        };
        files.iter().map(|path| read(path)).collect()
    }

    #[test]
    fn the_files_are_in_order() {
        let files = files();
        let count: usize = files.iter().map(|(_, lines)| lines.len()).sum();
        assert!(count >= 1500, "{count} skills");
        assert_eq!(files.len(), 14);
        let mut names = BTreeMap::new();
        for (category, lines) in &files {
            assert!(Category::from_id(category).is_some(), "unknown category: {category}");
            let own: Vec<&str> = lines.iter().filter_map(|line| Some(Line::new(line).forms().next()?.0)).collect();
            for pair in own.windows(2) {
                assert!(pair[0].to_lowercase() < pair[1].to_lowercase(), "{category}: {} before {}", pair[0], pair[1]);
            }
            for name in own {
                assert_eq!(names.insert(name.to_owned(), category.as_str()), None, "{name} stands there twice");
            }
        }
        let mut pairs = BTreeSet::new();
        for line in files.iter().flat_map(|(_, lines)| lines) {
            let line = Line::new(line);
            let name = line.forms().next().unwrap().0;
            assert!(
                line.parent.is_none_or(|parent| names.contains_key(parent) && parent != name),
                "{name}: unknown whole"
            );
            for other in line.related() {
                assert!(names.contains_key(other), "{name}: unknown related skill {other:?}");
                let pair = if name < other { (name.to_owned(), other) } else { (other.to_owned(), name) };
                assert!(
                    name != other && pairs.insert((pair.0, pair.1.to_owned())),
                    "{name} ~ {other} stands there twice"
                );
            }
            for (form, _) in line.forms() {
                assert_eq!(form.trim(), form, "{name}");
                assert!(!form.is_empty() && !form.contains(any_of("|<~=")), "{name}: {form:?}");
            }
        }
    }

    #[test]
    fn every_form_names_one_skill() {
        let mut keys = BTreeMap::new();
        for form in &DICTIONARY.forms {
            let words = Words::of_name(form.text);
            let key = words.key(0, words.list.len() - 1).to_owned();
            let other = keys.insert(key, form.text);
            assert_eq!(other, None, "{} stands there twice", form.text);
            assert_eq!(lookup(form.text).map(|skill| skill.id), Some(form.skill), "{}", form.text);
        }
    }

    #[test]
    fn plain_words_have_the_key_of_all_words() {
        for form in &DICTIONARY.forms {
            assert_eq!(Key::of(form.text), Key::of_words(form.text), "{}", form.text);
        }
    }

    #[test]
    fn a_part_is_a_part_of_no_circle() {
        for skill in &DICTIONARY.skills {
            let mut parent = skill.parent_id;
            for _ in 0..4 {
                parent = parent.and_then(|id| DICTIONARY.skills[usize::from(id)].parent_id);
            }
            assert_eq!(parent, None, "{}", skill.name);
        }
    }

    #[test]
    fn related_skills_know_each_other() {
        let related = |name| super::super::related(lookup(name).unwrap()).collect::<Vec<_>>();
        assert!(related("PostgreSQL").contains(&"MySQL"));
        assert!(related("MySQL").contains(&"PostgreSQL"));
    }
}
