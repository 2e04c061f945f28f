//! Which occurrences of a name are the skill: a score for each, from the words beside it, the list it stands in, and what
//! else its entry mentions.

use super::candidate::{Candidate, candidates, is_certain};
use super::collocation::collocations;
use super::passage::{Passage, is_filling, is_joining};
use super::words::Gap;
use super::{Category, Skill, SkillMatch, spelling, version};
use crate::signs::any_of;
use crate::word_map::is_one_of;

/// What is known about the place of a text before it is searched.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    listed: bool,
    /// Ids, each once.
    skills: Vec<u16>,
    /// Parents of `skills`.
    parents: Vec<u16>,
    categories: Vec<Category>,
}

impl Surroundings {
    /// `listed`: the text is (a part of) a list of skills.
    pub fn new(listed: bool) -> Self {
        Self { listed, ..Self::default() }
    }

    /// Adds a skill that stands near for certain: in the same entry.
    pub fn add(&mut self, skill: &Skill) {
        if self.skills.contains(&skill.id) {
            return;
        }
        self.skills.push(skill.id);
        self.parents.extend(skill.parent_id);
        if !self.categories.contains(&skill.category) {
            self.categories.push(skill.category);
        }
    }

    /// 2 if the skill's parent, child, sibling or a related one is near, 1 if one of its category is.
    fn support(&self, skill: &Skill) -> i32 {
        let family =
            skill.parent_id.is_some_and(|parent| self.skills.contains(&parent) || self.parents.contains(&parent));
        let related = skill.related.iter().any(|id| self.skills.contains(id));
        let general = matches!(skill.category, Category::Tool | Category::Domain | Category::Soft);
        if family || related || self.parents.contains(&skill.id) || self.skills.contains(&skill.id) {
            2
        } else {
            i32::from(!general && self.categories.contains(&skill.category))
        }
    }
}

/// From this score on an occurrence of an ambiguous name is the skill.
const ENOUGH: i32 = 2;
const LISTED: i32 = 3;

/// Words that a tool or language follows.
pub(super) const BEFORE: &str =
    "avec con experience in knowledge leveraging met mit on through under using used utilizing via with";

/// Nouns that only software is put before.
const SOFTWARE: &str = "codebase developer developers development framework library microservice microservices plugin plugins \
    programmer programming sdk script scripting scripts api apis webapp";

/// Nouns that it is often put before.
const THINGS: &str = "app application applications apps architect backend charts client cluster clusters code component \
    components configuration consultant containers dashboard dashboards database deployment deployments \
    engineer engineers environment frontend integration jobs models modules pipeline pipelines queries \
    server servers service services stack tests";

/// Endings of compounds that leave a name what it is: "Rust-based".
const COMPOUND: &str = "based backed built certified compatible driven hosted like native powered side style";

/// All skills in `text`, as [`super::find`], with what is known about its surroundings.
pub fn find_among(text: &str, surroundings: &Surroundings) -> Vec<SkillMatch> {
    Search::new(text).judge(surroundings)
}

/// A text whose names of skills are found and not yet judged.
pub struct Search<'a> {
    pub(super) text: Passage<'a>,
    found: Vec<Candidate>,
    /// See [`companies`]: halves and relatives.
    companies: Vec<(usize, usize)>,
    /// What the text itself mentions for certain.
    own: Surroundings,
}

impl<'a> Search<'a> {
    pub fn new(text: &'a str) -> Self {
        let text = Passage::new(text);
        let mut found = candidates(&text);
        let mut own = Surroundings::default();
        for candidate in &mut found {
            candidate.certain = is_certain(&text, candidate);
            if candidate.certain {
                own.add(candidate.skill);
            }
        }
        number_lists(&text, &mut found);
        let companies = companies(&found);
        Self { text, found, companies, own }
    }

    /// The skills that it mentions for certain, whatever stands around it.
    pub fn certain(&self) -> impl Iterator<Item = &'static Skill> + '_ {
        self.found.iter().filter(|candidate| candidate.certain).map(|candidate| candidate.skill)
    }

