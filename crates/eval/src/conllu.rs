//! CoNLL-U.
