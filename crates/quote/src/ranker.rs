use newsgraph_linear::{Feature, ModelError, ModelFile, highest};
use newsgraph_neural::{Dense, Encoder, Matrix, Shape, WordVectors, Work};

/// Scores choices beside one another.
#[derive(Clone, Debug)]
pub(crate) struct Ranker {
    encoder: Encoder,
    out: Dense,
}

impl Ranker {
    pub(crate) fn new(encoder: Encoder, out: Dense) -> Self {
        Self { encoder, out }
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

    /// A score for each choice.
    pub(crate) fn scores(&self, choices: &[Vec<Option<Feature>>]) -> Vec<f32> {
        let mut input = Matrix::zeros(choices.len(), self.encoder.width());
        for (row, features) in choices.iter().enumerate() {
            let features = features.iter().copied().flatten();
            self.encoder.embedding().add(features, input.row_mut(row));
        }
        let whole = 0..choices.len();
        let (mut work, mut scores) = (Work::default(), Matrix::default());
        self.encoder
            .run(&mut input, std::slice::from_ref(&whole), &mut work);
        self.out.forward_to(&input, &mut work, &mut scores);
        scores.values().to_vec()
    }

    /// The position of the best choice, the first of equals, and how far it stands above the next.
    pub(crate) fn best(&self, choices: &[Vec<Option<Feature>>]) -> (usize, f32) {
        let scores = self.scores(choices);
        let best = highest(&scores);
        let others = scores.iter().enumerate().filter(|&(at, _)| at != best);
        let next = others.fold(f32::NEG_INFINITY, |most, (_, &s)| most.max(s));
        (best, (scores[best] - next).min(16.0))
    }
}
