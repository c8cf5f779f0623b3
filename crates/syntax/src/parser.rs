use crate::lemma::Lemmatizer;
use crate::tagger::Tag;
use crate::transition::{STEPS, parse};
use crate::word::Word;
use crate::{labeler, tagger};
use newsgraph_document::{
    AnnotateError, Annotator, Document, Layer, Syntax, TokenizedText, Upos, WordSyntax,
};
use newsgraph_linear::{Classifier, ModelError, ModelFile};
use std::path::Path;

pub(crate) const TASK: &str = "syntax";
/// The version of the feature templates. Raise it with any change of what a feature holds.
///
/// 1: tagger, arc-hybrid steps, labels, lemma rules.
pub(crate) const TEMPLATES: u64 = 1;

/// Gives tokens their parts of speech, lemmas, heads and dependency labels.
///
/// Shared between threads as it is; holds no state of a text.
#[derive(Clone, Debug)]
pub struct SyntaxParser {
    name: String,
    /// Penn-style and universal part of speech of each tag.
    tags: Vec<(String, Upos)>,
    labels: Vec<String>,
    root: u8,
    tagger: Classifier,
    parser: Classifier,
    labeler: Classifier,
    lemmatizer: Lemmatizer,
}

/// What was found for one token of a sentence, heads by position in the sentence.
struct Analysis {
    tags: Vec<Tag>,
    heads: Vec<Option<usize>>,
    labels: Vec<u8>,
}

impl SyntaxParser {
    /// A parser with the weights of a model file's bytes.
    ///
    /// # Errors
    /// [`ModelError`] where the bytes are damaged, cut short, or of another task or version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Self::new(&ModelFile::from_bytes(bytes, TASK, TEMPLATES)?)
    }

    /// A parser with the weights of a model file.
    ///
    /// # Errors
    /// As [`SyntaxParser::from_bytes`], and where the file cannot be read.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, ModelError> {
        Self::new(&ModelFile::load(path, TASK, TEMPLATES)?)
    }

    fn new(file: &ModelFile) -> Result<Self, ModelError> {
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
        let root = labels
            .iter()
            .position(|l| l == "root")
            .filter(|_| (2..256).contains(&labels.len()))
            .ok_or_else(|| broken("deps"))?;
        let about = |field| file.about(field).and_then(|v| v.as_str());
        let name = about("name").unwrap_or("unnamed");
        let version = about("version").unwrap_or_default();
        Ok(Self {
            name: format!("{name} {version}").trim_end().to_owned(),
            tagger: Classifier::read("tagger", tags.len(), file)?,
            parser: Classifier::read("parser", STEPS.len(), file)?,
            labeler: Classifier::read("labeler", labels.len(), file)?,
            tags,
            labels,
            root: root as u8,
            lemmatizer: Lemmatizer::read(file)?,
        })
    }

    /// The dependency labels that the model can give, sorted.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(String::as_str)
    }

    /// Syntax of every token: one tree for each sentence, with one root. Takes time linear in the
    /// text. No tokens give an empty result.
    pub fn parse(&self, text: TokenizedText<'_>) -> Syntax {
        let mut lemmas = Vec::with_capacity(text.tokens.len());
        let mut found = Vec::with_capacity(text.tokens.len());
        for sentence in text.sentences {
            let analysis = self.analyse(&Word::of(text, sentence.tokens.clone()));
            for (at, token) in sentence.tokens.clone().enumerate() {
                let tag = analysis.tags[at];
                lemmas.push(
                    self.lemmatizer
                        .lemma(text.word(token), &self.tags[usize::from(tag)].0),
                );
                let head = analysis.heads[at].map(|h| h + sentence.tokens.start);
                found.push((tag, head, analysis.labels[at]));
            }
        }
        let words = found
            .iter()
            .zip(&lemmas)
            .map(|(&(tag, head, label), lemma)| {
                let (xpos, upos) = &self.tags[usize::from(tag)];
                WordSyntax {
                    upos: *upos,
                    xpos,
                    lemma,
                    head,
                    dep: &self.labels[usize::from(label)],
                }
            });
        // The steps leave one root and no cycle, so only sentences that miss tokens are refused.
        Syntax::new(text, words).unwrap_or_default()
    }

    fn analyse(&self, words: &[Word]) -> Analysis {
        let tags = tagger::tag(words, &self.tagger, self.tags.len());
        let heads = parse(words, &tags, &self.parser);
        let arcs = labeler::Arcs::new(words, &tags, &heads);
        let choose = labeler::choose(&arcs, &self.labeler, self.root);
        let labels = labeler::label(&arcs, self.labels.len(), choose);
        Analysis {
            tags,
            heads,
            labels,
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
