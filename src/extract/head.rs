//! The head of an entry, taken apart: dates, and the parts that separators and styles set off from each other.

use crate::document::{BlockKind, Document, Row};
use crate::entity::date::{self, DateMatch, DateRange};
use crate::entity::place;
use crate::entry::{Line, named_field};
use crate::line::FIELD_LABELS;
use crate::locale::{self, fold};
use crate::resume::{Dates, Text};
use crate::signs::{any_of, blank_or};
use crate::sort;
use crate::span::Span;
use crate::word_map::is_one_of;

/// What stands in the head of an entry.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub parts: Vec<Part>,
    pub dates: Option<Dates>,
    /// Where dates and durations stand.
    pub dated: Vec<Span>,
}

/// A stretch of a head between separators.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub text: Text,
    /// The field that a label before it names ("Company:"), by the name of its group in the languages' files.
    pub label: Option<&'static str>,
    pub slot: Slot,
    /// The head line that it stands in.
    pub line: usize,
    /// A dash, and nothing else, stands between it and the part before it.
    pub dashed: bool,
}

/// Where in a head a part stands and how it is set: entries of one section that were set alike have the same field in
/// the same slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(clippy::struct_excessive_bools, reason = "independent properties of a place in a layout")]
pub(super) struct Slot {
    pub heading: bool,
    pub bold: bool,
    pub italic: bool,
    /// In brackets.
    pub aside: bool,
    /// How many parts stand before it.
    pub order: u8,
}

impl Part {
    pub(super) fn as_str(&self) -> &str {
        &self.text.value
    }
}

/// The columns of a table whose first row names them: "Period", "Position", "Company".
pub(super) struct Columns {
    labels: Vec<Option<&'static str>>,
}

impl Columns {
    /// None where no row of a table names at least two columns.
    pub fn of(rows: &[Row]) -> Self {
        let named = rows.iter().find(|row| cell_sign(row.kind, row.text).is_some());
        let cells = named.and_then(|row| Some(row.text.split(cell_sign(row.kind, row.text)?))).into_iter().flatten();
        let labels: Vec<_> = cells.map(named_field).collect();
        let known = labels.iter().filter(|label| label.is_some()).count();
        Self { labels: if known >= 2 { labels } else { Vec::new() } }
    }

    /// Tells each part of a head that is a row of the table which column it stands in.
    pub fn label(&self, document: &Document, lines: &[Line], parts: &mut [Part]) {
        for part in parts.iter_mut().filter(|part| part.label.is_none()) {
            let Some(line) = lines.get(part.line) else { continue };
            let Some(sign) = cell_sign(line.kind, document.slice(line.span)) else { continue };
            let before = line.span.sub(0..part.text.span.start().saturating_sub(line.span.start()));
            let column = document.slice(before).matches(sign).count();
            part.label = self.labels.get(column).copied().flatten();
        }
    }
}

/// What parts the cells of a row of a table, also of one that is drawn with strokes in plain text.
fn cell_sign(kind: BlockKind, text: &str) -> Option<char> {
    match kind {
        BlockKind::TableRow => text.contains('\t').then_some('\t'),
        BlockKind::Paragraph => (text.matches('|').count() >= 3).then_some('|'),
        _ => None,
    }
}

/// Takes the lines of a head apart.
pub(super) fn take_apart(document: &Document, lines: &[Line]) -> Head {
    let mut head = Head::default();
    // Where a line is nothing but the date, a lone year elsewhere is part of a name ("PyCon 2014").
    let found: Vec<Vec<DateMatch>> = lines.iter().map(|line| date::find(document.slice(line.span))).collect();
    let only_dates = |(line, found): (&Line, &Vec<DateMatch>)| are_all_of(found, document.slice(line.span));
    let dated = lines.iter().zip(&found).any(only_dates);
    for ((number, line), found) in lines.iter().enumerate().zip(found) {
        let single = found.iter().all(|found| matches!(found.range, DateRange::Single(_)));
        let named_year = dated && single && !only_dates((line, &found));
        let (pieces, cuts) = if named_year {
            (vec![line.span], Vec::new())
        } else {
            without(found, document, line.span, &mut head.dates)
        };
        head.dated.extend(cuts);
        for piece in pieces {
            for span in separated(document, piece) {
                push(document, span, line, number, &mut head.parts);
            }
        }
    }
    head
}

