use crate::{EntityId, Label, MentionId, QuoteId, Span};

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
pub enum MentionKind {
    /// By name: "Rex Tillerson".
    Proper,
    /// By description: "his Chinese counterpart".
    Nominal,
    /// By pronoun: "he".
    Pronoun,
    /// Not at all: a date, a number, an amount.
    Value,
}

impl MentionKind {
    /// Its name in files: `proper`, `nominal`, `pronoun`, `value`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proper => "proper",
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
            Self::Value => "value",
        }
    }
}

/// A span that names something.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// What type of thing it names.
    pub label: Label,
    /// How it refers.
    pub kind: MentionKind,
    /// The normalised value of a [`MentionKind::Value`]: ISO 8601 for dates, amount and ISO 4217
    /// code for money.
    pub value: Option<String>,
    /// The recogniser's own score; its model card says what it is.
    pub score: Option<f32>,
}

impl Mention {
    /// Sorts mentions of one word by how well they stand for it: names first, then the shorter.
    pub fn closeness(&self) -> (bool, usize) {
        (self.kind != MentionKind::Proper, self.span.len())
    }
}

/// What one or more mentions refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Entity {
    /// The type of most of its names.
    pub label: Label,
    /// Its fullest name in the text.
    pub name: String,
    /// Its mentions in text order; never empty. A mention belongs to one entity at most.
    pub mentions: Vec<MentionId>,
}

/// How much of a quote's content stands between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
pub enum QuoteKind {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

impl QuoteKind {
    /// Its name in files: `direct`, `indirect`, `mixed`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// How a speaker or addressee was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
pub enum Reference {
    /// By name.
    Named,
    /// By a pronoun.
    Pronoun,
    /// By a description: "a police official".
    Described,
    /// From the quotes around it; the quote has no words for it.
    Implicit,
}

impl Reference {
    /// Its name in files: `named`, `pronoun`, `described`, `implicit`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Pronoun => "pronoun",
            Self::Described => "described",
            Self::Implicit => "implicit",
        }
    }
}

/// What kind of act a quote reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
pub enum Act {
    /// Something is said, written, asked, promised, denied: "said", "wrote", "according to".
    Speech,
    /// Something is thought, hoped, feared, expected, planned: "believes", "hopes".
    Thought,
    /// One is for or against something, without words of one's own for it: "supports the bill".
    Attitude,
    /// Anything else: deeds, what is seen, what is not said ("declined to comment"), what nobody thinks
    /// ("is expected").
    Other,
}

impl Act {
    /// Its name in files: `speech`, `thought`, `attitude`, `other`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Thought => "thought",
            Self::Attitude => "attitude",
            Self::Other => "other",
        }
    }

    /// Every act.
    pub const ALL: [Self; 4] = [Self::Speech, Self::Thought, Self::Attitude, Self::Other];

    /// What a reader takes for quotes: speech and thought.
    pub const TOLD: [Self; 2] = [Self::Speech, Self::Thought];
}

/// One who takes part in a quote.
///
/// In "Ann Lee, chair of the Ulm Bank" the head is "Lee", the role "chair of the Ulm Bank", and she speaks for "Ulm
/// Bank". Whom the words stand for is a question of the head alone: "Ann Lee's lawyer" is not Ann Lee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Participant {
    /// Where the text names, describes or points at it.
    pub span: Span,
    /// The word of the span that the others hang on.
    pub head: Span,
    /// How it was found.
    pub how: Reference,
    /// The words that say what the one who is named is.
    pub role: Option<Span>,
    /// The name of whom one speaks for.
    pub behalf: Option<Span>,
}

impl Participant {
    /// One whose words are a head alone.
    pub fn new(span: Span, how: Reference) -> Self {
        Self {
            span,
            head: span,
            how,
            role: None,
            behalf: None,
        }
    }

    /// Every span of it.
    pub(crate) fn spans(self) -> impl Iterator<Item = Span> {
        let parts = [Some(self.span), Some(self.head), self.role, self.behalf];
        parts.into_iter().flatten()
    }
}

