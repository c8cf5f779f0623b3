use crate::Table;
use std::fmt;

/// Which tables are made.
///
/// ```
/// use newsgraph_arrow::{Table, TableSet};
///
/// let some: TableSet = [Table::Quotes, Table::Entities].into_iter().collect();
/// assert!(some.contains(Table::Quotes) && !some.contains(Table::Mentions));
/// // They come in the order of `Table::ALL`.
/// assert_eq!(some.iter().collect::<Vec<_>>(), [Table::Entities, Table::Quotes]);
/// assert_eq!(TableSet::from(Table::Quotes).iter().count(), 1);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TableSet(u8);

impl TableSet {
    /// Every table.
    pub const ALL: Self = Self(u8::MAX);

    /// Whether a table is made.
    pub const fn contains(self, table: Table) -> bool {
        self.0 & bit(table) != 0
    }

    /// The tables that are made, in the order of [`Table::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Table> {
        let tables = Table::ALL.into_iter();
        tables.filter(move |&table| self.contains(table))
    }
}

const fn bit(table: Table) -> u8 {
    1 << table as u8
}

impl From<Table> for TableSet {
    fn from(table: Table) -> Self {
        Self(bit(table))
    }
}

impl FromIterator<Table> for TableSet {
    fn from_iter<I: IntoIterator<Item = Table>>(tables: I) -> Self {
        Self(tables.into_iter().map(bit).fold(0, |set, bit| set | bit))
    }
}

impl fmt::Debug for TableSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
