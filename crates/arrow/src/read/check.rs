//! Whether a batch has the columns of its table.

use super::ReadError;
use crate::SCHEMA_VERSION;
use crate::column::Column;
use crate::record::Record;
use crate::schema::{OFFSETS, VERSION};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, Field, FieldRef, Schema};
use newsgraph_document::OffsetUnit;

/// What the positions of a table count.
pub(super) fn unit(table: &'static str, schema: &Schema) -> Result<OffsetUnit, ReadError> {
    let value = |key| schema.metadata().get(key).cloned();
    let version = value(VERSION);
    if version.as_deref() != Some(&*SCHEMA_VERSION.to_string()) {
        return Err(ReadError::Version {
            table,
            found: version,
        });
    }
    let found = value(OFFSETS);
    let unit = found.as_deref().and_then(OffsetUnit::named);
    unit.ok_or(ReadError::Offsets { table, found })
}

/// Refuses columns of other names, in another order or of other types. Those that come behind are let be, and so is
/// whether a column may have nulls: that is seen where there is one.
pub(super) fn columns(
    table: &'static str,
    wanted: &[Field],
    schema: &Schema,
) -> Result<(), ReadError> {
    for (at, wanted) in wanted.iter().enumerate() {
        let found = schema.fields().get(at);
        let Some(found) = found.filter(|found| found.name() == wanted.name()) else {
            return Err(ReadError::Column {
                table,
                at,
                expected: wanted.name().clone(),
                found: found.map(|found| found.name().clone()),
            });
        };
        if !alike(wanted.data_type(), found.data_type()) {
            return Err(ReadError::Type {
                table,
                column: wanted.name().clone(),
                expected: wanted.data_type().clone(),
                found: found.data_type().clone(),
            });
        }
    }
    Ok(())
}

/// Whether two types are the same but for the names of lists' items, for what may be null, and for metadata.
fn alike(a: &DataType, b: &DataType) -> bool {
    let named = |(a, b): (&FieldRef, &FieldRef)| {
        a.name() == b.name() && alike(a.data_type(), b.data_type())
    };
    match (a, b) {
        (DataType::List(a), DataType::List(b)) => alike(a.data_type(), b.data_type()),
        (DataType::Struct(a), DataType::Struct(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(named)
        }
        _ => a == b,
    }
}

/// The rows of arrays, whose types were checked.
pub(super) fn rows<'a, C: Record>(
    table: &'static str,
    columns: &'a [ArrayRef],
) -> impl Iterator<Item = Result<<C as Column>::Value<'a>, ReadError>> {
    let count = columns.first().map_or(0, Array::len);
    (0..count).map(move |row| {
        C::read_row(columns, row).map_err(|empty| ReadError::Null {
            table,
            column: empty.column,
            row,
        })
    })
}