/// What somebody said, wrote, thought, believed or intended.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Quote {
    /// Direct, indirect or mixed.
    pub kind: QuoteKind,
    /// Speech, thought or less.
    pub act: Act,
    /// What was said: one span, or several in text order where the reporting clause or a paragraph
    /// break stands between. Outer quotation marks and a comma inside them are included, the
    /// sentence's own full stop outside is not. Never empty.
    pub content: Vec<Span>,
    /// The word or words that report it: "said", "according to".
    pub cue: Option<Span>,
    /// Who said it; `None` where the text does not tell.
    pub speaker: Option<Participant>,
    /// Each of those who say it together, the first one first: "Ann Lee and Tom Reyes"; empty where one speaks.
    pub speakers: Vec<Participant>,
    /// To whom.
    pub addressee: Option<Participant>,
    /// The quote that this one is part of.
    pub parent: Option<QuoteId>,
    /// The attributor's own score.
    pub score: Option<f32>,
}

impl Quote {
    /// Whether every byte of the span lies in one of the content's spans.
    pub fn contains(&self, span: Span) -> bool {
        self.content.iter().any(|c| c.contains(span))
    }

    /// Each of those who say it: [`Quote::speakers`], or [`Quote::speaker`] where one speaks.
    pub fn each_speaker(&self) -> impl Iterator<Item = &Participant> {
        let alone = self.speaker.iter().filter(|_| self.speakers.is_empty());
        self.speakers.iter().chain(alone)
    }
}

/// When a relation holds, as its words tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
pub enum Status {
    /// At the time of the text, or as something that was done.
    #[default]
    Now,
    /// No longer: "the former mayor".
    Former,
    /// Not yet: "will meet", "plans to buy".
    Planned,
    /// Not at all: "never worked for".
    Denied,
}

impl Status {
    /// Its name: `now`, `former`, `planned`, `denied`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Former => "former",
            Self::Planned => "planned",
            Self::Denied => "denied",
        }
    }
}

/// A typed relation between two entities.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Relation {
    /// The type, such as `head_of_state`.
    pub label: Label,
    /// The entity that it is said of.
    pub subject: EntityId,
    /// The other one.
    pub object: EntityId,
    /// The words that it was read from, in text order; never empty.
    pub evidence: Vec<Span>,
    /// When it holds.
    pub status: Status,
    /// The words for what the subject is to the object: "Head of Research". `None` where the text
    /// has none, or the extractor does not tell.
    pub role: Option<Span>,
    /// Whether the text denies it.
    pub negated: bool,
    /// Whether the text calls it possible rather than so.
    pub hedged: bool,
    /// The quote that claims it; `None` for the writer's own statement.
    pub quote: Option<QuoteId>,
    /// The extractor's own score.
    pub score: Option<f32>,
}

/// A statement of the text as subject, predicate and object.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Triple {
    /// What it is about.
    pub subject: Span,
    /// A verb that goes before the predicate's words and is not in the text, as the extractor puts
    /// it in the text's language: "is" in "Ann Lee, a physicist", "has" in "Ann's boat".
    pub implied: Option<String>,
    /// The predicate's words, in text order; there is one at least, or an implied verb.
    pub predicate: Vec<Span>,
    /// The first argument after the predicate.
    pub object: Span,
    /// Further arguments: time, place, manner.
    pub arguments: Vec<Span>,
    /// Whether the text denies it.
    pub negated: bool,
    /// Whether the text calls it possible rather than so.
    pub hedged: bool,
    /// The quote that claims it; `None` for the writer's own statement.
    pub quote: Option<QuoteId>,
    /// The extractor's own score.
    pub score: Option<f32>,
}

impl Triple {
    /// Where its first word begins.
    pub(crate) fn first_byte(&self) -> usize {
        let spans = [self.subject, self.object].into_iter();
        let starts = spans.chain(self.predicate.iter().copied()).map(Span::start);
        starts.min().unwrap_or_default()
    }

    /// The predicate as a reader would put it: the implied verb and the predicate's words, with a space between.
    ///
    /// # Panics
    /// If the spans are not of this text.
    pub fn predicate_text(&self, text: &str) -> String {
        let words = self.predicate.iter().map(|&span| &text[span]);
        let implied = self.implied.as_deref();
        implied
            .into_iter()
            .chain(words)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

macro_rules! sure {
    ($($item:ty),*) => { $(
        impl $item {
            /// Whether its score is at least this. What has no score was found by rules that give none, and passes.
            pub fn is_sure(&self, least: f32) -> bool {
                self.score.is_none_or(|score| score >= least)
            }
        }
    )* };
}

sure!(Mention, Quote, Relation, Triple);
