use crate::error_of::ErrorFunction;
use crate::fact::Fact;
use crate::paths::with_paths;
use crate::reader::Reader;
use crate::scalar::FactFunction;
use crate::table::{FactTables, ReadTogether, TextTables, made};
use datafusion::common::{Result, exec_err};
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::context::SessionContext;
use datafusion::logical_expr::ScalarUDF;
use datafusion::prelude::SessionConfig;
use newsgraph_arrow::Table;
use std::path::Path;
use std::sync::Arc;

/// The most rows of a batch. Each may be a text, with all that is found in it.
const ROWS: usize = 256;

/// A session with the functions, in which the path of a file in single quotes is a table.
///
/// It has one partition, so that rows come in the order of the texts, and sums of scores are added in that order: the same
/// query gives the same bytes. What takes the time, the reading of texts, has the threads of the reader; scans of a query that
/// read the same texts read them once. Tables of Parquet decode what passes the filters, and no more.
pub fn session(reader: &Arc<Reader>) -> SessionContext {
    let mut config = SessionConfig::new()
        .with_target_partitions(1)
        .with_batch_size(ROWS)
        .with_information_schema(true);
    // Tables of facts are wide: what does not pass is not decoded.
    let parquet = &mut config.options_mut().execution.parquet;
    (parquet.pushdown_filters, parquet.reorder_filters) = (true, true);
    let state = SessionStateBuilder::new()
        .with_config(config)
        .with_default_features()
        .with_physical_optimizer_rule(Arc::new(ReadTogether))
        .build();
    let context = with_paths(state);
    register(&context, reader);
    context
}

/// Adds the functions to a session: those of a column, behind SELECT, and those of files, behind FROM.
///
/// Batches of a session are best of some hundred rows, where each is a text.
pub fn register(context: &SessionContext, reader: &Arc<Reader>) {
    for fact in Fact::ALL {
        let function = FactFunction::new(fact, Arc::clone(reader));
        context.register_udf(ScalarUDF::from(function));
        if let Fact::Rows(table) = fact {
            let name = fact.name();
            let reader = Arc::clone(reader);
            let function = FactTables {
                table,
                name,
                reader,
            };
            context.register_udtf(name, Arc::new(function));
        }
    }
    let errors = ErrorFunction::new(Arc::clone(reader));
    context.register_udf(ScalarUDF::from(errors));
    let reader = Arc::clone(reader);
    context.register_udtf("texts", Arc::new(TextTables { reader }));
}

/// Adds the tables of a folder that `newsgraph annotate --format parquet` or `--format arrow` has written, each by its
/// name; that of values as `values_of`, since VALUES is a word of SQL.
///
/// # Errors
/// Where the folder has no such table, its schema is of another version, or its positions count something else than those
/// that the reader gives.
pub fn register_tables(context: &SessionContext, reader: &Reader, folder: &Path) -> Result<()> {
    let unit = reader.options().offsets;
    let mut found = false;
    for table in Table::ALL {
        if let Some(provider) = made(folder, table, unit)? {
            context.register_table(Fact::Rows(table).name(), provider)?;
            found = true;
        }
    }
    if found {
        return Ok(());
    }
    exec_err!(
        "{}: no tables here; `newsgraph annotate --format parquet --out {}` writes such a folder",
        folder.display(),
        folder.display()
    )
}
