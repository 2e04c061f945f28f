//! What part of an entry each row of a section is: seen by itself, then beside its neighbours.

use super::line::{
    HEAD_WORDS, is_dated, is_label, is_place_or_date, is_remark, is_running, is_short, lead, named_field,
};
use crate::document::{BlockKind, Document, Row};
use crate::entity::{date, degree, job_title, organization};
use crate::section::SectionKind;
use crate::signs::any_of;
use crate::sort;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Opens an entry for certain.
    Start,
    /// Belongs to a head.
    Head,
    Body,
    /// Says only what follows ("Responsibilities:").
    Label,
}

/// How the entries of a section are set.
#[allow(clippy::struct_excessive_bools, reason = "independent properties of a section")]
pub(super) struct Shape<'a> {
    document: &'a Document,
    kind: SectionKind,
    /// The shallowest heading level, if there are headings.
    top: Option<u8>,
    /// List items of this depth are entries.
    items: Option<u8>,
    /// For each row, its text has a date that tells when the entry was.
    pub dated: Vec<bool>,
    pub any_date: bool,
    terms: bool,
    /// An undated line in bold, and then a dated one that is not, begin the section.
    pub opens_in_bold: bool,
    /// Headings that come again and again stand right before others.
    categories: bool,
    /// Nothing but a bold beginning opens the entries.
    bold_starts: bool,
    /// Each line is an entry: a title, and behind a comma who employed. None has a date.
    lines: bool,
    /// For each row, it is one of a table whose first row names its columns.
    tabled: Vec<bool>,
}

impl<'a> Shape<'a> {
    pub fn of(document: &'a Document, rows: &[Row], kind: SectionKind) -> Self {
        let remark = |row: &Row| kind == SectionKind::Education && row.heading_level().is_none() && is_remark(row.text);
        // "B.A., Fine Arts, Hill College, 2013, with distinction"
        let says_all = |row: &Row| {
            kind == SectionKind::Education
                && is_short(row)
                && degree::find(row.text).is_some()
                && organization::is_institution(row.text)
                && !date::find(row.text).is_empty()
        };
        let dated: Vec<bool> = rows.iter().map(|row| (is_dated(row.text) || says_all(row)) && !remark(row)).collect();
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
        let bold = |at: usize| rows.get(at).is_some_and(|row| begins_bold(document, row));
        let opens_in_bold = bold(0) && !bold(1) && dated.get(..2) == Some(&[false, true]);
        let plain = |row: &Row| row.kind == BlockKind::Paragraph && row.text.contains(", ") && is_short(row);
        let lines = matches!(kind, SectionKind::Work | SectionKind::Volunteer)
            && rows.len() >= 2
            && rows.iter().all(plain)
            && rows.iter().filter(|row| is_position(row)).count() * 2 >= rows.len()
            && rows.iter().all(|row| date::find(row.text).is_empty());
        let bold_starts = kind == SectionKind::Projects
            && top.is_none()
            && !terms
            && items.is_none()
            && !any_date
            && bold(0)
            && rows.iter().filter(|row| !row.starts_item() && begins_bold(document, row)).count() >= 2;
        let tabled = Vec::new();
        let mut shape = Self {
            document,
            kind,
            top,
            items,
            dated,
            any_date,
            terms,
            opens_in_bold,
            categories,
            bold_starts,
            lines,
            tabled,
        };
        shape.tabled = shape.tabled(rows);
        shape
    }

