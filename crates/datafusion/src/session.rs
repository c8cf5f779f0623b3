use crate::day::Day;
use crate::fact::Fact;
use crate::reader::Reader;
use crate::scalar::FactFunction;
use crate::table::{FactTables, Scan, TextTables, made};
use datafusion::common::{Result, exec_err};
use datafusion::execution::context::SessionContext;
use datafusion::logical_expr::ScalarUDF;
use datafusion::prelude::SessionConfig;
use newsgraph::document::OffsetUnit;
use newsgraph_arrow::Table;
use std::path::Path;
use std::sync::Arc;

/// The most rows of a batch. Each may be a text, with all that is found in it.
const ROWS: usize = 256;

/// A session with the functions, in which the path of a file in single quotes is a table.
///
/// It has one partition, so that rows come in the order of the texts, and sums of scores are added in that order: the same
/// query gives the same bytes. What takes the time, the reading of texts, has the threads of the reader.
pub fn session(reader: &Arc<Reader>) -> SessionContext {
    let config = SessionConfig::new()
        .with_target_partitions(1)
        .with_batch_size(ROWS)
        .with_information_schema(true);
    let context = SessionContext::new_with_config(config).enable_url_table();
    register(&context, reader);
    context
}

/// Adds the functions to a session: those of a column, behind SELECT, and those of files, behind FROM.
///
/// Batches of a session are best of some hundred rows, where each is a text.
pub fn register(context: &SessionContext, reader: &Arc<Reader>) {
    register_scans(context, reader, Scan::Here);
}

/// The same for a session whose plans are sent to others. Behind FROM stand views over the functions of a column: what is sent
/// are these [`functions`] and the tables of the engine, and for texts, pages, JSON Lines and JSON a
/// [`DocumentTable`](crate::DocumentTable).
pub fn register_views(context: &SessionContext, reader: &Arc<Reader>) {
    register_scans(context, reader, Scan::AsView);
}

fn register_scans(context: &SessionContext, reader: &Arc<Reader>, scan: Scan) {
    for fact in Fact::ALL {
        context.register_udf(function(fact, reader));
        if let Fact::Rows(table) = fact {
            let function = FactTables {
                table,
                name: fact.name(),
                reader: Arc::clone(reader),
                scan,
            };
            context.register_udtf(fact.name(), Arc::new(function));
        }
    }
    context.register_udtf("texts", Arc::new(TextTables));
}

/// Every function behind SELECT: those of a text, and `day`, by which files with columns are read.
pub fn functions(reader: &Arc<Reader>) -> Vec<ScalarUDF> {
    let facts = Fact::ALL.into_iter().map(|fact| function(fact, reader));
    facts.chain([ScalarUDF::from(Day::default())]).collect()
}

fn function(fact: Fact, reader: &Arc<Reader>) -> ScalarUDF {
    ScalarUDF::from(FactFunction::new(fact, Arc::clone(reader)))
}

/// What the positions that a function of [`functions`] gives count; `None` where it is none of them, or gives none.
pub fn offsets_of(function: &ScalarUDF) -> Option<OffsetUnit> {
    let function = function.inner().downcast_ref::<FactFunction>()?;
    Some(function.offsets())
}

/// Adds the tables of a folder that `newsgraph annotate --format parquet` or `--format arrow` has written, each by its
/// name; that of values as `values_of`, since VALUES is a word of SQL.
///
/// # Errors
/// Where the folder has no such table, or its schema is of another version.
pub fn register_tables(context: &SessionContext, folder: &Path) -> Result<()> {
    let mut found = false;
    for table in Table::ALL {
        if let Some(provider) = made(folder, table)? {
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
