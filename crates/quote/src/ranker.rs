use crate::link::Question;
use newsgraph_linear::{ModelError, ModelFile, highest};
use newsgraph_neural::{Dense, Encoder, Matrix, Pool, Shape, WordVectors, Work};

/// Scores choices beside one another.
#[derive(Clone, Debug)]
pub(crate) struct Ranker {
    encoder: Encoder,
    out: Dense,
    pool: Pool<Buffers>,
}

/// What a ranker works in, kept from question to question.
#[derive(Debug, Default)]
struct Buffers {
    rows: Matrix,
    work: Work,
    scores: Matrix,
}

impl Ranker {
    pub(crate) fn new(encoder: Encoder, out: Dense) -> Self {
        let pool = Pool::default();
        Self { encoder, out, pool }
    }

    /// The ranker of this name in a file.
    pub(crate) fn read(name: &str, file: &ModelFile) -> Result<Self, ModelError> {
        let encoder = Encoder::read(name, file, &WordVectors::default())?;
        let shape = Shape {
            rows: encoder.width(),
            columns: 1,
        };
        let out = Dense::read(&format!("{name}.score"), shape, file)?;
        Ok(Self::new(encoder, out))
    }

    /// Reads a score for each choice.
    fn with_scores<T>(&self, question: &Question, read: impl FnOnce(&[f32]) -> T) -> T {
        self.pool.with(|Buffers { rows, work, scores }| {
            let whole = 0..question.choices.len();
            rows.reset(whole.len(), self.encoder.width());
            for (number, features) in question.features().enumerate() {
                let row = rows.row_mut(number);
                row.fill(0.0);
                let features = features.iter().copied();
                self.encoder.embedding().add(features, row);
            }
            self.encoder.run(rows, std::slice::from_ref(&whole), work);
            self.out.forward_to(rows, work, scores);
            read(scores.values())
        })
    }

    /// The position of the best choice, the first of equals, and how far it stands above the next. The scores of all are
    /// left in `kept` where they are wanted.
    pub(crate) fn best(&self, question: &Question, kept: Option<&mut Vec<f32>>) -> (usize, f32) {
        self.with_scores(question, |scores| {
            if let Some(kept) = kept {
                kept.extend_from_slice(scores);
            }
            let best = highest(scores);
            let others = scores.iter().enumerate().filter(|&(at, _)| at != best);
            let next = others.fold(f32::NEG_INFINITY, |most, (_, &s)| most.max(s));
            (best, (scores[best] - next).min(16.0))
        })
    }
}
