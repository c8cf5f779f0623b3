use std::fmt;
use std::str::FromStr;

/// A table of a document's facts, as CSV has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Table {
    /// Who said what to whom: a row for each quote.
    #[default]
    Quotes,
    /// Who and what is named: a row for each entity.
    Entities,
    /// How they relate: a row for each relation.
    Relations,
    /// Where each entity and value is mentioned: a row for each mention.
    Mentions,
    /// What sentences state: a row for each open triple.
    Triples,
    /// Dates, times, amounts: a row for each mention of a value.
    Values,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 6] = [
        Self::Quotes,
        Self::Entities,
        Self::Relations,
        Self::Mentions,
        Self::Triples,
        Self::Values,
    ];

    /// The table's name, such as `quotes`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Quotes => "quotes",
            Self::Entities => "entities",
            Self::Relations => "relations",
            Self::Mentions => "mentions",
            Self::Triples => "triples",
            Self::Values => "values",
        }
    }

    /// The names of the columns, in order.
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Quotes => &[
                "document",
                "date",
                "quote",
                "kind",
                "act",
                "text",
                "start",
                "end",
                "spans",
                "cue",
                "speaker",
                "speaker_entity",
                "speaker_text",
                "speaker_start",
                "speaker_end",
                "speaker_how",
                "speaker_role",
                "speaker_for",
                "addressee",
                "addressee_entity",
                "addressee_text",
                "within",
                "score",
            ],
            Self::Entities => &[
                "document",
                "date",
                "entity",
                "label",
                "name",
                "other_names",
                "mentions",
                "start",
                "end",
            ],
            Self::Relations => &[
                "document",
                "date",
                "relation",
                "subject",
                "subject_entity",
                "subject_label",
                "label",
                "object",
                "object_entity",
                "object_label",
                "status",
                "role",
                "negated",
                "hedged",
                "quote",
                "claimant",
                "text",
                "spans",
                "score",
            ],
            Self::Mentions => &[
                "document", "date", "mention", "text", "start", "end", "label", "kind", "entity",
                "name", "value", "score",
            ],
            Self::Triples => &[
                "document",
                "date",
                "triple",
                "subject",
                "predicate",
                "object",
                "arguments",
                "subject_start",
                "subject_end",
                "predicate_spans",
                "object_start",
                "object_end",
                "argument_spans",
                "negated",
                "hedged",
                "quote",
                "claimant",
                "score",
            ],
            Self::Values => &[
                "document", "date", "mention", "text", "start", "end", "label", "value", "score",
            ],
        }
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
