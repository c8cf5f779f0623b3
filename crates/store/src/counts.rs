use crate::{Store, StoreError};

/// How many rows a graph has of each kind, and its size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Counts {
    /// Documents.
    pub documents: u64,
    /// Sentences of all documents.
    pub sentences: u64,
    /// Mentions of all documents, values included.
    pub mentions: u64,
    /// Entities across documents that some document names.
    pub entities: u64,
    /// Entities across documents that are only described or pointed at.
    pub unnamed: u64,
    /// Entities across documents that stand in several documents.
    pub shared: u64,
    /// Quotes.
    pub quotes: u64,
    /// Relations.
    pub relations: u64,
    /// Triples.
    pub triples: u64,
    /// Decisions of the reader.
    pub decisions: u64,
    /// Bytes of all texts.
    pub text_bytes: u64,
    /// Bytes of the file, without what `SQLite` keeps beside it.
    pub file_bytes: u64,
}

impl Store {
    /// How much the graph holds.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let one = |sql: &str| -> Result<u64, StoreError> {
            Ok(self
                .connection()
                .prepare_cached(sql)?
                .query_row([], |row| row.get(0))?)
        };
        Ok(Counts {
            documents: one("SELECT count(*) FROM documents")?,
            sentences: one("SELECT count(*) FROM sentences")?,
            mentions: one("SELECT count(*) FROM mentions")?,
            entities: one("SELECT count(*) FROM graph_entities WHERE named")?,
            unnamed: one("SELECT count(*) FROM graph_entities WHERE NOT named")?,
            shared: one("SELECT count(*) FROM graph_entities WHERE documents > 1")?,
            quotes: one("SELECT count(*) FROM quotes")?,
            relations: one("SELECT count(*) FROM relations")?,
            triples: one("SELECT count(*) FROM triples")?,
            decisions: one("SELECT count(*) FROM decisions")?,
            text_bytes: one("SELECT coalesce(sum(octet_length(text)), 0) FROM documents")?,
            file_bytes: one(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
            )?,
        })
    }
}
