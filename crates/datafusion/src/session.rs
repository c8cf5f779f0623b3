use crate::error_of::ErrorFunction;
use crate::fact::Fact;
use crate::options::ReaderOptions;
use crate::paths::with_paths;
use crate::reader::Reader;
use crate::scalar::FactFunction;
use crate::table::{self, FactTables, ReadTogether, Scan, TextTables, made};
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
    register_scans(context, reader, Scan::Here);
}

/// The same for a session whose plans are sent to others. Behind FROM stand views over the functions of a column: what is sent
/// are these [`functions`] and the tables of the engine, and for files that are read row by row a
/// [`DocumentTable`](crate::DocumentTable).
pub fn register_views(context: &SessionContext, reader: &Arc<Reader>) {
    register_scans(context, reader, Scan::AsView);
}

fn register_scans(context: &SessionContext, reader: &Arc<Reader>, scan: Scan) {
    for function in of_texts(reader) {
        context.register_udf(function);
    }
    for fact in Fact::ALL {
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
    let reader = Arc::clone(reader);
    context.register_udtf("texts", Arc::new(TextTables { reader }));
}

/// Every function behind SELECT: those of a text, and those by which rows of files become texts.
pub fn functions(reader: &Arc<Reader>) -> Vec<ScalarUDF> {
    let mut all = of_texts(reader);
    all.extend(table::functions(reader));
    all
}

fn of_texts(reader: &Arc<Reader>) -> Vec<ScalarUDF> {
    let of_fact = |fact| ScalarUDF::from(FactFunction::new(fact, Arc::clone(reader)));
    let mut all: Vec<_> = Fact::ALL.into_iter().map(of_fact).collect();
    all.push(ScalarUDF::from(ErrorFunction::new(Arc::clone(reader))));
    all
}

/// How a function of [`functions`] reads texts; `None` where it is none of them.
pub fn options_of(function: &ScalarUDF) -> Option<ReaderOptions> {
    let inner = function.inner();
    let of_fact = || Some(inner.downcast_ref::<FactFunction>()?.options());
    let of_error = || Some(inner.downcast_ref::<ErrorFunction>()?.options());
    of_fact()
        .or_else(of_error)
        .or_else(|| table::options_of(function))
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
