use crate::error::LoadError;
use crate::models::Models;
use newsgraph_pipeline::{Pipeline, PipelineBuilder};

/// The pipeline for English news, with the models that are inside the crate.
///
/// Takes some milliseconds; make it once and share it.
///
/// # Licences
///
/// The code is MIT or Apache-2.0; **the models that this embeds are not**: names are offered under CC BY-NC-SA 4.0, which
/// forbids commercial use, relations of DWIE under the GPL-3.0, the others under CC BY-SA 4.0, after the corpora that they
/// learned from. A program that is built with the feature `models-en` holds them. [What that means][licences], and how to train
/// models without the strict corpora; without the feature, [`Models::folder`](crate::Models::folder) reads those.
///
/// [licences]: https://github.com/newsgraph/newsgraph/blob/main/docs/src/licences.md
///
/// # Errors
/// [`LoadError`] where the embedded weights do not fit this version of the code.
///
/// # Panics
/// Never: the order of the components is fixed and tested.
pub fn english() -> Result<Pipeline, LoadError> {
    let builder = english_builder()?;
    Ok(builder
        .build()
        .unwrap_or_else(|error| unreachable!("the shipped order is sound: {error}")))
}

/// The components of [`english`], to replace or leave out some: `tokenize`, `syntax`, `ner`,
/// `quote`, `coref`, `relation`, `triples`.
///
/// # Errors
/// [`LoadError`] where the embedded weights do not fit this version of the code.
pub fn english_builder() -> Result<PipelineBuilder, LoadError> {
    Models::embedded().builder()
}
