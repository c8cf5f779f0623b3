use crate::word::{OUTSIDE, Word};
use newsgraph_linear::{Classifier, Feature, feature};

/// A tag is the position of a pair of Penn-style and universal part of speech in the model's list.
pub(crate) type Tag = u8;

/// Scores of all tags for some features: by the shipped weights, or by a trainer.
pub(crate) trait Scorer {
    fn score(&self, features: &[Feature], scores: &mut [i32]);
}

impl Scorer for Classifier {
    fn score(&self, features: &[Feature], scores: &mut [i32]) {
        Self::score(self, features, scores);
    }
}

#[cfg(feature = "train")]
impl Scorer for newsgraph_linear::AveragedPerceptron {
    fn score(&self, features: &[Feature], scores: &mut [i32]) {
        Self::score(self, features, scores);
    }
}

/// Features of the word at a position, given the tags before it.
pub(crate) fn features(words: &[Word], tags: &[Tag], at: usize, out: &mut Vec<Feature>) {
    out.clear();
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|i| words.get(i));
    let lower = |offset: isize| word(offset).map_or(OUTSIDE, |w| w.lower);
    let tag = |back: usize| {
        at.checked_sub(back)
            .and_then(|i| tags.get(i))
            .map_or(OUTSIDE, |&t| u64::from(t) + 1)
    };
    let own = &words[at];
    let (t1, t2) = (tag(1), tag(2));
    out.push(feature(0, []));
    out.extend([
        feature(1, [own.lower]),
        feature(2, [own.form]),
        feature(3, [lower(-1)]),
        feature(4, [lower(1)]),
        feature(5, [lower(-2)]),
        feature(6, [lower(2)]),
        feature(7, [lower(-1), own.lower]),
        feature(8, [own.lower, lower(1)]),
        feature(9, [t1]),
        feature(10, [t2, t1]),
        feature(11, [t1, own.lower]),
        feature(12, [own.shape]),
        feature(13, [own.shape, t1]),
        feature(14, [t1, lower(1)]),
        feature(15, [lower(-1), lower(1)]),
        feature(16, [u64::from(at == 0), own.shape]),
    ]);
    for (n, &suffix) in (20..).zip(&own.suffixes) {
        out.push(feature(n, [suffix]));
    }
    for (n, &prefix) in (30..).zip(&own.prefixes) {
        out.push(feature(n, [prefix]));
    }
    out.push(feature(33, [own.suffixes[2], t1]));
    for (template, offset) in [(34, -1), (36, 1)] {
        if let Some(word) = word(offset) {
            out.extend([
                feature(template, [word.suffixes[2]]),
                feature(template + 1, [word.shape, own.shape]),
            ]);
        }
    }
}

/// Tags of a sentence, from left to right.
pub(crate) fn tag(words: &[Word], model: &impl Scorer, labels: usize) -> Vec<Tag> {
    let mut tags = Vec::with_capacity(words.len());
    let (mut found, mut scores) = (Vec::new(), vec![0; labels]);
    for at in 0..words.len() {
        features(words, &tags, at, &mut found);
        model.score(&found, &mut scores);
        tags.push(Classifier::best(&scores) as Tag);
    }
    tags
}
