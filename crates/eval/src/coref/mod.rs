//! Coreference: readers of `OntoGUM` columns, GAP and DWIE, and the measures of entities against gold ones.

mod assignment;
mod columns;
mod gap;
mod given;
mod measures;
mod text;

pub use columns::{ColumnsDocument, read_columns, score_columns};
pub use gap::{GapExample, read_gap, read_gap_answers, score_gap};
pub use given::{GivenDocument, read_given, score_given};
pub(crate) use measures::{B_CUBED, measure};
pub use text::{spaced, words_in};

/// A mention as a half-open range of rows or tokens of its document.
pub type MentionRange = (usize, usize);

/// Mentions that refer to the same.
pub type Cluster = Vec<MentionRange>;
