use crate::labels::scheme;
use crate::reading::Reading;
use crate::tagger::Tagger;
use newsgraph_linear::{ModelFile, Random};
use newsgraph_neural::{
    EncoderSize, EncoderTrainer, Features, Fit, Parameters, VectorInput, WordVectors, log_loss,
};
use std::ops::Range;

/// How large the network is.
const SIZE: EncoderSize = EncoderSize {
    width: 96,
    layers: 2,
};

/// Passes at the end whose parameters are averaged.
const LAST_PASSES: usize = 3;

/// Runs of words with their features and labels.
#[derive(Debug, Default)]
pub(crate) struct Sequences {
    features: Features,
    vectors: Vec<Vec<Option<u32>>>,
    labels: Vec<Vec<Option<usize>>>,
}

/// How a tagger is fitted.
pub(crate) struct How<'a> {
    pub(crate) fit: Fit,
    pub(crate) seed: u64,
    pub(crate) vectors: &'a WordVectors,
}

impl Sequences {
    pub(crate) fn push(&mut self, reading: &Reading<'_>, part: Range<usize>, labels: &[u8]) {
        let word = |token| {
            let mut found = Vec::new();
            reading.features(token, &mut found);
            found
        };
        let vectors = part.clone().map(|token| reading.vector(token));
        self.vectors.push(vectors.collect());
        self.features.push(part.map(word).collect());
        self.labels.push(
            labels
                .iter()
                .map(|&label| Some(usize::from(label)))
                .collect(),
        );
    }
}

/// Fits a tagger; puts its parts into a file where there is one.
pub(crate) fn train_tagger(
    sequences: Sequences,
    how: How<'_>,
    file: Option<&mut ModelFile>,
    progress: &mut impl FnMut(&str),
) -> Tagger {
    let random = &mut Random::new(how.seed);
    let mut parameters = Parameters::default();
    let vectors = VectorInput::new(how.vectors, sequences.vectors);
    let features = &sequences.features;
    let encoder = EncoderTrainer::new(features, SIZE, vectors, how.fit, &mut parameters, random);
    let out = parameters.add_dense(SIZE.width, scheme().labels(), random);
    let mut last = Vec::new();
    encoder.fit(
        &mut parameters,
        |parameters| (encoder.step(parameters), parameters.trainee(out)),
        |(step, head), parameters, mut share, mut gradients| {
            let (hidden, trace) = encoder.forward(step, parameters, &mut share);
            let labels = share.sentences.iter().flat_map(|&s| &sequences.labels[s]);
            let labels: Vec<Option<usize>> = labels.copied().collect();
            let mut scores = head.forward(&hidden);
            let loss = log_loss(&mut scores, &labels, share.scale);
            let slope = head.backward(&hidden, &scores, &mut gradients);
            encoder.backward(step, trace, &share, (loss, slope), gradients)
        },
        |pass, parameters| {
            if pass.number + LAST_PASSES > pass.of {
                last.push(parameters.clone());
            }
            progress(&format!("labels: {pass}"));
        },
    );
    let parameters = Parameters::mean(&last);
    if let Some(file) = file {
        encoder.write("encoder", &parameters, file);
        parameters.write_dense("labels", out, file);
    }
    Tagger::new(encoder.encoder(&parameters), parameters.dense(out))
}
