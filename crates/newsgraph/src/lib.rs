//! newsgraph
