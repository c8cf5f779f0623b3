//! Relations of one's own, beside those that sentences state.

use crate::error::PatternError;
use newsgraph::Models;
use newsgraph::relation::{RelationPatterns, StatedRelations};
use pyo3::prelude::*;
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
        for path in self.files() {
            patterns = patterns.and(read(path, &stated, models)?);
        }
        Ok(stated.with_patterns(patterns))
    }
}

fn read(path: &Path, stated: &StatedRelations, models: &Models) -> PyResult<RelationPatterns> {
    if path == Path::new("english") {
        return Ok(RelationPatterns::english());
    }
    let told = |said: &str| PatternError::new_err(format!("relations: {}: {said}", path.display()));
    let patterns = models.relation_patterns(stated, path);
    let patterns = patterns.map_err(|error| told(&crate::error::told(&error)))?;
    if patterns.is_empty() {
        return Err(told("the file holds no pattern"));
    }
    Ok(patterns)
}
