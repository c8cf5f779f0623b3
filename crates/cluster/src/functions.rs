use newsgraph_datafusion::datafusion::common::{DataFusionError, Result};
use newsgraph_datafusion::datafusion::logical_expr::ScalarUDF;
use newsgraph_datafusion::newsgraph::{Model, Models};
use newsgraph_datafusion::{Reader, ReaderOptions, functions};
use std::fmt::Write;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

/// How many readers are kept, each with models of its own.
const READERS: usize = 4;

/// The functions as a process of the cluster has them: which version, which models, and how many threads read.
#[derive(Debug)]
pub struct Functions {
    identity: String,
    threads: usize,
    /// Those that queries asked for last, each with other options.
    readers: Mutex<Vec<Arc<Reader>>>,
}

impl Functions {
    /// The functions with the models for English news that are inside, and so many threads that read for all tasks together;
    /// 0 is one for each processor. The models are loaded when a query comes.
    ///
    /// # Errors
    /// Where a model does not fit this version of the code.
    pub fn english(threads: usize) -> Result<Self> {
        let every = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let threads = if threads == 0 { every() } else { threads };
        let models = Models::embedded();
        let mut identity = format!("newsgraph {} with", env!("CARGO_PKG_VERSION"));
        for model in Model::OF_TASKS {
            let file = models.file(model).map_err(external)?;
            let _ = write!(identity, " {} {:08x}", model.name(), file.crc32());
        }
        Ok(Self {
            identity,
            threads,
            readers: Mutex::default(),
        })
    }

    /// Functions that say that they are others.
    #[cfg(test)]
    pub(crate) fn of(identity: &str) -> Self {
        Self {
            identity: identity.to_owned(),
            threads: 1,
            readers: Mutex::default(),
        }
    }

    /// The version, and the checksum of each model. Processes of which it is the same find the same in a text.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// What reads texts as these options say; threads and what is kept are those of the process.
    ///
    /// # Errors
    /// Where the models cannot be loaded, or no thread can be started.
    pub fn reader(&self, options: ReaderOptions) -> Result<Arc<Reader>> {
        // Each task reads a batch of its own, which the next function of its query asks for again.
        let options = options
            .with_threads(self.threads)
            .with_kept(ReaderOptions::default().kept * self.threads);
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(reader) = readers.iter().find(|reader| reader.options() == options) {
            return Ok(Arc::clone(reader));
        }
        let reader = Arc::new(Reader::english(options).map_err(external)?);
        if readers.len() == READERS {
            readers.remove(0);
        }
        readers.push(Arc::clone(&reader));
        Ok(reader)
    }

    /// A function by its name; `None` where it is none of ours.
    pub(crate) fn function(&self, name: &str, options: ReaderOptions) -> Result<Option<ScalarUDF>> {
        let mut all = functions(&self.reader(options)?).into_iter();
        Ok(all.find(|function| function.name() == name))
    }
}

fn external(error: impl std::error::Error + Send + Sync + 'static) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}
