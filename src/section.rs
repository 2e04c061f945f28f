//! Document -> sections: which lines are headings, which kind of section they open.
//!
//! A heading is known by its words ([`locale::headings`]) or, where the known ones agree on how headings look here, by
//! looking like them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::{BlockKind, Document, Row};
use crate::entity::{date, degree, fluency, job_title, organization, person, place, skill};
pub use crate::locale::SectionKind;
use crate::locale::{self, fold};
use crate::signs::any_of;
use crate::span::Spanned;

/// A heading and the lines up to the next one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    pub kind: SectionKind,
    /// The second kind of a composite heading ("Education & Certifications").
    pub second: Option<SectionKind>,
    /// As written; `None` for the header, and for a section that nothing heads.
    pub heading: Option<Spanned<String>>,
    /// Indices into [`Document::rows`], heading excluded, unless it is the beginning of the first ("Skills: masonry").
    pub rows: Range<usize>,
}

/// Cuts a document into sections. They cover every line but the headings, in reading order; the first is the header. Words
/// that are headings in several languages are read in the document's, whose ISO 639-1 code is `language`.
pub fn split(document: &Document, language: &str) -> Vec<Section> {
    let rows = document.rows();
    let look = Look::of(document, &rows, language);
    let mut sections = vec![Section { kind: SectionKind::Header, second: None, heading: None, rows: 0..0 }];
    let mut shallowest_entry = u8::MAX;
    let mut opened_at = None;
    let titled = rows.first().is_some_and(|row| person::is_document_title(row.text))
        && rows.get(1).is_some_and(|row| person::is_name(row.text));
    // The kind to go on with behind an inline heading, and its row.
    let mut interrupted: Option<(SectionKind, usize)> = None;
    for (at, row) in rows.iter().enumerate() {
        let Some(current) = sections.last_mut() else { break };
        current.rows.end = at;
        let within = current.kind;
        let in_skills = within == SectionKind::Skills && row.heading_level() > opened_at && opened_at.is_some();
        // "Resume" above a name is the title of the document, and no summary.
        let is_title = titled && at <= 1;
        let opened = look.opens(&rows, at, within, shallowest_entry).filter(|_| !is_title);
        let opened = opened.filter(|(kinds, _)| {
            // A heading within the skills names a group of them, unless human languages stand below it.
            let kind = by_content(kinds.first().copied().unwrap_or(SectionKind::Other), within, &rows, at);
            !in_skills || kind == SectionKind::Languages
        });
        if opened.is_none()
            && let Some((kind, lead)) = look.inline(&rows, at, within)
        {
            let before = interrupted.map_or(within, |(before, _)| before);
            interrupted = is_list(kind).then_some((before, at));
            let heading = lead.map(|bytes| document.value(document.trim(row.span().sub(0..bytes))));
            sections.push(Section { kind, second: None, heading, rows: at..at });
            continue;
        }
        if opened.is_none()
            && let Some((kind, from)) = interrupted
            && (row.block != rows[from].block || row.text.contains(':'))
        {
            interrupted = None;
            sections.push(Section { kind, second: None, heading: None, rows: at..at });
        }
        if let Some((kinds, headed)) = opened {
            interrupted = None;
            let kind = kinds.first().copied().unwrap_or(SectionKind::Other);
            let kind = by_content(kind, within, &rows, at);
            let heading = headed.then(|| document.value(row.span()));
            let start = if headed { at + 1 } else { at };
            sections.push(Section { kind, second: kinds.get(1).copied(), heading, rows: start..start });
            shallowest_entry = u8::MAX;
            opened_at = row.heading_level().filter(|_| headed);
        } else if let Some(level) = row.heading_level() {
            shallowest_entry = shallowest_entry.min(level);
        }
    }
    if let Some(last) = sections.last_mut() {
        last.rows.end = rows.len();
    }
    for section in &mut sections {
        let within = rows.get(section.rows.clone()).unwrap_or_default();
        match section.kind {
            // "Curriculum vitae" says of nothing what it is about.
            SectionKind::Other
                if section.heading.as_ref().is_some_and(|heading| person::is_document_title(&heading.value)) => {}
            SectionKind::Other => section.kind = of_unnamed(within),
            // "Technical experience" as a list of definitions without a date: things made, not places worked at.
            SectionKind::Work
                if within.iter().any(|row| row.kind == BlockKind::Term)
                    && within.iter().all(|row| date::find(row.text).is_empty()) =>
            {
                section.kind = SectionKind::Projects;
            }
            _ => {}
        }
    }
    sections
}

