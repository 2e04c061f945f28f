//! Which lines of a document are headings: by their words, and by how the known ones are set.

use super::SectionKind;
use crate::document::{BlockKind, Document, Row};
use crate::entity::{date, degree, fluency, job_title, organization, person, place};
use crate::locale::{self, fold};
use crate::signs::any_of;

/// How a heading is set where it is no heading block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Dress {
    capitals: bool,
    bold: bool,
    colon: bool,
}

/// How this document sets its section headings.
pub(super) struct Look<'a> {
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
    /// How many headings in plain type stand between blank lines.
    plain: usize,
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
    /// Looks at all rows; see [`super::split`] for `language`.
    pub fn of(document: &'a Document, rows: &[Row], language: &'a str) -> Self {
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
        let plain = |at: &usize| named[*at].is_some() && stands_plain(document, rows, *at);
        let plain = if marked_up { 0 } else { (0..rows.len()).filter(plain).count() };
        let title = rows.iter().position(|row| row.heading_level().is_some());
        let first_named = named.iter().position(Option::is_some).unwrap_or(rows.len());
        Self { named, document, language, level, marked_up, dresses, alike, plain, title, first_named }
    }

    /// The kinds of the section that opens at `at`, and whether the row there is its heading.
    pub fn opens(
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
            // "#### Key achievements" below the heading of an entry says what was done there.
            let is_label = is_label || entries_within && level > shallowest_entry && names_a_list(row.text);
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
        let plain = !capitals && !dress.bold;
        if others || if capitals { self.alike < 3 } else { !plain && self.dresses.len() < 3 } {
            return None;
        }
        if plain && !self.stands_out(rows, at, within) {
            return None;
        }
        let known = locale::resembling(row.text, self.language);
        // "Hill Education" above somebody's title is an employer.
        let titled = |row: &Row| row.text.split(any_of(",|\t–—")).any(|part| job_title::score(part.trim()) >= 0.5);
        let opens = |kind| kind != within && (kind == SectionKind::Work || !rows[at + 1..].iter().take(2).any(titled));
        if plain && !known.is_some_and(opens) {
            return None;
        }
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

    /// Whether a line in plain type stands between blank lines in capitalised words, as three known headings do.
    fn stands_out(&self, rows: &[Row], at: usize, within: SectionKind) -> bool {
        let small = |word: &str| word.chars().count() <= 3 || word.starts_with(char::is_uppercase);
        let text = rows[at].text;
        within != SectionKind::Header
            && self.plain >= 3
            && stands_plain(self.document, rows, at)
            && (2..=4).contains(&text.split_whitespace().count())
            && text.starts_with(char::is_uppercase)
            && text.split_whitespace().all(small)
    }

    /// "Languages: English, French" in the midst of other things: the kind of what the line lists, and the bytes before the
    /// colon. What closes a CV, a consent or a declaration, belongs to no section either.
    pub fn inline(&self, rows: &[Row], at: usize, within: SectionKind) -> Option<(SectionKind, Option<usize>)> {
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
                free && within != Personal && degree::level(rest).is_some()
                    || within == SectionKind::Work && row.first && degree::level(rest).is_some()
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

/// Whether a line only says what the list below it is of.
fn names_a_list(text: &str) -> bool {
    locale::is_label_of_list(&fold(text.trim_end_matches(any_of(": ."))), text.ends_with(':'))
}

/// Whether sections of this kind list things that have no dates.
pub(super) fn is_list(kind: SectionKind) -> bool {
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
            // "Software Development, Consulting, Education": what is listed in plain type heads nothing.
            if !dressed && row.text.matches(',').count() >= 2 {
                return None;
            }
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

/// Whether the line at `at` is all of a paragraph, neither in capitals nor in bold, and ends without a colon.
fn stands_plain(document: &Document, rows: &[Row], at: usize) -> bool {
    let row = &rows[at];
    let alone = row.first && rows.get(at + 1).is_some_and(|next| next.block != row.block);
    let undressed = Dress { capitals: false, bold: false, colon: false };
    row.kind == BlockKind::Paragraph && alone && dress(document, row) == undressed
}

fn dress(document: &Document, row: &Row) -> Dress {
    Dress {
        capitals: !row.text.contains(char::is_lowercase),
        bold: row.is_all(document, |style| style.bold),
        colon: row.text.trim_end().ends_with(':'),
    }
}
