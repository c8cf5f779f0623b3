use crate::link::Question;
use crate::ranker::Ranker;
use newsgraph_linear::{ModelFile, Random};
use newsgraph_neural::{EncoderSize, EncoderTrainer, Features, Fit, Matrix, Parameters, log_loss};

/// Questions with the positions of their answers.
#[derive(Debug, Default)]
pub(crate) struct Answered {
    features: Features,
    answers: Vec<usize>,
}

impl Answered {
    pub(crate) fn push(&mut self, question: &Question, answer: usize) {
        let features = question.features();
        let choices = features.map(|features| features.iter().copied().map(Some).collect());
        self.features.push(choices.collect());
        self.answers.push(answer);
    }
}

/// How large a ranker is. By its layer choices see one another.
const SIZE: EncoderSize = EncoderSize {
    width: 32,
    layers: 1,
};

/// How rankers are fitted.
const FIT: Fit = Fit {
    passes: 6,
    rate: 2e-3,
    batch: 200,
    dropout: 0.2,
    unknown_word: 0.1,
    unknown_feature: 0.1,
    least: 12,
};

/// Fits a ranker, and puts it into the file under this name.
pub(crate) fn train_ranker(
    name: &str,
    questions: &Answered,
    seed: u64,
    file: &mut ModelFile,
    progress: &mut impl FnMut(&str),
) -> Ranker {
    let random = &mut Random::new(seed);
    let mut parameters = Parameters::default();
    let encoder = EncoderTrainer::new(
        &questions.features,
        SIZE,
        None,
        FIT,
        &mut parameters,
        random,
    );
    let out = parameters.add_dense(SIZE.width, 1, random);
    encoder.fit(
        &mut parameters,
        |parameters| (encoder.step(parameters), parameters.trainee(out)),
        |(step, head), parameters, mut share, mut gradients| {
            let (hidden, trace) = encoder.forward(step, parameters, &mut share);
            let mut scores = head.forward(&hidden);
            let mut loss = 0.0;
            // The choices of a question make up one row of chances.
            for (rows, &question) in share.sequences.iter().zip(&share.sentences) {
                let own = &mut scores.values_mut()[rows.clone()];
                let mut row = Matrix::new(own.len(), own.to_vec());
                loss += log_loss(&mut row, &[Some(questions.answers[question])], share.scale);
                own.copy_from_slice(row.values());
            }
            let slope = head.backward(&hidden, &scores, &mut gradients);
            encoder.backward(step, trace, &share, (loss, slope), gradients)
        },
        |pass, _| progress(&format!("{name}: {pass}")),
    );
    encoder.write(name, &parameters, file);
    parameters.write_dense(&format!("{name}.score"), out, file);
    Ranker::new(encoder.encoder(&parameters), parameters.dense(out))
}
