use crate::coreference::Coreference;
use crate::discourse::Discourse;
use crate::kinds::Pronoun;
use crate::lexicon::Lexicon;
use crate::names;
use crate::options::Options;
use crate::ranker::{Ranker, TASK, TEMPLATES, best_of};
use crate::reasons::{Candidate, JoinedBy, MentionReasons};
use crate::walk::{Decide, Walk, named_entities, names_of};
use newsgraph_document::{
    AnnotateError, Annotator, Document, Layer, Mention, Quote, Syntax, TokenizedText,
};
use newsgraph_lexicon::{TableError, Tables};
use newsgraph_linear::{ModelBytes, ModelError, ModelFile};
use newsgraph_neural::WordVectors;
use newsgraph_phrase::Trees;
use std::path::Path;

/// Groups mentions into entities, and finds descriptions and pronouns for them: names by rules, pronouns and
/// descriptions by a learned ranking of the entities mentioned before.
#[derive(Clone, Debug)]
pub struct CorefResolver {
    lexicon: Lexicon,
    vectors: WordVectors,
    ranker: Ranker,
    model: String,
}

impl CorefResolver {
    /// The resolver of a model, as `CorefTrainer` makes it, and the vectors of words that it was trained with, such as
    /// `newsgraph_models_en_vectors::NEWS`.
    ///
    /// # Errors
    /// [`ModelError`] where the bytes are no such model, or are damaged, or the vectors are others.
    pub fn from_bytes(
        bytes: impl Into<ModelBytes>,
        vectors: &WordVectors,
    ) -> Result<Self, ModelError> {
        Self::new(&ModelFile::from_bytes(bytes, TASK, TEMPLATES)?, vectors)
    }

    /// The resolver of a model in a file.
    ///
    /// # Errors
    /// As [`CorefResolver::from_bytes`], and where the file cannot be read.
    pub fn load(path: impl AsRef<Path>, vectors: &WordVectors) -> Result<Self, ModelError> {
        Self::new(&ModelFile::load(path, TASK, TEMPLATES)?, vectors)
    }

    fn new(file: &ModelFile, vectors: &WordVectors) -> Result<Self, ModelError> {
        vectors.check(file)?;
        Ok(Self {
            vectors: vectors.clone(),
            lexicon: Lexicon::english(),
            ranker: Ranker::read(file)?,
            model: file.identity(),
        })
    }

    /// The same model with the words of these tables, by default [`english_tables`](crate::english_tables).
    ///
    /// # Errors
    /// [`TableError`] where a table is missing, or a row is not what it should be.
    pub fn with_tables(self, tables: &Tables) -> Result<Self, TableError> {
        let lexicon = Lexicon::from_tables(tables)?;
        Ok(Self { lexicon, ..self })
    }

