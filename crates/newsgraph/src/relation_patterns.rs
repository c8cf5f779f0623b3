use crate::Models;
use newsgraph_document::{AnnotateError, Document, Layer};
use newsgraph_pipeline::Pipeline;
use newsgraph_relation::{RelationPatternError, RelationPatterns, StatedRelations};
use std::cell::OnceCell;
use std::error::Error;
use std::path::Path;

impl Models {
    /// The patterns of relations in a file, for [`StatedRelations::with_patterns`]. The examples among them are read with
    /// these models, which are loaded with the first example.
    ///
    /// # Errors
    /// [`RelationPatternError`] where the file cannot be read, a line is no pattern, or the models cannot be loaded.
    pub fn relation_patterns(
        &self,
        stated: &StatedRelations,
        path: impl AsRef<Path>,
    ) -> Result<RelationPatterns, RelationPatternError> {
        let parser = OnceCell::new();
        stated.load_patterns(path, |example| self.parse(&parser, example))
    }

    fn parse(&self, parser: &OnceCell<Pipeline>, example: &str) -> Result<Document, AnnotateError> {
        if let Some(parser) = parser.get() {
            return parser.process(example);
        }
        let builder = self.builder_for(&[Layer::Syntax]).map_err(failed)?;
        let made = builder.build().map_err(failed)?;
        parser.get_or_init(|| made).process(example)
    }
}

fn failed(source: impl Error + Send + Sync + 'static) -> AnnotateError {
    AnnotateError::Backend {
        component: "syntax".to_owned(),
        source: source.into(),
    }
}
