use crate::cache::Cache;
use crate::components::Components;
use crate::error::ReaderError;
use crate::options::ReaderOptions;
use newsgraph::Models;
use newsgraph_arrow::TableOptions;
use rayon::ThreadPool;
use std::fmt;

/// Reads texts for the functions of SQL, on threads of its own.
///
/// It runs the components that a function shows and no others, and keeps what was read last, so that the functions of a
/// query read a text once together.
pub struct Reader {
    components: Components,
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
        Ok(Self {
            components: Components::load(models)?,
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

    pub(crate) fn components(&self) -> &Components {
        &self.components
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
