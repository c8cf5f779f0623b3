//! What a line of the patterns finds.

use std::ops::Range;

/// Tokens that a line takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) tokens: Range<usize>,
    /// Position of the line among those that are no comments.
    pub(super) entry: usize,
}
