use crate::{ModelError, ModelFile};

/// Clusters of words: each word's path in a binary tree of words that are used alike.
///
/// A path of `n` steps, 1 to 15, is a number of `n + 1` bits: a one, then the steps. Words are kept as
/// 30 bits of their hash, so that one word in some thousand that is not there is taken for another.
#[derive(Clone, Debug, Default)]
pub struct Clusters {
    /// Where the words with each first half of the hash begin, and where the last end.
    starts: Vec<u32>,
    /// Second half of the hash, sorted for each first half.
    keys: Vec<u16>,
    paths: Vec<u16>,
}

/// Bits of the first half of a hash.
const BITS: u32 = 14;

impl Clusters {
    /// The clusters of this name in a file; none where it has no such part.
    ///
    /// # Errors
    /// [`ModelError`] where parts are missing or do not fit together.
    pub fn read(name: &str, file: &ModelFile) -> Result<Self, ModelError> {
        let [counts, keys, paths] = parts(name);
        let Ok(counts) = file.get(&counts) else {
            return Ok(Self::default());
        };
        let numbers = |name: &str| -> Result<Vec<u16>, ModelError> {
            let bytes = file.get(name)?.chunks_exact(2);
            Ok(bytes.map(|b| u16::from_le_bytes([b[0], b[1]])).collect())
        };
        let (keys, paths) = (numbers(&keys)?, numbers(&paths)?);
        let mut starts = vec![0];
        starts.extend(counts.iter().scan(0, |end, &count| {
            *end += u32::from(count);
            Some(*end)
        }));
        let total = starts.last().map_or(0, |&end| end as usize);
        if counts.len() != 1 << BITS || keys.len() != total || paths.len() != total {
            return Err(ModelError::Inconsistent {
                part: name.to_owned(),
            });
        }
        Ok(Self {
            starts,
            keys,
            paths,
        })
    }

    /// Clusters of words given as hashes with their paths. Words beyond 255 with one first half are
    /// left out.
    #[cfg(feature = "train")]
    pub fn new(words: impl IntoIterator<Item = (u64, u16)>) -> Self {
        let mut buckets = vec![std::collections::BTreeMap::new(); 1 << BITS];
        for (hash, path) in words {
            let (bucket, key) = split(hash);
            buckets[bucket].entry(key).or_insert(path);
        }
        let mut clusters = Self {
            starts: vec![0],
            ..Self::default()
        };
        for bucket in buckets {
            for (key, path) in bucket.into_iter().take(255) {
                clusters.keys.push(key);
                clusters.paths.push(path);
            }
            clusters.starts.push(clusters.keys.len() as u32);
        }
        clusters
    }

    /// Puts the clusters into a file under this name; nothing where there are none.
    pub fn write(&self, name: &str, file: &mut ModelFile) {
        if self.keys.is_empty() {
            return;
        }
        let counts = self.starts.windows(2).map(|w| (w[1] - w[0]) as u8);
        let bytes = |numbers: &[u16]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        let parts = parts(name);
        file.set(&parts[0], counts.collect());
        file.set(&parts[1], bytes(&self.keys));
        file.set(&parts[2], bytes(&self.paths));
    }

    /// The first steps of a path, all of them where it has fewer; 0 for no path.
    pub fn steps(path: u16, count: u32) -> u64 {
        let bits = 16 - path.leading_zeros();
        u64::from(path >> bits.saturating_sub(count + 1))
    }

    /// The number of a path given as steps of `0` and `1`, the first fifteen of them; 0 for none.
    pub fn number(steps: &str) -> u16 {
        let bits = steps.bytes().take(15);
        let path = bits.fold(1u16, |path, bit| path << 1 | u16::from(bit == b'1'));
        if path == 1 { 0 } else { path }
    }

    /// The path of a word by its hash; 0 where it has none.
    pub fn path(&self, hash: u64) -> u16 {
        let (bucket, key) = split(hash);
        let Some(&[start, end]) = self.starts.get(bucket..bucket + 2) else {
            return 0;
        };
        let range = start as usize..end as usize;
        self.keys[range.clone()]
            .binary_search(&key)
            .map_or(0, |at| self.paths[range.start + at])
    }
}

/// Up to three sets of clusters, which part the words in ways of their own.
#[derive(Clone, Debug, Default)]
pub struct ClusterSets([Clusters; SETS]);

/// Sets that are kept together.
const SETS: usize = 3;

impl ClusterSets {
    /// The sets of a file; empty ones where it has none.
    ///
    /// # Errors
    /// As [`Clusters::read`].
    pub fn read(file: &ModelFile) -> Result<Self, ModelError> {
        let mut sets = Self::default();
        for (number, set) in sets.0.iter_mut().enumerate() {
            *set = Clusters::read(&set_name(number), file)?;
        }
        Ok(sets)
    }

    /// Fills a set, by number, with words given as hashes and their paths as steps of `0` and `1`.
    ///
    /// # Panics
    /// If the number is above 2.
    #[cfg(feature = "train")]
    pub fn set<'a>(&mut self, number: usize, words: impl IntoIterator<Item = (u64, &'a str)>) {
        let paths = words.into_iter();
        self.0[number] = Clusters::new(paths.map(|(word, path)| (word, Clusters::number(path))));
    }

    /// Puts the sets into a file.
    #[cfg(feature = "train")]
    pub fn write(&self, file: &mut ModelFile) {
        for (number, set) in self.0.iter().enumerate() {
            set.write(&set_name(number), file);
        }
    }

    /// The paths of a word by the hash of its form or else of the form in small letters; 0 where a set has
    /// neither.
    pub fn paths(&self, form: u64, lower: u64) -> [u16; SETS] {
        self.0.each_ref().map(|set| match set.path(form) {
            0 => set.path(lower),
            path => path,
        })
    }
}

fn set_name(number: usize) -> String {
    format!("clusters{number}")
}

fn parts(name: &str) -> [String; 3] {
    ["counts", "keys", "paths"].map(|part| format!("{name}.{part}"))
}

/// The halves of a hash, mixed first: words are short, and the top of their hashes alike.
fn split(hash: u64) -> (usize, u16) {
    let hash = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((hash >> (64 - BITS)) as usize, (hash >> 32) as u16)
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    #[test]
    fn gives_back_each_path() {
        let hash = |n: u64| (n + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let words: Vec<(u64, u16)> = (0..20_000)
            .map(|n| (hash(n), 1 + n as u16 % 8191))
            .collect();
        let clusters = Clusters::new(words.clone());
        let mut file = ModelFile::new("test", 1);
        clusters.write("words", &mut file);
        let read = Clusters::read("words", &file).unwrap();
        let same = words.iter().filter(|(h, path)| read.path(*h) == *path);
        assert!(same.count() > 19_990);
        let taken = (30_000..40_000).filter(|&n| read.path(hash(n)) != 0);
        assert!(taken.count() < 10);
        assert_eq!(
            Clusters::read("words", &ModelFile::new("test", 1))
                .unwrap()
                .path(7),
            0
        );
    }

    #[test]
    fn cuts_a_path() {
        assert_eq!(Clusters::steps(0b1_0110, 2), 0b1_01);
        assert_eq!(Clusters::steps(0b1_0110, 9), 0b1_0110);
        assert_eq!(Clusters::steps(0, 4), 0);
        assert_eq!(Clusters::number("0110"), 0b1_0110);
        assert_eq!(Clusters::number(""), 0);
    }
}
