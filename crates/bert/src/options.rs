/// What a window of pieces is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Context {
    /// One sentence, as most checkpoints were trained; only a sentence that is longer than a window is
    /// cut.
    #[default]
    Sentence,
    /// As many sentences of the document as fit. For checkpoints that were trained on documents.
    Document,
}

/// How a checkpoint is run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BertOptions {
    /// What stands in a window.
    pub context: Context,
    /// The most pieces of a window, special ones included; never more than the model has positions
    /// for. 256.
    pub window: usize,
    /// How many pieces two windows share where a sentence or document is cut; at most a third of a
    /// window is. 64.
    pub stride: usize,
    /// The most windows of a batch. 16.
    pub batch_windows: usize,
    /// The most pieces of a batch, padding included; a longer window is a batch of its own. 2048.
    pub batch_pieces: usize,
    /// How many threads can run the model at the same time; others wait. Each runs a network of its
    /// own over the same weights, so that one more costs some hundred KB, and 0.15 seconds of loading
    /// for each 20 million parameters. 1.
    pub networks: usize,
    /// How many threads libtorch takes for one product. This is a setting of the whole process: the
    /// checkpoint that was loaded last decides. 1.
    pub threads: usize,
}

impl Default for BertOptions {
    fn default() -> Self {
        Self {
            context: Context::Sentence,
            window: 256,
            stride: 64,
            batch_windows: 16,
            batch_pieces: 2048,
            networks: 1,
            threads: 1,
        }
    }
}

/// Each gives the same options with one of them changed.
impl BertOptions {
    /// The same with this in a window.
    #[must_use]
    pub fn with_context(mut self, context: Context) -> Self {
        self.context = context;
        self
    }

    /// The same with windows of at most so many pieces.
    #[must_use]
    pub fn with_window(mut self, window: usize) -> Self {
        self.window = window;
        self
    }

    /// The same with windows that share so many pieces.
    #[must_use]
    pub fn with_stride(mut self, stride: usize) -> Self {
        self.stride = stride;
        self
    }

    /// The same with at most so many windows in a batch.
    #[must_use]
    pub fn with_batch_windows(mut self, batch_windows: usize) -> Self {
        self.batch_windows = batch_windows;
        self
    }

    /// The same with at most so many pieces in a batch.
    #[must_use]
    pub fn with_batch_pieces(mut self, batch_pieces: usize) -> Self {
        self.batch_pieces = batch_pieces;
        self
    }

    /// The same for so many threads at the same time.
    #[must_use]
    pub fn with_networks(mut self, networks: usize) -> Self {
        self.networks = networks;
        self
    }

    /// The same with so many threads for one product.
    #[must_use]
    pub fn with_threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }
}
