//! Lists and maps of words. There is one map for all vocabularies: those of the standard library are compiled anew for
//! every type of value. A short list is one string: an array of strings is larger, and a `match` larger still.

/// A word of a map.
#[derive(Debug, Clone)]
struct Entry {
    /// Where it ends in the text of all words; it begins where the one before it ends.
    end: u32,
    number: u32,
    hash: u32,
}

/// Numbers by strings: a hash table with open addressing, whose words lie in one string. A CV asks it some ten thousand
/// times, most often for words that it lacks.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordMap {
    /// All words, one behind the other.
    text: String,
    words: Vec<Entry>,
    /// 0, or one more than the place of a word in `words`; as many as a power of two, at most half of them taken.
    slots: Vec<u32>,
}

impl WordMap {
    /// Gives `word` the number `number` if it has none yet; the number that it has.
    #[inline(never)]
    pub fn insert(&mut self, word: &str, number: usize) -> usize {
        if 2 * (self.words.len() + 1) > self.slots.len() {
            self.slots = vec![0; (4 * self.words.len()).next_power_of_two().max(16)];
            let mask = self.slots.len() - 1;
            for (entry, place) in self.words.iter().zip(1..) {
                let mut slot = entry.hash as usize & mask;
                while self.slots[slot] != 0 {
                    slot = (slot + 1) & mask;
                }
                self.slots[slot] = place;
            }
        }
        let hash = hash(&[word]);
        let slot = self.slot(hash, &[word]);
        if let Some(place) = (self.slots[slot] as usize).checked_sub(1) {
            return self.words[place].number as usize;
        }
        self.text.push_str(word);
        self.words.push(Entry { end: self.text.len() as u32, number: number as u32, hash });
        self.slots[slot] = self.words.len() as u32;
        number
    }

    /// The number of `word`.
    pub fn get(&self, word: &str) -> Option<usize> {
        self.get_joined(&[word])
    }

    /// The number of the word that `pieces` are one behind the other.
    #[inline(never)]
    pub fn get_joined(&self, pieces: &[&str]) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        let place = self.slots[self.slot(hash(pieces), pieces)].checked_sub(1)?;
        Some(self.words[place as usize].number as usize)
    }

    pub fn contains(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Every word, in the order in which they came.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        (0..self.words.len()).map(|place| self.word(place))
    }

    /// The word at `place` among [`Self::words`].
    pub fn word(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.words[before].end as usize);
        self.text.get(start..self.words[place].end as usize).unwrap_or_default()
    }

    /// The slot of the word that `pieces` make, or the free one that it would take.
    fn slot(&self, hash: u32, pieces: &[&str]) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while let Some(place) = (self.slots[slot] as usize).checked_sub(1) {
            let is_it =
                || pieces.iter().try_fold(self.word(place), |rest, piece| rest.strip_prefix(*piece)) == Some("");
            if self.words[place].hash == hash && is_it() {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }
}

/// FNV-1a, its high bits mixed into the low ones.
fn hash(pieces: &[&str]) -> u32 {
    let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    let hash = pieces.iter().fold(0x811c_9dc5, |hash, piece| piece.as_bytes().iter().fold(hash, step));
    hash ^ hash >> 15
}

/// `text` in lower case, letter by letter. (That of the standard library knows the sigma at the end of a Greek word, and with
/// its tables weighs six kilobytes.)
#[inline(never)]
pub(crate) fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Whether `word` stands in `list`, a list of words with blanks between them.
#[inline(never)]
pub(crate) fn is_one_of(list: &str, word: &str) -> bool {
    let (list, word) = (list.as_bytes(), word.as_bytes());
    let Some(first) = word.first() else { return false };
    // Most words are in no list: a plain walk over its bytes says so sooner than taking it apart does.
    for (at, byte) in list.iter().enumerate() {
        if byte == first
            && (at == 0 || list[at - 1] == b' ')
            && let Some(behind) = list[at..].strip_prefix(word)
            && behind.first().is_none_or(|next| *next == b' ')
        {
            return !word.contains(&b' ');
        }
    }
    false
}

/// Whether `word` ends with one of `ends`.
#[inline(never)]
pub(crate) fn ends_with_one_of(word: &str, ends: &[&str]) -> bool {
    let last = word.as_bytes().last();
    ends.iter().any(|end| end.as_bytes().last() == last && word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_of_a_list() {
        let list = "an and  the über x";
        for word in ["an", "and", "the", "über", "x"] {
            assert!(is_one_of(list, word), "{word}");
        }
        for word in ["", "a", "nd", "th", "the x", "über x", " ", "ü", "xx", "x "] {
            assert!(!is_one_of(list, word), "{word}");
        }
    }

    #[test]
    fn words_have_the_number_that_came_first() {
        let mut map = WordMap::default();
        assert_eq!(map.get("a"), None);
        for number in 0..500 {
            assert_eq!(map.insert(&number.to_string(), number), number);
        }
        assert_eq!(map.insert("7", 1000), 7);
        for number in 0..500 {
            assert_eq!(map.get(&number.to_string()), Some(number));
        }
        assert_eq!((map.get("500"), map.get(""), map.get("4 2")), (None, None, None));
        assert_eq!(map.get_joined(&["4", "9", "", "9"]), Some(499));
        assert!(map.words().eq((0..500).map(|number| number.to_string())));
    }
}