    /// Its skills in these surroundings, left to right. What is taken in a first round speaks for the rest in a second.
    pub fn judge(&self, surroundings: &Surroundings) -> Vec<SkillMatch> {
        let mut own = self.own.clone();
        let mut taken: Vec<bool> = self.found.iter().map(|candidate| candidate.certain).collect();
        for _ in 0..2 {
            let known = own.clone();
            for (i, candidate) in self.found.iter().enumerate().filter(|(_, candidate)| !candidate.certain) {
                if !taken[i] && score(&self.text, candidate, surroundings, &self.company(i, &known)) >= ENOUGH {
                    taken[i] = true;
                    own.add(candidate.skill);
                }
            }
            if own.skills.len() == known.skills.len() {
                break;
            }
        }
        let accepted = self.found.iter().zip(taken).filter(|(_, taken)| *taken);
        accepted.map(|(candidate, _)| self.told(candidate)).collect()
    }

    /// A candidate that is a skill, with what its writing tells.
    fn told(&self, candidate: &Candidate) -> SkillMatch {
        let Candidate { form, skill, .. } = candidate;
        // Without the maker before it.
        let start = self.text.words.list.get(candidate.named).map_or(candidate.at.start, |word| word.at.start);
        let written = self.text.slice(start..candidate.at.end);
        let usual = if self.text.shouted { None } else { spelling::usual(form, skill.category, written) };
        let versions = version::of(skill, form, written, self.text.after(candidate.at.end));
        SkillMatch { at: candidate.at.clone(), skill, ambiguous: !candidate.certain, usual, versions }
    }

    /// What stands around the candidate `i`, with what the text is known to mention.
    fn company(&self, i: usize, own: &Surroundings) -> Company {
        let candidate = &self.found[i];
        let technical = |other: &Candidate| other.certain && !other.skill.category.is_common_noun();
        let (halves, relatives) = self.companies[i];
        Company {
            halves,
            relatives,
            beside: candidate.beside_previous && i > 0 && technical(&self.found[i - 1]),
            next: self.found.get(i + 1).map_or(usize::MAX, |next| next.first),
            support: own.support(candidate.skill),
        }
    }
}

/// Numbers the lists that candidates stand in: neighbours with a delimiter, or one strange item, between them.
fn number_lists(text: &Passage, found: &mut [Candidate]) {
    for i in 1..found.len() {
        let (left, right) = found.split_at_mut(i);
        let (previous, this) = (&left[i - 1], &mut right[0]);
        this.beside_previous = previous.last + 1 == this.first && text.words.list[previous.last].gap == Gap::Blank;
        let linked = this.beside_previous || is_linked(text, previous.last, this.first);
        this.list = previous.list + usize::from(!linked);
    }
}

/// Whether between the words `last` and `first` stands a delimiter, with at most one word of the first item before it
/// and at most two items of up to three strange words within.
fn is_linked(text: &Passage, last: usize, first: usize) -> bool {
    let words = &text.words;
    if first - last > 8 {
        return false;
    }
    let (mut parts, mut strange) = (0, 0);
    for i in last..first {
        let between = text.slice(words.list[i].at.end..words.list[i + 1].at.start);
        if between.contains(any_of("!?")) || between.starts_with(". ") || between.contains(".\n") {
            return false;
        }
        let delimited = between.contains(any_of(",;/|•·&+()\n\t–"));
        let word = words.key(i + 1, i + 1);
        let joins = i + 1 < first && is_joining(word);
        if delimited || joins || (last + 1 == first && between == "-") {
            if strange > if parts == 0 { 1 } else { 3 } {
                return false;
            }
            parts += 1;
            strange = 0;
        }
        if i + 1 < first && !joins && !is_filling(word) {
            strange += 1;
        }
    }
    (1..=5).contains(&parts) && strange == 0
}

