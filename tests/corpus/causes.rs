//! Why a value was missed or is false: each side of a [`Miss`] has one cause, so that the causes add up to all errors.
//!
//! A cause is told from where else the text turned up: in another field of the entry, in another entry, under another key,
//! longer or shorter, or nowhere.

use serde_json::Value;

use super::score::{LISTS, List, Miss, PROSE, address, items, normal, place, profile_text, ratio, string, strings};

/// What went wrong, in the order in which a document is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    Unreadable,
    WordsLost,
    SectionMissed,
    WrongKind,
    EntryMissed,
    EntryInvented,
    EntryMerged,
    EntrySplit,
    TitleAndCompany,
    OtherField,
    DateNotBound,
    DateMisread,
    CutShort,
    CutLong,
    ItemBroken,
    ItemsJoined,
    NotTaken,
    Invented,
    Gap,
}

/// Each cause, its name, and what it means.
pub const CAUSES: &[(Cause, &str, &str)] = &[
    (Cause::Unreadable, "unreadable", "the file could not be read"),
    (Cause::WordsLost, "words-lost", "the words do not stand so in the reading text"),
    (Cause::SectionMissed, "section-missed", "nothing was read under this key, and the words are in no other"),
    (Cause::WrongKind, "wrong-kind", "read under another key: a project as work, a summary as contact"),
    (Cause::EntryMissed, "entry-missed", "an entry that nothing was made of, though its section was read"),
    (Cause::EntryInvented, "entry-invented", "an entry that is none, its words in no entry of the gold"),
    (Cause::EntryMerged, "entry-merged", "several entries read as one, or words bound to the entry before or after"),
    (Cause::EntrySplit, "entry-split", "one entry read as several"),
    (Cause::TitleAndCompany, "title-and-company", "title and organisation in each other's place"),
    (Cause::OtherField, "other-field", "in another field of the right entry"),
    (Cause::DateNotBound, "date-not-bound", "the entry has a date and none was read"),
    (Cause::DateMisread, "date-misread", "another date than the entry's"),
    (Cause::CutShort, "cut-short", "a part of the value"),
    (Cause::CutLong, "cut-long", "the value and more"),
    (Cause::ItemBroken, "item-broken", "a bullet or a list's item in pieces"),
    (Cause::ItemsJoined, "items-joined", "several bullets or items read as one, or with words that are none of it"),
    (Cause::NotTaken, "not-taken", "the entry was read, this value of it was not"),
    (Cause::Invented, "invented", "a value where the gold has none"),
    (Cause::Gap, "gap", "a gap, which follows from dates"),
];

/// One value that was missed or is false, and why.
pub struct Error<'a> {
    pub cause: Cause,
    pub miss: &'a Miss,
    /// Whether it is the gold's value, missed, or that which was read, false.
    pub missed: bool,
}

/// The name of a cause on the command line and in tables.
pub fn name(cause: Cause) -> &'static str {
    CAUSES.iter().find(|(known, ..)| *known == cause).map_or("", |(_, name, _)| name)
}

/// The cause of each missed and each false value. `text` is the reading text.
pub fn errors<'a>(misses: &'a [Miss], gold: &Value, got: &Value, text: &str) -> Vec<Error<'a>> {
    let (gold, got) = (Values::of(gold), Values::of(got));
    let text = squeezed(text);
    let alone = |miss: &'a Miss| match miss.entries {
        (Some(gold), None) => Some((key_of(&miss.group), true, gold)),
        (None, Some(got)) => Some((key_of(&miss.group), false, got)),
        _ => None,
    };
    let alone: Vec<_> = misses.iter().filter_map(alone).collect();
    let mut errors = Vec::new();
    for miss in misses {
        if !miss.gold.is_empty() {
            let cause = Side {
                own: &gold,
                other: &got,
                alone: &alone,
                at: miss.entries.0,
                there: miss.entries.1,
                text: Some(&text),
            }
            .cause(miss, &miss.gold, &miss.got);
            errors.push(Error { cause, miss, missed: true });
        }
        if !miss.got.is_empty() {
            let cause =
                Side { own: &got, other: &gold, alone: &alone, at: miss.entries.1, there: miss.entries.0, text: None }
                    .cause(miss, &miss.got, &miss.gold);
            errors.push(Error { cause, miss, missed: false });
        }
    }
    errors
}

/// A value of a résumé and where it stands.
struct Placed {
    key: &'static str,
    entry: usize,
    field: &'static str,
    normal: String,
}

/// All values of a résumé.
struct Values {
    all: Vec<Placed>,
}

