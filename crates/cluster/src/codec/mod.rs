//! How functions and tables of texts are written in plans, and read from them.

mod documents;
mod function;
mod logical;
mod options;
mod physical;

pub use logical::LogicalCodec;
pub use physical::PhysicalCodec;

use newsgraph_datafusion::datafusion::common::{DataFusionError, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn encode(part: &impl Serialize, buffer: &mut Vec<u8>) -> Result<()> {
    serde_json::to_writer(buffer, part).map_err(|error| DataFusionError::External(Box::new(error)))
}

fn decode<T: DeserializeOwned>(buffer: &[u8]) -> Result<T> {
    serde_json::from_slice(buffer).map_err(|error| {
        let error = DataFusionError::External(Box::new(error));
        error.context("a part of a plan that another version of newsgraph-cluster has written")
    })
}
