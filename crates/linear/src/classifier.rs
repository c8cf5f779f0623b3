use crate::Feature;
use crate::file::{ModelError, ModelFile};

/// Weights of a linear classifier, sparse and quantised: for each feature some labels with a weight.
///
/// Scores are sums of small integers, so they are the same on every machine.
#[derive(Clone, Debug)]
pub struct Classifier {
    labels: usize,
    /// Sorted ids of the features, with the start of each one's entries (and their end at the last).
    keys: Vec<u32>,
    starts: Vec<u32>,
    /// Label and signed root of the weight.
    entries: Vec<(u8, i8)>,
    /// Open addressing over `keys`: position plus 1, or 0.
    index: Vec<u32>,
}

impl Classifier {
    /// Builds it from rows sorted by feature, each with (label, weight) entries.
    #[cfg(feature = "train")]
    pub(crate) fn new(
        labels: usize,
        rows: impl IntoIterator<Item = (Feature, Vec<(u8, i8)>)>,
    ) -> Self {
        let (mut keys, mut starts, mut entries) = (Vec::new(), vec![0], Vec::new());
        for (key, row) in rows {
            keys.push(key);
            entries.extend(row);
            starts.push(entries.len() as u32);
        }
        let index = index(&keys);
        Self {
            labels,
            keys,
            starts,
            entries,
            index,
        }
    }

    /// Number of labels.
    pub fn labels(&self) -> usize {
        self.labels
    }

    /// Number of features that have a weight.
    pub fn features(&self) -> usize {
        self.keys.len()
    }

    /// Adds the weights of a feature to the scores, one for each label.
    ///
    /// # Panics
    /// If there are fewer scores than labels.
    pub fn add(&self, feature: Feature, scores: &mut [i32]) {
        let mask = self.index.len() - 1;
        let mut slot = feature as usize & mask;
        loop {
            let at = self.index[slot] as usize;
            if at == 0 {
                return;
            }
            if self.keys[at - 1] == feature {
                let range = self.starts[at - 1] as usize..self.starts[at] as usize;
                for &(label, weight) in &self.entries[range] {
                    let root = i32::from(weight);
                    scores[usize::from(label)] += root * root.abs();
                }
                return;
            }
            slot = (slot + 1) & mask;
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
        let keys = self.keys.iter().flat_map(|k| k.to_le_bytes()).collect();
        file.set(&format!("{name}.keys"), keys);
        file.set(&format!("{name}.counts"), counts);
        file.set(
            &format!("{name}.labels"),
            self.entries.iter().map(|e| e.0).collect(),
        );
        file.set(
            &format!("{name}.weights"),
            self.entries.iter().map(|e| e.1.cast_unsigned()).collect(),
        );
    }

    /// Reads the weights of this name from a file.
    ///
    /// # Errors
    /// [`ModelError`] where a part is missing or the parts do not fit together.
    pub fn read(name: &str, labels: usize, file: &ModelFile) -> Result<Self, ModelError> {
        let part = |part: &str| file.get(&format!("{name}.{part}"));
        let (keys, counts, ids, weights) = (
            part("keys")?,
            part("counts")?,
            part("labels")?,
            part("weights")?,
        );
        let keys: Vec<u32> = keys
            .chunks_exact(4)
            .map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]))
            .collect();
        let total: usize = counts.iter().map(|&c| usize::from(c)).sum();
        let sound = keys.len() == counts.len()
            && ids.len() == total
            && weights.len() == total
            && keys.windows(2).all(|w| w[0] < w[1])
            && ids.iter().all(|&l| usize::from(l) < labels);
        if !sound {
            return Err(ModelError::Inconsistent {
                part: name.to_owned(),
            });
        }
        let mut starts = vec![0u32];
        let mut end = 0;
        for &count in counts {
            end += u32::from(count);
            starts.push(end);
        }
        let entries = ids
            .iter()
            .zip(weights)
            .map(|(&l, &w)| (l, w.cast_signed()))
            .collect();
        let index = index(&keys);
        Ok(Self {
            labels,
            keys,
            starts,
            entries,
            index,
        })
    }
}

fn index(keys: &[u32]) -> Vec<u32> {
    let len = (keys.len() * 2).next_power_of_two().max(2);
    let mut index = vec![0u32; len];
    for (position, &key) in keys.iter().enumerate() {
        let mut slot = key as usize & (len - 1);
        while index[slot] != 0 {
            slot = (slot + 1) & (len - 1);
        }
        index[slot] = position as u32 + 1;
    }
    index
}
