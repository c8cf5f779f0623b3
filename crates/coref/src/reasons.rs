//! Why a mention is in its entity, and what was weighed for it.

use newsgraph_document::Span;

/// What placed a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum JoinedBy {
    /// It is the fullest name of its entity, or spelled alike.
    Name,
    /// The name of a company without the words for its form: "Velmar" for "Velmar Corp."
    Company,
    /// Another word for the same people: "Danes" and "Danish".
    Group,
    /// The table of other names for the same thing.
    Alias,
    /// A part of a person's name, or a spelling that sounds alike.
    Person,
    /// The end or the start of a longer name.
    Part,
    /// A name in brackets behind what it is short for.
    Bracketed,
    /// The initials of a longer name.
    Acronym,
    /// "I" or "we" in a quote, of its speaker.
    Speaker,
    /// "you" in a quote, of its addressee.
    Addressee,
    /// "I", "we" or "you" as before in the same quote, or in the writer's own voice.
    Voice,
    /// A relative pronoun, of the noun that its clause belongs to.
    Relative,
    /// "they", of people who are named in a row.
    Row,
    /// An apposition of a name, or one that a name is of.
    Apposition,
    /// An office or kind that the text says of a name, or that its own words tell.
    Role,
    /// It fits several names, so that nobody can tell which; it stands alone.
    Several,
    /// The learned ranking of what was mentioned before.
    Ranker,
    /// Nothing that it may refer to stands before it.
    First,
}

impl JoinedBy {
    /// Its name, in small letters.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Company => "company",
            Self::Group => "group",
            Self::Alias => "alias",
            Self::Person => "person",
            Self::Part => "part",
            Self::Bracketed => "bracketed",
            Self::Acronym => "acronym",
            Self::Speaker => "speaker",
            Self::Addressee => "addressee",
            Self::Voice => "voice",
            Self::Relative => "relative",
            Self::Row => "row",
            Self::Apposition => "apposition",
            Self::Role => "role",
            Self::Several => "several",
            Self::Ranker => "ranker",
            Self::First => "first",
        }
    }
}

/// What a mention may refer to, with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The nearest mention of the entity; `None` for referring to nothing.
    pub span: Option<Span>,
    /// The ranker's score: only differences between those of one mention mean something.
    pub score: f32,
}

/// Why a mention is where it is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MentionReasons {
    /// The mention.
    pub span: Span,
    /// What placed it.
    pub joined_by: JoinedBy,
    /// A mention of the spelling that its own was joined to; `None` for what is no name.
    pub to: Option<Span>,
    /// What the ranker weighed, the highest score first; empty where it was not asked.
    pub candidates: Vec<Candidate>,
    /// How much more than for referring to nothing a score must be, where the ranker was asked.
    pub margin: Option<f32>,
}

impl MentionReasons {
    pub(crate) fn new(span: Span, joined_by: JoinedBy) -> Self {
        Self {
            span,
            joined_by,
            to: None,
            candidates: Vec::new(),
            margin: None,
        }
    }
}
