//! Relations that a sentence states, read from roles, verbs and the places of names.

mod based;
mod brackets;
mod deeds;
mod draft;
mod holders;
mod homes;
mod objects;
mod owners;
mod people;
mod places;
mod roles;
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
use stage::Stage;
use words::Words;

/// Finds the relations between entities that a sentence of the text states, with the words that state them.
#[derive(Clone, Debug)]
pub struct StatedRelations {
    grammar: Grammar,
    words: Words,
    least: f32,
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
        if syntax.len() != text.tokens.len() {
            return Vec::new();
        }
        let trees = Trees::new(text, syntax, &self.grammar);
        let stage = Stage::new(&trees, &self.words, mentions, entities);
        let mut drafts = Vec::new();
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
        }
        let mut relations = draft::relations(drafts, &stage, quotes);
        relations.retain(|r| r.score.is_none_or(|score| score >= self.least));
        relations
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
        let found = self.extract(
            document.tokenized()?,
            document.syntax()?,
            document.mentions()?,
            document.entities()?,
            document.quotes()?,
        );
        document.set_relations(found, self)?;
        Ok(())
    }
}
