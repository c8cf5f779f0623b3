use crate::{Pipeline, PipelineBuilder};
use newsgraph_coref::CorefResolver;
use newsgraph_linear::ModelError;
use newsgraph_ner::EntityRecognizer;
use newsgraph_quote::QuoteAttributor;
use newsgraph_relation::{RelationExtractor, TripleExtractor};
use newsgraph_syntax::SyntaxParser;
use newsgraph_tokenize::Tokenizer;

/// The pipeline for English news, with the models that are inside the crate.
///
/// Takes some milliseconds; make it once and share it.
///
/// # Errors
/// [`ModelError`] where the embedded weights do not fit this version of the code.
///
/// # Panics
/// Never: the order of the components is fixed and tested.
pub fn english() -> Result<Pipeline, ModelError> {
    let builder = english_builder()?;
    Ok(builder
        .build()
        .unwrap_or_else(|error| unreachable!("the shipped order is sound: {error}")))
}

/// The components of [`english`], to replace or leave out some: `tokenize`, `syntax`, `ner`,
/// `quote`, `coref`, `relation`, `triples`.
///
/// # Errors
/// [`ModelError`] where the embedded weights do not fit this version of the code.
pub fn english_builder() -> Result<PipelineBuilder, ModelError> {
    Ok(Pipeline::builder()
        .with(Tokenizer::default())
        .with(SyntaxParser::from_bytes(newsgraph_models_en_syntax::NEWS)?)
        .with(EntityRecognizer::from_bytes(newsgraph_models_en_ner::NEWS)?)
        .with(QuoteAttributor::from_bytes(
            newsgraph_models_en_quote::NEWS,
        )?)
        .with(CorefResolver::from_bytes(newsgraph_models_en_coref::NEWS)?)
        .with(RelationExtractor::from_bytes(
            newsgraph_models_en_relation::NEWS,
        )?)
        .with(TripleExtractor::default()))
}
