//! How many rows a table will have, so that joins hold the smaller side.

use newsgraph_arrow::Table;

/// Of how many rows one passes a filter, where nothing more is known; the engine has the same.
const PASSING: usize = 5;

/// About how many rows are found in files of so many bytes.
pub(super) fn rows(table: Table, bytes: u64, is_filtered: bool) -> Option<usize> {
    let rows = usize::try_from(bytes).ok()? / bytes_of_a_row(table)?;
    Some(if is_filtered { rows / PASSING } else { rows })
}

/// How many bytes of a file there are for each row, in articles of the grammar of the benches.
fn bytes_of_a_row(table: Table) -> Option<usize> {
    match table {
        Table::Sentences => Some(130),
        Table::Mentions => Some(35),
        Table::Entities => Some(135),
        Table::Quotes => Some(250),
        Table::Relations => Some(500),
        Table::Triples => Some(50),
        Table::Values => Some(230),
        _ => None,
    }
}
