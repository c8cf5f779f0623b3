use newsgraph::document::OffsetUnit;

/// How texts are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReaderOptions {
    /// What positions count.
    pub offsets: OffsetUnit,
    /// How many threads read texts; 0 is one for each processor.
    pub threads: usize,
    /// About how many bytes of texts are kept with what was found in them, for the other functions of a query. What is
    /// found takes about 25 times as much.
    pub kept: usize,
    /// The most bytes that a text may have.
    pub max_document: usize,
    /// What becomes of a query with a text that cannot be read.
    pub on_error: OnError,
}

/// What becomes of a query with a text that cannot be read: one that is too long, whose day is none, whose row is wrong, or
/// on which a component fails. A null is no error: it has null.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OnError {
    /// It fails, with an error that names the document and tells why.
    #[default]
    Fail,
    /// It goes on: the text has null, and no rows behind FROM. The column `error` of `texts(...)` and the function
    /// `error_of(text, date)` tell why.
    Null,
}

impl Default for ReaderOptions {
    /// Positions in bytes, a thread for each processor, 8 MiB of texts kept, each up to 16 MiB; an error fails the query.
    fn default() -> Self {
        Self {
            offsets: OffsetUnit::Byte,
            threads: 0,
            kept: 8 << 20,
            max_document: 16 << 20,
            on_error: OnError::default(),
        }
    }
}

impl ReaderOptions {
    /// The same with positions in another unit.
    #[must_use]
    pub fn with_offsets(mut self, offsets: OffsetUnit) -> Self {
        self.offsets = offsets;
        self
    }

    /// The same with so many threads.
    #[must_use]
    pub fn with_threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// The same with another limit of what is kept.
    #[must_use]
    pub fn with_kept(mut self, bytes: usize) -> Self {
        self.kept = bytes;
        self
    }

    /// The same with another limit of a text's bytes.
    #[must_use]
    pub fn with_max_document(mut self, bytes: usize) -> Self {
        self.max_document = bytes;
        self
    }

    /// The same where a text that cannot be read does something else to the query.
    #[must_use]
    pub fn with_on_error(mut self, on_error: OnError) -> Self {
        self.on_error = on_error;
        self
    }
}
