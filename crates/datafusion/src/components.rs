use crate::error::ReaderError;
use crate::fact::Fact;
use newsgraph::document::AnnotateError;
use newsgraph::tokenize::annotate_plain;
use newsgraph::{Annotator, Component, Document, Models};
use std::sync::Arc;

/// The components of the pipeline, in its order.
pub(crate) struct Components(Vec<(Component, Arc<dyn Annotator>)>);

impl Components {
    pub(crate) fn load(models: &Models) -> Result<Self, ReaderError> {
        let load = |component| Ok((component, models.component(component)?));
        let components = Component::ALL.into_iter().map(load);
        Ok(Self(components.collect::<Result<_, ReaderError>>()?))
    }

    /// Runs what the rows of a function need on a document that has no layer.
    pub(crate) fn annotate(
        &self,
        document: &mut Document,
        fact: Fact,
    ) -> Result<(), AnnotateError> {
        annotate_plain(document, |document| self.run(document, &fact.components()))
    }

    /// Runs some of them on a document, in the order of the pipeline.
    pub(crate) fn run(
        &self,
        document: &mut Document,
        wanted: &[Component],
    ) -> Result<(), AnnotateError> {
        let mut components = self.0.iter();
        components.try_for_each(|(component, annotator)| {
            if wanted.contains(component) {
                annotator.annotate(document)
            } else {
                Ok(())
            }
        })
    }
}