/// For each candidate, how strongly the others of its list speak for it: in halves, a certain skill or a relative counts
/// two; an uncertain one of the same category counts one, and so does a method ("cooking") beside a tool ("Chef"). And how
/// many of them are relatives: of the same whole, or related by the dictionary.
fn companies(found: &[Candidate]) -> Vec<(usize, usize)> {
    #[derive(Default)]
    struct List {
        certain: usize,
        /// Of `certain`, methods and people skills.
        general: usize,
        /// How many of each category.
        uncertain: Vec<(Category, usize)>,
        /// How many of each family.
        families: Vec<(u16, usize)>,
        /// Ids of the uncertain ones.
        skills: Vec<u16>,
    }
    fn count<K: PartialEq>(counts: &mut Vec<(K, usize)>, key: K) {
        match counts.iter_mut().find(|(counted, _)| *counted == key) {
            Some((_, count)) => *count += 1,
            None => counts.push((key, 1)),
        }
    }
    fn counted<K: PartialEq>(counts: &[(K, usize)], key: &K) -> usize {
        counts.iter().find(|(counted, _)| counted == key).map_or(0, |(_, count)| *count)
    }
    let family = |candidate: &Candidate| candidate.skill.parent_id.unwrap_or(candidate.skill.id);
    let mut lists: Vec<List> = Vec::new();
    for candidate in found {
        lists.resize_with(candidate.list + 1, List::default);
        let list = &mut lists[candidate.list];
        if candidate.certain {
            list.certain += 1;
            list.general += usize::from(candidate.skill.category.is_common_noun());
        } else {
            count(&mut list.uncertain, candidate.skill.category);
            count(&mut list.families, family(candidate));
            if !list.skills.contains(&candidate.skill.id) {
                list.skills.push(candidate.skill.id);
            }
        }
    }
    found
        .iter()
        .map(|candidate| {
            let list = &lists[candidate.list];
            let relatives = counted(&list.families, &family(candidate)).saturating_sub(usize::from(!candidate.certain));
            let related = candidate.skill.related.iter().filter(|id| list.skills.contains(id)).count();
            let relatives = relatives.max(related);
            let alike = counted(&list.uncertain, &candidate.skill.category);
            let alike = alike.saturating_sub(relatives + usize::from(!candidate.certain));
            let general = if candidate.skill.category.is_common_noun() { 0 } else { list.general };
            let halves =
                (2 * (list.certain - usize::from(candidate.certain) + relatives) + alike).saturating_sub(general);
            (halves, relatives)
        })
        .collect()
}

/// The candidates around one.
struct Company {
    /// See [`companies`].
    halves: usize,
    /// How many relatives, uncertain as it is, stand in its list.
    relatives: usize,
    /// A certain skill stands right before it.
    beside: bool,
    /// First word of the next candidate.
    next: usize,
    /// How much the text's other skills speak for it, see [`Surroundings::support`].
    support: i32,
}

