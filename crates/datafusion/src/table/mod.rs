//! Functions behind FROM: `quotes('articles/*.jsonl')`.

mod asked;
mod cells;
mod csv;
mod document_scan;
mod document_table;
mod estimate;
mod exec;
mod files;
mod function;
mod made;
mod parquet;
mod pass;
mod portion;
mod provider;
mod stream;
mod texts;
mod together;
mod view;
mod work;

pub use document_scan::DocumentScan;
pub use document_table::DocumentTable;

pub(crate) use cells::{functions, options_of};
pub(crate) use function::{FactTables, Scan, TextTables};
pub(crate) use made::made;
pub(crate) use together::ReadTogether;