/// Whether `span` holds dates and nothing else.
pub(super) fn is_only_dates(document: &Document, span: Span) -> bool {
    let text = document.slice(span);
    are_all_of(&date::find(text), text)
}

/// Whether the dates `found` in `text` are all of it.
fn are_all_of(found: &[DateMatch], text: &str) -> bool {
    let covered: usize = found.iter().map(|found| found.at.len()).sum();
    covered > 0 && covered + 4 >= text.trim().len()
}

/// The dates that `text` gives for the whole of something; a range rather than a single date.
pub(super) fn dates_in(document: &Document, span: Span) -> Option<Dates> {
    let mut dates = None;
    let _ = without_dates(document, span, &mut dates);
    dates
}

/// What is left of `span` when its dates and durations are cut out.
pub(super) fn without_dates(document: &Document, span: Span, dates: &mut Option<Dates>) -> Vec<Span> {
    without(date::find(document.slice(span)), document, span, dates).0
}

/// [`without_dates`], where `all` of its dates are known, and what was cut out.
fn without(all: Vec<DateMatch>, document: &Document, span: Span, dates: &mut Option<Dates>) -> (Vec<Span>, Vec<Span>) {
    let text = document.slice(span);
    let mut cuts: Vec<std::ops::Range<usize>> = Vec::new();
    let lone = |found: &DateMatch| {
        let edge = |text: &str, end: bool| {
            let mut chars = text.chars();
            let (next, after) = if end { (chars.next(), chars.next()) } else { (chars.next_back(), chars.next_back()) };
            next == Some(' ') && after.is_some_and(char::is_alphabetic)
        };
        let year = matches!(found.range, DateRange::Single(when) if matches!(when.precision, date::Precision::Year));
        let (before, behind) = (text.get(..found.at.start), text.get(found.at.end..));
        year && before.is_some_and(|before| edge(before, false)) && behind.is_some_and(|behind| edge(behind, true))
    };
    // "2024  Cloud Exam 2023 Professional": a bare year between words belongs to them where another date is set apart.
    let apart = all.len() > 1 && all.iter().any(|found| !lone(found));
    for found in all.into_iter().filter(|found| !apart || !lone(found)) {
        let is_range = matches!(found.range, DateRange::Range(..));
        let better = match dates {
            None => true,
            Some(had) => is_range && matches!(had.value, DateRange::Single(_)),
        };
        if better {
            *dates = Some(Dates::new(&found, span.sub(found.at.clone())));
        }
        cuts.push(found.at);
    }
    cuts.extend(date::find_durations(text).into_iter().map(|(at, _)| at));
    sort::by_key(&mut cuts, |cut| cut.start);
    let mut pieces = Vec::new();
    let mut when = Vec::new();
    let mut from = 0;
    for cut in cuts {
        if cut.start >= from {
            pieces.push(span.sub(from..cut.start));
            from = cut.end;
            when.push(span.sub(cut));
        }
    }
    pieces.push(span.sub(from..span.len()));
    pieces.retain(|piece| document.slice(*piece).contains(char::is_alphanumeric));
    (pieces, when)
}