/// How much speaks for an uncertain candidate.
fn score(text: &Passage, found: &Candidate, near: &Surroundings, company: &Company) -> i32 {
    let Company { halves: company, relatives, beside, next: next_found, support } = *company;
    let words = &text.words;
    let reading = found.form.reading;
    let written = text.slice(found.at.clone());
    let item = text.is_item(found);
    let listed = item && (near.listed || text.list_at(found.at.start).is_some());
    if reading.upper && !found.exact && !listed {
        return 0;
    }
    let fixed = collocations(text, found);
    let crowded = company >= if item { 3 } else { 4 };
    let proper = !found.skill.category.is_common_noun() && found.form.text.starts_with(char::is_uppercase);
    // "Nest and Express services", "Gulp tasks for Sass": a name whose relatives stand beside it.
    let backed = (support >= 2 || relatives > 0) && proper && found.exact && found.at.len() > 1;
    if reading.list && !listed && !(crowded && item) && fixed <= 0 && !backed {
        return 0;
    }
    let next = if words.joined(found.last) { words.key(found.last + 1, found.last + 1) } else { "" };
    let previous = match found.first.checked_sub(1) {
        Some(i) if words.joined(i) => words.key(i, i),
        _ => "",
    };
    let mut sum = fixed;
    sum += if listed { LISTED } else { 0 };
    // "Spring and Kotlin": one that is certain beside a name in its capitals.
    let beside_known = company >= 2 && proper && (found.exact || relatives > 0);
    sum += if crowded { LISTED } else { i32::from(company >= 2) + i32::from(beside_known) };
    sum += i32::from(is_one_of(BEFORE, previous));
    sum += if is_one_of(SOFTWARE, next) { 3 } else { i32::from(is_one_of(THINGS, next)) };
    sum += near.support(found.skill).max(support) + i32::from(beside);
    let begins = text.begins(found.at.start);
    if proper && written.starts_with(char::is_lowercase) {
        sum -= if listed { 0 } else { 2 };
    } else if proper && found.exact && !begins && !text.titled && !text.shouted && found.at.len() > 1 {
        sum += 1;
    }
    if begins && !listed && company < 2 {
        sum -= 1;
    }
    // "in Aurora, Colorado"
    let rest = text.after(found.at.end).strip_prefix(", ");
    if previous == "in" && found.last + 1 < next_found && rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
    {
        sum -= 2;
    }
    // "go-to-market", "C-level"
    let hyphen = |gap: Gap| matches!(gap, Gap::Mark('-' | '\'' | '’'));
    let glued_after = hyphen(words.list[found.last].gap) && !is_one_of(COMPOUND, next) && next != "s";
    let glued_before = found.first.checked_sub(1).is_some_and(|i| hyphen(words.list[i].gap));
    if (glued_after || glued_before) && !beside {
        sum -= 3;
    }
    let alone = found.at.len() == 1
        && (text.after(found.at.end).starts_with('.') && is_initial(text, found) || begins && !listed && company < 2);
    if alone || is_half_of_two_letters(text, found) {
        sum -= 4;
    }
    sum
}

/// "R & D", "Q & A"
fn is_half_of_two_letters(text: &Passage, found: &Candidate) -> bool {
    let letter = |word: Option<&str>| word.is_some_and(|word| word.len() == 1 && word.starts_with(char::is_uppercase));
    let mut after =
        text.after(found.at.end).split(|c: char| !(c.is_alphanumeric() || c == '&')).filter(|word| !word.is_empty());
    let mut before = text
        .before(found.at.start)
        .rsplit(|c: char| !(c.is_alphanumeric() || c == '&'))
        .filter(|word| !word.is_empty());
    found.at.len() == 1
        && (after.next() == Some("&") && letter(after.next()) || before.next() == Some("&") && letter(before.next()))
}

/// "R. Kumar", "John C. Doe", "B.C."
fn is_initial(text: &Passage, found: &Candidate) -> bool {
    let rest = text.after(found.at.end).trim_start_matches('.').trim_start();
    let before = text.before(found.at.start);
    before.ends_with('.') || (rest.starts_with(char::is_uppercase) && !before.trim_end().ends_with(any_of(",/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_helps_to_judge_its_words() {
        let names = |found: Vec<SkillMatch>| found.into_iter().map(|one| one.skill.name).collect::<Vec<_>>();
        let sentence = "Put the shop behind Flask and measured it";
        assert!(find_among(sentence, &Surroundings::default()).is_empty());
        let mut near = Surroundings::default();
        near.add(super::super::lookup("Python").unwrap());
        assert_eq!(names(find_among(sentence, &near)), ["Flask"]);
    }

    #[test]
    fn a_match_is_where_the_name_stands() {
        let text = "Müller’s shop: Apache Kafka and k8s";
        let found = find_among(text, &Surroundings::default());
        let written: Vec<&str> = found.iter().filter_map(|one| text.get(one.at.clone())).collect();
        assert_eq!(written, ["Apache Kafka", "k8s"]);
    }

    #[test]
    fn long_and_strange_texts_are_read() {
        for text in [
            "Tools: Go, ".repeat(20_000),
            "|a,".repeat(50_000),
            "C++C#.NET&&//--..''".repeat(9_000),
            "İſß ǅ ".repeat(9_000),
        ] {
            find_among(&text, &Surroundings::new(true));
        }
    }
}
