//! Columns: how a value is typed, built into an array, and read from one.

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float32Builder, Int64Builder, LargeStringBuilder,
};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float32Type, Int64Type};
use arrow_array::{Array, ArrayRef, ListArray};
use arrow_buffer::{NullBufferBuilder, OffsetBuffer};
use arrow_schema::{DataType, Field};
use std::borrow::Cow;
use std::sync::Arc;

/// A count or a position as columns hold it; none is beyond them.
pub(crate) fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A column under way.
pub(crate) trait Column: Default {
    /// What stands in one of its cells.
    type Value<'a>;

    /// Whether a cell may be empty.
    const NULLABLE: bool = false;

    fn data_type() -> DataType;

    fn push(&mut self, value: Self::Value<'_>);

    /// About how many bytes it holds.
    fn bytes(&self) -> usize;

    /// The cells so far as an array; the column is empty afterwards.
    fn finish(&mut self) -> ArrayRef;

    /// What stands in a cell of an array of this column's type.
    fn read(array: &dyn Array, at: usize) -> Result<Self::Value<'_>, Empty>;
}

/// A column whose cells may be empty.
pub(crate) trait Nullable: Column {
    fn push_null(&mut self);
}

/// A cell is empty that must not be.
#[derive(Debug, Default)]
pub(crate) struct Empty {
    /// The names of the columns down to it, with full stops between.
    pub(crate) column: String,
}

impl Empty {
    /// The same, seen from the column around it.
    pub(crate) fn within(mut self, column: &str) -> Self {
        if !self.column.is_empty() {
            self.column.insert(0, '.');
        }
        self.column.insert_str(0, column);
        self
    }
}

macro_rules! scalars {
    ($($(#[$doc:meta])* $name:ident($builder:ty): $value:ty, $type:expr, $read:expr;)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Default)]
        pub(crate) struct $name($builder);

        impl Column for $name {
            type Value<'a> = $value;

            fn data_type() -> DataType {
                $type
            }

            fn push(&mut self, value: $value) {
                self.0.append_value(value);
            }

            fn bytes(&self) -> usize {
                self.0.values_slice().len() * size_of::<$value>()
            }

            fn finish(&mut self) -> ArrayRef {
                Arc::new(self.0.finish())
            }

            fn read(array: &dyn Array, at: usize) -> Result<$value, Empty> {
                let read: fn(&dyn Array, usize) -> $value = $read;
                array.is_valid(at).then(|| read(array, at)).ok_or_default()
            }
        }

        impl Nullable for $name {
            fn push_null(&mut self) {
                self.0.append_null();
            }
        }
    )* };
}

scalars! {
    /// A position in the text, or the number of an item.
    Number(Int64Builder): i64, DataType::Int64, |array, at| array.as_primitive::<Int64Type>().value(at);
    Score(Float32Builder): f32, DataType::Float32, |array, at| array.as_primitive::<Float32Type>().value(at);
    /// Days since 1970.
    Day(Date32Builder): i32, DataType::Date32, |array, at| array.as_primitive::<Date32Type>().value(at);
}

#[derive(Debug, Default)]
pub(crate) struct Truth(BooleanBuilder);

impl Column for Truth {
    type Value<'a> = bool;

    fn data_type() -> DataType {
        DataType::Boolean
    }

    fn push(&mut self, value: bool) {
        self.0.append_value(value);
    }

    fn bytes(&self) -> usize {
        self.0.values_slice().len()
    }

    fn finish(&mut self) -> ArrayRef {
        Arc::new(self.0.finish())
    }

    fn read(array: &dyn Array, at: usize) -> Result<bool, Empty> {
        let valid = array.is_valid(at);
        valid.then(|| array.as_boolean().value(at)).ok_or_default()
    }
}

/// Words. Their places in the buffer have 64 bits, so that no text is too long for it.
#[derive(Debug, Default)]
pub(crate) struct Text(LargeStringBuilder);

impl Column for Text {
    type Value<'a> = Cow<'a, str>;

    fn data_type() -> DataType {
        DataType::LargeUtf8
    }

    fn push(&mut self, value: Cow<'_, str>) {
        self.0.append_value(value);
    }

    fn bytes(&self) -> usize {
        self.0.values_slice().len() + size_of_val(self.0.offsets_slice())
    }

    fn finish(&mut self) -> ArrayRef {
        Arc::new(self.0.finish())
    }

    fn read(array: &dyn Array, at: usize) -> Result<Cow<'_, str>, Empty> {
        let valid = array.is_valid(at);
        let words = valid.then(|| Cow::Borrowed(array.as_string::<i64>().value(at)));
        words.ok_or_default()
    }
}

impl Nullable for Text {
    fn push_null(&mut self) {
        self.0.append_null();
    }
}

/// A column whose cells may be empty.
#[derive(Debug, Default)]
pub(crate) struct Maybe<C>(C);

impl<C: Nullable> Column for Maybe<C> {
    type Value<'a> = Option<C::Value<'a>>;

