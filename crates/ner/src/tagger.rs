use crate::labels::Labels;
use crate::word::Words;
use newsgraph_linear::{Clusters, Feature, ModelError, ModelFile, feature, viterbi};
use newsgraph_neural::{Dense, Encoder, Matrix};
use std::ops::Range;

/// Numbers that stand for a word.
pub(crate) const WIDTH: usize = 96;

/// Recurrent layers.
pub(crate) const LAYERS: usize = 2;

/// Words that are read at a time, so that what stands for them stays near the processor.
const BATCH: usize = 96;

/// Affixes that make features: the first two and three chars, and the last.
const AFFIXES: [usize; 4] = [1, 2, 5, 6];

/// Longest run of words that is read as one; longer sentences are read in parts.
pub(crate) const LONGEST: usize = 500;

/// Steps of a cluster's path that make features.
const STEPS: [u32; 3] = [6, 10, 15];

/// Features of a token; the first says which word it is.
pub(crate) fn features(
    words: &Words,
    sentence: &Range<usize>,
    at: usize,
    out: &mut Vec<Option<Feature>>,
) {
    out.clear();
    let own = &words.all[at];
    let case =
        u64::from(own.capital) + 2 * u64::from(own.shouted) + 4 * u64::from(at == sentence.start);
    let mut add = |template, values| out.push(Some(feature(template, values)));
    add(0, [own.lower, 0]);
    add(1, [own.form, 0]);
    add(2, [own.shape, 0]);
    add(3, [case, words.seen(at)]);
    for (template, number) in (10..).zip(AFFIXES) {
        add(template, [own.affixes[number], 0]);
    }
    for (set, &path) in (0..).zip(&words.paths[at]) {
        if path != 0 {
            for (template, steps) in (30 + 10 * set..).zip(STEPS) {
                add(template, [Clusters::steps(path, steps), 0]);
            }
        }
    }
    for (before, after) in words.contexts(at) {
        add(20, [before, 0]);
        add(21, [after, 0]);
    }
}

/// Scores of labels for the words of a sentence, and the labels that spell names best.
#[derive(Clone, Debug)]
pub(crate) struct Tagger {
    encoder: Encoder,
    out: Dense,
    /// Score of each label after each other: none, or out of any sum's reach.
    transitions: Vec<i32>,
}

/// The score of what cannot be.
const FORBIDDEN: i32 = i32::MIN / 4;

/// Steps of one in a score.
const UNIT: f32 = 4096.0;

impl Tagger {
    /// The tagger of a file, with what reads so many labels off its encoder by this name.
    pub(crate) fn read(out: &str, labels: usize, file: &ModelFile) -> Result<Self, ModelError> {
        let pairs = (0..labels).flat_map(|a| (0..labels).map(move |b| (a as u8, b as u8)));
        let score = |(a, b)| {
            if Labels::allows(Some(a), b, false) {
                0
            } else {
                FORBIDDEN
            }
        };
        Ok(Self {
            encoder: Encoder::read("encoder", WIDTH, LAYERS, file)?,
            out: Dense::read(out, [WIDTH, labels], file)?,
            transitions: pairs.map(score).collect(),
        })
    }

    /// The label of each token; parts of sentences are ranges of tokens, in order.
    pub(crate) fn tag(&self, words: &Words, parts: &[Range<usize>]) -> Vec<u8> {
        let mut labels = vec![0; words.all.len()];
        let mut rest = parts;
        while let Some(first) = rest.first() {
            let fits = |part: &&Range<usize>| part.end - first.start <= BATCH;
            let count = rest.iter().take_while(fits).count().max(1);
            let batch;
            (batch, rest) = rest.split_at(count);
            self.tag_batch(words, batch, &mut labels);
        }
        labels
    }

    fn tag_batch(&self, words: &Words, parts: &[Range<usize>], labels: &mut [u8]) {
        let first = parts.first().map_or(0, |part| part.start);
        let end = parts.last().map_or(0, |part| part.end);
        let mut input = Matrix::zeros(end - first, WIDTH);
        let mut own = Vec::new();
        for part in parts {
            for at in part.clone() {
                features(words, part, at, &mut own);
                let row = input.row_mut(at - first);
                for feature in &own {
                    self.encoder.embedding().add(feature.as_slice(), row);
                }
            }
        }
        let rows: Vec<Range<usize>> = parts
            .iter()
            .map(|part| part.start - first..part.end - first)
            .collect();
        let scores = self.out.forward(&self.encoder.forward(input, &rows));
        for (part, rows) in parts.iter().zip(rows) {
            labels[part.clone()].copy_from_slice(&self.path(&scores, rows));
        }
    }

    /// The best labels of a part that spell names.
    fn path(&self, scores: &Matrix, rows: Range<usize>) -> Vec<u8> {
        let count = scores.columns();
        let mut emissions = Vec::with_capacity(count * rows.len());
        for row in rows.clone() {
            let (is_first, is_last) = (row == rows.start, row + 1 == rows.end);
            emissions.extend((0..).zip(scores.row(row)).map(|(label, score)| {
                let opens = is_first && !Labels::allows(None, label, false);
                if opens || is_last && Labels::is_open(label) {
                    FORBIDDEN
                } else {
                    (score * UNIT) as i32
                }
            }));
        }
        let labels = viterbi(&emissions, &self.transitions, count);
        labels.into_iter().map(|label| label as u8).collect()
    }
}
