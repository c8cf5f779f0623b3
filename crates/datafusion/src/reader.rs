use crate::cache::Cache;
use crate::error::ReaderError;
use crate::fact::Fact;
use crate::options::ReaderOptions;
use newsgraph::document::AnnotateError;
use newsgraph::tokenize::annotate_plain;
use newsgraph::{Annotator, Component, Document, Models};
use newsgraph_arrow::TableOptions;
use rayon::ThreadPool;
use std::fmt;
use std::sync::Arc;

/// Reads texts for the functions of SQL, on threads of its own.
///
/// It runs the components that a function shows and no others, and keeps what was read last, so that the functions of a
/// query read a text once together.
pub struct Reader {
    components: Vec<(Component, Arc<dyn Annotator>)>,
    options: ReaderOptions,
    pool: ThreadPool,
    cache: Cache,
}

impl Reader {
    /// A reader with the models for English news that are inside. They have licences of their own; see
    /// [`newsgraph::english`].
    ///
    /// # Errors
    /// [`ReaderError`] where the models do not fit this version of the code, or no thread can be started.
    pub fn english(options: ReaderOptions) -> Result<Self, ReaderError> {
        Self::new(&Models::embedded(), options)
    }

    /// A reader with models of one's own.
    ///
    /// # Errors
    /// [`ReaderError`] where a model cannot be read, or no thread can be started.
    pub fn new(models: &Models, options: ReaderOptions) -> Result<Self, ReaderError> {
        let load = |component| Ok((component, models.component(component)?));
        let components = Component::ALL.into_iter().map(load);
        Ok(Self {
            components: components.collect::<Result<_, ReaderError>>()?,
            options,
            pool: rayon::ThreadPoolBuilder::new()
                .num_threads(options.threads)
                .build()?,
            cache: Cache::new(options.kept),
        })
    }

    /// How tables are made.
    pub(crate) fn table_options(&self) -> TableOptions {
        TableOptions {
            offsets: self.options.offsets,
            ..TableOptions::default()
        }
    }

    /// The threads that read.
    pub(crate) fn pool(&self) -> &ThreadPool {
        &self.pool
    }

    pub(crate) fn cache(&self) -> &Cache {
        &self.cache
    }

    /// Runs what the rows of a function need on a document that has no layer.
    pub(crate) fn annotate(
        &self,
        document: &mut Document,
        fact: Fact,
    ) -> Result<(), AnnotateError> {
        annotate_plain(document, |document| self.run(document, &fact.components()))
    }

    /// Runs components on a document, in the order of the pipeline.
    pub(crate) fn run(
        &self,
        document: &mut Document,
        wanted: &[Component],
    ) -> Result<(), AnnotateError> {
        let mut components = self.components.iter();
        components.try_for_each(|(component, annotator)| {
            if wanted.contains(component) {
                annotator.annotate(document)
            } else {
                Ok(())
            }
        })
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
