/// A set of words, asked without an allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordSet(WordMap<()>);

/// Words with a value each, asked without an allocation but where a word beyond ASCII is asked for in any case.
///
/// Iteration is in the order in which the words came first.
///
/// Beside the rows stands a table of at least twice as many slots, a power of two. A word lies in the slot that
/// the highest bits of its hash tell, or in the next free one after it, with its hash, so that a word that is not there
/// is compared with none.
#[derive(Clone, Debug)]
pub struct WordMap<V> {
    /// The words, one behind the other.
    text: String,
    /// Where each word ends, with its value.
    rows: Vec<(u32, V)>,
    /// The hash of a word with its position in the rows plus 1, or 0.
    slots: Vec<(u32, u32)>,
    /// Bit `n` is set where a word of `n` bytes is there, the last one for all longer ones: most words
    /// that are asked for are told by it, or by their first byte, to be none.
    lengths: u64,
    firsts: [u64; 4],
    /// Bytes of the longest word.
    longest: usize,
}

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        Self {
            text: String::new(),
            rows: Vec::new(),
            slots: Vec::new(),
            lengths: 0,
            firsts: [0; 4],
            longest: 0,
        }
    }
}

impl<V: PartialEq> PartialEq for WordMap<V> {
    /// Whether both have the same words with the same values, in whatever order they came.
    fn eq(&self, other: &Self) -> bool {
        let has = |(word, value): (&str, &V)| other.get(word) == Some(value);
        self.len() == other.len() && self.iter().all(has)
    }
}

impl<V: Eq> Eq for WordMap<V> {}

fn length_bit(len: usize) -> u64 {
    1 << len.min(63)
}

/// The first byte of a word; 0 for an empty one.
fn first(word: &[u8]) -> u8 {
    word.first().copied().unwrap_or(0)
}

/// Where the bit of a first byte stands.
fn first_bit(first: u8) -> (usize, u64) {
    (usize::from(first >> 6), 1 << (first & 63))
}

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// A hash of the bytes as `fold` makes them, eight at a time.
fn hash(bytes: &[u8], fold: impl Fn(u64) -> u64) -> u32 {
    let mix = |hash: u64, eight: u64| (hash.rotate_left(29) ^ fold(eight)).wrapping_mul(MULTIPLIER);
    let mut hash = bytes.len() as u64;
    if let Some(last) = bytes.last_chunk::<8>() {
        for eight in bytes.as_chunks().0 {
            hash = mix(hash, u64::from_le_bytes(*eight));
        }
        hash = mix(hash, u64::from_le_bytes(*last));
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let halves = [first, last].map(|&half| u64::from(u32::from_le_bytes(half)));
        hash = mix(hash, halves[0] | halves[1] << 32);
    } else if let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) {
        let middle = bytes[bytes.len() / 2];
        hash = mix(
            hash,
            u64::from_le_bytes([first, middle, last, 0, 0, 0, 0, 0]),
        );
    }
    (hash >> 32) as u32
}

/// Eight bytes with the capitals of ASCII among them made small.
fn small(eight: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xFF;
    let low = eight & (ONES * 0x7F);
    let from_a = low + ONES * u64::from(0x80 - b'A');
    let past_z = low + ONES * u64::from(0x7F - b'Z');
    let capitals = (from_a ^ past_z) & !eight & (ONES * 0x80);
    eight | capitals >> 2
}

impl<V> WordMap<V> {
    /// The value of a word as it is written.
    #[inline]
    pub fn get(&self, word: &str) -> Option<&V> {
        let bytes = word.as_bytes();
        if !self.may_hold(bytes.len(), first(bytes)) {
            return None;
        }
        self.find(hash(bytes, |eight| eight), |row| row == word)
    }