impl Values {
    fn of(resume: &Value) -> Self {
        let mut values = Self { all: Vec::new() };
        let basics = &resume["basics"];
        for field in ["name", "label", "email", "phone", "url", "summary"] {
            values.push("basics", 0, field, &string(&basics[field]));
        }
        values.push("basics", 0, "location", &place(&basics["location"]));
        for profile in items(&basics["profiles"]) {
            values.push("basics", 0, "profiles", &profile_text(profile));
        }
        for list in LISTS {
            for (entry, value) in items(&resume[list.key]).iter().enumerate() {
                values.entry(list, entry, value);
            }
        }
        for (entry, group) in items(&resume["skills"]).iter().enumerate() {
            values.push("skills", entry, "name", &string(&group["name"]));
            for text in strings(&group["keywords"]) {
                values.push("skills", entry, "keywords", &text);
            }
        }
        for text in strings(&resume["interests"]) {
            values.push("interests", 0, "interests", &text);
        }
        values
    }

    fn entry(&mut self, list: &List, entry: usize, value: &Value) {
        for field in list.values {
            let text = if *field == "location" { place(&value[*field]) } else { string(&value[*field]) };
            self.push(list.key, entry, field, &text);
        }
        for field in list.prose.iter().chain(list.terms) {
            for text in strings(&value[*field]) {
                self.push(list.key, entry, field, &text);
            }
        }
    }

    fn push(&mut self, key: &'static str, entry: usize, field: &'static str, text: &str) {
        let normal = comparable(field, text);
        if !normal.is_empty() {
            self.all.push(Placed { key, entry, field, normal });
        }
    }

    /// Where the value turned up, the nearest place first: as it is, or, of texts that are no dates, as a part of another
    /// or with a part of another.
    fn places(&self, key: &str, entry: Option<usize>, field: &str, text: &str) -> Vec<(&Placed, Fit)> {
        let mut found: Vec<(&Placed, Fit)> =
            self.all.iter().filter_map(|placed| Some((placed, Fit::of(field, text, placed)?))).collect();
        let distance = |placed: &Placed| (placed.key != key, Some(placed.entry) != entry, placed.field != field);
        found.sort_by_key(|(placed, fit)| (distance(placed).0, *fit, distance(placed)));
        found
    }
}

/// How a value fits one of the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Same,
    /// The other has it and more.
    Within,
    /// It has the other and more.
    Around,
}

/// Fewest characters of a text that counts as a part of another.
const PART: usize = 4;

impl Fit {
    fn of(field: &str, text: &str, other: &Placed) -> Option<Self> {
        if is_date(field) || is_date(other.field) {
            return (is_date(field) && is_date(other.field) && text == other.normal).then_some(Self::Same);
        }
        if text == other.normal || (text.len() > 40 && other.normal.len() > 40 && ratio(text, &other.normal) >= PROSE) {
            return Some(Self::Same);
        }
        let part = |a: &str, b: &str| a.chars().count() >= PART && words_within(a, b);
        if part(text, &other.normal) {
            return Some(Self::Within);
        }
        part(&other.normal, text).then_some(Self::Around)
    }
}

/// Whether `a` stands in `b` and cuts none of its words.
fn words_within(a: &str, b: &str) -> bool {
    b.match_indices(a).any(|(at, _)| {
        let before = b.get(..at).and_then(|b| b.chars().next_back());
        let after = b.get(at + a.len()..).and_then(|b| b.chars().next());
        ![before, after].iter().any(|c| c.is_some_and(char::is_alphanumeric))
    })
}

/// One side of a comparison, seen from which the other is searched.
struct Side<'a> {
    own: &'a Values,
    other: &'a Values,
    /// Entries that have no partner: key, whether it is the gold's, place in the list.
    alone: &'a [(&'a str, bool, usize)],
    /// The entry that the value is in, and that it was compared with.
    at: Option<usize>,
    there: Option<usize>,
    /// The reading text, where the value is the gold's.
    text: Option<&'a str>,
}

