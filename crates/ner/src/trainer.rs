use crate::clusters::Clusters;
use crate::labels::Labels;
use crate::recognizer::{TASK, TEMPLATES, TRANSITIONS};
use crate::tagger::{FORBIDDEN, features};
use crate::word::{Word, Words};
use newsgraph_document::{Label, TokenizedText};
use newsgraph_linear::{CrfTrainer, ModelFile};
use std::ops::Range;

/// Fits a model of names to documents with gold names.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EntityTrainer {
    /// The labels to learn, in the order of the model.
    pub labels: Vec<Label>,
    /// Passes over the documents.
    pub passes: usize,
    /// Bytes that the weights may take.
    pub bytes: usize,
    clusters: Clusters,
    documents: Vec<Gold>,
}

#[derive(Clone, Debug)]
struct Gold {
    words: Words,
    sentences: Vec<(Range<usize>, Vec<u8>)>,
}

impl EntityTrainer {
    /// A trainer for these labels.
    pub fn new(labels: Vec<Label>) -> Self {
        Self {
            labels,
            passes: 6,
            bytes: 800_000,
            clusters: Clusters::default(),
            documents: Vec::new(),
        }
    }

    /// Gives words, in small letters, the paths of their clusters as steps `0` and `1`; the model
    /// takes them with it. To be set before documents are added.
    pub fn set_clusters<'a>(&mut self, words: impl IntoIterator<Item = (&'a str, &'a str)>) {
        let paths = words.into_iter().filter_map(|(word, path)| {
            let path = u16::from_str_radix(&format!("1{path}"), 2).ok()?;
            Some((Word::new(word).lower, path))
        });
        self.clusters = Clusters::new(paths);
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
        let mut sentences = Vec::with_capacity(text.sentences.len());
        let all = text.sentences.iter().enumerate();
        for (_, sentence) in all.filter(|&(number, _)| learn(number)) {
            let range = sentence.tokens.clone();
            let inside = names
                .iter()
                .filter(|(n, _)| range.start <= n.start && n.end <= range.end);
            let names: Vec<(Range<usize>, usize)> = inside
                .filter_map(|(n, label)| {
                    let kind = self.labels.iter().position(|l| l == label)?;
                    Some((n.start - range.start..n.end - range.start, kind))
                })
                .collect();
            sentences.push((range.clone(), Labels::spell(range.len(), &names)));
        }
        self.documents.push(Gold {
            words: Words::new(text, &self.clusters),
            sentences,
        });
    }

    /// The model of the documents that were added. The same documents give the same bytes.
    pub fn train(&self, progress: impl FnMut(&str)) -> ModelFile {
        let labels = Labels {
            types: self.labels.clone(),
        };
        let mut trainer = CrfTrainer::new(labels.count(), Labels::allows);
        trainer.passes = self.passes;
        let mut found = Vec::new();
        for Gold { words, sentences } in &self.documents {
            for (range, gold) in sentences {
                for (at, &label) in range.clone().zip(gold) {
                    features(words, range, at, &mut found);
                    trainer.add(&found, label);
                }
                trainer.end_sequence();
            }
        }
        let crf = trainer.train(self.bytes, progress);
        let count = labels.count();
        let allowed =
            |at: usize| Labels::allows(Some((at / count) as u8), (at % count) as u8, false);
        let transitions = crf.transitions.iter().enumerate();
        let transitions = transitions
            .flat_map(|(at, &score)| if allowed(at) { score } else { FORBIDDEN }.to_le_bytes());
        let mut file = ModelFile::new(TASK, TEMPLATES);
        let names: Vec<String> = labels.types.iter().map(ToString::to_string).collect();
        file.set_strings("labels", &names);
        file.set(TRANSITIONS, transitions.collect());
        crf.emissions.write("names", &mut file);
        self.clusters.write(&mut file);
        file
    }
}