    /// The value of a word whose rows are in small letters, however the word itself is written.
    #[inline]
    pub fn get_any_case(&self, word: &str) -> Option<&V> {
        let bytes = word.as_bytes();
        let first = first(bytes).to_ascii_lowercase();
        if first.is_ascii() && !self.may_begin(first) {
            return None;
        }
        if !word.is_ascii() {
            return self.get_any_case_beyond_ascii(word);
        }
        if self.lengths & length_bit(bytes.len()) == 0 {
            return None;
        }
        let is_same = |(row, own): (u8, u8)| row == own.to_ascii_lowercase();
        self.find(hash(bytes, small), |row| {
            row.len() == word.len() && row.bytes().zip(word.bytes()).all(is_same)
        })
    }

    fn get_any_case_beyond_ascii(&self, word: &str) -> Option<&V> {
        // Text of any length is told off at once: a small letter has at least a third of the bytes.
        if word.len() / 3 > self.longest {
            return None;
        }
        let small = || word.chars().flat_map(char::to_lowercase);
        let first = small().next()?.encode_utf8(&mut [0; 4]).as_bytes()[0];
        let len = small().map(char::len_utf8).sum();
        if !self.may_hold(len, first) {
            return None;
        }
        self.get(&small().collect::<String>())
    }

    /// Whether a word of so many bytes may be there that begins with this one.
    #[inline]
    fn may_hold(&self, len: usize, first: u8) -> bool {
        self.lengths & length_bit(len) != 0 && self.may_begin(first)
    }

    /// Whether a word may be there that begins with this byte.
    #[inline]
    fn may_begin(&self, first: u8) -> bool {
        let (at, bit) = first_bit(first);
        self.firsts[at] & bit != 0
    }

    #[inline]
    fn find(&self, hash: u32, is_same: impl Fn(&str) -> bool) -> Option<&V> {
        let at = self.position(hash, is_same)?;
        Some(&self.rows[at].1)
    }

    #[inline]
    fn position(&self, hash: u32, is_same: impl Fn(&str) -> bool) -> Option<usize> {
        let mut slot = self.slot(hash);
        loop {
            let (other, next) = self.slots[slot];
            let at = (next as usize).checked_sub(1)?;
            if other == hash && is_same(self.word(at)) {
                return Some(at);
            }
            slot = self.after(slot);
        }
    }

    /// The slot where the search for a word begins.
    fn slot(&self, hash: u32) -> usize {
        ((u64::from(hash) * self.slots.len() as u64) >> 32) as usize
    }

    /// The slot where it goes on.
    fn after(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }

    fn word(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.rows[before].0);
        &self.text[start as usize..self.rows[at].0 as usize]
    }

    /// The words and their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        let rows = self.rows.iter().enumerate();
        rows.map(|(at, (_, value))| (self.word(at), value))
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Puts a word in, or gives it another value.
    fn put(&mut self, word: &str, value: V) {
        if self.slots.len() <= self.rows.len() * 2 {
            self.grow();
        }
        let hash = hash(word.as_bytes(), |eight| eight);
        if let Some(at) = self.position(hash, |row| row == word) {
            self.rows[at].1 = value;
            return;
        }
        self.text.push_str(word);
        assert!(
            u32::try_from(self.text.len()).is_ok(),
            "words of less than 4 GiB"
        );
        self.rows.push((self.text.len() as u32, value));
        self.place(hash, self.rows.len());
        let (at, bit) = first_bit(first(word.as_bytes()));
        self.firsts[at] |= bit;
        self.lengths |= length_bit(word.len());
        self.longest = self.longest.max(word.len());
    }

    /// Makes twice as many slots.
    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(8);
        let slots = std::mem::replace(&mut self.slots, vec![(0, 0); len]);
        for (hash, number) in slots.into_iter().filter(|&(_, number)| number != 0) {
            self.place(hash, number as usize);
        }
    }

    /// Puts a row's number, its position plus 1, into the first free slot for its hash.
    fn place(&mut self, hash: u32, number: usize) {
        let mut slot = self.slot(hash);
        while self.slots[slot].1 != 0 {
            slot = self.after(slot);
        }
        self.slots[slot] = (hash, number as u32);
    }
}