/// The stretches of `span` between separators and changes of style.
fn separated(document: &Document, span: Span) -> Vec<Span> {
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let text = document.slice(span);
    // "Summer job (analysis - and tests)": what brackets hold together no dash parts.
    let closed = text.matches('(').count() == text.matches(')').count();
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' if closed => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let end = at + c.len_utf8();
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(end..).and_then(|text| text.chars().next());
        let blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == '-');
        let cuts_here = match c {
            '\t' if leads_on(text.get(..at).unwrap_or_default()) => false,
            // Where words are written together, a blank parts names: "東海物流有限公司 仓储主管".
            ' ' => {
                before.is_some_and(is_ideograph)
                    && after.is_some_and(is_ideograph)
                    && !is_legal_form(text.get(..at).unwrap_or_default())
            }
            '\t' | '|' | '•' | '·' | '▪' | '∙' | '●' | '⋅' | '◦' => true,
            '—' | '–' | '-' | '―' | ';' | '/' if depth > 0 => false,
            '—' | '–' | '-' | '―' => blank(before) && blank(after) || (c == '—' && before != after),
            // "Fort Carson, CO; Camp Arifjan, Kuwait" is one list of places.
            ';' => {
                blank(after)
                    && !text
                        .get(end..)
                        .is_some_and(|rest| place::is_place(rest.split(any_of("\t|;")).next().unwrap_or(rest)))
            }
            // "Engineering, degree: Master": a label opens another part.
            ',' => after.is_none() || opens_label(text.get(end..).unwrap_or_default()),
            ':' => after.is_none(),
            // "Degree in Tourism. University of the Coast": a full stop behind a long word parts, too.
            '.' => {
                depth == 0
                    && is_short(text)
                    && ends_long_word(text.get(..at).unwrap_or_default(), text.get(end..).unwrap_or_default())
            }
            // "3.9 / 4.0" is one mark.
            '/' => blank(before) && blank(after) && !is_fraction(text, at),
            _ => false,
        };
        if cuts_here {
            cuts.push((at, end));
        }
    }
    let runs: Vec<_> = document.runs_within(span).collect();
    for pair in runs.windows(2) {
        let differs = (pair[0].style.bold, pair[0].style.italic) != (pair[1].style.bold, pair[1].style.italic);
        let at = pair[1].span.start().saturating_sub(span.start());
        let ends_word = |text: &str| !text.ends_with(char::is_alphanumeric);
        let begins_word = |text: &str| !text.starts_with(char::is_alphanumeric);
        let apart = ends_word(document.slice(pair[0].span)) || begins_word(document.slice(pair[1].span));
        let opens = leads_on(document.slice(pair[0].span));
        if differs && apart && !opens {
            cuts.push((at, at));
        }
    }
    sort::by_key(&mut cuts, |cut| *cut);
    let mut pieces = Vec::new();
    let mut from = 0;
    for (start, end) in cuts {
        if start >= from {
            pieces.push(span.sub(from..start));
        }
        from = from.max(end);
    }
    pieces.push(span.sub(from..span.len()));
    pieces
}

fn is_ideograph(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// Whether `before` is a legal form that stands before its name: "株式会社 北風".
fn is_legal_form(before: &str) -> bool {
    ["株式会社", "有限会社", "合同会社"].iter().any(|form| before.split(' ').next_back() == Some(form))
}

/// Whether `text` begins with a short label that the languages' files know, and a colon.
fn opens_label(text: &str) -> bool {
    let Some((before, _)) = text.split_once(':').filter(|(before, _)| before.len() <= 40) else { return false };
    let word = fold(before);
    !word.contains(',') && FIELD_LABELS.into_iter().any(|key| locale::is(key, &word))
}

/// Whether `text` has no more words than the parts of a head do.
fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= 14
}

/// Whether `before` ends in a word too long for an abbreviation, and `behind` begins with another name.
fn ends_long_word(before: &str, behind: &str) -> bool {
    let last = before.split(' ').next_back().unwrap_or_default();
    let next = behind.strip_prefix(' ').unwrap_or_default();
    last.chars().count() >= 6
        && last.chars().all(char::is_alphabetic)
        && next.starts_with(char::is_uppercase)
        && next.split_whitespace().count() >= 2
        // "Weirworks. Co., Ltd." is one name.
        && !is_legal_suffix(next)
}

