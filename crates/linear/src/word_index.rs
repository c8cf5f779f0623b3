use crate::{ModelError, ModelFile, Part};

/// The positions of words in a table, found by their hashes.
///
/// Of a word's mixed hash the first bits choose a bucket, and sixteen others stand in it, sorted. With 16 bits for a
/// bucket and half a million words a word that is not there is taken for another once in ten thousand times.
/// With two bits for a bucket, the mixed hashes `00…3`, `10…1` and `10…7` lie as
///
/// ```text
/// bucket     0    1    2    3
/// counts     1    0    2    0
/// keys       3         1 7
/// position   0         1 2
/// ```
#[derive(Clone, Debug, Default)]
pub struct WordIndex {
    /// Where the words of each bucket begin, and where the last end.
    starts: Vec<u32>,
    /// Two bytes for each word, the lowest first.
    keys: Part,
}

/// Most buckets, as many as sixteen bits tell.
const MOST_BUCKETS: usize = 1 << 16;

/// Most words of a bucket, so that a count is a byte.
#[cfg(feature = "train")]
const LARGEST: usize = 255;

/// Keys that are compared at once.
const WINDOW: usize = 8;

impl WordIndex {
    /// An index of words given as hashes, of which so many bits choose a bucket, with the numbers of the words in the
    /// order of their positions. Of words that cannot be told apart the first counts; those beyond 255 in a bucket are
    /// left out.
    #[cfg(feature = "train")]
    pub fn new(bits: u32, hashes: impl IntoIterator<Item = u64>) -> (Self, Vec<usize>) {
        let mut buckets = vec![std::collections::BTreeMap::new(); 1 << bits];
        for (number, hash) in hashes.into_iter().enumerate() {
            let (bucket, key) = split(hash, bits);
            if buckets[bucket].len() < LARGEST {
                buckets[bucket].entry(key).or_insert(number);
            }
        }
        let (mut starts, mut keys, mut numbers) = (vec![0], Vec::new(), Vec::new());
        for bucket in buckets {
            keys.extend(bucket.keys().flat_map(|key: &u16| key.to_le_bytes()));
            numbers.extend(bucket.into_values());
            starts.push(numbers.len() as u32);
        }
        let keys = keys.into();
        (Self { starts, keys }, numbers)
    }

    /// Reads the index of this name from a file.
    ///
    /// # Errors
    /// [`ModelError`] where parts are missing or do not fit together.
    pub fn read(name: &str, file: &ModelFile) -> Result<Self, ModelError> {
        let [counts, keys] = parts(name).map(|part| file.part(&part));
        let (counts, keys) = (counts?, keys?);
        let mut starts = vec![0];
        starts.extend(counts.iter().scan(0, |end, &count| {
            *end += u32::from(count);
            Some(*end)
        }));
        let total = starts.last().map_or(0, |&end| end as usize);
        let is_sound = counts.len().is_power_of_two() && counts.len() <= MOST_BUCKETS;
        if !is_sound || keys.len() != 2 * total {
            return Err(ModelError::Inconsistent {
                part: name.to_owned(),
            });
        }
        Ok(Self { starts, keys })
    }

    /// Puts the index into a file under this name.
    pub fn write(&self, name: &str, file: &mut ModelFile) {
        let [counts, keys] = parts(name);
        let count = |ends: &[u32]| (ends[1] - ends[0]) as u8;
        file.set(&counts, self.starts.windows(2).map(count).collect());
        file.set(&keys, self.keys.to_vec());
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.keys.numbers::<2>().len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The position of a word by its hash.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<usize> {
        let buckets = self.starts.len().checked_sub(1)?;
        let (bucket, key) = split(hash, buckets.trailing_zeros());
        let &[start, end] = self.starts.get(bucket..bucket + 2)? else {
            return None;
        };
        let keys = self.keys.numbers();
        let (mut at, end) = (start as usize, end as usize);
        // Counts smaller keys, so that the processor has no branch to guess wrong and looks for several words at a time.
        while let Some(window) = keys[at..].first_chunk::<WINDOW>() {
            let left = end - at;
            let is_smaller = |(n, &k): (usize, &[u8; 2])| n < left && u16::from_le_bytes(k) < key;
            let smaller = window.iter().enumerate().map(|w| u16::from(is_smaller(w)));
            let smaller = usize::from(smaller.sum::<u16>());
            at += smaller;
            if smaller < WINDOW || at == end {
                return (at < end && u16::from_le_bytes(keys[at]) == key).then_some(at);
            }
        }
        let mut rest = keys[at..end].iter();
        let further = rest.position(|&k| u16::from_le_bytes(k) == key)?;
        Some(at + further)
    }
}

fn parts(name: &str) -> [String; 2] {
    ["counts", "keys"].map(|part| format!("{name}.{part}"))
}

/// The halves of a hash, mixed first: words are short, and the top of their hashes alike.
fn split(hash: u64, bits: u32) -> (usize, u16) {
    let hash = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let bucket = hash.checked_shr(64 - bits).unwrap_or(0);
    (bucket as usize, (hash >> 32) as u16)
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;
    use crate::hash_bytes;

    #[test]
    fn finds_each_word_where_it_lies() {
        let hash = |n: u32| hash_bytes(&n.to_le_bytes());
        let (index, numbers) = WordIndex::new(16, (0..50_000).map(hash));
        let mut file = ModelFile::new("test", 1);
        index.write("words", &mut file);
        let read = WordIndex::read("words", &file).unwrap();
        assert!(numbers.len() > 49_990);
        for (position, &number) in numbers.iter().enumerate() {
            assert_eq!(read.get(hash(number as u32)), Some(position));
        }
        let taken = (60_000..160_000).filter(|&n| read.get(hash(n)).is_some());
        assert!(taken.count() < 10);
        assert_eq!(WordIndex::default().get(7), None);
    }

    #[test]
    fn refuses_parts_that_do_not_fit() {
        let (index, _) = WordIndex::new(16, [1, 2, 3]);
        let mut file = ModelFile::new("test", 1);
        index.write("words", &mut file);
        file.set("words.keys", vec![0; 5]);
        assert!(WordIndex::read("words", &file).is_err());
    }
}
