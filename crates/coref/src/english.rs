use crate::{CorefResolver, ModelError, WordVectors};
use newsgraph_linear::ModelBytes;
use newsgraph_ner::EntityRecognizer;
use newsgraph_pipeline::Pipeline;
use newsgraph_pipeline::tokenize::Tokenizer;
use newsgraph_quote::QuoteAttributor;
use newsgraph_syntax::SyntaxParser;

/// A pipeline for English news that gives trees, names, quotes and entities, with the models for it built in. Make
/// it once and share it.
///
/// The models have licences of their own: the weights of names are offered under CC BY-NC-SA 4.0, the others under
/// CC BY-SA 4.0; their cards tell more.
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
        .build();
    Ok(pipeline.unwrap_or_else(|error| unreachable!("the order is sound: {error}")))
}

impl CorefResolver {
    /// A resolver with the weights for English news that are built in, and their vectors, [`WordVectors::english`].
    ///
    /// # Errors
    /// [`ModelError`] where the weights are of another version of the code, or the vectors are others.
    pub fn english(vectors: &WordVectors) -> Result<Self, ModelError> {
        Self::from_bytes(
            ModelBytes::of_binary(newsgraph_models_en_coref::NEWS),
            vectors,
        )
    }
}
