//! Groups: what braces and environments keep to themselves, and what happens when they end.

use super::super::flow::Gap;
use super::Reader;
use super::tokens::{Kind, Place, Token};
use crate::document::Style;

/// How text looks; a group restores it when it ends.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) style: Style,
    pub(super) link: Option<usize>,
    /// Set in a size that only names and titles have.
    pub(super) is_huge: bool,
    pub(super) math: bool,
    /// A line of the source is a line of the page.
    pub(super) lines: bool,
}

/// What happens when a group ends.
#[derive(Debug, Clone)]
pub(super) enum Then<'a> {
    Nothing,
    /// A heading or another block of its own ends.
    Block,
    /// The heading ends that a command of the document's own sets.
    Heading,
    /// A line ends.
    Line,
    /// An icon that leads somewhere is named by its target.
    Link,
    List,
    Table,
    /// What is not shown ends.
    Hidden,
    /// A drawing ends.
    Drawn,
    /// Words in a drawing end; so many environments hide what follows.
    Shown(usize),
    /// A box of the layout ends in which so many lines had ended when it began.
    Box(usize),
    /// What the environment's definition says.
    Tokens(Vec<Token<'a>>),
}

#[derive(Debug)]
pub(super) struct Group<'a> {
    /// The environment's name; none for braces.
    pub(super) name: Option<&'a str>,
    pub(super) before: Look,
    pub(super) then: Then<'a>,
}

/// Groups that may be open at once; those within are read as if their braces were not there.
pub(super) const DEEPEST: usize = 20_000;

impl<'a> Reader<'a> {
    pub(super) fn open(&mut self, name: Option<&'a str>, then: Then<'a>) {
        if self.groups.len() < DEEPEST {
            self.groups.push(Group { name, before: self.look, then });
        }
    }

    /// A table's cell is a group.
    pub(super) fn end_cell(&mut self) {
        if let Some(group) = self.groups.last()
            && matches!(group.then, Then::Table)
        {
            self.look = group.before;
        }
    }

    /// Applies a command to the group that follows, or to the next token.
    pub(super) fn open_argument(&mut self, look: Look, then: Then<'a>) {
        self.input.skip_blanks();
        match self.input.next() {
            Some(Token { kind: Kind::Open, .. }) => {}
            Some(token) if !matches!(token.kind, Kind::Close) => {
                self.input.back(token);
                let argument = self.input.argument();
                self.input.push(&[Token { kind: Kind::Close, at: token.at }]);
                self.input.push(&argument);
            }
            Some(token) => {
                self.input.back(token);
                return;
            }
            None => return,
        }
        self.open(None, then);
        self.look = look;
    }

    /// A closing brace closes the innermost group, unless that is an environment.
    pub(super) fn close_brace(&mut self) {
        if self.groups.last().is_some_and(|group| group.name.is_none()) {
            self.close();
        }
    }

    pub(super) fn close(&mut self) {
        let Some(group) = self.groups.pop() else { return };
        match group.then {
            Then::Nothing | Then::Tokens(_) => {}
            Then::Block => self.end_block(),
            Then::Heading => {
                self.end_block();
                self.headings = self.headings.saturating_sub(1);
            }
            Then::Line => self.gap(Gap::Line, Place::CALL),
            Then::Link => self.name_link(),
            Then::List => {
                self.lists.pop();
                self.end_block();
            }
            Then::Table => {
                self.tables = self.tables.saturating_sub(1);
                self.gap(Gap::Line, Place::CALL);
            }
            Then::Hidden => self.hidden = self.hidden.saturating_sub(1),
            Then::Drawn => {
                self.hidden = self.hidden.saturating_sub(1);
                self.end_drawing();
            }
            Then::Shown(hidden) => {
                self.end_block();
                self.hidden = hidden;
            }
            Then::Box(breaks) => {
                if breaks == self.breaks {
                    self.gap(Gap::Tab, Place::CALL);
                } else {
                    self.end_block();
                }
            }
        }
        self.look = group.before;
    }
}
