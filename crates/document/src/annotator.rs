use crate::{Document, DocumentError, Layer, Maker};
use std::error::Error;
use std::sync::Arc;

/// A component of a pipeline: reads some layers of a document and sets others.
///
/// Open to implement. An annotator is shared between threads, so what it gives for a
/// document must not depend on those before.
/// Most implementations are a few lines that call a method on plain slices.
pub trait Annotator: Send + Sync {
    /// A short name for messages and provenance, such as `ner`.
    fn name(&self) -> &str;

    /// The model that it works with, name and version; `None` for plain rules.
    fn model(&self) -> Option<&str> {
        None
    }

    /// The layers that must be present before it runs.
    fn requires(&self) -> &[Layer];

    /// The layers that are present after it ran.
    fn provides(&self) -> &[Layer];

    /// The layers that it appends items to. They must be present before it runs, and what is in them
    /// keeps its ids.
    fn extends(&self) -> &[Layer] {
        &[]
    }

    /// Sets the layers that it provides, and appends to those that it extends.
    ///
    /// # Errors
    /// [`AnnotateError`] where a required layer is absent, the annotator made something that the
    /// document refuses, or a backend of its own failed. No text is an error in itself.
    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError>;
}

/// An annotator could not do its work.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnnotateError {
    /// The document refused what it was given, or lacks a layer.
    #[error("the document refused what a component set or asked of it")]
    Document(#[from] DocumentError),
    /// The annotator's own backend failed.
    #[error("the component {component:?} failed on a text")]
    Backend {
        /// The annotator's name.
        component: String,
        /// What went wrong.
        source: Box<dyn Error + Send + Sync>,
    },
}

impl<T: Annotator + ?Sized> Annotator for Arc<T> {
    fn name(&self) -> &str {
        (**self).name()
    }

    fn model(&self) -> Option<&str> {
        (**self).model()
    }

    fn requires(&self) -> &[Layer] {
        (**self).requires()
    }

    fn provides(&self) -> &[Layer] {
        (**self).provides()
    }

    fn extends(&self) -> &[Layer] {
        (**self).extends()
    }

    fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        (**self).annotate(document)
    }
}

impl<A: Annotator + ?Sized> From<&A> for Maker {
    fn from(annotator: &A) -> Self {
        Self {
            component: annotator.name().to_owned(),
            model: annotator.model().map(str::to_owned),
        }
    }
}
