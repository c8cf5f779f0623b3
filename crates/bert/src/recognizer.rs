use crate::architecture::Head;
use crate::classifier::{Classifier, best};
use crate::labels::LabelTable;
use crate::tags::Tags;
use crate::windows::plan;
use crate::{BertError, BertOptions, Context};
use newsgraph_document::{
    AnnotateError, Annotator, Document, Label, Layer, Mention, MentionKind, TokenizedText,
};
use newsgraph_ner::ValueRecognizer;
use std::ops::Range;
use std::path::Path;

/// Finds names with a transformer that was fine-tuned to classify tokens.
///
/// Share it between threads, by reference or in an `Arc`: [`BertOptions::networks`] of them run at the
/// same time, others wait. The same text gives the same names on the same machine; the last digits of
/// scores depend on its processor and on what else stands in a batch.
#[derive(Debug)]
pub struct BertEntityRecognizer {
    classifier: Classifier,
    tags: Tags,
    /// What each type of the tags stands for.
    labels: Vec<Option<Label>>,
    values: ValueRecognizer,
}

/// Where the scores of a word stand: the window, and the position of its first piece there.
type Place = Option<(usize, usize)>;

impl BertEntityRecognizer {
    /// Loads the checkpoint in a folder, as Hugging Face saves one: `config.json`, `tokenizer.json` or
    /// vocabulary files, `model.safetensors` or `rust_model.ot`.
    ///
    /// # Errors
    /// [`BertError`] where a file is missing or damaged, or the files do not fit one another.
    pub fn load(folder: impl AsRef<Path>) -> Result<Self, BertError> {
        Self::load_with(folder, &BertOptions::default())
    }

