use crate::{ModelError, StatedRelations, TripleExtractor};
use newsgraph_coref::WordVectors;
use newsgraph_linear::ModelBytes;
use newsgraph_pipeline::{Pipeline, PipelineBuilder};

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
    let pipeline = english_builder(&WordVectors::english()?)?.build();
    Ok(pipeline.unwrap_or_else(|error| unreachable!("the order is sound: {error}")))
}

/// The components of [`english`] before they are a pipeline, with the vectors that they share, to add to or to replace some.
///
/// # Errors
/// [`ModelError`] where the weights are of another version of the code, or the vectors are others.
pub fn english_builder(vectors: &WordVectors) -> Result<PipelineBuilder, ModelError> {
    let entities = newsgraph_coref::english_builder(vectors)?;
    let relations = entities.with(StatedRelations::english());
    Ok(relations.with(TripleExtractor::english()?))
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
