//! What the page of a graph is made from.

use newsgraph_document::{Act, Date, Label, QuoteKind, Span, Status};

/// A graph of many documents, as [`to_graph_html`](crate::to_graph_html) shows it. Each list stands in the order in
/// which it is shown, and may hold less than the graph: `counts` says how much there is, and the page tells what it
/// leaves out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GraphPage {
    /// The title of the page.
    pub title: String,
    /// How much the graph holds.
    pub counts: PageCounts,
    /// The documents.
    pub documents: Vec<PageDocument>,
    /// Who and what is named.
    pub entities: Vec<PageEntity>,
    /// Who speaks, with what each says.
    pub voices: Vec<PageVoice>,
    /// Who speaks how often about whom.
    pub about: Vec<PageAbout>,
    /// How the entities relate.
    pub relations: Vec<PageRelation>,
    /// What does not agree with what.
    pub conflicts: Vec<PageConflict>,
    /// The dates that the documents tell of.
    pub dates: Vec<PageDate>,
}

/// How much a graph holds, whatever its page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageCounts {
    /// Documents.
    pub documents: usize,
    /// Entities across documents.
    pub entities: usize,
    /// Those who are quoted.
    pub voices: usize,
    /// Quotes.
    pub quotes: usize,
    /// Relations, each statement of one counted.
    pub relations: usize,
    /// Pairs of statements that do not agree.
    pub conflicts: usize,
    /// Mentions of dates.
    pub dates: usize,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageDocument {
    /// Its id.
    pub id: String,
    /// Its day.
    pub date: Option<Date>,
    /// Its first words.
    pub title: String,
    /// How many entities it names.
    pub entities: usize,
    /// How many quotes it has.
    pub quotes: usize,
}

/// An entity across documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageEntity {
    /// Its id in the graph.
    pub id: i64,
    /// Its fullest name.
    pub name: String,
    /// What it is.
    pub label: Label,
    /// Its id in a gazetteer.
    pub link: Option<String>,
    /// Its other names.
    pub names: Vec<String>,
    /// The ids of its documents, with how often each mentions it; those that are not listed are in `more`.
    pub documents: Vec<(String, usize)>,
    /// How many further documents mention it.
    pub more: usize,
    /// How often it is mentioned.
    pub mentions: usize,
    /// How many quotes it says.
    pub quotes: usize,
}

/// One who is told of: an entity of the graph, or words that name none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageWho {
    /// The name, or the words.
    pub name: String,
    /// The id in the graph.
    pub entity: Option<i64>,
}

/// Where a fact stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePlace {
    /// The id of the document.
    pub document: String,
    /// The document's day.
    pub date: Option<Date>,
    /// The bytes of the document's text that the fact was read from.
    pub span: Span,
    /// The sentence around them.
    pub sentence: String,
}

/// One who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageVoice {
    /// Who; `None` where the texts do not tell.
    pub who: Option<PageWho>,
    /// How many quotes there are of it.
    pub total: usize,
    /// Its quotes, the oldest first.
    pub quotes: Vec<PageQuote>,
}

/// A quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageQuote {
    /// What is said.
    pub content: String,
    /// How much of it stands between quotation marks.
    pub kind: QuoteKind,
    /// What act it reports.
    pub act: Act,
    /// The words that report it.
    pub cue: Option<String>,
    /// To whom it is said.
    pub to: Option<PageWho>,
    /// Where it stands.
    pub place: PagePlace,
}

/// How often one speaks about another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageAbout {
    /// Who speaks.
    pub speaker: PageWho,
    /// Who or what is named in the quotes.
    pub about: PageWho,
    /// In how many quotes.
    pub quotes: usize,
}

/// A relation as a document states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRelation {
    /// Of whom it is said.
    pub subject: PageWho,
    /// The type.
    pub label: Label,
    /// The other one.
    pub object: PageWho,
    /// When it holds.
    pub status: Status,
    /// What the subject is to the object, in words.
    pub role: Option<String>,
    /// Whether it is denied.
    pub negated: bool,
    /// Whether it is called possible rather than so.
    pub hedged: bool,
    /// Who says so.
    pub claimant: PageClaimant,
    /// Where it stands.
    pub place: PagePlace,
}

/// Who states something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageClaimant {
    /// The document itself.
    Writer,
    /// One whom the document quotes.
    Speaker(PageWho),
    /// Somebody of whom the document does not tell who it is.
    Unknown,
}

/// Two statements that do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageConflict {
    /// In which way.
    pub kind: PageConflictKind,
    /// What they are about, in words.
    pub what: String,
    /// The earlier one and the later one.
    pub sides: [PageSide; 2],
}

/// In which way two statements do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageConflictKind {
    /// They cannot both be so.
    Contradicted,
    /// One denies what the other says.
    Denied,
    /// Both may have been so, at other times.
    Changed,
}

impl PageConflictKind {
    /// Its name: `contradicted`, `denied`, `changed`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Contradicted => "contradicted",
            Self::Denied => "denied",
            Self::Changed => "changed",
        }
    }
}

/// One of two statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSide {
    /// What it states, in words.
    pub words: String,
    /// Who states it.
    pub claimant: PageClaimant,
    /// Where it stands.
    pub place: PagePlace,
}

/// A date that a document tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageDate {
    /// The date, in the form of ISO 8601.
    pub value: String,
    /// Where it stands.
    pub place: PagePlace,
}
