use crate::recognizer::{EntityRecognizer, TASK, TEMPLATES, calibration_part, labels_part};
use crate::tagger::{place_features, word_features};
use crate::word::{Word, Words};
use newsgraph_document::{Label, TokenizedText};
use newsgraph_linear::{Bilou, Calibration, ClusterSets, ModelError, ModelFile, Random};
use newsgraph_neural::{
    DenseId, EncoderSize, EncoderStep, EncoderTrainer, Features, Fit, Gradients, Matrix,
    Parameters, Part, Share, Trainee, log_loss,
};
use std::ops::Range;

/// Fits a model of names to documents with gold names.
///
/// The documents may follow several schemes of labels, each with an output of its own over one network: what
/// one corpus tells of words and their surroundings helps the others.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EntityTrainer {
    /// Passes over the documents.
    pub passes: usize,
    /// Learning rate at its highest.
    pub rate: f32,
    /// Words that share a feature (a form, an ending, a cluster) before the model keeps it; a small corpus
    /// needs 1.
    pub least_words: usize,
    /// Share of the network's numbers that are left out at a time.
    pub dropout: f32,
    /// Numbers that stand for a word in the network; even, at most 1024.
    pub width: usize,
    /// Recurrent layers of the network, at least one.
    pub layers: usize,
    schemes: Vec<Scheme>,
    clusters: ClusterSets,
    documents: Vec<Gold>,
}

/// Labels that documents use.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// What a recogniser asks for it by.
    pub name: String,
    /// The labels to learn, in the order of the model.
    pub labels: Vec<Label>,
    /// Whether the model keeps what reads them; a scheme that is not kept helps to learn the others.
    pub is_kept: bool,
}

#[derive(Clone, Debug)]
struct Gold {
    scheme: usize,
    words: Words,
    sentences: Vec<(Range<usize>, Vec<u8>)>,
}

impl EntityTrainer {
    /// A trainer for these schemes; a recogniser takes the first where it is not asked for another.
    pub fn new(schemes: Vec<Scheme>) -> Self {
        Self {
            passes: 20,
            rate: 2e-3,
            least_words: 2,
            dropout: 0.25,
            width: 96,
            layers: 2,
            schemes,
            clusters: ClusterSets::default(),
            documents: Vec::new(),
        }
    }

    /// Gives words the paths of their clusters, as steps `0` and `1`; the model takes them with it. There
    /// may be three sets, by number. Words with capitals are looked up as they are, then in small letters.
    /// To be set before documents are added.
    ///
    /// # Panics
    /// If the number is above 2.
    pub fn set_clusters<'a>(
        &mut self,
        set: usize,
        words: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) {
        let words = words.into_iter();
        let words = words.map(|(word, path)| (Word::new(word, &ClusterSets::default()).form, path));
        self.clusters.set(set, words);
    }

    /// Adds a document of a scheme, given by its number, with its names as ranges of tokens, in order and
    /// disjoint. Names with other labels and names that cross a sentence's end are left out. Only sentences
    /// that `learn` takes by their number are learned from; the others are their surroundings.
    ///
    /// # Panics
    /// If there is no such scheme.
    pub fn add(
        &mut self,
        scheme: usize,
        text: TokenizedText<'_>,
        names: &[(Range<usize>, Label)],
        learn: impl Fn(usize) -> bool,
    ) {
        let labels = &self.schemes[scheme].labels;
        let mut sentences = Vec::with_capacity(text.sentences.len());
        let all = text.sentences.iter().enumerate();
        for (_, sentence) in all.filter(|&(number, _)| learn(number)) {
            let range = sentence.tokens.clone();
            let inside = names
                .iter()
                .filter(|(n, _)| range.start <= n.start && n.end <= range.end);
            let mut spelled = vec![0; range.len()];
            for (name, label) in inside {
                if let Some(kind) = labels.iter().position(|l| l == label) {
                    let name = name.start - range.start..name.end - range.start;
                    Bilou::spell(kind, name, &mut spelled);
                }
            }
            sentences.push((range.clone(), spelled));
        }
        self.documents.push(Gold {
            scheme,
            words: Words::new(text, &self.clusters),
            sentences,
        });
    }

    /// The model of the documents that were added. The same documents give the same bytes.
    pub fn train(&self, mut progress: impl FnMut(&str)) -> ModelFile {
        let (mut sentences, mut gold) = (Features::new(), Vec::new());
        for document in &self.documents {
            for (range, labels) in &document.sentences {
                let style = document.words.style(range.clone());
                let word = |at| {
                    let mut place = Vec::new();
                    place_features(&document.words, range, style, at, &mut place);
                    let own = word_features(document.words.word(at));
                    own.into_iter().chain(place).map(Some).collect()
                };
                sentences.push(range.clone().map(word).collect());
                gold.push((
                    document.scheme,
                    labels.iter().map(|&l| usize::from(l)).collect(),
                ));
            }
        }
        let fit = Fit {
            passes: self.passes,
            rate: self.rate,
            batch: 300,
            dropout: self.dropout,
            unknown_word: 0.25,
            unknown_feature: 0.1,
            least: self.least_words,
        };
        let random = &mut Random::new(0x5EED);
        let mut parameters = Parameters::default();
        let size = EncoderSize {
            width: self.width,
            layers: self.layers,
        };
        let encoder = EncoderTrainer::new(&sentences, size, fit, &mut parameters, random);
        let out = |scheme: &Scheme| {
            parameters.add_dense(self.width, Bilou::new(scheme.labels.len()).labels(), random)
        };
        let learner = Learner {
            outs: self.schemes.iter().map(out).collect(),
            encoder: &encoder,
            gold: &gold,
        };
        encoder.fit(
            &mut parameters,
            |parameters| {
                let outs = learner.outs.iter().map(|&out| parameters.trainee(out));
                (encoder.step(parameters), outs.collect())
            },
            |step, parameters, share, gradients| learner.part(step, parameters, share, gradients),
            |pass, _| progress(&pass.to_string()),
        );
        let mut file = ModelFile::new(TASK, TEMPLATES);
        let schemes = self.schemes.iter().zip(&learner.outs);
        let kept: Vec<_> = schemes.filter(|(scheme, _)| scheme.is_kept).collect();
        let names: Vec<&str> = kept.iter().map(|(scheme, _)| &*scheme.name).collect();
        file.set_strings("schemes", &names);
        for (scheme, &out) in kept {
            let part = labels_part(&scheme.name);
            let labels: Vec<&str> = scheme.labels.iter().map(Label::as_str).collect();
            file.set_strings(&part, &labels);
            parameters.write_dense(&part, out, &mut file);
        }
        self.clusters.write(&mut file);
        encoder.write("encoder", &parameters, &mut file);
        file
    }
}

