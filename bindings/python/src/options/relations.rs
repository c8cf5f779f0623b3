//! Relations of one's own, beside those that sentences state.

use crate::error::PatternError;
use newsgraph::document::{AnnotateError, Layer};
use newsgraph::relation::{RelationPatterns, StatedRelations};
use newsgraph::{Document, Models, Pipeline};
use pyo3::prelude::*;
use std::cell::OnceCell;
use std::path::{Path, PathBuf};

/// One file or several.
#[derive(FromPyObject)]
pub(super) enum RelationsOption {
    File(PathBuf),
    Files(Vec<PathBuf>),
}

impl RelationsOption {
    fn files(&self) -> &[PathBuf] {
        match self {
            Self::File(path) => std::slice::from_ref(path),
            Self::Files(paths) => paths,
        }
    }

    /// What finds relations, with those of the files.
    pub(super) fn add(
        &self,
        stated: StatedRelations,
        models: &Models,
    ) -> PyResult<StatedRelations> {
        let mut patterns = RelationPatterns::default();
        let reader = Reader {
            models,
            parser: OnceCell::new(),
        };
        for path in self.files() {
            patterns = patterns.and(read(path, &stated, &reader)?);
        }
        Ok(stated.with_patterns(patterns))
    }
}

fn read(path: &Path, stated: &StatedRelations, reader: &Reader<'_>) -> PyResult<RelationPatterns> {
    if path == Path::new("english") {
        return Ok(RelationPatterns::english());
    }
    let told = |said: &str| PatternError::new_err(format!("relations: {}: {said}", path.display()));
    let patterns = stated.load_patterns(path, |sentence| reader.parse(sentence));
    let patterns = patterns.map_err(|error| told(&crate::error::told(&error)))?;
    if patterns.is_empty() {
        return Err(told("the file holds no pattern"));
    }
    Ok(patterns)
}

/// Reads the examples among patterns; its models are loaded with the first.
struct Reader<'a> {
    models: &'a Models,
    parser: OnceCell<Pipeline>,
}

impl Reader<'_> {
    fn parse(&self, sentence: &str) -> Result<Document, AnnotateError> {
        let failed = |source: Box<dyn std::error::Error + Send + Sync>| AnnotateError::Backend {
            component: "syntax".to_owned(),
            source,
        };
        if let Some(parser) = self.parser.get() {
            return parser.process(sentence);
        }
        let builder = self.models.builder_for(&[Layer::Syntax]);
        let builder = builder.map_err(|error| failed(error.into()))?;
        let parser = builder.build().map_err(|error| failed(error.into()))?;
        self.parser.get_or_init(|| parser).process(sentence)
    }
}
