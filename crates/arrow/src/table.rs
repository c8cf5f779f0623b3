use crate::record::Record;
use crate::rows::{
    DocumentColumns, EntityColumns, KeyColumns, MentionColumns, QuoteColumns, RelationColumns,
    SentenceColumns, TripleColumns, ValueColumns,
};
use arrow_schema::Field;
use std::fmt;
use std::str::FromStr;

/// A table of what was found in documents. Each begins with the columns `document`, the id, and `date`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Table {
    /// Texts: a row for each document, with the layers that it has and who made them.
    Documents,
    /// A row for each sentence, with the places of its words.
    Sentences,
    /// Where each entity and value is mentioned: a row for each mention.
    Mentions,
    /// Who and what is named: a row for each entity of a document.
    Entities,
    /// Who said what to whom: a row for each quote.
    Quotes,
    /// How entities relate: a row for each typed relation.
    Relations,
    /// What sentences state: a row for each open triple.
    Triples,
    /// Dates, times, amounts: a row for each mention of a value.
    Values,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 8] = [
        Self::Documents,
        Self::Sentences,
        Self::Mentions,
        Self::Entities,
        Self::Quotes,
        Self::Relations,
        Self::Triples,
        Self::Values,
    ];

    /// The table's name, such as `quotes`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Sentences => "sentences",
            Self::Mentions => "mentions",
            Self::Entities => "entities",
            Self::Quotes => "quotes",
            Self::Relations => "relations",
            Self::Triples => "triples",
            Self::Values => "values",
        }
    }

    /// The columns of the key and those behind them.
    pub(crate) fn fields(self) -> Vec<Field> {
        let own = match self {
            Self::Documents => DocumentColumns::fields(),
            Self::Sentences => SentenceColumns::fields(),
            Self::Mentions => MentionColumns::fields(),
            Self::Entities => EntityColumns::fields(),
            Self::Quotes => QuoteColumns::fields(),
            Self::Relations => RelationColumns::fields(),
            Self::Triples => TripleColumns::fields(),
            Self::Values => ValueColumns::fields(),
        };
        let mut fields = KeyColumns::fields();
        fields.extend(own);
        fields
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A name is that of no table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no table {found:?}; choose from {}", Table::ALL.map(Table::as_str).join(", "))]
pub struct TableError {
    found: String,
}

impl FromStr for Table {
    type Err = TableError;

    fn from_str(name: &str) -> Result<Self, TableError> {
        let table = Self::ALL.into_iter().find(|table| table.as_str() == name);
        table.ok_or_else(|| TableError {
            found: name.to_owned(),
        })
    }
}
