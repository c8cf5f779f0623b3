#![doc = include_str!("../README.md")]

mod batches;
mod column;
mod day;
mod facts;
mod nested;
mod options;
mod read;
mod record;
mod rows;
mod table;
mod tables;

pub use newsgraph_document as document;

pub use batches::{Batches, NestedBatches, batches, nested_batches};
pub use nested::NestedTable;
pub use options::TableOptions;
pub use read::{ReadError, from_batches, from_nested};
pub use table::{SCHEMA_VERSION, Table, TableError, nested_schema, schema};
pub use tables::Tables;
