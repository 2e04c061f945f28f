//! The pieces of a head: what stands between separators, small words and changes of style, and what the finders say of it.

use super::{SENTENCE, Schema};
use crate::document::{BlockKind, Document};
use crate::entity::{degree, job_title, organization, person, place, score};
use crate::entry::{Line, named_field};
use crate::extract::head::{Head, Part, is_legal_suffix};
use crate::locale::{self, fold};
use crate::signs::blank_or;
use crate::sort;
use crate::span::Span;

/// What separates a piece from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// It begins a line.
    Line,
    Tab,
    /// A stroke or a dot that only separates.
    Bar,
    Dash,
    Comma,
    Bracket,
    Colon,
    Slash,
    /// A word before an employer: "at", "bei".
    At,
    /// A word before a place or a subject: "in".
    In,
    /// A word before a title: "as".
    As,
    /// Blanks, or the end of a sentence.
    Blank,
}

impl Sign {
    pub const ALL: [Self; 12] = [
        Self::Line,
        Self::Tab,
        Self::Bar,
        Self::Dash,
        Self::Comma,
        Self::Bracket,
        Self::Colon,
        Self::Slash,
        Self::At,
        Self::In,
        Self::As,
        Self::Blank,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Tab => "tab",
            Self::Bar => "bar",
            Self::Dash => "dash",
            Self::Comma => "comma",
            Self::Bracket => "bracket",
            Self::Colon => "colon",
            Self::Slash => "slash",
            Self::At => "at",
            Self::In => "in",
            Self::As => "as",
            Self::Blank => "blank",
        }
    }

    /// What `between` is, the text between two pieces of a line.
    fn of(between: &str) -> Self {
        let has = |signs: &[char]| between.contains(signs);
        if has(&['\t']) {
            Self::Tab
        } else if has(&['|', '•', '·', '▪', '∙', '●', '⋅', '◦', '｜']) {
            Self::Bar
        } else if has(&['(', ')', '[', ']', '（', '）']) {
            Self::Bracket
        } else if let Some(word) = between.split_whitespace().find(|word| word.contains(char::is_alphabetic)) {
            small_word(word).unwrap_or(Self::Blank)
        } else if has(&['@']) {
            Self::At
        } else if has(&['—', '–', '-', '―']) {
            Self::Dash
        } else if has(&[':', '：']) {
            Self::Colon
        } else if has(&['/']) {
            Self::Slash
        } else if has(&[',', ';', '，', '、']) {
            Self::Comma
        } else {
            Self::Blank
        }
    }
}

/// Bytes of the longest small word.
const LONGEST: usize = 8;

/// What a small word before a name says of it.
fn small_word(word: &str) -> Option<Sign> {
    if word == "@" {
        return Some(Sign::At);
    }
    if word.len() > LONGEST || !word.starts_with(char::is_lowercase) {
        return None;
    }
    let key = fold(word);
    if locale::is("place.in", &key) {
        Some(Sign::In)
    } else if locale::is("title.as", &key) {
        Some(Sign::As)
    } else {
        locale::is("employer.at", &key).then_some(Sign::At)
    }
}

/// How a piece is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "independent properties of a font")]
pub struct Dress {
    pub heading: bool,
    pub bold: bool,
    pub italic: bool,
    pub linked: bool,
    pub capitals: bool,
}

/// What the finders say of a piece by itself, in classes.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "independent properties of a text")]
pub struct Seen {
    /// [`job_title::score`] in tenths, and so on.
    pub title: u8,
    pub organization: u8,
    pub place: u8,
    pub person: bool,
    pub school: bool,
    pub faculty: bool,
    /// A degree: all of it, its beginning, or one within.
    pub degree: Option<Within>,
    /// A degree's field of study, as the finder of degrees sees it.
    pub area: bool,
    pub grade: bool,
    pub employment: bool,
    pub words: Vec<String>,
}

/// How much of a piece something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    All,
    Part,
}

/// A piece of a head.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "independent properties of a text")]
pub struct Piece {
    pub span: Span,
    /// The head line that it stands in.
    pub line: usize,
    /// How many lines the head has.
    pub lines: usize,
    /// How many parts of its line stand before its own, and behind it.
    pub part: usize,
    pub parts_behind: usize,
    /// How many pieces of its part stand before it.
    pub at: usize,
    pub date: bool,
    /// The field that a label before it names.
    pub label: Option<&'static str>,
    /// The part before it is named an employer, too.
    pub again: bool,
    /// It stands in a sentence in brackets.
    pub aside: bool,
    pub sign: Sign,
    pub dress: Dress,
    pub seen: Seen,
    /// What the finders say of the part that it is a piece of: title, organisation, place.
    pub whole: [u8; 3],
    /// Shape of the text.
    pub digits: bool,
    pub lower: bool,
    pub running: bool,
    pub count: usize,
}

