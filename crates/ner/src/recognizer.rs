use crate::consensus::Name;
use crate::mending::{NameWords, in_title_case, mend};
use crate::overlap::{beside, join, merge};
use crate::patterns::EntityPatterns;
use crate::tagger::{LONGEST, Tagger};
use crate::values::ValueRecognizer;
use crate::word::Words;
use newsgraph_document::{
    AnnotateError, Annotator, Document, Label, Layer, Mention, MentionKind, Syntax, TokenizedText,
};
use newsgraph_lexicon::{TableError, Tables};
use newsgraph_linear::{Bilou, Calibration, ModelBytes, ModelError, ModelFile};
use newsgraph_neural::WordVectors;
use std::path::Path;
use std::sync::Arc;

/// The task that a model of names gives.
pub(crate) const TASK: &str = "ner";

/// The version of the feature templates. Raise it when any feature changes.
///
/// 2: BILOU labels of a chain; words, affixes, shapes, clusters, other occurrences in the document.
/// 3: the same from a recurrent network, with three sets of clusters.
/// 4: how a sentence uses capitals.
/// 5: vectors of words in place of clusters.
pub(crate) const TEMPLATES: u64 = 5;

/// The score that a name must have where nothing else is asked for: F1 on the dev part of worldwide is highest there.
const THRESHOLD: f32 = 0.4;

/// Finds names of people, organizations, places and so on.
///
/// A recurrent network reads each sentence in both directions: its words, their shapes, affixes and vectors, and where
/// else they stand in the document. What it finds of one name in a document is then made to agree.
#[derive(Clone, Debug)]
pub struct EntityRecognizer {
    name: String,
    types: Vec<Label>,
    tagger: Tagger,
    vectors: WordVectors,
    calibration: Calibration,
    threshold: f32,
    /// What is mended of names, where the labels are the library's own.
    words: Option<Arc<NameWords>>,
    values: ValueRecognizer,
    patterns: EntityPatterns,
}

impl EntityRecognizer {
    /// A recogniser with these weights, such as `newsgraph_models_en_ner::NEWS`, and the vectors of words that they
    /// were trained with, such as `newsgraph_models_en_vectors::NEWS`; [`WordVectors::default`] where they were
    /// trained without.
    ///
    /// # Errors
    /// [`ModelError`] where the bytes are no model of names of this version, or the vectors are others.
    pub fn from_bytes(
        bytes: impl Into<ModelBytes>,
        vectors: &WordVectors,
    ) -> Result<Self, ModelError> {
        Self::from_file(
            &ModelFile::from_bytes(bytes, TASK, TEMPLATES)?,
            None,
            vectors,
        )
    }

    /// A recogniser with these weights that gives the labels of one of the schemes that they were trained
    /// for, such as `conll` of `newsgraph_models_en_ner::NEWS`: PER, ORG, LOC, MISC.
    ///
    /// # Errors
    /// As [`EntityRecognizer::from_bytes`], and where the model knows no such scheme.
    pub fn from_bytes_in_scheme(
        bytes: impl Into<ModelBytes>,
        scheme: &str,
        vectors: &WordVectors,
    ) -> Result<Self, ModelError> {
        let file = ModelFile::from_bytes(bytes, TASK, TEMPLATES)?;
        Self::from_file(&file, Some(scheme), vectors)
    }

    /// A recogniser with the weights in a file.
    ///
    /// # Errors
    /// As [`EntityRecognizer::from_bytes`], and where the file cannot be read.
    pub fn load(path: impl AsRef<Path>, vectors: &WordVectors) -> Result<Self, ModelError> {
        Self::from_file(&ModelFile::load(path, TASK, TEMPLATES)?, None, vectors)
    }

    /// In the scheme of this name, else in the first.
    pub(crate) fn from_file(
        file: &ModelFile,
        scheme: Option<&str>,
        vectors: &WordVectors,
    ) -> Result<Self, ModelError> {
        let schemes = file.strings("schemes")?;
        let scheme = scheme.or(schemes.first().copied()).unwrap_or_default();
        let part = labels_part(scheme);
        let types: Vec<Label> = file.strings(&part)?.into_iter().map(Label::new).collect();
        if types.len() > Bilou::MOST_KINDS {
            return Err(ModelError::Inconsistent { part });
        }
        let is_own = types.contains(&Label::PERSON);
        Ok(Self {
            words: is_own.then(NameWords::english),
            name: file.identity(),
            tagger: Tagger::read(&part, &types, file, vectors)?,
            types,
            vectors: vectors.clone(),
            calibration: Calibration::read(&calibration_part(scheme), file)?,
            threshold: THRESHOLD,
            values: ValueRecognizer::default(),
            patterns: EntityPatterns::default(),
        })
    }

