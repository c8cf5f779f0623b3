//! Several columns side by side.

use crate::column::{Column, Empty};
use arrow_array::ArrayRef;
use arrow_schema::Field;

/// Columns side by side, whose cells are the fields of a row.
pub(crate) trait Record: Column {
    fn fields() -> Vec<Field>;

    fn rows(&self) -> usize;

    /// The columns as arrays; they are empty afterwards.
    fn arrays(&mut self) -> Vec<ArrayRef>;

    /// A row of arrays of these columns' types.
    fn read_row(columns: &[ArrayRef], at: usize) -> Result<Self::Value<'_>, Empty>;
}

/// The cell of the next column.
pub(crate) fn cell<'a, C: Column>(
    columns: &mut std::slice::Iter<'a, ArrayRef>,
    name: &str,
    at: usize,
) -> Result<C::Value<'a>, Empty> {
    let column = columns.next().ok_or_else(Empty::default);
    let value = column.and_then(|column| C::read(column, at));
    value.map_err(|empty| empty.within(name))
}

/// Rows of a kind, and the columns that hold them. A column has the name of its field.
macro_rules! records {
    ($(
        $(#[$doc:meta])*
        $row:ident in $columns:ident {
            $( $(#[$field_doc:meta])* $field:ident: $type:ty, )*
        }
    )*) => { $(
        $(#[$doc])*
        pub(crate) struct $row<'a> {
            $( $(#[$field_doc])* pub(crate) $field: <$type as Column>::Value<'a>, )*
        }

        #[derive(Debug, Default)]
        pub(crate) struct $columns {
            rows: usize,
            $( $field: $type, )*
        }

        impl Column for $columns {
            type Value<'a> = $row<'a>;

            fn data_type() -> DataType {
                DataType::Struct(Self::fields().into())
            }

            fn push(&mut self, row: $row<'_>) {
                self.rows += 1;
                $( self.$field.push(row.$field); )*
            }

            fn bytes(&self) -> usize {
                [$( self.$field.bytes() ),*].iter().sum()
            }

            fn finish(&mut self) -> ArrayRef {
                let fields = Self::fields().into();
                Arc::new(StructArray::new(fields, self.arrays(), None))
            }

            fn read(array: &dyn Array, at: usize) -> Result<$row<'_>, Empty> {
                if array.is_null(at) {
                    return Err(Empty::default());
                }
                Self::read_row(array.as_struct().columns(), at)
            }
        }

        impl Record for $columns {
            fn fields() -> Vec<Field> {
                vec![$( Field::new(stringify!($field), <$type>::data_type(), <$type>::NULLABLE) ),*]
            }

            fn rows(&self) -> usize {
                self.rows
            }

            fn arrays(&mut self) -> Vec<ArrayRef> {
                self.rows = 0;
                vec![$( self.$field.finish() ),*]
            }

            fn read_row(columns: &[ArrayRef], at: usize) -> Result<$row<'_>, Empty> {
                let mut columns = columns.iter();
                Ok($row {
                    $( $field: cell::<$type>(&mut columns, stringify!($field), at)?, )*
                })
            }
        }
    )* };
}

pub(crate) use records;
