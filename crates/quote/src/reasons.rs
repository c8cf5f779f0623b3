//! Why a quote was found, and what was weighed for it.

use newsgraph_document::Span;

/// What tells a quote's parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FoundBy {
    /// The labels that the network gives to words.
    #[default]
    Labels,
    /// A turn of a transcript: a name in capitals, and a colon.
    Turn,
    /// A phrase such as "according to" at the start of a sentence.
    Account,
    /// The end of a sentence: "..., police said".
    Closing,
    /// A post that is shown, with the name of its account below.
    Post,
    /// A headline.
    Headline,
    /// Inner quotation marks, within another quote.
    InnerMarks,
    /// A clause that a noun or verb claims: "Lee's claim that ...".
    Claim,
    /// A phrase that few verbs say by: "denied the claims".
    Phrase,
}

impl FoundBy {
    /// Its name, in small letters.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Labels => "labels",
            Self::Turn => "turn",
            Self::Account => "account",
            Self::Closing => "closing",
            Self::Post => "post",
            Self::Headline => "headline",
            Self::InnerMarks => "inner_marks",
            Self::Claim => "claim",
            Self::Phrase => "phrase",
        }
    }
}

/// What chooses the cue or the speaker of a quote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ChosenBy {
    /// The ranker, among what it weighs.
    #[default]
    Ranker,
    /// The colon right before the content.
    Colon,
    /// The verb that the content hangs on, where other content stands between it and the ranker's cue.
    OwnVerb,
    /// The form of the words around quoted speech: "“...,” the mayor went on".
    Form,
    /// A dash with a name behind the content.
    Signature,
    /// The sentence before that ends with a colon.
    Introduction,
    /// A participle that follows a person's name at once: "Ann Lee saying".
    Participle,
    /// The tree: the subject, or the agent, of the cue's verb.
    Tree,
    /// The person whom the sentence before is about.
    Actor,
    /// The speaker of the quote before.
    QuoteBefore,
    /// Who asked what somebody was asked: "Asked by reporters whether ...".
    Asker,
}

impl ChosenBy {
    /// Its name, in small letters.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ranker => "ranker",
            Self::Colon => "colon",
            Self::OwnVerb => "own_verb",
            Self::Form => "form",
            Self::Signature => "signature",
            Self::Introduction => "introduction",
            Self::Participle => "participle",
            Self::Tree => "tree",
            Self::Actor => "actor",
            Self::QuoteBefore => "quote_before",
            Self::Asker => "asker",
        }
    }
}

/// What tells to whom a quote is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum AddressedBy {
    /// The object of a cue that addresses somebody: "told Ann".
    Object,
    /// A preposition of recipients: "said to Ann".
    Recipient,
    /// The object of the verb that the cue goes with: "chided Ann, saying".
    Governor,
}

impl AddressedBy {
    /// Its name, in small letters.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Recipient => "recipient",
            Self::Governor => "governor",
        }
    }
}

/// What tells the act of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ActBy {
    /// It has no cue: speech where some of it stands between marks.
    NoCue,
    /// The cue is a phrase such as "according to".
    Account,
    /// The cue is a colon or a dash.
    Sign,
    /// The table of acts, by the reporting word and the form of the content.
    Word,
    /// Quotation marks, against the table of acts.
    Marks,
    /// The content is a pronoun or a single word.
    Empty,
    /// The cue says that nothing is said: "declined to comment".
    Withheld,
    /// Nobody is told to say it: "is expected".
    Nobody,
    /// The content is what a question or view is about.
    Topic,
    /// The reporting word is in no table: by how often it reports, and by the form of the content.
    UnknownWord,
}

impl ActBy {
    /// Its name, in small letters.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoCue => "no_cue",
            Self::Account => "account",
            Self::Sign => "sign",
            Self::Word => "word",
            Self::Marks => "marks",
            Self::Empty => "empty",
            Self::Withheld => "withheld",
            Self::Nobody => "nobody",
            Self::Topic => "topic",
            Self::UnknownWord => "unknown_word",
        }
    }
}

/// A choice with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// Where its words stand; `None` for the choice of none at all.
    pub span: Option<Span>,
    /// The ranker's score: only differences between those of one question mean something.
    pub score: f32,
}

/// How often of 100 a word reports, by what stands with it, in the texts that the table was counted on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportingWord {
    /// Its lemma.
    pub lemma: String,
    /// As a verb with a clause.
    pub with_clause: u8,
    /// As a verb with an infinitive.
    pub with_infinitive: u8,
    /// As a verb in any other place.
    pub elsewhere: u8,
    /// As a noun with a clause.
    pub as_noun: u8,
}

/// A number that speaks for a quote or against it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// What it tells of: `content_labels`, `cue_labels` and `speaker_labels` are the least margins of the network's labels,
    /// `cue_margin` and `speaker_margin` how far the rankers' choices stand above the next, `has_cue`, `has_speaker` and
    /// `is_implicit` are 0 or 1.
    pub name: &'static str,
    /// The number.
    pub value: f32,
    /// What it counts: the products of both are added, and a curve makes a share of right quotes of the sum.
    pub weight: f32,
}

/// Why a quote was found as it is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct QuoteReasons {
    /// What tells its parts.
    pub found_by: FoundBy,
    /// What chose its cue, or that it has none.
    pub cue_by: ChosenBy,
    /// What the ranker of cues weighed for the first content, the highest score first; empty where it was not asked.
    pub cues: Vec<Choice>,
    /// The word of the cue that its rates are known by; `None` without a cue.
    pub word: Option<ReportingWord>,
    /// What chose its speaker, or that it has none.
    pub speaker_by: ChosenBy,
    /// What the ranker of speakers weighed, the highest score first; empty where it was not asked. A span may be shorter than that of the
    /// speaker, which is read to the end of the name.
    pub speakers: Vec<Choice>,
    /// What tells its addressee; `None` where it has none.
    pub addressee_by: Option<AddressedBy>,
    /// What tells its act.
    pub act_by: ActBy,
    /// What its score is made of; empty where the form that tells it, or the quote that it is a part of, has the score.
    pub evidence: Vec<Evidence>,
}