/// What a section is about whose heading says nothing that we know: skills, if most of its items are.
fn of_unnamed(rows: &[Row]) -> SectionKind {
    let (mut known, mut all) = (0, 0);
    for row in rows {
        let text = row.text.split_once(": ").map_or(row.text, |(_, rest)| rest);
        let running = text.split_whitespace().count() > 4 * (1 + text.matches(any_of(",;|•")).count());
        for item in text.split(any_of(",;|•\t+")).map(str::trim).filter(|item| !item.is_empty()) {
            all += 1;
            known += usize::from(!running && skill::lookup(item).is_some());
        }
    }
    if known >= 3 && known * 5 >= all * 2 {
        return SectionKind::Skills;
    }
    // Headed entries with dates: places worked at, schools, or else things made.
    let heads = rows.iter().enumerate().filter(|(_, row)| row.heading_level().is_some());
    let (mut dated, mut titled, mut schooled) = (0, 0, 0);
    for (at, row) in heads {
        let near = rows.iter().skip(at).take(3);
        dated += usize::from(near.clone().any(|row| !date::find(row.text).is_empty()));
        let parts = || near.clone().flat_map(|row| row.text.split(any_of(",|\t—–")));
        titled += usize::from(parts().any(|part| job_title::score(part.trim()) >= 0.5));
        schooled +=
            usize::from(parts().any(|part| organization::is_institution(part) && degree::level(row.text).is_some()));
    }
    match () {
        () if dated == 0 => SectionKind::Other,
        () if schooled * 2 > dated => SectionKind::Education,
        () if titled * 2 >= dated => SectionKind::Work,
        () => SectionKind::Projects,
    }
}

/// "Languages" heads human languages only if that is what stands under it; within skills it is a group of them.
fn by_content(kind: SectionKind, within: SectionKind, rows: &[Row], heading: usize) -> SectionKind {
    if kind != SectionKind::Languages {
        return kind;
    }
    let own = rows.get(heading).and_then(Row::heading_level);
    let deeper = |row: &&Row| row.heading_level().is_none_or(|level| own.is_some_and(|own| level > own));
    let below = rows.iter().skip(heading + 1).take_while(deeper).take(8);
    let words = below.flat_map(|row| row.text.split(any_of(" ,\t:();|–-—/")));
    let human = words.filter(|word| fluency::is_language(word.trim())).count();
    match (human, within) {
        (0, SectionKind::Skills) => SectionKind::Skills,
        (0, _) if rows.get(heading + 1).is_some_and(|row| row.heading_level().is_none()) => SectionKind::Skills,
        _ => SectionKind::Languages,
    }
}

/// How a heading is set where it is no heading block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Dress {
    capitals: bool,
    bold: bool,
    colon: bool,
}

/// How this document sets its section headings.
struct Look<'a> {
    /// For each row, the kinds that its words name.
    named: Vec<Option<Vec<SectionKind>>>,
    document: &'a Document,
    /// ISO 639-1.
    language: &'a str,
    /// The heading level of sections, where most known headings agree on one.
    level: Option<u8>,
    /// Enough heading blocks have known words, so that plain lines need not be taken for headings.
    marked_up: bool,
    /// The dresses that known headings wear where they are plain lines.
    dresses: Vec<Dress>,
    /// How many lines in capitals are headings by their words, or by a part of them.
    alike: usize,
    /// The first heading block: the title, unless its words say otherwise.
    title: Option<usize>,
    /// The first row whose words name a section.
    first_named: usize,
}

/// Longest heading, in characters.
const LONGEST: usize = 70;

/// The kinds that nearly every CV has: how they are set tells how headings are set.
const CORE: [SectionKind; 4] = [SectionKind::Work, SectionKind::Education, SectionKind::Skills, SectionKind::Summary];

