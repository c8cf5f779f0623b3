use newsgraph_document::{AnnotateError, Annotator, Document, DocumentError, Layer};
use std::fmt;

/// Components in the order in which they read and write a document.
///
/// A pipeline keeps nothing of a document: share one between threads, by reference or in an `Arc`.
pub struct Pipeline {
    components: Vec<Box<dyn Annotator>>,
}

/// Puts components in order and checks that each finds what it reads.
#[derive(Default)]
pub struct PipelineBuilder {
    components: Vec<Box<dyn Annotator>>,
    given: Vec<Layer>,
}

/// The components do not fit together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineError {
    /// A component reads a layer that nothing before it sets.
    #[error(
        "component {component:?} reads the {layer} layer, which no component before it sets{}",
        later.as_ref().map(|l| format!("; put {l:?} before it")).unwrap_or_default()
    )]
    MissingLayer {
        /// The component that reads it.
        component: String,
        /// The layer that is missing.
        layer: Layer,
        /// The component after it that sets the layer, where there is one.
        later: Option<String>,
    },
    /// A component sets a layer below one that is set already, which would drop it.
    #[error(
        "component {component:?} sets the {layer} layer and so drops the {dropped} layer, set before it; put it earlier"
    )]
    DropsLayer {
        /// The component that sets it.
        component: String,
        /// The layer that it sets.
        layer: Layer,
        /// The layer that would be lost.
        dropped: Layer,
    },
}

impl PipelineBuilder {
    /// A builder with no component.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a component after those that are there.
    #[must_use]
    pub fn with(mut self, component: impl Annotator + 'static) -> Self {
        self.components.push(Box::new(component));
        self
    }

    /// Puts a component in the place of the one with this name; where there is none, adds it at
    /// the end.
    #[must_use]
    pub fn replace(mut self, name: &str, component: impl Annotator + 'static) -> Self {
        match self.components.iter_mut().find(|c| c.name() == name) {
            Some(place) => *place = Box::new(component),
            None => self.components.push(Box::new(component)),
        }
        self
    }

    /// Keeps the components whose name passes.
    #[must_use]
    pub fn keep(mut self, mut passes: impl FnMut(&str) -> bool) -> Self {
        self.components.retain(|c| passes(c.name()));
        self
    }

    /// Says that documents will come with this layer set, for a pipeline that starts from the
    /// tokens of a corpus.
    #[must_use]
    pub fn given(mut self, layer: Layer) -> Self {
        self.given.push(layer);
        self
    }

    /// Names of the components, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.components.iter().map(|c| c.name())
    }

    /// The pipeline.
    ///
    /// # Errors
    /// [`PipelineError`] where a component reads a layer that is not set before it, or sets one
    /// whose renewal drops a layer that was set before.
    pub fn build(self) -> Result<Pipeline, PipelineError> {
        let mut present = self.given;
        for (position, component) in self.components.iter().enumerate() {
            let name = || component.name().to_owned();
            if let Some(&layer) = component.requires().iter().find(|l| !present.contains(l)) {
                let later = self.components[position + 1..]
                    .iter()
                    .find(|c| c.provides().contains(&layer))
                    .map(|c| c.name().to_owned());
                return Err(PipelineError::MissingLayer {
                    component: name(),
                    layer,
                    later,
                });
            }
            for &layer in component.provides() {
                let own = component.provides();
                let lost = present
                    .iter()
                    .find(|p| p.depends_on(layer) && !own.contains(p));
                if let Some(&dropped) = lost {
                    return Err(PipelineError::DropsLayer {
                        component: name(),
                        layer,
                        dropped,
                    });
                }
            }
            present.extend(component.provides());
        }
        Ok(Pipeline {
            components: self.components,
        })
    }
}

impl Pipeline {
    /// A builder with no component.
    pub fn builder() -> PipelineBuilder {
        PipelineBuilder::new()
    }

    /// Runs every component on the document, in order.
    ///
    /// # Errors
    /// [`AnnotateError`] of the component that failed; layers set before it stay. No text makes the
    /// shipped components fail.
    pub fn annotate(&self, document: &mut Document) -> Result<(), AnnotateError> {
        self.components
            .iter()
            .try_for_each(|component| component.annotate(document))
    }

    /// Reads one text: a document with an empty id, annotated.
    ///
    /// # Errors
    /// [`AnnotateError`] as [`Pipeline::annotate`], and where the text is longer than 4 GiB.
    pub fn process(&self, text: &str) -> Result<Document, AnnotateError> {
        let mut document =
            Document::new("", text).map_err(|e: DocumentError| AnnotateError::from(e))?;
        self.annotate(&mut document)?;
        Ok(document)
    }

    /// Annotates every document, on all threads of the current `rayon` pool; results stand in the
    /// order of the documents and are the same for any number of threads.
    #[cfg(feature = "rayon")]
    pub fn annotate_all(&self, documents: &mut [Document]) -> Vec<Result<(), AnnotateError>> {
        use rayon::prelude::*;
        documents
            .par_iter_mut()
            .map(|document| self.annotate(document))
            .collect()
    }

    /// Annotates every document; results stand in the order of the documents.
    #[cfg(not(feature = "rayon"))]
    pub fn annotate_all(&self, documents: &mut [Document]) -> Vec<Result<(), AnnotateError>> {
        documents
            .iter_mut()
            .map(|document| self.annotate(document))
            .collect()
    }

    /// Names of the components, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.components.iter().map(|c| c.name())
    }
}

impl fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

impl fmt::Debug for PipelineBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PipelineBuilder")
            .field("components", &self.names().collect::<Vec<_>>())
            .field("given", &self.given)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fake(&'static str, &'static [Layer], &'static [Layer]);

    impl Annotator for Fake {
        fn name(&self) -> &str {
            self.0
        }

        fn requires(&self) -> &[Layer] {
            self.1
        }

        fn provides(&self) -> &[Layer] {
            self.2
        }

        fn annotate(&self, _: &mut Document) -> Result<(), AnnotateError> {
            Ok(())
        }
    }

    const WORDS: Fake = Fake("words", &[], &[Layer::Tokens, Layer::Sentences]);
    const NAMES: Fake = Fake("names", &[Layer::Sentences], &[Layer::Mentions]);

    #[test]
    fn refuses_a_component_without_its_layer() {
        let error = Pipeline::builder()
            .with(NAMES)
            .with(WORDS)
            .build()
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "component \"names\" reads the sentences layer, which no component before it sets; put \"words\" before it"
        );
        assert!(
            Pipeline::builder()
                .with(NAMES)
                .given(Layer::Sentences)
                .build()
                .is_ok()
        );
    }

    #[test]
    fn refuses_a_component_that_would_drop_a_layer() {
        let error = Pipeline::builder()
            .with(WORDS)
            .with(NAMES)
            .with(WORDS)
            .build()
            .unwrap_err();
        let expected = PipelineError::DropsLayer {
            component: "words".into(),
            layer: Layer::Tokens,
            dropped: Layer::Mentions,
        };
        assert_eq!(error, expected);
    }

    #[test]
    fn replaces_by_name() {
        let builder = Pipeline::builder().with(WORDS).with(NAMES);
        let builder = builder.replace("names", Fake("other", &[Layer::Tokens], &[Layer::Mentions]));
        assert_eq!(
            builder.build().unwrap().names().collect::<Vec<_>>(),
            ["words", "other"]
        );
    }
}
