//! What the macros of the well-known CV classes stand for: one file a class in `classes/`.
//!
//! The files are read as a document's definitions are. They know a few commands that say what a text is to the layout:
//!
//! | command | what it does |
//! |---|---|
//! | `\cv@entry` | begins a position, a degree …; the block before it ends |
//! | `\cv@tab` | sets apart what follows on the line, as `\hfill` does |
//! | `\cv@loose` | the same, unless a sign sets them apart already |
//! | `\cv@line` | begins a line, unless nothing precedes it |
//! | `\cv@comma`, `\cv@colon`, `\cv@dash` | a sign before the text that follows, if both sides are there |
//! | `\cv@item` | begins a list item |
//! | `\cv@ratings{…}` | names with ratings, as in `{Go/5},{Bash/3}`: the names |
//! | `\cv@name{…}` `\cv@headline{…}` `\cv@contact{…}` | the person's data, shown by `\cv@header` or before the first section |

use std::collections::HashSet;
use std::sync::LazyLock;

use super::Reader;
use super::input::Input;
use super::macros::Definitions;
use super::tokens::{Kind, Tokenizer};

/// Names under which a class is asked for, and its file; the first file also holds for every document.
const FILES: &[(&[&str], &str)] = &[
    (&["latex"], include_str!("classes/latex.tex")),
    (&["moderncv", "limecv", "cv"], include_str!("classes/moderncv.tex")),
    (&["awesome-cv", "russell", "awesomecv"], include_str!("classes/awesome-cv.tex")),
    (&["altacv"], include_str!("classes/altacv.tex")),
    (&["europecv", "europasscv", "europass"], include_str!("classes/europecv.tex")),
    (&["resume", "medium-length-professional-cv"], include_str!("classes/resume.tex")),
    (
        &["simplecv", "tccv", "friggeri-cv", "twentysecondcv", "freemancv", "mcdowellcv"],
        include_str!("classes/others.tex"),
    ),
    (&["deedy-resume", "deedy-resume-openfont", "deedy-resume-reversed"], include_str!("classes/deedy.tex")),
    (&["hipstercv", "simplehipstercv"], include_str!("classes/hipstercv.tex")),
    (&["res", "res_mod"], include_str!("classes/res.tex")),
    (&["yaac-another-awesome-cv", "yaac"], include_str!("classes/yaac.tex")),
    (&["jake"], include_str!("classes/jake.tex")),
];

static CLASSES: LazyLock<Vec<Definitions<'static>>> = LazyLock::new(|| {
    let read = |(_, source): &(&[&str], &'static str)| {
        let mut definitions = Definitions::default();
        let mut input = Input::new(Tokenizer::of_class(source));
        while let Some(token) = input.next() {
            if let Kind::Control(name) = token.kind {
                definitions.read(name, &mut input, |_| false);
            }
        }
        definitions
    };
    FILES.iter().map(read).collect()
});

/// What is known of a document's class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// None that the document asks for.
    Unknown,
    Known,
    /// Taken from the commands that the document uses, or not found there.
    Guessed,
}

impl Reader<'_> {
    /// Takes over what the class or package `name` defines; tells whether it is known.
    pub(super) fn load(&mut self, name: &str) -> bool {
        let bare = name.rsplit('/').next().unwrap_or(name).trim();
        let found = FILES.iter().zip(&*CLASSES).find(|((names, _), _)| names.contains(&bare));
        let Some((_, definitions)) = found else { return false };
        if bare != "latex" {
            self.class = Class::Known;
        }
        self.take_over(definitions);
        true
    }

    #[allow(clippy::iter_over_hash_type, reason = "goes from one map into another, where order does not show")]
    fn take_over(&mut self, definitions: &Definitions<'static>) {
        for (name, meaning) in &definitions.commands {
            self.definitions.commands.insert(name, meaning.clone());
        }
        for (name, meaning) in &definitions.environments {
            self.definitions.environments.insert(name, meaning.clone());
        }
    }

    /// Takes over the class whose commands a document uses that asks for none of ours: its class is a copy under another
    /// name, or it is a part of a document.
    pub(super) fn guess_class(&mut self) {
        if self.class != Class::Unknown {
            return;
        }
        self.class = Class::Guessed;
        let mut used = HashSet::new();
        let mut tokens = Tokenizer::of_document(self.source);
        let mut environment = false;
        while let Some(token) = tokens.next() {
            match token.kind {
                Kind::Control(name) => {
                    environment = name == "begin";
                    used.insert(name);
                }
                Kind::Text(name) if environment => {
                    environment = false;
                    used.insert(name);
                }
                _ => {}
            }
        }
        let knows = |class: &Definitions, name: &str| {
            class.commands.contains_key(name) || class.environments.contains_key(name)
        };
        let own = |class: &Definitions| {
            let others = |name: &str| CLASSES.iter().filter(|other| knows(other, name)).count();
            let is_used = |name: &&&str| used.contains(**name);
            // A name that several classes have says little.
            let weight = |name: &&str| if others(name) == 1 { 3 } else { 1 };
            let names = class.commands.keys().chain(class.environments.keys());
            names.filter(is_used).map(weight).sum::<usize>()
        };
        let found = CLASSES.iter().skip(1).rev().max_by_key(|class| own(class)).filter(|class| own(class) >= 3);
        self.guessed = found;
    }
}
