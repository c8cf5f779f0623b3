use crate::{ModelError, SyntaxParser, WordVectors};
use newsgraph_linear::ModelBytes;
use newsgraph_pipeline::Pipeline;
use newsgraph_pipeline::tokenize::Tokenizer;

/// A pipeline for English news that gives words, sentences, quotation marks and trees, with the models for it built
/// in. Make it once and share it.
///
/// The models have licences of their own: the weights are offered under CC BY-SA 4.0; their cards tell more.
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
        .build();
    Ok(pipeline.unwrap_or_else(|error| unreachable!("the order is sound: {error}")))
}

impl SyntaxParser {
    /// A parser with the weights for English news that are built in, and their vectors, [`WordVectors::english`].
    ///
    /// # Errors
    /// [`ModelError`] where the weights are of another version of the code, or the vectors are others.
    pub fn english(vectors: &WordVectors) -> Result<Self, ModelError> {
        Self::from_bytes(
            ModelBytes::of_binary(newsgraph_models_en_syntax::NEWS),
            vectors,
        )
    }
}
