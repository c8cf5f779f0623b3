//! Functions behind FROM: `quotes('articles/*.jsonl')`.

mod documents;
mod exec;
mod files;
mod function;
mod made;
mod provider;
mod texts;

pub(crate) use function::{FactTables, TextTables};
pub(crate) use made::made;
