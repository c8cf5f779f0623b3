use crate::labels::scheme;
use crate::reading::Reading;
use newsgraph_linear::{Bilou, Feature, ModelError, ModelFile};
use newsgraph_neural::{Dense, Encoder, KeptRows, Matrix, Pool, Shape, WordVectors, Work};
use std::ops::Range;

/// Words that are read at a time, so that what stands for them stays near the processor.
const BATCH: usize = 96;

/// Longest run of words that is read as one.
pub(crate) const LONGEST: usize = 400;

/// Scores of labels for the words of a paragraph, and the labels that spell runs best.
#[derive(Clone, Debug)]
pub(crate) struct Tagger {
    pub(crate) encoder: Encoder,
    pub(crate) out: Dense,
    scheme: Bilou,
    pool: Pool<Buffers>,
}

/// Features of a token that its word alone makes, the first of all: its lemma and its form.
const LEXICAL: usize = 2;

/// What is known of a word alone: those features, and its row among the vectors.
type Lexical = ([Feature; LEXICAL], Option<u32>);

/// What a tagger works in, kept from text to text.
#[derive(Debug, Default)]
struct Buffers {
    /// The sums of what is known of words alone.
    words: Option<KeptRows<Lexical>>,
    features: Vec<Option<Feature>>,
    work: Work,
    hidden: Matrix,
    scores: Matrix,
}

/// The labels of tokens.
#[derive(Debug)]
pub(crate) struct Tags {
    pub(crate) labels: Vec<u8>,
    /// How far each label's score stands above the next, below 0 where the others around it overruled it.
    margins: Vec<f32>,
}

impl Tags {
    /// The least margin of the labels of a run.
    pub(crate) fn margin(&self, run: &Range<usize>) -> f32 {
        let margins = &self.margins[run.clone()];
        margins.iter().fold(f32::INFINITY, |least, &m| least.min(m))
    }
}

/// How far the score of a label stands above the highest other one.
fn margin(scores: &[f32], label: u8) -> f32 {
    let label = usize::from(label);
    let others = scores.iter().enumerate().filter(|&(at, _)| at != label);
    let next = others.fold(f32::NEG_INFINITY, |most, (_, &score)| most.max(score));
    scores[label] - next
}

impl Tagger {
    pub(crate) fn new(encoder: Encoder, out: Dense) -> Self {
        Self {
            encoder,
            out,
            scheme: scheme(),
            pool: Pool::default(),
        }
    }

    pub(crate) fn read(file: &ModelFile, vectors: &WordVectors) -> Result<Self, ModelError> {
        let encoder = Encoder::read("encoder", file, vectors)?;
        let shape = Shape {
            rows: encoder.width(),
            columns: scheme().labels(),
        };
        Ok(Self::new(encoder, Dense::read("labels", shape, file)?))
    }

    /// The label of each token.
    pub(crate) fn tag(&self, reading: &Reading<'_>) -> Tags {
        let count = reading.text.tokens.len();
        let mut tags = Tags {
            labels: vec![0; count],
            margins: vec![0.0; count],
        };
        let parts = reading.parts(LONGEST);
        self.pool.with(|buffers| {
            let mut rest = parts.as_slice();
            while let Some(first) = rest.first() {
                let fits = |part: &&Range<usize>| part.end - first.start <= BATCH;
                let count = rest.iter().take_while(fits).count().max(1);
                let batch;
                (batch, rest) = rest.split_at(count);
                self.tag_batch(reading, batch, buffers, &mut tags);
            }
        });
        tags
    }

    /// Writes the sum of what is known of a word alone.
    fn read_word(
        &self,
        rows: &mut KeptRows<Lexical>,
        features: &[Option<Feature>],
        vector: Option<u32>,
        out: &mut [f32],
    ) {
        let key = match *features {
            [Some(lemma), Some(form)] => Some(([lemma, form], vector)),
            _ => None,
        };
        let hash = key.map_or(0, |([_, form], _)| u64::from(form));
        rows.read(hash, key, out, |row| {
            let features = features.iter().copied().flatten();
            self.encoder.embedding().add(features, row);
            if let Some(vector) = vector {
                self.encoder.add_vector(vector, row);
            }
        });
    }

    fn tag_batch(
        &self,
        reading: &Reading<'_>,
        parts: &[Range<usize>],
        buffers: &mut Buffers,
        tags: &mut Tags,
    ) {
        let Buffers {
            words,
            features,
            work,
            hidden,
            scores,
        } = buffers;
        let first = parts.first().map_or(0, |part| part.start);
        let end = parts.last().map_or(0, |part| part.end);
        let width = self.encoder.width();
        hidden.reset(end - first, width);
        let words = words.get_or_insert_with(|| KeptRows::new(width));
        for token in first..end {
            reading.features(token, features);
            let (lexical, others) = features.split_at(LEXICAL.min(features.len()));
            let row = hidden.row_mut(token - first);
            self.read_word(words, lexical, reading.vector(token), row);
            let others = others.iter().copied().flatten();
            self.encoder.embedding().add(others, row);
        }
        let rows: Vec<Range<usize>> = parts
            .iter()
            .map(|part| part.start - first..part.end - first)
            .collect();
        self.encoder.run(hidden, &rows, work);
        self.out.forward_to(hidden, work, scores);
        for (part, rows) in parts.iter().zip(rows) {
            let labels = self.scheme.labels();
            let own = &scores.values()[rows.start * labels..rows.end * labels];
            let path = self.scheme.best(own);
            for ((token, row), label) in part.clone().zip(rows).zip(path) {
                tags.labels[token] = label;
                tags.margins[token] = margin(scores.row(row), label);
            }
        }
    }
}
