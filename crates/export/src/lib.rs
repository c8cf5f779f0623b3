#![doc = include_str!("../README.md")]

mod conllu;
#[cfg(feature = "csv")]
mod csv;
mod dot;
mod encoded;
mod field;
mod json;
mod markdown;
mod plain;
#[cfg(feature = "rdf")]
mod rdf;
#[cfg(feature = "report")]
mod report;
mod schema;
mod text;
mod text_report;
mod visible;
mod writer;

pub use newsgraph_document as document;

pub use conllu::to_conllu;
#[cfg(feature = "csv")]
pub use csv::{CsvOptions, Table, TableError, to_csv};
pub use dot::to_dot;
pub use field::{Field, FieldError};
pub use json::{JsonError, from_json, to_json};
pub use markdown::to_markdown;
#[cfg(feature = "rdf")]
pub use rdf::{BaseIri, BaseIriError, Thing, to_json_ld, to_turtle};
#[cfg(feature = "report")]
pub use report::{
    GraphPage, PageAbout, PageClaimant, PageConflict, PageConflictKind, PageCounts, PageDate,
    PageDocument, PageEntity, PagePlace, PageQuote, PageRelation, PageSide, PageVoice, PageWho,
    to_graph_html, to_html,
};
pub use schema::json_schema;
pub use text_report::{TextStyles, to_text};
pub use visible::visible;
pub use writer::{ExportError, Format, Formatted, Formatter, Writer};
