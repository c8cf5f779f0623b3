use crate::labels::Labels;
use crate::recognizer::{TASK, TEMPLATES};
use crate::tagger::{best, features};
use crate::word::Words;
use newsgraph_document::{Label, TokenizedText};
use newsgraph_linear::{AveragedPerceptron, ModelFile, Shuffle};
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
            passes: 10,
            bytes: 1_900_000,
            documents: Vec::new(),
        }
    }

    /// Adds a document with its names as ranges of tokens, in order and disjoint. Names with other
    /// labels and names that cross a sentence's end are left out.
    pub fn add(&mut self, text: TokenizedText<'_>, names: &[(Range<usize>, Label)]) {
        let mut sentences = Vec::with_capacity(text.sentences.len());
        for sentence in text.sentences {
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
            words: Words::new(text),
            sentences,
        });
    }

    /// The model of the documents that were added. The same documents give the same bytes.
    pub fn train(&self, mut progress: impl FnMut(&str)) -> ModelFile {
        let labels = Labels {
            types: self.labels.clone(),
        };
        let mut model = AveragedPerceptron::new(labels.count());
        let (mut found, mut scores) = (Vec::new(), vec![0; labels.count()]);
        let mut order: Vec<(usize, usize)> = (0..self.documents.len())
            .flat_map(|d| (0..self.documents[d].sentences.len()).map(move |s| (d, s)))
            .collect();
        let mut shuffle = Shuffle::new(7);
        for pass in 0..self.passes {
            progress(&format!("pass {} of {}", pass + 1, self.passes));
            shuffle.shuffle(&mut order);
            for &(document, sentence) in &order {
                let Gold { words, sentences } = &self.documents[document];
                let (range, gold) = &sentences[sentence];
                let mut before: Vec<u8> = Vec::with_capacity(range.len());
                for at in range.clone() {
                    features(words, range, at, &before, &mut found);
                    model.score(&found, &mut scores);
                    let truth = gold[at - range.start];
                    let guess = best(&before, &scores, at + 1 == range.end);
                    if guess != truth {
                        model.add(&found, usize::from(truth), 1);
                        model.add(&found, usize::from(guess), -1);
                    }
                    model.tick();
                    // The gold label goes on where the guess would leave it out of reach.
                    let last = at + 2 == range.end;
                    let next = gold.get(at + 1 - range.start).copied();
                    let sound = next.is_none_or(|next| Labels::allows(Some(guess), next, last));
                    before.push(if sound { guess } else { truth });
                }
            }
        }
        let mut file = ModelFile::new(TASK, TEMPLATES);
        let names: Vec<String> = labels.types.iter().map(ToString::to_string).collect();
        file.set_strings("labels", &names);
        model.finish_within(self.bytes).write("names", &mut file);
        file
    }
}
