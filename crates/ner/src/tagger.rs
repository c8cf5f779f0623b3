use crate::labels::Labels;
use crate::word::{OUTSIDE, Words};
use newsgraph_linear::{Classifier, Feature, feature};
use std::ops::Range;

/// Features of a token, given the labels before it in its sentence.
pub(crate) fn features(
    words: &Words,
    sentence: &Range<usize>,
    at: usize,
    labels: &[u8],
    out: &mut Vec<Feature>,
) {
    out.clear();
    let all = &words.words;
    let near = |offset: isize| {
        at.checked_add_signed(offset)
            .filter(|t| sentence.contains(t))
            .map(|t| &all[t])
    };
    let lower = |offset: isize| near(offset).map_or(OUTSIDE, |w| w.lower);
    let form = |offset: isize| near(offset).map_or(OUTSIDE, |w| w.form);
    let shape = |offset: isize| near(offset).map_or(OUTSIDE, |w| w.shape);
    let label = |back: usize| {
        labels
            .len()
            .checked_sub(back)
            .map_or(99, |i| u64::from(labels[i]))
    };
    let own = &all[at];
    let (l1, l2) = (label(1), label(2));
    let seen = words.seen(at);
    let case =
        u64::from(own.capital) + 2 * u64::from(own.shouted) + 4 * u64::from(at == sentence.start);
    out.extend([
        feature(0, []),
        feature(1, [own.form]),
        feature(2, [own.lower]),
        feature(3, [own.shape]),
        feature(4, [form(-1)]),
        feature(5, [form(1)]),
        feature(6, [lower(-2)]),
        feature(7, [lower(2)]),
        feature(8, [lower(-1), own.lower]),
        feature(9, [own.lower, lower(1)]),
        feature(10, [l1]),
        feature(11, [l1, l2]),
        feature(12, [l1, own.lower]),
        feature(13, [l1, own.shape]),
        feature(14, [shape(-1), own.shape]),
        feature(15, [own.shape, shape(1)]),
        feature(16, [shape(-1), own.shape, shape(1)]),
        feature(17, [case, seen]),
        feature(18, [own.lower, case]),
        feature(19, [seen, own.shape]),
        feature(20, [lower(-1), own.shape]),
        feature(21, [lower(1), own.shape]),
        feature(22, [lower(-1), lower(1)]),
        feature(23, [l1, lower(1)]),
        feature(24, [l1, lower(-1)]),
        feature(25, [lower(-2), lower(-1)]),
        feature(26, [lower(1), lower(2)]),
        feature(27, [shape(-2), shape(-1), own.shape]),
        feature(28, [own.shape, shape(1), shape(2)]),
    ]);
    out.extend(
        (30..)
            .zip(own.affixes)
            .map(|(n, affix)| feature(n, [affix])),
    );
    for (template, offset) in [(40, -1), (41, 1)] {
        if let Some(word) = near(offset) {
            out.extend([
                feature(template, [word.affixes[6]]),
                feature(template + 2, [word.affixes[7]]),
            ]);
        }
    }
    for (before, after) in words.contexts(at) {
        out.extend([
            feature(50, [before]),
            feature(51, [after]),
            feature(52, [before, after]),
        ]);
    }
}

/// Labels of a sentence from left to right, each the best that the scheme allows.
pub(crate) fn tag(words: &Words, sentence: &Range<usize>, model: &Classifier) -> Vec<u8> {
    let mut labels = Vec::with_capacity(sentence.len());
    let (mut found, mut scores) = (Vec::new(), vec![0; model.labels()]);
    for at in sentence.clone() {
        features(words, sentence, at, &labels, &mut found);
        model.score(&found, &mut scores);
        labels.push(best(&labels, &scores, at + 1 == sentence.end));
    }
    labels
}

/// The best label that may follow.
pub(crate) fn best(before: &[u8], scores: &[i32], is_last: bool) -> u8 {
    let before = before.last().copied();
    let allowed = (0..scores.len()).filter(|&l| Labels::allows(before, l as u8, is_last));
    allowed
        .reduce(|a, b| if scores[b] > scores[a] { b } else { a })
        .unwrap_or(0) as u8
}
