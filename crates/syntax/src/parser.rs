use crate::lemma::Lemmatizer;
use crate::network::{Analysis, LONGEST, Network};
use newsgraph_document::{
    AnnotateError, Annotator, Document, Layer, Sentence, Syntax, TokenizedText, Upos, WordSyntax,
    dep,
};
use newsgraph_linear::{ModelBytes, ModelError, ModelFile};
use newsgraph_neural::WordVectors;
use std::path::Path;

pub(crate) const TASK: &str = "syntax";
/// The version of the feature templates. Raise it with any change of what a feature holds.
///
/// 1: linear tagger, arc-hybrid steps, labels, lemma rules. 2: one recurrent network for all but lemmas.
/// 3: vectors of words.
pub(crate) const TEMPLATES: u64 = 3;

/// Gives tokens their parts of speech, lemmas, heads and dependency labels.
///
/// Shared between threads as it is. What it keeps of texts are some thousand words with what stands for them, so that
/// they are read faster when they come again; what it gives does not depend on them.
#[derive(Clone, Debug)]
pub struct SyntaxParser {
    name: String,
    /// Penn-style and universal part of speech of each tag.
    tags: Vec<(String, Upos)>,
    labels: Vec<String>,
    /// Positions of the labels of roots, and of parts of a sentence that is too long for one tree.
    root: u8,
    part: u8,
    network: Network,
    lemmatizer: Lemmatizer,
}

impl SyntaxParser {
    /// A parser with the weights of a model file's bytes, and the vectors of words that it was trained with: those of
    /// `newsgraph_models_en_vectors::NEWS` for the shipped model, or [`WordVectors::default`] for one without.
    ///
    /// # Errors
    /// [`ModelError`] where the bytes are damaged, cut short, or of another task or version, and where the vectors
    /// are others.
    pub fn from_bytes(
        bytes: impl Into<ModelBytes>,
        vectors: &WordVectors,
    ) -> Result<Self, ModelError> {
        Self::new(&ModelFile::from_bytes(bytes, TASK, TEMPLATES)?, vectors)
    }

    /// A parser with the weights of a model file.
    ///
    /// # Errors
    /// As [`SyntaxParser::from_bytes`], and where the file cannot be read.
    pub fn load(path: impl AsRef<Path>, vectors: &WordVectors) -> Result<Self, ModelError> {
        Self::new(&ModelFile::load(path, TASK, TEMPLATES)?, vectors)
    }

    fn new(file: &ModelFile, vectors: &WordVectors) -> Result<Self, ModelError> {
        let broken = |part: &str| ModelError::Inconsistent {
            part: part.to_owned(),
        };
        let tag = |line: &&str| {
            let (xpos, upos) = line.split_once('\t')?;
            Some((xpos.to_owned(), upos.parse().ok()?))
        };
        let tags: Option<Vec<(String, Upos)>> = file.strings("tags")?.iter().map(tag).collect();
        let tags = tags
            .filter(|t| !t.is_empty() && t.len() < 256)
            .ok_or_else(|| broken("tags"))?;
        let labels: Vec<String> = file
            .strings("deps")?
            .into_iter()
            .map(str::to_owned)
            .collect();
        let position = |label: &str| labels.iter().position(|l| l == label);
        let root = position(dep::ROOT)
            .filter(|_| (2..256).contains(&labels.len()))
            .ok_or_else(|| broken("deps"))?;
        Ok(Self {
            name: file.identity(),
            network: Network::read(file, vectors, tags.len(), labels.len())?,
            root: root as u8,
            part: position(dep::PARATAXIS).unwrap_or(0) as u8,
            tags,
            labels,
            lemmatizer: Lemmatizer::read(file)?,
        })
    }

    /// The dependency labels that the model can give, sorted.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(String::as_str)
    }

    /// Syntax of every token: one tree for each sentence, with one root. Takes time linear in the
    /// text: a sentence of more than 200 tokens is read in parts, whose roots hang on the first. No
    /// tokens, or sentences that leave tokens out, give an empty result.
    pub fn parse(&self, text: TokenizedText<'_>) -> Syntax {
        let follows = |end, s: &Sentence| (s.tokens.start == end).then_some(s.tokens.end);
        if text.sentences.iter().try_fold(0, follows) != Some(text.tokens.len()) {
            return Syntax::default();
        }
        let mut found = self.network.analyse(text, self.root);
        for sentence in text.sentences {
            let mut roots = sentence
                .tokens
                .clone()
                .filter(|&t| found.heads[t].is_none());
            let root = roots.next();
            for part in roots.collect::<Vec<_>>() {
                (found.heads[part], found.labels[part]) = (root, self.part);
            }
        }
        self.give_subjects(text, &mut found);
        // One string for all lemmas: with one for each a long text takes three times as much here.
        let (mut lemmas, mut ends) = (String::new(), vec![0]);
        for (token, &tag) in found.tags.iter().enumerate() {
            let xpos = &self.tags[usize::from(tag)].0;
            self.lemmatizer
                .push_lemma(text.word(token), xpos, &mut lemmas);
            ends.push(lemmas.len());
        }
        let words = ends.windows(2).enumerate().map(|(token, ends)| {
            let (xpos, upos) = &self.tags[usize::from(found.tags[token])];
            WordSyntax {
                upos: *upos,
                xpos,
                lemma: &lemmas[ends[0]..ends[1]],
                head: found.heads[token],
                dep: &self.labels[usize::from(found.labels[token])],
            }
        });
        // Each sentence is a tree of its parts, so nothing is refused.
        Syntax::new(text, words).unwrap_or_default()
    }
}

impl SyntaxParser {
    /// Makes the name right before a finite verb without a subject its subject, where the name hangs on a number before
    /// it: in "On March 18 Lee said that ..." no part of the date.
    fn give_subjects(&self, text: TokenizedText<'_>, found: &mut Analysis) {
        let Some(subject) = self.labels.iter().position(|label| label == dep::NSUBJ) else {
            return;
        };
        let tag = |found: &Analysis, token: usize| &self.tags[usize::from(found.tags[token])];
        for sentence in text.sentences {
            for name in sentence.tokens.clone() {
                let verb = name + 1;
                let Some(number) = found.heads[name].filter(|&head| head < name) else {
                    continue;
                };
                let fits = sentence.tokens.contains(&verb)
                    && tag(found, name).1 == Upos::Propn
                    && tag(found, number).1 == Upos::Num
                    && matches!(tag(found, verb).0.as_str(), "VBD" | "VBZ" | "VBP")
                    && found.heads[number] == Some(verb);
                let has_subject = || {
                    // What hangs on a verb lies in its part of the sentence, but for the roots of other parts.
                    let start = verb.saturating_sub(LONGEST).max(sentence.tokens.start);
                    let end = (verb + LONGEST).min(sentence.tokens.end);
                    (start..end).any(|t| {
                        let label = &self.labels[usize::from(found.labels[t])];
                        found.heads[t] == Some(verb)
                            && (label.contains("subj") || label.starts_with("expl"))
                    })
                };
                if fits && !has_subject() {
                    (found.heads[name], found.labels[name]) = (Some(verb), subject as u8);
                }
            }
        }
    }
}

impl Annotator for SyntaxParser {
    fn name(&self) -> &'static str {
        "syntax"
    }

    fn model(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn requires(&self) -> &[Layer] {
        &[Layer::Tokens, Layer::Sentences]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Syntax]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        let syntax = self.parse(document.tokenized()?);
        document.set_syntax(syntax, self)?;
        Ok(())
    }
}
