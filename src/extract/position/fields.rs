//! The head of a position -> title, company, place.

use super::super::head::{Head, Part, Slot};
use super::cut;
use crate::document::Document;
use crate::entity::{job_title, organization, place};
use crate::locale::{self, fold};
use crate::resume::{Text, Work};
use crate::signs::any_of;
use crate::span::Span;
use crate::word_map::is_one_of;

/// Which slots hold titles, in the entries of one section: a mean of [`job_title::score`] per slot.
pub(super) struct Habit {
    titles: Vec<(Slot, f32, f32)>,
}

impl Habit {
    pub fn of(heads: &[Head]) -> Self {
        let mut titles = Vec::<(Slot, f32, f32)>::new();
        for part in heads.iter().flat_map(|head| &head.parts) {
            let score = title_before_name(part.as_str());
            match titles.iter_mut().find(|(slot, ..)| *slot == part.slot) {
                Some((_, sum, count)) => (*sum, *count) = (*sum + score, *count + 1.0),
                None => titles.push((part.slot, score, 1.0)),
            }
        }
        Self { titles }
    }

    /// How much a part is a title rather than an organisation, by its words and by what stands in its slot elsewhere.
    fn title(&self, part: &Part) -> f32 {
        let own = title_before_name(part.as_str());
        let same = self.titles.iter().find(|(slot, ..)| *slot == part.slot);
        let (sum, count) = same.map_or((0.0, 0.0), |&(_, sum, count)| (sum, count));
        if count < 2.0 { own } else { 0.6 * own + 0.4 * (sum / count) }
    }
}

