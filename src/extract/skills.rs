//! Skills as the CV lists them, in the groups it has.

use super::{Part, languages, list, text_at};
use crate::document::{BlockKind, Document, Row};
use crate::entity::skill;
use crate::locale::{self, fold};
use crate::resume::{Resume, SkillGroup, Text};
use crate::section::SectionKind;
use crate::signs::{any_of, blank_or};
use crate::span::Span;

/// One group per label, sub-heading or line.
pub(super) fn extract(part: &Part, resume: &mut Resume) {
    let document = part.document;
    // A heading like "Databases" within the skills names its group.
    let own = part.section.heading.as_ref().filter(|heading| names_a_group(&heading.value));
    let mut group =
        SkillGroup { name: own.cloned(), span: own.map(|own| own.span).unwrap_or_default(), ..SkillGroup::default() };
    let mut groups: Vec<SkillGroup> = Vec::new();
    let mut outer: Option<(u8, Text)> = None;
    let table = languages::of_table(part, resume);
    groups.extend(columns(part));
    let rows = if groups.is_empty() { part.rows } else { &[] };
    for (at, row) in rows.iter().enumerate().filter(|(at, _)| !table.contains(at)) {
        let next = part.rows.get(at + 1);
        let described = row.kind == BlockKind::Term
            && next.is_some_and(|next| next.kind == BlockKind::Description && is_sentence(next.text));
        if described {
            // The term is the skill, and the definition says what the person makes of it.
            group.keywords.extend(text_at(document, row.span()));
            continue;
        }
        let of_term = row.kind == BlockKind::Description
            && is_sentence(row.text)
            && at > 0
            && part.rows[at - 1].kind == BlockKind::Term;
        if of_term {
            continue;
        }
        if is_heading(document, row, next) {
            let name = document.trim_matches(row.span(), blank_or(":"));
            let name = text_at(document, name);
            outer = name.clone().map(|name| (row.indent, name));
            begin(&mut group, &mut groups, name, row.span());
            continue;
        }
        let (label, rest) = label(document, row);
        if let Some(label) = label {
            let nested = outer.as_ref().is_some_and(|(indent, _)| row.indent > *indent && row.starts_item());
            if is_qualifier(&label.value) && nested {
                // "Past proficiency:" within "Programming languages" sorts by level, not by subject.
            } else if !(nested && row.kind == BlockKind::Description) {
                begin(&mut group, &mut groups, Some(label), row.span());
            }
        } else if row.starts_item() && group.name.is_none() && !group.keywords.is_empty() && is_sentence(row.text) {
            begin(&mut group, &mut groups, None, row.span());
        }
        group.span = if group.keywords.is_empty() { row.span() } else { group.span.to(row.span()) };
        let (rest, beside) = labelled_cells(document, rest);
        let keywords = keywords(document, rest);
        group.keywords.extend(keywords);
        for (label, rest) in beside {
            begin(&mut group, &mut groups, Some(label), row.span());
            group.keywords.extend(self::keywords(document, rest));
        }
    }
    begin(&mut group, &mut groups, None, Span::default());
    for group in groups {
        let human = group.name.as_ref().is_some_and(|name| {
            locale::headings(&name.value).is_some_and(|heading| heading.kinds.contains(&SectionKind::Languages))
        });
        if human && languages::are_languages(&group.keywords) {
            languages::of_group(document, &group, resume);
        } else {
            resume.skills.push(group);
        }
    }
}

