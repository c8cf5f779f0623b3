use crate::recognizer::{EntityRecognizer, TASK, TEMPLATES, calibration_part, labels_part};
use crate::tagger::{place_features, word_features};
use crate::word::Words;
use newsgraph_document::{Label, TokenizedText};
use newsgraph_linear::{Bilou, Calibration, Feature, ModelError, ModelFile, Random};
use newsgraph_neural::{
    Choices, DenseId, EncoderSize, EncoderStep, EncoderTrainer, Features, Fit, Gradients, Matrix,
    Parameters, Part, Share, Trainee, VectorInput, WordVectors, log_loss_among,
};
use std::collections::BTreeMap;
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
    vectors: WordVectors,
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
    /// Another scheme whose scores are mixed with its own in the model.
    pub blend: Option<Blend>,
}

/// How the scores of one scheme are mixed with those of another, as the logarithms of chances are in a product of
/// experts (Hinton 2002). What reads them stays one layer.
#[derive(Clone, Debug)]
pub struct Blend {
    /// The other scheme, by its number.
    pub scheme: usize,
    /// Its share.
    pub share: f32,
    /// For each label of the own scheme, in order, those of the other that it stands for; of more than one the mean.
    pub labels: Vec<Vec<Label>>,
}

impl Blend {
    /// Mixes columns of scores: `own` of the scheme, `other` of the other one with these labels.
    fn mix(&self, own: &mut Matrix, other: &Matrix, labels: &[Label]) {
        let position = |label: &Label| labels.iter().position(|l| l == label);
        let sources: Vec<Vec<usize>> = std::iter::once(vec![0])
            .chain(self.labels.iter().flat_map(|labels| {
                let kinds: Vec<usize> = labels.iter().filter_map(position).collect();
                let column = |part: usize| {
                    kinds
                        .iter()
                        .map(|kind| 1 + Bilou::PARTS * kind + part)
                        .collect()
                };
                (0..Bilou::PARTS).map(column).collect::<Vec<_>>()
            }))
            .collect();
        for row in 0..own.rows() {
            let columns = own.row_mut(row).iter_mut().zip(&sources);
            for (value, sources) in columns.filter(|(_, sources)| !sources.is_empty()) {
                let sum: f32 = sources.iter().map(|&column| other.row(row)[column]).sum();
                *value += self.share * (sum / sources.len() as f32 - *value);
            }
        }
    }
}

/// For some schemes, by their numbers, the labels that each word of a sentence may have.
type Allowed = Vec<(usize, Vec<Choices>)>;

#[derive(Clone, Debug)]
struct Gold {
    words: Words,
    sentences: Vec<(Range<usize>, Allowed)>,
}

impl Gold {
    /// The features of each word of a sentence; the first says what word it is.
    fn features(&self, sentence: &Range<usize>) -> impl Iterator<Item = Vec<Feature>> {
        let style = self.words.style(sentence.clone());
        sentence.clone().map(move |at| {
            let mut place = Vec::new();
            place_features(&self.words, sentence, style, at, &mut place);
            let mut features: Vec<Feature> = word_features(self.words.word(at)).collect();
            features.append(&mut place);
            features
        })
    }
}

/// What a corpus tells of the names in a document, in the labels of a scheme.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The scheme, by its number.
    pub scheme: usize,
    /// Names as ranges of tokens, in order and disjoint, each with the labels that it may have.
    pub names: Vec<(Range<usize>, Vec<Label>)>,
    /// Labels that words outside these names may have too, since the corpus does not look for such names.
    pub elsewhere: Vec<Label>,
}

impl Reading {
    /// All names of a text, each with its label.
    pub fn new(scheme: usize, names: &[(Range<usize>, Label)]) -> Self {
        let name = |(range, label): &(Range<usize>, Label)| (range.clone(), vec![label.clone()]);
        Self {
            scheme,
            names: names.iter().map(name).collect(),
            elsewhere: Vec::new(),
        }
    }

