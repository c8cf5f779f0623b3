//! The book names every column.

use crate::sample::Tested;
use newsgraph_arrow::{Table, TableOptions, schema};

const PAGE: &str = include_str!("../../../../docs/src/tables.md");

#[test]
fn the_page_names_the_columns_in_order() -> Tested {
    for table in Table::ALL {
        let start = format!("| `{table}` |");
        let row = PAGE.lines().find(|line| line.starts_with(&start));
        let cell = row.and_then(|row| row.split('|').nth(3)).ok_or(start)?;
        let told: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
        let schema = schema(table, &TableOptions::default());
        let names: Vec<&str> = schema
            .fields()
            .iter()
            .map(|field| field.name().as_str())
            .collect();
        assert_eq!(names[..2], ["document", "date"]);
        assert_eq!(told, names[2..], "{table}");
    }
    Ok(())
}
