use crate::agreement::agree;
use crate::labels::Labels;
use crate::word::{Word, Words};
use newsgraph_linear::{Clusters, Feature, ModelError, ModelFile, feature, viterbi};
use newsgraph_neural::{Dense, Encoder, Matrix, exp};
use std::ops::Range;

/// Numbers that stand for a word.
pub(crate) const WIDTH: usize = 96;

/// Recurrent layers.
pub(crate) const LAYERS: usize = 2;

/// Words that are read at a time, so that what stands for them stays near the processor.
const BATCH: usize = 96;

/// Affixes that make features: the first two and three chars, and the last.
const AFFIXES: [usize; 4] = [1, 2, 5, 6];

/// Words whose names are made to agree.
const WINDOW: usize = 10_000;

/// Longest run of words that is read as one; longer sentences are read in parts.
pub(crate) const LONGEST: usize = 500;

/// Steps of a cluster's path that make features.
const STEPS: [u32; 3] = [6, 10, 15];

/// Features of a word by itself; the first says which word it is.
pub(crate) fn word_features(word: &Word) -> Vec<Feature> {
    let mut features: Vec<Feature> = [(0, word.lower), (1, word.form), (2, word.shape)]
        .into_iter()
        .chain((10..).zip(AFFIXES.map(|number| word.affixes[number])))
        .map(|(template, value)| feature(template, [value, 0]))
        .collect();
    for (set, &path) in (0..).zip(&word.paths).filter(|(_, path)| **path != 0) {
        let templates = (30 + 10 * set..).zip(STEPS);
        features.extend(templates.map(|(t, steps)| feature(t, [Clusters::steps(path, steps), 0])));
    }
    features
}

/// Features of a token's place in its document and its sentence, which uses capitals in some style.
pub(crate) fn place_features(
    words: &Words,
    sentence: &Range<usize>,
    style: u64,
    at: usize,
    out: &mut Vec<Feature>,
) {
    out.clear();
    let own = words.word(at);
    let case =
        u64::from(own.capital) + 2 * u64::from(own.shouted) + 4 * u64::from(at == sentence.start);
    out.push(feature(3, [case, words.seen(at)]));
    if style != 0 {
        out.push(feature(4, [style, case]));
    }
    for (before, after) in words.contexts(at) {
        out.push(feature(20, [before, 0]));
        out.push(feature(21, [after, 0]));
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

    /// The names of a text in order; parts of sentences are ranges of tokens, in order.
    pub(crate) fn names(&self, words: &Words, parts: &[Range<usize>]) -> Vec<Name> {
        let mut rows = WordRows {
            tagger: self,
            of_form: vec![None; words.forms().len()],
            rows: Vec::new(),
        };
        let mut names = Vec::new();
        for window in batches(parts, WINDOW) {
            let first = window[0].start;
            let mut scores = Vec::new();
            for batch in batches(window, BATCH) {
                scores.extend_from_slice(self.scores(words, &mut rows, batch).values());
            }
            let mut scores = Matrix::new(self.out.outputs(), scores);
            agree(words, first, &mut scores);
            for part in window {
                let rows = part.start - first..part.end - first;
                let labels = self.path(&scores, rows.clone());
                names.extend(Labels::names(&labels).into_iter().map(|(range, kind)| {
                    let labels = labels[range.clone()].iter();
                    let chances = labels
                        .zip(rows.start + range.start..)
                        .map(|(&label, row)| chance(scores.row(row), label));
                    Name {
                        tokens: part.start + range.start..part.start + range.end,
                        kind,
                        chance: chances.product(),
                    }
                }));
            }
        }
        names
    }

    /// Scores of labels for the words of some parts.
    fn scores(&self, words: &Words, rows: &mut WordRows, parts: &[Range<usize>]) -> Matrix {
        let (first, last) = (parts[0].start, parts[parts.len() - 1].end);
        let mut input = Matrix::zeros(last - first, WIDTH);
        let mut place = Vec::new();
        for part in parts {
            let style = words.style(part.clone());
            for at in part.clone() {
                let row = input.row_mut(at - first);
                rows.read(words, at, row);
                place_features(words, part, style, at, &mut place);
                self.encoder.embedding().add(&place, row);
            }
        }
        let sequences: Vec<Range<usize>> = parts
            .iter()
            .map(|part| part.start - first..part.end - first)
            .collect();
        self.out.forward(&self.encoder.forward(input, &sequences))
    }

    /// The best labels of a part that spell names: where each word's best labels do, those.
    fn path(&self, scores: &Matrix, rows: Range<usize>) -> Vec<u8> {
        let mut before = None;
        let labels: Vec<u8> = rows.clone().map(|row| highest(scores.row(row))).collect();
        let fits = labels.iter().zip(rows.clone()).all(|(&label, row)| {
            let is_last = row + 1 == rows.end;
            Labels::allows(before.replace(label), label, is_last)
        });
        if fits {
            return labels;
        }
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

/// A name that was found.
pub(crate) struct Name {
    pub(crate) tokens: Range<usize>,
    /// The position of its label.
    pub(crate) kind: usize,
    /// The chance of its labels by the network, if one word's did not depend on another's.
    pub(crate) chance: f32,
}

/// The label with the highest score, the first of them.
fn highest(scores: &[f32]) -> u8 {
    let mut best = 0;
    for (label, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = label;
        }
    }
    best as u8
}

/// The chance of a label among others with these scores.
fn chance(scores: &[f32], label: u8) -> f32 {
    let largest = scores.iter().fold(f32::NEG_INFINITY, |a, &b| a.max(b));
    let sum: f32 = scores.iter().map(|score| exp(score - largest)).sum();
    exp(scores[usize::from(label)] - largest) / sum
}

/// Parts in turn, together no longer than so many words, or one.
fn batches(parts: &[Range<usize>], longest: usize) -> impl Iterator<Item = &[Range<usize>]> {
    let mut rest = parts;
    std::iter::from_fn(move || {
        let start = rest.first()?.start;
        let fits = |part: &&Range<usize>| part.end - start <= longest;
        let count = rest.iter().take_while(fits).count().max(1);
        let batch;
        (batch, rest) = rest.split_at(count);
        Some(batch)
    })
}

/// Gives words the sums of their own features' embeddings, made once for each word of a text.
struct WordRows<'a> {
    tagger: &'a Tagger,
    /// For each form the number of its row.
    of_form: Vec<Option<usize>>,
    rows: Vec<[f32; WIDTH]>,
}

impl WordRows<'_> {
    fn read(&mut self, words: &Words, token: usize, out: &mut [f32]) {
        let form = words.form(token);
        let row = *self.of_form[form].get_or_insert_with(|| {
            let mut row = [0.0; WIDTH];
            let features = word_features(&words.forms()[form]);
            self.tagger.encoder.embedding().add(&features, &mut row);
            self.rows.push(row);
            self.rows.len() - 1
        });
        out.copy_from_slice(&self.rows[row]);
    }
}