impl<S: AsRef<str>, V> FromIterator<(S, V)> for WordMap<V> {
    /// The last value of a word stays.
    ///
    /// # Panics
    /// If the words have more than 4 GiB together.
    fn from_iter<I: IntoIterator<Item = (S, V)>>(words: I) -> Self {
        let mut map = Self::default();
        for (word, value) in words {
            map.put(word.as_ref(), value);
        }
        map
    }
}

impl WordSet {
    /// Whether the set holds the word as it is written.
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        self.0.get(word).is_some()
    }

    /// Whether the set, whose words are in small letters, holds the word, however that is written.
    #[inline]
    pub fn contains_any_case(&self, word: &str) -> bool {
        self.0.get_any_case(word).is_some()
    }

    /// The words, in the order in which they came first.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(word, ())| word)
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<S: AsRef<str>> FromIterator<S> for WordSet {
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Self {
        Self(words.into_iter().map(|word| (word, ())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case() {
        let set: WordSet = ["who", "été", "i̇", "k"].into_iter().collect();
        for (word, exact, any) in [
            ("who", true, true),
            ("WHO", false, true),
            ("ÉTÉ", false, true),
            ("whom", false, false),
            ("İ", false, true),
            ("", false, false),
            (&"É".repeat(99), false, false),
            // The sign of kelvin has three bytes, its small letter one.
            ("\u{212A}", false, true),
        ] {
            assert_eq!(set.contains(word), exact, "{word}");
            assert_eq!(set.contains_any_case(word), any, "{word}");
        }
        assert_eq!(set.iter().count(), set.len());
    }

    #[test]
    fn words_of_any_length_are_told_apart() {
        let words: Vec<String> = (1..40)
            .flat_map(|len| ["ab", "cd"].map(|s| s.repeat(len)[..len].to_owned()))
            .collect();
        let set: WordSet = words.iter().map(String::as_str).collect();
        for word in &words {
            assert!(
                set.contains(word) && set.contains_any_case(&word.to_uppercase()),
                "{word}"
            );
            assert!(!set.contains(&word.to_uppercase()), "{word}");
            for at in 0..word.len() {
                let mut other = word.clone();
                other.replace_range(at..=at, "@");
                assert!(
                    !set.contains(&other) && !set.contains_any_case(&other),
                    "{other}"
                );
            }
        }
        // A row in capitals is no word in any case.
        let capital: WordSet = ["Ab"].into_iter().collect();
        assert!(
            capital.contains("Ab")
                && !capital.contains_any_case("ab")
                && !capital.contains_any_case("Ab")
        );
        assert!(!WordSet::default().contains("") && !WordSet::default().contains("a"));
        let empty: WordSet = [""].into_iter().collect();
        assert!(empty.contains("") && empty.contains_any_case("") && !empty.contains("a"));
    }

    #[test]
    fn eight_bytes_are_made_small() {
        let bytes = [b'A', b'Z', b'@', b'[', b'a', 0xC1, 0xDA, 0xFF];
        let lower = bytes.map(|b| b.to_ascii_lowercase());
        assert_eq!(small(u64::from_le_bytes(bytes)).to_le_bytes(), lower);
    }

    #[test]
    fn the_last_value_stays() {
        let long = "x".repeat(200);
        let map: WordMap<u8> = [("a", 1), (long.as_str(), 2), ("a", 3)]
            .into_iter()
            .collect();
        assert_eq!(map.get("a"), Some(&3));
        assert_eq!(map.get(&long), Some(&2));
        assert_eq!(map.get(&long[1..]), None);
        assert_eq!(map.len(), 2);
        let words: Vec<&str> = map.iter().map(|(word, _)| word).collect();
        assert_eq!(words, ["a", long.as_str()]);
        let other: WordMap<u8> = [(long.as_str(), 2), ("a", 3)].into_iter().collect();
        assert!(map == other && map != WordMap::default());
    }
}
