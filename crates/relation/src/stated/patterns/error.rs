use newsgraph_document::AnnotateError;
use std::path::PathBuf;

/// Relation patterns cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RelationPatternError {
    /// The file cannot be read as UTF-8 text.
    #[error("could not read {path} as UTF-8 text; name a text file with a pattern a line")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line is none of the forms in the docs of [`RelationPatterns`](crate::RelationPatterns).
    #[error("line {line}, column {column}: expected {expected}, found {found:?}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// The first char of what was found, from 1.
        column: usize,
        /// What should stand there.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// No verb or noun joins the ends of an example.
    #[error(
        "line {line}, column {column}: no verb or noun joins the ends of this example; between them stand {between:?}; \
         use a plain sentence, such as [Northwind] bought [Blue Kite], or write the shape, such as {{buy}} nsubj obj"
    )]
    Unjoined {
        /// The line's number, from 1.
        line: usize,
        /// The first char of the example, from 1.
        column: usize,
        /// The words between the ends.
        between: String,
    },
    /// The reader of examples failed.
    #[error(
        "line {line}: the example could not be read; give a reader that sets tokens and syntax"
    )]
    Example {
        /// The line's number, from 1.
        line: usize,
        /// Why.
        source: AnnotateError,
    },
}
