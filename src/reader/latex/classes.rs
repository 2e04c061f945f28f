//! What the macros of the well-known CV classes stand for: one file a class in `classes/`.
//!
//! The files are read as a document's definitions are. They know a few commands that say what a text is to the layout:
//!
//! | command | what it does |
//! |---|---|
//! | `\cv@entry` | begins a position, a degree …; the block before it ends |
//! | `\cv@tab` | sets apart what follows on the line, as `\hfill` does |
//! | `\cv@line` | begins a line, unless nothing precedes it |
//! | `\cv@comma`, `\cv@colon`, `\cv@dash` | a sign before the text that follows, if both sides are there |
//! | `\cv@item` | begins a list item |
//! | `\cv@name{…}` `\cv@headline{…}` `\cv@contact{…}` | the person's data, shown by `\cv@header` or before the first section |

use std::sync::LazyLock;

use super::Reader;
use super::input::Input;
use super::macros::{Definitions, Macro};
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
        &["res", "simplecv", "res_mod", "tccv", "friggeri-cv", "twentysecondcv", "freemancv"],
        include_str!("classes/others.tex"),
    ),
    (&["deedy-resume", "deedy-resume-openfont", "deedy-resume-reversed"], include_str!("classes/deedy.tex")),
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

impl<'a> Reader<'a> {
    /// Takes over what the class or package `name` defines; tells whether it is known.
    pub(super) fn load(&mut self, name: &str) -> bool {
        let bare = name.rsplit('/').next().unwrap_or(name).trim();
        let found = FILES.iter().zip(&*CLASSES).find(|((names, _), _)| names.contains(&bare));
        let Some(((names, _), definitions)) = found else { return false };
        if bare != "latex" {
            self.class = names.first().copied();
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

    /// What a command stands for that neither the document nor its class defines: its style file is not here.
    pub(super) fn guess(&mut self, name: &str) -> Option<Macro<'a>> {
        if self.class.is_some_and(|class| class != "jake") && !name.starts_with("resume") {
            return None;
        }
        CLASSES.iter().find_map(|class| class.commands.get(name)).cloned()
    }
}