/// Whether a number stands on either side of the stroke at `at` of `text`.
fn is_fraction(text: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let before = text.get(..at).unwrap_or_default().trim_end();
    let behind = text.get(at + 1..).unwrap_or_default().trim_start();
    digit(before.chars().next_back()) && digit(behind.chars().next())
}

/// Whether `text` ends in a word or sign that wants more: "B.Ed. in", "Issued by".
fn leads_on(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.ends_with(any_of("(@&")) || locale::is("head.open", &fold(last))
}

fn push(document: &Document, span: Span, line: &Line, number: usize, parts: &mut Vec<Part>) {
    let stray = blank_or(",:;|-–—·•@*`~/");
    let mut span = document.trim_matches(span, stray);
    let mut aside = false;
    if let Some(inner) = unbracketed(document.slice(span)) {
        span = document.trim_matches(span.sub(inner), stray);
        aside = true;
    }
    span = balanced(document, span);
    if !document.slice(span).contains(char::is_alphanumeric) {
        return;
    }
    let (label, span) = label(document, span);
    let styled = |has: fn(crate::document::Style) -> bool| {
        let mut runs =
            document.runs_within(span).filter(|run| document.slice(run.span).contains(char::is_alphanumeric));
        runs.all(|run| has(run.style))
    };
    let slot = Slot {
        heading: matches!(line.kind, BlockKind::Heading { .. }),
        bold: styled(|style| style.bold),
        italic: styled(|style| style.italic),
        aside,
        order: parts.len().min(255) as u8,
    };
    if document.slice(span).contains(char::is_alphanumeric) {
        let dashed = parts.last().is_some_and(|before: &Part| {
            let from = before.text.span;
            let between = from.to(span).sub(from.len()..span.start().saturating_sub(from.start()));
            let between = document.slice(between);
            before.line == number
                && !between.is_empty()
                && between.chars().all(blank_or("-–—"))
                && !between.contains('\t')
        });
        parts.push(Part { text: document.value(span), label, slot, line: number, dashed });
    }
}

/// The inside of brackets that enclose all of `text`.
pub(super) fn unbracketed(text: &str) -> Option<std::ops::Range<usize>> {
    let inner = text.strip_prefix(any_of("(["))?.strip_suffix(any_of(")]"))?;
    (!inner.contains(any_of("()[]"))).then(|| 1..1 + inner.len())
}

/// `span` without a bracket at an end whose partner was cut off.
pub(super) fn balanced(document: &Document, span: Span) -> Span {
    let text = document.slice(span);
    let (open, close) = (text.matches('(').count(), text.matches(')').count());
    let lone = |c: char| c.is_whitespace() || (open > close && c == '(') || (close > open && c == ')');
    if open == close { span } else { document.trim_matches(span, lone) }
}

/// Words of the longest label: "Nome e tipo di istituto di istruzione o formazione", of the Europass form.
const LONGEST_LABEL: usize = 12;

/// A label before a colon, if the languages' files know it, and what follows it.
pub(super) fn label(document: &Document, span: Span) -> (Option<&'static str>, Span) {
    let text = document.slice(span);
    let Some((before, after)) = text.split_once(':') else { return (None, span) };
    let word = fold(before);
    if word.is_empty() || word.split(' ').count() > LONGEST_LABEL || after.starts_with("//") {
        return (None, span);
    }
    let known = FIELD_LABELS.into_iter().find(|key| locale::is(key, &word));
    match known {
        Some(key) => (Some(key), document.trim(span.sub(before.len() + 1..span.len()))),
        None => (None, span),
    }
}

/// Whether `text` begins with a legal form: "Ltd", "Inc. (remote)".
pub(in crate::extract) fn is_legal_suffix(text: &str) -> bool {
    let first = text.trim_start().split(any_of(" ,)")).next().unwrap_or_default();
    is_one_of("inc llc ltd corp co llp plc gmbh s.a s.r.l s.l l.p lp", &fold(first.trim_end_matches('.')))
}
