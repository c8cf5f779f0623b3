use crate::file::{ModelError, ModelFile};
use crate::{Feature, FeatureIndex, Part};

/// Weights of a linear classifier, sparse and quantised: for each feature some labels with a weight.
///
/// Scores are sums of small integers, so they are the same on every machine.
///
/// A file keeps four parts. Of a model with the labels 0, 1, 2 in which feature 7 speaks for label 0 and against label
/// 2, and feature 9 for label 1, they are
///
/// ```text
/// keys     7     9          four bytes each
/// counts   2     1          weights of each feature, one byte
/// labels   0 2   1          one byte each
/// weights  3 -2  5          signed roots, one byte each: they count 9, -4 and 25
/// ```
#[derive(Clone, Debug)]
pub struct Classifier {
    labels: usize,
    features: FeatureIndex,
    /// Bits that tell most features without weights before they are looked up.
    filter: Vec<u64>,
    /// The start of each feature's entries, and their end at the last.
    starts: Vec<u32>,
    /// The label of each entry, and the signed root of its weight.
    ids: Part,
    weights: Part,
}

impl Classifier {
    /// Builds it from rows sorted by feature, each with (label, weight) entries; no feature twice.
    #[cfg(feature = "train")]
    pub(crate) fn new(
        labels: usize,
        rows: impl IntoIterator<Item = (Feature, Vec<(u8, i8)>)>,
    ) -> Self {
        let (mut keys, mut starts, mut ids, mut weights) = (vec![], vec![0], vec![], vec![]);
        for (key, row) in rows {
            keys.push(key);
            ids.extend(row.iter().map(|&(label, _)| label));
            weights.extend(row.iter().map(|&(_, weight)| weight.cast_unsigned()));
            starts.push(ids.len() as u32);
        }
        let features = FeatureIndex::new(&keys).unwrap_or_default();
        Self {
            labels,
            filter: filter(&features),
            features,
            starts,
            ids: ids.into(),
            weights: weights.into(),
        }
    }

    /// Number of labels.
    pub fn labels(&self) -> usize {
        self.labels
    }

    /// Number of features that have a weight.
    pub fn features(&self) -> usize {
        self.features.len()
    }

    /// Adds the weights of a feature to the scores, one for each label.
    ///
    /// # Panics
    /// If there are fewer scores than labels.
    pub fn add(&self, feature: Feature, scores: &mut [i32]) {
        let (word, bit) = filter_bit(self.filter.len(), feature);
        if self.filter[word] & bit == 0 {
            return;
        }
        let Some(at) = self.features.get(feature) else {
            return;
        };
        let range = self.starts[at] as usize..self.starts[at + 1] as usize;
        for (&label, &weight) in self.ids[range.clone()].iter().zip(&self.weights[range]) {
            let root = i32::from(weight.cast_signed());
            let score = &mut scores[usize::from(label)];
            *score = score.saturating_add(root * root.abs());
        }
    }

    /// Sets the scores to the sums of these features' weights.
    ///
    /// # Panics
    /// If there are fewer scores than labels.
    pub fn score(&self, features: &[Feature], scores: &mut [i32]) {
        scores.fill(0);
        for &feature in features {
            self.add(feature, scores);
        }
    }

    /// The label with the highest score, the first of equals.
    pub fn best(scores: &[i32]) -> usize {
        let mut best = 0;
        for (label, score) in scores.iter().enumerate() {
            if *score > scores[best] {
                best = label;
            }
        }
        best
    }

    /// Puts the weights into a file under this name.
    pub fn write(&self, name: &str, file: &mut ModelFile) {
        let counts = self
            .starts
            .windows(2)
            .map(|w| (w[1] - w[0]) as u8)
            .collect();
        file.set(&format!("{name}.keys"), self.features.to_bytes());
        file.set(&format!("{name}.counts"), counts);
        file.set(&format!("{name}.labels"), self.ids.to_vec());
        file.set(&format!("{name}.weights"), self.weights.to_vec());
    }

    /// Reads the weights of this name from a file.
    ///
    /// # Errors
    /// [`ModelError`] where a part is missing or the parts do not fit together.
    pub fn read(name: &str, labels: usize, file: &ModelFile) -> Result<Self, ModelError> {
        let part = |part: &str| file.part(&format!("{name}.{part}"));
        let (keys, counts, ids, weights) = (
            part("keys")?,
            part("counts")?,
            part("labels")?,
            part("weights")?,
        );
        let broken = || ModelError::Inconsistent {
            part: name.to_owned(),
        };
        let features = FeatureIndex::from_part(keys).ok_or_else(broken)?;
        let total: usize = counts.iter().map(|&c| usize::from(c)).sum();
        let sound = features.len() == counts.len()
            && ids.len() == total
            && weights.len() == total
            && ids.iter().all(|&l| usize::from(l) < labels);
        if !sound {
            return Err(broken());
        }
        let mut starts = vec![0u32];
        let mut end = 0;
        for &count in &*counts {
            end += u32::from(count);
            starts.push(end);
        }
        Ok(Self {
            labels,
            filter: filter(&features),
            features,
            starts,
            ids,
            weights,
        })
    }
}

/// Bits of the filter for each feature.
const FILTER_BITS: usize = 8;

fn filter(features: &FeatureIndex) -> Vec<u64> {
    let words = (features.len() * FILTER_BITS / 64).next_power_of_two();
    let mut filter = vec![0; words];
    for feature in features.keys() {
        let (word, bit) = filter_bit(words, feature);
        filter[word] |= bit;
    }
    filter
}

/// The word of the filter and the bit in it for a feature.
fn filter_bit(words: usize, feature: Feature) -> (usize, u64) {
    let hash = feature.rotate_left(16) as usize;
    (hash >> 6 & (words - 1), 1 << (hash & 63))
}