impl<'a> Look<'a> {
    fn of(document: &'a Document, rows: &[Row], language: &'a str) -> Self {
        let named: Vec<_> = (0..rows.len()).map(|at| named_by(document, rows, at, language)).collect();
        let known: Vec<_> = rows.iter().zip(&named).filter(|(_, kinds)| kinds.is_some()).collect();
        let mut counts = [0_usize; 8];
        for (row, _) in &known {
            if let Some(count) = row.heading_level().and_then(|level| counts.get_mut(usize::from(level))) {
                *count += 1;
            }
        }
        let total: usize = counts.iter().sum();
        let most = counts.iter().copied().max().unwrap_or(0);
        let level = counts.iter().position(|&count| count == most).map(|level| level as u8);
        let level = level.filter(|_| most >= 2 && most * 4 >= total * 3);
        // Where no words are known, headings of one level and deeper ones below them are those of sections and entries.
        let level = level.or_else(|| if total == 0 { level_of_sections(rows) } else { None });
        let is_core = |kinds: &Option<Vec<SectionKind>>| kinds.as_ref().is_some_and(|k| CORE.contains(&k[0]));
        let plain_core = known.iter().filter(|(row, kinds)| row.heading_level().is_none() && is_core(kinds));
        let dresses: Vec<Dress> = plain_core.map(|(row, _)| dress(document, row)).collect();
        let marked_up = total >= 3;
        let alike = if marked_up { 0 } else { alike(rows, &named, language) };
        let title = rows.iter().position(|row| row.heading_level().is_some());
        let first_named = named.iter().position(Option::is_some).unwrap_or(rows.len());
        Self { named, document, language, level, marked_up, dresses, alike, title, first_named }
    }

    /// The kinds of the section that opens at `at`, and whether the row there is its heading.
    fn opens(
        &self,
        rows: &[Row],
        at: usize,
        within: SectionKind,
        shallowest_entry: u8,
    ) -> Option<(Vec<SectionKind>, bool)> {
        let row = &rows[at];
        let entries_within = has_entries(within);
        if let Some(kinds) = &self.named[at] {
            let Some(level) = row.heading_level() else {
                let dress = dress(self.document, row);
                if entries_within && kinds.iter().all(|kind| !CORE.contains(kind) || *kind == SectionKind::Summary) {
                    let twin = rows.iter().enumerate().any(|(other, twin)| other != at && twin.text == row.text);
                    if twin {
                        // It comes again: a label within entries.
                        return None;
                    }
                }
                let loud = dress.capitals && (dress.bold || !self.marked_up);
                let accepted = if self.marked_up { loud } else { loud || self.dresses.contains(&dress) };
                return accepted.then(|| (kinds.clone(), true));
            };
            let twins = rows.iter().filter(|other| other.heading_level() == Some(level) && other.text == row.text);
            if entries_within && twins.count() >= 3 {
                // It comes again and again: it sorts the entries of one section.
                return None;
            }
            let is_label = entries_within
                && self.level.is_some_and(|sections| level > sections)
                && level > shallowest_entry
                && !matches!(kinds[0], SectionKind::Work | SectionKind::Education | SectionKind::References);
            return (!is_label).then(|| (kinds.clone(), true));
        }
        let Some(level) = row.heading_level() else { return self.sister(rows, at, within) };
        if !row.first {
            return None;
        }
        let has_date = !date::find(row.text).is_empty();
        if at > self.first_named && is_list(within) && dated_range(rows, at) {
            // A dated entry below skills or interests: columns were interleaved, and the career goes on.
            let kind = if degree::level(row.text).is_some() || organization::is_institution(row.text) {
                SectionKind::Education
            } else {
                SectionKind::Work
            };
            return Some((vec![kind], false));
        }
        if at > self.first_named {
            let is_entry = entries_within && dated_range(rows, at);
            let same_rank = !is_entry && self.level.is_some_and(|sections| level <= sections);
            return (same_rank && !has_date && row.text.chars().count() <= LONGEST)
                .then(|| (vec![self.resembling(row)], true));
        }
        // A heading of the sections' rank whose words nobody knows: what stands below it tells.
        let ranked = self.level == Some(level) && self.title.is_some_and(|title| title < at);
        if ranked && !has_date && job_title::score(row.text) < 0.5 && row.text.split_whitespace().count() <= 4 {
            return Some((vec![self.resembling(row)], true));
        }
        // Before any known heading: a position or degree that nothing heads opens a section of its own.
        if within != SectionKind::Header {
            return None;
        }
        let dated = rows[at..].iter().take(4).any(|row| !date::find(row.text).is_empty());
        let kind = if degree::level(row.text).is_some() || organization::is_institution(row.text) {
            SectionKind::Education
        } else {
            SectionKind::Work
        };
        // "Jane Coder" at the top is somebody, and no trade.
        let is_title = self.title == Some(at) && (job_title::score(row.text) < 0.5 || person::is_name(row.text));
        (dated && !is_title && (kind == SectionKind::Education || job_title::score(row.text) >= 0.5))
            .then(|| (vec![kind], false))
    }
}

