//! What takes the documents of a run.

use crate::Outcome;
use anyhow::Result;
use newsgraph::Document;

/// Where annotated documents go, in the order of the input.
pub(crate) trait Target: Sync {
    /// A document that is ready to be written.
    type Row: Send;

    /// Whether the row of this document stands already, so that it need not be annotated.
    fn has(&self, document: &Document) -> Result<bool>;

    /// Makes a document ready to be written. Many can be at once.
    fn row(&self, document: Document) -> Self::Row;

    /// Adds a document. Where that fails the process ends: the others may wait for input that never comes.
    fn write(&self, row: &Self::Row);

    /// Puts the output in its place where the run came to its end, else says what stands where. Gives the number of
    /// documents.
    fn finish(self, run: Result<Outcome>) -> Result<usize>;
}
