//! A profile that `LinkedIn` saved as PDF -> its values. The form is always the same: beside a narrow column of lists (how to
//! reach somebody, skills, languages, certificates), whose first has the profile's address with `(LinkedIn)` behind it, a wide
//! one with name, headline, place, and the sections. A position is told in lines that differ in size: employer, how long there
//! altogether, title, dates with their length in brackets, place, description; a degree in two, the dates behind a dot.
//!
//! Nothing here is a word of a language: what a list of the narrow column is about, its heading says to
//! [`crate::structured`].

use super::page::{Direction, Page, Word};
use crate::document::BlockKind;
use crate::field::{Key, Part};
use crate::reader::RawDocument;
use crate::reader::form::{Form, ITEM, Piece};
use line::{Line, cut, joined, lines, text};

mod career;
mod line;

/// A heading is so much larger than text.
const HEADING: f32 = 1.28;

/// So little difference in size is none, in points.
const SAME_SIZE: f32 = 0.3;

/// The profile; none if the pages are another document.
pub(super) fn read(pages: &[Page]) -> Option<RawDocument> {
    let (side, main) = columns(pages)?;
    let contact = side.first()?;
    if !contact.items.iter().any(|item| is_profile(&text(item))) {
        return None;
    }
    let body = career::Body::of(&main)?;
    let mut form = Form::default();
    let head = main.iter().position(|line| body.is_heading(line))?;
    person(&mut form, main.get(..head)?);
    body.sections(&mut form, main.get(head..)?);
    for list in &side {
        heading(&mut form, if std::ptr::eq(list, contact) { Key::Profiles } else { Key::Listed }, &list.heading);
        if std::ptr::eq(list, contact) {
            list.items.iter().for_each(|item| reach(&mut form, item));
        } else {
            list.items.iter().for_each(|item| listed(&mut form, item));
        }
    }
    Some(form.finish())
}

/// A list of the narrow column; each item is the pieces of its lines.
struct List {
    heading: Vec<Piece>,
    items: Vec<Vec<Piece>>,
}

/// The lists of the narrow column, and the lines of the wide one.
fn columns(pages: &[Page]) -> Option<(Vec<List>, Vec<Line<'_>>)> {
    let first = pages.first()?;
    let name = first.words.iter().filter(|word| is_seen(word)).max_by(|a, b| a.size.total_cmp(&b.size))?;
    let is_named = |word: &&Word| (word.size - name.size).abs() < SAME_SIZE && is_seen(word);
    let left = first.words.iter().filter(is_named);
    let gutter = left.map(|word| word.area.left).fold(f32::MAX, f32::min) - 3.0;
    if gutter < 0.2 * first.size.width || gutter > 0.5 * first.size.width {
        return None;
    }
    let (mut narrow, mut main) = (Vec::new(), Vec::new());
    for (number, page) in pages.iter().enumerate() {
        let number = u16::try_from(number).unwrap_or(u16::MAX);
        let words = || page.words.iter().filter(|word| is_seen(word));
        narrow.extend(lines(words().filter(|word| word.area.left < gutter), number));
        let wide = lines(words().filter(|word| word.area.left >= gutter), number);
        // The number of the page, small and below everything.
        let is_foot = |line: &Line| line.bottom > 0.95 * page.size.height && line.left > gutter + 20.0;
        main.extend(wide.into_iter().filter(|line| !is_foot(line)));
    }
    let crosses = |line: &&Line| line.right > gutter + 3.0;
    if narrow.is_empty() || main.len() < 4 || narrow.iter().filter(crosses).count() * 10 > narrow.len() {
        return None;
    }
    Some((lists(&narrow)?, main))
}

fn is_seen(word: &Word) -> bool {
    !word.hidden && word.direction == Direction::Right && word.size.is_finite() && !word.text.trim().is_empty()
}

/// Cuts the narrow column at the lines that are larger or bolder than its items.
fn lists(lines: &[Line]) -> Option<Vec<List>> {
    let heading = lines.first()?.style;
    let is_heading = |line: &&Line| line.style.is(heading);
    let items = lines.iter().filter(|line| !is_heading(line)).map(|line| line.style.size);
    let item = items.fold(0.0, f32::max);
    if lines.iter().filter(is_heading).count() * 2 > lines.len() || heading.size < item + SAME_SIZE && !heading.bold {
        return None;
    }
    let wrap = wrapped(lines);
    let mut lists: Vec<(Vec<&Line>, Vec<Vec<&Line>>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| lines.get(at));
        if line.style.is(heading) {
            match lists.last_mut().filter(|(_, items)| items.is_empty()) {
                Some((lines, _)) => lines.push(line),
                None => lists.push((vec![line], Vec::new())),
            }
        } else if let Some((_, items)) = lists.last_mut() {
            let near = before.is_some_and(|before| {
                wrap.is_some_and(|wrap| before.page == line.page && line.baseline - before.baseline < wrap)
            });
            // An address is long, and ends with what it is; a bracket closes.
            let open = items.last().is_some_and(|item| {
                let text = text(&joined(item, ""));
                text.contains("linkedin.com/") && !text.ends_with(')')
                    || text.matches('(').count() > text.matches(')').count()
            });
            let goes_on = near || open;
            match items.last_mut().filter(|_| goes_on) {
                Some(item) => item.push(line),
                None => items.push(vec![line]),
            }
        }
    }
    let list = |(heading, items): (Vec<&Line>, Vec<Vec<&Line>>)| {
        let items = items.iter().map(|item| joined(item, if is_address(item) { "" } else { " " })).collect();
        List { heading: joined(&heading, " "), items }
    };
    Some(lists.into_iter().map(list).collect())
}

