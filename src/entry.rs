//! Section -> entries: where one position, degree or project ends and the next begins.
//!
//! Lines are heads or bodies. A heading, the term of a definition, a dated line, a bold line opens an entry; short
//! lines beside it belong to its head; list items and prose are its body. Where entries have no body, the next one
//! begins as far before its date as the first one did.

use std::ops::Range;

use crate::document::{BlockKind, Document, Row};
use crate::entity::{date, degree, job_title, organization, place};
use crate::locale::{self, fold};
use crate::section::SectionKind;
use crate::signs::{any_of, blank_or};
use crate::sort;
use crate::span::Span;

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

/// Cuts the rows of a section of `kind` into entries.
pub fn split(document: &Document, rows: &[Row], kind: SectionKind) -> Vec<Entry> {
    let shape = Shape::of(document, rows, kind);
    let roles: Vec<Role> = (0..rows.len()).map(|at| shape.role(rows, at)).collect();
    let roles = shape.settle(rows, roles);
    let mut entries: Vec<Entry> = Vec::new();
    let mut under = None;
    let mut at = 0;
    while at < rows.len() {
        match roles[at] {
            Role::Label if rows[at].heading_level().is_some() && is_dated(rows[at].text) => {
                under = Some(rows[at].span());
                at += 1;
            }
            Role::Label if entries.is_empty() => at += 1,
            Role::Label | Role::Body => {
                if entries.is_empty() {
                    entries.push(Entry { depth: depth(&rows[at]), ..Entry::default() });
                }
                if let Some(last) = entries.last_mut() {
                    last.body.push(Line { label: roles[at] == Role::Label, ..whole(&rows[at]) });
                }
                at += 1;
            }
            Role::Start | Role::Head => {
                let until = (at + 1..rows.len()).find(|&next| !matches!(roles[next], Role::Start | Role::Head));
                let group = at..until.unwrap_or(rows.len());
                for part in shape.cut(rows, &roles, group.clone()) {
                    entries.push(Entry { under, ..Shape::entry(document, &rows[part]) });
                }
                at = group.end;
            }
        }
    }
    entries
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Opens an entry for certain.
    Start,
    /// Belongs to a head.
    Head,
    Body,
    /// Says only what follows ("Responsibilities:").
    Label,
}

/// How the entries of a section are set.
struct Shape<'a> {
    document: &'a Document,
    kind: SectionKind,
    /// The shallowest heading level, if there are headings.
    top: Option<u8>,
    /// List items of this depth are entries.
    items: Option<u8>,
    /// For each row, its text has a date that tells when the entry was.
    dated: Vec<bool>,
    any_date: bool,
    terms: bool,
    /// Headings that come again and again stand right before others.
    categories: bool,
}

/// Words of a line that can be in a head, at most.
const HEAD_WORDS: usize = 14;

impl<'a> Shape<'a> {
    fn of(document: &'a Document, rows: &[Row], kind: SectionKind) -> Self {
        let dated: Vec<bool> = rows.iter().map(|row| is_dated(row.text)).collect();
        let top = rows.iter().filter_map(Row::heading_level).min();
        let terms = rows.iter().any(|row| row.kind == BlockKind::Term);
        let items = if top.is_none() && !terms { entry_items(document, rows, &dated, kind) } else { None };
        let counts = |at: usize| {
            dated[at] && (!rows[at].starts_item() || items == Some(rows[at].indent) || is_place_or_date(rows, at))
        };
        let any_date = (0..rows.len()).any(counts);
        let before_heading = |at: &usize| {
            rows[*at].heading_level().is_some()
                && rows.get(at + 1).is_some_and(|next| next.heading_level() == rows[*at].heading_level())
        };
        let mut sorting: Vec<&str> = (0..rows.len()).filter(before_heading).map(|at| rows[at].text).collect();
        sort::by_key(&mut sorting, |text| *text);
        let categories = sorting.windows(2).any(|pair| pair[0] == pair[1]);
        Self { document, kind, top, items, dated, any_date, terms, categories }
    }