    /// Groups the mentions. Values are no entities; every other given mention is in exactly one.
    /// Descriptions and pronouns are found in the trees, and only those that corefer with
    /// something are kept. Where the trees are not of this text, only names are joined.
    pub fn resolve(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Mention],
        quotes: &[Quote],
    ) -> Coreference {
        let lexicon = &self.lexicon;
        if syntax.len() != text.tokens.len() {
            return named_entities(text.text, mentions, &[], lexicon).finish(text, mentions, &[]);
        }
        let trees = Trees::new(text, syntax, &lexicon.grammar);
        let mut walk = Walk::new(&trees, mentions, quotes, lexicon, &self.vectors);
        walk.run(|discourse, at, options| {
            let margin = margin(discourse.candidates[at].pronoun);
            self.ranker.best_by(options, margin)
        });
        let discourse = walk.discourse;
        discourse
            .entities
            .finish(text, mentions, &discourse.candidates)
    }

    /// As [`CorefResolver::resolve`], with why each mention is where it is: names first, in the order in which they
    /// were given, then descriptions and pronouns in text order, also those that are left out since they refer to nothing. The
    /// entities are the same.
    pub fn resolve_with_reasons(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Mention],
        quotes: &[Quote],
    ) -> (Coreference, Vec<MentionReasons>) {
        let lexicon = &self.lexicon;
        let names = names::reasons(text.text, &names_of(text.text, mentions), lexicon);
        let spelled = names.iter().map(|name| {
            let span = mentions[name.position].span;
            MentionReasons {
                to: Some(mentions[name.to].span),
                ..MentionReasons::new(span, name.by)
            }
        });
        let mut reasons: Vec<MentionReasons> = spelled.collect();
        reasons.sort_by_key(|reason| reason.span);
        if syntax.len() != text.tokens.len() {
            return (self.resolve(text, syntax, mentions, quotes), reasons);
        }
        let trees = Trees::new(text, syntax, &lexicon.grammar);
        let mut walk = Walk::new(&trees, mentions, quotes, lexicon, &self.vectors);
        let mut kept = Keeper::new(&self.ranker);
        walk.run_by(&mut kept);
        reasons.extend(kept.reasons);
        let discourse = walk.discourse;
        let found = discourse
            .entities
            .finish(text, mentions, &discourse.candidates);
        (found, reasons)
    }

    /// As [`Annotator::annotate`], with why each mention is where it is, as [`CorefResolver::resolve_with_reasons`] tells.
    ///
    /// # Errors
    /// As [`Annotator::annotate`].
    pub fn annotate_with_reasons(
        &self,
        document: &mut Document,
    ) -> Result<Vec<MentionReasons>, AnnotateError> {
        document.drop_appended_mentions();
        let (found, reasons) = self.resolve_with_reasons(
            document.tokenized()?,
            document.syntax()?,
            document.mentions()?,
            document.quotes()?,
        );
        self.set(document, found)?;
        Ok(reasons)
    }

    fn set(&self, document: &mut Document, found: Coreference) -> Result<(), AnnotateError> {
        document.append_mentions(found.mentions)?;
        document.set_entities(found.entities, self)?;
        Ok(())
    }
}

/// Decides as the resolver does, and keeps what it weighs.
struct Keeper<'a> {
    ranker: &'a Ranker,
    candidates: Vec<Candidate>,
    margin: Option<f32>,
    reasons: Vec<MentionReasons>,
}

impl<'a> Keeper<'a> {
    fn new(ranker: &'a Ranker) -> Self {
        Self {
            ranker,
            candidates: Vec::new(),
            margin: None,
            reasons: Vec::new(),
        }
    }
}

impl Decide for Keeper<'_> {
    fn choose(&mut self, discourse: &Discourse<'_>, at: usize, options: &Options) -> usize {
        let margin = margin(discourse.candidates[at].pronoun);
        let scores = self.ranker.scores(options);
        let weighed = options.entities().iter().zip(&scores);
        let candidates = weighed.map(|(&entity, &score)| Candidate {
            span: entity.and_then(|entity| discourse.shown(entity)),
            score,
        });
        self.candidates = candidates.collect();
        self.candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        self.margin = Some(margin);
        best_of(&scores, margin)
    }

    fn note(&mut self, discourse: &Discourse<'_>, at: usize, by: JoinedBy) {
        self.reasons.push(MentionReasons {
            candidates: std::mem::take(&mut self.candidates),
            margin: self.margin.take(),
            ..MentionReasons::new(discourse.candidates[at].span, by)
        });
    }
}

/// How much more than nothing a mention must score to refer to something: "it", then "they" and descriptions, the others
/// nothing more. (Of 0 to 6 for each the best on `OntoGUM` dev; what is unsure stays alone.)
fn margin(pronoun: Option<Pronoun>) -> f32 {
    match pronoun {
        Some(Pronoun::It) => 4.0,
        Some(Pronoun::They) | None => 2.0,
        Some(_) => 0.0,
    }
}

impl Annotator for CorefResolver {
    fn name(&self) -> &'static str {
        "coref"
    }

    fn model(&self) -> Option<&str> {
        Some(&self.model)
    }

    fn requires(&self) -> &[Layer] {
        &[Layer::Syntax, Layer::Mentions, Layer::Quotes]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Entities]
    }

    fn extends(&self) -> &[Layer] {
        &[Layer::Mentions]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        // What an earlier run added is found again.
        document.drop_appended_mentions();
        let found = self.resolve(
            document.tokenized()?,
            document.syntax()?,
            document.mentions()?,
            document.quotes()?,
        );
        self.set(document, found)
    }
}
