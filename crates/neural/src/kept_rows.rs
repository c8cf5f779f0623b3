/// Rows of numbers that stand for words whatever is around them, kept from text to text: a word that comes again costs a
/// look-up in place of some tens of sums.
///
/// A word has one place, by its hash, and takes it from the word that has it. What tells words apart is a key of the
/// user's, since two words may have one hash.
#[derive(Clone, Debug)]
pub struct KeptRows<K> {
    width: usize,
    keys: Vec<Option<K>>,
    /// A row for each place, and one for a word that is not kept.
    rows: Vec<f32>,
}

/// Words that are kept at most.
const PLACES: usize = 4096;

impl<K: Clone + PartialEq> KeptRows<K> {
    /// No words, for rows of this length.
    pub fn new(width: usize) -> Self {
        Self {
            width,
            keys: vec![None; PLACES],
            rows: vec![0.0; (PLACES + 1) * width],
        }
    }

    /// The row of a word, which `make` adds up on zeros where it is not kept. A word without a key never is.
    pub fn row(&mut self, hash: u64, key: Option<K>, make: impl FnOnce(&mut [f32])) -> &[f32] {
        let place = match key {
            Some(_) => hash as usize % PLACES,
            None => PLACES,
        };
        let row = &mut self.rows[place * self.width..(place + 1) * self.width];
        let is_kept = key.is_some() && self.keys[place] == key;
        if !is_kept {
            row.fill(0.0);
            make(row);
            if key.is_some() {
                self.keys[place] = key;
            }
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_its_own_row_whatever_came_before() {
        let mut rows = KeptRows::new(2);
        // Words of the same places, of the same hashes, and such as are never kept.
        let words: Vec<(u64, Option<u64>)> = (0..3 * PLACES as u64)
            .map(|n| (n / 2, (n % 5 > 0).then_some(n)))
            .collect();
        for &(hash, key) in words.iter().chain(&words).chain(words.iter().rev()) {
            let own = [hash as f32, key.map_or(-1.0, |key| key as f32)];
            assert_eq!(rows.row(hash, key, |row| row.copy_from_slice(&own)), own);
        }
    }

    #[test]
    fn a_kept_word_is_not_made_again() {
        let mut rows = KeptRows::new(1);
        rows.row(7, Some("word"), |row| row[0] += 1.0);
        assert_eq!(rows.row(7, Some("word"), |row| row[0] += 5.0), [1.0]);
        assert_eq!(rows.row(7, Some("other"), |row| row[0] += 2.0), [2.0]);
        assert_eq!(rows.row(7, None, |row| row[0] += 3.0), [3.0]);
        assert_eq!(rows.row(7, None, |row| row[0] += 4.0), [4.0]);
    }
}
