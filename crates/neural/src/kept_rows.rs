use crate::matrix::{largest, whole, within};
use crate::simd::vectorized;

/// Rows of numbers that stand for words whatever is around them, kept from text to text: a word that comes again costs a
/// look-up in place of some tens of sums.
///
/// It is a two-way set-associative cache: a hash gives a word two places, and a new word takes the one of them that was
/// used longer ago. What tells words apart is
/// a key of the user's, since two words may have one hash. The numbers are rounded to 16 bits on a scale for each row,
/// those of words that are not kept too, so that it does not matter what is kept.
#[derive(Clone, Debug)]
pub struct KeptRows<K> {
    width: usize,
    sets: Vec<Set<K>>,
    /// A row for each place, and one for words that are not kept.
    rows: Vec<i16>,
    /// That of the row for words that are not kept.
    scale: f32,
}

/// The two places of some hashes.
#[derive(Clone, Debug)]
struct Set<K> {
    keys: [Option<K>; PLACES],
    scales: [f32; PLACES],
    /// The place that was used last.
    last: u8,
}

const PLACES: usize = 2;

/// Half of the words that are kept at most.
const SETS: usize = 4096;

/// The largest size of a rounded number.
const LARGEST: f32 = 32767.0;

/// Sizes beyond it count as it.
const LIMIT: f32 = 1e30;

impl<K: Clone + PartialEq> KeptRows<K> {
    /// No words, for rows of this length.
    pub fn new(width: usize) -> Self {
        let none = Set {
            keys: [None, None],
            scales: [0.0; PLACES],
            last: 0,
        };
        Self {
            width,
            sets: vec![none; SETS],
            rows: vec![0; (SETS * PLACES + 1) * width],
            scale: 0.0,
        }
    }

    /// Writes the row of a word, which `make` adds up on zeros where it is not kept. A word without a key never is,
    /// and takes no other's place.
    ///
    /// # Panics
    /// If the row is not as long as the others.
    pub fn read(
        &mut self,
        hash: u64,
        key: Option<K>,
        out: &mut [f32],
        make: impl FnOnce(&mut [f32]),
    ) {
        assert_eq!(out.len(), self.width, "length of the row");
        let number = hash as usize % SETS;
        let set = &mut self.sets[number];
        let mut kept = set.keys.iter();
        let found = kept.position(|kept| key.is_some() && *kept == key);
        let place = found.unwrap_or(usize::from(set.last == 0));
        let (start, scale) = if key.is_some() {
            set.last = place as u8;
            (number * PLACES + place, &mut set.scales[place])
        } else {
            (SETS * PLACES, &mut self.scale)
        };
        let row = &mut self.rows[start * self.width..(start + 1) * self.width];
        if found.is_none() {
            out.fill(0.0);
            make(out);
            pack(out, row, scale);
            if key.is_some() {
                set.keys[place] = key;
            }
        }
        unpack(row, *scale, out);
    }
}

vectorized! {
    /// Rounds numbers on a scale of their own. Those that are none, or infinite, count as the largest.
    fn pack(values: &[f32], out: &mut [i16], scale: &mut f32) {
        let size = largest(values).min(LIMIT);
        let most = size.max(1e-9);
        *scale = most / LARGEST;
        for (out, value) in out.iter_mut().zip(values) {
            *out = whole(within(value / most * LARGEST, LARGEST)) as i16;
        }
    }
}

vectorized! {
    fn unpack(values: &[i16], scale: f32, out: &mut [f32]) {
        for (out, &value) in out.iter_mut().zip(values) {
            *out = f32::from(value) * scale;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rows: &mut KeptRows<u64>, hash: u64, key: Option<u64>, made: [f32; 3]) -> [f32; 3] {
        let mut out = [7.0; 3];
        rows.read(hash, key, &mut out, |row| row.copy_from_slice(&made));
        out
    }

    #[test]
    fn a_word_has_its_own_row_whatever_came_before() {
        let (mut rows, mut others) = (KeptRows::new(3), KeptRows::new(3));
        // Words of the same places, of the same hashes, and such as are never kept.
        let words: Vec<(u64, Option<u64>)> = (0..5 * SETS as u64)
            .map(|n| (n / 3, (n % 5 > 0).then_some(n)))
            .collect();
        for &(hash, key) in words.iter().chain(&words).chain(words.iter().rev()) {
            let made = [hash as f32, key.map_or(-1.0, |key| key as f32 / 7.0), 0.5];
            let fresh = read(&mut others, hash, None, made);
            let row = read(&mut rows, hash, key, made);
            assert_eq!(row.map(f32::to_bits), fresh.map(f32::to_bits));
        }
    }

    #[test]
    fn a_kept_word_is_not_made_again() {
        let mut rows = KeptRows::new(3);
        let near = |a: [f32; 3], b: [f32; 3]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-3);
        assert!(near(
            read(&mut rows, 7, Some(1), [1.0, -2.0, 0.0]),
            [1.0, -2.0, 0.0]
        ));
        assert!(near(read(&mut rows, 7, Some(2), [3.0; 3]), [3.0; 3]));
        assert!(near(
            read(&mut rows, 7, Some(1), [5.0; 3]),
            [1.0, -2.0, 0.0]
        ));
        // The second word was used longer ago, and goes.
        assert!(near(read(&mut rows, 7, Some(3), [4.0; 3]), [4.0; 3]));
        assert!(near(
            read(&mut rows, 7, Some(1), [5.0; 3]),
            [1.0, -2.0, 0.0]
        ));
        assert!(near(read(&mut rows, 7, Some(2), [6.0; 3]), [6.0; 3]));
        assert!(near(read(&mut rows, 9, None, [8.0; 3]), [8.0; 3]));
        assert!(near(read(&mut rows, 9, None, [9.0; 3]), [9.0; 3]));
        // One that is not kept leaves those of its hash.
        for _ in 0..3 {
            assert!(near(read(&mut rows, 7, None, [8.0; 3]), [8.0; 3]));
        }
        assert!(near(read(&mut rows, 7, Some(2), [5.0; 3]), [6.0; 3]));
        assert!(near(
            read(&mut rows, 7, Some(1), [5.0; 3]),
            [1.0, -2.0, 0.0]
        ));
    }

    #[test]
    fn what_is_no_number_does_not_stop_it() {
        let mut rows = KeptRows::new(3);
        let row = read(&mut rows, 1, Some(1), [f32::NAN, f32::INFINITY, 1.0]);
        assert!(row.iter().all(|value| value.is_finite()));
        let zeros = read(&mut rows, 2, Some(2), [0.0; 3]);
        assert!(zeros.iter().all(|&value| value == 0.0));
    }
}