    /// The recogniser with phrases and patterns of one's own, in place of any given before. What they
    /// find goes before every name of the model and every value that it overlaps. Where a pattern tests
    /// lemmas, the component reads syntax as well.
    #[must_use]
    pub fn with_patterns(mut self, patterns: EntityPatterns) -> Self {
        self.patterns = patterns;
        self
    }

    /// The recogniser with the words of these tables for what is mended of names, by default
    /// [`english_name_tables`](crate::english_name_tables). Names in labels of another scheme are not mended.
    ///
    /// # Errors
    /// [`TableError`] where a table is missing, or a row is not what it should be.
    pub fn with_name_tables(mut self, tables: &Tables) -> Result<Self, TableError> {
        let words = NameWords::new(tables)?;
        self.words = self.words.map(|_| Arc::new(words));
        Ok(self)
    }

    /// The recogniser with other values than those of English. As an `Annotator` it gives them together
    /// with names.
    #[must_use]
    pub fn with_values(mut self, values: ValueRecognizer) -> Self {
        self.values = values;
        self
    }

    /// The recogniser without the model's names whose score is below the threshold. A name's score is the
    /// share of names with such a score that were right, span and label, on the part of a corpus that the
    /// model's card tells. The default is 0.4; 0 leaves out none.
    #[must_use]
    pub fn with_threshold(mut self, threshold: f32) -> Self {
        self.threshold = threshold;
        self
    }

    /// The labels that the model may give.
    pub fn labels(&self) -> &[Label] {
        &self.types
    }

    /// The names of a text in text order; no two overlap, none crosses a sentence's end. What the
    /// user's patterns find is among them.
    pub fn recognize(&self, text: TokenizedText<'_>) -> Vec<Mention> {
        self.recognize_with_syntax(text, None)
    }

    /// As [`Self::recognize`], with the syntax that tests of lemmas in the user's patterns need.
    pub fn recognize_with_syntax(
        &self,
        text: TokenizedText<'_>,
        syntax: Option<&Syntax>,
    ) -> Vec<Mention> {
        let own = self.patterns.recognize(text, syntax);
        let names = beside(&own, self.names(text));
        join(own, names)
    }

    /// The names that the model finds, mended.
    fn names(&self, text: TokenizedText<'_>) -> Vec<Mention> {
        let Some(words) = &self.words else {
            return self.found(text);
        };
        let mut names = self.found(text);
        // What is read in capitals goes before what is read in title case.
        if let Some((read, shouted)) = in_title_case(text) {
            let read = TokenizedText {
                text: &read,
                sentences: &shouted,
                ..text
            };
            names = join(beside(&names, self.found(read)), names);
        }
        mend(text, words, names)
    }

    /// The names that the model finds.
    fn found(&self, text: TokenizedText<'_>) -> Vec<Mention> {
        let words = Words::new(text, &self.vectors);
        let parts: Vec<_> = text.parts(LONGEST).collect();
        let names = self.tagger.names(&words, &parts).into_iter();
        let mention = |name: Name| Mention {
            span: text.span_of(name.tokens),
            label: self.types[name.kind].clone(),
            kind: MentionKind::Proper,
            value: None,
            score: Some(self.calibration.share(name.chance)),
        };
        names
            .map(mention)
            .filter(|mention| mention.score >= Some(self.threshold))
            .collect()
    }
}

/// The part with the labels of a scheme, and the name of what reads them off the encoder.
pub(crate) fn labels_part(scheme: &str) -> String {
    format!("labels.{scheme}")
}

/// The part with the calibration of a scheme's scores.
pub(crate) fn calibration_part(scheme: &str) -> String {
    format!("calibration.{scheme}")
}

impl Annotator for EntityRecognizer {
    fn name(&self) -> &'static str {
        "ner"
    }

    fn model(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn requires(&self) -> &[Layer] {
        let all = &[Layer::Tokens, Layer::Sentences, Layer::Syntax];
        if self.patterns.reads_lemmas() {
            all
        } else {
            &all[..2]
        }
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Mentions]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let text = document.tokenized()?;
        let reads_lemmas = self.patterns.reads_lemmas();
        let syntax = reads_lemmas.then(|| document.syntax()).transpose()?;
        let own = self.patterns.recognize(text, syntax);
        let names = beside(&own, self.names(text));
        let values = beside(&own, self.values.recognize(text, document.date()));
        let mentions = join(own, merge(names, values));
        Ok(document.set_mentions(mentions, self)?)
    }
}
