//! The wide column of a profile: what the person says of themselves, positions, degrees.

use std::ops::Range;

use super::line::{Line, Style, cut, joined, text};
use super::{HEADING, SAME_SIZE, block, heading};
use crate::document::BlockKind;
use crate::field::{Key, Part};
use crate::reader::form::{ENTRY, Form, ITEM, Piece};
use crate::reader::glyphs::is_bullet;

/// How the text of a profile looks.
pub(super) struct Body {
    /// Of the lines with dates, and of descriptions.
    style: Style,
    /// Where the longest line ends.
    right: f32,
}

/// A position: which lines are what.
struct Position {
    /// The employer, if it stands above this one and not above one before it.
    employer: Range<usize>,
    title: Range<usize>,
    dates: usize,
}

impl Position {
    fn start(&self) -> usize {
        if self.employer.is_empty() { self.title.start } else { self.employer.start }
    }
}

impl Body {
    /// None where no line is told as a profile tells a position or a degree.
    pub(super) fn of(lines: &[Line]) -> Option<Self> {
        let dated = lines.iter().find(|line| is_period(line) || degree(&of(line)).is_some())?;
        let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
        Some(Self { style: dated.style, right })
    }

    pub(super) fn is_heading(&self, line: &Line) -> bool {
        line.style.size > HEADING * self.style.size && line.style.size < 2.0 * self.style.size
    }

    /// Whether a line is set apart from the text: an employer, a title, a school.
    fn stands_out(&self, line: &Line) -> bool {
        line.style.size > self.style.size + SAME_SIZE || line.style.bold && !self.style.bold
    }

    pub(super) fn sections(&self, form: &mut Form, lines: &[Line]) {
        let mut starts: Vec<usize> = (0..lines.len()).filter(|at| self.is_heading(&lines[*at])).collect();
        starts.push(lines.len());
        for pair in starts.windows(2) {
            let Some((head, rest)) = lines.get(pair[0]..pair[1]).and_then(|lines| lines.split_first()) else {
                continue;
            };
            let pieces = of(head);
            if rest.iter().any(is_period) {
                heading(form, Key::Work, &pieces);
                self.positions(form, rest);
            } else if rest.iter().any(|line| self.stands_out(line)) && !Self::is_prose(rest) {
                heading(form, Key::Education, &pieces);
                self.degrees(form, rest);
            } else {
                heading(form, Key::Basics, &pieces);
                form.entry(Key::Basics);
                let from = form.at();
                for (_, paragraph) in self.paragraphs(rest) {
                    form.block(BlockKind::Paragraph);
                    form.pieces(&paragraph);
                }
                form.field(Part::Summary, from);
            }
        }
    }

    /// Whether all lines look alike and none tells of a degree.
    fn is_prose(lines: &[Line]) -> bool {
        let first = lines.first().map(|line| line.style);
        lines.iter().all(|line| first.is_some_and(|first| line.style.is(first)) && degree(&of(line)).is_none())
    }

    fn positions(&self, form: &mut Form, lines: &[Line]) {
        let mut positions: Vec<Position> = Vec::new();
        for dates in (0..lines.len()).filter(|at| is_period(&lines[*at])) {
            let floor = positions.last().map_or(0, |last| last.dates + 1);
            positions.push(self.position(lines, dates, floor));
        }
        let mut employer: Option<Range<u32>> = None;
        for (number, position) in positions.iter().enumerate() {
            let end = positions.get(number + 1).map_or(lines.len(), Position::start);
            form.entry(Key::Work);
            if !position.employer.is_empty() {
                let own = &lines[position.employer.clone()];
                let named = own.iter().take_while(|line| line.style.is(own[0].style)).count();
                let (named, altogether) = own.split_at(named);
                form.block(ENTRY);
                let from = form.at();
                form.pieces(&all(named));
                employer = Some(from..form.at());
                block(form, BlockKind::Paragraph, Part::Known, &all(altogether));
            }
            if let Some(employer) = &employer {
                form.again(Part::Name, employer.clone());
            }
            block(form, BlockKind::Heading { level: 4 }, Part::Position, &all(&lines[position.title.clone()]));
            block(form, BlockKind::Paragraph, Part::Dates, &of(&lines[position.dates]));
            let mut rest = &lines[position.dates + 1..end.max(position.dates + 1)];
            if let Some((first, behind)) = rest.split_first()
                && let Some(above) = position.dates.checked_sub(1)
                && self.is_place(&lines[above], &lines[position.dates], first)
            {
                block(form, BlockKind::Paragraph, Part::Place, &of(first));
                rest = behind;
            }
            self.description(form, rest);
        }
    }