/// What each part of a head is.
pub(super) fn fields(document: &Document, head: &Head, habit: &Habit, child: bool) -> Work {
    let mut work = Work { dates: head.dates.clone(), ..Work::default() };
    let mut open: Vec<Part> = Vec::new();
    for part in &head.parts {
        let part = &without_lead(document, part);
        match part.label {
            // "Hill Group / Gateway" in the column of employers: the employer stands first.
            Some("label.organization") => {
                work.name.get_or_insert_with(|| part.text.clone());
            }
            Some("label.position") => {
                let beside =
                    |had: &&Text| had.span.to(part.text.span).len() <= had.span.len() + part.text.span.len() + 5;
                let before = work.position.as_ref().filter(beside);
                let whole = before.map(|had| document.value(had.span.to(part.text.span)));
                work.position = whole.or_else(|| Some(part.text.clone()));
            }
            Some("label.location") => work.location = Some(part.text.clone()),
            Some("label.url") => work.url = Some(part.text.clone()),
            _ if is_url(part.as_str()) => work.url = Some(part.text.clone()),
            _ => open.push(part.clone()),
        }
    }
    // "3 ans ½" leaves nothing to call anybody.
    open.retain(|part| part.as_str().contains(char::is_alphabetic));
    // "Cook at The Anchor" says both, whatever stands beside it.
    if work.position.is_none() && work.name.is_none() && open.len() > 1 {
        let employs =
            |part: &Part| organization::score(part.as_str()) >= 0.7 && employer_words(part.as_str()).is_empty();
        let other = open.iter().any(employs);
        let both = open.iter().position(|part| !other && split_at_employer(document, part, &mut work));
        if let Some(at) = both {
            open.remove(at);
            unfold_name(document, &mut work);
        }
    }
    // Places first: they are the surest.
    let unsettled = |work: &Work| usize::from(work.name.is_none()) + usize::from(work.position.is_none());
    let settled = work.name.is_some() && work.position.is_some();
    if work.location.is_none() && (open.len() > 1 || settled) {
        // "Google, Bengaluru" as a whole could be a street and a town; what nobody knows as a place before it is none.
        let only_tail = |text: &str| text.split_once(',').is_some_and(|(head, _)| place::score(head) < 0.5);
        let is_place = |part: &Part| {
            let text = part.as_str();
            place::is_place(text) && job_title::score(text) < 0.5 && (open.len() > 2 || settled || !only_tail(text))
        };
        if let Some(at) = open.iter().rposition(is_place) {
            work.location = Some(open.remove(at).text);
        }
    }
    if work.location.is_none() {
        for part in open.iter_mut().rev() {
            if let Some((until, at)) = place::split_tail(part.as_str()) {
                let (text, place) = (cut(document, &part.text, 0..until), cut(document, &part.text, at));
                if let (Some(text), Some(place)) = (text, place) {
                    part.text = text;
                    work.location = Some(place);
                    break;
                }
            }
        }
    }
    if work.location.is_none() && open.len() > unsettled(&work) {
        let likely = |part: &Part| place::score(part.as_str()) >= 0.3 && organization::score(part.as_str()) < 0.4;
        let last = open.iter().rposition(|part| likely(part) && habit.title(part) < 0.3);
        if let Some(at) = last.filter(|&at| at > 0 || settled) {
            work.location = Some(open.remove(at).text);
        }
    }
    if work.location.is_none() {
        for part in &mut open {
            if let Some((name, place)) = behind_legal_form(document, part) {
                part.text = name;
                work.location = Some(place);
                break;
            }
        }
    }
    if child && work.position.is_none() {
        let first = (!open.is_empty()).then(|| open.remove(0));
        let rest = open.iter().take_while(|part| part.dashed).map(|part| part.text.span);
        work.position = first.map(|first| document.value(rest.fold(first.text.span, Span::to)));
        return work;
    }
    if work.position.is_none() && work.name.is_none() && open.len() == 1 {
        split_one(document, &open[0], &mut work);
        unfold_name(document, &mut work);
        return work;
    }
    let mut titles: Vec<f32> = Vec::new();
    if work.position.is_none() || work.name.is_none() {
        titles.extend(open.iter().map(|part| habit.title(part)));
    }
    if work.position.is_none()
        && let Some(at) = best(&titles).filter(|&at| titles[at] > 0.15)
    {
        titles.remove(at);
        work.position = Some(open.remove(at).text);
    }
    if work.name.is_none() {
        let name = |(part, title): (&Part, &f32)| 0.5 * organization::score(part.as_str()) - title;
        let names = || best(&open.iter().zip(&titles).map(name).collect::<Vec<f32>>());
        // What is left alone is it.
        if let Some(at) = if open.len() == 1 { Some(0) } else { names() } {
            titles.remove(at);
            work.name = Some(open.remove(at).text);
        }
    }
    if work.position.is_none()
        && let Some(at) = best(&titles).filter(|&at| titles[at] > 0.0)
    {
        work.position = Some(open.remove(at).text);
    }
    // "**Bee Whisperer**, Hives": what is set off before a name, and is nothing else, is a title that nobody knows.
    if work.position.is_none()
        && let [part] = open.as_slice()
        && (part.slot.bold || part.slot.heading)
        && part.slot.order == 0
        && work.name.as_ref().is_some_and(|name| part.text.span.end() <= name.span.start())
        && organization::score(part.as_str()) <= 0.4
        && place::score(part.as_str()) < 0.3
    {
        work.position = open.pop().map(|part| part.text);
    }
    if let (None, Some(title)) = (&work.name, &work.position) {
        // "Title at Company", "Title, Company" in one part, and another part that was neither.
        let part = Part { text: title.clone(), label: None, slot: NO_SLOT, line: 0, dashed: false };
        let mut split = Work::default();
        split_one(document, &part, &mut split);
        if split.name.is_some() && split.position.is_some() {
            (work.name, work.position) = (split.name, split.position);
        }
    }
    if work.name.is_some() {
        with_speciality(document, &open, &mut work);
    }
    split_place(document, &mut work);
    work
}

/// Where one position has its place behind the employer ("Blue Widgets, Leeds"; "Blue Widgets (Leeds)"), the others have
/// too, known or not.
pub(super) fn places_as_others(document: &Document, positions: &mut [(Work, u8)]) {
    let behind = |work: &Work| {
        let (Some(name), Some(place)) = (&work.name, &work.location) else { return false };
        let from = name.span.end();
        let text = document.slice(name.span.to(place.span).sub(name.span.len()..name.span.to(place.span).len()));
        place.span.start() > from
            && place.span.start() <= from + 2
            && text.starts_with(any_of(",( "))
            && text.trim_start_matches(' ').starts_with(any_of(",("))
    };
    if !positions.iter().any(|(work, _)| behind(work)) {
        return;
    }
    for (work, _) in positions {
        let Some(name) = work.name.clone().filter(|_| work.location.is_none() && work.position.is_some()) else {
            continue;
        };
        let text = name.value.as_str();
        let bracket = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
        let Some((before, place)) = bracket.or_else(|| text.rsplit_once(", ")) else { continue };
        let plain = place.split_whitespace().count() <= 3
            && place.starts_with(char::is_uppercase)
            && place.chars().filter(|c| c.is_lowercase()).count() >= 2
            && place.chars().all(|c| c.is_alphabetic() || " -.'’".contains(c));
        if plain && !is_legal_suffix(place) && title_score(place) < 0.3 && organization::score(place) < 0.5 {
            let at = before.len() + 2;
            let (name_only, place) =
                (cut(document, &name, 0..before.len()), cut(document, &name, at..at + place.len()));
            if name_only.is_some() && place.is_some() {
                (work.name, work.location) = (name_only, place);
            }
        }
    }
}

