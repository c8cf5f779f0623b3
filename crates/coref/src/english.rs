use crate::{CorefResolver, ModelError, WordVectors};
use newsgraph_linear::ModelBytes;
use newsgraph_pipeline::{Pipeline, PipelineBuilder};

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
    let pipeline = english_builder(&WordVectors::english()?)?.build();
    Ok(pipeline.unwrap_or_else(|error| unreachable!("the order is sound: {error}")))
}

/// The components of [`english`] before they are a pipeline, with the vectors that they share, to add to or to replace some.
///
/// # Errors
/// [`ModelError`] where the weights are of another version of the code, or the vectors are others.
pub fn english_builder(vectors: &WordVectors) -> Result<PipelineBuilder, ModelError> {
    let quotes = newsgraph_quote::english_builder(vectors)?;
    Ok(quotes.with(CorefResolver::english(vectors)?))
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
