//! Relations that a sentence states, read from roles, verbs and the places of names.

mod based;
mod brackets;
mod deeds;
mod draft;
mod holders;
mod homes;
mod objects;
mod owners;
mod patterns;
mod people;
mod places;
mod roles;
mod said;
mod stage;
mod ties;
mod verbs;
mod words;

use newsgraph_document::{
    AnnotateError, Annotator, Document, Entity, Layer, Mention, Quote, Relation, Syntax,
    TokenizedText,
};
use newsgraph_lexicon::{TableError, Tables};
use newsgraph_phrase::{Grammar, Trees};
pub use patterns::{PatternLine, RelationPatternError, RelationPatterns};
use stage::Stage;
use words::Words;

/// Finds the relations between entities that a sentence of the text states, with the words that state them.
#[derive(Clone, Debug)]
pub struct StatedRelations {
    grammar: Grammar,
    words: Words,
    least: f32,
    patterns: RelationPatterns,
}

impl StatedRelations {
    /// By the words of English.
    ///
    /// # Panics
    /// Never: the embedded tables are whole, which a test shows.
    pub fn english() -> Self {
        Self::from_tables(&crate::english_tables())
            .unwrap_or_else(|error| unreachable!("the embedded tables are whole: {error}"))
    }

    /// By the words of a language: the tables `stated_roles`, `stated_verbs`, `stated_words`, `stated_parties`,
    /// `stated_states`, `demonyms`, `relation_words` and `grammar`, as [`english_tables`](crate::english_tables) has them.
    ///
    /// # Errors
    /// [`TableError`] where a table or one of its groups is missing, or a row has another form.
    pub fn from_tables(tables: &Tables) -> Result<Self, TableError> {
        Ok(Self {
            grammar: Grammar::from_tables(tables)?,
            words: Words::from_tables(tables)?,
            least: 0.0,
            patterns: RelationPatterns::default(),
        })
    }

    /// Keeps only relations with at least this score, between 0 and 1: how often relations of their construction are
    /// right. Without it all are kept.
    #[must_use]
    pub fn with_least_score(mut self, least: f32) -> Self {
        self.least = least;
        self
    }

    /// Relations in the order of the words that state them, each once, from where it is first stated. Empty where the
    /// trees are not of this text.
    pub fn extract(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Mention],
        entities: &[Entity],
        quotes: &[Quote],
    ) -> Vec<Relation> {
        let found = self.read(text, syntax, mentions, entities, quotes);
        found.into_iter().map(|(relation, _)| relation).collect()
    }

    /// Relations as [`StatedRelations::extract`] gives them, each with the position of the pattern that found it.
    fn read(
        &self,
        text: TokenizedText<'_>,
        syntax: &Syntax,
        mentions: &[Mention],
        entities: &[Entity],
        quotes: &[Quote],
    ) -> Vec<(Relation, Option<usize>)> {
        if syntax.len() != text.tokens.len() {
            return Vec::new();
        }
        let trees = Trees::new(text, syntax, &self.grammar);
        let stage = Stage::new(&trees, &self.words, mentions, entities);
        let (mut drafts, mut own) = (Vec::new(), Vec::new());
        for sentence in text.sentences {
            stage.ties(&sentence.tokens, &mut drafts);
            for token in sentence.tokens.clone() {
                stage.verb(token, &mut drafts);
                stage.deed(token, &mut drafts);
                stage.based(token, &mut drafts);
                stage.identity(token, &mut drafts);
                stage.company(token, &mut drafts);
            }
            for place in stage.places_in(&sentence.tokens) {
                stage.around(place, &sentence.tokens, &mut drafts);
                stage.bracket(place, &sentence.tokens, &mut drafts);
            }
            if !self.patterns.is_empty() {
                stage.patterns(&self.patterns, entities, &sentence.tokens, &mut own);
            }
        }
        let mut relations = draft::relations(drafts, &stage, quotes);
        relations.retain(|r| r.score.is_none_or(|score| score >= self.least));
        if self.patterns.is_empty() {
            return relations
                .into_iter()
                .map(|relation| (relation, None))
                .collect();
        }
        self.patterns.merge(relations, own, text, quotes)
    }

    /// Sets the relations of a document, and gives for each the line of the patterns that found it; `None` for those that
    /// are found without.
    ///
    /// # Errors
    /// [`AnnotateError`] where a layer that is read is absent.
    pub fn annotate_with_reasons(
        &self,
        document: &mut Document,
    ) -> Result<Vec<Option<PatternLine>>, AnnotateError> {
        let rules = self.set(document)?;
        let lines = self.patterns.lines();
        let line = |rule: Option<usize>| lines.get(rule?).cloned();
        Ok(rules.into_iter().map(line).collect())
    }

    /// Sets the relations of a document, and gives for each the number of the line that found it.
    fn set(&self, document: &mut Document) -> Result<Vec<Option<usize>>, AnnotateError> {
        let found = self.read(
            document.tokenized()?,
            document.syntax()?,
            document.mentions()?,
            document.entities()?,
            document.quotes()?,
        );
        let (relations, rules): (Vec<Relation>, Vec<Option<usize>>) = found.into_iter().unzip();
        document.set_relations(relations, self)?;
        Ok(rules)
    }
}

impl Annotator for StatedRelations {
    fn name(&self) -> &'static str {
        "relation"
    }

    fn requires(&self) -> &[Layer] {
        &[Layer::Syntax, Layer::Quotes, Layer::Entities]
    }

    fn provides(&self) -> &[Layer] {
        &[Layer::Relations]
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        self.set(document).map(drop)
    }
}
