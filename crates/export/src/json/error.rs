use super::SCHEMA;
use crate::Field;
use newsgraph_document::{DocumentError, Layer, OffsetUnit};
use std::error::Error;

/// A text is no JSON of a document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JsonError {
    /// It is no JSON, or lacks a field, or a field holds something else.
    #[error(
        "expected one document as JSON of schema {SCHEMA}, found a fault in line {line}, column {column}"
    )]
    Form {
        /// The line of the fault, from 1.
        line: usize,
        /// Its column in bytes, from 1; 0 before the first.
        column: usize,
        /// What is wrong there.
        source: Box<dyn Error + Send + Sync>,
    },
    /// It was written by another version.
    #[error(
        "expected JSON of schema {SCHEMA}, found schema {found}; annotate the text anew with this version"
    )]
    Schema {
        /// The schema that it names.
        found: u64,
    },
    /// A field was left out when it was written.
    #[error(
        "expected a whole document, found one without {field}, as `annotate --layers` and Writer::with_fields \
         write it; write it anew with all fields"
    )]
    LeftOut {
        /// The first field that is missing.
        field: Field,
    },
    /// Start and end are no range of the text.
    #[error(
        "item {position} of {field}: expected [start, end) in a text of {len} {}, found {found:?}",
        units(*unit)
    )]
    Range {
        /// The field with the item.
        field: &'static str,
        /// Position of the item.
        position: usize,
        /// The text's length in the unit.
        len: usize,
        /// The unit that `offsets` names.
        unit: OffsetUnit,
        /// Start and end.
        found: [usize; 2],
    },
    /// `layers` names a layer twice.
    #[error("expected each layer once in layers, found {} again", layer.key())]
    Repeated {
        /// The layer.
        layer: Layer,
    },
    /// `layers` does not name a layer that has items.
    #[error("expected nothing of {}, which layers does not name, found {found} items", layer.key())]
    Unnamed {
        /// The layer.
        layer: Layer,
        /// How many items it has.
        found: usize,
    },
    /// More items are said to be appended than there are.
    #[error("expected at most {len} appended items of {}, found {found}", layer.key())]
    Appended {
        /// The layer.
        layer: Layer,
        /// How many items it has.
        len: usize,
        /// How many are said to be appended.
        found: usize,
    },
    /// `layers` names syntax, and a token has none.
    #[error("item {token} of tokens: expected pos, xpos, lemma and dep, found null")]
    NoSyntax {
        /// Position of the token.
        token: usize,
    },
    /// Paragraphs reach from their first sentence's start to their last one's end.
    #[error("expected paragraphs that hold the sentences, found others from item {position} on")]
    Paragraphs {
        /// Position of the first paragraph that differs.
        position: usize,
    },
    /// An entity's id is its position.
    #[error("item {position} of entities: expected the id {position}, found {found}")]
    EntityId {
        /// Position of the entity.
        position: usize,
        /// The id that it was given.
        found: usize,
    },
    /// The items do not fit the text or one another.
    #[error("the layers do not fit together")]
    Document(#[from] DocumentError),
}

fn units(unit: OffsetUnit) -> &'static str {
    match unit {
        OffsetUnit::Byte => "bytes",
        OffsetUnit::Char => "chars",
        OffsetUnit::Utf16 => "UTF-16 code units",
    }
}
