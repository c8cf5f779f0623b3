//! How given names end.

use crate::kinds::Gender;

/// The longest ending of given names that is counted.
const LETTERS: usize = 3;

/// Fewer names than that with an ending tell nothing.
const FEWEST: u32 = 8;

/// The given names with the same last letters, counted.
///
/// An ending is its letters in 21 bits each, the last in the lowest.
#[derive(Clone, Debug, Default)]
pub(super) struct Endings {
    /// Sorted by the ending.
    counts: Vec<(u64, Count)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    women: u32,
    all: u32,
}

impl Endings {
    /// The endings of these names.
    pub(super) fn of<'n>(names: impl IntoIterator<Item = (&'n str, &'n Gender)>) -> Self {
        // The lowest bit tells the gender, so that numbers alone are sorted.
        let mut all: Vec<u64> = Vec::new();
        for (name, gender) in names {
            let woman = u64::from(*gender == Gender::Feminine);
            all.extend(endings(name).map(|ending| ending << 1 | woman));
        }
        all.sort_unstable();
        let same = all.chunk_by(|a, b| a >> 1 == b >> 1);
        let count = |same: &[u64]| {
            let women = same.iter().map(|ending| (ending & 1) as u32).sum();
            let all = same.len() as u32;
            (same[0] >> 1, Count { women, all })
        };
        Self {
            counts: same.map(count).collect(),
        }
    }

    /// How many of the names that end as this one does are women's, and how many there are: by the longest ending that
    /// enough names have.
    pub(super) fn share_of_women(&self, name: &str) -> Option<(u32, u32)> {
        let known = |ending: u64| {
            let at = self.counts.binary_search_by_key(&ending, |&(own, _)| own);
            let (_, count) = self.counts[at.ok()?];
            (count.all >= FEWEST).then_some((count.women, count.all))
        };
        endings(name).filter_map(known).last()
    }
}

/// The last letters of a name that is longer, from one on.
fn endings(name: &str) -> impl Iterator<Item = u64> {
    let mut letters = name.chars().rev();
    let mut ending = 0;
    (0..LETTERS).map_while(move |before| {
        let letter = u64::from(u32::from(letters.next()?));
        ending |= letter << (21 * before);
        let is_shorter = letters.clone().next().is_some();
        is_shorter.then_some(ending)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_ending_that_is_frequent_tells() {
        let women = ["nora", "dora", "flora", "cora", "kora", "vora", "zora"];
        let men = ["luka", "ilya", "joshua"];
        let women = women.iter().map(|&name| (name, &Gender::Feminine));
        let men = men.iter().map(|&name| (name, &Gender::Masculine));
        let endings = Endings::of(women.clone().chain(men.clone()));
        assert_eq!(endings.share_of_women("thora"), Some((7, 10)));
        assert_eq!(endings.share_of_women("peter"), None);
        let endings = Endings::of(women.chain(men).chain([("aurora", &Gender::Feminine)]));
        assert_eq!(endings.share_of_women("thora"), Some((8, 8)));
        // The whole of a name is no ending of it.
        assert_eq!(endings.share_of_women("a"), None);
    }
}