    /// For each word of a sentence the labels that it may have.
    fn allowed(&self, labels: &[Label], sentence: &Range<usize>) -> Vec<Choices> {
        let kind = |label: &Label| labels.iter().position(|l| l == label);
        let scheme = Bilou::new(labels.len());
        let mut outside = Choices::default();
        outside.insert(0);
        for kind in self.elsewhere.iter().filter_map(kind) {
            let parts = scheme.by_kind().nth(kind + 1).into_iter().flatten();
            parts.for_each(|label| outside.insert(label as u8));
        }
        let mut allowed = vec![outside; sentence.len()];
        let mut spelled = vec![0; sentence.len()];
        for (name, names) in &self.names {
            let kinds: Vec<usize> = names.iter().filter_map(kind).collect();
            if name.start < sentence.start || sentence.end < name.end || kinds.is_empty() {
                continue;
            }
            let name = name.start - sentence.start..name.end - sentence.start;
            allowed[name.clone()].fill(Choices::default());
            for kind in kinds {
                Bilou::spell(kind, name.clone(), &mut spelled);
                let words = allowed[name.clone()].iter_mut().zip(&spelled[name.clone()]);
                words.for_each(|(allowed, &label)| allowed.insert(label));
            }
        }
        allowed
    }
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
            vectors: WordVectors::default(),
            documents: Vec::new(),
        }
    }

    /// Gives the network vectors of words beside features; its model needs them again when it is read. To be set
    /// before documents are added.
    pub fn set_vectors(&mut self, vectors: &WordVectors) {
        self.vectors = vectors.clone();
    }

    /// Adds a document with what one or more corpora tell of its names. Names that cross a sentence's end are
    /// left out. Only sentences that `learn` takes by their number are learned from; the others are their
    /// surroundings.
    ///
    /// # Panics
    /// If there is no such scheme.
    pub fn add(
        &mut self,
        text: TokenizedText<'_>,
        readings: &[Reading],
        learn: impl Fn(usize) -> bool,
    ) {
        let mut sentences = Vec::with_capacity(text.sentences.len());
        let all = text.sentences.iter().enumerate();
        for (_, sentence) in all.filter(|&(number, _)| learn(number)) {
            let range = sentence.tokens.clone();
            let allowed = |reading: &Reading| {
                let labels = &self.schemes[reading.scheme].labels;
                (reading.scheme, reading.allowed(labels, &range))
            };
            sentences.push((range.clone(), readings.iter().map(allowed).collect()));
        }
        self.documents.push(Gold {
            words: Words::new(text, &self.vectors),
            sentences,
        });
    }

    /// Whether the documents have a feature that the model would keep. Without one there is nothing to train, and
    /// what [`Self::train`] gives cannot be read.
    pub fn has_enough(&self) -> bool {
        let mut counts: BTreeMap<Feature, usize> = BTreeMap::new();
        let sentences = self.documents.iter().flat_map(|document| {
            let sentences = document.sentences.iter();
            sentences.flat_map(|(range, _)| document.features(range))
        });
        sentences.flatten().any(|feature| {
            let count = counts.entry(feature).or_default();
            *count += 1;
            *count >= self.least_words
        })
    }

    /// The model of the documents that were added. The same documents give the same bytes.
    pub fn train(&self, mut progress: impl FnMut(&str)) -> ModelFile {
        let (mut sentences, mut gold) = (Features::new(), Vec::new());
        let mut rows = Vec::new();
        for document in &self.documents {
            for (range, readings) in &document.sentences {
                let word = |features: Vec<_>| features.into_iter().map(Some).collect();
                sentences.push(document.features(range).map(word).collect());
                rows.push(
                    range
                        .clone()
                        .map(|at| document.words.word(at).vector)
                        .collect(),
                );
                gold.push(readings.clone());
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
        let vectors = VectorInput::new(&self.vectors, rows);
        let random = &mut Random::new(0x5EED);
        let mut parameters = Parameters::default();
        let size = EncoderSize {
            width: self.width,
            layers: self.layers,
        };
        let encoder = EncoderTrainer::new(&sentences, size, vectors, fit, &mut parameters, random);
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
            if let Some(blend) = &scheme.blend {
                let (other, labels) = (
                    learner.outs[blend.scheme],
                    &self.schemes[blend.scheme].labels,
                );
                for (own, other) in [(out.weights, other.weights), (out.bias, other.bias)] {
                    let other = parameters.get(other).clone();
                    blend.mix(parameters.get_mut(own), &other, labels);
                }
            }
            let part = labels_part(&scheme.name);
            let labels: Vec<&str> = scheme.labels.iter().map(Label::as_str).collect();
            file.set_strings(&part, &labels);
            parameters.write_dense(&part, out, &mut file);
        }
        encoder.write("encoder", &parameters, &mut file);
        file
    }
}

