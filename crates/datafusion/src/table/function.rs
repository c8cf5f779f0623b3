use super::made::made;
use super::provider::FactTable;
use super::texts::texts;
use super::view::view;
use crate::reader::Reader;
use datafusion::catalog::{TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::{Result, plan_err};
use datafusion::datasource::ViewTable;
use datafusion::logical_expr::Expr;
use datafusion::scalar::ScalarValue;
use newsgraph_arrow::Table;
use std::path::Path;
use std::sync::Arc;

/// `quotes('articles/*.jsonl')`: a table of what is found in files, or of what was found before.
#[derive(Debug)]
pub(crate) struct FactTables {
    pub(crate) table: Table,
    pub(crate) name: &'static str,
    pub(crate) reader: Arc<Reader>,
    pub(crate) scan: Scan,
}

/// How the texts behind FROM are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scan {
    /// By an operator of its own, which has filters and the order of the texts.
    Here,
    /// As a view over the function of a column, whose plan can be sent elsewhere.
    AsView,
}

impl TableFunctionImpl for FactTables {
    fn call_with_args(&self, args: TableFunctionArgs) -> Result<Arc<dyn TableProvider>> {
        let paths = paths(self.name, args.exprs())?;
        if let [folder] = &paths[..]
            && let Some(made) = made(Path::new(folder), self.table, self.reader.options().offsets)?
        {
            return Ok(made);
        }
        let texts = texts(&paths, &self.reader)?;
        Ok(match self.scan {
            Scan::Here => Arc::new(FactTable::new(self.table, Arc::clone(&self.reader), texts)),
            Scan::AsView => {
                let rows = view(self.table, &self.reader, texts.plan)?;
                Arc::new(ViewTable::new(rows, None))
            }
        })
    }
}

/// `texts('articles/')`: the texts of files, unread, and why a row has none.
#[derive(Debug)]
pub(crate) struct TextTables {
    pub(crate) reader: Arc<Reader>,
}

impl TableFunctionImpl for TextTables {
    fn call_with_args(&self, args: TableFunctionArgs) -> Result<Arc<dyn TableProvider>> {
        let texts = texts(&paths("texts", args.exprs())?, &self.reader)?;
        Ok(Arc::new(ViewTable::new(texts.plan, None)))
    }
}

/// The arguments as paths.
fn paths(function: &str, arguments: &[Expr]) -> Result<Vec<String>> {
    let path = |argument: &Expr| match argument {
        Expr::Literal(
            ScalarValue::Utf8(Some(path))
            | ScalarValue::LargeUtf8(Some(path))
            | ScalarValue::Utf8View(Some(path)),
            _,
        ) => Ok(path.clone()),
        other => plan_err!(
            "{function}: behind FROM the arguments are paths in single quotes, as in FROM {function}('articles/*.jsonl'), found {other}; \
             of a column, {function} stands behind SELECT"
        ),
    };
    let paths = arguments.iter().map(path).collect::<Result<Vec<_>>>()?;
    if paths.is_empty() {
        return plan_err!(
            "{function}: expected the path of a file, a folder or a pattern in single quotes"
        );
    }
    Ok(paths)
}
