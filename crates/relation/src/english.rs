use crate::{ModelError, StatedRelations, TripleExtractor};
use newsgraph_coref::{CorefResolver, WordVectors};
use newsgraph_linear::ModelBytes;
use newsgraph_ner::EntityRecognizer;
use newsgraph_pipeline::Pipeline;
use newsgraph_pipeline::tokenize::Tokenizer;
use newsgraph_quote::QuoteAttributor;
use newsgraph_syntax::SyntaxParser;

/// A pipeline for English news that gives trees, names, quotes, entities, relations and triples, with the models
/// for it built in. Make it once and share it.
///
/// The models have licences of their own: the weights of names are offered under CC BY-NC-SA 4.0, those of triples
/// and the others under CC BY-SA 4.0. The package of the weights of relations also holds some under the GPL-3.0,
/// which this does not read. The cards tell more.
///
/// # Errors
/// [`ModelError`] where the weights are of another version of the code.
///
/// # Panics
/// Never: the order of the components is fixed and tested.
pub fn english() -> Result<Pipeline, ModelError> {
    let vectors = WordVectors::english()?;
    let pipeline = Pipeline::builder()
        .with(Tokenizer::default())
        .with(SyntaxParser::english(&vectors)?)
        .with(EntityRecognizer::english(&vectors)?)
        .with(QuoteAttributor::english(&vectors)?)
        .with(CorefResolver::english(&vectors)?)
        .with(StatedRelations::english())
        .with(TripleExtractor::english()?)
        .build();
    Ok(pipeline.unwrap_or_else(|error| unreachable!("the order is sound: {error}")))
}

impl TripleExtractor {
    /// An extractor with the weights for English that are built in.
    ///
    /// # Errors
    /// [`ModelError`] where they are of another version of the code.
    pub fn english() -> Result<Self, ModelError> {
        Self::from_bytes(ModelBytes::of_binary(newsgraph_models_en_relation::TRIPLES))
    }
}
