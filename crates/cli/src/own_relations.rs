//! What finds the relations that sentences state, with those that a user names.

use crate::Usage;
use crate::args::{HowArguments, LabelsName, is_shipped};
use anyhow::{Context, Result};
use newsgraph::Models;
use newsgraph::relation::{RelationPatternError, RelationPatterns, StatedRelations};
use std::path::Path;

/// What finds relations, with the patterns that are asked for.
pub(crate) fn stated(how: &HowArguments, models: &Models) -> Result<StatedRelations> {
    let stated = models.stated_relations()?;
    let mut patterns = RelationPatterns::default();
    for path in &how.relations {
        patterns = patterns.and(read(path, &stated, models)?);
    }
    Ok(stated.with_patterns(patterns))
}

/// Refuses patterns beside a model of relations, which reads none.
pub(crate) fn no_patterns(how: &HowArguments) -> Result<()> {
    if how.relations.is_empty() {
        return Ok(());
    }
    let option = match how.labels {
        LabelsName::Dwie => "--labels dwie",
        LabelsName::News => "--model relation=FILE",
    };
    let message = format!(
        "--relations goes beside what sentences state, not beside what a model finds; leave out {option} or --relations"
    );
    Err(Usage(message).into())
}

fn read(path: &Path, stated: &StatedRelations, models: &Models) -> Result<RelationPatterns> {
    if is_shipped(path) {
        return Ok(RelationPatterns::english());
    }
    let option = || format!("--relations {}", path.display());
    let patterns = models.relation_patterns(stated, path);
    let patterns = patterns.map_err(|error| match &error {
        RelationPatternError::Io { source, .. }
            if source.kind() == std::io::ErrorKind::NotFound =>
        {
            anyhow::Error::new(error).context("name a file, or english for the shipped patterns")
        }
        _ => error.into(),
    });
    let patterns = patterns.with_context(option)?;
    if patterns.is_empty() {
        let message = format!(
            "{}: the file holds no pattern; newsgraph relations --patterns prints some to begin with",
            option()
        );
        return Err(Usage(message).into());
    }
    Ok(patterns)
}
