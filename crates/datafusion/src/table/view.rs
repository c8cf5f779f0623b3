use super::asked::columns;
use crate::fact::Fact;
use crate::reader::Reader;
use crate::scalar::FactFunction;
use datafusion::common::{Column, Result, UnnestOptions};
use datafusion::functions::core::expr_fn::get_field;
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, ScalarUDF, cast};
use newsgraph_arrow::Table;
use std::sync::Arc;

/// The column of lists, for a moment.
const FACTS: &str = "facts";

/// What is found in texts, by the function of a column: `SELECT document, date, unnest(quotes(text, date))`.
pub(super) fn view(table: Table, reader: &Arc<Reader>, texts: LogicalPlan) -> Result<LogicalPlan> {
    let function = ScalarUDF::from(FactFunction::new(Fact::Rows(table), Arc::clone(reader)));
    let facts = function.call(vec![column("text"), column("date")]);
    let rows = LogicalPlanBuilder::from(texts)
        .project([column("document"), column("date"), facts.alias(FACTS)])?
        .unnest_column_with_options(FACTS, UnnestOptions::new().with_preserve_nulls(false))?;
    let every = columns(table, reader);
    let cells = every.fields().iter().map(|field| {
        let name = field.name().as_str();
        let cell = match name {
            "document" | "date" => column(name),
            name => get_field(column(FACTS), name),
        };
        cast(cell, field.data_type().clone()).alias(name)
    });
    rows.project(cells)?.build()
}

fn column(name: &str) -> Expr {
    Expr::Column(Column::from_name(name))
}
