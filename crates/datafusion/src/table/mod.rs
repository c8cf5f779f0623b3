//! Functions behind FROM: `quotes('articles/*.jsonl')`.

mod asked;
mod cells;
mod csv;
mod estimate;
mod exec;
mod files;
mod function;
mod made;
mod parquet;
mod pass;
mod provider;
mod stream;
mod texts;
mod together;
mod work;

pub(crate) use function::{FactTables, TextTables};
pub(crate) use made::made;
pub(crate) use together::ReadTogether;
