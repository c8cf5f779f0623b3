use newsgraph_document::Layer;
use std::fmt;
use std::str::FromStr;

/// A part of a document's JSON that can be left out; see
/// [`Writer::with_fields`](crate::Writer::with_fields).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The text.
    Text,
    /// Where paragraphs begin and end.
    Paragraphs,
    /// Where sentences begin and end.
    Sentences,
    /// Words with their parts of speech, lemmas and heads.
    Tokens,
    /// Names, values, descriptions and pronouns.
    Mentions,
    /// Entities.
    Entities,
    /// Quotes with cue, speaker and addressee.
    Quotes,
    /// Typed relations.
    Relations,
    /// Open triples.
    Triples,
    /// Paired quotation marks.
    QuoteMarks,
    /// What was mended of the quotation marks.
    Repairs,
}

impl Field {
    /// Every field, in the order of the JSON.
    pub const ALL: [Self; 11] = [
        Self::Text,
        Self::Paragraphs,
        Self::Sentences,
        Self::Tokens,
        Self::Mentions,
        Self::Entities,
        Self::Quotes,
        Self::Relations,
        Self::Triples,
        Self::QuoteMarks,
        Self::Repairs,
    ];

    /// The field's name in the JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Paragraphs => "paragraphs",
            Self::Sentences => "sentences",
            Self::Tokens => "tokens",
            Self::Mentions => "mentions",
            Self::Entities => "entities",
            Self::Quotes => "quotes",
            Self::Relations => "relations",
            Self::Triples => "triples",
            Self::QuoteMarks => "quote_marks",
            Self::Repairs => "repairs",
        }
    }

    /// The layers that the field tells of. Mentions and quotes name entities too.
    pub const fn layers(self) -> &'static [Layer] {
        match self {
            Self::Text => &[],
            Self::Paragraphs | Self::Sentences => &[Layer::Sentences],
            Self::Tokens => &[Layer::Tokens, Layer::Syntax],
            Self::Mentions => &[Layer::Mentions, Layer::Entities],
            Self::Entities => &[Layer::Entities],
            Self::Quotes => &[Layer::Quotes, Layer::Entities],
            Self::Relations => &[Layer::Relations],
            Self::Triples => &[Layer::Triples],
            Self::QuoteMarks | Self::Repairs => &[Layer::QuoteMarks],
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A name is that of no field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no field {found:?}; choose from {}", Field::ALL.map(Field::as_str).join(", "))]
pub struct FieldError {
    found: String,
}

impl FromStr for Field {
    type Err = FieldError;

    fn from_str(name: &str) -> Result<Self, FieldError> {
        let field = Self::ALL.into_iter().find(|field| field.as_str() == name);
        field.ok_or_else(|| FieldError {
            found: name.to_owned(),
        })
    }
}
