//! Section -> entries: where one position, degree or project ends and the next begins.
//!
//! The rules say what each line is: a heading, the term of a definition, a dated line, a bold line opens an entry; short lines
//! beside it belong to its head; list items and prose are its body. Where entries have no body, the next one begins as far
//! before its date as the first one did. Their verdict is evidence among the rest ([`crate::model::parts`]).

use std::ops::Range;

use crate::document::{BlockKind, Document, Row};
use crate::model::Part;
use crate::model::parts::{Rule, Within};
use crate::section::SectionKind;
use crate::span::Span;

mod line;
mod role;
pub use line::is_dated;
use line::is_single;
pub(crate) use line::{is_label, lead, named_field};
use role::{Role, Shape};

/// One position, degree, project …, not yet told apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// Who, what, where, when.
    pub head: Vec<Line>,
    /// What is said about it.
    pub body: Vec<Line>,
    /// A heading above that only sorts by year ("2020"): the date of entries that have none of their own.
    pub under: Option<Span>,
    /// How deep in the section's structure it begins: an entry may be a part of the one before it that is shallower.
    pub depth: u8,
}

/// A line of an entry, or what is left of it when its lead has gone to the head.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    pub span: Span,
    pub kind: BlockKind,
    pub indent: u8,
    /// It starts a list item.
    pub item: bool,
    /// It only says what kind of thing follows ("Responsibilities:").
    pub label: bool,
}

impl Entry {
    /// From the first to the last character.
    pub fn span(&self) -> Span {
        let mut lines = self.head.iter().chain(&self.body).map(|line| line.span);
        let first = lines.next().unwrap_or_default();
        lines.fold(first, Span::to)
    }
}

/// What the rules say of each row of a section of `kind`.
pub fn ruled(document: &Document, rows: &[Row], kind: SectionKind) -> Vec<Rule> {
    let shape = Shape::of(document, rows, kind);
    let roles: Vec<Role> = (0..rows.len()).map(|at| shape.role(rows, at)).collect();
    let roles = shape.settle(rows, roles);
    shape.rules(rows, &roles)
}

/// Cuts the rows of a section of `kind` into entries: what each row is, its evidence (`lines`) and the rules say together.
pub fn split(document: &Document, rows: &[Row], kind: SectionKind, lines: Within) -> Vec<Entry> {
    cut(document, rows, &ruled(document, rows, kind), kind, lines)
}

/// [`split`] by rules of one's own.
pub fn cut(document: &Document, rows: &[Row], rules: &[Rule], kind: SectionKind, lines: Within) -> Vec<Entry> {
    let parts = lines.decode(kind, rules);
    let mut entries: Vec<Entry> = Vec::new();
    let mut under = None;
    let mut at = 0;
    while at < rows.len() {
        let is_label = rules[at] == Rule::Label;
        if is_label && rows[at].heading_level().is_some() && is_dated(rows[at].text) {
            under = Some(rows[at].span());
            at += 1;
        } else if is_label && entries.is_empty() {
            at += 1;
        } else if is_label || !(parts[at] == Part::Start || parts[at] == Part::Head && rules[at] == Rule::Start) {
            if entries.is_empty() {
                entries.push(Entry { depth: depth(&rows[at]), ..Entry::default() });
            }
            if let Some(last) = entries.last_mut() {
                last.body.push(Line { label: is_label, ..whole(&rows[at]) });
            }
            at += 1;
        } else {
            // The rules' heads are wider than the evidence's: a department, a place in a line of its own. Beyond them a list item
            // says what was done, and two dated lines that each could begin an entry are two.
            let is_dated = |at: usize| is_dated(rows[at].text);
            let is_head = |next: &usize| match parts[*next] {
                Part::Head if rules[*next] == Rule::Start && *next == at + 1 && is_dated(*next) && is_dated(at) => {
                    false
                }
                Part::Head if rules[*next] == Rule::Body => {
                    kind == SectionKind::Education || !matches!(rows[*next].kind, BlockKind::ListItem { .. })
                }
                Part::Head => rules[*next] != Rule::Label,
                Part::Prose => rules[*next] == Rule::Head,
                _ => false,
            };
            let until = (at + 1..rows.len()).find(|next| !is_head(next)).unwrap_or(rows.len());
            entries.push(Entry { under, ..Shape::entry(document, &rows[at..until]) });
            at = until;
        }
    }
    entries
}

