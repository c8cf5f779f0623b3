use crate::cache::Cache;
use crate::components::Components;
use crate::error::ReaderError;
use crate::options::{OnError, ReaderOptions};
use crate::unread::Unread;
use datafusion::common::{DataFusionError, Result as QueryResult};
use newsgraph::{Annotator, Component, Models};
use newsgraph_arrow::{TableOptions, TableSet};
use rayon::ThreadPool;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Reads texts for the functions of SQL, on threads of its own.
///
/// It runs the components that a function shows and no others, and keeps what was read last, so that the functions of a
/// query read a text once together.
pub struct Reader {
    components: Components,
    options: ReaderOptions,
    pool: ThreadPool,
    cache: Cache,
    has_unread: AtomicBool,
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
        Ok(Self {
            components: Components::load(models)?,
            options,
            pool: rayon::ThreadPoolBuilder::new()
                .num_threads(options.threads)
                .build()?,
            cache: Cache::new(options.kept),
            has_unread: AtomicBool::new(false),
        })
    }

    /// The same with an annotator of one's own in the place of a component. It has to set the layers that the component
    /// [provides](Component::provides).
    #[must_use]
    pub fn with_component(mut self, component: Component, annotator: Arc<dyn Annotator>) -> Self {
        self.components.replace(component, annotator);
        self
    }

    /// Whether a text could not be read, and has null, since the reader was made, with [`OnError::Null`].
    pub fn has_unread(&self) -> bool {
        self.has_unread.load(Ordering::Relaxed)
    }

    /// How it reads.
    pub fn options(&self) -> ReaderOptions {
        self.options
    }

    /// How these tables are made.
    pub(crate) fn table_options(&self, tables: TableSet) -> TableOptions {
        TableOptions {
            offsets: self.options.offsets,
            tables,
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

    pub(crate) fn components(&self) -> &Components {
        &self.components
    }

    /// Why a text is not read, where it is too long.
    pub(crate) fn too_long(&self, text: &str) -> Option<String> {
        let most = self.options.max_document;
        (text.len() > most).then(|| too_long(most))
    }

    /// What a text that could not be read is to the query: its error, or nothing.
    pub(crate) fn settle<T>(&self, read: Result<T, Unread>) -> QueryResult<Option<T>> {
        match (read, self.options.on_error) {
            (Ok(read), _) => Ok(Some(read)),
            (Err(unread), OnError::Fail) => Err(DataFusionError::External(Box::new(unread))),
            (Err(_), OnError::Null) => {
                self.has_unread.store(true, Ordering::Relaxed);
                Ok(None)
            }
        }
    }
}

/// What is said of a text of more bytes than these.
pub(crate) fn too_long(most: usize) -> String {
    format!("longer than {most} bytes, the most that is allowed; max-document allows more")
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