/// "Blue Widgets, Leeds": where no part was the place, what stands behind the comma is, if it is known as one.
fn split_place(document: &Document, work: &mut Work) {
    let Some(name) = work.name.clone().filter(|_| work.location.is_none() && work.position.is_some()) else { return };
    let Some((before, behind)) = name.value.split_once(", ") else { return };
    if place::score(behind) >= 0.6 && place::score(before) < 0.5 && !is_legal_suffix(behind) {
        let (text, place) =
            (cut(document, &name, 0..before.len()), cut(document, &name, before.len() + 2..name.value.len()));
        if text.is_some() && place.is_some() {
            (work.name, work.location) = (text, place);
        }
    }
}

/// "Hill & Weir AG, Oberdorf": what stands behind a legal form and a comma is a place, known or not.
fn behind_legal_form(document: &Document, part: &Part) -> Option<(Text, Text)> {
    let text = part.as_str();
    let (before, behind) = text.rsplit_once(',')?;
    let behind = behind.trim();
    let plain = behind.split_whitespace().count() <= 3
        && behind.starts_with(char::is_uppercase)
        && behind.chars().all(|c| c.is_alphabetic() || " -.'’".contains(c));
    let legal = organization::score(before) >= 0.95 && !before.contains(',') && !is_legal_suffix(behind);
    (plain && legal && title_score(behind) < 0.3 && organization::score(behind) <= 0.5).then_some(())?;
    Some((cut(document, &part.text, 0..before.len())?, cut(document, &part.text, before.len() + 1..text.len())?))
}

/// "Hill & Weir Ltd in Ulm (building of test rigs)": the employer, the place, and what was done there.
fn unfold_name(document: &Document, work: &mut Work) {
    let Some(name) = work.name.clone().filter(|_| work.position.is_some()) else { return };
    let told =
        name.value.split_once(" (").filter(|(_, inside)| inside.ends_with(')') && inside.split(' ').count() >= 4);
    let until = told.map_or(name.value.len(), |(before, _)| before.len());
    if told.is_some() {
        work.summary = cut(document, &name, until + 2..name.value.len() - 1);
    }
    let before = name.value.get(..until).unwrap_or_default();
    let blanks: Vec<usize> = before.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at).collect();
    let place = blanks.windows(2).rev().find_map(|pair| {
        let between = before.get(pair[0]..pair[1])?;
        let is_in = locale::is("place.in", &fold(between)) && place::is_place(before.get(pair[1] + 1..)?);
        is_in.then_some((pair[0], pair[1] + 1))
    });
    if let Some((at, from)) = place.filter(|_| work.location.is_none()) {
        work.location = cut(document, &name, from..until);
        work.name = cut(document, &name, 0..at);
    } else if told.is_some() {
        work.name = cut(document, &name, 0..until);
    }
}

/// "Director – IT Operations": what stands behind a title's dash and is nothing else belongs to it.
fn with_speciality(document: &Document, left: &[Part], work: &mut Work) {
    let Some(title) = &mut work.position else { return };
    for part in left {
        if part.text.span.start() < title.span.end() {
            continue;
        }
        let both = title.span.to(part.text.span);
        let between = both.len() - title.span.len() - part.text.span.len();
        // "Traductrice / Translator": one title, said twice.
        let stroke = || document.slice(both.sub(title.span.len()..title.span.len() + between)).trim() == "/";
        if !(part.dashed || title_score(part.as_str()) >= 0.5 && stroke()) {
            continue;
        }
        let is_kind = locale::is("employment", &fold(part.as_str()));
        let is_other = organization::score(part.as_str()) >= 0.5 || place::is_place(part.as_str());
        if between <= " – ".len() && !is_kind && !is_other {
            *title = document.value(both);
        }
    }
}