/// Lines that are nearer to each other than this are one item; none if all are equally far.
fn wrapped(lines: &[Line]) -> Option<f32> {
    let mut steps: Vec<f32> = lines
        .windows(2)
        .filter(|pair| pair[0].page == pair[1].page && pair[0].style.is(pair[1].style))
        .map(|pair| pair[1].baseline - pair[0].baseline)
        .collect();
    steps.sort_by(f32::total_cmp);
    let (least, most) = (steps.first()?, steps.last()?);
    (least * 1.2 < *most).then_some(least * 1.15)
}

fn is_address(item: &[&Line]) -> bool {
    item.first().is_some_and(|line| {
        let text = text(&joined(&[line], ""));
        !text.contains(' ') && (text.contains('/') || text.contains('.'))
    })
}

/// The address of the profile, with what it is behind it.
fn is_profile(text: &str) -> bool {
    text.contains("linkedin.com/") && text.ends_with("(LinkedIn)")
}

/// Name, headline, place.
fn person(form: &mut Form, lines: &[Line]) {
    let Some(name) = lines.first() else { return };
    let of_name = lines.iter().take_while(|line| line.style.is(name.style)).count();
    let (names, rest) = lines.split_at(of_name);
    form.entry(Key::Basics);
    block(form, BlockKind::Heading { level: 1 }, Part::Name, &joined(&names.iter().collect::<Vec<_>>(), " "));
    let first = rest.first().map(|line| line.style);
    let of_label = rest.iter().take_while(|line| first.is_some_and(|first| line.style == first)).count();
    let (label, place) = rest.split_at(of_label);
    block(form, BlockKind::Paragraph, Part::Label, &joined(&label.iter().collect::<Vec<_>>(), " "));
    block(form, BlockKind::Paragraph, Part::Place, &joined(&place.iter().collect::<Vec<_>>(), " "));
}

/// A way to reach the person: "ada@example.org", "+44 20 7946 0000 (Mobile)", "www.example.org (Personal)".
fn reach(form: &mut Form, item: &[Piece]) {
    let whole = text(item);
    let (bare, bracket, kind) = bracketed(item).unwrap_or((item.to_vec(), "", Vec::new()));
    let value = text(&bare);
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let is_number = digits >= 6 && value.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
    let key = if is_profile(&whole) { Key::Profiles } else { Key::Basics };
    form.entry(key);
    form.block(BlockKind::Paragraph);
    let part = match () {
        () if value.contains('@') && !value.contains(' ') => Part::Email,
        () if is_number => Part::Phone,
        () if value.contains('.') && !value.contains(' ') => Part::Url,
        () => return form.pieces(item),
    };
    form.said(part, &bare);
    if !kind.is_empty() {
        form.note(bracket);
        form.said(if key == Key::Profiles { Part::Name } else { Part::Known }, &kind);
        form.note(")");
    }
}

/// An item of a list, and what stands in brackets behind it: "French (Elementary)".
fn listed(form: &mut Form, item: &[Piece]) {
    form.entry(Key::Listed);
    form.block(ITEM);
    let from = form.at();
    match bracketed(item) {
        Some((bare, bracket, level)) => {
            form.said(Part::Bare, &bare);
            form.note(bracket);
            form.said(Part::Level, &level);
            form.note(")");
        }
        None => form.pieces(item),
    }
    form.field(Part::Name, from);
}

/// What stands before brackets at the end, how they open, and what is in them.
fn bracketed(item: &[Piece]) -> Option<(Vec<Piece>, &'static str, Vec<Piece>)> {
    let text = text(item);
    let inner = text.strip_suffix(')')?;
    let open = inner.rfind(['(', '（'])?;
    let after = open + text.get(open..)?.chars().next()?.len_utf8();
    let (bare, level) = (cut(item, 0..open), cut(item, after..inner.len()));
    let bracket = if text.get(..open)?.ends_with(' ') { " (" } else { "(" };
    (!bare.is_empty() && !level.is_empty()).then_some((bare, bracket, level))
}

/// A heading of the file's own.
fn heading(form: &mut Form, key: Key, pieces: &[Piece]) {
    form.entry(key);
    form.block(BlockKind::Heading { level: 2 });
    form.said(Part::Heading, pieces);
}

fn block(form: &mut Form, kind: BlockKind, part: Part, pieces: &[Piece]) {
    form.block(kind);
    form.said(part, pieces);
}