/// Groups side by side, each with its label above it: "Software   Languages", and below them "R   English".
fn columns(part: &Part) -> Vec<SkillGroup> {
    let document = part.document;
    let cells = |row: &Row| -> Vec<Span> {
        let text = row.text;
        let mut from = 0;
        let ends = text.match_indices('\t').map(|(at, _)| at).chain([text.len()]);
        ends.map(|end| document.trim(row.span().sub(std::mem::replace(&mut from, end + 1)..end))).collect()
    };
    let Some((first, rest)) = part.rows.split_first() else { return Vec::new() };
    let labels = cells(first);
    let lists = |row: &Row| row.text.contains(any_of(",;|•·:")) || row.starts_item();
    let wide = rest.iter().filter(|row| row.text.contains('\t')).count();
    let labelled = labels.len() >= 2
        && first.is_all(document, |style| style.bold)
        && labels.iter().all(|label| (1..=3).contains(&document.slice(*label).split_whitespace().count()));
    if !labelled || wide < 2 || rest.iter().any(|row| lists(row) || row.heading_level().is_some()) {
        return Vec::new();
    }
    let mut groups: Vec<SkillGroup> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let mut group = SkillGroup { name: text_at(document, *label), span: *label, ..SkillGroup::default() };
        for row in rest {
            // What stands beyond the last label belongs to it.
            let own = cells(row).into_iter().skip(at).take(if at + 1 == labels.len() { usize::MAX } else { 1 });
            group.keywords.extend(own.filter_map(|cell| text_at(document, cell)));
        }
        groups.push(group);
    }
    groups
}

fn begin(group: &mut SkillGroup, groups: &mut Vec<SkillGroup>, name: Option<Text>, span: Span) {
    let done = std::mem::replace(group, SkillGroup { span, name, ..SkillGroup::default() });
    if !done.keywords.is_empty() {
        groups.push(done);
    } else if let (Some(only), true) = (done.name, group.name.is_some() || span.is_empty()) {
        // A label that nothing follows is a skill itself, unless it was a heading over labelled lines.
        let _ = only;
    }
}

/// "Technical Skills" names none, "Databases" does.
fn names_a_group(heading: &str) -> bool {
    !fold(heading).split(|c: char| !c.is_alphanumeric()).any(|word| locale::is("skill.heading", word))
}

/// Whether a row only names the group below it.
fn is_heading(document: &Document, row: &Row, next: Option<&Row>) -> bool {
    if row.heading_level().is_some() {
        return true;
    }
    let Some(next) = next else { return false };
    let text = row.text.trim_end();
    let words = text.split_whitespace().count();
    let short = words <= 5 && !text.contains(',');
    match row.kind {
        BlockKind::Term => next.kind == BlockKind::Description,
        BlockKind::ListItem { .. } => short && next.starts_item() && next.indent > row.indent,
        BlockKind::Paragraph | BlockKind::TableRow => {
            let bold = row.is_all(document, |style| style.bold) && !next.is_all(document, |style| style.bold);
            let lists = next.text.matches(any_of(",\t|•·")).count() >= 1 && next.block != row.block;
            short
                && ((lists
                    && words <= 4
                    && !text.contains('\t')
                    && (next.text.contains('\t') || skill::lookup(text).is_none()))
                    || text.ends_with(':')
                    || bold
                    || (next.starts_item() && row.first && next.block != row.block && words <= 4))
        }
        BlockKind::Heading { .. } | BlockKind::Description | BlockKind::Rule | BlockKind::Metadata => false,
    }
}

/// The label of a line and what it labels: "Languages: Python, Go", a bold lead, the first cell of a row.
fn label(document: &Document, row: &Row) -> (Option<Text>, Span) {
    let span = row.span();
    let text = row.text;
    let limit = |label: &str| !label.is_empty() && label.split_whitespace().count() <= 6 && !label.contains(',');
    let outside = text.find(':').filter(|&at| {
        let before = text.get(..at).unwrap_or_default();
        before.matches('(').count() == before.matches(')').count()
            && !text.get(at..).unwrap_or_default().starts_with("://")
    });
    if let Some(at) = outside
        && limit(text.get(..at).unwrap_or_default().trim())
    {
        return (text_at(document, span.sub(0..at)), document.trim(span.sub(at + 1..text.len())));
    }
    let mut cells = text.splitn(2, '\t');
    if let (Some(first), Some(rest)) = (cells.next(), cells.next())
        && limit(first.trim())
        && rest.contains(any_of(",;|·•"))
        && !first.contains(';')
    {
        return (text_at(document, span.sub(0..first.len())), document.trim(span.sub(first.len()..text.len())));
    }
    let bold = row.line.runs.iter().skip_while(|run| run.span.end() <= span.start()).take_while(|run| run.style.bold);
    if let Some(last) = bold.last() {
        let end = last.span.end() - span.start();
        let rest = text.get(end..).unwrap_or_default();
        let label = text.get(..end).unwrap_or_default().trim();
        let separated = rest.trim_start().starts_with(any_of("–-—|"));
        if limit(label)
            && rest.contains(any_of(",;"))
            && (separated || !is_sentence(rest))
            && rest.trim().len() > 2
            && !rest.trim_start().starts_with(',')
        {
            let rest = document.trim_matches(span.sub(end..text.len()), blank_or("–-—|"));
            return (text_at(document, span.sub(0..end)), rest);
        }
    }
    (None, span)
}

