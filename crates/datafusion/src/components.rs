use crate::error::ReaderError;
use crate::unread::with_causes;
use newsgraph::document::{AnnotateError, DocumentError};
use newsgraph::tokenize::annotate_plain;
use newsgraph::{Annotator, Component, Document, Models};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The components of the pipeline, in its order.
pub(crate) struct Components(Vec<(Component, Arc<dyn Annotator>)>);

/// A component could not read a text.
#[derive(Clone, Debug)]
pub(crate) struct Failed {
    /// The component; none where it is the text that no document can hold.
    pub(crate) component: Option<Component>,
    pub(crate) reason: String,
}

impl From<DocumentError> for Failed {
    fn from(error: DocumentError) -> Self {
        Self {
            component: None,
            reason: with_causes(&error),
        }
    }
}

impl Components {
    pub(crate) fn load(models: &Models) -> Result<Self, ReaderError> {
        let load = |component| Ok((component, models.component(component)?));
        let components = Component::ALL.into_iter().map(load);
        Ok(Self(components.collect::<Result<_, ReaderError>>()?))
    }

    /// Puts another annotator in the place of a component.
    pub(crate) fn replace(&mut self, component: Component, annotator: Arc<dyn Annotator>) {
        let mut components = self.0.iter_mut();
        if let Some((_, runs)) = components.find(|(of, _)| *of == component) {
            *runs = annotator;
        }
    }

    /// Runs some of them on a document that has no layer.
    pub(crate) fn annotate(
        &self,
        document: &mut Document,
        wanted: &[Component],
    ) -> Result<(), Failed> {
        annotate_plain(document, |document| self.run(document, wanted))
    }

    /// Runs some of them on a document, in the order of the pipeline. A document on which one fails is of no use.
    pub(crate) fn run(&self, document: &mut Document, wanted: &[Component]) -> Result<(), Failed> {
        let mut components = self.0.iter();
        components.try_for_each(|(component, annotator)| {
            if !wanted.contains(component) {
                return Ok(());
            }
            let ran = catch_unwind(AssertUnwindSafe(|| annotator.annotate(document)));
            let failed = |reason| Failed {
                component: Some(*component),
                reason: format!("the component {:?} {reason}", component.name()),
            };
            match ran {
                Ok(Ok(())) => Ok(()),
                Ok(Err(error)) => Err(failed(told(&error))),
                Err(panic) => Err(failed(format!("panicked: {}", message(&*panic)))),
            }
        })
    }
}

/// What an annotator says that fails.
fn told(error: &AnnotateError) -> String {
    format!("failed: {}", with_causes(error))
}

/// What a panic says.
fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("no message")
}