    /// What row `at` is, seen by itself and what follows.
    fn role(&self, rows: &[Row], at: usize) -> Role {
        let row = &rows[at];
        if is_label(row.text) {
            return Role::Label;
        }
        if self.is_table_header(rows, at) {
            return Role::Label;
        }
        match row.kind {
            BlockKind::Heading { .. } => {
                if row.first {
                    Role::Start
                } else {
                    Role::Head
                }
            }
            BlockKind::Term => Role::Start,
            BlockKind::ListItem { .. } if self.items == Some(row.indent) => {
                if row.first {
                    Role::Start
                } else if self.dated[at] || is_short(row) {
                    Role::Head
                } else {
                    Role::Body
                }
            }
            BlockKind::ListItem { .. } | BlockKind::Rule | BlockKind::Metadata => Role::Body,
            BlockKind::Paragraph | BlockKind::Description | BlockKind::TableRow => {
                let emphatic = row.is_all(self.document, |style| style.bold || style.italic || style.code);
                let defines = row.first && row.kind == BlockKind::Description && at > 0 && {
                    let term = rows[at - 1];
                    term.kind == BlockKind::Term && self.dated[at - 1] && term.text.split_whitespace().count() <= 6
                };
                if defines {
                    return Role::Head;
                }
                let short = is_short(row);
                if self.dated[at] || self.leads(row) || (short && (emphatic || self.dated_soon(rows, at))) {
                    Role::Head
                } else {
                    Role::Body
                }
            }
        }
    }

    /// The first row of a table that names its columns: it has no date, and the row below has one.
    fn is_table_header(&self, rows: &[Row], at: usize) -> bool {
        let table =
            |at: usize| rows.get(at).is_some_and(|row| row.kind == BlockKind::TableRow && row.text.contains('\t'));
        let first = at == 0 || !table(at - 1);
        let cells = || rows[at].text.split('\t').map(str::trim).filter(|cell| !cell.is_empty());
        table(at)
            && first
            && table(at + 1)
            && !self.dated[at]
            && self.dated[at + 1]
            && cells().all(|cell| cell.split_whitespace().count() <= 3 && !cell.contains(|c: char| c.is_ascii_digit()))
    }

    /// A dated bold lead before prose: "**Engineer (2014 – 2016):** Built …".
    fn leads(&self, row: &Row) -> bool {
        lead(self.document, row).is_some_and(|(head, _)| is_dated(self.document.slice(head)))
    }

    /// A dated line follows, with nothing but short lines before it.
    fn dated_soon(&self, rows: &[Row], at: usize) -> bool {
        for (next, row) in rows.iter().enumerate().take(at + 4).skip(at + 1) {
            if row.heading_level().is_some() || matches!(row.kind, BlockKind::ListItem { .. } | BlockKind::Term) {
                return false;
            }
            if self.dated[next] {
                return true;
            }
            if !is_short(row) {
                return false;
            }
        }
        false
    }

    /// Roles seen together: short lines beside a head join it; headings within an entry are labels; and so on.
    fn settle(&self, rows: &[Row], mut roles: Vec<Role>) -> Vec<Role> {
        for at in 0..rows.len() {
            let row = &rows[at];
            let before = at.checked_sub(1).map(|before| roles[before]);
            let in_head = matches!(before, Some(Role::Start | Role::Head));
            match roles[at] {
                // What follows the prose of a list item is no head any more.
                Role::Head if !row.first && before == Some(Role::Body) && rows[at - 1].block == row.block => {
                    roles[at] = Role::Body;
                }
                // Place and date as a list of their own, right below the heading.
                Role::Body if row.starts_item() && in_head && is_place_or_date(rows, at) => {
                    roles[at] = Role::Head;
                }
                Role::Body if !matches!(row.kind, BlockKind::ListItem { .. }) => {
                    let room = self.has_room(rows, &roles, at);
                    let undated_start = !self.any_date
                        && self.top.is_none()
                        && !self.terms
                        && row.first
                        && matches!(before, None | Some(Role::Body))
                        && rows.get(at + 1).is_some_and(|next| next.starts_item() || next.block == row.block);
                    let undated_degree = !self.any_date && self.top.is_none() && !self.terms && self.is_degree(row);
                    // Lines of one paragraph are one degree, full stops or not.
                    let together = self.kind == SectionKind::Education
                        && in_head
                        && at > 0
                        && row.block == rows[at - 1].block
                        && row.kind == BlockKind::Paragraph
                        && row.text.split_whitespace().count() <= 8;
                    if together {
                        roles[at] = Role::Head;
                    }
                    if is_short(row) && ((in_head && room && self.joins(rows, at)) || undated_start || undated_degree) {
                        roles[at] = Role::Head;
                    }
                }
                Role::Start if row.heading_level().is_some() => {
                    let level = row.heading_level();
                    let deeper = level > self.top;
                    let own_date = self.dated[at] || self.dated_soon(rows, at);
                    let entry_dated = self.any_date;
                    if deeper && !own_date && entry_dated && !in_head && self.under_dated(rows, &roles, at) {
                        roles[at] = Role::Body;
                    } else if self.is_category(rows, at) {
                        roles[at] = Role::Label;
                    } else if in_head && self.continues(rows, &roles, at) {
                        roles[at] = Role::Head;
                    }
                }
                _ => {}
            }
        }
        roles
    }

