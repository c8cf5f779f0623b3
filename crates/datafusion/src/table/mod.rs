//! Functions behind FROM: `quotes('articles/*.jsonl')`.

mod document_scan;
mod document_table;
mod documents;
mod exec;
mod files;
mod function;
mod made;
mod portion;
mod provider;
mod texts;
mod view;

pub use document_scan::DocumentScan;
pub use document_table::DocumentTable;
pub(crate) use function::{FactTables, Scan, TextTables};
pub(crate) use made::made;
