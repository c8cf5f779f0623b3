use crate::TableSet;
use newsgraph_document::OffsetUnit;

/// How tables are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableOptions {
    /// What positions count.
    pub offsets: OffsetUnit,
    /// The most rows of a batch.
    pub rows: usize,
    /// About how many bytes a table holds before a batch is made of it; it is a little more than that, as a document is
    /// not divided.
    pub bytes: usize,
    /// The tables that are made: the others have no rows, no column of a nested table and no file.
    pub tables: TableSet,
}

impl Default for TableOptions {
    /// Positions in bytes; batches of up to 65,536 rows and about 4 MiB; every table.
    fn default() -> Self {
        Self {
            offsets: OffsetUnit::Byte,
            rows: 1 << 16,
            bytes: 1 << 22,
            tables: TableSet::ALL,
        }
    }
}