const STRAY: &str = ",:;|-–—·•@*`~/()[]（）";

/// The pieces of a head.
pub(in crate::extract) fn cut(document: &Document, schema: Schema, head: &Head, lines: &[Line]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let own: Vec<&Part> = head.parts.iter().filter(|part| part.line == number && is_told(part)).collect();
        let total = own.len();
        let from = pieces.len();
        for (order, part) in own.iter().enumerate() {
            let again = order > 0 && part.label == Some("label.organization") && own[order - 1].label == part.label;
            let text = document.slice(part.text.span);
            let spans = atoms(document, schema, part);
            let alone = spans.len() == 1;
            let see = |atom: &Atom| {
                let seen = see(schema, document.slice(atom.span));
                Seen { grade: seen.grade || atom.grade, area: atom.area, ..seen }
            };
            let seen: Vec<Seen> = spans.iter().map(see).collect();
            let whole = match seen.first() {
                Some(seen) if alone => [seen.title, seen.organization, seen.place],
                _ => scores(text),
            };
            for ((at, atom), seen) in spans.iter().enumerate().zip(seen) {
                let mut piece = blank(atom.span, number, lines.len());
                (piece.part, piece.parts_behind, piece.at) = (order, total - 1 - order, at);
                (piece.seen, piece.whole, piece.label, piece.again) = (seen, whole, part.label, again);
                shape(document, line, &mut piece);
                pieces.push(piece);
            }
        }
        for span in head.dated.iter().filter(|span| line.span.contains(**span)) {
            let mut piece = blank(*span, number, lines.len());
            piece.date = true;
            shape(document, line, &mut piece);
            pieces.push(piece);
        }
        sort::by_key(&mut pieces[from..], |piece| piece.span.start());
        name_next(document, &mut pieces[from..]);
        let mut before = line.span.start();
        for piece in &mut pieces[from..] {
            let between =
                line.span.sub(before.saturating_sub(line.span.start())..piece.span.start() - line.span.start());
            piece.sign = if before == line.span.start() { Sign::Line } else { Sign::of(document.slice(between)) };
            before = piece.span.end().max(before + 1);
        }
        if schema == Schema::Position {
            set_aside(&mut pieces[from..]);
        }
    }
    pieces
}

/// Marks the sentences in brackets: words enough for one, and none of them a name.
fn set_aside(line: &mut [Piece]) {
    let mut rest = line;
    while let Some(open) = rest.iter().position(|piece| piece.sign == Sign::Bracket) {
        let (_, bracket) = std::mem::take(&mut rest).split_at_mut(open);
        let length = bracket.iter().skip(1).take_while(|piece| !piece.date && piece.sign != Sign::Bracket).count() + 1;
        let (bracket, behind) = bracket.split_at_mut(length);
        let words: usize = bracket.iter().map(|piece| piece.count).sum();
        let is_name = |piece: &Piece| piece.date || piece.seen.organization >= 5 || piece.seen.place >= 5;
        if words >= SENTENCE && !bracket.iter().any(is_name) {
            for piece in bracket {
                piece.aside = true;
            }
        }
        rest = behind;
    }
}

/// "Branch - Computer Engineering": a piece that is nothing but the name of a field names the next one.
fn name_next(document: &Document, pieces: &mut [Piece]) {
    for at in 1..pieces.len() {
        let before = &pieces[at - 1];
        if before.date || before.label.is_some() || pieces[at].date || pieces[at].label.is_some() || before.count > 3 {
            continue;
        }
        pieces[at].label = named_field(document.slice(before.span));
    }
}

/// Whether a part is not told by its label to be something that has no label here.
fn is_told(part: &Part) -> bool {
    !matches!(part.label, Some("label.courses" | "label.technologies" | "label.url" | "label.dates"))
}

fn blank(span: Span, line: usize, lines: usize) -> Piece {
    Piece {
        span,
        line,
        lines,
        part: 0,
        parts_behind: 0,
        at: 0,
        date: false,
        label: None,
        again: false,
        aside: false,
        sign: Sign::Blank,
        dress: Dress::default(),
        seen: Seen::default(),
        whole: [0; 3],
        digits: false,
        lower: false,
        running: false,
        count: 0,
    }
}

fn shape(document: &Document, line: &Line, piece: &mut Piece) {
    let text = document.slice(piece.span);
    let mut dress = Dress { bold: true, italic: true, linked: true, ..Dress::default() };
    for run in document.runs_within(piece.span).filter(|run| document.slice(run.span).contains(char::is_alphanumeric)) {
        dress.bold &= run.style.bold;
        dress.italic &= run.style.italic;
        dress.linked &= run.link.is_some();
    }
    dress.heading = matches!(line.kind, BlockKind::Heading { .. });
    dress.capitals = text.chars().filter(|c| c.is_uppercase()).count() > 3 && !text.chars().any(char::is_lowercase);
    piece.dress = dress;
    piece.digits = text.contains(|c: char| c.is_ascii_digit());
    piece.lower = text.starts_with(char::is_lowercase);
    let words = || text.split_whitespace();
    piece.count = words().count();
    let long = words().filter(|word| word.chars().count() > 3);
    let (lower, all) =
        long.fold((0, 0), |(lower, all), word| (lower + usize::from(word.starts_with(char::is_lowercase)), all + 1));
    piece.running = all >= 3 && lower * 2 > all;
}