    /// As [`Self::load`], to run in another way.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn load_with(folder: impl AsRef<Path>, options: &BertOptions) -> Result<Self, BertError> {
        let mut classifier = Classifier::load(folder.as_ref(), Head::Tokens, options)?;
        classifier.pieces = classifier.pieces.for_plain_text();
        let tags = Tags::new(&classifier.labels);
        let table = LabelTable::default();
        let labels = tags.types().iter().map(|kind| table.get(kind)).collect();
        Ok(Self {
            classifier,
            tags,
            labels,
            values: ValueRecognizer::default(),
        })
    }

    /// The recogniser with a table of one's own in place of [`LabelTable::default`].
    ///
    /// # Errors
    /// [`BertError::UnknownLabel`] where the table names a type that the checkpoint does not give.
    pub fn with_labels(mut self, table: &LabelTable) -> Result<Self, BertError> {
        table.check(self.tags.types())?;
        self.labels = self
            .tags
            .types()
            .iter()
            .map(|kind| table.get(kind))
            .collect();
        Ok(self)
    }

    /// The recogniser with other values than those of English. As an `Annotator` it gives them together
    /// with names.
    #[must_use]
    pub fn with_values(mut self, values: ValueRecognizer) -> Self {
        self.values = values;
        self
    }

    /// The labels that it may give, each once.
    pub fn labels(&self) -> Vec<Label> {
        let mut labels: Vec<Label> = self.labels.iter().flatten().cloned().collect();
        labels.sort();
        labels.dedup();
        labels
    }

    /// The tags of the checkpoint, in the order of [`Self::logits`].
    pub fn tags(&self) -> &[String] {
        &self.classifier.labels
    }

    /// The names of a text in text order; no two overlap, none crosses a sentence's end. The first piece
    /// of a word decides its tag. A score is the least probability (softmax) of the tags of the name's
    /// words. Types that are values, such as Date, are [`MentionKind::Value`] without a value.
    ///
    /// # Errors
    /// [`BertError::Backend`] where libtorch fails, such as for want of memory. No text is an error.
    pub fn recognize(&self, text: TokenizedText<'_>) -> Result<Vec<Mention>, BertError> {
        let logits = self.logits(text)?;
        let mut mentions = Vec::new();
        for sentence in text.sentences {
            let first = sentence.tokens.start;
            let scored: Vec<Option<(usize, f32)>> = logits[sentence.tokens.clone()]
                .iter()
                .map(|word| best(word))
                .collect();
            let tags: Vec<Option<usize>> = scored.iter().map(|s| s.map(|(tag, _)| tag)).collect();
            for (words, kind) in self.tags.names(&tags) {
                let Some(label) = self.labels[kind].clone() else {
                    continue;
                };
                let probabilities = scored[words.clone()].iter().flatten().map(|&(_, p)| p);
                mentions.push(Mention {
                    span: text.span_of(first + words.start..first + words.end),
                    kind: kind_of(&label),
                    label,
                    value: None,
                    score: probabilities.reduce(f32::min),
                });
            }
        }
        Ok(mentions)
    }

    /// For each token what the classifier gives for its first piece: a number for each of
    /// [`Self::tags`], none where the tokenizer has no piece for the token.
    ///
    /// # Errors
    /// As [`Self::recognize`].
    pub fn logits(&self, text: TokenizedText<'_>) -> Result<Vec<Vec<f32>>, BertError> {
        let (windows, places) = self.windows(text)?;
        let scores = self.classifier.run(&windows)?;
        let width = self.classifier.labels.len();
        let of_word = |place: &Place| match place {
            Some((window, piece)) => scores[*window][piece * width..(piece + 1) * width].to_vec(),
            None => Vec::new(),
        };
        Ok(places.iter().map(of_word).collect())
    }

    /// The windows of a text, and where each token stands in them.
    fn windows(&self, text: TokenizedText<'_>) -> Result<(Vec<Vec<u32>>, Vec<Place>), BertError> {
        let pieces = &self.classifier.pieces;
        let capacity = self.classifier.window - pieces.special();
        let (mut windows, mut places) = (Vec::new(), vec![None; text.tokens.len()]);
        for sentences in self.runs(text) {
            // The pieces of the run, the first piece of each of its words, and the words behind the last
            // of each sentence.
            let (mut ids, mut firsts, mut ends) = (Vec::new(), Vec::new(), Vec::new());
            let first_word = text.sentences[sentences.start].tokens.start;
            for sentence in &text.sentences[sentences] {
                let lead = if ends.is_empty() { "" } else { " " };
                let words = &text.tokens[sentence.tokens.clone()];
                let run = pieces.run(lead, text.text, words)?;
                firsts.extend(run.first.iter().map(|at| at.map(|at| at + ids.len())));
                ids.extend(run.ids);
                ends.push(firsts.len());
            }
            for window in plan(
                &starts(&firsts, ids.len()),
                &ends,
                capacity,
                self.classifier.options.stride,
            ) {
                for word in window.words {
                    let piece = firsts[word].filter(|piece| window.pieces.contains(piece));
                    let place = piece.map(|p| p - window.pieces.start + pieces.offset());
                    places[first_word + word] = place.map(|piece| (windows.len(), piece));
                }
                windows.push(pieces.window(&ids[window.pieces]));
            }
        }
        Ok((windows, places))
    }

    /// The sentences that windows are cut from together.
    fn runs(&self, text: TokenizedText<'_>) -> Vec<Range<usize>> {
        let all = 0..text.sentences.len();
        match self.classifier.options.context {
            _ if all.is_empty() => Vec::new(),
            Context::Document => vec![all],
            Context::Sentence => all.map(|sentence| sentence..sentence + 1).collect(),
        }
    }
}

/// Where each word begins among the pieces and, last, how many there are. A word without a piece, or
/// one whose piece stands before that of the word before it, begins where the next does.
fn starts(firsts: &[Option<usize>], pieces: usize) -> Vec<usize> {
    let mut starts = vec![pieces; firsts.len() + 1];
    for (word, first) in firsts.iter().enumerate().rev() {
        starts[word] = first.unwrap_or(pieces).min(starts[word + 1]);
    }
    starts
}

fn kind_of(label: &Label) -> MentionKind {
    if label.is_value() {
        MentionKind::Value
    } else {
        MentionKind::Proper
    }
}

impl Annotator for BertEntityRecognizer {
    fn name(&self) -> &'static str {
        "ner"
    }

    fn model(&self) -> Option<&str> {
        Some(&self.classifier.name)
    }

    fn requires(&self) -> &[Layer] {
        &[Layer::Tokens, Layer::Sentences]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Mentions]
    }

    /// Sets the names of the checkpoint, with the values that newsgraph's rules find and normalise
    /// beside them. Values of the checkpoint stand where the rules find none.
    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let text = document.tokenized()?;
        let found = self
            .recognize(text)
            .map_err(|error| AnnotateError::Backend {
                component: self.name().to_owned(),
                source: error.into(),
            })?;
        let mentions = self.values.recognize_beside(found, text, document.date());
        Ok(document.set_mentions(mentions, self)?)
    }
}
