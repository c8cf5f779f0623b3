//! How articles are annotated, in a word that changes where what is found may change.

use crate::args::HowArguments;
use anyhow::{Context, Result};
use newsgraph::document::Layer;
use newsgraph::{Document, Pipeline};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The version, and a number made of the options, of the file of patterns, and of the models.
pub(crate) fn recipe(how: &HowArguments, pipeline: &Pipeline) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    format!("{how:?}").hash(&mut hasher);
    for file in how.files() {
        let bytes = fs::read(file).with_context(|| file.display().to_string())?;
        bytes.hash(&mut hasher);
    }
    let mut document = Document::new("", "")?;
    pipeline.annotate(&mut document)?;
    for maker in Layer::ALL.map(|layer| document.maker(layer)) {
        let maker = maker.map(|maker| (&maker.component, &maker.model));
        maker.hash(&mut hasher);
    }
    Ok(format!(
        "newsgraph {} {:016x}",
        env!("CARGO_PKG_VERSION"),
        hasher.finish()
    ))
}
