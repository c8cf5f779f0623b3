use crate::labels::Labels;
use crate::recognizer::{TASK, TEMPLATES, labels_part};
use crate::tagger::{LAYERS, WIDTH, features};
use crate::word::{Word, Words};
use newsgraph_document::{Label, TokenizedText};
use newsgraph_linear::{Clusters, ModelFile, Shuffle};
use newsgraph_neural::{
    DenseId, EncoderStep, EncoderTrainer, Features, Fit, Gradients, Matrix, Parameters, Part,
    Share, Trainee, log_loss,
};
use std::ops::Range;

/// Fits a model of names to documents with gold names.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EntityTrainer {
    /// The labels to learn, in the order of the model.
    pub labels: Vec<Label>,
    /// Passes over the documents.
    pub passes: usize,
    /// Learning rate at its highest.
    pub rate: f32,
    /// Words that share a feature (a form, an ending, a cluster) before the model keeps it; a small corpus
    /// needs 1.
    pub least_words: usize,
    /// Share of the network's numbers that are left out at a time.
    pub dropout: f32,
    /// Names of the labels' scheme, and of the other one that [`EntityTrainer::add_other`] adds to.
    pub schemes: [String; 2],
    clusters: [Clusters; 3],
    documents: Vec<Gold>,
    others: Vec<Label>,
}

/// Which labels a document has: those to learn, or others.
#[derive(Clone, Copy, Debug)]
enum Scheme {
    Own,
    Other,
}

#[derive(Clone, Debug)]
struct Gold {
    scheme: Scheme,
    words: Words,
    sentences: Vec<(Range<usize>, Vec<u8>)>,
}

impl EntityTrainer {
    /// A trainer for these labels.
    pub fn new(labels: Vec<Label>) -> Self {
        Self {
            labels,
            passes: 20,
            rate: 2e-3,
            least_words: 2,
            dropout: 0.25,
            schemes: ["own", "other"].map(str::to_owned),
            clusters: Default::default(),
            documents: Vec::new(),
            others: Vec::new(),
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
        let paths = words
            .into_iter()
            .map(|(word, path)| (Word::new(word).form, Clusters::number(path)));
        self.clusters[set] = Clusters::new(paths);
    }

    /// Adds a document with its names as ranges of tokens, in order and disjoint. Names with other
    /// labels and names that cross a sentence's end are left out. Only sentences that `learn` takes by
    /// their number are learned from; the others are their surroundings.
    pub fn add(
        &mut self,
        text: TokenizedText<'_>,
        names: &[(Range<usize>, Label)],
        learn: impl Fn(usize) -> bool,
    ) {
        let gold = self.gold(Scheme::Own, text, names, learn);
        self.documents.push(gold);
    }

    /// Adds a document whose names have other labels, or the same in another sense. The model learns to
    /// read them beside its own, from the same network, and either helps the other; a recogniser asks for
    /// one of them by its scheme.
    pub fn add_other(
        &mut self,
        text: TokenizedText<'_>,
        names: &[(Range<usize>, Label)],
        learn: impl Fn(usize) -> bool,
    ) {
        for (_, label) in names {
            if !self.others.contains(label) {
                self.others.push(label.clone());
            }
        }
        let gold = self.gold(Scheme::Other, text, names, learn);
        self.documents.push(gold);
    }

    fn gold(
        &self,
        scheme: Scheme,
        text: TokenizedText<'_>,
        names: &[(Range<usize>, Label)],
        learn: impl Fn(usize) -> bool,
    ) -> Gold {
        let labels = match scheme {
            Scheme::Own => &self.labels,
            Scheme::Other => &self.others,
        };
        let mut sentences = Vec::with_capacity(text.sentences.len());
        let all = text.sentences.iter().enumerate();
        for (_, sentence) in all.filter(|&(number, _)| learn(number)) {
            let range = sentence.tokens.clone();
            let inside = names
                .iter()
                .filter(|(n, _)| range.start <= n.start && n.end <= range.end);
            let names: Vec<(Range<usize>, usize)> = inside
                .filter_map(|(n, label)| {
                    let kind = labels.iter().position(|l| l == label)?;
                    Some((n.start - range.start..n.end - range.start, kind))
                })
                .collect();
            sentences.push((range.clone(), Labels::spell(range.len(), &names)));
        }
        Gold {
            scheme,
            words: Words::new(text, &self.clusters),
            sentences,
        }
    }

    /// The model of the documents that were added. The same documents give the same bytes.
    pub fn train(&self, mut progress: impl FnMut(&str)) -> ModelFile {
        let labels = Labels {
            types: self.labels.clone(),
        };
        let (mut sentences, mut gold) = (Features::new(), Vec::new());
        for document in &self.documents {
            for (range, labels) in &document.sentences {
                let word = |at| {
                    let mut found = Vec::new();
                    features(&document.words, range, at, &mut found);
                    found
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
            unknown: [0.25, 0.1],
            least: self.least_words,
        };
        let shuffle = &mut Shuffle::new(0x5EED);
        let mut parameters = Parameters::default();
        let encoder =
            EncoderTrainer::new(&sentences, [WIDTH, LAYERS], fit, &mut parameters, shuffle);
        let others = Labels {
            types: self.others.clone(),
        };
        let learner = Learner {
            outs: [labels.count(), others.count()]
                .map(|count| parameters.add_dense(WIDTH, count, shuffle)),
            encoder: &encoder,
            gold: &gold,
        };
        encoder.fit(
            &mut parameters,
            |parameters| {
                let outs = learner.outs.map(|out| parameters.trainee(out));
                (encoder.step(parameters), outs)
            },
            |step, parameters, share, gradients| learner.part(step, parameters, share, gradients),
            |[pass, passes], loss, _| progress(&format!("pass {pass} of {passes}: loss {loss:.4}")),
        );
        let mut file = ModelFile::new(TASK, TEMPLATES);
        let kept = if self.others.is_empty() { 1 } else { 2 };
        file.set_strings("schemes", &self.schemes[..kept]);
        let schemes = self.schemes.iter().zip([&labels, &others]);
        for ((scheme, labels), out) in schemes.zip(learner.outs).take(kept) {
            let part = labels_part(scheme);
            let names: Vec<String> = labels.types.iter().map(ToString::to_string).collect();
            file.set_strings(&part, &names);
            parameters.write_dense(&part, out, &mut file);
        }
        for (number, clusters) in self.clusters.iter().enumerate() {
            clusters.write(&format!("clusters{number}"), &mut file);
        }
        encoder.write("encoder", &parameters, &mut file);
        file
    }
}

/// Finds loss and slopes of sentences.
struct Learner<'a> {
    encoder: &'a EncoderTrainer,
    /// What reads the labels of each scheme off the encoder.
    outs: [DenseId; 2],
    gold: &'a [(Scheme, Vec<usize>)],
}

impl Learner<'_> {
    fn part(
        &self,
        (encoder, outs): &(EncoderStep, [Trainee; 2]),
        parameters: &Parameters,
        mut share: Share,
        mut gradients: Gradients,
    ) -> Part {
        let (hidden, trace) = self.encoder.forward(encoder, parameters, &mut share);
        let mut loss = 0.0;
        let mut slope = Matrix::zeros(hidden.rows(), WIDTH);
        for (number, out) in outs.iter().enumerate() {
            let mut gold = Vec::with_capacity(hidden.rows());
            for &sentence in &share.sentences {
                let (scheme, labels) = &self.gold[sentence];
                let is_own = *scheme as usize == number;
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
