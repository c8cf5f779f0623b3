use std::cmp::Ordering;

/// A set of words, asked without an allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordSet(WordMap<()>);

/// Words with a value each, asked without an allocation.
///
/// Iteration is in the order of the words' bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordMap<V> {
    rows: Vec<(Box<str>, V)>,
    /// Bit `n` is set where a word of `n` bytes is there, the last one for all longer ones: most words
    /// that are asked for are told by it to be none.
    lengths: u64,
    /// Bytes of the longest word.
    longest: usize,
}

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            lengths: 0,
            longest: 0,
        }
    }
}

fn length_bit(len: usize) -> u64 {
    1 << len.min(63)
}

impl<V> WordMap<V> {
    /// The value of a word as it is written.
    pub fn get(&self, word: &str) -> Option<&V> {
        self.find(word.len(), |row| row.cmp(word))
    }

    /// The value of a word whose rows are in small letters, however the word itself is written.
    pub fn get_any_case(&self, word: &str) -> Option<&V> {
        // Text of any length is told off at once: a small letter has at least a third of the bytes.
        if word.len() / 3 > self.longest {
            return None;
        }
        if word.is_ascii() {
            let small = || word.bytes().map(|b| b.to_ascii_lowercase());
            self.find(word.len(), |row| row.bytes().cmp(small()))
        } else {
            let small = || word.chars().flat_map(char::to_lowercase);
            let len = small().map(char::len_utf8).sum();
            self.find(len, |row| row.chars().cmp(small()))
        }
    }

    fn find(&self, len: usize, order: impl Fn(&str) -> Ordering) -> Option<&V> {
        if self.lengths & length_bit(len) == 0 {
            return None;
        }
        let at = self.rows.binary_search_by(|(row, _)| order(row)).ok()?;
        Some(&self.rows[at].1)
    }

    /// The words and their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.rows.iter().map(|(word, value)| (&**word, value))
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl<S: Into<Box<str>>, V> FromIterator<(S, V)> for WordMap<V> {
    /// The last value of a word stays.
    fn from_iter<I: IntoIterator<Item = (S, V)>>(rows: I) -> Self {
        let rows = rows.into_iter().map(|(word, value)| (word.into(), value));
        let mut rows: Vec<(Box<str>, V)> = rows.collect();
        // The sort keeps the order of equal words, of which the first one is kept then.
        rows.reverse();
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        rows.dedup_by(|a, b| a.0 == b.0);
        let lengths = rows.iter().map(|(word, _)| word.len());
        Self {
            lengths: lengths.clone().fold(0, |all, len| all | length_bit(len)),
            longest: lengths.max().unwrap_or_default(),
            rows,
        }
    }
}

impl WordSet {
    /// Whether the set holds the word as it is written.
    pub fn contains(&self, word: &str) -> bool {
        self.0.get(word).is_some()
    }

    /// Whether the set, whose words are in small letters, holds the word, however that is written.
    pub fn contains_any_case(&self, word: &str) -> bool {
        self.0.get_any_case(word).is_some()
    }

    /// The words, in the order of their bytes.
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

impl<S: Into<Box<str>>> FromIterator<S> for WordSet {
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
    fn the_last_value_stays() {
        let long = "x".repeat(200);
        let map: WordMap<u8> = [("a", 1), (long.as_str(), 2), ("a", 3)]
            .into_iter()
            .collect();
        assert_eq!(map.get("a"), Some(&3));
        assert_eq!(map.get(&long), Some(&2));
        assert_eq!(map.get(&long[1..]), None);
        assert_eq!(map.len(), 2);
    }
}
