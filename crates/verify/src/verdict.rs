use newsgraph_document::{QuoteId, Span};

/// What the sources say of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VerdictKind {
    /// Said in these words.
    Verbatim,
    /// Said, but in part in other words.
    Altered,
    /// Put together from two quotes.
    Joined,
    /// Said in these words, but what was said around them turns their sense.
    Cut,
    /// Said in other words.
    Paraphrase,
    /// Said, by another.
    Misattributed,
    /// In none of the sources.
    NotFound,
}

impl VerdictKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Verbatim,
        Self::Altered,
        Self::Joined,
        Self::Cut,
        Self::Paraphrase,
        Self::Misattributed,
        Self::NotFound,
    ];

    /// Its name in files: `verbatim`, `altered`, `joined`, `cut`, `paraphrase`, `misattributed`, `not_found`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Altered => "altered",
            Self::Joined => "joined",
            Self::Cut => "cut",
            Self::Paraphrase => "paraphrase",
            Self::Misattributed => "misattributed",
            Self::NotFound => "not_found",
        }
    }
}

/// What a change is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// A number.
    Number,
    /// A word that denies: "not", "never".
    Denial,
    /// A word that tells that something may, will or must be.
    Modal,
    /// A condition: "if", "unless".
    Condition,
    /// A word that makes a claim weaker: "perhaps".
    Hedge,
    /// A name.
    Name,
    /// Any other word of the matter.
    Word,
    /// Another form of one word: a tense, a plural.
    Form,
    /// A small word, such as an article.
    Small,
    /// Words between brackets.
    Bracketed,
    /// Words in the place of which stands an ellipsis.
    Ellipsis,
}

impl Difference {
    /// Its name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Denial => "denial",
            Self::Modal => "modal",
            Self::Condition => "condition",
            Self::Hedge => "hedge",
            Self::Name => "name",
            Self::Word => "word",
            Self::Form => "form",
            Self::Small => "small",
            Self::Bracketed => "bracketed",
            Self::Ellipsis => "ellipsis",
        }
    }
}

/// A place where the words of a quote are not those of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is of.
    pub what: Difference,
    /// Whether what is said is another thing by it.
    pub harmful: bool,
    /// The words of the quote; `None` where words of the source are left out.
    pub span: Option<Span>,
    /// The words of the source; `None` where the quote has words that it has not.
    pub source: Option<Span>,
    /// The words of the quote, on one line; empty where there are none.
    pub text: String,
    /// The words of the source, on one line; empty where there are none.
    pub source_text: String,
}

/// Where a source says what a quote says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which of the sources it is, in the order in which they were added, from 0.
    pub source: usize,
    /// The id of the source.
    pub id: String,
    /// The words, as bytes of the source, in text order; several where others part them.
    pub spans: Vec<Span>,
    /// Its words from the first to the last of the spans.
    pub text: String,
    /// Who says it there; `None` where the source does not tell.
    pub speaker: Option<String>,
}

/// What the sources say of one quote of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The quote.
    pub quote: QuoteId,
    /// Its content, as bytes of the text that is checked.
    pub content: Vec<Span>,
    /// Who says it, as that text tells.
    pub speaker: Option<String>,
    /// What was found.
    pub kind: VerdictKind,
    /// Whether a reader is told what nobody said: true of what is in no source, of another speaker, and where the sense is
    /// another.
    pub harmful: bool,
    /// Where it was found; `None` where it was not.
    pub source: Option<Found>,
    /// Of joined words where the further parts stand, each with its speaker, in the order of the quote: `source` is the
    /// first part. Empty of others.
    pub also: Vec<Found>,
    /// What differs, in the order of the quote.
    pub changes: Vec<Change>,
    /// How sure it is that the source says it, from 0 to 1: of direct quotes the share of the words that are found, each by
    /// how rare it is; of a paraphrase a probability, calibrated on the train part of the set that `cargo xtask verify-set`
    /// makes.
    pub score: f32,
    /// Why, in one sentence.
    pub reason: String,
}
