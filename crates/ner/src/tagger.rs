use crate::agreement::agree;
use crate::word::{Word, Words};
use newsgraph_linear::{Bilou, Clusters, Feature, ModelError, ModelFile, feature};
use newsgraph_neural::{Dense, Encoder, Matrix, Shape, exp};
use std::ops::Range;

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
    scheme: Bilou,
}

impl Tagger {
    /// The tagger of a file, with what reads the labels of so many types off its encoder by this name.
    pub(crate) fn read(out: &str, types: usize, file: &ModelFile) -> Result<Self, ModelError> {
        let scheme = Bilou::new(types);
        let encoder = Encoder::read("encoder", file)?;
        let shape = Shape {
            rows: encoder.width(),
            columns: scheme.labels(),
        };
        Ok(Self {
            out: Dense::read(out, shape, file)?,
            encoder,
            scheme,
        })
    }

    /// The names of a text in order; parts of sentences are ranges of tokens, in order.
    pub(crate) fn names(&self, words: &Words, parts: &[Range<usize>]) -> Vec<Name> {
        let mut rows = WordRows {
            tagger: self,
            of_form: vec![false; words.forms().len()],
            rows: Matrix::zeros(words.forms().len(), self.encoder.width()),
        };
        let mut names = Vec::new();
        for window in batches(parts, WINDOW) {
            let first = window[0].start;
            let mut scores = Vec::new();
            for batch in batches(window, BATCH) {
                scores.extend_from_slice(self.scores(words, &mut rows, batch).values());
            }
            let mut scores = Matrix::new(self.out.outputs(), scores);
            agree(words, first, &self.scheme, &mut scores);
            for part in window {
                let rows = part.start - first..part.end - first;
                let columns = scores.columns();
                let own = &scores.values()[rows.start * columns..rows.end * columns];
                let labels = self.scheme.best(own);
                names.extend(Bilou::runs(&labels).into_iter().map(|(range, kind)| {
                    let labels = labels[range.clone()].iter();
                    let chances = labels
                        .zip(rows.start + range.start..)
                        .map(|(&label, row)| chance(scores.row(row), label));
                    Name {
                        tokens: part.start + range.start..part.start + range.end,
                        kind,
                        chance: chances.fold(1.0, f32::min),
                    }
                }));
            }
        }
        names
    }

    /// Scores of labels for the words of some parts.
    fn scores(&self, words: &Words, rows: &mut WordRows, parts: &[Range<usize>]) -> Matrix {
        let (first, last) = (parts[0].start, parts[parts.len() - 1].end);
        let mut input = Matrix::zeros(last - first, self.encoder.width());
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
}

/// A name that was found.
pub(crate) struct Name {
    pub(crate) tokens: Range<usize>,
    /// The position of its label.
    pub(crate) kind: usize,
    /// The chance by the network of its least likely label.
    pub(crate) chance: f32,
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
    /// For each form whether its row is made.
    of_form: Vec<bool>,
    rows: Matrix,
}

impl WordRows<'_> {
    fn read(&mut self, words: &Words, token: usize, out: &mut [f32]) {
        let form = words.form(token);
        let row = self.rows.row_mut(form);
        if !std::mem::replace(&mut self.of_form[form], true) {
            let features = word_features(&words.forms()[form]);
            self.tagger.encoder.embedding().add(&features, row);
        }
        out.copy_from_slice(row);
    }
}
