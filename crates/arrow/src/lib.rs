#![doc = include_str!("../README.md")]

mod batches;
mod column;
mod day;
mod facts;
#[cfg(any(feature = "ipc", feature = "parquet"))]
mod folder;
mod nested;
mod options;
mod read;
mod record;
mod rows;
mod schema;
mod set;
mod table;
mod tables;

pub use arrow_array;
pub use arrow_schema;
pub use newsgraph_document as document;

pub use batches::{Batches, NestedBatches, batches, nested_batches};
#[cfg(any(feature = "ipc", feature = "parquet"))]
pub use folder::{FileFormat, FolderError, FolderWriter};
pub use nested::NestedTable;
pub use options::TableOptions;
pub use read::{ReadError, check_schema, from_batches, from_nested};
pub use schema::{SCHEMA_VERSION, nested_schema, schema};
pub use set::TableSet;
pub use table::{Table, TableError};
pub use tables::Tables;