    const NULLABLE: bool = true;

    fn data_type() -> DataType {
        C::data_type()
    }

    fn push(&mut self, value: Option<C::Value<'_>>) {
        match value {
            Some(value) => self.0.push(value),
            None => self.0.push_null(),
        }
    }

    fn bytes(&self) -> usize {
        self.0.bytes()
    }

    fn finish(&mut self) -> ArrayRef {
        self.0.finish()
    }

    fn read(array: &dyn Array, at: usize) -> Result<Self::Value<'_>, Empty> {
        let valid = array.is_valid(at);
        valid.then(|| C::read(array, at)).transpose()
    }
}

/// Several values in a cell.
#[derive(Debug)]
pub(crate) struct List<C> {
    items: C,
    lengths: Vec<usize>,
    nulls: NullBufferBuilder,
}

impl<C: Column> Default for List<C> {
    fn default() -> Self {
        Self {
            items: C::default(),
            lengths: Vec::new(),
            nulls: NullBufferBuilder::new(0),
        }
    }
}

impl<C: Column> List<C> {
    fn item() -> Field {
        Field::new_list_field(C::data_type(), C::NULLABLE)
    }
}

impl<C: Column> Column for List<C> {
    type Value<'a> = Vec<C::Value<'a>>;

    fn data_type() -> DataType {
        DataType::List(Arc::new(Self::item()))
    }

    fn push(&mut self, values: Vec<C::Value<'_>>) {
        self.lengths.push(values.len());
        self.nulls.append_non_null();
        for value in values {
            self.items.push(value);
        }
    }

    fn bytes(&self) -> usize {
        self.items.bytes() + size_of_val(&self.lengths[..])
    }

    fn finish(&mut self) -> ArrayRef {
        let offsets = OffsetBuffer::from_lengths(self.lengths.drain(..));
        let items = self.items.finish();
        let nulls = self.nulls.finish();
        Arc::new(ListArray::new(
            Arc::new(Self::item()),
            offsets,
            items,
            nulls,
        ))
    }

    fn read(array: &dyn Array, at: usize) -> Result<Self::Value<'_>, Empty> {
        if array.is_null(at) {
            return Err(Empty::default());
        }
        let list = array.as_list::<i32>();
        // They are of at least 0, and in order.
        let [start, end] = [at, at + 1].map(|at| list.value_offsets()[at].unsigned_abs() as usize);
        (start..end).map(|at| C::read(list.values(), at)).collect()
    }
}

impl<C: Column> Nullable for List<C> {
    fn push_null(&mut self) {
        self.lengths.push(0);
        self.nulls.append_null();
    }
}

/// An absent value as the error that it is.
trait OkOrDefault<T> {
    fn ok_or_default(self) -> Result<T, Empty>;
}

impl<T> OkOrDefault<T> for Option<T> {
    fn ok_or_default(self) -> Result<T, Empty> {
        self.ok_or_else(Empty::default)
    }
}
