use newsgraph_datafusion::datafusion::common::{Result, exec_datafusion_err};
use newsgraph_datafusion::newsgraph::document::OffsetUnit;
use newsgraph_datafusion::{OnError, ReaderOptions};
use serde::{Deserialize, Serialize};

/// What is sent of how texts are read: what the rows depend on.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct SentOptions {
    offsets: String,
    max_document: usize,
    /// Whether a text that cannot be read has null, and fails no query.
    nulls: bool,
}

impl SentOptions {
    pub(super) fn new(options: ReaderOptions) -> Self {
        Self {
            offsets: options.offsets.as_str().to_owned(),
            max_document: options.max_document,
            nulls: options.on_error == OnError::Null,
        }
    }

    pub(super) fn options(&self) -> Result<ReaderOptions> {
        let unit = &self.offsets;
        let offsets = OffsetUnit::named(unit)
            .ok_or_else(|| exec_datafusion_err!("positions in {unit:?}, which is no unit"))?;
        let on_error = if self.nulls {
            OnError::Null
        } else {
            OnError::Fail
        };
        Ok(ReaderOptions::default()
            .with_offsets(offsets)
            .with_max_document(self.max_document)
            .with_on_error(on_error))
    }
}
