//! Entities across documents: DWIE's concepts with their links, and B-cubed over the entities of all documents.

mod concepts;
mod score;

pub use concepts::{Concept, LinkedDocument, read_linked};
pub use score::{Linked, score_identity};