/// "as Developer": the word before a title is none of it.
fn without_lead(document: &Document, part: &Part) -> Part {
    let text = part.as_str();
    let rest = ["as ", "As ", "als ", "Als ", "en tant que "].iter().find_map(|lead| text.strip_prefix(lead));
    // "for Northwind Ltd": nor is the word before an employer.
    let rest = rest.or_else(|| without_at(text));
    let shorter = rest.and_then(|rest| cut(document, &part.text, text.len() - rest.len()..text.len()));
    // "Nantes (CDI)": nor is the kind of employment behind a place or an employer, nor "(32 beds)".
    let text = without_employment_type(document, shorter.unwrap_or_else(|| part.text.clone()));
    let text = without_size(document, text);
    Part { text, ..part.clone() }
}

/// `text` without a number of something in brackets behind it: "(8 000 inhabitants)", "(32 beds)".
fn without_size(document: &Document, text: Text) -> Text {
    let Some((before, inside)) = text.value.strip_suffix(')').and_then(|text| text.rsplit_once(" (")) else {
        return text;
    };
    let number = inside.trim_start_matches(any_of("~≈<>ca. "));
    let counts = number.starts_with(|c: char| c.is_ascii_digit())
        && number.split_whitespace().count() <= 4
        && number.split_whitespace().next_back().is_some_and(|word| word.chars().all(char::is_lowercase));
    let shorter = counts.then(|| cut(document, &text, 0..before.len())).flatten();
    shorter.unwrap_or(text)
}

/// `text` without the small word before a name: "at Northwind Ltd", "bei Siebenstein AG".
pub(in crate::extract) fn without_at(text: &str) -> Option<&str> {
    let (first, rest) = text.split_once(' ')?;
    let is_at = first == "@" || (first.starts_with(char::is_lowercase) && locale::is("employer.at", &fold(first)));
    (is_at && rest.starts_with(char::is_uppercase)).then_some(rest)
}

/// How much `text` is a job title; what stands in brackets does not count.
fn title_score(text: &str) -> f32 {
    let (whole, before) = title_texts(text);
    let score = job_title::score(whole);
    before.map_or(score, |before| job_title::score(before).max(score))
}

/// How much more `text` is a job title, by [`title_score`], than an organisation.
fn title_before_name(text: &str) -> f32 {
    match title_texts(text) {
        (whole, None) if whole.len() == text.len() => organization::title_before_name(text),
        _ => title_score(text) - organization::score(text),
    }
}

/// What can be a title in `text`: all of it but a year behind, and what stands before a team or a bracket.
fn title_texts(text: &str) -> (&str, Option<&str>) {
    // "Summer Internship'15": the year is no part of the title.
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '\'' | '’'));
    // "Intern on the Machine Learning Team": the team is none of it either.
    let team = [" on the ", " in the ", " within "].iter().find_map(|word| text.split_once(word));
    let team = team.filter(|(before, _)| before.split_whitespace().count() <= 5);
    let cut = team.or_else(|| text.split_once(" (").filter(|(_, after)| after.ends_with(')')));
    (text, cut.map(|(before, _)| before))
}

/// A title without the kind of employment in brackets behind it: "Engineer (part-time)".
pub(super) fn without_employment_type(document: &Document, title: Text) -> Text {
    let Some((before, inside)) = title.value.strip_suffix(')').and_then(|text| text.rsplit_once('(')) else {
        return title;
    };
    let inside = fold(inside);
    let mut words = inside.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).peekable();
    let known = |word: &str| locale::is("employment", word);
    let typed = known(inside.trim()) || words.peek().is_some() && words.all(known);
    let shorter = typed.then(|| cut(document, &title, 0..before.len())).flatten();
    shorter.unwrap_or(title)
}

const NO_SLOT: Slot = Slot { heading: false, bold: false, italic: false, aside: false, order: 0 };

/// Where the highest of `values` stands, the first of equals.
fn best(values: &[f32]) -> Option<usize> {
    let scored = values.iter().copied().enumerate();
    scored
        .fold(None, |best: Option<(usize, f32)>, next| match best {
            Some(had) if had.1 >= next.1 => Some(had),
            _ => Some(next),
        })
        .map(|(at, _)| at)
}