/// Fewest names that a knot of a calibration stands for.
const LEAST_NAMES: usize = 150;

/// Puts into a model file what turns the scores of a scheme's names into the share of such names that are
/// right in these documents, each with its gold names as ranges of tokens and the labels that they may have. The documents should not be those
/// that the model was trained on.
///
/// # Errors
/// [`ModelError`] where the file is no model of names, or has no such scheme.
pub fn calibrate<'a>(
    file: &mut ModelFile,
    scheme: &str,
    vectors: &WordVectors,
    documents: impl IntoIterator<Item = (TokenizedText<'a>, &'a [(Range<usize>, Vec<Label>)])>,
) -> Result<(), ModelError> {
    let recognizer = EntityRecognizer::from_file(file, Some(scheme), vectors)?.with_threshold(0.0);
    let mut scored = Vec::new();
    for (text, names) in documents {
        for mention in recognizer.recognize(text) {
            let tokens = text.tokens_in(mention.span);
            let mut gold = names.iter().filter(|(range, _)| *range == tokens);
            let is_right = gold.any(|(_, labels)| labels.contains(&mention.label));
            scored.push((mention.score.unwrap_or_default(), is_right));
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
    gold: &'a [Allowed],
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
            let mut allowed = Vec::with_capacity(hidden.rows());
            for (&sentence, rows) in share.sentences.iter().zip(&share.sequences) {
                let mut readings = self.gold[sentence].iter();
                match readings.find(|(scheme, _)| *scheme == number) {
                    Some((_, labels)) => allowed.extend_from_slice(labels),
                    None => allowed.extend(rows.clone().map(|_| Choices::default())),
                }
            }
            if allowed.iter().all(Choices::is_empty) {
                continue;
            }
            let mut scores = out.forward(&hidden);
            loss += log_loss_among(&mut scores, &allowed, share.scale);
            slope.add(&out.backward(&hidden, &scores, &mut gradients));
        }
        self.encoder
            .backward(encoder, trace, &share, (loss, slope), gradients)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: [Label; 3] = [Label::PERSON, Label::EVENT, Label::WORK];

    /// The labels of each word that may stand there, of a sentence of four words.
    fn allowed(reading: &Reading) -> Vec<Vec<usize>> {
        let all = reading.allowed(&LABELS, &(10..14));
        let labels = Bilou::new(LABELS.len()).labels();
        all.iter()
            .map(|choices| (0..labels).filter(|&l| choices.contains(l)).collect())
            .collect()
    }

    #[test]
    fn what_a_corpus_leaves_open_stays_open() {
        let name = |range, labels: &[Label]| (range, labels.to_vec());
        let mut reading = Reading {
            scheme: 0,
            names: vec![
                name(10..12, &[Label::EVENT, Label::WORK]),
                name(12..13, &[Label::PERSON]),
                name(13..16, &[Label::PERSON]),
            ],
            elsewhere: Vec::new(),
        };
        // Begin and last of two types, a unit, and nothing where a name crosses the sentence's end.
        assert_eq!(
            allowed(&reading),
            [vec![5, 9], vec![7, 11], vec![4], vec![0]]
        );
        reading.elsewhere = vec![Label::EVENT];
        assert_eq!(allowed(&reading)[3], [0, 5, 6, 7, 8]);
        reading.names = vec![name(10..11, &[Label::MISC])];
        assert_eq!(
            allowed(&reading)[0],
            [0, 5, 6, 7, 8],
            "a label that is not learned says nothing"
        );
    }

    #[test]
    fn blended_scores_lie_between_those_of_both() {
        let blend = Blend {
            scheme: 1,
            share: 0.25,
            labels: vec![vec![Label::PERSON], vec![Label::MISC, Label::WORK], vec![]],
        };
        let mut own = Matrix::new(13, vec![1.0; 13]);
        let other = Matrix::new(13, (0..13).map(|column| column as f32).collect());
        blend.mix(&mut own, &other, &[Label::MISC, Label::PERSON, Label::WORK]);
        let row = own.row(0);
        let near = |found: f32, other: f32| (found - (0.75 + 0.25 * other)).abs() < 1e-5;
        assert!(near(row[0], 0.0), "outside");
        assert!(
            near(row[1], 5.0),
            "the beginning of a person is the fifth of theirs"
        );
        assert!(near(row[5], 5.0), "the mean of the first and the ninth");
        assert!(near(row[9], 1.0), "what has no counterpart stays");
    }
}
