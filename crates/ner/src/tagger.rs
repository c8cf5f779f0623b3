use crate::clusters::steps;
use crate::labels::Labels;
use crate::word::{OUTSIDE, Words};
use newsgraph_linear::{Classifier, Feature, feature, viterbi};
use std::ops::Range;

/// Features of a token.
pub(crate) fn features(words: &Words, sentence: &Range<usize>, at: usize, out: &mut Vec<Feature>) {
    out.clear();
    let all = &words.all;
    let near = |offset: isize| {
        at.checked_add_signed(offset)
            .filter(|t| sentence.contains(t))
            .map(|t| &all[t])
    };
    let lower = |offset: isize| near(offset).map_or(OUTSIDE, |w| w.lower);
    let form = |offset: isize| near(offset).map_or(OUTSIDE, |w| w.form);
    let shape = |offset: isize| near(offset).map_or(OUTSIDE, |w| w.shape);
    let own = &all[at];
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
        feature(14, [shape(-1), own.shape]),
        feature(15, [own.shape, shape(1)]),
        feature(16, [shape(-1), own.shape, shape(1)]),
        feature(17, [case, seen]),
        feature(18, [own.lower, case]),
        feature(19, [seen, own.shape]),
        feature(20, [lower(-1), own.shape]),
        feature(21, [lower(1), own.shape]),
        feature(22, [lower(-1), lower(1)]),
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
    clusters(words, sentence, at, case, out);
    for (before, after) in words.contexts(at) {
        out.extend([
            feature(50, [before]),
            feature(51, [after]),
            feature(52, [before, after]),
        ]);
    }
}

/// Features of the clusters of a token and its neighbours.
fn clusters(words: &Words, sentence: &Range<usize>, at: usize, case: u64, out: &mut Vec<Feature>) {
    let path = |offset: isize| {
        at.checked_add_signed(offset)
            .filter(|t| sentence.contains(t))
            .map_or(0, |t| words.paths[t])
    };
    let (before, own, after) = (path(-1), path(0), path(1));
    if own != 0 {
        out.extend([
            feature(60, [steps(own, 4), case]),
            feature(61, [steps(own, 6), case]),
            feature(62, [steps(own, 8)]),
            feature(63, [steps(own, 10)]),
            feature(64, [steps(own, 15)]),
            feature(66, [steps(own, 8), steps(before, 8)]),
            feature(67, [steps(own, 8), steps(after, 8)]),
        ]);
    }
    for (template, path) in [(70, before), (73, after), (76, path(-2)), (79, path(2))] {
        if path != 0 {
            out.extend([
                feature(template, [steps(path, 6)]),
                feature(template + 1, [steps(path, 10)]),
                feature(template + 2, [steps(path, 15), case]),
            ]);
        }
    }
}

/// What the transitions of a model of names may be: forbidden pairs are out of any sum's reach.
pub(crate) const FORBIDDEN: i32 = i32::MIN / 4;

/// The best labels of a sentence that spell names.
pub(crate) fn tag(
    words: &Words,
    sentence: &Range<usize>,
    model: &Classifier,
    transitions: &[i32],
) -> Vec<u8> {
    let count = model.labels();
    let (mut found, mut emissions) = (Vec::new(), vec![0; count * sentence.len()]);
    for (at, scores) in sentence.clone().zip(emissions.chunks_exact_mut(count)) {
        features(words, sentence, at, &mut found);
        model.score(&found, scores);
        let (is_first, is_last) = (at == sentence.start, at + 1 == sentence.end);
        for (label, score) in (0..).zip(scores) {
            let opens = is_first && !Labels::allows(None, label, false);
            if opens || is_last && Labels::is_open(label) {
                *score = FORBIDDEN;
            }
        }
    }
    let labels = viterbi(&emissions, transitions, count);
    labels.into_iter().map(|label| label as u8).collect()
}
