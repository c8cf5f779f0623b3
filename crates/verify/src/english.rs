use crate::lexicon::own_tables;
use crate::{Tables, Verifier};
use newsgraph_linear::ModelError;
use newsgraph_neural::WordVectors;

/// The tables of English: those of this crate, whose names begin with `verify_`, and of names and numbers those of
/// `newsgraph-ner` and `newsgraph-coref`.
pub fn english_tables() -> Tables {
    newsgraph_coref::english_tables()
        .and(newsgraph_ner::english_tables())
        .and(newsgraph_ner::english_name_tables())
        .and(own_tables())
}

impl Verifier {
    /// One without sources for English, with the vectors that are built in, [`WordVectors::english`].
    ///
    /// # Errors
    /// [`ModelError`] where the vectors are of another version of the code.
    ///
    /// # Panics
    /// Never: the embedded tables are whole, which a test shows.
    pub fn english() -> Result<Self, ModelError> {
        let vectors = WordVectors::english()?;
        let verifier = Self::from_tables(&english_tables(), vectors);
        Ok(verifier.unwrap_or_else(|error| unreachable!("the embedded tables are whole: {error}")))
    }
}