/// Where a word like "at" stands between a title and an employer: the end of what is before it, and the start of what is
/// behind it and its article.
fn employer_words(text: &str) -> Vec<(usize, usize)> {
    let mut end = 0;
    let word = |word| {
        let start = end;
        end += str::len(word) + 1;
        (start, word)
    };
    let words: Vec<(usize, &str)> = text.split(' ').map(word).collect();
    let is_small = |word: &str| word.chars().count() <= 3 && word.chars().all(char::is_lowercase);
    let mut found = Vec::new();
    for (at, &(start, word)) in words.iter().enumerate().skip(1) {
        let key = fold(word);
        // "Chez Antoinette" is a name.
        let is_at = word == "@" || (word.starts_with(char::is_lowercase) && locale::is("employer.at", &key));
        let behind = if words.get(at + 1).is_some_and(|(_, next)| is_small(next)) { at + 2 } else { at + 1 };
        let Some(&(from, next)) = words.get(behind).filter(|_| is_at) else { continue };
        let article =
            ["l'", "l’"].iter().find(|article| next.starts_with(**article)).map_or(0, |article| article.len());
        let from = from + article;
        // "Serveur à Lyon": where the word says "in" as well, a place is no employer.
        if locale::is("place.in", &key) && place::is_place(text.get(from..).unwrap_or_default()) {
            continue;
        }
        found.push((start, from));
    }
    found
}

/// "Cook at The Anchor": the title and the employer of one part, if a word between them parts them.
fn split_at_employer(document: &Document, part: &Part, work: &mut Work) -> bool {
    let text = part.as_str();
    let is_title = |text: &str| title_score(text) >= 0.5 || locale::is("employment", &fold(text));
    for (until, from) in employer_words(text) {
        let (left, right) = (text.get(..until).unwrap_or_default(), text.get(from..).unwrap_or_default());
        // "Head of Sales at Northwind - Leeds": the bracket closes where it opens.
        let whole = left.matches('(').count() == left.matches(')').count();
        // "Malergeselle bei Farbwerk GmbH": a legal form behind the word is as good as a title before it.
        let named = || organization::score(right) >= 0.9 && left.split_whitespace().count() <= 4;
        if whole && (is_title(left) || named()) && right.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) {
            work.position = cut(document, &part.text, 0..until);
            work.name = cut(document, &part.text, from..text.len());
            return true;
        }
    }
    false
}

/// One part that may hold title and company: "Cook at The Anchor", "Cook, The Anchor", "The Anchor, Cook".
fn split_one(document: &Document, part: &Part, work: &mut Work) {
    let text = part.as_str();
    if split_at_employer(document, part, work) {
        return;
    }
    // "Teacher: Hill Primary School"
    if let Some((left, right)) = text.split_once(": ")
        && title_score(left) >= 0.6
        && title_score(right) < 0.5
        && left.split_whitespace().count() <= 5
        && right.starts_with(char::is_uppercase)
    {
        work.position = cut(document, &part.text, 0..left.len());
        work.name = cut(document, &part.text, left.len() + 2..text.len());
        return;
    }
    let sides = |at: usize| {
        let (left, right) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        let title = title_score;
        let company = |text: &str| 0.35 + organization::score(text) - title(text);
        (title(left) + company(right), company(left) + title(right))
    };
    let commas = text.char_indices().filter(|(_, c)| *c == ',').map(|(at, _)| at);
    let commas = commas.filter(|&at| !is_legal_suffix(text.get(at + 1..).unwrap_or_default()));
    let mut found: Option<(f32, usize, bool)> = None;
    for at in commas {
        let (title_first, company_first) = sides(at);
        let (score, first) = if title_first >= company_first { (title_first, true) } else { (company_first, false) };
        // The last comma, if it is as good as another: teams stand between title and company.
        if found.is_none_or(|(best, ..)| score >= best - 0.05) {
            found = Some((score.max(found.map_or(0.0, |(best, ..)| best)), at, first));
        }
    }
    if let Some((score, at, title_first)) = found.filter(|(score, ..)| *score >= 0.75) {
        let _ = score;
        let left = cut(document, &part.text, 0..at);
        let right = cut(document, &part.text, at + 1..text.len());
        (work.position, work.name) = if title_first { (left, right) } else { (right, left) };
        return;
    }
    if title_score(text) > organization::score(text).max(0.3) {
        work.position = Some(part.text.clone());
    } else {
        work.name = Some(part.text.clone());
    }
}

/// Whether `text` begins with a legal form: "Ltd", "Inc. (remote)".
pub(in crate::extract) fn is_legal_suffix(text: &str) -> bool {
    let first = text.trim_start().split(any_of(" ,)")).next().unwrap_or_default();
    is_one_of("inc llc ltd corp co llp plc gmbh s.a s.r.l s.l l.p lp", &fold(first.trim_end_matches('.')))
}

fn is_url(text: &str) -> bool {
    let found = crate::entity::url::find(text);
    found.first().is_some_and(|found| found.at.len() + 4 >= text.len() && text.contains('.'))
        && (text.contains("://") || text.starts_with("www.") || text.contains('/'))
}
