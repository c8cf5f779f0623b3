use newsgraph_linear::{ClusterSets, Clusters, Feature, feature, hash_bytes};
use std::fmt::Write;

/// Number of features of a word alone; the first says which word it is, the others what it is like.
pub(crate) const FEATURES: usize = 11;

/// Features of the spaces around the words of a sentence: none around a dash is another dash than one on
/// each side. Where all words stand apart, as in text that was split before, spaces say nothing.
///
/// `glued` tells for each word whether it follows the one before without a space.
pub(crate) fn spaces(glued: &[bool]) -> impl Iterator<Item = Option<Feature>> {
    let telling = glued.contains(&true);
    (0..glued.len()).map(move |at| {
        let after = glued.get(at + 1).copied().unwrap_or(false);
        telling.then(|| feature(11, [u64::from(glued[at]) * 2 + u64::from(after)]))
    })
}

/// Steps of a cluster's path that make a feature: few, and all.
const STEPS: [u32; 2] = [8, 15];

/// Reads the features of words: their form in small letters, affixes, shape, and clusters.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordReader {
    form: String,
    lower: String,
    shape: String,
}

fn plain(c: char) -> char {
    match c {
        '“' | '”' | '«' | '»' | '„' => '"',
        '‘' | '’' | '`' => '\'',
        '–' | '—' | '―' | '‑' => '-',
        c if c.is_ascii_digit() => '0',
        c => c,
    }
}

/// The key of a word in the clusters.
pub(crate) fn key(word: &str) -> u64 {
    hash_bytes(word.as_bytes())
}

impl WordReader {
    /// The word read last, as vectors of words are asked for it.
    pub(crate) fn lower(&self) -> &str {
        &self.lower
    }

    /// The features of a word. Digits count as 0, typographic marks as plain ones.
    pub(crate) fn features(&mut self, word: &str, clusters: &ClusterSets) -> [Feature; FEATURES] {
        self.form.clear();
        self.lower.clear();
        self.shape.clear();
        for c in word.chars().map(plain) {
            self.form.push(c);
            let class = if c.is_lowercase() {
                self.lower.push(c);
                'x'
            } else {
                self.lower.extend(c.to_lowercase());
                match c {
                    c if c.is_uppercase() => 'X',
                    c if c.is_alphabetic() => 'x',
                    c => c,
                }
            };
            if !self.shape.ends_with(class) {
                self.shape.push(class);
            }
        }
        if matches!(self.lower.as_str(), "''" | "…") {
            let mark = if self.lower == "…" { "..." } else { "\"" };
            self.lower.clear();
            let _ = self.lower.write_str(mark);
        }
        let lower = self.lower.as_str();
        let end = |chars: usize| {
            let mut starts = lower.char_indices().rev();
            &lower[starts.nth(chars - 1).map_or(0, |(at, _)| at)..]
        };
        let start = |chars: usize| {
            let mut starts = lower.char_indices();
            &lower[..starts.nth(chars).map_or(lower.len(), |(at, _)| at)]
        };
        let hash = |template: u32, text: &str| feature(template, [key(text)]);
        let small = key(lower);
        let own = key(&self.form);
        let [a, b, c] = clusters.paths(own, small);
        let steps = |template, path, steps| feature(template, [Clusters::steps(path, steps)]);
        [
            feature(0, [small]),
            hash(1, end(2)),
            hash(2, end(3)),
            hash(3, start(2)),
            hash(4, &self.shape),
            steps(5, a, STEPS[0]),
            steps(6, a, STEPS[1]),
            steps(7, b, STEPS[0]),
            steps(8, b, STEPS[1]),
            steps(9, c, STEPS[0]),
            steps(10, c, STEPS[1]),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_and_digits_are_plain() {
        let clusters = ClusterSets::default();
        let features = |word: &str| WordReader::default().features(word, &clusters);
        assert_eq!(features("“"), features("\""));
        assert_eq!(features("1998"), features("2016"));
        assert_eq!(features("…"), features("…"));
        let (the, capital) = (features("the"), features("The"));
        assert_eq!(the[0], capital[0]);
        assert_ne!(the[4], capital[4]);
        assert_eq!(features("McDonald")[4], features("DeVito")[4]);
    }
}