impl Side<'_> {
    /// Why `value` has no equal; `instead` is what the other side has in its place.
    fn cause(&self, miss: &Miss, value: &str, instead: &str) -> Cause {
        let missed = self.text.is_some();
        let key = key_of(&miss.group);
        let list = LISTS.iter().find(|list| list.key == key);
        let plural = miss.group == "skills" || miss.group == "interests" || miss.group.ends_with(" text");
        let text = comparable(&miss.field, value);
        match miss.group.as_str() {
            "gaps" => return Cause::Gap,
            "could not be read" => return Cause::Unreadable,
            _ => {}
        }
        let entry = if list.is_some() { self.there } else { Some(0) };
        let found = self.other.places(key, entry, &miss.field, &text);
        let same_key = found.iter().find(|(placed, _)| placed.key == key);
        // A value that stands for itself: nothing to be bound to.
        let single = list.is_none();
        if is_date(&miss.field) {
            if self.there.is_some() && self.at.is_some() {
                let swapped = found.iter().any(|(placed, _)| placed.key == key && Some(placed.entry) == self.there);
                return match (instead.is_empty(), swapped) {
                    (_, true) => Cause::OtherField,
                    (true, _) if missed => Cause::DateNotBound,
                    (true, _) => Cause::Invented,
                    (false, _) => Cause::DateMisread,
                };
            }
            return self.whole_entry(list, missed);
        }
        if let Some(&(placed, fit)) = same_key {
            let here = single || (Some(placed.entry) == self.there && self.at.is_some());
            if here {
                let titles = |field: &str| ["name", "organization", "position"].contains(&field);
                let of_positions = matches!(key, "work" | "volunteer");
                let same_field = placed.field == miss.field || plural;
                let swapped = of_positions && titles(&miss.field) && titles(placed.field);
                return match fit {
                    _ if !same_field && swapped => Cause::TitleAndCompany,
                    _ if !same_field => Cause::OtherField,
                    Fit::Same => Cause::NotTaken,
                    // From the side of what was read, a part of the gold's value is a value cut short.
                    Fit::Within if plural => {
                        if missed {
                            Cause::ItemsJoined
                        } else {
                            Cause::ItemBroken
                        }
                    }
                    Fit::Around if plural => {
                        if missed {
                            Cause::ItemBroken
                        } else {
                            Cause::ItemsJoined
                        }
                    }
                    Fit::Within => {
                        if missed {
                            Cause::CutLong
                        } else {
                            Cause::CutShort
                        }
                    }
                    Fit::Around => {
                        if missed {
                            Cause::CutShort
                        } else {
                            Cause::CutLong
                        }
                    }
                };
            }
            if fit != Fit::Around {
                return self.elsewhere(key, placed.entry, missed);
            }
            // Made of what belongs to another entry, most of it.
            let parts =
                found.iter().filter(|(part, fit)| part.key == key && part.entry == placed.entry && *fit == Fit::Around);
            if parts.map(|(part, _)| part.normal.len()).sum::<usize>() * 2 > text.len() {
                return if missed { Cause::EntrySplit } else { Cause::EntryMerged };
            }
        }
        if let Some(text_read) = self.text
            && !text_read.contains(&squeezed(value))
            && !["url", "profiles", "email"].contains(&miss.field.as_str())
        {
            return Cause::WordsLost;
        }
        if found.iter().any(|(placed, fit)| placed.key != key && *fit != Fit::Around) {
            return Cause::WrongKind;
        }
        if list.is_some() && (self.at.is_none() || self.there.is_none()) {
            return self.whole_entry(list, missed);
        }
        match missed {
            true if !single || self.other.all.iter().any(|placed| placed.key == key) => Cause::NotTaken,
            true => Cause::SectionMissed,
            false => Cause::Invented,
        }
    }

    /// A value bound to another entry: its own was split off, or is a part of that one.
    fn elsewhere(&self, key: &str, entry: usize, missed: bool) -> Cause {
        let there_alone = self.alone.contains(&(key, !missed, entry));
        let here_alone = self.at.is_some_and(|at| self.alone.contains(&(key, missed, at)));
        match (missed, there_alone, here_alone) {
            (true, true, _) | (false, false, true) => Cause::EntrySplit,
            _ => Cause::EntryMerged,
        }
    }

    /// Why an entry has no partner: its values are in another entry that has one, under another key, or nowhere.
    fn whole_entry(&self, list: Option<&List>, missed: bool) -> Cause {
        let (Some(list), Some(at), None) = (list, self.at, self.there) else {
            return if missed { Cause::EntryMerged } else { Cause::EntrySplit };
        };
        let own = self.own.all.iter().filter(|placed| placed.key == list.key && placed.entry == at);
        let (mut here, mut elsewhere, mut all) = (0, 0, 0);
        for value in own.filter(|value| !is_date(value.field)) {
            let found = self.other.places(list.key, None, value.field, &value.normal);
            all += 1;
            match found.iter().find(|(_, fit)| *fit != Fit::Around) {
                Some((placed, _)) if placed.key == list.key => here += 1,
                Some(_) => elsewhere += 1,
                None => {}
            }
        }
        match (missed, self.other.all.iter().any(|placed| placed.key == list.key)) {
            _ if elsewhere * 2 > all => Cause::WrongKind,
            (true, _) if here * 2 >= all && here > 0 => Cause::EntryMerged,
            (false, _) if here * 2 >= all && here > 0 => Cause::EntrySplit,
            (true, false) => Cause::SectionMissed,
            (true, true) => Cause::EntryMissed,
            (false, _) => Cause::EntryInvented,
        }
    }
}

/// The key of JSON Resume that a group of fields is scored under.
fn key_of(group: &str) -> &str {
    match group {
        "contact" | "about" => "basics",
        group => group.strip_suffix(" text").unwrap_or(group),
    }
}

fn is_date(field: &str) -> bool {
    matches!(field, "startDate" | "endDate" | "date" | "releaseDate")
}

/// A value as it is compared with others of its kind.
fn comparable(field: &str, text: &str) -> String {
    match field {
        "url" | "profiles" => address(text),
        field if is_date(field) => text.chars().take(7).collect(),
        _ => normal(text),
    }
}

/// A text of which only letters and digits are left.
fn squeezed(text: &str) -> String {
    normal(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