/// What stands behind tabs with a label of its own: "Languages: Python, Go   Tools: Docker, Git".
fn labelled_cells(document: &Document, span: Span) -> (Span, Vec<(Text, Span)>) {
    let text = document.slice(span);
    let mut cells: Vec<(Text, Span)> = Vec::new();
    let mut end = text.len();
    for (at, _) in text.match_indices('\t') {
        let cell = text.get(at + 1..).unwrap_or_default();
        let cell = cell.split('\t').next().unwrap_or_default();
        let Some((name, _)) = cell.split_once(':') else { return (span, Vec::new()) };
        let words = name.split_whitespace().count();
        let Some(label) = text_at(document, span.sub(at + 1..at + 1 + name.len())).filter(|_| words <= 4) else {
            return (span, Vec::new());
        };
        end = end.min(at);
        cells.push((label, document.trim(span.sub(at + 2 + name.len()..at + 1 + cell.len()))));
    }
    (document.trim(span.sub(0..end)), cells)
}

/// A label that says how well, not what: it begins no group of its own.
fn is_qualifier(label: &str) -> bool {
    let folded = fold(label);
    folded.split(' ').any(|word| locale::is("skill.qualifier", word))
}

/// The skills of a line: its items, or, in a sentence, what is set in bold or known.
pub(super) fn keywords(document: &Document, span: Span) -> Vec<Text> {
    let text = document.slice(span);
    if is_sentence(text) || stresses(document, span) {
        let bold = emphasised(document, span);
        if !bold.is_empty() {
            return bold;
        }
    }
    let mut found = Vec::new();
    for item in list::items(document, span) {
        item_keywords(document, item, &mut found);
    }
    let too_long = found.iter().filter(|keyword: &&Text| keyword.value.split_whitespace().count() > 6).count();
    if is_sentence(text) && (too_long > 0 || found.len() <= 2) {
        let known = skill::find(text);
        if !known.is_empty() {
            return known.into_iter().filter_map(|found| text_at(document, span.sub(found.at))).collect();
        }
        if too_long > 0 && text.split_whitespace().count() > 12 {
            return Vec::new();
        }
    }
    found
}

/// Whether words in bold stand among at least as many plain ones, and do not begin the line.
fn stresses(document: &Document, span: Span) -> bool {
    let (mut bold, mut plain, mut first) = (0, 0, None);
    for run in document.runs_within(span) {
        let words =
            document.slice(run.span).split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).count();
        *(if run.style.bold { &mut bold } else { &mut plain }) += words;
        if words > 0 {
            first = first.or(Some(run.style.bold));
        }
    }
    bold > 0 && first == Some(false) && plain >= 3
}

fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let separators = text.matches(any_of(",;|•·\t")).count();
    words > 7 && words > (separators + 1) * 4
}

