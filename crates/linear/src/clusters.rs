use crate::{ModelError, ModelFile, Part, WordIndex};

/// Clusters of words: each word's path in a binary tree of words that are used alike.
///
/// A path of `n` steps, 1 to 15, is a number of `n + 1` bits: a one, then the steps. Words are kept as
/// 30 bits of their hash, so that one word in some thousand that is not there is taken for another.
#[derive(Clone, Debug, Default)]
pub struct Clusters {
    index: WordIndex,
    /// Two bytes for each word, the lowest first.
    paths: Part,
}

/// Bits of a hash that choose a bucket.
#[cfg(feature = "train")]
const BITS: u32 = 14;

impl Clusters {
    /// The clusters of this name in a file; none where it has no such part.
    ///
    /// # Errors
    /// [`ModelError`] where parts are missing or do not fit together.
    pub fn read(name: &str, file: &ModelFile) -> Result<Self, ModelError> {
        let part = paths_name(name);
        let Ok(paths) = file.part(&part) else {
            return Ok(Self::default());
        };
        let index = WordIndex::read(name, file)?;
        if paths.len() != 2 * index.len() {
            return Err(ModelError::Inconsistent {
                part: name.to_owned(),
            });
        }
        Ok(Self { index, paths })
    }

    /// Clusters of words given as hashes with their paths. Words beyond 255 in a bucket of hashes are left out.
    #[cfg(feature = "train")]
    pub fn new(words: impl IntoIterator<Item = (u64, u16)>) -> Self {
        let (hashes, all): (Vec<u64>, Vec<u16>) = words.into_iter().unzip();
        let (index, numbers) = WordIndex::new(BITS, hashes);
        let paths = numbers
            .into_iter()
            .flat_map(|number| all[number].to_le_bytes());
        Self {
            index,
            paths: paths.collect::<Vec<u8>>().into(),
        }
    }

    /// Puts the clusters into a file under this name; nothing where there are none.
    pub fn write(&self, name: &str, file: &mut ModelFile) {
        if self.index.is_empty() {
            return;
        }
        self.index.write(name, file);
        file.set(&paths_name(name), self.paths.to_vec());
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
        let at = self.index.get(hash);
        at.map_or(0, |at| u16::from_le_bytes(self.paths.numbers()[at]))
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

fn paths_name(name: &str) -> String {
    format!("{name}.paths")
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