/// Fewest names that a knot of a calibration stands for.
const LEAST_NAMES: usize = 150;

/// Puts into a model file what turns the scores of a scheme's names into the share of such names that are
/// right in these documents, each with its gold names as ranges of tokens. The documents should not be those
/// that the model was trained on.
///
/// # Errors
/// [`ModelError`] where the file is no model of names, or has no such scheme.
pub fn calibrate<'a>(
    file: &mut ModelFile,
    scheme: &str,
    documents: impl IntoIterator<Item = (TokenizedText<'a>, &'a [(Range<usize>, Label)])>,
) -> Result<(), ModelError> {
    let recognizer = EntityRecognizer::from_file(file, Some(scheme))?.with_threshold(0.0);
    let mut scored = Vec::new();
    for (text, names) in documents {
        for mention in recognizer.recognize(text) {
            let gold = (text.tokens_in(mention.span), mention.label);
            scored.push((mention.score.unwrap_or_default(), names.contains(&gold)));
        }
    }
    Calibration::fit(scored, LEAST_NAMES).write(&calibration_part(scheme), file);
    Ok(())
}

/// Finds loss and slopes of sentences.
struct Learner<'a> {
    encoder: &'a EncoderTrainer,
    /// What reads the labels of each scheme off the encoder.
    outs: Vec<DenseId>,
    gold: &'a [(usize, Vec<usize>)],
}

impl Learner<'_> {
    fn part(
        &self,
        (encoder, outs): &(EncoderStep, Vec<Trainee>),
        parameters: &Parameters,
        mut share: Share,
        mut gradients: Gradients,
    ) -> Part {
        let (hidden, trace) = self.encoder.forward(encoder, parameters, &mut share);
        let mut loss = 0.0;
        let mut slope = Matrix::zeros(hidden.rows(), hidden.columns());
        for (number, out) in outs.iter().enumerate() {
            let mut gold = Vec::with_capacity(hidden.rows());
            for &sentence in &share.sentences {
                let (scheme, labels) = &self.gold[sentence];
                let is_own = *scheme == number;
                gold.extend(labels.iter().map(|&label| is_own.then_some(label)));
            }
            let mut scores = out.forward(&hidden);
            loss += log_loss(&mut scores, &gold, share.scale);
            slope.add(&out.backward(&hidden, &scores, &mut gradients));
        }
        self.encoder
            .backward(encoder, trace, &share, (loss, slope), gradients)
    }
}
