//! What a graph gives out: as one page, for other programs, and what in it does not agree.
//!
//! Everything is read row by row or document by document, so that no output needs the graph in memory.

#[cfg(feature = "csv")]
mod bulk;
mod graphml;
mod json;
#[cfg(feature = "report")]
mod page;
#[cfg(feature = "rdf")]
mod rdf;
mod rows;
mod walk;

pub(crate) use rows::line;
pub use rows::{Claimant, Place};

use crate::StoreError;
use std::io;

/// A graph could not be written in another form.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutError {
    /// The graph could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was written could not be taken.
    #[error("could not write the output")]
    Write(#[from] io::Error),
}

impl From<rusqlite::Error> for OutError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<newsgraph_export::ExportError> for OutError {
    fn from(error: newsgraph_export::ExportError) -> Self {
        Self::Write(io::Error::new(error.kind(), error))
    }
}