    /// The lines of the position whose dates are line `dates`; those before `floor` are another's.
    fn position(&self, lines: &[Line], dates: usize, floor: usize) -> Position {
        let above = |at: usize| at.checked_sub(1).filter(|at| *at >= floor).and_then(|at| lines.get(at));
        let run = |end: usize| {
            let style = above(end).map(|line| line.style);
            let mut start = end;
            while above(start)
                .is_some_and(|line| style.is_some_and(|style| line.style.is(style)) && self.stands_out(line))
            {
                start -= 1;
            }
            start..end
        };
        let mut title = run(dates);
        if title.is_empty() && above(dates).is_some() {
            title = dates - 1..dates;
        }
        // How long with the employer altogether stands between its name and the first title.
        let total = above(title.start).is_some_and(|line| !self.stands_out(line) && is_short(line));
        let end = title.start - usize::from(total);
        let mut employer = run(end);
        if employer.is_empty() && title.len() > 1 && floor == 0 {
            // All of one size: the first line is the employer.
            (employer, title) = (title.start..title.start + 1, title.start + 1..title.end);
        } else if !employer.is_empty() {
            employer.end = title.start;
        } else {
            employer = title.start..title.start;
        }
        Position { employer, title, dates }
    }

    /// A short line right below the dates, as near to them as they are to the title, or of another colour.
    fn is_place(&self, title: &Line, dates: &Line, line: &Line) -> bool {
        let text = text(&of(line));
        let near = line.page == dates.page
            && title.page == dates.page
            && line.baseline - dates.baseline < 1.1 * (dates.baseline - title.baseline);
        let is_name = text.chars().count() < 70 && !text.ends_with(['.', ':', ';']) && !text.starts_with(is_mark);
        is_name && (line.style.color != dates.style.color || near && self.right - line.right > line.style.size)
    }

    fn degrees(&self, form: &mut Form, lines: &[Line]) {
        let mut at = 0;
        while at < lines.len() {
            let school = lines[at..].iter().take_while(|line| self.stands_out(line)).count().max(1);
            // Two schools without a degree stand further apart than the lines of one.
            let step = |pair: &[Line]| pair[1].baseline - pair[0].baseline;
            let one =
                lines[at..at + school].windows(2).take_while(|pair| step(pair) < 1.5 * pair[0].style.size).count() + 1;
            let school = school.min(one);
            let rest = lines[at + school..].iter().take_while(|line| !self.stands_out(line)).count();
            let (names, told) = lines[at..at + school + rest].split_at(school);
            at += school + rest;
            form.entry(Key::Education);
            block(form, ENTRY, Part::Name, &all(names));
            let pieces = all(told);
            let whole = text(&pieces);
            let (end, dates) = match degree(&pieces) {
                Some((dot, open)) => (dot, cut(&pieces, open..whole.len())),
                None => (whole.len(), Vec::new()),
            };
            let (degree, area) = match whole.get(..end).and_then(|told| told.find(", ")) {
                Some(comma) => (cut(&pieces, 0..comma), cut(&pieces, comma + 2..end)),
                None => (cut(&pieces, 0..end), Vec::new()),
            };
            form.block(BlockKind::Paragraph);
            form.said(Part::StudyType, &degree);
            if !area.is_empty() {
                form.note(", ");
                form.said(Part::Area, &area);
            }
            if !dates.is_empty() {
                form.note(" · ");
                form.said(Part::Dates, &dates);
            }
        }
    }