/// How many plain lines in capitals are headings by all of their words or, where nothing is below them in their block, by
/// some.
fn alike(rows: &[Row], named: &[Option<Vec<SectionKind>>], language: &str) -> usize {
    let capitals = |row: &Row| {
        row.kind == BlockKind::Paragraph
            && row.first
            && row.text.len() <= LONGEST
            && row.text.contains(char::is_uppercase)
            && !row.text.contains(char::is_lowercase)
    };
    let alone = |at: usize| rows.get(at + 1).is_some_and(|next| next.block != rows[at].block);
    let known = |at: usize| {
        named[at].is_some()
            || alone(at)
                && !rows[at].text.contains(any_of(",|\t@0123456789"))
                && locale::resembling(rows[at].text, language).is_some()
    };
    (0..rows.len()).filter(|&at| capitals(&rows[at]) && known(at)).count()
}

impl Look<'_> {
    /// What a heading is about whose words as a whole nobody knows.
    fn resembling(&self, row: &Row) -> SectionKind {
        let kind = || locale::resembling(row.text, self.language);
        if job_title::score(row.text) >= 0.5 { SectionKind::Other } else { kind().unwrap_or(SectionKind::Other) }
    }

    /// A line that no word tells to be a heading, and that is set as the known headings here are: a few words in capitals
    /// or in bold, where at least three headings are.
    fn sister(&self, rows: &[Row], at: usize, within: SectionKind) -> Option<(Vec<SectionKind>, bool)> {
        let row = &rows[at];
        let next = rows.get(at + 1)?;
        let words = row.text.split_whitespace().count();
        let plain = |c: char| c.is_alphabetic() || " -&/’'".contains(c);
        if self.marked_up
            || at < self.first_named && !rows.iter().take(at).any(|above| above.text.contains('@'))
            || row.kind != BlockKind::Paragraph
            || !row.first
            || row.indent > 0
            || words > 5
            || row.text.len() > LONGEST
            || !row.text.chars().all(plain)
        {
            return None;
        }
        let dress = dress(self.document, row);
        let others = self.dresses.iter().any(|other| *other != dress);
        // Scripts without capitals have no lines in capitals.
        let capitals = dress.capitals && row.text.contains(char::is_uppercase);
        if others || if capitals { self.alike < 3 } else { !dress.bold || self.dresses.len() < 3 } {
            return None;
        }
        let known = locale::resembling(row.text, self.language);
        let is_name = organization::is_institution(row.text)
            || job_title::score(row.text) >= 0.5
            || organization::score(row.text) >= 0.9
            || place::is_place(row.text);
        // What an entry is called has its date, and mostly more, beside it.
        let below = at + 1..rows.len().min(at + 4);
        let mut near = below.take_while(|&next| !rows[next].starts_item() && self.named[next].is_none());
        let dated = near.any(|next| !date::find(rows[next].text).is_empty());
        if is_name || dated && has_entries(within) && known.is_none() {
            return None;
        }
        let alone = next.block != row.block;
        let accepted = match known {
            Some(kind) => alone || dress.capitals && kind != within,
            None => dress.capitals && alone && within != SectionKind::Skills && !next.starts_item(),
        };
        accepted.then(|| (vec![known.unwrap_or(SectionKind::Other)], true))
    }

    /// "Languages: English, French" in the midst of other things: the kind of what the line lists, and the bytes before the
    /// colon. What closes a CV, a consent or a declaration, belongs to no section either.
    fn inline(&self, rows: &[Row], at: usize, within: SectionKind) -> Option<(SectionKind, Option<usize>)> {
        use SectionKind::{Education, Header, Interests, Languages, Other, Personal, References, Skills, Summary};
        let row = &rows[at];
        if row.kind != BlockKind::Paragraph || row.indent > 0 {
            return None;
        }
        if row.first && !matches!(within, Header | Other) && is_closing(row.text) {
            return Some((Other, None));
        }
        let (before, rest) = row.text.split_once(':').filter(|(before, _)| before.len() <= 40)?;
        let of_block = |row: &&Row| row.block == rows[at].block;
        let labelled = |row: &Row| row.text.split_once(':').is_some_and(|(before, _)| before.len() <= 40);
        let others =
            rows.iter().skip(at + 1).take_while(of_block).chain(rows.iter().take(at).rev().take_while(of_block));
        if rest.trim().is_empty()
            || rest.starts_with("//")
            || !before.starts_with(char::is_uppercase)
            || before.split_whitespace().count() > 3
            || within == Skills
            || !others.take(8).all(labelled)
        {
            return None;
        }
        let kind = locale::headings_in(before, self.language)?.kinds.first().copied()?;
        let free = !has_entries(within) && within != kind;
        let accepted = match kind {
            Languages => within != kind && rest.split(any_of(" ,;/()")).any(fluency::is_language),
            Interests | References => within != kind && within != Header,
            Skills => free && matches!(within, Header | Summary | Languages | Interests),
            Summary => within == Header,
            Education => {
                free && within != Personal && degree::find(rest).is_some()
                    || within == SectionKind::Work && row.first && degree::find(rest).is_some()
            }
            _ => false,
        };
        accepted.then_some((kind, Some(before.len())))
    }
}