    /// Whether fewer than four lines of the head stand above row `at`; a title and its date in one line begin a head.
    fn has_room(&self, rows: &[Row], roles: &[Role], at: usize) -> bool {
        let begins = |above: &usize| self.dated[*above] && rows[*above].text.contains('\t');
        let heads = (at.saturating_sub(4)..at).rev().take_while(|above| roles[*above] == Role::Head);
        heads.take_while(|above| !begins(above)).count() < 4
    }

    /// Whether a line of the education says all of an entry: a degree, and who gave it.
    fn is_degree(&self, row: &Row) -> bool {
        self.kind == SectionKind::Education
            && degree::find(row.text).is_some()
            && organization::is_institution(row.text)
    }

    /// Whether a short line after a head is still part of it.
    fn joins(&self, rows: &[Row], at: usize) -> bool {
        let row = &rows[at];
        let words = row.text.split_whitespace().count();
        if is_running(row.text) && job_title::score(row.text) < 0.5 {
            return false;
        }
        match self.kind {
            SectionKind::Projects => words <= 6 && self.dated_soon(rows, at),
            SectionKind::Education => words <= HEAD_WORDS,
            _ => words <= 9 || job_title::score(row.text) >= 0.5 || organization::score(row.text) >= 0.5,
        }
    }

    /// A heading directly below a heading that says the rest of the same head: title and company.
    fn continues(&self, rows: &[Row], roles: &[Role], at: usize) -> bool {
        let level = rows[at].heading_level();
        let start = (0..at).rev().find(|&before| roles[before] == Role::Start).unwrap_or(0);
        if (start..at).any(|before| self.dated[before]) && self.dated_here_or_soon(rows, at) {
            return false;
        }
        let above = rows[start].heading_level();
        match self.kind {
            SectionKind::Work | SectionKind::Volunteer | SectionKind::Education => true,
            _ => level > above,
        }
    }

    fn dated_here_or_soon(&self, rows: &[Row], at: usize) -> bool {
        self.dated[at] || self.dated_soon(rows, at)
    }

    /// A heading that comes again and again, right before another: "Private", "Thesis". It sorts, it does not name.
    fn is_category(&self, rows: &[Row], at: usize) -> bool {
        let directly_before = rows.get(at + 1).is_some_and(|next| next.heading_level() == rows[at].heading_level());
        let year_alone =
            date::find(rows[at].text).first().is_some_and(|found| found.at.len() >= rows[at].text.trim().len());
        let heading_follows = rows.get(at + 1).is_some_and(|next| next.heading_level().is_some());
        if year_alone && heading_follows {
            return true;
        }
        // One that comes twice shows that headings before headings sort here.
        directly_before && self.kind == SectionKind::Projects && self.categories
    }

    /// The entry that row `at` stands in has a date in its head.
    fn under_dated(&self, rows: &[Row], roles: &[Role], at: usize) -> bool {
        let level = rows[at].heading_level();
        let above = (0..at).rev().find(|&i| roles[i] == Role::Start && rows[i].heading_level() < level);
        above.is_some_and(|start| {
            let head = (start..at).take_while(|&i| matches!(roles[i], Role::Start | Role::Head));
            let mut head =
                head.chain((start + 1..at).take_while(|&i| i < start + 4 && rows[i].kind != rows[start].kind));
            head.any(|i| self.dated[i])
        })
    }

    /// Cuts a run of head lines into heads.
    fn cut(&self, rows: &[Row], roles: &[Role], group: Range<usize>) -> Vec<Range<usize>> {
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

/// The depth of the list items that are entries themselves, if they are.
fn entry_items(document: &Document, rows: &[Row], dated: &[bool], kind: SectionKind) -> Option<u8> {
    let indent = rows.iter().filter(|row| row.starts_item()).map(|row| row.indent).min()?;
    let items: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].starts_item() && rows[at].indent == indent).collect();
    let outside = rows.iter().filter(|row| row.indent == 0 && !matches!(row.kind, BlockKind::ListItem { .. }));
    let heads_outside = rows.iter().zip(dated).filter(|(row, dated)| row.indent == 0 && **dated).count();
    if outside.count() * 2 > items.len() || heads_outside > 0 {
        return None;
    }
    if !matches!(kind, SectionKind::Work | SectionKind::Volunteer) {
        return Some(indent);
    }
    let is_head = |&&at: &&usize| {
        dated[at] || lead(document, &rows[at]).is_some() || rows[at].is_all(document, |style| style.bold)
    };
    (items.iter().filter(is_head).count() * 2 >= items.len()).then_some(indent)
}

