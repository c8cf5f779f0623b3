use crate::{Feature, Part};

/// The positions of features in a sorted list, found in constant time where the features are hashes.
///
/// The first bits of a feature choose a bucket of some of them, in which it is looked for. With two bits for a bucket,
/// the features `00…3`, `10…1` and `10…7` lie as
///
/// ```text
/// bucket     0    1    2    3
/// starts     0    1    1    3    3
/// keys       00…3      10…1 10…7
/// position   0         1    2
/// ```
///
/// A file keeps the keys alone, which are read where they lie.
#[derive(Clone, Debug, Default)]
pub struct FeatureIndex {
    /// Four bytes for each feature, the lowest first.
    keys: Part,
    /// Where the features of each bucket begin, and where the last end.
    starts: Vec<u32>,
    /// Bits of a feature beyond those that choose its bucket.
    rest: u32,
}

/// Features of a bucket, if they are spread evenly: their keys lie on one line of the processor's cache or two.
const BUCKET: usize = 4;

impl FeatureIndex {
    /// An index of these features; `None` where they are not sorted or one stands twice.
    pub fn new(keys: &[Feature]) -> Option<Self> {
        let bytes: Vec<u8> = keys.iter().flat_map(|k| k.to_le_bytes()).collect();
        Self::from_part(bytes.into())
    }

    /// An index of the features that [`FeatureIndex::to_bytes`] wrote; `None` where they are not sorted or one stands
    /// twice.
    pub fn from_part(part: Part) -> Option<Self> {
        let keys = part.numbers();
        if !part.len().is_multiple_of(4) || !keys.is_sorted_by(|&a, &b| number(a) < number(b)) {
            return None;
        }
        let bits = (keys.len() / BUCKET).checked_ilog2().unwrap_or(0);
        let rest = Feature::BITS - bits;
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        for (position, &key) in keys.iter().enumerate() {
            let bucket = bucket(number(key), rest);
            while starts.len() <= bucket {
                starts.push(position as u32);
            }
        }
        starts.resize((1 << bits) + 1, keys.len() as u32);
        Some(Self {
            keys: part,
            starts,
            rest,
        })
    }

    /// Number of features.
    pub fn len(&self) -> usize {
        self.keys.numbers::<4>().len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The features, sorted.
    pub fn keys(&self) -> impl Iterator<Item = Feature> {
        self.keys.numbers().iter().map(|&key| number(key))
    }

    /// The position of a feature.
    #[inline]
    pub fn get(&self, feature: Feature) -> Option<usize> {
        let bucket = bucket(feature, self.rest);
        let &[start, end] = self.starts.get(bucket..bucket + 2)? else {
            return None;
        };
        let keys = &self.keys.numbers()[start as usize..end as usize];
        let at = keys.binary_search_by(|&key| number(key).cmp(&feature));
        Some(start as usize + at.ok()?)
    }

    /// Four bytes for each feature, in order.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.keys.to_vec()
    }
}

#[inline]
fn number(key: [u8; 4]) -> Feature {
    Feature::from_le_bytes(key)
}

/// The bits of a feature before the rest, which is all of them where there is one bucket.
#[inline]
fn bucket(feature: Feature, rest: u32) -> usize {
    feature.checked_shr(rest).unwrap_or(0) as usize
}

#[cfg(test)]
mod tests {
    use super::FeatureIndex;

    #[test]
    fn finds_what_it_holds() {
        let index = FeatureIndex::new(&[2, 10, 18, 4_000_000_000]).unwrap();
        let found = [2, 3, 10, 18, 26, 4_000_000_000].map(|f| index.get(f));
        assert_eq!(found, [Some(0), None, Some(1), Some(2), None, Some(3)]);
        assert_eq!(FeatureIndex::default().get(1), None);
        let read = FeatureIndex::from_part(index.to_bytes().into()).unwrap();
        assert!(read.keys().eq([2, 10, 18, 4_000_000_000]));
    }

    #[test]
    fn finds_each_of_many_and_no_other() {
        for step in [1, 50_000, 858_993] {
            let keys: Vec<_> = (0..5000).map(|n| 7 + n * step).collect();
            let index = FeatureIndex::new(&keys).unwrap();
            for (position, &key) in keys.iter().enumerate() {
                assert_eq!(index.get(key), Some(position));
                let is_key = step == 1 && position + 1 < keys.len();
                assert_eq!(index.get(key + 1).is_some(), is_key);
            }
            assert_eq!(index.get(6), None);
            assert_eq!(index.get(u32::MAX), None);
        }
    }

    #[test]
    fn refuses_what_is_not_sorted() {
        assert!(FeatureIndex::new(&[2, 2]).is_none());
        assert!(FeatureIndex::from_part(vec![1, 0, 0, 0, 0].into()).is_none());
    }
}