impl Shape<'_> {
    /// What the rules say of each row.
    fn rules(&self, rows: &[Row], roles: &[Role]) -> Vec<Rule> {
        let mut found: Vec<Rule> =
            roles.iter().map(|role| if *role == Role::Label { Rule::Label } else { Rule::Body }).collect();
        let is_head = |at: &usize| matches!(roles[*at], Role::Start | Role::Head);
        let mut at = 0;
        while at < rows.len() {
            let group = at..(at..rows.len()).find(|next| !is_head(next)).unwrap_or(rows.len());
            if group.is_empty() {
                at += 1;
                continue;
            }
            for entry in self.heads(rows, roles, group.clone()) {
                found[entry.clone()].fill(Rule::Head);
                found[entry.start] = Rule::Start;
            }
            at = group.end;
        }
        found
    }

    /// Cuts a run of head lines into heads.
    fn heads(&self, rows: &[Row], roles: &[Role], group: Range<usize>) -> Vec<Range<usize>> {
        let mut starts = vec![group.start];
        let lead = group.clone().take_while(|&at| !self.dated[at]).count();
        let mut seen_date = false;
        let mut seen_degree = false;
        for at in group.clone() {
            let after_first = at > group.start;
            let hard = roles[at] == Role::Start && after_first;
            // Where nothing has a date, the next degree opens an entry.
            let next_degree = !self.any_date && seen_degree && rows[at].first && self.is_degree(&rows[at]);
            seen_degree |= self.is_degree(&rows[at]);
            if hard || next_degree {
                if !starts.contains(&at) {
                    starts.push(at);
                }
                seen_date = self.dated[at];
            } else if self.dated[at] {
                let only_a_year = rows[at - usize::from(after_first)].heading_level().is_some()
                    && after_first
                    && is_single(rows[at - 1].text);
                if seen_date && !only_a_year {
                    let floor = starts.last().map_or(at, |&start| self.last_date(start, at) + 1);
                    let start = at.saturating_sub(lead.min(at - group.start)).max(floor).min(at);
                    let start = if roles[group.start] == Role::Start && rows[group.start].heading_level().is_some() {
                        // Under a heading the second date stands where its own line begins.
                        at.saturating_sub(lead.saturating_sub(1)).max(floor).min(at)
                    } else {
                        start
                    };
                    // What opened the first entry opens the others.
                    let opened = self.opens_in_bold.then(|| (floor..at).find(|&row| self.is_bold(&rows[row])));
                    let start = opened.flatten().filter(|_| !self.is_bold(&rows[at])).unwrap_or(start);
                    if !starts.contains(&start) {
                        starts.push(start);
                    }
                }
                seen_date = true;
            }
        }
        let ends = starts.iter().skip(1).copied().chain([group.end]);
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }

    /// The last dated row of `from..to`, or `from`.
    fn last_date(&self, from: usize, to: usize) -> usize {
        (from..to).rev().find(|&at| self.dated[at]).unwrap_or(from)
    }

    fn entry(document: &Document, rows: &[Row]) -> Entry {
        let mut entry = Entry { depth: rows.first().map_or(0, |row| depth(row)), ..Entry::default() };
        for row in rows {
            if let Some((head, rest)) = lead(document, row).filter(|_| row.heading_level().is_none()) {
                entry.head.push(Line { span: head, ..whole(row) });
                entry.body.push(Line { span: rest, item: false, ..whole(row) });
            } else {
                entry.head.push(whole(row));
            }
        }
        entry
    }
}

fn whole(row: &Row) -> Line {
    Line { span: row.span(), kind: row.kind, indent: row.indent, item: row.starts_item(), label: false }
}

fn depth(row: &Row) -> u8 {
    match row.kind {
        BlockKind::Heading { level } => level,
        BlockKind::Term | BlockKind::Description => 7,
        BlockKind::ListItem { .. } => 10 + row.indent,
        BlockKind::Paragraph | BlockKind::TableRow | BlockKind::Rule | BlockKind::Metadata => {
            if row.indent > 0 {
                20 + row.indent
            } else {
                9
            }
        }
    }
}