/// The bold stretches of a sentence, each a list itself, with the brackets that follow one.
fn emphasised(document: &Document, span: Span) -> Vec<Text> {
    let mut found = Vec::new();
    for run in document.runs_within(span).filter(|run| run.style.bold) {
        for item in list::items(document, run.span) {
            item_keywords(document, item, &mut found);
        }
        let after = span.sub(run.span.end().saturating_sub(span.start())..span.len());
        let rest = document.slice(after);
        let blank = rest.len() - rest.trim_start().len();
        if let Some(inner) = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split(')').next()) {
            for item in list::items(document, after.sub(blank + 1..blank + 1 + inner.len())) {
                item_keywords(document, item, &mut found);
            }
        }
    }
    found
}

/// One item: lead words and levels dropped, what stands in brackets an item of its own.
fn item_keywords(document: &Document, item: Span, found: &mut Vec<Text>) {
    let stray = blank_or(":-–—★☆●○*…");
    let mut item = document.trim_matches(item, stray);
    let text = document.slice(item);
    let ended = text.trim_end_matches('.');
    // A full stop ends the list, unless it is part of the name ("etc.", "Inc.").
    if text.len() - ended.len() != 0 && !ended.contains('.') {
        item = item.sub(0..ended.len());
    }
    item = without_lead(document, item);
    let text = document.slice(item);
    if let Some(open) = text.find('(')
        && let Some(close) = text.rfind(')')
        && open < close
    {
        let (name, inner) = (item.sub(0..open), item.sub(open + 1..close));
        let inside = document.slice(inner);
        let name_text = document.slice(name).trim();
        if !is_abbreviation_of(name_text, inside) && !is_level(inside) {
            push(document, name, found);
            if inside.contains(|c: char| c.is_alphabetic()) {
                for part in list::items(document, inner) {
                    item_keywords(document, part, found);
                }
            }
            let rest = item.sub(close + 1..text.len());
            if document.slice(rest).split_whitespace().count() >= 1 {
                item_keywords(document, rest, found);
            }
            return;
        }
        if is_level(inside) {
            push(document, name, found);
            return;
        }
    }
    push(document, item, found);
}

fn push(document: &Document, item: Span, found: &mut Vec<Text>) {
    let stray = blank_or(",:;|-–—…•·");
    let item = without_lead(document, document.trim_matches(item, stray));
    let folded = fold(document.slice(item).trim_end_matches(any_of(".…")));
    if matches!(folded.as_str(), "etc" | "and more" | "and others" | "usw" | "uvm" | "others") {
        return;
    }
    let item = match document.slice(item).strip_suffix(" etc").or_else(|| document.slice(item).strip_suffix(" etc.")) {
        Some(rest) => item.sub(0..rest.len()),
        None => item,
    };
    found.extend(text_at(document, item));
}

/// "DRF" of "Django Rest Framework": the brackets hold no other skill.
fn is_abbreviation_of(name: &str, inside: &str) -> bool {
    let initials: String = name.split(any_of(" -/")).filter_map(|word| word.chars().next()).collect();
    let inside = inside.trim();
    inside.chars().count() >= 2
        && !inside.contains(any_of(" ,"))
        && (fold(&initials) == fold(inside) || (initials.len() >= 2 && fold(inside).starts_with(&fold(&initials))))
}

fn is_level(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(any_of(" ,/")).collect();
    let known = |word: &&str| locale::is("skill.level", word);
    words.len() <= 4 && words.iter().any(known)
        || folded.ends_with("years")
        || folded.ends_with("yrs")
        || folded.ends_with('%')
}

/// The item without words that lead a list: "Experience with", "and".
fn without_lead(document: &Document, item: Span) -> Span {
    let text = document.slice(item);
    let folded = fold(text);
    for lead in locale::terms("skill.lead") {
        // Folding keeps the number of characters of these leads.
        if let Some(rest) = folded.strip_prefix(lead).and_then(|rest| rest.strip_prefix(' '))
            && !rest.is_empty()
        {
            let skip: usize = text.chars().take(lead.chars().count() + 1).map(char::len_utf8).sum();
            return without_lead(document, document.trim(item.sub(skip..text.len())));
        }
    }
    item
}