/// The bold start of a line before plain text, or the words before a colon: head and rest.
pub(crate) fn lead(document: &Document, row: &Row) -> Option<(Span, Span)> {
    let runs = &row.line.runs;
    let bold = runs.iter().take_while(|run| run.style.bold || document.slice(run.span).trim().is_empty());
    let head = bold.map(|run| run.span).reduce(Span::to)?;
    let rest = Span::sub(row.span(), head.end() - row.span().start()..row.span().len());
    let words = |span: Span| document.slice(span).split_whitespace().count();
    let plain = document.slice(rest);
    let bold = document.slice(head).trim_end();
    let closed = bold.ends_with(any_of(":.")) || plain.trim_start().starts_with(any_of(":–—"));
    let prose = words(rest) >= 6 && date::find(plain).is_empty();
    (words(head) > 0 && words(head) <= 20 && prose && (closed || words(rest) >= 12))
        .then(|| (document.trim(head), document.trim_matches(rest, blank_or(":–—"))))
}

/// Whether a line says when: it has a date, and is not a sentence that mentions one.
pub fn is_dated(text: &str) -> bool {
    use date::DateRange;
    let found = date::find(text);
    let Some(first) = found.first() else { return false };
    let words = text.split_whitespace().count();
    let sentence = text.trim_end().ends_with('.') && words > 8 && !ends_in_abbreviation(text);
    let left: usize = words.saturating_sub(text.get(first.at.clone()).map_or(0, |at| at.split_whitespace().count()));
    match first.range {
        DateRange::Range(..) => left <= 24 && (!sentence || left <= 8),
        DateRange::Single(when) => {
            let exact = !matches!(when.precision, date::Precision::Year);
            let edge = text
                .get(first.at.end..)
                .is_some_and(|rest| rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty())
                || text
                    .get(..first.at.start)
                    .is_some_and(|rest| rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty())
                || text.contains(any_of("\t|"));
            !sentence && left <= if exact { 16 } else { 12 } && (edge || exact || left <= 4)
        }
    }
}

/// Whether the first date of `text` is no range.
fn is_single(text: &str) -> bool {
    date::find(text).first().is_some_and(|found| matches!(found.range, date::DateRange::Single(_)))
}

/// Running text rather than a name, title or place: most of its words are in lower case.
fn is_running(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    words.len() >= 5 && (lower * 2 >= words.len() || text.contains(". "))
}

/// A line that only says what kind of thing follows, or when the CV was written.
pub(crate) fn is_label(text: &str) -> bool {
    let folded = fold(text.trim_end_matches(any_of(": .")));
    if text.split_once(':').is_some_and(|(before, _)| locale::is("label.updated", &fold(before))) {
        return true;
    }
    let lists = ["label.body", "label.technologies", "label.courses"];
    folded.len() <= 40 && lists.into_iter().any(|key| locale::is(key, &folded))
}

fn ends_in_abbreviation(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let stem = last.trim_end_matches('.');
    last.ends_with('.')
        && (stem.contains('.') || stem.chars().count() <= 4)
        && (degree::find(last).is_some() || organization::score(last) >= 0.5 || stem.len() <= 3)
}

fn is_short(row: &Row) -> bool {
    let text = row.text.trim_end();
    let ends = text.ends_with(any_of(".!?;")) && !ends_in_abbreviation(text);
    !ends && text.split_whitespace().count() <= HEAD_WORDS && text.chars().count() <= 110
}

/// A list item that is nothing but a date, or a place in a list that has such a date.
fn is_place_or_date(rows: &[Row], at: usize) -> bool {
    let only_date = |row: &Row| {
        let found = date::find(row.text);
        found.first().is_some_and(|found| found.at.len() + 4 >= row.text.trim().len())
    };
    let list = rows[at..].iter().take(4).take_while(|row| row.starts_item());
    only_date(&rows[at])
        || (place::is_place(rows[at].text) && list.skip(1).any(&only_date)
            || place::is_place(rows[at].text) && at > 0 && only_date(&rows[at - 1]))
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
