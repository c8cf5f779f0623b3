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
}

impl Default for ReaderOptions {
    /// Positions in bytes, a thread for each processor, 8 MiB of texts kept.
    fn default() -> Self {
        Self {
            offsets: OffsetUnit::Byte,
            threads: 0,
            kept: 8 << 20,
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
}
