//! coref