    /// What is said about a position: paragraphs, then the items of a list.
    fn description(&self, form: &mut Form, lines: &[Line]) {
        let paragraphs = self.paragraphs(lines);
        let first = paragraphs.iter().position(|(item, _)| *item).unwrap_or(paragraphs.len());
        let from = form.at();
        for (_, paragraph) in &paragraphs[..first] {
            form.block(BlockKind::Paragraph);
            form.pieces(paragraph);
        }
        form.field(Part::Summary, from);
        for (item, paragraph) in &paragraphs[first..] {
            block(form, if *item { ITEM } else { BlockKind::Paragraph }, Part::Highlight, paragraph);
        }
    }

    /// Lines joined where one goes on in the next; whether each paragraph is an item, whose mark is dropped.
    fn paragraphs(&self, lines: &[Line]) -> Vec<(bool, Vec<Piece>)> {
        let steps = lines.windows(2).filter(|pair| pair[0].page == pair[1].page);
        let step = steps.map(|pair| pair[1].baseline - pair[0].baseline).fold(f32::MAX, f32::min);
        let mut paragraphs: Vec<Vec<&Line>> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let goes_on = at.checked_sub(1).and_then(|at| lines.get(at)).is_some_and(|before| {
                let width = line.words.first().map_or(0.0, |word| word.area.width);
                let full = before.right + width + line.style.size > self.right;
                let open = text(&of(line)).starts_with(char::is_lowercase)
                    && !text(&of(before)).ends_with(['.', '!', '?', ':', ';']);
                let apart = before.page == line.page && line.baseline - before.baseline > 1.4 * step;
                (full || open) && !apart && !marked(line)
            });
            match paragraphs.last_mut().filter(|_| goes_on) {
                Some(paragraph) => paragraph.push(line),
                None => paragraphs.push(vec![line]),
            }
        }
        let told = |lines: &Vec<&Line>| {
            let pieces = joined(lines, " ");
            let whole = text(&pieces);
            let item = lines.first().is_some_and(|line| marked(line));
            (item, if item { cut(&pieces, mark(&whole)..whole.len()) } else { pieces })
        };
        paragraphs.iter().map(told).filter(|(_, pieces)| !pieces.is_empty()).collect()
    }
}

/// The text of a line.
fn of(line: &Line) -> Vec<Piece> {
    joined(&[line], "")
}

fn all(lines: &[Line]) -> Vec<Piece> {
    joined(&lines.iter().collect::<Vec<_>>(), " ")
}

fn is_mark(c: char) -> bool {
    is_bullet(c) || matches!(c, '-' | '*' | '–' | '—')
}

/// The bytes of the mark before an item.
fn mark(text: &str) -> usize {
    text.chars().next().filter(|c| is_mark(*c)).map_or(0, char::len_utf8)
}

fn marked(line: &Line) -> bool {
    let text = text(&of(line));
    text.chars().nth(1).is_some_and(|next| !next.is_ascii_digit()) && mark(&text) > 0
}

/// A line of a few words with a number.
fn is_short(line: &Line) -> bool {
    line.words.len() <= 8 && text(&of(line)).contains(|c: char| c.is_ascii_digit())
}

/// "October 2023 - Present (3 years 2 months)"
fn is_period(line: &Line) -> bool {
    let text = text(&of(line));
    let Some((dates, length)) = text.strip_suffix([')', '）']).and_then(|text| text.rsplit_once(['(', '（'])) else {
        return false;
    };
    let joined = [" - ", " – "].iter().any(|dash| dates.contains(dash));
    joined && has_year(dates) && !dates.contains(['(', '·']) && !length.is_empty() && dates.chars().count() < 60
}

/// Where the dot stands behind a degree and where its dates begin: "Master of Arts - MA, Design · (2012 - 2017)".
fn degree(pieces: &[Piece]) -> Option<(usize, usize)> {
    let text = text(pieces);
    let inner = text.strip_suffix([')', '）'])?;
    let open = inner.rfind(['(', '（'])?;
    let dot = inner.get(..open)?.trim_end().strip_suffix('·')?.len();
    inner.get(open..).is_some_and(has_year).then_some((dot, open))
}

/// Whether a text has a number of four digits.
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4)
}
