use crate::Feature;

/// The positions of features in a sorted list, found in constant time.
///
/// Beside the list stands a table of at least twice as many slots, a power of two. A feature lies in the slot of its
/// lowest bits, or in the next free one after it. The features 2, 10 and 18, of which the last three bits are the same,
/// lie in eight slots as
///
/// ```text
/// slot      0   1   2      3       4       5   6   7
/// feature           2      10      18
/// position          0      1       2
/// ```
///
/// 26 is looked for in slots 2, 3 and 4; slot 5 is free, so it is not there. A file keeps the list alone.
#[derive(Clone, Debug, Default)]
pub struct FeatureIndex {
    keys: Vec<Feature>,
    /// Open addressing over `keys`: a key with its position plus 1, or 0.
    slots: Vec<(Feature, u32)>,
}

impl FeatureIndex {
    /// An index of these features; `None` where they are not sorted or one stands twice.
    pub fn new(keys: Vec<Feature>) -> Option<Self> {
        if !keys.is_sorted_by(|a, b| a < b) {
            return None;
        }
        let len = (keys.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![(0, 0u32); len];
        for (position, &key) in keys.iter().enumerate() {
            let mut slot = key as usize & (len - 1);
            while slots[slot].1 != 0 {
                slot = (slot + 1) & (len - 1);
            }
            slots[slot] = (key, position as u32 + 1);
        }
        Some(Self { keys, slots })
    }

    /// Number of features.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The features, sorted.
    pub fn keys(&self) -> &[Feature] {
        &self.keys
    }

    /// The position of a feature.
    #[inline]
    pub fn get(&self, feature: Feature) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = feature as usize & mask;
        loop {
            let (key, next) = self.slots[slot];
            let at = (next as usize).checked_sub(1)?;
            if key == feature {
                return Some(at);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Four bytes for each feature, in order.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.keys.iter().flat_map(|k| k.to_le_bytes()).collect()
    }

    /// Reads what [`FeatureIndex::to_bytes`] wrote; `None` where the features are not sorted.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (keys, rest) = bytes.as_chunks();
        let keys = keys.iter().map(|&key| u32::from_le_bytes(key)).collect();
        Self::new(keys).filter(|_| rest.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::FeatureIndex;

    #[test]
    fn finds_what_it_holds() {
        let index = FeatureIndex::new(vec![2, 10, 18, 4_000_000_000]).unwrap();
        let found = [2, 3, 10, 18, 26, 4_000_000_000].map(|f| index.get(f));
        assert_eq!(found, [Some(0), None, Some(1), Some(2), None, Some(3)]);
        assert_eq!(FeatureIndex::default().get(1), None);
        let read = FeatureIndex::from_bytes(&index.to_bytes()).unwrap();
        assert_eq!(read.keys(), index.keys());
    }

    #[test]
    fn refuses_what_is_not_sorted() {
        assert!(FeatureIndex::new(vec![2, 2]).is_none());
        assert!(FeatureIndex::from_bytes(&[1, 0, 0, 0, 0]).is_none());
    }
}
