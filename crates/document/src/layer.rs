use std::fmt;

/// The kinds of annotation that a [`Document`](crate::Document) holds, each absent or present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Layer {
    /// Words.
    Tokens,
    /// Sentences, which also name their paragraphs.
    Sentences,
    /// Paired quotation marks.
    QuoteMarks,
    /// Parts of speech, lemmas, dependency trees.
    Syntax,
    /// Names, values, descriptions and pronouns.
    Mentions,
    /// Quotes with cue, speaker and addressee.
    Quotes,
    /// Entities.
    Entities,
    /// Typed relations.
    Relations,
    /// Open triples.
    Triples,
}

impl Layer {
    /// Every layer, lower ones first.
    pub const ALL: [Self; 9] = [
        Self::Tokens,
        Self::Sentences,
        Self::QuoteMarks,
        Self::Syntax,
        Self::Mentions,
        Self::Quotes,
        Self::Entities,
        Self::Relations,
        Self::Triples,
    ];

    /// The layers that this one is directly made from. Setting a layer drops every layer that
    /// rests on it, directly or through others.
    pub const fn rests_on(self) -> &'static [Self] {
        match self {
            Self::Tokens => &[],
            Self::Sentences => &[Self::Tokens],
            Self::QuoteMarks | Self::Syntax | Self::Mentions => &[Self::Sentences],
            Self::Quotes => &[Self::QuoteMarks, Self::Syntax, Self::Mentions],
            Self::Entities => &[Self::Mentions, Self::Quotes],
            Self::Relations => &[Self::Syntax, Self::Entities],
            Self::Triples => &[Self::Syntax, Self::Quotes],
        }
    }

    /// Whether this layer is made from `other`, directly or through others.
    pub fn depends_on(self, other: Self) -> bool {
        self.rests_on()
            .iter()
            .any(|&l| l == other || l.depends_on(other))
    }

    /// The layer's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tokens => "tokens",
            Self::Sentences => "sentences",
            Self::QuoteMarks => "quote marks",
            Self::Syntax => "syntax",
            Self::Mentions => "mentions",
            Self::Quotes => "quotes",
            Self::Entities => "entities",
            Self::Relations => "relations",
            Self::Triples => "triples",
        }
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
