//! CoNLL columns.