    /// Which rows stand in a table below a row that names its columns, and fill half of these.
    fn tabled(&self, rows: &[Row]) -> Vec<bool> {
        let mut columns = 0;
        let mut tabled = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let cells = row.text.split('\t').filter(|cell| !cell.trim().is_empty()).count();
            if self.is_table_header(rows, at) {
                columns = cells;
                tabled.push(false);
                continue;
            }
            if row.kind != BlockKind::TableRow {
                columns = 0;
            }
            tabled.push(columns > 0 && row.first && cells * 2 >= columns);
        }
        tabled
    }

    /// Whether a line begins in bold.
    pub fn is_bold(&self, row: &Row) -> bool {
        begins_bold(self.document, row)
    }

    /// What row `at` is, seen by itself and what follows.
    pub fn role(&self, rows: &[Row], at: usize) -> Role {
        let row = &rows[at];
        if is_label(row.text) {
            return Role::Label;
        }
        if self.is_table_header(rows, at) {
            return Role::Label;
        }
        if self.kind == SectionKind::Education && at > 0 && row.heading_level().is_none() && is_remark(row.text) {
            return Role::Body;
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
            BlockKind::TableRow if self.tabled.get(at) == Some(&true) => Role::Start,
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
            BlockKind::Paragraph if self.lines || self.bold_starts && self.is_bold(row) => Role::Start,
            BlockKind::Paragraph | BlockKind::Description | BlockKind::TableRow => {
                let emphatic = row.is_all(self.document, |style| style.bold || style.italic || style.code);
                let defines = row.first && row.kind == BlockKind::Description && at > 0 && {
                    let term = rows[at - 1];
                    term.kind == BlockKind::Term && self.dated[at - 1] && term.text.split_whitespace().count() <= 6
                };
                if defines {
                    return Role::Head;
                }
                // A long name in bold right above a dated line.
                let long = self.is_bold(row)
                    && row.text.split_whitespace().count() <= 20
                    && !row.text.trim_end().ends_with(any_of(".!?;:"))
                    && self.dated.get(at + 1) == Some(&true)
                    && rows
                        .get(at + 1)
                        .is_some_and(|next| !next.starts_item() && next.text.split_whitespace().count() <= 10);
                if self.goes_on(rows, at) {
                    return Role::Body;
                }
                let short = long || is_short(row);
                if self.dated[at] || self.leads(row) || (short && (emphatic || self.dated_soon(rows, at))) {
                    Role::Head
                } else {
                    Role::Body
                }
            }
        }
    }

    /// The first row of a table that names its columns: it has no date, and the row below has one, or it names three
    /// fields and more ("Course", "Institute", "Year of passing").
    fn is_table_header(&self, rows: &[Row], at: usize) -> bool {
        let table = |at: usize| {
            rows.get(at).is_some_and(|row| match row.kind {
                BlockKind::TableRow => row.text.contains('\t'),
                BlockKind::Paragraph => row.text.matches('|').count() >= 3,
                _ => false,
            })
        };
        let first = at == 0 || !table(at - 1);
        let cells = || rows[at].text.split(['\t', '|']).map(str::trim).filter(|cell| !cell.is_empty());
        table(at)
            && first
            && table(at + 1)
            && !self.dated[at]
            && (self.dated[at + 1] || cells().filter(|cell| named_field(cell).is_some()).count() >= 3)
            && cells().all(|cell| cell.split_whitespace().count() <= 3 && !cell.contains(|c: char| c.is_ascii_digit()))
    }

    /// A dated bold lead before prose: "**Engineer (2014 – 2016):** Built …".
    fn leads(&self, row: &Row) -> bool {
        lead(self.document, row).is_some_and(|(head, _)| is_dated(self.document.slice(head)))
    }

    /// A paragraph of a list item, which stands in as far as the item above it and farther than what is below it.
    fn goes_on(&self, rows: &[Row], at: usize) -> bool {
        let row = &rows[at];
        let above = at.checked_sub(1).map(|above| &rows[above]);
        self.items.is_none()
            && row.kind == BlockKind::Paragraph
            && row.indent > 0
            && !self.dated[at]
            && above.is_some_and(|above| matches!(above.kind, BlockKind::ListItem { .. }) && above.indent == row.indent)
            && rows.get(at + 1).is_some_and(|next| next.indent < row.indent)
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
    pub fn settle(&self, rows: &[Row], mut roles: Vec<Role>) -> Vec<Role> {
        for at in 0..rows.len() {
            let row = &rows[at];
            let before = at.checked_sub(1).map(|before| roles[before]);
            let in_head = matches!(before, Some(Role::Start | Role::Head));
            match roles[at] {
                // What follows the prose of a list item is no head any more.
                Role::Head
                    if !row.first
                        && before == Some(Role::Body)
                        && rows[at - 1].block == row.block
                        && !self.says_who_and_when(row, at) =>
                {
                    roles[at] = Role::Body;
                }
                // Place and date as a list of their own, right below the heading.
                Role::Body if row.starts_item() && in_head && is_place_or_date(rows, at) => {
                    roles[at] = Role::Head;
                }
                Role::Body
                    if !(matches!(row.kind, BlockKind::ListItem { .. })
                        || self.kind == SectionKind::Education && is_remark(row.text)) =>
                {
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
        self.within(rows, &mut roles);
        roles
    }

    /// Emphasised lines without a date that stand over prose, where the entries are dated lines: they sort what was done
    /// in one position ("**Training**"), and begin none.
    fn within(&self, rows: &[Row], roles: &mut [Role]) {
        if !matches!(self.kind, SectionKind::Work | SectionKind::Volunteer) || self.top.is_some() || self.terms {
            return;
        }
        let is_head = |role: Role| matches!(role, Role::Start | Role::Head);
        let mut groups: Vec<(usize, usize, bool)> = Vec::new();
        let mut at = 0;
        while at < rows.len() {
            let len = roles[at..].iter().take_while(|role| is_head(**role)).count();
            if len > 0 {
                groups.push((at, len, (at..at + len).any(|row| self.dated[row])));
            }
            at += len.max(1);
        }
        let dated = groups.iter().filter(|group| group.2).count();
        let Some((_, _, true)) = groups.first().copied() else { return };
        let says =
            |row: Option<&Row>| row.is_some_and(|row| !row.starts_item() && row.text.split_whitespace().count() >= 8);
        for (at, len, _) in groups.into_iter().filter(|group| !group.2) {
            let titled = rows[at..at + len].iter().any(|row| {
                row.text.split(any_of("|,\t–—")).any(|part| job_title::score(part.trim()) >= 0.5)
                    || organization::score(row.text) >= 0.7
                    || row.text.contains(any_of(":|\t"))
            });
            if dated >= 1 && len == 1 && !titled && says(rows.get(at + 1)) {
                roles[at] = Role::Body;
            }
        }
    }

    /// "Engineer, 2012 – 2015" in a paragraph: nothing but a title and a range of dates.
    fn says_who_and_when(&self, row: &Row, at: usize) -> bool {
        let found = if self.dated[at] { date::find(row.text) } else { Vec::new() };
        let [found] = found.as_slice() else { return false };
        let title = row.text.get(..found.at.start).unwrap_or_default().trim_end_matches(any_of(" ,|(\t–—-"));
        self.kind == SectionKind::Work
            && row.kind == BlockKind::Paragraph
            && matches!(found.range, date::DateRange::Range(..))
            && row.text.len() <= found.at.end + 1
            && title.split_whitespace().count() <= 5
            && job_title::score(title) >= 0.5
    }

    /// Whether fewer than four lines of the head stand above row `at`; a title and its date in one line begin a head.
    fn has_room(&self, rows: &[Row], roles: &[Role], at: usize) -> bool {
        let begins = |above: &usize| self.dated[*above] && rows[*above].text.contains('\t');
        let heads = (at.saturating_sub(4)..at).rev().take_while(|above| roles[*above] == Role::Head);
        heads.take_while(|above| !begins(above)).count() < 4
    }

    /// Whether a line of the education says all of an entry: a degree, and who gave it.
    pub fn is_degree(&self, row: &Row) -> bool {
        self.kind == SectionKind::Education
            && degree::level(row.text).is_some()
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
            // "Fitter and Sales | Hill & Weir AG, Oberdorf": what is set apart is no prose.
            _ if row.text.contains(['|', '\t']) => words <= HEAD_WORDS,
            _ => words <= 9 || job_title::score(row.text) >= 0.5 || organization::score(row.text) >= 0.5,
        }
    }

    /// A heading directly below a heading that says the rest of the same head: title and company.
    fn continues(&self, rows: &[Row], roles: &[Role], at: usize) -> bool {
        let level = rows[at].heading_level();
        let start = (0..at).rev().find(|&before| roles[before] == Role::Start).unwrap_or(0);
        let above = rows[start].heading_level();
        let dated = (start..at).any(|before| self.dated[before]);
        if dated && (self.dated_here_or_soon(rows, at) || level == above && self.dated_below(rows, at)) {
            return false;
        }
        match self.kind {
            SectionKind::Work | SectionKind::Volunteer | SectionKind::Education => true,
            _ => level > above,
        }
    }

    /// A heading has deeper ones right below it, and then a date, before anything is said.
    fn dated_below(&self, rows: &[Row], at: usize) -> bool {
        let level = rows[at].heading_level();
        let below = (at + 1..rows.len().min(at + 6)).take_while(|&next| {
            let deeper = rows[next].heading_level().is_none_or(|deeper| Some(deeper) > level);
            deeper && !rows[next].starts_item() && is_short(&rows[next])
        });
        let deeper = rows.get(at + 1).is_some_and(|next| next.heading_level() > level);
        deeper && below.into_iter().any(|next| self.dated[next])
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
}

/// Whether a line says all of a position: a title, and behind a comma who employed.
fn is_position(row: &Row) -> bool {
    row.text.split_once(", ").is_some_and(|(title, rest)| {
        job_title::score(title) >= 0.5 && job_title::score(rest) < 0.5 && rest.starts_with(char::is_uppercase)
    })
}

fn begins_bold(document: &Document, row: &Row) -> bool {
    let mut worded = row.runs().filter(|run| document.slice(run.span).contains(char::is_alphanumeric));
    worded.next().is_some_and(|run| run.style.bold)
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
