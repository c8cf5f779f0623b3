//! How many rows a table will have, so that joins hold the smaller side.

use newsgraph_arrow::Table;

/// Of how many rows one passes a filter, where nothing more is known; the engine has the same.
const PASSING: usize = 5;

/// About how many rows are found in files of so many bytes.
pub(super) fn rows(table: Table, bytes: u64, is_filtered: bool) -> Option<usize> {
    let rows = usize::try_from(bytes).ok()? / bytes_of_a_row(table)?;
    Some(if is_filtered { rows / PASSING } else { rows })
}

/// How many bytes of text there are for each row, in news.
fn bytes_of_a_row(table: Table) -> Option<usize> {
    match table {
        Table::Sentences => Some(125),
        Table::Mentions => Some(45),
        Table::Entities => Some(150),
        Table::Quotes => Some(450),
        Table::Relations => Some(700),
        Table::Triples => Some(80),
        Table::Values => Some(250),
        _ => None,
    }
}
