//! newsgraph for Python: classes over documents, a stream of them, and the errors as exceptions.

mod arrow;
mod document;
mod error;
mod fork;
mod input;
mod item;
mod json;
mod options;
mod pipeline;
mod quoted;
mod span;
mod stream;
mod unit;
mod workers;

use pyo3::prelude::*;

/// What the package `newsgraph` is made from.
#[pymodule]
mod _newsgraph {
    #[pymodule_export]
    use crate::arrow::{Table, TableStream, Tables, table_stream, to_arrow};
    #[pymodule_export]
    use crate::document::{Document, read_document};
    #[pymodule_export]
    use crate::item::{
        Entity, Item, Mention, Participant, Quote, Relation, Sentence, Token, Triple,
    };
    #[pymodule_export]
    use crate::options::{Patterns, english, patterns};
    #[pymodule_export]
    use crate::pipeline::Pipeline;
    #[pymodule_export]
    use crate::span::Span;
    #[pymodule_export]
    use crate::stream::DocumentStream;
    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        crate::fork::register(module)
    }
}