fn tenths(score: f32) -> u8 {
    (score * 10.0 + 0.01) as u8
}

fn scores(text: &str) -> [u8; 3] {
    [job_title::score(text), organization::score(text), place::score(text)].map(tenths)
}

fn see(schema: Schema, text: &str) -> Seen {
    let [title, organization, place] = scores(text);
    let folded = fold(text);
    let words: Vec<String> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let education = schema == Schema::Education;
    let degree = education.then(|| degree::find(text)).flatten();
    Seen {
        title,
        organization,
        place,
        person: person::is_name(text),
        school: education && organization::is_institution(text),
        faculty: words.iter().any(|word| locale::is("faculty", word)),
        area: false,
        degree: degree.map(|found| if found.at.len() + 2 >= text.len() { Within::All } else { Within::Part }),
        grade: education && score::find(text).is_some_and(|found| found.len() + 2 >= text.len()),
        employment: locale::is("employment", folded.trim())
            || !words.is_empty() && words.iter().all(|word| locale::is("employment", word)),
        words,
    }
}

/// A piece of a part.
struct Atom {
    span: Span,
    /// The finders see a grade there, or a field of study.
    grade: bool,
    area: bool,
}

/// The pieces of a part.
fn atoms(document: &Document, schema: Schema, part: &Part) -> Vec<Atom> {
    let span = part.text.span;
    let text = document.slice(span);
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let before = text.get(..at).unwrap_or_default();
        let behind = text.get(end..).unwrap_or_default();
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let cuts_here = match c {
            ',' => blank(behind.chars().next()) && !is_legal_suffix(behind),
            '，' | '、' | '|' | '·' | '•' | '）' | '（' => true,
            ')' | ']' => blank(behind.chars().next()) || behind.starts_with([',', ';', '.', ':']),
            '(' | '[' => blank(before.chars().next_back()),
            ':' | ';' => blank(behind.chars().next()),
            '/' | '-' | '–' | '—' => blank(behind.chars().next()) && blank(before.chars().next_back()),
            _ => false,
        };
        if cuts_here {
            cuts.push((at, end));
        }
    }
    small_words(text, &mut cuts);
    if let Some((until, place)) = place::split_tail(text) {
        cuts.push((until, place.start));
    }
    let (mut grade, mut area) = (None, None);
    if schema == Schema::Education {
        if let Some(found) = degree::find(text) {
            cuts.extend([found.at.start, found.at.end].map(|at| (at, at)));
            cuts.extend(found.area.iter().flat_map(|area| [area.start, area.end]).map(|at| (at, at)));
            area = found.area;
        }
        // Where its column says that it is the grade, all of it is.
        if let Some((whole, value)) = score::find_labelled(text).filter(|_| part.label != Some("label.score")) {
            cuts.extend([(whole.start, value.start), (value.end, whole.end.max(value.end))]);
            grade = Some(value);
        }
    }
    sort::by_key(&mut cuts, |cut| *cut);
    let mut atoms = Vec::new();
    let mut from = 0;
    for (start, end) in cuts.into_iter().chain([(text.len(), text.len())]) {
        if start > from {
            let piece = bare(document, span.sub(from..start));
            if document.slice(piece).contains(char::is_alphanumeric) {
                let within = |found: &Option<std::ops::Range<usize>>| {
                    found.as_ref().is_some_and(|found| span.sub(found.clone()).contains(piece))
                };
                atoms.push(Atom { span: piece, grade: within(&grade), area: within(&area) });
            }
        }
        from = from.max(end);
    }
    atoms
}

/// `span` without separators at its ends and without the small word that leads to a name.
fn bare(document: &Document, span: Span) -> Span {
    let span = document.trim_matches(span, blank_or(STRAY));
    let text = document.slice(span);
    match text.split_once(' ') {
        Some((first, rest)) if small_word(first).is_some() && rest.trim_start().starts_with(char::is_uppercase) => {
            document.trim_matches(span.sub(first.len()..span.len()), blank_or(STRAY))
        }
        _ => span,
    }
}

/// Where a word such as "at" or "in" stands between names.
fn small_words(text: &str, cuts: &mut Vec<(usize, usize)>) {
    let mut at = 0;
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        let named = words.peek().is_some_and(|next| next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
        if at > 0 && named && small_word(word).is_some() {
            cuts.push((at, at + word.len()));
        }
        at += word.len() + 1;
    }
}