/// Whether `text` is what stands at the end of a CV and says nothing of the person: the consent to the processing of
/// personal data, a declaration that all is true.
fn is_closing(text: &str) -> bool {
    // Bytes: the longest phrase in any language, and what folding may add.
    const BEGINNING: usize = 90;
    if text.len() < 12 || text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let end = (BEGINNING.min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let folded = fold(text.get(..end).unwrap_or_default());
    locale::all().iter().flat_map(|locale| locale.list("closing")).any(|begin| folded.starts_with(begin))
}

/// Whether sections of this kind list things that have no dates.
fn is_list(kind: SectionKind) -> bool {
    matches!(
        kind,
        SectionKind::Skills
            | SectionKind::Languages
            | SectionKind::Interests
            | SectionKind::Contact
            | SectionKind::Summary
    )
}

/// The shallowest level of several headings that have deeper ones below them.
fn level_of_sections(rows: &[Row]) -> Option<u8> {
    let levels = || rows.iter().filter_map(Row::heading_level);
    let several = (1..=4).find(|level| levels().filter(|other| other == level).count() >= 2)?;
    (levels().filter(|level| *level > several).count() >= 2).then_some(several)
}

/// Whether the heading at `at`, or one of the two lines below it that are no list, has a range of dates.
fn dated_range(rows: &[Row], at: usize) -> bool {
    let lists = rows.get(at + 1).is_some_and(Row::starts_item) && rows.get(at + 2).is_some_and(Row::starts_item);
    let head = rows.iter().skip(at).take(if lists { 1 } else { 3 }).filter(|row| row.text.chars().count() <= 120);
    let mut dates = head.flat_map(|row| date::find(row.text));
    dates.any(|found| matches!(found.range, date::DateRange::Range(..)))
}

/// Whether sections of this kind consist of headed, dated entries.
fn has_entries(kind: SectionKind) -> bool {
    matches!(
        kind,
        SectionKind::Work
            | SectionKind::Education
            | SectionKind::Projects
            | SectionKind::Volunteer
            | SectionKind::Publications
    )
}

/// The kinds that the words of row `at` name, if it can be a heading at all.
fn named_by(document: &Document, rows: &[Row], at: usize, language: &str) -> Option<Vec<SectionKind>> {
    use BlockKind as Kind;
    let row = &rows[at];
    if row.text.chars().count() > LONGEST || row.text.contains('\t') {
        return None;
    }
    let alone = row.first && rows.get(at + 1).is_none_or(|next| next.block != row.block);
    let possible = match row.kind {
        Kind::Heading { .. } => row.first,
        Kind::Paragraph => {
            let dress = dress(document, row);
            let dressed = dress.bold || dress.capitals || dress.colon;
            // Text without blank lines: the heading stands between the lines of one paragraph.
            let between = row.text.starts_with(char::is_uppercase) && row.text.split_whitespace().count() <= 3;
            row.indent == 0 && (alone || (row.first && dressed) || between)
        }
        Kind::ListItem { .. } => {
            row.indent <= 1 && alone && rows.get(at + 1).is_some_and(|next| next.indent > row.indent)
        }
        Kind::TableRow => alone,
        Kind::Term | Kind::Description | Kind::Rule | Kind::Metadata => false,
    };
    if !possible {
        return None;
    }
    // "Résumé" above everything is the document's name, and heads no summary.
    if at == 0 && person::is_document_title(row.text) {
        return Some(vec![SectionKind::Other]);
    }
    locale::headings_in(row.text, language).map(|heading| heading.kinds).filter(|kinds| !kinds.is_empty())
}

fn dress(document: &Document, row: &Row) -> Dress {
    Dress {
        capitals: !row.text.contains(char::is_lowercase),
        bold: row.is_all(document, |style| style.bold),
        colon: row.text.trim_end().ends_with(':'),
    }
}
